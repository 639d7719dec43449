//! The content of an edge: its relation, whether it has a direction, its passage and its attributes.

use std::collections::HashMap;

use crate::format::tools::directions::{Direction, direction};
use crate::format::tools::ends::Nodes;
use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::graph::{Graph, given};
use crate::format::tools::strings::{NONE, Number, Strings};
use crate::format::tools::vocabulary::{
    Finder, is_look, is_name, is_of_whole_edge, is_prose, is_true, is_words, relation_within,
};
use crate::names::KEY_FINDING;
use crate::util::excerpt;

/// After all places.
pub(super) const NO_PLACE: u32 = u32::MAX;

/// The content of an edge: its ends by the places of their nodes, the rest by the numbers of strings.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Read {
    pub(super) source: Number,
    pub(super) relation: Number,
    pub(super) target: Number,
    pub(super) passage: Number,
    pub(super) direction: Option<Direction>,
    pub(super) attributes: Vec<(Number, Number)>,
    /// Set if nothing else distinguishes an edge.
    pub(super) id: Number,
    /// Only in files that semnet wrote.
    pub(super) finding: u32,
    pub(super) highlight: u32,
    /// The number of properties for its drawing.
    pub(super) looks: Vec<Number>,
    /// Whether its key is the relation.
    pub(super) is_key_used: bool,
}

/// Reads edges one by one, several times, so only one is in memory in addition to the rows of the file.
pub(super) struct Edges<'g> {
    pub(super) graph: &'g Graph,
    ours: bool,
    nodes: &'g Nodes,
    plan: &'g Plan,
    relations: Finder,
    passages: Finder,
    drawn: Finder,
}

/// Facts about all edges, found before they are read, while strings can be looked up by their texts.
pub(super) struct Plan {
    known: Known,
    default: Number,
    pub(super) key_finding: Number,
    /// The normal form of relations that are not in normal form.
    pub(super) normal: HashMap<Number, Number>,
    /// All relations, sorted by their numbers.
    pub(super) relations: Vec<Number>,
    /// Names such as `type` whose values are not directions, as they are in Gephi's tables.
    mixed_types: Vec<Number>,
    /// Whether ids of edges are relations: they are repeated, or are words that distinguish edges between the
    /// same nodes.
    ids_are_relations: bool,
    /// Whether Cytoscape wrote the file.
    is_of_cytoscape: bool,
    /// Names of properties that make the relation its opposite.
    negations: Vec<Number>,
    /// The opposite of a relation, by the number of its normal form, if an edge has it.
    pub(super) opposites: HashMap<Number, Number>,
}

impl Plan {
    /// With the relation of edges without one. O(1).
    pub(super) fn of(strings: &mut Strings, default: &str) -> Plan {
        let (default, key_finding) = (strings.insert(default), strings.insert(KEY_FINDING));
        Plan {
            known: Known::of(strings),
            default,
            key_finding,
            normal: HashMap::new(),
            relations: Vec::new(),
            mixed_types: Vec::new(),
            ids_are_relations: false,
            is_of_cytoscape: false,
            negations: Vec::new(),
            opposites: HashMap::new(),
        }
    }

    /// Whether a property makes the relation of its edge the opposite. O(length).
    fn is_negation(&self, strings: &Strings, (name, value): (Number, Number)) -> bool {
        self.negations.contains(&name) && is_true(strings.get(value))
    }

    /// Which direction a property gives the edge. O(length).
    fn direction(&self, strings: &Strings, name: &str, value: &str) -> Option<Direction> {
        let is_mixed = || self.mixed_types.iter().any(|known| strings.get(*known) == name);
        direction(name, value).filter(|_| !is_mixed())
    }

    /// Facts that only all edges together show.
    pub(super) fn look_ahead(&mut self, graph: &Graph) {
        let strings = &graph.strings;
        self.is_of_cytoscape = graph.is_of_cytoscape();
        let mut is_seen = vec![false; strings.len()];
        let (mut all_are_words, mut last) = (true, None);
        let (mut is_parallel, mut negations) = (false, Finder::negations());
        let mut types = Finder::direction_types();
        for (at, edge) in graph.edges.iter().enumerate() {
            for &(number, value) in graph.edge_values(at) {
                if negations.has(strings, number) && !self.negations.contains(&number) {
                    self.negations.push(number);
                }
                if types.has(strings, number) {
                    let value = strings.get(value).trim();
                    let is_other = !value.is_empty() && Direction::of(value).is_none();
                    if is_other && !self.mixed_types.contains(&number) {
                        self.mixed_types.push(number);
                    }
                }
            }
            let ends = Some((edge.source, edge.target));
            is_parallel |= last == ends;
            last = ends;
            let number = graph.edge_id(at);
            if number == NONE {
                all_are_words = false;
                continue;
            }
            let id = strings.get(number);
            all_are_words &= is_words(id);
            if let Some(seen) = is_seen.get_mut(number as usize)
                && std::mem::replace(seen, true)
                && id.contains(char::is_alphabetic)
            {
                self.ids_are_relations = true;
            }
        }
        self.ids_are_relations |= all_are_words && is_parallel;
    }
}

/// The numbers of words with a meaning; `NONE` for those that the file does not have.
struct Known {
    label: Number,
    relation: Number,
    passage: Number,
    finding: Number,
    highlight: Number,
    id: Number,
    given_relation: Number,
    given_passage: Number,
    /// The ends of an edge as they were before NetworkX made it undirected, in graphify.
    true_source: Number,
    true_target: Number,
}

impl Known {
    fn of(strings: &Strings) -> Known {
        let number = |name: &str| strings.find(name).unwrap_or(NONE);
        Known {
            label: number("label"),
            relation: number("relation"),
            passage: number("passage"),
            finding: number("finding"),
            highlight: number("highlight"),
            id: number("id"),
            given_relation: number(given::RELATION),
            given_passage: number(given::PASSAGE),
            true_source: number("_src"),
            true_target: number("_tgt"),
        }
    }
}

impl<'g> Edges<'g> {
    pub(super) fn of(graph: &'g Graph, nodes: &'g Nodes, plan: &'g Plan, ours: bool) -> Edges<'g> {
        let (relations, passages) = (Finder::relations(), Finder::passages());
        Edges { graph, ours, nodes, plan, relations, passages, drawn: Finder::drawn() }
    }

    /// The relation of an edge, and which property it is.
    pub(super) fn relation(&mut self, at: usize) -> Result<(Number, Used), PlacedProblem> {
        let graph = self.graph;
        let (strings, values) = (&graph.strings, graph.edge_values(at));
        let found = |wanted: Number| {
            let is_it = |&(name, value): &(Number, Number)| {
                name == wanted && wanted != NONE && !strings.get(value).trim().is_empty()
            };
            values.iter().position(is_it)
        };
        let used = if self.ours {
            let read = found(self.plan.known.given_relation).or_else(|| found(self.plan.known.relation));
            read.or_else(|| found(self.plan.known.label))
        } else {
            found(self.plan.known.given_relation).or_else(|| {
                let (plan, drawn) = (self.plan, &mut self.drawn);
                self.relations.first_of(strings, values, |(name, value)| {
                    !drawn.has(strings, name) || {
                        let (name, value) = (strings.get(name), strings.get(value));
                        !is_look(name, value) && plan.direction(strings, name, value).is_none()
                    }
                })
            })
        };
        if let Some(used) = used {
            return Ok((values.get(used).map_or(NONE, |&(_, value)| value), Used::Property(used)));
        }
        let (id, (_, is_key)) = (graph.edge_id(at), graph.edge_kind(at));
        if !self.ours && id != NONE {
            let text = strings.get(id);
            if (is_key && is_words(text))
                || (self.plan.ids_are_relations && text.contains(char::is_alphabetic))
            {
                return Ok((id, Used::Key));
            }
        }
        Ok((self.plan.default, Used::Nothing))
    }

    /// Whether an edge states the opposite of its relation.
    pub(super) fn is_negated(&self, at: usize) -> bool {
        let values = self.graph.edge_values(at).iter();
        !self.plan.negations.is_empty()
            && values.copied().any(|value| self.plan.is_negation(&self.graph.strings, value))
    }

    /// Whether the id of an edge is only a number that a tool gave it.
    pub(super) fn is_numbered(&self, at: usize) -> bool {
        let graph = self.graph;
        let is_number = || graph.strings.get(graph.edge_id(at)).bytes().all(|byte| byte.is_ascii_digit());
        graph.are_edges_numbered || (self.plan.is_of_cytoscape && is_number())
    }

    /// Whether a property of an edge repeats the relation: as in Neo4j, and in Cytoscape in `shared
    /// interaction` and in names such as `Keeper (tends) Lighthouse`.
    fn is_said_again(&self, at: usize, used: Used, place: usize) -> bool {
        let (strings, values) = (&self.graph.strings, self.graph.edge_values(at));
        let (Some(edge), Some(&(name, value))) = (self.graph.edges.get(at), values.get(place)) else {
            return false;
        };
        if let Used::Property(used) = used
            && let Some(&(used_name, relation)) = values.get(used)
            && relation == value
            && (used_name == name || is_name(strings.get(name), "sharedinteraction"))
        {
            return true;
        }
        let text = strings.get(value);
        if !text.contains(") ") {
            return false;
        }
        let label = |id: Number| self.nodes.place(id).map(|place| self.nodes.label(place));
        let by_label = label(edge.source).zip(label(edge.target));
        let said = match used {
            Used::Property(used) => values.get(used).map_or("", |&(_, relation)| strings.get(relation)),
            Used::Key | Used::Nothing => "",
        };
        [by_label, Some((edge.source, edge.target))].into_iter().flatten().any(|(source, target)| {
            let (source, target) = (strings.get(source), strings.get(target));
            relation_within(strings.get(name), text, source, target)
                .is_some_and(|it| it.is_empty() || it == said)
        }) || (self.plan.is_of_cytoscape && is_of_whole_edge(strings.get(name), text, said))
    }

    /// The ends of an edge in the order that the file keeps next to them, if it keeps one.
    fn true_ends(&self, at: usize) -> Option<(Number, Number)> {
        let Known { true_source, true_target, .. } = self.plan.known;
        if self.ours || true_source == NONE || true_target == NONE {
            return None;
        }
        let values = self.graph.edge_values(at);
        let find = |wanted: Number| values.iter().find(|(name, _)| *name == wanted).map(|(_, value)| *value);
        let ends = find(true_source).zip(find(true_target))?;
        let edge = self.graph.edges.get(at)?;
        [(edge.source, edge.target), (edge.target, edge.source)].contains(&ends).then_some(ends)
    }

    /// The place of the node that is an end.
    fn end(&self, id: Number, at: usize) -> Result<Number, PlacedProblem> {
        self.nodes.place(id).ok_or_else(|| {
            let id = excerpt(self.graph.strings.get(id));
            self.graph.place_of_edge(at).wrong(format!("the edge names the node {id:?}, which is not there"))
        })
    }

    pub(super) fn read(&mut self, at: usize) -> Result<Read, PlacedProblem> {
        let graph = self.graph;
        let strings = &graph.strings;
        let (relation, used) = self.relation(at)?;
        let Some(edge) = graph.edges.get(at) else {
            return Err(Place::Nowhere.wrong("there is no such edge"));
        };
        let true_ends = self.true_ends(at);
        let (source, target) = true_ends.unwrap_or((edge.source, edge.target));
        let (source, target) = (self.end(source, at)?, self.end(target, at)?);
        let relation = self.plan.normal.get(&relation).copied().unwrap_or(relation);
        let opposite = self.plan.opposites.get(&relation).filter(|_| self.is_negated(at));
        let relation = opposite.copied().unwrap_or(relation);
        let values = graph.edge_values(at);
        let passage = if self.ours {
            values.iter().position(|&(name, _)| name == self.plan.known.passage)
        } else {
            let is_it = |&(name, value): &(Number, Number)| {
                name == self.plan.known.given_passage && !strings.get(value).trim().is_empty()
            };
            let read = values.iter().position(is_it);
            read.or_else(|| self.passages.first(strings, values, |_, value| is_prose(value)))
        };
        let mut read = Read {
            source,
            relation,
            target,
            passage: passage.and_then(|at| values.get(at)).map_or(NONE, |&(_, value)| value),
            direction: graph.edge_kind(at).0.or(Some(graph.direction)),
            attributes: Vec::new(),
            id: NONE,
            finding: NO_PLACE,
            highlight: NO_PLACE,
            looks: Vec::new(),
            is_key_used: matches!(used, Used::Key),
        };
        for (place, &(name, value)) in values.iter().enumerate() {
            if matches!(used, Used::Property(used) if used == place) || passage == Some(place) {
                continue;
            }
            let (name_text, value_text) = (strings.get(name), strings.get(value));
            let is_drawn = !self.ours && self.drawn.has(strings, name);
            let is_end = [self.plan.known.true_source, self.plan.known.true_target].contains(&name);
            if !self.ours && ((is_end && true_ends.is_some()) || self.is_said_again(at, used, place)) {
                continue;
            }
            if opposite.is_some() && self.plan.is_negation(strings, (name, value)) {
                continue;
            }
            if self.ours {
                let number = || value_text.parse().ok().filter(|place| *place > 0 && *place != NO_PLACE);
                if name == self.plan.known.finding
                    && let Some(place) = number()
                {
                    read.finding = place;
                } else if name == self.plan.known.highlight
                    && let Some(place) = number()
                {
                    read.highlight = place;
                } else if name != self.plan.known.id {
                    read.attributes.push((name, value));
                }
            } else if let Some(direction) =
                is_drawn.then(|| self.plan.direction(strings, name_text, value_text)).flatten()
            {
                read.direction = Some(direction);
            } else if is_drawn && is_look(name_text, value_text) {
                read.looks.push(name);
            } else if !name_text.starts_with('\0') && !value_text.trim().is_empty() {
                read.attributes.push((name, value));
            }
        }
        if true_ends.is_some() {
            read.direction = Some(Direction::Directed);
        }
        if read.direction == Some(Direction::Backward) {
            (read.source, read.target) = (read.target, read.source);
            read.direction = Some(Direction::Directed);
        }
        Ok(read)
    }
}

/// The source of the relation of an edge.
#[derive(Clone, Copy)]
pub(super) enum Used {
    Property(usize),
    Key,
    Nothing,
}
