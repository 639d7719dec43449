//! Copies a store to another.

use semnet_core::Store;
use semnet_core::store::{StoreError, StoreExt};

use crate::output::tell;
use crate::records;
use crate::verify::{self, Opened, Progress, networks};

type Failure = Box<dyn std::error::Error>;

/// Adds what the other store lacks, and reads each network and each record in both. It ends if a store stops
/// answering, but not at a network that is damaged or cannot be read.
pub(crate) fn copy(from: &dyn Store, to: &dyn Store) -> Result<bool, Failure> {
    let progress = Progress::new("copy");
    let (mut count, mut added, mut damaged, mut unread, mut torn) = (0, 0, 0, 0, false);
    for entry in from.iter() {
        let listed = verify::listed(entry, &progress).map_err(|error| interrupted(error, count))?;
        let Some(fingerprint) = listed else {
            torn = true;
            continue;
        };
        count += 1;
        progress.at(fingerprint, count);
        let network = match verify::read(from, fingerprint).map_err(|error| interrupted(error, count - 1))? {
            Opened::Whole(network) => network,
            Opened::Gone => continue,
            Opened::Wrong(error) => {
                let what =
                    if matches!(error, StoreError::Corrupt { .. }) { &mut damaged } else { &mut unread };
                *what += 1;
                progress.beside(|| tell!("semnet: {error}"));
                continue;
            }
        };
        // Whether it is there and intact. If the store does not answer, that is unknown.
        let is_there = || match to.get(fingerprint) {
            Ok(found) => Ok(found.as_ref() == Some(&network)),
            Err(StoreError::Corrupt { .. }) => Ok(false),
            Err(error) => Err(interrupted(error, count - 1)),
        };
        if !is_there()? {
            added += 1;
            to.add(&network).map_err(|error| interrupted(error, count - 1))?;
            if !is_there()? {
                return Err(
                    format!("{fingerprint} was added, but reading it back gives something else").into()
                );
            }
        }
    }
    let mut copied = 0;
    let found = records::each(from, &progress, |record| {
        let bytes = match &record.bytes {
            Ok(bytes) => bytes,
            Err(problem) => {
                damaged += 1;
                progress.beside(|| tell!("semnet: {}", record.damaged(problem)));
                return Ok(());
            }
        };
        let records = to.try_records()?;
        if !records::holds(records, &record, bytes)? {
            copied += 1;
            records.put(&record.kind, record.about, bytes)?;
            if !records::holds(records, &record, bytes)? {
                return Err(
                    format!("{} was added, but reading it back gives something else", record.object).into()
                );
            }
        }
        Ok(())
    })?;
    progress.end();
    let of_records =
        if found > 0 { format!("{}, {copied} copied", records::and_records(found)) } else { String::new() };
    let unread = if unread > 0 { format!(", {unread} that could not be read") } else { String::new() };
    tell!("semnet: {}, {added} copied{of_records}, {damaged} damaged and left out{unread}", networks(count));
    Ok(damaged == 0 && unread.is_empty() && !torn)
}

fn interrupted(error: StoreError, count: u64) -> Failure {
    format!("{error}; stopped after {}; run the same command again to continue", networks(count)).into()
}
