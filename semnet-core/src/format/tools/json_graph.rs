//! JSON Graph Format: version 2 is written, versions 1 and 2 are read. <https://jsongraphformat.info>

use std::io::{self, Write};

use super::error::{Place, Wrong};
use super::graph::{Edge, Graph, Node, Property, Text, attribute_name, take, value};
use super::items::Part;
use super::tree::{Fields, Json};
use super::view::View;

pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let graph = vec![
        ("directed", Part::Whole(Json::Bool(true))),
        ("label", Part::Whole(Json::String(view.question().into()))),
        ("nodes", Part::fields(|| view.nodes().map(node))),
        ("edges", Part::list(|| view.edges().map(edge))),
    ];
    Part::Object(vec![("graph", Part::Object(graph))]).write(out)
}

fn node(mut node: Node<'_>) -> (Text<'_>, Json<'_>) {
    let mut fields = Fields::default();
    fields.push_text("label", take(&mut node.properties, "label").unwrap_or_default());
    push_metadata(&mut fields, node.properties);
    (node.id, Json::Object(fields))
}

fn edge(mut edge: Edge<'_>) -> Json<'_> {
    let mut fields = Fields::default();
    fields.push_text("source", edge.source);
    fields.push_text("relation", take(&mut edge.properties, "label").unwrap_or_default());
    fields.push_text("target", edge.target);
    push_metadata(&mut fields, edge.properties);
    Json::Object(fields)
}

fn push_metadata<'a>(fields: &mut Fields<'a>, properties: Vec<Property<'a>>) {
    if !properties.is_empty() {
        let mut metadata = Fields::default();
        metadata.extend(properties);
        fields.push("metadata", Json::Object(metadata));
    }
}

pub(super) fn read(text: &str) -> Result<Graph<'_>, Wrong> {
    let mut top = Json::read_object(text)?;
    let at = Place::Path("graph".into());
    let mut fields = match (top.take("graph"), top.take("graphs")) {
        (Some(graph), None) => graph.object(&at, "`graph`")?,
        (None, Some(graphs)) => {
            let mut graphs = graphs.list(&Place::Path("graphs".into()), "`graphs`")?;
            match (graphs.pop(), graphs.len()) {
                (Some(graph), 0) => graph.object(&Place::Item { list: "graphs", number: 0 }, "a graph")?,
                (None, _) => return Err(Place::Path("graphs".into()).wrong("there is no graph in the list")),
                (_, more) => {
                    let message = format!(
                        "there are {} graphs; a network is one, so give each in a file of its own",
                        more + 1
                    );
                    return Err(Place::Path("graphs".into()).wrong(message));
                }
            }
        }
        _ => return Err(Place::Nowhere.wrong("the file has no `graph` (or `graphs`) at the top")),
    };
    if fields.take("hyperedges").is_some() {
        return Err(at.wrong("`hyperedges` are not read; a relationship has one source and one target"));
    }
    let mut graph =
        Graph { directed: fields.take_bool("directed", &at)?.unwrap_or(true), ..Graph::default() };
    let nodes = fields.take("nodes");
    let edges = fields.take("edges");
    graph.properties = with_metadata(fields, &at)?;

    let implied = nodes.is_none();
    match nodes {
        None => {}
        // Version 2: by id.
        Some(Json::Object(Fields(nodes))) => {
            for (id, node) in nodes {
                let place = Place::Path(format!("graph.nodes[{:?}]", crate::network::excerpt(&id)));
                let properties = match node {
                    Json::Null => Vec::new(),
                    node => with_metadata(node.object(&place, "a node")?, &place)?,
                };
                graph.nodes.push(Node { id, properties, place });
            }
        }
        // Version 1: a list.
        Some(Json::List(nodes)) => {
            for (number, node) in nodes.into_iter().enumerate() {
                let place = Place::Item { list: "graph.nodes", number };
                let mut fields = node.object(&place, "a node")?;
                let id = fields.take_id("id", &place)?;
                graph.nodes.push(Node { id, properties: with_metadata(fields, &place)?, place });
            }
        }
        Some(other) => {
            let message =
                format!("`nodes` must be an object (version 2) or a list (version 1), not {}", other.kind());
            return Err(at.wrong(message));
        }
    }
    let edges = edges.map_or_else(|| Ok(Vec::new()), |edges| edges.list(&at, "`edges`"))?;
    for (number, edge) in edges.into_iter().enumerate() {
        let place = Place::Item { list: "graph.edges", number };
        let mut fields = edge.object(&place, "an edge")?;
        let (source, target) = (fields.take_id("source", &place)?, fields.take_id("target", &place)?);
        let id = fields.take("id").map(Json::into_text);
        let directed = fields.take_bool("directed", &place)?;
        graph.edges.push(Edge {
            id,
            source,
            target,
            directed,
            properties: with_metadata(fields, &place)?,
            place,
        });
    }
    if implied {
        graph.add_ends();
    }
    Ok(graph)
}

/// The fields of a graph, node or edge and its metadata, which come to the same.
fn with_metadata<'a>(mut fields: Fields<'a>, place: &Place) -> Result<Vec<Property<'a>>, Wrong> {
    let metadata = fields.take_object("metadata", place)?;
    let mut properties = fields.into_properties();
    let relation = value(&properties, "relation").is_some();
    properties.extend(metadata.into_properties().into_iter().map(|(name, value)| {
        // What a field of the format says counts; the same name in the metadata is an attribute.
        let taken = relation && (name == "relation" || name == "label");
        (if taken { attribute_name(&name, 1).into_owned().into() } else { name }, value)
    }));
    Ok(properties)
}
