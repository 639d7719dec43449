//! Concepts and relationships as a graph of things to choose, each with its cost and its worth, and a choice
//! among them.

use fixedbitset::FixedBitSet;
use petgraph::unionfind::UnionFind;

use crate::util::csr::grouped;

/// The cost of a thing, in tokens, and its worth.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Item {
    pub(super) cost: usize,
    pub(super) prize: f64,
}

/// A concept.
#[derive(Clone, Default, Debug)]
pub(super) struct Node {
    /// The cost and the worth of the concept itself: for a finding, its line; nothing for other concepts,
    /// because their labels are in the lines of their relationships.
    pub(super) own: Item,
    /// The cost and the worth of its text in addition; `None` without a text.
    pub(super) text: Option<Item>,
    /// The cost of its line if it is alone, without a text.
    pub(super) alone: usize,
    /// Whether it brings the question along.
    pub(super) is_finding: bool,
}

/// A relationship.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub(super) ends: (u32, u32),
    pub(super) item: Item,
}

/// The things to choose from.
#[derive(Default, Debug)]
pub(super) struct Graph {
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
    /// The question, to which all findings are attached.
    pub(super) question: Option<u32>,
    /// For each node, its component, named by one of its nodes.
    pub(super) components: Vec<u32>,
    /// Where the edges of each node start, and the end of the last.
    starts: Vec<u32>,
    at: Vec<u32>,
}

/// The chosen parts.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) nodes: FixedBitSet,
    pub(super) texts: FixedBitSet,
    pub(super) edges: FixedBitSet,
    pub(super) cost: usize,
    pub(super) prize: f64,
    /// The chosen parts in order, to forbid them one by one.
    pub(super) targets: Vec<Target>,
    pub(super) steps: u64,
}

/// A thing that a part can grow towards.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Target {
    Text(u32),
    Edge(u32),
    /// A concept without a text, because of its label.
    Node(u32),
}

impl Graph {
    /// Puts the edges of each node side by side. O(nodes + edges).
    pub(super) fn new(nodes: Vec<Node>, edges: Vec<Edge>, question: Option<u32>) -> Graph {
        let ends = |edge: &Edge| [edge.ends.0, edge.ends.1];
        let numbered = edges.iter().zip(0u32..);
        let by_end = numbered.flat_map(|(edge, number)| ends(edge).map(|end| (end, number)));
        let (starts, at) = grouped(nodes.len(), by_end);
        let mut components = UnionFind::new(nodes.len());
        for edge in &edges {
            components.union(edge.ends.0 as usize, edge.ends.1 as usize);
        }
        let components = components.into_labeling().into_iter().map(|component| component as u32).collect();
        Graph { nodes, edges, question, components, starts, at }
    }

    /// A node's edges.
    pub(super) fn edges_of(&self, node: u32) -> &[u32] {
        &self.at[self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize]
    }
}

impl Part {
    pub(super) fn nothing(graph: &Graph) -> Part {
        Part {
            nodes: FixedBitSet::with_capacity(graph.nodes.len()),
            texts: FixedBitSet::with_capacity(graph.nodes.len()),
            edges: FixedBitSet::with_capacity(graph.edges.len()),
            cost: 0,
            prize: 0.0,
            targets: Vec::new(),
            steps: 0,
        }
    }

    pub(super) fn is_better(&self, other: &Part) -> bool {
        // Values that differ only by rounding are equally good.
        self.prize > other.prize * (1.0 + 1e-12) + 1e-12
    }
}
