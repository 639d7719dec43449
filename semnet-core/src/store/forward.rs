//! References, boxes and `Arc`s of stores are stores.

use std::io;
use std::ops::RangeInclusive;
use std::sync::Arc;

use crate::network::{Fingerprint, Network};
use crate::store::{Entry, Store, StoreError, StoreIndex, StoreRecords};

macro_rules! forward {
    ($pointer:ty) => {
        impl<S: Store + ?Sized> Store for $pointer {
            fn add(&self, network: &Network) -> Result<bool, StoreError> {
                (**self).add(network)
            }

            fn add_all(&self, networks: &[Network]) -> Result<usize, StoreError> {
                (**self).add_all(networks)
            }

            fn get(&self, fingerprint: Fingerprint) -> Result<Option<Network>, StoreError> {
                (**self).get(fingerprint)
            }

            fn entries(
                &self,
                range: RangeInclusive<Fingerprint>,
                limit: usize,
            ) -> Result<Vec<Entry>, StoreError> {
                (**self).entries(range, limit)
            }

            fn index(&self) -> Option<&dyn StoreIndex> {
                (**self).index()
            }

            fn records(&self) -> Option<&dyn StoreRecords> {
                (**self).records()
            }

            fn ping(&self) -> Result<(), StoreError> {
                (**self).ping()
            }

            fn quarantine(
                &self,
                fingerprint: Fingerprint,
                keep: &mut dyn FnMut(&[u8]) -> io::Result<()>,
            ) -> Result<bool, StoreError> {
                (**self).quarantine(fingerprint, keep)
            }
        }
    };
}

forward!(&S);
forward!(Box<S>);
forward!(Arc<S>);
