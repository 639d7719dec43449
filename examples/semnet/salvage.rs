//! Out of a damaged store.

use std::path::Path;

use semnet_core::{SqliteStore, Store};

use crate::whole::networks;

type Failure = Box<dyn std::error::Error>;

/// Adds to a store what can still be read of a damaged one; whether that was all of it.
pub(crate) fn salvage(
    from: &Path,
    to: impl FnOnce() -> Result<Box<dyn Store>, Failure>,
) -> Result<bool, Failure> {
    let left = SqliteStore::salvage(from)?;
    let to = to()?;
    let (mut count, mut new, mut lost) = (0, 0, 0);
    for network in left {
        match network {
            Ok(network) => {
                count += 1;
                new += u64::from(to.add(&network)?);
            }
            Err(error) => {
                lost += 1;
                eprintln!("semnet: {error}");
            }
        }
    }
    eprintln!("semnet: {} read, {new} new, {lost} places could not be read", networks(count));
    Ok(lost == 0)
}
