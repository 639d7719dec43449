//! How long searches and contexts take in a network whose canonical bytes are in the file given, and how large its index
//! is: `search-times FILE`. `tests/wordnet/times` runs it on WordNet.

use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use semnet_core::Network;
use semnet_core::context::ContextOptions;
use semnet_core::words::SearchOptions;

/// Words that few glosses of WordNet have, and words that very many have.
const RARE: [&str; 8] =
    ["honeybee", "tide mill", "lighthouse keeper", "sourdough", "tramway", "pollinate", "wick", "phonics"];
const FREQUENT: [&str; 8] = [
    "person",
    "genus family",
    "plant animal",
    "small large",
    "used water",
    "the of a",
    "state act person",
    "make",
];
const UNFINISHED: [&str; 8] = ["honeyb", "lighth", "po", "s", "the pla", "a", "pers", "meta"];
const MISTYPED: [&str; 8] = [
    "hunybee",
    "lihgthouse",
    "sourduogh",
    "polinnate",
    "metamorfosis",
    "photosintesis",
    "anphibien",
    "philosofer",
];
const QUESTIONS: [&str; 8] = [
    "Which animals make honey?",
    "What is a person who keeps a lighthouse called?",
    "How do plants make sugar from light?",
    "Which instruments are played with a bow?",
    "What kinds of bread are baked without yeast?",
    "Which family of plants has small white flowers?",
    "What is the act of giving something to a person?",
    "Where do large animals live in water?",
];

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(1).ok_or("expected a file with a network's canonical bytes")?;
    let network = Network::from_bytes(std::fs::read(file)?)?;
    let first = time(|| network.search("honeybee", &SearchOptions::default()).len());
    println!("{} concepts, {} relationships", network.concept_count(), network.relationship_count());
    println!("first search, which builds the index\t{:.0} ms", millis(first));
    let search = SearchOptions::default();
    let typing = search.clone().prefix(true).typos(2);
    let by = |options: &'static str, search: SearchOptions| {
        let network = network.clone();
        (options, move |words: &str| network.search(words, &search).len())
    };
    let (plain, typing) = (by("search", search), by("search", typing));
    show("rare words", &RARE, &plain.1);
    show("frequent words", &FREQUENT, &plain.1);
    show("unfinished words", &UNFINISHED, &typing.1);
    show("mistyped words", &MISTYPED, &typing.1);
    for limit in [500, 1_000, 2_000] {
        let context =
            |question: &str| network.context(question, ContextOptions::new(limit)).network().concept_count();
        show(&format!("context of {limit} tokens"), &QUESTIONS, &context);
    }
    Ok(())
}

/// Prints the median and the slowest of a few inputs, each of them the best of five times.
fn show(what: &str, inputs: &[&str], run: &dyn Fn(&str) -> usize) {
    let mut times: Vec<(Duration, &str, usize)> = Vec::new();
    for &input in inputs {
        let best = (0..5).map(|_| time(|| run(input))).min().unwrap_or_default();
        times.push((best, input, run(input)));
    }
    times.sort_unstable();
    let (median, slowest) = (&times[times.len() / 2], &times[times.len() - 1]);
    println!(
        "{what}\tmedian {:.2} ms\tslowest {:.2} ms: {:?}, {} found",
        millis(median.0),
        millis(slowest.0),
        slowest.1,
        slowest.2
    );
}

fn time<T>(run: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(run());
    start.elapsed()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
