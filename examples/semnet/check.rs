//! Reads a whole store, reports its problems, and moves damaged networks out of the way.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use semnet_core::store::{Entry, StoreError, StoreExt};
use semnet_core::{Fingerprint, Store};

use crate::output::{printable, tell};
use crate::records::{self, and_records};
use crate::verify::{self, Opened, Progress, networks};

type Failure = Box<dyn std::error::Error>;

pub(crate) fn check(
    store: &dyn Store,
    aside: Option<&Path>,
    repair: bool,
    out: &mut impl Write,
) -> Result<bool, Failure> {
    if let Some(folder) = aside {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let progress = Progress::new("check");
    let (mut count, mut damaged, mut unread, mut moved) = (0, 0, 0, 0);
    let (mut torn, mut failed) = (false, false);
    let mut stopped = None;
    for entry in store.iter() {
        let looked = entry.and_then(|entry| {
            progress.at(entry.fingerprint, count + 1);
            problem(store, &entry).map(|problem| (entry.fingerprint, problem))
        });
        let (fingerprint, problem) = match looked {
            Ok(looked) => looked,
            Err(error @ StoreError::PartialListing { .. }) => {
                torn = true;
                progress.beside(|| writeln!(out, "{}", printable(&error.to_string())))?;
                continue;
            }
            Err(error) => {
                stopped = Some(error);
                break;
            }
        };
        count += 1;
        let (problem, is_damage) = match problem {
            None => continue,
            Some(Problem::Corruption(problem)) => (problem, true),
            Some(Problem::Unread(problem)) => (problem, false),
        };
        *(if is_damage { &mut damaged } else { &mut unread }) += 1;
        progress.beside(|| writeln!(out, "{fingerprint}\t{}", printable(&problem)))?;
        let Some(folder) = aside.filter(|_| is_damage) else { continue };
        match store.quarantine(fingerprint, &mut |bytes| keep(folder, fingerprint, bytes)) {
            Ok(was_moved) => moved += u64::from(was_moved),
            Err(error) => {
                failed = true;
                progress.beside(|| tell!("semnet: {error}"));
            }
        }
    }
    let mut recorded = 0;
    if stopped.is_none() {
        let each = records::each(store, &progress, |record| {
            if let Err(problem) = &record.bytes {
                damaged += 1;
                let problem = record.damaged(problem);
                progress
                    .beside(|| writeln!(out, "{}\t{problem}; adding it again repairs it", record.object))?;
            }
            Ok(())
        });
        match each {
            Ok(count) => recorded = count,
            Err(error) => {
                torn = true;
                progress.beside(|| writeln!(out, "{error}"))?;
            }
        }
    }
    progress.end();
    // A store that does not answer has no faults to report.
    let mut faults = if stopped.is_none() { store.verify()? } else { Vec::new() };
    faults.iter().try_for_each(|fault| writeln!(out, "{}", printable(&fault.to_string())))?;
    if repair && !faults.is_empty() {
        store.rebuild()?;
        faults = store.verify()?;
        tell!("semnet: the indexes were built again; remaining faults: {}", faults.len());
    }
    out.flush()?;
    let mut result = match (damaged, unread) {
        (0, 0) if torn || stopped.is_some() => "all of these intact".to_owned(),
        (0, 0) => "all intact".to_owned(),
        (damaged, 0) => format!("{damaged} damaged"),
        (damaged, unread) => format!("{damaged} damaged, {unread} that could not be read"),
    };
    if torn {
        result += ", but not all could be listed";
    }
    let moved = aside.filter(|_| moved > 0).map(|folder| format!(", {moved} moved to {}", folder.display()));
    tell!("semnet: {}{}, {result}{}", networks(count), and_records(recorded), moved.unwrap_or_default());
    if let Some(error) = stopped {
        return Err(format!("{error}; the check ended there; run it again when the store responds").into());
    }
    if !faults.is_empty() || torn {
        tell!(
            "semnet: the store itself has faults; `semnet copy` copies everything that can be read to a \
            new one"
        );
    }
    Ok(damaged == 0 && unread == 0 && faults.is_empty() && !torn && !failed)
}

enum Problem {
    Corruption(String),
    /// It may be intact.
    Unread(String),
}

/// A problem of one network. The others can still be read; a problem that ends the check is an error.
fn problem(store: &dyn Store, entry: &Entry) -> Result<Option<Problem>, StoreError> {
    let damage = |problem: &str| Some(Problem::Corruption(problem.to_owned()));
    Ok(match verify::read(store, entry.fingerprint)? {
        Opened::Whole(network)
            if (network.question(), network.title()) != (&*entry.question, &*entry.title) =>
        {
            damage("it is listed under another question or title; adding it again repairs that")
        }
        Opened::Whole(_) => None,
        Opened::Gone => damage("it is listed, but its bytes are missing"),
        Opened::Wrong(StoreError::Corrupt { problem, .. }) => damage(&problem.to_string()),
        Opened::Wrong(error) => Some(Problem::Unread(error.to_string())),
    })
}

/// Writes the bytes to a separate file, which is written completely or not at all, and never over another.
/// `Ok` means that it is on the disk.
fn keep(folder: &Path, fingerprint: Fingerprint, bytes: &[u8]) -> io::Result<()> {
    let path = folder.join(format!("{fingerprint}.semnet"));
    let with_path = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    if path.exists() {
        // It was kept before, and then there was an error.
        return match fs::read(&path) {
            Ok(kept) if kept == bytes => Ok(()),
            Ok(_) => Err(with_path(io::ErrorKind::AlreadyExists.into())),
            Err(error) => Err(with_path(error)),
        };
    }
    let part = folder.join(format!("{fingerprint}.{}.part", std::process::id()));
    let written = File::create(&part)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&part, &path));
    if let Err(error) = written {
        let _ = fs::remove_file(&part);
        return Err(with_path(error));
    }
    sync(folder).map_err(with_path)
}

/// Makes the names of files in a folder last; where folders cannot be opened, the system does that by itself.
fn sync(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
