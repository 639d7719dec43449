//! The parts of a network as values of their own, which changes and conflicts name and which can be put
//! together anew.

use std::collections::{BTreeMap, BTreeSet};

use semnet_core::change::{Attribute, ConceptParts, RelationshipParts};
use semnet_core::network::{Attributes, BuildError, NewRelationship};
use semnet_core::{Concept, Network, NetworkBuilder, Relationship};

pub(super) trait RelationshipExt {
    fn of(relationship: Relationship<'_>) -> Self;
    fn ends(&self) -> impl Iterator<Item = &String>;
    fn renamed(self, names: &BTreeMap<String, String>) -> Self;
    fn as_new<'a>(&'a self, question: &'a str) -> NewRelationship<'a>;
}

impl RelationshipExt for RelationshipParts {
    fn of(relationship: Relationship<'_>) -> RelationshipParts {
        let end = |end: Concept<'_>| (!end.is_question()).then(|| end.label().to_owned());
        RelationshipParts {
            source: end(relationship.source()),
            relation: relationship.relation().to_owned(),
            target: end(relationship.target()),
            passage: relationship.passage().unwrap_or_default().to_owned(),
            attributes: attributes(relationship.attributes()),
        }
    }

    fn ends(&self) -> impl Iterator<Item = &String> {
        self.source.iter().chain(&self.target)
    }

    fn renamed(mut self, names: &BTreeMap<String, String>) -> RelationshipParts {
        for end in [&mut self.source, &mut self.target].into_iter().flatten() {
            rename(end, names);
        }
        self
    }

    fn as_new<'a>(&'a self, question: &'a str) -> NewRelationship<'a> {
        let (source, target) = (self.source.as_deref(), self.target.as_deref());
        let new =
            NewRelationship::new(source.unwrap_or(question), &self.relation, target.unwrap_or(question));
        let pairs = self.attributes.iter();
        pairs.fold(new.passage(&self.passage), |new, pair| new.attribute(&pair.name, &pair.value))
    }
}

/// Text and attributes of a concept.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Body {
    pub(super) text: String,
    pub(super) attributes: BTreeSet<Attribute>,
}

impl Body {
    pub(super) fn with_label(&self, label: &str) -> ConceptParts {
        let Body { text, attributes } = self.clone();
        ConceptParts { label: label.to_owned(), text, attributes }
    }
}

/// A network as separate parts. Concepts are named by their label, and the question by none, so each can be
/// renamed by itself.
#[derive(Clone)]
pub(super) struct Parts {
    pub(super) question: String,
    pub(super) title: String,
    pub(super) attributes: BTreeSet<Attribute>,
    pub(super) concepts: BTreeMap<String, Body>,
    pub(super) findings: Vec<String>,
    pub(super) relationships: BTreeSet<RelationshipParts>,
    pub(super) highlights: Vec<RelationshipParts>,
}

impl Parts {
    /// O(size log n).
    pub(super) fn of(network: &Network) -> Parts {
        let body = |concept: Concept<'_>| Body {
            text: concept.text().unwrap_or_default().to_owned(),
            attributes: attributes(concept.attributes()),
        };
        let concepts = network.concepts().filter(|concept| !concept.is_question());
        let stored = network.relationships().filter(|relationship| !relationship.is_key_finding());
        Parts {
            question: network.question().to_owned(),
            title: network.title().to_owned(),
            attributes: attributes(network.attributes()),
            concepts: concepts.map(|concept| (concept.label().to_owned(), body(concept))).collect(),
            findings: network.findings().map(|finding| finding.label().to_owned()).collect(),
            relationships: stored.map(RelationshipParts::of).collect(),
            highlights: network.highlights().map(RelationshipParts::of).collect(),
        }
    }

    /// O(size log n).
    pub(super) fn build(&self) -> Result<Network, BuildError> {
        let mut builder = NetworkBuilder::new(&self.question);
        builder.title(&self.title);
        for Attribute { name, value } in &self.attributes {
            builder.attribute(name, value);
        }
        for (label, body) in &self.concepts {
            builder.concept(label, &body.text);
            for Attribute { name, value } in &body.attributes {
                builder.concept_attribute(label, name, value);
            }
        }
        for label in &self.findings {
            builder.finding(label, "");
        }
        for relationship in &self.relationships {
            builder.relationship(relationship.as_new(&self.question));
        }
        for highlight in &self.highlights {
            builder.highlight(highlight.as_new(&self.question));
        }
        builder.build()
    }

    /// Gives concepts other labels, all at once; no two may end up with the same one. O(size log n).
    pub(super) fn rename(&mut self, names: &BTreeMap<String, String>) {
        if names.is_empty() {
            return;
        }
        let renamed = |mut label: String| {
            rename(&mut label, names);
            label
        };
        let concepts = std::mem::take(&mut self.concepts);
        self.concepts = concepts.into_iter().map(|(label, body)| (renamed(label), body)).collect();
        self.findings.iter_mut().for_each(|label| rename(label, names));
        let relationships = std::mem::take(&mut self.relationships);
        self.relationships = relationships.into_iter().map(|one| one.renamed(names)).collect();
        let highlights = std::mem::take(&mut self.highlights);
        self.highlights = highlights.into_iter().map(|one| one.renamed(names)).collect();
    }

    /// Takes concepts out, with all that needs them. O(size log n).
    pub(super) fn remove(&mut self, labels: &BTreeSet<String>) {
        let is_free =
            |relationship: &RelationshipParts| relationship.ends().all(|label| !labels.contains(label));
        self.concepts.retain(|label, _| !labels.contains(label));
        self.findings.retain(|label| !labels.contains(label));
        self.relationships.retain(is_free);
        self.highlights.retain(is_free);
    }
}

fn rename(label: &mut String, names: &BTreeMap<String, String>) {
    if let Some(name) = names.get(label) {
        label.clone_from(name);
    }
}

fn attributes(attributes: Attributes<'_>) -> BTreeSet<Attribute> {
    attributes.map(|(name, value)| Attribute { name: name.to_owned(), value: value.to_owned() }).collect()
}
