//! The networks that were opened last, so that a call need not open them again.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::ops::RangeInclusive;

use semnet_core::store::{Entry, StoreError, StoreIndex, StoreRecords};
use semnet_core::{Fingerprint, Network, Store};

/// How many bytes of opened networks are kept, by their canonical form. What belongs to one in memory takes
/// up to twice as many again.
const BYTES: usize = 56 << 20;

/// Opened networks, within a bound.
pub(crate) struct Kept {
    /// The network that was used last comes first.
    networks: VecDeque<Network>,
    pub(crate) bytes: usize,
}

impl Default for Kept {
    fn default() -> Kept {
        Kept { networks: VecDeque::new(), bytes: BYTES }
    }
}

impl Kept {
    pub(crate) fn get(&mut self, fingerprint: Fingerprint) -> Option<Network> {
        let place = self.networks.iter().position(|network| network.fingerprint() == fingerprint)?;
        let network = self.networks.remove(place)?;
        self.networks.push_front(network.clone());
        Some(network)
    }

    pub(crate) fn keep(&mut self, network: Network) {
        self.networks.retain(|other| other.fingerprint() != network.fingerprint());
        self.networks.push_front(network);
        let mut bytes = 0;
        // The one that is in use stays, however large it is.
        self.networks.retain(|network| {
            let is_first = bytes == 0;
            bytes += network.as_bytes().len();
            is_first || bytes <= self.bytes
        });
    }

    #[cfg(test)]
    pub(crate) fn lengths(&self) -> Vec<usize> {
        self.networks.iter().map(|network| network.as_bytes().len()).collect()
    }
}

/// A store whose networks are opened once, as long as they are kept.
pub(crate) struct Reading<'a> {
    pub(crate) store: &'a dyn Store,
    pub(crate) kept: &'a RefCell<Kept>,
}

impl Store for Reading<'_> {
    fn add(&self, network: &Network) -> Result<bool, StoreError> {
        self.store.add(network)
    }

    fn get(&self, fingerprint: Fingerprint) -> Result<Option<Network>, StoreError> {
        if let Some(network) = self.kept.borrow_mut().get(fingerprint) {
            return Ok(Some(network));
        }
        let found = self.store.get(fingerprint)?;
        if let Some(network) = &found {
            self.kept.borrow_mut().keep(network.clone());
        }
        Ok(found)
    }

    fn entries(&self, range: RangeInclusive<Fingerprint>, limit: usize) -> Result<Vec<Entry>, StoreError> {
        self.store.entries(range, limit)
    }

    fn index(&self) -> Option<&dyn StoreIndex> {
        self.store.index()
    }

    fn records(&self) -> Option<&dyn StoreRecords> {
        self.store.records()
    }
}
