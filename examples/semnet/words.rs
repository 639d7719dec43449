//! Commands about words: `search` within a network or across the store, `connections`, and `same`.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::Write;
use std::path::Path;

use clap::{Args, Subcommand};
use semnet_core::store::StoreExt;
use semnet_core::words::{
    ConnectionOptions, Connections, DuplicateCandidate, HitLocation, Language, SearchHit, SearchOptions,
    Snippet,
};
use semnet_core::{Network, Store};
use serde_json::{Value, json};

use crate::model::{Model, ModelOptions};
use crate::output::tell;
use crate::verify::{self, Opened};
use crate::{input, stores};

type Failure = Box<dyn std::error::Error>;

#[derive(Args)]
pub(crate) struct Common {
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
    /// The language of the texts, such as `en`, `de` or `pt-BR`; `und` does not stem words
    #[arg(long, value_name = "CODE", default_value = "en")]
    language: Language,
    /// How many answers to print at most
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    limit: usize,
}

#[derive(Subcommand)]
pub(crate) enum Words {
    /// Print where words occur, in INPUT or across the store
    #[command(after_help = "Example: semnet search 'tide mills' examples/reports/tide-mill.json\n         \
        semnet search 'who dances'")]
    Search {
        #[command(flatten)]
        common: Common,
        /// Words, in any form; several need quotation marks
        words: String,
        /// A hashtag, a link, a question (in quotation marks), or a file
        input: Option<OsString>,
    },
    /// Print pairs of concepts whose texts share a theme, with the evidence
    #[command(after_help = "Example: semnet connections examples/reports/tram.txt --at-least 0.05\n\n\
        Each line has the score (0: no word in common, 1: the same words), the two concepts and the words \
        that they share; the two sentences are below it.")]
    Connections {
        #[command(flatten)]
        common: Common,
        /// A hashtag, a link, a question (in quotation marks), or a file
        input: OsString,
        /// The lowest score to print, from 0 to 1
        #[arg(long, value_name = "SCORE", default_value_t = 0.0, value_parser = score)]
        at_least: f64,
        /// Add the connections to the network as relationships `Shared Theme`, and print it as JSON
        #[arg(long)]
        network: bool,
        /// Compare texts by the vectors of an embedding model, from a server's /v1/embeddings
        #[arg(long)]
        embeddings: bool,
        #[command(flatten)]
        model: ModelOptions,
    },
    /// Print pairs of concepts that may be the same, and why; merge two
    #[command(after_help = "Example: semnet same REPORT.txt\n         \
        semnet same REPORT.txt --merge 'Sherlock Holmes' 'Mr. Holmes' > merged.json")]
    Same {
        #[command(flatten)]
        common: Common,
        /// A hashtag, a link, a question (in quotation marks), or a file
        input: OsString,
        /// Merge the second concept into the first, and print the network as JSON
        #[arg(long, num_args = 2, value_names = ["KEEP", "OTHER"])]
        merge: Vec<String>,
    },
}

/// Answers; whether there was an answer.
pub(crate) fn run(store: Option<&Path>, words: &Words, out: &mut impl Write) -> Result<bool, Failure> {
    let place = store;
    let store = stores::to_read(place);
    let network = |input: &OsString| input::recover(&store, input);
    let (common, answer) = match words {
        Words::Search { common, words, input: None } => {
            let is_any = across(store.open()?, words, common, out)?;
            out.flush()?;
            if !is_any {
                tell!("semnet: nothing found");
            }
            return Ok(is_any);
        }
        Words::Search { common, words, input: Some(input) } => {
            let Some(network) = network(input)? else { return Ok(false) };
            let hits = network.search(words, &common.search());
            let answer =
                Answer { lines: hits.iter().flat_map(lines).collect(), json: hits.iter().map(hit).collect() };
            (common, answer)
        }
        Words::Connections { common, input, at_least, network: as_network, embeddings, model } => {
            let Some(network) = network(input)? else { return Ok(false) };
            let sharing = ConnectionOptions::default()
                .language(common.language)
                .limit(common.limit)
                .at_least(*at_least);
            let found = match embeddings {
                true => by_vectors(&network, &Model::open(place, model)?, &sharing)?,
                false => network.connections(&sharing),
            };
            tell_what_is_missing(&found);
            if *as_network {
                writeln!(out, "{}", network.add_connections(&found)?.to_json())?;
                return Ok(true);
            }
            (common, connections(&found))
        }
        Words::Same { common, input, merge } => {
            let Some(network) = network(input)? else { return Ok(false) };
            if let [keep, other] = merge.as_slice() {
                let (keep, other) = (network.find_concept(keep)?, network.find_concept(other)?);
                crate::query::say_others(&network, keep);
                writeln!(out, "{}", network.merge_concepts(keep, other)?.to_json())?;
                return Ok(true);
            }
            (common, same(&network, common))
        }
    };
    if common.json {
        serde_json::to_writer_pretty(&mut *out, &answer.json)?;
        writeln!(out)?;
    } else {
        answer.lines.iter().try_for_each(|line| writeln!(out, "{line}"))?;
    }
    if answer.json.is_empty() {
        out.flush()?;
        tell!("semnet: nothing found");
    }
    Ok(!answer.json.is_empty())
}

/// Searches all networks of the store, and prints each when it is opened. Returns whether there was any.
fn across(store: &dyn Store, words: &str, common: &Common, out: &mut impl Write) -> Result<bool, Failure> {
    let search = common.search();
    let (mut is_any, mut failed) = (false, None);
    let mut found = store.ranked(words, &search)?.into_iter().map_while(|(fingerprint, score)| {
        let opened = verify::read(store, fingerprint).map_err(|error| failed = Some(error)).ok()?;
        // One that is damaged does not keep the others from being found.
        let Opened::Whole(network) = opened else { return Some(None) };
        is_any = true;
        Some(Some((network, score)))
    });
    let mut found = found.by_ref().flatten();
    if common.json {
        let object = |(network, score): (Network, f64)| {
            let hits: Vec<Value> = network.search(words, &search).iter().map(hit).collect();
            json!({
                "hashtag": network.hashtag(), "fingerprint": network.fingerprint(),
                "question": network.question(),
                "score": score, "hits": hits,
            })
        };
        crate::answer::write_array(found.map(object), out)?;
    } else {
        found.try_for_each(|(network, _)| {
            writeln!(out, "{}\t{}", network.hashtag(), network.question())?;
            let hits = network.search(words, &search);
            hits.iter().flat_map(lines).try_for_each(|line| writeln!(out, "    {line}"))
        })?;
    }
    failed.map_or(Ok(is_any), |error| Err(error.into()))
}

/// Connections by the vectors of a model, which gets all texts together: they are collected first, and then
/// looked up.
fn by_vectors<'a>(
    network: &'a Network,
    model: &Model,
    options: &ConnectionOptions,
) -> Result<Connections<'a>, Failure> {
    let mut texts = Vec::new();
    let note = |text: &str| {
        texts.push(text.to_owned());
        Vec::new()
    };
    network.connections_with_embeddings(options, note)?;
    let vectors: BTreeMap<&str, Vec<f32>> =
        texts.iter().map(String::as_str).zip(model.embed(&texts)?).collect();
    let look_up = |text: &str| vectors.get(text).cloned().unwrap_or_default();
    Ok(network.connections_with_embeddings(options, look_up)?)
}

#[derive(Default)]
struct Answer {
    lines: Vec<String>,
    json: Vec<Value>,
}

impl Common {
    fn search(&self) -> SearchOptions {
        SearchOptions::default().language(self.language).limit(self.limit)
    }
}

/// Where it is, and the sentence below it.
fn lines(hit: &SearchHit<'_>) -> Vec<String> {
    let place = match (hit.location(), hit.label()) {
        (_, Some(label)) => shown(label),
        (place, None) => place.to_string(),
    };
    let sentence = hit.sentence().map(|sentence| format!("    {}", shown(sentence)));
    [place].into_iter().chain(sentence).collect()
}

/// The marked words between asterisks, as in Markdown.
fn shown(marked: &Snippet<'_>) -> String {
    marked.with("*", "*")
}

fn hit(hit: &SearchHit<'_>) -> Value {
    let mut value = BTreeMap::from([("score", json!(hit.score()))]);
    match hit.location() {
        HitLocation::Question => value.insert("in", json!("question")),
        HitLocation::Title => value.insert("in", json!("title")),
        HitLocation::Relationship(relationship) => {
            value.insert("relationship", crate::answer::relationship(relationship));
            value.insert("in", json!("passage"))
        }
        _ => value.insert("in", json!("concept")),
    };
    if let Some(label) = hit.label() {
        value.insert("label", marked(label));
    }
    if let Some(sentence) = hit.sentence() {
        value.insert("sentence", marked(sentence));
    }
    json!(value)
}

/// A text in pieces, so tests need not count bytes.
fn marked(marked: &Snippet<'_>) -> Value {
    let pieces: Vec<Value> =
        marked.pieces().map(|(text, is_marked)| json!({"text": text, "marked": is_marked})).collect();
    json!({"text": marked.text(), "pieces": pieces})
}

fn connections(found: &Connections<'_>) -> Answer {
    let mut answer = Answer::default();
    for one in found.iter() {
        let ((a, b), (left, right)) = (one.concepts(), one.sentences());
        answer.lines.push(format!("{:.3}\t{one}", one.score()));
        answer.lines.extend([left, right].map(|sentence| format!("    {}", shown(sentence))));
        let terms: Vec<Value> =
            one.terms().iter().map(|shared| json!({"term": shared.term, "weight": shared.weight})).collect();
        answer.json.push(json!({
            "concepts": [a.label(), b.label()], "score": one.score(), "chance": one.chance(), "terms": terms,
            "sentences": [marked(left), marked(right)],
        }));
    }
    answer
}

fn tell_what_is_missing(found: &Connections<'_>) {
    if found.total() > found.len() {
        tell!("semnet: printed {} of {} connections; --limit {1} prints all", found.len(), found.total());
    }
    if found.omitted() > 0 {
        tell!(
            "semnet: {} words are too common in a network of this size to compare all pairs that share them",
            found.omitted()
        );
    }
}

fn same(network: &Network, common: &Common) -> Answer {
    let all = network.duplicate_candidates(common.language);
    let labels = |same: &DuplicateCandidate<'_>| {
        [same.concepts().0.label().to_owned(), same.concepts().1.label().to_owned()]
    };
    if all.len() > common.limit {
        tell!("semnet: printed {} of {} pairs; --limit {1} prints all", common.limit, all.len());
    }
    let shown = all.iter().take(common.limit);
    Answer {
        lines: shown.clone().map(DuplicateCandidate::to_string).collect(),
        json: shown
            .map(|same| json!({"concepts": labels(same), "reason": same.reason().to_string()}))
            .collect(),
    }
}

/// A score of connections.
fn score(typed: &str) -> Result<f64, String> {
    let score = typed.parse().ok().filter(|score| (0.0..=1.0).contains(score));
    score.ok_or_else(|| "expected a number from 0 to 1".to_owned())
}
