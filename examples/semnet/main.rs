//! The query bar in a terminal: reads reports into a store, and recovers them by hashtag, link or question.

mod across;
mod answer;
mod ask;
mod budget;
mod changes;
mod check;
mod clock;
mod commands;
mod context;
mod copy;
mod edit;
mod environment;
mod evidence;
mod files;
mod history;
mod html;
mod input;
mod model;
mod output;
mod own_form;
mod path;
mod progress;
mod query;
mod records;
mod salvage;
mod score;
mod select;
mod sources;
mod stores;
mod stream;
mod verify;
mod words;

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use semnet_core::format::Format;

use commands::Form;
use output::{Out, tell};
use sources::Sorted;

/// The formats, as the help texts list them.
macro_rules! formats {
    () => {
        "FORMAT is json, report, jgf, node-link, cytoscape, graphology, graphml, gexf, nquads, ntriples, \
        jsonld, turtle, csv, tsv, dot, mermaid or canvas; markdown, html, cypher and svg can only be \
        written, and gml, opml, mcp-memory, langextract, entities, neo4j, xgmml, wikidata, cx2, tgf and sif \
        only read. A folder of Markdown notes can be read and written, too."
    };
}

/// Semantic networks, recovered by their 11-character hashtags.
#[derive(Parser)]
#[command(
    name = "semnet",
    version,
    max_term_width = 100,
    after_help = "INPUT is a hashtag (or a longer part of the fingerprint), a link, a question, or a file.
s3://BUCKET/PREFIX needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment. If \
the bucket is not at Amazon, set AWS_ENDPOINT_URL, too: one URL, or several separated by commas.
Exit status: 0 success; 1 an error, or input that is invalid, not found or ambiguous; 2 wrong usage."
)]
struct Program {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    place: Place,
}

#[derive(Args)]
struct Place {
    /// The store: a file, or s3://BUCKET/PREFIX [default: semnet/networks.semnet where the platform keeps
    /// data]
    #[arg(long, global = true, value_name = "STORE", env = "SEMNET_STORE", hide_env_values = true)]
    store: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Add networks to the store, and print HASHTAG<TAB>QUESTION for each
    #[command(after_help = "Example: semnet add examples/reports/*.txt\n         \
        semnet add - < network.json\n         \
        semnet add karate.graphml --question 'Who sides with whom?'\n         \
        semnet add bees.txt --source book.txt --source article.txt\n\n\
        After a FILE, several files may follow one --source: semnet add FILE --source FILE FILE.\n\
        Without FILE, the sources are added for all networks, and SOURCE<TAB>FILE is printed for each.")]
    Add(Sorted<commands::Add>),
    /// Print the report that INPUT recovers, or another format of it
    #[command(after_help = concat!(
        "Example: semnet open '#6l8y2xAx64u'\n         semnet open examples/reports/bees.txt --as graphml > \
        bees.graphml\n\n",
        formats!()
    ))]
    Open {
        /// Print the JSON form instead
        #[arg(long, conflicts_with = "format")]
        json: bool,
        /// Print this format instead, such as graphml, jsonld or dot, or the picture: svg
        #[arg(long = "as", value_name = "FORMAT")]
        format: Option<Form>,
        #[command(flatten)]
        reading: input::Reading,
        /// A hashtag, a link, a question, or a file; several words are one question
        #[arg(required = true)]
        input: Vec<OsString>,
    },
    /// Write INPUT in another format, chosen by the extension of TO; `.svg` is a picture
    #[command(after_help = concat!(
        "Example: semnet convert examples/reports/bees.txt bees.gexf\n         semnet convert '#6l8y2xAx64u' \
        bees.svg\n\n",
        formats!()
    ))]
    Convert {
        #[command(flatten)]
        reading: input::Reading,
        /// The format to write, if the extension of TO does not name it
        #[arg(long = "as", value_name = "FORMAT")]
        format: Option<Form>,
        /// A file in any format that can be read, a hashtag, a link, or a question (in quotation marks); `-`
        /// is standard input
        #[arg(value_name = "INPUT")]
        from: OsString,
        /// The file to write; `-` is standard output
        to: PathBuf,
    },
    /// Print a link to the network that INPUT recovers
    #[command(after_help = "Example: semnet link --full --base https://example.org/n why do bees dance")]
    Link {
        /// The part of the link before its #
        #[arg(long, env = "SEMNET_BASE", value_name = "URL", default_value = semnet_core::link::DEFAULT_BASE)]
        base: String,
        /// Put the network itself into the link, so that it opens without a store
        #[arg(long)]
        full: bool,
        /// A hashtag, a link, a question, or a file; several words are one question
        #[arg(required = true)]
        input: Vec<OsString>,
    },
    /// List HASHTAG<TAB>QUESTION of all networks in the store
    #[command(after_help = "Example: semnet list | grep -i bees")]
    List,
    /// Print the part of INPUT that answers QUESTION, within a limit of tokens
    Context(context::Command),
    /// Print how well an extracted network agrees with a reference
    Score(score::Command),
    /// Check the passages of INPUT against the texts that they are quoted from
    #[command(after_help = "Example: semnet evidence examples/reports/bees.txt --source book.txt --source \
        article.txt\n\n\
        After INPUT, several files may follow one --source: semnet evidence INPUT --source FILE FILE.\n\n\
        Without --source, the passages are checked against the sources that were added to the store with \
        INPUT, or with a network that INPUT was made from. If there are none, they are checked against all \
        sources of the store.\n\
        Prints VERDICT<TAB>SOURCE:LINE<TAB>RELATIONSHIP<TAB>PASSAGE for each passage, and how it differs. \
        VERDICT is exact, adapted (typography, or changes that the quotation marks as such), altered or \
        missing. The exit status is 1 if any passage is altered or missing.")]
    Evidence(Sorted<evidence::Options>),
    #[command(flatten)]
    Query(query::Query),
    #[command(flatten)]
    Words(words::Words),
    #[command(flatten)]
    Changes(changes::Changes),
    #[command(flatten)]
    Edit(edit::Edit),
    /// Print what led to INPUT, latest first: WHEN<TAB>HASHTAG<TAB>FROM<TAB>BY
    History(history::Command),
    #[command(flatten)]
    Whole(verify::Whole),
    #[command(flatten)]
    Analyses(ask::Analyses),
}

fn main() -> ExitCode {
    let mut out = Out::new();
    let done = match environment::parse(std::env::args_os()) {
        Ok(program) => run(&program, &mut out),
        Err(usage) if usage.use_stderr() => {
            // It repeats the typed text.
            let typed = std::env::args_os().map(|word| output::printable(&word.to_string_lossy()));
            let usage = environment::parse::<Program>(typed.map(OsString::from)).err().unwrap_or(usage);
            usage.to_string().lines().for_each(output::message);
            return ExitCode::from(2);
        }
        Err(help) => write!(out, "{help}").map(|()| true).map_err(Into::into),
    };
    let written = out.finish();
    let error = match done {
        Ok(true) => match written {
            Ok(()) => return ExitCode::SUCCESS,
            Err(error) => error.into(),
        },
        Ok(false) => match written {
            Err(error) if !output::is_closed(&error) => error.into(),
            _ => return ExitCode::FAILURE,
        },
        Err(error) => error,
    };
    // The reader of the output has closed it.
    if output::is_closed(error.as_ref()) {
        return ExitCode::SUCCESS;
    }
    tell!("semnet: {error}");
    ExitCode::FAILURE
}

/// Runs a command, and returns whether it succeeded completely. Errors were reported on standard error.
fn run(program: &Program, out: &mut impl Write) -> Result<bool, Box<dyn std::error::Error>> {
    let store = program.place.store.as_deref();
    match &program.command {
        Command::Add(Sorted(add)) => commands::add(store, add, out),
        Command::Open { json, format, reading, input } => {
            let form = if *json { Some(Form::Text(Format::Json)) } else { *format };
            let form = form.unwrap_or(Form::Text(Format::Report));
            commands::open(store, reading, &input::words(input), form, out)
        }
        Command::Convert { reading, format, from, to } => {
            commands::convert(store, reading, *format, from, to, out)
        }
        Command::Link { base, full, input } => commands::link(store, &input::words(input), base, *full, out),
        Command::List => commands::list(store, out),
        Command::Context(command) => context::run(store, command, out),
        Command::Score(command) => score::run(store, command, out),
        Command::Evidence(Sorted(options)) => evidence::run(store, options, out),
        Command::Query(query) => query::run(store, query, out),
        Command::Words(words) => words::run(store, words, out),
        Command::Changes(changes) => changes::run(store, changes, out),
        Command::Edit(edit) => edit::run(store, edit, out),
        Command::History(command) => history::run(store, command, out),
        Command::Whole(whole) => verify::run(store, whole, out),
        Command::Analyses(analyses) => ask::run(store, analyses, out),
    }
}
