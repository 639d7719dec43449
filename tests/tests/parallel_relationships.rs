//! Betweenness counts parallel relationships as the queries for paths do, when it is told to.

use std::collections::HashSet;

use proptest::prelude::*;
use semnet_core::paths::{Budget, Direction, PathOptions, RelationFilter};
use semnet_core::rank::{BetweennessOptions, ParallelRelationships};
use semnet_core::{Network, NetworkBuilder};
use semnet_tests::small::{Counted, counted, simple_paths, small};

/// The definition, from a list of all shortest paths between each two concepts: those that differ in a
/// relationship, or only those that differ in a concept.
fn betweenness(network: &Network, counted: &Counted, parallel: ParallelRelationships) -> Vec<f64> {
    let labels: Vec<&str> = network.concepts().map(|concept| concept.label()).collect();
    let mut through = vec![0.0; labels.len()];
    for &from in &labels {
        for &to in labels.iter().filter(|&&to| to != from) {
            let walks = simple_paths(network, from, to, counted);
            let shortest = walks.first().map_or(0, Vec::len);
            let mut paths: Vec<Vec<usize>> = Vec::new();
            for walk in walks.iter().filter(|walk| walk.len() == shortest) {
                let ends = walk.iter().map(|&(relationship, inverse)| {
                    let relationship = network.relationship_by_id(relationship).unwrap();
                    let end = if inverse { relationship.source() } else { relationship.target() };
                    end.id().index()
                });
                paths.push(ends.take(shortest - 1).collect());
            }
            if parallel == ParallelRelationships::Once {
                paths = paths.into_iter().collect::<HashSet<_>>().into_iter().collect();
            }
            for &concept in paths.iter().flatten() {
                through[concept] += 1.0 / paths.len() as f64;
            }
        }
    }
    let others = (labels.len() as f64 - 1.0) * (labels.len() as f64 - 2.0);
    through.into_iter().map(|sum| if others > 0.0 { sum / others } else { 0.0 }).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn betweenness_counts_the_paths_that_queries_return(parts in small(), counted in counted()) {
        let network = parts.build(false).unwrap();
        for parallel in [ParallelRelationships::Once, ParallelRelationships::Each] {
            let options = BetweennessOptions::from(counted.steps()).parallel(parallel);
            let expected = betweenness(&network, &counted, parallel);
            let found = network.betweenness(&options).unwrap();
            prop_assert_eq!(found.iter().len(), expected.len());
            for ((concept, score), expected) in found.iter().zip(expected) {
                prop_assert!(
                    (score - expected).abs() < 1e-9, "{concept}, {parallel:?}: {score}, not {expected}"
                );
            }
            let all = network.concept_count();
            prop_assert_eq!(&network.betweenness_sampled(all, 3, &options).unwrap(), &found);
        }
    }
}

/// A ladder whose rungs are joined by more and more relationships: far more paths than a number can express.
#[test]
fn more_paths_than_a_number_holds_are_counted() {
    let mut builder = NetworkBuilder::new("Q?");
    for step in 0..=140_u32 {
        builder.concept(&format!("a{step:03}"), "").concept(&format!("b{step:03}"), "");
    }
    for step in 0..140_u32 {
        for relation in 0..1 << 8 {
            builder.relationship((
                format!("a{step:03}"),
                format!("r{relation}"),
                format!("a{:03}", step + 1),
            ));
        }
    }
    // One path of the same length in addition to all those.
    let mut from = String::from("a000");
    for step in 1..=140 {
        let to = if step == 140 { String::from("a140") } else { format!("b{step:03}") };
        builder.relationship((from.clone(), "goes to", to.clone()));
        from = to;
    }
    let network = builder.build().unwrap();
    let stored = RelationFilter::default().not_via(["Key Finding"]);
    let options = BetweennessOptions::from(PathOptions::from(stored).direction(Direction::Both));
    let score = |options: &BetweennessOptions, label: &str| {
        let scores = network.betweenness(options).unwrap();
        scores.get(network.find_concept(label).unwrap()).unwrap()
    };
    let each = options.clone().parallel(ParallelRelationships::Each);
    assert!((score(&options, "a070") - score(&options, "b070")).abs() < 1e-12);
    assert!(score(&each, "a070").is_finite() && score(&each, "a070") > score(&each, "b070"));
}

#[test]
fn each_relationship_is_work() {
    let mut builder = NetworkBuilder::new("Q?");
    builder.concept("A", "").concept("B", "");
    for relation in 0..100 {
        builder.relationship(("A", format!("r{relation}"), "B"));
    }
    let network = builder.build().unwrap();
    let once = BetweennessOptions::from(PathOptions::default().budget(Budget::new(400)));
    assert!(network.betweenness(&once).is_ok());
    assert!(network.betweenness(&once.parallel(ParallelRelationships::Each)).is_err());
}
