//! The table of tools: name, description, schemas of arguments and results, annotations, and the function
//! that answers.

use std::sync::LazyLock;

use rmcp::model::{JsonObject, Tool, ToolAnnotations};
use rmcp::schemars::JsonSchema;
use semnet_core::Fingerprint;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::answer::{Answer, Failure, limit, quoted_name};
use crate::results;
use crate::shelf::Shelf;
use crate::watch::Watch;
use crate::{app, changing, evidence, graph, reading};

type Run = fn(&mut Shelf, JsonObject) -> Result<Answer, Failure>;

/// Tools whose answer is a network: hosts that can show its picture do.
const SHOWN: [&str; 5] = ["overview", "open", "add", "change", "merge"];

/// A tool that this server has.
pub(crate) struct Entry {
    pub(crate) tool: Tool,
    pub(crate) run: Run,
    /// Whether it adds to the store.
    pub(crate) writes: bool,
}

/// All tools, or those that only read. Their schemas are made once.
pub(crate) fn all(is_read_only: bool) -> impl Iterator<Item = &'static Entry> {
    static TOOLS: LazyLock<Vec<Entry>> = LazyLock::new(made);
    TOOLS.iter().filter(move |tool| !is_read_only || !tool.writes)
}

fn made() -> Vec<Entry> {
    let mut tools = vec![
        reads::<reading::Overview>(
            "overview",
            "First look at a network",
            "A first look at a network of any size: question, title, findings, central concepts, themes, \
             highlights, relations. Call it before `open` on a network that you do not know.",
            results::overview(),
            |shelf, call| reading::overview(shelf, parse(call)?),
        ),
        reads::<reading::Open>(
            "open",
            "Read a network",
            "Reads a network by hashtag, link or question: findings, highlights, relationships with their \
             passages, other concepts, page by page. If nothing has the name, the error lists similar \
             hashtags and questions.",
            results::open(),
            |shelf, call| reading::open(shelf, parse(call)?),
        ),
        reads::<reading::Search>(
            "search",
            "Search for words",
            "Finds concepts, texts and passages by words, in one network or in the latest version of each. \
             Best first. Use `context` to answer a question instead.",
            results::search(),
            |shelf, call| reading::search(shelf, parse(call)?),
        ),
        reads::<reading::ContextCall>(
            "context",
            "The part that answers a question",
            "The connected part of a network that best answers a question within `tokens`; without \
             `network`, of the networks that fit best. One line for each concept and relationship, with \
             passages in “quotation marks”.",
            results::context(),
            |shelf, call| reading::context(shelf, parse(call)?),
        ),
        reads::<graph::Related>(
            "related",
            "Relationships of a concept",
            "The relationships of a concept, or those between two concepts, with passages. Without \
             `network`, in all networks.",
            results::related(),
            |shelf, call| graph::related(shelf, parse(call)?),
        ),
        reads::<graph::PathCall>(
            "path",
            "Paths between concepts",
            "The shortest paths from one concept to another, with the passages along the way. Without \
             `network`, the path may lead through several networks that share concepts.",
            results::path(),
            |shelf, call| graph::path(shelf, parse(call)?),
        ),
        reads::<graph::Select>(
            "select",
            "Match a pattern",
            "All combinations of concepts that match a pattern of triples with variables, each with the \
             relationships that support it.",
            results::select(),
            |shelf, call| graph::select(shelf, parse(call)?),
        ),
        reads::<reading::List>(
            "list",
            "List the store",
            "Lists the networks of the store with hashtag, question and title, or the sources that the \
             store has.",
            results::list_of_store(),
            |shelf, call| reading::list(shelf, parse(call)?),
        ),
        reads::<changing::Diff>(
            "diff",
            "Compare two networks",
            "Lists the changes from one network to another, one line each.",
            results::diff(),
            |shelf, call| changing::diff(shelf, parse(call)?),
        ),
        reads::<reading::LinkCall>(
            "link",
            "Make a link",
            "Makes a link to a network: short (opens where a store has it), or `full` (contains the \
             network, opens anywhere, and lets everyone who has the link read it).",
            results::link(),
            |shelf, call| reading::link(shelf, parse(call)?),
        ),
        reads::<evidence::EvidenceCall>(
            "evidence",
            "Check passages against sources",
            "Checks passages word for word against the sources in the store. `exact` and `adapted` (only \
             typography or marked omissions differ) are evidence; `altered` (differences listed) and \
             `missing` are not.",
            results::evidence(),
            |shelf, call| evidence::evidence(shelf, parse(call)?),
        ),
        writes::<changing::Add>(
            "add",
            "Add a network",
            "Stores a new network: one question, findings in order, concepts, relationships, each with a \
             quoted passage if there is one. Returns its hashtag. To extend an existing network, use \
             `change`.",
            results::add(),
            |shelf, call| changing::add(shelf, parse(call)?),
        ),
        writes::<changing::Change>(
            "change",
            "Edit a network",
            "Edits a network, and stores the result under a new hashtag. Either all edits are made or none. \
             The earlier network stays.",
            results::change(),
            |shelf, call| changing::change(shelf, parse(call)?),
        ),
        writes::<changing::Merge>(
            "merge",
            "Merge two versions",
            "Merges two versions that were made from the same network, and stores the result under a new \
             hashtag. Conflicts are listed.",
            results::merge(),
            |shelf, call| changing::merge(shelf, parse(call)?),
        ),
        writes::<evidence::AddSource>(
            "add_source",
            "Keep a source",
            "Keeps the text of a document, so that passages can be checked against it with `evidence`. \
             Returns its id. Adding the same text again changes nothing.",
            results::add_source(),
            |shelf, call| evidence::add_source(shelf, parse(call)?),
        ),
    ];
    for entry in tools.iter_mut().filter(|entry| SHOWN.contains(&&*entry.tool.name)) {
        entry.tool.meta = Some(app::meta(app::PAGE));
    }
    tools
}

fn reads<A: JsonSchema + 'static>(
    name: &'static str,
    title: &str,
    description: &'static str,
    result: Value,
    run: Run,
) -> Entry {
    entry::<A>(name, title, description, result, run, false)
}

fn writes<A: JsonSchema + 'static>(
    name: &'static str,
    title: &str,
    description: &'static str,
    result: Value,
    run: Run,
) -> Entry {
    entry::<A>(name, title, description, result, run, true)
}

fn entry<A: JsonSchema + 'static>(
    name: &'static str,
    title: &str,
    description: &'static str,
    result: Value,
    run: Run,
    writes: bool,
) -> Entry {
    // All of them: a store only adds, and adding twice is adding once. None reaches outside of the store.
    let annotations =
        ToolAnnotations::new().read_only(!writes).destructive(false).idempotent(true).open_world(false);
    let tool = Tool::new(name, description, Map::new())
        .with_input_schema::<A>()
        .with_raw_output_schema(result.as_object().cloned().unwrap_or_default().into())
        .with_title(title)
        .with_annotations(annotations);
    Entry { tool, run, writes }
}

/// The arguments of a call.
fn parse<A: DeserializeOwned>(call: JsonObject) -> Result<A, Failure> {
    let read = |call: JsonObject| serde_json::from_value(Value::Object(call));
    let given = call.clone();
    read(call).map_err(|error| {
        // The error does not name the argument. It is the first one with which reading fails.
        let mut names = given.keys();
        let is_wrong = |name: &&String| {
            let until = given.keys().take_while(|other| other != name).chain([*name]);
            let some = until.filter_map(|name| Some((name.clone(), given.get(name)?.clone()))).collect();
            read(some).is_err_and(|error| !error.to_string().starts_with("missing field"))
        };
        let argument = names.find(is_wrong);
        Failure::new(
            "invalid arguments",
            "Correct the part that `data` names, by the tool's input schema, and repeat the call.",
        )
        .with(json!({"argument": argument, "message": in_words(&error)}))
    })
}

/// An error of reading JSON, without names of Rust's types.
pub(crate) fn in_words(error: &dyn std::fmt::Display) -> String {
    let mut message = error.to_string();
    for (name, word) in [
        ("expected u32", "expected a whole number"),
        ("expected usize", "expected a whole number"),
        ("expected internally tagged enum EditStep", "expected an object with `edit`"),
        ("expected a sequence", "expected a list"),
        ("expected a map", "expected an object"),
        ("invalid type: map", "invalid type: object"),
        ("invalid type: sequence", "invalid type: list"),
        ("unknown variant", "unknown value"),
    ] {
        message = message.replace(name, word);
    }
    message
}

/// The end of a cursor, which identifies the call that it continues.
fn mark(tool: &str, call: &JsonObject) -> String {
    let mut arguments: Vec<_> =
        call.iter().filter(|(name, _)| !matches!(name.as_str(), "cursor" | "tokens")).collect();
    arguments.sort_by_key(|(name, _)| *name);
    // Not through a `Value`, which would be a copy of all arguments.
    let written = serde_json::to_vec(&(tool, arguments)).unwrap_or_default();
    Fingerprint::hash(&written).to_string().chars().take(6).collect()
}

/// Answers a call, within its limit of tokens.
pub(crate) fn answer(
    shelf: &mut Shelf,
    (tool, run): (&str, Run),
    mut call: JsonObject,
    watch: Watch,
) -> Result<(Value, bool), Value> {
    // Models write null for omitted arguments.
    call.retain(|_, value| !value.is_null());
    let mark = mark(tool, &call);
    // A limit that is not a number is refused with the other arguments.
    let tokens = call.get("tokens").and_then(Value::as_u64).and_then(|tokens| u32::try_from(tokens).ok());
    let limit = limit(tokens).or_else(|_| limit(None)).map_err(Failure::into_json)?;
    if let Some(Value::String(cursor)) = call.get_mut("cursor") {
        let place = cursor.strip_suffix(mark.as_str()).and_then(|cursor| cursor.strip_suffix('.'));
        *cursor = place.ok_or_else(|| Failure::cursor().within(limit))?.to_owned();
    }
    shelf.watch = watch;
    let answer = run(shelf, call);
    shelf.watch = Watch::default();
    let mut answer = answer.map_err(|failure| failure.within(limit))?;
    answer.cursor = answer.cursor.map(|place| format!("{place}.{mark}"));
    let is_new = answer.is_new;
    Ok((answer.into_json(limit), is_new))
}

/// For a tool that this server has not.
pub(crate) fn unknown(name: &str, is_read_only: bool) -> (String, Value) {
    let names: Vec<String> = all(is_read_only).map(|entry| entry.tool.name.clone().into_owned()).collect();
    let is_refused = all(false).any(|entry| entry.tool.name == name);
    let name = quoted_name(name);
    let message = if is_refused {
        format!("the tool {name} writes, but this server was started with --read-only; use a tool that reads")
    } else {
        format!("unknown tool {name}; expected one of {}", names.join(", "))
    };
    (message, json!({"tools": names}))
}
