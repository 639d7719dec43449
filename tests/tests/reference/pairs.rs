//! Which relationships are the same with another passage or other attributes.

use std::collections::{BTreeMap, BTreeSet};

use semnet_core::change::RelationshipParts;

type Triple<'a> = (&'a Option<String>, &'a str, &'a Option<String>);

/// The changed relationships: before → after. Of those that only one of the sets has, two with the same
/// concepts and relation are one changed: first those with the same attributes, then those with the same
/// passage, then the rest, each in canonical order. O(n log n).
pub(super) fn changed<'a>(
    before: &'a BTreeSet<RelationshipParts>,
    after: &'a BTreeSet<RelationshipParts>,
) -> BTreeMap<&'a RelationshipParts, &'a RelationshipParts> {
    let mut gone = by_triple(before, after);
    let mut pairs = BTreeMap::new();
    for (triple, come) in by_triple(after, before) {
        let Some(gone) = gone.remove(&triple) else { continue };
        let (gone, come) = pair(&mut pairs, gone, come, |one| Some(&one.attributes));
        let (gone, come) = pair(&mut pairs, gone, come, |one| Some(&one.passage));
        pair(&mut pairs, gone, come, |_| None::<&str>);
    }
    pairs
}

fn by_triple<'a>(
    one: &'a BTreeSet<RelationshipParts>,
    other: &'a BTreeSet<RelationshipParts>,
) -> BTreeMap<Triple<'a>, Vec<&'a RelationshipParts>> {
    let mut groups: BTreeMap<Triple<'a>, Vec<_>> = BTreeMap::new();
    for relationship in one.difference(other) {
        let triple = (&relationship.source, relationship.relation.as_str(), &relationship.target);
        groups.entry(triple).or_default().push(relationship);
    }
    groups
}

type Two<'a> = (Vec<&'a RelationshipParts>, Vec<&'a RelationshipParts>);

/// Pairs items with equal keys, and returns the rest.
fn pair<'a, T: Ord + ?Sized + 'a>(
    pairs: &mut BTreeMap<&'a RelationshipParts, &'a RelationshipParts>,
    gone: Vec<&'a RelationshipParts>,
    come: Vec<&'a RelationshipParts>,
    same: impl Fn(&'a RelationshipParts) -> Option<&'a T>,
) -> Two<'a> {
    let mut by_same: BTreeMap<Option<&T>, Vec<&RelationshipParts>> = BTreeMap::new();
    for relationship in gone.into_iter().rev() {
        by_same.entry(same(relationship)).or_default().push(relationship);
    }
    let mut left = Vec::new();
    for relationship in come {
        match by_same.get_mut(&same(relationship)).and_then(Vec::pop) {
            Some(before) => {
                pairs.insert(before, relationship);
            }
            None => left.push(relationship),
        }
    }
    let mut unpaired: Vec<_> = by_same.into_values().flatten().collect();
    unpaired.sort_unstable();
    (unpaired, left)
}
