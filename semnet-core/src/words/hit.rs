//! What a search finds, and where.

use std::fmt;

use crate::network::{Concept, Relationship};
use crate::words::sentence::Snippet;

/// Where a hit is.
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

/// A part of a network that answers a search.
#[derive(Clone, PartialEq, Debug)]
pub struct SearchHit<'a> {
    pub(super) place: HitLocation<'a>,
    pub(super) score: f64,
    pub(super) label: Option<Snippet<'a>>,
    pub(super) sentence: Option<Snippet<'a>>,
}

impl<'a> SearchHit<'a> {
    /// Where it is. O(1).
    pub fn place(&self) -> HitLocation<'a> {
        self.place
    }

    /// How well it answers, above 0; comparable with the other hits of the same search, and with no others.
    /// O(1).
    pub fn score(&self) -> f64 {
        self.score
    }

    /// The label, where the hit is a concept, with the words that match. O(1).
    pub fn label(&self) -> Option<&Snippet<'a>> {
        self.label.as_ref()
    }

    /// The sentence in which the most telling of the words stand, the first of several; of a text in which
    /// none stands, its first. None for a concept without a text. O(1).
    pub fn sentence(&self) -> Option<&Snippet<'a>> {
        self.sentence.as_ref()
    }
}

/// A unit of search: a label and a text, either of which may be empty.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) place: HitLocation<'a>,
    pub(super) label: &'a str,
    pub(super) text: &'a str,
}
