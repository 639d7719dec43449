//! Queries across the networks of a store: search, shared concepts, and paths from one network to another.

#[cfg(feature = "sqlite")]
mod best;
mod by_label;
mod concepts;
mod holders;
mod missing_concept;
mod path;
mod path_search;
mod search;
mod word_index;

use std::ops::{ControlFlow, RangeInclusive};

#[cfg(feature = "sqlite")]
pub(super) use best::Best;
pub(super) use by_label::overlapping_by_label;
pub use concepts::Overlap;
pub(super) use concepts::{LabelIndex, networks_with_concept, overlapping_networks};
#[cfg(feature = "sqlite")]
pub(super) use concepts::{folded_labels, holds};
pub use path::{StorePath, StorePathError, StorePathSegment};
pub(super) use path_search::shortest_path;
pub use search::StoreHit;
pub(super) use search::{opened, ranked};
pub(super) use word_index::WordIndex;

use crate::network::{Fingerprint, Network};
use crate::store::{Entries, Store, StoreError, all_fingerprints};

/// Calls a function with each intact network of a store, in the order of the fingerprints, until it has
/// enough.
fn each<S: Store + ?Sized>(
    store: &S,
    look: impl FnMut(Network) -> ControlFlow<()>,
) -> Result<(), StoreError> {
    each_within(store, all_fingerprints(), look)
}

/// The same for the networks of a range.
fn each_within<S: Store + ?Sized>(
    store: &S,
    range: RangeInclusive<Fingerprint>,
    mut look: impl FnMut(Network) -> ControlFlow<()>,
) -> Result<(), StoreError> {
    for entry in Entries::from(store, *range.start()) {
        let fingerprint = entry?.fingerprint;
        if fingerprint > *range.end() {
            break;
        }
        if let Some(network) = open(store, fingerprint)?
            && look(network).is_break()
        {
            break;
        }
    }
    Ok(())
}

/// A network, or `None` if it is gone or damaged, which must not keep the others from being found.
fn open<S: Store + ?Sized>(store: &S, fingerprint: Fingerprint) -> Result<Option<Network>, StoreError> {
    match store.get(fingerprint) {
        Err(StoreError::Corrupt { .. }) => Ok(None),
        result => result,
    }
}
