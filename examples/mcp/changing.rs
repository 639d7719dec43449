//! Tools that make and compare networks: `add`, `change`, `diff` and `merge`. Nothing is overwritten: each
//! makes a new network.

use rmcp::schemars::{self, JsonSchema};
use semnet_core::change::EditStep;
use semnet_core::format::{Format, ImportOptions};
use semnet_core::{Fingerprint, Network};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::answer::{Answer, Failure, Page, limit};
use crate::edits;
use crate::evidence::{self, Requirement};
use crate::shelf::{EvidenceRule, Shelf};
use crate::tools::in_words;

/// The JSON Schema of networks.
const NETWORK_SCHEMA: &str = include_str!("../../semnet-core/network.schema.json");

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Add {
    /// The network, as JSON.
    #[schemars(schema_with = "network_schema")]
    network: Option<Map<String, Value>>,
    /// Instead of `network`: the complete, unchanged text of another tool's file. Its format is detected: the
    /// memory server's `memory.jsonl`, a report, GraphML, CSV, Mermaid and others.
    text: Option<String>,
    /// The question for a `text` that has none.
    question: Option<String>,
    /// Ids of sources that the passages are quoted from, as `add_source` returns them. If the server requires
    /// evidence, passages are checked against these, or against all sources of the store if none are given.
    sources: Option<Vec<String>>,
    /// The token limit of the answer, 300 to 20000; 4000 by default.
    tokens: Option<u32>,
}

/// The schema of the JSON form, as a part of another schema: its definitions are written where they are used.
fn network_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    let mut schema: Value = serde_json::from_str(NETWORK_SCHEMA).unwrap_or_default();
    let definitions = schema.as_object_mut().and_then(|fields| {
        fields.remove("$schema");
        fields.remove("$defs")
    });
    inline(&mut schema, &definitions.unwrap_or_default());
    schema.try_into().unwrap_or_default()
}

/// Puts definitions in place of references to them. They do not refer to themselves.
fn inline(schema: &mut Value, definitions: &Value) {
    match schema {
        Value::Object(fields) => {
            let name =
                fields.get("$ref").and_then(Value::as_str).and_then(|name| name.strip_prefix("#/$defs/"));
            if let Some(definition) = name.and_then(|name| definitions.get(name)) {
                *schema = definition.clone();
                inline(schema, definitions);
            } else {
                fields.values_mut().for_each(|field| inline(field, definitions));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| inline(item, definitions)),
        _ => {}
    }
}

pub(crate) fn add(shelf: &mut Shelf, call: Add) -> Result<Answer, Failure> {
    limit(call.tokens)?;
    if call.network.is_some() && call.question.is_some() {
        return Err(Failure::new(
            "`question` is only for `text`, and this call has `network`",
            "Write the question into `network`, and repeat the call without `question`.",
        ));
    }
    let (network, more) = match (call.network, call.text) {
        (Some(network), None) => (from_json(network)?, json!({})),
        (None, Some(text)) => imported(&text, call.question.as_deref())?,
        _ => {
            return Err(Failure::new(
                "expected one of `network` and `text`",
                "Repeat the call with exactly one of them.",
            ));
        }
    };
    let sources = call.sources.as_deref();
    let requirement = required(shelf, sources, &network, &[])?;
    keep(shelf, network, &requirement, &[], more)
}

fn from_json(network: Map<String, Value>) -> Result<Network, Failure> {
    let text = Value::Object(network).to_string();
    Network::from_json(&text).map_err(|error| {
        let message = error.to_string();
        let error = match (error.path(), error.column()) {
            (None, Some(column)) => {
                // The client has not seen this text, so its lines and columns would mean nothing.
                let bare = message.split_once(": ").map_or(message.as_str(), |(_, bare)| bare);
                let path = Some(json_path(&text, column)).filter(|path| !path.is_empty());
                json!({"path": path, "message": in_words(&bare)})
            }
            (path, _) => json!({"path": path, "message": message}),
        };
        Failure::new("`network` is not a network", "Correct the part that `data` names, and repeat the call.")
            .with(error)
    })
}

/// The path, such as `relationships[3].source`, to the value that ends at a byte of JSON in one line.
fn json_path(text: &str, column: usize) -> String {
    enum Step {
        Item(usize),
        Field(String),
    }
    let mut steps: Vec<Step> = Vec::new();
    let mut at = 0;
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at).filter(|_| at < column) {
        match byte {
            b'{' => steps.push(Step::Field(String::new())),
            b'[' => steps.push(Step::Item(0)),
            // The bracket that closes something is still a part of it.
            b'}' | b']' if at + 1 < column => drop(steps.pop()),
            b'}' if at + 1 == column => {
                // A missing field has no name here.
                if let Some(Step::Field(name)) = steps.last_mut() {
                    name.clear();
                }
            }
            b',' => match steps.last_mut() {
                Some(Step::Item(number)) => *number += 1,
                Some(Step::Field(name)) => name.clear(),
                None => {}
            },
            b'"' => {
                let end = string_end(bytes, at);
                if let (Some(Step::Field(name)), Some(b':')) = (steps.last_mut(), bytes.get(end)) {
                    *name = serde_json::from_str(&text[at..end]).unwrap_or_default();
                }
                at = end - 1;
            }
            _ => {}
        }
        at += 1;
    }
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Item(number) => path.push_str(&format!("[{number}]")),
            Step::Field(name) if name.is_empty() || path.is_empty() => path.push_str(&name),
            Step::Field(name) => path.push_str(&format!(".{name}")),
        }
    }
    path
}

/// Where a string of JSON ends that begins here.
pub(crate) fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The network in the text of a file, and the parts of the file that it lacks.
fn imported(text: &str, question: Option<&str>) -> Result<(Network, Value), Failure> {
    let format = Format::detect(text);
    let read =
        Network::import(format, text, &ImportOptions::default().question(question)).map_err(|error| {
            let next = if error.is_no_question() {
                "The file has no question. Repeat the call with `question`."
            } else {
                "Correct it at the place that `data.message` names, or write the network as `network`. A \
                 document that passages are quoted from is kept with `add_source`."
            };
            Failure::new("`text` cannot be read", next).because(&error)
        })?;
    let skipped: Vec<String> = read.skipped.iter().map(|(name, count)| format!("{count} {name}")).collect();
    Ok((read.network, json!({"format": format.name(), "skipped": skipped})))
}

/// With evidence required, refuses passages that occur in no source, except those of networks that the
/// store has: the network was made from these, some of which may have come in a link.
fn required(
    shelf: &mut Shelf,
    sources: Option<&[String]>,
    network: &Network,
    from: &[&Network],
) -> Result<Requirement, Failure> {
    let mut before = Vec::new();
    for network in from {
        if shelf.has(network.fingerprint())? {
            before.push(*network);
        }
    }
    // An empty list names none.
    match (shelf.settings.evidence, sources.filter(|named| !named.is_empty())) {
        (EvidenceRule::Required, named) => evidence::require(shelf, named, network, &before),
        // Named sources are kept with the network, even if no passage occurs in them.
        (EvidenceRule::Optional, Some(named)) => Ok(Requirement::of(evidence::named_sources(shelf, named)?)),
        (EvidenceRule::Optional, None) => Ok(Requirement::of(Vec::new())),
    }
}

fn keep(
    shelf: &mut Shelf,
    network: Network,
    requirement: &Requirement,
    from: &[Fingerprint],
    more: Value,
) -> Result<Answer, Failure> {
    let fingerprint = network.fingerprint();
    let (concepts, relationships) = (network.concept_count(), network.relationship_count());
    let question = network.question().to_owned();
    let is_new = shelf.add(network)?;
    evidence::note(shelf, fingerprint, requirement, from)?;
    let mut data = json!({
        "hashtag": shelf.store_name(fingerprint)?, "question": question, "new": is_new,
        "conceptCount": concepts, "relationshipCount": relationships,
    });
    if let (Some(data), Value::Object(more)) = (data.as_object_mut(), more) {
        data.extend(more);
    }
    Ok(Answer { is_new, ..Answer::from(data) })
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Change {
    /// A hashtag, a link, or the network's question.
    network: String,
    /// The edits, made in this order: all of them, or none if one cannot be made.
    #[schemars(schema_with = "edits::schema")]
    edits: Vec<Value>,
    /// Ids of sources that new passages are quoted from, as `add_source` returns them.
    sources: Option<Vec<String>>,
    /// The token limit of the answer, 300 to 20000; 4000 by default.
    tokens: Option<u32>,
}

pub(crate) fn change(shelf: &mut Shelf, call: Change) -> Result<Answer, Failure> {
    let limit = limit(call.tokens)?;
    if call.edits.is_empty() || call.edits.len() > edits::MOST {
        return Err(Failure::new(
            format!("`edits` has {} edits; expected 1 to {}", call.edits.len(), edits::MOST),
            "Repeat the call with fewer edits, and make the others in further calls on the new hashtag.",
        ));
    }
    shelf.watch.step(0, 3, "opening the network")?;
    let before = shelf.network(&call.network)?;
    shelf.watch.step(1, 3, "making the edits")?;
    let mut editor = before.editor();
    for (number, edit) in call.edits.into_iter().enumerate() {
        let step: EditStep = edits::read(number, edit, &before)?;
        editor.make(&step).map_err(|error| edits::refused(number, &step, &error, &before))?;
    }
    let edited = editor.finish().map_err(|error| {
        Failure::new(
            "the result of the edits is not a network",
            "Nothing was changed. Make fewer or other edits.",
        )
        .because(&error)
    })?;
    let requirement = required(shelf, call.sources.as_deref(), &edited.network, &[&before])?;
    let is_there = shelf.has(before.fingerprint())?;
    shelf.watch.step(2, 3, "storing the network")?;
    let mut page = Page::new(limit, None)?;
    let lines = page.take(edited.changes.as_slice(), |change| json!(change.to_string()));
    let mut answer =
        keep(shelf, edited.network, &requirement, &[before.fingerprint()], json!({"changes": lines}))?;
    answer.data["from"] = json!(shelf.name(&before)?);
    if edited.changes.is_empty() {
        return Ok(answer.next("The edits cancel each other out: this is the same network as before."));
    }
    if page.is_cut() {
        return Ok(answer.cut(
            "All edits were made, and the list of changes is cut; `diff` with both hashtags shows all.",
        ));
    }
    Ok(answer.next(match is_there {
        true => "The earlier network still opens by its own hashtag, in `data.from`.",
        false => {
            "The earlier network came from the link, and is not in the store: its hashtag opens nothing."
        }
    }))
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Diff {
    /// The earlier network: a hashtag, a link or a question.
    from: String,
    /// The later network.
    to: String,
    /// `cursor` of the last answer, to continue it.
    cursor: Option<String>,
    /// The token limit of the answer, 300 to 20000; 4000 by default.
    tokens: Option<u32>,
}

pub(crate) fn diff(shelf: &mut Shelf, call: Diff) -> Result<Answer, Failure> {
    let mut page = Page::new(limit(call.tokens)?, call.cursor.as_deref())?;
    let from = shelf.network(&call.from).map_err(|error| error.of("from"))?;
    let to = shelf.network(&call.to).map_err(|error| error.of("to"))?;
    let changes = from.diff(&to);
    let mut data =
        json!({"from": shelf.name(&from)?, "to": shelf.name(&to)?, "changeCount": changes.as_slice().len()});
    page.reserve(&data);
    data["changes"] = page.take(changes.as_slice(), |change| json!(change.to_string())).into();
    let answer = page.answer(data)?;
    Ok(if changes.is_empty() { answer.next("The two are the same network.") } else { answer })
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Merge {
    /// The network that both versions were made from: a hashtag, a link or a question.
    base: String,
    /// One version. In conflicts, the merged network has this version.
    ours: String,
    /// The other version.
    theirs: String,
    /// The token limit of the answer, 300 to 20000; 4000 by default.
    tokens: Option<u32>,
}

pub(crate) fn merge(shelf: &mut Shelf, call: Merge) -> Result<Answer, Failure> {
    let mut page = Page::new(limit(call.tokens)?, None)?;
    shelf.watch.step(0, 3, "opening the networks")?;
    let base = shelf.network(&call.base).map_err(|error| error.of("base"))?;
    let ours = shelf.network(&call.ours).map_err(|error| error.of("ours"))?;
    let theirs = shelf.network(&call.theirs).map_err(|error| error.of("theirs"))?;
    shelf.watch.step(1, 3, "merging")?;
    let merged = Network::merge(&base, &ours, &theirs).map_err(|error| {
        Failure::new("the two versions are too large together", "Merge smaller networks.").because(&error)
    })?;
    shelf.watch.step(2, 3, "storing the merged network")?;
    let conflicts = page.take(&merged.conflicts, |conflict| json!(conflict.to_string()));
    let more = json!({"conflictCount": merged.conflicts.len(), "conflicts": conflicts});
    let from = [ours.fingerprint(), theirs.fingerprint()];
    // Every passage of it was in one of the sides. If the store has both, its history leads to their sources.
    let requirement = match shelf.has(from[0])? && shelf.has(from[1])? {
        true => Requirement::of(Vec::new()),
        false => required(shelf, None, &merged.network, &[&base, &ours, &theirs])?,
    };
    let answer = keep(shelf, merged.network, &requirement, &from, more)?;
    Ok(match merged.conflicts.is_empty() {
        true => answer,
        false if page.is_cut() => answer.cut(
            "The list of conflicts is cut. The network has what `ours` has; `diff` with `theirs` \
             shows the rest.",
        ),
        false => answer.next(
            "For each conflict the network has what `ours` has; `diff` with `theirs` shows what that has. \
             Settle them with `change`.",
        ),
    })
}

#[cfg(test)]
mod tests {
    use semnet_core::NetworkBuilder;

    use super::*;
    use crate::shelf::tests::shelf;

    #[test]
    fn a_link_is_no_way_around_evidence() {
        let mut shelf = shelf("links", EvidenceRule::Required);
        let question = || NetworkBuilder::new("What did the board decide?");
        let base = question().build().unwrap();
        let mut builder = question();
        builder.concept("Board", "").concept("Plan", "");
        let told = builder.relationship(("Board", "rejected", "Plan", "Nobody wrote this.")).build().unwrap();
        let (name, link) = (base.hashtag().to_string(), told.to_link("semnet:").unwrap());
        shelf.add(base).unwrap();
        let edits = json!([{"edit": "addConcept", "label": "Minutes"}]);
        let changing = || serde_json::from_value(json!({"network": link, "edits": edits})).unwrap();
        let merging = || serde_json::from_value(json!({"base": name, "ours": name, "theirs": link})).unwrap();
        for refused in [change(&mut shelf, changing()), merge(&mut shelf, merging())] {
            let error = refused.err().unwrap().into_json();
            assert!(error["error"].as_str().unwrap().contains("requires evidence"), "{error}");
        }
        // A network of the store stays, with or without evidence.
        shelf.settings.evidence = EvidenceRule::Optional;
        let changed = change(&mut shelf, changing()).unwrap();
        assert!(changed.next.unwrap().contains("not in the store"));
        shelf.add(told).unwrap();
        shelf.settings.evidence = EvidenceRule::Required;
        assert!(change(&mut shelf, changing()).unwrap().next.unwrap().contains("still opens"));
        assert!(merge(&mut shelf, merging()).is_ok());
        std::fs::remove_dir_all(shelf.settings.store.as_ref().unwrap().parent().unwrap()).unwrap();
    }

    #[test]
    fn places_in_json_have_paths() {
        let text = r#"{"a":[{"b":"},]\\\""},{"c":[1,{"d e":null}]}],"f":{"g":[]}}"#;
        let path = |part: &str| json_path(text, text.find(part).unwrap() + part.len());
        assert_eq!(path("},]\\\\\\\"\""), "a[0].b");
        assert_eq!(path(r#""c""#), "a[1].c");
        assert_eq!(path("[1"), "a[1].c[0]");
        assert_eq!(path("null"), "a[1].c[1].d e");
        assert_eq!(path(r#""g":[]"#), "f.g[0]");
        for column in 0..text.len() + 5 {
            json_path(text, column);
        }
    }
}
