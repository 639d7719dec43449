//! What the formats of other tools have in common: nodes and edges with named properties. A network is
//! written as these, and every file is read into them, so that what a property means is decided in one place.
//!
//! FORMATS.md has the rules. In short, in files that are written here: the question is a node with the
//! property `question`, and carries the title and the network's attributes; a relationship's relation is its
//! `label`; findings and highlights are edges with a number. An attribute whose name is taken, or comes
//! twice, is called `semnet:NUMBER:NAME`.

use std::borrow::Cow;

use crate::format::tools::directions::Direction;
use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::imported::Skipped;
use crate::format::tools::strings::{NONE, Number, Strings, Value};
use crate::util::{broken, items};

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

/// Properties that a reader gives a meaning itself. Where one of them is, no table of names applies.
pub(super) mod given {
    /// What the file calls a node.
    pub(in super::super) const LABEL: &str = "\0label";
    /// What a node is called for want of a name in the file: made of its IRI, its text or the like.
    pub(in super::super) const MADE_LABEL: &str = "\0made label";
    /// What the graph may be called where nothing else gives a question.
    pub(in super::super) const NAME: &str = "\0name";
    pub(in super::super) const TEXT: &str = "\0text";
    pub(in super::super) const RELATION: &str = "\0relation";
    pub(in super::super) const PASSAGE: &str = "\0passage";
}

/// How ids begin that a reader gives to nodes without one. They are not kept.
pub(super) const UNNAMED: &str = "_:unnamed ";

/// The relation between a group and what is within.
const CONTAINS: &str = "contains";

pub(super) type Text<'a> = Cow<'a, str>;

/// A name and a value.
pub(super) type Property<'a> = (Text<'a>, Text<'a>);

/// A file, with every string kept once.
#[derive(Debug)]
pub(super) struct Graph {
    pub(super) strings: Strings,
    /// Of edges that do not say.
    pub(super) direction: Direction,
    pub(super) properties: Vec<Property<'static>>,
    pub(super) nodes: Vec<NodeRow>,
    pub(super) edges: Vec<EdgeRow>,
    /// Names and values of all nodes' properties, and of all edges'.
    node_values: Vec<Value>,
    edge_values: Vec<Value>,
    pub(super) skipped: Skipped,
    /// How many relationships were added to the builder.
    pub(super) added: usize,
    /// Whether the edges are a set, as the triples of RDF are: equal ones are one and not counted.
    pub(super) is_set: bool,
    /// Whether ids are IRIs: a node without a label is called by the end of its IRI.
    pub(super) are_ids_iris: bool,
    /// Whether the ids of all nodes stand in quotation marks.
    pub(super) are_ids_quoted: bool,
}

#[derive(Debug, Clone)]
pub(super) struct NodeRow {
    pub(super) id: Number,
    /// Where its properties end; they begin where those of the node before it end.
    pub(super) end: Number,
    pub(super) place: SmallPlace,
}

#[derive(Debug, Clone)]
pub(super) struct EdgeRow {
    pub(super) source: Number,
    pub(super) target: Number,
    pub(super) id: Number,
    pub(super) direction: Option<Direction>,
    /// Whether the id need only differ between two nodes, as keys in NetworkX.
    pub(super) is_key: bool,
    end: Number,
    pub(super) place: SmallPlace,
}

/// A node on its way into or out of a graph.
#[derive(Debug, Default)]
pub(super) struct Node<'a> {
    pub(super) id: Text<'a>,
    pub(super) properties: Vec<Property<'a>>,
    pub(super) place: Place,
}

/// An edge on its way into or out of a graph.
#[derive(Debug, Default)]
pub(super) struct Edge<'a> {
    /// Kept only where nothing else distinguishes two edges.
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
            node_values: Vec::new(),
            edge_values: Vec::new(),
            skipped: Skipped::default(),
            added: 0,
            is_set: false,
            are_ids_iris: false,
            are_ids_quoted: false,
        }
    }
}

impl Graph {
    /// A graph whose edges have no direction unless they say so.
    pub(super) fn undirected() -> Graph {
        Graph { direction: Direction::Undirected, ..Graph::default() }
    }

    /// A graph with strings that are there.
    pub(super) fn upon(strings: Strings) -> Graph {
        Graph { strings, ..Graph::default() }
    }

    pub(super) fn push_node(&mut self, node: Node<'_>) {
        let id = self.strings.insert(&node.id);
        for (name, value) in &node.properties {
            push(&mut self.node_values, (self.strings.insert(name), self.strings.insert(value)));
        }
        let end = small(self.node_values.len());
        let place = SmallPlace::of(node.place, &mut self.strings);
        push(&mut self.nodes, NodeRow { id, end, place });
    }

    pub(super) fn push_edge(&mut self, edge: Edge<'_>) {
        let (source, target) = (self.strings.insert(&edge.source), self.strings.insert(&edge.target));
        let id = edge.id.map_or(NONE, |id| self.strings.insert(&id));
        for (name, value) in &edge.properties {
            push(&mut self.edge_values, (self.strings.insert(name), self.strings.insert(value)));
        }
        let end = small(self.edge_values.len());
        let place = SmallPlace::of(edge.place, &mut self.strings);
        let (direction, is_key) = (edge.direction, edge.is_key);
        push(&mut self.edges, EdgeRow { source, target, id, direction, is_key, end, place });
    }

    /// Adds a property to the node that is pushed next, before those that are pushed with it. O(length).
    pub(super) fn push_node_value(&mut self, (name, value): Property<'_>) {
        push(&mut self.node_values, (self.strings.insert(&name), self.strings.insert(&value)));
    }

    /// Adds a property to the edge that is pushed next by `push_ends`. `name` is the number of a string.
    pub(super) fn push_edge_value(&mut self, name: Number, value: &str) {
        push(&mut self.edge_values, (name, self.strings.insert(value)));
    }

    /// Takes back the properties that were pushed since the last edge.
    pub(super) fn forget_edge_values(&mut self) {
        let end = self.edges.last().map_or(0, |edge| edge.end);
        self.edge_values.truncate(end as usize);
    }

    /// Adds an edge with the properties that were pushed since the last one.
    pub(super) fn push_ends(&mut self, source: &str, target: &str, id: Option<&str>, place: Place) {
        let (source, target) = (self.strings.insert(source), self.strings.insert(target));
        let id = id.map_or(NONE, |id| self.strings.insert(id));
        let end = small(self.edge_values.len());
        let place = SmallPlace::of(place, &mut self.strings);
        push(&mut self.edges, EdgeRow { source, target, id, direction: None, is_key: false, end, place });
    }

    /// Adds the edge from a node to one that is nested in it.
    pub(super) fn push_member(&mut self, group: &str, member: &str, place: Place) {
        let relation = self.strings.insert(given::RELATION);
        self.push_edge_value(relation, CONTAINS);
        self.push_ends(group, member, None, place);
        if let Some(edge) = self.edges.last_mut() {
            edge.direction = Some(Direction::Directed);
        }
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

    /// Replaces a value of the edge at a place.
    pub(super) fn set_edge_value(&mut self, at: usize, place: usize, value: Number) {
        let start = at.checked_sub(1).and_then(|before| self.edges.get(before)).map_or(0, |edge| edge.end);
        if let Some(known) = self.edge_values.get_mut(start as usize + place) {
            known.1 = value;
        }
    }

    /// Empties what Cytoscape has everywhere, next to `shared name`: whether somebody has selected a thing.
    /// O(properties).
    pub(super) fn skip_selections(&mut self) {
        let is_shared = ["shared name", "shared_name"].iter().any(|name| self.strings.find(name).is_some());
        let Some(selected) = self.strings.find("selected").filter(|_| is_shared) else { return };
        let words = ["true", "false"].map(|word| self.strings.find(word).unwrap_or(NONE));
        let empty = self.strings.insert("");
        let mut count = 0;
        for (name, value) in self.node_values.iter_mut().chain(&mut self.edge_values) {
            if *name == selected && words.contains(value) {
                *value = empty;
                count += 1;
            }
        }
        self.skipped.add("selected", count);
    }

    /// Lets go of room that was kept for more. O(size).
    pub(super) fn shrink(&mut self) {
        self.nodes.shrink_to_fit();
        self.edges.shrink_to_fit();
        self.node_values.shrink_to_fit();
        self.edge_values.shrink_to_fit();
    }

    /// Lets go of the nodes from a place on.
    pub(super) fn truncate_nodes(&mut self, from: usize) {
        self.nodes.truncate(from);
        self.node_values.truncate(self.nodes.last().map_or(0, |node| node.end as usize));
        self.nodes.shrink_to_fit();
        self.node_values.shrink_to_fit();
    }

    /// Whether there were more strings or properties than can be numbered.
    pub(super) fn is_full(&self) -> bool {
        let most = NONE as usize;
        self.strings.len() >= most || self.node_values.len() >= most || self.edge_values.len() >= most
    }
}

/// Appends to a list that may be long. It grows by a quarter, for most of a file's memory lies in such lists.
/// O(1) on the average.
pub(super) fn push<T>(list: &mut Vec<T>, item: T) {
    if list.len() == list.capacity() {
        list.reserve_exact(list.len() / 4 + 16);
    }
    list.push(item);
}

fn small(length: usize) -> Number {
    u32::try_from(length).unwrap_or(NONE)
}

/// A place in a file, in 8 bytes: there are as many as nodes and edges.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct SmallPlace {
    /// What it is in the two highest bits; below, the column or the list.
    kind: u32,
    /// The line, the number of an item, or the number of a path.
    at: u32,
}

const LINE: u32 = 1 << 30;
const ITEM: u32 = 2 << 30;
const PATH: u32 = 3 << 30;

/// The lists that items are of.
const LISTS: &[&str] = &[
    "nodes",
    "edges",
    "links",
    "graph.nodes",
    "graph.edges",
    "elements",
    "elements.nodes",
    "elements.edges",
];

impl SmallPlace {
    pub(super) fn of(place: Place, strings: &mut Strings) -> SmallPlace {
        match place {
            Place::Nowhere => SmallPlace::default(),
            Place::Line { line, column } => {
                SmallPlace { kind: LINE | small(column).min(LINE - 1), at: small(line) }
            }
            Place::Item { list, number } => match LISTS.iter().position(|known| *known == list) {
                Some(at) => SmallPlace { kind: ITEM | small(at), at: small(number) },
                None => SmallPlace { kind: PATH, at: strings.insert(&format!("{list}[{number}]")) },
            },
            Place::Path(path) => SmallPlace { kind: PATH, at: strings.insert(&path) },
        }
    }

    pub(super) fn place(self, strings: &Strings) -> Place {
        let rest = self.kind & (LINE - 1);
        match self.kind - rest {
            0 => Place::Nowhere,
            LINE => Place::Line { line: self.at as usize, column: rest as usize },
            ITEM => Place::Item {
                list: LISTS
                    .get(rest as usize)
                    .copied()
                    .unwrap_or_else(|| broken(&"a list without a name", "")),
                number: self.at as usize,
            },
            _ => Place::Path(strings.get(self.at).to_owned()),
        }
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

/// The attribute that a property of a file holds that was written here.
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

/// Takes a property out.
pub(super) fn take<'a>(properties: &mut Vec<Property<'a>>, name: &str) -> Option<Text<'a>> {
    let at = properties.iter().position(|(other, _)| other == name)?;
    Some(properties.remove(at).1)
}

/// What a file may still grow to while it is read: names and defaults that stand once and count many times
/// must not make much of little.
#[derive(Debug)]
pub(super) struct Budget(usize);

impl Budget {
    pub(super) fn of(length: usize) -> Budget {
        Budget(length.saturating_mul(64).saturating_add(1 << 20))
    }

    /// Makes more of it, for what was read since.
    pub(super) fn grow(&mut self, length: usize) {
        self.0 = self.0.saturating_add(length.saturating_mul(64));
    }

    /// Takes what a repeated string costs.
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

/// A number, when writing it as one and reading it again gives the same text.
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
