//! What recovering a network looks up, whether the store answers at once or has to wait.

use std::future::Future;
use std::ops::RangeInclusive;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use super::near::one_away;
use super::{Entry, Store, StoreError};
use crate::network::{Fingerprint, FingerprintPrefix, Network};

/// The look-ups of a [`Store`], so that what is decided by their answers is written once for stores that answer at once
/// and for those that have to wait.
pub(super) trait LookUp {
    async fn get(&self, fingerprint: Fingerprint) -> Result<Option<Network>, StoreError>;

    async fn entries(
        &self,
        range: RangeInclusive<Fingerprint>,
        limit: usize,
    ) -> Result<Vec<Entry>, StoreError>;

    async fn asking(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError>;

    async fn asking_close(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError>;

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

    async fn asking(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        self.0.asking(question, limit)
    }

    async fn asking_close(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        self.0.asking_close(question, limit)
    }

    async fn near(&self, hashtag: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let mut entries = self.0.look_alikes(hashtag, limit)?;
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
