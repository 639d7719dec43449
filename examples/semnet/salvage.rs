//! Recovers networks from a damaged store: `salvage`.

use std::path::Path;

use semnet_core::store::{SqliteStore, StoreExt};

use crate::output::tell;
use crate::progress::Waiting;
use crate::records::and_records;
use crate::stores;
use crate::verify::networks;

type Failure = Box<dyn std::error::Error>;

/// Adds the readable networks of a damaged store to the named one, and returns whether these were all.
pub(crate) fn salvage(from: &Path, named: Option<&Path>) -> Result<bool, Failure> {
    if stores::is_file(named, from)? {
        let name = from.display();
        return Err(format!(
            "{name} is the store to add to; name a new one: semnet --store NEW salvage {name}"
        )
        .into());
    }
    let mut left = SqliteStore::salvage(from)?;
    let to = stores::to_write(named)?;
    let (mut waiting, mut lost) = (Waiting::at(to.as_ref()), 0);
    for network in left.by_ref() {
        match network {
            Ok(network) => waiting.push(network)?,
            Err(error) => {
                lost += 1;
                tell!("semnet: {error}");
            }
        }
    }
    waiting.add()?;
    let (records, lost_records) = left.records_to(to.try_records()?)?;
    for error in &lost_records {
        tell!("semnet: {error}");
    }
    lost += lost_records.len();
    tell!(
        "semnet: {}{} read, {} new; unreadable places: {lost}",
        networks(waiting.read),
        and_records(records),
        waiting.new
    );
    Ok(lost == 0)
}
