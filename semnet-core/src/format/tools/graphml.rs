//! GraphML. <http://graphml.graphdrawing.org/specification.html>

use std::io::{self, Write};

use crate::format::tools::directions::{Direction, is_arrow_of_yed};
use crate::format::tools::error::PlacedProblem;
use crate::format::tools::graph::{Edge, Graph, Node, Property, Text};
use crate::format::tools::opml::without_markup;
use crate::format::tools::stream::Stream;
use crate::format::tools::view::View;
use crate::format::tools::xml::{Columns, Declared, Element, Item, Xml, columns, escape};

const HEAD: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8"?>"#,
    "\n",
    r#"<graphml xmlns="http://graphml.graphdrawing.org/xmlns""#,
    r#" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance""#,
    r#" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns"#,
    r#" http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">"#,
    "\n",
);

pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let node_columns = columns(&mut view.nodes().flat_map(|node| node.properties));
    let edge_columns = columns(&mut view.edges().flat_map(|edge| edge.properties));
    out.write_all(HEAD.as_bytes())?;
    writeln!(out, "  <key id=\"name\" for=\"graph\" attr.name=\"name\" attr.type=\"string\"/>")?;
    let properties = view.properties();
    let graph_columns = columns(&mut properties.iter().cloned());
    declare(out, "graph", 'g', &graph_columns)?;
    declare(out, "node", 'n', &node_columns)?;
    declare(out, "edge", 'e', &edge_columns)?;
    let name = escape(view.question());
    let default = if view.is_directed() { "directed" } else { "undirected" };
    writeln!(out, "  <graph edgedefault=\"{default}\">\n    <data key=\"name\">{name}</data>")?;
    write_data(out, 'g', &properties, &graph_columns)?;
    for (number, node) in view.nodes().enumerate() {
        writeln!(out, "    <node id=\"n{number}\">")?;
        write_data(out, 'n', &node.properties, &node_columns)?;
        writeln!(out, "    </node>")?;
    }
    for (edge, source, target) in view.numbered_edges() {
        writeln!(out, "    <edge source=\"n{source}\" target=\"n{target}\">")?;
        write_data(out, 'e', &edge.properties, &edge_columns)?;
        writeln!(out, "    </edge>")?;
    }
    writeln!(out, "  </graph>\n</graphml>")
}

fn declare(out: &mut dyn Write, class: &str, letter: char, columns: &Columns<'_>) -> io::Result<()> {
    for (number, (name, kind)) in columns.iter().enumerate() {
        let (name, kind) = (escape(name), kind.name());
        writeln!(
            out,
            "  <key id=\"{letter}d{number}\" for=\"{class}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
        )?;
    }
    Ok(())
}

fn write_data(
    out: &mut dyn Write,
    letter: char,
    properties: &[Property<'_>],
    columns: &Columns<'_>,
) -> io::Result<()> {
    for (name, value) in properties {
        if let Some(key) = columns.number(name) {
            writeln!(out, "      <data key=\"{letter}d{key}\">{}</data>", escape(value))?;
        }
    }
    Ok(())
}

pub(super) fn read(stream: &mut Stream<'_>) -> Result<Graph, PlacedProblem> {
    let mut xml = Xml::new(stream);
    xml.root("graphml")?;
    let (mut keys, mut graph, mut has_graph) = (Keys::default(), Graph::default(), false);
    while let Some(element) = xml.child()? {
        match element.name.as_str() {
            "key" => keys.read(element, &mut xml)?,
            "graph" if has_graph => {
                let message = "a second <graph>; expected one graph; put each into a separate file";
                return Err(element.place.wrong(message));
            }
            "graph" => {
                has_graph = true;
                Reading { keys: &keys, graph: &mut graph }.graph(element, None, 0, &mut xml)?;
            }
            "desc" | "data" => xml.pass_over(&element.name)?,
            _ => return Err(element.unexpected()),
        }
    }
    xml.end()?;
    if !has_graph {
        return Err(xml.place().wrong("there is no <graph> in this file"));
    }
    graph.skipped = xml.skipped;
    Ok(graph)
}

#[derive(Default)]
struct Keys {
    graph: Declared,
    node: Declared,
    edge: Declared,
}

impl Keys {
    fn read(&mut self, mut element: Element, xml: &mut Xml<'_, '_>) -> Result<(), PlacedProblem> {
        let id = element.need("id")?;
        let class = element.take("for").unwrap_or_else(|| "all".into());
        // Data that yEd keeps without a name get their kind as the name.
        let kind = element.take("yfiles.type");
        let name = element.take("attr.name").or(kind).unwrap_or_else(|| id.clone());
        element.take("attr.type");
        xml.pass_over_attributes("key", &mut element, |_| false);
        let default = xml.default_value()?;
        for (known, keys) in [("graph", &mut self.graph), ("node", &mut self.node), ("edge", &mut self.edge)]
        {
            // yEd also declares data for ports and for the whole file.
            if class == known || class == "all" {
                keys.insert(id.clone(), name.clone(), default.clone());
            }
        }
        Ok(())
    }
}

/// How deeply graphs may be nested in nodes.
const DEEPEST: usize = 64;

struct Reading<'k> {
    keys: &'k Keys,
    graph: &'k mut Graph,
}

impl Reading<'_> {
    /// A graph; if there is a `group`, its nodes are members of that node.
    fn graph(
        &mut self,
        mut element: Element,
        group: Option<&str>,
        depth: usize,
        xml: &mut Xml<'_, '_>,
    ) -> Result<(), PlacedProblem> {
        let directed = element.take("edgedefault").as_deref() != Some("undirected");
        // The hints for parsing are not content.
        xml.pass_over_attributes("graph", &mut element, |(name, _)| name.starts_with("parse."));
        let direction = Direction::of_directed(directed);
        if group.is_none() {
            self.graph.direction = direction;
        }
        let (mut given, mut properties) = (Vec::new(), Vec::new());
        while let Some(element) = xml.child()? {
            match element.name.as_str() {
                "node" => self.node(element, group, depth, xml)?,
                "edge" => self.edge(element, direction, xml)?,
                "data" => {
                    properties.extend(read_datum(element, &self.keys.graph, &mut given, &mut None, xml)?)
                }
                "desc" => properties.push(("description".into(), xml.text()?.into())),
                _ => return Err(element.unexpected()),
            }
        }
        self.keys.graph.add_defaults(&given, &mut properties, &mut xml.budget, &element.place)?;
        if group.is_none() {
            self.graph.push_properties(properties);
        } else {
            xml.skipped.add("data of a graph within a node", properties.len());
        }
        Ok(())
    }

    fn node(
        &mut self,
        mut element: Element,
        group: Option<&str>,
        depth: usize,
        xml: &mut Xml<'_, '_>,
    ) -> Result<(), PlacedProblem> {
        let (place, id) = (element.place.clone(), element.need("id")?);
        // Whether it is a group, which its members say too.
        element.take("yfiles.foldertype");
        let mut properties: Vec<Property<'static>> = element.take_properties().collect();
        let mut given = Vec::new();
        while let Some(inner) = xml.child()? {
            match inner.name.as_str() {
                "data" => properties.extend(read_datum(inner, &self.keys.node, &mut given, &mut None, xml)?),
                "desc" => properties.push(("description".into(), xml.text()?.into())),
                // The port at which an edge ends.
                "port" => xml.pass_over("port")?,
                "graph" if depth >= DEEPEST => {
                    return Err(inner
                        .place
                        .wrong(format!("graphs are nested in nodes more than {DEEPEST} deep")));
                }
                "graph" => self.graph(inner, Some(&id), depth + 1, xml)?,
                _ => return Err(inner.unexpected()),
            }
        }
        self.keys.node.add_defaults(&given, &mut properties, &mut xml.budget, &place)?;
        if let Some(group) = group {
            self.graph.push_member(group, &id, place.clone());
        }
        self.graph.push_node(Node { id: id.into(), properties, place });
        Ok(())
    }

    fn edge(
        &mut self,
        mut element: Element,
        default: Direction,
        xml: &mut Xml<'_, '_>,
    ) -> Result<(), PlacedProblem> {
        let place = element.place.clone();
        let (source, target) = (element.need("source")?.into(), element.need("target")?.into());
        let id: Option<Text<'_>> = element.take("id").map(Into::into);
        let own = element.take("directed").map(|own| Direction::of_directed(own == "true" || own == "1"));
        for port in ["sourceport", "targetport"] {
            xml.skipped.add(port, usize::from(element.take(port).is_some()));
        }
        let mut properties: Vec<Property<'static>> = element.take_properties().collect();
        let (mut given, mut drawn) = (Vec::new(), None);
        while let Some(inner) = xml.child()? {
            match inner.name.as_str() {
                "data" => {
                    properties.extend(read_datum(inner, &self.keys.edge, &mut given, &mut drawn, xml)?);
                }
                "desc" => properties.push(("description".into(), xml.text()?.into())),
                _ => return Err(inner.unexpected()),
            }
        }
        self.keys.edge.add_defaults(&given, &mut properties, &mut xml.budget, &place)?;
        // A node may have another default than the file; yEd draws directions.
        let direction = own.or(drawn).or(Some(default).filter(|default| *default != self.graph.direction));
        self.graph.push_edge(Edge { id, is_key: false, source, target, direction, properties, place });
        Ok(())
    }
}

/// The direction that yEd draws.
fn drawn_direction(arrows: &mut Element) -> Option<Direction> {
    let (source, target) = (arrows.take("source")?, arrows.take("target")?);
    Direction::of_ends(&source, &target, is_arrow_of_yed)
}

/// Whether the name of a group is automatic: `Folder 1`, `Group 1` and nothing.
fn is_automatic(label: &str) -> bool {
    let label = label.trim();
    let number = label.strip_prefix("Folder ").or_else(|| label.strip_prefix("Group ")).unwrap_or(label);
    number.bytes().all(|byte| byte.is_ascii_digit())
}

/// The looks of a group in yEd: how deeply they are nested, which one is shown, and how many were read.
struct Realizers {
    depth: usize,
    active: usize,
    seen: usize,
}

/// A property, with further labels after it; nothing for one that only affects the drawing.
fn read_datum(
    mut element: Element,
    keys: &Declared,
    given: &mut Vec<String>,
    direction: &mut Option<Direction>,
    xml: &mut Xml<'_, '_>,
) -> Result<Vec<Property<'static>>, PlacedProblem> {
    let key = element.need("key")?;
    let name = keys.name(&key, &mut xml.budget, &element.place)?;
    given.push(key);
    // yEd writes labels within descriptions of the drawing, of which nothing else is read.
    let (mut text, mut label, mut depth, mut label_depth) = (String::new(), String::new(), 0_usize, None);
    let (mut has_elements, mut further, mut is_further) = (false, Vec::<String>::new(), false);
    // A group has an open and a closed state: the one that is shown, and the label of the other.
    let (mut realizers, mut hidden, mut is_hidden): (Option<Realizers>, _, _) = (None, String::new(), false);
    loop {
        match xml.next()? {
            Item::Open(mut inner) => {
                depth += 1;
                has_elements = true;
                if inner.name == "y:Realizers" {
                    let active = inner.take("active").and_then(|active| active.parse().ok());
                    realizers = active.map(|active| Realizers { depth, active, seen: 0 });
                } else if let Some(realizers) = realizers.as_mut().filter(|it| it.depth + 1 == depth) {
                    realizers.seen += 1;
                }
                let is_shown = realizers.as_ref().is_none_or(|it| it.seen.checked_sub(1) == Some(it.active));
                let is_label = matches!(inner.name.as_str(), "y:NodeLabel" | "y:EdgeLabel" | "y:Label.Text");
                let into = if is_shown { &mut label } else { &mut hidden };
                if into.trim().is_empty() && is_label {
                    into.clear();
                    (label_depth, is_hidden, is_further) = (Some(depth), !is_shown, false);
                    xml.skipped.add(&inner.name, usize::from(is_hidden));
                } else if is_label && is_shown {
                    further.push(String::new());
                    (label_depth, is_further) = (Some(depth), true);
                } else {
                    // yEd Live has short ones as an attribute.
                    if inner.name == "y:Label" && label.trim().is_empty() {
                        label.extend(inner.take("Text"));
                    }
                    if inner.name == "y:Arrows" {
                        *direction = drawn_direction(&mut inner);
                    }
                    xml.skipped.add(&inner.name, 1);
                }
            }
            Item::Close if depth == 0 => break,
            Item::Close => {
                if label_depth == Some(depth) {
                    label_depth = None;
                }
                depth -= 1;
            }
            Item::Text(piece) if label_depth == Some(depth) => {
                let into = if is_hidden { &mut hidden } else { &mut label };
                let further = further.last_mut().filter(|_| is_further);
                further.unwrap_or(into).push_str(&piece);
            }
            Item::Text(piece) if depth == 0 => text.push_str(&piece),
            Item::Text(_) => {}
            Item::End => return Err(xml.too_early()),
        }
    }
    if is_automatic(&label) && !is_automatic(&hidden) {
        label = hidden;
    }
    if label.trim().is_empty() {
        let is_look = has_elements && text.trim().is_empty();
        return Ok((!is_look).then(|| (name.into(), text.into())).into_iter().collect());
    }
    xml.skipped.add(&name, usize::from(!text.trim().is_empty()));
    let labels = [label].into_iter().chain(further).map(|label| {
        let label = label.trim();
        if label.starts_with("<html") { without_markup(label).trim().to_owned() } else { label.to_owned() }
    });
    Ok(labels.filter(|label| !label.is_empty()).map(|label| ("label".into(), label.into())).collect())
}
