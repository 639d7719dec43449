//! How long searches across a SQLite store take, how long networks take to be added, and how large they are:
//! `cargo run --release -p semnet-tests --bin store-search-times -- N FOLDER`.
//!
//! N networks of about 5 KB, in which the frequent words are in most networks. A store that is there from the
//! last time is completed. Figures are those of one machine.

use std::path::Path;
use std::time::Instant;

use semnet_core::Store;
use semnet_core::store::{SqliteStore, StoreExt};
use semnet_core::words::SearchOptions;
use semnet_tests::many::{WORDS, fill, network, question, word};

/// How many networks are added by themselves, and how many in one call.
const ALONE: u64 = 500;
const TOGETHER: u64 = 10_000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [number, folder] = arguments.as_slice() else {
        panic!("the first lines of this program say how to call it")
    };
    let number: u64 = number.parse().expect("a number of networks");
    let file = Path::new(folder).join("search.semnet");
    let store = SqliteStore::open(&file).expect("a store");
    let there = store.iter().count() as u64;
    if there < number {
        let first = number.saturating_sub(TOGETHER + ALONE).max(there);
        fill(&store, first, network);
        let networks: Vec<_> = (first..number - ALONE.min(number)).map(network).collect();
        let start = Instant::now();
        store.add_all(&networks).expect("room");
        let seconds = start.elapsed().as_secs_f64();
        println!("added {} in one call: {seconds:.2} s", networks.len());
        let networks: Vec<_> = (number - ALONE.min(number)..number).map(network).collect();
        let start = Instant::now();
        networks.iter().for_each(|network| assert!(store.add(network).expect("room")));
        println!("added one: {:.3} ms", start.elapsed().as_secs_f64() * 1e3 / networks.len() as f64);
    }
    drop(store);
    let size = file.metadata().expect("the store").len();
    println!("{number} networks, {} bytes of the file for each", size / number);
    let store = SqliteStore::open(&file).expect("the store");
    let frequent = |n: usize, count: usize| {
        (0..count).map(|k| WORDS[(n + 5 * k) % WORDS.len()]).collect::<Vec<_>>().join(" ")
    };
    timed("one rare word", &store, 10, |n| word(7_919 * n as u64 % number));
    timed("one frequent word", &store, 10, |n| frequent(n, 1));
    timed("two frequent words", &store, 10, |n| frequent(n, 2));
    timed("five frequent words", &store, 10, |n| frequent(n, 5));
    timed("a frequent and a rare word", &store, 10, |n| format!("{} {}", frequent(n, 1), word(n as u64)));
    timed("a question", &store, 10, |n| question(31 * n as u64 % number));
    timed("two frequent words, limit 100,000", &store, 100_000, |n| frequent(n, 2));
}

/// Prints the median, the 99th percentile (by nearest rank) and the longest of some searches, whose networks
/// are not opened. The longest is mostly the first, which finds nothing in caches.
fn timed(what: &str, store: &SqliteStore, limit: usize, words: impl Fn(usize) -> String) {
    let calls = if limit > 1_000 { 5 } else { 100 };
    let options = SearchOptions::default().limit(limit);
    let (mut times, mut found) = (Vec::new(), 0);
    for n in 0..calls {
        let words = words(n);
        let start = Instant::now();
        found = store.ranked(&words, &options).expect("the store").len();
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    let (median, late, longest) = (times[calls / 2], times[(calls * 99).div_ceil(100) - 1], times[calls - 1]);
    println!("    {what}: {median:.2} ms, p99 {late:.2} ms, longest {longest:.2} ms, {found} answers");
}
