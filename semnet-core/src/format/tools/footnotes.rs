//! Footnotes for passages: the verdict on each, and its place.

use std::collections::HashMap;

use crate::evidence::{Evidence, Source};
use crate::network::RelationshipId;

/// Footnotes, by the relationships that they belong to.
#[derive(Default)]
pub(super) struct Footnotes {
    numbers: HashMap<RelationshipId, usize>,
    texts: Vec<String>,
}

impl Footnotes {
    pub(super) fn new(evidence: &[Evidence<'_>], sources: &[Source]) -> Footnotes {
        let mut notes = Footnotes::default();
        for found in evidence {
            notes.texts.push(text(found, sources));
            notes.numbers.insert(found.relationship().id(), notes.texts.len());
        }
        notes
    }

    pub(super) fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The number of a relationship's footnote, counted from 1.
    pub(super) fn number(&self, relationship: RelationshipId) -> Option<usize> {
        self.numbers.get(&relationship).copied()
    }

    pub(super) fn texts(&self) -> impl Iterator<Item = (usize, &str)> {
        self.texts.iter().enumerate().map(|(place, text)| (place + 1, text.as_str()))
    }
}

/// `altered: minutes.txt, line 2 (did not reject → rejected)`.
fn text(found: &Evidence<'_>, sources: &[Source]) -> String {
    let mut text = found.verdict().to_string();
    if let Some(place) = found.place() {
        let name = sources.get(place.source).map_or("", Source::name);
        text.push_str(&format!(": {name}, line {}", place.line));
    }
    let differences: Vec<String> = found.differences().iter().map(ToString::to_string).collect();
    if !differences.is_empty() {
        text.push_str(&format!(" ({})", differences.join("; ")));
    }
    text
}
