//! The concepts among which the first path by weight can be: of many searches to one end, each looks only at
//! concepts on paths of least weight. The least weight from each concept to the end is computed once, and
//! directs a search from the start (Hart, Nilsson and Raphael, [A Formal Basis for the Heuristic
//! Determination of Minimum Cost Paths](https://doi.org/10.1109/TSSC.1968.300136), 1968).

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::graph::budget::Budget;
use crate::graph::filter::Resolved;
use crate::graph::paths::bidirectional::Task;
use crate::graph::paths::weights::{PathError, Weights};
use crate::network::{ConceptId, Relationship};

/// A weight and the concept that it is of, by weight.
#[derive(Clone, Copy, PartialEq)]
struct Reached {
    weight: f64,
    concept: ConceptId,
}

impl Eq for Reached {}

impl Ord for Reached {
    fn cmp(&self, other: &Reached) -> Ordering {
        self.weight.total_cmp(&other.weight).then_with(|| self.concept.cmp(&other.concept))
    }
}

impl PartialOrd for Reached {
    fn partial_cmp(&self, other: &Reached) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The least weight from each concept to the end; infinite if no path leads there.
pub(crate) struct Least(Vec<f64>);

/// The concepts that a first way may lead through.
pub(crate) struct Corridor(HashMap<ConceptId, Seen, FixedState>);

#[derive(Clone, Copy)]
struct Seen {
    weight: f64,
    is_settled: bool,
}

impl Corridor {
    #[inline]
    pub(crate) fn contains(&self, concept: ConceptId) -> bool {
        self.0.get(&concept).is_some_and(|seen| seen.is_settled)
    }
}

impl Least {
    /// Dijkstra's algorithm from the end to all concepts. O(relationships · log of them).
    pub(crate) fn new<'a, W: Fn(Relationship<'a>) -> f64>(
        weights: &mut Weights<'a, W>,
        backwards: &Resolved,
        to: ConceptId,
        budget: &mut Budget,
    ) -> Result<Least, PathError> {
        let index = weights.network.index();
        let mut least = vec![f64::INFINITY; index.concept_count()];
        let mut front = BinaryHeap::new();
        least[to.index()] = 0.0;
        front.push(Reverse(Reached { weight: 0.0, concept: to }));
        while let Some(Reverse(Reached { weight, concept })) = front.pop() {
            if weight > least[concept.index()] {
                continue;
            }
            let mut result = Ok(());
            let looked_at = backwards.for_each(index, concept, |id, neighbor, _| match weights.of(id) {
                Ok(more) => {
                    let (weight, known) = (weight + more, &mut least[neighbor.index()]);
                    if weight < *known {
                        *known = weight;
                        front.push(Reverse(Reached { weight, concept: neighbor }));
                    }
                }
                Err(error) => result = Err(error),
            });
            result?;
            budget.spend(looked_at)?;
        }
        Ok(Least(least))
    }

    /// The concepts of all paths of least weight, and of those whose weight differs only by rounding; `None`
    /// if no path leads to the end.
    pub(crate) fn corridor<'a, W: Fn(Relationship<'a>) -> f64>(
        &self,
        weights: &mut Weights<'a, W>,
        steps: &Resolved,
        task: Task<'_>,
        blocked: &[ConceptId],
        budget: &mut Budget,
    ) -> Result<Option<Corridor>, PathError> {
        /// A sum of a million numbers differs by less, in any order of addition.
        const ROUNDING: f64 = 1e-9;
        let index = weights.network.index();
        let mut seen: HashMap<ConceptId, Seen, FixedState> = HashMap::default();
        let mut front = BinaryHeap::new();
        let mut limit = None;
        seen.insert(task.from, Seen { weight: 0.0, is_settled: false });
        // No weight is less than theirs.
        seen.extend(blocked.iter().map(|&one| (one, Seen { weight: 0.0, is_settled: true })));
        front.push(Reverse(Reached { weight: self.0[task.from.index()], concept: task.from }));
        while let Some(Reverse(Reached { weight: whole, concept })) = front.pop() {
            if whole == f64::INFINITY || limit.is_some_and(|limit| whole > limit) {
                break;
            }
            let Some(here) = seen.get_mut(&concept).filter(|here| !here.is_settled) else { continue };
            here.is_settled = true;
            if concept == task.to {
                limit.get_or_insert(whole * (1.0 + ROUNDING));
                continue;
            }
            let weight = here.weight;
            let mut result = Ok(());
            let looked_at = steps.for_each(index, concept, |id, neighbor, _| {
                let is_banned = concept == task.from && task.banned.binary_search(&id).is_ok();
                let least = self.0[neighbor.index()];
                if is_banned || least == f64::INFINITY {
                    return;
                }
                match weights.of(id) {
                    Ok(more) => {
                        let weight = weight + more;
                        let known = seen.entry(neighbor);
                        let known = known.or_insert(Seen { weight: f64::INFINITY, is_settled: false });
                        if weight < known.weight && !known.is_settled {
                            known.weight = weight;
                            front.push(Reverse(Reached { weight: weight + least, concept: neighbor }));
                        }
                    }
                    Err(error) => result = Err(error),
                }
            });
            result?;
            budget.spend(looked_at)?;
        }
        Ok(limit.map(|_| Corridor(seen)))
    }
}
