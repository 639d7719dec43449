//! The objects that a store on S3 keeps next to its networks.
//!
//! An object is `objects/<44 characters>`, its fingerprint. The empty object `records/<kind>/<44
//! characters>/<44 characters>` is a record, with its subject and its object.

use std::ops::RangeInclusive;

use crate::network::Fingerprint;
use crate::store::object::engine::Object;
use crate::store::object::{LARGEST, ObjectStore, all};
use crate::store::{StoreError, check_kind, verified_object};
use crate::util::part;

/// The folder of the objects.
pub(super) const OBJECTS: &str = "objects/";

/// The folder of the records.
pub(super) const RECORDS: &str = "records/";

impl ObjectStore {
    /// Keeps an object and a record of this kind about a subject, as
    /// [`StoreRecords::put`](crate::store::StoreRecords::put) does, and returns the object's fingerprint. A
    /// damaged object is repaired. Each write is read back. O(size), with four requests.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if it cannot be written, the object is too large, or the kind is not
    /// valid.
    pub async fn put_record(
        &self,
        kind: &str,
        about: Fingerprint,
        bytes: &[u8],
    ) -> Result<Fingerprint, StoreError> {
        check_kind(self.engine.name(), kind)?;
        if bytes.len() as u64 > LARGEST {
            let message =
                format!("an object of {} bytes is too large; expected at most {LARGEST}", bytes.len());
            return Err(self.engine.unavailable(&message));
        }
        let object = Fingerprint::hash(bytes);
        let key = format!("{OBJECTS}{object}");
        let is_there = || async {
            let there = self.engine.read(&key, LARGEST).await?;
            Ok::<_, StoreError>(matches!(there, Object::Bytes(there) if there == bytes))
        };
        if !is_there().await? {
            self.engine.write(&key, bytes.to_vec()).await?;
            if !is_there().await? {
                return Err(self.engine.unavailable(&format!(
                    "the object store acknowledged the object {object}, but does not have it; try again later"
                )));
            }
        }
        // The object first: a record without it would be damage.
        self.engine.write(&format!("{RECORDS}{kind}/{about}/{object}"), Vec::new()).await?;
        Ok(object)
    }

    /// The object with this fingerprint; `None` if the store does not have it. O(size), with one request.
    ///
    /// # Errors
    ///
    /// [`StoreError::CorruptRecord`] if its bytes are not those that were added; [`StoreError::Unavailable`]
    /// if it cannot be read.
    pub async fn read_record(&self, object: Fingerprint) -> Result<Option<Vec<u8>>, StoreError> {
        match self.engine.read(&format!("{OBJECTS}{object}"), LARGEST).await? {
            Object::Missing => Ok(None),
            Object::TooLarge(bytes) => {
                let problem = format!("it has {bytes} bytes, more than any object in this store can have");
                Err(StoreError::CorruptRecord { object, problem })
            }
            Object::Bytes(bytes) => verified_object(object, bytes).map(Some),
        }
    }

    /// The records of this kind whose subject is in a range, as in
    /// [`StoreRecords::list`](crate::store::StoreRecords::list). A request for every 1,000
    /// records.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read.
    pub async fn list_records(
        &self,
        kind: &str,
        range: RangeInclusive<Fingerprint>,
        limit: usize,
    ) -> Result<Vec<(Fingerprint, Fingerprint)>, StoreError> {
        if check_kind(self.engine.name(), kind).is_err() || range.is_empty() {
            return Ok(Vec::new());
        }
        let folder = format!("{RECORDS}{kind}/");
        let (first, last) = (range.start().to_string(), range.end().to_string());
        // The longest text that is before the first key of the range, and as much of it as all of them begin
        // with.
        let before = part(&first, ..Fingerprint::LENGTH - 1);
        let common = before.bytes().zip(last.bytes()).take_while(|(a, b)| a == b).count();
        let start = part(before, ..common);
        let mut after = (*range.start() > *all().start()).then(|| before.to_owned());
        let mut found = Vec::new();
        while found.len() < limit {
            let page = self.engine.keys(&folder, start, after.as_deref(), limit - found.len()).await?;
            let records = page.keys.iter().filter_map(|key| record(key));
            found.extend(records.filter(|(about, _)| range.contains(about)));
            after = page.keys.into_iter().next_back();
            let is_past =
                after.as_deref().and_then(|key| key.split('/').next()).is_none_or(|key| *key > *last);
            if !page.more || is_past {
                break;
            }
        }
        Ok(found)
    }

    /// The kinds that have records, sorted. A request for each, and one more.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read.
    pub async fn record_kinds(&self) -> Result<Vec<String>, StoreError> {
        let mut kinds = Vec::new();
        let mut after: Option<String> = None;
        loop {
            let page = self.engine.keys(RECORDS, "", after.as_deref(), 1).await?;
            let Some(key) = page.keys.into_iter().next() else { break };
            after = match key.split_once('/') {
                // In the order of bytes, `0` follows `/`.
                Some((kind, _)) => {
                    let next = format!("{kind}0");
                    kinds.extend(check_kind(self.engine.name(), kind).is_ok().then(|| kind.to_owned()));
                    Some(next)
                }
                None => Some(key),
            };
        }
        kinds.sort_unstable();
        Ok(kinds)
    }
}

/// The subject of a record, and its object, from its key in the folder of its kind; `None` for a key that is
/// not a record's.
pub(super) fn record(key: &str) -> Option<(Fingerprint, Fingerprint)> {
    let (about, object) = key.split_once('/')?;
    Some((about.parse().ok()?, object.parse().ok()?))
}
