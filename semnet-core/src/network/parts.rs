//! The content of a builder: strings in arenas, and the parts of a network as numbers and spans.

use crate::util::{broken, items};

/// A string in the builder's arena.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Span {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Span {
    pub(super) fn is_empty(self) -> bool {
        self.start == self.end
    }

    pub(super) fn of(self, strings: &str) -> &str {
        strings
            .get(self.start as usize..self.end as usize)
            .unwrap_or_else(|| broken(&"a span past the end", ""))
    }
}

/// The concept number that stands for the question while building.
pub(crate) const QUESTION: u32 = u32::MAX;

#[derive(Clone, Copy, Default, Debug)]
pub(super) struct ConceptParts {
    pub(super) label: Span,
    pub(super) text: Span,
    /// Whether it was added, not only named by a relationship.
    pub(super) added: bool,
    pub(super) is_finding: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct RelationshipParts {
    pub(super) source: u32,
    pub(super) relation: u32,
    pub(super) target: u32,
    /// The place of passage and attributes in `extras`, or `NO_EXTRA`.
    pub(super) extra: u32,
}

pub(super) const NO_EXTRA: u32 = u32::MAX;

#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Extra {
    pub(super) passage: Span,
    /// Where its attributes end among those of all relationships; they begin where those before it end.
    pub(super) end: u32,
}

/// All of a network that is being built.
#[derive(Clone, Default)]
pub(super) struct Parts {
    pub(super) strings: String,
    /// Texts and passages, separate from the rest: labels are looked up often, so they are kept close
    /// together.
    pub(super) texts: String,
    pub(super) question: Span,
    pub(super) title: Span,
    pub(super) attributes: Vec<(Span, Span)>,
    pub(super) concepts: Vec<ConceptParts>,
    /// (concept, name, value)
    pub(super) concept_attributes: Vec<(u32, Span, Span)>,
    pub(super) findings: Vec<u32>,
    pub(super) relations: Vec<Span>,
    pub(super) relationships: Vec<RelationshipParts>,
    pub(super) extras: Vec<Extra>,
    /// The attributes of relationships.
    pub(super) pairs: Vec<(Span, Span)>,
    /// Places in `relationships`.
    pub(super) highlights: Vec<u32>,
    /// Whether relationships were removed, so relations may be unused.
    pub(super) took_back: bool,
}

impl Parts {
    /// The attributes that belong to a place in `extras`.
    pub(super) fn pairs_of(&self, extra: u32) -> &[(Span, Span)] {
        let end = |place: u32| self.extras.get(place as usize).map_or(0, |extra| extra.end as usize);
        let start = extra.checked_sub(1).map_or(0, end);
        items(&self.pairs, start..end(extra))
    }

    /// The label of a concept, or the question.
    pub(super) fn label(&self, concept: u32) -> &str {
        match self.concepts.get(concept as usize) {
            Some(parts) => parts.label.of(&self.strings),
            None => self.question.of(&self.strings),
        }
    }
}

/// Sorts attributes and drops those that come twice.
pub(super) fn sort_pairs(pairs: &mut Vec<(Span, Span)>, strings: &str) {
    crate::util::sort::sort_by(pairs, |a, b| {
        (a.0.of(strings), a.1.of(strings)).cmp(&(b.0.of(strings), b.1.of(strings)))
    });
    pairs.dedup_by_key(|(name, value)| (name.of(strings), value.of(strings)));
}
