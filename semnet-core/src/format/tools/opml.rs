//! OPML, the outlines of mind maps and feed readers. Read only. <http://opml.org/spec2.opml>

use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::graph::{Graph, Node, Property, UNNAMED, given};
use crate::format::tools::stream::Stream;
use crate::format::tools::xml::{Element, Xml};

/// How deep outlines may stand within outlines.
const DEEPEST: usize = 64;

/// An outline within another one is a relationship `contains`.
pub(super) fn read(stream: &mut Stream<'_>) -> Result<Graph, PlacedProblem> {
    let mut xml = Xml::new(stream);
    xml.root("opml")?;
    let (mut graph, mut has_body) = (Graph::default(), false);
    while let Some(element) = xml.child()? {
        match element.name.as_str() {
            "head" => {
                while let Some(inner) = xml.child()? {
                    if inner.name == "title" {
                        graph.push_properties([("name".into(), xml.text()?.into())]);
                    } else {
                        xml.pass_over(&inner.name)?;
                    }
                }
            }
            "body" => {
                has_body = true;
                while let Some(inner) = xml.child()? {
                    read_outline(inner, None, 0, &mut graph, &mut xml)?;
                }
            }
            _ => return Err(element.unexpected()),
        }
    }
    xml.end()?;
    if !has_body {
        return Err(Place::Nowhere.wrong("there is no <body> in this file"));
    }
    graph.skipped = xml.skipped;
    Ok(graph)
}

fn read_outline(
    mut element: Element,
    parent: Option<&str>,
    depth: usize,
    graph: &mut Graph,
    xml: &mut Xml<'_, '_>,
) -> Result<(), PlacedProblem> {
    if element.name != "outline" {
        return Err(element.unexpected());
    }
    if depth > DEEPEST {
        return Err(element.place.wrong(format!("outlines stand within outlines more than {DEEPEST} deep")));
    }
    let place = element.place.clone();
    let label = element.take("text").or_else(|| element.take("title")).unwrap_or_default();
    // A line that is empty groups nothing.
    if label.trim().is_empty() {
        xml.skipped.add("empty outline", 1);
        while let Some(inner) = xml.child()? {
            read_outline(inner, parent, depth + 1, graph, xml)?;
        }
        return Ok(());
    }
    let id = format!("{UNNAMED}{}", graph.nodes.len());
    let mut properties: Vec<Property<'static>> = vec![(given::LABEL.into(), label.into())];
    // FreeMind and others have notes.
    let note = element.take("_note").or_else(|| element.take("description"));
    properties.extend(note.map(|note| (given::TEXT.into(), note.into())));
    properties.extend(element.take_properties());
    graph.push_node(Node { id: id.clone().into(), properties, place: place.clone() });
    if let Some(parent) = parent {
        graph.push_member(parent, &id, place);
    }
    while let Some(inner) = xml.child()? {
        read_outline(inner, Some(&id), depth + 1, graph, xml)?;
    }
    Ok(())
}
