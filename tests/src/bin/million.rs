//! Measures a store in one file with many networks of about 5 KB: `cargo run --release -p semnet-tests --bin
//! million -- N FOLDER [fill]`. It prints figures of one machine, so it is not a test. With `fill` it only
//! adds the networks, and completes a store that was begun before.

use std::path::Path;
use std::time::{Duration, Instant};

use semnet_core::query_bar::Query;
use semnet_core::store::{Recovered, SqliteStore, StoreExt};
use semnet_core::words::SearchOptions;
use semnet_core::{Fingerprint, Network, Store};
use semnet_tests::many::{WORDS, network, question, word};

/// How many are added at a time.
const TOGETHER: u64 = 500;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [number, folder, fill @ ..] = arguments.as_slice() else {
        panic!("the first lines of this program say how to call it")
    };
    let number: u64 = number.parse().expect("a number of networks");
    let file = Path::new(folder).join("million.semnet");
    if fill == ["fill"] {
        return semnet_tests::many::fill(&SqliteStore::open(&file).expect("a store"), number, network);
    }
    assert!(fill.is_empty() && !file.exists(), "{} is there already", file.display());

    let store = SqliteStore::open(&file).expect("a new store");
    let (mut bytes, mut adding) = (0, Duration::ZERO);
    // The last ones by themselves, each of which is one sync of the disk.
    let alone = number.min(2_000);
    for first in (0..number - alone).step_by(TOGETHER as usize) {
        let networks: Vec<Network> = (first..(first + TOGETHER).min(number - alone)).map(network).collect();
        bytes += networks.iter().map(|network| network.as_bytes().len() as u64).sum::<u64>();
        let start = Instant::now();
        assert_eq!(store.add_all(&networks).expect("room"), networks.len());
        adding += start.elapsed();
        let added = first + networks.len() as u64;
        if added / (number / 10).max(1) > first / (number / 10).max(1) {
            eprintln!("{added} added, {:.0} per second so far", added as f64 / adding.as_secs_f64());
        }
    }
    let together = (number - alone) as f64 / adding.as_secs_f64();
    let mut adding = Duration::ZERO;
    for n in number - alone..number {
        let network = network(n);
        bytes += network.as_bytes().len() as u64;
        let start = Instant::now();
        assert!(store.add(&network).expect("room"));
        adding += start.elapsed();
    }
    drop(store);
    let size = file.metadata().expect("it was written").len();
    println!("{number} networks of {} bytes on average", bytes / number);
    println!("added, {TOGETHER} at a time:                {together:.0} per second");
    println!("added, each safe on the disk:          {:.0} per second", alone as f64 / adding.as_secs_f64());
    println!("size of the file, for each byte put in: {:.2}", size as f64 / bytes as f64);

    let store = timed("opened the store", || SqliteStore::open(&file).expect("the store"));
    let names: Vec<Fingerprint> = (0..2_000).map(|n| network(n * 7_919 % number).fingerprint()).collect();
    let start = Instant::now();
    for name in &names {
        let bar: Query = name.hashtag().to_string().parse().expect("a hashtag");
        assert!(matches!(store.recover(&bar), Ok(Recovered::Network(_))));
    }
    println!(
        "opened by hashtag, and verified:       {:.0} per second",
        names.len() as f64 / start.elapsed().as_secs_f64()
    );

    let typed = names.iter().take(20).enumerate();
    each(
        "suggestions for a mistyped hashtag",
        typed.clone().map(|(n, name)| {
            let mut wrong = name.hashtag().to_string().into_bytes();
            let place = n % wrong.len();
            wrong[place] = if wrong[place] == b'7' { b'8' } else { b'7' };
            String::from_utf8(wrong).expect("digits")
        }),
        |typed| {
            let Ok(Recovered::NotFound(close)) = store.recover(&typed.parse().expect("it may be typed"))
            else {
                return 0;
            };
            close.len()
        },
    );
    each(
        "questions close to a typed one",
        typed.clone().map(|(n, _)| question(n as u64 * 31 % number).replace("mill", "mil")),
        |typed| store.find_similar_questions(&typed, 10).expect("the store").len(),
    );
    each(
        "questions close to three words",
        typed.clone().map(|(n, _)| format!("{} {}", WORDS[n % WORDS.len()], WORDS[(n + 3) % WORDS.len()])),
        |typed| store.find_similar_questions(&typed, 10).expect("the store").len(),
    );
    each(
        "search for two words",
        typed.map(|(n, _)| format!("{} {}", WORDS[n % WORDS.len()], word(n as u64))),
        |typed| store.search(&typed, &SearchOptions::default()).expect("the store").len(),
    );
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    println!("{what}: {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    result
}

/// The middle and the longest time of several.
fn each(what: &str, typed: impl Iterator<Item = String>, answer: impl Fn(String) -> usize) {
    let mut times = Vec::new();
    let mut answers = 0;
    for typed in typed {
        let start = Instant::now();
        answers += answer(typed);
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    let (middle, longest) = (times[times.len() / 2], times[times.len() - 1]);
    println!(
        "{what}: {middle:.1} ms, the longest {longest:.1} ms; {:.1} answers",
        answers as f64 / times.len() as f64
    );
}
