//! Networks as rows, one for each part and each network that it came from. The parts of a union are assigned
//! to its sources.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::change::union_marks::{Key, Marks};
use crate::names::KEY_FINDING;
use crate::network::{Concept, Fingerprint, Network, Relationship, write_extra};

/// The number for parts without a source, which were added to a union by hand.
pub(super) const NOBODY: u32 = u32::MAX;

/// A network that parts came from.
#[derive(Clone, Debug)]
pub(super) struct Source<'a> {
    pub(super) fingerprint: Fingerprint,
    pub(super) question: &'a str,
    pub(super) title: &'a str,
}

/// An attribute, and its source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair<'a> {
    pub(super) name: &'a str,
    pub(super) value: &'a str,
    pub(super) source: u32,
}

/// A concept as one source has it.
#[derive(Clone, Debug)]
pub(super) struct ConceptRow<'a> {
    pub(super) label: &'a str,
    pub(super) source: u32,
    pub(super) text: &'a str,
    /// Its place among the source's findings, counted from 1; 0 if it is not a finding.
    pub(super) finding: u32,
    /// Its own attributes: a range of `pairs`.
    pub(super) pairs: std::ops::Range<usize>,
}

/// A relationship as one source has it. An end that is the source's question has the question as its label;
/// an end that is the union's question has none.
#[derive(Clone, Debug)]
pub(super) struct RelationshipRow<'a> {
    pub(super) source: u32,
    pub(super) ends: [&'a str; 2],
    pub(super) relation: &'a str,
    /// Passage and own attributes as canonical bytes.
    pub(super) extra: Cow<'a, [u8]>,
    /// Its place among the source's highlights, counted from 1; 0 if it is not a highlight.
    pub(super) highlight: u32,
    /// Its place among the union's highlights if it was highlighted there by hand.
    pub(super) by_hand: u32,
}

/// The contents of several networks.
#[derive(Default, Debug)]
pub(super) struct Rows<'a> {
    pub(super) sources: Vec<Source<'a>>,
    pub(super) attributes: Vec<Pair<'a>>,
    pub(super) concepts: Vec<ConceptRow<'a>>,
    /// Names and values, to which the ranges of concepts refer.
    pub(super) pairs: Vec<(&'a str, &'a str)>,
    pub(super) relationships: Vec<RelationshipRow<'a>>,
    /// Findings that were added to a union by hand: label and place.
    pub(super) findings_by_hand: Vec<(&'a str, u32)>,
    known: BTreeMap<Fingerprint, u32>,
}

impl<'a> Rows<'a> {
    /// Adds a network, or the sources of a union. Networks that were already added are skipped. O(size).
    pub(super) fn add(&mut self, network: &'a Network, marks: Option<&Marks<'a>>) {
        match marks {
            Some(marks) => self.add_union(network, marks),
            None => self.add_plain(network),
        }
    }

    /// The number of a source, and whether it is new.
    fn source(&mut self, fingerprint: Fingerprint, question: &'a str, title: &'a str) -> (u32, bool) {
        if let Some(&known) = self.known.get(&fingerprint) {
            return (known, false);
        }
        let number = self.sources.len() as u32;
        self.known.insert(fingerprint, number);
        self.sources.push(Source { fingerprint, question, title });
        (number, true)
    }

    fn add_plain(&mut self, network: &'a Network) {
        let (source, true) = self.source(network.fingerprint(), network.question(), network.title()) else {
            return;
        };
        self.attributes.extend(network.attributes().map(|(name, value)| Pair { name, value, source }));
        let findings = places(network.findings().map(Concept::id));
        for concept in network.concepts().filter(|concept| !concept.is_question()) {
            let start = self.pairs.len();
            self.pairs.extend(concept.attributes());
            self.concepts.push(ConceptRow {
                label: concept.label(),
                source,
                text: concept.text().unwrap_or_default(),
                finding: findings.get(&concept.id()).copied().unwrap_or(0),
                pairs: start..self.pairs.len(),
            });
        }
        let highlights = places(network.highlights().map(Relationship::id));
        for relationship in network.relationships().filter(|it| !it.is_key_finding()) {
            self.relationships.push(RelationshipRow {
                source,
                ends: [relationship.source().label(), relationship.target().label()],
                relation: relationship.relation(),
                extra: crate::network::extra_bytes(network, relationship.id()).into(),
                highlight: highlights.get(&relationship.id()).copied().unwrap_or(0),
                by_hand: 0,
            });
        }
    }

    fn add_union(&mut self, network: &'a Network, marks: &Marks<'a>) {
        // The name of a source of the union here, if it is new here.
        let questions: Vec<&str> =
            (0..).zip(marks.fingerprints()).map(|(key, _)| marks.question(key)).collect();
        let numbers: Vec<Option<u32>> = (0..)
            .zip(marks.fingerprints())
            .map(|(key, &fingerprint)| {
                let (number, is_new) = self.source(fingerprint, marks.question(key), marks.title(key));
                is_new.then_some(number)
            })
            .collect();
        let number = |key: Key| numbers.get(key as usize).copied().flatten();
        let is_single = questions.iter().all(|question| Some(question) == questions.first());
        let own = marks.own(network.attributes());
        for (key, source) in (0..).zip(&numbers) {
            let Some(source) = *source else { continue };
            let pairs = own.of(key);
            self.attributes.extend(pairs.into_iter().map(|(name, value)| Pair { name, value, source }));
        }
        let findings = places(network.findings().map(Concept::id));
        for concept in network.concepts().filter(|concept| !concept.is_question()) {
            let mut own = marks.own(concept.attributes());
            let text = concept.text().unwrap_or_default();
            own.check_texts(text);
            let finding = findings.get(&concept.id()).copied().unwrap_or(0);
            if finding > 0 && !own.is_finding() {
                self.findings_by_hand.push((concept.label(), finding));
            }
            for &key in &own.keys {
                let is_question = !is_single && questions.get(key as usize) == Some(&concept.label());
                let (Some(source), false) = (number(key), is_question) else { continue };
                let finding = if finding > 0 { own.finding(key) } else { 0 };
                self.concept(concept.label(), source, own.text(key, text), finding, own.of(key));
            }
            if own.keys.is_empty() {
                self.concept(concept.label(), NOBODY, text, 0, own.of(NOBODY));
            }
        }
        let highlights = places(network.highlights().map(Relationship::id));
        for relationship in network.relationships().filter(|it| !it.is_key_finding()) {
            let own = marks.own(relationship.attributes());
            let mut ends = [relationship.source(), relationship.target()]
                .map(|end| if end.is_question() && !is_single { "" } else { end.label() });
            let (relation, passage) = (relationship.relation(), relationship.passage().unwrap_or_default());
            let extra = write_extra(passage, own.of(NOBODY).into_iter());
            let place = highlights.get(&relationship.id()).copied().unwrap_or(0);
            let mut by_hand = if own.is_highlight() { 0 } else { place };
            for &key in &own.keys {
                let follows =
                    !is_single && relation == KEY_FINDING && questions.get(key as usize) == Some(&ends[0]);
                let (Some(source), false) = (number(key), follows) else { continue };
                let highlight = if place > 0 { own.highlight(key) } else { 0 };
                let extra = Cow::Owned(extra.clone());
                let row = RelationshipRow { source, ends, relation, extra, highlight, by_hand };
                self.relationships.push(row);
                by_hand = 0;
            }
            if own.keys.is_empty() {
                for (end, label) in [relationship.source(), relationship.target()].into_iter().zip(&mut ends)
                {
                    // The question of all, whatever it will be.
                    *label = if end.is_question() { "" } else { end.label() };
                }
                let (source, extra) = (NOBODY, Cow::Owned(extra));
                let row = RelationshipRow { source, ends, relation, extra, highlight: 0, by_hand };
                self.relationships.push(row);
            }
        }
    }

    fn concept(
        &mut self,
        label: &'a str,
        source: u32,
        text: &'a str,
        finding: u32,
        own: Vec<(&'a str, &'a str)>,
    ) {
        let start = self.pairs.len();
        self.pairs.extend(own);
        let pairs = start..self.pairs.len();
        self.concepts.push(ConceptRow { label, source, text, finding, pairs });
    }

    /// Removes a source, with everything that only it has. O(size).
    pub(super) fn remove(&mut self, source: u32) {
        self.sources.remove(source as usize);
        let stays = |it: u32| it != source;
        self.attributes.retain(|pair| stays(pair.source));
        self.concepts.retain(|row| stays(row.source));
        self.relationships.retain(|row| stays(row.source));
        let next = |it: &mut u32| *it -= u32::from(*it > source && *it != NOBODY);
        self.attributes.iter_mut().for_each(|pair| next(&mut pair.source));
        self.concepts.iter_mut().for_each(|row| next(&mut row.source));
        self.relationships.iter_mut().for_each(|row| next(&mut row.source));
        // Relationships that were added by hand keep their concepts.
        let by_hand = self.relationships.iter().filter(|row| row.source == NOBODY).flat_map(|row| row.ends);
        let needed: BTreeSet<&str> = by_hand.filter(|label| !label.is_empty()).collect();
        let known: BTreeSet<&str> = match needed.is_empty() {
            true => BTreeSet::new(),
            false => self.concepts.iter().map(|row| row.label).collect(),
        };
        for label in needed.difference(&known) {
            self.concept(label, NOBODY, "", 0, Vec::new());
        }
    }
}

/// Places in a list, counted from 1.
fn places<T: Ord>(list: impl Iterator<Item = T>) -> BTreeMap<T, u32> {
    list.zip(1..).collect()
}
