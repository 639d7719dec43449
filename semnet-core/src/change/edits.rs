//! The order of changes in a list, and the edits from which a list was joined.

use crate::change::kinds::Change;
use crate::change::parts::Owner;

/// The place of a kind of change in the list of an edit: removed things come before moved and added ones.
pub(super) fn rank(change: &Change) -> u8 {
    match change {
        Change::QuestionChanged { .. } => 0,
        Change::TitleChanged { .. } => 1,
        Change::AttributeRemoved { on: Owner::Network, .. } => 2,
        Change::AttributeAdded { on: Owner::Network, .. } => 3,
        Change::ConceptRenamed { .. } => 4,
        Change::FindingRemoved { .. } | Change::NoLongerFinding { .. } => 5,
        Change::ConceptRemoved { .. } => 6,
        Change::FindingMoved { .. } => 7,
        Change::FindingAdded { .. } | Change::BecameFinding { .. } => 8,
        Change::ConceptAdded { .. }
        | Change::FindingReworded { .. }
        | Change::ConceptReworded { .. }
        | Change::AttributeRemoved { on: Owner::Concept(_), .. }
        | Change::AttributeAdded { on: Owner::Concept(_), .. } => 9,
        Change::RelationshipRemoved { .. }
        | Change::PassageChanged { .. }
        | Change::AttributeRemoved { on: Owner::Relationship(_), .. }
        | Change::AttributeAdded { on: Owner::Relationship(_), .. } => 10,
        Change::RelationshipAdded { .. } => 11,
        Change::HighlightRemoved { .. } => 12,
        Change::HighlightMoved { .. } => 13,
        Change::HighlightAdded { .. } => 14,
    }
}

/// The edits in a list of changes. A new edit begins where the order of an edit's changes begins again. Two
/// edits whose changes together are in that order are read as one.
pub(super) fn edits(changes: &[Change]) -> impl DoubleEndedIterator<Item = &[Change]> {
    changes.chunk_by(|one, next| rank(one) <= rank(next))
}
