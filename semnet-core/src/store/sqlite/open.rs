//! Opening a SQLite store: its tables, its versions, and files that may only be read.

use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use crate::store::StoreError;
use crate::store::sqlite::{SqliteStore, explain, words};

/// Says that a SQLite file is a store of semnet: `smnt`.
const APPLICATION: i64 = 0x736d_6e74;

/// The version of the tables below: 2 has those of `sqlite_words`.
const VERSION: i64 = 2;

/// How long a call waits for other processes to finish theirs.
const PATIENCE: Duration = Duration::from_secs(20);

/// `alike` is the hashtag as look-alikes share it, `asked` the question as it is looked up.
const TABLES: &str = "
    CREATE TABLE networks (
        id INTEGER PRIMARY KEY,
        fingerprint BLOB NOT NULL UNIQUE,
        alike TEXT NOT NULL,
        asked TEXT NOT NULL,
        question TEXT NOT NULL,
        title TEXT NOT NULL,
        bytes BLOB NOT NULL
    );
    CREATE INDEX networks_alike ON networks (alike);
    CREATE INDEX networks_asked ON networks (asked);
    CREATE VIRTUAL TABLE questions USING fts5 (asked, content = '', detail = none, tokenize = 'trigram');
    CREATE VIRTUAL TABLE words USING fts5 (
        question, title, labels, passages, content = '', prefix = '3', tokenize = 'unicode61 remove_diacritics 2'
    );";

impl SqliteStore {
    /// Opens the store in this file, which is made when it is not there. A store of an earlier semnet gets an index of
    /// its words at this time, O(size).
    ///
    /// A file that may not be written is opened to be read; adding to it is an error then. Where its folder may not be
    /// written either, nobody else may write to it in the meantime: there is no place to say that it is being read.
    ///
    /// # Errors
    ///
    /// [`StoreError::Foreign`] for a file that is something else, [`StoreError::Newer`] for a store of a newer semnet,
    /// [`StoreError::Unavailable`] when the file cannot be opened or made.
    pub fn open(path: impl AsRef<Path>) -> Result<SqliteStore, StoreError> {
        let (path, name) = (path.as_ref(), path.as_ref().display().to_string());
        let opened = Connection::open(path).map_err(Problem::Engine).and_then(|connection| {
            connection.busy_timeout(PATIENCE)?;
            prepare(connection, &name)
        });
        match or_sealed(path, opened, |connection| prepare(connection, &name)) {
            Ok(connection) => Ok(SqliteStore { connection: Mutex::new(connection), name }),
            Err(problem) => Err(problem.explain(&name)),
        }
    }
}

/// Makes the tables, or sees whether they are ours and of a version that this semnet knows.
fn prepare(mut connection: Connection, name: &str) -> Result<Connection, Problem> {
    let tables = |connection: &Connection| {
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))
    };
    if tables(&connection)? == 0 && pragma(&connection, "application_id")? == 0 {
        write_ahead(&connection)?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another process may have been here first.
        if tables(&transaction)? == 0 {
            transaction.pragma_update(None, "application_id", APPLICATION)?;
            transaction.pragma_update(None, "user_version", VERSION)?;
            transaction.execute_batch(TABLES)?;
            transaction.execute_batch(words::TABLES)?;
        }
        transaction.commit()?;
    }
    if version(&connection, name)? < VERSION {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another process may have been here first.
        if pragma(&transaction, "user_version")? < VERSION {
            transaction.execute_batch(words::TABLES)?;
            words::index_missing(&transaction)?;
            transaction.pragma_update(None, "user_version", VERSION)?;
        }
        transaction.commit()?;
    }
    if !connection.is_readonly("main")? {
        write_ahead(&connection)?;
        connection.pragma_update(None, "synchronous", "FULL")?;
    }
    Ok(connection)
}

fn pragma(connection: &Connection, name: &str) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, name, |row| row.get(0))
}

/// The version of a store, which this semnet knows.
pub(super) fn version(connection: &Connection, name: &str) -> Result<i64, Problem> {
    let store = || name.to_owned();
    if pragma(connection, "application_id")? != APPLICATION {
        return Err(Problem::Store(StoreError::Foreign { store: store() }));
    }
    match pragma(connection, "user_version")? {
        ..1 => Err(Problem::Store(StoreError::Foreign { store: store() })),
        version if version > VERSION => {
            Err(Problem::Store(StoreError::Newer { store: store(), version, known: VERSION }))
        }
        version => Ok(version),
    }
}

/// The connection or, where SQLite could put nothing beside the file, one that needs nothing there, prepared likewise.
pub(super) fn or_sealed(
    path: &Path,
    opened: Result<Connection, Problem>,
    prepare: impl FnOnce(Connection) -> Result<Connection, Problem>,
) -> Result<Connection, Problem> {
    match opened {
        Err(Problem::Engine(error)) if is_kept_out(&error) => match sealed(path) {
            Some(connection) => prepare(connection?),
            None => Err(Problem::Engine(error)),
        },
        opened => opened,
    }
}

/// Opens a file beside which SQLite can put nothing, as it does even to read; `None` when it is not there or something is
/// beside it already. Without a journal, the file has all that was ever added.
fn sealed(path: &Path) -> Option<Result<Connection, Problem>> {
    let path = path.canonicalize().ok().filter(|path| path.is_file())?;
    let mut journal = path.clone().into_os_string();
    journal.push("-wal");
    let journal = Path::new(&journal);
    if journal.metadata().is_ok_and(|journal| journal.len() > 0) {
        let message = format!(
            "{} beside it has networks that it has not, and may not be written; copy both to where they may, and open that",
            journal.display()
        );
        let store = path.display().to_string();
        return Some(Err(Problem::Store(StoreError::Unavailable { store, message, source: None })));
    }
    let mut address = "file:".to_owned();
    for &byte in path.to_str()?.as_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                address.push(char::from(byte))
            }
            _ => address.push_str(&format!("%{byte:02x}")),
        }
    }
    address.push_str("?immutable=1");
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Some(Connection::open_with_flags(address, flags).map_err(Problem::Engine))
}

/// Switches to the journal that is written ahead. SQLite does not wait by itself when others are at the file.
fn write_ahead(connection: &Connection) -> rusqlite::Result<()> {
    let start = Instant::now();
    loop {
        let mode =
            connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0));
        match mode {
            Err(error) if is_busy(&error) && start.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(20));
            }
            result => return result.map(drop),
        }
    }
}

/// Whether SQLite could not put beside the file what it needs even to read.
fn is_kept_out(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly))
}

fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

/// What can go wrong on the way.
pub(super) enum Problem {
    Store(StoreError),
    Engine(rusqlite::Error),
    /// What was to be set aside could not be kept elsewhere.
    Keep(std::io::Error),
}

impl Problem {
    pub(super) fn explain(self, name: &str) -> StoreError {
        match self {
            Problem::Store(error) => error,
            Problem::Engine(error) => explain(name, error),
            Problem::Keep(error) => StoreError::Unavailable {
                store: name.to_owned(),
                message: format!("what is damaged could not be kept elsewhere, and is still there: {error}"),
                source: Some(Box::new(error)),
            },
        }
    }
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Problem {
        Problem::Engine(error)
    }
}
