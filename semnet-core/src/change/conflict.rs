//! Conflicts: incompatible changes of the two sides of a merge.

use std::fmt;

use serde::Serialize;

use crate::change::parts::{ConceptParts, Owner, RelationshipParts};
use crate::util::excerpt;

/// A conflict of a [merge](crate::network::Network::merge): incompatible changes of the two sides. `Display`
/// writes it as one line, and serde as an object with its kind in the field `conflict`. Labels are those of
/// the base, if it has the concept.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(tag = "conflict", rename_all = "camelCase")]
#[non_exhaustive]
pub enum Conflict {
    /// Both changed the question.
    Question {
        /// Our version.
        ours: String,
        /// Their version.
        theirs: String,
    },
    /// Both changed the title.
    Title {
        /// Our version.
        ours: String,
        /// Their version.
        theirs: String,
    },
    /// Both replaced a value of an attribute, with different new values.
    Attribute {
        /// The part that has the attribute.
        on: Owner,
        /// The name of the attribute.
        name: String,
        /// Our version.
        ours: Vec<String>,
        /// Their version.
        theirs: Vec<String>,
    },
    /// Both renamed a concept.
    Renamed {
        /// The label of the concept.
        label: String,
        /// Our version.
        ours: String,
        /// Their version.
        theirs: String,
    },
    /// One side removed a concept; the other changed or renamed it, made it a finding, or changed, added or
    /// highlighted one of its relationships. The version of the side that removed it is `None` (`null` in
    /// JSON).
    ConceptRemoved {
        /// The label of the concept.
        label: String,
        /// Our version.
        ours: Option<ConceptParts>,
        /// Their version.
        theirs: Option<ConceptParts>,
    },
    /// Both reworded a finding, or both added one with this label.
    FindingReworded {
        /// The label of the concept.
        label: String,
        /// Our version.
        ours: String,
        /// Their version.
        theirs: String,
    },
    /// Both reworded a concept that is not a finding on either side, or both added one with this label.
    ConceptReworded {
        /// The label of the concept.
        label: String,
        /// Our version.
        ours: String,
        /// Their version.
        theirs: String,
    },
    /// Both reordered the findings, in different ways.
    FindingsMoved {
        /// Our version.
        ours: Vec<String>,
        /// Their version.
        theirs: Vec<String>,
    },
    /// One side removed a relationship; the other changed or highlighted it. The version of the side that
    /// removed it is `None` (`null` in JSON).
    RelationshipRemoved {
        /// The relationship.
        relationship: RelationshipParts,
        /// Our version.
        ours: Option<RelationshipParts>,
        /// Their version.
        theirs: Option<RelationshipParts>,
    },
    /// Both changed the passage of a relationship.
    Passage {
        /// The relationship.
        relationship: RelationshipParts,
        /// Our version.
        ours: String,
        /// Their version.
        theirs: String,
    },
    /// Both reordered the highlights, in different ways.
    HighlightsMoved {
        /// Our version.
        ours: Vec<RelationshipParts>,
        /// Their version.
        theirs: Vec<RelationshipParts>,
    },
    /// One side made this the question; the other has a concept with this label.
    QuestionIsLabel {
        /// The question, and the label.
        question: String,
    },
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Question { ours, theirs } => {
                write!(f, "both changed the question: {}", Sides(ours, theirs))
            }
            Self::Title { ours, theirs } => write!(f, "both changed the title: {}", Sides(ours, theirs)),
            Self::Attribute { on, name, ours, theirs } => {
                let (ours, theirs) = (ours.join("\", \""), theirs.join("\", \""));
                write!(f, "both changed the attribute {name} of {on}: {}", Sides(&ours, &theirs))
            }
            Self::Renamed { label, ours, theirs } => {
                write!(f, "both renamed the concept \"{label}\": {}", Sides(ours, theirs))
            }
            Self::ConceptRemoved { label, ours, .. } => {
                write!(f, "{} the concept \"{label}\" or its relationships", Removed(ours.is_none()))
            }
            Self::FindingReworded { label, ours, theirs } => {
                write!(f, "both reworded the finding \"{label}\": {}", Sides(ours, theirs))
            }
            Self::ConceptReworded { label, ours, theirs } => {
                write!(f, "both reworded the concept \"{label}\": {}", Sides(ours, theirs))
            }
            Self::FindingsMoved { ours, theirs } => {
                let quoted = |list: &[String]| list.join("\", \"");
                write!(f, "both moved findings: ours \"{}\"; theirs \"{}\"", quoted(ours), quoted(theirs))
            }
            Self::RelationshipRemoved { relationship, ours, .. } => {
                write!(f, "{} or highlighted the relationship {relationship}", Removed(ours.is_none()))
            }
            Self::Passage { relationship, ours, theirs } => {
                write!(f, "both changed the passage of {relationship}: {}", Sides(ours, theirs))
            }
            Self::HighlightsMoved { ours, theirs } => {
                let listed = |list: &[RelationshipParts]| {
                    list.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
                };
                write!(f, "both moved highlights: ours {}; theirs {}", listed(ours), listed(theirs))
            }
            Self::QuestionIsLabel { question } => {
                write!(f, "\"{question}\" is the question on one side and a concept on the other")
            }
        }
    }
}

struct Sides<'a>(&'a str, &'a str);

impl fmt::Display for Sides<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ours \"{}\"; theirs \"{}\"", excerpt(self.0), excerpt(self.1))
    }
}

/// Which side removed and which changed: `true` if ours removed.
struct Removed(bool);

impl fmt::Display for Removed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0 { "we removed, they changed" } else { "they removed, we changed" })
    }
}
