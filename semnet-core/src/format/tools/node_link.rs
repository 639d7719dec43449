//! Node-link JSON, as NetworkX writes it (`node_link_data`) and D3 reads it. The list of edges is called `edges` in
//! NetworkX since 3.4 and `links` before and in D3; `edges` is written, both are read.

use super::error::{Place, Wrong};
use super::graph::{Edge, Graph, Node};
use super::tree::{Fields, Json};

pub(super) fn write<'g>(graph: &'g Graph<'g>) -> String {
    let mut about = Fields::default();
    about.push_text("name", graph.question());
    let node = |node: &'g Node<'g>| {
        let mut fields = Fields::default();
        fields.push_text("id", &node.id);
        fields.extend(&node.properties);
        Json::Object(fields)
    };
    let edge = |edge: &'g Edge<'g>| {
        let mut fields = Fields::default();
        fields.push_text("source", &edge.source);
        fields.push_text("target", &edge.target);
        fields.extend(&edge.properties);
        Json::Object(fields)
    };
    let mut top = Fields::default();
    top.push("directed", Json::Bool(true));
    top.push("multigraph", Json::Bool(true));
    top.push("graph", Json::Object(about));
    top.push("nodes", Json::List(graph.nodes.iter().map(node).collect()));
    top.push("edges", Json::List(graph.edges.iter().map(edge).collect()));
    Json::Object(top).write()
}

pub(super) fn read(text: &str) -> Result<Graph<'_>, Wrong> {
    let mut top = Json::read_object(text)?;
    let directed = top.take_bool("directed", &Place::Nowhere)?.unwrap_or(false);
    top.take("multigraph");
    let nodes = top.take("nodes").ok_or_else(|| Place::Nowhere.wrong("the file has no `nodes`"))?;
    let (list, edges) = match (top.take("edges"), top.take("links")) {
        (Some(edges), None) => ("edges", edges),
        (None, Some(links)) => ("links", links),
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
    let mut properties = top.take_object("graph", &Place::Nowhere)?.into_properties();
    properties.extend(top.into_properties());
    let mut graph = Graph { directed, properties, ..Graph::default() };

    for (number, node) in nodes.list(&Place::Nowhere, "`nodes`")?.into_iter().enumerate() {
        let place = Place::Item { list: "nodes", number };
        let mut fields = node.object(&place, "a node")?;
        let id = fields.take_id("id", &place)?;
        graph.nodes.push(Node { id, properties: fields.into_properties(), place });
    }
    for (number, edge) in edges.list(&Place::Nowhere, "the list of edges")?.into_iter().enumerate() {
        let place = Place::Item { list, number };
        let mut fields = edge.object(&place, "an edge")?;
        let (source, target) = (fields.take_id("source", &place)?, fields.take_id("target", &place)?);
        let id = fields.take("key").map(Json::into_text);
        graph.edges.push(Edge {
            id,
            source,
            target,
            directed: None,
            properties: fields.into_properties(),
            place,
        });
    }
    Ok(graph)
}
