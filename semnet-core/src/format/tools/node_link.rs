//! Node-link JSON, as NetworkX writes it (`node_link_data`) and D3 reads it. The list of edges is called
//! `edges` in NetworkX since 3.4 and `links` before and in D3; `edges` is written; both are read.

use std::collections::HashSet;
use std::io::{self, Write};

use crate::format::tools::directions::Direction;
use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::graph::{Edge, Graph, Node, Property, UNNAMED};
use crate::format::tools::json_source::Source;
use crate::format::tools::json_writer::Part;
use crate::format::tools::tree::{Fields, Json};
use crate::format::tools::unknown::unknown;
use crate::format::tools::view::View;
use crate::format::tools::vocabulary::is_name;
use crate::format::tools::walk::{ItemPaths, Key, Taken};

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

const WAYS: ItemPaths = &[
    // By id, in LlamaIndex.
    ("nodes", Taken::ListOrFields),
    ("elements", Taken::List),
    // In GraphSON.
    ("vertices", Taken::List),
    // By id, in TRAPI.
    ("edges", Taken::ListOrFields),
    ("links", Taken::List),
    ("relationships", Taken::List),
    ("connections", Taken::List),
    ("relations", Taken::ListOrFields),
    // In VOSviewer.
    ("network", Taken::Within),
    ("network.items", Taken::List),
    ("network.links", Taken::List),
    // In what services answer: GraphQL and Langflow, TRAPI.
    ("data", Taken::Within),
    ("data.nodes", Taken::List),
    ("data.edges", Taken::List),
    ("data.links", Taken::List),
    ("knowledge_graph", Taken::Within),
    ("knowledge_graph.nodes", Taken::ListOrFields),
    ("knowledge_graph.edges", Taken::ListOrFields),
    ("knowledge_graph.relationships", Taken::List),
    ("message", Taken::Within),
    ("message.knowledge_graph", Taken::Within),
    ("message.knowledge_graph.nodes", Taken::ListOrFields),
    ("message.knowledge_graph.edges", Taken::ListOrFields),
    // In ECharts.
    ("series", Taken::Each),
    ("series.data", Taken::List),
    ("series.nodes", Taken::List),
    ("series.links", Taken::List),
    ("series.edges", Taken::List),
];

/// What the list of nodes is called.
const NODES: [&str; 9] = [
    "nodes",
    "elements",
    "vertices",
    "network.items",
    "series.data",
    "series.nodes",
    "data.nodes",
    "knowledge_graph.nodes",
    "message.knowledge_graph.nodes",
];

/// The names of the list of edges: by NetworkX, D3, LangChain, Kumu, LlamaIndex.
const EDGES: [&str; 5] = ["edges", "links", "relationships", "connections", "relations"];

/// Fields within which nodes and edges have their content: in React Flow; in LangChain and Neo4j's Arrows; in
/// Kumu.
const WITHIN: [&str; 3] = ["data", "properties", "attributes"];

/// The fields of a node or an edge, including nested ones. The fields for drawing are next to them.
fn flattened<'a>(mut fields: Fields<'a>, graph: &mut Graph) -> Vec<Property<'a>> {
    let (mut properties, mut has_inner) = (Vec::new(), false);
    for (name, value) in &mut fields.0 {
        if WITHIN.contains(&&**name) && matches!(value, Json::Object(_)) {
            let mut inner = std::mem::replace(value, Json::Null).into_fields();
            has_inner = true;
            // Linkurious has the properties within the data.
            if matches!(inner.get("properties"), Some(Json::Object(_)))
                && let Some(deeper) = inner.take("properties")
            {
                properties.extend(deeper.into_fields().into_properties());
            }
            properties.extend(inner.into_properties());
        }
    }
    for look in LOOKS.into_iter().filter(|_| has_inner) {
        let is_look = fields.0.iter().any(|(name, value)| name == look && matches!(value, Json::Object(_)));
        if is_look && let Some(Json::Object(look_fields)) = fields.take(look) {
            graph.skipped.add(look, usize::from(!look_fields.0.is_empty()));
        }
    }
    let others = fields.into_properties();
    if properties.is_empty() {
        return others;
    }
    properties.extend(others);
    properties
}

/// Objects that only affect the drawing.
const LOOKS: [&str; 4] = ["position", "positionAbsolute", "measured", "style"];

/// The fields of a node or an edge that is not an object: only an id, or a list as Python makes it of
/// NetworkX's `nodes(data=True)` and `edges(data=True)`: ids, and an object.
fn as_fields<'a>(item: Json<'a>, is_edge: bool, place: &Place) -> Result<Fields<'a>, PlacedProblem> {
    let what = if is_edge { "an edge" } else { "a node" };
    let list = match item {
        id @ Json::String(_) if !is_edge => vec![id],
        Json::List(list) => list,
        item => return item.object(place, what),
    };
    let names: &[&'static str] = if is_edge { &["source", "target", "relation"] } else { &["id"] };
    let count = list.iter().take_while(|item| !matches!(item, Json::Object(_))).count();
    let (mut fields, mut items) = (Fields::default(), list.into_iter());
    // In three words without an object, the relation may be the second or the last.
    if count == 0 || (is_edge && count == 1) || count > names.len() || (count == 3 && items.len() == 3) {
        let expected = if is_edge { "`[source, target]`" } else { "an id" };
        return Err(place
            .wrong(format!("{what} that is not an object is {expected}, and may have an object after it")));
    }
    for (name, item) in names.iter().zip(items.by_ref().take(count)) {
        fields.push(name, item);
    }
    items.for_each(|item| fields.0.extend(item.into_fields().0));
    Ok(fields)
}

/// The same for a node, which is an object if it has a name.
fn node_fields<'a>(item: Json<'a>, key: &Key<'a>, place: &Place) -> Result<Fields<'a>, PlacedProblem> {
    match key {
        Key::Name(_) => item.object(place, "a node"),
        Key::Number(_) => as_fields(item, false, place),
    }
}

/// The name of a node or an edge: `id`, or the fields of Kumu and Graphiti. GraphSON and Memgraph write in
/// each of them that it is a node or an edge, which is dropped; in files of other tools, such a `type` is
/// content.
pub(super) fn name_id(fields: &mut Fields<'_>, is_edge: bool) {
    // In a file that semnet wrote, an edge has such names for its attributes.
    let has_source = || fields.0.iter().any(|(name, _)| name == "source");
    if !(fields.has("id") || (is_edge && has_source())) {
        let is_id = |wanted: &&str| fields.0.iter().position(|(name, _)| is_name(name, wanted));
        let found = ["id", "uuid", "guid", "nodeid"].iter().find_map(is_id);
        if let Some((name, _)) = found.and_then(|at| fields.0.get_mut(at)) {
            *name = "id".into();
        }
    }
    let kinds = if is_edge { ["edge", "relationship"] } else { ["vertex", "node"] };
    let has_properties = fields.0.iter().any(|it| it.0 == "properties" && matches!(it.1, Json::Object(_)));
    let is_theirs = match is_edge {
        true => fields.has("inVLabel") || (has_properties && fields.has("label")),
        false => has_properties && fields.has("labels"),
    };
    fields.drop_words("_type", &kinds);
    if is_theirs {
        fields.drop_words("type", &kinds);
    }
}

/// The fields within `data`, if all are there, as in elements of Cytoscape.
fn bare<'a>(mut fields: Fields<'a>, name: &str) -> Fields<'a> {
    let has_inner = fields
        .0
        .iter()
        .any(|(field, value)| field == "data" && matches!(value, Json::Object(inner) if inner.has(name)));
    if !fields.has(name)
        && has_inner
        && let Some(Json::Object(inner)) = fields.take("data")
    {
        fields.0.splice(0..0, inner.0);
    }
    fields
}

/// Whether its content is in `data`.
fn has_data(fields: &Fields<'_>) -> bool {
    fields.0.iter().any(|(name, value)| name == "data" && matches!(value, Json::Object(_)))
}

/// Takes the lists that VOSviewer has within `network`, ECharts in its only `series`, and services within an
/// answer, out of what is around them. Whether ECharts draws arrowheads.
fn take_inner(top: &mut Fields<'_>, graph: &mut Graph) -> Option<bool> {
    if ["nodes", "elements", "vertices"].iter().any(|name| top.has(name)) {
        return None;
    }
    let mut message = top.take("message").map(Json::into_fields).unwrap_or_default();
    let objects = ["network", "knowledge_graph", "data"].map(|name| top.take(name));
    let objects = objects.into_iter().flatten().chain(message.take("knowledge_graph"));
    let mut objects = objects.filter(|object| matches!(object, Json::Object(_)));
    let inner = match (objects.next(), top.take("series").map(Json::into_items)) {
        (Some(object), _) => object.into_fields(),
        (_, Some(mut series)) if series.len() == 1 => series.pop()?.into_fields(),
        _ => return None,
    };
    message.pass_over(&mut graph.skipped);
    let categories = top.take("categories");
    std::mem::replace(top, inner).pass_over(&mut graph.skipped);
    if let Some(categories) = categories.filter(|_| !top.has("categories")) {
        top.push("categories", categories);
    }
    let is_chart = top.take("type").is_some();
    let symbols = top.take("edgeSymbol").map(Json::into_items).unwrap_or_default();
    let has_arrow = symbols.last().is_some_and(|symbol| *symbol == Json::String("arrow".into()));
    if is_chart {
        let is_list = |name: &str| ["data", "nodes", "links", "edges", "categories"].contains(&name);
        let looks = top.0.iter().filter(|(name, value)| !is_list(name) && *value != Json::Null).count();
        top.0.retain(|(name, _)| is_list(name));
        graph.skipped.add("option of the chart", looks);
    }
    is_chart.then_some(has_arrow)
}

/// The tool that has `nodes` without edges as they are read.
fn tool_of(top: &Fields<'_>) -> Option<&'static str> {
    let is = |name: &str, is_it: fn(&Json<'_>) -> bool| top.get(name).is_some_and(is_it);
    let known = [
        (
            is("connections", |it| matches!(it, Json::Object(_))),
            "a workflow of n8n; list its connections as CSV: source,target",
        ),
        (top.has("parent_map"), "a manifest of dbt; list its `parent_map` as CSV: source,target"),
        (
            is("version", |it| matches!(it, Json::String(text) if text.starts_with("TanaIntermediate"))),
            "an export of Tana; export the pages as Markdown",
        ),
    ];
    known.iter().find(|(is, _)| *is).map(|(_, what)| *what)
}

/// Adds the groups of G6 as nodes, where any node is in one: `combo`, or `comboId` before its fifth version.
/// A group may be in another one.
fn push_combos(top: &mut Fields<'_>, graph: &mut Graph) -> Result<(), PlacedProblem> {
    let Some(Json::List(combos)) = top.get("combos") else { return Ok(()) };
    let is_id = |id: &Json<'_>| matches!(id, Json::String(_) | Json::Number(_));
    let has_id =
        |combo: &Json<'_>| matches!(combo, Json::Object(fields) if fields.get("id").is_some_and(is_id));
    if !combos.iter().all(has_id) {
        return Ok(());
    }
    let combos = top.take("combos").map(Json::into_items).unwrap_or_default();
    let mut groups: HashSet<String> = HashSet::new();
    for (number, combo) in combos.into_iter().enumerate() {
        let place = Place::Item { list: "combos", number };
        let mut fields = combo.object(&place, "a combo")?;
        let id = fields.take_id("id", &place)?;
        if let Some(parent) = fields.take("parentId") {
            fields.push("combo", parent);
        }
        groups.insert(id.clone().into_owned());
        let properties = flattened(fields, graph);
        graph.push_node(Node { id, properties, place });
    }
    for (group, member, place) in graph.take_groups(&["combo", "comboId"], &groups) {
        graph.push_member(&group, &member, place);
    }
    Ok(())
}

pub(super) fn read<'a>(source: Source<'a, '_, '_>) -> Result<Graph, PlacedProblem> {
    let mut graph = Graph::default();
    let (mut has_id, mut unnamed) = (false, None);
    let (mut statements, mut others) = (0_usize, 0_usize);
    let mut top = source.read_object(WAYS, &mut |list, key, item| {
        let place = key.place(list);
        if NODES.contains(&list) {
            let mut fields = bare(node_fields(item, &key, &place)?, "id");
            name_id(&mut fields, false);
            if let (Key::Name(id), false) = (key, fields.has("id")) {
                fields.push("id", Json::String(id));
            }
            let is_named = fields.has("id");
            let id = match fields.take_id("id", &place) {
                Ok(id) if unnamed.is_none() => id,
                // D3's first versions: links refer to places in the list, and no node has an id.
                Err(wrong) if has_id || is_named => return Err(wrong),
                Err(wrong) => {
                    unnamed.get_or_insert(wrong);
                    format!("{UNNAMED}{}", graph.nodes.len()).into()
                }
                Ok(_) => return Err(unnamed.take().unwrap_or_else(|| place.wrong("`id` is missing"))),
            };
            has_id |= unnamed.is_none();
            // The node that contains it in React Flow.
            let parent = match has_data(&fields) {
                true => fields.take("parentId").or_else(|| fields.take("parentNode")).map(Json::into_text),
                false => None,
            };
            if let Some(parent) = parent.filter(|parent| !parent.trim().is_empty()) {
                graph.push_member(&parent, &id, place.clone());
            }
            let properties = flattened(fields, &mut graph);
            graph.push_node(Node { id, properties, place });
            return Ok(());
        }
        let mut fields = bare(as_fields(item, true, &place)?, "source");
        // A statement has a direction.
        let is_statement = ["subject", "object"].iter().all(|name| fields.has(name));
        *(if is_statement { &mut statements } else { &mut others }) += 1;
        let (source, target) = fields.take_ends(&place)?;
        name_id(&mut fields, true);
        if let (Key::Name(id), true) = (key, list.ends_with("edges") && !fields.has("id")) {
            fields.push("id", Json::String(id));
        }
        let key = fields.take("key").map(Json::into_text);
        let is_key = key.is_some();
        let id = key.or_else(|| fields.take("id").map(Json::into_text));
        // The arrowheads of React Flow.
        let mut has = |name: &str| fields.take(name).is_some_and(|marker| marker != Json::Null);
        let direction = match (has("markerStart"), has("markerEnd")) {
            (false, false) => None,
            (at_source, at_target) => Some(Direction::of_heads(at_source, at_target)),
        };
        graph.skipped.add("marker", usize::from(direction.is_some()));
        let properties = flattened(fields, &mut graph);
        graph.push_edge(Edge { id, is_key, source, target, direction, properties, place });
        Ok(())
    })?;
    let directed = top.take_bool("directed", &Place::Nowhere)?;
    let drawn = take_inner(&mut top, &mut graph);
    let directed = directed.or(drawn);
    top.take("multigraph");
    let nodes =
        ["nodes", "elements", "vertices", "items", "data"].into_iter().find_map(|name| top.take(name));
    let nodes = nodes.ok_or_else(|| Place::Nowhere.wrong("the file has no `nodes`"))?;
    if top.has("adjacency") {
        return Err(Place::Nowhere.wrong(
            "`adjacency` is not read, of NetworkX's `adjacency_data`; write the graph with `node_link_data`",
        ));
    }
    if !matches!(nodes, Json::Object(_)) {
        nodes.list(&Place::Nowhere, "`nodes`")?;
    }
    if let Some(what) = tool_of(&top) {
        return Err(unknown(what));
    }
    let mut lists = EDGES.into_iter().filter_map(|name| Some((name, top.take(name)?)));
    let (name, edges) = lists.next().ok_or_else(|| {
        Place::Nowhere
            .wrong("the file has neither `edges` nor `links`; one of them must be there, if only as []")
    })?;
    if let Some((other, _)) = lists.next() {
        let message = format!("the file has both `{name}` and `{other}`; only one of them can be meant");
        return Err(Place::Nowhere.wrong(message));
    }
    if !(matches!(name, "relations" | "edges") && matches!(edges, Json::Object(_))) {
        edges.list(&Place::Nowhere, "the list of edges")?;
    }
    if name == "relations" {
        // The relationships, repeated.
        graph.skipped.add("triplets", usize::from(top.take("triplets").is_some()));
    }
    // NetworkX's default; relationships have a direction.
    graph.direction = Direction::of_directed(
        directed.unwrap_or(name.starts_with("relation") || (statements > 0 && others == 0)),
    );
    graph.push_properties(top.take_object("graph", &Place::Nowhere)?.into_properties());
    for look in ["viewport", "style"] {
        graph.skipped.add(look, usize::from(top.take(look).is_some()));
    }
    push_combos(&mut top, &mut graph)?;
    graph.name_classes(&mut top);
    if drawn.is_some() {
        graph.skipped.add("option of the chart", usize::from(top.take("categories").is_some()));
    }
    graph.push_properties(top.into_properties());
    graph.resolve_ends();
    Ok(graph)
}
