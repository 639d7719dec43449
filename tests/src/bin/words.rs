//! The results that `tests/words` measures, as JSON: `words connections FILE`, `words texts FILE`, `words
//! connections-by FILE VECTORS`, `words search FILE QUERIES`, each FILE a network's JSON form.

use std::collections::HashMap;
use std::env::args;
use std::fs::read;

use semnet_core::Network;
use semnet_core::words::{ConnectionOptions, Connections, HitLocation, SearchOptions};
use serde_json::{Value, from_slice, json};

fn main() {
    let given: Vec<String> = args().skip(1).collect();
    let given: Vec<&str> = given.iter().map(String::as_str).collect();
    let network = Network::from_json(read(given[1]).unwrap()).unwrap();
    let all = ConnectionOptions::default().limit(usize::MAX);
    let answer = match given[..] {
        ["connections", _] => pairs(&network.connections(&all)),
        ["texts", _] => {
            let mut texts = Vec::new();
            let note = |text: &str| {
                texts.push(text.to_owned());
                Vec::new()
            };
            network.connections_with_embeddings(&all, note).unwrap();
            json!(texts)
        }
        ["connections-by", _, vectors] => {
            let vectors: HashMap<String, Vec<f32>> = from_slice(&read(vectors).unwrap()).unwrap();
            pairs(&network.connections_with_embeddings(&all, |text| vectors[text].clone()).unwrap())
        }
        ["search", _, queries] => {
            let queries: Vec<String> = from_slice(&read(queries).unwrap()).unwrap();
            queries.iter().map(|query| found(&network, query)).collect()
        }
        _ => panic!("words connections|texts|connections-by|search FILE [FILE]"),
    };
    println!("{answer}");
}

fn pairs(connections: &Connections<'_>) -> Value {
    let pair = |one: &semnet_core::words::Connection<'_>| {
        json!([one.concepts().0.label(), one.concepts().1.label(), one.score(), one.chance()])
    };
    connections.iter().map(pair).collect()
}

/// The labels of the concepts that a search finds, in order.
fn found(network: &Network, query: &str) -> Value {
    let hits = network.search(query, &SearchOptions::default().limit(100));
    let label = |hit: &semnet_core::words::SearchHit<'_>| match hit.location() {
        HitLocation::Concept(concept) => Some(concept.label().to_owned()),
        _ => None,
    };
    hits.iter().filter_map(label).collect()
}
