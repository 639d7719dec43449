//! OPML, the outlines of mind maps and feed readers. Read only. <http://opml.org/spec2.opml>

use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::gml::unescaped;
use crate::format::tools::graph::{Graph, Node, Property, UNNAMED, given};
use crate::format::tools::stream::Stream;
use crate::format::tools::xml::{Element, Xml};

/// How deeply outlines may be nested.
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

/// Tags that a text may have in OPML, as WorkFlowy writes them.
const MARKUP: [&str; 20] = [
    "a", "b", "body", "br", "code", "del", "div", "em", "font", "html", "i", "mark", "p", "s", "span",
    "strong", "sub", "sup", "time", "u",
];

/// A text without its markup, which the specification allows there. O(length).
pub(super) fn without_markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut has_markup = false;
    while let Some((before, after)) = rest.split_once('<') {
        let tag = after.split_once('>').filter(|(tag, _)| {
            let name = tag.trim_start_matches('/').trim_end_matches('/').split_whitespace().next();
            name.is_some_and(|name| MARKUP.iter().any(|known| name.eq_ignore_ascii_case(known)))
        });
        out.push_str(before);
        match tag {
            Some((tag, after)) => {
                has_markup = true;
                out.push_str(if tag.starts_with("br") { " " } else { "" });
                rest = after;
            }
            None => {
                out.push('<');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    // Without markup it is plain text, in which `&amp;` is literal.
    if has_markup || out.contains("&amp;") { unescaped(&out).into_owned() } else { out }
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
        return Err(element.place.wrong(format!("outlines are nested more than {DEEPEST} deep")));
    }
    let place = element.place.clone();
    let label = element.take("text").or_else(|| element.take("title"));
    let label = label.map(|label| without_markup(&label)).unwrap_or_default();
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
    // Notes of FreeMind and others.
    let note = ["_note", "note", "description"].into_iter().find_map(|name| element.take(name));
    properties.extend(note.map(|note| (given::TEXT.into(), without_markup(&note).into())));
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
