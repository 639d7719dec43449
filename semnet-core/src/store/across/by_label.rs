//! Which networks share concepts with another, for stores that look up labels in an index.

use std::collections::{BTreeMap, BTreeSet};

use crate::network::Network;
use crate::store::across::concepts::{folded_labels, most_first};
use crate::store::{EntriesWithConcept, Entry, Overlap, Store, StoreError};

/// Looks up the networks of each label: for stores that have an index of labels.
pub(in crate::store) fn overlapping_by_label<S: Store + ?Sized>(
    store: &S,
    network: &Network,
    limit: usize,
) -> Result<Vec<Overlap>, StoreError> {
    let mut found: BTreeMap<Entry, BTreeSet<&str>> = BTreeMap::new();
    for label in folded_labels(network).into_values() {
        for entry in EntriesWithConcept::of(store, label) {
            let entry = entry?;
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
