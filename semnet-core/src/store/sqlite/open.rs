//! Opens a SQLite store: its tables, its versions, and read-only files.

use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use crate::store::StoreError;
use crate::store::sqlite::problem::Problem;
use crate::store::sqlite::schema::{INDEX_TABLES, INDEXES, TABLES, VERSION};
use crate::store::sqlite::steps::Steps;
use crate::store::sqlite::{SqliteStore, concepts, group, guard, pending, records, words};
use crate::util::Cause;

/// Marks a SQLite file as a store of semnet: `smnt`.
const APPLICATION: i64 = 0x736d_6e74;

/// How long a call waits for other processes.
const PATIENCE: Duration = Duration::from_secs(20);

impl SqliteStore {
    /// Opens the store in this file, which is created if it does not exist. O(1).
    ///
    /// If an earlier semnet made the store, opening it also builds its index of words, which takes O(size).
    /// This is done in parts: if the program is killed, the next one continues. If such a store may not be
    /// written, it stays without the index, and a search reads each of its networks.
    ///
    /// A file that may not be written is opened for reading; adding to it is then an error. If its folder may
    /// not be written either, no other program may write to the file in the meantime, because SQLite cannot
    /// put its lock files there.
    ///
    /// # Errors
    ///
    /// [`StoreError::Foreign`] if the file is not a store; [`StoreError::Newer`] if a newer semnet made it;
    /// [`StoreError::Unavailable`] if the file cannot be opened or created.
    pub fn open(path: impl AsRef<Path>) -> Result<SqliteStore, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        SqliteStore::open_with(path.as_ref(), flags)
    }

    /// Opens the store in this file, which must exist: nothing is created, and an empty file is an error.
    /// Otherwise like [`open`](SqliteStore::open), with the same cost.
    ///
    /// # Errors
    ///
    /// Those of [`open`](SqliteStore::open), and [`StoreError::Unavailable`] if the file does not exist.
    ///
    /// ```
    /// use semnet_core::store::SqliteStore;
    ///
    /// let error = SqliteStore::open_existing("no-such-store.semnet").unwrap_err();
    /// assert!(error.to_string().contains("no such store"));
    /// assert!(!std::path::Path::new("no-such-store.semnet").exists());
    /// ```
    pub fn open_existing(path: impl AsRef<Path>) -> Result<SqliteStore, StoreError> {
        SqliteStore::open_there(path.as_ref(), OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    /// Opens the store in this file, which must exist, for reading only: no call changes the file, and adding
    /// to it is an error. Networks that are not in the indexes yet are not indexed: look-ups read them one by
    /// one, until another program has indexed them. Other programs may read and write the store meanwhile, so
    /// SQLite creates its files next to it if they are missing. O(1).
    ///
    /// # Errors
    ///
    /// Those of [`open_existing`](SqliteStore::open_existing).
    ///
    /// ```
    /// use semnet_core::store::{SqliteStore, Store};
    ///
    /// # let folder = std::env::temp_dir().join(format!("semnet-read-only-{}", std::process::id()));
    /// # std::fs::create_dir_all(&folder)?;
    /// # let path = folder.join("networks.semnet");
    /// let network = semnet_core::NetworkBuilder::new("Why do bees dance?").build()?;
    /// SqliteStore::open(&path)?.add(&network)?;
    ///
    /// let store = SqliteStore::open_read_only(&path)?;
    /// assert_eq!(store.get(network.fingerprint())?, Some(network.clone()));
    /// assert!(store.add(&semnet_core::NetworkBuilder::new("Another?").build()?).is_err());
    /// # drop(store);
    /// # std::fs::remove_dir_all(folder)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn open_read_only(path: impl AsRef<Path>) -> Result<SqliteStore, StoreError> {
        SqliteStore::open_there(path.as_ref(), OpenFlags::SQLITE_OPEN_READ_ONLY)
    }

    fn open_there(path: &Path, flags: OpenFlags) -> Result<SqliteStore, StoreError> {
        let store = path.display().to_string();
        match path.metadata() {
            Ok(file) if file.is_file() && file.len() == 0 => Err(StoreError::Foreign { store }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let message = "no such store; name one that exists, or create it by adding a network";
                Err(StoreError::Unavailable {
                    store,
                    message: message.into(),
                    cause: Some(Cause::new(error)),
                })
            }
            // Of other errors SQLite has the words.
            _ => SqliteStore::open_with(path, flags),
        }
    }

    fn open_with(path: &Path, flags: OpenFlags) -> Result<SqliteStore, StoreError> {
        let name = path.display().to_string();
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let store = guard::admit(path, &name).and_then(|path| {
            let before = guard::file_id(&path);
            let opened = Connection::open_with_flags(&path, flags).map_err(Problem::Engine);
            let opened = opened.and_then(|connection| prepare(connection, &path, &name));
            let prepared = or_sealed(&path, opened, |connection| prepare(connection, &path, &name));
            let (connection, steps) = prepared?;
            Ok((connection, steps, guard::Opened::at(&path, before, &name)?))
        });
        match store {
            Ok((connection, steps, opened)) => {
                let (connection, waiting) = (Mutex::new(connection), group::Waiting::default());
                Ok(SqliteStore { connection, waiting, steps, opened, name })
            }
            Err(problem) => Err(problem.explain(&name)),
        }
    }
}

/// Creates the tables, or checks that they belong to a store and have a version that this semnet reads.
fn prepare(mut connection: Connection, path: &Path, name: &str) -> Result<(Connection, Steps), Problem> {
    connection.busy_timeout(PATIENCE)?;
    let steps = guard::restrain(&mut connection, path)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
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
            transaction.execute_batch(INDEXES)?;
            transaction.execute_batch(INDEX_TABLES)?;
            transaction.execute_batch(words::TABLES)?;
            transaction.execute_batch(concepts::TABLES)?;
            transaction.execute_batch(records::TABLES)?;
        }
        transaction.commit()?;
    }
    let found = version(&connection, name)?;
    guard::check_schema(&connection, found, name)?;
    let is_readonly = connection.is_readonly("main")?;
    if found < VERSION && is_readonly {
        connection.execute_batch(&temporary(found))?;
    } else if found < VERSION {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another process may have been here first.
        let version = pragma(&transaction, "user_version")?;
        if version < VERSION {
            if version >= 2 {
                transaction.execute_batch("DROP TABLE vocabulary; DROP TABLE found")?;
            }
            if version < 3 {
                transaction.execute_batch(concepts::TABLES)?;
                transaction.execute_batch(records::TABLES)?;
            }
            transaction.execute_batch("DROP INDEX networks_alike; DROP INDEX networks_asked")?;
            transaction.execute_batch(INDEXES)?;
            transaction.execute_batch(words::TABLES)?;
            transaction.pragma_update(None, "user_version", VERSION)?;
        }
        transaction.commit()?;
    }
    if !is_readonly {
        write_ahead(&connection)?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        match pending::index_new(&mut connection, &steps) {
            // Look-ups do it, or read each network.
            Err(error) if pending::cannot_write(&error) => {}
            result => result?,
        }
    }
    Ok((connection, steps))
}

/// Creates, outside the store's file, empty tables of the current version that a store of this older version
/// lacks. So all its networks are pending for the new indexes.
fn temporary(version: i64) -> String {
    let mut tables = words::TABLES.to_owned();
    if version < 3 {
        tables = [&*tables, concepts::TABLES, records::TABLES].concat();
    }
    tables.replace("CREATE TABLE ", "CREATE TEMP TABLE ").replace("CREATE INDEX ", "CREATE INDEX temp.")
}

fn pragma(connection: &Connection, name: &str) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, name, |row| row.get(0))
}

/// The version of a store, if this semnet reads it.
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

/// The connection, or one that needs no files next to the store if SQLite could not create them, prepared in
/// the same way.
fn or_sealed<T>(
    path: &Path,
    opened: Result<T, Problem>,
    prepare: impl FnOnce(Connection) -> Result<T, Problem>,
) -> Result<T, Problem> {
    match opened {
        Err(Problem::Engine(error)) if is_kept_out(&error) => match sealed(path) {
            Some(connection) => prepare(connection?),
            None => Err(Problem::Engine(error)),
        },
        opened => opened,
    }
}

/// Opens a file without the files that SQLite needs next to it even for reading. `None` if the file does not
/// exist or these files exist already. Without a journal, the file itself has everything that was ever added.
fn sealed(path: &Path) -> Option<Result<Connection, Problem>> {
    let path = path.canonicalize().ok().filter(|path| path.is_file())?;
    if guard::journal_length(&path) > 0 {
        let message = format!(
            "{} has changes that are not yet in the database, and this directory is read-only; copy both \
             files to a writable directory and open the copy",
            guard::journal(&path).display()
        );
        let store = path.display().to_string();
        return Some(Err(Problem::Store(StoreError::Unavailable { store, message, cause: None })));
    }
    Some(open_address(&path, "immutable=1").map_err(Problem::Engine))
}

/// Opens a file for reading, with a parameter of SQLite's file URIs.
pub(super) fn open_address(path: &Path, parameter: &str) -> rusqlite::Result<Connection> {
    let mut address = "file:".to_owned();
    for &byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                address.push(char::from(byte))
            }
            _ => address.push_str(&format!("%{byte:02x}")),
        }
    }
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(format!("{address}?{parameter}"), flags)
}

/// Switches to the write-ahead log. SQLite itself does not wait for others here.
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

/// Whether SQLite could not create the files next to the store that it needs even for reading.
fn is_kept_out(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly))
}

/// Whether another connection keeps the store locked.
pub(super) fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}
