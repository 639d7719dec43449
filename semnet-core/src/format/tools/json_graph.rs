//! JSON Graph Format: version 2 is written, versions 1 and 2 are read. <https://jsongraphformat.info>

use super::error::{Place, Wrong};
use super::graph::{Edge, Graph, Node, Property, attribute_name, value};
use super::tree::{Fields, Json};

pub(super) fn write(graph: &Graph<'_>) -> String {
    let mut nodes = Fields::default();
    for node in &graph.nodes {
        let mut fields = Fields::default();
        fields.push_text("label", value(&node.properties, "label").unwrap_or_default());
        push_metadata(&mut fields, &node.properties);
        nodes.0.push(((&*node.id).into(), Json::Object(fields)));
    }
    let mut fields = Fields::default();
    fields.push("directed", Json::Bool(true));
    fields.push_text("label", graph.question());
    fields.push("nodes", Json::Object(nodes));
    fields.push("edges", Json::List(graph.edges.iter().map(edge_fields).map(Json::Object).collect()));
    let mut top = Fields::default();
    top.push("graph", Json::Object(fields));
    Json::Object(top).write()
}

fn edge_fields<'a>(edge: &'a Edge<'a>) -> Fields<'a> {
    let mut fields = Fields::default();
    fields.push_text("source", &edge.source);
    fields.push_text("relation", value(&edge.properties, "label").unwrap_or_default());
    fields.push_text("target", &edge.target);
    push_metadata(&mut fields, &edge.properties);
    fields
}

fn push_metadata<'a>(fields: &mut Fields<'a>, properties: &'a [Property<'a>]) {
    let mut metadata = Fields::default();
    metadata.extend(properties.iter().filter(|(name, _)| name != "label"));
    if !metadata.0.is_empty() {
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
