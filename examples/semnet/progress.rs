//! Adds networks to a store in batches, with one sync of the disk for each.

use semnet_core::store::{StoreError, StoreExt};
use semnet_core::{Fingerprint, Network, Store};

/// How many networks, and bytes of them, are added at a time.
const MOST: usize = 256;
const LONGEST: usize = 1 << 22;

pub(crate) struct Waiting<'a> {
    store: &'a dyn Store,
    networks: Vec<Network>,
    /// So long are they.
    bytes: usize,
    /// How many the store has taken, and how many of those were new.
    pub(crate) read: u64,
    pub(crate) new: u64,
}

impl Waiting<'_> {
    pub(crate) fn at(store: &dyn Store) -> Waiting<'_> {
        Waiting { store, networks: Vec::new(), bytes: 0, read: 0, new: 0 }
    }

    pub(crate) fn push(&mut self, network: Network) -> Result<(), StoreError> {
        self.bytes += network.as_bytes().len();
        self.networks.push(network);
        if self.networks.len() < MOST && self.bytes < LONGEST { Ok(()) } else { self.add() }
    }

    /// Adds a record.
    pub(crate) fn put(&self, kind: &str, about: Fingerprint, bytes: &[u8]) -> Result<(), StoreError> {
        self.store.try_records()?.put(kind, about, bytes).map(drop)
    }

    /// Adds those that wait; after an error they wait no longer.
    pub(crate) fn add(&mut self) -> Result<(), StoreError> {
        self.bytes = 0;
        let networks = std::mem::take(&mut self.networks);
        self.new += self.store.add_all(&networks)? as u64;
        self.read += networks.len() as u64;
        Ok(())
    }
}
