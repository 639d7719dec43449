//! Which networks of a store have a concept, and which share concepts: by label, without regard to letter
//! case.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use crate::network::{Fingerprint, Network};
use crate::store::across::each;
use crate::store::{Entry, Store, StoreError, StoreExt};
use crate::text::{fold_label, is_folded_as};

/// A network that shares concepts with another: what [`StoreExt::overlapping_networks`] finds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Overlap {
    /// The other network.
    pub entry: Entry,
    /// The labels of the concepts that both have, as the network that was asked about writes them, in
    /// canonical order.
    pub labels: Vec<String>,
}

/// Looks through all networks.
pub(in crate::store) fn networks_with_concept<S: Store + ?Sized>(
    store: &S,
    label: &str,
    limit: usize,
) -> Result<Vec<Entry>, StoreError> {
    let wanted = fold_label(label);
    let mut found = Vec::new();
    if limit > 0 {
        each(store, |network| {
            if holds(&network, &wanted) {
                found.push(Entry::of(&network));
            }
            if found.len() < limit { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
    }
    Ok(found)
}

/// Whether a network has a concept of this folded label. O(length of its labels).
fn holds(network: &Network, wanted: &str) -> bool {
    network.concepts().any(|concept| is_folded_as(concept.label(), wanted))
}

/// The folded labels of a network, each with the first label that is folded so. O(length of its labels ·
/// log).
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

/// Looks up the networks of each label: for engines that have an index of labels.
pub(in crate::store) fn overlapping_by_label<S: Store + ?Sized>(
    store: &S,
    network: &Network,
    limit: usize,
) -> Result<Vec<Overlap>, StoreError> {
    let mut found: BTreeMap<Entry, BTreeSet<&str>> = BTreeMap::new();
    for label in folded_labels(network).into_values() {
        for entry in store.networks_with_concept(label, usize::MAX)? {
            if entry.fingerprint != network.fingerprint() {
                found.entry(entry).or_default().insert(label);
            }
        }
    }
    let shared = found
        .into_iter()
        .map(|(entry, labels)| Overlap { entry, labels: labels.into_iter().map(str::to_owned).collect() });
    Ok(most_first(shared.collect(), limit))
}

/// Those that share most first, equal ones by fingerprint.
fn most_first(mut found: Vec<Overlap>, limit: usize) -> Vec<Overlap> {
    crate::util::sort::sort_by(&mut found, |a, b| {
        b.labels.len().cmp(&a.labels.len()).then_with(|| a.entry.cmp(&b.entry))
    });
    found.truncate(limit);
    found
}

/// An index of labels in memory: the networks that have each, by folded label.
#[derive(Debug, Default)]
pub(in crate::store) struct LabelIndex(BTreeMap<String, BTreeSet<Fingerprint>>);

impl LabelIndex {
    /// O(length of its labels · log).
    pub(in crate::store) fn insert(&mut self, network: &Network) {
        for label in folded_labels(network).into_keys() {
            self.0.entry(label).or_default().insert(network.fingerprint());
        }
    }

    /// The networks that have a concept of this label, sorted. O(length + log labels).
    pub(in crate::store) fn of(&self, label: &str) -> impl Iterator<Item = Fingerprint> {
        self.0.get(&fold_label(label)).into_iter().flatten().copied()
    }
}
