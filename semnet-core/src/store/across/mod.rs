//! What holds for a store's networks together: search, shared concepts, and paths from one network to
//! another.

mod concepts;
mod path;
mod search;

use std::ops::ControlFlow;

pub use concepts::Overlap;
#[cfg(feature = "sqlite")]
pub(super) use concepts::folded_labels;
pub(super) use concepts::{LabelIndex, networks_with_concept, overlapping_by_label, overlapping_networks};
pub(super) use path::shortest_path;
pub use path::{StorePath, StorePathError, StorePathSegment};
#[cfg(feature = "s3")]
pub(super) use search::Ranking;
pub use search::StoreHit;
pub(super) use search::{opened, ranked};

use crate::network::{Fingerprint, Network};
use crate::store::{Entries, Store, StoreError};

/// Reads the intact networks of a store, in the order of the fingerprints, until it has enough.
fn each<S: Store + ?Sized>(
    store: &S,
    mut look: impl FnMut(Network) -> ControlFlow<()>,
) -> Result<(), StoreError> {
    for entry in Entries::of(store) {
        if let Some(network) = open(store, entry?.fingerprint)?
            && look(network).is_break()
        {
            break;
        }
    }
    Ok(())
}

/// A network, if it is there and whole: one that is gone or damaged does not keep the others from being
/// found.
fn open<S: Store + ?Sized>(store: &S, fingerprint: Fingerprint) -> Result<Option<Network>, StoreError> {
    match store.get(fingerprint) {
        Err(StoreError::Corrupt { .. }) => Ok(None),
        result => result,
    }
}
