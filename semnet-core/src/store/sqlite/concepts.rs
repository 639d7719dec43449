//! The index of concepts of a SQLite store: which networks have a concept with a label.

use std::collections::{BTreeSet, HashMap};
use std::ops::RangeInclusive;

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::network::{Fingerprint, Network};
use crate::store::across::folded_labels;
use crate::store::sqlite::added::Added;
use crate::store::sqlite::steps::Steps;
use crate::store::sqlite::{as_limit, entry};
use crate::store::{Entry, Overlap};
use crate::text::fold_label;
use crate::util::broken;

/// `place` is the beginning of the fingerprint, so that the networks of a label are in the order of their
/// fingerprints. The row of an empty label marks a network as indexed.
pub(super) const TABLES: &str = "
    CREATE TABLE concepts (
        label BLOB NOT NULL,
        place INTEGER NOT NULL,
        network INTEGER NOT NULL,
        PRIMARY KEY (label, place, network)
    ) WITHOUT ROWID;
    CREATE INDEX concepts_network ON concepts (network) WHERE label = x'';";

/// The number of the last network that is indexed. Without the likelihood, SQLite would take the primary key
/// and read the rows of all networks.
pub(super) const LAST_INDEXED: &str = "(SELECT coalesce(max(network), 0) FROM concepts
    WHERE likelihood(label = x'', 0.99) AND network < 1 << 62)";

/// Longer labels are indexed by their hash.
const LONGEST: usize = 64;

/// The key of a folded label.
pub(super) fn key(folded: &str) -> Vec<u8> {
    let (kind, rest) = match folded.as_bytes() {
        short if short.len() <= LONGEST => (0, short.to_vec()),
        long => (1, Fingerprint::hash(long).as_bytes().to_vec()),
    };
    [vec![kind], rest].concat()
}

/// The beginning of a fingerprint as a number that is ordered like it.
pub(super) fn place(fingerprint: Fingerprint) -> i64 {
    let start =
        fingerprint.as_bytes().iter().take(8).fold(0u64, |number, byte| number << 8 | u64::from(*byte));
    (start ^ 1 << 63).cast_signed()
}

/// The keys of a network's labels, each once, with the empty one.
pub(super) fn keys(network: &Network) -> BTreeSet<Vec<u8>> {
    let labels = network.concepts().map(|concept| key(&fold_label(concept.label())));
    labels.chain([Vec::new()]).collect()
}

/// Indexes the networks after the last indexed one, up to this many bytes.
pub(super) fn index_missing(
    transaction: &Transaction<'_>,
    steps: &Steps,
    added: &Added<'_>,
    mut most: i64,
) -> rusqlite::Result<()> {
    let mut missing = transaction.prepare_cached(&format!(
        "SELECT id, length(bytes) FROM networks
         WHERE id > {LAST_INDEXED}
             AND NOT EXISTS (SELECT 1 FROM concepts WHERE label = x'' AND network = networks.id)
         ORDER BY id"
    ))?;
    let mut rows = missing.query([])?;
    while let Some(row) = rows.next()?.filter(|_| most > 0) {
        steps.reset();
        let id = row.get(0)?;
        most = most.saturating_sub(row.get::<_, Option<i64>>(1)?.unwrap_or(0));
        insert(transaction, id, added.network(transaction, id)?.as_deref())?;
    }
    Ok(())
}

/// Indexes a network; a corrupt one is only marked as indexed.
fn insert(transaction: &Transaction<'_>, id: i64, network: Option<&Network>) -> rusqlite::Result<()> {
    let mut insert = transaction
        .prepare_cached("INSERT OR IGNORE INTO concepts (label, place, network) VALUES (?1, ?2, ?3)")?;
    let Some(network) = network else { return insert.execute(params![b"", 0, id]).map(drop) };
    let place = place(network.fingerprint());
    keys(network).iter().try_for_each(|key| insert.execute(params![key, place, id]).map(drop))
}

/// The indexed networks of a range that have a concept with this label, sorted.
pub(super) fn networks_with(
    connection: &Connection,
    label: &str,
    range: &RangeInclusive<Fingerprint>,
    limit: usize,
) -> rusqlite::Result<Vec<Entry>> {
    connection
        .prepare_cached(
            "SELECT fingerprint, CAST(question AS BLOB), CAST(title AS BLOB)
             FROM concepts CROSS JOIN networks ON networks.id = concepts.network
             WHERE label = ?1 AND place BETWEEN ?2 AND ?3 AND fingerprint BETWEEN ?4 AND ?5
             ORDER BY place, fingerprint LIMIT ?6",
        )?
        .query_map(
            params![
                key(&fold_label(label)),
                place(*range.start()),
                place(*range.end()),
                range.start().as_bytes(),
                range.end().as_bytes(),
                as_limit(limit)
            ],
            entry,
        )?
        .filter_map(Result::transpose)
        .collect()
}

/// A network that shares labels with another: the number of its row, its place, and the labels.
pub(super) type Sharing<'a> = (i64, i64, Vec<&'a str>);

/// The networks, of the index and of the given others, that share concepts with this one, those that share
/// most first.
pub(super) fn overlapping<'a>(
    connection: &Connection,
    steps: &Steps,
    network: &'a Network,
    limit: usize,
    others: Vec<Sharing<'a>>,
) -> rusqlite::Result<Vec<Overlap>> {
    let mut having = connection.prepare_cached("SELECT place, network FROM concepts WHERE label = ?1")?;
    let labels = folded_labels(network);
    let mut shared: HashMap<i64, (i64, Vec<&str>)> = HashMap::new();
    for (folded, label) in &labels {
        steps.reset();
        let mut rows = having.query([key(folded)])?;
        while let Some(row) = rows.next()? {
            let (place, id) = (row.get(0)?, row.get(1)?);
            shared.entry(id).or_insert_with(|| (place, Vec::new())).1.push(label);
        }
    }
    for (id, place, labels) in others {
        shared.insert(id, (place, labels));
    }
    let mut order: Vec<(usize, i64, i64)> =
        shared.iter().map(|(id, (place, labels))| (labels.len(), *place, *id)).collect();
    order.sort_unstable_by_key(|&(count, place, id)| (usize::MAX - count, place, id));
    let mut read = connection.prepare_cached(
        "SELECT fingerprint, CAST(question AS BLOB), CAST(title AS BLOB) FROM networks WHERE id = ?1",
    )?;
    let mut found = Vec::new();
    for (_, _, id) in order {
        if found.len() == limit {
            break;
        }
        steps.reset();
        let Some(entry) = read.query_row([id], entry).optional()?.flatten() else { continue };
        if entry.fingerprint != network.fingerprint() {
            let Some((_, labels)) = shared.remove(&id) else {
                return broken(&"a network counted twice", Ok(found));
            };
            let labels: BTreeSet<&str> = labels.into_iter().collect();
            found.push(Overlap { entry, labels: labels.into_iter().map(str::to_owned).collect() });
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Stores that exist are searched by these keys.
    #[test]
    fn short_labels_are_their_own_keys_and_long_ones_are_hashed() {
        let longest = "a".repeat(LONGEST);
        assert_eq!(key("bee"), b"\0bee");
        assert_eq!(key(&longest), [b"\0", longest.as_bytes()].concat());
        let longer = format!("{longest}a");
        assert_eq!(key(&longer), [&[1][..], Fingerprint::hash(longer.as_bytes()).as_bytes()].concat());
    }

    #[test]
    fn places_are_ordered_like_fingerprints() {
        let beginnings: [[u8; 2]; 7] =
            [[0, 0], [0, 1], [1, 0], [0x7f, 0xff], [0x80, 0], [0x80, 1], [0xff, 0]];
        let at = |first: usize, second: usize, [one, other]: [u8; 2]| {
            let mut bytes = [0; 32];
            (bytes[first], bytes[second]) = (one, other);
            place(Fingerprint::from_bytes(bytes))
        };
        for (first, second) in [(0, 1), (0, 7), (6, 7)] {
            assert!(beginnings.map(|bytes| at(first, second, bytes)).is_sorted_by(|one, other| one < other));
        }
        assert_eq!(at(0, 7, [0x80, 1]), 1);
    }
}
