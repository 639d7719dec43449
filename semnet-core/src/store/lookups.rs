//! What recovering a network looks up, whether the store answers at once or has to wait.

use std::future::Future;
use std::ops::RangeInclusive;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use crate::network::{Fingerprint, FingerprintPrefix, Network};
use crate::store::similar::one_away;
use crate::store::{Entry, Store, StoreError};

/// The look-ups of a [`Store`], so that what is decided by their answers is written once for stores that answer at once
/// and for those that have to wait.
pub(super) trait LookUp {
    async fn get(&self, fingerprint: Fingerprint) -> Result<Option<Network>, StoreError>;

    async fn entries(
        &self,
        range: RangeInclusive<Fingerprint>,
        limit: usize,
    ) -> Result<Vec<Entry>, StoreError>;

    async fn find_by_question(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError>;

    async fn find_similar_questions(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError>;

    /// The networks whose hashtag looks like `hashtag`, or is one character away: of each kind at least `limit`, when there
    /// are so many, in any order.
    async fn near(&self, hashtag: &str, limit: usize) -> Result<Vec<Entry>, StoreError>;
}

/// A store that answers at once.
pub(super) struct AtOnce<'a, S: ?Sized>(pub(super) &'a S);

impl<S: Store + ?Sized> LookUp for AtOnce<'_, S> {
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

    async fn find_by_question(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        self.0.find_by_question(question, limit)
    }

    async fn find_similar_questions(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        self.0.find_similar_questions(question, limit)
    }

    async fn near(&self, hashtag: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let mut entries = self.0.similar_hashtags(hashtag, limit)?;
        for hashtag in one_away(hashtag) {
            entries.extend(self.0.entries(FingerprintPrefix::from(hashtag).range(), limit)?);
        }
        Ok(entries)
    }
}

/// What comes of work that only asks a store which answers [at once](AtOnce).
pub(super) fn now<T>(work: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => outcome,
        Poll::Pending => Err(StoreError::Unavailable {
            store: "the store".to_owned(),
            message: "it did not answer at once".to_owned(),
            source: None,
        }),
    }
}
