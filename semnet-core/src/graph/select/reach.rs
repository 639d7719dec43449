//! Which concepts a path leads to from a given one: a search in breadth over pairs of concept and step, with
//! a bit for each pair, so its cost is linear in the network for any expression.

use fixedbitset::FixedBitSet;

use crate::graph::budget::{Budget, BudgetError};
use crate::graph::filter::{Filter, Resolved};
use crate::graph::select::automaton::{Automaton, Machine};
use crate::network::{ConceptId, Index, Network, RelationId};
use crate::util::csr::grouped;

/// From which side a path is walked: from its subject, or from its object.
pub(super) const SUBJECT: usize = 0;
pub(super) const OBJECT: usize = 1;

/// The memory of such searches, used again for each.
#[derive(Debug)]
pub(super) struct Reach<'a> {
    index: &'a Index,
    concepts: usize,
    max_length: usize,
    /// A bit for each pair of step and concept that was about to be walked. Empty between searches.
    visited: FixedBitSet,
    /// A bit for each concept that was found. Empty between searches.
    found: FixedBitSet,
    /// A bit for each concept of a front that is put in order. Empty between fronts.
    in_order: FixedBitSet,
    front: Vec<(ConceptId, u16)>,
    next: Vec<(ConceptId, u16)>,
    /// All pairs visited, to take their bits back.
    touched: Vec<(ConceptId, u16)>,
    /// The relationships of the relation that was last followed far.
    alone: Option<Alone>,
}

/// A separate list of the relationships of one relation in one direction.
#[derive(Debug)]
struct Alone {
    relation: RelationId,
    is_outgoing: bool,
    /// Per concept, its first one; one more entry than concepts.
    start: Vec<u32>,
    neighbor: Vec<ConceptId>,
}

impl Alone {
    /// O(concepts + relationships).
    fn new(index: &Index, relation: RelationId, is_outgoing: bool) -> Alone {
        let (near, far) =
            if is_outgoing { (&index.source, &index.target) } else { (&index.target, &index.source) };
        // Each is written, and kept if it is of the relation, which avoids branch mispredictions.
        let mut numbers = vec![0u32; index.relation.len() + 1];
        let mut end = 0;
        for (number, &other) in (0u32..).zip(&index.relation) {
            numbers[end] = number;
            end += usize::from(other == relation);
        }
        let pairs = numbers[..end].iter().map(|&number| (near[number as usize].0, far[number as usize]));
        let (start, neighbor) = grouped(index.concept_count(), pairs);
        Alone { relation, is_outgoing, start, neighbor }
    }

    #[inline]
    fn neighbors(&self, concept: ConceptId) -> &[ConceptId] {
        let (start, end) = (self.start[concept.index()], self.start[concept.index() + 1]);
        &self.neighbor[start as usize..end as usize]
    }
}

impl<'a> Reach<'a> {
    pub(super) fn new(network: &'a Network, max_length: usize) -> Reach<'a> {
        Reach {
            index: network.index(),
            concepts: network.concept_count(),
            max_length,
            visited: FixedBitSet::new(),
            found: FixedBitSet::new(),
            in_order: FixedBitSet::new(),
            front: Vec::new(),
            next: Vec::new(),
            touched: Vec::new(),
            alone: None,
        }
    }

    /// Appends the concepts that the path leads to from `start`, each once and sorted.
    pub(super) fn from(
        &mut self,
        automaton: &Automaton,
        side: usize,
        start: ConceptId,
        budget: &mut Budget,
        out: &mut Vec<ConceptId>,
    ) -> Result<(), BudgetError> {
        match automaton {
            Automaton::Step(step) => {
                let first = out.len();
                if self.max_length > 0 {
                    let step = &step[side];
                    out.reserve(step.width(self.index, start));
                    let looked_at = step.for_each(self.index, start, |_, neighbor, _| out.push(neighbor));
                    budget.spend(looked_at)?;
                }
                sort_from(out, first);
                Ok(())
            }
            Automaton::Many(machine) => self.through(machine, side, start, budget, out),
        }
    }

    fn through(
        &mut self,
        machine: &Machine,
        side: usize,
        start: ConceptId,
        budget: &mut Budget,
        out: &mut Vec<ConceptId>,
    ) -> Result<(), BudgetError> {
        let steps = machine.steps[side].len();
        self.found.grow(self.concepts);
        // With one step, whose end is also the path's, the results are the visited concepts.
        let is_plain = steps == 1;
        if !is_plain {
            self.visited.grow(self.concepts * steps);
        }
        let first_out = out.len();
        if machine.may_be_empty {
            self.found.insert(start.index());
            out.push(start);
        }
        self.front.clear();
        self.next.clear();
        for &step in &machine.first[side] {
            self.front.push((start, step));
            if !is_plain && !self.visited.put(usize::from(step) * self.concepts + start.index()) {
                self.touched.push((start, step));
            }
        }
        let result = match machine.steps[side].first().and_then(one_relation) {
            Some((relation, is_outgoing)) if is_plain && machine.next[side][0] == [0] => {
                self.close(relation, is_outgoing, start, budget, out)
            }
            _ => self.widen(machine, side, start, is_plain, budget, out),
        };
        let found = &mut out[first_out..];
        if found.len() > self.concepts / 32 {
            // So many that reading all bits in order is quicker than to sort.
            out.truncate(first_out);
            out.extend(self.found.ones().map(|number| ConceptId(number as u32)));
            self.found.clear();
        } else {
            found.iter().for_each(|concept| self.found.set(concept.index(), false));
            crate::util::sort::sort(found);
        }
        for (concept, step) in self.touched.drain(..) {
            self.visited.set(usize::from(step) * self.concepts + concept.index(), false);
        }
        result
    }

    fn widen(
        &mut self,
        machine: &Machine,
        side: usize,
        start: ConceptId,
        is_plain: bool,
        budget: &mut Budget,
        out: &mut Vec<ConceptId>,
    ) -> Result<(), BudgetError> {
        let (steps, next_steps) = (&machine.steps[side], &machine.next[side]);
        let is_last = &machine.is_last[side];
        let Reach { index, concepts, visited, found, front, next, touched, .. } = self;
        let mut length = 0;
        while length < self.max_length && !front.is_empty() {
            for &(concept, step) in front.iter() {
                let step = usize::from(step);
                let (following, ends) = (&next_steps[step], is_last[step]);
                let looked_at = steps[step].for_each(index, concept, |_, neighbor, _| {
                    let is_new = ends && !found.put(neighbor.index());
                    if is_new {
                        out.push(neighbor);
                    }
                    if is_plain {
                        // The start was walked from before anything else, whether or not it is found.
                        if is_new && neighbor != start && !following.is_empty() {
                            next.push((neighbor, 0));
                        }
                        return;
                    }
                    for &step in following {
                        if !visited.put(usize::from(step) * *concepts + neighbor.index()) {
                            touched.push((neighbor, step));
                            next.push((neighbor, step));
                        }
                    }
                });
                budget.spend(looked_at * following.len().max(1))?;
            }
            front.clear();
            std::mem::swap(front, next);
            if front.len() > *concepts / 256 {
                // Nearly all of the time goes into waiting for memory, and in order there is less to wait
                // for.
                crate::util::sort::sort(front);
            }
            length += 1;
        }
        Ok(())
    }

    /// [`widen`](Reach::widen) for the most frequent repetition, of one relation in one direction. The
    /// concepts found are the next front. Each neighbour is written, and kept if it is new, so the processor
    /// need not guess which are.
    fn close(
        &mut self,
        relation: RelationId,
        is_outgoing: bool,
        start: ConceptId,
        budget: &mut Budget,
        out: &mut Vec<ConceptId>,
    ) -> Result<(), BudgetError> {
        let Reach { index, concepts, max_length, found, in_order, alone, .. } = self;
        if *max_length == 0 {
            return Ok(());
        }
        let mut take = |neighbors: &[ConceptId], out: &mut Vec<ConceptId>, found: &mut FixedBitSet| {
            let mut end = out.len();
            out.resize(end + neighbors.len(), ConceptId(0));
            let found = found.as_mut_slice();
            for &neighbor in neighbors {
                out[end] = neighbor;
                let block = &mut found[neighbor.index() / usize::BITS as usize];
                let bit = 1 << (neighbor.0 % usize::BITS);
                end += usize::from(*block & bit == 0);
                *block |= bit;
            }
            out.truncate(end);
            budget.spend(neighbors.len())
        };
        let among_all = |concept| {
            if is_outgoing {
                let places = index.outgoing_via(concept, relation);
                &index.target[places.start as usize..places.end as usize]
            } else {
                &index.in_source[index.incoming_via(concept, relation)]
            }
        };
        let is_it = |alone: &&Alone| (alone.relation, alone.is_outgoing) == (relation, is_outgoing);
        let (before, mut first) = (out.len(), out.len());
        let mut had_start = found.contains(start.index());
        take(among_all(start), out, found)?;
        for _ in 1..*max_length {
            let front = first..out.len();
            // The start was walked from before anything else.
            let has_start = !had_start && found.contains(start.index());
            had_start |= has_start;
            let length = front.len() - usize::from(has_start);
            if length == 0 {
                break;
            }
            if length > *concepts / 256 {
                // Nearly all of the time goes into waiting for memory, and in order there is less to wait
                // for.
                sort_front(&mut out[front.clone()], in_order, *concepts);
            }
            if out.len() - before > *concepts / 16 {
                // From this number on, it is worth reading all relationships once to make the list of one
                // relation.
                if alone.as_ref().filter(is_it).is_none() {
                    *alone = Some(Alone::new(index, relation, is_outgoing));
                }
            }
            let alone = alone.as_ref().filter(is_it);
            first = front.end;
            for place in front {
                let concept = out[place];
                if concept != start {
                    let neighbors = match alone {
                        Some(alone) => alone.neighbors(concept),
                        None => among_all(concept),
                    };
                    take(neighbors, out, found)?;
                }
            }
        }
        Ok(())
    }

    /// The concepts from which the path may take a first step, or that it relates to themselves without one;
    /// each once, sorted.
    pub(super) fn starts(&self, automaton: &Automaton, side: usize) -> Vec<ConceptId> {
        let all = (0..self.concepts as u32).map(ConceptId);
        match automaton {
            Automaton::Step(step) => all.filter(|&id| step[side].width(self.index, id) > 0).collect(),
            Automaton::Many(machine) if machine.may_be_empty => all.collect(),
            Automaton::Many(machine) => {
                let first: Vec<_> =
                    machine.first[side].iter().map(|&step| &machine.steps[side][usize::from(step)]).collect();
                all.filter(|&id| first.iter().any(|step| step.width(self.index, id) > 0)).collect()
            }
        }
    }
}

/// The relation and direction of a step that is one relation, walked one way.
fn one_relation(step: &Resolved) -> Option<(RelationId, bool)> {
    match (&step.outgoing, &step.incoming) {
        (&Filter::One(relation), Filter::Nothing) => Some((relation, true)),
        (Filter::Nothing, &Filter::One(relation)) => Some((relation, false)),
        _ => None,
    }
}

/// Sorts many concepts, none of which comes twice: by their bits. O(concepts / 64 + front).
fn sort_front(front: &mut [ConceptId], bits: &mut FixedBitSet, concepts: usize) {
    bits.grow(concepts);
    front.iter().for_each(|concept| bits.insert(concept.index()));
    front.iter_mut().zip(bits.ones()).for_each(|(concept, number)| *concept = ConceptId(number as u32));
    bits.clear();
}

/// Sorts the appended concepts and removes duplicates; often they are in order already.
fn sort_from(out: &mut Vec<ConceptId>, first: usize) {
    let tail = &mut out[first..];
    if tail.windows(2).all(|pair| pair[0] < pair[1]) {
        return;
    }
    crate::util::sort::sort(tail);
    let mut kept = first;
    for place in first..out.len() {
        if kept == first || out[place] != out[kept - 1] {
            out[kept] = out[place];
            kept += 1;
        }
    }
    out.truncate(kept);
}
