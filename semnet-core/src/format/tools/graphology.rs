//! The serialisation of graphology, which `graph.import` takes and `graph.export` gives.
//! <https://graphology.github.io/serialization.html>

use std::io::{self, Write};

use crate::format::tools::directions::Direction;
use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::graph::{Edge, Graph, Node};
use crate::format::tools::json_source::Source;
use crate::format::tools::json_writer::Part;
use crate::format::tools::tree::{Fields, Json};
use crate::format::tools::view::View;
use crate::format::tools::walk::{ItemPaths, Taken};

pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let is_directed = view.is_directed();
    let mut options = Fields::default();
    options.push_text("type", if is_directed { "directed" } else { "undirected" });
    options.push("multi", Json::Bool(true));
    options.push("allowSelfLoops", Json::Bool(true));
    let top = vec![
        ("options", Part::Whole(Json::Object(options))),
        ("attributes", Part::named(view.question(), view.properties())),
        ("nodes", Part::list(|| view.nodes().map(node))),
        ("edges", Part::list(|| view.edges().map(|it| edge(it, is_directed)))),
    ];
    Part::Object(top).write(out)
}

fn node(node: Node<'_>) -> Json<'_> {
    let (mut fields, mut attributes) = (Fields::default(), Fields::default());
    attributes.extend(node.properties);
    fields.push_text("key", node.id);
    fields.push("attributes", Json::Object(attributes));
    Json::Object(fields)
}

fn edge(edge: Edge<'_>, is_directed: bool) -> Json<'_> {
    let (mut fields, mut attributes) = (Fields::default(), Fields::default());
    attributes.extend(edge.properties);
    fields.push_text("source", edge.source);
    fields.push_text("target", edge.target);
    if !is_directed {
        fields.push("undirected", Json::Bool(true));
    }
    fields.push("attributes", Json::Object(attributes));
    Json::Object(fields)
}

const WAYS: ItemPaths = &[("nodes", Taken::List), ("edges", Taken::List)];

pub(super) fn read<'a>(source: Source<'a, '_, '_>) -> Result<Graph, PlacedProblem> {
    let mut graph = Graph::default();
    let mut top = source.read_object(WAYS, &mut |list, key, item| {
        let place = key.place(list);
        if list == "nodes" {
            let mut fields = item.object(&place, "a node")?;
            let id = fields.take_id("key", &place)?;
            let properties = fields.take_object("attributes", &place)?.into_properties();
            fields.pass_over(&mut graph.skipped);
            graph.push_node(Node { id, properties, place });
            return Ok(());
        }
        let mut fields = item.object(&place, "an edge")?;
        let (source, target) = fields.take_ends(&place)?;
        let id = fields.take("key").map(Json::into_text);
        let undirected = fields.take_bool("undirected", &place)?;
        let direction = undirected.map(|undirected| Direction::of_directed(!undirected));
        let properties = fields.take_object("attributes", &place)?.into_properties();
        fields.pass_over(&mut graph.skipped);
        graph.push_edge(Edge { id, is_key: false, source, target, direction, properties, place });
        Ok(())
    })?;
    let at = Place::Path("options".into());
    let kind = top.take_object("options", &at)?.take("type").map(Json::into_text);
    // An edge of a mixed graph is directed unless it is marked otherwise.
    graph.direction = Direction::of_directed(kind.as_deref() != Some("undirected"));
    graph
        .push_properties(top.take_object("attributes", &Place::Path("attributes".into()))?.into_properties());
    let nodes = top.take("nodes").ok_or_else(|| Place::Nowhere.wrong("the file has no `nodes`"))?;
    nodes.list(&Place::Nowhere, "`nodes`")?;
    if let Some(edges) = top.take("edges") {
        edges.list(&Place::Nowhere, "`edges`")?;
    }
    top.pass_over(&mut graph.skipped);
    Ok(graph)
}
