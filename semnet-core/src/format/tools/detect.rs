//! Detects the format of a text by its beginning and by features that only one format has.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::format::tools::digits::with_small_numbers;
use crate::format::tools::{Format, columns, csv_heads, neo4j, nquads, utf16};
use crate::util::part;

impl Format {
    /// The format that a text seems to be in, of those that can be read. A text that is neither JSON, XML,
    /// RDF nor a list of columns is a report, or not a network; reading it decides. Of a large file the
    /// beginning is enough: in JSON the names of fields that come before it breaks off. O(length).
    ///
    /// ```
    /// use semnet_core::format::Format;
    ///
    /// assert_eq!(Format::detect(r#"{"elements": {"nodes": []}}"#), Format::Cytoscape);
    /// assert_eq!(Format::detect("Source,Target\nHoney,Wax\n"), Format::Csv);
    /// ```
    pub fn detect(text: impl AsRef<[u8]>) -> Format {
        let text = utf16::beginning(text.as_ref());
        let text = String::from_utf8_lossy(&text);
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if is_json(text) {
            // It may be cut off or invalid; the names before that place decide.
            if let Some(format) = of_lines(text) {
                return format;
            }
            let mut seen = Seen::default();
            let _ = serde_json::Deserializer::from_str(&with_small_numbers(text))
                .deserialize_any(Look { at: Depth::Top, seen: &mut seen });
            return seen.format();
        }
        #[cfg(feature = "turtle")]
        if is_turtle(text) || text.starts_with("<<") {
            return Format::Turtle;
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
        if let Some(format) = of_words(text) {
            return format;
        }
        // Comments may come before statements, and before a table.
        let text =
            csv_heads::comments(text).map_or(text, |comments| part(text, comments.bytes..).trim_start());
        let mut lines = text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
        let first = lines.next().unwrap_or_default();
        if first.starts_with('#')
            && lines.find(|line| !line.starts_with('#')).is_some_and(|line| line.starts_with('<'))
        {
            return of_statements(text);
        }
        let are_propositions = is_proposition(first) && lines.next().is_none_or(is_proposition);
        if are_propositions && !csv_heads::is_head(first) && !columns::are_weighted(text, b'\t') {
            return Format::Tsv;
        }
        if is_tgf(text) {
            return Format::Tgf;
        }
        if csv_heads::declared(text).is_some() {
            return Format::Csv;
        }
        match (csv_heads::is_head(first), csv_heads::delimiter(first)) {
            (true, b'\t') => Format::Tsv,
            (true, _) => Format::Csv,
            (false, _) => Format::Report,
        }
    }
}

/// Whether a text begins as JSON does: with a bracket, and with a character that may follow it there.
/// `[section]`, `[[Note]]`, `[link](…)` and `{{name}}` do not.
fn is_json(text: &str) -> bool {
    let after = |bracket: char| text.strip_prefix(bracket).map(str::trim_start);
    if let Some(rest) = after('{') {
        // Names without quotation marks are a mistake that reading explains.
        return rest.starts_with(|next: char| next.is_alphabetic() || "\"'}/_".contains(next))
            || rest.is_empty();
    }
    let Some(rest) = after('[') else { return false };
    if let Some(rest) = rest.strip_prefix(']') {
        return rest.trim_start().is_empty();
    }
    let item = rest.trim_start_matches(|next: char| next == '[' || next.is_whitespace());
    let end = item.find(|next: char| next.is_whitespace() || ",]}".contains(next));
    let word = part(item, ..end.unwrap_or(item.len()));
    // Python's words are a mistake that reading explains, too.
    item.starts_with(['{', '"', '\'', ']'])
        || end.is_none()
        || word.parse::<f64>().is_ok()
        || ["true", "false", "null", "None", "True", "False"].contains(&word)
}

/// One item on each line, by the fields of the first one.
fn of_lines(text: &str) -> Option<Format> {
    let first = text.lines().next()?.trim();
    if !(first.starts_with('{') && first.ends_with('}')) {
        return None;
    }
    let mut seen = Seen::default();
    let look = Look { at: Depth::Top, seen: &mut seen };
    serde_json::Deserializer::from_str(&with_small_numbers(first)).deserialize_any(look).ok()?;
    let has = |name: &str| seen.top.has(name);
    let is_memory =
        has("type") && ((has("name") && has("entityType")) || (has("from") && has("relationType")));
    if neo4j::is_line(first) {
        return Some(Format::Neo4j);
    }
    let is_doccano = has("text") && has("entities") && (has("relations") || has("Comments"));
    match (is_memory, has("extractions") || is_doccano) {
        (true, _) => Some(Format::McpMemory),
        (_, true) => Some(Format::LangExtract),
        _ => seen.top.is_proposition().then_some(Format::Entities),
    }
}

/// By the first word of formats that begin with one.
fn of_words(text: &str) -> Option<Format> {
    let is_said = |line: &&str| !line.is_empty() && !line.starts_with(['#', '%']) && !line.starts_with("//");
    let text = text.strip_prefix("/*").and_then(|text| text.split_once("*/")).map_or(text, |(_, text)| text);
    let mut lines = text.split(['\n', '\r']).map(str::trim).filter(is_said);
    let first = lines.next().filter(|first| *first != "```mermaid").or_else(|| lines.next())?;
    let words: Vec<&str> = first.split([' ', '\t', ';']).filter(|word| !word.is_empty()).take(2).collect();
    let lower = words.first()?.to_ascii_lowercase();
    let (word, brace) = lower
        .split_once(['{', '['])
        .map_or((lower.as_str(), None), |(word, _)| (word, lower.chars().find(|c| "{[".contains(*c))));
    let next = brace.or_else(|| words.get(1).and_then(|word| word.chars().next()));
    let is_direction = words.get(1).is_some_and(|word| ["TD", "TB", "LR", "RL", "BT"].contains(word));
    match word {
        "digraph" | "strict" => Some(Format::Dot),
        "graph" if is_direction => Some(Format::Mermaid),
        "graph" if next == Some('[') || (next.is_none() && text.contains('[') && !text.contains('{')) => {
            Some(Format::Gml)
        }
        "graph" if first.contains('{') || (next.is_none() && text.contains('{')) => Some(Format::Dot),
        "flowchart" | "flowchart-elk" | "mindmap" => Some(Format::Mermaid),
        "creator" | "version" | "comment" if has_graph(text) && text.contains('[') => Some(Format::Gml),
        _ => None,
    }
}

/// Whether a text has the key of GML before a graph, in any letter case.
fn has_graph(text: &str) -> bool {
    text.as_bytes().windows(5).any(|word| word.eq_ignore_ascii_case(b"graph"))
}

/// Whether a text has a line `#` after lines that begin with a number, as TGF has between nodes and edges.
fn is_tgf(text: &str) -> bool {
    let mut lines = text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
    let is_node = |line: &str| line.starts_with(|first: char| first.is_ascii_digit());
    lines.next().is_some_and(is_node) && lines.find(|line| !is_node(line)) == Some("#")
}

/// Whether a line is a proposition as CmapTools exports it: three cells separated by tabs.
fn is_proposition(line: &str) -> bool {
    let cells = line.split('\t');
    cells.clone().count() == 3 && cells.clone().all(|cell| !cell.trim().is_empty())
}

/// Whether the first line that is not a comment declares a prefix or a base, or is an incomplete statement.
#[cfg(feature = "turtle")]
fn is_turtle(text: &str) -> bool {
    let is_said = |line: &&str| !line.is_empty() && !line.starts_with('#');
    let Some(line) = text.lines().map(str::trim).find(is_said) else { return false };
    let mut words = line.split_ascii_whitespace();
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let is = |word: &str| first.eq_ignore_ascii_case(word);
    let is_name = |word: &str| word.contains(':') && !word.contains(['"', '{', '}', ',']);
    match () {
        () if is("@prefix") || is("prefix") => second.contains(':'),
        () if is("@base") || is("base") => second.starts_with('<'),
        () if is("@version") || is("version") => second.starts_with(['"', '\'']),
        () if line.starts_with('<') && !line.starts_with("<?") => {
            let is_iri = first.len() > 2 && first.find('>') == Some(first.len() - 1) && first.contains(':');
            // `<g:graphml>` alone is a tag.
            let is_alone = is_iri && second.is_empty() && first.contains("://");
            let goes_on = line.ends_with([';', ',']) || second == "a" || is_name(second);
            let is_object_next = second.starts_with('<');
            is_iri && if is_object_next { line.ends_with([';', ',']) } else { goes_on || is_alone }
        }
        // `ex:bee a ex:Insect ;`
        () => is_name(first) && !first.ends_with(':') && second == "a" && line.ends_with([';', ',', '.']),
    }
}

fn of_statements(text: &str) -> Format {
    if nquads::is_triples(text) { Format::NTriples } else { Format::NQuads }
}

/// Whether a line begins as a statement of N-Quads: `<scheme:…>`, and not as a tag.
fn is_statement(text: &str) -> bool {
    let inner = text.get(1..).unwrap_or("");
    let end = inner.find(['>', ' ', '\n']).unwrap_or(inner.len());
    let iri = part(inner, ..end);
    inner.get(end..).is_some_and(|rest| rest.starts_with('>')) && iri.contains(':') && {
        // `<g:graphml>` is a tag: what follows an IRI on its line is a predicate.
        let rest = inner.get(end + 1..).unwrap_or("").trim_start_matches([' ', '\t']);
        rest.starts_with('<')
    }
}

fn of_xml(text: &str) -> Format {
    match root(text) {
        "gexf" => Format::Gexf,
        "opml" => Format::Opml,
        "graph" => Format::Xgmml,
        _ => Format::GraphMl,
    }
}

/// The name of the first element of XML or HTML, without a prefix.
pub(super) fn root(text: &str) -> &str {
    let mut rest = text;
    // The first tag that is neither a declaration nor a comment.
    while let Some(at) = rest.find('<') {
        rest = part(rest, at + 1..);
        if rest.starts_with("!--") {
            rest = rest.split_once("-->").map_or("", |(_, rest)| rest);
        } else if !rest.starts_with(['?', '!']) {
            break;
        }
    }
    let end = rest.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(rest.len());
    let name = part(rest, ..end);
    name.rsplit(':').next().unwrap_or(name)
}

/// The fields seen so far in a file of JSON.
#[derive(Default)]
struct Seen {
    is_list: bool,
    /// The fields at the top.
    top: Names,
    /// The fields of the first item of the list that is the file, or of `nodes`.
    first: Names,
    /// The fields of the first object within a file that is a map.
    inner: Names,
    /// The fields of `data` or `message`.
    answer: Names,
    /// The fields of the first object within `entities`.
    entity: Names,
    /// The fields of the first object within a list of edges.
    edge: Names,
    /// Whether the list of nodes, that of edges or the file itself has any items.
    has_first: bool,
    /// How many strings the first item of such a list has, if it is a list.
    strings: usize,
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

    /// Whether these are the fields of a relation with its two ends, or of an edge without a name. Spans of a
    /// text have a start and an end, too, and their words a label.
    fn is_proposition(&self) -> bool {
        let names = || self.0.iter().map(String::as_str);
        let is_span = self.has("start") || self.has("item");
        // Collections of ArangoDB name documents in others.
        if self.has("_from") {
            return false;
        }
        let is_edge = self.has("source") && self.has("target");
        let are_initials = |words: [&str; 3]| words.iter().all(|word| self.has(word));
        if are_initials(["h", "r", "t"]) || are_initials(["s", "p", "o"]) {
            return true;
        }
        is_edge || (!is_span && columns::end_of(names()).is_some() && names().any(columns::is_relation))
    }
}

/// Lists of edges that files without nodes have.
const EDGES: [&str; 8] =
    ["triples", "triplets", "relationships", "relations", "facts", "statements", "edges", "links"];

impl Seen {
    fn format(&self) -> Format {
        let has = |name: &str| self.top.has(name);
        if self.is_list {
            // A list of elements, or an expanded document.
            let is_linked = |name: &String| name.starts_with('@') || name.contains(':');
            return match () {
                () if self.first.has("data") => Format::Cytoscape,
                () if self.first.has("CXVersion") => Format::Cx2,
                () if self.first.has("claims") && self.first.has("labels") => Format::Wikidata,
                // A node, or a relationship.
                () if self.first.has("type") && (self.first.has("labels") || self.first.has("start")) => {
                    Format::Neo4j
                }
                () if self.first.0.iter().any(is_linked) => Format::JsonLd,
                () if self.first.has("extractions") => Format::LangExtract,
                () if self.first.has("type") && self.first.has("name") && self.first.has("entityType") => {
                    Format::McpMemory
                }
                () if self.first.is_proposition() || self.strings == 3 => Format::Entities,
                () => Format::Json,
            };
        }
        if has("question") {
            return Format::Json;
        }
        if has("@context") || has("@graph") || has("@id") {
            return Format::JsonLd;
        }
        if has("nodes") && has("rels") {
            return Format::Neo4j;
        }
        // Kumu's elements have connections; ECharts has a series, and VOSviewer a network.
        let is_shown = (has("series") || has("network")) && !has("nodes");
        // What a service answers, with the graph within: GraphQL, TRAPI, Langflow.
        let inner = |name: &str| self.answer.has(name) && !has(name);
        let is_within = has("knowledge_graph")
            || (has("data") && inner("nodes") && (inner("edges") || inner("links")))
            || (has("message") && inner("knowledge_graph"));
        if is_shown || is_within || (has("elements") && has("connections")) {
            return Format::NodeLink;
        }
        if has("elements") && !has("appState") {
            return Format::Cytoscape;
        }
        if has("options") || self.first.has("key") {
            return Format::Graphology;
        }
        // The first of the entities may be a property, without claims. Entities of others have relationships.
        let is_named = |names: &Names| names.has("labels") && (names.has("id") || names.has("datatype"));
        let has_relationships = has("relationships") || has("relations");
        let is_property = is_named(&self.entity) && self.entity.has("type") && !has_relationships;
        let has_claims = self.inner.has("claims") || self.entity.has("claims");
        if (has("claims") && has("labels")) || has_claims || is_property {
            return Format::Wikidata;
        }
        // LightRAG's: a list of either with its vectors, and a document's names of them.
        let is_stored = self.inner.has("relation_pairs") || self.inner.has("entity_names");
        if (has("entities") && has_relationships) || has("embedding_dim") || is_stored {
            return Format::Entities;
        }
        // Cards have a place, and a kind of content.
        if has("nodes") && self.first.has("type") && self.first.has("x") && self.first.has("width") {
            return Format::Canvas;
        }
        // An empty canvas has these two and nothing else.
        if has("nodes") && has("edges") && self.top.0.len() == 2 && !self.has_first {
            return Format::Canvas;
        }
        // Node-link JSON has a `graph` too, next to its nodes. GraphSON calls them vertices.
        if has("nodes") || (has("vertices") && has("edges")) {
            return Format::NodeLink;
        }
        if has("graph") || has("graphs") {
            return Format::JsonGraph;
        }
        // Propositions alone. Those of Graphviz name its `objects` by number, and semnet's own form without a
        // question has other lists, too.
        if !(has("objects") || has("findings") || has("concepts"))
            && EDGES.iter().any(|name| has(name))
            && (self.edge.is_proposition() || self.strings == 3)
        {
            return Format::Entities;
        }
        // A line that is cut off.
        match () {
            () if has("extractions") && (has("text") || has("document_id")) => Format::LangExtract,
            () if has("type") && has("name") && has("entityType") => Format::McpMemory,
            () => Format::Json,
        }
    }
}

/// Reads names, and skips values.
struct Look<'s> {
    at: Depth,
    seen: &'s mut Seen,
}

#[derive(Clone, Copy, PartialEq)]
enum Depth {
    Top,
    /// A list, of which the first item is read.
    List,
    First,
    /// A map of entities, of which the first is read.
    Map,
    Inner,
    /// What a service has answered.
    Answer,
    Entity,
    /// A list of edges, of which the first is read.
    Edges,
    Edge,
    /// A list that is an item.
    Cells,
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
        self.seen.strings += usize::from(self.at == Depth::Cells);
        Ok(())
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        self.seen.is_list |= self.at == Depth::Top;
        let first = match self.at {
            Depth::Top | Depth::List => Some(Depth::First),
            Depth::Edges => Some(Depth::Edge),
            _ => None,
        };
        if let Some(at) = first {
            self.seen.has_first |= seq.next_element_seed(Look { at, seen: &mut *self.seen })?.is_some();
        }
        if matches!(self.at, Depth::First | Depth::Edge) {
            // The first cells show that a line is longer.
            while self.seen.strings < 4
                && seq.next_element_seed(Look { at: Depth::Cells, seen: &mut *self.seen })?.is_some()
            {
            }
        }
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            let next = match (self.at, name.as_str()) {
                (Depth::Top, "nodes") => Some(Depth::List),
                (Depth::Top, "entities") => Some(Depth::Map),
                (Depth::Top, "data" | "message") => Some(Depth::Answer),
                (Depth::Top, name) if EDGES.contains(&name) => Some(Depth::Edges),
                (Depth::Top, _) if self.seen.top.0.is_empty() => Some(Depth::Inner),
                (Depth::Map, _) if self.seen.entity.0.is_empty() => Some(Depth::Entity),
                _ => None,
            };
            match self.at {
                Depth::Top => self.seen.top.add(name),
                Depth::List | Depth::Map | Depth::Edges | Depth::Cells => {}
                Depth::First => self.seen.first.add(name),
                Depth::Edge => self.seen.edge.add(name),
                Depth::Inner => self.seen.inner.add(name),
                Depth::Answer => {
                    // The first field of a file may be that, too.
                    if self.seen.top.0.len() == 1 {
                        self.seen.inner.add(name.clone());
                    }
                    self.seen.answer.add(name);
                }
                Depth::Entity => self.seen.entity.add(name),
            }
            match next {
                Some(at) => map.next_value_seed(Look { at, seen: &mut *self.seen })?,
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}
