//! Which concepts of two networks are the same: by label, alias or similar label.

use crate::names::ALIAS;
use crate::network::{Concept, ConceptId, Network};
use crate::score::agreement::{Agreement, Matching, ScoreOptions, ScoreReason};
use crate::words::duplicates_across;

type Map<K, V> = hashbrown::HashMap<K, V, foldhash::fast::RandomState>;

/// For each extracted concept, its match in the reference.
pub(super) type SameConcepts = Vec<Option<ConceptId>>;

pub(super) fn matched<'a>(
    extracted: &'a Network,
    reference: &'a Network,
    options: &ScoreOptions,
) -> (Agreement<Concept<'a>>, SameConcepts) {
    let mut matching = Matching::new(extracted.concept_count(), reference.concept_count());
    for concept in without_question(extracted) {
        if let Some(same) = reference.concept(concept.label()).filter(|same| !same.is_question()) {
            matching.pair(concept.id().index(), same.id().index(), ScoreReason::Equal);
        }
    }
    by_alias(extracted, reference, &mut matching);
    for (reason, one, other) in duplicates_across(extracted, reference, options.language) {
        matching.pair(one.index(), other.index(), ScoreReason::NearLabel(reason));
    }
    let mut same: SameConcepts =
        matching.reference.iter().map(|pair| pair.map(|(place, _)| ConceptId(place as u32))).collect();
    // The two questions match each other; they are not compared like other concepts.
    let questions = (extracted.question_concept(), reference.question_concept());
    if let (Some(one), Some(other)) = questions {
        same[one.id().index()] = Some(other.id());
    }
    let mut agreement = matching.agreement(&all(extracted), &all(reference));
    agreement.unmatched_extracted.retain(|concept| !concept.is_question());
    agreement.unmatched_reference.retain(|concept| !concept.is_question());
    (agreement, same)
}

fn all(network: &Network) -> Vec<Concept<'_>> {
    network.concepts().collect()
}

fn without_question(network: &Network) -> impl Iterator<Item = Concept<'_>> {
    network.concepts().filter(|concept| !concept.is_question())
}

/// A concept's label and its aliases.
fn names<'a>(concept: Concept<'a>) -> impl Iterator<Item = &'a str> {
    let aliases = concept.attributes().filter(|&(name, _)| name == ALIAS).map(|(_, alias)| alias);
    [concept.label()].into_iter().chain(aliases)
}

/// Matches concepts of which one has a name of the other as an alias.
fn by_alias(extracted: &Network, reference: &Network, matching: &mut Matching) {
    let mut named: Map<&str, Vec<usize>> = Map::default();
    for concept in without_question(reference) {
        let place = concept.id().index();
        if !matching.is_taken[place] {
            names(concept).for_each(|name| named.entry(name).or_default().push(place));
        }
    }
    for concept in without_question(extracted) {
        let place = concept.id().index();
        if !matching.is_free(place) {
            continue;
        }
        // Of the concepts of this name, those that are taken are gone for good.
        for name in names(concept) {
            let Some(others) = named.get_mut(name) else { continue };
            others.retain(|&other| !matching.is_taken[other]);
            if others.first().is_some_and(|&other| matching.pair(place, other, ScoreReason::Alias)) {
                break;
            }
        }
    }
}
