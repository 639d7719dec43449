//! The hits of a search.

use std::fmt;

use crate::network::{Concept, Relationship};
use crate::words::sentence::Snippet;

/// The part of a network that a hit is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum HitLocation<'a> {
    /// The question of the network.
    Question,
    /// The title of its report.
    Title,
    /// A concept, by its label or its text.
    Concept(Concept<'a>),
    /// A relationship, by its passage.
    Relationship(Relationship<'a>),
}

impl fmt::Display for HitLocation<'_> {
    /// `question`, `title`, the label, or `source —relation→ target`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HitLocation::Question => f.pad("question"),
            HitLocation::Title => f.pad("title"),
            HitLocation::Concept(concept) => concept.fmt(f),
            HitLocation::Relationship(relationship) => relationship.fmt(f),
        }
    }
}

/// A part of a network that matches a search.
#[derive(Clone, PartialEq, Debug)]
pub struct SearchHit<'a> {
    pub(super) location: HitLocation<'a>,
    pub(super) score: f64,
    pub(super) label: Option<Snippet<'a>>,
    pub(super) sentence: Option<Snippet<'a>>,
}

impl<'a> SearchHit<'a> {
    /// The part that matches. O(1).
    pub fn location(&self) -> HitLocation<'a> {
        self.location
    }

    /// How well it matches: above 0, and comparable only with hits of the same search. O(1).
    pub fn score(&self) -> f64 {
        self.score
    }

    /// The label with the matching words marked. `None` if the hit is not a concept. O(1).
    pub fn label(&self) -> Option<&Snippet<'a>> {
        self.label.as_ref()
    }

    /// The sentence that has the most distinctive of the words, or the first sentence if none has any. `None`
    /// for a concept without a text. O(1).
    pub fn sentence(&self) -> Option<&Snippet<'a>> {
        self.sentence.as_ref()
    }
}

/// A unit of search: a label and a text, either of which may be empty.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) location: HitLocation<'a>,
    pub(super) label: &'a str,
    pub(super) text: &'a str,
}
