//! Paths by weight: Dijkstra's algorithm from the end to the start, with ties broken by length and canonical
//! order.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::graph::budget::Budget;
use crate::graph::filter::Resolved;
use crate::graph::paths::bidirectional::Task;
use crate::graph::paths::corridor::{Corridor, Least};
use crate::graph::paths::k_shortest_paths::FindFirst;
use crate::graph::paths::path::Walked;
use crate::graph::paths::weights::{PathError, Weights};
use crate::network::{ConceptId, Network, Relationship};

/// By weight.
pub(crate) struct Weighted<'a, W> {
    weights: Weights<'a, W>,
    /// The steps, seen from the start and from the end.
    steps: Resolved,
    backwards: Resolved,
    budget: Budget,
    known: Known,
    searches: usize,
    /// How much weighs least from each concept to the end, once there are several searches.
    least: Option<Least>,
}

/// A way from a concept to the end.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Way {
    weight: f64,
    length: u32,
    concept: ConceptId,
    /// The first step; none at the end itself.
    step: Option<Walked>,
    /// The place of the way after the first step among those that are settled.
    rest: u32,
}

impl Eq for Way {}

impl Ord for Way {
    /// By weight, then length, then the first step: so a concept's way that is settled first is the first in
    /// canonical order, as everything after its first step was settled before.
    fn cmp(&self, other: &Way) -> std::cmp::Ordering {
        let key = |way: &Way| (way.length, way.concept, way.step);
        self.weight.total_cmp(&other.weight).then_with(|| key(self).cmp(&key(other)))
    }
}

impl PartialOrd for Way {
    fn partial_cmp(&self, other: &Way) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// The results of a search for each concept.
#[derive(Default)]
struct Known {
    /// Per concept, 1 more than its place among the entries; 0 for one that has none.
    places: Vec<u32>,
    entries: Vec<Entry>,
}

#[derive(Clone, Copy)]
struct Entry {
    /// The first way so far.
    best: Way,
    /// The length of the shortest way that is settled.
    settled: u32,
}

const NOT_SETTLED: u32 = u32::MAX;

impl Known {
    /// Forgets all, for a network with this many concepts. O(entries), after the first call.
    fn begin(&mut self, concepts: usize) {
        self.places.resize(concepts, 0);
        for entry in self.entries.drain(..) {
            self.places[entry.best.concept.index()] = 0;
        }
    }

    #[inline]
    fn get(&mut self, concept: ConceptId) -> Option<&mut Entry> {
        let place = self.places[concept.index()].checked_sub(1)?;
        self.entries.get_mut(place as usize)
    }

    #[inline]
    fn add(&mut self, best: Way, settled: u32) {
        self.entries.push(Entry { best, settled });
        self.places[best.concept.index()] = self.entries.len() as u32;
    }
}

impl<'a, W: Fn(Relationship<'a>) -> f64> Weighted<'a, W> {
    pub(crate) fn new(network: &'a Network, steps: Resolved, weight: W) -> Self {
        Weighted {
            weights: Weights::new(network, weight),
            backwards: steps.reversed(),
            budget: steps.budget,
            steps,
            known: Known::default(),
            searches: 0,
            least: None,
        }
    }

    /// The first path, through concepts of the corridor if there is one.
    fn search(
        &mut self,
        task: Task<'_>,
        blocked: &[ConceptId],
        corridor: Option<&Corridor>,
    ) -> Result<Option<Vec<Walked>>, PathError> {
        let Weighted { weights, backwards, budget, known, .. } = self;
        let index = weights.network.index();
        let concepts = index.concept_count();
        // A path that visits no concept twice is shorter than this, so a longer limit does not limit.
        let is_limited = task.max_length < concepts;
        let empty = |concept| Way { weight: 0.0, length: 0, concept, step: None, rest: 0 };
        known.begin(concepts);
        blocked.iter().for_each(|&concept| known.add(empty(concept), 0));
        let mut settled: Vec<Way> = Vec::new();
        let mut front = BinaryHeap::new();
        known.add(empty(task.to), NOT_SETTLED);
        front.push(Reverse(empty(task.to)));
        while let Some(Reverse(way)) = front.pop() {
            let Some(entry) = known.get(way.concept) else { continue };
            // A later path to the same concept weighs more, so it is only useful if it is shorter.
            if entry.settled != NOT_SETTLED && (!is_limited || entry.settled <= way.length) {
                continue;
            }
            entry.settled = way.length;
            if way.concept == task.from {
                return Ok(Some(unwind(&settled, way)));
            }
            let rest = settled.len() as u32;
            settled.push(way);
            if way.length as usize >= task.max_length {
                continue;
            }
            let mut result = Ok(());
            let looked_at = backwards.for_each(index, way.concept, |id, neighbor, against| {
                let is_banned = neighbor == task.from && task.banned.binary_search(&id).is_ok();
                if is_banned || corridor.is_some_and(|corridor| !corridor.contains(neighbor)) {
                    return;
                }
                let weight = match weights.of(id) {
                    Ok(weight) if weight < f64::INFINITY => weight + way.weight,
                    Ok(_) => return,
                    Err(error) => {
                        if result.is_ok() {
                            result = Err(error);
                        }
                        return;
                    }
                };
                let step = Some(Walked { relationship: id, inverse: !against });
                let new = Way { weight, length: way.length + 1, concept: neighbor, step, rest };
                match known.get(neighbor) {
                    Some(Entry { best, settled }) => {
                        let is_first = new < *best;
                        let is_of_use = *settled == NOT_SETTLED || (is_limited && new.length < *settled);
                        if !is_of_use || !(is_first || (is_limited && new.length < best.length)) {
                            return;
                        }
                        if is_first {
                            *best = new;
                        }
                    }
                    None => known.add(new, NOT_SETTLED),
                }
                front.push(Reverse(new));
            });
            result?;
            budget.spend(looked_at)?;
        }
        Ok(None)
    }
}

impl<'a, W: Fn(Relationship<'a>) -> f64> FindFirst for Weighted<'a, W> {
    type Error = PathError;

    fn find_first(
        &mut self,
        task: Task<'_>,
        blocked: &[ConceptId],
    ) -> Result<Option<Vec<Walked>>, PathError> {
        let concepts = self.weights.network.concept_count();
        if task.from.index() >= concepts || task.to.index() >= concepts || blocked.contains(&task.to) {
            return Ok(None);
        }
        self.searches += 1;
        if self.searches == 1 || task.max_length < concepts {
            return self.search(task, blocked, None);
        }
        if self.least.is_none() {
            self.weights.keep();
            self.least = Some(Least::new(&mut self.weights, &self.backwards, task.to, &mut self.budget)?);
        }
        let Some(least) = &self.least else { return Ok(None) };
        let corridor = least.corridor(&mut self.weights, &self.steps, task, blocked, &mut self.budget)?;
        match corridor {
            Some(corridor) => self.search(task, blocked, Some(&corridor)),
            None => Ok(None),
        }
    }

    /// The sum from the end to the start, in the order in which the search adds.
    fn weigh(&self, walked: &[Walked]) -> f64 {
        walked.iter().rev().fold(0.0, |sum, step| self.weights.again(step.relationship) + sum)
    }
}

/// The steps of a way, from its concept to the end.
fn unwind(settled: &[Way], mut way: Way) -> Vec<Walked> {
    let mut walked = Vec::with_capacity(way.length as usize);
    while let Some(step) = way.step {
        walked.push(step);
        way = settled[way.rest as usize];
    }
    walked
}
