//! What a file of JSON looks like that is in no format that can be read, by its fields.

use crate::format::tools::digits::with_small_numbers;
use crate::util::excerpt;

/// What a text looks like that has an object of JSON on each of its first lines.
pub(super) fn json_lines_look_like(text: &str) -> Option<String> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let mut next = || {
        let line = with_small_numbers(lines.next()?);
        serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&line).ok()
    };
    let (first, _) = (next()?, next()?);
    if first.contains_key("label") && (first.contains_key("outE") || first.contains_key("inE")) {
        return Some(GRAPHSON.to_owned());
    }
    if let Some(what) = object_looks_like(&first) {
        return Some(what.to_owned());
    }
    let names: Vec<String> = first.keys().take(4).map(|name| format!("`{}`", excerpt(name))).collect();
    Some(format!("JSON lines with the fields {}", names.join(", ")))
}

const GRAPHSON: &str = "GraphSON with types; write the graph as GraphML";

const ROWS_OF_NEO4J: &str = "rows of Neo4j's driver; let it return the graph, with `apoc.export.json.query`, \
                             or the columns source, relation and target as CSV";

/// What LightRAG keeps besides its graph.
pub(super) const STORE_OF_TEXTS: &str =
    "what LightRAG keeps besides its graph, which is in graph_chunk_entity_relation.graphml";

/// What an object of JSON looks like, by its fields.
fn object_looks_like(fields: &serde_json::Map<String, serde_json::Value>) -> Option<&'static str> {
    let has = |names: &[&str]| names.iter().all(|name| fields.contains_key(*name));
    let is_name = |value: &serde_json::Value| value.is_string() || value.is_number();
    let lists = || fields.values().map(serde_json::Value::as_array);
    let maps = || fields.values().map(serde_json::Value::as_object);
    let are_lists = || lists().all(|list| list.is_some_and(|list| list.iter().all(is_name)));
    let are_maps = || maps().all(|map| map.is_some_and(|map| map.values().all(serde_json::Value::is_object)));
    let known = [
        (
            has(&["ThoughtIdA", "ThoughtIdB"]),
            "the links of TheBrain; save ThoughtIdA and ThoughtIdB as the columns source and target of a \
             CSV, and Id and Name of the thoughts as its table of labels",
        ),
        (has(&["_from", "_to"]), "a collection of edges of ArangoDB; export it as CSV, with _from and _to"),
        (
            has(&["docs", "avg_ent_words"]),
            "what HippoRAG extracted; list its triples as CSV: source,relation,target",
        ),
        (
            has(&["objects"]) && fields.get("type").is_some_and(|it| it == "bundle"),
            "a bundle of STIX; list its relationships as CSV: source_ref,relationship_type,target_ref",
        ),
        (is_rdf_json(fields), "RDF/JSON; convert it to Turtle or N-Triples"),
        (
            has(&["nbformat", "cells"]),
            "a notebook of Jupyter; let it write the graph, with `node_link_data` or `write_graphml`",
        ),
        (has(&["graphDataset"]), "a workspace of Gephi Lite; export it as GEXF"),
        (
            has(&["modules", "summary"]),
            "a report of dependency-cruiser; let it write DOT, with `--output-type dot`",
        ),
        (
            has(&["blocks", "version"]),
            "an export of Logseq; open the folder of its pages, or export them as OPML",
        ),
        (has(&["bomFormat"]), "a bill of materials; list its dependencies as CSV: source,target"),
        (
            !fields.is_empty() && (are_lists() || are_maps()),
            "a list of neighbours; write each pair as a line of CSV: source,target",
        ),
    ];
    known.iter().find(|(is, _)| *is).map(|(_, what)| *what)
}

/// Whether an object has IRIs as names, and each value has predicates with lists of typed objects.
fn is_rdf_json(fields: &serde_json::Map<String, serde_json::Value>) -> bool {
    let is_object = |value: &serde_json::Value| value.get("type").is_some() && value.get("value").is_some();
    let is_list = |value: &serde_json::Value| {
        value.as_array().is_some_and(|it| !it.is_empty() && it.iter().all(is_object))
    };
    let is_subject = |value: &serde_json::Value| {
        value.as_object().is_some_and(|it| it.values().all(is_list) && !it.is_empty())
    };
    !fields.is_empty() && fields.values().all(is_subject)
}

/// What JSON looks like that is not this crate's form.
pub(super) fn json_looks_like(text: &str) -> String {
    match serde_json::from_str::<serde_json::Value>(&with_small_numbers(text)) {
        Ok(serde_json::Value::Object(fields)) => {
            let first = fields.values().next();
            let has = |names: &[&str]| {
                first.is_some_and(|value| names.iter().all(|name| value.get(name).is_some()))
            };
            let stores: [&[&str]; 5] = [
                &["content", "tokens"],
                &["content", "file_path"],
                &["chunk_ids", "count"],
                &["content_summary", "status"],
                &["return", "cache_type"],
            ];
            if stores.iter().any(|names| has(names)) {
                return STORE_OF_TEXTS.to_owned();
            }
            let is_there = |name: &str| fields.contains_key(name);
            if let Some(what) = object_looks_like(&fields) {
                return what.to_owned();
            }
            let known = [
                (
                    is_there("children"),
                    "a tree, as D3 and NetworkX have it; write it as OPML or node-link JSON",
                ),
                (
                    fields.get("data").is_some_and(|it| it.get("fields").and(it.get("values")).is_some()),
                    ROWS_OF_NEO4J,
                ),
                (is_there("head") && is_there("results"), "the result of a SPARQL query; save it as CSV"),
                (is_there("objects") && is_there("_subgraph_cnt"), "Graphviz's JSON; give the file in DOT"),
                (is_there("appState"), "a drawing of Excalidraw, which is not a graph"),
                (fields.get("type").is_some_and(|it| it == "FeatureCollection"), "GeoJSON, a map"),
                (fields.get("@type").is_some_and(|it| it == "tinker:graph"), GRAPHSON),
            ];
            if let Some((_, what)) = known.iter().find(|(is, _)| *is) {
                return (*what).to_owned();
            }
            let names: Vec<String> =
                fields.keys().take(4).map(|name| format!("`{}`", excerpt(name))).collect();
            let more = if fields.len() > names.len() { ", …" } else { "" };
            if names.is_empty() {
                "an empty object of JSON".to_owned()
            } else {
                format!("JSON with the fields {}{more}", names.join(", "))
            }
        }
        Ok(serde_json::Value::Array(items)) => {
            let is_cx = items.iter().take(2).any(|item| item.get("numberVerification").is_some());
            let has = |name: &str| items.first().is_some_and(|item| item.get(name).is_some());
            let what = match () {
                () if is_cx => "CX in its first version; export it as CX2",
                () if has("nodes") => "a list of graphs; put each into a separate file",
                () if has("children") => "a list of trees; write it as OPML",
                () if has("_fields") => ROWS_OF_NEO4J,
                () if items.iter().take(20).any(|item| item.get("wires").is_some()) => {
                    "flows of Node-RED; list their wires as CSV: source,target"
                }
                () if has("title") && has("text") => {
                    "tiddlers of TiddlyWiki; save each as a note in Markdown"
                }
                () if has("rootTopic") => "content.json of XMind; export the mind map as OPML",
                () => "a list of JSON",
            };
            what.to_owned()
        }
        Ok(_) => "a single value of JSON".to_owned(),
        Err(_) => "JSON".to_owned(),
    }
}
