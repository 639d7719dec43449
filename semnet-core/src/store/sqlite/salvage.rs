//! Reads the intact rows of a damaged or truncated SQLite file, without its indexes.

use std::fmt;
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row};

use crate::network::{Fingerprint, Network};
use crate::store::sqlite::guard;
use crate::store::sqlite::open;
use crate::store::sqlite::problem::Problem;
use crate::store::sqlite::{SqliteStore, explain};
use crate::store::{Corruption, StoreError, verified};
use crate::util::Cause;

/// How many row numbers are tried in all after unreadable rows, in addition to as many as the file could have
/// rows. A page of the second level has fewer rows under it.
pub(super) const MOST: u64 = 20_000;
const SMALLEST_ROW: u64 = 64;

impl SqliteStore {
    /// Reads the rest of a store from a damaged file, which [`open`](SqliteStore::open) may refuse, for
    /// example a truncated one. Each item is an intact network or an error: a damaged network
    /// ([`StoreError::Corrupt`]), or a stretch of the file that cannot be read ([`StoreError::Unavailable`]).
    /// The file is not changed.
    ///
    /// O(size of the file), and up to 20,000 more look-ups if its end cannot be read.
    ///
    /// # Errors
    ///
    /// [`StoreError::Foreign`] if the file is not a store or has lost its beginning; [`StoreError::Newer`] if
    /// a newer semnet made it; [`StoreError::Unavailable`] if the file cannot be read at all.
    ///
    /// ```no_run
    /// use semnet_core::Store;
    /// use semnet_core::store::SqliteStore;
    ///
    /// let store = SqliteStore::open("new.semnet")?;
    /// for network in SqliteStore::salvage("damaged.semnet")? {
    ///     match network {
    ///         Ok(network) => drop(store.add(&network)?),
    ///         Err(error) => eprintln!("lost: {error}"),
    ///     }
    /// }
    /// # Ok::<(), semnet_core::store::StoreError>(())
    /// ```
    pub fn salvage(path: impl AsRef<Path>) -> Result<Salvage, StoreError> {
        let (path, name) = (path.as_ref(), path.as_ref().display().to_string());
        let opened = open(path, &name).map_err(|problem| problem.explain(&name));
        // Where its length is not to be had, nothing can be read either.
        let length = path.metadata().map_or(0, |file| file.len());
        let left = MOST + length / SMALLEST_ROW;
        opened.map(|connection| Salvage { connection, name, from: i64::MIN, left, ended: false })
    }
}

/// Opens the file without creating anything next to it. Without a journal, SQLite needs nothing there. With
/// one, it needs the index of the journal: either that of another program that has the file open, or one in
/// memory, which requires exclusive access.
fn open(path: &Path, name: &str) -> Result<Connection, Problem> {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut index = path.clone().into_os_string();
    index.push("-shm");
    if guard::journal_length(&path) == 0 {
        return look(open::open_address(&path, "immutable=1")?, &path, name);
    }
    if Path::new(&index).exists() {
        return look(open::open_address(&path, "mode=ro")?, &path, name);
    }
    // Only who could write may have the file alone; nothing is written to it.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(&path, flags)?;
    connection.pragma_update(None, "query_only", true)?;
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    look(connection, &path, name)
}

/// Checks that the file is a store.
fn look(mut connection: Connection, path: &Path, name: &str) -> Result<Connection, Problem> {
    guard::restrain(&mut connection, path)?;
    // With this, SQLite also reads files with fewer pages than their header states.
    connection.pragma_update(None, "writable_schema", true)?;
    open::version(&connection, name)?;
    guard::check_table(&connection, name, "networks")?;
    // All reads that follow are of one state of the file, without a lock for each.
    connection.execute_batch("BEGIN")?;
    Ok(connection)
}

/// The iterator of [`SqliteStore::salvage`] over the networks that can still be read.
/// [`records_to`](Salvage::records_to) saves sources and histories.
pub struct Salvage {
    pub(super) connection: Connection,
    pub(super) name: String,
    /// The first row number that was not tried yet.
    from: i64,
    /// How many numbers may still be tried after unreadable rows.
    left: u64,
    ended: bool,
}

/// The number of a row, its key if that is valid, and the network's bytes if they can be read.
type Found = (i64, Option<Fingerprint>, rusqlite::Result<Vec<u8>>);

impl Salvage {
    fn row(&self, condition: &str, number: i64) -> rusqlite::Result<Option<Found>> {
        let keys = format!(
            "SELECT id, CAST(fingerprint AS BLOB) FROM networks NOT INDEXED WHERE {condition} ORDER BY id \
             LIMIT 1"
        );
        let key = |row: &Row<'_>| {
            let key: Option<Vec<u8>> = row.get(1)?;
            let key = key.and_then(|key| <[u8; 32]>::try_from(key).ok());
            Ok((row.get(0)?, key.map(Fingerprint::from_bytes)))
        };
        let found = self.connection.prepare_cached(&keys)?.query_row([number], key).optional()?;
        Ok(found.map(|(id, key)| (id, key, self.bytes(id))))
    }

    /// Long networks have separate pages, which may be lost even if the row is not.
    fn bytes(&self, id: i64) -> rusqlite::Result<Vec<u8>> {
        let bytes = "SELECT CAST(bytes AS BLOB) FROM networks NOT INDEXED WHERE id = ?1";
        let bytes =
            self.connection.prepare_cached(bytes)?.query_row([id], |row| row.get::<_, Option<_>>(0))?;
        Ok(bytes.unwrap_or_default())
    }

    /// Skips unreadable rows, up to the next readable one.
    fn skip(&mut self, error: rusqlite::Error) -> StoreError {
        let first = self.from.max(1);
        // The first one would be the same error again.
        let far = i64::try_from(self.left).unwrap_or(i64::MAX);
        let readable = (first.saturating_add(1)..first.saturating_add(far))
            .find(|&number| matches!(self.row("id = ?1", number), Ok(Some(_))));
        self.left -= readable.map_or(self.left, |next| next.abs_diff(first));
        let rows = match readable {
            Some(next) => {
                self.from = next;
                format!("rows {first} to {} of its networks", next - 1)
            }
            None => {
                self.ended = true;
                format!("the rows of its networks from number {first} on")
            }
        };
        let store = self.name.clone();
        let message = format!("{rows} cannot be read: {error}");
        StoreError::Unavailable { store, message, cause: Some(Cause::new(error)) }
    }
}

impl Iterator for Salvage {
    type Item = Result<Network, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let (id, key, bytes) = match self.row("id >= ?1", self.from) {
            Ok(Some(found)) => found,
            Ok(None) => {
                self.ended = true;
                return None;
            }
            Err(error) => return Some(Err(self.skip(error))),
        };
        self.ended = id == i64::MAX;
        self.from = id.saturating_add(1);
        Some(match (key, bytes) {
            (Some(key), Ok(bytes)) => verified(key, bytes),
            (Some(fingerprint), Err(error)) => {
                let problem = Corruption::Unreadable { message: error.to_string() };
                Err(StoreError::Corrupt { fingerprint, problem })
            }
            (None, Err(error)) => Err(explain(&self.name, error)),
            // The key is computed from the network.
            (None, Ok(bytes)) => Network::from_bytes(bytes).map_err(|error| StoreError::Unavailable {
                store: self.name.clone(),
                message: format!("row {id} of its networks has neither key nor network: {error}"),
                cause: None,
            }),
        })
    }
}

impl std::iter::FusedIterator for Salvage {}

impl fmt::Debug for Salvage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Salvage").field("file", &self.name).field("from", &self.from).finish_non_exhaustive()
    }
}
