//! The look-ups for recovering a network, for synchronous and asynchronous stores.

use std::future::Future;
use std::ops::RangeInclusive;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use crate::network::{Fingerprint, Network};
use crate::store::index::ask;
use crate::store::{Entry, Store, StoreError};

/// The look-ups of a [`Store`], so that recovery is written once for synchronous stores
/// and for asynchronous ones.
pub(super) trait LookUp {
    async fn get(&self, fingerprint: Fingerprint) -> Result<Option<Network>, StoreError>;

    async fn entries(
        &self,
        range: RangeInclusive<Fingerprint>,
        limit: usize,
    ) -> Result<Vec<Entry>, StoreError>;

    /// The fingerprints of the networks in a range. If the range has only one fingerprint, returns it without
    /// checking that the network exists.
    async fn fingerprints(
        &self,
        range: RangeInclusive<Fingerprint>,
        limit: usize,
    ) -> Result<Vec<Fingerprint>, StoreError>;

    async fn find_by_question(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError>;

    async fn find_similar_questions(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError>;

    /// The networks whose hashtag looks like `hashtag`, or is one character away: at least `limit` of each
    /// kind, if there are that many, in any order.
    async fn near(&self, hashtag: &str, limit: usize) -> Result<Vec<Entry>, StoreError>;
}

/// A synchronous store.
pub(super) struct Synchronous<'a, S: ?Sized>(pub(super) &'a S);

impl<S: Store + ?Sized> LookUp for Synchronous<'_, S> {
    async fn get(&self, fingerprint: Fingerprint) -> Result<Option<Network>, StoreError> {
        self.0.get(fingerprint)
    }

    async fn entries(
        &self,
        range: RangeInclusive<Fingerprint>,
        limit: usize,
    ) -> Result<Vec<Entry>, StoreError> {
        self.0.entries(range, limit)
    }

    async fn fingerprints(
        &self,
        range: RangeInclusive<Fingerprint>,
        limit: usize,
    ) -> Result<Vec<Fingerprint>, StoreError> {
        let entries = self.0.entries(range, limit)?;
        Ok(entries.into_iter().map(|entry| entry.fingerprint).collect())
    }

    async fn find_by_question(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        ask(self.0, |index| index.find_by_question(question, limit))
    }

    async fn find_similar_questions(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        ask(self.0, |index| index.find_similar_questions(question, limit))
    }

    async fn near(&self, hashtag: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        ask(self.0, |index| index.nearby_hashtags(hashtag, limit))
    }
}

/// The result of a future that only awaits a [synchronous](Synchronous) store.
pub(super) fn now<T>(work: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => outcome,
        Poll::Pending => Err(StoreError::Unavailable {
            store: "the store".to_owned(),
            message: "it did not answer synchronously".to_owned(),
            cause: None,
        }),
    }
}
