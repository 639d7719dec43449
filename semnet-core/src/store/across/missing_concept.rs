//! The error for a label that no network of a store has, with similar labels.

use std::collections::HashSet;
use std::ops::ControlFlow;

use crate::graph::ConceptError;
use crate::store::across::each;
use crate::store::{Store, StoreError, StoreExt};
use crate::words::SearchOptions;

/// How many networks are searched for a similar label.
const MOST_ASKED: usize = 8;

/// How many networks are searched if none has a word of the label.
const MOST_LOOKED_AT: usize = 100;

/// The error for a label that no network has. It suggests similar labels from networks with the same words,
/// or else from the first ones.
pub(super) fn no_such_concept<S: Store + ?Sized>(store: &S, label: &str) -> Result<ConceptError, StoreError> {
    let asked = SearchOptions { limit: MOST_ASKED, ..SearchOptions::default() };
    let mut close = Vec::new();
    for found in store.search(label, &asked)? {
        if let Err(error) = found.network().find_concept(label) {
            close.extend(error.suggestions().iter().cloned());
        }
    }
    if close.is_empty() {
        let mut left = MOST_LOOKED_AT;
        each(store, |network| {
            if let Err(error) = network.find_concept(label) {
                close.extend(error.suggestions().iter().cloned());
            }
            left -= 1;
            if left > 0 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
    }
    let mut seen = HashSet::new();
    close.retain(|label| seen.insert(label.clone()));
    Ok(ConceptError::new(label, close))
}
