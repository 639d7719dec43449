//! A store in one SQLite file: safe against a crash at any instant, and for several processes at once.

mod check;
mod guard;
mod open;
mod salvage;
mod similar;
mod torn;
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
use crate::store::memory::closest;
use crate::store::question_key::{fold_hashtag, fold_question};
use crate::store::sqlite::guard::Steps;
use crate::store::{Corruption, Entry, Overlap, Store, StoreError, StoreHit, across, checked};
use crate::words::SearchOptions;

/// Networks in one SQLite file (feature `sqlite`).
///
/// A network that [`add`](Store::add) has acknowledged survives a crash of the program or the machine: the journal is
/// written ahead (WAL) and each transaction is synced. Several processes may read and write at once; one that has to
/// wait waits for up to 20 seconds.
///
/// A file that may not be written is opened all the same, to be read.
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
    /// Those of the call that has the connection.
    steps: Steps,
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

    fn not_read_back(&self, network: &Network) -> StoreError {
        let message = format!(
            "the network {} was written, but cannot be read back; check the store (`semnet check`) and the disk",
            network.fingerprint()
        );
        StoreError::Unavailable { store: self.name.clone(), message, source: None }
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
    /// O(size + log networks), and one sync of the disk.
    fn add(&self, network: &Network) -> Result<bool, StoreError> {
        self.add_all(std::slice::from_ref(network)).map(|new| new > 0)
    }

    /// All of them or, after an error, none. O(size + log networks), and one sync of the disk.
    fn add_all(&self, networks: &[Network]) -> Result<usize, StoreError> {
        let mut connection = self.lock();
        let new = add_all(&mut connection, networks, &self.steps).map_err(|error| self.explain(error))?;
        for network in networks {
            self.steps.reset();
            if !holds(&connection, network).map_err(|error| self.explain(error))? {
                return Err(self.not_read_back(network));
            }
        }
        Ok(new)
    }

    /// O(size + log networks).
    fn get(&self, fingerprint: Fingerprint) -> Result<Option<Network>, StoreError> {
        let bytes = self
            .lock()
            // Whatever damage made of the bytes, they come as bytes, to be held against their key.
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
        bytes.map(|bytes| checked(fingerprint, bytes)).transpose()
    }

    /// O(log networks), and O(1) for each. Where a page of the file cannot be read, what it would say of a network is left empty.
    fn entries(&self, range: RangeInclusive<Fingerprint>, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let (first, last) = (*range.start(), *range.end());
        let listed = self.select(
            // A key of another length is none; `faults` tells of it.
            "WHERE fingerprint BETWEEN ?1 AND ?2 AND length(fingerprint) = 32 ORDER BY fingerprint LIMIT ?3",
            params![first.as_bytes(), last.as_bytes(), as_limit(limit)],
        );
        match listed {
            Err(error) if torn::is_torn(&error) => torn::entries(&self.lock(), &self.name, range, limit),
            listed => listed,
        }
    }

    /// O(log networks), and O(1) for each.
    fn similar_hashtags(&self, hashtag: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        self.select(
            "WHERE alike = ?1 ORDER BY fingerprint LIMIT ?2",
            params![fold_hashtag(hashtag), as_limit(limit)],
        )
    }

    /// O(log networks), and O(1) for each.
    fn find_by_question(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        self.select(
            "WHERE asked = ?1 ORDER BY fingerprint LIMIT ?2",
            params![fold_question(question), as_limit(limit)],
        )
    }

    /// By FTS5, whose BM25 differs from that of [`MemoryStore`](crate::store::MemoryStore) in how telling a word is: each of its
    /// forms counts by itself, and one in more than half of the networks hardly counts. O(words in the store that begin
    /// with the same letter + networks found).
    fn search(&self, words: &str, search: &SearchOptions) -> Result<Vec<StoreHit>, StoreError> {
        let ranked = words::ranked(&mut self.lock(), &self.steps, words, search);
        let mut found = Vec::new();
        for (fingerprint, score) in ranked.map_err(|error| self.explain(error))? {
            match self.get(fingerprint) {
                Ok(Some(network)) => found.push(StoreHit::new(network, score)),
                // One that is damaged does not keep the others from being found.
                Ok(None) | Err(StoreError::Corrupt { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }

    /// By the index of words: O(log of the words + length of the networks that have the words of the label in a row); O(size)
    /// for a label without words.
    fn networks_with_concept(&self, label: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let may_hold = words::may_hold(&mut self.lock(), &self.steps, label);
        let Some(may_hold) = may_hold.map_err(|error| self.explain(error))? else {
            return across::networks_with_concept(self, label, limit);
        };
        across::holding_among(self, label, may_hold, limit)
    }

    /// One look-up for each label of the network, as in [`networks_with_concept`](Store::networks_with_concept); for a network of more than 1,000 concepts, or
    /// with a label without words, O(size).
    fn overlapping_networks(&self, network: &Network, limit: usize) -> Result<Vec<Overlap>, StoreError> {
        const MOST: usize = 1_000;
        let is_indexed = |label: &str| words::words_of(label).is_some();
        if network.concept_count() > MOST || !network.concepts().all(|one| is_indexed(one.label())) {
            return across::overlapping_networks(self, network, limit);
        }
        across::overlapping_by_label(self, network, limit)
    }

    /// Among some hundreds of questions that share telling sequences of three characters with this one, or telling words, or
    /// beginnings of words. O(log networks), and O(networks) where all its words are frequent.
    fn find_similar_questions(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let close = similar::close(&self.lock(), question).map_err(|error| self.explain(error))?;
        let numbers: Vec<String> = close.iter().map(i64::to_string).collect();
        let numbers = format!("[{}]", numbers.join(","));
        let entries = self.select("WHERE id IN (SELECT value FROM json_each(?1))", [numbers])?;
        Ok(closest(question, entries.into_iter(), limit))
    }

    fn verify(&self) -> Result<Vec<String>, StoreError> {
        check::verify(&self.lock()).map_err(|error| self.explain(error))
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

fn add_all(connection: &mut Connection, networks: &[Network], steps: &Steps) -> rusqlite::Result<usize> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut new = 0;
    for network in networks {
        steps.reset();
        new += usize::from(add(&transaction, network)?);
    }
    words::index_missing(&transaction, steps)?;
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

/// The next number of a row. The indexes may still know the number of a network that was set aside. A number that only
/// damage or a stranger can have put there, beyond 2^62, does not use up those before it.
const NEXT_ID: &str = "1 + max((SELECT coalesce(max(id), 0) FROM networks WHERE id < 1 << 62),
                                (SELECT coalesce(max(id), 0) FROM found_docsize WHERE id < 1 << 62))";

fn add(transaction: &Transaction<'_>, network: &Network) -> rusqlite::Result<bool> {
    let (hashtag, asked) = (network.hashtag().to_string(), fold_question(network.question()));
    let (alike, fingerprint) = (fold_hashtag(&hashtag), network.fingerprint());
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
        // The same network is there already; where damage has changed it, this mends it. With another number, for the indexes
        // may know the damaged one by its own.
        mended = transaction
            .prepare_cached(&format!(
                "UPDATE networks SET alike = ?2, asked = ?3, question = ?4, title = ?5, bytes = ?6, id = {NEXT_ID}
                 WHERE fingerprint = ?1 AND (alike, asked, question, title, bytes) IS NOT (?2, ?3, ?4, ?5, ?6)"
            ))?
            .execute(row)?;
    }
    if new + mended > 0 {
        let id: i64 = transaction
            .prepare_cached("SELECT id FROM networks WHERE fingerprint = ?1")?
            .query_row([fingerprint.as_bytes()], |row| row.get(0))?;
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

/// `None` where damage has made the key no fingerprint.
pub(super) fn entry(row: &Row<'_>) -> rusqlite::Result<Option<Entry>> {
    let Ok(fingerprint) = row.get::<_, [u8; 32]>(0) else { return Ok(None) };
    let fingerprint = Fingerprint::from_bytes(fingerprint);
    // Whatever damage made of a question, the list goes on; what is opened is held against its key.
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
            "; it takes more steps than a store of this size can need, so the file is damaged or was made to do that; take \
             what can be read: `semnet --store NEW salvage FILE`, SqliteStore::salvage"
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "; another program keeps it locked, try again"
        }
        Some(ErrorCode::DiskFull) => "; nothing was added, make room and try again",
        Some(ErrorCode::ReadOnly) => "; it may not be written, name another file or change its permissions",
        Some(ErrorCode::CannotOpen) => "; does its folder exist, and may it be written?",
        Some(ErrorCode::DatabaseCorrupt) => {
            "; restore it from a copy, or take what can still be read: `semnet --store NEW salvage FILE`, SqliteStore::salvage"
        }
        _ => "",
    };
    StoreError::Unavailable { store, message: format!("{error}{hint}"), source: Some(Box::new(error)) }
}

impl fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SqliteStore").field("file", &self.name).finish_non_exhaustive()
    }
}
