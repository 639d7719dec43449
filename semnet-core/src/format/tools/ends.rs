//! The ends of edges: ids of nodes, their places in a list or their names, and those without a node.

use std::collections::{HashMap, HashSet};

use crate::format::tools::graph::Graph;
use crate::format::tools::rows::NodeRow;
use crate::format::tools::strings::{NONE, Number};
use crate::format::tools::vocabulary::Finder;
use crate::network::QUESTION_NUMBER;
use crate::util::growth::push;

/// The nodes at the ends, once all have their labels.
pub(super) struct Nodes {
    /// By the number of an id, the place of its node, or `NONE`.
    by_id: Vec<Number>,
    labels: Vec<Number>,
    /// The place of the node that is the question.
    question: Option<usize>,
}

impl Nodes {
    /// O(nodes + strings).
    pub(super) fn of(graph: &Graph, labels: Vec<Number>, question: Number) -> Nodes {
        let mut by_id = vec![NONE; graph.strings.len()];
        for (node, at) in graph.nodes.iter().zip(0..) {
            if let Some(place) = by_id.get_mut(node.id as usize) {
                *place = at;
            }
        }
        let question = labels.iter().position(|label| *label == question);
        Nodes { by_id, labels, question }
    }

    /// The place of the node of an id.
    pub(super) fn place(&self, id: Number) -> Option<Number> {
        self.by_id.get(id as usize).copied().filter(|place| *place != NONE)
    }

    /// The label of the node at a place.
    pub(super) fn label(&self, place: Number) -> Number {
        self.labels.get(place as usize).copied().unwrap_or(NONE)
    }

    pub(super) fn is_question(&self, place: Number) -> bool {
        self.question == Some(place as usize)
    }

    /// The number that a builder gives to the node at a place: nodes are added from the last to the first.
    pub(super) fn concept(&self, place: Number) -> u32 {
        if self.is_question(place) {
            return QUESTION_NUMBER;
        }
        let after = self.labels.len().saturating_sub(1 + place as usize);
        let others = after - usize::from(self.question.is_some_and(|at| at > place as usize));
        u32::try_from(others).unwrap_or(QUESTION_NUMBER)
    }
}

impl Graph {
    /// For files whose edges do not name ids: they have places in the list of nodes, or names. Where only
    /// some are not ids, nothing is changed, and that is an error later. O(size).
    pub(super) fn resolve_ends(&mut self) {
        let ids = self.known();
        let is_id = |end: Number| ids.get(end as usize).is_some_and(|is_id| *is_id);
        if self.edges.iter().any(|edge| is_id(edge.source) || is_id(edge.target)) {
            return;
        }
        let of_place = |end: Number| {
            let place: usize = self.strings.get(end).parse().ok()?;
            self.nodes.get(place).map(|node| node.id)
        };
        let mut names: HashMap<Number, Number> = HashMap::new();
        self.names().for_each(|(name, id)| {
            names.entry(name).or_insert(id);
        });
        let of_name = |end: Number| names.get(&end).copied();
        let resolve = |find: &dyn Fn(Number) -> Option<Number>| -> Option<Vec<(Number, Number)>> {
            self.edges.iter().map(|edge| find(edge.source).zip(find(edge.target))).collect()
        };
        let Some(ends) = resolve(&of_place).or_else(|| resolve(&of_name)) else { return };
        for (edge, (source, target)) in self.edges.iter_mut().zip(ends) {
            (edge.source, edge.target) = (source, target);
        }
    }

    /// For a list of edges with a table of nodes, which edges may call by their
    /// names. O(size).
    pub(super) fn name_ends(&mut self) {
        let names = self.ids_by_name();
        let ids: HashSet<Number> = self.nodes.iter().map(|node| node.id).collect();
        for edge in &mut self.edges {
            for end in [&mut edge.source, &mut edge.target] {
                if let Some(Some(id)) = names.get(end).filter(|_| !ids.contains(end)) {
                    *end = *id;
                }
            }
        }
    }

    /// Replaces ends that are not nodes and have the first of two names by the second. O(size).
    pub(super) fn rename_ends(&mut self, names: &[(String, String)]) {
        let number = |name: &str| self.strings.find(name);
        let names: HashMap<Number, Number> =
            names.iter().filter_map(|(from, to)| number(from).zip(number(to))).collect();
        let ids = self.known();
        for edge in &mut self.edges {
            for end in [&mut edge.source, &mut edge.target] {
                if let Some(name) =
                    names.get(end).filter(|_| !ids.get(*end as usize).is_some_and(|is_id| *is_id))
                {
                    *end = *name;
                }
            }
        }
    }

    /// The id of a node by its name; `None` if several have it. O(nodes).
    fn ids_by_name(&self) -> HashMap<Number, Option<Number>> {
        let mut names: HashMap<Number, Option<Number>> = HashMap::new();
        self.names().for_each(|(name, id)| {
            names.entry(name).and_modify(|id| *id = None).or_insert(Some(id));
        });
        names
    }

    /// The names of the nodes that have one, with their ids.
    fn names(&self) -> impl Iterator<Item = (Number, Number)> {
        let mut finder = Finder::labels();
        self.nodes.iter().enumerate().filter_map(move |(at, node)| {
            let values = self.node_values(at);
            let &(_, name) = values.get(finder.first(&self.strings, values, |_, _| true)?)?;
            Some((name, node.id))
        })
    }

    /// The ends of edges that are not nodes yet, each once. O(nodes + edges).
    pub(super) fn missing_ends(&self) -> Vec<String> {
        let mut is_known = self.known();
        let ends = self.edges.iter().flat_map(|edge| [edge.source, edge.target]);
        ends.filter(|end| is_new(&mut is_known, *end)).map(|end| self.strings.get(end).to_owned()).collect()
    }

    /// Adds the nodes that edges name, for files that list edges only. O(edges).
    pub(super) fn add_ends(&mut self) {
        let mut is_known = self.known();
        let end = self.nodes.last().map_or(0, |node| node.end);
        for (at, edge) in self.edges.iter().enumerate() {
            for id in [edge.source, edge.target] {
                if is_new(&mut is_known, id) {
                    self.node_places.push_of(&self.edge_places, at);
                    push(&mut self.nodes, NodeRow { id, end });
                }
            }
        }
    }

    /// Whether a string is the id of a node, by its number. O(nodes + strings).
    fn known(&self) -> Vec<bool> {
        let mut ids = vec![false; self.strings.len()];
        for node in &self.nodes {
            is_new(&mut ids, node.id);
        }
        ids
    }
}

/// Marks a string, and returns whether it was not marked before.
fn is_new(is_known: &mut [bool], number: Number) -> bool {
    is_known.get_mut(number as usize).is_some_and(|known| !std::mem::replace(known, true))
}
