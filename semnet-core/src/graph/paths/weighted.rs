//! Paths by weight: Dijkstra's algorithm from the end to the start, with ties broken by length and canonical
//! order.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::graph::budget::{Budget, BudgetError};
use crate::graph::filter::Resolved;
use crate::graph::paths::bidirectional::Task;
use crate::graph::paths::k_shortest_paths::FindFirst;
use crate::graph::paths::path::Walked;
use crate::network::{ConceptId, Network, Relationship};

/// Why a search by weight gave no answer.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PathError {
    /// The budget ended the search.
    #[error(transparent)]
    Budget(#[from] BudgetError),
    /// A relationship's weight is negative or not a number.
    #[error(transparent)]
    Weight(#[from] WeightError),
}

/// A relationship has a weight that means nothing.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the weight of the relationship {relationship} is {weight}; expected a number of at least 0")]
pub struct WeightError {
    relationship: String,
    weight: f64,
}

impl WeightError {
    pub(crate) fn new(relationship: Relationship<'_>, weight: f64) -> WeightError {
        WeightError { relationship: relationship.to_string(), weight }
    }

    /// The relationship, as a sentence. O(1).
    pub fn relationship(&self) -> &str {
        &self.relationship
    }

    /// The weight that it was given. O(1).
    pub fn weight(&self) -> f64 {
        self.weight
    }
}

impl PartialEq for WeightError {
    /// By the bits of the weight, so that an error about NaN is equal to itself.
    fn eq(&self, other: &WeightError) -> bool {
        self.relationship == other.relationship && self.weight.to_bits() == other.weight.to_bits()
    }
}

impl Eq for WeightError {}

/// By weight.
pub(crate) struct Weighted<'a, W> {
    network: &'a Network,
    /// The steps as seen from the end.
    backwards: Resolved,
    budget: Budget,
    weight: W,
}

/// A way from a concept to the end.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Way {
    weight: f64,
    length: usize,
    concept: ConceptId,
    /// The first step; none at the end itself.
    step: Option<Walked>,
    /// The place of the way after the first step among those that are settled.
    rest: usize,
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

impl<'a, W: Fn(Relationship<'a>) -> f64> Weighted<'a, W> {
    pub(crate) fn new(network: &'a Network, steps: Resolved, weight: W) -> Self {
        Weighted { network, backwards: steps.reversed(), budget: steps.budget, weight }
    }

    fn weight_of(&self, walked: Walked) -> f64 {
        (self.weight)(Relationship::new(self.network, walked.relationship))
    }
}

impl<'a, W: Fn(Relationship<'a>) -> f64> FindFirst for Weighted<'a, W> {
    type Error = PathError;

    fn find_first(
        &mut self,
        task: Task<'_>,
        blocked: &[ConceptId],
    ) -> Result<Option<Vec<Walked>>, PathError> {
        let concepts = self.network.concept_count();
        if task.from.index() >= concepts || task.to.index() >= concepts || blocked.contains(&task.to) {
            return Ok(None);
        }
        // A path that visits no concept twice is shorter than this, so a longer limit does not limit.
        let is_limited = task.max_length < concepts;
        let mut settled: Vec<Way> = Vec::new();
        let mut shortest: HashMap<ConceptId, usize, FixedState> = HashMap::default();
        for &concept in blocked {
            shortest.insert(concept, 0);
        }
        let mut front = BinaryHeap::new();
        front.push(Reverse(Way { weight: 0.0, length: 0, concept: task.to, step: None, rest: 0 }));
        while let Some(Reverse(way)) = front.pop() {
            // A later way of the same concept weighs more, so it is of use only where it is shorter.
            let known = shortest.get(&way.concept);
            if known.is_some_and(|&length| !is_limited || length <= way.length) {
                continue;
            }
            shortest.insert(way.concept, way.length);
            if way.concept == task.from {
                return Ok(Some(unwind(&settled, way)));
            }
            let rest = settled.len();
            settled.push(way);
            if way.length >= task.max_length {
                continue;
            }
            let mut wrong = None;
            let looked_at =
                self.backwards.for_each(self.network.index(), way.concept, |id, neighbor, against| {
                    if neighbor == task.from && task.banned.binary_search(&id).is_ok() {
                        return;
                    }
                    let step = Walked { relationship: id, inverse: !against };
                    let weight = self.weight_of(step);
                    if weight.is_nan() || weight < 0.0 {
                        wrong.get_or_insert((id, weight));
                    } else if weight < f64::INFINITY {
                        let (weight, length) = (weight + way.weight, way.length + 1);
                        if shortest.get(&neighbor).is_none_or(|&known| is_limited && length < known) {
                            front.push(Reverse(Way {
                                weight,
                                length,
                                concept: neighbor,
                                step: Some(step),
                                rest,
                            }));
                        }
                    }
                });
            if let Some((id, weight)) = wrong {
                return Err(WeightError::new(Relationship::new(self.network, id), weight).into());
            }
            self.budget.spend(looked_at)?;
        }
        Ok(None)
    }

    /// The sum from the end to the start, in the order in which the search adds.
    fn weigh(&self, walked: &[Walked]) -> f64 {
        walked.iter().rev().fold(0.0, |sum, &step| self.weight_of(step) + sum)
    }
}

/// The steps of a way, from its concept to the end.
fn unwind(settled: &[Way], mut way: Way) -> Vec<Walked> {
    let mut walked = Vec::with_capacity(way.length);
    while let Some(step) = way.step {
        walked.push(step);
        way = settled[way.rest];
    }
    walked
}
