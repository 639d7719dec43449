//! Which concepts have another label.

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

/// The concepts that are alike: label before → label after. A concept whose label only `before` has, and one
/// whose label only `after` has, are one renamed when they are alike in text, attributes and relationships
/// (to concepts that both have, or to one that is itself only in one), when no other concept is like them,
/// and when they have any of these at all. O(size log n).
fn alike(before: &Parts, after: &Parts) -> BTreeMap<String, String> {
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

/// The concepts whose label only `one` has, by their content.
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

/// The renamed concepts: those that differ only in the label, then those that have enough in common.
pub(super) fn renames(before: &Parts, after: &Parts) -> BTreeMap<String, String> {
    let mut names = alike(before, after);
    loop {
        let mut renamed = before.clone();
        renamed.rename(&names);
        let more = similar(&renamed, after);
        if more.is_empty() {
            return names;
        }
        names.extend(more);
    }
}

/// Twice the shared amount of two concepts, in halves of the words of their texts, and the total of both.
struct Score {
    shared: usize,
    of: usize,
}

impl Score {
    fn is_above(&self, other: &Score) -> bool {
        self.shared * other.of > other.shared * self.of
    }
}

/// Each concept that only one has with every one that only the other has; those that are the best of each
/// other, with no second one as good.
fn similar(before: &Parts, after: &Parts) -> BTreeMap<String, String> {
    let gone = before.concepts.keys().filter(|label| !after.concepts.contains_key(*label));
    let come: Vec<&String> =
        after.concepts.keys().filter(|label| !before.concepts.contains_key(*label)).collect();
    let scores: Vec<(&String, &String, Score)> = gone
        .flat_map(|gone| come.iter().map(move |&come| (gone, come)))
        .filter_map(|(gone, come)| Some((gone, come, score((before, gone), (after, come))?)))
        .collect();
    let is_best = |(gone, come, score): &&(&String, &String, Score)| {
        let rivals = scores.iter().filter(|it| (it.0 == *gone) != (it.1 == *come));
        rivals.into_iter().all(|rival| score.is_above(&rival.2))
    };
    scores.iter().filter(is_best).map(|(gone, come, _)| ((*gone).clone(), (*come).clone())).collect()
}

fn score(one: (&Parts, &String), other: (&Parts, &String)) -> Option<Score> {
    let text = |(parts, label): (&Parts, &String)| parts.concepts[label].text.clone();
    let (a, b) = (text(one), text(other));
    let is_text = !a.is_empty() && a == b;
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|it: char| !it.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    let (a, b) = (words(&a), words(&b));
    let length = (a.len() + b.len()).max(1);
    let common = if is_text { length } else { 2 * in_both(a, b) };
    let (a, b) = (items(one.0, one.1, other.0), items(other.0, other.1, one.0));
    let of = (a.len() + b.len()) * length;
    let shared = in_both(a, b) * length + common;
    (shared > 0 && (is_text || 3 * shared >= of)).then_some(Score { shared, of })
}

fn in_both<T: PartialEq>(one: Vec<T>, mut other: Vec<T>) -> usize {
    let found = |item| other.iter().position(|it| *it == item).map(|place| other.swap_remove(place));
    one.into_iter().filter_map(found).count()
}

/// What a concept has, the text aside that the other may have in part: what no concept of the other network
/// can share is its own.
fn items(parts: &Parts, label: &str, other: &Parts) -> Vec<String> {
    let body = &parts.concepts[label];
    let own = format!("{parts:p}");
    let mut all: Vec<String> = body.attributes.iter().map(|it| format!("{it:?}")).collect();
    all.extend((!body.text.is_empty()).then(|| format!("text of {own}")));
    for RelationshipParts { source, relation, target, passage, attributes } in &parts.relationships {
        for (direction, this, end) in [("to", source, target), ("from", target, source)] {
            if this.as_deref() != Some(label) {
                continue;
            }
            let end = match end {
                _ if this == end => "itself".to_owned(),
                Some(end) if !other.concepts.contains_key(end) => format!("{end:?} of {own}"),
                end => format!("{end:?}"),
            };
            let side = format!("{direction} {relation:?} {end}");
            all.push(side.clone());
            all.extend((!passage.is_empty()).then(|| format!("{side} passage {passage:?}")));
            all.extend(attributes.iter().map(|it| format!("{side} attribute {it:?}")));
        }
    }
    all
}
