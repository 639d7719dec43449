//! The errors of a network's parts, and of bytes that should be a network.

use std::fmt;

use crate::network::VERSION;

/// Why [`NetworkBuilder::build`](crate::network::NetworkBuilder::build) gave no network. Each error names the
/// part that it is about.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// A network without a question.
    #[error("the question is empty; a network answers one question")]
    EmptyQuestion,
    /// A concept or finding without a label.
    #[error("a concept has no label; {}", text_hint(text))]
    EmptyLabel {
        /// The concept's text, to find it by.
        text: String,
    },
    /// A relationship from or to a concept without a label.
    #[error(
        "the relationship via {relation:?} with {other:?} has a concept without a label at its other end"
    )]
    EmptyEnd {
        /// The relation.
        relation: String,
        /// The label at the other end.
        other: String,
    },
    /// A relationship without a relation.
    #[error(
        "the relationship from {source_label:?} to {target_label:?} has no relation (the words after “via”)"
    )]
    EmptyRelation {
        /// The label of the concept that it starts at.
        source_label: String,
        /// The label of the concept that it ends at.
        target_label: String,
    },
    /// An attribute without a name.
    #[error("an attribute of {owner} has no name; its value is {value:?}")]
    EmptyAttributeName {
        /// The part that has the attribute.
        owner: String,
        /// The attribute's value.
        value: String,
    },
    /// A character that is not allowed in a network: a control character, or a code point that is not
    /// assigned in the Unicode version of this build.
    #[error(
        "{what} has the character U+{:04X} at position {}, which is {}",
        u32::from(*character), index + 1, character_hint(*character)
    )]
    Character {
        /// Which string, with its beginning.
        what: String,
        /// The character.
        character: char,
        /// Where it is, in characters of the string given, counted from 0.
        index: usize,
    },
    /// The same label with two different texts.
    #[error("the concept {label:?} has two texts: {first:?} and {second:?}")]
    TwoTexts {
        /// The label.
        label: String,
        /// The beginning of the text that came first.
        first: String,
        /// The beginning of the other one.
        second: String,
    },
    /// A relationship starts or ends at a concept that was not added.
    #[error(
        "the relationship via {relation:?} needs the concept {label:?}, which does not exist; add it, with \
         or without a text"
    )]
    ConceptNotFound {
        /// The label that was not added.
        label: String,
        /// The relation of the relationship.
        relation: String,
    },
    /// A finding that is in the list already.
    #[error("the finding {label:?} is listed twice")]
    FindingTwice {
        /// The finding's label.
        label: String,
    },
    /// A concept or finding with the question as its label.
    #[error(
        "the concept {label:?} has the question as its label; leave it out, because the question becomes a \
         concept by itself when a finding or a relationship touches it"
    )]
    LabelIsQuestion {
        /// The label.
        label: String,
    },
    /// A relationship question –`Key Finding`→ concept, which only the list of findings makes.
    #[error(
        "the relationship from the question via `Key Finding` to {target_label:?} follows from the list of \
         findings; add a finding instead"
    )]
    KeyFinding {
        /// The label of the concept that it ends at.
        target_label: String,
    },
    /// A relationship that is in the list of highlights already.
    #[error(
        "the relationship from {source_label:?} via {relation:?} to {target_label:?} is highlighted twice"
    )]
    HighlightTwice {
        /// The label of the concept that it starts at.
        source_label: String,
        /// The relation.
        relation: String,
        /// The label of the concept that it ends at.
        target_label: String,
    },
    /// A highlight's number is out of range: there are fewer relationships.
    #[error("relationship {number} is highlighted, but there are only {count}, counted from 0")]
    RelationshipNotFound {
        /// The number.
        number: u32,
        /// How many relationships there are.
        count: usize,
    },
    /// The network is too large for its [format](crate::network::specification): counts and lengths are
    /// 32-bit numbers, and the canonical bytes together are fewer than 2^32 (4 GiB).
    #[error("the network has more {what} than fit in 32-bit numbers")]
    TooLarge {
        /// The parts that are too many or too large, such as `relationships` or `bytes`.
        what: &'static str,
    },
}

fn text_hint(text: &str) -> String {
    if text.is_empty() { "it has no text either".into() } else { format!("its text begins {text:?}") }
}

fn character_hint(character: char) -> &'static str {
    if character.is_control() {
        "a control character; the only ones allowed are white space, which becomes a space"
    } else {
        "not assigned in this build's version of Unicode"
    }
}

/// Why bytes are not the canonical bytes of a network.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("byte {offset}: {problem}")]
pub struct DecodeError {
    pub(crate) offset: usize,
    pub(crate) problem: DecodeProblem,
}

impl DecodeError {
    /// Where the problem is, in bytes, counted from 0. O(1).
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// Whether the bytes were made by a newer semnet than this one. O(1).
    pub fn is_newer(&self) -> bool {
        matches!(self.problem, DecodeProblem::Version { version } if version > VERSION)
    }

    /// Whether the bytes end too early.
    pub(crate) fn is_end(&self) -> bool {
        self.problem == DecodeProblem::End
    }
}

/// The error in the bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DecodeProblem {
    Magic,
    Version { version: u32 },
    End,
    NotShortest,
    NumberTooLarge,
    OutOfRange { number: u32, limit: usize },
    NotUtf8,
    NotNormal,
    Empty { what: &'static str },
    Order { what: &'static str },
    LabelIsQuestion,
    QuestionConcept { present: bool },
    Twice { what: &'static str },
    KeyFinding,
    UnusedRelation,
    Trailing,
    TooLong,
}

impl fmt::Display for DecodeProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Magic => f.write_str("a network begins with the bytes `semnet`; these do not"),
            Self::Version { version: 0 } => {
                write!(f, "made by a draft of semnet: version 0; this one reads version {VERSION}")
            }
            Self::Version { version } => {
                write!(f, "made by a newer semnet: version {version}; this one reads version {VERSION}")
            }
            Self::End => f.write_str("the bytes end early, or a length is too large"),
            Self::NotShortest => f.write_str("a number is not in its shortest form"),
            Self::NumberTooLarge => f.write_str("a number does not fit in 32 bits"),
            Self::OutOfRange { number, limit } => write!(
                f,
                "number {number} is out of range; there are \
                only {limit}"
            ),
            Self::NotUtf8 => f.write_str("a string is not UTF-8"),
            Self::NotNormal => f.write_str("a string is not in normal form"),
            Self::Empty { what } => write!(f, "an empty {what}"),
            Self::Order { what } => write!(f, "the {what} is not after the one before it"),
            Self::LabelIsQuestion => f.write_str("a concept spells out the question as its label"),
            Self::QuestionConcept { present: true } => {
                f.write_str("the question is a concept, but no finding or relationship touches it")
            }
            Self::QuestionConcept { present: false } => {
                f.write_str("the question must be a concept, because there are findings")
            }
            Self::Twice { what } => write!(f, "the {what} is listed twice"),
            Self::KeyFinding => f.write_str("a stored relationship from the question via `Key Finding`"),
            Self::UnusedRelation => f.write_str("a relation that no relationship uses"),
            Self::Trailing => f.write_str("bytes follow after the end of the network"),
            Self::TooLong => f.write_str("the bytes or the relationships do not fit in 32-bit numbers"),
        }
    }
}
