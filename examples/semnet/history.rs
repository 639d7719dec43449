//! `history`: which versions a network came from.

use std::ffi::OsString;
use std::io::Write;
use std::path::Path;

use clap::Args;
use semnet_core::store::{StoreExt, StoreRecordsExt};

use crate::output::{column, tell};
use crate::{clock, input, stores};

type Failure = Box<dyn std::error::Error>;

#[derive(Args)]
#[command(after_help = "Example: semnet history '#6l8y2xAx64u'\n         \
    semnet diff EARLIER LATER\n\n\
    `semnet edit`, `ask --into`, `grow`, `contradict` and `add --made-from` record the history; it does \
    not affect hashtags.\n\
    HASHTAG is the version that was made, FROM the versions that it was made from, separated by commas, or \
    `-` if there are none.")]
pub(crate) struct Command {
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
    /// A hashtag, a link, a question, or a file; several words are one question
    #[arg(required = true)]
    input: Vec<OsString>,
}

/// Prints the revisions that led to a network, the latest first.
pub(crate) fn run(store: Option<&Path>, command: &Command, out: &mut impl Write) -> Result<bool, Failure> {
    let store = stores::to_read(store);
    let Some(network) = input::recover(&store, input::words(&command.input))? else { return Ok(false) };
    let history = store.open()?.try_records()?.history(network.fingerprint())?;
    let revisions = history.of(network.fingerprint());
    if command.json {
        serde_json::to_writer_pretty(&mut *out, &revisions)?;
        writeln!(out)?;
        return Ok(true);
    }
    for revision in &revisions {
        let from: Vec<String> = revision.from.iter().map(|from| from.hashtag().to_string()).collect();
        let from = if from.is_empty() { "-".to_owned() } else { from.join(",") };
        let by = column(&revision.by);
        writeln!(out, "{}\t{}\t{from}\t{by}", clock::time(revision.when), revision.to.hashtag())?;
    }
    if revisions.is_empty() {
        out.flush()?;
        tell!("semnet: the store has no history of this network");
    }
    Ok(true)
}
