//! What the commands do. Results go to `out`, the rest to standard error; each says whether all could be done.

use std::io::Write;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use semnet_core::Fingerprint;

use crate::{input, stores};

type Done = Result<bool, Box<dyn std::error::Error>>;

pub(crate) fn add(store: Option<&Path>, files: &[PathBuf], out: &mut impl Write) -> Done {
    let store = stores::to_write(store)?;
    let progress = progress(files.len());
    let mut all = true;
    // Who stopped reading the output still wants the reports added.
    let mut closed = None;
    for file in files {
        match input::read(file) {
            Ok(network) => {
                store.add(&network)?;
                // Printed is acknowledged: whoever reads along knows what is safe.
                if closed.is_none() {
                    let print = || {
                        writeln!(out, "{}\t{}", network.hashtag(), network.question())?;
                        out.flush()
                    };
                    closed = progress.suspend(print).err();
                }
            }
            Err(error) => {
                all = false;
                progress.suspend(|| eprintln!("semnet: {error}"));
            }
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    match closed {
        Some(error) if all => Err(error.into()),
        _ => Ok(all),
    }
}

pub(crate) fn open(store: Option<&Path>, input: &str, json: bool, out: &mut impl Write) -> Done {
    let store = stores::to_read(store)?;
    let Some(network) = input::recover(store.as_ref(), input)? else { return Ok(false) };
    if json {
        writeln!(out, "{}", network.to_json())?;
        return Ok(true);
    }
    let report = network.to_report();
    write!(out, "{}", report.text)?;
    out.flush()?;
    if !report.left_out.is_nothing() {
        eprintln!(
            "semnet: a report cannot express all of this network; left out: {}. See --json.",
            report.left_out
        );
    }
    Ok(true)
}

pub(crate) fn link(store: Option<&Path>, input: &str, base: &str, full: bool, out: &mut impl Write) -> Done {
    let store = stores::to_read(store)?;
    let Some(network) = input::recover(store.as_ref(), input)? else { return Ok(false) };
    let link = if full { network.to_link(base)? } else { network.to_short_link(base)? };
    if full {
        writeln!(out, "{link}")?;
    } else {
        // Where the store has two networks of this hashtag, the link has as much of the fingerprint as it takes.
        let name = store.name(network.fingerprint())?;
        writeln!(out, "{link}{}", name.get(network.hashtag().to_string().len()..).unwrap_or_default())?;
    }
    Ok(true)
}

pub(crate) fn list(store: Option<&Path>, out: &mut impl Write) -> Done {
    const PAGE: usize = 1_000;
    let store = stores::to_read(store)?;
    let last = Fingerprint::from_bytes([0xff; 32]);
    let mut next = Some(Fingerprint::from_bytes([0; 32]));
    while let Some(first) = next {
        let entries = store.entries(first..=last, PAGE)?;
        for entry in &entries {
            writeln!(out, "{}\t{}", entry.fingerprint.hashtag(), entry.question)?;
        }
        next = entries.last().filter(|_| entries.len() == PAGE).and_then(|entry| entry.fingerprint.next());
    }
    Ok(true)
}

/// A progress bar on a terminal, nothing in a pipe.
fn progress(length: usize) -> ProgressBar {
    if length < 2 {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} reports, {eta} left");
    ProgressBar::new(length as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
