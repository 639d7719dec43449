//! `ask`, `grow` and `contradict`: a language model answers, and the answer becomes a network in the store.

use std::ffi::OsString;
use std::io::Write;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, Subcommand, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use semnet_core::analysis::{Analysis, AnalysisError, Lens, Outcome, PROMPT_VERSION, Request};
use semnet_core::evidence::Source;
use semnet_core::store::{StoreExt, StoreRecordsExt};
use semnet_core::{Network, Store};

use crate::model::{Model, ModelOptions, Progress};
use crate::output::{printable, tell};
use crate::sources::{self, Sorted, WithSources};
use crate::{clock, input, records, stores};

type Failure = Box<dyn std::error::Error>;

/// Options for the requests to a model.
#[derive(Args)]
pub(crate) struct Asking {
    #[command(flatten)]
    model: ModelOptions,
    /// A text to take the answer from (repeatable): a relationship is added only if its passage is exact or
    /// adapted evidence from one
    #[arg(long = "source", value_name = "FILE")]
    sources: Vec<PathBuf>,
    /// How many findings or concepts to add at most
    #[arg(long, value_name = "NUMBER", alias = "at-most", default_value = "6")]
    limit: NonZeroUsize,
    /// How many times to ask again for parts of an answer that cannot be used
    #[arg(long, value_name = "NUMBER", default_value_t = 2)]
    corrections: usize,
    /// The size of the model's context, in tokens; larger sources are sent in parts
    #[arg(long, value_name = "TOKENS", alias = "context", default_value_t = 8192)]
    context_tokens: usize,
    /// The maximum length of an answer, in tokens
    #[arg(long, value_name = "TOKENS", alias = "answer", default_value_t = 2048)]
    answer_tokens: usize,
    /// Record the origin of the answer in attributes, which change the hashtag
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    note: Vec<Provenance>,
}

/// The recorded origin of an answer.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub(crate) enum Provenance {
    /// The model's name
    Model,
    /// The version of the request's wording
    Prompt,
    /// Today
    Date,
}

#[derive(Args)]
pub(crate) struct Ask {
    #[command(flatten)]
    asking: Asking,
    /// Add the answer to a network: a hashtag, a link, a question (in quotation marks), or a file
    #[arg(long, value_name = "INPUT")]
    into: Option<OsString>,
    /// The question; several words are joined with spaces
    #[arg(required = true)]
    question: Vec<OsString>,
}

impl WithSources for Ask {
    const WORDS: &str = "question";

    fn words_and_sources(&mut self) -> (&mut Vec<OsString>, &mut Vec<PathBuf>) {
        (&mut self.question, &mut self.asking.sources)
    }
}

#[derive(Subcommand)]
pub(crate) enum Analyses {
    /// Ask a language model, add its answer to the store, and print HASHTAG<TAB>QUESTION
    #[command(after_help = "Example: semnet ask 'Why do bees dance?' --source bees.txt\n         \
        SEMNET_MODEL=qwen3:8b semnet ask 'Why do bees dance?'\n\n\
        SEMNET_MODEL_KEY is the key of a hosted model. It is sent only to that server, and is not stored.")]
    Ask(Sorted<Ask>),
    /// Let a model grow a concept of INPUT, add the result, and print HASHTAG<TAB>QUESTION
    #[command(after_help = "Example: semnet grow examples/reports/bees.txt 'Honest Effort' --via 'Clashing \
        Views'\n\n\
        LENS is Concrete Instances, Overlooked Angles, Shifts Over Time, Clashing Views, Hidden \
        Assumptions, Root Causes, Knock-On Effects, Parallels Elsewhere, or words of your choice.")]
    Grow {
        #[command(flatten)]
        asking: Asking,
        /// What to look for; it becomes the relation
        #[arg(long, value_name = "LENS")]
        via: String,
        /// A hashtag, a link, a question (in quotation marks), or a file
        input: OsString,
        /// The label of the concept
        concept: String,
    },
    /// Let a model find where sources contradict INPUT, add that to it, and print HASHTAG<TAB>QUESTION
    #[command(after_help = "Example: semnet contradict examples/reports/bees.txt --source review.txt")]
    Contradict {
        #[command(flatten)]
        asking: Asking,
        /// A hashtag, a link, a question (in quotation marks), or a file
        input: OsString,
    },
}

/// Runs the analysis; returns whether there was an answer.
pub(crate) fn run(store: Option<&Path>, analyses: &Analyses, out: &mut impl Write) -> Result<bool, Failure> {
    let network = |input: &OsString| input::recover(&stores::to_read(store), input);
    let (asking, base, analysis, what) = match analyses {
        Analyses::Ask(Sorted(Ask { asking, into, question })) => {
            let question = input::words(question);
            let question = question.to_str().ok_or("the question is not UTF-8")?;
            let analysis = Analysis::question(question);
            match into {
                None => (asking, None, analysis, "semnet ask"),
                Some(input) => {
                    let Some(network) = network(input)? else { return Ok(false) };
                    let analysis = analysis.into_network(&network);
                    (asking, Some(network), analysis, "semnet ask --into")
                }
            }
        }
        Analyses::Grow { asking, via, input, concept } => {
            let Some(network) = network(input)? else { return Ok(false) };
            let analysis = Analysis::grow(&network, concept, Lens::named(via));
            (asking, Some(network), analysis, "semnet grow")
        }
        Analyses::Contradict { asking, input } => {
            let Some(network) = network(input)? else { return Ok(false) };
            let analysis = Analysis::contradictions(&network);
            (asking, Some(network), analysis, "semnet contradict")
        }
    };
    let sources = sources::read(&asking.sources)?;
    let (outcome, model) = asking.answer(store, analysis, &sources)?;
    // All in one step: if this stops earlier, the store is unchanged, and the answers are kept.
    let store = stores::to_write(store)?;
    keep(store.as_ref(), base.as_ref(), &outcome.network, &sources, format!("{what}, {model}"))?;
    writeln!(out, "{}\t{}", outcome.network.hashtag(), outcome.network.question())?;
    out.flush()?;
    tell(&outcome);
    Ok(true)
}

/// Adds a network with its sources and its predecessors, so its history can be opened.
fn keep(
    store: &dyn Store,
    base: Option<&Network>,
    network: &Network,
    sources: &[Source],
    by: String,
) -> Result<(), Failure> {
    let is_same = base.is_some_and(|base| base.fingerprint() == network.fingerprint());
    let base = base.filter(|_| !is_same);
    // The network last: who finds it finds its sources and its history.
    for source in sources {
        store.try_records()?.add_source_of(network.fingerprint(), source)?;
    }
    // An answer that added nothing made no other version.
    if !is_same {
        records::add_revision(store, base.as_slice(), network, by)?;
    }
    let both: Vec<Network> = base.into_iter().chain([network]).cloned().collect();
    store.add_all(&both)?;
    Ok(())
}

impl Asking {
    /// The outcome, and the model's name.
    fn answer(
        &self,
        store: Option<&Path>,
        mut analysis: Analysis,
        sources: &[Source],
    ) -> Result<(Outcome, String), Failure> {
        for source in sources {
            analysis = analysis.source(source.name(), source.text());
        }
        analysis = analysis
            .limit(self.limit.get())
            .corrections(self.corrections)
            .context_tokens(self.context_tokens)
            .answer_tokens(self.answer_tokens);
        // Invalid requests are reported before anything is sent.
        analysis.clone().start()?;
        let model = Model::open(store, &self.model)?;
        for note in &self.note {
            analysis = match note {
                Provenance::Model => analysis.attribute("model", model.name()),
                Provenance::Prompt => analysis.attribute("prompt", &format!("semnet {PROMPT_VERSION}")),
                Provenance::Date => analysis.attribute("date", &clock::date(clock::now())),
            };
        }
        let mut asked = ask(&model, analysis.clone(), true)?;
        if asked.is_kept && matches!(asked.outcome, Err(AnalysisError::Unusable { .. })) {
            asked = ask(&model, analysis, false)?;
        }
        let Asked { outcome, is_kept, lacks } = asked;
        let outcome = outcome.map_err(|error| match lacks.as_slice() {
            [] => error.to_string(),
            lacks => format!("{}; {error}", lacks.join("; ")),
        })?;
        if !outcome.refused.is_empty() {
            lacks.iter().for_each(|why| tell!("semnet: {why}"));
            if is_kept {
                tell!("semnet: using the answer of an earlier run; --fresh sends the request again");
            }
        }
        Ok((outcome, model.name().to_owned()))
    }
}

/// The result of all requests of an analysis.
struct Asked {
    outcome: Result<Outcome, AnalysisError>,
    /// Whether an answer came from those that are kept.
    is_kept: bool,
    /// Why answers were empty or cut off.
    lacks: Vec<String>,
}

/// Sends all requests. The answers about a part are kept when it is done, so interrupted work continues after
/// it, and dropped if they are useless.
fn ask(model: &Model, analysis: Analysis, use_kept: bool) -> Result<Asked, Failure> {
    let mut run = analysis.start()?;
    let (mut is_kept, mut lacks) = (false, Vec::new());
    let (mut of_part, mut new): (Vec<(Request, String)>, Vec<Request>) = (Vec::new(), Vec::new());
    let spinner = spinner();
    while let Some(request) = run.request().cloned() {
        let (part, parts) = run.part();
        let about = if parts > 1 { format!(", part {part} of {parts}") } else { String::new() };
        let again =
            if run.corrections() > 0 { format!(", correction {}", run.corrections()) } else { String::new() };
        let mut progress = |progress: Progress<'_>| match progress {
            Progress::Characters(count) => {
                let name = printable(model.name());
                spinner.set_message(format!("{name}{about}{again}: {count} characters"));
            }
            Progress::Waiting(why) => spinner.suspend(|| tell!("semnet: {why}")),
        };
        progress(Progress::Characters(0));
        if let Some(answer) = use_kept.then(|| model.kept(&request)).flatten() {
            is_kept = true;
            run.answer(&answer);
        } else {
            let answer = model.answer(&request, &mut progress);
            let answer = answer.inspect_err(|_| spinner.finish_and_clear())?;
            run.answer(&answer.text);
            let why = answer.lacks.map(|why| format!("{why}{about}")).filter(|why| !lacks.contains(why));
            lacks.extend(why);
            of_part.push((request, answer.text));
        }
        if run.request().is_none() || run.part().0 != part {
            for (request, answer) in of_part.drain(..) {
                model.keep(&request, &answer)?;
                new.push(request);
            }
        }
    }
    spinner.finish_and_clear();
    let outcome = run.finish();
    if matches!(outcome, Err(AnalysisError::Unusable { .. })) {
        new.iter().for_each(|request| model.forget(request));
    }
    Ok(Asked { outcome, is_kept, lacks })
}

/// Reports the refused parts on standard error.
fn tell(outcome: &Outcome) {
    for problem in &outcome.refused {
        tell!("semnet: refused: {problem}");
    }
    let mut told = Vec::new();
    for note in outcome.notes.iter().filter(|note| note.omitted > 0) {
        let line = note.to_string();
        // The same of several answers is listed once.
        if !told.contains(&line) {
            tell!("semnet: {line}");
            told.push(line);
        }
    }
    let repaired = outcome.notes.iter().filter(|note| note.omitted == 0).count();
    match repaired {
        0 => {}
        1 => tell!("semnet: 1 part of the answer was repaired"),
        _ => tell!("semnet: {repaired} parts of the answer were repaired"),
    }
}

/// Turns on a terminal while an answer comes, and is nothing in a pipe.
fn spinner() -> ProgressBar {
    let style = ProgressStyle::with_template("{spinner} {msg}, {elapsed}");
    let spinner =
        ProgressBar::new_spinner().with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
    spinner.enable_steady_tick(Duration::from_millis(100));
    spinner
}
