//! The edges of a file of DOT: those of a strict graph, which are merged, and those that are drawn from or to
//! a group.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::format::tools::directions::Direction;
use crate::format::tools::graph::{Edge, Graph};
use crate::format::tools::node_list::NodeList;
use crate::format::tools::strings::Number;

/// The attributes with the groups from which and to which an edge is drawn.
const ENDS: [&str; 2] = ["ltail", "lhead"];

/// The groups at which the two ends of an edge are drawn, by the numbers of their names, because one
/// statement may contain many edges.
pub(super) type Groups = [Option<Number>; 2];

/// Removes them from the attributes of an edge.
pub(super) fn take_groups(attributes: &mut Vec<(String, String)>, graph: &mut Graph) -> Groups {
    ENDS.map(|name| {
        let at = attributes.iter().position(|(other, _)| other == name)?;
        Some(graph.strings.insert(&attributes.remove(at).1))
    })
}

#[derive(Default)]
pub(super) struct Edges {
    pub(super) is_strict: bool,
    /// The edges of a strict graph, which has at most one between two nodes: another one adds properties to
    /// it.
    strict: Vec<Edge<'static>>,
    places: HashMap<(String, String), usize>,
    /// By the number of an edge. A group may come later in the file.
    groups: Vec<(usize, Groups)>,
}

impl Edges {
    pub(super) fn push(&mut self, edge: Edge<'static>, mut groups: Groups, graph: &mut Graph) {
        let has_groups = groups.iter().any(Option::is_some);
        if !self.is_strict {
            self.groups.extend(has_groups.then_some((graph.edges.len(), groups)));
            graph.push_edge(edge);
            return;
        }
        let is_turned = graph.direction == Direction::Undirected && edge.source > edge.target;
        let ends = if is_turned { (&edge.target, &edge.source) } else { (&edge.source, &edge.target) };
        match self.places.entry((ends.0.to_string(), ends.1.to_string())) {
            Entry::Vacant(place) => {
                self.groups.extend(has_groups.then_some((self.strict.len(), groups)));
                place.insert(self.strict.len());
                self.strict.push(edge);
            }
            Entry::Occupied(place) => {
                graph.skipped.add("repeated edge", 1);
                let Some(known) = self.strict.get_mut(*place.get()) else { return };
                if known.source != edge.source {
                    groups.reverse();
                }
                self.groups.extend(has_groups.then_some((*place.get(), groups)));
                known.direction = edge.direction.or(known.direction);
                for (name, value) in edge.properties {
                    known.properties.retain(|(other, _)| *other != name);
                    known.properties.push((name, value));
                }
            }
        }
    }

    /// Moves ends to the groups at which they are drawn, if the graph allows that. O(edges).
    pub(super) fn move_ends(&mut self, is_compound: bool, nodes: &NodeList, graph: &mut Graph) {
        for (number, groups) in std::mem::take(&mut self.groups) {
            for ((group, name), is_target) in groups.into_iter().zip(ENDS).zip([false, true]) {
                let Some(group) = group else { continue };
                let id = graph.strings.get(group);
                if !(is_compound && nodes.has(&graph.strings, id)) {
                    graph.skipped.add(name, 1);
                } else if let Some(edge) = self.strict.get_mut(number) {
                    *(if is_target { &mut edge.target } else { &mut edge.source }) = id.to_owned().into();
                } else if let Some(edge) = graph.edges.get_mut(number) {
                    *(if is_target { &mut edge.target } else { &mut edge.source }) = group;
                }
            }
        }
    }

    /// Adds the edges of a strict graph to the graph. O(edges).
    pub(super) fn push_to(self, graph: &mut Graph) {
        for edge in self.strict {
            graph.push_edge(edge);
        }
    }
}
