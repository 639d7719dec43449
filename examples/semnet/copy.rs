//! From one store to another.

use semnet_core::{Entries, Store, StoreError};

use crate::whole::{Progress, networks};

type Failure = Box<dyn std::error::Error>;

/// Adds what the other store has not, and reads each network in both. A store that has stopped answering ends it; a damaged
/// network does not.
pub(crate) fn copy(from: &dyn Store, to: &dyn Store) -> Result<bool, Failure> {
    let progress = Progress::new("copy");
    let (mut count, mut added, mut damaged) = (0, 0, 0);
    for entry in Entries::of(from) {
        let fingerprint = entry?.fingerprint;
        count += 1;
        progress.at(fingerprint, count);
        let network = match from.get(fingerprint) {
            Ok(Some(network)) => network,
            // It was set aside a moment ago.
            Ok(None) => continue,
            Err(error @ StoreError::Damaged { .. }) => {
                damaged += 1;
                progress.beside(|| eprintln!("semnet: {error}"));
                continue;
            }
            Err(error) => return Err(interrupted(error, count - 1)),
        };
        let is_there = |found| matches!(found, Ok(Some(found)) if found == network);
        if !is_there(to.get(fingerprint)) {
            added += 1;
            to.add(&network).map_err(|error| interrupted(error, count - 1))?;
            if !is_there(to.get(fingerprint)) {
                return Err(format!("{fingerprint} was added, and is not what was added").into());
            }
        }
    }
    progress.end();
    eprintln!("semnet: {}, {} copied, {} left out as damaged", networks(count), added, damaged);
    Ok(damaged == 0)
}

fn interrupted(error: StoreError, count: u64) -> Failure {
    format!("{error}\nsemnet: stopped after {}; the same command goes on from there", networks(count)).into()
}
