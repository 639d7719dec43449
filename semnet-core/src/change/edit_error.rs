//! Why an edit cannot be made.

use crate::change::apply::ApplyError;
use crate::change::parts::{Attribute, Owner, RelationshipParts};
use crate::graph::ConceptError;
use crate::network::BuildError;

/// Why an [`Editor`](crate::change::Editor) did not make an edit; it then changed nothing.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EditError {
    /// There is no concept with this label; the error suggests similar labels.
    #[error(transparent)]
    ConceptNotFound(#[from] ConceptError),
    /// A concept with this label exists already.
    #[error("there is already a concept {label:?}; merge the two, or choose another label")]
    ConceptExists {
        /// The beginning of the label.
        label: String,
    },
    /// A concept would have the question as its label.
    #[error("the label {label:?} is the question; choose another label for the concept")]
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
        /// How many relationships match.
        count: usize,
    },
    /// The relationship exists already.
    #[error("there is already a relationship {relationship} with the same passage and attributes")]
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
    /// The concept is a finding already.
    #[error("{label:?} is already a finding; move it instead")]
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
    /// The relationship is highlighted already.
    #[error("the relationship {relationship} is already highlighted; move it instead")]
    AlreadyHighlighted {
        /// The relationship.
        relationship: Box<RelationshipParts>,
    },
    /// There is no such attribute.
    #[error("{on} has no attribute {attribute}")]
    AttributeNotFound {
        /// The part that was expected to have it.
        on: Box<Owner>,
        /// The attribute.
        attribute: Attribute,
    },
    /// The attribute exists already.
    #[error("{on} already has the attribute {attribute}")]
    AttributeExists {
        /// The part that has it.
        on: Box<Owner>,
        /// The attribute.
        attribute: Attribute,
    },
    /// The place is past the end of the list.
    #[error("place {place} is past the end of the list; expected 0 to {last}")]
    PlacePastEnd {
        /// The place, counted from 0.
        place: usize,
        /// The last place that is possible: the end of the list.
        last: usize,
    },
    /// A change does not fit the network.
    #[error(transparent)]
    Apply(#[from] ApplyError),
    /// A string is not allowed in a network, or the network would be too large.
    #[error(transparent)]
    Build(#[from] BuildError),
}
