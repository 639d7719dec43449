//! The index of words of a SQLite store, by FTS5. It does not depend on a language: it holds words in folded
//! case, one by one, and a search looks for all forms of a word in its language. So another language, or a
//! better stemmer, needs no new index.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::network::{Fingerprint, Network};
use crate::store::across::Best;
use crate::store::sqlite::added::Added;
use crate::store::sqlite::quoted;
use crate::store::sqlite::steps::Steps;
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

/// How many networks are ranked at a time: some 10 ms.
pub(super) const AT_A_TIME: i64 = 10_000;

/// One network; the row of a damaged one is empty.
const INSERT: &str = "INSERT INTO found (rowid, heads, labels, texts, passages) VALUES (?1, ?2, ?3, ?4, ?5)";

/// Indexes the networks after the last one that is indexed, until this many bytes are done.
pub(super) fn index_missing(
    transaction: &Transaction<'_>,
    steps: &Steps,
    added: &Added<'_>,
    mut most: i64,
) -> rusqlite::Result<()> {
    // The last condition is for numbers that no store gives.
    let mut missing = transaction.prepare_cached(&format!(
        "SELECT id, length(bytes) FROM networks
         WHERE id > {LAST_INDEXED}
             AND NOT EXISTS (SELECT 1 FROM found_docsize WHERE found_docsize.id = networks.id)
         ORDER BY id"
    ))?;
    let mut rows = missing.query([])?;
    while let Some(row) = rows.next()?.filter(|_| most > 0) {
        let id = row.get(0)?;
        most = most.saturating_sub(row.get::<_, Option<i64>>(1)?.unwrap_or(0));
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
/// searched for, too, networks that have one of them come first, ranked without the words of most networks;
/// the others are ranked only if there are too few of these. As many as there may be `at_a_time` are ranked
/// together: rarer words are those that no more networks have, and the others are ranked in groups of this
/// many and more, those added last first.
pub(super) fn ranked(
    connection: &Connection,
    steps: &Steps,
    words: &str,
    search: &SearchOptions,
    at_a_time: i64,
) -> rusqlite::Result<Vec<(Fingerprint, f64)>> {
    connection.execute_batch(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.in_found USING fts5vocab (main, found, instance)",
    )?;
    let mut forms = Forms::of(words, search);
    let ranges = forms.ranges().to_vec();
    each_word(connection, &ranges, |word| forms.see(word))?;
    let all: Vec<&str> = forms.all().collect();
    let last: i64 =
        connection.prepare_cached(&format!("SELECT {LAST_INDEXED}"))?.query_row([], |row| row.get(0))?;
    let sorted = Sorted::new(connection, &all, last, at_a_time)?;
    let mut found = Vec::new();
    if !sorted.rare.is_empty() {
        let mut matching = one_of(&sorted.rare);
        if !sorted.frequent.is_empty() {
            matching = format!("({matching}) AND ({})", one_of(&[&*sorted.rare, &sorted.frequent].concat()));
        }
        found = best(connection, &matching, ALL, search.limit, &HashSet::new())?;
    }
    if all.is_empty() || sorted.rare.len() == all.len() {
        return Ok(found);
    }
    let before: HashSet<Fingerprint> = found.iter().map(|(fingerprint, _)| *fingerprint).collect();
    let (matching, mut group) = (one_of(&all), (last.saturating_sub(at_a_time), i64::MAX));
    while found.len() < search.limit {
        steps.reset();
        let is_last = group.0 <= 0;
        group.0 = if is_last { ALL.0 } else { group.0 };
        let lowest = found.last().map_or(f64::INFINITY, |(_, score)| *score);
        let others = best(connection, &matching, group, search.limit - found.len(), &before)?;
        found.extend(others.into_iter().map(|(fingerprint, score)| (fingerprint, score.min(lowest))));
        if is_last {
            break;
        }
        // Each is twice as large as the one before, so that they are few however large the store is.
        let size = 2 * group.1.min(last).saturating_sub(group.0);
        group = (group.0.saturating_sub(size), group.0);
    }
    Ok(found)
}

/// All numbers of rows.
const ALL: (i64, i64) = (i64::MIN, i64::MAX);

/// After this many places of one word, the next word is looked up.
const PLACES: usize = 64;

/// Calls a function with each word of the index that is in one of these ranges, which are sorted. It does not
/// read all places of a word, as `vocabulary` does to count them, and does not look up a range that has no
/// word. O(log size) for each word.
fn each_word(
    connection: &Connection,
    ranges: &[(String, String)],
    mut see: impl FnMut(&str),
) -> rusqlite::Result<()> {
    let mut read = connection.prepare_cached("SELECT term FROM temp.in_found WHERE term >= ?1")?;
    let mut ranges = ranges.iter().peekable();
    let mut next = ranges.peek().map(|(start, _)| start.clone());
    while let Some(start) = next.take() {
        let (mut last, mut places) = (String::new(), 0);
        let mut rows = read.query([start])?;
        while let Some(row) = rows.next()? {
            let word = row.get_ref(0)?.as_str()?;
            if word != last {
                while ranges.next_if(|(_, end)| end.as_str() < word).is_some() {}
                let Some((start, _)) = ranges.peek() else { return Ok(()) };
                if word < start.as_str() {
                    next = Some(start.clone());
                    break;
                }
                (last, places) = (word.to_owned(), 0);
                see(word);
            }
            places += 1;
            if places == PLACES {
                // No word is between this one and itself with the lowest character.
                next = Some(last + "\0");
                break;
            }
        }
    }
    Ok(())
}

/// Words by how many networks have them, without those that more than half of the networks have.
#[derive(Default)]
struct Sorted<'a> {
    /// The rarest, which together no more networks have than are ranked at a time.
    rare: Vec<&'a str>,
    frequent: Vec<&'a str>,
}

impl<'a> Sorted<'a> {
    /// O(networks at a time), for each word.
    fn new(connection: &Connection, words: &[&'a str], last: i64, most: i64) -> rusqlite::Result<Sorted<'a>> {
        // Not more than this many are counted.
        let mut having = connection.prepare_cached(
            "SELECT count(*) FROM (SELECT 1 FROM found WHERE found MATCH ?1 AND rowid > ?2 LIMIT ?3)",
        )?;
        let mut count = |word: &str, after: i64, most: i64| {
            having.query_row(params![quoted(word), after, most], |row| row.get::<_, i64>(0))
        };
        let mut counted = Vec::new();
        for &word in words {
            // In a large store, the networks that were added last show whether most have a word.
            if last > most && count(word, last - most, most)? > most / 2 {
                continue;
            }
            let number = count(word, i64::MIN, most.saturating_add(1))?;
            if number <= last / 2 || number > most {
                counted.push((number, word));
            }
        }
        counted.sort_unstable();
        let (mut sorted, mut sum) = (Sorted::default(), 0);
        for (number, word) in counted {
            sum += number;
            if sum <= most || last <= most { sorted.rare.push(word) } else { sorted.frequent.push(word) }
        }
        Ok(sorted)
    }
}

/// A query of FTS5 for one of these words.
fn one_of(words: &[&str]) -> String {
    words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" OR ")
}

/// The best of the networks that match, with numbers after the first of these up to the second, without some.
fn best(
    connection: &Connection,
    matching: &str,
    (after, to): (i64, i64),
    limit: usize,
    without: &HashSet<Fingerprint>,
) -> rusqlite::Result<Vec<(Fingerprint, f64)>> {
    // As in `bm25`, words in labels, questions and titles count twice. Not sorted by SQLite, which would look
    // up the network of each row: here only those are looked up that are among the best so far.
    let mut rank = connection.prepare_cached(
        "SELECT rowid, -bm25(found, 2.0, 2.0, 1.0, 1.0) FROM found
         WHERE found MATCH ?1 AND rowid > ?2 AND rowid <= ?3",
    )?;
    let mut name =
        connection.prepare_cached("SELECT CAST(fingerprint AS BLOB) FROM networks WHERE id = ?1")?;
    let mut best = Best::new(limit);
    let mut rows = rank.query(params![matching, after, to])?;
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;
    use crate::network::NetworkBuilder;
    use crate::store::{SqliteStore, Store};

    /// All have `mill`, each third one `tide`, each tenth one `quay`; the first one has `rye`.
    fn network(number: i64) -> Network {
        let has = |each: i64, word: &'static str| if number % each == 0 { word } else { "sea" };
        let text = format!("mill {} {} {}", has(3, "tide"), has(10, "quay"), has(1_000_000, "rye"));
        NetworkBuilder::new(&format!("{number}?")).concept("A", &text).build().unwrap()
    }

    fn numbers(store: &SqliteStore, words: &str, limit: usize, at_a_time: i64) -> Vec<i64> {
        let search = SearchOptions::default().limit(limit);
        let found = ranked(&store.lock(), &Steps::default(), words, &search, at_a_time).unwrap();
        assert!(found.windows(2).all(|pair| pair[0].1 >= pair[1].1), "{words}");
        let question = |(key, _): (Fingerprint, f64)| store.get(key).unwrap().unwrap().question().to_owned();
        found.into_iter().map(|one| question(one).trim_end_matches('?').parse().unwrap()).collect()
    }

    fn store(folder: &std::path::Path, count: i64) -> SqliteStore {
        let store = SqliteStore::open(folder.join(format!("{count}.semnet"))).unwrap();
        store.add_all(&(0..count).map(network).collect::<Vec<_>>()).unwrap();
        store
    }

    #[test]
    fn frequent_words_are_ranked_in_groups_and_the_last_ones_first() {
        let folder = std::env::temp_dir().join(format!("semnet-groups-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let store = store(&folder, 90);
        for words in ["mill", "tide", "tide mill", "quay tide", "rye tide quay mill", "sea", "none", ""] {
            let all: BTreeSet<i64> = numbers(&store, words, 100, 1_000).into_iter().collect();
            for at_a_time in [1, 7, 20, 45, 89] {
                let found = numbers(&store, words, 100, at_a_time);
                assert_eq!(found.len(), all.len(), "{words}, {at_a_time}");
                assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), all, "{words}, {at_a_time}");
            }
        }
        // The last ten, then twenty before them.
        let found = numbers(&store, "mill", 25, 10);
        assert!(found[..10].iter().all(|&number| number >= 80), "{found:?}");
        assert!(found[10..].iter().all(|number| (60..80).contains(number)), "{found:?}");
        // Those with the rarer words come first, of these those that have the frequent one, too.
        let found = numbers(&store, "rye tide quay mill", 12, 10);
        assert_eq!(found[0], 0);
        assert_eq!(found[1..3].iter().copied().collect::<BTreeSet<_>>(), BTreeSet::from([30, 60]));
        assert!(found[3..9].iter().all(|number| number % 10 == 0), "{found:?}");
        assert!(found[9..].iter().all(|number| number % 3 == 0 && *number >= 80), "{found:?}");
        drop(store);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn the_words_of_ranges_are_found_without_those_between() {
        let folder = std::env::temp_dir().join(format!("semnet-words-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let store = SqliteStore::open(folder.join("store.semnet")).unwrap();
        let text = format!("{} ab abc abd b ba été", "abb ".repeat(300));
        store.add(&NetworkBuilder::new("ac?").concept("z", &text).build().unwrap()).unwrap();
        ranked(&store.lock(), &Steps::default(), "none", &SearchOptions::default(), 9).unwrap();
        type Case<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str]);
        let cases: [Case<'_>; 5] = [
            (&[("ab", "abb"), ("abd", "ac")], &["ab", "abb", "abd", "ac"]),
            (
                &[("a", "azz"), ("aba", "abc"), ("b", "b"), ("c", "y"), ("z", "z")],
                &["ab", "abb", "abc", "abd", "ac", "b", "z"],
            ),
            (&[("0", "9"), ("c", "d"), ("é", "éz")], &["été"]),
            (&[("ü", "üz")], &[]),
            (&[], &[]),
        ];
        for (ranges, expected) in cases {
            let ranges: Vec<_> =
                ranges.iter().map(|(start, end)| (start.to_string(), end.to_string())).collect();
            let mut found = Vec::new();
            each_word(&store.lock(), &ranges, |word| found.push(word.to_owned())).unwrap();
            assert_eq!(found, expected, "{ranges:?}");
        }
        drop(store);
        std::fs::remove_dir_all(folder).unwrap();
    }

    /// By the steps of SQLite's machine.
    #[test]
    fn frequent_words_take_no_longer_in_a_larger_store() {
        let folder = std::env::temp_dir().join(format!("semnet-frequent-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let steps = |count: i64, words: &str| {
            let store = store(&folder, count);
            let counter = Arc::new(AtomicU64::new(0));
            let ticks = Arc::clone(&counter);
            let tick = move || {
                ticks.fetch_add(1, Ordering::Relaxed);
                false
            };
            store.lock().progress_handler(1, Some(tick)).unwrap();
            assert_eq!(numbers(&store, words, 5, 50).len(), 5);
            counter.load(Ordering::Relaxed)
        };
        for words in ["mill", "tide mill", "quay tide"] {
            let (few, many) = (steps(200, words), steps(2_000, words));
            assert!(many <= 2 * few + 200, "{words}: {few} steps of 200, {many} of 2,000 networks");
        }
        std::fs::remove_dir_all(folder).unwrap();
    }
}
