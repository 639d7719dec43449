//! A search in a file ranks as one in memory does, even if networks are damaged, removed or new.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::*;
use crate::network::{Network, NetworkBuilder};
use crate::store::{MemoryStore, SqliteStore, Store, StoreIndex};
use crate::words::Language;

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("semnet-ranked-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

const TEXTS: [&str; 8] = [
    "mill mill tide",
    "The Mills of the tides, milling",
    "rye",
    "oven ovens OVENS quay",
    "Été façade straße STRASSE",
    "",
    "the of and to be",
    "zebra mill rye tide oven quay and many other words that make the text a long one",
];

/// Networks of which most have the frequent words, and few the rare ones.
fn network(number: u64, seed: u64) -> Network {
    let mixed = (number ^ seed).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let text = |shift: u32| TEXTS[(mixed >> shift) as usize % TEXTS.len()];
    let mut builder = NetworkBuilder::new(&format!("{number}? {}", text(13)));
    builder.concept("Mill", text(23)).concept("Other", text(37));
    builder.build().unwrap()
}

const WORDS: [&str; 11] = [
    "mill",
    "tides mill",
    "zebra quay mill",
    "ovens",
    "STRASSE été",
    "to be or not to be",
    "the mill",
    "7 mill rye",
    "none",
    "",
    "rye rye tide oven quay zebra mill words",
];

/// To the last bit, in any language and at any limit, with some networks fresh and others in several blocks,
/// in any order of addition.
#[test]
fn stores_in_memory_and_in_a_file_rank_alike() {
    let mut state = 0x5eed_u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let languages = [Language::Any, Language::English, Language::German, Language::French];
    for round in 0..16 {
        let (folder, seed) = (folder("alike"), next(u64::MAX));
        let (memory, store) = (MemoryStore::default(), SqliteStore::open(folder.join("s.semnet")).unwrap());
        let language = languages[next(4) as usize];
        let check = |words: &str, limit: usize| {
            let options = SearchOptions::default().language(language).limit(limit);
            let expected = StoreIndex::ranked(&memory, words, &options).unwrap();
            assert_eq!(store.ranked(words, &options).unwrap(), expected, "{words}, {limit}, round {round}");
        };
        let check_all = |limit: usize| WORDS.iter().for_each(|words| check(words, limit));
        let mut number = 0;
        for _ in 0..1 + next(6) {
            let part = [next(3) + 1, next(150) + 1][next(2) as usize];
            let networks: Vec<_> = (number..number + part).map(|n| network(n, seed)).collect();
            number += part;
            memory.add_all(&networks).unwrap();
            store.add_all(&networks).unwrap();
            check("tides mill", 5);
        }
        for number in number..number + next(90) {
            memory.add(&network(number, seed)).unwrap();
            store.add(&network(number, seed)).unwrap();
        }
        for limit in [0, 1, 3, 10, 200, 5_000] {
            check_all(limit);
        }
        assert_eq!(store.verify().unwrap(), []);
        store.rebuild().unwrap();
        check_all(20);
        assert_eq!(store.verify().unwrap(), []);
        std::fs::remove_dir_all(folder).unwrap();
    }
}

fn count(store: &SqliteStore, table: &str) -> i64 {
    let select = format!("SELECT count(*) FROM {table}");
    store.lock().query_row(&select, [], |row| row.get(0)).unwrap()
}

fn filled(folder: &std::path::Path, number: u64) -> SqliteStore {
    let store = SqliteStore::open(folder.join(format!("{number}.semnet"))).unwrap();
    store.add_all(&(0..number).map(|n| network(n, 1)).collect::<Vec<_>>()).unwrap();
    store
}

/// Each kind of damage is found, and none causes a panic or an answer without the damaged networks.
#[test]
fn damage_is_an_error_with_its_place() {
    let folder = folder("damage");
    for (number, damage) in [
        "UPDATE postings SET data = x'0f' WHERE term = 'mill' AND block = 0",
        "UPDATE postings SET data = x'fffffffffffffffffffffffffff0' WHERE term = 'mill' AND block = 1",
        "UPDATE postings SET data = zeroblob(100000) WHERE term = 'mill' AND block = 0",
        "UPDATE postings SET networks = 9000000000000000000 WHERE term = 'mill' AND block = 0",
        "UPDATE postings SET networks = -1 WHERE term = 'mill' AND block = 0",
        "UPDATE blocks SET lengths = x'80' WHERE block = 1",
        "UPDATE blocks SET lengths = zeroblob(1000000) WHERE block = 1",
        "UPDATE blocks SET places = x'' WHERE block = 1",
        "UPDATE blocks SET words = -5",
        "UPDATE blocks SET networks = 9223372036854775807",
        "UPDATE fresh SET data = x'ffffffff0f' WHERE id = (SELECT max(id) FROM fresh)",
        "UPDATE fresh SET data = x'0461' WHERE id = (SELECT max(id) FROM fresh)",
        "UPDATE terms SET term = CAST(x'6d696c80' AS TEXT) WHERE term = 'mill'",
    ]
    .into_iter()
    .enumerate()
    {
        let folder = folder.join(number.to_string());
        std::fs::create_dir_all(&folder).unwrap();
        let store = filled(&folder, 600);
        store.add(&network(600, 1)).unwrap();
        assert_eq!((count(&store, "blocks"), count(&store, "fresh")), (3, 1));
        store.lock().execute_batch(damage).unwrap();
        let found = store.ranked("mill", &SearchOptions::default().limit(1_000));
        let Err(error) = found else { panic!("{damage} changes nothing") };
        let error = error.to_string();
        assert!(error.contains("the index of words is damaged at"), "{damage}: {error}");
        assert!(error.contains("semnet check --repair"), "{damage}: {error}");
        assert!(!store.verify().unwrap().is_empty(), "{damage}");
        store.rebuild().unwrap();
        assert_eq!(store.verify().unwrap(), []);
        assert_eq!(store.ranked("mill", &SearchOptions::default().limit(1_000)).unwrap().len(), 601);
    }
    std::fs::remove_dir_all(folder).unwrap();
}

/// A check finds damage that a search cannot.
#[test]
fn an_index_that_differs_from_the_networks_is_seen() {
    let folder = folder("differs");
    let store = filled(&folder, 600);
    for (added, damage) in (600..).zip([
        "DELETE FROM postings WHERE term = 'mill' AND block = 1",
        "DELETE FROM terms WHERE term = 'zebra'",
        "DELETE FROM blocks WHERE block = 1",
        "DELETE FROM fresh",
        "UPDATE postings SET last = last - 1 WHERE term = 'mill' AND block = 0",
        "UPDATE blocks SET last = last + 1 WHERE block = 2",
        "UPDATE blocks SET networks = networks - 1 WHERE block = 0",
        "UPDATE blocks SET words = words + 1 WHERE block = 0",
        "UPDATE blocks SET places = zeroblob(length(places)) WHERE block = 0",
        "UPDATE fresh SET words = words + 1",
        "INSERT INTO postings VALUES (0, 'more', 1, 5, x'05')",
    ]) {
        // A fresh one: to build the index again makes postings of those before.
        store.add(&network(added, 1)).unwrap();
        store.lock().execute_batch(damage).unwrap();
        // One that is not there any more is indexed again.
        let is_mended = damage == "DELETE FROM fresh";
        assert_eq!(store.verify().unwrap().is_empty(), is_mended, "{damage}");
        store.rebuild().unwrap();
        assert_eq!(store.verify().unwrap(), [], "{damage}");
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn networks_that_are_gone_take_no_places_of_others() {
    let folder = folder("gone");
    let store = filled(&folder, 300);
    let all = store.ranked("mill", &SearchOptions::default().limit(300)).unwrap();
    for (gone, _) in &all[..40] {
        let raw = store.lock();
        raw.execute("DELETE FROM networks WHERE fingerprint = ?1", [gone.as_bytes()]).unwrap();
    }
    for limit in [1, 5, 39, 41, 260, 300] {
        let found = store.ranked("mill", &SearchOptions::default().limit(limit)).unwrap();
        assert_eq!(found, all[40..(40 + limit).min(300)], "{limit}");
    }
    std::fs::remove_dir_all(folder).unwrap();
}

/// By the steps of SQLite's machine.
#[test]
fn a_search_takes_steps_for_blocks_and_not_for_networks() {
    let folder = folder("steps");
    let steps = |number: u64, words: &str| {
        let store = filled(&folder, number);
        let counter = Arc::new(AtomicU64::new(0));
        let ticks = Arc::clone(&counter);
        let tick = move || {
            ticks.fetch_add(1, Ordering::Relaxed);
            false
        };
        store.lock().progress_handler(1, Some(tick)).unwrap();
        assert_eq!(store.ranked(words, &SearchOptions::default().limit(5)).unwrap().len(), 5);
        counter.load(Ordering::Relaxed)
    };
    for words in ["mill", "tide mill"] {
        let (few, many) = (steps(500, words), steps(4_000, words));
        assert!(many <= few + 14 * 220, "{words}: {few} steps of 500, {many} of 4,000 networks");
    }
    std::fs::remove_dir_all(folder).unwrap();
}
