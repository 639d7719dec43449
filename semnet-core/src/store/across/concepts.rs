//! Which networks of a store have a concept, and which share concepts: by label, ignoring letter case.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{ControlFlow, RangeInclusive};

use crate::network::{Fingerprint, Network};
use crate::store::across::{each, each_within};
use crate::store::{Entry, Store, StoreError};
use crate::text::{fold_label, is_folded_as};

/// A network that shares concepts with another, found by
/// [`overlapping_networks`](crate::store::StoreExt::overlapping_networks).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Overlap {
    /// The other network.
    pub entry: Entry,
    /// The labels of the concepts that both have, as they are written in the given network, in [canonical
    /// order](crate::network#canonical-order).
    pub labels: Vec<String>,
}

/// Looks through all networks of a range.
pub(in crate::store) fn networks_with_concept<S: Store + ?Sized>(
    store: &S,
    label: &str,
    range: RangeInclusive<Fingerprint>,
    limit: usize,
) -> Result<Vec<Entry>, StoreError> {
    let wanted = fold_label(label);
    let mut found = Vec::new();
    if limit > 0 {
        each_within(store, range, |network| {
            if holds(&network, &wanted) {
                found.push(Entry::of(&network));
            }
            if found.len() < limit { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
    }
    Ok(found)
}

/// Whether a network has a concept with this folded label. O(length of its labels).
pub(in crate::store) fn holds(network: &Network, wanted: &str) -> bool {
    network.concepts().any(|concept| is_folded_as(concept.label(), wanted))
}

/// The folded labels of a network, each with the first label that it comes from. O(length of its labels · log
/// labels).
pub(in crate::store) fn folded_labels(network: &Network) -> BTreeMap<String, &str> {
    let mut labels = BTreeMap::new();
    for concept in network.concepts() {
        labels.entry(fold_label(concept.label())).or_insert(concept.label());
    }
    labels
}

/// Looks through all networks, once.
pub(in crate::store) fn overlapping_networks<S: Store + ?Sized>(
    store: &S,
    network: &Network,
    limit: usize,
) -> Result<Vec<Overlap>, StoreError> {
    let wanted = folded_labels(network);
    let mut found = Vec::new();
    each(store, |other| {
        if other.fingerprint() != network.fingerprint() {
            let both: BTreeSet<&str> = other
                .concepts()
                .filter_map(|concept| wanted.get(&fold_label(concept.label())).copied())
                .collect();
            if !both.is_empty() {
                let labels = both.into_iter().map(str::to_owned).collect();
                found.push(Overlap { entry: Entry::of(&other), labels });
            }
        }
        ControlFlow::Continue(())
    })?;
    Ok(most_first(found, limit))
}

/// Sorts the networks that share most first, and equal ones by fingerprint.
pub(in crate::store) fn most_first(mut found: Vec<Overlap>, limit: usize) -> Vec<Overlap> {
    crate::util::sort::sort_by(&mut found, |a, b| {
        b.labels.len().cmp(&a.labels.len()).then_with(|| a.entry.cmp(&b.entry))
    });
    found.truncate(limit);
    found
}

/// An index in memory of the networks that have each label. It keeps the beginning of a hash for each label,
/// so it takes 48 bytes for each label of a network.
#[derive(Debug, Default)]
pub(in crate::store) struct LabelIndex(BTreeSet<(u128, Fingerprint)>);

impl LabelIndex {
    /// O(length of its labels + labels · log).
    pub(in crate::store) fn insert(&mut self, network: &Network) {
        let fingerprint = network.fingerprint();
        for concept in network.concepts() {
            self.0.insert((label_key(&fold_label(concept.label())), fingerprint));
        }
    }

    /// The networks of a range that have a concept with this label, sorted. O(length + log labels), and O(1)
    /// for each.
    pub(in crate::store) fn within(
        &self,
        label: &str,
        range: RangeInclusive<Fingerprint>,
    ) -> impl Iterator<Item = Fingerprint> {
        let key = label_key(&fold_label(label));
        let (first, last) = range.into_inner();
        let found = (first <= last).then(|| self.0.range((key, first)..=(key, last)));
        found.into_iter().flatten().map(|(_, fingerprint)| *fingerprint)
    }
}

/// The key of a folded label: enough bits of a hash that nobody can find two labels with the same key.
fn label_key(folded: &str) -> u128 {
    let bytes = Fingerprint::hash(folded.as_bytes());
    bytes.as_bytes().iter().take(16).fold(0, |key, byte| key << 8 | u128::from(*byte))
}
