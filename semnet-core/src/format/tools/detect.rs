//! Which format a text is in, by its beginning and by what only one of the formats has.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::format::tools::Format;

impl Format {
    /// The format that a text seems to be in, of those that can be read. What is neither JSON, XML, RDF nor a list of
    /// columns is a report, or none at all: reading it tells. Of a large file the beginning is enough: in JSON
    /// the names of fields that come before it breaks off. O(length).
    ///
    /// ```
    /// use semnet_core::format::Format;
    ///
    /// assert_eq!(Format::detect(r#"{"elements": {"nodes": []}}"#), Format::Cytoscape);
    /// assert_eq!(Format::detect("Source,Target\nHoney,Wax\n"), Format::Csv);
    /// ```
    pub fn detect(text: impl AsRef<[u8]>) -> Format {
        let text = String::from_utf8_lossy(text.as_ref());
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if text.starts_with(['{', '[']) {
            // It may break off, or be wrong: the names that came before tell.
            let mut seen = Seen::default();
            let _ = serde_json::Deserializer::from_str(text)
                .deserialize_any(Look { at: Depth::Top, seen: &mut seen });
            return seen.format();
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

/// What was seen of a file of JSON.
#[derive(Default)]
struct Seen {
    is_list: bool,
    /// The fields at the top.
    top: Names,
    /// The fields of the first item: of the list that is the file, or of `nodes`.
    first: Names,
}

/// The first names of an object.
#[derive(Default)]
struct Names(Vec<String>);

impl Names {
    fn add(&mut self, name: String) {
        if self.0.len() < 64 {
            self.0.push(name);
        }
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|other| other == name)
    }
}

impl Seen {
    fn format(&self) -> Format {
        let has = |name: &str| self.top.has(name);
        if self.is_list {
            // A list of elements, or an expanded document.
            return if self.first.has("data") { Format::Cytoscape } else { Format::JsonLd };
        }
        if has("question") {
            return Format::Json;
        }
        if has("@context") || has("@graph") || has("@id") {
            return Format::JsonLd;
        }
        if has("elements") {
            return Format::Cytoscape;
        }
        if has("options") || self.first.has("key") {
            return Format::Graphology;
        }
        // Node-link JSON has a `graph` too, beside its nodes.
        if has("nodes") {
            return Format::NodeLink;
        }
        if has("graph") || has("graphs") { Format::JsonGraph } else { Format::Json }
    }
}

/// Looks at names, and passes over values.
struct Look<'s> {
    at: Depth,
    seen: &'s mut Seen,
}

#[derive(Clone, Copy, PartialEq)]
enum Depth {
    Top,
    /// A list, of which the first item is looked at.
    List,
    First,
}

impl<'de> DeserializeSeed<'de> for Look<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Look<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }
    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }
    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }
    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }
    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }
    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        self.seen.is_list |= self.at == Depth::Top;
        if self.at != Depth::First {
            seq.next_element_seed(Look { at: Depth::First, seen: &mut *self.seen })?;
        }
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            let is_nodes = self.at == Depth::Top && name == "nodes";
            match self.at {
                Depth::Top => self.seen.top.add(name),
                Depth::List => {}
                Depth::First => self.seen.first.add(name),
            }
            if is_nodes {
                map.next_value_seed(Look { at: Depth::List, seen: &mut *self.seen })?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

/// Whether a line names columns of a list of edges.
fn is_head(line: &str) -> bool {
    let mut cells = line.split([',', ';', '\t']).map(|cell| cell.trim().trim_matches('"'));
    let is = |cell: &str, names: &[&str]| names.iter().any(|name| cell.eq_ignore_ascii_case(name));
    let source = cells.clone().any(|cell| is(cell, &["source", "from", "subject"]));
    source && cells.any(|cell| is(cell, &["target", "to", "object"]))
}
