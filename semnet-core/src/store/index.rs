//! Look-ups that an engine may have an index for, and what they do without one: go through all networks.

use std::ops::RangeInclusive;

use crate::network::{Fingerprint, FingerprintPrefix, Network};
use crate::store::entries::Entries;
use crate::store::question_key::{closest, hashtag_key, question_key};
use crate::store::similar::one_away;
use crate::store::{Entry, Fault, Overlap, Store, StoreError, StoreHit, across};
use crate::words::SearchOptions;

/// The look-ups of a store that an index makes fast. Without one each goes through all networks: an engine
/// overrides those for which it has an index, and returns itself from [`Store::index`]. Callers use
/// [`StoreExt`](crate::store::StoreExt), which has the same methods for every store. Import this trait only
/// to implement it: with both in scope, Rust cannot choose between the two methods of a name.
pub trait StoreIndex: Store {
    /// The networks whose hashtag looks like `hashtag` when letter case is disregarded and 0 and O, 1, l and
    /// I are the same; sorted, at most `limit`. O(networks) without an index.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] when the store cannot be read.
    fn similar_hashtags(&self, hashtag: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let key = hashtag_key(hashtag);
        matching(self, limit, |entry| hashtag_key(&entry.fingerprint.hashtag().to_string()) == key)
    }

    /// The networks whose hashtag looks like `hashtag`, or is one wrong, missing, extra or swapped character
    /// away: of each kind at least `limit`, if there are that many, in any order. O(log networks) some
    /// hundred times, and a [`similar_hashtags`](StoreIndex::similar_hashtags).
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] when the store cannot be read.
    fn nearby_hashtags(&self, hashtag: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let mut entries = self.similar_hashtags(hashtag, limit)?;
        for hashtag in one_away(hashtag) {
            entries.extend(self.entries(FingerprintPrefix::from(hashtag).range(), limit)?);
        }
        Ok(entries)
    }

    /// The networks that ask this question, without regard to letter case, kinds of dash and quotation mark,
    /// and closing punctuation ([`question_key`]); sorted, at most `limit`. O(networks) without an index.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] when the store cannot be read.
    fn find_by_question(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let key = question_key(question);
        matching(self, limit, |entry| question_key(&entry.question) == key)
    }

    /// The networks that ask something close to this question, the closest first, without those that
    /// [`find_by_question`](StoreIndex::find_by_question) gives; at most `limit`. O(networks) without an
    /// index.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] when the store cannot be read.
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

    /// The networks that answer some words best, the best first, each as one text of question, title, labels,
    /// texts and passages; damaged ones are not found. Words are found as [`Network::search`] finds them,
    /// which also returns the places of the words. Equal ones are sorted. Engines with an index of words
    /// may rank otherwise where they say so. O(length of all texts of the store).
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] when the store cannot be read.
    fn search(&self, words: &str, options: &SearchOptions) -> Result<Vec<StoreHit>, StoreError> {
        across::opened(self, self.ranked(words, options)?)
    }

    /// The fingerprints of the networks that [`search`](StoreIndex::search) opens, with their scores, in the
    /// same order: 40 bytes for each, however large it is. Damaged networks may be among them.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] when the store cannot be read.
    fn ranked(&self, words: &str, options: &SearchOptions) -> Result<Vec<(Fingerprint, f64)>, StoreError> {
        across::ranked(self, words, options)
    }

    /// The networks in this range that have a concept of this label, without regard to letter case; the
    /// question is a concept where a finding or relationship touches it. Sorted, at most `limit`; damaged
    /// ones are not found. O(length of all labels of the store), less with an index.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] when the store cannot be read.
    fn networks_with_concept(
        &self,
        label: &str,
        range: RangeInclusive<Fingerprint>,
        limit: usize,
    ) -> Result<Vec<Entry>, StoreError> {
        across::networks_with_concept(self, label, range, limit)
    }

    /// The other networks of the store that share concepts with this one, which need not be in the store
    /// itself: those that share most first, at most `limit`. Labels are compared as
    /// [`networks_with_concept`](StoreIndex::networks_with_concept) does. O(length of all labels of the
    /// store), less with an index.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] when the store cannot be read.
    fn overlapping_networks(&self, network: &Network, limit: usize) -> Result<Vec<Overlap>, StoreError> {
        across::overlapping_networks(self, network, limit)
    }

    /// Problems of the store other than corrupt networks, at most about 100: what its engine finds when it
    /// checks itself, and where an index differs from the networks. Together with a
    /// [`get`](Store::get) of all [`Entries`] it is a check of the whole store. O(size).
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] when the store cannot be read at all.
    fn verify(&self) -> Result<Vec<Fault>, StoreError> {
        Ok(Vec::new())
    }

    /// Indexes part of the backlog: networks that the store acknowledged before they were in its indexes.
    /// Returns `true` while some are left. Look-ups do this themselves, so it is for a program that has time
    /// between two calls: the next look-up need not wait for it.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] when the store cannot be read or written.
    fn index_pending(&self) -> Result<bool, StoreError> {
        Ok(false)
    }

    /// Builds every index again from the networks. O(size).
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] when the store cannot be read or written; then the indexes are what they
    /// were.
    fn rebuild(&self) -> Result<(), StoreError> {
        Ok(())
    }
}

/// The entries of a store that match, in order.
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
            // What cannot be listed is not found.
            Ok(_) | Err(StoreError::PartialListing { .. }) => {}
            Err(error) => return Err(error),
        }
        if found.len() == limit {
            break;
        }
    }
    Ok(found)
}

/// What the index of a store answers, or a look through all networks where there is no index.
pub(super) fn ask<S: Store + ?Sized, T>(store: &S, question: impl FnOnce(&dyn StoreIndex) -> T) -> T {
    match store.index() {
        Some(index) => question(index),
        None => question(&Scan(store)),
    }
}

/// A store that has no index, as one whose look-ups go through all networks.
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
