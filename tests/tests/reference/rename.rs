//! Which concepts only have another label.

use std::collections::BTreeMap;

use super::parts::{Body, Parts};
use semnet_core::change::{Attribute, RelationshipParts};

/// A concept without its label: text and attributes, and its relationships.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Likeness<'a> {
    text: &'a str,
    attributes: Vec<&'a Attribute>,
    relationships: Vec<Side<'a>>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End<'a> {
    Question,
    /// A concept that both networks have.
    Known(&'a str),
    /// The concept itself, or another one that only one of the networks has by this label.
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
    attributes: Vec<&'a Attribute>,
}

/// The renamed concepts: label before → label after. A concept whose label only `before` has, and one whose
/// label only `after` has, are one renamed when they are alike in text, attributes and relationships (to
/// concepts that both have, or to one that is itself only in one), when no other concept is like them, and
/// when they have any of these at all. O(size log n).
pub(super) fn renames(before: &Parts, after: &Parts) -> BTreeMap<String, String> {
    let (gone, come) = (likenesses(before, after), likenesses(after, before));
    let only = |labels: &[&str]| if let [label] = labels { Some((*label).to_owned()) } else { None };
    let pair = |(likeness, labels): (&Likeness<'_>, &Vec<&str>)| {
        Some((only(labels)?, only(come.get(likeness)?)?)).filter(|_| likeness.is_something())
    };
    gone.iter().filter_map(pair).collect()
}

impl Likeness<'_> {
    fn is_something(&self) -> bool {
        !self.text.is_empty() || !self.attributes.is_empty() || !self.relationships.is_empty()
    }
}

/// The concepts whose label only `one` has, by what they are like.
fn likenesses<'a>(one: &'a Parts, other: &Parts) -> BTreeMap<Likeness<'a>, Vec<&'a str>> {
    let alone = |label: &str| !other.concepts.contains_key(label);
    let like = |(label, body): (&'a String, &'a Body)| {
        let attributes = body.attributes.iter().collect();
        (label.as_str(), Likeness { text: &body.text, attributes, relationships: Vec::new() })
    };
    let mut concepts: BTreeMap<&str, Likeness<'a>> =
        one.concepts.iter().filter(|(label, _)| alone(label)).map(like).collect();
    for RelationshipParts { source, relation, target, passage, attributes } in &one.relationships {
        for (is_outgoing, own, end) in [(true, source, target), (false, target, source)] {
            let Some(concept) = own.as_deref().and_then(|own| concepts.get_mut(own)) else { continue };
            let end = match end.as_deref() {
                None => End::Question,
                Some(_) if own == end => End::Own,
                Some(label) if alone(label) => End::Other,
                Some(label) => End::Known(label),
            };
            let attributes = attributes.iter().collect();
            concept.relationships.push(Side { is_outgoing, relation, end, passage, attributes });
        }
    }
    let mut by_likeness: BTreeMap<Likeness<'a>, Vec<&str>> = BTreeMap::new();
    for (label, mut likeness) in concepts {
        likeness.relationships.sort_unstable();
        by_likeness.entry(likeness).or_default().push(label);
    }
    by_likeness
}
