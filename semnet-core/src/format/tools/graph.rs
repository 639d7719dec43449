//! The model that all formats of other tools share: nodes and edges with named properties. A network is
//! written as these, and every file is read into them, so the meaning of a property is decided in one place.
//!
//! FORMATS.md has the rules. In short, in files that are written here: the question is a node with the
//! property `question`, and carries the title and the network's attributes; a relationship's relation is its
//! `label`; findings and highlights are edges with a number. An attribute whose name is taken, or comes
//! twice, is called `semnet:NUMBER:NAME`.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::format::tools::directions::Direction;
use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::imported::Skipped;
use crate::format::tools::rows::{Column, EdgeRow, NodeRow, PlaceColumn, small};
use crate::format::tools::strings::{NONE, Number, Strings, Value};
use crate::util::growth::push;
use crate::util::items;

/// The property that marks a file as written by semnet: on the node of the question, or else on the graph.
/// Only in such files do semnet's own words have a meaning.
pub(super) const MARK: &str = "semnet";

/// The value of the mark: the version of the rules in FORMATS.md.
pub(super) const MARK_VALUE: &str = "1";

/// Properties with a meaning in files that are written here. An attribute of this name is written under
/// another one.
const TAKEN: &[&str] = &[
    "finding",
    "highlight",
    "id",
    "key",
    "label",
    "name",
    "passage",
    "question",
    "relation",
    MARK,
    "source",
    "target",
    "text",
    "title",
    "value",
];

/// Properties that a reader gives a meaning itself. If one of them is present, no table of names applies.
pub(super) mod given {
    /// The name that the file gives a node.
    pub(in super::super) const LABEL: &str = "\0label";
    /// The name of a node for which the file has none: made of its IRI, its text or similar.
    pub(in super::super) const MADE_LABEL: &str = "\0made label";
    /// A name of the graph, for files without a question.
    pub(in super::super) const NAME: &str = "\0name";
    pub(in super::super) const TEXT: &str = "\0text";
    pub(in super::super) const RELATION: &str = "\0relation";
    pub(in super::super) const PASSAGE: &str = "\0passage";
}

/// What Cytoscape calls the number of a node or an edge.
const SUID: &str = "SUID";

/// How ids begin that a reader gives to nodes without one. They are not kept.
pub(super) const UNNAMED: &str = "_:\0";

/// The number of steps in which nodes and edges are added to a network.
pub(super) const STEPS: usize = 16;

/// The relation from a group to its members.
const CONTAINS: &str = "contains";

pub(super) type Text<'a> = Cow<'a, str>;

/// A name and a value.
pub(super) type Property<'a> = (Text<'a>, Text<'a>);

/// A file, with every string kept once.
#[derive(Debug)]
pub(super) struct Graph {
    pub(super) strings: Strings,
    /// The direction of edges that state none.
    pub(super) direction: Direction,
    pub(super) properties: Vec<Property<'static>>,
    pub(super) nodes: Vec<NodeRow>,
    pub(super) edges: Vec<EdgeRow>,
    pub(super) node_places: PlaceColumn,
    pub(super) edge_places: PlaceColumn,
    edge_ids: Column<Number>,
    /// Their direction, and whether ids only distinguish edges between the same two nodes, as keys in
    /// NetworkX do.
    edge_kinds: Column<(Option<Direction>, bool)>,
    /// Names and values of the properties of all nodes, and of all edges.
    node_values: Vec<Value>,
    edge_values: Vec<Value>,
    pub(super) skipped: Skipped,
    /// How many relationships were added to the builder.
    pub(super) added: usize,
    /// Whether the edges are a set, as the triples of RDF are: equal ones are one and not counted.
    pub(super) is_set: bool,
    /// Whether ids are IRIs: the label of a node without one is the end of its IRI.
    pub(super) are_ids_iris: bool,
    /// Whether the file is in a format in which this crate writes no mark.
    pub(super) is_foreign: bool,
    /// Whether the format has a number for each edge, that nobody gave it.
    pub(super) are_edges_numbered: bool,
    /// Whether the ids of all nodes stand in quotation marks.
    pub(super) are_ids_quoted: bool,
}

/// A node that is added to a graph or read from it.
#[derive(Debug, Default)]
pub(super) struct Node<'a> {
    pub(super) id: Text<'a>,
    pub(super) properties: Vec<Property<'a>>,
    pub(super) place: Place,
}

/// An edge that is added to a graph or read from it.
#[derive(Debug, Default)]
pub(super) struct Edge<'a> {
    /// Kept only if nothing else distinguishes two edges.
    pub(super) id: Option<Text<'a>>,
    pub(super) is_key: bool,
    pub(super) source: Text<'a>,
    pub(super) target: Text<'a>,
    pub(super) direction: Option<Direction>,
    pub(super) properties: Vec<Property<'a>>,
    pub(super) place: Place,
}

impl Default for Graph {
    fn default() -> Self {
        Graph {
            strings: Strings::default(),
            direction: Direction::Directed,
            properties: Vec::new(),
            nodes: Vec::new(),
            edges: Vec::new(),
            node_places: PlaceColumn::default(),
            edge_places: PlaceColumn::default(),
            edge_ids: Column::default(),
            edge_kinds: Column::default(),
            node_values: Vec::new(),
            edge_values: Vec::new(),
            skipped: Skipped::default(),
            added: 0,
            is_set: false,
            are_ids_iris: false,
            is_foreign: false,
            are_edges_numbered: false,
            are_ids_quoted: false,
        }
    }
}

impl Graph {
    /// A graph whose edges are undirected unless they state a direction.
    pub(super) fn undirected() -> Graph {
        Graph { direction: Direction::Undirected, ..Graph::default() }
    }

    /// A graph with existing strings.
    pub(super) fn upon(strings: Strings) -> Graph {
        Graph { strings, ..Graph::default() }
    }

    pub(super) fn push_node(&mut self, node: Node<'_>) {
        let id = self.strings.insert(&node.id);
        for (name, value) in &node.properties {
            push(&mut self.node_values, (self.strings.insert(name), self.strings.insert(value)));
        }
        self.push_node_row(id, node.place);
    }

    /// Adds a node with the values that were pushed since the last one.
    fn push_node_row(&mut self, id: Number, place: Place) {
        let end = small(self.node_values.len());
        self.node_places.push(place, &mut self.strings);
        push(&mut self.nodes, NodeRow { id, end });
    }

    /// Adds nodes with their places and properties; `end` of a row is the place of these in the list, counted
    /// from 1, or 0. O(size).
    pub(super) fn push_rows(
        &mut self,
        mut rows: Vec<NodeRow>,
        places: PlaceColumn,
        properties: &[Vec<Value>],
    ) {
        for row in &mut rows {
            let list = (row.end as usize).checked_sub(1).and_then(|at| properties.get(at));
            list.into_iter().flatten().for_each(|value| push(&mut self.node_values, *value));
            row.end = small(self.node_values.len());
        }
        if self.nodes.is_empty() {
            (self.nodes, self.node_places) = (rows, places);
            return;
        }
        for (at, row) in rows.into_iter().enumerate() {
            self.node_places.push_of(&places, at);
            push(&mut self.nodes, row);
        }
    }

    pub(super) fn push_edge(&mut self, edge: Edge<'_>) {
        let (source, target) = (self.strings.insert(&edge.source), self.strings.insert(&edge.target));
        let id = edge.id.map_or(NONE, |id| self.strings.insert(&id));
        for (name, value) in &edge.properties {
            push(&mut self.edge_values, (self.strings.insert(name), self.strings.insert(value)));
        }
        self.push_edge_row((source, target), id, (edge.direction, edge.is_key), edge.place);
    }

    /// Adds a property to the node that is pushed next, before those that are pushed with it. O(length).
    pub(super) fn push_node_value(&mut self, (name, value): Property<'_>) {
        push(&mut self.node_values, (self.strings.insert(&name), self.strings.insert(&value)));
    }

    /// Adds a property to the edge that is pushed next by `push_ends`. `name` is the number of a string.
    pub(super) fn push_edge_value(&mut self, name: Number, value: &str) {
        push(&mut self.edge_values, (name, self.strings.insert(value)));
    }

    /// Removes the properties that were pushed since the last edge.
    pub(super) fn forget_edge_values(&mut self) {
        let end = self.edges.last().map_or(0, |edge| edge.end);
        self.edge_values.truncate(end as usize);
    }

    /// Adds an edge with the properties that were pushed since the last one.
    pub(super) fn push_ends(&mut self, source: &str, target: &str, id: Option<&str>, place: Place) {
        let (source, target) = (self.strings.insert(source), self.strings.insert(target));
        let id = id.map_or(NONE, |id| self.strings.insert(id));
        self.push_edge_row((source, target), id, (None, false), place);
    }

    fn push_edge_row(
        &mut self,
        (source, target): (Number, Number),
        id: Number,
        kind: (Option<Direction>, bool),
        place: Place,
    ) {
        let end = small(self.edge_values.len());
        self.edge_places.push(place, &mut self.strings);
        self.edge_ids.push(id);
        self.edge_kinds.push(kind);
        push(&mut self.edges, EdgeRow { source, target, end });
    }

    /// Adds the edge from a node to one that is nested in it.
    pub(super) fn push_member(&mut self, group: &str, member: &str, place: Place) {
        let relation = self.strings.insert(given::RELATION);
        self.push_edge_value(relation, CONTAINS);
        let ends = (self.strings.insert(group), self.strings.insert(member));
        self.push_edge_row(ends, NONE, (Some(Direction::Directed), false), place);
    }

    /// Adds properties of the whole graph.
    pub(super) fn push_properties<'a>(&mut self, properties: impl IntoIterator<Item = Property<'a>>) {
        let owned = |text: Text<'a>| Text::Owned(text.into_owned());
        self.properties.extend(properties.into_iter().map(|(name, value)| (owned(name), owned(value))));
    }

    /// The properties of the node at a place. O(1).
    pub(super) fn node_values(&self, at: usize) -> &[Value] {
        let start = at.checked_sub(1).and_then(|before| self.nodes.get(before)).map_or(0, |node| node.end);
        let end = self.nodes.get(at).map_or(start, |node| node.end);
        items(&self.node_values, start as usize..end as usize)
    }

    /// The properties of the edge at a place. O(1).
    pub(super) fn edge_values(&self, at: usize) -> &[Value] {
        let start = at.checked_sub(1).and_then(|before| self.edges.get(before)).map_or(0, |edge| edge.end);
        let end = self.edges.get(at).map_or(start, |edge| edge.end);
        items(&self.edge_values, start as usize..end as usize)
    }

    /// The id of the edge at a place, or `NONE`. O(1).
    pub(super) fn edge_id(&self, at: usize) -> Number {
        self.edge_ids.get(at).unwrap_or(NONE)
    }

    /// The direction of the edge at a place, unless it has that of the graph; and whether its id need only
    /// differ between two nodes. O(1).
    pub(super) fn edge_kind(&self, at: usize) -> (Option<Direction>, bool) {
        self.edge_kinds.get(at).unwrap_or_default()
    }

    /// Where the node at a place is in the file. O(1).
    pub(super) fn place_of_node(&self, at: usize) -> Place {
        self.node_places.get(at, &self.strings)
    }

    /// Where the edge at a place is in the file. O(1).
    pub(super) fn place_of_edge(&self, at: usize) -> Place {
        self.edge_places.get(at, &self.strings)
    }

    /// Replaces a value of the edge at a place.
    pub(super) fn set_edge_value(&mut self, at: usize, place: usize, value: Number) {
        let start = at.checked_sub(1).and_then(|before| self.edges.get(before)).map_or(0, |edge| edge.end);
        if let Some(known) = self.edge_values.get_mut(start as usize + place) {
            known.1 = value;
        }
    }

    /// Replaces the values of a property of nodes that are in the table. O(properties).
    pub(super) fn replace_node_values(&mut self, name: Number, table: &HashMap<Number, Number>) {
        for (_, value) in self.node_values.iter_mut().filter(|(other, _)| *other == name) {
            *value = table.get(value).copied().unwrap_or(*value);
        }
    }

    /// Takes out the properties of these names that name one of the groups: the group, the node, and where
    /// the node is. O(properties).
    pub(super) fn take_groups(
        &mut self,
        names: &[&str],
        groups: &HashSet<String>,
    ) -> Vec<(String, String, Place)> {
        let numbers: Vec<Number> = names.iter().filter_map(|name| self.strings.find(name)).collect();
        let (empty, mut found, mut start) = (self.strings.insert(""), Vec::new(), 0);
        for at in 0..self.nodes.len() {
            let Some(node) = self.nodes.get(at) else { break };
            let values = self.node_values.get_mut(start..node.end as usize).unwrap_or_default();
            start = node.end as usize;
            for (_, value) in values.iter_mut().filter(|(name, _)| numbers.contains(name)) {
                let group = self.strings.get(*value);
                if groups.contains(group) {
                    let place = self.node_places.get(at, &self.strings);
                    found.push((group.to_owned(), self.strings.get(node.id).to_owned(), place));
                    *value = empty;
                }
            }
        }
        found
    }

    /// Whether Cytoscape wrote the file: it numbers everything, or has every name twice. O(1).
    pub(super) fn is_of_cytoscape(&self) -> bool {
        [SUID, "shared name", "shared_name"].iter().any(|name| self.strings.find(name).is_some())
    }

    /// Empties what Cytoscape has everywhere: whether somebody has selected a thing, and the numbers that it
    /// gave to edges. O(properties).
    pub(super) fn skip_own_of_cytoscape(&mut self) {
        if !self.is_of_cytoscape() {
            return;
        }
        let empty = self.strings.insert("");
        if let Some(selected) = self.strings.find("selected") {
            let words = ["true", "false"].map(|word| self.strings.find(word).unwrap_or(NONE));
            let all = self.node_values.iter_mut().chain(&mut self.edge_values);
            let mut count = 0;
            for (_, value) in all.filter(|(name, value)| *name == selected && words.contains(value)) {
                *value = empty;
                count += 1;
            }
            self.skipped.add("selected", count);
        }
        for own in [SUID, "BEND_MAP_ID"] {
            let Some(number) = self.strings.find(own) else { continue };
            let mut count = 0;
            for (_, value) in self.edge_values.iter_mut().filter(|(name, _)| *name == number) {
                count += usize::from(*value != empty);
                *value = empty;
            }
            self.skipped.add(own, count);
        }
    }

    /// Frees spare capacity. O(size).
    pub(super) fn shrink(&mut self) {
        self.nodes.shrink_to_fit();
        self.edges.shrink_to_fit();
        self.node_values.shrink_to_fit();
        self.edge_values.shrink_to_fit();
        self.node_places.shrink();
        self.edge_places.shrink();
        self.edge_ids.shrink();
        self.edge_kinds.shrink();
    }

    /// Removes the nodes from a place on.
    pub(super) fn truncate_nodes(&mut self, from: usize) {
        self.nodes.truncate(from);
        self.node_places.truncate(from);
        self.node_values.truncate(self.nodes.last().map_or(0, |node| node.end as usize));
        self.nodes.shrink_to_fit();
        self.node_values.shrink_to_fit();
    }

    /// Removes the edges from a place on.
    pub(super) fn truncate_edges(&mut self, from: usize) {
        self.edges.truncate(from);
        self.edge_places.truncate(from);
        self.edge_ids.truncate(from);
        self.edge_kinds.truncate(from);
        self.edge_values.truncate(self.edges.last().map_or(0, |edge| edge.end as usize));
        self.edges.shrink_to_fit();
        self.edge_values.shrink_to_fit();
    }

    /// Whether there were more strings or properties than can be numbered.
    pub(super) fn is_full(&self) -> bool {
        let most = NONE as usize;
        self.strings.len() >= most || self.node_values.len() >= most || self.edge_values.len() >= most
    }
}

pub(super) fn property<'a>(name: &'static str, value: &'a str) -> Property<'a> {
    (name.into(), value.into())
}

/// The property that holds the `count`th attribute of this name, in files that are written here.
pub(super) fn attribute_name(name: &str, count: usize) -> Text<'_> {
    if count == 1 && !TAKEN.contains(&name) && !name.starts_with("semnet:") {
        name.into()
    } else {
        format!("semnet:{count}:{name}").into()
    }
}

/// The attribute in a property of a file that was written here.
pub(super) fn name_of_attribute(property: &str) -> &str {
    let rest = property.strip_prefix("semnet:").and_then(|rest| rest.split_once(':'));
    match rest {
        Some((count, name)) if !name.is_empty() && count.parse::<u32>().is_ok() => name,
        _ => property,
    }
}

/// The value of a property.
pub(super) fn value<'p>(properties: &'p [Property<'_>], name: &str) -> Option<&'p str> {
    properties.iter().find(|(other, _)| other == name).map(|(_, value)| &**value)
}

/// Removes a property.
pub(super) fn take<'a>(properties: &mut Vec<Property<'a>>, name: &str) -> Option<Text<'a>> {
    let at = properties.iter().position(|(other, _)| other == name)?;
    Some(properties.remove(at).1)
}

/// A limit on the expansion of a file while it is read: names and defaults that are written once and apply
/// many times must not make a small file large.
#[derive(Debug)]
pub(super) struct Budget(usize);

impl Budget {
    pub(super) fn of(length: usize) -> Budget {
        Budget(length.saturating_mul(64).saturating_add(1 << 20))
    }

    /// Raises the limit for the bytes that were read since.
    pub(super) fn grow(&mut self, length: usize) {
        self.0 = self.0.saturating_add(length.saturating_mul(64));
    }

    /// Subtracts the cost of a repeated string.
    pub(super) fn take(&mut self, string: &str, place: &Place) -> Result<(), PlacedProblem> {
        self.0 = self.0.checked_sub(string.len() + 16).ok_or_else(|| {
            place.wrong(
                "names and defaults that are used again and again make this more than 64 times as \
                         large as the file",
            )
        })?;
        Ok(())
    }
}

/// A number, if writing it and reading it again gives the same text.
pub(super) fn as_number(text: &str) -> Option<serde_json::Number> {
    if !text.starts_with(|first: char| first == '-' || first.is_ascii_digit()) || text.len() > 24 {
        return None;
    }
    let number = match text.parse::<i64>() {
        Ok(whole) => serde_json::Number::from(whole),
        Err(_) => serde_json::Number::from_f64(text.parse().ok()?)?,
    };
    (number.to_string() == text).then_some(number)
}
