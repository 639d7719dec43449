//! Which format a text is in, by its beginning and by what only one of the formats has.

use super::Format;
use super::tree::{Fields, Json};
use super::walk::{Key, Source, Taken, Ways};

impl Format {
    /// The format that a text seems to be in, of those that can be read. What is neither JSON, XML, RDF nor a list of
    /// columns is a report, or none at all: reading it tells. Of a large file the beginning is enough, some 64 KiB, unless
    /// JSON has what tells it apart further on. O(length).
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
            return of_json(text);
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

/// The long lists of all formats in JSON.
const WAYS: Ways = &[
    ("findings", Taken::List),
    ("concepts", Taken::List),
    ("relationships", Taken::List),
    ("elements", Taken::ListOrWithin),
    ("elements.nodes", Taken::List),
    ("elements.edges", Taken::List),
    ("graph", Taken::Within),
    ("graph.nodes", Taken::ListOrFields),
    ("graph.edges", Taken::List),
    ("nodes", Taken::List),
    ("edges", Taken::List),
    ("links", Taken::List),
    ("@graph", Taken::List),
];

fn of_json(text: &str) -> Format {
    // What the first of the items says.
    let mut first = None;
    let read = text.read(Taken::ListOrWithin, WAYS, &mut |list, key, item| {
        let has = |name: &str| matches!(&item, Json::Object(fields) if has(fields, name));
        first.get_or_insert_with(|| match list {
            // A list of elements, or an expanded document.
            "" if has("data") => Format::Cytoscape,
            "" | "@graph" => Format::JsonLd,
            "nodes" if has("key") => Format::Graphology,
            "nodes" | "edges" | "links" => Format::NodeLink,
            "graph.nodes" | "graph.edges" => Format::JsonGraph,
            "findings" | "concepts" | "relationships" => Format::Json,
            _ => Format::Cytoscape,
        });
        // The edges may come before the nodes.
        if matches!((list, key), ("nodes", Key::Number(0))) && has("key") {
            first = first.map(|first| if first == Format::NodeLink { Format::Graphology } else { first });
        }
        Ok(())
    });
    match read {
        Ok(Json::Object(fields)) => of_fields(&fields, first),
        Ok(Json::List(_)) => first.unwrap_or(Format::JsonLd),
        // It breaks off, or it is wrong: that is best told by the reader of what there is, or else by this crate's own.
        _ => first.unwrap_or(Format::Json),
    }
}

fn has(fields: &Fields<'_>, name: &str) -> bool {
    fields.0.iter().any(|(other, _)| other == name)
}

fn of_fields(fields: &Fields<'_>, first: Option<Format>) -> Format {
    let has = |name: &str| has(fields, name);
    if has("question") {
        return Format::Json;
    }
    if has("@context") || has("@graph") || has("@id") {
        return Format::JsonLd;
    }
    if has("elements") {
        return Format::Cytoscape;
    }
    if has("options") || first == Some(Format::Graphology) {
        return Format::Graphology;
    }
    // Node-link JSON has a `graph` too, beside its nodes.
    if has("nodes") {
        return Format::NodeLink;
    }
    if has("graph") || has("graphs") { Format::JsonGraph } else { Format::Json }
}

/// Whether a line names columns of a list of edges.
fn is_head(line: &str) -> bool {
    let mut cells = line.split([',', ';', '\t']).map(|cell| cell.trim().trim_matches('"'));
    let is = |cell: &str, names: &[&str]| names.iter().any(|name| cell.eq_ignore_ascii_case(name));
    let source = cells.clone().any(|cell| is(cell, &["source", "from", "subject"]));
    source && cells.any(|cell| is(cell, &["target", "to", "object"]))
}
