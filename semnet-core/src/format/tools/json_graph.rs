//! JSON Graph Format: version 2 is written; versions 1 and 2 are read. <https://jsongraphformat.info>

use std::io::{self, Write};

use crate::format::tools::directions::Direction;
use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::graph::{Edge, Graph, Node, Property, Text, given, take};
use crate::format::tools::json_source::Source;
use crate::format::tools::json_writer::Part;
use crate::format::tools::node_link::name_id;
use crate::format::tools::tree::{Fields, Json};
use crate::format::tools::view::View;
use crate::format::tools::walk::{ItemPaths, Key, Taken};

pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut graph = vec![
        ("directed", Part::Whole(Json::Bool(view.is_directed()))),
        ("label", Part::Whole(Json::String(view.question().into()))),
    ];
    let properties = view.properties();
    if !properties.is_empty() {
        let mut metadata = Fields::default();
        metadata.extend(properties);
        graph.push(("metadata", Part::Whole(Json::Object(metadata))));
    }
    graph.push(("nodes", Part::fields(|| view.nodes().map(node))));
    graph.push(("edges", Part::list(|| view.edges().map(edge))));
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

const WAYS: ItemPaths = &[
    ("graph", Taken::Within),
    // By id in version 2; a list in version 1.
    ("graph.nodes", Taken::ListOrFields),
    // The names in GraphSON.
    ("graph.vertices", Taken::List),
    ("graph.edges", Taken::List),
    // The name in D3.
    ("graph.links", Taken::List),
];

pub(super) fn read<'a>(source: Source<'a, '_, '_>) -> Result<Graph, PlacedProblem> {
    let mut graph = Graph::default();
    let mut top = source.read_object(WAYS, &mut |list, key, item| match list {
        "graph.nodes" | "graph.vertices" => push_node(&mut graph, key, item),
        _ => push_edge(&mut graph, key, item),
    })?;
    let at = Place::Path("graph".into());
    let mut fields = match (top.take("graph"), top.take("graphs")) {
        (Some(graph), None) => graph.object(&at, "`graph`")?,
        (None, Some(graphs)) => only_graph(graphs)?,
        _ => return Err(Place::Nowhere.wrong("the file has no `graph` (or `graphs`) at the top")),
    };
    let hyperedges = fields.take("hyperedges").unwrap_or(Json::Null);
    if !matches!(&hyperedges, Json::Null) && hyperedges != Json::List(Vec::new()) {
        return Err(at.wrong("`hyperedges` are not read; a relationship has one source and one target"));
    }
    top.pass_over(&mut graph.skipped);
    graph.direction = Direction::of_directed(fields.take_bool("directed", &at)?.unwrap_or(true));
    let nodes = fields.take("nodes").or_else(|| fields.take("vertices"));
    let edges = match (fields.take("edges"), fields.take("links")) {
        (Some(_), Some(_)) => {
            return Err(at.wrong("the graph has both `edges` and `links`; only one of them can be meant"));
        }
        (edges, links) => edges.or(links),
    };
    // Nx has the edges of each node, some of them to packages that are not among the nodes.
    let is_list = |value: &Json<'_>| matches!(value, Json::List(_));
    let dependencies = match fields.take("dependencies") {
        Some(Json::Object(map)) if edges.is_none() && map.0.iter().all(|(_, list)| is_list(list)) => {
            Some(map)
        }
        other => {
            fields.0.extend(other.map(|other| ("dependencies".into(), other)));
            None
        }
    };
    graph.push_properties(with_metadata(fields, &at)?);

    // Nothing of a list of graphs was read yet.
    let implied = nodes.is_none() || dependencies.is_some();
    match nodes {
        None => {}
        Some(Json::Object(Fields(nodes))) => {
            for (id, node) in nodes {
                push_node(&mut graph, Key::Name(id), node)?;
            }
        }
        Some(Json::List(nodes)) => {
            for (number, node) in nodes.into_iter().enumerate() {
                push_node(&mut graph, Key::Number(number), node)?;
            }
        }
        Some(other) => {
            let message =
                format!("`nodes` must be an object (version 2) or a list (version 1), not {}", other.kind());
            return Err(at.wrong(message));
        }
    }
    let edges = edges.map_or_else(|| Ok(Vec::new()), |edges| edges.list(&at, "`edges`"))?;
    let dependencies = dependencies.into_iter().flat_map(|map| map.0);
    let dependencies = dependencies.flat_map(|(_, list)| list.into_items());
    for (number, edge) in edges.into_iter().chain(dependencies).enumerate() {
        push_edge(&mut graph, Key::Number(number), edge)?;
    }
    if implied {
        graph.add_ends();
    }
    Ok(graph)
}

/// The graph in a list that must have one.
fn only_graph(graphs: Json<'_>) -> Result<Fields<'_>, PlacedProblem> {
    let at = Place::Path("graphs".into());
    let mut graphs = graphs.list(&at, "`graphs`")?;
    match (graphs.pop(), graphs.len()) {
        (Some(graph), 0) => graph.object(&Place::Item { list: "graphs", number: 0 }, "a graph"),
        (None, _) => Err(at.wrong("there is no graph in the list")),
        (_, more) => Err(at.wrong(format!(
            "there are {} graphs; expected one graph; put each into a separate file",
            more + 1
        ))),
    }
}

fn push_node(graph: &mut Graph, key: Key<'_>, node: Json<'_>) -> Result<(), PlacedProblem> {
    let place = key.place("graph.nodes");
    let (id, properties) = match (key, node) {
        (Key::Name(id), Json::Null) => (id, Vec::new()),
        (Key::Name(id), node) => (id, with_metadata(node.object(&place, "a node")?, &place)?),
        (Key::Number(_), node) => {
            let mut fields = node.object(&place, "a node")?;
            name_id(&mut fields, false);
            (fields.take_id("id", &place)?, with_metadata(fields, &place)?)
        }
    };
    graph.push_node(Node { id, properties, place });
    Ok(())
}

fn push_edge(graph: &mut Graph, key: Key<'_>, edge: Json<'_>) -> Result<(), PlacedProblem> {
    let place = key.place("graph.edges");
    let mut fields = edge.object(&place, "an edge")?;
    name_id(&mut fields, true);
    let (source, target) = fields.take_ends(&place)?;
    let id = fields.take("id").map(Json::into_text);
    let direction = fields.take_bool("directed", &place)?.map(Direction::of_directed);
    let properties = with_metadata(fields, &place)?;
    graph.push_edge(Edge { id, source, target, direction, properties, place, is_key: false });
    Ok(())
}

/// The fields of a graph, node or edge and those of its metadata, which mean the same.
fn with_metadata<'a>(mut fields: Fields<'a>, place: &Place) -> Result<Vec<Property<'a>>, PlacedProblem> {
    let metadata = fields.take_object("metadata", place)?;
    let mut properties = fields.into_properties();
    // A field of the format comes first; the same name in the metadata is an attribute.
    if let Some((name, _)) = properties.iter_mut().find(|(name, _)| name == "relation") {
        *name = given::RELATION.into();
    }
    properties.extend(metadata.into_properties());
    Ok(properties)
}
