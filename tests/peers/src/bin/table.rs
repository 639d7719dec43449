//! Prints how long semnet takes beside its peers, as ratios: below 1 it is quicker, or smaller.
//!
//! ```sh
//! cargo run --release --manifest-path tests/peers/Cargo.toml --bin table
//! ```

use std::error::Error;
use std::time::Duration;

use petgraph::graph::NodeIndex;
use semnet_core::{ConceptId, Network, Steps};
use semnet_peers::measure::{Counting, Random, beside, live};
use semnet_peers::{in_petgraph, in_semnet, parts, walk};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// For work of more than 10 ms, and for less.
const ROUNDS: usize = 9;
const MANY: usize = 51;

fn main() -> Result<(), Box<dyn Error>> {
    let parts = parts::word_net()?;
    println!("WordNet: {} concepts, {} relationships", parts.concepts.len(), parts.relationships.len());
    println!("{:<56} {:>11} {:>11} {:>7}  at most", "semnet | other", "semnet", "other", "ratio");

    let build = beside(ROUNDS, || in_semnet::build(&parts), || in_petgraph::Net::build(&parts));
    times("build from parts, with hashtag | petgraph", build, Some(1.2));

    let (net, their_bytes) = live(|| in_petgraph::Net::build(&parts));
    let (network, our_bytes) = live(|| {
        let network = in_semnet::build(&parts)?;
        // The table of labels is made by the first look-up.
        let dog = network.concept("dog.n.01").map(|dog| dog.id());
        assert!(dog.is_some());
        Ok::<Network, Box<dyn Error>>(network)
    });
    let network = network?;

    let (numbers, labels) = in_petgraph::to_json(&parts)?;
    let copies = std::cell::RefCell::new(vec![network.as_bytes().to_vec(); 2 * (ROUNDS + 1)]);
    // Reading a file gives a vector of one's own; what is timed begins after that, on both sides.
    let open = || copies.borrow_mut().pop().map(Network::from_bytes);
    let from_labels = || in_petgraph::Net::from_json_with_labels(&labels);
    times("open from bytes, verified | petgraph, serde_json", beside(ROUNDS, open, from_labels), Some(0.25));
    let from_numbers = || in_petgraph::Net::from_json(&numbers);
    times("  the same, ends as numbers in the JSON", beside(ROUNDS, open, from_numbers), None);
    drop((numbers, labels, copies));

    let ratio = our_bytes as f64 / their_bytes as f64;
    row("live memory, same strings | petgraph", mib(our_bytes), mib(their_bytes), ratio, Some(0.6));

    let mut random = Random(1);
    let asked: Vec<(&str, &str)> = (0..10_000)
        .map(|_| {
            let (source, relation, _) = &parts.relationships[random.below(parts.relationships.len())];
            (parts.concepts[*source as usize].0.as_str(), relation.as_str())
        })
        .collect();
    // How many there are, and their places, which the compiler cannot know without looking at them.
    let sum = |(count, places), place| (count + 1, places + place as u64);
    let ours = || {
        let found =
            asked.iter().flat_map(|(label, relation)| in_semnet::neighbors(&network, label, relation));
        found.map(ConceptId::index).fold((0, 0), sum)
    };
    let theirs = || {
        let found = asked.iter().flat_map(|(label, relation)| net.neighbors(label, relation));
        found.map(NodeIndex::index).fold((0, 0), sum)
    };
    assert_eq!(ours().0, theirs().0);
    times("10,000 look-ups by label and relation | petgraph", beside(MANY, ours, theirs), Some(0.5));

    assert_eq!(walk::flat(&network).0, walk::bfs(&net.graph).0);
    let both = beside(MANY, || walk::flat(&network), || walk::flat(&net.graph));
    times("full breadth-first walk, the same code | petgraph", both, Some(0.3));
    let both = beside(MANY, || walk::bfs(&network), || walk::bfs(&net.graph));
    times("  the same with petgraph::visit::Bfs on both", both, None);

    let nouns: Vec<&str> = parts
        .concepts
        .iter()
        .map(|(label, _)| label.as_str())
        .filter(|label| label.contains(".n."))
        .collect();
    let pairs: Vec<(&str, &str)> =
        (0..1000).map(|_| (nouns[random.below(nouns.len())], nouns[random.below(nouns.len())])).collect();
    let mut search = in_petgraph::Search::new(&net);
    let everything = Steps::default();
    let ours = || {
        let concept = |label| network.concept(label).map(|concept| concept.id()).unwrap_or_default();
        let path = |&(a, b)| network.shortest_path(concept(a), concept(b), &everything).ok().flatten();
        pairs.iter().filter_map(path).map(|path| path.len()).sum::<usize>()
    };
    let mut theirs = || {
        let path = |&(a, b)| search.shortest_path(&net, net.places[a], net.places[b]);
        pairs.iter().filter_map(path).map(|path| path.len()).sum::<usize>()
    };
    assert_eq!(ours(), theirs());
    times("1,000 shortest paths between nouns | petgraph", beside(ROUNDS, ours, theirs), Some(0.5));
    Ok(())
}

fn times(work: &str, (ours, theirs): (Duration, Duration), at_most: Option<f64>) {
    let ms = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1e3);
    row(work, ms(ours), ms(theirs), ours.as_secs_f64() / theirs.as_secs_f64(), at_most);
}

fn mib(bytes: usize) -> String {
    format!("{:.1} MiB", bytes as f64 / (1 << 20) as f64)
}

fn row(work: &str, ours: String, theirs: String, ratio: f64, at_most: Option<f64>) {
    let target = match at_most {
        Some(at_most) if ratio > at_most => format!("{at_most}  missed"),
        Some(at_most) => format!("{at_most}"),
        None => String::new(),
    };
    println!("{work:<56} {ours:>11} {theirs:>11} {ratio:>7.3}  {target}");
}
