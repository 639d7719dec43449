//! The records of a store: sources, and which version came from which.

use semnet_core::change::Revision;
use semnet_core::store::{StoreError, StoreExt, StoreRecords, StoreRecordsExt, check_record};
use semnet_core::{Fingerprint, Network, Store};

use crate::clock;
use crate::verify::Progress;

type Failure = Box<dyn std::error::Error>;

/// Keeps that a network was made from others, unless that is the latest step of its history.
pub(crate) fn add_revision(
    store: &dyn Store,
    from: &[&Network],
    to: &Network,
    by: String,
) -> Result<(), StoreError> {
    let from: Vec<Fingerprint> = from.iter().map(|network| network.fingerprint()).collect();
    let revision = Revision { from, to: to.fingerprint(), when: clock::now(), by };
    store.try_records()?.note_revision(revision).map(drop)
}

/// A record of a store that is gone through.
pub(crate) struct Record {
    pub(crate) kind: String,
    pub(crate) about: Fingerprint,
    pub(crate) object: Fingerprint,
    /// The bytes of the object, or its error.
    pub(crate) bytes: Result<Vec<u8>, String>,
}

impl Record {
    fn read(
        records: &dyn StoreRecords,
        kind: &str,
        (about, object): (Fingerprint, Fingerprint),
    ) -> Result<Record, StoreError> {
        let bytes = match records.read(object) {
            Ok(Some(bytes)) => {
                check_record(kind, about, &bytes).map(|()| bytes).map_err(|error| error.to_string())
            }
            Ok(None) => Err("it is listed, but its bytes are missing".to_owned()),
            Err(StoreError::CorruptRecord { problem, .. }) => Err(problem),
            Err(error) => return Err(error),
        };
        Ok(Record { kind: kind.to_owned(), about, object, bytes })
    }

    /// The damage of one, as a message.
    pub(crate) fn damaged(&self, problem: &str) -> String {
        format!("the {} {} about {} is damaged: {problem}", self.kind, self.object, self.about)
    }
}

/// Does something with each record of a store, read and checked against its kind; how many there are.
pub(crate) fn each(
    store: &dyn Store,
    progress: &Progress,
    mut with: impl FnMut(Record) -> Result<(), Failure>,
) -> Result<u64, Failure> {
    let Some(records) = store.records() else { return Ok(0) };
    let mut count = 0;
    for kind in records.kinds()? {
        for record in records.all(&kind) {
            let record = record?;
            progress.at(record.0, count);
            with(Record::read(records, &kind, record)?)?;
            count += 1;
        }
    }
    Ok(count)
}

/// Whether a store has this record, with these bytes.
pub(crate) fn holds(records: &dyn StoreRecords, record: &Record, bytes: &[u8]) -> Result<bool, StoreError> {
    let is_there = match records.read(record.object) {
        Ok(found) => found.as_deref() == Some(bytes),
        Err(StoreError::CorruptRecord { .. }) => false,
        Err(error) => return Err(error),
    };
    Ok(is_there && records.about(&record.kind, record.about, usize::MAX)?.contains(&record.object))
}

/// `, 1 record`, `, 2 records`; nothing if there are none.
pub(crate) fn and_records(count: u64) -> String {
    match count {
        0 => String::new(),
        1 => ", 1 record".to_owned(),
        _ => format!(", {count} records"),
    }
}
