//! What a SQLite store looks up by its indexes.

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

    /// By the index of words, with the same scores as [`MemoryStore`](crate::store::MemoryStore), to the last
    /// bit. O(networks that have the words + words of the index that begin alike), and O(limit) of memory.
    fn ranked(&self, words: &str, search: &SearchOptions) -> Result<Vec<(Fingerprint, f64)>, StoreError> {
        let mut connection = self.lock();
        let mut ranked = || {
            pending::catch_up(&mut connection, &self.steps)?;
            ranked::ranked(&mut connection, &self.steps, words, search)
        };
        ranked().map_err(|error| self.explain(error))
    }

    /// By the index of concepts: O(log concepts), and O(1) for each.
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

    /// By the index of concepts: O(networks that share a concept · log), and O(1) for each that is returned.
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

    /// Among some hundreds of questions that share telling sequences of three characters with this one, or
    /// telling words, or beginnings of words. O(log networks), and O(networks) where all its words are
    /// frequent.
    fn find_similar_questions(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let close = similar::close(&self.lock(), question).map_err(|error| self.explain(error))?;
        let numbers: Vec<String> = close.iter().map(i64::to_string).collect();
        let numbers = format!("[{}]", numbers.join(","));
        let entries = self.select("WHERE id IN (SELECT value FROM json_each(?1))", [numbers])?;
        Ok(closest(question, entries.into_iter(), limit))
    }

    /// What SQLite finds, rows that are looked up in another way than their key and their question say, and
    /// indexes that differ from the networks. O(size), and in memory some 50 bytes for each network.
    fn verify(&self) -> Result<Vec<Fault>, StoreError> {
        let mut connection = self.lock();
        let faults = || {
            let mut faults = check::verify(&connection)?;
            // What SQLite itself cannot read is not compared.
            if faults.is_empty() {
                pending::catch_up(&mut connection, &self.steps)?;
                faults = verify::faults(&connection, &self.steps, check::MOST)?;
            }
            Ok(faults)
        };
        let mut faults = faults;
        faults().map_err(|error| self.explain(error))
    }

    /// One large network, or many small ones: O(their size · log networks). A program that is killed while it
    /// does so leaves them pending.
    fn index_pending(&self) -> Result<bool, StoreError> {
        pending::index_some(&mut self.lock(), &self.steps).map_err(|error| self.explain(error))
    }

    fn rebuild(&self) -> Result<(), StoreError> {
        verify::rebuild(&mut self.lock(), &self.steps).map_err(|error| self.explain(error))
    }
}
