//! GEXF: version 1.3 is written, and 1.1 to 1.3 are read. <https://gexf.net>

use std::io::{self, Write};

use crate::format::tools::directions::Direction;
use crate::format::tools::error::PlacedProblem;
use crate::format::tools::graph::{Edge, Graph, Node, Property, as_number, take, value};
use crate::format::tools::stream::Stream;
use crate::format::tools::view::View;
use crate::format::tools::xml::{Columns, Declared, Element, Xml, columns, escape};

pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let is_column = |property: &Property<'_>| property.0 != "label";
    let is_edge_column = |property: &Property<'_>| is_column(property) && !is_weight(property);
    let node_columns = columns(&mut view.nodes().flat_map(|node| node.properties).filter(is_column));
    let edge_columns = columns(&mut view.edges().flat_map(|edge| edge.properties).filter(is_edge_column));
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">"
    )?;
    writeln!(out, "  <meta>\n    <description>{}</description>", escape(view.question()))?;
    for (name, value) in view.properties() {
        let (name, value) = (escape(&name), escape(&value));
        writeln!(out, "    <{PROPERTY} xmlns:semnet=\"urn:semnet\" name=\"{name}\">{value}</{PROPERTY}>")?;
    }
    let default = if view.is_directed() { "directed" } else { "undirected" };
    writeln!(out, "  </meta>\n  <graph defaultedgetype=\"{default}\">")?;
    declare(out, "node", 'n', &node_columns)?;
    declare(out, "edge", 'e', &edge_columns)?;
    writeln!(out, "    <nodes>")?;
    for (number, node) in view.nodes().enumerate() {
        let label = escape(value(&node.properties, "label").unwrap_or_default());
        write!(out, "      <node id=\"n{number}\" label=\"{label}\">")?;
        write_values(out, 'n', &node.properties, |name| node_columns.number(name))?;
        writeln!(out, "</node>")?;
    }
    writeln!(out, "    </nodes>\n    <edges>")?;
    for (place, (edge, source, target)) in view.numbered_edges().enumerate() {
        let label = escape(value(&edge.properties, "label").unwrap_or_default());
        write!(
            out,
            "      <edge id=\"e{place}\" source=\"n{source}\" target=\"n{target}\" label=\"{label}\""
        )?;
        let weight = edge.properties.iter().find(|property| is_weight(property));
        if let Some((_, weight)) = weight {
            write!(out, " weight=\"{weight}\"")?;
        }
        write!(out, ">")?;
        write_values(out, 'e', &edge.properties, |name| {
            edge_columns.number(name).filter(|_| name != "weight" || weight.is_none())
        })?;
        writeln!(out, "</edge>")?;
    }
    writeln!(out, "    </edges>\n  </graph>\n</gexf>")
}

/// The parts that graphs of GEXF cannot express.
const PROPERTY: &str = "semnet:property";

/// Whether this can be the weight that edges have in GEXF.
fn is_weight((name, value): &Property<'_>) -> bool {
    name == "weight" && as_number(value).is_some()
}

fn declare(out: &mut dyn Write, class: &str, letter: char, columns: &Columns<'_>) -> io::Result<()> {
    if columns.iter().len() == 0 {
        return Ok(());
    }
    writeln!(out, "    <attributes class=\"{class}\">")?;
    for (number, (name, kind)) in columns.iter().enumerate() {
        let (title, kind) = (escape(name), kind.name());
        writeln!(out, "      <attribute id=\"{letter}d{number}\" title=\"{title}\" type=\"{kind}\"/>")?;
    }
    writeln!(out, "    </attributes>")
}

fn write_values(
    out: &mut dyn Write,
    letter: char,
    properties: &[Property<'_>],
    key: impl Fn(&str) -> Option<usize>,
) -> io::Result<()> {
    let mut is_first = true;
    for (name, value) in properties {
        if let Some(key) = key(name) {
            write!(out, "{}", if is_first { "<attvalues>" } else { "" })?;
            is_first = false;
            write!(out, "<attvalue for=\"{letter}d{key}\" value=\"{}\"/>", escape(value))?;
        }
    }
    write!(out, "{}", if is_first { "" } else { "</attvalues>" })
}

pub(super) fn read(stream: &mut Stream<'_>) -> Result<Graph, PlacedProblem> {
    let mut xml = Xml::new(stream);
    xml.root("gexf")?;
    let (mut graph, mut has_graph, mut about) = (Graph::default(), false, Vec::new());
    while let Some(mut element) = xml.child()? {
        match element.name.as_str() {
            "meta" => {
                xml.pass_over_attributes("meta", &mut element, |_| false);
                read_meta(&mut about, &mut xml)?;
            }
            "graph" if has_graph => {
                return Err(element
                    .place
                    .wrong("a second <graph>; expected one graph; put each into a separate file"));
            }
            "graph" => {
                has_graph = true;
                read_graph(element, &mut graph, &mut xml)?;
            }
            _ => return Err(element.unexpected()),
        }
    }
    xml.end()?;
    if !has_graph {
        return Err(xml.place().wrong("there is no <graph> in this file"));
    }
    graph.push_properties(about);
    graph.skipped = xml.skipped;
    Ok(graph)
}

/// The attributes that a file gives the graph.
fn read_meta(about: &mut Vec<Property<'static>>, xml: &mut Xml<'_, '_>) -> Result<(), PlacedProblem> {
    while let Some(mut inner) = xml.child()? {
        let name = match inner.name.as_str() {
            // The closest that this format has to a name of the graph.
            "description" => "name".to_owned(),
            "keywords" => "keywords".to_owned(),
            PROPERTY => inner.need("name")?,
            // Who wrote the file is not part of the graph.
            other => {
                xml.pass_over(other)?;
                continue;
            }
        };
        let text = xml.text()?;
        if inner.name == PROPERTY || !text.trim().is_empty() {
            about.push((name.into(), text.into()));
        }
    }
    Ok(())
}

fn read_graph(mut element: Element, graph: &mut Graph, xml: &mut Xml<'_, '_>) -> Result<(), PlacedProblem> {
    let default = element.take("defaultedgetype");
    graph.direction = default.as_deref().and_then(Direction::of).unwrap_or(Direction::Undirected);
    // NetworkX has the name here.
    let name = element.take("name").filter(|name| !name.trim().is_empty());
    graph.push_properties(name.map(|name| ("name".into(), name.into())));
    xml.pass_over_attributes("graph", &mut element, is_plain);
    let (mut node_keys, mut edge_keys) = (Declared::default(), Declared::default());
    while let Some(mut element) = xml.child()? {
        match element.name.as_str() {
            "attributes" => {
                let keys = match element.need("class")?.as_str() {
                    "node" => &mut node_keys,
                    "edge" => &mut edge_keys,
                    other => {
                        return Err(element
                            .place
                            .wrong(format!("`class` is `node` or `edge`, not {other:?}")));
                    }
                };
                xml.pass_over_attributes("attributes", &mut element, is_plain);
                read_declarations(keys, xml)?;
            }
            "nodes" => {
                Reading { keys: &node_keys, of_edges: &edge_keys, graph }.nodes(element, None, 0, xml)?
            }
            "edges" => {
                xml.pass_over_attributes("edges", &mut element, is_plain);
                while let Some(element) = xml.child()? {
                    Reading { keys: &edge_keys, of_edges: &edge_keys, graph }.edge(element, xml)?;
                }
            }
            _ => return Err(element.unexpected()),
        }
    }
    Ok(())
}

/// Whether an attribute is a default, or not about the graph.
fn is_plain((name, value): &Property<'static>) -> bool {
    (name == "mode" && value == "static") || (name == "idtype" && value == "string") || name == "count"
}

fn read_declarations(keys: &mut Declared, xml: &mut Xml<'_, '_>) -> Result<(), PlacedProblem> {
    while let Some(mut element) = xml.child()? {
        let id = element.need("id")?;
        let title = element.take("title").unwrap_or_else(|| id.clone());
        let default = xml.default_value()?;
        keys.insert(id, title, default);
    }
    Ok(())
}

/// How deeply nodes may be nested.
const DEEPEST: usize = 64;

struct Reading<'k> {
    keys: &'k Declared,
    of_edges: &'k Declared,
    graph: &'k mut Graph,
}

impl Reading<'_> {
    /// Nodes; if there is a `group`, they are members of that node.
    fn nodes(
        &mut self,
        mut element: Element,
        group: Option<&str>,
        depth: usize,
        xml: &mut Xml<'_, '_>,
    ) -> Result<(), PlacedProblem> {
        if depth > DEEPEST {
            return Err(element.place.wrong(format!("nodes are nested more than {DEEPEST} deep")));
        }
        xml.pass_over_attributes("nodes", &mut element, is_plain);
        while let Some(mut element) = xml.child()? {
            let (place, id) = (element.place.clone(), element.need("id")?);
            let parent = element.take("pid");
            if let Some(group) = group.or(parent.as_deref()) {
                self.graph.push_member(group, &id, place.clone());
            }
            let properties = self.properties(element, &id, depth, xml)?;
            self.graph.push_node(Node { id: id.into(), properties, place });
        }
        Ok(())
    }

    fn edge(&mut self, mut element: Element, xml: &mut Xml<'_, '_>) -> Result<(), PlacedProblem> {
        let place = element.place.clone();
        let (source, target) = (element.need("source")?.into(), element.need("target")?.into());
        let id = element.take("id").map(Into::into);
        let kind = element.take("type").unwrap_or_default();
        let direction = Direction::of(&kind);
        let mut properties = self.properties(element, "", 0, xml)?;
        // NetworkX has an attribute of this name there.
        if direction.is_none() && !kind.trim().is_empty() {
            properties.push(("type".into(), kind.into()));
        }
        let key = take(&mut properties, "networkx_key");
        let is_key = key.is_some();
        self.graph.push_edge(Edge { id: key.or(id), is_key, source, target, direction, properties, place });
        Ok(())
    }

    /// The content of a node or an edge.
    fn properties(
        &mut self,
        mut element: Element,
        id: &str,
        depth: usize,
        xml: &mut Xml<'_, '_>,
    ) -> Result<Vec<Property<'static>>, PlacedProblem> {
        let place = element.place.clone();
        let mut properties: Vec<Property<'static>> = element.take_properties().collect();
        let mut given = Vec::new();
        while let Some(mut inner) = xml.child()? {
            match inner.name.as_str() {
                "attvalues" => {
                    while let Some(element) = xml.child()? {
                        properties.push(self.value(element, &mut given, xml)?);
                    }
                }
                "nodes" if element.name == "node" => self.nodes(inner, Some(id), depth + 1, xml)?,
                // Edges may be within the node whose members they join.
                "edges" if element.name == "node" => {
                    xml.pass_over_attributes("edges", &mut inner, is_plain);
                    while let Some(element) = xml.child()? {
                        let keys = self.of_edges;
                        Reading { keys, of_edges: keys, graph: self.graph }.edge(element, xml)?;
                    }
                }
                "nodes" | "edges" => return Err(inner.unexpected()),
                "parents" if element.name == "node" => {
                    while let Some(mut parent) = xml.child()? {
                        let group = parent.need("for")?;
                        self.graph.push_member(&group, id, parent.place.clone());
                        xml.text()?;
                    }
                }
                // The time for which it exists.
                "spells" | "slices" => {
                    while let Some(mut spell) = xml.child()? {
                        let time = time(&mut spell).unwrap_or_default();
                        properties.push((spell.name.clone().into(), time.into()));
                        xml.text()?;
                    }
                }
                // Its appearance: `viz:size`, `viz:color` and similar elements.
                _ => {
                    let text = xml.text()?;
                    xml.skipped.add(&inner.name, usize::from(!text.trim().is_empty()));
                    let name = std::mem::take(&mut inner.name);
                    let all: Vec<String> =
                        inner.take_properties().map(|(name, value)| format!("{name}={value}")).collect();
                    properties.push((name.into(), all.join(" ").into()));
                }
            }
        }
        self.keys.add_defaults(&given, &mut properties, &mut xml.budget, &place)?;
        Ok(properties)
    }

    /// A value, followed by the time for which it holds, if it has one.
    fn value(
        &self,
        mut element: Element,
        given: &mut Vec<String>,
        xml: &mut Xml<'_, '_>,
    ) -> Result<Property<'static>, PlacedProblem> {
        let text = xml.text()?;
        xml.skipped.add(&element.name, usize::from(!text.trim().is_empty()));
        // In version 1.0, its name was `id`.
        let key = element.take("for").or_else(|| element.take("id"));
        let key = key.ok_or_else(|| element.place.wrong("<attvalue> needs the attribute `for`"))?;
        let name = self.keys.name(&key, &mut xml.budget, &element.place)?;
        let value = element.need("value")?;
        given.push(key);
        let value = match time(&mut element) {
            Some(time) => format!("{value} [{time}]"),
            None => value,
        };
        Ok((name.into(), value.into()))
    }
}

/// The time of a value or a spell: `from/to`, as in ISO 8601, with `..` for an end that is not given; or a
/// moment.
fn time(element: &mut Element) -> Option<String> {
    if let Some(moment) = element.take("timestamp") {
        return Some(moment);
    }
    let mut end = |name: &str| {
        let open = format!("{name}open");
        let is_open = |time: String| format!("{time} (not included)");
        element.take(name).or_else(|| element.take(&open).map(is_open))
    };
    let (from, to) = (end("start"), end("end"));
    if from.is_none() && to.is_none() {
        return None;
    }
    let or_open = |time: Option<String>| time.unwrap_or_else(|| "..".to_owned());
    Some(format!("{}/{}", or_open(from), or_open(to)))
}
