//! Stores: keep networks, and recover them by hashtag, link or question.
//!
//! [`MemoryStore`] keeps networks in memory, `SqliteStore` in one file (feature `sqlite`), and `ObjectStore`
//! in an S3-compatible object store (feature `s3`). [`Store`] has the methods that a store must implement;
//! [`StoreExt`] adds search, look-ups and paths to every store.
//!
//! ```
//! use semnet_core::store::{MemoryStore, Recovered, StoreExt};
//! use semnet_core::{NetworkBuilder, Store};
//!
//! let network = NetworkBuilder::new("Why do bees dance?").finding("Waggle Dance", "").build()?;
//! let store = MemoryStore::default();
//! store.add(&network)?;
//!
//! assert_eq!(store.get(network.fingerprint())?.as_ref(), Some(&network));
//! assert_eq!(store.recover(&"why do bees dance".parse()?)?, Recovered::Network(network));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A network is addressed by its content, so a store only ever adds, and adding a network again changes
//! nothing. Everything that is read is verified: the bytes must be canonical and have the fingerprint under
//! which they are stored. So a store need not be trusted.

mod across;
mod entries;
mod entries_with_concept;
mod error;
mod ext;
mod fault;
mod forward;
mod index;
mod lookups;
mod memory;
#[cfg(feature = "s3")]
mod object;
mod question_key;
mod records;
mod records_ext;
mod recover;
mod similar;
#[cfg(feature = "sqlite")]
mod sqlite;

use std::io;
use std::ops::RangeInclusive;

pub use crate::util::Cause;
pub use across::{Overlap, StoreHit, StorePath, StorePathError, StorePathSegment};
pub use entries::Entries;
pub use entries_with_concept::EntriesWithConcept;
pub use error::{Corruption, RecordError, StoreError};
pub use ext::StoreExt;
pub use fault::{Fault, FaultKind};
pub use index::StoreIndex;
pub use memory::MemoryStore;
#[cfg(feature = "s3")]
pub use object::{BlockingObjectStore, ObjectStore};
pub use question_key::{hashtag_key, question_key};
pub use records::{StoreRecords, check_kind, kinds, verified_object};
pub use records_ext::{Records, StoreRecordsExt, check_record};
pub use recover::{Choice, Recovered, Suggestion};
pub use similar::Typo;
#[cfg(feature = "sqlite")]
pub use sqlite::{Salvage, SqliteStore};

use crate::network::{Fingerprint, Network};

/// An entry of a list of networks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entry {
    /// The network's fingerprint, which begins with its hashtag.
    pub fingerprint: Fingerprint,
    /// The question that it answers.
    pub question: String,
    /// The title of its report, which may be empty.
    pub title: String,
}

impl Entry {
    fn of(network: &Network) -> Entry {
        Entry::from(network)
    }

    /// The entry of a network of which only the key can be read. O(1).
    #[cfg(any(feature = "sqlite", feature = "s3"))]
    fn unread(fingerprint: Fingerprint) -> Entry {
        Entry { fingerprint, question: String::new(), title: String::new() }
    }
}

impl From<&Network> for Entry {
    /// O(length of question and title).
    fn from(network: &Network) -> Entry {
        Entry {
            fingerprint: network.fingerprint(),
            question: network.question().to_owned(),
            title: network.title().to_owned(),
        }
    }
}

/// A store: keeps networks, and returns them by their fingerprints.
///
/// To implement one (in a database, a service, a folder), write three methods:
/// [`add`](Store::add), [`get`](Store::get) and [`entries`](Store::entries). Everything else is built on
/// them, in [`StoreExt`], which every store has. A store that can look things up faster than by going through
/// all networks returns its [`index`](Store::index), and one that keeps more than networks returns its
/// [`records`](Store::records). `examples/custom_store.rs` in the repository is a store in a folder, in about
/// 40 lines.
///
/// The costs below are those of [`MemoryStore`] and `SqliteStore`. In `ObjectStore`, calls take a number of
/// requests that its documentation states.
///
/// References to stores, and boxes and `Arc`s of stores, are stores too.
pub trait Store {
    /// Keeps a network. Returns `true` if it was new. Adding it again changes nothing. When the call has
    /// returned, the network is as safe as the disk or the object store can make it. O(size + log networks),
    /// and in a file one sync of the disk.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if it cannot be written; everything stored before is still there.
    fn add(&self, network: &Network) -> Result<bool, StoreError>;

    /// Keeps several networks. Returns how many were new. When the call has returned, they are as safe as if
    /// each had been [added](Store::add) by itself. A store in a file syncs only once for all of them, which
    /// saves most of the time. O(size of all + log networks for each).
    ///
    /// # Errors
    ///
    /// Those of [`add`](Store::add). Some, all or none of the networks may then be kept; add them all again.
    fn add_all(&self, networks: &[Network]) -> Result<usize, StoreError> {
        let mut new = 0;
        for network in networks {
            new += usize::from(self.add(network)?);
        }
        Ok(new)
    }

    /// The network with this fingerprint; `None` if the store does not have it. O(size + log networks): its
    /// bytes are verified. In memory, where the network is reference-counted, O(log networks).
    ///
    /// # Errors
    ///
    /// [`StoreError::Corrupt`] if its bytes are not those that were added (the others can still be opened);
    /// [`StoreError::Unavailable`] if the store cannot be read.
    fn get(&self, fingerprint: Fingerprint) -> Result<Option<Network>, StoreError>;

    /// The networks whose fingerprint is in this range, sorted, at most `limit`. [`Entries`] iterates over
    /// all of them. The question and the title of a damaged network may be empty. O(log networks), and O(1)
    /// for each.
    ///
    /// # Errors
    ///
    /// [`StoreError::PartialListing`] if only a part of the list cannot be read; [`StoreError::Unavailable`]
    /// if the store cannot be read.
    fn entries(&self, range: RangeInclusive<Fingerprint>, limit: usize) -> Result<Vec<Entry>, StoreError>;

    /// Faster look-ups than going through all networks, if this store has any. O(1).
    fn index(&self) -> Option<&dyn StoreIndex> {
        None
    }

    /// Small objects next to the networks (sources, histories), if this store keeps any. O(1).
    fn records(&self) -> Option<&dyn StoreRecords> {
        None
    }

    /// Checks that the store can be reached, and returns once it responds. O(log networks).
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read.
    fn ping(&self) -> Result<(), StoreError> {
        self.entries(all_fingerprints(), 1).map(drop)
    }

    /// Removes a damaged network from the store, after `keep` has saved its bytes elsewhere, so that the same
    /// network can be added again. Returns whether it was damaged. An intact network is left unchanged, and
    /// `keep` is called only for a damaged one. This is the only call that removes anything.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if `keep` fails, if the network cannot be read or removed, or if the
    /// store does not support it. The network is then still there.
    ///
    /// ```
    /// use semnet_core::{Fingerprint, Store};
    /// use semnet_core::store::MemoryStore;
    ///
    /// // In memory, nothing is ever damaged.
    /// let store = MemoryStore::default();
    /// assert!(!store.quarantine(Fingerprint::hash(b""), &mut |bytes| std::fs::write("damaged", bytes))?);
    /// # Ok::<(), semnet_core::store::StoreError>(())
    /// ```
    fn quarantine(
        &self,
        fingerprint: Fingerprint,
        keep: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> Result<bool, StoreError> {
        let _ = (fingerprint, keep);
        Err(StoreError::unavailable(
            "this store",
            "it cannot move corrupt networks away; copy the others to another store",
        ))
    }
}

/// The range of all fingerprints, for [`Store::entries`]. O(1).
///
/// ```
/// use semnet_core::Store;
/// use semnet_core::store::{MemoryStore, all_fingerprints};
///
/// assert!(MemoryStore::default().entries(all_fingerprints(), 10)?.is_empty());
/// # Ok::<(), semnet_core::store::StoreError>(())
/// ```
pub fn all_fingerprints() -> RangeInclusive<Fingerprint> {
    Fingerprint::from_bytes([0; 32])..=Fingerprint::from_bytes([0xff; 32])
}

/// Decodes the bytes of a network and checks that they have this fingerprint. A custom store returns the
/// result from [`get`](Store::get). O(size).
///
/// # Errors
///
/// [`StoreError::Corrupt`] if the bytes are not canonical or have another fingerprint.
///
/// ```
/// use semnet_core::NetworkBuilder;
/// use semnet_core::store::verified;
///
/// let network = NetworkBuilder::new("Why do bees dance?").build()?;
/// let bytes = network.as_bytes().to_vec();
/// assert_eq!(verified(network.fingerprint(), bytes)?, network);
/// assert!(verified(network.fingerprint(), b"something else".to_vec()).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn verified(fingerprint: Fingerprint, bytes: Vec<u8>) -> Result<Network, StoreError> {
    let found = Fingerprint::hash(&bytes);
    if found != fingerprint {
        return Err(StoreError::corrupt(fingerprint, Corruption::Fingerprint { found }));
    }
    Network::from_bytes(bytes).map_err(|error| StoreError::corrupt(fingerprint, Corruption::Decode(error)))
}
