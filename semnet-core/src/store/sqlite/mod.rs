//! A store in one SQLite file, which survives a crash at any moment and serves several processes at the same
//! time.

mod added;
mod batch;
mod check;
mod concepts;
mod group;
mod guard;
mod index;
mod open;
mod pending;
mod postings;
mod problem;
mod ranked;
mod records;
mod salvage;
mod salvage_records;
mod schema;
mod similar;
mod steps;
mod torn;
mod verify;
mod words;

pub use salvage::Salvage;

use std::fmt;
use std::io;
use std::ops::RangeInclusive;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{
    Connection, ErrorCode, OptionalExtension, Params, Row, Transaction, TransactionBehavior, params,
};

use crate::network::{Fingerprint, Network};
use crate::store::question_key::{hashtag_key, question_key};
use crate::store::sqlite::added::Added;
use crate::store::sqlite::steps::Steps;
use crate::store::{Corruption, Entry, Store, StoreError, StoreIndex, StoreRecords, verified};
use crate::util::Cause;

/// A store in one SQLite file (feature `sqlite`).
///
/// A network that [`add`](Store::add) has acknowledged survives a crash of the program or the machine: it
/// uses a write-ahead log (WAL) and syncs each transaction. Several processes may read and write at the same
/// time; a call waits for others for up to 20 seconds.
///
/// A file that may not be written is opened for reading.
///
/// A network of more than 1 MB is acknowledged before it is in the indexes of words and concepts. The next
/// look-up that uses one of these indexes first adds the network to it, unless
/// [`StoreExt::index_pending`](crate::store::StoreExt::index_pending) has already done so. If the file cannot
/// be written, the look-up reads the pending networks instead, so they are always found.
///
/// ```no_run
/// use semnet_core::{NetworkBuilder, Store};
/// use semnet_core::store::SqliteStore;
///
/// let store = SqliteStore::open("networks.semnet")?;
/// store.add(&NetworkBuilder::new("Why do bees dance?").build()?)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct SqliteStore {
    pub(super) connection: Mutex<Connection>,
    waiting: group::Waiting,
    /// The steps of the call that holds the connection.
    steps: Steps,
    opened: guard::Opened,
    pub(super) name: String,
}

impl SqliteStore {
    pub(super) fn lock(&self) -> MutexGuard<'_, Connection> {
        // A transaction that a panic left behind is rolled back when it is dropped.
        let connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        self.steps.reset();
        connection
    }

    pub(super) fn explain(&self, error: rusqlite::Error) -> StoreError {
        explain(&self.name, error)
    }

    fn not_read_back(&self, what: &str) -> StoreError {
        let message = format!(
            "{what} was written, but cannot be read back; check the store (`semnet check`) and the disk"
        );
        StoreError::unavailable(&self.name, &message)
    }

    /// Returns an error if the file with the store's name is no longer the one that was opened.
    fn check_place(&self) -> Result<(), StoreError> {
        if self.opened.is_in_place() {
            return Ok(());
        }
        let message = "the file or its journal was moved, deleted or replaced while it was open, so added \
            networks would be lost; put it back, or open the store again and repeat the call";
        Err(StoreError::unavailable(&self.name, message))
    }

    /// Adds networks in one transaction, and reads them back. Returns for each whether it was new.
    fn add_together(
        &self,
        connection: &mut Connection,
        networks: &[Network],
    ) -> Result<Vec<bool>, StoreError> {
        let new = add_all(connection, networks, &self.steps).map_err(|error| self.explain(error))?;
        for network in networks {
            self.steps.reset();
            if !holds(connection, network).map_err(|error| self.explain(error))? {
                return Err(self.not_read_back(&format!("the network {}", network.fingerprint())));
            }
        }
        self.check_place()?;
        Ok(new)
    }

    /// The entries that a condition selects.
    fn select(&self, rest: &str, values: impl Params) -> Result<Vec<Entry>, StoreError> {
        let select =
            format!("SELECT fingerprint, CAST(question AS BLOB), CAST(title AS BLOB) FROM networks {rest}");
        let connection = self.lock();
        let mut statement = connection.prepare_cached(&select).map_err(|error| self.explain(error))?;
        let entries =
            statement.query_map(values, entry).and_then(|rows| rows.filter_map(Result::transpose).collect());
        entries.map_err(|error| self.explain(error))
    }
}

impl Store for SqliteStore {
    /// O(size + log networks), and one sync of the disk; networks that several threads add at the same time
    /// share one sync.
    fn add(&self, network: &Network) -> Result<bool, StoreError> {
        let mine = self.waiting.join(network);
        let mut connection = self.lock();
        // Whoever had the connection before may have added it with others.
        if let Some(answer) = mine.answer() {
            return answer;
        }
        let together = self.waiting.take(&mine);
        let add = |together: &[Network]| self.add_together(&mut connection, together);
        group::answer(&together, is_busy, add);
        drop(connection);
        mine.answer().unwrap_or_else(|| Err(self.not_read_back("the network")))
    }

    /// Adds all networks or, after an error, none. O(size + log networks), and one sync of the disk.
    fn add_all(&self, networks: &[Network]) -> Result<usize, StoreError> {
        let new = self.add_together(&mut self.lock(), networks)?;
        Ok(new.into_iter().filter(|is_new| *is_new).count())
    }

    /// O(size + log networks).
    fn get(&self, fingerprint: Fingerprint) -> Result<Option<Network>, StoreError> {
        let bytes = self
            .lock()
            // Whatever damage made of the bytes, they come as bytes, to be compared with their key.
            .prepare_cached("SELECT CAST(bytes AS BLOB) FROM networks WHERE fingerprint = ?1")
            .and_then(|mut statement| {
                let row = |row: &Row<'_>| row.get::<_, Option<Vec<u8>>>(0);
                statement.query_row([fingerprint.as_bytes()], row).optional()
            })
            .map_err(|error| match error.sqlite_error_code() {
                Some(ErrorCode::DatabaseCorrupt) => {
                    let problem = Corruption::Unreadable { message: error.to_string() };
                    StoreError::Corrupt { fingerprint, problem }
                }
                _ => self.explain(error),
            })?
            .map(Option::unwrap_or_default);
        bytes.map(|bytes| verified(fingerprint, bytes)).transpose()
    }

    /// O(log networks), and O(1) for each. If a page of the file cannot be read, the fields on it are empty.
    fn entries(&self, range: RangeInclusive<Fingerprint>, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let (first, last) = (*range.start(), *range.end());
        let listed = self.select(
            // A key of another length is skipped; `verify` reports it.
            "WHERE fingerprint BETWEEN ?1 AND ?2 AND length(fingerprint) = 32 ORDER BY fingerprint LIMIT ?3",
            params![first.as_bytes(), last.as_bytes(), as_limit(limit)],
        );
        match listed {
            Err(error) if torn::is_torn(&error) => torn::entries(&self.lock(), &self.name, range, limit),
            listed => listed,
        }
    }

    fn index(&self) -> Option<&dyn StoreIndex> {
        Some(self)
    }

    fn records(&self) -> Option<&dyn StoreRecords> {
        Some(self)
    }

    fn quarantine(
        &self,
        fingerprint: Fingerprint,
        keep: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> Result<bool, StoreError> {
        let done = check::quarantine(&mut self.lock(), fingerprint, keep);
        done.map_err(|problem| problem.explain(&self.name))
    }
}

/// A string of FTS5's query language.
pub(super) fn quoted(term: &str) -> String {
    format!("\"{}\"", term.replace('"', "\"\""))
}

/// Adds networks, and returns for each whether it was new.
fn add_all(connection: &mut Connection, networks: &[Network], steps: &Steps) -> rusqlite::Result<Vec<bool>> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (mut new, mut added) = (Vec::with_capacity(networks.len()), Added::default());
    for network in networks {
        steps.reset();
        new.push(add(&transaction, network, &mut added)?);
    }
    pending::index_or_leave(&transaction, steps, &added)?;
    transaction.commit()?;
    Ok(new)
}

/// Whether a network can be read by its key.
fn holds(connection: &Connection, network: &Network) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT count(*) FROM networks WHERE fingerprint = ?1 AND CAST(bytes AS BLOB) = ?2")?
        .query_row(params![network.fingerprint().as_bytes(), network.as_bytes()], |row| {
            row.get::<_, i64>(0).map(|count| count == 1)
        })
}

/// The next number of a row. The indexes may still know the number of a network that was set aside, and that
/// of questions also where it was pending in the others. A number that only damage or a stranger can have put
/// there, beyond 2^62, does not use up those before it.
const NEXT_ID: &str = "1 + max((SELECT coalesce(max(id), 0) FROM networks WHERE id < 1 << 62),
                                (SELECT coalesce(max(id), 0) FROM questions_docsize WHERE id < 1 << 62),
                                (SELECT coalesce(max(id), 0) FROM fresh WHERE id < 1 << 62),
                                coalesce((SELECT last FROM blocks WHERE last < 1 << 62
                                          ORDER BY block DESC LIMIT 1), 0))";

fn add<'a>(
    transaction: &Transaction<'_>,
    network: &'a Network,
    added: &mut Added<'a>,
) -> rusqlite::Result<bool> {
    let (hashtag, asked) = (network.hashtag().to_string(), question_key(network.question()));
    let (alike, fingerprint) = (hashtag_key(&hashtag), network.fingerprint());
    let (question, title, bytes) = (network.question(), network.title(), network.as_bytes());
    let row = params![fingerprint.as_bytes(), alike, asked, question, title, bytes];
    let new = transaction
        .prepare_cached(&format!(
            "INSERT OR IGNORE INTO networks (id, fingerprint, alike, asked, question, title, bytes)
             VALUES ({NEXT_ID}, ?1, ?2, ?3, ?4, ?5, ?6)"
        ))?
        .execute(row)?;
    let mut mended = 0;
    if new == 0 {
        // The same network is there already; where damage has changed it, this repairs it. With another
        // number, for the indexes may know the damaged one by its own.
        mended = transaction
            .prepare_cached(&format!(
                "UPDATE networks SET alike = ?2, asked = ?3, question = ?4, title = ?5, bytes = ?6, \
                 id = {NEXT_ID}
                 WHERE fingerprint = ?1 \
                 AND (alike, asked, question, title, bytes) IS NOT (?2, ?3, ?4, ?5, ?6)"
            ))?
            .execute(row)?;
    }
    if new + mended > 0 {
        let id: i64 = transaction
            .prepare_cached("SELECT id FROM networks WHERE fingerprint = ?1")?
            .query_row([fingerprint.as_bytes()], |row| row.get(0))?;
        added.note(id, network);
        transaction
            .prepare_cached("INSERT INTO questions (rowid, asked) VALUES (?1, ?2)")?
            .execute(params![id, asked])?;
        // Its other columns are from the time before `words`.
        transaction
            .prepare_cached("INSERT INTO words (rowid, question, title) VALUES (?1, ?2, ?3)")?
            .execute(params![id, question, title])?;
    }
    Ok(new == 1)
}

/// The entry in a row; `None` if its key is damaged.
pub(super) fn entry(row: &Row<'_>) -> rusqlite::Result<Option<Entry>> {
    let Ok(fingerprint) = row.get::<_, [u8; 32]>(0) else { return Ok(None) };
    let fingerprint = Fingerprint::from_bytes(fingerprint);
    // The list continues even if a question is damaged; opened networks are compared with their keys.
    let text = |bytes: Option<Vec<u8>>| String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned();
    Ok(Some(Entry { fingerprint, question: text(row.get(1)?), title: text(row.get(2)?) }))
}

pub(super) fn as_limit(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

pub(super) fn explain(name: &str, error: rusqlite::Error) -> StoreError {
    let store = name.to_owned();
    let hint = match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => return StoreError::Foreign { store },
        Some(ErrorCode::OperationInterrupted) => {
            "; this takes more steps than a store of this size can need, so the file is damaged or hostile; \
             recover what can be read with `semnet --store NEW salvage FILE` or SqliteStore::salvage"
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "; another program keeps it locked; try again"
        }
        Some(ErrorCode::DiskFull) => "; nothing was added; make room and try again",
        Some(ErrorCode::ReadOnly) => "; it is not writable; name another file, or change its permissions",
        Some(ErrorCode::CannotOpen) => "; check that its folder exists and is writable",
        _ if is_damaged_index(&error) => "; build it again with `semnet check --repair` or StoreExt::rebuild",
        Some(ErrorCode::DatabaseCorrupt) => {
            "; restore it from a copy, or recover what can still be read with `semnet --store NEW salvage \
             FILE` or SqliteStore::salvage"
        }
        _ => "",
    };
    StoreError::Unavailable { store, message: format!("{error}{hint}"), cause: Some(Cause::new(error)) }
}

/// Whether an index of ours is damaged, and not the file.
fn is_damaged_index(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|error| error.extended_code == rusqlite::ffi::SQLITE_CORRUPT_INDEX)
}

/// Whether another program keeps the store locked.
fn is_busy(error: &StoreError) -> bool {
    let StoreError::Unavailable { cause: Some(cause), .. } = error else { return false };
    cause.downcast_ref::<rusqlite::Error>().is_some_and(open::is_busy)
}

impl fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SqliteStore").field("file", &self.name).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::network::NetworkBuilder;

    /// How often a wait of SQLite was ended.
    static WAITS: AtomicUsize = AtomicUsize::new(0);

    #[test]
    fn a_network_is_held_where_its_bytes_are_read_by_its_key() {
        let folder = std::env::temp_dir().join(format!("semnet-holds-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let store = SqliteStore::open(folder.join("store.semnet")).unwrap();
        let network = NetworkBuilder::new("Q?").build().unwrap();
        assert!(!holds(&store.lock(), &network).unwrap());
        store.add(&network).unwrap();
        assert!(holds(&store.lock(), &network).unwrap());
        store.lock().execute("UPDATE networks SET bytes = x'00'", []).unwrap();
        assert!(!holds(&store.lock(), &network).unwrap());
        drop(store);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn threads_that_add_wait_together_for_a_store_that_is_locked() {
        const THREADS: usize = 16;
        let folder = std::env::temp_dir().join(format!("semnet-locked-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("store.semnet");
        let store = SqliteStore::open(&path).unwrap();
        let other = Connection::open(&path).unwrap();
        let mut connection = store.lock();
        connection
            .busy_handler(Some(|_| {
                WAITS.fetch_add(1, Ordering::Relaxed);
                false
            }))
            .unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        std::thread::scope(|scope| {
            let adding: Vec<_> = (0..THREADS)
                .map(|n| {
                    let network = NetworkBuilder::new(&format!("{n}?")).build().unwrap();
                    let store = &store;
                    scope.spawn(move || store.add(&network))
                })
                .collect();
            while store.waiting.len() < THREADS {
                std::thread::sleep(std::time::Duration::from_millis(1));
            }
            drop(connection);
            for answer in adding.into_iter().map(|adding| adding.join().unwrap()) {
                assert!(answer.unwrap_err().to_string().contains("another program keeps it locked"));
            }
        });
        assert_eq!(WAITS.load(Ordering::Relaxed), 1);
        other.execute_batch("ROLLBACK").unwrap();
        assert_eq!(store.add(&NetworkBuilder::new("0?").build().unwrap()), Ok(true));
        drop((store, other));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
