//! Why an edit cannot be made.

use crate::change::apply::ApplyError;
use crate::change::parts::{Attribute, Owner, RelationshipParts};
use crate::graph::ConceptError;
use crate::network::BuildError;

/// Why an [`Editor`](crate::change::Editor) did not make an edit; it then changed nothing.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EditError {
    /// There is no concept with this label; the error offers labels that are close to it.
    #[error(transparent)]
    ConceptNotFound(#[from] ConceptError),
    /// There is a concept with this label.
    #[error("there is a concept {label:?} already; merge the two, or take another label")]
    ConceptExists {
        /// The beginning of the label.
        label: String,
    },
    /// A concept and the question would be the same.
    #[error("{label:?} would be the question and a concept; take another label")]
    LabelIsQuestion {
        /// The beginning of the label.
        label: String,
    },
    /// There is no such relationship.
    #[error("there is no relationship {relationship}, with this passage and these attributes")]
    RelationshipNotFound {
        /// The relationship.
        relationship: Box<RelationshipParts>,
    },
    /// Several relationships have this source, relation and target.
    #[error("there are {count} relationships {relationship}; name one by its passage and attributes")]
    RelationshipAmbiguous {
        /// The relationship, without passage and attributes.
        relationship: Box<RelationshipParts>,
        /// How many there are.
        count: usize,
    },
    /// There is such a relationship.
    #[error("there is a relationship {relationship} already, with the same passage and attributes")]
    RelationshipExists {
        /// The relationship.
        relationship: Box<RelationshipParts>,
    },
    /// The concept is not a finding.
    #[error("{label:?} is not a finding; make it one first")]
    NotFinding {
        /// The beginning of the label.
        label: String,
    },
    /// The concept is a finding.
    #[error("{label:?} is a finding already; move it instead")]
    AlreadyFinding {
        /// The beginning of the label.
        label: String,
    },
    /// The relationship is not highlighted.
    #[error("the relationship {relationship} is not highlighted; highlight it first")]
    NotHighlighted {
        /// The relationship.
        relationship: Box<RelationshipParts>,
    },
    /// The relationship is highlighted.
    #[error("the relationship {relationship} is highlighted already; move it instead")]
    AlreadyHighlighted {
        /// The relationship.
        relationship: Box<RelationshipParts>,
    },
    /// There is no such attribute.
    #[error("{on} has no attribute {attribute}")]
    AttributeNotFound {
        /// What it should be on.
        on: Box<Owner>,
        /// The attribute.
        attribute: Attribute,
    },
    /// There is such an attribute.
    #[error("{on} has the attribute {attribute} already")]
    AttributeExists {
        /// What it is on.
        on: Box<Owner>,
        /// The attribute.
        attribute: Attribute,
    },
    /// A place past the end of a list.
    #[error("there is no place {place} in a list of {length}, counted from 0")]
    PlacePastEnd {
        /// The place.
        place: usize,
        /// The length that the list would have.
        length: usize,
    },
    /// A change does not fit.
    #[error(transparent)]
    Apply(#[from] ApplyError),
    /// A string that no network may hold, or a network that is too large.
    #[error(transparent)]
    Build(#[from] BuildError),
}
