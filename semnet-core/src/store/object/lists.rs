//! Lists of networks, and the entry of each.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use futures_util::{StreamExt, stream};

use crate::network::{Fingerprint, Network};
use crate::store::lookups::LookUp;
use crate::store::object::explain::FailedCall;
use crate::store::object::keys::{ENTRIES, NETWORKS, PARALLEL, entry, fingerprint};
use crate::store::object::similar::{Near, near};
use crate::store::object::{ObjectStore, all, similar};
use crate::store::{Entry, StoreError};
use crate::util::part;

/// If this many networks in a row are listed but cannot be read, the object store has failed.
const UNSERVED: usize = 16;

impl ObjectStore {
    /// The fingerprints of a range, sorted, at most `limit`.
    pub(super) async fn fingerprints(
        &self,
        range: RangeInclusive<Fingerprint>,
        limit: usize,
    ) -> Result<Vec<Fingerprint>, StoreError> {
        let mut found = Vec::new();
        self.list(NETWORKS, range, limit, |key| {
            let fingerprint = fingerprint(key)?;
            found.push(fingerprint);
            Some(fingerprint)
        })
        .await?;
        Ok(found)
    }

    /// Calls `see` with each key of a folder that begins with a fingerprint of a range, in order, until it
    /// has returned `limit` fingerprints.
    async fn list(
        &self,
        folder: &str,
        range: RangeInclusive<Fingerprint>,
        limit: usize,
        mut see: impl FnMut(&str) -> Option<Fingerprint>,
    ) -> Result<(), StoreError> {
        let (first, last) = (range.start().to_string(), range.end().to_string());
        // The longest text that is before the first key of the range, and as much of it as all of them begin
        // with.
        let before = part(&first, ..Fingerprint::LENGTH - 1);
        let common = before.bytes().zip(last.bytes()).take_while(|(a, b)| a == b).count();
        let start = part(before, ..common);
        let mut after = (*range.start() > *all().start()).then(|| before.to_owned());
        let mut found = 0;
        while found < limit && !range.is_empty() {
            let page = self.engine.keys(folder, start, after.as_deref(), limit - found).await?;
            for key in &page.keys {
                let name = key.get(..Fingerprint::LENGTH).and_then(fingerprint);
                if name.is_some_and(|name| range.contains(&name)) {
                    found += usize::from(see(key).is_some());
                }
            }
            after = page.keys.last().cloned();
            let is_past = after
                .as_deref()
                .is_none_or(|after| after.get(..Fingerprint::LENGTH).unwrap_or(after) >= last.as_str());
            if !page.more || is_past {
                break;
            }
        }
        Ok(())
    }

    /// The entries of a range, read from keys, sorted, at most `limit`. A few networks may be missing, and
    /// some entries may be of missing networks.
    pub(super) async fn listed_entries(
        &self,
        range: RangeInclusive<Fingerprint>,
        limit: usize,
    ) -> Result<Vec<Entry>, StoreError> {
        let mut found: Vec<Entry> = Vec::new();
        self.list(ENTRIES, range, limit, |key| {
            let entry = entry(key)?;
            let fingerprint = entry.fingerprint;
            // More than one for a network is damage; `verify` reports it.
            if found.last().is_none_or(|last| last.fingerprint != fingerprint) {
                found.push(entry);
            }
            Some(fingerprint)
        })
        .await?;
        found.truncate(limit);
        Ok(found)
    }

    /// The entries of some existing networks, in the given order: from their keys, or from the network if it
    /// has no key.
    pub(super) async fn entries_of(
        &self,
        fingerprints: Vec<Fingerprint>,
        listed: Vec<Entry>,
    ) -> Result<Vec<Entry>, StoreError> {
        let listed: BTreeMap<Fingerprint, Entry> =
            listed.into_iter().map(|entry| (entry.fingerprint, entry)).collect();
        let unlisted = fingerprints.iter().filter(|fingerprint| !listed.contains_key(fingerprint));
        let mut read = self.read_entries(unlisted.copied().collect()).await?.into_iter().peekable();
        let mut entries = Vec::with_capacity(fingerprints.len());
        for fingerprint in fingerprints {
            entries.extend(match listed.get(&fingerprint) {
                Some(entry) => Some(entry.clone()),
                None => read.next_if(|entry| entry.fingerprint == fingerprint),
            });
        }
        Ok(entries)
    }

    /// Reads the questions of networks, in the given order, without those that are gone. A network that
    /// cannot be read does not keep the others from being listed, as long as the object store still lists.
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

    async fn fingerprints(
        &self,
        range: RangeInclusive<Fingerprint>,
        limit: usize,
    ) -> Result<Vec<Fingerprint>, StoreError> {
        // Opening it shows whether it is there.
        match range.start() == range.end() {
            true => Ok(vec![*range.start()]),
            false => self.fingerprints(range, limit).await,
        }
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
