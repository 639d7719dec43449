//! A store in one SQLite file: safe against a crash at any instant, and for several processes at once.

use std::fmt;
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, OptionalExtension, Params, Row, TransactionBehavior, params};

use super::fold::{fold_hashtag, fold_question, words};
use super::memory::closest;
use super::{Entry, Found, Shared, Store, StoreError, across, checked, sqlite_words};
use crate::network::{Fingerprint, Network};
use crate::words::Search;

/// Says that a SQLite file is a store of semnet: `smnt`.
const APPLICATION: i64 = 0x736d_6e74;

/// The version of the tables below: 2 has those of `sqlite_words`.
const VERSION: i64 = 2;

/// How long a call waits for other processes to finish theirs.
const PATIENCE: Duration = Duration::from_secs(20);

/// How many questions that share a word are compared.
const CANDIDATES: usize = 200;

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

/// Networks in one SQLite file (feature `sqlite`).
///
/// A network that [`add`](Store::add) has acknowledged survives a crash of the program or the machine: the journal is
/// written ahead (WAL) and each transaction is synced. Several processes may read and write at once; one that has to
/// wait waits for up to 20 seconds.
///
/// ```no_run
/// use semnet_core::{NetworkBuilder, SqliteStore, Store};
///
/// let store = SqliteStore::open("networks.semnet")?;
/// store.add(&NetworkBuilder::new("Why do bees dance?").build()?)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct SqliteStore {
    connection: Mutex<Connection>,
    name: String,
}

impl SqliteStore {
    /// Opens the store in this file, which is made when it is not there. A store of an earlier semnet gets an index of
    /// its words at this time, O(size).
    ///
    /// # Errors
    ///
    /// [`StoreError::Foreign`] for a file that is something else, [`StoreError::Newer`] for a store of a newer semnet,
    /// [`StoreError::Unavailable`] when the file cannot be opened or written.
    pub fn open(path: impl AsRef<Path>) -> Result<SqliteStore, StoreError> {
        let name = path.as_ref().display().to_string();
        let connection = Connection::open(&path).map_err(|error| explain(&name, error))?;
        SqliteStore::prepare(connection, &name).map_err(|error| match error {
            Problem::Store(error) => error,
            Problem::Engine(error) => explain(&name, error),
        })
    }

    fn prepare(mut connection: Connection, name: &str) -> Result<SqliteStore, Problem> {
        connection.busy_timeout(PATIENCE)?;
        let tables = |connection: &Connection| {
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))
        };
        let pragma =
            |connection: &Connection, pragma| connection.pragma_query_value(None, pragma, |row| row.get(0));
        if tables(&connection)? == 0 && pragma(&connection, "application_id")? == 0 {
            write_ahead(&connection)?;
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            // Another process may have been here first.
            if tables(&transaction)? == 0 {
                transaction.pragma_update(None, "application_id", APPLICATION)?;
                transaction.pragma_update(None, "user_version", VERSION)?;
                transaction.execute_batch(TABLES)?;
                transaction.execute_batch(sqlite_words::TABLES)?;
            }
            transaction.commit()?;
        }
        if pragma(&connection, "application_id")? != APPLICATION {
            return Err(Problem::Store(StoreError::Foreign { store: name.to_owned() }));
        }
        if pragma(&connection, "user_version")? == 1 {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            // Another process may have been here first.
            if pragma(&transaction, "user_version")? == 1 {
                transaction.execute_batch(sqlite_words::TABLES)?;
                sqlite_words::index_missing(&transaction)?;
                transaction.pragma_update(None, "user_version", VERSION)?;
            }
            transaction.commit()?;
        }
        let version = pragma(&connection, "user_version")?;
        if version < VERSION {
            return Err(Problem::Store(StoreError::Foreign { store: name.to_owned() }));
        }
        if version > VERSION {
            let store = name.to_owned();
            return Err(Problem::Store(StoreError::Newer { store, version, known: VERSION }));
        }
        write_ahead(&connection)?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        Ok(SqliteStore { connection: Mutex::new(connection), name: name.to_owned() })
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        // A transaction that a panic left behind is rolled back when it is dropped.
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn explain(&self, error: rusqlite::Error) -> StoreError {
        explain(&self.name, error)
    }

    /// The entries that a condition selects.
    fn select(&self, rest: &str, values: impl Params) -> Result<Vec<Entry>, StoreError> {
        let select =
            format!("SELECT fingerprint, CAST(question AS BLOB), CAST(title AS BLOB) FROM networks {rest}");
        let connection = self.lock();
        let mut statement = connection.prepare_cached(&select).map_err(|error| self.explain(error))?;
        let entries = statement.query_map(values, entry).and_then(Iterator::collect);
        entries.map_err(|error| self.explain(error))
    }
}

impl Store for SqliteStore {
    /// O(size + log networks), and one sync of the disk.
    fn add(&self, network: &Network) -> Result<bool, StoreError> {
        let mut connection = self.lock();
        add(&mut connection, network).map_err(|error| self.explain(error))
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
            .map_err(|error| self.explain(error))?
            .map(Option::unwrap_or_default);
        bytes.map(|bytes| checked(fingerprint, bytes)).transpose()
    }

    /// O(log networks), and O(1) for each.
    fn entries(&self, range: RangeInclusive<Fingerprint>, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let (first, last) = range.into_inner();
        self.select(
            "WHERE fingerprint BETWEEN ?1 AND ?2 ORDER BY fingerprint LIMIT ?3",
            params![first.as_bytes(), last.as_bytes(), as_limit(limit)],
        )
    }

    /// O(log networks), and O(1) for each.
    fn look_alikes(&self, hashtag: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        self.select(
            "WHERE alike = ?1 ORDER BY fingerprint LIMIT ?2",
            params![fold_hashtag(hashtag), as_limit(limit)],
        )
    }

    /// O(log networks), and O(1) for each.
    fn asking(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        self.select(
            "WHERE asked = ?1 ORDER BY fingerprint LIMIT ?2",
            params![fold_question(question), as_limit(limit)],
        )
    }

    /// By FTS5, whose BM25 differs from that of [`MemoryStore`](crate::MemoryStore) in how telling a word is: each of its
    /// forms counts by itself, and one in more than half of the networks hardly counts. O(words in the store that begin
    /// with the same letter + networks found).
    fn search(&self, words: &str, search: &Search) -> Result<Vec<Found>, StoreError> {
        let ranked = sqlite_words::ranked(&mut self.lock(), words, search);
        let mut found = Vec::new();
        for (fingerprint, score) in ranked.map_err(|error| self.explain(error))? {
            match self.get(fingerprint) {
                Ok(Some(network)) => found.push(Found::new(network, score)),
                // One that is damaged does not keep the others from being found.
                Ok(None) | Err(StoreError::Damaged { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }

    /// By the index of words: O(log of the words + length of the networks that have the words of the label in a row); O(size)
    /// for a label without words.
    fn holding(&self, label: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let may_hold = sqlite_words::may_hold(&mut self.lock(), label);
        let Some(may_hold) = may_hold.map_err(|error| self.explain(error))? else {
            return across::holding(self, label, limit);
        };
        across::holding_among(self, label, may_hold, limit)
    }

    /// One look-up for each label of the network, as in [`holding`](Store::holding).
    fn sharing(&self, network: &Network, limit: usize) -> Result<Vec<Shared>, StoreError> {
        across::sharing_by_label(self, network, limit)
    }

    /// Among the 200 questions that share the most telling sequences of three characters with this one, and the 200 that
    /// share the most telling words, or beginnings of words.
    fn asking_close(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        const MOST: usize = 32;
        let asked: Vec<char> = fold_question(question).chars().collect();
        // Evenly over the question, however long it is.
        let step = asked.len().div_ceil(MOST).max(1);
        let trigrams = asked.windows(3).step_by(step).map(|three| quoted(&three.iter().collect::<String>()));
        let mut terms = Vec::new();
        for word in words(question).iter().take(MOST) {
            terms.push(quoted(word));
            if let Some((end, _)) = word.char_indices().nth(3) {
                terms.push(format!("{} *", quoted(&word[..end])));
            }
        }
        let mut entries = Vec::new();
        for (table, terms) in
            [("questions", trigrams.collect::<Vec<_>>().join(" OR ")), ("words", terms.join(" OR "))]
        {
            if terms.is_empty() {
                continue;
            }
            let terms = if table == "words" { format!("question : ({terms})") } else { terms };
            let matching = format!(
                "WHERE id IN (SELECT rowid FROM {table} WHERE {table} MATCH ?1 ORDER BY rank LIMIT ?2)"
            );
            entries.extend(self.select(&matching, params![terms, as_limit(CANDIDATES)])?);
        }
        entries.sort_unstable();
        entries.dedup();
        Ok(closest(question, entries.into_iter(), limit))
    }
}

/// A string of FTS5's query language.
pub(super) fn quoted(term: &str) -> String {
    format!("\"{}\"", term.replace('"', "\"\""))
}

fn add(connection: &mut Connection, network: &Network) -> rusqlite::Result<bool> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (hashtag, asked) = (network.hashtag().to_string(), fold_question(network.question()));
    let (alike, fingerprint) = (fold_hashtag(&hashtag), network.fingerprint());
    let (question, title, bytes) = (network.question(), network.title(), network.as_bytes());
    let row = params![fingerprint.as_bytes(), alike, asked, question, title, bytes];
    let new = transaction
        .prepare_cached(
            "INSERT OR IGNORE INTO networks (fingerprint, alike, asked, question, title, bytes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(row)?;
    if new == 1 {
        transaction
            .prepare_cached("INSERT INTO questions (rowid, asked) VALUES (last_insert_rowid(), ?1)")?
            .execute([&asked])?;
        // Its other columns are from the time before `sqlite_words`.
        transaction
            .prepare_cached(
                "INSERT INTO words (rowid, question, title) VALUES (last_insert_rowid(), ?1, ?2)",
            )?
            .execute(params![question, title])?;
        sqlite_words::index_missing(&transaction)?;
    } else {
        // The same network is there already; where damage has changed it, this mends it.
        transaction
            .prepare_cached(
                "UPDATE networks SET alike = ?2, asked = ?3, question = ?4, title = ?5, bytes = ?6
                 WHERE fingerprint = ?1 AND (alike, asked, question, title, bytes) IS NOT (?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(row)?;
    }
    transaction.commit()?;
    Ok(new == 1)
}

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let fingerprint = Fingerprint::from_bytes(row.get::<_, [u8; 32]>(0)?);
    // Whatever damage made of a question, the list goes on; what is opened is held against its key.
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ok(Entry { fingerprint, question: text(row.get(1)?), title: text(row.get(2)?) })
}

pub(super) fn as_limit(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
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

fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

enum Problem {
    Store(StoreError),
    Engine(rusqlite::Error),
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Problem {
        Problem::Engine(error)
    }
}

fn explain(name: &str, error: rusqlite::Error) -> StoreError {
    let store = name.to_owned();
    let hint = match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => return StoreError::Foreign { store },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "; another program keeps it locked, try again"
        }
        Some(ErrorCode::DiskFull) => "; nothing was added, make room and try again",
        Some(ErrorCode::ReadOnly) => "; it may not be written, name another file or change its permissions",
        Some(ErrorCode::CannotOpen) => "; does its folder exist, and may it be written?",
        Some(ErrorCode::DatabaseCorrupt) => "; restore it from a copy, or with `sqlite3 FILE .recover`",
        _ => "",
    };
    StoreError::Unavailable { store, message: format!("{error}{hint}"), source: Some(Box::new(error)) }
}

impl fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SqliteStore").field("file", &self.name).finish_non_exhaustive()
    }
}
