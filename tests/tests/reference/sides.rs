//! What one side of a merge changed.

use std::collections::{BTreeMap, BTreeSet};

use super::pairs;
use super::parts::Parts;
use super::parts::RelationshipExt as _;
use semnet_core::change::RelationshipParts;

/// The concepts of the base that a side renamed, changed or made findings, or whose relationships it changed,
/// added or highlighted.
pub(super) fn touched(base: &Parts, side: &Parts, names: &BTreeMap<String, String>) -> BTreeSet<String> {
    let changed = side.concepts.iter().filter(|(label, body)| base.concepts.get(*label) != Some(*body));
    let findings: BTreeSet<&String> = base.findings.iter().collect();
    let highlights: BTreeSet<&RelationshipParts> = base.highlights.iter().collect();
    let related = side.relationships.difference(&base.relationships);
    let highlighted = side.highlights.iter().filter(|one| !highlights.contains(one));
    (changed.map(|(label, _)| label))
        .chain(names.keys())
        .chain(side.findings.iter().filter(|label| !findings.contains(label)))
        .chain(related.chain(highlighted).flat_map(RelationshipParts::ends))
        .cloned()
        .collect()
}

/// The relationships of the base on one side.
pub(super) struct Versions<'a> {
    side: &'a Parts,
    pairs: BTreeMap<&'a RelationshipParts, &'a RelationshipParts>,
    /// Highlighted on this side, and not in the base.
    highlighted: BTreeSet<&'a RelationshipParts>,
}

impl<'a> Versions<'a> {
    pub(super) fn new(base: &'a Parts, side: &'a Parts) -> Versions<'a> {
        let known: BTreeSet<_> = base.highlights.iter().collect();
        Versions {
            side,
            pairs: pairs::changed(&base.relationships, &side.relationships),
            highlighted: side.highlights.iter().filter(|one| !known.contains(one)).collect(),
        }
    }

    pub(super) fn of(&self, before: &'a RelationshipParts) -> Option<&'a RelationshipParts> {
        self.side.relationships.get(before).or_else(|| self.pairs.get(before).copied())
    }

    /// Whether it has another passage or other attributes here, or is highlighted anew.
    pub(super) fn is_changed(&self, before: &RelationshipParts) -> bool {
        self.pairs.contains_key(before) || self.highlighted.contains(before)
    }
}
