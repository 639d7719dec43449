//! Tools that show how concepts are related: `related`, `path` and `select`.

use rmcp::schemars::{self, JsonSchema};
use semnet_core::network::Network;
use semnet_core::paths::{Budget, BudgetError, Direction, PathOptions};
use semnet_core::select::{PatternError, Row, Rows};
use semnet_core::store::{StoreExt, StorePathError};
use semnet_core::{Concept, Relationship};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::answer::{Answer, Failure, Page, limit};
use crate::json::{relationship, steps};
use crate::reading::relationships;
use crate::relations::{self, Looked, MOST_NETWORKS};
use crate::shelf::{Shelf, concept, no_concept};
use crate::versions;
use crate::visible::{original, visible};

/// The budget of a query, in relationships.
const BUDGET: u64 = 2_000_000;

/// The budget for the evidence of the rows of one answer, in relationships.
const EVIDENCE_BUDGET: u64 = 200_000;

/// The number of relations that are listed if a name is not one of them.
const MOST_RELATIONS: usize = 100;

/// How many paths are searched for.
const MOST_PATHS: usize = 20;

#[derive(Deserialize, JsonSchema, Default, Clone, Copy, PartialEq)]
#[serde(rename_all = "camelCase")]
enum Way {
    Outgoing,
    Incoming,
    #[default]
    Both,
}

impl From<Way> for Direction {
    fn from(way: Way) -> Direction {
        match way {
            Way::Outgoing => Direction::Outgoing,
            Way::Incoming => Direction::Incoming,
            Way::Both => Direction::Both,
        }
    }
}

fn options(via: Option<&[String]>, not_via: Option<&[String]>, direction: Way) -> PathOptions {
    let originals = |names: &[String]| names.iter().map(|name| original(name)).collect::<Vec<_>>();
    let mut options = PathOptions::default().direction(direction.into()).budget(BUDGET);
    if let Some(via) = via.filter(|via| !via.is_empty()) {
        options = options.via(originals(via));
    }
    if let Some(not_via) = not_via {
        options = options.not_via(originals(not_via));
    }
    options
}

/// Labels of the store that are close to one that no network has.
pub(crate) fn suggestions(shelf: &Shelf, label: &str) -> Result<Vec<String>, Failure> {
    // A path searches for similar labels if no concept has the label of its start.
    match shelf.reading()?.shortest_path(label, label, &PathOptions::default().budget(BUDGET)) {
        Err(StorePathError::Concept(error)) => Ok(error.suggestions().to_vec()),
        _ => Ok(Vec::new()),
    }
}

fn exceeded(error: BudgetError) -> Failure {
    Failure::new(
        "the query reached its limit of relationships before it found an answer",
        "Ask for less: name relations with `via`, give `maxLength`, or begin at a concept with fewer \
         relationships.",
    )
    .because(&error)
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Related {
    /// The label of the concept; `question` is the question of the network.
    concept: String,
    /// A hashtag, link or question; by default, all networks that have the concept are searched.
    network: Option<String>,
    /// Only relationships with this concept.
    other: Option<String>,
    /// Only these relations.
    via: Option<Vec<String>>,
    /// Not these relations.
    not_via: Option<Vec<String>>,
    /// `outgoing` (from the concept), `incoming` (to it) or `both`, which is the default.
    #[serde(default)]
    direction: Way,
    /// `cursor` of the last answer, to continue it.
    cursor: Option<String>,
    /// The token limit of the answer, 300 to 20000; 4000 by default.
    tokens: Option<u32>,
}

pub(crate) fn related(shelf: &mut Shelf, call: Related) -> Result<Answer, Failure> {
    let options = options(call.via.as_deref(), call.not_via.as_deref(), call.direction);
    let mut page = Page::new(limit(call.tokens)?, call.cursor.as_deref())?;
    let Some(input) = &call.network else { return related_across(shelf, &call, &options, page) };
    let network = shelf.network(input)?;
    relations::check(&network, [call.via.as_deref(), call.not_via.as_deref()])?;
    let found = concept(&network, &call.concept)?;
    let other =
        call.other.as_deref().map(|other| concept(&network, other).map_err(|error| error.of("other")));
    let other = other.transpose()?;
    let mut data = shelf.head(&network)?;
    data["concept"] = json!({"label": found.label(), "text": found.text()});
    say_others(&mut data, &network, [Some(found), other]);
    page.reserve(&data);
    data["relationships"] = match other {
        Some(other) => {
            relationships(&mut page, network.between(found, other, &options.relations, options.direction))
                .into()
        }
        None => {
            let via = ids(&network, call.via.as_deref().filter(|via| !via.is_empty()));
            let not_via = ids(&network, call.not_via.as_deref()).unwrap_or_default();
            let is_wanted = |one: &Relationship<'_>| {
                let relation = one.relation_id();
                via.as_ref().is_none_or(|via| via.contains(&relation)) && !not_via.contains(&relation)
            };
            relationships(&mut page, around(found, call.direction).filter(is_wanted)).into()
        }
    };
    if page.is_empty() {
        return Err(Failure::new(
            "the concept exists, but no relationship of it matches the call",
            "Leave out `via`, `notVia`, `other` or `direction`, or look for a path between two concepts \
             with `path`.",
        )
        .with(data));
    }
    page.answer(data)
}

fn ids(network: &Network, names: Option<&[String]>) -> Option<Vec<semnet_core::network::RelationId>> {
    Some(names?.iter().filter_map(|name| network.relation_id(&original(name))).collect())
}

/// The relationships of a concept in one direction or both, those that lead to itself once.
fn around<'a>(concept: Concept<'a>, direction: Way) -> impl Iterator<Item = Relationship<'a>> {
    let outgoing = concept.outgoing().filter(move |_| direction != Way::Incoming);
    let incoming = concept.incoming().filter(move |one| {
        direction == Way::Incoming || direction == Way::Both && one.source().id() != concept.id()
    });
    outgoing.chain(incoming)
}

fn related_across(
    shelf: &mut Shelf,
    call: &Related,
    options: &PathOptions,
    mut page: Page,
) -> Result<Answer, Failure> {
    if call.other.is_some() {
        return Err(Failure::new(
            "`other` needs `network`",
            "Name the network, or use `path` to find a path between two concepts across all networks.",
        ));
    }
    let label = original(&call.concept);
    let entries = shelf.store()?.networks_with_concept(&label, MOST_NETWORKS)?;
    if entries.is_empty() {
        return Err(no_concept(&suggestions(shelf, &label)?));
    }
    let is_cut = entries.len() == MOST_NETWORKS;
    let entries = versions::latest(shelf, entries, |entry| entry.fingerprint, MOST_NETWORKS)?;
    let mut relationships = Vec::new();
    let mut looked = Looked::for_names([call.via.as_deref(), call.not_via.as_deref()]);
    for (done, entry) in entries.iter().enumerate() {
        // Further networks are opened only for relationships that fit into this answer.
        if page.is_cut() && looked.unknown.is_empty() {
            break;
        }
        shelf.watch.step(done, entries.len(), "opening the networks")?;
        let Some(network) = shelf.get(entry.fingerprint)? else { continue };
        looked.see(&network);
        let mut found = Vec::new();
        for concept in network.concepts_matching(&label) {
            for neighbor in concept.neighbors(&options.relations, options.direction) {
                for one in network.between(concept, neighbor, &options.relations, options.direction) {
                    let hashtag = entry.fingerprint.hashtag();
                    found.push(json!({"network": hashtag, "relationship": relationship(one)}));
                }
            }
        }
        relationships.extend(page.take(found, |one| one));
    }
    // As in one network: an unknown relation would have no effect.
    if let Some(failure) = looked.failure("this concept") {
        return Err(failure);
    }
    if page.is_empty() {
        return Err(Failure::new(
            "the concept exists, but no relationship of it matches the call",
            "Leave out `via` and `notVia`, or repeat the call with relations of `data.relations`.",
        )
        .with(json!({"relations": looked.known.into_iter().take(100).collect::<Vec<_>>()})));
    }
    let answer = page.answer(json!({"concept": call.concept, "relationships": relationships}))?;
    Ok(if is_cut && answer.cursor.is_none() {
        answer.next(format!(
            "Only the first {MOST_NETWORKS} networks with this concept were read; `list` \
             with `concept` names all."
        ))
    } else {
        answer
    })
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct PathCall {
    /// The label of the concept at which the path starts; `question` is the question.
    from: String,
    /// The label of the concept at which it ends.
    to: String,
    /// A hashtag, link or question; by default, the path may lead through all networks.
    network: Option<String>,
    /// How many paths, the shortest first; 1 by default, at most 20. Across networks there is only one.
    paths: Option<usize>,
    /// The maximum length of a path, in relationships.
    max_length: Option<usize>,
    /// Only these relations.
    via: Option<Vec<String>>,
    /// Not these relations; `["Key Finding"]` avoids paths through the question.
    not_via: Option<Vec<String>>,
    /// `outgoing` follows relationships from source to target, `incoming` the other way, `both` (the
    /// default) either way.
    #[serde(default)]
    direction: Way,
    /// `cursor` of the last answer, to continue it.
    cursor: Option<String>,
    /// The token limit of the answer, 300 to 20000; 4000 by default.
    tokens: Option<u32>,
}

pub(crate) fn path(shelf: &mut Shelf, call: PathCall) -> Result<Answer, Failure> {
    let mut options = options(call.via.as_deref(), call.not_via.as_deref(), call.direction);
    options.max_length = call.max_length;
    let mut page = Page::new(limit(call.tokens)?, call.cursor.as_deref())?;
    let wanted = call.paths.unwrap_or(1);
    if !(1..=MOST_PATHS).contains(&wanted) {
        return Err(Failure::new(
            format!("invalid `paths`: {wanted}; expected 1 to {MOST_PATHS}"),
            "Repeat the call with a number in this range.",
        ));
    }
    let none = || {
        Failure::new(
            "both concepts exist, but no path of this kind leads from one to the other",
            "Leave out `direction`, `via`, `notVia` or `maxLength`, or look at each concept with `related`.",
        )
    };
    let Some(input) = &call.network else {
        shelf.watch.step(0, 1, "looking for a path across the store")?;
        let found = shelf.reading()?.shortest_path(&original(&call.from), &original(&call.to), &options);
        let path = found.map_err(|error| match error {
            StorePathError::Concept(error) => {
                // The error has the beginning of the label.
                let is_from = original(&call.from).starts_with(error.label().trim_end_matches('…'));
                no_concept(error.suggestions()).of(if is_from { "from" } else { "to" })
            }
            StorePathError::Budget(error) => exceeded(error),
            StorePathError::Store(error) => error.into(),
            error => Failure::new("cannot search for this path", "Name a network.").because(&error),
        })?;
        let mut looked = Looked::for_names([call.via.as_deref(), call.not_via.as_deref()]);
        let segments = path.iter().flat_map(|path| path.segments());
        segments.for_each(|segment| looked.see(segment.network()));
        if !looked.unknown.is_empty() {
            looked.see_holders(shelf, [&original(&call.from), &original(&call.to)])?;
        }
        let Some(path) = path else { return Err(looked.failure("`from` or `to`").unwrap_or_else(none)) };
        let segments = page.take(path.segments(), |segment| {
            json!({
                "network": segment.network().hashtag(), "question": segment.network().question(),
                "start": segment.path().start().label(), "steps": steps(&segment.path()),
            })
        });
        let answer = page.answer(json!({"length": path.len(), "segments": segments}))?;
        return Ok(match (answer.cursor.is_none(), looked.unknown.first()) {
            (true, Some(name)) => answer.next(format!(
                "None of the networks along this path, or with one of its ends, has a relation `{}`. Write \
                 relations as they are in the networks, in the same letter case.",
                visible(name)
            )),
            (true, None) if wanted > 1 => answer.next(
                "Across networks only the shortest path is found; for more paths, name the \
                    network.",
            ),
            _ => answer,
        });
    };
    let network = shelf.network(input)?;
    relations::check(&network, [call.via.as_deref(), call.not_via.as_deref()])?;
    let from = concept(&network, &call.from).map_err(|error| error.of("from"))?;
    let to = concept(&network, &call.to).map_err(|error| error.of("to"))?;
    let mut found = Vec::new();
    let mut stopped = None;
    for path in network.k_shortest_paths(from, to, wanted, &options) {
        shelf.watch.step(found.len(), wanted, "looking for the next path")?;
        match path {
            Ok(path) => found.push(path),
            // Paths found before the budget ended are valid, and the shortest.
            Err(error) => {
                stopped = Some(error);
                break;
            }
        }
    }
    if found.is_empty() {
        return Err(stopped.map_or_else(none, exceeded));
    }
    let mut data = shelf.head(&network)?;
    say_others(&mut data, &network, [Some(from), Some(to)]);
    page.reserve(&data);
    data["paths"] = page
        .take(
            &found,
            |path| json!({"length": path.len(), "sentence": path.to_string(), "steps": steps(path)}),
        )
        .into();
    let answer = page.answer(data)?;
    Ok(match stopped {
        Some(_) if answer.cursor.is_none() => answer.next(
            "The search stopped at its budget, so there may be more paths. Name relations with \
             `via` to find them.",
        ),
        _ => answer,
    })
}

/// Lists the other concepts that the labels of a call may mean, if there are any.
fn say_others(data: &mut Value, network: &Network, found: [Option<Concept<'_>>; 2]) {
    let others = found.into_iter().flatten().flat_map(|found| {
        network.concepts_named(found.label()).filter(move |other| other.id() != found.id()).take(4)
    });
    let labels: Vec<&str> = others.map(Concept::label).collect();
    if !labels.is_empty() {
        data["sameName"] = json!(labels);
    }
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Select {
    /// A hashtag, a link, or the network's question.
    network: String,
    /// Triples `SUBJECT via RELATION OBJECT`, joined by `;`. A variable is `?name`; `question` is the
    /// question. Put a label or relation of several words in double quotation marks; letter case matters. A
    /// relation may be a path: `a/b` (then), `a|b` (or), `^a` (backwards), `a+`, `a*`, `a?`, `!a` (any
    /// other). Example: `?who via supplied+ "Ship's Biscuit"`.
    pattern: String,
    /// `cursor` of the last answer, to continue it.
    cursor: Option<String>,
    /// The token limit of the answer, 300 to 20000; 4000 by default.
    tokens: Option<u32>,
}

pub(crate) fn select(shelf: &mut Shelf, call: Select) -> Result<Answer, Failure> {
    let network = shelf.network(&call.network)?;
    let mut page = Page::new(limit(call.tokens)?, call.cursor.as_deref())?;
    let pattern = original(&call.pattern).parse().map_err(|error: PatternError| {
        let next = match call.pattern.contains("via ?") {
            true => {
                "A relation cannot be a variable: `!\"Key Finding\"` fits each other relation, and \
                 `overview` lists all."
            }
            false => "Correct the pattern at the character that `data.message` names.",
        };
        Failure::new("invalid `pattern`: expected `SUBJECT via RELATION OBJECT`, joined by `;`", next)
            .because(&error)
    })?;
    let (rows, stopped) = network.select_partial(&pattern, &PathOptions::default().budget(BUDGET));
    if rows.is_empty() {
        if let Some(error) = stopped {
            return Err(exceeded(error));
        }
        if let Some(name) = rows.unknown().first() {
            return Err(unknown(&network, name));
        }
        return Err(Failure::new(
            "nothing matches the pattern",
            "Use fewer triples, or a path such as `a+`, or use `related` to see which relations the \
             concepts have.",
        ));
    }
    let mut data = shelf.head(&network)?;
    data["rowCount"] = json!(rows.len());
    page.reserve(&data);
    let mut budget = Budget::new(EVIDENCE_BUDGET);
    data["rows"] = page.take(rows.iter(), |row| as_json(&rows, row, &mut budget)).into();
    let answer = page.answer(data)?;
    Ok(match stopped {
        Some(_) if answer.cursor.is_none() => answer.next(
            "The query stopped at its budget, so there may be more rows. Use a narrower pattern \
             to find them.",
        ),
        _ => answer,
    })
}

/// The names that may be meant by a name of a pattern, in which letter case matters.
fn unknown(network: &Network, name: &str) -> Failure {
    // As an identifier, some write `brings_about`.
    let plain = |name: &str| name.to_lowercase().replace(['_', '-'], " ");
    let same = |relation: &&str| plain(relation) == plain(name);
    let suggestions = match (network.relations().find(same), network.find_concept(name)) {
        (Some(relation), _) => vec![relation.to_owned()],
        (None, Ok(concept)) => vec![concept.label().to_owned()],
        (None, Err(error)) => error.suggestions().to_vec(),
    };
    let mut data = json!({"unknown": name, "suggestions": suggestions});
    let next = if suggestions.is_empty() {
        data["relations"] =
            network.relations().take(MOST_RELATIONS).map(|relation| json!(relation)).collect();
        "Use a relation of `data.relations`, or look for the label with `search`."
    } else {
        "Use a name of `data.suggestions`, or look for it with `search`."
    };
    Failure::new("a label or relation of the pattern is not in the network", next).with(data)
}

fn as_json(rows: &Rows<'_>, row: Row<'_, '_>, budget: &mut Budget) -> Value {
    let cells = rows.variables().iter().zip(row.concepts());
    let cells: Map<String, Value> =
        cells.map(|(name, concept)| (name.clone(), json!(concept.label()))).collect();
    let evidence = row.evidence(budget).ok();
    if evidence.is_none() {
        *budget = Budget::new(0);
    }
    let evidence: Option<Vec<Value>> =
        evidence.map(|all| all.into_iter().flatten().map(relationship).collect());
    json!({"row": cells, "evidence": evidence})
}
