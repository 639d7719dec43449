//! The JSON that Neo4j's procedures `apoc.export.json` write: a node or a relationship on each line, in one
//! list, or as the lists `nodes` and `rels`. Read only. <https://neo4j.com/docs/apoc/current/export/json/>

use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::graph::{Edge, Graph, Property, given};
use crate::format::tools::json_lines::each_line;
use crate::format::tools::json_source::Source;
use crate::format::tools::node_list::NodeList;
use crate::format::tools::stream::Stream;
use crate::format::tools::tree::{Fields, Json};
use crate::format::tools::walk::{ItemPaths, Taken};

/// Objects by id, if the export was configured for that.
const WAYS: ItemPaths = &[("nodes", Taken::ListOrFields), ("rels", Taken::ListOrFields)];

/// The labels of Neo4j (`Person`) are attributes; a relationship has a `label` instead of a name.
pub(super) fn read(stream: &mut Stream<'_>) -> Result<Graph, PlacedProblem> {
    let mut reading = Reading::default();
    let text = stream.peek().map_err(|error| Place::Nowhere.cannot_read(&error))?;
    let is_list = text.trim_start().starts_with('[');
    if is_list {
        Source::Stream(stream).read(Taken::List, &[], &mut |_, key, item| {
            let place = key.place("items");
            reading.item(item.object(&place, "an item")?, place)
        })?;
    } else if is_line(text.trim_start().lines().next().unwrap_or_default()) {
        each_line(stream, &mut |fields, place| reading.item(fields, place))?;
    } else {
        let mut top = Source::Stream(stream).read_object(WAYS, &mut |list, key, item| {
            let place = key.place(list);
            reading.item(item.object(&place, "an item")?, place)
        })?;
        let lists = WAYS.iter().filter(|(name, _)| top.take(name).is_some()).count();
        if lists == 0 {
            return Err(Place::Nowhere.wrong("the file has neither `nodes` nor `rels`"));
        }
        top.pass_over(&mut reading.graph.skipped);
    }
    let Reading { mut graph, nodes } = reading;
    nodes.push_to(&mut graph);
    Ok(graph)
}

/// Whether a line is a node or a relationship.
pub(super) fn is_line(line: &str) -> bool {
    let Ok(Json::Object(fields)) = Json::read(line) else { return false };
    let is = |name: &str, words: &[&str]| {
        let is_word = |value: &Json<'_>| matches!(value, Json::String(text) if words.contains(&&**text));
        fields.0.iter().any(|(other, value)| other == name && is_word(value))
    };
    is("type", &["node", "relationship"]) && fields.0.iter().any(|(name, _)| name == "id")
}

#[derive(Default)]
struct Reading {
    graph: Graph,
    nodes: NodeList,
}

impl Reading {
    fn item(&mut self, mut fields: Fields<'_>, place: Place) -> Result<(), PlacedProblem> {
        let kind = fields.take("type").map(Json::into_text).unwrap_or_default();
        match &*kind {
            "node" => self.node(fields, &place).map(drop),
            "relationship" => {
                let mut end = |name: &str| {
                    let end = fields.take(name).ok_or_else(|| place.wrong(format!("`{name}` is missing")))?;
                    // Memgraph writes only the id.
                    let end = match end {
                        id @ (Json::String(_) | Json::Number(_) | Json::Digits(_)) => {
                            let mut fields = Fields::default();
                            fields.push("id", id);
                            fields
                        }
                        end => end.object(&place, &format!("`{name}`"))?,
                    };
                    self.node(end, &place)
                };
                let (source, target) = (end("start")?, end("end")?);
                let id = fields.take("id").map(Json::into_text);
                let mut properties: Vec<Property<'_>> = Vec::new();
                properties.extend(fields.take("label").map(|it| (given::RELATION.into(), it.into_text())));
                properties.extend(fields.take_object("properties", &place)?.into_properties());
                properties.extend(fields.into_properties());
                let (source, target) = (source.into(), target.into());
                self.graph.push_edge(Edge { id, source, target, properties, place, ..Edge::default() });
                Ok(())
            }
            other => Err(place.wrong(format!("`type` is `node` or `relationship`, not {other:?}"))),
        }
    }

    /// The id of a node, or of the end of a relationship, which repeats the node.
    fn node(&mut self, mut fields: Fields<'_>, place: &Place) -> Result<String, PlacedProblem> {
        let id = fields.take_id("id", place)?.into_owned();
        let mut properties = fields.take_object("properties", place)?.into_properties();
        properties.extend(fields.into_properties());
        self.nodes.merge(&mut self.graph.strings, &id, properties, place);
        Ok(id)
    }
}
