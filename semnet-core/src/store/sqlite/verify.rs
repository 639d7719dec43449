//! Compares the indexes of a SQLite store with its networks, and builds them again.
//!
//! The indexes of words list for each word its places, so the content of a network is summarised as a sum of
//! hashes over its words. The networks are indexed again, some at a time in memory, and the sums are
//! compared.

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;

use foldhash::quality::FixedState;
use rusqlite::{Connection, TransactionBehavior, params};

use crate::network::Network;
use crate::store::question_key::{hashtag_key, question_key};
use crate::store::sqlite::added::Added;
use crate::store::sqlite::steps::Steps;
use crate::store::sqlite::{concepts, pending, postings, schema, words};
use crate::store::{Fault, FaultKind};
use crate::words::folded_words;

/// How many networks are indexed in memory at a time.
const TOGETHER: usize = 500;

/// The indexes of words, and the look-up that each serves.
const INDEXES: [(&str, &str); 2] = [("questions", "similar questions"), ("words", "words of its question")];

/// The places of the sums of the other indexes.
const WORDS: usize = 2;
const CONCEPTS: usize = 3;

/// For each network, by the number of its row, a sum for each index, and one for the concepts.
type Sums = HashMap<i64, [u64; 4]>;

/// The networks that differ from the indexes, one fault each, at most `most`.
pub(super) fn faults(connection: &Connection, steps: &Steps, most: usize) -> rusqlite::Result<Vec<Fault>> {
    let mut faults = Vec::new();
    let mut indexed = Sums::new();
    for (place, (index, _)) in INDEXES.iter().enumerate() {
        if let Err(error) = sum_words(connection, "main", index, place, steps, &mut indexed) {
            faults.push(Fault::new(
                FaultKind::Index,
                format!(
                    "the index \"{index}\" cannot be read: {error}; `semnet check --repair` builds it again"
                ),
            ));
        }
    }
    if let Err(error) = sum_postings(connection, steps, &mut indexed) {
        faults.push(Fault::new(
            FaultKind::Index,
            format!("the words cannot be read: {error}; `semnet check --repair` builds their index again"),
        ));
    }
    if let Err(error) = sum_concepts(connection, steps, &mut indexed) {
        faults.push(Fault::new(
            FaultKind::Index,
            format!("the index of concepts cannot be read: {error}; `semnet check --repair` builds it again"),
        ));
    }
    if !faults.is_empty() {
        return Ok(faults);
    }
    let memory = Connection::open_in_memory()?;
    memory.execute_batch(schema::INDEX_TABLES)?;
    let mut read = connection.prepare(
        "SELECT id, CAST(bytes AS BLOB), CAST(fingerprint AS BLOB) FROM networks WHERE id > ?1 ORDER BY id \
         LIMIT ?2",
    )?;
    // If the indexes could not catch up, pending networks are not expected in them.
    let without_words = pending::rows(connection, words::LAST_INDEXED)?;
    let without_concepts = pending::rows(connection, concepts::LAST_INDEXED)?;
    let mut after = i64::MIN;
    loop {
        steps.reset();
        let mut rows = read.query(params![after, TOGETHER as i64])?;
        let mut together = BTreeMap::new();
        let mut count = 0;
        while let Some(row) = rows.next()? {
            (after, count) = (row.get(0)?, count + 1);
            let bytes = row.get::<_, Option<Vec<u8>>>(1)?.unwrap_or_default();
            let key = row.get::<_, Option<Vec<u8>>>(2)?.unwrap_or_default();
            // Reading a corrupt one reports it.
            if let Ok(network) = Network::from_bytes(bytes)
                && network.fingerprint().as_bytes().as_slice() == key
            {
                together.insert(after, network);
            }
        }
        let expected = expected(&memory, &together, steps)?;
        for (id, network) in &together {
            let (mut is, should) =
                (indexed.get(id).copied().unwrap_or_default(), expected.get(id).copied().unwrap_or_default());
            if without_words.contains(id) {
                is[WORDS] = should[WORDS];
            }
            if without_concepts.contains(id) {
                is[CONCEPTS] = should[CONCEPTS];
            }
            let what = is.iter().zip(should).position(|(is, should)| *is != should);
            if let Some(what) = what {
                let what = match what {
                    WORDS => "its words",
                    CONCEPTS => "its concepts",
                    what => INDEXES.get(what).map_or("its question", |(_, what)| *what),
                };
                let fingerprint = network.fingerprint();
                let message = format!(
                    "{fingerprint} is not found by {what} as it should be; `semnet check --repair` builds \
                     the index again"
                );
                faults.push(Fault::new(FaultKind::Index, message).of(fingerprint));
            }
            if faults.len() >= most {
                return Ok(faults);
            }
        }
        for (index, _) in INDEXES {
            memory.execute_batch(&format!("INSERT INTO {index} ({index}) VALUES ('delete-all')"))?;
        }
        if count < TOGETHER {
            return Ok(faults);
        }
    }
}

/// The sums that these networks should have.
fn expected(memory: &Connection, networks: &BTreeMap<i64, Network>, steps: &Steps) -> rusqlite::Result<Sums> {
    let mut expected = Sums::new();
    for (&id, network) in networks {
        insert_question(memory, id, network.question(), network.title())?;
        let words = folded_words(network);
        let place = concepts::place(network.fingerprint());
        for key in concepts::keys(network) {
            add(&mut expected, id, CONCEPTS, (key, place));
        }
        add(&mut expected, id, WORDS, (words.length.saturating_add(1), place));
        for (word, count) in words.counts {
            add(&mut expected, id, WORDS, (word.as_bytes(), count));
        }
    }
    for (place, (index, _)) in INDEXES.iter().enumerate() {
        sum_words(memory, "main", index, place, steps, &mut expected)?;
    }
    Ok(expected)
}

fn insert_question(connection: &Connection, id: i64, question: &str, title: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO questions (rowid, asked) VALUES (?1, ?2)")?
        .execute(params![id, question_key(question)])?;
    connection
        .prepare_cached("INSERT INTO words (rowid, question, title) VALUES (?1, ?2, ?3)")?
        .execute(params![id, question, title])?;
    Ok(())
}

fn add(sums: &mut Sums, id: i64, place: usize, what: impl std::hash::Hash) {
    let hash = FixedState::default().hash_one(what);
    if let Some(sum) = sums.entry(id).or_default().get_mut(place) {
        *sum = sum.wrapping_add(hash);
    }
}

/// Adds up the entries of an index of words.
fn sum_words(
    connection: &Connection,
    schema: &str,
    index: &str,
    place: usize,
    steps: &Steps,
    sums: &mut Sums,
) -> rusqlite::Result<()> {
    connection.execute_batch(&format!(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.in_{index} USING fts5vocab ({schema}, {index}, instance)"
    ))?;
    let mut statement =
        connection.prepare(&format!("SELECT CAST(term AS BLOB), doc, col, offset FROM temp.in_{index}"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        steps.reset();
        let at: (Option<String>, Option<i64>) = (row.get(2)?, row.get(3)?);
        add(sums, row.get(1)?, place, (row.get::<_, Vec<u8>>(0)?, at));
    }
    Ok(())
}

fn sum_concepts(connection: &Connection, steps: &Steps, sums: &mut Sums) -> rusqlite::Result<()> {
    let mut statement = connection.prepare("SELECT CAST(label AS BLOB), place, network FROM concepts")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        steps.reset();
        // The row that marks a corrupt network as indexed is ignored.
        add(
            sums,
            row.get(2)?,
            CONCEPTS,
            (row.get::<_, Option<Vec<u8>>>(0)?.unwrap_or_default(), row.get::<_, i64>(1)?),
        );
    }
    Ok(())
}

/// Adds up the postings of the index of words, and checks the parts that cannot be compared with networks.
fn sum_postings(connection: &Connection, steps: &Steps, sums: &mut Sums) -> rusqlite::Result<()> {
    words::each_fresh(connection, steps, i64::MAX, |id, place, length, data| {
        if length > 0 {
            add(sums, id, WORDS, (length, place));
        }
        let see = |word: &[u8], count: u32| add(sums, id, WORDS, (word, count));
        postings::each_word(data, see).map_err(|what| words::damaged_row(id, what))
    })?;
    let mut blocks =
        connection.prepare("SELECT block, last, networks, words, lengths, places FROM blocks")?;
    let mut rows = blocks.query([])?;
    while let Some(row) = rows.next()? {
        steps.reset();
        let (block, last): (i64, i64) = (row.get(0)?, row.get(1)?);
        let sizes: (i64, i64) = (row.get(2)?, row.get(3)?);
        let damaged = |what: &str| postings::damaged(&format!("block {block}"), what);
        let lengths = postings::lengths(row.get_ref(4)?.as_blob()?).map_err(damaged)?;
        let places = row.get_ref(5)?.as_blob()?;
        let mut found = (0, 0);
        for (offset, &length) in lengths.iter().enumerate() {
            let id = postings::id_of(block, offset).zip(postings::place_at(places, offset));
            let (id, place) = id.ok_or_else(|| damaged("it has no such network"))?;
            if length > 0 {
                found = (found.0 + 1, found.1 + i64::from(length - 1));
                add(sums, id, WORDS, (length, place));
            }
        }
        let end = lengths.len().checked_sub(1).and_then(|offset| postings::id_of(block, offset));
        if found != sizes || end != Some(last) || places.len() != lengths.len() * 8 {
            return Err(damaged("it has another number of networks or words than it should have"));
        }
    }
    let mut all = connection.prepare(
        "SELECT block, CAST(term AS BLOB), networks, last, data,
             EXISTS (SELECT 1 FROM terms WHERE terms.term = postings.term),
             EXISTS (SELECT 1 FROM blocks WHERE blocks.block = postings.block)
         FROM postings",
    )?;
    let mut rows = all.query([])?;
    while let Some(row) = rows.next()? {
        steps.reset();
        let (block, word): (i64, Vec<u8>) = (row.get(0)?, row.get(1)?);
        let place = || format!("the word {:?} of block {block}", String::from_utf8_lossy(&word));
        let mut end = None;
        let see = |offset: usize, count: u32| {
            end = Some(offset as i64);
            if let Some(id) = postings::id_of(block, offset) {
                add(sums, id, WORDS, (&*word, count));
            }
        };
        let read = postings::each(row.get_ref(4)?.as_blob()?, row.get(2)?, see);
        read.map_err(|what| postings::damaged(&place(), what))?;
        if end != Some(row.get::<_, i64>(3)?) || !row.get::<_, bool>(5)? || !row.get::<_, bool>(6)? {
            return Err(postings::damaged(&place(), "it cannot be found, or ends elsewhere"));
        }
    }
    Ok(())
}

/// Builds the indexes again from the networks.
pub(super) fn rebuild(connection: &mut Connection, steps: &Steps) -> rusqlite::Result<()> {
    for (index, _) in INDEXES {
        connection.execute_batch(&format!("DROP TABLE IF EXISTS temp.in_{index}"))?;
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute_batch("REINDEX; DROP TABLE questions; DROP TABLE words; DROP TABLE concepts;")?;
    transaction.execute_batch(words::DROP)?;
    transaction.execute_batch(schema::INDEX_TABLES)?;
    transaction.execute_batch(words::TABLES)?;
    transaction.execute_batch(concepts::TABLES)?;
    let ids: Vec<i64> = transaction
        .prepare("SELECT id FROM networks ORDER BY id")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for id in ids {
        steps.reset();
        let bytes: Option<Vec<u8>> = transaction
            .prepare_cached("SELECT CAST(bytes AS BLOB) FROM networks WHERE id = ?1")?
            .query_row([id], |row| row.get(0))?;
        let Ok(network) = Network::from_bytes(bytes.unwrap_or_default()) else { continue };
        let (question, title) = (network.question(), network.title());
        let alike = hashtag_key(&network.hashtag().to_string());
        transaction
            .prepare_cached(
                "UPDATE networks SET alike = ?2, asked = ?3, question = ?4, title = ?5
                 WHERE id = ?1 AND (alike, asked, question, title) IS NOT (?2, ?3, ?4, ?5)",
            )?
            .execute(params![id, alike, question_key(question), question, title])?;
        insert_question(&transaction, id, question, title)?;
    }
    pending::index(&transaction, steps, &Added::default(), i64::MAX)?;
    transaction.commit()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_do_not_depend_on_order() {
        let (mut one, mut other) = (Sums::new(), Sums::new());
        for (sums, order) in [(&mut one, [1, 2, 3]), (&mut other, [3, 1, 2])] {
            order.iter().for_each(|number| add(sums, 1, 0, number));
        }
        assert_eq!(one, other);
        add(&mut one, 1, 0, 3);
        assert_ne!(one, other);
    }
}
