//! GraphML. <http://graphml.graphdrawing.org/specification.html>

use std::io::{self, Write};

use crate::format::tools::error::Wrong;
use crate::format::tools::graph::{Edge, Graph, Node, Property};
use crate::format::tools::stream::Stream;
use crate::format::tools::view::View;
use crate::format::tools::xml::{Columns, Declared, Element, Item, Xml, columns, escape};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"#;

pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let node_columns = columns(&mut view.nodes().flat_map(|node| node.properties));
    let edge_columns = columns(&mut view.edges().flat_map(|edge| edge.properties));
    out.write_all(HEAD.as_bytes())?;
    writeln!(out, "  <key id=\"name\" for=\"graph\" attr.name=\"name\" attr.type=\"string\"/>")?;
    declare(out, "node", 'n', &node_columns)?;
    declare(out, "edge", 'e', &edge_columns)?;
    let name = escape(view.question());
    writeln!(out, "  <graph edgedefault=\"directed\">\n    <data key=\"name\">{name}</data>")?;
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

pub(super) fn read(stream: &mut Stream<'_>) -> Result<Graph<'static>, Wrong> {
    let mut xml = Xml::new(stream);
    xml.root("graphml")?;
    let (mut keys, mut graph) = (Keys::default(), None);
    while let Some(element) = xml.child()? {
        match element.name.as_str() {
            "key" => keys.read(element, &mut xml)?,
            "graph" if graph.is_some() => {
                let message = "a second <graph>; a network is one, so give each in a file of its own";
                return Err(element.place.wrong(message));
            }
            "graph" => graph = Some(read_graph(element, &keys, &mut xml)?),
            "desc" | "data" => xml.pass_over(&element.name)?,
            _ => return Err(element.unexpected()),
        }
    }
    xml.end()?;
    let mut graph = graph.ok_or_else(|| xml.place().wrong("there is no <graph> in this file"))?;
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
    fn read(&mut self, mut element: Element, xml: &mut Xml<'_, '_>) -> Result<(), Wrong> {
        let id = element.need("id")?;
        let class = element.take("for").unwrap_or_else(|| "all".into());
        let name = element.take("attr.name").unwrap_or_else(|| id.clone());
        element.take("attr.type");
        xml.pass_over_attributes("key", &mut element, |_| false);
        let default = xml.default_value()?;
        for (known, keys) in [("graph", &mut self.graph), ("node", &mut self.node), ("edge", &mut self.edge)]
        {
            if class == known || class == "all" {
                keys.insert(id.clone(), name.clone(), default.clone());
            }
        }
        Ok(())
    }
}

fn read_graph(mut element: Element, keys: &Keys, xml: &mut Xml<'_, '_>) -> Result<Graph<'static>, Wrong> {
    let directed = element.take("edgedefault").as_deref() != Some("undirected");
    // How it is to be parsed says nothing of what it is.
    xml.pass_over_attributes("graph", &mut element, |(name, _)| name.starts_with("parse."));
    let mut graph = Graph { directed, ..Graph::default() };
    let mut given = Vec::new();
    while let Some(mut element) = xml.child()? {
        let place = element.place.clone();
        match element.name.as_str() {
            "node" => {
                let id = element.need("id")?.into();
                let properties = read_data(element, &keys.node, xml)?;
                graph.nodes.push(Node { id, properties, place });
            }
            "edge" => {
                let (source, target) = (element.need("source")?.into(), element.need("target")?.into());
                let id = element.take("id").map(Into::into);
                let directed = element.take("directed").map(|directed| directed == "true" || directed == "1");
                let properties = read_data(element, &keys.edge, xml)?;
                graph.edges.push(Edge { id, source, target, directed, properties, place });
            }
            "data" => graph.properties.push(read_datum(element, &keys.graph, &mut given, xml)?),
            "desc" => graph.properties.push(("description".into(), xml.text()?.into())),
            _ => return Err(element.unexpected()),
        }
    }
    keys.graph.add_defaults(&given, &mut graph.properties, &mut xml.budget, &element.place)?;
    Ok(graph)
}

/// What stands in a node or an edge.
fn read_data(
    mut element: Element,
    keys: &Declared,
    xml: &mut Xml<'_, '_>,
) -> Result<Vec<Property<'static>>, Wrong> {
    let place = element.place.clone();
    let mut properties: Vec<Property<'static>> = element.take_properties().collect();
    let mut given = Vec::new();
    while let Some(inner) = xml.child()? {
        match inner.name.as_str() {
            "data" => properties.push(read_datum(inner, keys, &mut given, xml)?),
            "desc" => properties.push(("description".into(), xml.text()?.into())),
            _ => return Err(inner.unexpected()),
        }
    }
    keys.add_defaults(&given, &mut properties, &mut xml.budget, &place)?;
    Ok(properties)
}

fn read_datum(
    mut element: Element,
    keys: &Declared,
    given: &mut Vec<String>,
    xml: &mut Xml<'_, '_>,
) -> Result<Property<'static>, Wrong> {
    let key = element.need("key")?;
    let name = keys.name(&key, &mut xml.budget, &element.place)?;
    given.push(key);
    // yEd has its labels within descriptions of how things look, of which nothing else is read.
    let (mut text, mut label, mut depth, mut label_depth) = (String::new(), String::new(), 0, None);
    loop {
        match xml.next()? {
            Item::Open(inner) => {
                depth += 1;
                if label.is_empty() && (inner.name == "y:NodeLabel" || inner.name == "y:EdgeLabel") {
                    label_depth = Some(depth);
                } else {
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
            Item::Text(piece) if label_depth == Some(depth) => label.push_str(&piece),
            Item::Text(piece) if depth == 0 => text.push_str(&piece),
            Item::Text(_) => {}
            Item::End => return Err(xml.too_early()),
        }
    }
    if label.trim().is_empty() {
        return Ok((name.into(), text.into()));
    }
    xml.skipped.add(&name, usize::from(!text.trim().is_empty()));
    Ok(("label".into(), label.into()))
}
