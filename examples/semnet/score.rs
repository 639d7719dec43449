//! How well an extracted network agrees with a reference: `score`.

use std::ffi::OsString;
use std::io::Write;
use std::path::Path;

use clap::Args;
use semnet_core::score::{Agreement, Match, ScoreOptions, score, stability};
use semnet_core::words::Language;
use serde_json::{Value, json};

use crate::{answer, input, stores};

type Failure = Box<dyn std::error::Error>;

#[derive(Args)]
#[command(after_help = "Example: semnet score extracted.json reference.json\n         \
    semnet score run1.json reference.json --run run2.json --run run3.json")]
pub(crate) struct Command {
    /// The extracted network: a hashtag, a link, a question (in quotation marks), or a file
    extracted: OsString,
    /// The reference to compare it with, in the same form
    reference: OsString,
    /// Another run of the extraction (repeatable); the agreement of all runs is printed, too
    #[arg(long = "run", value_name = "INPUT")]
    runs: Vec<OsString>,
    /// Let relationships between the same concepts match even if their relations differ
    #[arg(long)]
    any_relation: bool,
    /// The language of labels, such as `en`, `de` or `pt-BR`; `und` does not stem words
    #[arg(long, value_name = "CODE", default_value = "en")]
    language: Language,
    /// Print JSON, for programs, with all pairs
    #[arg(long)]
    json: bool,
}

/// Answers; whether all networks were found.
pub(crate) fn run(store: Option<&Path>, command: &Command, out: &mut impl Write) -> Result<bool, Failure> {
    let store = stores::to_read(store);
    let network = |input: &OsString| input::recover(&store, input);
    let Some(reference) = network(&command.reference)? else { return Ok(false) };
    let runs = [&command.extracted].into_iter().chain(&command.runs).map(network);
    let Some(runs) = runs.collect::<Result<Option<Vec<_>>, Failure>>()? else { return Ok(false) };
    let options = ScoreOptions::default().language(command.language).any_relation(command.any_relation);
    let score = score(&runs[0], &reference, &options);
    let stability = (runs.len() > 1).then(|| stability(&runs, &options));
    if command.json {
        let mut value = json!({
            "concepts": agreement(score.concepts(), |concept| json!(concept.label())),
            "relationships": agreement(score.relationships(), |one| answer::relationship(*one)),
            "passages": agreement(score.passages(), |one| answer::relationship(*one)),
        });
        if let Some(stability) = stability {
            value["stability"] = json!({
                "concepts": stability.concepts, "relationships": stability.relationships,
                "passages": stability.passages,
            });
        }
        serde_json::to_writer_pretty(&mut *out, &value)?;
        writeln!(out)?;
        return Ok(true);
    }
    writeln!(out, "{score}")?;
    if let Some(stability) = stability {
        writeln!(
            out,
            "stability of {} runs: concepts {:.3}, relationships {:.3}, passages {:.3}",
            runs.len(),
            stability.concepts,
            stability.relationships,
            stability.passages
        )?;
    }
    let pairs =
        score.concepts().matched().iter().filter(|one| one.extracted.label() != one.reference.label());
    for one in pairs {
        writeln!(out, "= {}\t{}\t{}", one.extracted, one.reference, one.reason)?;
    }
    unmatched(out, score.concepts(), |concept| concept.label().to_owned())?;
    unmatched(out, score.relationships(), ToString::to_string)?;
    Ok(true)
}

/// The parts that only one of the two has: `+` extracted, `-` missing, as in a diff.
fn unmatched<T>(
    out: &mut impl Write,
    agreement: &Agreement<T>,
    shown: impl Fn(&T) -> String,
) -> std::io::Result<()> {
    for (sign, all) in [("+", agreement.unmatched_extracted()), ("-", agreement.unmatched_reference())] {
        all.iter().try_for_each(|one| writeln!(out, "{sign} {}", shown(one)))?;
    }
    Ok(())
}

fn agreement<T>(agreement: &Agreement<T>, shown: impl Fn(&T) -> Value) -> Value {
    let pair = |one: &Match<T>| {
        json!({
            "extracted": shown(&one.extracted), "reference": shown(&one.reference),
            "reason": one.reason.to_string(),
        })
    };
    json!({
        "precision": agreement.precision(), "recall": agreement.recall(), "f1": agreement.f1(),
        "matched": agreement.matched().iter().map(pair).collect::<Vec<_>>(),
        "unmatchedExtracted": agreement.unmatched_extracted().iter().map(&shown).collect::<Vec<_>>(),
        "unmatchedReference": agreement.unmatched_reference().iter().map(&shown).collect::<Vec<_>>(),
    })
}
