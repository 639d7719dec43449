//! Answers questions about the network of WordNet, whose canonical bytes are in the given file: reads them
//! from standard input as JSON, as `tests/wordnet/compare.py` writes them, and prints the answers as JSON.

use std::error::Error;
use std::io::{stdin, stdout};

use semnet_core::Network;
use semnet_core::paths::{Direction, PathOptions};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Questions {
    pairs: Vec<(String, String)>,
    tops: Vec<String>,
}

#[derive(Serialize)]
struct Answers<'a> {
    concepts: Vec<(&'a str, &'a str, Vec<&'a str>)>,
    relationships: Vec<(&'a str, &'a str, &'a str)>,
    /// The nearest common ancestors of each pair: labels, and how far they are from the two, together.
    nearest: Vec<(Vec<&'a str>, Option<usize>)>,
    /// How far it is up from the first of each pair to the entity.
    depths: Vec<Option<usize>>,
    /// The number of concepts below each of the tops.
    below: Vec<usize>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(1).ok_or("expected a file with a network's canonical bytes")?;
    let network = Network::from_bytes(std::fs::read(file)?)?;
    let questions: Questions = serde_json::from_reader(stdin().lock())?;
    let upwards =
        PathOptions::default().via(["hypernym", "instance hypernym"]).direction(Direction::Outgoing);
    let entity = network.find_concept("entity.n.01")?;
    let (mut nearest, mut depths, mut below) = (Vec::new(), Vec::new(), Vec::new());
    for (a, b) in &questions.pairs {
        let (a, b) = (network.find_concept(a)?, network.find_concept(b)?);
        let common = network.common_ancestors(a, b, &upwards)?;
        let distance = common.first().map(|first| first.from_a + first.from_b);
        let first = common.iter().filter(|one| Some(one.from_a + one.from_b) == distance);
        nearest.push((first.map(|one| one.concept.label()).collect(), distance));
        depths.push(network.shortest_path(a, entity, &upwards)?.map(|path| path.len()));
    }
    for top in &questions.tops {
        below.push(network.select(&format!("\"{top}\" via hyponym+ ?x"))?.len());
    }
    let answers = Answers {
        concepts: network
            .concepts()
            .map(|concept| {
                let lemmas = concept.attributes().map(|(_, lemma)| lemma).collect();
                (concept.label(), concept.text().unwrap_or_default(), lemmas)
            })
            .collect(),
        relationships: network
            .relationships()
            .map(|r| (r.source().label(), r.relation(), r.target().label()))
            .collect(),
        nearest,
        depths,
        below,
    };
    serde_json::to_writer(stdout().lock(), &answers)?;
    Ok(())
}
