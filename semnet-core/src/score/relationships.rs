//! Which relationships of two networks are the same: those between the same concepts, with the same relation.

use crate::network::{ConceptId, Network, Relationship};
use crate::score::agreement::{Agreement, Matching, ScoreOptions, ScoreReason};
use crate::score::concepts::SameConcepts;
use crate::words::Lexicon;

type Map<K, V> = hashbrown::HashMap<K, V, foldhash::fast::RandomState>;

/// The ends and the relation, as numbers that are equal where the relations are considered equal.
type Key = (ConceptId, u32, ConceptId);

/// The matches, and for each extracted relationship its match in the reference.
pub(super) fn matched<'a>(
    extracted: &'a Network,
    reference: &'a Network,
    same: &SameConcepts,
    options: &ScoreOptions,
) -> (Agreement<Relationship<'a>>, Vec<Option<usize>>) {
    let (ours, theirs): (Vec<Relationship<'_>>, Vec<Relationship<'_>>) =
        (extracted.relationships().collect(), reference.relationships().collect());
    let mut matching = Matching::new(ours.len(), theirs.len());
    let mut relations = Relations::new(options);
    for is_exact in [true, false] {
        let of_ours = relations.of(extracted, is_exact);
        let of_theirs = relations.of(reference, is_exact);
        let mut groups: Map<Key, Vec<usize>> = Map::default();
        for (place, one) in theirs.iter().enumerate().filter(|&(place, _)| !matching.is_taken[place]) {
            let relation = of_theirs[one.relation_id().index()];
            groups.entry((one.source().id(), relation, one.target().id())).or_default().push(place);
        }
        let key = |one: &Relationship<'_>| -> Option<Key> {
            let (source, target) = (same[one.source().id().index()]?, same[one.target().id().index()]?);
            Some((source, of_ours[one.relation_id().index()], target))
        };
        let reason = if is_exact { ScoreReason::Equal } else { ScoreReason::NearRelation };
        // Of parallel ones, those with the same passage belong together.
        let mut by_passage: Map<(Key, &str), Vec<usize>> = Map::default();
        for (&key, places) in &groups {
            for &place in places.iter().rev() {
                let passage = theirs[place].passage().unwrap_or_default();
                by_passage.entry((key, passage)).or_default().push(place);
            }
        }
        for (place, one) in
            ours.iter().enumerate().filter(|&(place, _)| matching.is_free(place)).collect::<Vec<_>>()
        {
            let Some(key) = key(one) else { continue };
            if let Some(other) =
                by_passage.get_mut(&(key, one.passage().unwrap_or_default())).and_then(Vec::pop)
            {
                matching.pair(place, other, reason);
            }
        }
        for group in groups.values_mut() {
            group.retain(|&place| !matching.is_taken[place]);
            group.reverse();
        }
        for (place, one) in ours.iter().enumerate() {
            if matching.is_free(place)
                && let Some(other) = key(one).and_then(|key| groups.get_mut(&key)).and_then(Vec::pop)
            {
                matching.pair(place, other, reason);
            }
        }
    }
    let pairs = matching.reference.iter().map(|pair| pair.map(|(place, _)| place)).collect();
    (matching.agreement(&ours, &theirs), pairs)
}

/// Numbers for the relations of two networks.
struct Relations {
    numbers: Map<String, u32>,
    lexicon: Lexicon,
    any: bool,
}

impl Relations {
    fn new(options: &ScoreOptions) -> Relations {
        Relations {
            numbers: Map::default(),
            lexicon: Lexicon::new(options.language),
            any: options.any_relation,
        }
    }

    /// For each relation of a network, the number of its name, or of the stems of its words.
    fn of(&mut self, network: &Network, is_exact: bool) -> Vec<u32> {
        let number = |relation: &str| {
            let key = if is_exact {
                format!("={relation}")
            } else if self.any {
                String::new()
            } else {
                let mut stems = String::new();
                self.lexicon.each(relation, |word| {
                    stems.extend([' '].into_iter().chain(word.key.to_string().chars()))
                });
                // Of a relation without any word, only the same one is the same.
                if stems.is_empty() { format!("={relation}") } else { stems }
            };
            let next = self.numbers.len() as u32;
            *self.numbers.entry(key).or_insert(next)
        };
        network.relations().map(number).collect()
    }
}
