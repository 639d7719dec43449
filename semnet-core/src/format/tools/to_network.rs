//! A graph as a network: what its properties mean, in files of this crate and in those of other tools.

use std::collections::{HashMap, HashSet};

use crate::format::tools::error::{Place, Problem, Wrong};
use crate::format::tools::graph::{Edge, Graph, Node, Property, Text, attribute_name, property, take, value};
use crate::format::tools::imported::Imported;
use crate::names::KEY_FINDING;
use crate::network::{NetworkBuilder, NewRelationship, excerpt};
use crate::text::normalise;

/// The relation of an edge that says none.
const DEFAULT_RELATION: &str = "related to";

/// A node on its way to a concept.
struct Named<'a> {
    label: String,
    node: Node<'a>,
}

impl<'a> Graph<'a> {
    /// The network of this graph; with the question given where the graph says none. O(size).
    pub(super) fn network(mut self, question: Option<&str>) -> Result<Imported, Wrong> {
        let mut skipped = std::mem::take(&mut self.skipped);
        // Python writes `True`, and some tools make numbers of truth values.
        let is_true = |value: &str| value.eq_ignore_ascii_case("true") || value == "1";
        let is_question = |node: &Node<'_>| value(&node.properties, "question").is_some_and(is_true);
        let root = self.nodes.iter().position(is_question);
        // A file that has the question as a node was written by this crate: its properties are taken at their word.
        let ours = root.is_some();
        let (question, mut title) = match root {
            Some(at) => {
                let mut node = self.nodes.remove(at);
                if let Some(other) = self.nodes.iter().find(|node| is_question(node)) {
                    return Err(other
                        .place
                        .wrong("a second node with the property `question`; a network answers one"));
                }
                take(&mut node.properties, "question");
                let label = take(&mut node.properties, "label").unwrap_or_else(|| node.id.clone());
                let title = take(&mut node.properties, "title");
                self.properties
                    .retain(|(name, value)| !(["label", "name"].contains(&&**name) && *value == label));
                self.properties.append(&mut node.properties);
                // With its label, for its id may be the label of another.
                let properties = vec![("label".into(), label.clone())];
                self.nodes.insert(0, Node { id: node.id, properties, place: node.place });
                (label, title)
            }
            None => (self.question_of_another(question)?, None),
        };
        if title.is_none() {
            title = take(&mut self.properties, "title");
        }

        let mut builder = NetworkBuilder::new(&question);
        check(&builder, &Place::Nowhere)?;
        builder.title(&title.unwrap_or_default());
        for (name, value) in &self.properties {
            builder.attribute(name_of_attribute(name), value);
        }
        if !self.directed {
            builder.attribute("directed", "false");
        }
        check(&builder, &Place::Nowhere)?;

        let normal_question = normalise(&question).unwrap_or_default();
        let mut ids = HashSet::with_capacity(self.nodes.len());
        if let Some(twice) = self.nodes.iter().find(|node| !ids.insert(&*node.id)) {
            return Err(twice.place.wrong(format!("the node id {:?} comes twice", excerpt(&twice.id))));
        }
        drop(ids);
        let named = named(std::mem::take(&mut self.nodes), ours)?;
        let mut labels: HashMap<Text<'a>, String> = HashMap::with_capacity(named.len());
        for (place, Named { label, mut node }) in named.into_iter().enumerate() {
            let is_root = if ours { place == 0 } else { label == normal_question };
            let label = if ours && place == 0 { normal_question.clone() } else { label };
            if is_root {
                // The question has no attributes, not even to remember what its node was called.
                take(&mut node.properties, "semnet:1:id");
            }
            if !is_root || !node.properties.is_empty() {
                add_concept(&mut builder, &label, &mut node, ours)?;
            }
            labels.insert(node.id.clone(), label);
        }
        let ids = self.add_edges(&mut builder, &labels, &normal_question)?;
        if !ours {
            skipped.add("edge id", ids);
        }
        let network = builder.build().map_err(|error| Place::Nowhere.because(Problem::Build(error)))?;
        Ok(Imported { network, skipped })
    }

    /// The question of a file that some other tool wrote: what it says itself, or the graph's name.
    fn question_of_another(&mut self, given: Option<&str>) -> Result<Text<'a>, Wrong> {
        for name in ["question", "label", "name"] {
            if value(&self.properties, name).is_some_and(|value| !value.trim().is_empty())
                && let Some(question) = take(&mut self.properties, name)
            {
                return Ok(question);
            }
        }
        given.map(|given| given.to_owned().into()).ok_or(Place::Nowhere.because(Problem::NoQuestion))
    }

    /// Adds the edges; how many ids of theirs are not kept.
    fn add_edges(
        self,
        builder: &mut NetworkBuilder,
        labels: &HashMap<Text<'a>, String>,
        question: &str,
    ) -> Result<usize, Wrong> {
        let (mut findings, mut highlights) = (Vec::new(), Vec::new());
        let mut read = Vec::with_capacity(self.edges.len());
        for mut edge in self.edges {
            let end = |id: &str| {
                labels.get(id).map(String::as_str).ok_or_else(|| {
                    edge.place.wrong(format!("the edge names the node {:?}, which is not there", excerpt(id)))
                })
            };
            let (mut source, mut target) = (end(&edge.source)?, end(&edge.target)?);
            let id = take(&mut edge.properties, "id");
            edge.id = edge.id.or(id);
            let directed = edge.directed.unwrap_or(self.directed);
            if !directed && source > target {
                (source, target) = (target, source);
            }
            if directed != self.directed {
                edge.properties.push(property("directed", if directed { "true" } else { "false" }));
            }
            let relation = ["relation", "label", "type", "kind", "name"]
                .iter()
                .find(|name| value(&edge.properties, name).is_some_and(|value| !value.trim().is_empty()))
                .and_then(|name| take(&mut edge.properties, name))
                .unwrap_or(DEFAULT_RELATION.into());
            let number = read.len();
            if source == question && relation == KEY_FINDING {
                findings.push((take_place(&mut edge.properties, "finding"), number));
            }
            let highlight = take_place(&mut edge.properties, "highlight");
            if highlight != NO_PLACE {
                highlights.push((highlight, number));
            }
            let passage = take(&mut edge.properties, "passage").unwrap_or_default();
            read.push((source, relation, target, passage, edge));
        }
        findings.sort_unstable();
        for &(_, number) in &findings {
            let (_, _, target, passage, edge) = &read[number];
            if !passage.is_empty() || !edge.properties.is_empty() {
                return Err(edge.place.wrong(format!(
                    "the `{KEY_FINDING}` edge to {:?} has a passage or attributes, which a finding cannot have; give them to the node",
                    excerpt(target)
                )));
            }
            builder.finding(target, "");
            check(builder, &edge.place)?;
        }
        let is_finding: HashSet<usize> = findings.iter().map(|&(_, number)| number).collect();
        tell_apart(&mut read);
        let ids = read.iter().filter(|(_, _, _, _, edge)| edge.id.is_some()).count();
        highlights.sort_unstable();
        let highlight_of: HashMap<usize, usize> = highlights.iter().map(|&(_, number)| (number, 0)).collect();
        let order = highlights
            .iter()
            .map(|&(_, number)| number)
            .chain((0..read.len()).filter(|number| !highlight_of.contains_key(number)));
        for number in order.filter(|number| !is_finding.contains(number)) {
            let (source, relation, target, passage, edge) = &read[number];
            let new = NewRelationship::new(source, relation, target).passage(passage);
            let new = edge
                .properties
                .iter()
                .fold(new, |new, (name, value)| new.attribute(name_of_attribute(name), value));
            if highlight_of.contains_key(&number) {
                builder.highlight(new);
            } else {
                builder.relationship(new);
            }
            check(builder, &edge.place)?;
        }
        Ok(ids)
    }
}

type ReadEdge<'l, 'a> = (&'l str, Text<'a>, &'l str, Text<'a>, Edge<'a>);

/// Equal relationships are one. Edges that only their ids tell apart keep them, all but the first.
fn tell_apart(edges: &mut [ReadEdge<'_, '_>]) {
    let mut seen = HashSet::with_capacity(edges.len());
    let mut repeated = Vec::new();
    for (number, (source, relation, target, passage, edge)) in edges.iter().enumerate() {
        let is_new = seen.insert((*source, &**relation, *target, &**passage, &edge.properties));
        if !is_new && edge.id.is_some() {
            repeated.push(number);
        }
    }
    drop(seen);
    for number in repeated {
        let edge = &mut edges[number].4;
        edge.properties.extend(edge.id.take().map(|id| (attribute_name("id", 1), id)));
    }
}

/// The nodes with their labels, which are made to differ in files of other tools.
fn named(nodes: Vec<Node<'_>>, ours: bool) -> Result<Vec<Named<'_>>, Wrong> {
    let mut all = Vec::with_capacity(nodes.len());
    let mut count: HashMap<String, u32> = HashMap::with_capacity(nodes.len());
    for mut node in nodes {
        let some = |value: &Text<'_>| !value.trim().is_empty();
        let mut label = take(&mut node.properties, "label").filter(some);
        if label.is_none() && !ours {
            label = take(&mut node.properties, "name").filter(some);
        }
        let given = label.unwrap_or_else(|| node.id.clone());
        // What no network may hold is said by the builder, with its place in the text.
        let label = normalise(&given).unwrap_or_else(|_| given.into_owned());
        *count.entry(label.clone()).or_default() += 1;
        all.push(Named { label, node });
    }
    for Named { label, node } in &mut all {
        if count.get(label).is_some_and(|&count| count > 1) {
            if ours {
                let message = format!(
                    "the label {:?} comes twice; labels are what tells concepts apart",
                    excerpt(label)
                );
                return Err(node.place.wrong(message));
            }
            let other = format!("{label} ({})", node.id);
            *label = normalise(&other).unwrap_or(other);
        } else if !ours
            && *label != node.id
            && !node.id.is_empty()
            && normalise(&node.id).as_ref() != Ok(label)
        {
            node.properties.push(("semnet:1:id".into(), node.id.clone()));
        }
    }
    let mut seen = HashSet::with_capacity(all.len());
    match all.iter().find(|named| !seen.insert(&named.label)) {
        Some(twice) => {
            Err(twice.node.place.wrong(format!("two nodes have the label {:?}", excerpt(&twice.label))))
        }
        None => Ok(all),
    }
}

fn add_concept(
    builder: &mut NetworkBuilder,
    label: &str,
    node: &mut Node<'_>,
    ours: bool,
) -> Result<(), Wrong> {
    let mut text = take(&mut node.properties, "text");
    if text.is_none() && !ours {
        text = take(&mut node.properties, "description");
    }
    builder.concept(label, &text.unwrap_or_default());
    check(builder, &node.place)?;
    for (name, value) in &node.properties {
        builder.concept_attribute(label, name_of_attribute(name), value);
    }
    check(builder, &node.place)
}

fn check(builder: &NetworkBuilder, place: &Place) -> Result<(), Wrong> {
    builder.error().map_or(Ok(()), |error| Err(place.because(Problem::Build(error.clone()))))
}

/// Behind all places.
const NO_PLACE: u32 = u32::MAX;

/// Takes out a place in the list of findings or highlights, when the property is one.
fn take_place(properties: &mut Vec<Property<'_>>, name: &str) -> u32 {
    match value(properties, name).and_then(|value| value.parse().ok()) {
        Some(place) if place > 0 && place != NO_PLACE => {
            take(properties, name);
            place
        }
        _ => NO_PLACE,
    }
}

/// The attribute that a property holds.
fn name_of_attribute(property: &str) -> &str {
    let rest = property.strip_prefix("semnet:").and_then(|rest| rest.split_once(':'));
    match rest {
        Some((count, name)) if !name.is_empty() && count.parse::<u32>().is_ok() => name,
        _ => property,
    }
}
