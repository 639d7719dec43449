//! The edges of a file on their way into a builder: equal ones are counted, highlights and findings have
//! their order.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

use crate::format::tools::directions::{Direction, direction};
use crate::format::tools::edges::{Edges, NO_PLACE, Read};
use crate::format::tools::error::{Place, PlacedProblem, Problem};
use crate::format::tools::graph::{Graph, Text, name_of_attribute};
use crate::format::tools::strings::{NONE, Number};
use crate::format::tools::vocabulary::{Finder, is_look, joined_text, relation_within, values_in};
use crate::names::KEY_FINDING;
use crate::network::{NetworkBuilder, NewRelationship};
use crate::util::excerpt;

/// The relation of an edge without one.
const DEFAULT_RELATION: &str = "related to";

/// How many equal edges a relationship was made of; `times` where they have a `count` already.
const COUNT: &str = "count";
const TIMES: &str = "times";

impl Graph {
    /// Adds the edges to a builder; what of them was not taken is counted. O(edges).
    pub(super) fn add_edges(
        &mut self,
        builder: &mut NetworkBuilder,
        labels: &[Number],
        question: Number,
        ours: bool,
    ) -> Result<(), PlacedProblem> {
        if !ours {
            self.name_relations(labels);
        }
        let default = self.strings.insert(DEFAULT_RELATION);
        let key_finding = self.strings.insert(KEY_FINDING);
        let mut normal: HashMap<Number, Number> = HashMap::new();
        let mut skipped = std::mem::take(&mut self.skipped);
        let relations: Vec<Number> = {
            let mut edges = Edges::of(self, labels, default, ours);
            let mut relations: Vec<Number> = Vec::new();
            let mut is_known = vec![false; self.strings.len()];
            for at in 0..self.edges.len() {
                let (relation, _) = edges.relation(at)?;
                if let Some(known) = is_known.get_mut(relation as usize)
                    && !std::mem::replace(known, true)
                {
                    relations.push(relation);
                }
            }
            relations
        };
        for relation in relations {
            let form = self.normal(relation);
            if form != relation {
                normal.insert(relation, form);
            }
        }
        let graph = &*self;
        let mut edges = Edges::of(graph, labels, default, ours);
        edges.normal = vec![NONE; graph.strings.len()];
        for (from, to) in normal {
            if let Some(form) = edges.normal.get_mut(from as usize) {
                *form = to;
            }
        }

        let equal = find_equal(&mut edges)?;
        skipped.add("repeated edge", equal.merged);
        let (mut findings, mut highlights, mut ids) = (Vec::new(), Vec::new(), 0);
        let mut looks: HashMap<Number, usize> = HashMap::new();
        for at in 0..graph.edges.len() {
            let read = edges.read(at)?;
            for look in &read.looks {
                *looks.entry(*look).or_default() += 1;
            }
            let row = graph.edges.get(at);
            let has_id = row.is_some_and(|row| row.id != NONE) && !read.is_key_used;
            ids += usize::from(!ours && has_id && !equal.keep_ids.contains(&at));
            if read.source == question && read.relation == key_finding {
                if !graph.strings.get(read.passage).is_empty() || !read.attributes.is_empty() {
                    return Err(graph.place_of_edge(at).wrong(format!(
                        "the `{KEY_FINDING}` edge to {:?} has a passage or attributes, which a finding \
                         cannot have; give them to the node",
                        excerpt(graph.strings.get(read.target))
                    )));
                }
                findings.push((read.finding, at));
            }
            if read.highlight != NO_PLACE {
                highlights.push((read.highlight, at));
            }
        }
        skipped.add("edge id", ids);
        for (name, count) in looks {
            skipped.add(&format!("{} (look)", graph.strings.get(name)), count);
        }
        builder.reserve(graph.edges.len() - equal.merged);
        findings.sort_unstable();
        for &(_, at) in &findings {
            let read = edges.read(at)?;
            builder.finding(graph.strings.get(read.target), "");
            check(builder, || graph.place_of_edge(at))?;
        }
        let is_finding: HashSet<usize> = findings.iter().map(|&(_, at)| at).collect();
        highlights.sort_unstable();
        let is_highlight: HashSet<usize> = highlights.iter().map(|&(_, at)| at).collect();
        let others = (0..graph.edges.len()).filter(|at| !is_highlight.contains(at));
        let mut added = 0_usize;
        for at in highlights.iter().map(|&(_, at)| at).chain(others) {
            if is_finding.contains(&at) || equal.is_merged(at) {
                continue;
            }
            let read = edges.read(at)?;
            let text = |number: Number| graph.strings.get(number);
            let passage = text(read.passage);
            let passage = if ours { Text::Borrowed(passage) } else { joined_text(passage) };
            let mut new = NewRelationship::new(text(read.source), text(read.relation), text(read.target))
                .passage(&passage);
            for &(name, value) in &read.attributes {
                let (name, value) = (text(name), text(value));
                new = match ours {
                    true => new.attribute(name_of_attribute(name), value),
                    false => values_in(value).fold(new, |new, value| new.attribute(name, value)),
                };
            }
            if equal.keep_ids.contains(&at) {
                new = new.attribute("id", graph.edges.get(at).map_or("", |row| text(row.id)));
            }
            let count = equal.counts.get(&at).map(|count| count.to_string());
            if let Some(count) = &count {
                let has_count = read.attributes.iter().any(|&(name, _)| text(name) == COUNT);
                new = new.attribute(if has_count { TIMES } else { COUNT }, count);
            }
            if !ours && let Some(direction) = read.direction {
                if (direction == Direction::Directed) != (graph.direction == Direction::Directed) {
                    new = new.attribute(
                        "directed",
                        if direction == Direction::Directed { "true" } else { "false" },
                    );
                }
                if direction == Direction::Mutual {
                    new = new.attribute("mutual", "true");
                }
            }
            if is_highlight.contains(&at) {
                builder.highlight(new);
            } else {
                builder.relationship(new);
            }
            added += 1;
            check(builder, || graph.place_of_edge(at))?;
        }
        self.skipped = skipped;
        self.added = added + findings.len();
        Ok(())
    }

    /// Makes the relation of what Cytoscape calls edges, `Source (relation) Target`, where they have no
    /// other. O(edges).
    fn name_relations(&mut self, labels: &[Number]) {
        let mut finder = Finder::relations();
        for at in 0..self.edges.len() {
            let Some(edge) = self.edges.get(at) else { continue };
            let label = |end: Number| labels.get(end as usize).copied().filter(|label| *label != NONE);
            let by_label = label(edge.source).zip(label(edge.target));
            let pairs = [by_label, Some((edge.source, edge.target))];
            let values = self.edge_values(at);
            let within = |name: &str, value: &str| {
                pairs.iter().flatten().find_map(|&(source, target)| {
                    relation_within(name, value, self.strings.get(source), self.strings.get(target))
                        .map(str::to_owned)
                })
            };
            let text = |number: Number| self.strings.get(number);
            let is_relation =
                |name: &str, value: &str| !is_look(name, value) && direction(name, value).is_none();
            let place = finder.first(&self.strings, values, is_relation);
            let found = place.and_then(|place| {
                let &(name, value) = values.get(place)?;
                Some((place, within(text(name), text(value))?))
            });
            if let Some((place, relation)) = found {
                let relation = self.strings.insert(&relation);
                self.set_edge_value(at, place, relation);
            }
        }
    }

    pub(super) fn place_of_edge(&self, at: usize) -> Place {
        self.edges.get(at).map_or(Place::Nowhere, |edge| edge.place.place(&self.strings))
    }
}

/// Which edges are equal.
#[derive(Default)]
struct Equal {
    /// By the place of an edge, whether an equal one came before it.
    merged_places: Vec<bool>,
    /// How many edges the first of equal ones stands for.
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
        let id = edges.graph.edges.get(at).map_or(NONE, |edge| edge.id);
        let has_same_id = |first: usize| edges.graph.edges.get(first).is_some_and(|edge| edge.id == id);
        if same.is_some_and(|first| !has_same_id(first)) && id != NONE && !read.is_key_used {
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
                // A set holds nothing twice.
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

/// The properties that distinguish an edge, with its id where nothing else does.
fn sorted(edges: &mut Edges<'_>, at: usize, equal: &Equal) -> Result<Read, PlacedProblem> {
    let mut read = edges.read(at)?;
    read.attributes.sort_unstable();
    read.looks.clear();
    if equal.keep_ids.contains(&at) {
        read.id = edges.graph.edges.get(at).map_or(NONE, |edge| edge.id);
    }
    Ok(read)
}

pub(super) fn check(builder: &NetworkBuilder, place: impl FnOnce() -> Place) -> Result<(), PlacedProblem> {
    builder.error().map_or(Ok(()), |error| Err(place().because(Problem::Build(error.clone()))))
}
