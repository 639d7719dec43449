//! The part of a network that answers a question within a limit of tokens: `context`.

use std::ffi::OsString;
use std::io::Write;
use std::path::Path;

use clap::Args;
use semnet_core::context::{Context, ContextOptions};
use semnet_core::store::StoreExt;
use semnet_core::words::{Language, SearchOptions};
use serde_json::json;

use crate::output::tell;
use crate::{input, stores};

/// Of a store, this many networks are put together: the question of each takes some of the tokens.
const MOST_NETWORKS: usize = 4;

type Failure = Box<dyn std::error::Error>;

#[derive(Args)]
#[command(
    after_help = "Example: semnet context examples/reports/bees.txt 'How do they use the sun?' --tokens \
    200\n         semnet context examples/reports/bees.txt 'Who corrects errors?' --network > \
    part.json\n         semnet context 'Who corrects errors?'"
)]
pub(crate) struct Command {
    /// A hashtag, a link, a question (in quotation marks), or a file [default: the networks of the store that
    /// best answer the question]
    #[arg(value_names = ["INPUT", "QUESTION"], num_args = 1..=2, required = true)]
    given: Vec<OsString>,
    /// How many tokens to print at most, estimated: four letters of English are one token
    #[arg(long, value_name = "NUMBER", default_value_t = 1_000)]
    tokens: usize,
    /// The language of the texts, such as `en`, `de` or `pt-BR`; `und` does not stem words
    #[arg(long, value_name = "CODE", default_value = "en")]
    language: Language,
    /// Print the part as a network, as JSON
    #[arg(long, conflicts_with = "json")]
    network: bool,
    /// Print JSON, for programs: the text, its number of tokens, the hashtag of the part, and the reason for
    /// each concept
    #[arg(long)]
    json: bool,
}

/// Answers; whether anything was found.
pub(crate) fn run(store: Option<&Path>, command: &Command, out: &mut impl Write) -> Result<bool, Failure> {
    let store = stores::to_read(store);
    let options = ContextOptions::new(command.tokens).language(command.language);
    let context = match command.given.as_slice() {
        [input, question] => {
            let Some(network) = input::recover(&store, input)? else { return Ok(false) };
            network.context(&question.to_string_lossy(), &options)
        }
        given => {
            let question = given.iter().map(|question| question.to_string_lossy()).collect::<String>();
            let search = SearchOptions::default().language(command.language).limit(MOST_NETWORKS);
            let found = store.open()?.search(&question, &search)?;
            if found.is_empty() {
                tell!("semnet: nothing found in the store");
                return Ok(false);
            }
            Context::across(found.iter().map(|one| one.network()), &question, &options)?
        }
    };
    if command.network {
        writeln!(out, "{}", context.network().to_json())?;
    } else if command.json {
        serde_json::to_writer_pretty(&mut *out, &answer(&context))?;
        writeln!(out)?;
    } else {
        write!(out, "{}", context.text())?;
    }
    if context.score() == 0.0 {
        out.flush()?;
        tell!("semnet: nothing found within {} tokens", command.tokens);
    }
    Ok(context.score() > 0.0)
}

fn answer(context: &Context) -> serde_json::Value {
    let concepts: Vec<_> = context
        .reasons()
        .map(|(concept, reason)| json!({"label": concept.label(), "reason": reason.to_string()}))
        .collect();
    json!({
        "hashtag": context.network().hashtag(), "tokens": context.tokens(), "text": context.text(),
        "score": context.score(), "concepts": concepts,
    })
}
