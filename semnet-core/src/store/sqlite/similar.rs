//! The questions of a SQLite store that may be similar to one: few enough to be compared one by one.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use crate::store::question_key::{question_key, words};
use crate::store::sqlite::{as_limit, quoted};

/// How many questions are compared of each kind: those that share trigrams, and those that share words.
const CANDIDATES: usize = 200;

/// How many terms of each kind are searched for.
const TERMS: usize = 32;

/// The most networks of a small store.
const SMALL: i64 = 10_000;
/// In a larger store, only terms in at most this many questions are searched for.
const RARE: usize = 1_000;

/// The row numbers of the candidates.
///
/// In a small store, they are ranked by FTS5, which reads every question that shares a term. In a large
/// store, that would be most questions. There, the rare terms are searched for, and if these are not enough,
/// the questions that have all the words, or all but one. O(log networks), unless all words are frequent.
pub(super) fn close(connection: &Connection, question: &str) -> rusqlite::Result<Vec<i64>> {
    let (trigrams, words_) = (trigrams(question), words(question, TERMS));
    let mut terms = Vec::new();
    for word in &words_ {
        terms.push(format!("question : {}", quoted(word)));
        if let Some((end, _)) = word.char_indices().nth(3) {
            terms.push(format!("question : {} *", quoted(&word[..end])));
        }
    }
    let kinds = [("questions", trigrams), ("words", terms)];
    let last: Option<i64> = connection.query_row("SELECT max(id) FROM networks", [], |row| row.get(0))?;
    let mut found = Vec::new();
    if last.unwrap_or(0) <= SMALL {
        for (table, terms) in kinds.iter().filter(|(_, terms)| !terms.is_empty()) {
            let ranked = format!("SELECT rowid FROM {table} WHERE {table} MATCH ?1 ORDER BY rank LIMIT ?2");
            found.extend(rows(connection, &ranked, &terms.join(" OR "), CANDIDATES)?);
        }
    } else {
        for (table, terms) in &kinds {
            found.extend(by_rare_terms(connection, table, terms)?);
        }
        if found.len() < CANDIDATES {
            found.extend(with_most_words(connection, &words_)?);
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Trigrams from the entire question, evenly spaced.
fn trigrams(question: &str) -> Vec<String> {
    let asked: Vec<char> = question_key(question).chars().collect();
    let step = asked.len().div_ceil(TERMS).max(1);
    asked.windows(3).step_by(step).map(|three| quoted(&three.iter().collect::<String>())).collect()
}

/// The questions that share most of the rare terms; rarer terms weigh more.
fn by_rare_terms(connection: &Connection, table: &str, terms: &[String]) -> rusqlite::Result<Vec<i64>> {
    let having = format!("SELECT rowid FROM {table} WHERE {table} MATCH ?1 LIMIT ?2");
    let mut shared: BTreeMap<i64, f64> = BTreeMap::new();
    for term in terms {
        let found = rows(connection, &having, term, RARE)?;
        if found.len() < RARE {
            let weight = 1.0 / (1.0 + found.len() as f64);
            found.into_iter().for_each(|row| *shared.entry(row).or_default() += weight);
        }
    }
    let mut best: Vec<(i64, f64)> = shared.into_iter().collect();
    crate::util::sort::stable_sort_by(&mut best, |a, b| b.1.total_cmp(&a.1));
    Ok(best.into_iter().take(CANDIDATES).map(|(row, _)| row).collect())
}

/// The questions that have all words; then those that have all but one.
fn with_most_words(connection: &Connection, words: &[String]) -> rusqlite::Result<Vec<i64>> {
    const MOST: usize = 8;
    let words = &words[..words.len().min(MOST)];
    let having = "SELECT rowid FROM words WHERE words MATCH ?1 LIMIT ?2";
    let mut found = Vec::new();
    let ways = std::iter::once(words.len()).chain((0..words.len()).filter(|_| words.len() > 1));
    for without in ways {
        let rest = words.iter().enumerate().filter(|(place, _)| *place != without);
        let rest: Vec<String> = rest.map(|(_, word)| quoted(word)).collect();
        if rest.is_empty() || found.len() >= CANDIDATES {
            break;
        }
        let matching = format!("question : ({})", rest.join(" AND "));
        found.extend(rows(connection, having, &matching, CANDIDATES)?);
    }
    Ok(found)
}

fn rows(connection: &Connection, select: &str, matching: &str, limit: usize) -> rusqlite::Result<Vec<i64>> {
    let mut statement = connection.prepare_cached(select)?;
    statement.query_map(params![matching, as_limit(limit)], |row| row.get(0))?.collect()
}
