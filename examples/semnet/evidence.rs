//! Whether the passages of a network occur in their sources: `evidence`.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use semnet_core::evidence::{Evidence, Source, check};
use semnet_core::format::Format;
use semnet_core::store::{StoreExt, StoreRecordsExt};
use semnet_core::{Fingerprint, Network, Store, names};
use serde_json::{Value, json};

use crate::output::{column, tell};
use crate::sources::{self, WithSources};
use crate::{input, stores};

type Failure = Box<dyn std::error::Error>;

#[derive(Args)]
pub(crate) struct Options {
    /// A hashtag, a link, a question, or a file; several words are one question
    #[arg(required = true, value_name = "INPUT")]
    input: Vec<OsString>,
    /// A text in UTF-8, or an HTML page, that the passages are quoted from (repeatable); `-` is standard
    /// input [default: the sources of the store]
    #[arg(long = "source", value_name = "FILE")]
    sources: Vec<PathBuf>,
    /// Print JSON, for programs
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// Print the network with footnotes instead: report, markdown or html
    #[arg(long = "as", value_name = "FORMAT")]
    format: Option<Format>,
}

impl WithSources for Options {
    const WORDS: &str = "input";

    fn words_and_sources(&mut self) -> (&mut Vec<OsString>, &mut Vec<PathBuf>) {
        (&mut self.input, &mut self.sources)
    }
}

/// Prints the result for each passage, and returns whether all are evidence.
pub(crate) fn run(store: Option<&Path>, options: &Options, out: &mut impl Write) -> Result<bool, Failure> {
    let mut sources = sources::read(&options.sources)?;
    let store = stores::to_read(store);
    let input = input::words(&options.input);
    // `--source a.txt b.txt net.json` is ambiguous.
    if options.input.len() > 1 && !Path::new(&input).exists() {
        let file = options.input.iter().find(|word| Path::new(word).is_file());
        if let Some(file) = file {
            return Err(format!(
                "{}: several words are given, but INPUT is one file; put INPUT first, and --source before \
                 each text",
                file.display()
            )
            .into());
        }
    }
    let Some(network) = input::recover(&store, input)? else { return Ok(false) };
    let has_passages = network.relationships().any(|relationship| relationship.passage().is_some());
    if sources.is_empty() && has_passages {
        sources = kept(store.open()?, &network)?;
    }
    let evidence = check(&network, &sources);
    if let Some(format) = options.format {
        network.write_with_evidence(format, &evidence, &sources, &mut *out)?;
    } else if options.json {
        let objects: Vec<Value> = evidence.iter().map(|found| object(found, &sources)).collect();
        serde_json::to_writer_pretty(&mut *out, &objects)?;
        writeln!(out)?;
    } else {
        for found in &evidence {
            writeln!(out, "{}", line(found, &sources))?;
            for difference in found.differences() {
                writeln!(out, "    {}", column(&difference.to_string()))?;
            }
        }
    }
    out.flush()?;
    if !has_passages {
        tell!("semnet: this network has no passages");
    }
    Ok(evidence.iter().all(|found| found.verdict().is_evidence()))
}

/// The sources that the store keeps for a network or, if it keeps none, all of its sources.
fn kept(store: &dyn Store, network: &Network) -> Result<Vec<Source>, Failure> {
    let records = store.try_records()?;
    let mut sources = records.sources_of(network)?;
    let attributes = network.relationships().flat_map(|relationship| relationship.attributes());
    let named: BTreeSet<Fingerprint> = attributes
        .filter(|(name, _)| *name == names::QUOTE_SOURCE)
        .filter_map(|(_, id)| id.parse().ok())
        .collect();
    let lacking = named.iter().filter(|id| sources.iter().all(|source| source.id() != **id)).count();
    if lacking > 0 {
        tell!("semnet: sources that relationships name, but the store does not have: {lacking}");
    }
    if sources.is_empty() {
        for id in records.source_ids()? {
            sources.extend(records.source(id)?);
        }
        if sources.is_empty() {
            let message = "the store has no sources; name them with --source FILE, or add them with `semnet \
                add --source FILE`";
            return Err(message.into());
        }
        tell!(
            "semnet: no source was added with this network; its passages are checked against all {} \
             of the store",
            sources.len()
        );
    }
    Ok(sources)
}

fn line(found: &Evidence<'_>, sources: &[Source]) -> String {
    let place = match found.place() {
        Some(place) => format!(
            "{}:{}",
            sources.get(place.source).map_or("".into(), |source| column(source.name())),
            place.line
        ),
        None => "-".to_owned(),
    };
    format!("{}\t{place}\t{}\t{}", found.verdict(), found.relationship(), found.passage())
}

fn object(found: &Evidence<'_>, sources: &[Source]) -> Value {
    let relationship = found.relationship();
    let place = found.place();
    let differences: Vec<Value> = found
        .differences()
        .iter()
        .map(|difference| {
            json!({
                "kind": difference.kind.name(),
                "source": difference.source,
                "passage": difference.passage,
                "alters": difference.alters,
            })
        })
        .collect();
    json!({
        "relationship": {
            "source": relationship.source().label(),
            "relation": relationship.relation(),
            "target": relationship.target().label(),
        },
        "passage": found.passage(),
        "verdict": found.verdict().name(),
        "source": place.and_then(|place| sources.get(place.source)).map(Source::name),
        "start": place.map(|place| place.start),
        "end": place.map(|place| place.end),
        "line": place.map(|place| place.line),
        "column": place.map(|place| place.column),
        "differences": differences,
    })
}
