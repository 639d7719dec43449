//! GML, the Graph Modelling Language of Himsolt, as igraph, NetworkX, Gephi and yEd write it. Read only.
//! <https://web.archive.org/web/20190207140002/http://www.fim.uni-passau.de/index.php?id=17297&L=1>

use std::borrow::Cow;

use crate::format::tools::directions::{Direction, is_arrow_of_yed};
use crate::format::tools::error::{Place, PlacedProblem, Places};
use crate::format::tools::graph::{Edge, Graph, Node, Property, Text};
use crate::format::tools::tree::{Fields, Json, with_repetitions};
use crate::util::{excerpt, part};

/// How deeply lists may be nested.
const DEEPEST: usize = 64;

/// The content of a list.
enum Value<'a> {
    Plain(Text<'a>),
    List(Vec<(&'a str, Value<'a>, usize)>),
}

impl<'a> Value<'a> {
    /// A list as an object, whose repeated fields are lists.
    fn into_json(self) -> Json<'a> {
        let list = match self {
            Value::Plain(text) => return Json::of_word(text),
            Value::List(list) => list,
        };
        let mut fields = Fields::default();
        for (key, value, _) in list {
            let value = value.into_json();
            match fields.0.iter_mut().find(|(name, _)| name == key) {
                Some((_, Json::List(list))) => list.push(value),
                Some((_, known)) => *known = Json::List(vec![std::mem::replace(known, Json::Null), value]),
                None => fields.0.push((key.into(), value)),
            }
        }
        Json::Object(fields)
    }
}

pub(super) fn read(text: &str) -> Result<Graph, PlacedProblem> {
    let mut cursor = Cursor { text, at: 0 };
    let mut places = Places::of(text);
    let mut graph = Graph::undirected();
    // Whether each edge has its own arrowheads.
    let (mut has_graph, mut is_drawn) = (false, false);
    while let Some((key, at)) = cursor.key(0)? {
        if !(is_key(key, "graph") && cursor.rest().starts_with('[')) {
            let value = cursor.value(0)?;
            is_drawn |= is_key(key, "Creator") && matches!(&value, Value::Plain(by) if by.contains("yFiles"));
            graph.skipped.add(key, 1);
            continue;
        }
        if std::mem::replace(&mut has_graph, true) {
            return Err(places
                .at(at)
                .wrong("a second `graph`; expected one graph; put each into a separate file"));
        }
        cursor.at += 1;
        // Each node and each edge is added when it is read.
        while let Some((key, at)) = cursor.key(1)? {
            let value = cursor.value(1)?;
            read_item(key, value, places.at(at), is_drawn, &mut graph)?;
        }
    }
    if has_graph { Ok(graph) } else { Err(Place::Nowhere.wrong("there is no `graph [ … ]` in this file")) }
}

/// A part of the graph: a node, an edge or a property.
fn read_item(
    key: &str,
    value: Value<'_>,
    place: Place,
    is_drawn: bool,
    graph: &mut Graph,
) -> Result<(), PlacedProblem> {
    let lower = key.to_ascii_lowercase();
    match (lower.as_str(), value) {
        ("directed", Value::Plain(value)) => graph.direction = Direction::of_directed(value == "1"),
        ("node", Value::List(list)) => {
            let mut properties = properties(list, graph);
            let id = take(&mut properties, "id").ok_or_else(|| place.wrong("the node has no `id`"))?;
            // The group of yEd that contains it.
            if let Some(group) = take(&mut properties, "gid") {
                graph.push_member(&group, &id, place.clone());
            }
            graph.push_node(Node { id, properties, place });
        }
        ("edge", Value::List(list)) => {
            let direction = drawn_direction(&list, is_drawn);
            let mut properties = properties(list, graph);
            let mut end = |name: &str| {
                take(&mut properties, name).ok_or_else(|| place.wrong(format!("the edge has no `{name}`")))
            };
            let (source, target) = (end("source")?, end("target")?);
            let id = take(&mut properties, "id");
            let key = take(&mut properties, "key");
            let is_key = key.is_some();
            let id = key.or(id);
            graph.push_edge(Edge { id, is_key, source, target, direction, properties, place });
        }
        // The mark of NetworkX for several edges between two nodes.
        ("multigraph", Value::Plain(_)) => {}
        // Who wrote the file; Gephi has it in the graph.
        ("creator" | "version", Value::Plain(_)) => graph.skipped.add(key, 1),
        // The question.
        ("label" | "name", Value::Plain(value)) => graph.push_properties([(lower.into(), value)]),
        (_, Value::Plain(value)) => graph.push_properties([(key.into(), value)]),
        (_, Value::List(_)) if is_look(key) => graph.skipped.add(key, 1),
        (_, value) => graph.push_properties([(key.into(), value.into_json().into_text())]),
    }
    Ok(())
}

/// The direction that yEd draws. An end without an arrowhead has no property.
fn drawn_direction(list: &[(&str, Value<'_>, usize)], is_drawn: bool) -> Option<Direction> {
    let graphics = list.iter().find_map(|(key, value, _)| match value {
        Value::List(graphics) if is_key(key, "graphics") => Some(graphics),
        _ => None,
    })?;
    let end = |name: &str| {
        let found = graphics.iter().find_map(|(key, value, _)| match value {
            Value::Plain(head) if is_key(key, name) => Some(&**head),
            _ => None,
        });
        found.unwrap_or("none")
    };
    let (source, target) = (end("sourceArrow"), end("targetArrow"));
    let is_drawn = is_drawn || [source, target].iter().any(|end| *end != "none");
    Direction::of_ends(source, target, is_arrow_of_yed).filter(|_| is_drawn)
}

/// Plain values. Lists, such as `graphics`, describe the drawing; yEd also writes labels there.
fn properties<'a>(list: Vec<(&'a str, Value<'a>, usize)>, graph: &mut Graph) -> Vec<Property<'a>> {
    let mut properties: Vec<Property<'a>> = Vec::with_capacity(list.len());
    let has_label = list.iter().any(|(key, value, _)| match value {
        Value::Plain(label) => is_key(key, "label") && !label.trim().is_empty(),
        Value::List(_) => false,
    });
    for (key, value, _) in list {
        match value {
            // NetworkX marks lists with fewer than two values in this way.
            Value::Plain(value) if value == "_networkx_list_start" => {}
            Value::Plain(value) => properties.push((key.into(), value)),
            Value::List(list) if is_key(key, "LabelGraphics") && !has_label => {
                let text = list.into_iter().find_map(|(key, value, _)| match value {
                    Value::Plain(text) if is_key(key, "text") => Some(text),
                    _ => None,
                });
                properties.extend(text.map(|text| ("label".into(), text)));
                graph.skipped.add(key, 1);
            }
            Value::List(_) if is_look(key) => graph.skipped.add(key, 1),
            value => properties.push((key.into(), value.into_json().into_text())),
        }
    }
    with_repetitions(properties)
}

/// Whether a list only affects the drawing.
fn is_look(key: &str) -> bool {
    ["graphics", "LabelGraphics", "edgeAnchor"].iter().any(|look| is_key(key, look))
}

/// Whether a key is the one of this name: tools write keys in different letter case.
fn is_key(key: &str, name: &str) -> bool {
    key.eq_ignore_ascii_case(name)
}

/// Removes a property, ignoring the case of its name.
fn take<'a>(properties: &mut Vec<Property<'a>>, name: &str) -> Option<Text<'a>> {
    let at = properties.iter().position(|(other, _)| other.eq_ignore_ascii_case(name))?;
    Some(properties.remove(at).1)
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        part(self.text, self.at..)
    }

    fn wrong(&self, message: impl Into<String>) -> PlacedProblem {
        Place::at(self.text, self.at).wrong(message)
    }

    /// Skips white space and lines that are comments.
    fn skip(&mut self) {
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start().len();
            let is_line_start = self.text.get(..self.at).is_none_or(|before| {
                before.trim_end_matches([' ', '\t']).is_empty() || before.ends_with(['\n', '\r', ' ', '\t'])
            });
            if !(is_line_start && self.rest().starts_with('#')) {
                return;
            }
            self.at += self.rest().find(['\n', '\r']).unwrap_or(self.rest().len());
        }
    }

    /// Pairs up to the end of the list.
    fn list(&mut self, depth: usize) -> Result<Vec<(&'a str, Value<'a>, usize)>, PlacedProblem> {
        if depth > DEEPEST {
            return Err(self.wrong(format!("lists stand within lists more than {DEEPEST} deep")));
        }
        let mut pairs = Vec::new();
        while let Some((key, start)) = self.key(depth)? {
            pairs.push((key, self.value(depth)?, start));
        }
        Ok(pairs)
    }

    /// The next key, and its place; `None` at the end of the list, or of the file at the top.
    fn key(&mut self, depth: usize) -> Result<Option<(&'a str, usize)>, PlacedProblem> {
        self.skip();
        let rest = self.rest();
        match (rest.is_empty(), depth) {
            (true, 0) => return Ok(None),
            (true, _) => return Err(self.wrong("the file ends in the middle; a `[` is not closed")),
            (false, 1..) if rest.starts_with(']') => {
                self.at += 1;
                return Ok(None);
            }
            _ => {}
        }
        let start = self.at;
        let key = self.word();
        if key.is_empty() || !key.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            let found = excerpt(rest.split_whitespace().next().unwrap_or_default());
            return Err(self.wrong(format!("expected a key, found {found:?}")));
        }
        self.skip();
        Ok(Some((key, start)))
    }

    fn word(&mut self) -> &'a str {
        let rest = self.rest();
        let end =
            rest.find(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '"')).unwrap_or(rest.len());
        self.at += end;
        part(rest, ..end)
    }

    fn value(&mut self, depth: usize) -> Result<Value<'a>, PlacedProblem> {
        let rest = self.rest();
        if rest.starts_with('[') {
            self.at += 1;
            return self.list(depth + 1).map(Value::List);
        }
        if let Some(inner) = rest.strip_prefix('"') {
            let Some(end) = inner.find('"') else {
                return Err(
                    self.wrong("the quotation mark that opens here is not closed before the file ends")
                );
            };
            let raw = part(inner, ..end);
            self.at += end + 2;
            // Characters beyond ASCII and quotation marks are entities of HTML.
            return Ok(Value::Plain(unescaped(raw)));
        }
        let word = self.word();
        if word.is_empty() {
            return Err(self.wrong("the key that comes before has no value"));
        }
        Ok(Value::Plain(word.into()))
    }
}

/// The entities of ISO 8859-1 from U+00A0 on, which GML, Graphviz and HTML have.
const LATIN1: &str = "\
    nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 \
    sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc \
    Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve \
    Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute \
    acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde \
    ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

/// The character of an entity of ISO 8859-1.
fn latin1(name: &str) -> Option<char> {
    let place = LATIN1.split_whitespace().position(|known| known == name)?;
    char::from_u32(0xa0 + u32::try_from(place).ok()?)
}

/// A text with its entities resolved; unknown ones are kept.
pub(super) fn unescaped(raw: &str) -> Text<'_> {
    if !raw.contains('&') {
        return raw.into();
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        let (before, entity) = rest.split_at(at);
        out.push_str(before);
        let end = entity.find(';').filter(|end| *end < 12);
        let resolved = end.and_then(|end| {
            let raw = entity.get(..=end)?;
            let xml = || quick_xml::escape::unescape(raw).ok().map(Cow::into_owned);
            let text = latin1(entity.get(1..end)?).map(String::from).or_else(xml)?;
            Some((end, text))
        });
        match resolved {
            Some((end, text)) => {
                out.push_str(&text);
                rest = part(entity, end + 1..);
            }
            None => {
                out.push('&');
                rest = part(entity, 1..);
            }
        }
    }
    out.push_str(rest);
    out.into()
}
