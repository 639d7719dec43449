//! What a file looks like that is in no format that can be read, so that a message can say more than what it
//! is not.

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
        (b"\xff\xfe", "text in UTF-16; save it as UTF-8"),
        (b"\xfe\xff", "text in UTF-16; save it as UTF-8"),
        (b"PAR1", "a table of Parquet; export it as CSV"),
    ];
    if let Some((_, what)) = starts.iter().find(|(start, _)| beginning.starts_with(start)) {
        return Some(what);
    }
    let looked_at = items(beginning, ..beginning.len().min(1_024.min(PIECE)));
    if looked_at.contains(&0) {
        return Some("a binary file");
    }
    let bare = beginning.strip_prefix(b"\xef\xbb\xbf").unwrap_or(beginning);
    let is_all = beginning.len() < PIECE;
    (is_all && bare.iter().all(u8::is_ascii_whitespace)).then_some("an empty file")
}

/// What a text looks like that is not a report.
pub(super) fn text_looks_like(text: &str) -> String {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let lower = first.to_ascii_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
    let known = [
        (begins(&["creator \"", "graph [", "graph\t["]) || lower == "graph", "GML"),
        (begins(&["@prefix", "@base", "prefix ", "base <"]), "Turtle"),
        (begins(&["*vertices", "*network"]), "Pajek"),
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
            ]),
            "Mermaid, of which mind maps and flowcharts are read",
        ),
        (begins(&["create ", "match ", "merge ", "unwind "]), "Cypher"),
        (begins(&["---"]) || begins(&["# "]), "Markdown"),
        (begins(&["@startuml", "@startmindmap", "@startwbs"]), "PlantUML"),
        (begins(&["dl n", "nodedef>"]), "a format of UCINET or GUESS"),
    ];
    match known.iter().find(|(is, _)| *is) {
        Some((_, what)) => (*what).to_owned(),
        None => format!("text that begins {:?}", excerpt(first)),
    }
}

/// What XML looks like that has another root than the one of its format.
pub(super) fn xml_looks_like(root: &str, expected: &str) -> String {
    let local = root.rsplit(':').next().unwrap_or(root);
    let known = [
        ("RDF", "RDF/XML; convert it to Turtle or N-Triples"),
        ("html", "HTML"),
        ("svg", "SVG, a picture"),
        ("mxfile", "a drawing of draw.io"),
        ("mxGraphModel", "a drawing of draw.io"),
        ("map", "a mind map of FreeMind; export it as OPML"),
        ("cmap", "a concept map of CmapTools; export its propositions as text"),
        ("Workbook", "a table of Excel; save it as CSV"),
    ];
    match known.iter().find(|(name, _)| local.eq_ignore_ascii_case(name)) {
        Some((_, what)) => (*what).to_owned(),
        None => format!("XML whose root is <{}>, not <{expected}>", excerpt(root)),
    }
}

/// What a text looks like that has an object of JSON on each of its first lines.
pub(super) fn json_lines_look_like(text: &str) -> Option<String> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let mut next = || serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(lines.next()?).ok();
    let (first, second) = (next()?, next()?);
    let is_of_neo4j = |line: &serde_json::Map<String, serde_json::Value>| {
        line.contains_key("id") && line.contains_key("type")
    };
    if is_of_neo4j(&first) && is_of_neo4j(&second) {
        return Some("JSON lines of Neo4j; export GraphML or CSV (apoc.export.graphml.all)".to_owned());
    }
    let names: Vec<String> = first.keys().take(4).map(|name| format!("`{}`", excerpt(name))).collect();
    Some(format!("JSON lines with the fields {}", names.join(", ")))
}

/// What JSON looks like that is not this crate's form.
pub(super) fn json_looks_like(text: &str) -> String {
    match serde_json::from_str::<serde_json::Value>(text) {
        Ok(serde_json::Value::Object(fields)) => {
            let is_text = |value: &serde_json::Value| {
                value.get("content").is_some()
                    && (value.get("tokens").is_some() || value.get("file_path").is_some())
            };
            if fields.values().next().is_some_and(is_text) {
                return "LightRAG's store of texts; its graph is in graph_chunk_entity_relation.graphml"
                    .to_owned();
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
            let is_cx = items
                .iter()
                .take(2)
                .any(|item| item.get("CXVersion").is_some() || item.get("numberVerification").is_some());
            let what = if is_cx { "CX, of Cytoscape and NDEx; export it as .cyjs" } else { "a list of JSON" };
            what.to_owned()
        }
        Ok(_) => "a single value of JSON".to_owned(),
        Err(_) => "JSON".to_owned(),
    }
}
