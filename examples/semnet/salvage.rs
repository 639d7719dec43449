//! Out of a damaged store.

use std::path::Path;

use semnet_core::{Network, SqliteStore};

use crate::stores;
use crate::whole::networks;

type Failure = Box<dyn std::error::Error>;

/// So many are added with one sync of the disk.
const TOGETHER: usize = 256;

/// Adds to the store that was named what can still be read of a damaged one; whether that was all of it.
pub(crate) fn salvage(from: &Path, named: Option<&Path>) -> Result<bool, Failure> {
    if stores::is_file(named, from)? {
        let name = from.display();
        return Err(
            format!("{name} is the store itself; name a new one: semnet --store NEW salvage {name}").into()
        );
    }
    let mut left = SqliteStore::salvage(from)?.peekable();
    let to = stores::to_write(named)?;
    let (mut count, mut new, mut lost) = (0, 0, 0);
    loop {
        let mut some: Vec<Network> = Vec::new();
        for network in left.by_ref().take(TOGETHER) {
            match network {
                Ok(network) => some.push(network),
                Err(error) => {
                    lost += 1;
                    eprintln!("semnet: {error}");
                }
            }
        }
        count += some.len() as u64;
        new += to.add_all(&some)?;
        if left.peek().is_none() {
            break;
        }
    }
    eprintln!("semnet: {} read, {new} new, {lost} places could not be read", networks(count));
    Ok(lost == 0)
}
