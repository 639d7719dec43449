//! The commands for a whole store: `check`, `export`, `import`, `copy` and `salvage`.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use semnet_core::store::{Entry, StoreError, StoreExt};
use semnet_core::{Fingerprint, Network, Store};

use crate::output::tell;
use crate::{check, copy, salvage, stores, stream};

type Failure = Box<dyn std::error::Error>;

#[derive(Subcommand)]
pub(crate) enum Whole {
    /// Read the whole store, and print FINGERPRINT<TAB>PROBLEM for each damaged network
    #[command(after_help = "Example: semnet check --aside damaged\n\n\
        A record is a source, or a step of a history, that the store keeps next to its networks.\n\
        The exit status is 1 if there is a problem. A network that was moved aside can be added again from \
        an intact copy.")]
    Check {
        /// Move the bytes of damaged networks out of the store, into this folder
        #[arg(long, value_name = "DIR")]
        aside: Option<PathBuf>,
        /// Build the indexes again if they differ from the networks
        #[arg(long)]
        repair: bool,
    },
    /// Print the whole store as JSON lines
    #[command(after_help = "Example: semnet export | gzip > networks.jsonl.gz")]
    Export,
    /// Add the networks, sources and histories of an export to the store
    #[command(after_help = "Example: gunzip -c networks.jsonl.gz | semnet import -\n\n\
Each line with an error is reported, and the other lines are added; the exit status is then 1. Importing a \
file twice has no further effect.")]
    Import {
        /// A file that `semnet export` wrote; `-` is standard input
        file: PathBuf,
    },
    /// Copy all networks, sources and histories of one store to another, and check each copy
    #[command(after_help = "Example: semnet copy networks.semnet /media/backup/networks.semnet\n\n\
        Networks that TO already has are read as well, and repaired if they are damaged. To continue a \
        copy that was interrupted, run it again. --store is ignored.")]
    Copy {
        /// The store to read
        from: PathBuf,
        /// The store to add to; created if it does not exist
        to: PathBuf,
    },
    /// Add to the store everything that can still be read of a damaged one
    #[command(after_help = "Example: semnet --store new.semnet salvage damaged.semnet\n\n\
        The damaged file is left unchanged. The exit status is 1 if a part of it could not be read.")]
    Salvage {
        /// The file of the damaged store
        file: PathBuf,
    },
}

/// Does it; whether all could be done.
pub(crate) fn run(store: Option<&Path>, whole: &Whole, out: &mut impl Write) -> Result<bool, Failure> {
    match whole {
        Whole::Check { aside, repair } => {
            check::check(stores::to_go_through(store)?.as_ref(), aside.as_deref(), *repair, out)
        }
        Whole::Export => stream::export(stores::to_go_through(store)?.as_ref(), out),
        Whole::Import { file } => stream::import(file, || stores::to_write(store)),
        Whole::Salvage { file } => salvage::salvage(file, store),
        Whole::Copy { from, to } => {
            let from = stores::to_go_through(Some(from))?;
            copy::copy(from.as_ref(), stores::to_write(Some(to))?.as_ref())
        }
    }
}

/// The next network of a list; `None` if the list cannot be read further, which is reported.
pub(crate) fn listed(
    entry: Result<Entry, StoreError>,
    progress: &Progress,
) -> Result<Option<Fingerprint>, StoreError> {
    match entry {
        Ok(entry) => Ok(Some(entry.fingerprint)),
        Err(error @ StoreError::PartialListing { .. }) => {
            progress.beside(|| tell!("semnet: {error}"));
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// A network of a store that is gone through.
pub(crate) enum Opened {
    Whole(Network),
    /// It was set aside a moment ago.
    Gone,
    /// Damaged, or unreadable; the others can be read, because the store answers.
    Wrong(StoreError),
}

/// Reads one of many. A store that has stopped answering is an error.
pub(crate) fn read(store: &dyn Store, fingerprint: Fingerprint) -> Result<Opened, StoreError> {
    match store.get(fingerprint) {
        Ok(Some(network)) => Ok(Opened::Whole(network)),
        Ok(None) => Ok(Opened::Gone),
        Err(error @ StoreError::Corrupt { .. }) => Ok(Opened::Wrong(error)),
        // A list of nothing: whether it answers at all.
        Err(error) => store
            .similar_hashtags("", 0)
            .map_or_else(Err, |_| Ok(Opened::Wrong(unserved(fingerprint, error)))),
    }
}

/// The error, with its network.
fn unserved(fingerprint: Fingerprint, error: StoreError) -> StoreError {
    match error {
        StoreError::Unavailable { store, message, cause } => {
            let message = format!("the network {fingerprint} cannot be read: {message}");
            StoreError::Unavailable { store, message, cause }
        }
        error => error,
    }
}

/// The progress of a scan of a store. It needs no count of networks: fingerprints are evenly distributed, so
/// the current one gives the share already checked.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// On a terminal; nothing in a pipe.
    pub(crate) fn new(what: &str) -> Progress {
        let style = ProgressStyle::with_template("{prefix} {bar:40} {percent}%, {msg}, {eta} left");
        let bar =
            ProgressBar::new(1 << 16).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Progress(bar.with_prefix(what.to_owned()))
    }

    pub(crate) fn at(&self, fingerprint: Fingerprint, count: u64) {
        let [first, second, ..] = *fingerprint.as_bytes();
        self.0.set_position(u64::from(u16::from_be_bytes([first, second])));
        if count.is_multiple_of(64) {
            self.0.set_message(format!("{} networks", HumanCount(count)));
        }
    }

    /// Does something that prints, without the bar in between.
    pub(crate) fn beside<T>(&self, print: impl FnOnce() -> T) -> T {
        self.0.suspend(print)
    }

    pub(crate) fn end(self) {
        self.0.finish_and_clear();
    }
}

/// `1 network`, `2 networks`.
pub(crate) fn networks(count: u64) -> String {
    format!("{} {}", HumanCount(count), if count == 1 { "network" } else { "networks" })
}
