//! What holds for a store's networks together: search, shared concepts, and paths from one network to another.

mod concepts;
mod path;
mod search;

use std::ops::ControlFlow;

pub use concepts::Shared;
#[cfg(feature = "sqlite")]
pub(super) use concepts::holding_among;
pub(super) use concepts::{Holders, holding, sharing, sharing_by_label};
pub(super) use path::shortest_path;
pub use path::{AcrossError, Leg, PathAcross};
pub use search::Found;
#[cfg(feature = "s3")]
pub(super) use search::Ranking;
pub(super) use search::search;

use super::{Entries, Store, StoreError};
use crate::network::{Fingerprint, Network};

/// Looks at the networks of a store that are whole, in the order of the fingerprints, until it has seen enough.
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

/// A network, if it is there and whole: one that is gone or damaged does not keep the others from being found.
fn open<S: Store + ?Sized>(store: &S, fingerprint: Fingerprint) -> Result<Option<Network>, StoreError> {
    match store.get(fingerprint) {
        Err(StoreError::Damaged { .. }) => Ok(None),
        result => result,
    }
}
