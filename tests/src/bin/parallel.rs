//! Prints how long work takes on one thread and on two, in turns in one run, and checks that both give the
//! same result: `cargo run --release -p semnet-tests --features parallel --bin parallel [ROUNDS]`.

use std::hint::black_box;
use std::time::{Duration, Instant};

use rayon::{ThreadPool, ThreadPoolBuilder};
use semnet_core::evidence::{Source, check_passages};
use semnet_core::paths::{Budget, RelationFilter};
use semnet_core::rank::{BetweennessOptions, PageRankOptions};
use semnet_core::{Network, NetworkBuilder};
use semnet_tests::evidence::{Chance, altered, faithful, prose, sentences};

const CONCEPTS: usize = 100_000;

fn main() {
    let rounds = std::env::args().nth(1).and_then(|rounds| rounds.parse().ok()).unwrap_or(5);
    let pool = |threads| ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    let compare = Compare { rounds, one: pool(1), two: pool(2) };
    let builder = builder();
    let network = builder.build().expect("a network");
    let (concepts, relationships) = (network.concept_count(), network.relationship_count());
    println!("{concepts} concepts, {relationships} relationships; medians of {rounds} rounds, in ms");
    println!("{:<44} {:>9} {:>9} {:>6}", "work", "1 thread", "2 threads", "ratio");

    let all = RelationFilter::default();
    let options = PageRankOptions::default().iterations(50).tolerance(0.0);
    compare.times("PageRank, 50 iterations", || network.pagerank(&all, &options).expect("ranks"));
    compare.times("betweenness from 64 concepts", || {
        network.betweenness_sampled(64, 1, &BetweennessOptions::default()).expect("scores")
    });
    compare.times("themes", || network.themes(&all, 1.0, Budget::UNLIMITED).expect("themes"));
    compare.times("building, the parts added before", || builder.build().expect("a network"));
    let bytes = network.as_bytes();
    compare.times("opening", || Network::from_bytes(bytes.to_vec()).expect("a network"));

    let source = Source::new("prose", prose(1_000_000, 1)).expect("a source");
    let mut chance = Chance::new(1);
    let quotable = sentences(source.text());
    let passages: Vec<String> = (0..1_000)
        .filter_map(|number| {
            let [one, other] = [7, 13].map(|step| &quotable[number * step % quotable.len()]);
            let case = match number % 2 {
                0 => faithful(one, number / 2, &mut chance),
                _ => altered(one, other, number / 2, &mut chance),
            };
            case.map(|case| case.passage)
        })
        .collect();
    let sources = [source];
    compare.times("1,000 passages against 1 MB", || check_passages(&passages, &sources));
}

struct Compare {
    rounds: usize,
    one: ThreadPool,
    two: ThreadPool,
}

impl Compare {
    /// The two run in turns, so other work on the machine affects both.
    fn times<T: PartialEq + std::fmt::Debug + Send>(&self, name: &str, work: impl Fn() -> T + Send + Sync) {
        assert!(self.one.install(&work) == self.two.install(&work), "{name}: not the same");
        let time = |pool: &ThreadPool| {
            let start = Instant::now();
            black_box(pool.install(&work));
            start.elapsed()
        };
        let (mut ones, mut twos) = (Vec::new(), Vec::new());
        for _ in 0..self.rounds {
            ones.push(time(&self.one));
            twos.push(time(&self.two));
        }
        let (one, two) = (median(ones), median(twos));
        println!(
            "{name:<44} {:>9.2} {:>9.2} {:>6.2}",
            ms(one),
            ms(two),
            one.as_secs_f64() / two.as_secs_f64()
        );
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Concepts in groups of a hundred, with four relationships each, one of them to any other group.
fn builder() -> NetworkBuilder {
    let mut chance = 1u64;
    let mut below = |limit: usize| {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (chance >> 33) as usize % limit
    };
    let labels: Vec<String> = (0..CONCEPTS).map(|number| format!("Concept {number}")).collect();
    let mut builder = NetworkBuilder::new("How much do two threads do?");
    for label in &labels {
        builder.concept(label, "One of many, with a text of about the length that texts have.");
    }
    for (number, label) in labels.iter().enumerate() {
        for relation in ["contains", "follows", "contradicts", "explains"] {
            let target =
                if relation == "explains" { below(CONCEPTS) } else { number / 100 * 100 + below(100) };
            builder.relationship((label.as_str(), relation, labels[target].as_str()));
        }
    }
    builder
}
