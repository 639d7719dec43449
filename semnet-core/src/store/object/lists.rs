//! Lists of networks, and the entry of each.

use std::ops::RangeInclusive;

use futures_util::{StreamExt, stream};

use crate::network::{Fingerprint, Network};
use crate::store::lookups::LookUp;
use crate::store::object::explain::FailedCall;
use crate::store::object::keys::{NETWORKS, PARALLEL, fingerprint};
use crate::store::object::similar::{Near, near};
use crate::store::object::{ObjectStore, all, similar};
use crate::store::{Entry, StoreError};

/// So many networks that one after the other are not served, though they are listed, are a failure of the
/// engine.
const UNSERVED: usize = 16;

impl ObjectStore {
    /// The fingerprints of a range, sorted, at most `limit`.
    pub(super) async fn fingerprints(
        &self,
        range: RangeInclusive<Fingerprint>,
        limit: usize,
    ) -> Result<Vec<Fingerprint>, StoreError> {
        let (first, last) = (range.start().to_string(), range.end().to_string());
        // The longest text that is before the first key of the range, and as much of it as all of them begin
        // with.
        let before = first.get(..Fingerprint::LENGTH - 1).unwrap_or_default();
        let common = before.bytes().zip(last.bytes()).take_while(|(a, b)| a == b).count();
        let start = before.get(..common).unwrap_or_default();
        let mut after = (*range.start() > *all().start()).then(|| before.to_owned());
        let mut found = Vec::new();
        while found.len() < limit && !range.is_empty() {
            let page = self.engine.keys(NETWORKS, start, after.as_deref(), limit - found.len()).await?;
            let listed = page.keys.iter().filter_map(|key| fingerprint(key));
            found.extend(listed.filter(|fingerprint| range.contains(fingerprint)));
            after = page.keys.last().cloned();
            let is_past = after.as_deref().is_none_or(|after| after >= last.as_str());
            if !page.more || is_past {
                break;
            }
        }
        found.truncate(limit);
        Ok(found)
    }

    /// Reads what networks ask, in the order given; those that are gone are left out. One that is not served
    /// does not keep the others from being listed, as long as the engine lists.
    pub(super) async fn read_entries(
        &self,
        fingerprints: Vec<Fingerprint>,
    ) -> Result<Vec<Entry>, StoreError> {
        let reads: Vec<_> = fingerprints.iter().map(|fingerprint| self.get(*fingerprint)).collect();
        let mut networks = stream::iter(reads).buffered(PARALLEL);
        let mut entries = Vec::with_capacity(fingerprints.len());
        let mut unserved = 0;
        for fingerprint in fingerprints.iter().copied() {
            match networks.next().await {
                Some(Ok(Some(network))) => {
                    unserved = 0;
                    entries.push(Entry::of(&network));
                }
                Some(Ok(None)) | None => {}
                Some(Err(StoreError::Corrupt { .. })) => {
                    entries.push(Entry::unread(fingerprint));
                }
                Some(Err(error)) => {
                    unserved += 1;
                    let is_of_one = unserved < UNSERVED && FailedCall::might_have_passed(&error);
                    if !is_of_one || self.engine.keys(NETWORKS, "", None, 1).await.is_err() {
                        return Err(error);
                    }
                    entries.push(Entry::unread(fingerprint));
                }
            }
        }
        Ok(entries)
    }
}

impl LookUp for ObjectStore {
    async fn get(&self, fingerprint: Fingerprint) -> Result<Option<Network>, StoreError> {
        self.get(fingerprint).await
    }

    async fn entries(
        &self,
        range: RangeInclusive<Fingerprint>,
        limit: usize,
    ) -> Result<Vec<Entry>, StoreError> {
        self.entries(range, limit).await
    }

    async fn find_by_question(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        self.find_by_question(question, limit).await
    }

    async fn find_similar_questions(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        self.find_similar_questions(question, limit).await
    }

    async fn near(&self, hashtag: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let fingerprints = near(&self.engine, hashtag, Near::LookAlikesAndOneAway).await?;
        self.read_entries(similar::best(fingerprints, hashtag, limit)).await
    }
}
