//! Work in parts has the same result to the last bit: without the feature `parallel`, and with it on any
//! number of threads. The fingerprints below hold for all.

// Networks made here are valid.
#![allow(clippy::unwrap_used)]

use crate::evidence::{Source, check_passages};
use crate::paths::{Budget, Direction, PathOptions, RelationFilter};
use crate::rank::{BetweennessOptions, PageRankOptions, Scores};
use crate::{Fingerprint, Network, NetworkBuilder};

/// Numbers that look random and are the same each time.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

const CONCEPTS: u64 = 20_000;

/// So large that all work is in several parts: with hubs, loops, parallel relationships and concepts that
/// lead nowhere.
fn network() -> Network {
    let mut random = Random(1);
    let mut builder = NetworkBuilder::new("Which parts make the whole?");
    for number in (0..CONCEPTS).rev() {
        builder.concept(&format!("Part {}", number * 7919 % CONCEPTS), "It stands in the whole.");
    }
    for _ in 0..3 * CONCEPTS {
        let limit = if random.below(4) == 0 { 50 } else { CONCEPTS };
        let (source, target) = (random.below(CONCEPTS * 9 / 10), random.below(limit));
        let relation = ["holds", "moves", "names"][random.below(3) as usize];
        builder.relationship((&*format!("Part {source}"), relation, &*format!("Part {target}")));
    }
    builder.build().unwrap()
}

fn bits(scores: &Scores<'_>) -> Fingerprint {
    let bits: Vec<u8> = scores.iter().flat_map(|(_, score)| score.to_le_bytes()).collect();
    Fingerprint::hash(&bits)
}

/// Passages and a source: copied from it, with other typography, with other words, and made up.
fn evidence() -> String {
    const WORDS: [&str; 12] =
        ["the", "mill", "ground", "grain", "at", "low", "tide", "and", "never", "on", "Sundays", "again"];
    let mut random = Random(2);
    let sentences: Vec<String> = (0..4_000)
        .map(|number| {
            let words: Vec<&str> = (0..12).map(|_| WORDS[random.below(12) as usize]).collect();
            format!("“{}” {number} times.", words.join(" "))
        })
        .collect();
    let source = Source::new("mill.txt", sentences.join("\n\n")).unwrap();
    let passages: Vec<String> = (0..1_200)
        .map(|number| {
            let sentence = &sentences[random.below(4_000) as usize];
            match number % 4 {
                0 => sentence.clone(),
                1 => sentence.replace(['“', '”'], "\""),
                2 => sentence.replace("times", "hours"),
                _ => format!("No sentence {number} of it is here."),
            }
        })
        .collect();
    format!("{:?}", check_passages(&passages, &[source]))
}

/// Everything that is computed in parts, by name.
fn all() -> Vec<(&'static str, String)> {
    let network = network();
    let all = RelationFilter::default();
    let ranks = |options| bits(&network.pagerank(&all, &options).unwrap()).to_string();
    let weighted = network.pagerank_weighted(&all, &PageRankOptions::default(), |relationship| {
        1.0 / f64::from(1 + relationship.target().id().index() as u32 % 7)
    });
    let options = BetweennessOptions::default();
    let sampled = network.betweenness_sampled(200, 3, &options).unwrap();
    let budget = BetweennessOptions::from(PathOptions::default().budget(1 << 40));
    assert_eq!(network.betweenness_sampled(200, 3, &budget).unwrap(), sampled);
    let themes = network.themes(&all, 1.0, Budget::UNLIMITED).unwrap();
    let themes: Vec<u8> = network
        .concepts()
        .flat_map(|concept| themes.groups().group_of(concept).unwrap().to_string().into_bytes())
        .chain(themes.modularity().to_le_bytes())
        .collect();
    let read = Network::from_bytes(network.as_bytes().to_vec()).unwrap();
    vec![
        ("building", network.fingerprint().to_string()),
        ("reading", read.fingerprint().to_string()),
        ("PageRank", ranks(PageRankOptions::default())),
        ("PageRank onwards", ranks(PageRankOptions::default().direction(Direction::Outgoing))),
        ("PageRank with weights", bits(&weighted.unwrap()).to_string()),
        ("betweenness", bits(&sampled).to_string()),
        ("themes", Fingerprint::hash(&themes).to_string()),
        ("evidence", Fingerprint::hash(evidence().as_bytes()).to_string()),
    ]
}

const EXPECTED: [(&str, &str); 8] = [
    ("building", "JLYCxQAPJjFFPcuI9xTpIsLKs0LjG5ccSJXOudbzEB3W"),
    ("reading", "JLYCxQAPJjFFPcuI9xTpIsLKs0LjG5ccSJXOudbzEB3W"),
    ("PageRank", "KZD2VBsO35q3wwmgrPyAuZCVoAvjEqfhF9XKGdzShw2k"),
    ("PageRank onwards", "Jc3Q7Z72wLPHMOzf41ZQyPIHhE4zg0HFk5I1s0GMTfS0"),
    ("PageRank with weights", "9rXILLVHuocLEd2bPy9POK0Ifikl9DSGr9QlTAMZwaxK"),
    ("betweenness", "CpZi1mB9ZCsL07xULyz9ZFEqZUIzoUSt1A2CvB5RyXu1"),
    ("themes", "9cUwkzWPpdCJMwoDNKzLFHDcUCWrarcg1HErmUoe1eps"),
    ("evidence", "5rMBxGxBY6JKN4aQA6pm19KfQYyJYdtJhHtfgEm5l9CS"),
];

fn expected() -> Vec<(&'static str, String)> {
    EXPECTED.into_iter().map(|(name, bits)| (name, bits.to_owned())).collect()
}

#[test]
fn the_bits_are_those_of_every_build() {
    assert_eq!(all(), expected());
}

#[cfg(feature = "parallel")]
#[test]
fn the_bits_are_those_of_every_number_of_threads() {
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(all)
    };
    // One thread does all work in order, as without the feature.
    let one = on(1);
    for threads in [2, 7] {
        assert_eq!(on(threads), one, "{threads} threads");
    }
}
