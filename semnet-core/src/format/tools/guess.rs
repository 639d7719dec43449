//! Which format a text is in, by its beginning and by what only one of the formats has.

use super::Format;
use super::tree::{Fields, Json};

impl Format {
    /// The format that a text seems to be in, of those that can be read. What is neither JSON, XML, RDF nor a list of
    /// columns is a report, or none at all: reading it tells. O(length).
    ///
    /// ```
    /// use semnet_core::Format;
    ///
    /// assert_eq!(Format::of_content(r#"{"elements": {"nodes": []}}"#), Format::Cytoscape);
    /// assert_eq!(Format::of_content("Source,Target\nHoney,Wax\n"), Format::Csv);
    /// ```
    pub fn of_content(text: impl AsRef<[u8]>) -> Format {
        let text = String::from_utf8_lossy(text.as_ref());
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if text.starts_with(['{', '[']) {
            // What is no JSON is best told so by this crate's own reader.
            return Json::read(text).map_or(Format::Json, |json| of_json(&json));
        }
        if text.starts_with('<') && !text.starts_with("<?xml") && is_statement(text) {
            return of_statements(text);
        }
        if text.starts_with('<') {
            return of_xml(text);
        }
        if text.starts_with("_:") {
            return of_statements(text);
        }
        // Comments may come before statements.
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let first = lines.next().unwrap_or_default();
        if first.starts_with('#')
            && lines.find(|line| !line.starts_with('#')).is_some_and(|line| line.starts_with('<'))
        {
            return of_statements(text);
        }
        match (is_head(first), super::csv::delimiter(first)) {
            (true, b'\t') => Format::Tsv,
            (true, _) => Format::Csv,
            (false, _) => Format::Report,
        }
    }
}

fn of_statements(text: &str) -> Format {
    if super::nquads::is_triples(text) { Format::NTriples } else { Format::NQuads }
}

/// Whether a line begins as a statement of N-Quads: `<scheme:…>`, and not as a tag.
fn is_statement(text: &str) -> bool {
    let inner = text.get(1..).unwrap_or_default();
    let end = inner.find(['>', ' ', '\n']).unwrap_or(inner.len());
    let iri = inner.get(..end).unwrap_or_default();
    inner.get(end..).is_some_and(|rest| rest.starts_with('>')) && iri.contains(':') && {
        // `<g:graphml>` is a tag: what follows an IRI on its line is a predicate.
        let rest = inner.get(end + 1..).unwrap_or_default().trim_start_matches([' ', '\t']);
        rest.starts_with('<')
    }
}

fn of_xml(text: &str) -> Format {
    let mut rest = text;
    // The first tag that is neither a declaration nor a comment.
    while let Some(at) = rest.find('<') {
        rest = rest.get(at + 1..).unwrap_or_default();
        if rest.starts_with("!--") {
            rest = rest.split_once("-->").map_or("", |(_, rest)| rest);
        } else if !rest.starts_with(['?', '!']) {
            break;
        }
    }
    let end = rest.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(rest.len());
    let name = rest.get(..end).unwrap_or_default();
    let local = name.rsplit(':').next().unwrap_or(name);
    if local == "gexf" { Format::Gexf } else { Format::GraphMl }
}

fn of_json(json: &Json<'_>) -> Format {
    let has = |fields: &Fields<'_>, name: &str| fields.0.iter().any(|(other, _)| other == name);
    let fields = match json {
        Json::Object(fields) => fields,
        Json::List(list) => {
            // A list of elements, or an expanded document.
            return match list.first() {
                Some(Json::Object(first)) if has(first, "data") => Format::Cytoscape,
                _ => Format::JsonLd,
            };
        }
        _ => return Format::Json,
    };
    if has(fields, "question") {
        return Format::Json;
    }
    if has(fields, "@context") || has(fields, "@graph") || has(fields, "@id") {
        return Format::JsonLd;
    }
    if has(fields, "elements") {
        return Format::Cytoscape;
    }
    let node_has_key = fields.0.iter().any(|(name, value)| match value {
        Json::List(nodes) => {
            name == "nodes" && matches!(nodes.first(), Some(Json::Object(node)) if has(node, "key"))
        }
        _ => false,
    });
    if has(fields, "options") || node_has_key {
        return Format::Graphology;
    }
    // Node-link JSON has a `graph` too, beside its nodes.
    if has(fields, "nodes") {
        return Format::NodeLink;
    }
    if has(fields, "graph") || has(fields, "graphs") { Format::JsonGraph } else { Format::Json }
}

/// Whether a line names columns of a list of edges.
fn is_head(line: &str) -> bool {
    let mut cells = line.split([',', ';', '\t']).map(|cell| cell.trim().trim_matches('"'));
    let is = |cell: &str, names: &[&str]| names.iter().any(|name| cell.eq_ignore_ascii_case(name));
    let source = cells.clone().any(|cell| is(cell, &["source", "from", "subject"]));
    source && cells.any(|cell| is(cell, &["target", "to", "object"]))
}
