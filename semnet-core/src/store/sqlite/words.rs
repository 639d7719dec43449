//! The index of words of a SQLite store: which networks have each word, with its weighted count, for BM25 as
//! [`WORDS.md`](crate::words::guide) defines it.
//!
//! It does not depend on a language: it has single words in folded case, and a search looks up all forms of a
//! word in its language. So another language, or a better stemmer, does not need a new index.
//!
//! A network that is added gets one row with all its words (`fresh`). Every thousand of these rows, and the
//! oldest of many when the program has time, become postings, which list the networks of a block that have a
//! word. The key of postings begins with the block, so they are written to one stretch of the file, however
//! large the store is.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::store::sqlite::added::Added;
use crate::store::sqlite::batch::Batch;
use crate::store::sqlite::concepts;
use crate::store::sqlite::postings::{damaged, each_word, write_words};
use crate::store::sqlite::steps::Steps;
use crate::words::{FoldedWords, folded_words};

/// `terms` has all words of postings. In `postings`, `networks` is how many networks of the block have the
/// word, and `last` the offset of the last. In `blocks`, `last` is the last row number that is indexed,
/// `networks` and `words` are sums, and `places` are the beginnings of fingerprints. In `fresh`, `words` is
/// one more than the number of words, or 0 for a damaged network.
pub(super) const TABLES: &str = "
    CREATE TABLE terms (term TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE postings (
        block INTEGER NOT NULL,
        term TEXT NOT NULL,
        networks INTEGER NOT NULL,
        last INTEGER NOT NULL,
        data BLOB NOT NULL,
        PRIMARY KEY (block, term)
    ) WITHOUT ROWID;
    CREATE TABLE blocks (
        block INTEGER PRIMARY KEY,
        last INTEGER NOT NULL,
        networks INTEGER NOT NULL,
        words INTEGER NOT NULL,
        lengths BLOB NOT NULL,
        places BLOB NOT NULL
    );
    CREATE TABLE fresh (
        id INTEGER PRIMARY KEY,
        place INTEGER NOT NULL,
        words INTEGER NOT NULL,
        data BLOB NOT NULL
    );";

/// Drops these tables.
pub(super) const DROP: &str = "DROP TABLE terms; DROP TABLE postings; DROP TABLE blocks; DROP TABLE fresh;";

/// The number of the last network that is indexed.
pub(super) const LAST_INDEXED: &str = "max(
    (SELECT coalesce(max(id), 0) FROM fresh WHERE id < 1 << 62),
    coalesce((SELECT last FROM blocks WHERE last < 1 << 62 ORDER BY block DESC LIMIT 1), 0))";

/// This many fresh networks become postings. A search reads each fresh network.
pub(super) const MOST_FRESH: i64 = if cfg!(test) { 64 } else { 1_024 };

/// When a program has time, this many fresh networks become postings together, while more than
/// [`KEPT_FRESH`] are left. Then no call of it has to wait until a thousand of them do.
const FRESH_AT_A_TIME: i64 = MOST_FRESH / 16;
const KEPT_FRESH: i64 = MOST_FRESH / 4;

/// No store assigns these numbers. Fresh networks that have one stay fresh.
const FOREIGN: i64 = 1 << 62;

/// A network with more bytes of words does not stay fresh: a search would read too much.
const LONGEST_FRESH: usize = 32 << 10;

/// Indexes the networks after the last indexed one, up to this many bytes.
pub(super) fn index_missing(
    transaction: &Transaction<'_>,
    steps: &Steps,
    added: &Added<'_>,
    mut most: i64,
) -> rusqlite::Result<()> {
    // Before fresh networks are taken out of their table.
    let last = format!("SELECT {LAST_INDEXED}");
    let last: i64 = transaction.prepare_cached(&last)?.query_row([], |row| row.get(0))?;
    // The last condition is for foreign numbers.
    let mut missing = transaction.prepare_cached(
        "SELECT id, length(bytes) FROM networks
         WHERE id > ?1 AND NOT EXISTS (SELECT 1 FROM fresh WHERE fresh.id = networks.id)
         ORDER BY id",
    )?;
    let mut rows = missing.query([last])?;
    let mut batch = None;
    if fresh_with_missing(transaction)? >= MOST_FRESH {
        batch = Some(take_fresh(transaction, steps, FOREIGN)?);
    }
    let mut is_long = false;
    while let Some(row) = rows.next()?.filter(|_| most > 0) {
        let id = row.get(0)?;
        most = most.saturating_sub(row.get::<_, Option<i64>>(1)?.unwrap_or(0));
        steps.reset();
        let network = added.network(transaction, id)?;
        let (place, words) = match network.as_deref() {
            Some(network) => (concepts::place(network.fingerprint()), folded_words(network)),
            None => (0, FoldedWords::default()),
        };
        let length = network.map_or(0, |_| words.length.saturating_add(1));
        match batch.as_mut().filter(|_| id < FOREIGN) {
            Some(batch) => {
                let counts = words.counts.iter().map(|(word, count)| (word.as_str(), *count));
                batch.add(transaction, steps, (id, place, length), counts)?;
            }
            None => {
                let data = write_words(words.counts.iter().map(|(word, count)| (word.as_str(), *count)));
                is_long |= data.len() > LONGEST_FRESH;
                transaction
                    .prepare_cached("INSERT INTO fresh (id, place, words, data) VALUES (?1, ?2, ?3, ?4)")?
                    .execute(params![id, place, length, data])?;
            }
        }
    }
    if batch.is_none() && is_long {
        batch = Some(take_fresh(transaction, steps, FOREIGN)?);
    }
    match batch {
        Some(mut batch) => batch.write(transaction, steps),
        None => Ok(()),
    }
}

/// Whether more networks are fresh than are kept so when a program has time. O(log networks).
pub(super) fn has_many_fresh(connection: &Connection) -> rusqlite::Result<bool> {
    Ok(fresh_with_missing(connection)? > KEPT_FRESH)
}

/// Makes postings of the oldest fresh networks, of [`FRESH_AT_A_TIME`] of them.
pub(super) fn write_some_fresh(transaction: &Transaction<'_>, steps: &Steps) -> rusqlite::Result<()> {
    let next = "SELECT id FROM fresh ORDER BY id LIMIT 1 OFFSET ?1";
    let next = transaction.prepare_cached(next)?.query_row([FRESH_AT_A_TIME], |row| row.get(0)).optional()?;
    take_fresh(transaction, steps, next.map_or(FOREIGN, |next: i64| next.min(FOREIGN)))?
        .write(transaction, steps)
}

/// An upper bound of the number of fresh networks once all missing ones are indexed. O(log networks).
fn fresh_with_missing(connection: &Connection) -> rusqlite::Result<i64> {
    let first = format!("SELECT coalesce((SELECT min(id) FROM fresh), 1 + {LAST_INDEXED})");
    let first: i64 = connection.prepare_cached(&first)?.query_row([], |row| row.get(0))?;
    let last = "SELECT coalesce(max(id), 0) FROM networks WHERE id < 1 << 62";
    let last: i64 = connection.prepare_cached(last)?.query_row([], |row| row.get(0))?;
    Ok(last.saturating_sub(first).saturating_add(1))
}

/// Takes the fresh networks before a number out of their table, to be written as postings.
fn take_fresh(transaction: &Transaction<'_>, steps: &Steps, before: i64) -> rusqlite::Result<Batch> {
    let mut batch = Batch::default();
    each_fresh(transaction, steps, before.saturating_sub(1), |id, place, length, data| {
        let mut counts = Vec::new();
        each_word(data, |word, count| counts.push((word.to_owned(), count)))
            .map_err(|what| damaged_row(id, what))?;
        let counts: Option<Vec<(&str, u32)>> =
            counts.iter().map(|(word, count)| Some((std::str::from_utf8(word).ok()?, *count))).collect();
        let counts = counts.ok_or_else(|| damaged_row(id, "a word is not UTF-8"))?;
        batch.add(transaction, steps, (id, place, length), counts.into_iter())
    })?;
    transaction.prepare_cached("DELETE FROM fresh WHERE id < ?1")?.execute([before])?;
    Ok(batch)
}

/// An error at the row of a fresh network.
pub(super) fn damaged_row(id: i64, what: &str) -> rusqlite::Error {
    damaged(&format!("the fresh row {id}"), what)
}

/// Calls a function with each fresh network whose row number is at most `last`: its row number, the beginning
/// of its fingerprint, one more than its number of words (0 for a damaged one), and its words.
pub(super) fn each_fresh(
    connection: &Connection,
    steps: &Steps,
    last: i64,
    mut see: impl FnMut(i64, i64, u32, &[u8]) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let mut fresh =
        connection.prepare_cached("SELECT id, place, words, data FROM fresh WHERE id <= ?1 ORDER BY id")?;
    let mut rows = fresh.query([last])?;
    while let Some(row) = rows.next()? {
        steps.reset();
        see(row.get(0)?, row.get(1)?, row.get(2)?, row.get_ref(3)?.as_blob()?)?;
    }
    Ok(())
}
