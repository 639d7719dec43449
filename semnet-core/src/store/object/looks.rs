//! Searches and look-ups of concepts in a store on S3, with the networks that its handle has indexed.

use std::ops::RangeInclusive;
use std::time::Duration;

use futures_util::{StreamExt, stream};
use tokio::time::Instant;

use crate::network::Fingerprint;
use crate::store::object::keys::PARALLEL;
use crate::store::object::{ObjectStore, PAGE, all};
use crate::store::{Entry, StoreError};
use crate::words::SearchOptions;

/// For this long after the list of networks was read, networks that others add need not be found.
const FRESH: Duration = Duration::from_secs(1);

impl ObjectStore {
    /// Reads and indexes the networks that are new.
    async fn look(&self) -> Result<(), StoreError> {
        if self.looked.lock().complete.is_some_and(|complete| complete.elapsed() < FRESH) {
            return Ok(());
        }
        let (start, mut next) = (Instant::now(), Some(*all().start()));
        while let Some(first) = next {
            let mut fingerprints = self.fingerprints(first..=*all().end(), PAGE).await?;
            next = fingerprints.last().filter(|_| fingerprints.len() == PAGE).and_then(|last| last.next());
            {
                let known = self.looked.lock();
                fingerprints.retain(|fingerprint| !known.entries.contains_key(fingerprint));
            }
            let reads: Vec<_> = fingerprints.into_iter().map(|fingerprint| self.get(fingerprint)).collect();
            let mut networks = stream::iter(reads).buffered(PARALLEL);
            while let Some(network) = networks.next().await {
                match network {
                    Ok(Some(network)) => self.looked.lock().insert(&network),
                    // One that is gone or damaged does not keep the others from being found.
                    Ok(None) | Err(StoreError::Corrupt { .. }) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        self.looked.lock().complete = Some(start);
        Ok(())
    }

    /// The networks that match some words best.
    pub(super) async fn ranked_by_looking(
        &self,
        words: &str,
        options: &SearchOptions,
    ) -> Result<Vec<(Fingerprint, f64)>, StoreError> {
        self.look().await?;
        Ok(self.looked.lock().words.ranked(words, options))
    }

    /// The networks of a range that have a concept with this label, sorted, at most `limit`.
    pub(super) async fn with_concept(
        &self,
        label: &str,
        range: RangeInclusive<Fingerprint>,
        limit: usize,
    ) -> Result<Vec<Entry>, StoreError> {
        self.look().await?;
        let known = self.looked.lock();
        let found = known.labels.within(label, range).filter_map(|found| known.entries.get(&found));
        Ok(found.take(limit).cloned().collect())
    }
}
