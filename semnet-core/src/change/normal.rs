//! Normalises the strings of changes and edits, and refuses those that a builder would refuse.

use std::collections::BTreeSet;

use crate::change::kinds::{Change, Changes};
use crate::change::parts::{Attribute, ConceptParts, Owner, RelationshipParts};
use crate::network::BuildError;
use crate::network::normal;
use crate::util::excerpt;

impl Changes {
    /// The same changes with all strings in normal form. O(size).
    pub(super) fn normal(&self) -> Result<Changes, BuildError> {
        self.0.iter().map(change).collect::<Result<_, _>>().map(Changes)
    }
}

fn change(change: &Change) -> Result<Change, BuildError> {
    Ok(match change {
        Change::QuestionChanged { from, to } => {
            Change::QuestionChanged { from: question(from)?, to: question(to)? }
        }
        Change::TitleChanged { from, to } => Change::TitleChanged { from: title(from)?, to: title(to)? },
        Change::ConceptRenamed { from, to } => Change::ConceptRenamed { from: label(from)?, to: label(to)? },
        Change::FindingRemoved { concept: it, place } => {
            Change::FindingRemoved { concept: concept(it)?, place: *place }
        }
        Change::ConceptRemoved { concept: it } => Change::ConceptRemoved { concept: concept(it)? },
        Change::NoLongerFinding { label: it, place } => {
            Change::NoLongerFinding { label: label(it)?, place: *place }
        }
        Change::FindingAdded { concept: it, place } => {
            Change::FindingAdded { concept: concept(it)?, place: *place }
        }
        Change::ConceptAdded { concept: it } => Change::ConceptAdded { concept: concept(it)? },
        Change::BecameFinding { label: it, place } => {
            Change::BecameFinding { label: label(it)?, place: *place }
        }
        Change::FindingMoved { label: it, from, to } => {
            Change::FindingMoved { label: label(it)?, from: *from, to: *to }
        }
        Change::FindingReworded { label: it, from, to } => {
            Change::FindingReworded { label: label(it)?, from: text(it, from)?, to: text(it, to)? }
        }
        Change::ConceptReworded { label: it, from, to } => {
            Change::ConceptReworded { label: label(it)?, from: text(it, from)?, to: text(it, to)? }
        }
        Change::AttributeRemoved { on, attribute: it } => {
            Change::AttributeRemoved { on: owner(on)?, attribute: attribute(it, || on.to_string())? }
        }
        Change::AttributeAdded { on, attribute: it } => {
            Change::AttributeAdded { on: owner(on)?, attribute: attribute(it, || on.to_string())? }
        }
        Change::RelationshipRemoved { relationship: it } => {
            Change::RelationshipRemoved { relationship: relationship(it)? }
        }
        Change::PassageChanged { relationship: it, to } => {
            Change::PassageChanged { relationship: relationship(it)?, to: passage(to)? }
        }
        Change::RelationshipAdded { relationship: it } => {
            Change::RelationshipAdded { relationship: relationship(it)? }
        }
        Change::HighlightRemoved { relationship: it, place } => {
            Change::HighlightRemoved { relationship: relationship(it)?, place: *place }
        }
        Change::HighlightAdded { relationship: it, place } => {
            Change::HighlightAdded { relationship: relationship(it)?, place: *place }
        }
        Change::HighlightMoved { relationship: it, from, to } => {
            Change::HighlightMoved { relationship: relationship(it)?, from: *from, to: *to }
        }
    })
}

pub(super) fn question(string: &str) -> Result<String, BuildError> {
    let question = normal(string, || "the question".into())?;
    if question.is_empty() { Err(BuildError::EmptyQuestion) } else { Ok(question) }
}

pub(super) fn title(string: &str) -> Result<String, BuildError> {
    normal(string, || "the title".into())
}

/// Normalises a label, which must not be empty.
pub(super) fn label(string: &str) -> Result<String, BuildError> {
    let label = normal(string, || "a label".into())?;
    if label.is_empty() { Err(BuildError::EmptyLabel { text: String::new() }) } else { Ok(label) }
}

pub(super) fn text(label: &str, string: &str) -> Result<String, BuildError> {
    normal(string, || format!("the text of {:?}", excerpt(label)))
}

pub(super) fn passage(string: &str) -> Result<String, BuildError> {
    normal(string, || "a passage".into())
}

/// Normalises a relation, which must not be empty.
pub(super) fn relation(string: &str, source: &str, target: &str) -> Result<String, BuildError> {
    let relation = normal(string, || "a relation".into())?;
    let (source_label, target_label) = (excerpt(source), excerpt(target));
    if relation.is_empty() {
        return Err(BuildError::EmptyRelation { source_label, target_label });
    }
    Ok(relation)
}

pub(super) fn attribute(attribute: &Attribute, owner: impl Fn() -> String) -> Result<Attribute, BuildError> {
    let Attribute { name, value } = attribute;
    let name = normal(name, || format!("an attribute name of {}", owner()))?;
    if name.is_empty() {
        return Err(BuildError::EmptyAttributeName { owner: owner(), value: excerpt(value) });
    }
    let value = normal(value, || format!("the attribute {name:?} of {}", owner()))?;
    Ok(Attribute { name, value })
}

pub(super) fn attributes(
    all: &BTreeSet<Attribute>,
    owner: impl Fn() -> String,
) -> Result<BTreeSet<Attribute>, BuildError> {
    all.iter().map(|one| attribute(one, &owner)).collect()
}

pub(super) fn concept(concept: &ConceptParts) -> Result<ConceptParts, BuildError> {
    let ConceptParts { label: it, text: words, attributes: pairs } = concept;
    let owner = || format!("the concept {:?}", excerpt(it));
    let label = label(it).map_err(|error| match error {
        BuildError::EmptyLabel { .. } => BuildError::EmptyLabel { text: excerpt(words) },
        error => error,
    })?;
    Ok(ConceptParts { label, text: text(it, words)?, attributes: attributes(pairs, owner)? })
}

pub(super) fn relationship(parts: &RelationshipParts) -> Result<RelationshipParts, BuildError> {
    let end = |end: &Option<String>, other: &Option<String>| {
        let named = |end: &String| {
            label(end).map_err(|error| match error {
                BuildError::EmptyLabel { .. } => BuildError::EmptyEnd {
                    relation: excerpt(&parts.relation),
                    other: excerpt(other.as_deref().unwrap_or("the question")),
                },
                error => error,
            })
        };
        end.as_ref().map(named).transpose()
    };
    let (source, target) = (end(&parts.source, &parts.target)?, end(&parts.target, &parts.source)?);
    let name = |end: &Option<String>| end.clone().unwrap_or_else(|| "the question".into());
    let relation = relation(&parts.relation, &name(&source), &name(&target))?;
    let owner = || format!("the relationship {parts}");
    Ok(RelationshipParts {
        source,
        relation,
        target,
        passage: passage(&parts.passage)?,
        attributes: attributes(&parts.attributes, owner)?,
    })
}

fn owner(owner: &Owner) -> Result<Owner, BuildError> {
    Ok(match owner {
        Owner::Network => Owner::Network,
        Owner::Concept(it) => Owner::Concept(label(it)?),
        Owner::Relationship(it) => Owner::Relationship(relationship(it)?),
    })
}
