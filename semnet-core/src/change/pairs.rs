//! Pairs relationships that differ only in their passage or attributes.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::change::parts::RelationshipParts;
use crate::util::sort::{sort, stable_sort_by};

type Pairs<'a> = BTreeMap<&'a RelationshipParts, &'a RelationshipParts>;
type Sorted<'a> = Vec<&'a RelationshipParts>;
type Compare = fn(&RelationshipParts, &RelationshipParts) -> Ordering;

/// The changed relationships, before → after. Two relationships with the same concepts and relation, each in
/// only one of the sets, are one changed relationship. Those with the same attributes are paired first, then
/// those with the same passage, then the rest, each in canonical order. O(n log n).
pub(super) fn changed<'a>(
    before: &'a BTreeSet<RelationshipParts>,
    after: &'a BTreeSet<RelationshipParts>,
) -> Pairs<'a> {
    paired(before.difference(after), after.difference(before))
}

/// The same for the relationships that only one set has, each list sorted.
pub(super) fn paired<'a>(
    gone: impl Iterator<Item = &'a RelationshipParts>,
    come: impl Iterator<Item = &'a RelationshipParts>,
) -> Pairs<'a> {
    let (gone, come): (Sorted<'a>, Sorted<'a>) = (gone.collect(), come.collect());
    let mut pairs = BTreeMap::new();
    // They are sorted by the triple first.
    let mut groups = come.chunk_by(|one, other| triple(one) == triple(other)).peekable();
    for gone in gone.chunk_by(|one, other| triple(one) == triple(other)) {
        let is_before = |come: &&[&RelationshipParts]| {
            come.first().map(|one| triple(one)) < gone.first().map(|one| triple(one))
        };
        while groups.next_if(is_before).is_some() {}
        let is_same = |come: &&[&RelationshipParts]| {
            come.first().map(|one| triple(one)) == gone.first().map(|one| triple(one))
        };
        let Some(come) = groups.next_if(is_same) else { continue };
        let attributes: Compare = |one, other| one.attributes.cmp(&other.attributes);
        let passage: Compare = |one, other| one.passage.cmp(&other.passage);
        let (mut gone, mut come) = (gone.to_vec(), come.to_vec());
        for compare in [attributes, passage, |_, _| Ordering::Equal] {
            (gone, come) = pair(&mut pairs, gone, come, compare);
        }
    }
    pairs
}

fn triple(one: &RelationshipParts) -> (&Option<String>, &str, &Option<String>) {
    (&one.source, &one.relation, &one.target)
}

/// Pairs the relationships that a comparison considers equal, and leaves the rest, sorted.
fn pair<'a>(
    pairs: &mut Pairs<'a>,
    mut gone: Sorted<'a>,
    mut come: Sorted<'a>,
    compare: Compare,
) -> (Sorted<'a>, Sorted<'a>) {
    stable_sort_by(&mut gone, |one, other| compare(one, other));
    stable_sort_by(&mut come, |one, other| compare(one, other));
    let (mut without_come, mut without_gone) = (Vec::new(), Vec::new());
    let (mut gone, mut come) = (gone.into_iter().peekable(), come.into_iter().peekable());
    while let (Some(before), Some(after)) = (gone.peek(), come.peek()) {
        match compare(before, after) {
            Ordering::Less => without_come.extend(gone.next()),
            Ordering::Greater => without_gone.extend(come.next()),
            Ordering::Equal => {
                pairs.insert(before, after);
                gone.next();
                come.next();
            }
        }
    }
    without_come.extend(gone);
    without_gone.extend(come);
    sort(&mut without_come);
    sort(&mut without_gone);
    (without_come, without_gone)
}
