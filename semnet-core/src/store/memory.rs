//! A store in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::sync::{Mutex, PoisonError, RwLock, RwLockReadGuard};

use crate::network::{Fingerprint, Network};
use crate::store::across::{LabelIndex, WordIndex, overlapping_by_label};
use crate::store::question_key::{closest, hashtag_key, question_key};
use crate::store::{
    Entry, Overlap, Store, StoreError, StoreIndex, StoreRecords, all_fingerprints, check_kind,
};
use crate::words::SearchOptions;

/// A store in memory, for tests, browsers and caches. Its networks are lost when it is dropped. Several
/// threads may use it at the same time.
///
/// Networks are reference-counted, so adding and getting one copies nothing. Opening a network by its hashtag
/// takes O(log networks); look-ups of questions, of similar questions and of similar-looking hashtags compare
/// all networks. Two indexes are built when they are first needed, from the texts of all networks, and are
/// then kept up to date: one of words, for searches, of about 3 bytes for each different word of each
/// network, and one of labels, for concepts and paths across networks, of 48 bytes for each label of each
/// network.
#[derive(Debug, Default)]
pub struct MemoryStore {
    networks: RwLock<BTreeMap<Fingerprint, Stored>>,
    /// The index of labels, built when it is first needed.
    labels: RwLock<Option<LabelIndex>>,
    /// The index of words, built when it is first needed.
    words: Mutex<Option<WordIndex>>,
    records: RwLock<Records>,
}

#[derive(Debug)]
struct Stored {
    network: Network,
    /// The key under which the question is looked up.
    asked: String,
    /// The key that similar-looking hashtags share.
    alike: String,
}

impl MemoryStore {
    fn read(&self) -> RwLockReadGuard<'_, BTreeMap<Fingerprint, Stored>> {
        // Every change is one insertion, so after a panic the map is intact.
        self.networks.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn matching(&self, limit: usize, matches: impl Fn(&Stored) -> bool) -> Vec<Entry> {
        let networks = self.read();
        let matching = networks.values().filter(|stored| matches(stored)).take(limit);
        matching.map(|stored| Entry::of(&stored.network)).collect()
    }
}

impl Store for MemoryStore {
    /// O(log networks); once there are [indexes](MemoryStore), also O(length of the texts of the network).
    fn add(&self, network: &Network) -> Result<bool, StoreError> {
        let stored = Stored {
            network: network.clone(),
            asked: question_key(network.question()),
            alike: hashtag_key(&network.hashtag().to_string()),
        };
        let mut networks = self.networks.write().unwrap_or_else(PoisonError::into_inner);
        let is_new = networks.insert(network.fingerprint(), stored).is_none();
        if is_new {
            if let Some(labels) = self.labels.write().unwrap_or_else(PoisonError::into_inner).as_mut() {
                labels.insert(network);
            }
            if let Some(words) = self.words.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
                words.insert(network);
            }
        }
        Ok(is_new)
    }

    /// O(log networks).
    fn get(&self, fingerprint: Fingerprint) -> Result<Option<Network>, StoreError> {
        Ok(self.read().get(&fingerprint).map(|stored| stored.network.clone()))
    }

    /// O(log networks), and O(1) for each.
    fn entries(&self, range: RangeInclusive<Fingerprint>, limit: usize) -> Result<Vec<Entry>, StoreError> {
        if range.is_empty() {
            return Ok(Vec::new());
        }
        let networks = self.read();
        Ok(networks.range(range).take(limit).map(|(_, stored)| Entry::of(&stored.network)).collect())
    }

    fn index(&self) -> Option<&dyn StoreIndex> {
        Some(self)
    }

    fn records(&self) -> Option<&dyn StoreRecords> {
        Some(self)
    }

    /// Does nothing, because a network in memory cannot be damaged. O(1).
    fn quarantine(
        &self,
        _: Fingerprint,
        _: &mut dyn FnMut(&[u8]) -> std::io::Result<()>,
    ) -> Result<bool, StoreError> {
        Ok(false)
    }
}

impl StoreIndex for MemoryStore {
    /// O(networks).
    fn similar_hashtags(&self, hashtag: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let alike = hashtag_key(hashtag);
        Ok(self.matching(limit, |stored| stored.alike == alike))
    }

    /// O(networks).
    fn find_by_question(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let asked = question_key(question);
        Ok(self.matching(limit, |stored| stored.asked == asked))
    }

    /// O(networks).
    fn find_similar_questions(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        Ok(closest(question, self.read().values().map(|stored| Entry::of(&stored.network)), limit))
    }

    /// O(log labels), and O(log networks) for each. The first call builds an index of the labels, of 48 bytes
    /// for each label of each network.
    fn networks_with_concept(
        &self,
        label: &str,
        range: RangeInclusive<Fingerprint>,
        limit: usize,
    ) -> Result<Vec<Entry>, StoreError> {
        let networks = self.read();
        let find = |labels: &LabelIndex| -> Vec<Entry> {
            let stored = labels.within(label, range.clone()).filter_map(|found| networks.get(&found));
            stored.take(limit).map(|stored| Entry::of(&stored.network)).collect()
        };
        if let Some(labels) = self.labels.read().unwrap_or_else(PoisonError::into_inner).as_ref() {
            return Ok(find(labels));
        }
        let mut labels = self.labels.write().unwrap_or_else(PoisonError::into_inner);
        Ok(find(labels.get_or_insert_with(|| {
            let mut labels = LabelIndex::default();
            networks.values().for_each(|stored| labels.insert(&stored.network));
            labels
        })))
    }

    /// O(networks that have one of the words + networks / 100). The first call builds an index of the words,
    /// of about 3 bytes for each different word of each network.
    fn ranked(&self, words: &str, options: &SearchOptions) -> Result<Vec<(Fingerprint, f64)>, StoreError> {
        let networks = self.read();
        let mut index = self.words.lock().unwrap_or_else(PoisonError::into_inner);
        let index = index.get_or_insert_with(|| {
            let mut index = WordIndex::default();
            networks.values().for_each(|stored| index.insert(&stored.network));
            index
        });
        Ok(index.ranked(words, options))
    }

    /// O(labels of the network · log labels), and O(log networks) for each.
    fn overlapping_networks(&self, network: &Network, limit: usize) -> Result<Vec<Overlap>, StoreError> {
        overlapping_by_label(self, network, limit)
    }
}

/// The objects, and for each kind its records.
#[derive(Debug, Default)]
struct Records {
    objects: BTreeMap<Fingerprint, Vec<u8>>,
    kinds: BTreeMap<String, BTreeSet<(Fingerprint, Fingerprint)>>,
}

impl StoreRecords for MemoryStore {
    /// O(size + log records).
    fn put(&self, kind: &str, about: Fingerprint, bytes: &[u8]) -> Result<Fingerprint, StoreError> {
        check_kind("the store in memory", kind)?;
        let object = Fingerprint::hash(bytes);
        let mut records = self.records.write().unwrap_or_else(PoisonError::into_inner);
        records.objects.entry(object).or_insert_with(|| bytes.to_vec());
        records.kinds.entry(kind.to_owned()).or_default().insert((about, object));
        Ok(object)
    }

    /// O(size + log objects).
    fn read(&self, object: Fingerprint) -> Result<Option<Vec<u8>>, StoreError> {
        let records = self.records.read().unwrap_or_else(PoisonError::into_inner);
        Ok(records.objects.get(&object).cloned())
    }

    /// O(log records), and O(1) for each.
    fn list(
        &self,
        kind: &str,
        range: RangeInclusive<Fingerprint>,
        limit: usize,
    ) -> Result<Vec<(Fingerprint, Fingerprint)>, StoreError> {
        let records = self.records.read().unwrap_or_else(PoisonError::into_inner);
        let Some(all) = records.kinds.get(kind).filter(|_| !range.is_empty()) else { return Ok(Vec::new()) };
        let (first, last) = (*all_fingerprints().start(), *all_fingerprints().end());
        let within = (*range.start(), first)..=(*range.end(), last);
        Ok(all.range(within).take(limit).copied().collect())
    }

    /// O(kinds).
    fn kinds(&self) -> Result<Vec<String>, StoreError> {
        let records = self.records.read().unwrap_or_else(PoisonError::into_inner);
        Ok(records.kinds.keys().cloned().collect())
    }
}
