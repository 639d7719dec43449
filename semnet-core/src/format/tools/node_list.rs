//! Nodes of a file in which they are named before they are described, as in DOT and Mermaid, or described
//! several times.

use std::collections::HashMap;

use crate::format::tools::error::Place;
use crate::format::tools::graph::{Graph, Property};
use crate::format::tools::rows::{NodeRow, PlaceColumn};
use crate::format::tools::strings::{NONE, Number, Strings, Value};
use crate::util::growth::push;

/// The members of groups, for formats in which a group contains the nodes that are named within it, even if
/// they were named before. A node is in one group: the innermost of those that name it, else the first.
#[derive(Default)]
pub(super) struct Members {
    /// The groups that are open, the innermost last.
    pub(super) open: Vec<String>,
    places: HashMap<String, usize>,
    all: Vec<(String, String, Place)>,
}

impl Members {
    /// Records that a node is named at this place. O(length + groups that are open).
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

/// Nodes of a graph, whose strings they share.
#[derive(Default)]
pub(super) struct NodeList {
    /// Each with the place of its properties in the list of these, counted from 1, or 0.
    rows: Vec<NodeRow>,
    places_in_file: PlaceColumn,
    /// The properties of the nodes that have any.
    properties: Vec<Vec<Value>>,
    /// The place of a node, or `NONE`, by the number of its id.
    places: Vec<Number>,
    /// Joined texts, by the place of the node and the name.
    joined: HashMap<(usize, Number), String>,
}

impl NodeList {
    /// Adds a node, or properties to an existing one. Returns whether it is new. O(length).
    pub(super) fn add(
        &mut self,
        strings: &mut Strings,
        id: &str,
        properties: Vec<Property<'_>>,
        place: &Place,
    ) -> bool {
        let (at, is_new) = self.place(strings, id, place);
        for (name, value) in properties {
            let (name, value) = (strings.insert(&name), strings.insert(&value));
            let Some(properties) = self.properties_mut(at) else { break };
            // The last value is used.
            match properties.iter_mut().find(|(other, _)| *other == name && !is_new) {
                Some((_, known)) => *known = value,
                None => properties.push((name, value)),
            }
        }
        is_new
    }

    fn properties(&self, at: usize) -> &[Value] {
        let list = self.rows.get(at).and_then(|row| self.properties.get((row.end as usize).checked_sub(1)?));
        list.map_or(&[], Vec::as_slice)
    }

    fn properties_mut(&mut self, at: usize) -> Option<&mut Vec<Value>> {
        let row = self.rows.get_mut(at)?;
        if row.end == 0 {
            push(&mut self.properties, Vec::new());
            row.end = u32::try_from(self.properties.len()).unwrap_or(NONE);
        }
        self.properties.get_mut((row.end as usize).checked_sub(1)?)
    }

    /// The place of the node of this id, and whether it was created.
    fn place(&mut self, strings: &mut Strings, id: &str, place: &Place) -> (usize, bool) {
        let id = strings.insert(id);
        if id as usize >= self.places.len() {
            self.places.resize(strings.len().max(id as usize + 1), NONE);
        }
        let Some(known) = self.places.get_mut(id as usize) else { return (0, false) };
        if *known != NONE {
            return (*known as usize, false);
        }
        *known = u32::try_from(self.rows.len()).unwrap_or(NONE);
        self.places_in_file.push(place.clone(), strings);
        push(&mut self.rows, NodeRow { id, end: 0 });
        (self.rows.len() - 1, true)
    }

    /// The place of an existing node. O(length).
    fn find(&self, strings: &Strings, id: &str) -> Option<usize> {
        let at = *self.places.get(strings.find(id)? as usize)?;
        (at != NONE).then_some(at as usize)
    }

    /// Whether there is a node of this id. O(length).
    pub(super) fn has(&self, strings: &Strings, id: &str) -> bool {
        self.find(strings, id).is_some()
    }

    /// Adds a node as [`add`](NodeList::add) does, but keeps all values of an existing node; texts of this
    /// reader are joined. O(length + properties).
    pub(super) fn merge(
        &mut self,
        strings: &mut Strings,
        id: &str,
        properties: Vec<Property<'_>>,
        place: &Place,
    ) -> bool {
        let Some(at) = self.find(strings, id) else { return self.add(strings, id, properties, place) };
        for (name, value) in properties {
            if name.starts_with('\0') {
                self.join(strings, at, &name, &value);
                continue;
            }
            let property = (strings.insert(&name), strings.insert(&value));
            let Some(properties) = self.properties_mut(at) else { break };
            if !properties.contains(&property) {
                properties.push(property);
            }
        }
        false
    }

    /// Adds to a text of the node at a place.
    fn join(&mut self, strings: &mut Strings, at: usize, name: &str, value: &str) {
        let name = strings.insert(name);
        if let Some(known) = self.joined.get_mut(&(at, name)) {
            if !known.contains(value) {
                known.push(' ');
                known.push_str(value);
            }
            return;
        }
        let text = strings.insert(value);
        let Some(properties) = self.properties_mut(at) else { return };
        match properties.iter().position(|(other, _)| *other == name) {
            None => properties.push((name, text)),
            Some(place) => {
                let known = strings.get(properties.get(place).map_or(NONE, |it| it.1));
                if !known.contains(value) {
                    let joined = format!("{known} {value}").trim().to_owned();
                    properties.remove(place);
                    self.joined.insert((at, name), joined);
                }
            }
        }
    }

    /// Whether an existing node has a property of this name. O(length + properties).
    pub(super) fn has_property(&self, strings: &Strings, id: &str, name: &str) -> bool {
        let Some((at, name)) = self.find(strings, id).zip(strings.find(name)) else { return false };
        self.properties(at).iter().any(|(other, _)| *other == name)
    }

    /// Adds a property to an existing node, in addition to those of the same name.
    pub(super) fn push_property(&mut self, strings: &mut Strings, id: &str, (name, value): Property<'_>) {
        let property = (strings.insert(&name), strings.insert(&value));
        if let Some(properties) = self.find(strings, id).and_then(|at| self.properties_mut(at)) {
            properties.push(property);
        }
    }

    /// Moves the nodes to the graph whose strings they share. O(nodes).
    pub(super) fn push_to(mut self, graph: &mut Graph) {
        drop(std::mem::take(&mut self.places));
        let mut joined: Vec<((usize, Number), String)> =
            std::mem::take(&mut self.joined).into_iter().collect();
        joined.sort_unstable();
        for ((at, name), joint) in joined {
            let value = graph.strings.insert(&joint);
            if let Some(properties) = self.properties_mut(at) {
                properties.push((name, value));
            }
        }
        graph.push_rows(self.rows, self.places_in_file, &self.properties);
    }
}
