//! Nodes of a file in which they are named before they are described, as in DOT and Mermaid, or described
//! several times.

use std::collections::HashMap;

use crate::format::tools::error::Place;
use crate::format::tools::graph::{Graph, Node, Property, Text};

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

#[derive(Default)]
pub(super) struct NodeList {
    nodes: Vec<Node<'static>>,
    places: HashMap<String, usize>,
}

impl NodeList {
    /// Adds a node, or properties to a node that is there; whether it is new. O(length).
    pub(super) fn add<'a>(&mut self, id: &str, properties: Vec<Property<'a>>, place: &Place) -> bool {
        let owned = |text: Text<'a>| Text::Owned(text.into_owned());
        let properties = properties.into_iter().map(|(name, value)| (owned(name), owned(value)));
        let known = self.places.get(id).and_then(|&at| self.nodes.get_mut(at));
        if let Some(node) = known {
            for (name, value) in properties {
                // The last value is used.
                match node.properties.iter_mut().find(|(other, _)| *other == name) {
                    Some((_, known)) => *known = value,
                    None => node.properties.push((name, value)),
                }
            }
            return false;
        }
        self.places.insert(id.to_owned(), self.nodes.len());
        let id = Text::Owned(id.to_owned());
        self.nodes.push(Node { id, properties: properties.collect(), place: place.clone() });
        true
    }

    /// Whether there is a node of this id. O(length).
    pub(super) fn has(&self, id: &str) -> bool {
        self.places.contains_key(id)
    }

    /// Adds a node as [`add`](NodeList::add) does, but keeps all values of a node that is there; texts of
    /// this reader are joined. O(length + properties).
    pub(super) fn merge<'a>(&mut self, id: &str, properties: Vec<Property<'a>>, place: &Place) -> bool {
        let known = self.places.get(id).and_then(|&at| self.nodes.get_mut(at));
        let Some(node) = known else { return self.add(id, properties, place) };
        for (name, value) in properties {
            let is_read = name.starts_with('\0');
            match node
                .properties
                .iter_mut()
                .find(|(other, known)| *other == name && (is_read || *known == value))
            {
                Some((_, known)) if is_read && !known.contains(&*value) => {
                    *known = format!("{known} {value}").trim().to_owned().into();
                }
                Some(_) => {}
                None => {
                    node.properties.push((Text::Owned(name.into_owned()), Text::Owned(value.into_owned())))
                }
            }
        }
        false
    }

    /// Adds a property to a node that is there, besides those of the same name.
    pub(super) fn push_property(&mut self, id: &str, property: Property<'static>) {
        if let Some(node) = self.places.get(id).and_then(|&at| self.nodes.get_mut(at)) {
            node.properties.push(property);
        }
    }

    /// Moves the nodes to a graph. O(nodes).
    pub(super) fn push_to(self, graph: &mut Graph) {
        for node in self.nodes {
            graph.push_node(node);
        }
    }
}
