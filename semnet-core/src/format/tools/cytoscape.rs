//! The `elements` of cytoscape.js, which NetworkX (`cytoscape_data`) and Cytoscape's exports have too.
//! <https://js.cytoscape.org/#notation/elements-json>

use std::io::{self, Write};

use crate::format::tools::directions::Direction;
use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::graph::{Edge, Graph, Node, Property, take, value};
use crate::format::tools::json_source::Source;
use crate::format::tools::json_writer::Part;
use crate::format::tools::tree::{Fields, Json};
use crate::format::tools::view::View;
use crate::format::tools::walk::{ItemPaths, Taken};

pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let elements = vec![
        ("nodes", Part::list(|| view.nodes().map(node))),
        ("edges", Part::list(|| view.edges().enumerate().map(edge))),
    ];
    let top = vec![
        ("data", Part::named(view.question(), view.properties())),
        ("directed", Part::Whole(Json::Bool(view.is_directed()))),
        ("multigraph", Part::Whole(Json::Bool(true))),
        ("elements", Part::Object(elements)),
    ];
    Part::Object(top).write(out)
}

fn node(node: Node<'_>) -> Json<'_> {
    let mut data = Fields::default();
    data.push_text("id", node.id.clone());
    // NetworkX takes the node from here, and its name.
    data.push_text("value", node.id.clone());
    data.push_text("name", node.id);
    data.extend(node.properties);
    element(data)
}

fn edge((number, edge): (usize, Edge<'_>)) -> Json<'_> {
    let mut data = Fields::default();
    data.push_text("source", edge.source);
    data.push_text("target", edge.target);
    // NetworkX reads several edges between two nodes as one if they have no key.
    data.push("key", Json::Number(number.into()));
    data.extend(edge.properties);
    element(data)
}

fn element(data: Fields<'_>) -> Json<'_> {
    let mut element = Fields::default();
    element.push("data", Json::Object(data));
    Json::Object(element)
}

const WAYS: ItemPaths =
    &[("elements", Taken::ListOrWithin), ("elements.nodes", Taken::List), ("elements.edges", Taken::List)];

pub(super) fn read<'a>(source: Source<'a, '_, '_>) -> Result<Graph, PlacedProblem> {
    let mut graph = Graph::default();
    let top = source.read(Taken::ListOrWithin, WAYS, &mut |list, key, item| match list {
        "elements.nodes" => {
            let place = key.place(list);
            graph.push_element(item.object(&place, "a node")?, place)
        }
        "elements.edges" => {
            let place = key.place(list);
            graph.push_connection(item.object(&place, "an edge")?, place)
        }
        // In one list; maybe that is the whole file.
        _ => {
            let place = key.place("elements");
            let fields = item.object(&place, "an element")?;
            let is_edge = match fields.get("group") {
                Some(Json::String(group)) => group == "edges",
                _ => has_source(&fields),
            };
            if is_edge { graph.push_connection(fields, place) } else { graph.push_element(fields, place) }
        }
    })?;
    if let Json::List(_) = top {
        return Ok(graph);
    }
    let mut top = top.object(&Place::Nowhere, "the file")?;
    graph.direction = Direction::of_directed(top.take_bool("directed", &Place::Nowhere)?.unwrap_or(true));
    let properties = match top.take("data") {
        // NetworkX: a list of pairs.
        Some(Json::List(pairs)) => {
            let count = pairs.len();
            let pairs: Vec<_> = pairs.into_iter().filter_map(pair).collect();
            graph.skipped.add("data", count - pairs.len());
            pairs
        }
        Some(data) => {
            let mut data = data.object(&Place::Path("data".into()), "`data`")?;
            graph.skip_selected(&mut data);
            without_repeated_name(data.into_properties())
        }
        None => Vec::new(),
    };
    graph.push_properties(properties);
    top.take("multigraph");
    let elements = top.take("elements").ok_or_else(|| Place::Nowhere.wrong("the file has no `elements`"))?;
    if !matches!(elements, Json::List(_)) {
        let at = Place::Path("elements".into());
        let mut elements = elements.object(&at, "`elements`")?;
        for name in ["nodes", "edges"] {
            if let Some(list) = elements.take(name) {
                list.list(&at, &format!("`{name}`"))?;
            }
        }
        elements.pass_over(&mut graph.skipped);
    }
    top.pass_over(&mut graph.skipped);
    Ok(graph)
}

/// Cytoscape has the name of the network twice.
fn without_repeated_name(mut properties: Vec<Property<'_>>) -> Vec<Property<'_>> {
    if value(&properties, "name").is_some() && value(&properties, "name") == value(&properties, "shared_name")
    {
        take(&mut properties, "shared_name");
    }
    properties
}

fn has_source(fields: &Fields<'_>) -> bool {
    fields.0.iter().any(|(name, value)| match value {
        Json::Object(data) => name == "data" && data.0.iter().any(|(name, _)| name == "source"),
        _ => false,
    })
}

fn pair<'a>(pair: Json<'a>) -> Option<Property<'a>> {
    let Json::List(list) = pair else { return None };
    let [name, value] = <[Json<'a>; 2]>::try_from(list).ok()?;
    Some((name.into_text(), value.into_text()))
}

fn is_empty(value: &Json<'_>) -> bool {
    match value {
        Json::String(text) => text.is_empty(),
        Json::List(list) => list.is_empty(),
        _ => false,
    }
}

/// The state of an element on the screen, and its behaviour.
const STATE: [&str; 8] =
    ["grabbable", "grabbed", "locked", "pannable", "removed", "selectable", "selected", "classes"];

impl Graph {
    /// Cytoscape has that in the data, too.
    fn skip_selected(&mut self, data: &mut Fields<'_>) {
        let is_state = |(name, value): &(_, Json<'_>)| name == "selected" && matches!(value, Json::Bool(_));
        if data.0.iter().any(is_state) {
            data.take("selected");
            self.skipped.add("selected", 1);
        }
    }

    /// Counts the state of an element on the screen. Its classes, if any, are an attribute.
    fn skip_state(&mut self, fields: &mut Fields<'_>) {
        for name in STATE {
            if name == "classes" && fields.0.iter().any(|(other, it)| other == name && !is_empty(it)) {
                continue;
            }
            let is_there = fields.take(name).is_some();
            self.skipped.add(name, usize::from(is_there));
        }
    }

    fn push_element(&mut self, mut fields: Fields<'_>, place: Place) -> Result<(), PlacedProblem> {
        let mut data = fields.take_object("data", &place)?;
        fields.take("group");
        self.skip_state(&mut fields);
        self.skip_selected(&mut data);
        let id = data.take_id("id", &place)?;
        // The node that contains it.
        if let Some(parent) = data.take("parent").map(Json::into_text).filter(|parent| !parent.is_empty()) {
            self.push_member(&parent, &id, place.clone());
        }
        let mut properties = data.into_properties();
        for name in ["value", "name"] {
            if value(&properties, name) == Some(&id) {
                take(&mut properties, name);
            }
        }
        properties.extend(fields.into_properties());
        self.push_node(Node { id, properties, place });
        Ok(())
    }

    fn push_connection(&mut self, mut fields: Fields<'_>, place: Place) -> Result<(), PlacedProblem> {
        let mut data = fields.take_object("data", &place)?;
        fields.take("group");
        self.skip_state(&mut fields);
        self.skip_selected(&mut data);
        let (source, target) = data.take_ends(&place)?;
        let (id, key) = (data.take("id"), data.take("key"));
        self.skipped.add("edge key", usize::from(id.is_some() && key.is_some()));
        // NetworkX has keys, which differ between two nodes only; cytoscape.js has ids.
        let is_key = id.is_none();
        let id = id.or(key).map(Json::into_text);
        let mut properties = data.into_properties();
        properties.extend(fields.into_properties());
        self.push_edge(Edge { id, is_key, source, target, direction: None, properties, place });
        Ok(())
    }
}
