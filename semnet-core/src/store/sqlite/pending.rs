//! Networks that are stored, but not yet in the indexes of words and concepts.
//!
//! Indexing a network takes several times as long as storing it. So a large one is acknowledged once it is
//! stored, and the indexes catch up later: in a look-up that needs them, when the program has time
//! ([`StoreIndex::index_pending`](crate::store::StoreIndex::index_pending)), or when too much is pending.
//! Pending networks are the rows after the last indexed one. So no table lists them, they are pending for
//! every process, and networks added by an older semnet are found in the same way.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior, params};

use crate::network::{Fingerprint, Network};
use crate::store::Entry;
use crate::store::across::{folded_labels, holds};
use crate::store::sqlite::added::Added;
use crate::store::sqlite::concepts::Sharing;
use crate::store::sqlite::steps::Steps;
use crate::store::sqlite::{concepts, words};
use crate::text::fold_label;

/// Networks with more bytes are indexed later, together with all that are added until then.
const LARGE: i64 = 1 << 20;

/// The most networks that are left pending. A reader that cannot write has to read each of them.
const MOST: i64 = 1_000;
/// The most bytes of networks that are left pending.
const MOST_BYTES: i64 = 256 << 20;

/// How many bytes are indexed in one transaction; at least one network.
const AT_A_TIME: i64 = 4 << 20;
const AT_A_TIME_NEW: i64 = 64 << 20;

/// After this many pages of the journal, SQLite copies it into the database. That takes longer than writing a
/// large network, so it is delayed like the index: the journal then has room for everything that may be
/// pending, and half as much again.
const CHECKPOINT: i64 = 1_000;
const CHECKPOINT_PENDING: i64 = MOST_BYTES / 4_096 * 3 / 2;

/// The condition, in SQL, under which the network of a row is pending.
fn is_after_indexes() -> String {
    format!("id > min({}, {}) AND id < 1 << 62", words::LAST_INDEXED, concepts::LAST_INDEXED)
}

/// How much is pending.
struct Pending {
    count: i64,
    bytes: i64,
    largest: i64,
}

impl Pending {
    /// O(pending networks).
    fn of(connection: &Connection) -> rusqlite::Result<Pending> {
        let select = format!(
            "SELECT count(*), total(length(bytes)), max(length(bytes)) FROM networks WHERE {}",
            is_after_indexes()
        );
        connection.prepare_cached(&select)?.query_row([], |row| {
            let largest: Option<i64> = row.get(2)?;
            let bytes = row.get::<_, f64>(1)? as i64;
            Ok(Pending { count: row.get(0)?, bytes, largest: largest.unwrap_or(0) })
        })
    }
}

/// Indexes the networks that the transaction has added, or leaves them pending if one of them, or of those
/// pending before, is large.
pub(super) fn index_or_leave(
    transaction: &Transaction<'_>,
    steps: &Steps,
    added: &Added<'_>,
) -> rusqlite::Result<()> {
    let pending = Pending::of(transaction)?;
    let most = match (pending.largest > LARGE, pending.count > MOST) {
        (true, false) => pending.bytes - MOST_BYTES,
        _ => i64::MAX,
    };
    index(transaction, steps, added, most)?;
    if pending.largest > LARGE {
        set_checkpoint(transaction, is_pending(transaction)?)?;
    }
    Ok(())
}

/// Sets when SQLite copies the journal into the database.
fn set_checkpoint(connection: &Connection, is_pending: bool) -> rusqlite::Result<()> {
    let pages = if is_pending { CHECKPOINT_PENDING } else { CHECKPOINT };
    connection.pragma_update(None, "wal_autocheckpoint", pages)
}

/// Indexes pending networks, the oldest first, until this many bytes are done.
pub(super) fn index(
    transaction: &Transaction<'_>,
    steps: &Steps,
    added: &Added<'_>,
    most: i64,
) -> rusqlite::Result<()> {
    words::index_missing(transaction, steps, added, most)?;
    concepts::index_missing(transaction, steps, added, most)
}

fn is_pending(connection: &Connection) -> rusqlite::Result<bool> {
    let select = format!("SELECT EXISTS (SELECT 1 FROM networks WHERE {})", is_after_indexes());
    connection.prepare_cached(&select)?.query_row([], |row| row.get(0))
}

/// Indexes some of the pending networks, and returns whether others are left. If damage prevents this, it is
/// not retried over and over.
pub(super) fn index_some(connection: &mut Connection, steps: &Steps) -> rusqlite::Result<bool> {
    index_bytes(connection, steps, AT_A_TIME)
}

/// Does work in advance for later look-ups and calls of `add`: indexes some of the pending networks, or makes
/// postings of some fresh ones. Returns whether others are left.
pub(super) fn use_time(connection: &mut Connection, steps: &Steps) -> rusqlite::Result<bool> {
    if index_some(connection, steps)? {
        return Ok(true);
    }
    if !words::has_many_fresh(connection)? || connection.is_readonly("main")? {
        return Ok(false);
    }
    let mut write = || {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        words::write_some_fresh(&transaction, steps)?;
        let is_left = words::has_many_fresh(&transaction)?;
        transaction.commit()?;
        Ok(is_left)
    };
    // A call of `add` does it later.
    write().or_else(|error| if cannot_write(&error) { Ok(false) } else { Err(error) })
}

fn index_bytes(connection: &mut Connection, steps: &Steps, most: i64) -> rusqlite::Result<bool> {
    if !is_pending(connection)? || connection.is_readonly("main")? {
        return Ok(false);
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let before = last_indexed(&transaction)?;
    index(&transaction, steps, &Added::default(), most)?;
    let (is_left, after) = (is_pending(&transaction)?, last_indexed(&transaction)?);
    set_checkpoint(&transaction, is_left)?;
    transaction.commit()?;
    Ok(is_left && after > before)
}

/// The number of the last network that all indexes have. O(log networks).
fn last_indexed(connection: &Connection) -> rusqlite::Result<i64> {
    let select = format!("SELECT min({}, {})", words::LAST_INDEXED, concepts::LAST_INDEXED);
    connection.prepare_cached(&select)?.query_row([], |row| row.get(0))
}

/// Fills a new index of a store, part by part, so that the next program continues if this one is killed. Does
/// nothing if no more is pending than [`index_or_leave`] leaves.
pub(super) fn index_new(connection: &mut Connection, steps: &Steps) -> rusqlite::Result<()> {
    let last = "SELECT coalesce(max(id), 0) FROM networks WHERE id < 1 << 62";
    let last: i64 = connection.query_row(last, [], |row| row.get(0))?;
    if last.saturating_sub(last_indexed(connection)?) <= MOST {
        return Ok(());
    }
    while index_bytes(connection, steps, AT_A_TIME_NEW)? {}
    Ok(())
}

/// Indexes everything pending, and returns whether the indexes have all networks then. If they cannot be
/// written now, the look-up reads the pending networks themselves.
pub(super) fn catch_up(connection: &mut Connection, steps: &Steps) -> rusqlite::Result<bool> {
    loop {
        match index_some(connection, steps) {
            Ok(true) => {}
            Ok(false) => return is_pending(connection).map(|is_pending| !is_pending),
            Err(error) if cannot_write(&error) => return Ok(false),
            Err(error) => return Err(error),
        }
    }
}

pub(super) fn cannot_write(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::DiskFull | ErrorCode::ReadOnly)
    )
}

/// The numbers of the rows after the last one of an index.
pub(super) fn rows(connection: &Connection, last_indexed: &str) -> rusqlite::Result<BTreeSet<i64>> {
    let select = format!("SELECT id FROM networks WHERE id > {last_indexed} AND id < 1 << 62");
    connection.prepare_cached(&select)?.query_map([], |row| row.get(0))?.collect()
}

/// Calls a function with each intact network after the last one of an index.
pub(super) fn each(
    connection: &Connection,
    steps: &Steps,
    last_indexed: &str,
    mut see: impl FnMut(i64, &Network),
) -> rusqlite::Result<()> {
    let mut key =
        connection.prepare_cached("SELECT CAST(fingerprint AS BLOB) FROM networks WHERE id = ?1")?;
    for id in rows(connection, last_indexed)? {
        steps.reset();
        let Some(network) = Added::default().network(connection, id)? else { continue };
        let key: Option<Vec<u8>> = key.query_row(params![id], |row| row.get(0))?;
        if key.as_deref() == Some(network.fingerprint().as_bytes().as_slice()) {
            see(id, &network);
        }
    }
    Ok(())
}

/// Adds the pending networks of a range that have a concept with this label to those of the index.
pub(super) fn with_concept(
    connection: &Connection,
    steps: &Steps,
    label: &str,
    range: &RangeInclusive<Fingerprint>,
    limit: usize,
    mut found: Vec<Entry>,
) -> rusqlite::Result<Vec<Entry>> {
    let wanted = fold_label(label);
    each(connection, steps, concepts::LAST_INDEXED, |_, network| {
        if range.contains(&network.fingerprint()) && holds(network, &wanted) {
            found.push(Entry::of(network));
        }
    })?;
    found.sort_unstable_by_key(|entry| entry.fingerprint);
    found.dedup_by_key(|entry| entry.fingerprint);
    found.truncate(limit);
    Ok(found)
}

/// The pending networks that share concepts with this one.
pub(super) fn sharing<'a>(
    connection: &Connection,
    steps: &Steps,
    network: &'a Network,
) -> rusqlite::Result<Vec<Sharing<'a>>> {
    let (labels, mut found) = (folded_labels(network), Vec::new());
    each(connection, steps, concepts::LAST_INDEXED, |id, other| {
        let theirs = folded_labels(other);
        let both = labels.iter().filter(|(folded, _)| theirs.contains_key(*folded));
        let both: Vec<&str> = both.map(|(_, label)| *label).collect();
        if !both.is_empty() {
            found.push((id, concepts::place(other.fingerprint()), both));
        }
    })?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::NetworkBuilder;
    use crate::store::{MemoryStore, SqliteStore, Store, StoreIndex, all_fingerprints};
    use crate::words::SearchOptions;

    fn store(name: &str) -> (std::path::PathBuf, SqliteStore) {
        let folder = std::env::temp_dir().join(format!("semnet-pending-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let store = SqliteStore::open(folder.join("store.semnet")).unwrap();
        (folder, store)
    }

    fn large(number: usize) -> Network {
        let text = "mill ".repeat(LARGE as usize / 5 + 1);
        NetworkBuilder::new(&format!("{number}?")).concept(&format!("Mill {number}"), &text).build().unwrap()
    }

    fn small(number: usize) -> Network {
        NetworkBuilder::new(&format!("{number}?")).concept("Tide", "A mill.").build().unwrap()
    }

    #[test]
    fn a_store_that_others_keep_locked_is_looked_through() {
        let (folder, store) = store("locked");
        store.add(&small(0)).unwrap();
        store.add_all(&[large(1), small(2)]).unwrap();
        let other = Connection::open(folder.join("store.semnet")).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        store.lock().busy_timeout(std::time::Duration::ZERO).unwrap();
        let look = |is_pending: bool| {
            let ranked = store.ranked("mill", &SearchOptions::default()).unwrap();
            let mut found: Vec<Fingerprint> =
                ranked.into_iter().map(|(fingerprint, _)| fingerprint).collect();
            assert_eq!(found.len(), 3);
            // Exactly as if it were indexed.
            let memory = MemoryStore::default();
            memory.add_all(&[small(0), large(1), small(2)]).unwrap();
            let options = SearchOptions::default();
            let expected = memory.index().unwrap().ranked("mill tide", &options).unwrap();
            assert_eq!(store.ranked("mill tide", &options).unwrap(), expected);
            found.sort_unstable();
            let one = store.ranked("mill", &SearchOptions::default().limit(1)).unwrap();
            assert!(one.len() == 1 && found.contains(&one[0].0));
            let with = |label: &str, limit: usize| {
                let entries = store.networks_with_concept(label, all_fingerprints(), limit).unwrap();
                entries.into_iter().map(|entry| entry.fingerprint).collect::<Vec<_>>()
            };
            assert_eq!(with("mill 1", 9), [large(1).fingerprint()]);
            let mut tides = vec![small(0).fingerprint(), small(2).fingerprint()];
            tides.sort_unstable();
            assert_eq!(with("tide", 9), tides);
            assert_eq!(with("tide", 1), tides[..1]);
            let first = store.networks_with_concept("tide", tides[1]..=tides[1], 9).unwrap();
            assert_eq!(first.len(), 1);
            let shared = store.overlapping_networks(&small(0), 9).unwrap();
            assert_eq!(shared.len(), 1);
            assert_eq!(shared[0].entry.fingerprint, small(2).fingerprint());
            assert_eq!(store.verify().unwrap(), []);
            assert_eq!(
                rows(&store.lock(), words::LAST_INDEXED).unwrap().len(),
                if is_pending { 2 } else { 0 }
            );
        };
        look(true);
        assert!(store.index_pending().is_err());
        other.execute_batch("ROLLBACK").unwrap();
        look(false);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn no_more_than_so_much_is_left_pending() {
        let (folder, store) = store("bounds");
        let count = || rows(&store.lock(), words::LAST_INDEXED).unwrap().len() as i64;
        store.add(&large(0)).unwrap();
        let all: Vec<Network> = (1..=MOST as usize).map(small).collect();
        store.add_all(&all[..MOST as usize - 1]).unwrap();
        assert_eq!(count(), MOST);
        store.add(&all[MOST as usize - 1]).unwrap();
        assert_eq!(count(), 0);
        let most = usize::try_from(MOST_BYTES / (LARGE + 20)).unwrap();
        for number in 0..most + 2 {
            store.add(&large(10_000 + number)).unwrap();
            assert!(count() <= most as i64 && count() >= (number as i64).min(most as i64 - 2), "{number}");
        }
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_program_with_time_leaves_few_networks_fresh() {
        let (folder, store) = store("time");
        let fresh = || -> usize {
            let count = "SELECT count(*) FROM fresh";
            store.lock().query_row(count, [], |row| row.get::<_, i64>(0)).unwrap() as usize
        };
        let all: Vec<Network> = (0..words::MOST_FRESH as usize - 1).map(small).collect();
        store.add_all(&all).unwrap();
        assert_eq!(fresh(), all.len());
        let ranked = |words: &str| store.ranked(words, &SearchOptions::default().limit(100)).unwrap();
        let before = ranked("mill tide");
        let mut left = fresh();
        while store.index_pending().unwrap() {
            assert!(fresh() < left && left - fresh() <= all.len() / 10, "{left} and {}", fresh());
            left = fresh();
            assert_eq!(ranked("mill tide"), before);
        }
        assert!(fresh() <= words::MOST_FRESH as usize / 4);
        assert!(!store.index_pending().unwrap());
        assert_eq!(ranked("mill tide"), before);
        assert_eq!(store.verify().unwrap(), []);
        store.add(&small(1_000)).unwrap();
        assert_eq!(store.verify().unwrap(), []);
        assert_eq!(ranked("mill").len(), all.len() + 1);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn the_number_of_a_pending_network_that_was_set_aside_is_not_given_again() {
        let (folder, store) = store("aside");
        store.add_all(&[small(0), large(1)]).unwrap();
        let damaged = "UPDATE networks SET bytes = zeroblob(2000000) WHERE fingerprint = ?1";
        store.lock().execute(damaged, [large(1).fingerprint().as_bytes()]).unwrap();
        assert!(store.quarantine(large(1).fingerprint(), &mut |_| Ok(())).unwrap());
        store.add(&small(2)).unwrap();
        assert_eq!(store.verify().unwrap(), []);
        assert!(rows(&store.lock(), words::LAST_INDEXED).unwrap().is_empty());
        std::fs::remove_dir_all(folder).unwrap();
    }
}
