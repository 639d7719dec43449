//! The sources and histories that can still be read in a damaged SQLite file.

use std::collections::HashMap;

use rusqlite::OptionalExtension;

use crate::network::Fingerprint;
use crate::store::sqlite::salvage::{MOST, Salvage};
use crate::store::sqlite::{explain, guard};
use crate::store::{StoreError, StoreRecords, check_record, verified_object};

/// A record: its kind, its subject, and its object.
type Listed = (String, Fingerprint, Fingerprint);

impl Salvage {
    /// Adds the records that can still be read to another store. Returns their number, and an error for each
    /// one that could not be read. The list of records is read up to the first unreadable page. O(size of the
    /// file), and up to 20,000 more look-ups if objects cannot be read.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the other store cannot be written.
    ///
    /// ```no_run
    /// use semnet_core::store::{SqliteStore, StoreExt};
    ///
    /// let store = SqliteStore::open("new.semnet")?;
    /// let (count, lost) = SqliteStore::salvage("damaged.semnet")?.records_to(store.try_records()?)?;
    /// println!("{count} records, {} could not be read", lost.len());
    /// # Ok::<(), semnet_core::store::StoreError>(())
    /// ```
    pub fn records_to(&self, to: &dyn StoreRecords) -> Result<(u64, Vec<StoreError>), StoreError> {
        let mut lost = Vec::new();
        for table in ["records", "objects"] {
            match guard::check_table(&self.connection, &self.name, table) {
                Ok(true) => {}
                // A store of an earlier version.
                Ok(false) => return Ok((0, lost)),
                Err(problem) => {
                    lost.push(problem.explain(&self.name));
                    return Ok((0, lost));
                }
            }
        }
        let records = self.listed(&mut lost);
        let rows = self.object_rows(&mut lost);
        let mut count = 0;
        for (kind, about, object) in records {
            let damaged = |problem| StoreError::CorruptRecord { object, problem };
            let Some(&row) = rows.get(&object) else {
                lost.push(damaged("it is listed, but its bytes are missing".to_owned()));
                continue;
            };
            let bytes =
                self.object(row).map_err(|error| damaged(format!("its bytes cannot be read: {error}")));
            let bytes = bytes.and_then(|bytes| verified_object(object, bytes));
            let checked = bytes.and_then(|bytes| match check_record(&kind, about, &bytes) {
                Ok(()) => Ok(bytes),
                Err(error) => Err(damaged(error.to_string())),
            });
            match checked {
                Ok(bytes) => {
                    to.put(&kind, about, &bytes)?;
                    count += 1;
                }
                Err(error) => lost.push(error),
            }
        }
        Ok((count, lost))
    }

    /// The records up to the first unreadable one.
    fn listed(&self, lost: &mut Vec<StoreError>) -> Vec<Listed> {
        let mut records = Vec::new();
        let list = |records: &mut Vec<Listed>| -> rusqlite::Result<u64> {
            let mut statement = self.connection.prepare(
                "SELECT CAST(kind AS BLOB), CAST(about AS BLOB), CAST(object AS BLOB) FROM records",
            )?;
            let (mut rows, mut nameless) = (statement.query([])?, 0);
            while let Some(row) = rows.next()? {
                let bytes = |column| {
                    Ok::<_, rusqlite::Error>(row.get::<_, Option<Vec<u8>>>(column)?.unwrap_or_default())
                };
                let fingerprint =
                    |bytes: Vec<u8>| <[u8; 32]>::try_from(bytes).ok().map(Fingerprint::from_bytes);
                let kind = String::from_utf8(bytes(0)?).ok();
                match (kind, fingerprint(bytes(1)?), fingerprint(bytes(2)?)) {
                    (Some(kind), Some(about), Some(object)) => records.push((kind, about, object)),
                    _ => nameless += 1,
                }
            }
            Ok(nameless)
        };
        let because = |message| StoreError::unavailable(&self.name, message);
        match list(&mut records) {
            Ok(0) => {}
            Ok(count) => lost.push(because(&format!("{count} records have no kind or no fingerprint"))),
            Err(error) => lost.push(because(&format!(
                "the list of records cannot be read after the first {}: {error}",
                records.len()
            ))),
        }
        records
    }

    /// The row of each object, found without the index and past unreadable rows.
    fn object_rows(&self, lost: &mut Vec<StoreError>) -> HashMap<Fingerprint, i64> {
        let (mut rows, mut from, mut left) = (HashMap::new(), i64::MIN, MOST);
        loop {
            match self.object_key("id >= ?1", from) {
                Ok(Some((row, key))) => {
                    rows.extend(key.map(|key| (key, row)));
                    let Some(next) = row.checked_add(1) else { return rows };
                    from = next;
                }
                Ok(None) => return rows,
                Err(error) => {
                    let first = from.max(1);
                    let far = first.saturating_add(i64::try_from(left).unwrap_or(i64::MAX));
                    let next = (first.saturating_add(1)..far)
                        .find(|&number| matches!(self.object_key("id = ?1", number), Ok(Some(_))));
                    lost.push(explain(&self.name, error));
                    let Some(next) = next else { return rows };
                    left -= next.abs_diff(first);
                    from = next;
                }
            }
        }
    }

    fn object_key(
        &self,
        condition: &str,
        number: i64,
    ) -> rusqlite::Result<Option<(i64, Option<Fingerprint>)>> {
        let key = format!(
            "SELECT id, CAST(fingerprint AS BLOB) FROM objects NOT INDEXED WHERE {condition} ORDER BY id \
             LIMIT 1"
        );
        self.connection
            .prepare_cached(&key)?
            .query_row([number], |row| {
                let key: Option<Vec<u8>> = row.get(1)?;
                let key = key.and_then(|key| <[u8; 32]>::try_from(key).ok());
                Ok((row.get(0)?, key.map(Fingerprint::from_bytes)))
            })
            .optional()
    }

    fn object(&self, row: i64) -> rusqlite::Result<Vec<u8>> {
        let bytes = "SELECT CAST(bytes AS BLOB) FROM objects NOT INDEXED WHERE id = ?1";
        let bytes =
            self.connection.prepare_cached(bytes)?.query_row([row], |row| row.get::<_, Option<_>>(0))?;
        Ok(bytes.unwrap_or_default())
    }
}
