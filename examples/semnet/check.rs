//! Reads a whole store, says what is wrong with it, and moves what is damaged out of the way.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use semnet_core::{Entries, Entry, Fingerprint, Store, StoreError};

use crate::whole::{Progress, networks};

type Failure = Box<dyn std::error::Error>;

pub(crate) fn check(store: &dyn Store, aside: Option<&Path>, out: &mut impl Write) -> Result<bool, Failure> {
    if let Some(folder) = aside {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let progress = Progress::new("check");
    let (mut count, mut damaged, mut moved, mut failed) = (0, 0, 0, false);
    for entry in Entries::of(store) {
        let entry = entry?;
        count += 1;
        progress.at(entry.fingerprint, count);
        let Some(problem) = problem(store, &entry)? else { continue };
        damaged += 1;
        progress.beside(|| writeln!(out, "{}\t{problem}", entry.fingerprint))?;
        let Some(folder) = aside else { continue };
        match store.set_aside(entry.fingerprint, &mut |bytes| keep(folder, entry.fingerprint, bytes)) {
            Ok(was_moved) => moved += u64::from(was_moved),
            Err(error) => {
                failed = true;
                progress.beside(|| eprintln!("semnet: {error}"));
            }
        }
    }
    progress.end();
    let faults = store.faults()?;
    faults.iter().try_for_each(|fault| writeln!(out, "{fault}"))?;
    out.flush()?;
    let result = if damaged == 0 { "all whole".to_owned() } else { format!("{damaged} damaged") };
    let moved = aside.filter(|_| moved > 0).map(|folder| format!(", {moved} moved to {}", folder.display()));
    eprintln!("semnet: {}, {result}{}", networks(count), moved.unwrap_or_default());
    if !faults.is_empty() {
        eprintln!(
            "semnet: the store itself has {} faults; `semnet copy` takes what can be read to a new one",
            faults.len()
        );
    }
    Ok(damaged == 0 && faults.is_empty() && !failed)
}

/// What is wrong with a network. The others can be looked at whatever it is; what ends all is an error.
fn problem(store: &dyn Store, entry: &Entry) -> Result<Option<String>, StoreError> {
    match store.get(entry.fingerprint) {
        Ok(Some(network)) if (network.question(), network.title()) != (&*entry.question, &*entry.title) => {
            Ok(Some("it is listed under another question or title; adding it again mends that".to_owned()))
        }
        Ok(Some(_)) => Ok(None),
        Ok(None) => Ok(Some("it is listed, but not there".to_owned())),
        Err(StoreError::Damaged { problem, .. }) => Ok(Some(problem.to_string())),
        Err(error) => Err(error),
    }
}

/// Writes the bytes to a file of their own, synced, and never over another.
fn keep(folder: &Path, fingerprint: Fingerprint, bytes: &[u8]) -> io::Result<()> {
    let path = folder.join(format!("{fingerprint}.semnet"));
    let with_path = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    match File::create_new(&path) {
        Ok(mut file) => file.write_all(bytes).and_then(|()| file.sync_all()).map_err(with_path),
        // It was kept before, and then something went wrong.
        Err(_) if fs::read(&path).is_ok_and(|kept| kept == bytes) => Ok(()),
        Err(error) => Err(with_path(error)),
    }
}
