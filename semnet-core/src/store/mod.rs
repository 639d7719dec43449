//! Stores: keep networks, and recover them by hashtag, link or question.
//!
//! A network is addressed by its content, so a store only ever adds, and adding twice is adding once. What is read is
//! checked: the bytes must be canonical and have the fingerprint that they are stored under. Nobody needs to trust a
//! store.

mod across;
mod error;
mod fold;
mod look_up;
mod memory;
mod near;
#[cfg(feature = "s3")]
mod object;
mod recover;
#[cfg(feature = "sqlite")]
mod sqlite;
#[cfg(feature = "sqlite")]
mod sqlite_words;

use std::ops::RangeInclusive;

pub use across::Found;
pub use error::{Damage, StoreError};
pub use memory::MemoryStore;
pub use near::Difference;
#[cfg(feature = "s3")]
pub use object::{BlockingObjectStore, ObjectStore};
pub use recover::{Choice, Recovered, Suggestion};
#[cfg(feature = "sqlite")]
pub use sqlite::SqliteStore;

use crate::network::{Fingerprint, Network};
use crate::query_bar::QueryBar;
use crate::words::Search;
use across::across;
use look_up::{AtOnce, now};

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

    /// The network of this fingerprint.
    ///
    /// # Errors
    ///
    /// [`StoreError::Damaged`] for one whose bytes are not those that were added; the others still open.
    fn get(&self, fingerprint: Fingerprint) -> Result<Option<Network>, StoreError>;

    /// The networks whose fingerprint is in this range, sorted, at most `limit`. To go on, ask for those behind the
    /// last one; to list all, begin with all zeros.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] when the store cannot be read.
    fn entries(&self, range: RangeInclusive<Fingerprint>, limit: usize) -> Result<Vec<Entry>, StoreError>;

    /// The networks whose hashtag looks like `hashtag` when letter case is disregarded and 0 and O, 1, l and I are
    /// the same; sorted, at most `limit`.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] when the store cannot be read.
    fn look_alikes(&self, hashtag: &str, limit: usize) -> Result<Vec<Entry>, StoreError>;

    /// The networks that ask this question, without regard to letter case, kinds of dash and quotation mark, and closing
    /// punctuation; sorted, at most `limit`.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] when the store cannot be read.
    fn asking(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError>;

    /// The networks that ask something close to this question, the closest first, without those that
    /// [`asking`](Store::asking) gives; at most `limit`.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] when the store cannot be read.
    fn asking_close(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError>;

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
    /// use semnet_core::{MemoryStore, NetworkBuilder, Search, Store};
    ///
    /// let store = MemoryStore::default();
    /// store.add(&NetworkBuilder::new("Why do bees dance?").build()?)?;
    /// store.add(&NetworkBuilder::new("How is steel made?").build()?)?;
    ///
    /// let found = store.search("dancing bee", &Search::default())?;
    /// assert_eq!(found.len(), 1);
    /// assert_eq!(found[0].network().search("dancing bee", &Search::default()).len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn search(&self, words: &str, search: &Search) -> Result<Vec<Found>, StoreError> {
        across(self, words, search)
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
    /// use semnet_core::{MemoryStore, NetworkBuilder, Recovered, Store};
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
    fn recover(&self, typed: &QueryBar) -> Result<Recovered, StoreError> {
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
    let found = Fingerprint::of(&bytes);
    if found != fingerprint {
        return Err(StoreError::Damaged { fingerprint, problem: Damage::Fingerprint { found } });
    }
    Network::from_bytes(bytes)
        .map_err(|error| StoreError::Damaged { fingerprint, problem: Damage::Bytes(error) })
}
