//! Recognises files in formats that cannot be read, so that the message can name the format and a way to
//! convert it.

use crate::format::tools::error::{Place, PlacedProblem, Problem};
use crate::format::tools::stream::PIECE;
use crate::util::{excerpt, items};

/// The error for a file that looks like something else.
pub(super) fn unknown(what: impl Into<String>) -> PlacedProblem {
    Place::Nowhere.because(Problem::Unknown(what.into()))
}

/// The kind of a file that is not text, by its beginning.
pub(super) fn not_text(beginning: &[u8]) -> Option<&'static str> {
    let starts = [
        (&b"\x1f\x8b"[..], "a file that gzip has compressed; decompress it first"),
        (b"PK\x03\x04", "a ZIP archive (also .xlsx, .cys, .ods); unpack it first"),
        (b"SQLite format 3\0", "a database of SQLite"),
        (b"%PDF-", "a PDF"),
        (b"\x89PNG", "a picture"),
        (b"{\\rtf", "RTF; save it as plain text"),
        (b"{:", "EDN, as Logseq exports it; open the folder of its pages, or export them as OPML"),
        (
            b"PAR1",
            "a table of Parquet, as GraphRAG writes; export it as CSV, in Python with `read_parquet` and \
             `to_csv` of pandas",
        ),
    ];
    if let Some((_, what)) = starts.iter().find(|(start, _)| beginning.starts_with(start)) {
        return Some(what);
    }
    let looked_at = items(beginning, ..beginning.len().min(1_024.min(PIECE)));
    if looked_at.contains(&0) {
        // Of four bytes of text in UTF-16 or UTF-32, some are zero and others are not.
        let is_wide = |zeros: [usize; 2]| {
            let is_even = |at: usize| zeros.contains(&(at % 4));
            looked_at.len() > 7 && looked_at.iter().enumerate().all(|(at, byte)| (*byte == 0) == is_even(at))
        };
        if is_wide([1, 3]) || is_wide([0, 2]) {
            return Some("text in UTF-16 or UTF-32; save it as UTF-8");
        }
        return Some("a binary file");
    }
    let bare = beginning.strip_prefix(b"\xef\xbb\xbf").unwrap_or(beginning);
    let is_all = beginning.len() < PIECE;
    (is_all && bare.iter().all(u8::is_ascii_whitespace)).then_some("an empty file")
}

/// The format that a text resembles, if it is not a report.
pub(super) fn text_looks_like(text: &str) -> String {
    // Comments of Pajek come first.
    let is_comment = |line: &str| line.starts_with('%') && text.contains("*Vertices");
    let is_said = |line: &&str| !line.is_empty() && !is_comment(line) && !line.starts_with("//");
    let mut lines = text.lines().map(str::trim).filter(is_said);
    let first = lines.next().unwrap_or_default();
    let lower = first.to_ascii_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
    let known = [
        (begins(&["creator \"", "graph [", "graph\t["]) || lower == "graph", "GML"),
        (begins(&["@prefix", "@base", "prefix ", "base <"]), "Turtle"),
        (begins(&["*vertices", "*network"]), "Pajek; convert it to GraphML or GML, as Gephi and NetworkX do"),
        (begins(&["digraph", "strict ", "graph {", "subgraph"]), "DOT"),
        (
            begins(&["flowchart", "mindmap", "graph td", "graph lr", "graph tb", "graph bt", "graph rl"]),
            "Mermaid",
        ),
        (
            begins(&[
                "sequencediagram",
                "classdiagram",
                "erdiagram",
                "statediagram",
                "gantt",
                "journey",
                "timeline",
                "gitgraph",
                "pie",
                "requirementdiagram",
                "c4context",
                "architecture-beta",
                "block-beta",
                "sankey",
            ]),
            "Mermaid, of which mind maps and flowcharts are read",
        ),
        (
            begins(&[
                "create table",
                "create database",
                "insert into",
                "select ",
                "drop table",
                "pragma ",
                "begin transaction",
                "-- mysql",
                "-- postgresql",
                "--\n-- postgresql",
                "set ",
            ]),
            "SQL; export the table of edges as CSV: source,relation,target",
        ),
        (
            begins(&["create ", "match ", "merge ", "unwind ", "load csv ", "call ", ":begin", ":param"]),
            CYPHER,
        ),
        (
            begins(&["ontology:", "prefix: "]) || (begins(&["prefix: "]) && lower.ends_with('>')),
            "OWL in Manchester syntax; save it as Turtle, as Protégé does",
        ),
        (begins(&["prefix(", "ontology("]), "OWL in functional syntax; save it as Turtle, as Protégé does"),
        (
            begins(&["format-version:"]),
            "OBO; convert it to Turtle, with `robot convert`, or to OBO graphs in JSON",
        ),
        (
            begins(&[">>graph6<<", ">>sparse6<<", ">>digraph6<<"]),
            "graph6 or sparse6, which has no labels; read it with NetworkX and write GraphML",
        ),
        (is_toml(text), "TOML or an INI file"),
        (begins(&["---"]) || begins(&["# "]), "Markdown"),
        (
            begins(&["@start", "!include", "skinparam "]),
            "PlantUML; draw it in Mermaid or DOT, or list its arrows as CSV: source,relation,target",
        ),
        (
            begins(&["graph "]) && text.lines().nth(1).is_some_and(|line| line.starts_with("node ")),
            "a drawing by `dot -Tplain`; give the file in DOT that it was made from",
        ),
        (
            begins(&["+--", "|"]),
            "a table with a frame, as cypher-shell prints it; let it print CSV, with `cypher-shell --format \
             plain`, and call the columns source, relation and target",
        ),
        (is_modules(first), "the output of `go mod graph`; put the line `source target` before it"),
        (
            are_pairs(text),
            "a list of edges whose columns have no names; put a line such as `source target` or `source \
             target weight` before it",
        ),
        (begins(&["(tlp "]), "Tulip; export it as GML or GEXF"),
        (begins(&["workspace {", "workspace \""]), "Structurizr; export it as DOT or Mermaid"),
        (begins(&["dl n"]), "DL, of UCINET; convert it to GraphML"),
        (begins(&["nodedef>"]), "GDF, of Gephi and GUESS; export it as GEXF or GraphML"),
        (
            first.ends_with('}') && first.contains(" {"),
            "an edge list of NetworkX; write the graph with `node_link_data` or `write_graphml`",
        ),
        (
            !first.starts_with(['{', '[', '<', '#']) && text.lines().any(|line| line.contains(" -> ")),
            "arrows, as D2 has them; draw them in Mermaid or DOT, or list them as CSV: source,relation,target",
        ),
        (is_yaml(first, text), "YAML; convert it to JSON"),
    ];
    match known.iter().find(|(is, _)| *is) {
        Some((_, what)) => (*what).to_owned(),
        None if first.starts_with(['{', '[']) && text.trim_start().starts_with("//") => {
            "JSON with comments, which JSON does not have; take them out".to_owned()
        }
        None => format!("text that begins {:?}", excerpt(first)),
    }
}

const DRAW_IO: &str =
    "a drawing of draw.io, which is not a graph; list its arrows as CSV: source,relation,target";

/// A format that is only written, and another way to the network.
const CYPHER: &str = "Cypher, which is only written; export the graph from the database with \
                      `apoc.export.json.all` or `apoc.export.graphml.all`";

/// Whether the first lines are two names with white space between, or with a weight after them.
fn are_pairs(text: &str) -> bool {
    let is_said = |line: &&str| !line.trim().is_empty() && !line.starts_with(['#', '%']);
    let lines: Vec<Vec<&str>> =
        text.lines().filter(is_said).take(20).map(|line| line.split_whitespace().collect()).collect();
    let count = lines.first().map_or(0, Vec::len);
    let is_alike = lines.len() > 1 && lines.iter().all(|line| line.len() == count);
    let is_number = |cell: &&str| cell.parse::<f64>().is_ok();
    let has_weights = || lines.iter().all(|line| line.last().is_some_and(is_number));
    // Prose in short lines has punctuation.
    let is_name = |cell: &&str| {
        !cell.contains(['(', ')', ',', ';', '=', '{', '"']) && !cell.ends_with(['.', '!', '?', ':'])
    };
    is_alike && lines.iter().flatten().all(is_name) && (count == 2 || (count == 3 && has_weights()))
}

/// Whether a text begins with the head of a table of TOML, such as `[package]`.
fn is_toml(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let name = lines.next().and_then(|line| line.strip_prefix('[')?.strip_suffix(']'));
    let is_name = |name: &str| {
        let name = name.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or(name);
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ');
        name.starts_with(char::is_alphabetic) && name.chars().all(is_part)
    };
    name.is_some_and(is_name) && lines.next().is_none_or(|line| line.contains('=') || line.starts_with('['))
}

/// Whether a text has a key, and below it items with hyphens or further keys.
fn is_yaml(first: &str, text: &str) -> bool {
    let is_key = |line: &str| {
        let name = line.strip_suffix(':').or_else(|| line.split_once(": ").map(|(name, _)| name));
        name.is_some_and(|name| !name.is_empty() && !name.contains(char::is_whitespace))
    };
    let mut below = text.lines().skip_while(|line| line.trim() != first).skip(1);
    let next = below.find(|line| !line.trim().is_empty()).unwrap_or_default();
    let is_nested = next.starts_with([' ', '\t', '-']);
    is_key(first) && if first.ends_with(':') { is_nested } else { is_key(next.trim()) }
}

/// Whether a line is two modules of Go, of which all but the first have a version.
fn is_modules(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    matches!(words[..], [first, second] if first.contains('/') && second.contains("@v"))
}

/// The format of XML whose root is not that of the expected format.
pub(super) fn xml_looks_like(root: &str, expected: &str) -> String {
    let local = root.rsplit(':').next().unwrap_or(root);
    let known = [
        ("RDF", "RDF/XML; convert it to Turtle or N-Triples"),
        ("html", "HTML"),
        ("svg", "SVG, a picture"),
        ("Ontology", "OWL/XML; save it as Turtle, as Protégé does"),
        ("TriX", "TriX; convert it to N-Quads"),
        ("mxfile", DRAW_IO),
        ("mxGraphModel", DRAW_IO),
        ("map", "a mind map of FreeMind; export it as OPML"),
        ("cmap", "a concept map of CmapTools; export its propositions as text"),
        ("Workbook", "a table of Excel; save it as CSV"),
        ("model", "a model of ArchiMate; export it as CSV, and give elements.csv as the table of labels"),
    ];
    match known.iter().find(|(name, _)| local.eq_ignore_ascii_case(name)) {
        Some((_, what)) => (*what).to_owned(),
        None => format!("XML whose root is <{}>, not <{expected}>", excerpt(root)),
    }
}

/// The format of a text with a JSON object on each of its first lines.
pub(super) fn json_lines_look_like(text: &str) -> Option<String> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let mut next = || serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(lines.next()?).ok();
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

/// The files that LightRAG keeps besides its graph.
pub(super) const STORE_OF_TEXTS: &str =
    "what LightRAG keeps besides its graph, which is in graph_chunk_entity_relation.graphml";

/// The format of a JSON object, by its fields.
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

/// The format of JSON that is not this crate's form.
pub(super) fn json_looks_like(text: &str) -> String {
    match serde_json::from_str::<serde_json::Value>(text) {
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
                () if has("_fields") => {
                    "rows of Neo4j's driver; let it return the graph, with `apoc.export.json.query`, or the \
                     columns source, relation and target as CSV"
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
