//! The networks that a handle of a store on S3 has read and indexed, so that each is read once for all
//! searches and look-ups of concepts.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::time::Instant;

use crate::network::{Fingerprint, Network};
use crate::store::Entry;
use crate::store::across::{LabelIndex, WordIndex};

/// The networks that were read.
#[derive(Default)]
pub(super) struct Looked(Mutex<Known>);

/// Their indexes.
#[derive(Default)]
pub(super) struct Known {
    pub(super) entries: BTreeMap<Fingerprint, Entry>,
    pub(super) labels: LabelIndex,
    pub(super) words: WordIndex,
    /// When the indexes last had all networks of the store.
    pub(super) complete: Option<Instant>,
}

impl Known {
    pub(super) fn insert(&mut self, network: &Network) {
        if self.entries.insert(network.fingerprint(), Entry::of(network)).is_none() {
            self.labels.insert(network);
            self.words.insert(network);
        }
    }
}

impl Looked {
    pub(super) fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Indexes a network that was added, if others were indexed before.
    pub(super) fn add(&self, network: &Network) {
        let mut known = self.lock();
        if known.complete.is_some() {
            known.insert(network);
        }
    }
}
