//! The parts of a network as separate values. Changes and conflicts refer to them, and a network can be
//! assembled from them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::network::{Attributes, Concept, Relationship};

/// An attribute, as it occurs in [`Changes`](crate::change::Changes) and conflicts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribute {
    /// The name.
    pub name: String,
    /// The value; may be empty.
    pub value: String,
}

/// A concept without its relationships, as it occurs in [`Changes`](crate::change::Changes) and conflicts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConceptParts {
    /// The label.
    pub label: String,
    /// The text, which may be empty.
    pub text: String,
    /// The attributes.
    pub attributes: BTreeSet<Attribute>,
}

/// Everything that identifies a relationship, as it occurs in [`Changes`](crate::change::Changes) and
/// conflicts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RelationshipParts {
    /// The label of the concept that it starts at; `None` (`null` in JSON) for the question, whose text may
    /// change too.
    #[serde(deserialize_with = "Option::deserialize")] // It must be there.
    pub source: Option<String>,
    /// The relation.
    pub relation: String,
    /// The label of the concept that it ends at; `None` (`null` in JSON) for the question.
    #[serde(deserialize_with = "Option::deserialize")]
    pub target: Option<String>,
    /// The passage, which may be empty.
    pub passage: String,
    /// The attributes.
    pub attributes: BTreeSet<Attribute>,
}

/// The part of a network that an attribute belongs to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Owner {
    /// The network itself.
    Network,
    /// The concept with this label.
    Concept(String),
    /// This relationship.
    Relationship(RelationshipParts),
}

impl From<Relationship<'_>> for RelationshipParts {
    /// The same relationship, with its passage and all attributes.
    fn from(relationship: Relationship<'_>) -> RelationshipParts {
        RelationshipParts::of(relationship)
    }
}

impl From<&RelationshipParts> for RelationshipParts {
    /// A clone.
    fn from(parts: &RelationshipParts) -> RelationshipParts {
        parts.clone()
    }
}

impl<S: AsRef<str>, R: AsRef<str>, T: AsRef<str>> From<(S, R, T)> for RelationshipParts {
    /// Source, relation and target, without a passage.
    fn from((source, relation, target): (S, R, T)) -> RelationshipParts {
        RelationshipParts::new(source.as_ref(), relation.as_ref(), target.as_ref())
    }
}

impl<S: AsRef<str>, R: AsRef<str>, T: AsRef<str>, P: AsRef<str>> From<(S, R, T, P)> for RelationshipParts {
    /// Source, relation, target and passage.
    fn from((source, relation, target, passage): (S, R, T, P)) -> RelationshipParts {
        RelationshipParts { passage: passage.as_ref().to_owned(), ..(source, relation, target).into() }
    }
}

impl RelationshipParts {
    /// A relationship between two concepts, without passage and attributes. An
    /// [`Editor`](crate::change::Editor) takes the question's own text for the question. O(length).
    pub fn new(source: &str, relation: &str, target: &str) -> RelationshipParts {
        RelationshipParts {
            source: Some(source.to_owned()),
            relation: relation.to_owned(),
            target: Some(target.to_owned()),
            passage: String::new(),
            attributes: BTreeSet::new(),
        }
    }

    pub(super) fn of(relationship: Relationship<'_>) -> RelationshipParts {
        RelationshipParts::labelled(relationship, Concept::label)
    }

    /// A relationship whose source and target have other labels here.
    pub(super) fn labelled<'a>(
        relationship: Relationship<'a>,
        label: impl Fn(Concept<'a>) -> &'a str,
    ) -> RelationshipParts {
        let end = |end: Concept<'a>| (!end.is_question()).then(|| label(end).to_owned());
        RelationshipParts {
            source: end(relationship.source()),
            relation: relationship.relation().to_owned(),
            target: end(relationship.target()),
            passage: relationship.passage().unwrap_or_default().to_owned(),
            attributes: attributes(relationship.attributes()),
        }
    }

    /// The labels of its source and target, without the question.
    pub(super) fn ends(&self) -> impl Iterator<Item = &String> {
        self.source.iter().chain(&self.target)
    }

    fn renamed(mut self, names: &BTreeMap<String, String>) -> RelationshipParts {
        for end in [&mut self.source, &mut self.target].into_iter().flatten() {
            rename(end, names);
        }
        self
    }
}

/// Text and attributes of a concept.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
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

/// A network as separate parts. Concepts are named by their labels and the question by `None`, so that each
/// can be renamed by itself.
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
    /// Renames concepts, all in one step; no two may end up with the same label. O(size · log n).
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

    /// Removes concepts, with everything that depends on them. O(size · log n).
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

pub(super) fn attributes(attributes: Attributes<'_>) -> BTreeSet<Attribute> {
    attributes.map(|(name, value)| Attribute { name: name.to_owned(), value: value.to_owned() }).collect()
}
