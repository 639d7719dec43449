//! What two sides changed in ways that do not go together.

use std::fmt;

use serde::Serialize;

use crate::change::parts::{ConceptParts, Owner, RelationshipParts};
use crate::util::excerpt;

/// A conflict of a [merge](crate::network::Network::merge): changes of the two sides that do not fit
/// together. A line by `Display`, an object with its kind as `conflict` by serde. Labels are those of the
/// base, where it has the concept.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(tag = "conflict", rename_all = "camelCase")]
#[non_exhaustive]
pub enum Conflict {
    /// Both changed the question.
    Question {
        /// On our side.
        ours: String,
        /// On their side.
        theirs: String,
    },
    /// Both changed the title.
    Title {
        /// On our side.
        ours: String,
        /// On their side.
        theirs: String,
    },
    /// Both replaced a value of an attribute, by different ones.
    Attribute {
        /// What it is on.
        on: Owner,
        /// The name of the attribute.
        name: String,
        /// On our side.
        ours: Vec<String>,
        /// On their side.
        theirs: Vec<String>,
    },
    /// Both renamed a concept.
    Renamed {
        /// Its label.
        label: String,
        /// On our side.
        ours: String,
        /// On their side.
        theirs: String,
    },
    /// One removed a concept, the other changed or renamed it, made it a finding, or changed, added or
    /// highlighted a relationship of it. The side that removed it has none (`null` in JSON).
    ConceptRemoved {
        /// Its label.
        label: String,
        /// On our side.
        ours: Option<ConceptParts>,
        /// On their side.
        theirs: Option<ConceptParts>,
    },
    /// Both reworded a finding, or both added one of this label.
    FindingReworded {
        /// Its label.
        label: String,
        /// On our side.
        ours: String,
        /// On their side.
        theirs: String,
    },
    /// Both reworded a concept that is not a finding on either side, or both added one of this label.
    ConceptReworded {
        /// Its label.
        label: String,
        /// On our side.
        ours: String,
        /// On their side.
        theirs: String,
    },
    /// Both gave the findings another order.
    FindingsMoved {
        /// On our side.
        ours: Vec<String>,
        /// On their side.
        theirs: Vec<String>,
    },
    /// One removed a relationship, the other changed or highlighted it. The side that removed it has none
    /// (`null` in JSON).
    RelationshipRemoved {
        /// The relationship.
        relationship: RelationshipParts,
        /// On our side.
        ours: Option<RelationshipParts>,
        /// On their side.
        theirs: Option<RelationshipParts>,
    },
    /// Both changed the passage of a relationship.
    Passage {
        /// The relationship.
        relationship: RelationshipParts,
        /// On our side.
        ours: String,
        /// On their side.
        theirs: String,
    },
    /// Both gave the highlights another order.
    HighlightsMoved {
        /// On our side.
        ours: Vec<RelationshipParts>,
        /// On their side.
        theirs: Vec<RelationshipParts>,
    },
    /// One made this the question, the other has a concept of this label.
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

/// Who removed and who changed; whether it was we who removed.
struct Removed(bool);

impl fmt::Display for Removed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0 { "we removed, they changed" } else { "they removed, we changed" })
    }
}
