//! The methods that every store has.

use crate::graph::PathOptions;
use crate::network::{Fingerprint, Network};
use crate::query_bar::Query;
use crate::store::index::ask;
use crate::store::lookups::{Synchronous, now};
use crate::store::{
    Entries, EntriesWithConcept, Entry, Fault, Overlap, Recovered, Store, StoreError, StoreHit, StorePath,
    StorePathError, StoreRecords, across, all_fingerprints, recover,
};
use crate::words::SearchOptions;

/// The methods that every [`Store`] has. They use its [index](Store::index) if it has one, and otherwise go
/// through all networks.
pub trait StoreExt: Store {
    /// Iterates over all entries in the order of their fingerprints, a page at a time. O(1), and a page of
    /// the store for every 1,000 entries.
    ///
    /// ```
    /// use semnet_core::store::{MemoryStore, StoreExt};
    /// use semnet_core::{NetworkBuilder, Store};
    ///
    /// let store = MemoryStore::default();
    /// store.add(&NetworkBuilder::new("Why do bees dance?").build()?)?;
    /// for entry in store.iter() {
    ///     assert_eq!(entry?.question, "Why do bees dance?");
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn iter(&self) -> Entries<'_, Self> {
        Entries::of(self)
    }

    /// The entries after a fingerprint, which need not be in the store: continues where an earlier iteration
    /// ended. O(1).
    fn iter_after(&self, last: Fingerprint) -> Entries<'_, Self> {
        Entries::after(self, last)
    }

    /// The networks whose hashtag looks like `hashtag`: letter case is ignored, and 0 and O, and 1, l and I,
    /// are the same. Sorted, at most `limit`. O(networks) without an index.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read.
    fn similar_hashtags(&self, hashtag: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        ask(self, |index| index.similar_hashtags(hashtag, limit))
    }

    /// The networks with this question, ignoring letter case, kinds of dash and quotation mark, and closing
    /// punctuation. Sorted, at most `limit`. O(networks) without an index.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read.
    fn find_by_question(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        ask(self, |index| index.find_by_question(question, limit))
    }

    /// The networks with a similar question, the most similar first, without those that
    /// [`find_by_question`](StoreExt::find_by_question) returns; at most `limit`. O(networks) without an
    /// index.
    ///
    /// The similarity of two questions is Dice's coefficient of their trigrams: the groups of three
    /// characters in their words, ignoring letter case and punctuation, with the beginning and the end of
    /// each word marked. If a part of a question is given, such as a few of its words, it is 0.7 times the
    /// share of trigrams that are in the other question, if that is more. Questions are similar if this is at
    /// least 0.35; it is 1 at most. Those that are equally similar are sorted by fingerprint. Only the first
    /// 4,096 characters of a question are compared. `SqliteStore` and `ObjectStore` compare only some of the
    /// questions, as their documentation describes.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read.
    ///
    /// ```
    /// use semnet_core::store::{MemoryStore, StoreExt};
    /// use semnet_core::{NetworkBuilder, Store};
    ///
    /// let store = MemoryStore::default();
    /// store.add(&NetworkBuilder::new("Why do bees dance?").build()?)?;
    /// store.add(&NetworkBuilder::new("How is steel made?").build()?)?;
    /// let similar = store.find_similar_questions("why do beees dance", 10)?;
    /// assert_eq!(similar.len(), 1);
    /// assert_eq!(similar[0].question, "Why do bees dance?");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn find_similar_questions(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        ask(self, |index| index.find_similar_questions(question, limit))
    }

    /// The networks that match some words best, the best first. Each network is ranked as one text of its
    /// question, title, labels, texts and passages. Words are matched as in [`Network::search`], which also
    /// finds their places within a network. Networks with equal scores are sorted by fingerprint. Damaged
    /// networks are not found. A store with its own index of words may document another ranking. O(length
    /// of all texts of the store), less with an index.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read.
    ///
    /// ```
    /// use semnet_core::store::{MemoryStore, StoreExt};
    /// use semnet_core::{NetworkBuilder, Store};
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
    fn search(&self, words: &str, options: &SearchOptions) -> Result<Vec<StoreHit>, StoreError> {
        ask(self, |index| index.search(words, options))
    }

    /// The fingerprints and scores of the networks that [`search`](StoreExt::search) opens, in the same
    /// order. They take 40 bytes each, so a program can request many and open them one by one. Damaged
    /// networks may be among them. O(length of all texts of the store), less with an index.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read.
    ///
    /// ```
    /// use semnet_core::store::{MemoryStore, StoreExt};
    /// use semnet_core::words::SearchOptions;
    /// use semnet_core::{NetworkBuilder, Store};
    ///
    /// let store = MemoryStore::default();
    /// let bees = NetworkBuilder::new("Why do bees dance?").build()?;
    /// store.add(&bees)?;
    /// let ranked = store.ranked("dancing bee", &SearchOptions::default().limit(100_000))?;
    /// assert_eq!(ranked[0].0, bees.fingerprint());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn ranked(&self, words: &str, options: &SearchOptions) -> Result<Vec<(Fingerprint, f64)>, StoreError> {
        ask(self, |index| index.ranked(words, options))
    }

    /// The networks that have a concept with this label, ignoring letter case. The question is considered a
    /// concept if the network has findings, or relationships that start or end at it. Sorted, at most
    /// `limit`. Damaged networks are not found. O(length of all labels of the store), less with an index.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read.
    ///
    /// ```
    /// use semnet_core::store::{MemoryStore, StoreExt};
    /// use semnet_core::{NetworkBuilder, Store};
    ///
    /// let store = MemoryStore::default();
    /// store.add(&NetworkBuilder::new("Why do bees dance?").concept("Sun Compass", "").build()?)?;
    /// store.add(&NetworkBuilder::new("How do ants find home?").concept("sun compass", "").build()?)?;
    /// assert_eq!(store.networks_with_concept("Sun compass", 10)?.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn networks_with_concept(&self, label: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        ask(self, |index| index.networks_with_concept(label, all_fingerprints(), limit))
    }

    /// Iterates over the networks of [`networks_with_concept`](StoreExt::networks_with_concept), a page at a
    /// time: for a concept that very many networks have. O(1), and a look-up for each page.
    ///
    /// ```
    /// use semnet_core::store::{MemoryStore, StoreExt};
    /// use semnet_core::{NetworkBuilder, Store};
    ///
    /// let store = MemoryStore::default();
    /// store.add(&NetworkBuilder::new("Why do bees dance?").concept("Sun Compass", "").build()?)?;
    /// assert_eq!(store.iter_with_concept("sun compass").count(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn iter_with_concept(&self, label: &str) -> EntriesWithConcept<'_, Self> {
        EntriesWithConcept::of(self, label)
    }

    /// The other networks of the store that share concepts with this one, those that share most first, at
    /// most `limit`. The given network need not be in the store. Labels are compared as by
    /// [`networks_with_concept`](StoreExt::networks_with_concept). O(length of all labels of the store), less
    /// with an index.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read.
    ///
    /// ```
    /// use semnet_core::store::{MemoryStore, StoreExt};
    /// use semnet_core::{NetworkBuilder, Store};
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
        ask(self, |index| index.overlapping_networks(network, limit))
    }

    /// The shortest path from one concept to another across all networks of the store, or `None` if there is
    /// no path. Concepts whose labels differ only in letter case are the same concept. Of the paths with the
    /// fewest relationships, it is one with the fewest changes from network to network, and always the same
    /// one.
    ///
    /// `options` apply in each network. The budget is also charged for the networks that have each concept
    /// that is reached, and for the concepts of each network that is opened. The search runs from both ends,
    /// each time from the end whose concepts are in fewer networks. O(size of the networks that are reached),
    /// and a [`networks_with_concept`](StoreExt::networks_with_concept) for each concept that is reached. A
    /// store without an index is read once.
    ///
    /// # Errors
    ///
    /// [`StorePathError`] if a concept is in no network (the error suggests similar labels), if the budget of
    /// `options` is exhausted, or if the store cannot be read.
    ///
    /// ```
    /// use semnet_core::paths::PathOptions;
    /// use semnet_core::store::{MemoryStore, StoreExt};
    /// use semnet_core::{NetworkBuilder, Store};
    ///
    /// let store = MemoryStore::default();
    /// let mut bees = NetworkBuilder::new("Why do bees dance?");
    /// bees.concept("Waggle Dance", "").concept("Sun Compass", "");
    /// store.add(&bees.relationship(("Waggle Dance", "points by", "Sun Compass")).build()?)?;
    /// let mut ants = NetworkBuilder::new("How do ants find home?");
    /// ants.concept("Desert Ant", "").concept("sun compass", "");
    /// store.add(&ants.relationship(("Desert Ant", "steers by", "sun compass")).build()?)?;
    ///
    /// let options = PathOptions::default();
    /// let path = store.shortest_path("Waggle Dance", "Desert Ant", &options)?.ok_or("no path")?;
    /// assert_eq!(path.len(), 2);
    /// assert_eq!(path.segments()[0].path().to_string(), "Waggle Dance —points by→ Sun Compass");
    /// assert_eq!(path.segments()[1].path().to_string(), "sun compass ←steers by— Desert Ant");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn shortest_path(
        &self,
        from: &str,
        to: &str,
        options: &PathOptions,
    ) -> Result<Option<StorePath>, StorePathError> {
        across::shortest_path(self, from, to, options)
    }

    /// Looks up what a person typed: opens the network if exactly one matches, lists the networks to choose
    /// from if several match, or otherwise suggests similar ones. Nothing is chosen silently.
    ///
    /// A hashtag or fingerprint that no network has is looked up as a question too.
    ///
    /// A full link carries its network, so the store is not read: O(1). A hashtag or fingerprint takes one
    /// [`entries`](Store::entries) and one [`get`](Store::get), and a question a
    /// [`find_by_question`](StoreExt::find_by_question) and a `get`. Only if nothing matches, suggestions are
    /// looked for: some hundred calls of `entries`, a [`similar_hashtags`](StoreExt::similar_hashtags) and a
    /// [`find_similar_questions`](StoreExt::find_similar_questions). The look-ups of questions and of
    /// similar-looking hashtags go through all networks of a store without an index.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot be read, or the network that was found is damaged.
    ///
    /// ```
    /// use semnet_core::store::{MemoryStore, Recovered, StoreExt};
    /// use semnet_core::{NetworkBuilder, Store};
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
        now(recover::recover(&Synchronous(self), typed))
    }

    /// The shortest beginning of a fingerprint, at least a hashtag, that no other network in this store has.
    /// One call of [`entries`](Store::entries).
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read.
    fn name(&self, fingerprint: Fingerprint) -> Result<String, StoreError> {
        now(recover::name(&Synchronous(self), fingerprint))
    }

    /// Problems of the store other than corrupt networks, as
    /// [`StoreIndex::verify`](crate::store::StoreIndex::verify) finds them. Empty for a store without an
    /// index. O(size).
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read at all.
    fn verify(&self) -> Result<Vec<Fault>, StoreError> {
        self.index().map_or(Ok(Vec::new()), |index| index.verify())
    }

    /// Indexes part of the backlog: networks that the store acknowledged before they were in its indexes, as
    /// `SqliteStore` does with large ones. Returns `true` while some are left. Look-ups index the backlog
    /// themselves; a program that is idle between two calls can do it earlier, so that the next look-up need
    /// not wait. Calls [`StoreIndex::index_pending`](crate::store::StoreIndex::index_pending), and does
    /// nothing for a store without an index.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read or written.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::store::{MemoryStore, Store, StoreExt};
    ///
    /// let store = MemoryStore::default();
    /// store.add(&NetworkBuilder::new("Why do bees dance?").build()?)?;
    /// // A store in memory indexes each network when it is added.
    /// assert!(!store.index_pending()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn index_pending(&self) -> Result<bool, StoreError> {
        self.index().map_or(Ok(false), |index| index.index_pending())
    }

    /// Builds every index again from the networks, with
    /// [`StoreIndex::rebuild`](crate::store::StoreIndex::rebuild). Does nothing for a store without an index.
    /// O(size).
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read or written; the indexes are then unchanged.
    fn rebuild(&self) -> Result<(), StoreError> {
        self.index().map_or(Ok(()), |index| index.rebuild())
    }

    /// The small objects that the store keeps in addition to its networks. O(1).
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] for a store that keeps only networks.
    ///
    /// ```
    /// use semnet_core::store::{MemoryStore, StoreExt};
    /// use semnet_core::{NetworkBuilder, Store};
    ///
    /// let store = MemoryStore::default();
    /// let bees = NetworkBuilder::new("Why do bees dance?").build()?;
    /// let source = store.try_records()?.put("source", bees.fingerprint(), b"Bees dance to tell the way.")?;
    /// assert_eq!(store.try_records()?.about("source", bees.fingerprint(), 10)?, [source]);
    /// assert_eq!(store.try_records()?.read(source)?, Some(b"Bees dance to tell the way.".to_vec()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn try_records(&self) -> Result<&dyn StoreRecords, StoreError> {
        let message = "it keeps networks only; expected a store that keeps sources and histories, too";
        self.records().ok_or_else(|| StoreError::unavailable("this store", message))
    }
}

impl<S: Store + ?Sized> StoreExt for S {}
