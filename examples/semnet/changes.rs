//! Compares and combines networks: `diff`, `apply`, `merge`, `union` and `without`.

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use semnet_core::Network;
use semnet_core::network::{FingerprintError, FingerprintPrefix};

use crate::output::tell;
use crate::{input, stores};

type Failure = Box<dyn std::error::Error>;

#[derive(Subcommand)]
pub(crate) enum Changes {
    /// Print the changes from one INPUT to another, one on each line
    #[command(after_help = "Example: semnet diff before.txt after.txt\n         \
        semnet diff '#6l8y2xAx64u' bees.json --json")]
    Diff {
        /// Print JSON, for programs
        #[arg(long)]
        json: bool,
        /// A hashtag, a link, a question (in quotation marks), or a file
        a: OsString,
        /// The INPUT to compare with it
        b: OsString,
    },
    /// Print INPUT with the changes that `semnet diff --json` printed, as JSON
    #[command(after_help = "Example: semnet diff --json before.txt after.txt > changes.json\n         \
        semnet apply before.txt changes.json > after.json")]
    Apply {
        /// A hashtag, a link, a question (in quotation marks), or a file
        input: OsString,
        /// A file with changes; `-` is standard input
        changes: PathBuf,
    },
    /// Merge two versions that were made from BASE, and print the result as JSON
    #[command(after_help = "Example: semnet merge base.json ours.json theirs.json > merged.json\n\n\
            If there are conflicts, they are listed on standard error, the network has the version of \
            OURS, and the exit status is 1.\n\
            `semnet add merged.json --made-from OURS --made-from THEIRS` adds it, and records in its \
            history where it comes from.")]
    Merge {
        /// The network that both were made from: a hashtag, a link, a question (in quotation marks), or a
        /// file
        base: OsString,
        /// One version
        ours: OsString,
        /// The other version
        theirs: OsString,
    },
    /// Join several INPUTs into one network, each part with its sources, as JSON
    #[command(after_help = "Example: semnet union examples/reports/bees.txt examples/reports/tram.txt\n\n\
        Findings and highlights are in the order of the INPUTs, so another order may give another hashtag. \
        A concept to which two INPUTs give different texts keeps both, and gets the attribute `contested`.")]
    Union {
        /// Hashtags, links, questions (in quotation marks), or files
        #[arg(required = true, value_name = "INPUT")]
        inputs: Vec<OsString>,
    },
    /// Take one network out of a union, and print the rest as JSON
    #[command(after_help = "Example: semnet union bees.txt tram.txt > both.json\n         \
        semnet without both.json 6l8y2xAx64u > tram.json")]
    Without {
        /// A union: a hashtag, a link, a question (in quotation marks), or a file
        input: OsString,
        /// The hashtag of the network to take out, or a longer part of its fingerprint
        #[arg(value_parser = name)]
        source: FingerprintPrefix,
    },
}

/// Answers, and returns whether it succeeded completely.
pub(crate) fn run(store: Option<&Path>, changes: &Changes, out: &mut impl Write) -> Result<bool, Failure> {
    let store = stores::to_read(store);
    let networks = |inputs: &[&OsString]| -> Result<Option<Vec<Network>>, Failure> {
        inputs.iter().map(|input| input::recover(&store, input)).collect()
    };
    match changes {
        Changes::Diff { json, a, b } => {
            let Some([a, b]) = networks(&[a, b])?.and_then(|all| <[Network; 2]>::try_from(all).ok()) else {
                return Ok(false);
            };
            let changes = a.diff(&b);
            if *json {
                serde_json::to_writer_pretty(&mut *out, &changes)?;
                writeln!(out)?;
            } else {
                write!(out, "{changes}")?;
            }
            Ok(true)
        }
        Changes::Apply { input, changes } => {
            let (name, bytes) = input::bytes(changes)?;
            let changes: semnet_core::change::Changes =
                serde_json::from_slice(&bytes).map_err(|error| format!("{name}: {error}"))?;
            let Some(network) = input::recover(&store, input)? else { return Ok(false) };
            let network = network.apply(&changes).map_err(|error| format!("{name}: {error}"))?;
            writeln!(out, "{}", network.to_json())?;
            Ok(true)
        }
        Changes::Merge { base, ours, theirs } => {
            let all = networks(&[base, ours, theirs])?;
            let Some([base, ours, theirs]) = all.and_then(|all| <[Network; 3]>::try_from(all).ok()) else {
                return Ok(false);
            };
            let merged = Network::merge(&base, &ours, &theirs)?;
            writeln!(out, "{}", merged.network.to_json())?;
            out.flush()?;
            if !has_common_part(&base, &ours) && !has_common_part(&base, &theirs) {
                tell!(
                    "semnet: BASE has nothing in common with OURS and THEIRS; expected the network that \
                     both were made from"
                );
            }
            for conflict in &merged.conflicts {
                tell!("semnet: {conflict}");
            }
            Ok(merged.conflicts.is_empty())
        }
        Changes::Union { inputs } => {
            let inputs: Vec<&OsString> = inputs.iter().collect();
            let Some(networks) = networks(&inputs)? else { return Ok(false) };
            writeln!(out, "{}", Network::union(&networks)?.to_json())?;
            Ok(true)
        }
        Changes::Without { input, source } => {
            let Some(network) = input::recover(&store, input)? else { return Ok(false) };
            writeln!(out, "{}", network.without(source)?.to_json())?;
            Ok(true)
        }
    }
}

/// Whether two networks have the same question, or a concept with the same label.
fn has_common_part(a: &Network, b: &Network) -> bool {
    a.question() == b.question() || a.concepts().any(|concept| b.concept(concept.label()).is_some())
}

/// A hashtag, perhaps with its `#`, or more of a fingerprint.
fn name(typed: &str) -> Result<FingerprintPrefix, FingerprintError> {
    typed.trim().trim_start_matches('#').parse()
}
