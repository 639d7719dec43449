//! Checks a file before SQLite opens it, and restricts what SQLite may do with a file from a stranger.
//!
//! A schema is a program: triggers and views run when a table is written or read. So a store is opened only
//! if its schema is exactly the one that semnet creates. Triggers and views are switched off, and each call
//! may take only as many steps of SQLite's virtual machine as a file of its size can need.

use std::fs::File;
use std::io::Read;
use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, Row};

use crate::store::StoreError;
use crate::store::sqlite::problem::Problem;
use crate::store::sqlite::schema::VERSION;
use crate::store::sqlite::steps::Steps;
use crate::store::sqlite::{concepts, records, schema, words};

/// The first bytes of a SQLite file.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// The smallest page of a SQLite file, and with it the smallest file.
const SMALLEST: u64 = 512;

/// The longest value that is read or written, in bytes: SQLite's own limit.
const LONGEST: i32 = 1_000_000_000;

/// The number of steps between two calls of the progress handler.
const TICK: i32 = 100_000;

/// How many ticks each call may take, in addition to one for each page of the file, which is more than a step
/// for each byte of an index.
const FREE_TICKS: u64 = 50;
const PAGE: u64 = 4_096;

/// Tables that SQLite itself makes when somebody runs `ANALYZE`.
const STATISTICS: [&str; 2] =
    ["CREATE TABLE sqlite_stat1(tbl,idx,stat)", "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)"];

/// The endings that SQLite appends to the name of a database, for the files that it keeps next to it.
const COMPANIONS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// The absolute path of a file for SQLite, so that no name is special (`:memory:`, `file:…`, an empty one);
/// an error if the file cannot be a store.
pub(super) fn admit(path: &Path, name: &str) -> Result<PathBuf, Problem> {
    let refused = |message: &str| {
        let (store, message) = (name.to_owned(), message.to_owned());
        Problem::Store(StoreError::Unavailable { store, message, cause: None })
    };
    let path =
        std::path::absolute(path).map_err(|error| refused(&format!("not a path of a file: {error}")))?;
    let path = as_sqlite_reads(path).map_err(|message| refused(&message))?;
    if is_companion(&path) {
        return Err(refused(
            "SQLite uses names that end in -wal, -shm or -journal for its journals, and deletes files that \
             have them; name another file",
        ));
    }
    if let Some(other) = irregular_companion(&path) {
        return Err(refused(&format!(
            "{} is not a regular file, and SQLite keeps a journal there; move it away",
            other.display()
        )));
    }
    let Ok(metadata) = path.metadata() else {
        // A new one, or an error that SQLite words.
        return if journal_length(&path) > 0 { Err(refused(&orphaned(&path))) } else { Ok(path) };
    };
    if metadata.is_dir() {
        return Err(refused("this is a directory; expected a file, or a name that does not exist yet"));
    }
    if !metadata.is_file() {
        return Err(refused(
            "this is not a regular file; expected a file, or a name that does not exist yet",
        ));
    }
    if link_count(&metadata) > 1 {
        return Err(refused(
            "the file has more than one name (hard links), and programs that open it by different names \
             would lose each other's networks; remove the other names, or copy the file",
        ));
    }
    if metadata.len() == 0 && journal_length(&path) > 0 {
        return Err(refused(&orphaned(&path)));
    }
    if metadata.len() > 0 && !is_sqlite(&path, metadata.len()) {
        return Err(Problem::Store(StoreError::Foreign { store: name.to_owned() }));
    }
    Ok(path)
}

/// SQLite removes `..` and a final slash from a path without looking at the disk. So the path is checked
/// without these: with them, it could lead to another file, or to none.
fn as_sqlite_reads(path: PathBuf) -> Result<PathBuf, String> {
    let ends_in_slash = path.as_os_str().as_encoded_bytes().ends_with(&[MAIN_SEPARATOR as u8]);
    let (Some(folder), Some(name), false) = (path.parent(), path.file_name(), ends_in_slash) else {
        return Err("this is the name of a directory; expected the name of a file".into());
    };
    if path.components().all(|part| part != Component::ParentDir) {
        return Ok(path);
    }
    let folder = folder.canonicalize().map_err(|error| format!("its folder cannot be found: {error}"))?;
    Ok(folder.join(name))
}

/// The file that a store was opened from.
pub(super) struct Opened {
    path: PathBuf,
    id: Option<(u64, u64)>,
    /// Next to the file that a link leads to.
    journal: PathBuf,
    /// Whether the file has a write-ahead log, which some file systems do not allow.
    has_journal: AtomicBool,
}

impl Opened {
    /// The file at a path after it was opened; `before` identifies the file that was there before. O(1).
    pub(super) fn at(path: &Path, before: Option<(u64, u64)>, name: &str) -> Result<Opened, Problem> {
        let id = file_id(path);
        let is_other = before.is_some_and(|before| id != Some(before));
        if is_other || (cfg!(unix) && id.is_none()) {
            let message = "the file was moved, deleted or replaced while it was opened; open the store again";
            return Err(Problem::Store(StoreError::unavailable(name, message)));
        }
        let journal = journal(&path.canonicalize().unwrap_or_else(|_| path.to_owned()));
        Ok(Opened { path: path.to_owned(), id, journal, has_journal: AtomicBool::new(false) })
    }

    /// Whether the file and its journal still have their names: writes to a file that was deleted or replaced
    /// would be lost. O(1).
    pub(super) fn is_in_place(&self) -> bool {
        let has_journal = self.journal.exists();
        let had_journal = self.has_journal.fetch_or(has_journal, Ordering::Relaxed);
        file_id(&self.path) == self.id && (has_journal || !had_journal)
    }
}

/// Whether a file begins like a SQLite file. `true` if it cannot be read, because SQLite then reports the
/// error.
fn is_sqlite(path: &Path, length: u64) -> bool {
    let mut start = [0; MAGIC.len()];
    match File::open(path).and_then(|mut file| file.read_exact(&mut start)) {
        Ok(()) => length >= SMALLEST && start == *MAGIC,
        Err(error) => error.kind() != std::io::ErrorKind::UnexpectedEof,
    }
}

/// Whether a path, or the one that it leads to, has a name that SQLite gives to files next to a database.
fn is_companion(path: &Path) -> bool {
    let target = path.canonicalize().or_else(|_| std::fs::read_link(path));
    [Some(path), target.as_deref().ok()].into_iter().flatten().any(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        COMPANIONS.iter().any(|ending| name.ends_with(ending))
    })
}

/// A pipe, a link or a folder with the name of a file that SQLite keeps next to a database. Opening a pipe
/// would block forever.
fn irregular_companion(path: &Path) -> Option<PathBuf> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut companions = COMPANIONS.iter().map(|ending| companion(&path, ending));
    companions.find(|file| file.symlink_metadata().is_ok_and(|metadata| !metadata.is_file()))
}

fn orphaned(path: &Path) -> String {
    format!(
        "{} has changes of a database that is missing or empty; opening it would delete them. Restore the \
         database, or move the journal away",
        journal(path).display()
    )
}

/// The journal of a file.
pub(super) fn journal(path: &Path) -> PathBuf {
    companion(path, "-wal")
}

fn companion(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.to_owned().into_os_string();
    name.push(ending);
    name.into()
}

pub(super) fn journal_length(path: &Path) -> u64 {
    journal(path).metadata().map_or(0, |journal| journal.len())
}

/// The file to which a name leads, on systems that number files.
#[cfg(unix)]
pub(super) fn file_id(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    path.metadata().ok().map(|file| (file.dev(), file.ino()))
}

/// On other systems, an open file cannot be deleted or replaced.
#[cfg(not(unix))]
pub(super) fn file_id(_: &Path) -> Option<(u64, u64)> {
    None
}

#[cfg(unix)]
fn link_count(metadata: &std::fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(metadata)
}

/// On other systems, the standard library does not report this.
#[cfg(not(unix))]
fn link_count(_: &std::fs::Metadata) -> u64 {
    1
}

/// Limits the work of a connection for any content of its file.
pub(super) fn restrain(connection: &mut Connection, path: &Path) -> rusqlite::Result<Steps> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST)?;
    let steps = Steps::default();
    let (taken, path) = (steps.clone(), path.to_owned());
    let is_too_long = move || {
        let ticks = taken.0.fetch_add(1, Ordering::Relaxed);
        ticks > FREE_TICKS && ticks > FREE_TICKS + pages(&path)
    };
    connection.progress_handler(TICK, Some(is_too_long))?;
    Ok(steps)
}

fn pages(path: &Path) -> u64 {
    (path.metadata().map_or(0, |file| file.len()) + journal_length(path)) / PAGE
}

/// Checks that a schema has only what semnet creates in stores of this version, and that its text is UTF-8.
pub(super) fn check_schema(connection: &Connection, version: i64, name: &str) -> Result<(), Problem> {
    let encoding: String = connection.pragma_query_value(None, "encoding", |row| row.get(0))?;
    if encoding != "UTF-8" {
        let message = format!(
            "its text is encoded in {encoding}; expected UTF-8; recover the networks with \
             `semnet --store NEW salvage FILE` or SqliteStore::salvage"
        );
        return Err(Problem::Store(StoreError::Unavailable { store: name.to_owned(), message, cause: None }));
    }
    let expected = expected(version);
    let mut statement = connection.prepare("SELECT type, name, sql FROM sqlite_schema")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if !is_expected(row, &expected)? {
            return Err(foreign_object(row, name));
        }
    }
    Ok(())
}

/// Whether there is a table with this name; an error if it is not the one that semnet creates. That is enough
/// for reading this table alone.
pub(super) fn check_table(connection: &Connection, name: &str, table: &str) -> Result<bool, Problem> {
    let expected = expected(VERSION);
    let mut statement =
        connection.prepare("SELECT type, name, sql FROM sqlite_schema WHERE name = ?1 COLLATE nocase")?;
    let mut rows = statement.query([table])?;
    let mut is_there = false;
    while let Some(row) = rows.next()? {
        if !is_expected(row, &expected)? {
            return Err(foreign_object(row, name));
        }
        is_there = true;
    }
    Ok(is_there)
}

/// Every statement of the schema of a version, as SQLite keeps it, with single spaces.
fn expected(version: i64) -> Vec<String> {
    let mut ours = vec![schema::TABLES, schema::INDEX_TABLES, concepts::TABLES, records::TABLES];
    let mut indexes = vec!["questions", "words"];
    if version < VERSION {
        ours.extend([schema::OLD_INDEXES, schema::OLD_WORDS]);
        indexes.push("found");
    } else {
        ours.extend([schema::INDEXES, words::TABLES]);
    }
    // One of them has a semicolon within a line.
    let statements = ours.iter().flat_map(|tables| tables.split(";\n"));
    let statements = statements.map(|statement| single_spaced(statement.trim_end().trim_end_matches(';')));
    let mut expected: Vec<String> = statements.filter(|statement| !statement.is_empty()).collect();
    for index in indexes {
        expected.extend([
            format!("CREATE TABLE '{index}_data'(id INTEGER PRIMARY KEY, block BLOB)"),
            format!("CREATE TABLE '{index}_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID"),
            format!("CREATE TABLE '{index}_docsize'(id INTEGER PRIMARY KEY, sz BLOB)"),
            format!("CREATE TABLE '{index}_config'(k PRIMARY KEY, v) WITHOUT ROWID"),
        ]);
    }
    expected.extend(STATISTICS.map(str::to_owned));
    expected
}

fn single_spaced(statement: &str) -> String {
    statement.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_expected(row: &Row<'_>, expected: &[String]) -> rusqlite::Result<bool> {
    let (kind, name) = (text(row, 0)?, text(row, 1)?);
    let sql = match row.get_ref(2)?.as_bytes_or_null() {
        // An index that a constraint of a table needs.
        Ok(None) => return Ok(kind == "index" && name.starts_with("sqlite_autoindex_")),
        Ok(Some(sql)) => single_spaced(&String::from_utf8_lossy(sql)),
        Err(_) => return Ok(false),
    };
    // The name and the kind are those of the statement: SQLite takes them from the row.
    let mut words = sql.split([' ', '(']).skip(1).skip_while(|word| *word == "VIRTUAL");
    let says = (words.next().unwrap_or_default().to_lowercase(), words.next().unwrap_or_default());
    let is_said = says.0 == kind && says.1.trim_matches('\'') == name;
    Ok(is_said && expected.contains(&sql))
}

fn text(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    let bytes = row.get_ref(column)?;
    let bytes = bytes.as_bytes_or_null().unwrap_or_default().unwrap_or_default();
    Ok(String::from_utf8_lossy(bytes).into_owned())
}

fn foreign_object(row: &Row<'_>, store: &str) -> Problem {
    let what = |column| text(row, column).unwrap_or_default().escape_debug().take(80).collect::<String>();
    let message = format!(
        "its schema is not that of a store: found the {} \"{}\"; expected only what semnet creates; recover \
         the networks with `semnet --store NEW salvage FILE` or SqliteStore::salvage",
        what(0),
        what(1)
    );
    Problem::Store(StoreError::Unavailable { store: store.to_owned(), message, cause: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SQLite stores our statements exactly as expected.
    #[test]
    fn the_schema_that_is_made_is_the_one_that_is_expected() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(schema::TABLES).unwrap();
        connection.execute_batch(schema::INDEXES).unwrap();
        connection.execute_batch(schema::INDEX_TABLES).unwrap();
        connection.execute_batch(words::TABLES).unwrap();
        connection.execute_batch(concepts::TABLES).unwrap();
        connection.execute_batch(records::TABLES).unwrap();
        assert!(check_schema(&connection, VERSION, "store").is_ok());
        connection.execute_batch("ANALYZE").unwrap();
        assert!(check_schema(&connection, VERSION, "store").is_ok());
        for foreign in [
            "CREATE VIEW v AS SELECT 1",
            "CREATE TABLE theirs (x)",
            "CREATE TRIGGER t BEFORE INSERT ON networks BEGIN SELECT RAISE(IGNORE); END",
            "CREATE INDEX i ON networks (title)",
        ] {
            connection.execute_batch(&format!("BEGIN; {foreign}")).unwrap();
            assert!(check_schema(&connection, VERSION, "store").is_err(), "{foreign}");
            assert!(check_table(&connection, "store", "networks").is_ok(), "{foreign}");
            connection.execute_batch("ROLLBACK").unwrap();
        }
        assert!(check_schema(&connection, VERSION, "store").is_ok());
    }

    #[test]
    fn a_table_of_another_shape_is_not_expected() {
        for sql in [
            "CREATE VIEW networks AS SELECT 1 AS id",
            "CREATE TABLE networks (id INTEGER PRIMARY KEY, bytes BLOB AS (zeroblob(1000000000)))",
            "CREATE TABLE NETWORKS (id)",
        ] {
            let connection = Connection::open_in_memory().unwrap();
            connection.execute_batch(sql).unwrap();
            assert!(check_schema(&connection, VERSION, "store").is_err(), "{sql}");
            assert!(check_table(&connection, "store", "networks").is_err(), "{sql}");
        }
    }
}
