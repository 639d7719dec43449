//! Writes changes as text, one line each.

use std::fmt;

use crate::change::kinds::{Change, Changes};
use crate::change::parts::{Attribute, ConceptParts, Owner, RelationshipParts};
use crate::util::{differing, excerpt};

impl fmt::Display for Changes {
    /// A line for each change, with its line end.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_slice().iter().try_for_each(|change| writeln!(f, "{change}"))
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::QuestionChanged { from, to } => write!(f, "question changed: {}", Became(from, to)),
            Self::TitleChanged { from, to } => write!(f, "title changed: {}", Became(from, to)),
            Self::ConceptRenamed { from, to } => write!(f, "concept \"{from}\" renamed to \"{to}\""),
            Self::FindingRemoved { concept, place } => {
                write!(f, "finding {concept} removed (it was {})", Ordinal(*place))
            }
            Self::ConceptRemoved { concept } => write!(f, "concept {concept} removed"),
            Self::NoLongerFinding { label, place } => {
                write!(f, "finding \"{label}\" is only a concept now (it was {})", Ordinal(*place))
            }
            Self::FindingAdded { concept, place } => {
                write!(f, "finding {concept} added as {}", Ordinal(*place))
            }
            Self::ConceptAdded { concept } => write!(f, "concept {concept} added"),
            Self::BecameFinding { label, place } => {
                write!(f, "concept \"{label}\" became a finding, the {}", Ordinal(*place))
            }
            Self::FindingMoved { label, from, to } => {
                write!(f, "finding \"{label}\" moved from {} to {}", Ordinal(*from), Ordinal(*to))
            }
            Self::FindingReworded { label, from, to } => {
                write!(f, "finding \"{label}\" reworded: {}", Became(from, to))
            }
            Self::ConceptReworded { label, from, to } => {
                write!(f, "concept \"{label}\" reworded: {}", Became(from, to))
            }
            Self::AttributeRemoved { on, attribute } => write!(f, "attribute {attribute} of {on} removed"),
            Self::AttributeAdded { on, attribute } => write!(f, "attribute {attribute} of {on} added"),
            Self::RelationshipRemoved { relationship } => write!(f, "relationship {relationship} removed"),
            Self::PassageChanged { relationship, to } => {
                let RelationshipParts { passage, .. } = relationship;
                write!(f, "passage of {} changed: {}", Triple(relationship), Became(passage, to))
            }
            Self::RelationshipAdded { relationship } => write!(f, "relationship {relationship} added"),
            Self::HighlightRemoved { relationship, place } => {
                write!(f, "highlight {relationship} removed (it was {})", Ordinal(*place))
            }
            Self::HighlightAdded { relationship, place } => {
                write!(f, "highlight {relationship} added as {}", Ordinal(*place))
            }
            Self::HighlightMoved { relationship, from, to } => {
                write!(f, "highlight {relationship} moved from {} to {}", Ordinal(*from), Ordinal(*to))
            }
        }
    }
}

impl fmt::Display for Attribute {
    /// `name="value"`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}=\"{}\"", self.name, excerpt(&self.value))
    }
}

impl fmt::Display for ConceptParts {
    /// The label in quotation marks.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", self.label)
    }
}

impl fmt::Display for RelationshipParts {
    /// `source —relation→ target “passage”`, the passage shortened.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Triple(self))?;
        if self.passage.is_empty() { Ok(()) } else { write!(f, " “{}”", excerpt(&self.passage)) }
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Network => f.write_str("the network"),
            Self::Concept(label) => write!(f, "the concept \"{label}\""),
            Self::Relationship(relationship) => write!(f, "the relationship {relationship}"),
        }
    }
}

/// A relationship without its passage.
struct Triple<'a>(&'a RelationshipParts);

impl fmt::Display for Triple<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let RelationshipParts { source, relation, target, .. } = self.0;
        let end = |end| Option::as_deref(end).unwrap_or("the question");
        write!(f, "{} —{relation}→ {}", end(source), end(target))
    }
}

/// Two strings, shown from shortly before their first difference.
struct Became<'a>(&'a str, &'a str);

impl fmt::Display for Became<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0, self.1) {
            ("", to) => write!(f, "it is now \"{}\"", excerpt(to)),
            (from, "") => write!(f, "there is none now; it was \"{}\"", excerpt(from)),
            (from, to) => {
                let (from, to) = differing(from, to);
                write!(f, "\"{from}\" became \"{to}\"")
            }
        }
    }
}

/// A place, counted from 0, as an ordinal such as `1st`.
struct Ordinal(usize);

impl fmt::Display for Ordinal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.0.saturating_add(1);
        let ending = match (number % 100, number % 10) {
            (11..=13, _) => "th",
            (_, 1) => "st",
            (_, 2) => "nd",
            (_, 3) => "rd",
            _ => "th",
        };
        write!(f, "{number}{ending}")
    }
}

#[cfg(test)]
mod tests {
    use super::Ordinal;

    #[test]
    fn places_are_said_as_people_say_them() {
        let said: Vec<String> =
            [0, 1, 2, 3, 10, 11, 12, 20, 110].map(|place| Ordinal(place).to_string()).into();
        assert_eq!(said, ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "111th"]);
    }
}
