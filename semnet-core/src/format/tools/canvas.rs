//! JSON Canvas, the drawings of Obsidian and others. <https://jsoncanvas.org/spec/1.0/>

use std::io::{self, Write};

use crate::format::tools::directions::Direction;
use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::exported::Omitted;
use crate::format::tools::graph::{Edge, Graph, Node, Property, Text, given};
use crate::format::tools::json_source::Source;
use crate::format::tools::json_writer::Part;
use crate::format::tools::markdown_lines::{shown, stem};
use crate::format::tools::tree::{Fields, Json};
use crate::format::tools::walk::{ItemPaths, Taken};
use crate::network::{Concept, Network, Relationship};

/// The size of a card and the room between two, in pixels.
const WIDTH: usize = 320;
const HEIGHT: usize = 160;
const GAP: usize = 80;

/// Cards in a square, in canonical order: a canvas has a place for everything.
pub(super) fn write(network: &Network, out: &mut dyn Write) -> io::Result<Omitted> {
    let columns = (1..).find(|side| side * side >= network.concept_count()).unwrap_or(1);
    let nodes = || network.concepts().map(move |concept| card(concept, columns));
    let edges = || network.relationships().map(arrow);
    Part::Object(vec![("nodes", Part::list(nodes)), ("edges", Part::list(edges))]).write(out)?;
    let passages = network.relationships().filter(|it| it.passage().is_some()).count();
    let of_concepts: usize = network.concepts().map(|it| it.attributes().len()).sum();
    let of_relationships: usize = network.relationships().map(|it| it.attributes().len()).sum();
    let highlights = network.highlights().map(|it| it.id()).collect::<Vec<_>>();
    let findings = network.findings().map(|it| it.id()).collect::<Vec<_>>();
    Ok(Omitted {
        questions: usize::from(network.question_concept().is_none()),
        titles: usize::from(!network.title().is_empty()),
        passages,
        attributes: network.attributes().len() + of_concepts + of_relationships,
        orders: usize::from(!highlights.is_sorted()) + usize::from(!findings.is_sorted()),
        ..Omitted::default()
    })
}

fn card(concept: Concept<'_>, columns: usize) -> Json<'_> {
    let place = concept.id().index();
    let mut fields = Fields::default();
    fields.push_text("id", format!("c{place}"));
    fields.push_text("type", "text");
    fields.push_text(
        "text",
        match concept.text() {
            Some(text) => format!("# {}\n\n{text}", concept.label()),
            None => format!("# {}", concept.label()),
        },
    );
    let at = [
        ("x", place % columns * (WIDTH + GAP)),
        ("y", place / columns * (HEIGHT + GAP)),
        ("width", WIDTH),
        ("height", HEIGHT),
    ];
    for (name, value) in at {
        fields.push(name, Json::Number(value.into()));
    }
    if concept.is_question() {
        fields.push_text("color", "5");
    }
    Json::Object(fields)
}

fn arrow(relationship: Relationship<'_>) -> Json<'_> {
    let mut fields = Fields::default();
    fields.push_text("id", format!("r{}", relationship.id().index()));
    fields.push_text("fromNode", format!("c{}", relationship.source().id().index()));
    fields.push_text("toNode", format!("c{}", relationship.target().id().index()));
    fields.push_text("label", relationship.relation());
    Json::Object(fields)
}

const WAYS: ItemPaths = &[("nodes", Taken::List), ("edges", Taken::List)];

/// Where a card is.
struct Area {
    id: String,
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
    is_group: bool,
    place: Place,
}

impl Area {
    fn holds(&self, other: &Area) -> bool {
        self.left <= other.left
            && self.top <= other.top
            && self.right >= other.right
            && self.bottom >= other.bottom
    }

    fn size(&self) -> f64 {
        (self.right - self.left) * (self.bottom - self.top)
    }
}

/// How many areas are compared with how many groups, at most.
const MOST_COMPARED: usize = 10_000_000;

/// A card is a concept, an arrow a relationship; what lies within the frame of a group is contained in it.
pub(super) fn read<'a>(source: Source<'a, '_, '_>) -> Result<Graph, PlacedProblem> {
    let mut graph = Graph::default();
    let mut areas: Vec<Area> = Vec::new();
    let mut top = source.read_object(WAYS, &mut |list, key, item| {
        let place = key.place(list);
        let mut fields = item.object(&place, if list == "nodes" { "a node" } else { "an edge" })?;
        if list == "edges" {
            let (source, target) = (fields.take_id("fromNode", &place)?, fields.take_id("toNode", &place)?);
            return push_arrow(&mut graph, fields, source, target, place);
        }
        let id = fields.take_id("id", &place)?;
        let mut number = |name: &str| {
            fields.take(name).and_then(|value| value.into_text().parse::<f64>().ok()).unwrap_or_default()
        };
        let (left, top) = (number("x"), number("y"));
        let (right, bottom) = (left + number("width"), top + number("height"));
        let kind = fields.take("type").map(Json::into_text).unwrap_or_default();
        let is_group = kind == "group";
        areas.push(Area { id: id.to_string(), left, top, right, bottom, is_group, place: place.clone() });
        let properties = card_properties(fields, &kind, &mut graph);
        graph.push_node(Node { id, properties, place });
        Ok(())
    })?;
    for (name, _) in WAYS {
        if let Some(list) = top.take(name) {
            list.list(&Place::Nowhere, &format!("`{name}`"))?;
        }
    }
    top.pass_over(&mut graph.skipped);
    push_members(&mut graph, &areas)?;
    Ok(graph)
}

fn push_arrow(
    graph: &mut Graph,
    mut fields: Fields<'_>,
    source: Text<'_>,
    target: Text<'_>,
    place: Place,
) -> Result<(), PlacedProblem> {
    let end = |fields: &mut Fields<'_>, name: &str| fields.take(name).map(|end| end.into_text() == "arrow");
    let (at_start, at_end) =
        (end(&mut fields, "fromEnd").unwrap_or(false), end(&mut fields, "toEnd").unwrap_or(true));
    let relation = fields.take("label").map(Json::into_text).filter(|label| !label.trim().is_empty());
    fields.take("id");
    fields.pass_over(&mut graph.skipped);
    let direction = Some(Direction::of_heads(at_start, at_end));
    let properties: Vec<Property<'_>> = relation.map(|it| (given::RELATION.into(), it)).into_iter().collect();
    graph.push_edge(Edge { source, target, direction, properties, place, ..Edge::default() });
    Ok(())
}

/// The label of a card: its first line, its file, its address or the label of the group.
fn card_properties<'a>(mut fields: Fields<'a>, kind: &str, graph: &mut Graph) -> Vec<Property<'a>> {
    let mut properties: Vec<Property<'a>> = Vec::new();
    let text =
        |fields: &mut Fields<'a>, name: &str| fields.take(name).map(Json::into_text).unwrap_or_default();
    match kind {
        "file" => {
            let file = text(&mut fields, "file");
            properties.push((given::MADE_LABEL.into(), file_name(&file).to_owned().into()));
            properties.push(("file".into(), file));
        }
        "link" => properties.push((given::LABEL.into(), text(&mut fields, "url"))),
        "group" => properties.push((given::LABEL.into(), text(&mut fields, "label"))),
        _ => {
            let text = text(&mut fields, "text");
            let (first, rest) = text.trim().split_once('\n').unwrap_or((text.trim(), ""));
            let label = shown(first.trim());
            let label = label.trim();
            let is_bold = label.strip_prefix("**").and_then(|it| it.strip_suffix("**"));
            let label = is_bold.unwrap_or(label);
            properties.push((given::LABEL.into(), label.to_owned().into()));
            let rest: Vec<String> = rest.trim().lines().map(shown).collect();
            properties.push((given::TEXT.into(), rest.join("\n").into()));
        }
    }
    fields.pass_over(&mut graph.skipped);
    properties.retain(|(_, value)| !value.trim().is_empty());
    properties
}

/// The name of a file in Obsidian: that of a note without its extension, others with it.
fn file_name(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_note = name.get(name.len().saturating_sub(3)..).is_some_and(|it| it.eq_ignore_ascii_case(".md"));
    if is_note { stem(name) } else { name }
}

/// Each card is in the smallest group that contains it.
fn push_members(graph: &mut Graph, areas: &[Area]) -> Result<(), PlacedProblem> {
    let groups: Vec<&Area> = areas.iter().filter(|area| area.is_group).collect();
    if groups.len().saturating_mul(areas.len()) > MOST_COMPARED {
        return Err(Place::Path("nodes".into()).wrong(
            "there are too many groups to decide which nodes are \
            in which",
        ));
    }
    for area in areas {
        let holders = groups
            .iter()
            .filter(|group| group.id != area.id && group.holds(area) && group.size() > area.size());
        if let Some(group) = holders.min_by(|one, other| one.size().total_cmp(&other.size())) {
            graph.push_member(&group.id, &area.id, area.place.clone());
        }
    }
    Ok(())
}
