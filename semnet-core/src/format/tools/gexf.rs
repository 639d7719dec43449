//! GEXF: version 1.3 is written, and 1.1 to 1.3 are read. <https://gexf.net>

use std::io::{self, Write};

use crate::format::tools::error::Wrong;
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
    writeln!(out, "  <meta>\n    <description>{}</description>\n  </meta>", escape(view.question()))?;
    writeln!(out, "  <graph defaultedgetype=\"directed\">")?;
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

pub(super) fn read(stream: &mut Stream<'_>) -> Result<Graph<'static>, Wrong> {
    let mut xml = Xml::new(stream);
    xml.root("gexf")?;
    let (mut graph, mut about) = (None, Vec::new());
    while let Some(mut element) = xml.child()? {
        match element.name.as_str() {
            "meta" => {
                xml.pass_over_attributes("meta", &mut element, |_| false);
                read_meta(&mut about, &mut xml)?;
            }
            "graph" if graph.is_some() => {
                return Err(element
                    .place
                    .wrong("a second <graph>; a network is one, so give each in a file of its own"));
            }
            "graph" => graph = Some(read_graph(element, &mut xml)?),
            _ => return Err(element.unexpected()),
        }
    }
    xml.end()?;
    let mut graph = graph.ok_or_else(|| xml.place().wrong("there is no <graph> in this file"))?;
    graph.properties.append(&mut about);
    graph.skipped = xml.skipped;
    Ok(graph)
}

/// What a file says of the graph.
fn read_meta(about: &mut Vec<Property<'static>>, xml: &mut Xml<'_, '_>) -> Result<(), Wrong> {
    while let Some(inner) = xml.child()? {
        let name = match inner.name.as_str() {
            // The nearest that this format has to a name of the graph.
            "description" => "name",
            "keywords" => "keywords",
            // Who wrote the file is not part of the graph.
            other => {
                xml.pass_over(other)?;
                continue;
            }
        };
        let text = xml.text()?;
        if !text.trim().is_empty() {
            about.push((name.into(), text.into()));
        }
    }
    Ok(())
}

fn read_graph(mut element: Element, xml: &mut Xml<'_, '_>) -> Result<Graph<'static>, Wrong> {
    let directed = element.take("defaultedgetype").as_deref() == Some("directed");
    let mut graph = Graph { directed, ..Graph::default() };
    // NetworkX has the name here.
    let name = element.take("name").filter(|name| !name.trim().is_empty());
    graph.properties.extend(name.map(|name| ("name".into(), name.into())));
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
                xml.pass_over_attributes("nodes", &mut element, is_plain);
                while let Some(mut element) = xml.child()? {
                    let (place, id) = (element.place.clone(), element.need("id")?.into());
                    let properties = read_properties(element, &node_keys, xml)?;
                    graph.nodes.push(Node { id, properties, place });
                }
            }
            "edges" => {
                xml.pass_over_attributes("edges", &mut element, is_plain);
                while let Some(mut element) = xml.child()? {
                    let place = element.place.clone();
                    let (source, target) = (element.need("source")?.into(), element.need("target")?.into());
                    let id = element.take("id").map(Into::into);
                    let kind = element.take("type");
                    let directed = kind.as_deref().map(|kind| kind == "directed");
                    let mut properties = read_properties(element, &edge_keys, xml)?;
                    let id = take(&mut properties, "networkx_key").or(id);
                    if kind.as_deref() == Some("mutual") {
                        properties.push(("mutual".into(), "true".into()));
                    }
                    graph.edges.push(Edge { id, source, target, directed, properties, place });
                }
            }
            _ => return Err(element.unexpected()),
        }
    }
    Ok(graph)
}

/// Whether an attribute says what is so where nothing is said, or nothing of the graph.
fn is_plain((name, value): &Property<'static>) -> bool {
    (name == "mode" && value == "static") || (name == "idtype" && value == "string") || name == "count"
}

fn read_declarations(keys: &mut Declared, xml: &mut Xml<'_, '_>) -> Result<(), Wrong> {
    while let Some(mut element) = xml.child()? {
        let id = element.need("id")?;
        let title = element.take("title").unwrap_or_else(|| id.clone());
        let default = xml.default_value()?;
        keys.insert(id, title, default);
    }
    Ok(())
}

/// What stands in a node or an edge.
fn read_properties(
    mut element: Element,
    keys: &Declared,
    xml: &mut Xml<'_, '_>,
) -> Result<Vec<Property<'static>>, Wrong> {
    let place = element.place.clone();
    let mut properties: Vec<Property<'static>> = element.take_properties().collect();
    let mut given = Vec::new();
    while let Some(mut inner) = xml.child()? {
        match inner.name.as_str() {
            "attvalues" => {
                while let Some(mut element) = xml.child()? {
                    let text = xml.text()?;
                    xml.skipped.add(&element.name, usize::from(!text.trim().is_empty()));
                    // In version 1.0 it was called `id`.
                    let key = element.take("for").or_else(|| element.take("id"));
                    let key =
                        key.ok_or_else(|| element.place.wrong("<attvalue> needs the attribute `for`"))?;
                    let name = keys.name(&key, &mut xml.budget, &element.place)?;
                    properties.push((name.into(), element.need("value")?.into()));
                    given.push(key);
                }
            }
            "nodes" | "edges" => return Err(inner.unexpected()),
            "parents" | "spells" | "slices" => {
                return Err(inner
                    .place
                    .wrong(format!("<{}> is not read; a network has no hierarchy and no time", inner.name)));
            }
            // How it looks: `viz:size`, `viz:color` and the like.
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
    keys.add_defaults(&given, &mut properties, &mut xml.budget, &place)?;
    Ok(properties)
}
