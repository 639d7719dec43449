//! Memory that searches for paths reuse. The search itself is in `graph::paths`.

use std::sync::{Mutex, PoisonError};

use crate::network::ConceptId;

/// Memory for searches, kept with the network, so a series of searches allocates and clears it only once.
#[derive(Default, Debug)]
pub(crate) struct Pool(Mutex<Vec<Scratch>>);

impl Pool {
    /// How many are kept: as many as threads are likely to search one network at the same time.
    const MOST_KEPT: usize = 16;

    /// Lends a scratch to `work`.
    pub(crate) fn lend<T>(&self, work: impl FnOnce(&mut Scratch) -> T) -> T {
        let mut scratch = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        let result = work(&mut scratch);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < Pool::MOST_KEPT {
            kept.push(scratch);
        }
        result
    }
}

/// The distances of concepts from the two ends of a search. A mark below `base` is from an earlier search and
/// has no meaning, `base` itself means that the search must not enter, and higher marks are distances.
#[derive(Default, Debug)]
pub(crate) struct Scratch {
    /// Per concept, from the start and from the end: side by side, as a search reads both.
    pub(crate) marks: Vec<[u32; 2]>,
    pub(crate) base: u32,
    /// The highest mark in use.
    pub(crate) top: u32,
    pub(crate) fronts: [Vec<ConceptId>; 2],
    pub(crate) next: Vec<ConceptId>,
    pub(crate) meeting: Vec<ConceptId>,
}
