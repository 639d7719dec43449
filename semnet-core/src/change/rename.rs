//! Finds renamed concepts.

use std::collections::BTreeMap;

use crate::change::similar::join_similar;
use crate::change::walk::{Concepts, NONE, stored_sides};
use crate::network::{Concept, ConceptId};

/// A concept without its label: text and attributes, and its relationships.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Likeness<'a> {
    text: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
    relationships: Vec<Side<'a>>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End<'a> {
    Question,
    /// A concept that both networks have.
    Known(&'a str),
    /// The concept itself, or another one that only one of the networks has.
    Own,
    Other,
}

/// A relationship as seen from one of its ends.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Side<'a> {
    is_outgoing: bool,
    relation: &'a str,
    end: End<'a>,
    passage: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
}

/// Joins the renamed concepts, and returns them as before → after. First come those of which only the label
/// changed: a concept that only `before` has and one that only `after` has, with the same text, attributes
/// and relationships (to concepts that both have, or to concepts that are also in only one), if they have any
/// of these and no other concept has the same. Then come those with further changes, by what they share. O(n
/// log n) for n words, attributes and relationships of such concepts.
pub(super) fn join_renamed(concepts: &mut Concepts<'_>) -> Vec<(ConceptId, ConceptId)> {
    let mut pairs = alike(concepts);
    pairs.iter().for_each(|&(from, to)| concepts.join(from, to));
    pairs.extend(join_similar(concepts));
    pairs
}

fn alike(concepts: &Concepts<'_>) -> Vec<(ConceptId, ConceptId)> {
    let gone = likenesses(concepts.only_before(), &concepts.to_after);
    let come = likenesses(concepts.only_after(), &concepts.to_before);
    let only = |ids: &[ConceptId]| if let [id] = ids { Some(*id) } else { None };
    let pair = |(likeness, ids): (&Likeness<'_>, &Vec<ConceptId>)| {
        Some((only(ids)?, only(come.get(likeness)?)?)).filter(|_| likeness.is_something())
    };
    gone.iter().filter_map(pair).collect()
}

impl Likeness<'_> {
    fn is_something(&self) -> bool {
        !self.text.is_empty() || !self.attributes.is_empty() || !self.relationships.is_empty()
    }
}

/// The concepts that only one network has, by their likeness; `same` has the numbers that other concepts have
/// in the other network.
fn likenesses<'a>(
    alone: impl Iterator<Item = Concept<'a>>,
    same: &[u32],
) -> BTreeMap<Likeness<'a>, Vec<ConceptId>> {
    let mut by_likeness: BTreeMap<Likeness<'a>, Vec<ConceptId>> = BTreeMap::new();
    for concept in alone {
        let end = |end: Concept<'a>| match end {
            end if end.is_question() => End::Question,
            end if end.id() == concept.id() => End::Own,
            end if same.get(end.id().index()) == Some(&NONE) => End::Other,
            end => End::Known(end.label()),
        };
        let mut relationships: Vec<Side<'a>> = stored_sides(concept)
            .map(|(is_outgoing, it, other)| Side {
                is_outgoing,
                relation: it.relation(),
                end: end(other),
                passage: it.passage().unwrap_or_default(),
                attributes: it.attributes().collect(),
            })
            .collect();
        relationships.sort_unstable();
        let (text, attributes) = (concept.text().unwrap_or_default(), concept.attributes().collect());
        by_likeness.entry(Likeness { text, attributes, relationships }).or_default().push(concept.id());
    }
    by_likeness
}
