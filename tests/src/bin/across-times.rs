//! How long queries take that treat the networks of a store as one, and how much memory: `cargo run --release
//! -p semnet-tests --features s3 --bin across-times -- N FOLDER [memory|sqlite|s3]`.
//!
//! N networks of about 5 KB, half of which have the same concept. Each time is a percentile of many calls,
//! and is compared with opening one network of the same store by its fingerprint. Figures are those of one
//! machine, named in the last line.

use std::ops::ControlFlow;
use std::path::Path;
use std::time::Instant;

use semnet_core::paths::PathOptions;
use semnet_core::store::{MemoryStore, SqliteStore, StoreExt};
use semnet_core::words::SearchOptions;
use semnet_core::{Fingerprint, Store};
use semnet_tests::many::{HUB, WORDS, fill, network_with_hub, own, question, word};

/// Networks of a page of answers.
const PAGE: usize = 100;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [number, folder, kinds @ ..] = arguments.as_slice() else {
        panic!("the first lines of this program say how to call it")
    };
    let number: u64 = number.parse().expect("a number of networks");
    let is_wanted = |kind: &str| kinds.is_empty() || kinds.iter().any(|wanted| wanted == kind);
    if is_wanted("memory") {
        let store = MemoryStore::default();
        fill(&store, number, network_with_hub);
        measure("in memory", &store, number);
    }
    if is_wanted("sqlite") {
        let file = Path::new(folder).join("across.semnet");
        let store = SqliteStore::open(&file).expect("a store");
        // A store from the last run is used again.
        fill(&store, number, network_with_hub);
        measure("SQLite", &store, number);
    }
    #[cfg(feature = "s3")]
    if is_wanted("s3") {
        let objects = std::sync::Arc::new(object_store::memory::InMemory::new());
        let store = semnet_core::store::ObjectStore::new(objects, "").expect("a store");
        let store = store.blocking().expect("a thread");
        fill(&store, number, network_with_hub);
        measure("S3 (an object store in memory)", &store, number);
    }
    println!("{}", machine());
}

fn measure(kind: &str, store: &dyn Store, number: u64) {
    println!("{number} networks, {kind}:");
    let names: Vec<Fingerprint> =
        (0..200).map(|n| network_with_hub(n * 7_919 % number).fingerprint()).collect();
    let unit = timed("one network by its fingerprint", None, 200, |n| {
        usize::from(store.get(names[n % names.len()]).expect("the store").is_some())
    });
    let unit = Some(unit);
    let first = once(|| store.networks_with_concept(HUB, 1).expect("the store").len());
    println!("    the first query of a concept, which may make an index: {first:.0} ms");
    timed("networks with a rare concept", unit, 200, |n| {
        store.networks_with_concept(&own(2 * n as u64), PAGE).expect("the store").len()
    });
    timed("networks with the frequent concept, the first 100", unit, 200, |_| {
        store.networks_with_concept(HUB, PAGE).expect("the store").len()
    });
    timed("the relationships of the frequent concept, the first 100 networks", unit, 50, |_| {
        relationships(store, PAGE)
    });
    timed("all networks with the frequent concept", unit, 3, |_| store.iter_with_concept(HUB).count());
    timed("a path through the frequent concept", unit, 200, |n| {
        let pick = |n: usize| own((2 * 31 * n as u64) % number / 2 * 2);
        let path = store.shortest_path(&pick(n), &pick(n + 1), &PathOptions::default()).expect("the store");
        path.map_or(0, |path| path.len())
    });
    timed("a path from the frequent concept", unit, 200, |n| {
        let path = store.shortest_path(HUB, &own(2 * n as u64), &PathOptions::default());
        path.expect("the store").map_or(0, |path| path.len())
    });
    let first = once(|| store.search("tide mill", &SearchOptions::default()).expect("the store").len());
    println!("    the first search, which may make an index: {first:.0} ms");
    timed("search for two frequent words", unit, 100, |n| {
        let words = format!("{} {}", WORDS[n % WORDS.len()], WORDS[(n + 3) % WORDS.len()]);
        store.search(&words, &SearchOptions::default()).expect("the store").len()
    });
    timed("search for a frequent and a rare word", unit, 100, |n| {
        let words = format!("{} {}", WORDS[n % WORDS.len()], word(n as u64));
        store.search(&words, &SearchOptions::default()).expect("the store").len()
    });
    timed("search for a question", unit, 100, |n| {
        store.search(&question(31 * n as u64 % number), &SearchOptions::default()).expect("the store").len()
    });
    timed("search for two frequent words, limit 100,000", unit, 3, |_| {
        store.ranked("tide mill", &SearchOptions::default().limit(100_000)).expect("the store").len()
    });
}

/// How many relationships the frequent concept has in its first networks.
fn relationships(store: &dyn Store, networks: usize) -> usize {
    let mut found = 0;
    let _ = store.iter_with_concept(HUB).take(networks).try_for_each(|entry| {
        let Ok(Some(network)) = store.get(entry.expect("the store").fingerprint) else {
            return ControlFlow::Break(());
        };
        let concepts = network.concepts_matching(HUB);
        found +=
            concepts.map(|concept| concept.outgoing().count() + concept.incoming().count()).sum::<usize>();
        ControlFlow::Continue(())
    });
    found
}

/// Prints the median and the 99th percentile of this many calls, the most memory that one of them took, and
/// the answers of the last. Returns the median, in milliseconds.
fn timed(what: &str, unit: Option<f64>, calls: usize, call: impl Fn(usize) -> usize) -> f64 {
    let (mut times, mut answers, mut memory) = (Vec::new(), 0, 0);
    for n in 0..calls {
        let before = reset_peak();
        let start = Instant::now();
        answers = call(n);
        times.push(start.elapsed().as_secs_f64() * 1e3);
        memory = memory.max(resident("VmHWM:").saturating_sub(before));
    }
    times.sort_by(f64::total_cmp);
    let (median, late) = (times[times.len() / 2], times[(times.len() * 99 / 100).min(times.len() - 1)]);
    let ratio = unit.map_or(String::new(), |unit| format!(" ({:.0} times one network)", median / unit));
    let memory = memory as f64 / 1e3;
    println!("    {what}: {median:.2} ms{ratio}, p99 {late:.2} ms, {memory:.1} MB, {answers} answers");
    median
}

/// The memory that this process has, in kilobytes, from which on its most is counted. Nothing but 0 elsewhere
/// than on Linux.
fn reset_peak() -> u64 {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    resident("VmRSS:")
}

fn resident(field: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(field)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn once<T>(call: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    std::hint::black_box(call());
    start.elapsed().as_secs_f64() * 1e3
}

/// The processor, if the system names it.
fn machine() -> String {
    let processor = std::fs::read_to_string("/proc/cpuinfo").ok().and_then(|text| {
        let line = text.lines().find(|line| line.starts_with("model name"))?.to_owned();
        Some(line.split_once(": ")?.1.to_owned())
    });
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    format!("measured on {cores} cores of {}", processor.unwrap_or_else(|| "an unknown processor".into()))
}
