//! Tools that find and read networks: `open`, `search`, `context`, `overview`, `list` and `link`.

use std::cell::Cell;

use rmcp::schemars::{self, JsonSchema};
use semnet_core::context::{Context, ContextOptions};
use semnet_core::link::DEFAULT_BASE;
use semnet_core::names::UNION_SOURCE;
use semnet_core::network::{Fingerprint, Network};
use semnet_core::store::{Entry, StoreError, StoreExt};
use semnet_core::words::{HitLocation, Language, SearchHit, SearchOptions};
use semnet_core::{Concept, Relationship};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::answer::{Answer, Failure, Page, limit, shorten, tokens};
use crate::evidence;
use crate::graph::suggestions;
use crate::json::relationship;
use crate::shelf::{Shelf, no_concept};
use crate::versions;

/// How many networks are put together for a context across the store.
const CONTEXT_NETWORKS: usize = 4;

/// After this many bytes of networks, no other one is opened for the same answer, unless the call names it.
const MOST_OPENED: usize = 8 << 20;

/// Tokens of the largest context.
const MOST_CONTEXT: usize = 15_000;

/// This many hits of a search can be paged through.
const MOST_HITS: usize = 1_000;

/// How many networks of a search across the store can be paged through: each is opened to show its hits.
const MOST_NETWORKS: usize = 50;

/// How many attributes of a network are listed; its resource has all of them.
const MOST_ATTRIBUTES: usize = 20;

/// How many characters of a finding's text an overview shows.
const LONGEST_TEXT: usize = 240;

/// How many networks are ranked, of which those that others were made from are left out.
const MOST_RANKED: usize = 200;

/// Hits that are shown of each network in a search across the store.
const HITS_OF_EACH: usize = 3;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Open {
    /// A hashtag (11 characters, with or without #), a link, or the network's question.
    network: String,
    /// `cursor` of the last answer, to continue it.
    cursor: Option<String>,
    /// The token limit of the answer, 300 to 20000; 4000 by default.
    tokens: Option<u32>,
}

pub(crate) fn open(shelf: &mut Shelf, call: Open) -> Result<Answer, Failure> {
    let network = shelf.network(&call.network)?;
    let mut data = head(shelf, &network)?;
    let mut page = Page::new(limit(call.tokens)?, call.cursor.as_deref())?;
    page.reserve(&data);
    let findings: Vec<Concept<'_>> = network.findings().collect();
    let is_other = |concept: &Concept<'_>| {
        !concept.is_question() && !findings.iter().any(|finding| finding.id() == concept.id())
    };
    data["findings"] = page.take(network.findings(), concept).into();
    data["highlights"] = page.take(network.highlights(), relationship).into();
    let stored = network.relationships().filter(|relationship| !relationship.is_key_finding());
    data["relationships"] = page.take(stored, relationship).into();
    data["otherConcepts"] = page.take(network.concepts().filter(is_other), concept).into();
    page.answer(data)
}

/// Name, question, title and size of a network.
fn head(shelf: &Shelf, network: &Network) -> Result<Value, Failure> {
    let mut data = shelf.head(network)?;
    if !network.title().is_empty() {
        data["title"] = json!(network.title());
    }
    data["conceptCount"] = json!(network.concept_count());
    data["relationshipCount"] = json!(network.relationship_count());
    let attributes = attributes(network.attributes());
    if !attributes.is_empty() {
        if attributes.len() > MOST_ATTRIBUTES {
            data["attributeCount"] = json!(attributes.len());
        }
        data["attributes"] = attributes.into_iter().take(MOST_ATTRIBUTES).collect();
    }
    Ok(data)
}

fn attributes<'a>(attributes: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<Value> {
    attributes.map(|(name, value)| json!({"name": name, "value": value})).collect()
}

fn concept(concept: Concept<'_>) -> Value {
    let mut value = json!({"label": concept.label()});
    if let Some(text) = concept.text() {
        value["text"] = json!(text);
    }
    let attributes = attributes(concept.attributes());
    if !attributes.is_empty() {
        value["attributes"] = attributes.into();
    }
    value
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Search {
    /// Words to look for, in any form; small typing errors are allowed.
    words: String,
    /// A hashtag, link or question, to search within this network; by default, all networks are searched.
    network: Option<String>,
    /// The language of the texts, such as `en` or `de`; `en` by default.
    language: Option<String>,
    /// `cursor` of the last answer, to continue it.
    cursor: Option<String>,
    /// The token limit of the answer, 300 to 20000; 4000 by default.
    tokens: Option<u32>,
}

fn language(given: Option<&str>) -> Result<Language, Failure> {
    given.map_or(Ok(Language::English), |given| {
        given.parse().map_err(|error| {
            Failure::new("unknown `language`", "Repeat the call with a code such as `en`, or without it.")
                .because(&error)
        })
    })
}

/// Refuses a question without words.
fn some_words(argument: &str, text: &str) -> Result<(), Failure> {
    if !text.trim().is_empty() {
        return Ok(());
    }
    Err(Failure::new(
        format!("`{argument}` is empty; expected at least one word"),
        "Repeat the call with the words that you look for, or use `list` to see what the store has.",
    ))
}

pub(crate) fn search(shelf: &mut Shelf, call: Search) -> Result<Answer, Failure> {
    let options = SearchOptions::default().language(language(call.language.as_deref())?).typos(2);
    let mut page = Page::new(limit(call.tokens)?, call.cursor.as_deref())?;
    some_words("words", &call.words)?;
    let nothing = |next: &str| Err(Failure::new("nothing was found for these words", next));
    let Some(input) = &call.network else {
        shelf.watch.step(0, MOST_NETWORKS, "ranking the networks of the store")?;
        let ranked = shelf.store()?.ranked(&call.words, &options.clone().limit(MOST_RANKED))?;
        let ranked = versions::latest(shelf, ranked, |(network, _)| *network, MOST_NETWORKS)?;
        if ranked.is_empty() {
            return nothing("Try other or fewer words, or use `list` to see what the store has.");
        }
        let options = options.limit(HITS_OF_EACH);
        // Only the networks that are shown are opened.
        let (total, opened, mut done, mut failure) = (ranked.len(), Cell::new(0), 0, None);
        let some = ranked.iter().take_while(|_| opened.get() < MOST_OPENED);
        let mut networks = page.take(some, |(fingerprint, score)| {
            done += 1;
            let found = shelf.watch.step(done, total, "opening the networks").and_then(|()| {
                Ok(shelf.intact(*fingerprint)?.map(|network| {
                    opened.set(opened.get() + network.as_bytes().len());
                    let hits = network.search(&call.words, &options);
                    json!({
                        "hashtag": network.hashtag(), "question": network.question(),
                        "score": rounded(*score), "hits": hits.iter().map(hit).collect::<Vec<_>>(),
                    })
                }))
            });
            found
                .unwrap_or_else(|error| {
                    failure.get_or_insert(error);
                    None
                })
                .unwrap_or_default()
        });
        if let Some(failure) = failure {
            return Err(failure);
        }
        let is_full = page.is_cut();
        page.end(total);
        networks.retain(|network| !network.is_null());
        let answer = page.answer(json!({"networks": networks}))?;
        return Ok(match answer.cursor {
            None => answer
                .next("`search` with `network` shows all hits of one network; `context` answers a question."),
            Some(_) if is_full => answer,
            Some(_) => answer.next(
                "The networks are large, and not all were opened. Repeat the call with `cursor` to continue.",
            ),
        });
    };
    let network = shelf.network(input)?;
    let found = network.search(&call.words, &options.limit(MOST_HITS));
    if found.is_empty() {
        return nothing("Try other or fewer words, or search all networks by leaving out `network`.");
    }
    let mut data = shelf.head(&network)?;
    page.reserve(&data);
    data["hits"] = page.take(&found, hit).into();
    page.answer(data)
}

/// A score with three decimals: it only compares the hits of one answer.
fn rounded(score: f64) -> Value {
    json!((score * 1_000.0).round() / 1_000.0)
}

fn hit(hit: &SearchHit<'_>) -> Value {
    let mut value = Map::from_iter([("score".to_owned(), rounded(hit.score()))]);
    let place = match hit.location() {
        HitLocation::Question => "question",
        HitLocation::Title => "title",
        HitLocation::Relationship(found) => {
            value.insert("relationship".into(), relationship(found));
            "passage"
        }
        _ => "concept",
    };
    value.insert("in".into(), json!(place));
    if let Some(label) = hit.label() {
        value.insert("label".into(), json!(label.text()));
    }
    // A passage is there already.
    if let (Some(sentence), false) = (hit.sentence(), place == "passage") {
        value.insert("sentence".into(), json!(sentence.text()));
    }
    Value::Object(value)
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContextCall {
    /// What you want to know.
    question: String,
    /// A hashtag, link or question, to answer from this network; by default, from the networks that answer
    /// best.
    network: Option<String>,
    /// The language of the texts, such as `en` or `de`; `en` by default.
    language: Option<String>,
    /// The token limit of the answer, 300 to 20000; 4000 by default.
    tokens: Option<u32>,
}

pub(crate) fn context(shelf: &mut Shelf, call: ContextCall) -> Result<Answer, Failure> {
    let limit = limit(call.tokens)?;
    let language = language(call.language.as_deref())?;
    some_words("question", &call.question)?;
    let mut left_out = 0;
    let mut heads = Vec::new();
    let make: Box<dyn Fn(usize) -> Result<Context, Failure>> = match &call.network {
        Some(input) => {
            let network = shelf.network(input)?;
            heads.push((network.hashtag().to_string(), shelf.head(&network)?));
            let question = call.question.clone();
            Box::new(move |tokens| {
                Ok(network.context(&question, &ContextOptions::new(tokens).language(language)))
            })
        }
        None => {
            let options = SearchOptions::default().language(language).limit(MOST_RANKED);
            shelf.watch.step(0, CONTEXT_NETWORKS + 1, "ranking the networks of the store")?;
            let ranked = shelf.store()?.ranked(&call.question, &options)?;
            let ranked = versions::latest(shelf, ranked, |(network, _)| *network, CONTEXT_NETWORKS)?;
            let mut found: Vec<Network> = Vec::new();
            for (done, (fingerprint, _)) in ranked.into_iter().enumerate() {
                if found.iter().map(|network| network.as_bytes().len()).sum::<usize>() >= MOST_OPENED {
                    left_out += 1;
                    continue;
                }
                shelf.watch.step(done + 1, CONTEXT_NETWORKS + 1, "opening the networks")?;
                found.extend(shelf.intact(fingerprint)?);
            }
            if found.is_empty() {
                return Err(nothing_about());
            }
            for network in &found {
                heads.push((network.hashtag().to_string(), shelf.head(network)?));
            }
            shelf.watch.step(
                CONTEXT_NETWORKS,
                CONTEXT_NETWORKS + 1,
                "choosing the parts that answer the question",
            )?;
            let question = call.question.clone();
            Box::new(move |tokens| {
                Context::across(found.iter(), &question, &ContextOptions::new(tokens).language(language))
                    .map_err(|error| {
                        Failure::new("the networks are too large together", "Name one of them as `network`.")
                            .because(&error)
                    })
            })
        }
    };
    // The library counts tokens of text; this answer is JSON, which takes more.
    let mut budget = limit * 3 / 4;
    loop {
        let context = make(budget)?;
        if context.score() == 0.0 {
            // Question and title of a network come first, and can be longer than the requested length.
            if make(MOST_CONTEXT)?.score() != 0.0 {
                return Err(too_little(limit));
            }
            return Err(match call.network {
                Some(_) => Failure::new(
                    "nothing in this network answers the question",
                    "Leave out `network` to ask all networks, ask with other words, or use `search`.",
                ),
                None => nothing_about(),
            });
        }
        let mut data = json!({"question": context.network().question(), "text": context.text()});
        match (&call.network, heads.as_slice()) {
            (Some(_), [(_, head)]) => data["hashtag"] = head["hashtag"].clone(),
            _ => data["networks"] = json!(taken_from(&context, &heads)),
        }
        if tokens(&data) + 100 <= limit || budget < 50 {
            let answer = Answer::from(data);
            return Ok(match left_out {
                0 => answer,
                _ => answer.next(format!(
                    "The networks are large, so {left_out} that `search` finds were left out. To ask one of \
                     them, name it as `network`."
                )),
            });
        }
        budget = budget * 4 / 5;
    }
}

/// The networks that a part is taken from, of those that were put together: each concept and relationship has
/// theirs as an attribute.
fn taken_from<'a>(context: &Context, heads: &'a [(String, Value)]) -> Vec<&'a Value> {
    let part = context.network();
    let has = |hashtag: &str| {
        let mut concepts = part.concepts().map(|concept| concept.attributes());
        let mut relationships = part.relationships().map(|one| one.attributes());
        let is_it = |(name, value): (&str, &str)| name == UNION_SOURCE && value == hashtag;
        concepts.any(|mut all| all.any(is_it)) || relationships.any(|mut all| all.any(is_it))
    };
    let is_taken = |(hashtag, _): &&(String, Value)| heads.len() == 1 || has(hashtag);
    heads.iter().filter(is_taken).map(|(_, head)| head).collect()
}

fn too_little(limit: usize) -> Failure {
    Failure::new(
        format!("the parts that answer this question do not fit into {limit} tokens"),
        "Repeat the call with more `tokens` (at most 20000), or look for single passages with `search`.",
    )
}

fn nothing_about() -> Failure {
    Failure::new(
        "nothing in the store answers this question",
        "Ask with other words, use `search`, or add what you know with `add`.",
    )
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Overview {
    /// A hashtag, a link, or the network's question.
    network: String,
    /// The token limit of the answer, 300 to 20000; 4000 by default.
    tokens: Option<u32>,
}

pub(crate) fn overview(shelf: &mut Shelf, call: Overview) -> Result<Answer, Failure> {
    let limit = limit(call.tokens)?;
    let network = shelf.network(&call.network)?;
    let mut data = head(shelf, &network)?;
    // Each part gets a share of the rest, so none displaces the others.
    let mut shares = Shares { left: limit.saturating_sub(200 + tokens(&data)), parts: 5, is_cut: false };
    let text = |concept: Concept<'_>| {
        let beginning = concept.text().map(|text| {
            let mut text = text.to_owned();
            shorten(&mut text, LONGEST_TEXT);
            text
        });
        json!({"label": concept.label(), "text": beginning})
    };
    data["findings"] = shares.take(network.findings(), text);
    let mut left_out = Vec::new();
    let shape = shelf.shapes.of(&network);
    let parts = [("centralConcepts", &shape.central_concepts), ("themes", &shape.themes)];
    for (name, part) in parts {
        match part {
            Some(part) => data[name] = shares.take(part.iter(), Value::clone),
            None => left_out.push(name),
        }
    }
    data["highlights"] = shares.take(network.highlights(), relationship);
    data["relations"] = shares.take(network.relations(), |relation| json!(relation));
    let mut sources = 0;
    for id in evidence::ids_of(shelf, &network)? {
        sources += usize::from(evidence::has_source(shelf, id)?);
    }
    data["sources"] = json!(sources);
    let mut answer = Answer::from(data);
    if !left_out.is_empty() {
        let left_out = left_out.join("` and `");
        answer = answer.cut(format!(
            "This network is too large for `{left_out}`. `search`, `context` and `related` show parts of it."
        ));
    } else if shares.is_cut {
        answer = answer.cut(
            "The lists are cut. `open` shows all of the network; `context` and `related` show parts of it.",
        );
    }
    Ok(answer)
}

/// The remaining room for some parts of an answer.
struct Shares {
    left: usize,
    parts: usize,
    is_cut: bool,
}

impl Shares {
    fn take<T>(&mut self, items: impl Iterator<Item = T>, mut make: impl FnMut(T) -> Value) -> Value {
        let mut share = self.left / self.parts.max(1);
        self.parts = self.parts.saturating_sub(1);
        let mut taken = Vec::new();
        for item in items {
            let value = make(item);
            let cost = tokens(&value) + 1;
            if cost > share {
                self.is_cut = true;
                break;
            }
            share -= cost;
            self.left -= cost;
            taken.push(value);
        }
        taken.into()
    }
}

#[derive(Deserialize, JsonSchema, Default, Clone, Copy)]
#[serde(rename_all = "camelCase")]
enum Kind {
    #[default]
    Networks,
    Sources,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct List {
    /// What to list: `networks` (the default) or `sources`.
    #[serde(default)]
    what: Kind,
    /// Only networks that have a concept with this label.
    concept: Option<String>,
    /// `cursor` of the last answer, to continue it.
    cursor: Option<String>,
    /// The token limit of the answer, 300 to 20000; 4000 by default.
    tokens: Option<u32>,
}

pub(crate) fn list(shelf: &mut Shelf, call: List) -> Result<Answer, Failure> {
    let limit = limit(call.tokens)?;
    if let Kind::Sources = call.what {
        if call.concept.is_some() {
            return Err(Failure::new(
                "`concept` is only for lists of networks, and `what` is `sources`",
                "Repeat the call without one of them. To see the sources of a network, use `evidence` with \
                 `network`.",
            ));
        }
        let mut page = Page::new(limit, call.cursor.as_deref())?;
        let (ids, mut failure) = (evidence::all_ids(shelf)?, None);
        // Only the sources that are listed are read, one at a time.
        let mut sources = page.take(&ids, |id| match evidence::source(shelf, *id) {
            Ok(Some(source)) => json!({"source": id.to_string(), "name": source.name(),
                "characters": source.text().chars().count()}),
            Ok(None) => Value::Null,
            Err(error) => {
                failure.get_or_insert(error);
                Value::Null
            }
        });
        if let Some(failure) = failure {
            return Err(failure);
        }
        sources.retain(|source| !source.is_null());
        let is_empty = page.is_empty();
        let answer = page.answer(json!({"sources": sources}))?;
        return Ok(if is_empty {
            answer.next("The store has no sources yet; `add_source` adds one.")
        } else {
            answer
        });
    }
    if let Some(label) = &call.concept {
        let mut page = Page::new(limit, call.cursor.as_deref())?;
        let label = crate::visible::original(label);
        let found = shelf.store()?.networks_with_concept(&label, MOST_HITS)?;
        if found.is_empty() {
            return Err(no_concept(&suggestions(shelf, &label)?));
        }
        let networks = page.take(&found, entry);
        return page.answer(json!({"networks": networks}));
    }
    let after = call.cursor.as_deref().map(str::parse::<Fingerprint>).transpose().map_err(|error| {
        Failure::new(
            "invalid `cursor`",
            "Use the `cursor` of the last answer, or leave it out to begin again.",
        )
        .because(&error)
    })?;
    let store = shelf.store()?;
    let entries = after.map_or_else(|| store.iter(), |after| store.iter_after(after));
    let mut left = limit.saturating_sub(200);
    let (mut networks, mut last, mut next) = (Vec::new(), None, None);
    for found in entries {
        let found = match found {
            Ok(found) => found,
            // Networks that cannot be listed are reported; the others are listed.
            Err(StoreError::PartialListing { .. }) => {
                next = Some("A part of the store cannot be listed; tell the person who runs this server.");
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        let value = entry(&found);
        let cost = tokens(&value) + 1;
        if cost > left && last.is_some() {
            let cursor = last.map(|last: Fingerprint| last.to_string());
            let answer = Answer::from(json!({"networks": networks}));
            return Ok(Answer { cursor, next: next.map(str::to_owned), ..answer });
        }
        left = left.saturating_sub(cost);
        last = Some(found.fingerprint);
        networks.push(value);
    }
    if networks.is_empty() && after.is_none() {
        next = next.or(Some("The store has no networks yet; `add` adds one."));
    }
    Ok(Answer { next: next.map(str::to_owned), ..Answer::from(json!({"networks": networks})) })
}

fn entry(entry: &Entry) -> Value {
    let mut value = json!({"hashtag": entry.fingerprint.hashtag(), "question": entry.question});
    if !entry.title.is_empty() {
        value["title"] = json!(entry.title);
    }
    value
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LinkCall {
    /// A hashtag, a link, or the network's question.
    network: String,
    /// Whether the link contains the network itself, so that it opens without this store; false by default.
    #[serde(default)]
    full: bool,
    /// The part of the link before its `#`, such as the address of a page that opens links; `semnet:` by
    /// default.
    base: Option<String>,
    /// The token limit of the answer, 300 to 20000; 4000 by default.
    tokens: Option<u32>,
}

pub(crate) fn link(shelf: &mut Shelf, call: LinkCall) -> Result<Answer, Failure> {
    let limit = limit(call.tokens)?;
    let network = shelf.network(&call.network)?;
    let base = call.base.as_deref().unwrap_or(DEFAULT_BASE);
    // Material could request a link that runs a program when it is opened.
    if !["https://", "http://", DEFAULT_BASE].iter().any(|scheme| base.starts_with(scheme)) {
        return Err(Failure::new(
            "cannot make the link: its `base` must be the address of a page",
            "Use a `base` that begins with https:// or http://, or leave it out.",
        ));
    }
    let made = if call.full { network.to_link(base) } else { network.to_short_link(base) };
    let mut link = made.map_err(|error| {
        Failure::new("cannot make the link", "Use a `base` without `#` and spaces, or a short link.")
            .because(&error)
    })?;
    let name = shelf.name(&network)?;
    if !call.full {
        link.push_str(name.get(network.hashtag().to_string().len()..).unwrap_or_default());
    }
    let data = json!({"hashtag": name, "question": network.question(), "link": link});
    // A link that was cut would open nothing.
    let needed = tokens(&data) + 100;
    if needed > limit {
        return Err(Failure::new(
            format!("the full link needs {needed} tokens, and the call allows {limit}"),
            "Repeat the call with more `tokens` (at most 20000), or with `full` false.",
        ));
    }
    Ok(Answer::from(data))
}

/// The relationships of a list.
pub(crate) fn relationships<'a>(
    page: &mut Page,
    found: impl IntoIterator<Item = Relationship<'a>>,
) -> Vec<Value> {
    page.take(found, relationship)
}
