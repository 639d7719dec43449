//! A network whose relationships have weights of your own, for petgraph's algorithms that add or compare
//! them.

use std::ops::Range;

use petgraph::data::DataMap;
use petgraph::visit::{
    Data, EdgeCount, EdgeIndexable, EdgeRef, GetAdjacencyMatrix, GraphBase, GraphProp, IntoEdgeReferences,
    IntoEdges, IntoEdgesDirected, IntoNeighbors, IntoNeighborsDirected, IntoNodeIdentifiers,
    IntoNodeReferences, NodeCompactIndexable, NodeCount, NodeIndexable, Visitable,
};
use petgraph::{Directed, Direction};

use crate::network::petgraph::{Edge, Edges, Neighbors, Visited};
use crate::network::{ConceptId, Network, Relationship, RelationshipId};

/// A network with a weight for each relationship. `&WeightedNetwork` implements petgraph's visit traits as
/// `&Network` does, with these weights instead of relations. The traits are those of petgraph 0.8.
///
/// ```
/// use petgraph::algo::bellman_ford;
/// use semnet_core::NetworkBuilder;
/// use semnet_core::network::NewRelationship;
///
/// let network = NetworkBuilder::new("Q?").concept("A", "").concept("B", "")
///     .relationship(NewRelationship::new("A", "is near", "B").attribute("distance", "2.5"))
///     .build()?;
/// let weighted = network.weighted(|one| one.attributes().number("distance").unwrap_or(1.0));
/// let a = network.find_concept("A")?.id();
/// let paths = bellman_ford(&weighted, a).map_err(|_| "a negative cycle")?;
/// assert_eq!(paths.distances, [0.0, 2.5]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct WeightedNetwork<'a, W> {
    network: &'a Network,
    weights: Vec<W>,
}

/// # Weights for petgraph
impl Network {
    /// The network with a weight for each relationship; `weight` is called once for each. O(relationships).
    pub fn weighted<'a, W>(&'a self, weight: impl FnMut(Relationship<'a>) -> W) -> WeightedNetwork<'a, W> {
        WeightedNetwork { network: self, weights: self.relationships().map(weight).collect() }
    }
}

impl<'a, W> WeightedNetwork<'a, W> {
    /// The network. O(1).
    pub fn network(&self) -> &'a Network {
        self.network
    }

    /// The weights, by the ids of their relationships. O(1).
    pub fn weights(&self) -> &[W] {
        &self.weights
    }
}

impl<W> GraphBase for WeightedNetwork<'_, W> {
    type NodeId = ConceptId;
    type EdgeId = RelationshipId;
}

impl<W> Data for WeightedNetwork<'_, W> {
    type NodeWeight = ();
    type EdgeWeight = W;
}

impl<W> DataMap for WeightedNetwork<'_, W> {
    fn node_weight(&self, concept: ConceptId) -> Option<&()> {
        self.network.node_weight(concept)
    }
    fn edge_weight(&self, relationship: RelationshipId) -> Option<&W> {
        self.weights.get(relationship.index())
    }
}

impl<W> GraphProp for WeightedNetwork<'_, W> {
    type EdgeType = Directed;
}

impl<W> NodeCount for WeightedNetwork<'_, W> {
    fn node_count(&self) -> usize {
        self.network.concept_count()
    }
}

impl<W> EdgeCount for WeightedNetwork<'_, W> {
    fn edge_count(&self) -> usize {
        self.weights.len()
    }
}

impl<W> NodeIndexable for WeightedNetwork<'_, W> {
    fn node_bound(&self) -> usize {
        self.network.concept_count()
    }
    fn to_index(&self, concept: ConceptId) -> usize {
        concept.index()
    }
    fn from_index(&self, index: usize) -> ConceptId {
        NodeIndexable::from_index(self.network, index)
    }
}

impl<W> NodeCompactIndexable for WeightedNetwork<'_, W> {}

impl<W> EdgeIndexable for WeightedNetwork<'_, W> {
    fn edge_bound(&self) -> usize {
        self.weights.len()
    }
    fn to_index(&self, relationship: RelationshipId) -> usize {
        relationship.index()
    }
    fn from_index(&self, index: usize) -> RelationshipId {
        EdgeIndexable::from_index(self.network, index)
    }
}

impl<W> Visitable for WeightedNetwork<'_, W> {
    type Map = Visited;
    fn visit_map(&self) -> Visited {
        self.network.visit_map()
    }
    fn reset_map(&self, map: &mut Visited) {
        self.network.reset_map(map);
    }
}

impl<W> GetAdjacencyMatrix for WeightedNetwork<'_, W> {
    type AdjMatrix = ();
    fn adjacency_matrix(&self) {}
    /// O(relationships of `a`).
    fn is_adjacent(&self, matrix: &(), a: ConceptId, b: ConceptId) -> bool {
        self.network.is_adjacent(matrix, a, b)
    }
}

impl<W> IntoNodeIdentifiers for &WeightedNetwork<'_, W> {
    type NodeIdentifiers = std::iter::Map<Range<u32>, fn(u32) -> ConceptId>;
    fn node_identifiers(self) -> Self::NodeIdentifiers {
        self.network.node_identifiers()
    }
}

impl<'w, W> IntoNodeReferences for &'w WeightedNetwork<'_, W> {
    type NodeRef = (ConceptId, &'w ());
    type NodeReferences = std::iter::Map<Range<u32>, fn(u32) -> (ConceptId, &'w ())>;
    fn node_references(self) -> Self::NodeReferences {
        self.network.node_references()
    }
}

impl<'w, W> IntoNeighbors for &'w WeightedNetwork<'_, W> {
    type Neighbors = Neighbors<'w>;
    fn neighbors(self, concept: ConceptId) -> Neighbors<'w> {
        self.network.neighbors(concept)
    }
}

impl<'w, W> IntoNeighborsDirected for &'w WeightedNetwork<'_, W> {
    type NeighborsDirected = Neighbors<'w>;
    fn neighbors_directed(self, concept: ConceptId, direction: Direction) -> Neighbors<'w> {
        self.network.neighbors_directed(concept, direction)
    }
}

/// A relationship with its weight, as petgraph reads it.
#[derive(Debug)]
pub struct WeightedEdge<'w, W> {
    edge: Edge<'w>,
    weight: &'w W,
}

impl<W> Clone for WeightedEdge<'_, W> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<W> Copy for WeightedEdge<'_, W> {}

impl<'w, W> EdgeRef for WeightedEdge<'w, W> {
    type NodeId = ConceptId;
    type EdgeId = RelationshipId;
    type Weight = W;
    fn source(&self) -> ConceptId {
        self.edge.source()
    }
    fn target(&self) -> ConceptId {
        self.edge.target()
    }
    fn weight(&self) -> &'w W {
        self.weight
    }
    fn id(&self) -> RelationshipId {
        self.edge.id()
    }
}

/// Relationships with their weights, as petgraph reads them.
#[derive(Debug)]
pub struct WeightedEdges<'w, W> {
    edges: Edges<'w>,
    weights: &'w [W],
}

impl<W> Clone for WeightedEdges<'_, W> {
    fn clone(&self) -> Self {
        WeightedEdges { edges: self.edges.clone(), weights: self.weights }
    }
}

impl<'w, W> Iterator for WeightedEdges<'w, W> {
    type Item = WeightedEdge<'w, W>;
    fn next(&mut self) -> Option<WeightedEdge<'w, W>> {
        let edge = self.edges.next()?;
        Some(WeightedEdge { edge, weight: self.weights.get(edge.id().index())? })
    }
}

impl<'w, W> IntoEdgeReferences for &'w WeightedNetwork<'_, W> {
    type EdgeRef = WeightedEdge<'w, W>;
    type EdgeReferences = WeightedEdges<'w, W>;
    fn edge_references(self) -> WeightedEdges<'w, W> {
        WeightedEdges { edges: self.network.edge_references(), weights: &self.weights }
    }
}

impl<'w, W> IntoEdges for &'w WeightedNetwork<'_, W> {
    type Edges = WeightedEdges<'w, W>;
    fn edges(self, concept: ConceptId) -> WeightedEdges<'w, W> {
        WeightedEdges { edges: self.network.edges(concept), weights: &self.weights }
    }
}

impl<'w, W> IntoEdgesDirected for &'w WeightedNetwork<'_, W> {
    type EdgesDirected = WeightedEdges<'w, W>;
    fn edges_directed(self, concept: ConceptId, direction: Direction) -> WeightedEdges<'w, W> {
        WeightedEdges { edges: self.network.edges_directed(concept, direction), weights: &self.weights }
    }
}
