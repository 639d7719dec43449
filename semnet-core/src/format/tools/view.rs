//! A network as nodes and edges with properties, made one by one while they are written. FORMATS.md has the
//! rules.

use std::collections::HashMap;

use crate::format::tools::error::Place;
use crate::format::tools::graph::{Edge, MARK, MARK_VALUE, Node, Property, attribute_name, property};
use crate::network::{Attributes, Concept, ConceptId, Network, Relationship, RelationshipId};

/// The attribute that records whether a network or a relationship has a direction.
pub(super) const DIRECTED: &str = "directed";

/// Boxed, because there are many writers, and each would have a copy of the code that makes nodes and edges.
type Each<'v, T> = Box<dyn Iterator<Item = T> + 'v>;

/// A network as a graph.
pub(super) struct View<'a> {
    network: &'a Network,
    places: Places,
}

/// The places of findings and of highlights, counted from 1.
pub(super) struct Places {
    findings: HashMap<ConceptId, u32>,
    highlights: HashMap<RelationshipId, u32>,
}

impl Places {
    /// O(findings and highlights).
    pub(super) fn of(network: &Network) -> Places {
        Places {
            findings: network.findings().map(|finding| finding.id()).zip(1..).collect(),
            highlights: network.highlights().map(|highlight| highlight.id()).zip(1..).collect(),
        }
    }

    /// The place of the finding to which a relationship of the question belongs.
    pub(super) fn finding(&self, relationship: Relationship<'_>) -> Option<u32> {
        let finding = relationship.is_key_finding().then(|| relationship.target().id())?;
        self.findings.get(&finding).copied()
    }

    pub(super) fn highlight(&self, relationship: Relationship<'_>) -> Option<u32> {
        self.highlights.get(&relationship.id()).copied()
    }
}

impl<'a> View<'a> {
    /// O(findings and highlights).
    pub(super) fn of(network: &'a Network) -> View<'a> {
        View { network, places: Places::of(network) }
    }

    pub(super) fn question(&self) -> &'a str {
        self.network.question()
    }

    /// Whether a relationship has the question as one of its ends, so that it is a node.
    fn has_question(&self) -> bool {
        self.network.question_concept().is_some()
    }

    /// The properties of the graph if no node of the question carries them: the mark, the title, the
    /// network's attributes.
    pub(super) fn properties(&self) -> Vec<Property<'a>> {
        let mut properties = Vec::new();
        if !self.has_question() {
            self.push_about(&mut properties);
        }
        properties
    }

    fn push_about(&self, properties: &mut Vec<Property<'a>>) {
        properties.push(property(MARK, MARK_VALUE));
        push_some(properties, "title", self.network.title());
        push_attributes(properties, self.network.attributes());
        if !self.is_directed() && self.follows_graph() {
            properties.retain(|(name, _)| name != DIRECTED);
        }
    }

    /// Whether formats write the missing direction of the network in their own field: if it is the only
    /// attribute of this name, and not every relationship has it as well. O(relationships).
    fn follows_graph(&self) -> bool {
        let is_only = self.network.attributes().filter(|(name, _)| *name == DIRECTED).count() == 1;
        let has_own = |it: Relationship<'_>| it.attributes().any(|(name, _)| name == DIRECTED);
        is_only && (self.network.relationship_count() == 0 || !self.network.relationships().all(has_own))
    }

    /// Whether the graph has a direction. A graph that was read without one has none again, unless something
    /// with a direction was added, such as a finding. O(relationships).
    pub(super) fn is_directed(&self) -> bool {
        let all = self.network.attributes().any(|(name, value)| name == DIRECTED && value == "false");
        let is_directed = |relationship: Relationship<'_>| {
            let own = relationship.attributes().find(|(name, _)| *name == DIRECTED);
            own.map_or(!all, |(_, value)| value != "false")
        };
        let is_empty = self.network.relationship_count() == 0;
        self.has_question() || (is_empty && !all) || self.network.relationships().any(is_directed)
    }

    /// The question if it is a node, then the concepts. O(size) in all.
    pub(super) fn nodes(&self) -> Each<'a, Node<'a>> {
        let network = self.network;
        let question = self.has_question().then(|| {
            let mut properties = vec![property("label", network.question()), property("question", "true")];
            self.push_about(&mut properties);
            Node { id: network.question().into(), properties, place: Place::Nowhere }
        });
        let concepts = network.concepts().filter(|concept| !concept.is_question()).map(|concept| {
            let mut properties = vec![property("label", concept.label())];
            push_some(&mut properties, "text", concept.text().unwrap_or_default());
            push_attributes(&mut properties, concept.attributes());
            Node { id: concept.label().into(), properties, place: Place::Nowhere }
        });
        Box::new(question.into_iter().chain(concepts))
    }

    /// O(size) in all.
    pub(super) fn edges(&self) -> Each<'_, Edge<'a>> {
        Box::new(self.network.relationships().map(|relationship| self.edge(relationship)))
    }

    /// The edges with the places of their ends among the nodes, which XML needs: ids are names there, not
    /// texts.
    pub(super) fn numbered_edges(&self) -> Each<'_, (Edge<'a>, usize, usize)> {
        let asked = self.network.question_concept().map(|question| question.id().index());
        // The question is the first node, wherever it is among the concepts.
        let number = move |concept: Concept<'_>| match (concept.id().index(), asked) {
            (index, Some(asked)) if index == asked => 0,
            (index, Some(asked)) if index > asked => index,
            (index, Some(_)) => index + 1,
            (index, None) => index,
        };
        Box::new(self.network.relationships().map(move |relationship| {
            (self.edge(relationship), number(relationship.source()), number(relationship.target()))
        }))
    }

    fn edge(&self, relationship: Relationship<'a>) -> Edge<'a> {
        let mut properties = vec![property("label", relationship.relation())];
        push_some(&mut properties, "passage", relationship.passage().unwrap_or_default());
        if let Some(place) = self.places.finding(relationship) {
            properties.push(("finding".into(), place.to_string().into()));
        }
        if let Some(place) = self.places.highlight(relationship) {
            properties.push(("highlight".into(), place.to_string().into()));
        }
        push_attributes(&mut properties, relationship.attributes());
        Edge {
            source: relationship.source().label().into(),
            target: relationship.target().label().into(),
            properties,
            ..Edge::default()
        }
    }
}

fn push_some<'a>(properties: &mut Vec<Property<'a>>, name: &'static str, value: &'a str) {
    if !value.is_empty() {
        properties.push(property(name, value));
    }
}

fn push_attributes<'a>(properties: &mut Vec<Property<'a>>, attributes: Attributes<'a>) {
    let (mut last, mut count) = ("", 0);
    for (name, value) in attributes {
        count = if name == last { count + 1 } else { 1 };
        last = name;
        properties.push((attribute_name(name, count), value.into()));
    }
}
