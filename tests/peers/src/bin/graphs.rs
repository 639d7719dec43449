//! Prints how long betweenness and paths by weight take in semnet and in its peers, as ratios: below 1 it is
//! faster.
//!
//! ```sh
//! cargo run --release --manifest-path tests/peers/Cargo.toml --features graphs --bin graphs
//! ```

use std::error::Error;
use std::time::Duration;

use pathfinding::directed::yen::yen;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use rustworkx_core::centrality::betweenness_centrality;
use semnet_core::network::{ConceptId, RelationshipId};
use semnet_core::paths::{Direction, PathOptions};
use semnet_core::rank::BetweennessOptions;
use semnet_core::{Network, NetworkBuilder};
use semnet_peers::measure::{Random, beside};
use semnet_peers::{in_semnet, parts};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    println!("{:<60} {:>11} {:>11} {:>7}  at most", "semnet | other", "semnet", "other", "ratio");
    betweenness(5_000)?;
    let network = in_semnet::build(&parts::word_net()?)?;
    let weights: Vec<u32> = {
        let mut random = Random(3);
        (0..network.relationship_count()).map(|_| 1 + random.below(100) as u32).collect()
    };
    weighted(&network, &weights)?;
    weighted_in_order(&network, &weights)
}

/// The network as a graph of petgraph, with weights by relationship.
fn graph(network: &Network, weights: &[u32]) -> DiGraph<(), f64> {
    let mut graph = DiGraph::new();
    for _ in 0..network.concept_count() {
        graph.add_node(());
    }
    for (relationship, &weight) in network.relationships().zip(weights) {
        let [source, target] =
            [relationship.source(), relationship.target()].map(|end| NodeIndex::new(end.id().index()));
        graph.add_edge(source, target, f64::from(weight));
    }
    graph
}

/// Random concepts with three relationships each, all sources, on one core.
fn betweenness(concepts: usize) -> Result<()> {
    let mut random = Random(1);
    let labels: Vec<String> = (0..concepts).map(|number| format!("{number}")).collect();
    let mut builder = NetworkBuilder::new("What lies between?");
    for label in &labels {
        builder.concept(label, "");
    }
    for source in &labels {
        for _ in 0..3 {
            builder.relationship((source.as_str(), "leads to", labels[random.below(concepts)].as_str()));
        }
    }
    let network = builder.build()?;
    let graph = graph(&network, &vec![1; network.relationship_count()]);
    let onwards = BetweennessOptions::from(PathOptions::default().direction(Direction::Outgoing));
    let ours = || network.betweenness(&onwards);
    let theirs = || betweenness_centrality(&graph, false, true, usize::MAX);
    for ((_, our), their) in ours()?.iter().zip(theirs()) {
        assert!((our - their.unwrap_or_default()).abs() < 1e-6);
    }
    print("betweenness, 5,000 concepts, 15,000 relationships | rustworkx-core", beside(3, ours, theirs), 0.4);
    Ok(())
}

/// Pairs of concepts, drawn at random.
fn pairs(network: &Network, count: usize) -> Vec<(ConceptId, ConceptId)> {
    let mut random = Random(2);
    let ids: Vec<ConceptId> = network.concepts().map(|concept| concept.id()).collect();
    (0..count).map(|_| (ids[random.below(ids.len())], ids[random.below(ids.len())])).collect()
}

fn weighted(network: &Network, weights: &[u32]) -> Result<()> {
    let graph = graph(network, weights);
    let pairs = pairs(network, 20);
    let onwards = PathOptions::default().direction(Direction::Outgoing);
    let weight = |id: RelationshipId| f64::from(weights[id.index()]);
    let ours = || -> f64 {
        let path = |&(a, b): &(ConceptId, ConceptId)| {
            network.shortest_path_weighted(a, b, &onwards, |step| weight(step.id())).ok().flatten()
        };
        pairs.iter().filter_map(path).map(|(weight, _)| weight).sum()
    };
    let theirs = || -> f64 {
        let node = |id: ConceptId| NodeIndex::new(id.index());
        let path = |&(a, b): &(ConceptId, ConceptId)| {
            petgraph::algo::astar(&graph, node(a), |at| at == node(b), |edge| *edge.weight(), |_| 0.0)
        };
        pairs.iter().filter_map(path).map(|(weight, _)| weight).sum()
    };
    assert_eq!(ours(), theirs());
    print("20 paths of least weight in WordNet | petgraph's astar", beside(5, ours, theirs), 0.5);
    Ok(())
}

fn weighted_in_order(network: &Network, weights: &[u32]) -> Result<()> {
    const PATHS: usize = 5;
    let graph = graph(network, weights);
    let onwards = PathOptions::default().direction(Direction::Outgoing);
    // Of several relationships between two concepts, the peer has only the lightest.
    let pairs = pairs(network, 3);
    let ours = || -> Vec<f64> {
        let paths = |&(a, b): &(ConceptId, ConceptId)| {
            let weight = |step: semnet_core::Relationship<'_>| f64::from(weights[step.id().index()]);
            let paths = network.k_shortest_paths_weighted(a, b, PATHS, &onwards, weight);
            paths.filter_map(|found| Some(found.ok()?.0)).collect::<Vec<f64>>()
        };
        pairs.iter().flat_map(paths).collect()
    };
    let theirs = || -> Vec<f64> {
        let paths = |&(a, b): &(ConceptId, ConceptId)| {
            let (a, b) = (NodeIndex::new(a.index()), NodeIndex::new(b.index()));
            let onwards = |&node: &NodeIndex| {
                let edges = graph.edges(node);
                edges.map(|edge| (edge.target(), *edge.weight() as u64)).collect::<Vec<_>>()
            };
            let found = yen(&a, onwards, |&node| node == b, PATHS);
            found.into_iter().map(|(_, weight)| weight as f64).collect::<Vec<f64>>()
        };
        pairs.iter().flat_map(paths).collect()
    };
    let (our, their) = (ours(), theirs());
    if our != their {
        println!("(the weights differ where parallel relationships do: {our:?}, {their:?})");
    }
    print("5 paths each by weight for 3 pairs in WordNet | pathfinding", beside(3, ours, theirs), 0.5);
    Ok(())
}

fn print(work: &str, (ours, theirs): (Duration, Duration), at_most: f64) {
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    let ms = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1e3);
    let missed = if ratio > at_most { "  missed" } else { "" };
    println!("{work:<60} {:>11} {:>11} {ratio:>7.3}  {at_most}{missed}", ms(ours), ms(theirs));
}
