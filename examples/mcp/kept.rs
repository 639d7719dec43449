//! A cache of the networks that were opened last.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::ops::RangeInclusive;

use semnet_core::store::{Entry, StoreError, StoreIndex, StoreRecords};
use semnet_core::{Fingerprint, Network, Store};

/// The bytes of opened networks that are kept, by their canonical form. The indexes of a network take up to
/// twice as many in addition.
const BYTES: usize = 56 << 20;

/// Opened networks, within a bound.
pub(crate) struct Kept {
    /// The most recently used network comes first.
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

    /// Keeps a network that a scan of the store has opened, instead of the least used one. The next scan has
    /// the same order, and would find nothing in the cache if the last ones had replaced the first ones.
    pub(crate) fn keep_last(&mut self, network: Network) {
        let most = self.bytes.saturating_sub(network.as_bytes().len());
        let mut bytes = 0;
        self.networks.retain(|network| {
            bytes += network.as_bytes().len();
            bytes <= most
        });
        self.networks.push_back(network);
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
            self.kept.borrow_mut().keep_last(network.clone());
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

#[cfg(test)]
mod tests {
    use semnet_core::NetworkBuilder;
    use semnet_core::store::MemoryStore;

    use super::*;

    #[test]
    fn looks_through_a_store_find_some_networks_kept() {
        let store = MemoryStore::default();
        let named = |number: usize| NetworkBuilder::new(&format!("{number}?")).build().unwrap();
        let all: Vec<Network> = (0..4).map(named).collect();
        store.add_all(&all).unwrap();
        // Room for three of the four.
        let bytes = 3 * all[0].as_bytes().len();
        let kept = RefCell::new(Kept { networks: VecDeque::new(), bytes });
        let reading = Reading { store: &store, kept: &kept };
        let mut found = 0;
        for _ in 0..10 {
            for network in &all {
                found += usize::from(kept.borrow_mut().get(network.fingerprint()).is_some());
                assert!(reading.get(network.fingerprint()).unwrap().is_some());
                assert!(kept.borrow().lengths().iter().sum::<usize>() <= bytes);
            }
        }
        assert!(found >= 2 * 9, "{found} of 40 were kept");
        // One that is longer than all that is kept drives out the others.
        kept.borrow_mut().bytes = 1;
        reading.get(all[0].fingerprint()).unwrap();
        kept.borrow_mut().keep_last(named(9));
        assert_eq!(kept.borrow().lengths().len(), 1);
    }
}
