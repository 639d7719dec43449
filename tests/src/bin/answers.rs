//! Answers questions about graphs: reads a JSON list of graphs, one that `tests/networkx/compare.py` writes,
//! and prints a JSON list of answers, for a program in another language to compare with its own.

use std::error::Error;
use std::io::{stdin, stdout};

use semnet_core::network::NewRelationship;
use semnet_core::paths::{Direction, Path, PathOptions};
use semnet_core::rank::{BetweennessOptions, PageRankOptions, ParallelRelationships, Scores};
use semnet_core::{Concept, Network, NetworkBuilder, Relationship};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Graph {
    directed: bool,
    nodes: Vec<String>,
    edges: Vec<Edge>,
    pairs: Vec<(String, String)>,
    /// The longest of all simple paths.
    cutoff: usize,
    /// How many of the shortest paths.
    k: usize,
}

/// Each has a different passage, so no two are the same relationship.
#[derive(Deserialize)]
struct Edge {
    source: String,
    relation: String,
    target: String,
    passage: String,
    weight: String,
}

#[derive(Serialize)]
struct Answers<'a> {
    pairs: Vec<Pair<'a>>,
    pagerank: Vec<(&'a str, f64)>,
    pagerank_weighted: Vec<(&'a str, f64)>,
    betweenness: Vec<(&'a str, f64)>,
    betweenness_each: Vec<(&'a str, f64)>,
    degree: Vec<(&'a str, f64)>,
    components: Vec<Vec<&'a str>>,
    bridges: Vec<&'a str>,
    articulation_points: Vec<&'a str>,
    themes: Vec<Vec<&'a str>>,
    modularity: f64,
}

/// Paths are their passages.
#[derive(Serialize)]
struct Pair<'a> {
    shortest: Option<Vec<&'a str>>,
    least: Option<f64>,
    k_shortest: Vec<Vec<&'a str>>,
    all_simple: Vec<Vec<&'a str>>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let graphs: Vec<Graph> = serde_json::from_reader(stdin().lock())?;
    let networks = graphs.iter().map(network).collect::<Result<Vec<_>, _>>()?;
    let answers = networks.iter().zip(&graphs).map(|(network, graph)| answers(network, graph));
    serde_json::to_writer(stdout().lock(), &answers.collect::<Result<Vec<_>, _>>()?)?;
    Ok(())
}

fn network(graph: &Graph) -> Result<Network, Box<dyn Error>> {
    let mut builder = NetworkBuilder::new("What would NetworkX say?");
    for node in &graph.nodes {
        builder.concept(node, "");
    }
    for edge in &graph.edges {
        let relationship = NewRelationship::new(&edge.source, &edge.relation, &edge.target);
        builder.relationship(relationship.passage(&edge.passage).attribute("weight", &edge.weight));
    }
    Ok(builder.build()?)
}

fn answers<'a>(network: &'a Network, graph: &Graph) -> Result<Answers<'a>, Box<dyn Error>> {
    let direction = if graph.directed { Direction::Outgoing } else { Direction::Both };
    let steps = PathOptions::default().direction(direction);
    let pairs = graph.pairs.iter().map(|(from, to)| pair(network, from, to, graph, &steps));
    let themes = network.themes(&steps.relations, 1.0, steps.budget)?;
    let labels = |group: &mut dyn Iterator<Item = Concept<'a>>| group.map(Concept::label).collect::<Vec<_>>();
    Ok(Answers {
        pairs: pairs.collect::<Result<_, _>>()?,
        pagerank: scores(&network.pagerank(
            &steps.relations,
            &PageRankOptions::default().direction(steps.direction).budget(steps.budget),
        )?),
        pagerank_weighted: scores(&network.pagerank_weighted(
            &steps.relations,
            &PageRankOptions::default().direction(steps.direction).budget(steps.budget),
            weight,
        )?),
        betweenness: scores(&network.betweenness(&BetweennessOptions::from(steps.clone()))?),
        betweenness_each: scores(
            &network.betweenness(
                &BetweennessOptions::from(steps.clone()).parallel(ParallelRelationships::Each),
            )?,
        ),
        degree: scores(&network.degree(&steps.relations, steps.direction)),
        components: network
            .components(&steps.relations, steps.budget)?
            .iter()
            .map(|mut group| labels(&mut group))
            .collect(),
        bridges: network
            .bridges(&steps.relations, steps.budget)?
            .into_iter()
            .filter_map(Relationship::passage)
            .collect(),
        articulation_points: labels(
            &mut network.articulation_points(&steps.relations, steps.budget)?.into_iter(),
        ),
        themes: themes.groups().iter().map(|mut group| labels(&mut group)).collect(),
        modularity: themes.modularity(),
    })
}

fn pair<'a>(
    network: &'a Network,
    from: &str,
    to: &str,
    graph: &Graph,
    steps: &PathOptions,
) -> Result<Pair<'a>, Box<dyn Error>> {
    let (from, to) = (network.find_concept(from)?, network.find_concept(to)?);
    let short = steps.clone().max_length(graph.cutoff);
    let k_shortest = network.k_shortest_paths(from, to, graph.k, steps).map(|path| path.map(passages));
    let all_simple = network.all_simple_paths(from, to, &short).map(|path| path.map(passages));
    Ok(Pair {
        shortest: network.shortest_path(from, to, steps)?.map(passages),
        least: network.shortest_path_weighted(from, to, steps, weight)?.map(|(weight, _)| weight),
        k_shortest: k_shortest.collect::<Result<_, _>>()?,
        all_simple: all_simple.collect::<Result<_, _>>()?,
    })
}

fn weight(relationship: Relationship<'_>) -> f64 {
    relationship.attributes().next().and_then(|(_, weight)| weight.parse().ok()).unwrap_or(f64::NAN)
}

fn passages(path: Path<'_>) -> Vec<&str> {
    path.steps().filter_map(|step| step.relationship().passage()).collect()
}

fn scores<'a>(scores: &Scores<'a>) -> Vec<(&'a str, f64)> {
    scores.iter().map(|(concept, score)| (concept.label(), score)).collect()
}
