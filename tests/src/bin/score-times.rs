//! How long it takes to score an extracted network against a reference, each with as many relationships with
//! passages as the first argument (by default 10,000).

use semnet_core::score::{ScoreOptions, score};
use semnet_core::{Network, NetworkBuilder};
use semnet_tests::clock::milliseconds;

fn main() {
    let count = std::env::args().nth(1).map_or(10_000, |count| count.parse().expect("expected a number"));
    let (extracted, reference) = (network(count, true), network(count, false));
    let options = ScoreOptions::default();
    let time = milliseconds(|| score(&extracted, &reference, &options).concepts().f1());
    println!("{count} by {count} relationships: {time:.0} ms");
    println!("{}", score(&extracted, &reference, &options));
}

/// Of an extraction, half of the labels and passages are written differently from the reference, and one in
/// ten is wrong.
fn network(count: usize, is_extracted: bool) -> Network {
    let mut builder = NetworkBuilder::new("Which of all these belong together?");
    let is_other = |place: usize| is_extracted && place % 2 == 1;
    let number = |place: usize| if is_extracted && place % 10 == 3 { place + count } else { place };
    let label = |place: usize| {
        let label = format!("{} {}", name(number(place)), name(place / 7 + 5));
        if is_other(place) { format!("the {}", label.to_lowercase()) } else { label }
    };
    let labels: Vec<String> = (0..count / 2).map(label).collect();
    labels.iter().for_each(|label| {
        builder.concept(label, "");
    });
    for place in 0..count {
        let (source, target) = (&labels[place % labels.len()], &labels[(place * 17 + 1) % labels.len()]);
        let ledger = format!("The ledger of {} and {} has entries", name(number(place)), name(place * 3));
        let passage = if is_other(place) { format!("“{ledger},” it says") } else { format!("{ledger}.") };
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
