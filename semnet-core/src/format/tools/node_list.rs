//! Nodes of a file in which they are named before they are described, as in DOT and Mermaid, or described
//! several times.

use std::collections::HashMap;

use crate::format::tools::error::Place;
use crate::format::tools::graph::{Graph, Node, Property, SmallPlace, Text, push};
use crate::format::tools::strings::{NONE, Number, Strings, Value};

/// What lies in which group, for formats in which a group holds what is named within it, whether or not it
/// was named before. A node is in one group: the innermost of those that name it, else the first.
#[derive(Default)]
pub(super) struct Members {
    /// The groups that are open, the innermost last.
    pub(super) open: Vec<String>,
    places: HashMap<String, usize>,
    all: Vec<(String, String, Place)>,
}

impl Members {
    /// Notes that a node is named where we are. O(length + groups that are open).
    pub(super) fn add(&mut self, id: &str, place: &Place) {
        let Some(group) = self.open.last().filter(|_| !self.open.iter().any(|open| open == id)) else {
            return;
        };
        match self.places.get(id).and_then(|&at| self.all.get_mut(at)) {
            // From a group around this one.
            Some((known, ..)) if known != group && self.open.contains(known) => known.clone_from(group),
            Some(_) => {}
            None => {
                self.places.insert(id.to_owned(), self.all.len());
                self.all.push((group.clone(), id.to_owned(), place.clone()));
            }
        }
    }

    /// Moves them to a graph. O(members).
    pub(super) fn push_to(self, graph: &mut Graph) {
        for (group, id, place) in self.all {
            graph.push_member(&group, &id, place);
        }
    }
}

/// Nodes with every string kept once.
#[derive(Default)]
pub(super) struct NodeList {
    strings: Strings,
    nodes: Vec<Listed>,
    /// By the number of an id, the place of its node, or `NONE`.
    places: Vec<Number>,
    /// Texts that were put together, by the place of the node and the name.
    joined: HashMap<(usize, Number), String>,
}

struct Listed {
    id: Number,
    place: SmallPlace,
    /// Boxed, for most nodes have none.
    properties: Option<Box<Properties>>,
}

#[derive(Default)]
struct Properties(Vec<Value>);

impl Listed {
    fn properties(&self) -> &[Value] {
        self.properties.as_ref().map_or(&[], |properties| properties.0.as_slice())
    }

    fn properties_mut(&mut self) -> &mut Vec<Value> {
        &mut self.properties.get_or_insert_default().0
    }
}

impl NodeList {
    /// Adds a node, or properties to a node that is there; whether it is new. O(length).
    pub(super) fn add<'a>(&mut self, id: &str, properties: Vec<Property<'a>>, place: &Place) -> bool {
        let (at, is_new) = self.place(id, place);
        for (name, value) in properties {
            let (name, value) = (self.strings.insert(&name), self.strings.insert(&value));
            let Some(node) = self.nodes.get_mut(at) else { break };
            // The last value is used.
            let properties = node.properties_mut();
            match properties.iter_mut().find(|(other, _)| *other == name && !is_new) {
                Some((_, known)) => *known = value,
                None => properties.push((name, value)),
            }
        }
        is_new
    }

    /// The place of the node of this id, and whether it was made for that.
    fn place(&mut self, id: &str, place: &Place) -> (usize, bool) {
        let id = self.strings.insert(id);
        if id as usize >= self.places.len() {
            self.places.resize(self.strings.len().max(id as usize + 1), NONE);
        }
        let Some(known) = self.places.get_mut(id as usize) else { return (0, false) };
        if *known != NONE {
            return (*known as usize, false);
        }
        *known = u32::try_from(self.nodes.len()).unwrap_or(NONE);
        let place = SmallPlace::of(place.clone(), &mut self.strings);
        push(&mut self.nodes, Listed { id, place, properties: None });
        (self.nodes.len() - 1, true)
    }

    /// The place of a node that is there. O(length).
    fn find(&self, id: &str) -> Option<usize> {
        let at = *self.places.get(self.strings.find(id)? as usize)?;
        (at != NONE).then_some(at as usize)
    }

    /// Whether there is a node of this id. O(length).
    pub(super) fn has(&self, id: &str) -> bool {
        self.find(id).is_some()
    }

    /// Adds a node as [`add`](NodeList::add) does, but keeps all values of a node that is there; texts of
    /// this reader are joined. O(length + properties).
    pub(super) fn merge<'a>(&mut self, id: &str, properties: Vec<Property<'a>>, place: &Place) -> bool {
        let Some(at) = self.find(id) else { return self.add(id, properties, place) };
        for (name, value) in properties {
            if name.starts_with('\0') {
                self.join(at, &name, &value);
                continue;
            }
            let property = (self.strings.insert(&name), self.strings.insert(&value));
            let Some(node) = self.nodes.get_mut(at) else { break };
            if !node.properties().contains(&property) {
                node.properties_mut().push(property);
            }
        }
        false
    }

    /// Adds to a text of the node at a place.
    fn join(&mut self, at: usize, name: &str, value: &str) {
        let name = self.strings.insert(name);
        if let Some(known) = self.joined.get_mut(&(at, name)) {
            if !known.contains(value) {
                known.push(' ');
                known.push_str(value);
            }
            return;
        }
        let text = self.strings.insert(value);
        let Some(node) = self.nodes.get_mut(at) else { return };
        match node.properties().iter().position(|(other, _)| *other == name) {
            None => node.properties_mut().push((name, text)),
            Some(place) => {
                let known = self.strings.get(node.properties().get(place).map_or(NONE, |it| it.1));
                if !known.contains(value) {
                    let joined = format!("{known} {value}").trim().to_owned();
                    node.properties_mut().remove(place);
                    self.joined.insert((at, name), joined);
                }
            }
        }
    }

    /// Whether a node that is there has a property of this name. O(length + properties).
    pub(super) fn has_property(&self, id: &str, name: &str) -> bool {
        let (Some(node), Some(name)) =
            (self.find(id).and_then(|at| self.nodes.get(at)), self.strings.find(name))
        else {
            return false;
        };
        node.properties().iter().any(|(other, _)| *other == name)
    }

    /// Adds a property to a node that is there, besides those of the same name.
    pub(super) fn push_property(&mut self, id: &str, (name, value): Property<'_>) {
        let property = (self.strings.insert(&name), self.strings.insert(&value));
        if let Some(node) = self.find(id).and_then(|at| self.nodes.get_mut(at)) {
            node.properties_mut().push(property);
        }
    }

    /// Moves the nodes to a graph. O(nodes).
    pub(super) fn push_to(self, graph: &mut Graph) {
        let text = |number: Number| Text::from(self.strings.get(number));
        let mut joined: HashMap<usize, Vec<(Number, String)>> = HashMap::new();
        for ((at, name), joint) in self.joined {
            joined.entry(at).or_default().push((name, joint));
        }
        for (at, node) in self.nodes.iter().enumerate() {
            let mut properties: Vec<Property<'_>> =
                node.properties().iter().map(|&(name, value)| (text(name), text(value))).collect();
            let mut more = joined.remove(&at).unwrap_or_default();
            more.sort_unstable();
            properties.extend(more.into_iter().map(|(name, joint)| (text(name), joint.into())));
            graph.push_node(Node { id: text(node.id), properties, place: node.place.place(&self.strings) });
        }
    }
}
