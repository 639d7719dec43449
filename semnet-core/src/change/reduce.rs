//! Reduces three versions to the parts in which they differ, so that a merge costs as much as the changes;
//! and puts the result back.

use std::collections::{BTreeMap, BTreeSet};

use crate::change::draft::{Draft, Line, LineId, Slot, body, find_label};
use crate::change::parts::{Parts, RelationshipParts, attributes};
use crate::change::rename::join_renamed;
use crate::change::walk::{Concepts, Relationships};
use crate::network::{BuildError, Concept, ConceptId, Network, Relationship, RelationshipId};

/// Source (`None` for the question), relation, target.
type Triple = (Option<String>, String, Option<String>);

/// The parts that differ between the three versions, and the parts that depend on them.
pub(super) struct Reduced {
    labels: BTreeSet<String>,
    triples: BTreeSet<Triple>,
}

impl Reduced {
    /// O(size of the three), and O(k log k) for k parts that differ.
    pub(super) fn new(base: &Network, ours: &Network, theirs: &Network) -> Reduced {
        let mut reduced = Reduced { labels: BTreeSet::new(), triples: BTreeSet::new() };
        for network in [base, ours, theirs] {
            reduced.labels.extend(network.findings().map(|finding| finding.label().to_owned()));
            reduced.triples.extend(network.highlights().map(triple));
        }
        for side in [ours, theirs] {
            let concepts = Concepts::new(base, side);
            let alone = concepts.only_before().chain(concepts.only_after());
            reduced.labels.extend(alone.map(|concept| concept.label().to_owned()));
            for concept in base.concepts() {
                let other = side.concept_by_id(ConceptId(concepts.to_after[concept.id().index()]));
                if other.is_some_and(|other| other.body_bytes() != concept.body_bytes()) {
                    reduced.labels.insert(concept.label().to_owned());
                }
            }
            let found = Relationships::new(&concepts);
            let get = |network: &Network, ids: &[RelationshipId]| -> Vec<Triple> {
                ids.iter().filter_map(|&id| network.relationship_by_id(id).map(triple)).collect()
            };
            reduced.triples.extend(get(base, &found.gone));
            reduced.triples.extend(get(side, &found.come));
        }
        let ends = reduced.triples.iter().flat_map(|(source, _, target)| source.iter().chain(target));
        reduced.labels.extend(ends.cloned());
        reduced
    }

    /// The reduced parts of one of the versions.
    pub(super) fn of(&self, network: &Network) -> Parts {
        let concepts = self.labels.iter().filter_map(|label| {
            let concept = network.concept_by_id(find_label(network, label)?)?;
            Some((label.clone(), body(concept)))
        });
        Parts {
            question: network.question().to_owned(),
            title: network.title().to_owned(),
            attributes: attributes(network.attributes()),
            concepts: concepts.collect(),
            findings: network.findings().map(|finding| finding.label().to_owned()).collect(),
            relationships: self.triples.iter().flat_map(|triple| parallel(network, triple)).collect(),
            highlights: network.highlights().map(RelationshipParts::of).collect(),
        }
    }

    /// A network whose reduced parts are replaced by others.
    pub(super) fn replace(&self, base: &Network, by: Parts) -> Result<Network, BuildError> {
        let before = self.of(base);
        let mut draft = Draft::new(base);
        let gone: Vec<LineId> = (before.relationships.difference(&by.relationships))
            .filter_map(|parts| draft.find_line(&line(&draft, parts)?))
            .collect();
        gone.into_iter().for_each(|id| draft.take_line(id));
        for label in before.concepts.keys().filter(|label| !by.concepts.contains_key(*label)) {
            draft.find(label).into_iter().for_each(|slot| draft.remove(slot));
        }
        for (label, body) in by.concepts {
            match (draft.find(&label), before.concepts.get(&label)) {
                (Some(_), Some(known)) if *known == body => {}
                (Some(slot), _) => *draft.node(slot) = body,
                (None, _) => {
                    draft.add(&label, body);
                }
            }
        }
        for parts in by.relationships.difference(&before.relationships) {
            if let Some(line) = line(&draft, parts) {
                draft.add_line(line);
            }
        }
        (draft.question, draft.title, draft.attributes) = (by.question, by.title, by.attributes);
        draft.findings = by.findings.iter().filter_map(|label| draft.find(label)).collect();
        let highlights = by.highlights.iter().filter_map(|parts| draft.find_line(&line(&draft, parts)?));
        draft.highlights = highlights.collect();
        draft.build()
    }
}

/// The new names of concepts, by their old ones.
pub(super) fn names(before: &Network, after: &Network) -> BTreeMap<String, String> {
    let label = |network: &Network, id| network.concept_by_id(id).map(|concept| concept.label().to_owned());
    let pairs = join_renamed(&mut Concepts::new(before, after)).into_iter();
    pairs.filter_map(|(from, to)| Some((label(before, from)?, label(after, to)?))).collect()
}

fn triple(relationship: Relationship<'_>) -> Triple {
    let end = |end: Concept<'_>| (!end.is_question()).then(|| end.label().to_owned());
    (end(relationship.source()), relationship.relation().to_owned(), end(relationship.target()))
}

/// The relationships with the same source, relation and target. O(log n), and O(1) for each.
fn parallel(network: &Network, (source, relation, target): &Triple) -> Vec<RelationshipParts> {
    let index = network.index();
    let end = |end: &Option<String>| match end {
        None => index.question,
        Some(label) => find_label(network, label),
    };
    let relation = index.relation_number(network.as_bytes(), relation);
    let (Some(source), Some(relation), Some(target)) = (end(source), relation, end(target)) else {
        return Vec::new();
    };
    let range = index.outgoing(source);
    let key = |number: u32| (index.relation(RelationshipId(number)), index.target(RelationshipId(number)));
    let (mut low, mut high) = (range.start, range.end);
    while low < high {
        let middle = low + (high - low) / 2;
        if key(middle) < (relation, target) { low = middle + 1 } else { high = middle }
    }
    let alike = (low..range.end).take_while(|&number| key(number) == (relation, target));
    let stored = alike.filter(|number| !index.derived.contains(number));
    stored
        .filter_map(|number| network.relationship_by_id(RelationshipId(number)).map(RelationshipParts::of))
        .collect()
}

/// A relationship for a draft, if the draft has its source and target.
fn line(draft: &Draft, parts: &RelationshipParts) -> Option<Line> {
    let end = |end: &Option<String>| match end {
        None => Some(Slot::QUESTION),
        Some(label) => draft.find(label),
    };
    Some(Line {
        source: end(&parts.source)?,
        relation: parts.relation.clone(),
        target: end(&parts.target)?,
        passage: parts.passage.clone(),
        attributes: parts.attributes.clone(),
    })
}
