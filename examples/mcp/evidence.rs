//! Sources and what they support: `add_source` and `evidence`, and the rule that passages must occur in a
//! source.

use std::collections::{BTreeMap, BTreeSet};

use rmcp::schemars::{self, JsonSchema};
use semnet_core::change::Revision;
use semnet_core::evidence::{Checked, Difference, Source, Verdict, check_passages};
use semnet_core::network::Fingerprint;
use semnet_core::store::{StoreExt, StoreRecords, StoreRecordsExt, kinds};
use semnet_core::{Network, Relationship};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::answer::{Answer, Failure, Page, limit};
use crate::clock;
use crate::html;
use crate::json::relationship;
use crate::own_form::own_form;
use crate::shelf::Shelf;

/// How many bytes of sources are read for one answer.
const MOST_BYTES: usize = 64 << 20;

/// The most passages that a call may give to be checked.
const MOST_PASSAGES: usize = 1_000;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AddSource {
    /// The name of the source: a title, a file name or a URL. Nothing is fetched or read from there.
    name: String,
    /// The complete, unchanged text of the source. An HTML page (`<!DOCTYPE html>`) is read as the text that
    /// it shows.
    text: String,
    /// A hashtag, link or question of a network whose passages are quoted from it.
    network: Option<String>,
}

pub(crate) fn add_source(shelf: &mut Shelf, call: AddSource) -> Result<Answer, Failure> {
    if let Some(what) = own_form(call.text.as_bytes()) {
        let next = "Give the text that passages are quoted from. `add` takes networks.";
        return Err(Failure::new(format!("this is {what}, not a source"), next));
    }
    // The name may be that of the page with this text, so only the text shows its form.
    let text = if html::begins_as_html(call.text.as_bytes()) { html::text(&call.text) } else { call.text };
    let source = Source::new(&call.name, text).map_err(|error| {
        Failure::new("this is not a source", "Give a `name` and a `text` that are not empty.").because(&error)
    })?;
    let network = call.network.as_deref().map(|input| shelf.network(input)).transpose()?;
    let records = records(shelf)?;
    let known = records.source(source.id())?;
    match network {
        Some(network) => records.add_source_of(network.fingerprint(), &source)?,
        None => records.add_source(&source)?,
    }
    // The same text under another name is the source that was there.
    let kept = known.as_ref().unwrap_or(&source);
    let data = json!({"source": source.id().to_string(), "name": kept.name(), "new": known.is_none()});
    Ok(Answer::from(data)
        .next("Quote passages from it word for word, and name it in `sources` of `add` and `change`."))
}

fn records(shelf: &Shelf) -> Result<&dyn StoreRecords, Failure> {
    shelf.store()?.try_records().map_err(|error| {
        Failure::new("this store cannot keep sources", "Tell the person who runs this server.")
            .because(&error)
    })
}

/// The ids of all sources of the store.
pub(crate) fn all_ids(shelf: &Shelf) -> Result<Vec<Fingerprint>, Failure> {
    Ok(shelf.store()?.records().map_or(Ok(Vec::new()), |records| records.source_ids())?)
}

/// The ids of the sources that a network is quoted from, and those that its earlier versions are.
pub(crate) fn ids_of(shelf: &Shelf, network: &Network) -> Result<Vec<Fingerprint>, Failure> {
    Ok(shelf.store()?.records().map_or(Ok(Vec::new()), |records| records.source_ids_of(network))?)
}

/// A source; `None` if the store does not have it.
pub(crate) fn source(shelf: &Shelf, id: Fingerprint) -> Result<Option<Source>, Failure> {
    Ok(shelf.store()?.records().map_or(Ok(None), |records| records.source(id))?)
}

/// Whether the store has a source. Its text, which can be long, is not read.
pub(crate) fn has_source(shelf: &Shelf, id: Fingerprint) -> Result<bool, Failure> {
    let Some(records) = shelf.store()?.records() else { return Ok(false) };
    Ok(!records.about(kinds::SOURCE, id, 1)?.is_empty())
}

/// The sources of these ids that the store has, each once, as many as may be read for one answer.
fn sources(shelf: &mut Shelf, ids: Vec<Fingerprint>) -> Result<Vec<Source>, Failure> {
    let ids: BTreeSet<Fingerprint> = ids.into_iter().collect();
    let (mut sources, mut bytes, total) = (Vec::new(), 0, ids.len() + 1);
    for (done, id) in ids.into_iter().enumerate() {
        shelf.watch.step(done, total, "reading the sources")?;
        let Some(source) = source(shelf, id)? else { continue };
        bytes += source.text().len();
        if bytes > MOST_BYTES {
            return Err(Failure::new(
                format!("the sources are longer than {} MiB together", MOST_BYTES >> 20),
                "Name fewer in `sources`, only those that the passages are quoted from.",
            ));
        }
        sources.push(source);
    }
    sources.sort_by(|a, b| a.name().cmp(b.name()).then_with(|| a.id().cmp(&b.id())));
    Ok(sources)
}

/// All sources of the store.
fn all_sources(shelf: &mut Shelf) -> Result<Vec<Source>, Failure> {
    let ids = all_ids(shelf)?;
    sources(shelf, ids)
}

/// The sources of these ids.
pub(crate) fn named_sources(shelf: &mut Shelf, named: &[String]) -> Result<Vec<Source>, Failure> {
    records(shelf)?;
    let unknown = |id: &str| {
        Failure::new(
            "the store has no source with this id",
            "Use ids that `add_source` returned, or that `list` with `what` = `sources` shows.",
        )
        .with(json!({"source": id}))
    };
    let mut ids: Vec<Fingerprint> = Vec::new();
    for name in named {
        ids.push(name.parse().map_err(|_| unknown(name))?);
    }
    let found = sources(shelf, ids.clone())?;
    let missing = ids.iter().find(|id| found.iter().all(|source| source.id() != **id));
    missing.map_or(Ok(found), |id| Err(unknown(&id.to_string())))
}

/// The sources of a network.
pub(crate) struct Requirement {
    sources: Vec<Source>,
}

impl Requirement {
    pub(crate) fn of(sources: Vec<Source>) -> Requirement {
        Requirement { sources }
    }
}

/// Keeps which sources a network is quoted from, and which networks it was made from.
pub(crate) fn note(
    shelf: &Shelf,
    network: Fingerprint,
    requirement: &Requirement,
    from: &[Fingerprint],
) -> Result<(), Failure> {
    // A store that keeps no records keeps networks all the same.
    let Some(records) = shelf.store()?.records() else { return Ok(()) };
    for source in &requirement.sources {
        records.add_source_of(network, source)?;
    }
    if !from.is_empty() && !from.contains(&network) {
        let (from, when, by) = (from.to_vec(), clock::now(), "semnet mcp".to_owned());
        records.note_revision(Revision { from, to: network, when, by })?;
    }
    Ok(())
}

/// Refuses a network in which a passage occurs in no source, unless that relationship is in one of these
/// networks, which were there before. Returns the sources in which the passages occur.
pub(crate) fn require(
    shelf: &mut Shelf,
    named: Option<&[String]>,
    network: &Network,
    before: &[&Network],
) -> Result<Requirement, Failure> {
    let mut quoted = quoted(network);
    let key = |one: Relationship<'_>| {
        let ends = (one.source().label().to_owned(), one.target().label().to_owned());
        (ends, one.relation().to_owned(), one.passage().map(str::to_owned))
    };
    let known = before.iter().flat_map(|network| network.relationships());
    let known: BTreeSet<_> = known.filter(|one| one.passage().is_some()).map(key).collect();
    quoted.retain(|(one, _)| !known.contains(&key(*one)));
    if quoted.is_empty() {
        return Ok(Requirement::of(Vec::new()));
    }
    let sources = match named {
        Some(named) => named_sources(shelf, named)?,
        None => all_sources(shelf)?,
    };
    if sources.is_empty() {
        return Err(Failure::new(
            "this server requires evidence, and the store has no source",
            "Keep the text that the passages are quoted from with `add_source` first. Nothing was added.",
        ));
    }
    let passages: Vec<&str> = quoted.iter().map(|(_, passage)| *passage).collect();
    let checked = check_passages(&passages, &sources);
    let refused: Vec<Value> = quoted
        .iter()
        .zip(&checked)
        .filter(|(_, checked)| !checked.verdict.is_evidence())
        .take(50)
        .map(|((one, _), checked)| item(Some(*one), one.passage().unwrap_or_default(), checked, &sources))
        .collect();
    if !refused.is_empty() {
        let count = checked.iter().filter(|checked| !checked.verdict.is_evidence()).count();
        return Err(Failure::new(
            format!(
                "this server requires evidence, and {count} of {} passages appear in no source",
                passages.len()
            ),
            "Nothing was added. Quote word for word what the source has (`data.refused` shows the \
             differences), leave the relationship out, or keep its source with `add_source` first.",
        )
        .with(json!({"refused": refused})));
    }
    let used: BTreeSet<usize> =
        checked.iter().flat_map(|checked| &checked.places).map(|place| place.source).collect();
    // Those of the network before are found by its history.
    Ok(Requirement::of(used.into_iter().filter_map(|number| sources.get(number).cloned()).collect()))
}

fn quoted(network: &Network) -> Vec<(Relationship<'_>, &str)> {
    network.relationships().filter_map(|one| Some((one, one.passage()?))).collect()
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct EvidenceCall {
    /// A hashtag, link or question of a network, to check all its passages.
    network: Option<String>,
    /// Passages to check instead of a network's, for example before they are added.
    passages: Option<Vec<String>>,
    /// Ids of the sources to check against; by default those of the network, or all of the store if it has
    /// none.
    sources: Option<Vec<String>>,
    /// Whether to list only passages that are not evidence; false by default.
    #[serde(default)]
    only_problems: bool,
    /// `cursor` of the last answer, to continue it.
    cursor: Option<String>,
    /// The token limit of the answer, 300 to 20000; 4000 by default.
    tokens: Option<u32>,
}

pub(crate) fn evidence(shelf: &mut Shelf, call: EvidenceCall) -> Result<Answer, Failure> {
    let mut page = Page::new(limit(call.tokens)?, call.cursor.as_deref())?;
    let network = match (&call.network, &call.passages) {
        (Some(input), None) => Some(shelf.network(input)?),
        (None, Some(_)) => None,
        _ => {
            return Err(Failure::new(
                "expected one of `network` and `passages`",
                "Repeat the call with exactly one of them.",
            ));
        }
    };
    let named = call.sources.as_ref().filter(|named| !named.is_empty());
    let sources = match (named, &network) {
        (Some(named), _) => named_sources(shelf, named)?,
        (None, Some(network)) => {
            let ids = ids_of(shelf, network)?;
            match sources(shelf, ids)? {
                none if none.is_empty() => all_sources(shelf)?,
                some => some,
            }
        }
        (None, None) => all_sources(shelf)?,
    };
    if sources.is_empty() {
        return Err(Failure::new(
            "the store has no source to check against",
            "Keep the text with `add_source` first.",
        ));
    }
    let quoted: Vec<(Option<Relationship<'_>>, &str)> = match (&network, &call.passages) {
        (Some(network), _) => {
            quoted(network).into_iter().map(|(one, passage)| (Some(one), passage)).collect()
        }
        (None, passages) => passages.iter().flatten().map(|passage| (None, passage.as_str())).collect(),
    };
    if quoted.is_empty() || (network.is_none() && quoted.len() > MOST_PASSAGES) {
        return Err(Failure::new(
            format!("there are {} passages to check; expected 1 to {MOST_PASSAGES}", quoted.len()),
            "Check a network whose relationships have passages, or give `passages`.",
        ));
    }
    let passages: Vec<&str> = quoted.iter().map(|(_, passage)| *passage).collect();
    shelf.watch.step(sources.len(), sources.len() + 1, "checking the passages")?;
    let checked = check_passages(&passages, &sources);
    let mut counts: BTreeMap<&str, usize> =
        [Verdict::Exact, Verdict::Adapted, Verdict::Altered, Verdict::Missing]
            .map(|one| (one.name(), 0))
            .into();
    for checked in &checked {
        *counts.entry(checked.verdict.name()).or_default() += 1;
    }
    let mut data = match &network {
        Some(network) => shelf.head(network)?,
        None => json!({}),
    };
    data["verdicts"] = json!(counts);
    page.reserve(&data);
    let listed = quoted
        .iter()
        .zip(&checked)
        .filter(|(_, checked)| !call.only_problems || !checked.verdict.is_evidence());
    data["passages"] =
        page.take(listed, |((one, passage), checked)| item(*one, passage, checked, &sources)).into();
    page.answer(data)
}

fn item(one: Option<Relationship<'_>>, passage: &str, checked: &Checked, sources: &[Source]) -> Value {
    let mut value = json!({"verdict": checked.verdict.name()});
    match one {
        Some(one) => value["relationship"] = relationship(one),
        None => value["passage"] = json!(passage),
    }
    if let Some(place) = checked.places.first()
        && let Some(source) = sources.get(place.source)
    {
        value["source"] = json!(source.id().to_string());
        value["name"] = json!(source.name());
        value["line"] = json!(place.line);
    }
    if !checked.differences.is_empty() {
        let differences: Vec<Value> = checked.differences.iter().take(20).map(difference).collect();
        value["differences"] = differences.into();
    }
    value
}

fn difference(one: &Difference) -> Value {
    json!({"kind": one.kind.name(), "source": one.source, "passage": one.passage, "alters": one.alters})
}

#[cfg(test)]
mod tests {
    use semnet_core::NetworkBuilder;

    use super::*;
    use crate::shelf::EvidenceRule;
    use crate::shelf::tests::shelf;

    #[test]
    fn passages_without_a_source_are_refused() {
        let mut shelf = shelf("evidence", EvidenceRule::Required);
        let network = |passage: &str| {
            let mut builder = NetworkBuilder::new("What did the board decide?");
            builder.finding("Plan", "").concept("Board", "");
            builder.relationship(("Board", "rejected", "Plan", passage)).build().unwrap()
        };
        let source = |text: &str| {
            serde_json::from_value::<AddSource>(json!({"name": "minutes", "text": text})).unwrap()
        };
        let (yes, no) =
            (network("The board rejected the plan."), network("The board did not reject the plan."));
        // A network is no source for the passages in it.
        let refused = add_source(&mut shelf, source(&yes.to_json())).err().unwrap().into_json();
        assert_eq!(refused["error"], "this is a semantic network in JSON, not a source");
        // No source at all; then one that says the opposite; then a passage that was there before.
        assert!(require(&mut shelf, None, &yes, &[]).is_err());
        assert!(add_source(&mut shelf, source("The board did not reject the plan.")).is_ok());
        let refused = require(&mut shelf, None, &yes, &[]).err().unwrap().into_json();
        assert_eq!(refused["data"]["refused"][0]["verdict"], "altered");
        assert_eq!(refused["data"]["refused"][0]["differences"][0]["source"], "did not reject");
        assert_eq!(require(&mut shelf, None, &no, &[]).unwrap().sources.len(), 1);
        assert!(require(&mut shelf, None, &yes, &[&no, &yes]).is_ok());
        assert!(require(&mut shelf, None, &yes, &[&no]).is_err());
        std::fs::remove_dir_all(shelf.settings.store.as_ref().unwrap().parent().unwrap()).unwrap();
    }

    #[test]
    fn no_more_sources_are_read_than_a_call_may_read() {
        let mut shelf = shelf("sources", EvidenceRule::Optional);
        let mut ids = Vec::new();
        for word in ["tide ", "mill "] {
            let text = word.repeat(MOST_BYTES / 10 + 1);
            let call = serde_json::from_value(json!({"name": word, "text": text})).unwrap();
            let added = add_source(&mut shelf, call).unwrap();
            ids.push(added.data["source"].as_str().unwrap().to_owned());
        }
        // One that is named many times is read once.
        let many = vec![ids[0].clone(); 10_000];
        assert_eq!(named_sources(&mut shelf, &many).unwrap().len(), 1);
        let both = named_sources(&mut shelf, &ids).err().unwrap().message();
        assert!(both.contains("64 MiB"), "{both}");
        assert!(all_sources(&mut shelf).is_err());
        let call = serde_json::from_value(json!({"what": "sources"})).unwrap();
        let listed = crate::reading::list(&mut shelf, call).unwrap();
        assert_eq!(listed.data["sources"].as_array().unwrap().len(), 2);
        std::fs::remove_dir_all(shelf.settings.store.as_ref().unwrap().parent().unwrap()).unwrap();
    }
}
