//! The objects that a SQLite store keeps in addition to its networks.

use std::ops::RangeInclusive;

use rusqlite::{OptionalExtension, Row, TransactionBehavior, params};

use crate::network::Fingerprint;
use crate::store::sqlite::{SqliteStore, as_limit};
use crate::store::{StoreError, StoreRecords, check_kind, verified_object};

/// Objects by their fingerprint, and their subjects.
pub(super) const TABLES: &str = "
    CREATE TABLE objects (
        id INTEGER PRIMARY KEY,
        fingerprint BLOB NOT NULL UNIQUE,
        bytes BLOB NOT NULL
    );
    CREATE TABLE records (
        kind TEXT NOT NULL,
        about BLOB NOT NULL,
        object BLOB NOT NULL,
        PRIMARY KEY (kind, about, object)
    ) WITHOUT ROWID;";

impl StoreRecords for SqliteStore {
    /// O(size + log records), and one sync of the disk.
    fn put(&self, kind: &str, about: Fingerprint, bytes: &[u8]) -> Result<Fingerprint, StoreError> {
        check_kind(&self.name, kind)?;
        let object = Fingerprint::hash(bytes);
        let mut connection = self.lock();
        let mut put = || {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            // One that damage has changed is repaired.
            transaction.execute(
                "INSERT INTO objects (fingerprint, bytes) VALUES (?1, ?2)
                 ON CONFLICT (fingerprint) DO UPDATE SET bytes = ?2 WHERE bytes IS NOT ?2",
                params![object.as_bytes(), bytes],
            )?;
            transaction.execute(
                "INSERT OR IGNORE INTO records (kind, about, object) VALUES (?1, ?2, ?3)",
                params![kind, about.as_bytes(), object.as_bytes()],
            )?;
            transaction.commit()?;
            connection.query_row(
                "SELECT count(*) FROM records JOIN objects ON fingerprint = object
                 WHERE kind = ?1 AND about = ?2 AND object = ?3 AND CAST(bytes AS BLOB) = ?4",
                params![kind, about.as_bytes(), object.as_bytes(), bytes],
                |row| row.get::<_, i64>(0),
            )
        };
        match put().map_err(|error| self.explain(error))? {
            1 => self.check_place().map(|()| object),
            _ => Err(self.not_read_back(&format!("the object {object}"))),
        }
    }

    fn read(&self, object: Fingerprint) -> Result<Option<Vec<u8>>, StoreError> {
        let bytes = self
            .lock()
            .query_row(
                "SELECT CAST(bytes AS BLOB) FROM objects WHERE fingerprint = ?1",
                [object.as_bytes()],
                |row| row.get::<_, Option<Vec<u8>>>(0),
            )
            .optional()
            .map_err(|error| self.explain(error))?;
        bytes.map(|bytes| verified_object(object, bytes.unwrap_or_default())).transpose()
    }

    fn list(
        &self,
        kind: &str,
        range: RangeInclusive<Fingerprint>,
        limit: usize,
    ) -> Result<Vec<(Fingerprint, Fingerprint)>, StoreError> {
        let connection = self.lock();
        let list = || -> rusqlite::Result<_> {
            connection
                .prepare_cached(
                    "SELECT about, object FROM records WHERE kind = ?1 AND about BETWEEN ?2 AND ?3
                         AND length(about) = 32 AND length(object) = 32
                     ORDER BY about, object LIMIT ?4",
                )?
                .query_map(
                    params![kind, range.start().as_bytes(), range.end().as_bytes(), as_limit(limit)],
                    |row| Ok((fingerprint(row, 0)?, fingerprint(row, 1)?)),
                )?
                .collect::<rusqlite::Result<Vec<_>>>()
        };
        list().map_err(|error| self.explain(error))
    }

    fn kinds(&self) -> Result<Vec<String>, StoreError> {
        let connection = self.lock();
        // Each is looked up after the last, so only the first record of each kind is read.
        let mut kinds: Vec<String> = Vec::new();
        let mut next = || -> rusqlite::Result<bool> {
            let found: Option<Vec<u8>> = connection
                .prepare_cached(
                    "SELECT CAST(kind AS BLOB) FROM records WHERE kind > ?1 ORDER BY kind LIMIT 1",
                )?
                .query_row([kinds.last().map_or("", String::as_str)], |row| row.get(0))
                .optional()?;
            // One that damage has made invalid UTF-8 ends the list; `verify` reports it.
            let found = found.and_then(|kind| String::from_utf8(kind).ok());
            let is_new = found.as_ref().is_some_and(|kind| kinds.last() < Some(kind));
            kinds.extend(found.filter(|_| is_new));
            Ok(is_new)
        };
        while next().map_err(|error| self.explain(error))? {}
        Ok(kinds)
    }
}

fn fingerprint(row: &Row<'_>, column: usize) -> rusqlite::Result<Fingerprint> {
    row.get::<_, [u8; 32]>(column).map(Fingerprint::from_bytes)
}
