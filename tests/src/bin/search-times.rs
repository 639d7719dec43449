//! How long searches and contexts take in a network whose canonical bytes are in the given file, and how
//! large its index is: `search-times FILE`. `tests/wordnet/times` runs it on WordNet.

use std::error::Error;

use cap::Cap;
use semnet_core::Network;
use semnet_core::context::ContextOptions;
use semnet_core::words::SearchOptions;
use semnet_tests::clock::{milliseconds, milliseconds_once};

#[global_allocator]
static MEMORY: Cap<std::alloc::System> = Cap::new(std::alloc::System, usize::MAX);

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
    let before = MEMORY.allocated();
    let first = milliseconds_once(|| network.search("honeybee", &SearchOptions::default()).len());
    let index = MEMORY.allocated() - before;
    println!(
        "{} concepts, {} relationships, {} bytes",
        network.concept_count(),
        network.relationship_count(),
        network.as_bytes().len()
    );
    println!(
        "first search, which builds the index\t{first:.0} ms\t{index} bytes, {:.2} of the network's",
        index as f64 / network.as_bytes().len() as f64
    );
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
            |question: &str| network.context(question, &ContextOptions::new(limit)).network().concept_count();
        show(&format!("context of {limit} tokens"), &QUESTIONS, &context);
    }
    Ok(())
}

/// Prints the median and the slowest of a few inputs.
fn show(what: &str, inputs: &[&str], run: &dyn Fn(&str) -> usize) {
    let mut times: Vec<(f64, &str)> =
        inputs.iter().map(|&input| (milliseconds(|| run(input)), input)).collect();
    times.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let (median, slowest) = (times[times.len() / 2], times[times.len() - 1]);
    let found = run(slowest.1);
    println!(
        "{what}\tmedian {:.2} ms\tslowest {:.2} ms: {:?}, {found} found",
        median.0, slowest.0, slowest.1
    );
}
