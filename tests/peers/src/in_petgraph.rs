//! The same work on `petgraph::DiGraph<String, String>` with a `HashMap` from labels, as a careful user
//! writes it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use petgraph::Direction::{Incoming, Outgoing};
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use serde::{Deserialize, Serialize};

use crate::parts::Parts;

/// Labels are the nodes' weights, relations the edges'.
#[derive(Debug)]
pub struct Net {
    pub graph: DiGraph<String, String>,
    pub places: HashMap<String, NodeIndex>,
    /// By node.
    pub glosses: Vec<String>,
}

impl Net {
    fn with_capacity(nodes: usize, edges: usize) -> Net {
        Net {
            graph: DiGraph::with_capacity(nodes, edges),
            places: HashMap::with_capacity(nodes),
            glosses: Vec::with_capacity(nodes),
        }
    }

    fn add_node(&mut self, label: String, gloss: String) {
        if let Entry::Vacant(entry) = self.places.entry(label) {
            let node = self.graph.add_node(entry.key().clone());
            entry.insert(node);
            self.glosses.push(gloss);
        }
    }

    /// From parsed parts.
    pub fn build(parts: &Parts) -> Net {
        let mut net = Net::with_capacity(parts.concepts.len(), parts.relationships.len());
        for (label, gloss) in &parts.concepts {
            net.add_node(label.clone(), gloss.clone());
        }
        for (source, relation, target) in parts.by_label() {
            let (source, target) = (net.places[source], net.places[target]);
            net.graph.add_edge(source, target, relation.to_owned());
        }
        net
    }

    /// From JSON, with the ends of relationships as numbers or as labels.
    pub fn from_json(json: &[u8]) -> Result<Net, serde_json::Error> {
        let Json { concepts, relationships } = serde_json::from_slice(json)?;
        let mut net = Net::with_capacity(concepts.len(), relationships.len());
        for (label, gloss) in concepts {
            net.add_node(label, gloss);
        }
        for (source, relation, target) in relationships {
            net.graph.add_edge(NodeIndex::new(source as usize), NodeIndex::new(target as usize), relation);
        }
        Ok(net)
    }

    /// From JSON whose relationships name their ends by label.
    pub fn from_json_with_labels(json: &[u8]) -> Result<Net, serde_json::Error> {
        let JsonWithLabels { concepts, relationships } = serde_json::from_slice(json)?;
        let mut net = Net::with_capacity(concepts.len(), relationships.len());
        for (label, gloss) in concepts {
            net.add_node(label, gloss);
        }
        for (source, relation, target) in relationships {
            let (source, target) = (net.places[&*source.0], net.places[&*target.0]);
            net.graph.add_edge(source, target, relation);
        }
        Ok(net)
    }
}

impl Net {
    /// The concepts to which one leads through a relation.
    pub fn neighbors(&self, label: &str, relation: &str) -> impl Iterator<Item = NodeIndex> {
        let edges = self.places.get(label).map(|&node| self.graph.edges(node));
        let through = edges.into_iter().flatten().filter(move |edge| edge.weight() == relation);
        through.map(|edge| edge.target())
    }
}

impl Net {
    /// PageRank by this many iterations, as NetworkX defines it: over the list of edges, which is contiguous.
    pub fn pagerank(&self, damping: f64, iterations: usize) -> Vec<f64> {
        let count = self.graph.node_count();
        let mut shares = vec![0.0; count];
        for edge in self.graph.raw_edges() {
            shares[edge.source().index()] += 1.0;
        }
        shares.iter_mut().filter(|share| **share > 0.0).for_each(|share| *share = 1.0 / *share);
        let even = 1.0 / count as f64;
        let (mut ranks, mut next, mut given) = (vec![even; count], vec![0.0; count], vec![0.0; count]);
        for _ in 0..iterations {
            let mut lost = 0.0;
            for node in 0..count {
                given[node] = ranks[node] * shares[node];
                lost += if shares[node] > 0.0 { 0.0 } else { ranks[node] };
            }
            next.fill(0.0);
            for edge in self.graph.raw_edges() {
                next[edge.target().index()] += given[edge.source().index()];
            }
            let base = (1.0 - damping) * even + damping * lost * even;
            next.iter_mut().for_each(|rank| *rank = base + damping * *rank);
            std::mem::swap(&mut ranks, &mut next);
        }
        ranks
    }

    /// The weakly connected component of each node, by a search in breadth, and how many there are.
    pub fn components(&self) -> (Vec<u32>, u32) {
        let count = self.graph.node_count();
        let (mut component_of, mut component) = (vec![u32::MAX; count], 0);
        let mut queue = Vec::with_capacity(count);
        let mut next = 0;
        for first in self.graph.node_indices() {
            if component_of[first.index()] != u32::MAX {
                continue;
            }
            component_of[first.index()] = component;
            queue.push(first);
            while let Some(&node) = queue.get(next) {
                next += 1;
                for neighbor in self.graph.neighbors_undirected(node) {
                    if component_of[neighbor.index()] == u32::MAX {
                        component_of[neighbor.index()] = component;
                        queue.push(neighbor);
                    }
                }
            }
            component += 1;
        }
        (component_of, component)
    }
}

/// The memory of a breadth-first search from both ends, reused for the next one.
#[derive(Debug)]
pub struct Search {
    round: u32,
    /// Per side and node: in which round it was reached, from which node over which edge.
    reached: [Vec<(u32, NodeIndex, EdgeIndex)>; 2],
    frontiers: [Vec<NodeIndex>; 2],
    next: Vec<NodeIndex>,
}

impl Search {
    pub fn new(net: &Net) -> Search {
        let unreached = vec![(0, NodeIndex::end(), EdgeIndex::end()); net.graph.node_count()];
        Search {
            round: 0,
            reached: [unreached.clone(), unreached],
            frontiers: Default::default(),
            next: Vec::new(),
        }
    }

    /// A shortest path that may walk edges either way: always the smaller frontier goes one step further.
    pub fn shortest_path(&mut self, net: &Net, from: NodeIndex, to: NodeIndex) -> Option<Vec<EdgeIndex>> {
        if from == to {
            return Some(Vec::new());
        }
        self.round += 1;
        for (side, node) in [from, to].into_iter().enumerate() {
            self.reached[side][node.index()] = (self.round, NodeIndex::end(), EdgeIndex::end());
            self.frontiers[side].clear();
            self.frontiers[side].push(node);
        }
        while self.frontiers.iter().all(|frontier| !frontier.is_empty()) {
            let side = usize::from(self.frontiers[1].len() < self.frontiers[0].len());
            self.next.clear();
            for &node in &self.frontiers[side] {
                for direction in [Outgoing, Incoming] {
                    for edge in net.graph.edges_directed(node, direction) {
                        let other = if direction == Outgoing { edge.target() } else { edge.source() };
                        if self.reached[side][other.index()].0 == self.round {
                            continue;
                        }
                        self.reached[side][other.index()] = (self.round, node, edge.id());
                        if self.reached[1 - side][other.index()].0 == self.round {
                            return Some(self.path(other));
                        }
                        self.next.push(other);
                    }
                }
            }
            std::mem::swap(&mut self.frontiers[side], &mut self.next);
        }
        None
    }

    fn path(&self, meeting: NodeIndex) -> Vec<EdgeIndex> {
        let mut path = Vec::new();
        for side in [0, 1] {
            let mut node = meeting;
            loop {
                let (_, before, edge) = self.reached[side][node.index()];
                if edge == EdgeIndex::end() {
                    break;
                }
                path.push(edge);
                node = before;
            }
            if side == 0 {
                path.reverse();
            }
        }
        path
    }
}

#[derive(Serialize, Deserialize)]
struct Json {
    concepts: Vec<(String, String)>,
    relationships: Vec<(u32, String, u32)>,
}

/// Borrowed where nothing is escaped.
#[derive(Serialize, Deserialize)]
struct Label<'a>(#[serde(borrow)] Cow<'a, str>);

#[derive(Serialize, Deserialize)]
struct JsonWithLabels<'a> {
    concepts: Vec<(String, String)>,
    #[serde(borrow)]
    relationships: Vec<(Label<'a>, String, Label<'a>)>,
}

/// The parts as JSON: (with the ends of relationships as numbers, as labels).
pub fn to_json(parts: &Parts) -> Result<(Vec<u8>, Vec<u8>), serde_json::Error> {
    let numbers = Json { concepts: parts.concepts.clone(), relationships: parts.relationships.clone() };
    let labels = JsonWithLabels {
        concepts: parts.concepts.clone(),
        relationships: parts
            .by_label()
            .map(|(source, relation, target)| (Label(source.into()), relation.into(), Label(target.into())))
            .collect(),
    };
    Ok((serde_json::to_vec(&numbers)?, serde_json::to_vec(&labels)?))
}
