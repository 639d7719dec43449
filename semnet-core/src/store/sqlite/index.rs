//! The look-ups of a SQLite store by its indexes.

use std::ops::RangeInclusive;

use rusqlite::params;

use crate::network::{Fingerprint, Network};
use crate::store::question_key::{closest, hashtag_key, question_key};
use crate::store::sqlite::{SqliteStore, as_limit, check, concepts, pending, ranked, similar, verify};
use crate::store::{Entry, Fault, Overlap, StoreError, StoreIndex};
use crate::words::SearchOptions;

impl StoreIndex for SqliteStore {
    /// O(log networks), and O(1) for each.
    fn similar_hashtags(&self, hashtag: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        self.select(
            "WHERE alike = ?1 ORDER BY fingerprint LIMIT ?2",
            params![hashtag_key(hashtag), as_limit(limit)],
        )
    }

    /// O(log networks), and O(1) for each.
    fn find_by_question(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        self.select(
            "WHERE asked = ?1 ORDER BY fingerprint LIMIT ?2",
            params![question_key(question), as_limit(limit)],
        )
    }

    /// Uses the index of words. The scores are exactly those of [`MemoryStore`](crate::store::MemoryStore).
    /// O(networks that have the words + words of the index with the same beginnings), and O(limit) of memory.
    fn ranked(&self, words: &str, search: &SearchOptions) -> Result<Vec<(Fingerprint, f64)>, StoreError> {
        let mut connection = self.lock();
        let mut ranked = || {
            pending::catch_up(&mut connection, &self.steps)?;
            ranked::ranked(&mut connection, &self.steps, words, search)
        };
        ranked().map_err(|error| self.explain(error))
    }

    /// Uses the index of concepts: O(log concepts), and O(1) for each network.
    fn networks_with_concept(
        &self,
        label: &str,
        range: RangeInclusive<Fingerprint>,
        limit: usize,
    ) -> Result<Vec<Entry>, StoreError> {
        let mut connection = self.lock();
        let mut found = || {
            let is_complete = pending::catch_up(&mut connection, &self.steps)?;
            let indexed = concepts::networks_with(&connection, label, &range, limit)?;
            match is_complete {
                true => Ok(indexed),
                false => pending::with_concept(&connection, &self.steps, label, &range, limit, indexed),
            }
        };
        found().map_err(|error| self.explain(error))
    }

    /// Uses the index of concepts: O(networks that share a concept · log concepts), and O(1) for each network
    /// that is returned.
    fn overlapping_networks(&self, network: &Network, limit: usize) -> Result<Vec<Overlap>, StoreError> {
        let mut connection = self.lock();
        let mut found = || {
            let others = match pending::catch_up(&mut connection, &self.steps)? {
                true => Vec::new(),
                false => pending::sharing(&connection, &self.steps, network)?,
            };
            concepts::overlapping(&connection, &self.steps, network, limit, others)
        };
        found().map_err(|error| self.explain(error))
    }

    /// Compares some hundred questions that share rare trigrams, rare words or beginnings of words with this
    /// one. O(log networks), and O(networks) if all its words are frequent.
    fn find_similar_questions(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let close = similar::close(&self.lock(), question).map_err(|error| self.explain(error))?;
        let numbers: Vec<String> = close.iter().map(i64::to_string).collect();
        let numbers = format!("[{}]", numbers.join(","));
        let entries = self.select("WHERE id IN (SELECT value FROM json_each(?1))", [numbers])?;
        Ok(closest(question, entries.into_iter(), limit))
    }

    /// Reports damage that SQLite finds, rows whose look-up keys do not match their network, and indexes that
    /// differ from the networks. O(size), and about 50 bytes of memory for each network.
    fn verify(&self) -> Result<Vec<Fault>, StoreError> {
        let mut connection = self.lock();
        let faults = || {
            let mut faults = check::verify(&connection)?;
            // Parts that SQLite itself cannot read are not compared.
            if faults.is_empty() {
                pending::catch_up(&mut connection, &self.steps)?;
                faults = verify::faults(&connection, &self.steps, check::MOST)?;
            }
            Ok(faults)
        };
        let mut faults = faults;
        faults().map_err(|error| self.explain(error))
    }

    /// Indexes one large network, or many small ones, or joins the words of some dozens of the networks that
    /// were added last with those of the others. O(their size · log networks). If the program is killed
    /// meanwhile, this stays to be done.
    fn index_pending(&self) -> Result<bool, StoreError> {
        pending::use_time(&mut self.lock(), &self.steps).map_err(|error| self.explain(error))
    }

    fn rebuild(&self) -> Result<(), StoreError> {
        verify::rebuild(&mut self.lock(), &self.steps).map_err(|error| self.explain(error))
    }
}
