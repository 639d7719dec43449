//! Look-ups for which a store may have an index. Without one, they go through all networks.

use std::ops::RangeInclusive;

use crate::network::{Fingerprint, FingerprintPrefix, Network};
use crate::store::entries::Entries;
use crate::store::question_key::{closest, hashtag_key, question_key};
use crate::store::similar::one_away;
use crate::store::{Entry, Fault, Overlap, Store, StoreError, StoreHit, across};
use crate::words::SearchOptions;

/// The look-ups that an index makes fast. By default, each goes through all networks. A store overrides
/// those for which it has an index, and returns itself from [`Store::index`]. Callers use
/// [`StoreExt`](crate::store::StoreExt), which has the same methods for every store. Import this trait only
/// to implement it: with both traits in scope, calls of these methods are ambiguous.
pub trait StoreIndex: Store {
    /// The networks whose hashtag looks like `hashtag`: letter case is ignored, and 0 and O, and 1, l and I,
    /// are the same. Sorted, at most `limit`. O(networks) without an index.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read.
    fn similar_hashtags(&self, hashtag: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let key = hashtag_key(hashtag);
        matching(self, limit, |entry| hashtag_key(&entry.fingerprint.hashtag().to_string()) == key)
    }

    /// The networks whose hashtag looks like `hashtag`, or is one wrong, missing, extra or swapped character
    /// away: at least `limit` of each kind, if there are that many, in any order. Some hundred look-ups of
    /// O(log networks), and a [`similar_hashtags`](StoreIndex::similar_hashtags).
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read.
    fn nearby_hashtags(&self, hashtag: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let mut entries = self.similar_hashtags(hashtag, limit)?;
        for hashtag in one_away(hashtag) {
            entries.extend(self.entries(FingerprintPrefix::from(hashtag).range(), limit)?);
        }
        Ok(entries)
    }

    /// The networks with this question, ignoring letter case, kinds of dash and quotation mark, and closing
    /// punctuation ([`question_key`]). Sorted, at most `limit`. O(networks) without an index.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read.
    fn find_by_question(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let key = question_key(question);
        matching(self, limit, |entry| question_key(&entry.question) == key)
    }

    /// The networks with a similar question, the most similar first, without those that
    /// [`find_by_question`](StoreIndex::find_by_question) returns; at most `limit`.
    /// [`StoreExt`](crate::store::StoreExt::find_similar_questions) defines the similarity. O(networks)
    /// without an index.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read.
    fn find_similar_questions(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let mut failed = None;
        let entries = Entries::of(self).filter_map(|entry| match entry {
            Ok(entry) => Some(entry),
            Err(StoreError::PartialListing { .. }) => None,
            Err(error) => {
                failed = Some(error);
                None
            }
        });
        let close = closest(question, entries, limit);
        failed.map_or(Ok(close), Err)
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
    fn search(&self, words: &str, options: &SearchOptions) -> Result<Vec<StoreHit>, StoreError> {
        across::opened(self, self.ranked(words, options)?)
    }

    /// The fingerprints and scores of the networks that [`search`](StoreIndex::search) opens, in the same
    /// order: 40 bytes for each network. Damaged networks may be among them. O(length of all texts of the
    /// store), less with an index.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read.
    fn ranked(&self, words: &str, options: &SearchOptions) -> Result<Vec<(Fingerprint, f64)>, StoreError> {
        across::ranked(self, words, options)
    }

    /// The networks in this range that have a concept with this label, ignoring letter case. The question is
    /// considered a concept if the network has findings, or relationships that start or end at it. Sorted, at
    /// most `limit`. Damaged networks are not found. O(length of all labels of the store), less with an
    /// index.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read.
    fn networks_with_concept(
        &self,
        label: &str,
        range: RangeInclusive<Fingerprint>,
        limit: usize,
    ) -> Result<Vec<Entry>, StoreError> {
        across::networks_with_concept(self, label, range, limit)
    }

    /// The other networks of the store that share concepts with this one, those that share most first, at
    /// most `limit`. The given network need not be in the store. Labels are compared as by
    /// [`networks_with_concept`](StoreIndex::networks_with_concept). O(length of all labels of the store),
    /// less with an index.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read.
    fn overlapping_networks(&self, network: &Network, limit: usize) -> Result<Vec<Overlap>, StoreError> {
        across::overlapping_networks(self, network, limit)
    }

    /// Problems of the store other than corrupt networks, at most about 100: damage that a database finds in
    /// its own file, and differences between an index and the networks. Together with a [`get`](Store::get)
    /// for each of the [`Entries`], this checks the whole store. O(size).
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read at all.
    fn verify(&self) -> Result<Vec<Fault>, StoreError> {
        Ok(Vec::new())
    }

    /// Indexes part of the backlog: networks that the store acknowledged before they were in its indexes.
    /// A store may also do some of what later calls of `add` would have to. Returns `true` while something is
    /// left. Look-ups index the backlog themselves; a program that is idle
    /// between two calls can do it earlier, so that the next look-up need not wait.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read or written.
    fn index_pending(&self) -> Result<bool, StoreError> {
        Ok(false)
    }

    /// Builds every index again from the networks. O(size).
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read or written; the indexes are then unchanged.
    fn rebuild(&self) -> Result<(), StoreError> {
        Ok(())
    }
}

/// The matching entries of a store, in order.
fn matching<S: Store + ?Sized>(
    store: &S,
    limit: usize,
    matches: impl Fn(&Entry) -> bool,
) -> Result<Vec<Entry>, StoreError> {
    let mut found = Vec::new();
    if limit == 0 {
        return Ok(found);
    }
    for entry in Entries::of(store) {
        match entry {
            Ok(entry) if matches(&entry) => found.push(entry),
            // Networks that cannot be listed are not found.
            Ok(_) | Err(StoreError::PartialListing { .. }) => {}
            Err(error) => return Err(error),
        }
        if found.len() == limit {
            break;
        }
    }
    Ok(found)
}

/// Queries the index of a store, or goes through all networks if it has none.
pub(super) fn ask<S: Store + ?Sized, T>(store: &S, question: impl FnOnce(&dyn StoreIndex) -> T) -> T {
    match store.index() {
        Some(index) => question(index),
        None => question(&Scan(store)),
    }
}

/// A store without an index, with look-ups that go through all networks.
struct Scan<'a, S: ?Sized>(&'a S);

impl<S: Store + ?Sized> Store for Scan<'_, S> {
    fn add(&self, network: &Network) -> Result<bool, StoreError> {
        self.0.add(network)
    }

    fn get(&self, fingerprint: Fingerprint) -> Result<Option<Network>, StoreError> {
        self.0.get(fingerprint)
    }

    fn entries(&self, range: RangeInclusive<Fingerprint>, limit: usize) -> Result<Vec<Entry>, StoreError> {
        self.0.entries(range, limit)
    }
}

impl<S: Store + ?Sized> StoreIndex for Scan<'_, S> {}
