//! How long it takes to score an extracted network against a reference, each of as many relationships with passages as
//! the first argument says (10,000 where it says nothing).

use std::time::Instant;

use semnet_core::score::score;
use semnet_core::{Network, NetworkBuilder};

fn main() {
    let count = std::env::args().nth(1).map_or(10_000, |count| count.parse().expect("expected a number"));
    let (extracted, reference) = (network(count, "the "), network(count, ""));
    let start = Instant::now();
    let score = score(&extracted, &reference, &Default::default());
    let time = start.elapsed();
    println!("{count} by {count} relationships: {:.0} ms", time.as_secs_f64() * 1_000.0);
    println!("{score}");
}

/// Half of the labels and passages are written otherwise than in the other network, and one in ten are wrong.
fn network(count: usize, before: &str) -> Network {
    let mut builder = NetworkBuilder::new("Which of all these belong together?");
    let label = |place: usize| {
        let before = if place.is_multiple_of(2) { before } else { "" };
        let wrong = if place % 10 == 3 { before.len() } else { 0 };
        format!("{before}{} {} {}", name(place), name(place / 7 + 5), name(place * 31 + wrong))
    };
    let labels: Vec<String> = (0..count / 2).map(label).collect();
    labels.iter().for_each(|label| {
        builder.concept(label, "");
    });
    for place in 0..count {
        let (source, target) = (&labels[place % labels.len()], &labels[(place * 17 + 1) % labels.len()]);
        let passage =
            format!("{before}ledger of {source} and {target} has {place} entries, says {}", name(place));
        let relation = ["supplies", "is near", "depends on"][place % 3];
        builder.relationship((source.as_str(), relation, target.as_str(), passage.as_str()));
    }
    builder.build().expect("labels of which none is the question")
}

/// A word for a number.
fn name(mut number: usize) -> String {
    const PARTS: [&str; 16] =
        ["ba", "re", "mi", "lo", "tu", "sa", "ne", "ki", "do", "fu", "ga", "he", "vi", "po", "zu", "wa"];
    let mut name = String::from("Q");
    for _ in 0..3 {
        name.push_str(PARTS[number % 16]);
        number /= 16;
    }
    name
}
