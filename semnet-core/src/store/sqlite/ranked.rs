//! Search across a SQLite store: BM25 by the index of words, exactly as if each network were read, in any
//! language.
//!
//! In each block, the scores of its networks are summed word by word, in the same order as in
//! [`MemoryStore`](crate::store::MemoryStore), so they are the same to the last bit.

use rusqlite::{Connection, OptionalExtension, Statement, params};

use crate::network::Fingerprint;
use crate::store::across::Best;
use crate::store::sqlite::postings::{self, BLOCK, damaged, id_of, place_at};
use crate::store::sqlite::steps::Steps;
use crate::store::sqlite::words::{LAST_INDEXED, damaged_row, each_fresh};
use crate::store::sqlite::{concepts, pending};
use crate::words::{Collection, Counts, Forms, SearchOptions, word_score};

/// A word that more networks of a block have is scored for the entire block, in a loop without branches.
const FREQUENT: usize = BLOCK / 8;

/// The networks that match some words best, with their scores; equal scores by fingerprint. Only reads:
/// networks that are not indexed yet are read themselves. O(networks that have the words + blocks · forms ·
/// log + words of the index that begin alike), and O(limit + a block) of memory.
pub(super) fn ranked(
    connection: &mut Connection,
    steps: &Steps,
    typed: &str,
    search: &SearchOptions,
) -> rusqlite::Result<Vec<(Fingerprint, f64)>> {
    let mut forms = Forms::of(typed, search);
    if search.limit == 0 || forms.found().is_empty() {
        return Ok(Vec::new());
    }
    // All that is read is of one state of the store.
    let transaction = connection.transaction()?;
    see_terms(&transaction, steps, &mut forms)?;
    let (mut collection, others) = outside_of_blocks(&transaction, steps, &mut forms)?;
    let blocks = Blocks::of(&transaction, steps, &forms, &mut collection)?;
    let mut limit = search.limit;
    loop {
        let mut best = Best::new(limit);
        let weights = collection.weights();
        for (key, counts) in &others {
            let score = collection.score(&weights, counts);
            if score > 0.0 && score >= best.lowest() {
                best.take(*key, score);
            }
        }
        blocks.rank(&transaction, steps, &collection, &mut best)?;
        let best = best.into_sorted();
        let (is_full, mut found) = (best.len() >= limit, Vec::with_capacity(best.len()));
        for (number, ((place, id), score)) in best.into_iter().enumerate() {
            if number % BLOCK == 0 {
                steps.reset();
            }
            found.extend(named(&transaction, place, id)?.map(|fingerprint| (fingerprint, score)));
        }
        // The index may still have networks that are gone: others take their places.
        if !is_full || found.len() >= search.limit {
            found.truncate(search.limit);
            return Ok(found);
        }
        limit = limit.saturating_mul(2);
    }
}

/// The beginning of a fingerprint, and the number of a row.
type Key = (i64, i64);

/// Looks up which words of the index are forms of the wanted ones.
fn see_terms(connection: &Connection, steps: &Steps, forms: &mut Forms) -> rusqlite::Result<()> {
    let mut terms = connection.prepare_cached("SELECT term FROM terms WHERE term BETWEEN ?1 AND ?2")?;
    for (start, end) in forms.ranges().to_vec() {
        steps.reset();
        let mut rows = terms.query([start, end])?;
        while let Some(row) = rows.next()? {
            match row.get_ref(0)?.as_str() {
                Ok(term) => forms.see(term),
                Err(_) => return Err(damaged("the table of words", "a word is not UTF-8")),
            }
        }
    }
    Ok(())
}

/// The networks that are fresh or not indexed yet and have one of the words. Adds the counts of all fresh or
/// unindexed networks to the collection.
fn outside_of_blocks(
    connection: &Connection,
    steps: &Steps,
    forms: &mut Forms,
) -> rusqlite::Result<(Collection, Vec<(Key, Counts)>)> {
    let wanted = forms.found().len();
    let (mut collection, mut others) = (Collection::new(wanted), Vec::new());
    let mut take = |key: Key, counts: Counts| {
        collection.add(&counts);
        if !counts.is_empty() {
            others.push((key, counts));
        }
    };
    // Most words begin differently from all forms of the wanted ones.
    let mut begins = [false; 256];
    let starts = forms.ranges().iter().map(|(start, end)| (start.as_bytes(), end.as_bytes()));
    let typed = forms.found().iter().flatten().map(|form| (form.as_bytes(), form.as_bytes()));
    for (start, end) in starts.chain(typed) {
        let (first, last) = (start.first().copied().unwrap_or(0), end.first().copied().unwrap_or(255));
        (first..=last).for_each(|byte| begins[usize::from(byte)] = true);
    }
    each_fresh(connection, steps, i64::MAX, |id, place, length, data| {
        let Some(words) = length.checked_sub(1) else { return Ok(()) };
        let mut counts = Counts { words, ..Counts::new(wanted) };
        postings::each_word(data, |word, count| {
            if word.first().is_some_and(|&first| begins[usize::from(first)])
                && let Ok(word) = std::str::from_utf8(word)
                && let Some(sum) = forms.place(word).and_then(|place| counts.wanted.get_mut(place))
            {
                *sum = sum.saturating_add(count);
            }
        })
        .map_err(|what| damaged_row(id, what))?;
        take((place, id), counts);
        Ok(())
    })?;
    let (lexicon, wanted) = forms.lexicon();
    pending::each(connection, steps, LAST_INDEXED, |id, network| {
        take((concepts::place(network.fingerprint()), id), network.count(lexicon, wanted));
    })?;
    Ok((collection, others))
}

/// The fingerprint of a network in the index; `None` if it is gone or damaged.
fn named(connection: &Connection, place: i64, id: i64) -> rusqlite::Result<Option<Fingerprint>> {
    let key: Option<Vec<u8>> = connection
        .prepare_cached("SELECT CAST(fingerprint AS BLOB) FROM networks WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?
        .flatten();
    let key = key.and_then(|key| <[u8; 32]>::try_from(key).ok()).map(Fingerprint::from_bytes);
    Ok(key.filter(|key| concepts::place(*key) == place))
}

/// The blocks of the index, and which forms they have.
struct Blocks<'a> {
    /// The forms of each wanted word.
    forms: Vec<Vec<&'a str>>,
    numbers: Vec<i64>,
    /// For each block, and each form of each word in turn, how many networks have it.
    having: Vec<Vec<i64>>,
}

impl<'a> Blocks<'a> {
    /// Adds the counts of the blocks to the collection. O(blocks · forms · log), and O(networks) for words
    /// with several forms.
    fn of(
        connection: &Connection,
        steps: &Steps,
        forms: &'a Forms,
        collection: &mut Collection,
    ) -> rusqlite::Result<Blocks<'a>> {
        let forms: Vec<Vec<&str>> =
            forms.found().iter().map(|forms| forms.iter().map(String::as_str).collect()).collect();
        let mut sums =
            connection.prepare_cached("SELECT block, networks, words FROM blocks ORDER BY block")?;
        let sums = sums.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let mut count =
            connection.prepare_cached("SELECT networks FROM postings WHERE block = ?1 AND term = ?2")?;
        let (mut numbers, mut having) = (Vec::new(), Vec::new());
        let mut counts = BlockCounts::default();
        for sum in sums {
            steps.reset();
            let (block, networks, words): (i64, i64, i64) = sum?;
            let mut with = Vec::with_capacity(forms.len());
            let mut all = Vec::new();
            for forms in &forms {
                let mut here: Vec<i64> = Vec::with_capacity(forms.len());
                for form in forms {
                    let networks: Option<i64> =
                        count.query_row(params![block, form], |row| row.get(0)).optional()?;
                    here.push(networks.unwrap_or(0));
                }
                with.push(match here.iter().filter(|networks| **networks != 0).count() {
                    0 => 0,
                    1 => here.iter().sum(),
                    _ => {
                        counts.read(connection, block, forms, &here)?;
                        let count = counts.offsets.len() as i64;
                        counts.clear();
                        count
                    }
                });
                all.extend(here);
            }
            let unsigned = |number: i64| u64::try_from(number).ok().filter(|number| *number <= 1 << 48);
            let with: Option<Vec<u64>> = with.into_iter().map(unsigned).collect();
            let (Some(networks), Some(words), Some(with)) = (unsigned(networks), unsigned(words), with)
            else {
                return Err(damaged(&format!("block {block}"), "it has no such number of networks or words"));
            };
            collection.add_all(networks, words, &with);
            numbers.push(block);
            having.push(all);
        }
        Ok(Blocks { forms, numbers, having })
    }
    /// Scores all networks of the blocks. O(networks that have the words).
    fn rank(
        &self,
        connection: &Connection,
        steps: &Steps,
        collection: &Collection,
        best: &mut Best<Key>,
    ) -> rusqlite::Result<()> {
        let weights = collection.weights();
        let mut read = connection.prepare_cached("SELECT lengths FROM blocks WHERE block = ?1")?;
        let (mut counts, mut scores) = (BlockCounts::default(), vec![0.0_f64; BLOCK]);
        let mut lengths = Vec::with_capacity(BLOCK);
        for (&block, having) in self.numbers.iter().zip(&self.having) {
            if having.iter().all(|networks| *networks == 0) {
                continue;
            }
            steps.reset();
            read_lengths(&mut read, block, collection, &mut lengths)?;
            scores.fill(0.0);
            let mut rest = having.as_slice();
            for (forms, &weight) in self.forms.iter().zip(&weights) {
                let (here, after) = rest.split_at_checked(forms.len()).unwrap_or_default();
                rest = after;
                counts.read(connection, block, forms, here)?;
                counts.score(weight, &lengths, &mut scores);
            }
            take_best(connection, block, &scores, best)?;
        }
        Ok(())
    }
}

/// Computes the length penalty of each network of a block; missing networks get none.
fn read_lengths(
    read: &mut Statement<'_>,
    block: i64,
    collection: &Collection,
    lengths: &mut Vec<f64>,
) -> rusqlite::Result<()> {
    let words = read.query_row([block], |row| Ok(postings::lengths(row.get_ref(0)?.as_blob()?)))?;
    let words = words.map_err(|what| damaged(&format!("the lengths of block {block}"), what))?;
    lengths.clear();
    lengths.extend(words.iter().map(|&words| match words.checked_sub(1) {
        Some(words) => collection.length(words),
        None => f64::INFINITY,
    }));
    lengths.resize(BLOCK, f64::INFINITY);
    Ok(())
}

/// Takes the best networks of a block.
fn take_best(
    connection: &Connection,
    block: i64,
    scores: &[f64],
    best: &mut Best<Key>,
) -> rusqlite::Result<()> {
    let is_among = |lowest: f64, score: f64| score > 0.0 && score >= lowest;
    let lowest = best.lowest();
    if !scores.iter().any(|score| is_among(lowest, *score)) {
        return Ok(());
    }
    let mut read = connection.prepare_cached("SELECT places FROM blocks WHERE block = ?1")?;
    let mut rows = read.query([block])?;
    let Some(row) = rows.next()? else { return Ok(()) };
    let places = row.get_ref(0)?.as_blob()?;
    for (offset, &score) in scores.iter().enumerate() {
        if is_among(best.lowest(), score) {
            let key = place_at(places, offset).zip(id_of(block, offset));
            let key = key.ok_or_else(|| damaged(&format!("block {block}"), "it has not all networks"))?;
            best.take(key, score);
        }
    }
    Ok(())
}

/// How often the networks of a block have a word, counting all its forms.
struct BlockCounts {
    counts: Vec<u32>,
    /// The offsets whose counts are not 0.
    offsets: Vec<u32>,
}

impl Default for BlockCounts {
    fn default() -> BlockCounts {
        BlockCounts { counts: vec![0; BLOCK], offsets: Vec::with_capacity(BLOCK) }
    }
}

impl BlockCounts {
    /// Adds the forms that the block has.
    fn read(
        &mut self,
        connection: &Connection,
        block: i64,
        forms: &[&str],
        having: &[i64],
    ) -> rusqlite::Result<()> {
        let mut read =
            connection.prepare_cached("SELECT data FROM postings WHERE block = ?1 AND term = ?2")?;
        for (form, &networks) in forms.iter().zip(having).filter(|(_, networks)| **networks != 0) {
            let mut rows = read.query(params![block, form])?;
            let Some(row) = rows.next()? else { continue };
            let (counts, offsets) = (&mut self.counts, &mut self.offsets);
            let add = |offset: usize, count: u32| {
                if let Some(sum) = counts.get_mut(offset) {
                    if *sum == 0 {
                        offsets.push(offset as u32);
                    }
                    *sum = sum.saturating_add(count);
                }
            };
            postings::each(row.get_ref(0)?.as_blob()?, networks, add)
                .map_err(|what| damaged(&format!("the word {form:?} of block {block}"), what))?;
        }
        Ok(())
    }

    /// Adds the word's part to each score, and sets its counts back to 0.
    fn score(&mut self, weight: f64, lengths: &[f64], scores: &mut [f64]) {
        if self.offsets.len() > FREQUENT {
            for ((score, &count), &length) in scores.iter_mut().zip(&self.counts).zip(lengths) {
                *score += word_score(weight, count, length);
            }
        } else {
            for &offset in &self.offsets {
                let at = offset as usize;
                if let (Some(score), Some(&count), Some(&length)) =
                    (scores.get_mut(at), self.counts.get(at), lengths.get(at))
                {
                    *score += word_score(weight, count, length);
                }
            }
        }
        self.clear();
    }

    fn clear(&mut self) {
        for offset in self.offsets.drain(..) {
            if let Some(count) = self.counts.get_mut(offset as usize) {
                *count = 0;
            }
        }
    }
}

#[cfg(test)]
mod tests;
