//! The index of words of a SQLite store, by FTS5. It does not depend on a language: it holds words in folded
//! case, one by one, and a search looks for all forms of a word in its language. So another language, or a
//! better stemmer, needs no new index.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::network::{Fingerprint, Network};
use crate::store::across::Best;
use crate::store::sqlite::added::Added;
use crate::store::sqlite::steps::Steps;
use crate::store::sqlite::{catch_up, quoted};
use crate::words::{Forms, SearchOptions, folded_words};

/// The tokens of the index are the words that it is given, apart by spaces; the characters named are those of
/// ASCII that a word may have inside.
pub(super) const TABLES: &str = r#"
    CREATE VIRTUAL TABLE found USING fts5 (
        heads, labels, texts, passages, content = '', tokenize = 'ascii tokenchars ''''''.:,;_"'''
    );
    CREATE VIRTUAL TABLE vocabulary USING fts5vocab (found, row);"#;

/// The number of the last network that is indexed.
pub(super) const LAST_INDEXED: &str = "(SELECT coalesce(max(id), 0) FROM found_docsize WHERE id < 1 << 62)";

/// One network; the row of a damaged one is empty.
const INSERT: &str = "INSERT INTO found (rowid, heads, labels, texts, passages) VALUES (?1, ?2, ?3, ?4, ?5)";

/// Indexes the networks after the last one that is indexed: those just added, and before them those that an
/// older semnet may have added meanwhile.
pub(super) fn index_missing(
    transaction: &Transaction<'_>,
    steps: &Steps,
    added: &Added<'_>,
) -> rusqlite::Result<()> {
    // The last condition is for numbers that no store gives.
    let mut missing = transaction.prepare_cached(&format!(
        "SELECT id FROM networks
         WHERE id > {LAST_INDEXED}
             AND NOT EXISTS (SELECT 1 FROM found_docsize WHERE found_docsize.id = networks.id)
         ORDER BY id"
    ))?;
    let mut rows = missing.query([])?;
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        steps.reset();
        insert(transaction, id, added.network(transaction, id)?.as_deref())?;
    }
    Ok(())
}

/// Indexes one network; of a corrupt one only that it was looked at.
pub(super) fn insert(connection: &Connection, id: i64, network: Option<&Network>) -> rusqlite::Result<()> {
    let [heads, labels, texts, passages] = network.map(folded_words).unwrap_or_default();
    connection.prepare_cached(INSERT)?.execute(params![id, heads, labels, texts, passages]).map(drop)
}

/// The networks that answer some words best, with their scores.
///
/// A word of most networks has hardly any weight, and takes longest to rank. So where rarer words are
/// searched for, too, networks that have one of them come first, ranked by the rarer words alone; the others
/// are ranked only if there are too few of these.
pub(super) fn ranked(
    connection: &mut Connection,
    steps: &Steps,
    words: &str,
    search: &SearchOptions,
) -> rusqlite::Result<Vec<(Fingerprint, f64)>> {
    catch_up(connection, steps)?;
    let mut forms = Forms::of(words, search);
    let half: i64 =
        connection.query_row("SELECT coalesce(max(id), 0) / 2 FROM found_docsize", [], |row| row.get(0))?;
    let mut frequent = HashSet::new();
    for (start, end) in forms.ranges().to_vec() {
        let mut vocabulary =
            connection.prepare_cached("SELECT term, doc FROM vocabulary WHERE term >= ?1 AND term <= ?2")?;
        let mut rows = vocabulary.query([start, end])?;
        while let Some(row) = rows.next()? {
            let term = row.get::<_, String>(0)?;
            forms.see(&term);
            if row.get::<_, i64>(1)? > half {
                frequent.insert(term);
            }
        }
    }
    let all: Vec<&str> = forms.all().collect();
    let telling: Vec<&str> = all.iter().copied().filter(|form| !frequent.contains(*form)).collect();
    if telling.is_empty() || telling.len() == all.len() {
        return best(connection, &all, search.limit, &HashSet::new());
    }
    let mut found = best(connection, &telling, search.limit, &HashSet::new())?;
    if found.len() < search.limit {
        let before: HashSet<Fingerprint> = found.iter().map(|(fingerprint, _)| *fingerprint).collect();
        let lowest = found.last().map_or(f64::INFINITY, |(_, score)| *score);
        let others = best(connection, &all, search.limit - found.len(), &before)?;
        found.extend(others.into_iter().map(|(fingerprint, score)| (fingerprint, score.min(lowest))));
    }
    Ok(found)
}

/// The best of the networks that have one of these words, without some.
fn best(
    connection: &Connection,
    forms: &[&str],
    limit: usize,
    without: &HashSet<Fingerprint>,
) -> rusqlite::Result<Vec<(Fingerprint, f64)>> {
    let matching = forms.iter().map(|form| quoted(form)).collect::<Vec<_>>().join(" OR ");
    if matching.is_empty() {
        return Ok(Vec::new());
    }
    // As in `bm25`, words in labels, questions and titles count twice. Not sorted by SQLite, which would look
    // up the network of each row: here only those are looked up that are among the best so far.
    let mut rank = connection
        .prepare_cached("SELECT rowid, -bm25(found, 2.0, 2.0, 1.0, 1.0) FROM found WHERE found MATCH ?1")?;
    let mut name =
        connection.prepare_cached("SELECT CAST(fingerprint AS BLOB) FROM networks WHERE id = ?1")?;
    let mut best = Best::new(limit);
    let mut rows = rank.query([matching])?;
    while let Some(row) = rows.next()? {
        let (id, score) = (row.get::<_, i64>(0)?, row.get::<_, f64>(1)?);
        if best.may_take(score) {
            // A key of another length is not a fingerprint.
            let key: Option<Vec<u8>> = name.query_row([id], |row| row.get(0)).optional()?.flatten();
            let key = key.and_then(|key| <[u8; 32]>::try_from(key).ok()).map(Fingerprint::from_bytes);
            if let Some(key) = key.filter(|key| !without.contains(key)) {
                best.take(key, score);
            }
        }
    }
    Ok(best.into_sorted())
}
