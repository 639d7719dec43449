//! Stores: keep networks, and recover them by hashtag, link or question.
//!
//! A network is addressed by its content, so a store only ever adds, and adding twice is adding once. What is read is
//! checked: the bytes must be canonical and have the fingerprint that they are stored under. Nobody needs to trust a
//! store.

mod across;
mod entries;
mod error;
mod lookups;
mod memory;
#[cfg(feature = "s3")]
mod object;
mod question_key;
mod recover;
mod similar;
#[cfg(feature = "sqlite")]
mod sqlite;

use std::io;
use std::ops::RangeInclusive;

pub use across::{Overlap, StoreHit, StorePath, StorePathError, StorePathSegment};
pub use entries::Entries;
pub use error::{Corruption, StoreError};
pub use memory::MemoryStore;
#[cfg(feature = "s3")]
pub use object::{BlockingObjectStore, ObjectStore};
pub use recover::{Choice, Recovered, Suggestion};
pub use similar::Difference;
#[cfg(feature = "sqlite")]
pub use sqlite::{Salvage, SqliteStore};

use crate::graph::PathOptions;
use crate::network::{Fingerprint, Network};
use crate::query_bar::Query;
use crate::store::lookups::{AtOnce, now};
use crate::words::SearchOptions;

/// What a list of networks says of each.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Entry {
    /// The network's fingerprint, of which the hashtag is the beginning.
    pub fingerprint: Fingerprint,
    /// The question that it answers.
    pub question: String,
    /// The title of its report; empty when there is none.
    pub title: String,
}

impl Entry {
    fn of(network: &Network) -> Entry {
        Entry {
            fingerprint: network.fingerprint(),
            question: network.question().to_owned(),
            title: network.title().to_owned(),
        }
    }
}

/// Where networks are kept. The methods without a body are what an engine has to do; [`recover`](Store::recover) is
/// the same for all of them.
pub trait Store {
    /// Keeps a network; whether it was new. Adding one that is there already changes nothing. When the call has
    /// returned, the network is as safe as the engine can make it.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] when it cannot be written; what was there before is still there.
    fn add(&self, network: &Network) -> Result<bool, StoreError>;

    /// Keeps several networks; how many were new. When the call has returned, they are as safe as if each had been
    /// [added](Store::add); a store in a file syncs once for all of them, which takes most of the time.
    ///
    /// # Errors
    ///
    /// Those of [`add`](Store::add). Then some of them may be kept, or none; adding them again is right.
    fn add_all(&self, networks: &[Network]) -> Result<usize, StoreError> {
        let mut new = 0;
        for network in networks {
            new += usize::from(self.add(network)?);
        }
        Ok(new)
    }

    /// The network of this fingerprint.
    ///
    /// # Errors
    ///
    /// [`StoreError::Corrupt`] for one whose bytes are not those that were added; the others still open.
    fn get(&self, fingerprint: Fingerprint) -> Result<Option<Network>, StoreError>;

    /// The networks whose fingerprint is in this range, sorted, at most `limit`. [`Entries`] goes through all of them. Of a
    /// damaged one, question and title may be empty.
    ///
    /// # Errors
    ///
    /// [`StoreError::PartialListing`] when only a part of the list cannot be read, [`StoreError::Unavailable`] when the store cannot be
    /// read.
    fn entries(&self, range: RangeInclusive<Fingerprint>, limit: usize) -> Result<Vec<Entry>, StoreError>;

    /// The networks whose hashtag looks like `hashtag` when letter case is disregarded and 0 and O, 1, l and I are
    /// the same; sorted, at most `limit`.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] when the store cannot be read.
    fn similar_hashtags(&self, hashtag: &str, limit: usize) -> Result<Vec<Entry>, StoreError>;

    /// The networks that ask this question, without regard to letter case, kinds of dash and quotation mark, and closing
    /// punctuation; sorted, at most `limit`.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] when the store cannot be read.
    fn find_by_question(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError>;

    /// The networks that ask something close to this question, the closest first, without those that
    /// [`find_by_question`](Store::find_by_question) gives; at most `limit`.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] when the store cannot be read.
    fn find_similar_questions(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError>;

    /// The networks that answer some words best, the best first, each as one text of question, title, labels, texts and
    /// passages; damaged ones are not found. Words are found as [`Network::search`] finds them, which also says where in
    /// a network they are. Equal ones are sorted. Engines with an index of words may rank otherwise where they say so.
    /// O(length of all texts of the store).
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] when the store cannot be read.
    ///
    /// ```
    /// use semnet_core::{NetworkBuilder, Store};
    /// use semnet_core::store::MemoryStore;
    /// use semnet_core::words::SearchOptions;
    ///
    /// let store = MemoryStore::default();
    /// store.add(&NetworkBuilder::new("Why do bees dance?").build()?)?;
    /// store.add(&NetworkBuilder::new("How is steel made?").build()?)?;
    ///
    /// let found = store.search("dancing bee", &SearchOptions::default())?;
    /// assert_eq!(found.len(), 1);
    /// assert_eq!(found[0].network().search("dancing bee", &SearchOptions::default()).len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn search(&self, words: &str, search: &SearchOptions) -> Result<Vec<StoreHit>, StoreError> {
        across::search(self, words, search)
    }

    /// The networks that have a concept of this label, without regard to letter case; the question is a concept where a
    /// finding or relationship touches it. Sorted, at most `limit`; damaged ones are not found. O(length of all labels of
    /// the store), less with an index.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] when the store cannot be read.
    ///
    /// ```
    /// use semnet_core::{NetworkBuilder, Store};
    /// use semnet_core::store::MemoryStore;
    ///
    /// let store = MemoryStore::default();
    /// store.add(&NetworkBuilder::new("Why do bees dance?").concept("Sun Compass", "").build()?)?;
    /// store.add(&NetworkBuilder::new("How do ants find home?").concept("sun compass", "").build()?)?;
    /// assert_eq!(store.networks_with_concept("Sun compass", 10)?.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn networks_with_concept(&self, label: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        across::networks_with_concept(self, label, limit)
    }

    /// The other networks of the store that share concepts with this one, which need not be in the store itself: those
    /// that share most first, at most `limit`. Labels are compared as [`networks_with_concept`](Store::networks_with_concept) does. O(length of all
    /// labels of the store), less with an index.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] when the store cannot be read.
    ///
    /// ```
    /// use semnet_core::{NetworkBuilder, Store};
    /// use semnet_core::store::MemoryStore;
    ///
    /// let store = MemoryStore::default();
    /// let bees = NetworkBuilder::new("Why do bees dance?").concept("Sun Compass", "").build()?;
    /// store.add(&NetworkBuilder::new("How do ants find home?").concept("sun compass", "").build()?)?;
    ///
    /// let sharing = store.overlapping_networks(&bees, 10)?;
    /// assert_eq!(sharing[0].entry.question, "How do ants find home?");
    /// assert_eq!(sharing[0].labels, ["Sun Compass"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn overlapping_networks(&self, network: &Network, limit: usize) -> Result<Vec<Overlap>, StoreError> {
        across::overlapping_networks(self, network, limit)
    }

    /// The shortest path from one concept to another through whatever networks of the store: concepts whose labels are
    /// equal but for letter case are one. Of the paths with the fewest relationships it is one with the fewest changes
    /// from network to network, the same one each time. `None` when there is none. `options` hold in each network; their
    /// budget also counts the concepts of each network that is opened.
    /// O(length of the networks that are reached), and a [`networks_with_concept`](Store::networks_with_concept) for each concept that is.
    ///
    /// # Errors
    ///
    /// [`StorePathError`], when a concept is in no network (close labels are offered), the budget of `options` ends, or the
    /// store cannot be read.
    ///
    /// ```
    /// use semnet_core::{NetworkBuilder, Store};
    /// use semnet_core::paths::PathOptions;
    /// use semnet_core::store::MemoryStore;
    ///
    /// let store = MemoryStore::default();
    /// let mut bees = NetworkBuilder::new("Why do bees dance?");
    /// bees.concept("Waggle Dance", "").concept("Sun Compass", "");
    /// store.add(&bees.relationship(("Waggle Dance", "points by", "Sun Compass")).build()?)?;
    /// let mut ants = NetworkBuilder::new("How do ants find home?");
    /// ants.concept("Desert Ant", "").concept("sun compass", "");
    /// store.add(&ants.relationship(("Desert Ant", "steers by", "sun compass")).build()?)?;
    ///
    /// let path = store.shortest_path("Waggle Dance", "Desert Ant", &PathOptions::default())?.ok_or("no path")?;
    /// assert_eq!(path.len(), 2);
    /// assert_eq!(path.segments()[0].path().to_string(), "Waggle Dance —points by→ Sun Compass");
    /// assert_eq!(path.segments()[1].path().to_string(), "sun compass ←steers by— Desert Ant");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn shortest_path(
        &self,
        from: &str,
        to: &str,
        steps: &PathOptions,
    ) -> Result<Option<StorePath>, StorePathError> {
        across::shortest_path(self, from, to, steps)
    }

    /// What is wrong with the store besides networks that are damaged, a line each, at most about 100: what its engine finds
    /// when it looks at itself, and what is looked up in another way than the networks say. Together with a
    /// [`get`](Store::get) of all [`Entries`] it is a check of the whole store. O(size).
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] when the store cannot be read at all.
    fn verify(&self) -> Result<Vec<String>, StoreError> {
        Ok(Vec::new())
    }

    /// Takes a damaged network out of the store, once `keep` has put its bytes elsewhere; whether it was damaged. One that is
    /// whole, or not there, stays as it is, and `keep` is not called. It is the only call that removes anything, so that
    /// the same network can be added again.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] when `keep` fails, when it cannot be read or written, and from engines that do not know
    /// how; then it is still there.
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
        let message = "its engine does not know how to set networks aside; copy the others to another store";
        Err(StoreError::Unavailable { store: "this store".into(), message: message.into(), source: None })
    }

    /// Looks up what a person typed: opens the one network that it names, or says which there are to choose from, or
    /// suggests some that are close. Nothing is chosen silently.
    ///
    /// A name that no network has is looked up as a question too.
    ///
    /// # Errors
    ///
    /// [`StoreError`], when the store cannot be read or the network that was found is damaged.
    ///
    /// ```
    /// use semnet_core::{NetworkBuilder, Store};
    /// use semnet_core::store::{MemoryStore, Recovered};
    ///
    /// let store = MemoryStore::default();
    /// let network = NetworkBuilder::new("Why do bees dance?").build()?;
    /// store.add(&network)?;
    ///
    /// let typed = format!("#{}", network.hashtag());
    /// assert_eq!(store.recover(&typed.parse()?)?, Recovered::Network(network.clone()));
    /// assert_eq!(store.recover(&"why do bees dance".parse()?)?, Recovered::Network(network));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn recover(&self, typed: &Query) -> Result<Recovered, StoreError> {
        now(recover::recover(&AtOnce(self), typed))
    }

    /// The shortest beginning of a fingerprint, a hashtag or longer, that no other network in this store has.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] when the store cannot be read.
    fn name(&self, fingerprint: Fingerprint) -> Result<String, StoreError> {
        now(recover::name(&AtOnce(self), fingerprint))
    }
}

/// Reads stored bytes and holds them against the key they are stored under.
#[cfg(any(feature = "sqlite", feature = "s3"))]
fn checked(fingerprint: Fingerprint, bytes: Vec<u8>) -> Result<Network, StoreError> {
    let found = Fingerprint::hash(&bytes);
    if found != fingerprint {
        return Err(StoreError::Corrupt { fingerprint, problem: Corruption::Fingerprint { found } });
    }
    Network::from_bytes(bytes)
        .map_err(|error| StoreError::Corrupt { fingerprint, problem: Corruption::Bytes(error) })
}
