//! The native library's answers about evidence, contexts, scores, edits and unions, one JSON value for each
//! question. `tests/wasm/chapters.mjs` compares them with those of the WASM package, and `query-answers`
//! prints them.

use std::error::Error;
use std::io;

use semnet_core::change::{Changes, EditStep};
use semnet_core::context::{Context, ContextOptions};
use semnet_core::evidence::{Checked, Difference, Place, Source, check, check_passages, cite};
use semnet_core::format::{Format, ImportOptions};
use semnet_core::score::{Agreement, ScoreOptions, score, stability};
use semnet_core::words::Language;
use semnet_core::{Concept, Fingerprint, Network, Relationship};
use serde_json::{Value, json};

use crate::evidence::{Chance, altered, faithful, like_pdf, prose, sentences};

/// Where a question and its answer go.
pub type Say<'s> = dyn FnMut(&str, Value) -> io::Result<()> + 's;

/// Generated passages, true ones and false ones, and some in scripts whose words are counted differently. The
/// question is the sources and the passages.
///
/// # Errors
///
/// Those of `say`.
pub fn generated(say: &mut Say<'_>) -> Result<(), Box<dyn Error>> {
    let mut chance = Chance::new(20);
    let (plain, second) = (prose(40_000, 1), prose(20_000, 2));
    let all: Vec<String> = [&plain, &second].into_iter().flat_map(|text| sentences(text)).collect();
    let texts = [
        ("plain", plain),
        ("pdf", like_pdf(&second, &mut chance)),
        (
            "scripts",
            "🐝🐝 Bees dance 🐝 in the dark.\r\n蜂が暗闇で踊る。\nהדבורים רוקדות בחושך.\n".to_owned(),
        ),
    ];
    let scripts = [
        "Bees dance 🐝 in the dark",
        "蜂が暗闇で踊る",
        "הדבורים רוקדות",
        "蜂が明るい所で踊る",
        "🐝",
        "…",
        "",
    ];
    let mut passages: Vec<String> = scripts.map(str::to_owned).to_vec();
    for kind in 0..400 {
        let (one, other) = (&all[chance.below(all.len())], &all[chance.below(all.len())]);
        passages.extend(faithful(one, kind, &mut chance).map(|case| case.passage));
        passages.extend(altered(one, other, kind, &mut chance).map(|case| case.passage));
    }
    let sources = texts.iter().map(|(name, text)| Source::new(name, text.as_str()));
    let sources = sources.collect::<Result<Vec<Source>, _>>()?;
    let found = check_passages(&passages, &sources);
    let found: Vec<Value> = found.iter().map(|one| checked(one, &sources)).collect();
    say(&json!({ "sources": texts, "passages": passages }).to_string(), json!(found))?;
    Ok(())
}

/// The questions about one network, and the answers.
///
/// # Errors
///
/// Those of `say`, and of questions that every network answers.
pub fn answers(network: &Network, say: &mut Say<'_>) -> Result<(), Box<dyn Error>> {
    let count = network.concept_count() / 2;
    let half = network.subnetwork(network.concepts().take(count));
    evidence(network, say)?;
    contexts(network, &half, say)?;
    scores(network, &half, say)?;
    edits(network, say)?;
    unions(network, &half, say)?;
    let text = network.to_text();
    say("text form", json!([hash(&text), Network::from_text(&text)?.hashtag()]))?;
    let notes = network.to_notes().notes;
    let options = ImportOptions::default().question(network.question());
    let read = Network::from_notes(notes.iter().map(|(path, text)| (path.as_str(), text.as_str())), &options);
    let read = read.map_or_else(|error| json!(error.to_string()), |read| json!(read.network.hashtag()));
    say("notes", json!([hash(&serde_json::to_string(&notes)?), read]))?;
    Ok(())
}

fn evidence(network: &Network, say: &mut Say<'_>) -> Result<(), Box<dyn Error>> {
    let texts = network.concepts().filter_map(|concept| concept.text());
    let passages = network.relationships().filter_map(|relationship| relationship.passage());
    let lines: Vec<&str> = std::iter::once("🐝 All of it.").chain(texts).chain(passages).collect();
    let text = lines.join("\n");
    let other = text.replace(" the ", " a ").replace(" not ", " ");
    for (name, sources) in [
        ("altered", vec![Source::new("other.txt", other.as_str())?]),
        ("both", vec![Source::new("other.txt", other.as_str())?, Source::new("all.txt", text.as_str())?]),
    ] {
        let found = check(network, &sources);
        let each = found.iter().map(|one| {
            json!([
                one.relationship().id().number(),
                one.verdict().name(),
                places(one.places(), &sources),
                differences(one.differences())
            ])
        });
        say(&format!("evidence {name}"), each.collect())?;
        let mut page = Vec::new();
        network.write_with_evidence(Format::Markdown, &found, &sources, &mut page)?;
        let ids: Vec<String> = sources.iter().map(|source| source.id().to_string()).collect();
        let page = hash(&String::from_utf8(page)?);
        say(&format!("cite {name}"), json!([ids, cite(network, &sources)?.hashtag(), page]))?;
    }
    Ok(())
}

fn checked(one: &Checked, sources: &[Source]) -> Value {
    let verdict = one.verdict;
    json!([
        verdict.name(),
        verdict.is_evidence(),
        places(&one.places, sources),
        differences(&one.differences)
    ])
}

/// Places, with their ends as JavaScript counts.
fn places(places: &[Place], sources: &[Source]) -> Value {
    let units = |place: &Place, byte: usize| -> usize {
        sources[place.source].text()[..byte].chars().map(char::len_utf16).sum()
    };
    let each = places.iter().map(|place| {
        let range = [units(place, place.start_byte), units(place, place.end_byte)];
        json!([place.source, place.start, place.end, place.line, place.column, range])
    });
    each.collect()
}

fn differences(differences: &[Difference]) -> Value {
    let each = differences
        .iter()
        .map(|one| json!([format!("{:?}", one.kind), one.source, one.passage, one.alters, one.to_string()]));
    each.collect()
}

fn contexts(network: &Network, half: &Network, say: &mut Say<'_>) -> Result<(), Box<dyn Error>> {
    let finding = network.findings().next().map_or("", Concept::label);
    for question in [network.question(), finding] {
        for tokens in [60, 300] {
            say(
                &format!("context {tokens} {question}"),
                context(&network.context(question, &ContextOptions::new(tokens))),
            )?;
        }
    }
    let counted = ContextOptions::new(80).language(Language::Any).counter(|line| line.split(' ').count());
    say("context counted", context(&network.context(finding, &counted)))?;
    say("context across", context(&Context::across([network, half], finding, &ContextOptions::new(200))?))?;
    Ok(())
}

fn context(context: &Context) -> Value {
    let reasons: Vec<Value> =
        context.reasons().map(|(concept, reason)| json!([concept.label(), format!("{reason:?}")])).collect();
    let network = context.network().hashtag();
    json!([network, hash(context.text()), context.tokens(), bits(context.score()), reasons])
}

fn scores(network: &Network, half: &Network, say: &mut Say<'_>) -> Result<(), Box<dyn Error>> {
    let mut builder = half.to_builder();
    for concept in network.concepts().filter(|concept| !concept.is_question()).take(10) {
        builder.concept(&format!("The {}", concept.label()), "");
    }
    let extracted = builder.build()?;
    for any in [false, true] {
        let options = ScoreOptions::default().any_relation(any);
        let found = score(&extracted, network, &options);
        let label = |concept: &Concept<'_>| concept.label().to_owned();
        let number = |relationship: &Relationship<'_>| relationship.id().number();
        let answer = json!([
            found.to_string(),
            agreement(found.concepts(), label),
            agreement(found.relationships(), number),
            agreement(found.passages(), number),
        ]);
        say(&format!("score {any}"), answer)?;
    }
    let found = stability(&[extracted, half.clone(), network.clone()], &ScoreOptions::default());
    say("stability", json!([bits(found.concepts), bits(found.relationships), bits(found.passages)]))?;
    Ok(())
}

fn agreement<T, V: serde::Serialize>(agreement: &Agreement<T>, name: impl Fn(&T) -> V) -> Value {
    let matched: Vec<Value> = agreement
        .matched()
        .iter()
        .map(|one| json!([name(&one.extracted), name(&one.reference), format!("{:?}", one.reason)]))
        .collect();
    let extracted: Vec<V> = agreement.unmatched_extracted().iter().map(&name).collect();
    let reference: Vec<V> = agreement.unmatched_reference().iter().map(&name).collect();
    let shares = [agreement.precision(), agreement.recall(), agreement.f1()].map(bits);
    json!([matched, extracted, reference, shares])
}

/// Successive edits, each with its changes or its error, and the inverse.
fn edits(network: &Network, say: &mut Say<'_>) -> Result<(), Box<dyn Error>> {
    let labels: Vec<&str> =
        network.concepts().filter(|concept| !concept.is_question()).map(Concept::label).collect();
    let first = labels.first().copied().unwrap_or_default();
    let last = labels.last().copied().unwrap_or_default();
    let relationship = json!({ "source": first, "relation": "leads to", "target": "New" });
    let steps = json!([
        { "edit": "setTitle", "title": "Another" },
        { "edit": "addConcept", "label": "New", "text": "It is new." },
        { "edit": "addConcept", "label": "New" },
        { "edit": "addRelationship", "relationship": relationship },
        { "edit": "addHighlight", "relationship": relationship, "place": 0 },
        { "edit": "setPassage", "relationship": relationship, "passage": "So it “says”." },
        { "edit": "renameConcept", "from": first, "to": "Renamed" },
        { "edit": "makeFinding", "label": "Renamed", "place": 0 },
        { "edit": "addAttribute", "on": { "concept": "Renamed" }, "name": "n", "value": "v" },
        { "edit": "splitConcept", "label": "New", "newLabel": "Newer", "relationships": [] },
        { "edit": "mergeConcepts", "keep": "Renamed", "other": last },
        { "edit": "removeConcept", "label": "Newer" },
        { "edit": "setQuestion", "question": "What else?" },
    ]);
    let steps: Vec<EditStep> = serde_json::from_value(steps)?;
    let mut editor = network.editor();
    for (place, step) in steps.iter().enumerate() {
        let answer = match editor.make(step) {
            Ok(changes) => listed(&changes)?,
            Err(error) => json!({ "error": error.to_string() }),
        };
        say(&format!("edit {place}"), answer)?;
    }
    let edited = editor.finish()?;
    let undo = edited.changes.inverse();
    let back = edited.network.apply(&undo)?;
    let answer = json!([edited.network.hashtag(), listed(&edited.changes)?, listed(&undo)?, back.hashtag()]);
    say("edited", answer)?;
    Ok(())
}

fn listed(changes: &Changes) -> Result<Value, serde_json::Error> {
    let lines: Vec<String> = changes.as_slice().iter().map(ToString::to_string).collect();
    Ok(json!([hash(&serde_json::to_string(changes)?), lines]))
}

fn unions(network: &Network, half: &Network, say: &mut Say<'_>) -> Result<(), Box<dyn Error>> {
    let mut builder = network.to_builder();
    let third = builder.title("Another").attribute("n", "v").build()?;
    let union = Network::union([network, half, &third])?;
    let sources: Vec<String> = union.union_sources().iter().map(ToString::to_string).collect();
    say("union sources", json!(sources))?;
    for (name, source) in [("half", half), ("third", &third)] {
        let without = union.without(&source.hashtag().into());
        let answer = without
            .map_or_else(|error| json!({ "error": error.to_string() }), |without| json!(without.hashtag()));
        say(&format!("without {name}"), answer)?;
    }
    Ok(())
}

fn hash(text: &str) -> String {
    Fingerprint::hash(text.as_bytes()).to_string()
}

fn bits(number: f64) -> String {
    format!("{:016x}", number.to_bits())
}
