//! petgraph's visit traits for `&Network`: concepts are nodes, relationships are directed edges, the weight
//! of an edge is its relation.

use std::ops::Range;

use fixedbitset::FixedBitSet;
use petgraph::data::DataMap;
use petgraph::visit::{
    Data, EdgeCount, EdgeIndexable, EdgeRef, GetAdjacencyMatrix, GraphBase, GraphProp, IntoEdgeReferences,
    IntoEdges, IntoEdgesDirected, IntoNeighbors, IntoNeighborsDirected, IntoNodeIdentifiers,
    IntoNodeReferences, NodeCompactIndexable, NodeCount, NodeIndexable, VisitMap, Visitable,
};
use petgraph::{Directed, Direction};

use crate::network::{ConceptId, Network, RelationId, RelationshipId};

impl GraphBase for Network {
    type NodeId = ConceptId;
    type EdgeId = RelationshipId;
}

impl Data for Network {
    type NodeWeight = ();
    type EdgeWeight = RelationId;
}

impl DataMap for Network {
    fn node_weight(&self, concept: ConceptId) -> Option<&()> {
        (concept.index() < self.concept_count()).then_some(&())
    }
    fn edge_weight(&self, relationship: RelationshipId) -> Option<&RelationId> {
        self.index().relation.get(relationship.index())
    }
}

impl GraphProp for Network {
    type EdgeType = Directed;
}

impl NodeCount for Network {
    fn node_count(&self) -> usize {
        self.concept_count()
    }
}

impl EdgeCount for Network {
    fn edge_count(&self) -> usize {
        self.relationship_count()
    }
}

impl NodeIndexable for Network {
    fn node_bound(&self) -> usize {
        self.concept_count()
    }
    fn to_index(&self, concept: ConceptId) -> usize {
        concept.index()
    }
    fn from_index(&self, index: usize) -> ConceptId {
        ConceptId(index as u32)
    }
}

impl NodeCompactIndexable for Network {}

impl EdgeIndexable for Network {
    fn edge_bound(&self) -> usize {
        self.relationship_count()
    }
    fn to_index(&self, relationship: RelationshipId) -> usize {
        relationship.index()
    }
    fn from_index(&self, index: usize) -> RelationshipId {
        RelationshipId(index as u32)
    }
}

impl Visitable for Network {
    type Map = Visited;
    fn visit_map(&self) -> Visited {
        Visited(FixedBitSet::with_capacity(self.concept_count()))
    }
    fn reset_map(&self, map: &mut Visited) {
        map.0.clear();
        map.0.grow(self.concept_count());
    }
}

/// Which concepts an algorithm of petgraph has been at: a bit for each.
#[derive(Clone, Debug, Default)]
pub struct Visited(FixedBitSet);

impl VisitMap<ConceptId> for Visited {
    #[inline]
    fn visit(&mut self, concept: ConceptId) -> bool {
        !self.0.put(concept.index())
    }
    #[inline]
    fn is_visited(&self, concept: &ConceptId) -> bool {
        self.0.contains(concept.index())
    }
    #[inline]
    fn unvisit(&mut self, concept: ConceptId) -> bool {
        let was = self.0.contains(concept.index());
        self.0.set(concept.index(), false);
        was
    }
}

impl GetAdjacencyMatrix for Network {
    type AdjMatrix = ();
    fn adjacency_matrix(&self) {}
    /// O(relationships of `a`).
    fn is_adjacent(&self, (): &(), a: ConceptId, b: ConceptId) -> bool {
        self.index().targets_of(a).contains(&b)
    }
}

impl IntoNodeIdentifiers for &Network {
    type NodeIdentifiers = std::iter::Map<Range<u32>, fn(u32) -> ConceptId>;
    fn node_identifiers(self) -> Self::NodeIdentifiers {
        (0..self.concept_count() as u32).map(ConceptId)
    }
}

impl<'a> IntoNodeReferences for &'a Network {
    type NodeRef = (ConceptId, &'a ());
    type NodeReferences = std::iter::Map<Range<u32>, fn(u32) -> (ConceptId, &'a ())>;
    fn node_references(self) -> Self::NodeReferences {
        (0..self.concept_count() as u32).map(|number| (ConceptId(number), &()))
    }
}

/// The concepts on the other side of a concept's relationships, one for each relationship.
#[derive(Clone, Debug)]
pub struct Neighbors<'a>(std::iter::Copied<std::slice::Iter<'a, ConceptId>>);

impl Iterator for Neighbors<'_> {
    type Item = ConceptId;
    #[inline]
    fn next(&mut self) -> Option<ConceptId> {
        self.0.next()
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<'a> IntoNeighbors for &'a Network {
    type Neighbors = Neighbors<'a>;
    #[inline]
    fn neighbors(self, concept: ConceptId) -> Neighbors<'a> {
        self.neighbors_directed(concept, Direction::Outgoing)
    }
}

impl<'a> IntoNeighborsDirected for &'a Network {
    type NeighborsDirected = Neighbors<'a>;
    #[inline]
    fn neighbors_directed(self, concept: ConceptId, direction: Direction) -> Neighbors<'a> {
        let index = self.index();
        let concepts = match direction {
            Direction::Outgoing => index.targets_of(concept),
            Direction::Incoming => index.sources_of(concept),
        };
        Neighbors(concepts.iter().copied())
    }
}

/// A relationship as petgraph reads it; its weight is its relation.
#[derive(Clone, Copy, Debug)]
pub struct Edge<'a> {
    network: &'a Network,
    id: RelationshipId,
}

impl<'a> EdgeRef for Edge<'a> {
    type NodeId = ConceptId;
    type EdgeId = RelationshipId;
    type Weight = RelationId;
    fn source(&self) -> ConceptId {
        self.network.index().source[self.id.index()]
    }
    fn target(&self) -> ConceptId {
        self.network.index().target(self.id)
    }
    fn weight(&self) -> &'a RelationId {
        &self.network.index().relation[self.id.index()]
    }
    fn id(&self) -> RelationshipId {
        self.id
    }
}

/// Relationships as petgraph reads them.
#[derive(Clone, Debug)]
pub struct Edges<'a> {
    network: &'a Network,
    numbers: Numbers<'a>,
}

#[derive(Clone, Debug)]
enum Numbers<'a> {
    Outgoing(Range<u32>),
    Incoming(std::slice::Iter<'a, RelationshipId>),
}

impl<'a> Iterator for Edges<'a> {
    type Item = Edge<'a>;
    fn next(&mut self) -> Option<Edge<'a>> {
        let id = match &mut self.numbers {
            Numbers::Outgoing(numbers) => RelationshipId(numbers.next()?),
            Numbers::Incoming(ids) => *ids.next()?,
        };
        Some(Edge { network: self.network, id })
    }
}

impl<'a> IntoEdgeReferences for &'a Network {
    type EdgeRef = Edge<'a>;
    type EdgeReferences = Edges<'a>;
    fn edge_references(self) -> Edges<'a> {
        Edges { network: self, numbers: Numbers::Outgoing(0..self.relationship_count() as u32) }
    }
}

impl<'a> IntoEdges for &'a Network {
    type Edges = Edges<'a>;
    fn edges(self, concept: ConceptId) -> Edges<'a> {
        self.edges_directed(concept, Direction::Outgoing)
    }
}

impl<'a> IntoEdgesDirected for &'a Network {
    type EdgesDirected = Edges<'a>;
    fn edges_directed(self, concept: ConceptId, direction: Direction) -> Edges<'a> {
        let index = self.index();
        let numbers = match direction {
            Direction::Outgoing => Numbers::Outgoing(index.outgoing(concept)),
            Direction::Incoming => Numbers::Incoming(index.incoming[index.incoming_range(concept)].iter()),
        };
        Edges { network: self, numbers }
    }
}
