//! Nodes of a file in which they are named before they are described, as in DOT and Mermaid, or described
//! several times.

use std::collections::HashMap;

use crate::format::tools::error::Place;
use crate::format::tools::graph::{Graph, Node, Property, Text};

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
