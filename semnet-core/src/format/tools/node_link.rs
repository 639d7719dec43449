//! Node-link JSON, as NetworkX writes it (`node_link_data`) and D3 reads it. The list of edges is called
//! `edges` in NetworkX since 3.4 and `links` before and in D3; `edges` is written, both are read.

use std::io::{self, Write};

use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::graph::{Edge, Graph, Node, Property, Text, UNNAMED};
use crate::format::tools::json_source::Source;
use crate::format::tools::json_writer::Part;
use crate::format::tools::tree::{Fields, Json};
use crate::format::tools::view::View;
use crate::format::tools::vocabulary::Direction;
use crate::format::tools::walk::{ItemPaths, Taken};

pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let top = vec![
        ("directed", Part::Whole(Json::Bool(view.is_directed()))),
        ("multigraph", Part::Whole(Json::Bool(true))),
        ("graph", Part::named(view.question(), view.properties())),
        ("nodes", Part::list(|| view.nodes().map(node))),
        ("edges", Part::list(|| view.edges().map(edge))),
    ];
    Part::Object(top).write(out)
}

fn node(node: Node<'_>) -> Json<'_> {
    let mut fields = Fields::default();
    fields.push_text("id", node.id);
    fields.extend(node.properties);
    Json::Object(fields)
}

fn edge(edge: Edge<'_>) -> Json<'_> {
    let mut fields = Fields::default();
    fields.push_text("source", edge.source);
    fields.push_text("target", edge.target);
    fields.extend(edge.properties);
    Json::Object(fields)
}

const WAYS: ItemPaths = &[("nodes", Taken::List), ("edges", Taken::List), ("links", Taken::List)];

/// The fields of a node or an edge. React Flow has its content in `data`, and where it is drawn next to that.
fn flattened<'a>(mut fields: Fields<'a>, graph: &mut Graph) -> Vec<Property<'a>> {
    let is_object = |(name, value): &(Text<'a>, Json<'a>)| name == "data" && matches!(value, Json::Object(_));
    let data = fields.0.iter().any(is_object).then(|| fields.take("data")).flatten();
    if let Some(Json::Object(data)) = data {
        for look in ["position", "positionAbsolute", "measured", "style", "markerEnd", "markerStart"] {
            graph.skipped.add(look, usize::from(fields.take(look).is_some()));
        }
        let mut properties = data.into_properties();
        properties.extend(fields.into_properties());
        return properties;
    }
    fields.into_properties()
}

pub(super) fn read<'a>(source: impl Source<'a>) -> Result<Graph, PlacedProblem> {
    let mut graph = Graph::default();
    let (mut has_id, mut unnamed) = (false, None);
    let mut top = source.read_object(WAYS, &mut |list, key, item| {
        let place = key.place(list);
        if list == "nodes" {
            let mut fields = item.object(&place, "a node")?;
            let id = match fields.take_id("id", &place) {
                Ok(id) if unnamed.is_none() => id,
                // D3's first versions: links name places in the list, and no node has an id.
                Err(wrong) if has_id => return Err(wrong),
                Err(wrong) => {
                    unnamed.get_or_insert(wrong);
                    format!("{UNNAMED}{}", graph.nodes.len()).into()
                }
                Ok(_) => return Err(unnamed.take().unwrap_or_else(|| place.wrong("`id` is missing"))),
            };
            has_id |= unnamed.is_none();
            let properties = flattened(fields, &mut graph);
            graph.push_node(Node { id, properties, place });
            return Ok(());
        }
        let mut fields = item.object(&place, "an edge")?;
        let (source, target) = fields.take_ends(&place)?;
        let id = fields.take("key").map(Json::into_text);
        let properties = flattened(fields, &mut graph);
        graph.push_edge(Edge { id, is_key: true, source, target, direction: None, properties, place });
        Ok(())
    })?;
    graph.direction = Direction::of_directed(top.take_bool("directed", &Place::Nowhere)?.unwrap_or(false));
    top.take("multigraph");
    let nodes = top.take("nodes").ok_or_else(|| Place::Nowhere.wrong("the file has no `nodes`"))?;
    nodes.list(&Place::Nowhere, "`nodes`")?;
    let edges = match (top.take("edges"), top.take("links")) {
        (Some(edges), None) | (None, Some(edges)) => edges,
        (None, None) => {
            return Err(Place::Nowhere.wrong(
                "the file has neither `edges` nor `links`; one of them must be there, if only as []",
            ));
        }
        (Some(_), Some(_)) => {
            return Err(
                Place::Nowhere.wrong("the file has both `edges` and `links`; only one of them can be meant")
            );
        }
    };
    edges.list(&Place::Nowhere, "the list of edges")?;
    graph.push_properties(top.take_object("graph", &Place::Nowhere)?.into_properties());
    graph.push_properties(top.into_properties());
    graph.resolve_ends();
    Ok(graph)
}
