//! Adds the edges of a file to a builder: equal ones are counted, and highlights and findings are put in
//! order.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

use crate::format::tools::directions::{Direction, direction};
use crate::format::tools::edges::{Edges, NO_PLACE, Plan, Read};
use crate::format::tools::ends::Nodes;
use crate::format::tools::error::{Place, PlacedProblem, Problem};
use crate::format::tools::graph::{Graph, STEPS, Text, name_of_attribute};
use crate::format::tools::strings::{NONE, Number, Value};
use crate::format::tools::vocabulary::{
    Finder, is_look, is_negative, joined_text, relation_within, values_in,
};
use crate::names::KEY_FINDING;
use crate::network::NetworkBuilder;
use crate::util::{broken, excerpt};

/// The relation of an edge without one.
const DEFAULT_RELATION: &str = "related to";

/// The prefix that makes a relation its opposite.
const NOT: &str = "not";

/// The number of equal edges of which a relationship was made; `times` if they have a `count` already.
const COUNT: &str = "count";
const TIMES: &str = "times";

impl Graph {
    /// Names the relations, and collects the facts that only all edges together show. O(edges).
    pub(super) fn plan_edges(&mut self, nodes: &Nodes, ours: bool) -> Result<Plan, PlacedProblem> {
        if !ours {
            self.name_relations(nodes);
        }
        let mut plan = Plan::of(&mut self.strings, DEFAULT_RELATION);
        if !ours {
            plan.look_ahead(self);
        }
        let mut negated: HashSet<Number> = HashSet::new();
        let relations: Vec<Number> = {
            let mut edges = Edges::of(self, nodes, &plan, ours);
            let mut relations: Vec<Number> = Vec::new();
            let mut is_known = vec![false; self.strings.len()];
            for at in 0..self.edges.len() {
                let (relation, _) = edges.relation(at)?;
                if edges.is_negated(at) {
                    negated.insert(relation);
                }
                if let Some(known) = is_known.get_mut(relation as usize)
                    && !std::mem::replace(known, true)
                {
                    relations.push(relation);
                }
            }
            relations
        };
        for &relation in &relations {
            let form = self.normal(relation);
            if form != relation {
                plan.normal.insert(relation, form);
            }
        }
        let form = |relation: Number| plan.normal.get(&relation).copied().unwrap_or(relation);
        plan.relations = relations.iter().map(|relation| form(*relation)).collect();
        for relation in negated.into_iter().map(form).collect::<Vec<Number>>() {
            let opposite = self.strings.insert(&format!("{NOT} {}", self.strings.get(relation)));
            plan.opposites.insert(relation, opposite);
            plan.relations.push(opposite);
        }
        plan.relations.sort_unstable();
        plan.relations.dedup();
        Ok(plan)
    }

    /// Adds the edges to a builder that has the nodes; their parts that are not kept are counted. O(edges).
    pub(super) fn add_edges(
        &mut self,
        builder: &mut NetworkBuilder,
        (nodes, plan): (&Nodes, &Plan),
        ours: bool,
    ) -> Result<(), PlacedProblem> {
        let mut skipped = std::mem::take(&mut self.skipped);
        let graph = &*self;
        let mut edges = Edges::of(graph, nodes, plan, ours);
        let equal = find_equal(&mut edges)?;
        skipped.add("repeated edge", equal.merged);
        let (mut findings, mut highlights, mut ids) = (Vec::new(), Vec::new(), 0);
        let mut looks: HashMap<Number, usize> = HashMap::new();
        let (mut polarities, mut negative) = (Finder::polarities(), 0);
        for at in 0..graph.edges.len() {
            let read = edges.read(at)?;
            for look in &read.looks {
                *looks.entry(*look).or_default() += 1;
            }
            let is_negative = |&(name, value): &(Number, Number)| {
                polarities.has(&graph.strings, name) && is_negative(graph.strings.get(value))
            };
            negative += usize::from(!ours && read.attributes.iter().any(is_negative));
            let has_id = graph.edge_id(at) != NONE && !read.is_key_used;
            ids += usize::from(!ours && has_id && !equal.keep_ids.contains(&at));
            if nodes.is_question(read.source) && read.relation == plan.key_finding {
                if !graph.strings.get(read.passage).is_empty() || !read.attributes.is_empty() {
                    return Err(graph.place_of_edge(at).wrong(format!(
                        "the `{KEY_FINDING}` edge to {:?} has a passage or attributes, which a finding \
                         cannot have; give them to the node",
                        excerpt(graph.strings.get(nodes.label(read.target)))
                    )));
                }
                findings.push((read.finding, at));
            }
            if read.highlight != NO_PLACE {
                highlights.push((read.highlight, at));
            }
        }
        skipped.add("edge id", ids);
        skipped.add("relationship of negative polarity", negative);
        for (name, count) in looks {
            skipped.add(&format!("{} (look)", graph.strings.get(name)), count);
        }
        findings.sort_unstable();
        for &(_, at) in &findings {
            let read = edges.read(at)?;
            builder.push_finding(nodes.concept(read.target));
            check(builder, || graph.place_of_edge(at))?;
        }
        let is_finding: HashSet<usize> = findings.iter().map(|&(_, at)| at).collect();
        highlights.sort_unstable();
        let is_highlight: HashSet<usize> = highlights.iter().map(|&(_, at)| at).collect();
        let mut adding = Adding { nodes, plan, ours, equal, relations: vec![NONE; plan.relations.len()] };
        let mut added = 0_usize;
        for &(_, at) in highlights.iter().filter(|(_, at)| !is_finding.contains(at)) {
            added += usize::from(adding.add(&mut edges, builder, at, true)?);
        }
        // The others from the last to the first, in a few steps; the memory of added ones is freed.
        let (step, mut end) = (self.edges.len() / STEPS + 1, self.edges.len());
        while end > 0 {
            let from = end.saturating_sub(step);
            let is_left = |at: &usize| !is_finding.contains(at) && !is_highlight.contains(at);
            let mut edges = Edges::of(self, nodes, plan, ours);
            builder.reserve((from..end).filter(|at| is_left(at) && !adding.equal.is_merged(*at)).count());
            for at in (from..end).rev().filter(is_left) {
                let is_new = adding.add(&mut edges, builder, at, false).map_err(|last| {
                    // The first invalid edge is reported.
                    adding.relations.fill(NONE);
                    let mut builder = NetworkBuilder::default();
                    let mut before = (0..at).filter(is_left);
                    let first = before.find_map(|at| adding.add(&mut edges, &mut builder, at, false).err());
                    first.unwrap_or(last)
                })?;
                added += usize::from(is_new);
            }
            self.truncate_edges(from);
            end = from;
        }
        self.skipped = skipped;
        self.added = added + findings.len();
        Ok(())
    }

    /// Takes the relation from Cytoscape's names of edges, `Source (relation) Target`, if they have no other.
    /// O(edges).
    fn name_relations(&mut self, nodes: &Nodes) {
        let (mut finder, mut drawn) = (Finder::relations(), Finder::drawn());
        for at in 0..self.edges.len() {
            let Some(edge) = self.edges.get(at) else { continue };
            let values = self.edge_values(at);
            let within = |name: &str, value: &str| {
                let label = |end: Number| nodes.place(end).map(|place| nodes.label(place));
                let by_label = label(edge.source).zip(label(edge.target));
                let pairs = [by_label, Some((edge.source, edge.target))];
                pairs.iter().flatten().find_map(|&(source, target)| {
                    relation_within(name, value, self.strings.get(source), self.strings.get(target))
                        .map(str::to_owned)
                })
            };
            let text = |number: Number| self.strings.get(number);
            let is_relation = |(name, value): Value| {
                !drawn.has(&self.strings, name)
                    || (!is_look(text(name), text(value)) && direction(text(name), text(value)).is_none())
            };
            let place = finder.first_of(&self.strings, values, is_relation);
            let found = place.and_then(|place| {
                let &(name, value) = values.get(place).filter(|(_, value)| text(*value).contains(") "))?;
                Some((place, within(text(name), text(value))?))
            });
            if let Some((place, relation)) = found {
                let relation = self.strings.insert(&relation);
                self.set_edge_value(at, place, relation);
            }
        }
    }
}

/// Adds edges to a builder.
struct Adding<'a> {
    nodes: &'a Nodes,
    plan: &'a Plan,
    ours: bool,
    equal: Equal,
    /// The builder's number of each relation of the plan, or `NONE`.
    relations: Vec<u32>,
}

impl Adding<'_> {
    /// Adds the edge at a place, unless it is merged into another one; Returns whether it was added.
    fn add(
        &mut self,
        edges: &mut Edges<'_>,
        builder: &mut NetworkBuilder,
        at: usize,
        is_highlight: bool,
    ) -> Result<bool, PlacedProblem> {
        if self.equal.is_merged(at) {
            return Ok(false);
        }
        let (graph, nodes, ours) = (edges.graph, self.nodes, self.ours);
        let read = edges.read(at)?;
        let text = |number: Number| graph.strings.get(number);
        let passage = text(read.passage);
        let passage = if ours { Text::Borrowed(passage) } else { joined_text(passage) };
        let ends = [read.source, read.target];
        let labels = ends.map(|end| text(nodes.label(end)));
        let place = self.plan.relations.binary_search(&read.relation);
        let relation = match place.ok().and_then(|place| self.relations.get_mut(place)) {
            Some(relation) => {
                if *relation == NONE {
                    *relation = builder.push_relation(text(read.relation), labels);
                }
                *relation
            }
            None => broken(&"a relation that is not in the plan", NONE),
        };
        let mut attributes: Vec<(&str, &str)> = Vec::new();
        for &(name, value) in &read.attributes {
            let (name, value) = (text(name), text(value));
            match ours {
                true => attributes.push((name_of_attribute(name), value)),
                false => attributes.extend(values_in(value).map(|value| (name, value))),
            }
        }
        if self.equal.keep_ids.contains(&at) {
            attributes.push(("id", text(graph.edge_id(at))));
        }
        let count = self.equal.counts.get(&at).map(|count| count.to_string());
        if let Some(count) = &count {
            let has_count = read.attributes.iter().any(|&(name, _)| text(name) == COUNT);
            attributes.push((if has_count { TIMES } else { COUNT }, count));
        }
        if !ours && let Some(direction) = read.direction {
            let is_directed = direction == Direction::Directed;
            if is_directed != (graph.direction == Direction::Directed) {
                attributes.push(("directed", if is_directed { "true" } else { "false" }));
            }
            if direction == Direction::Mutual {
                attributes.push(("mutual", "true"));
            }
        }
        let ends = (ends.map(|end| nodes.concept(end)), labels);
        builder.push_relationship(ends, relation, &passage, &attributes, is_highlight);
        check(builder, || graph.place_of_edge(at))?;
        Ok(true)
    }
}

/// Which edges are equal.
#[derive(Default)]
struct Equal {
    /// Whether an equal edge came before, by the place of an edge.
    merged_places: Vec<bool>,
    /// The number of equal edges, by the place of the first.
    counts: HashMap<usize, usize>,
    /// Edges that only their ids tell apart.
    keep_ids: HashSet<usize>,
    merged: usize,
}

impl Equal {
    fn is_merged(&self, at: usize) -> bool {
        self.merged_places.get(at).is_some_and(|merged| *merged)
    }
}

/// An edge in a table of those that differ, with its hash.
#[derive(Clone, Copy)]
struct Kept {
    at: u32,
    hash: u32,
}

/// A table takes the place from the low bits of a hash and a tag from the high ones: both from 32 bits.
fn spread(hash: u32) -> u64 {
    u64::from(hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Finds equal edges: those with equal hashes are compared. O(n log n).
fn find_equal(edges: &mut Edges<'_>) -> Result<Equal, PlacedProblem> {
    let count = edges.graph.edges.len();
    let mut equal = Equal { merged_places: vec![false; count], ..Equal::default() };
    let state = RandomState::default();
    let mut hashes: Vec<Kept> = Vec::with_capacity(count);
    for at in 0..count {
        let hash = state.hash_one(sorted(edges, at, &equal)?) as u32;
        hashes.push(Kept { at: u32::try_from(at).unwrap_or(u32::MAX), hash });
    }
    hashes.sort_unstable_by_key(|kept| (kept.hash, kept.at));
    for alike in hashes.chunk_by(|one, other| one.hash == other.hash).filter(|alike| alike.len() > 1) {
        compare(edges, alike, &state, &mut equal)?;
    }
    Ok(equal)
}

/// Compares edges with one hash, in the order of the file.
fn compare(
    edges: &mut Edges<'_>,
    alike: &[Kept],
    state: &RandomState,
    equal: &mut Equal,
) -> Result<(), PlacedProblem> {
    let mut table: HashTable<Kept> = HashTable::new();
    for &Kept { at, mut hash } in alike {
        let at = at as usize;
        let mut read = sorted(edges, at, equal)?;
        let mut same = find(edges, &table, hash, &read, equal)?;
        let graph = edges.graph;
        let id = graph.edge_id(at);
        let is_other = same.is_some_and(|first| graph.edge_id(first) != id);
        if is_other && id != NONE && !read.is_key_used && !edges.is_numbered(at) {
            read.id = id;
            hash = state.hash_one(&read) as u32;
            same = find(edges, &table, hash, &read, equal)?;
            if same.is_none() {
                equal.keep_ids.insert(at);
            }
        }
        match same {
            Some(first) => {
                if let Some(merged) = equal.merged_places.get_mut(at) {
                    *merged = true;
                }
                // A set has no duplicates.
                if !edges.graph.is_set {
                    *equal.counts.entry(first).or_insert(1) += 1;
                    equal.merged += 1;
                }
            }
            None => {
                let kept = Kept { at: u32::try_from(at).unwrap_or(u32::MAX), hash };
                table.insert_unique(spread(hash), kept, |kept| spread(kept.hash));
            }
        }
    }
    Ok(())
}

/// The edge of the table that is equal.
fn find(
    edges: &mut Edges<'_>,
    table: &HashTable<Kept>,
    hash: u32,
    read: &Read,
    equal: &Equal,
) -> Result<Option<usize>, PlacedProblem> {
    for kept in table.iter_hash(spread(hash)) {
        let at = kept.at as usize;
        if kept.hash == hash && sorted(edges, at, equal)? == *read {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

/// The properties that distinguish an edge, with its id if nothing else does.
fn sorted(edges: &mut Edges<'_>, at: usize, equal: &Equal) -> Result<Read, PlacedProblem> {
    let mut read = edges.read(at)?;
    read.attributes.sort_unstable();
    read.looks.clear();
    if equal.keep_ids.contains(&at) {
        read.id = edges.graph.edge_id(at);
    }
    Ok(read)
}

pub(super) fn check(builder: &NetworkBuilder, place: impl FnOnce() -> Place) -> Result<(), PlacedProblem> {
    builder.error().map_or(Ok(()), |error| Err(place().because(Problem::Build(error.clone()))))
}
