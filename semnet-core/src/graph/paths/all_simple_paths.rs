//! All simple paths between two concepts, depth first, one at a time.
//!
//! The distance of each concept from the end, computed once, keeps the search away from concepts that are too
//! far. That is not enough: the concepts of the path so far may block all ways to the end, and then there can
//! be exponentially many dead ends in a row. So after some time without a path, a step is taken only if a
//! search shows that the end can still be reached.

use std::collections::VecDeque;
use std::fmt;

use crate::graph::budget::BudgetError;
use crate::graph::filter::Resolved;
use crate::graph::paths::bidirectional::{Sides, Task};
use crate::graph::paths::path::{Path, Walked};
use crate::network::{ConceptId, Network};

/// Stands for a concept from which the end cannot be reached.
const FAR: u32 = u32::MAX;

/// The answers of [`Network::all_simple_paths`], each computed when the iterator is advanced.
pub struct AllSimplePaths<'a> {
    network: &'a Network,
    from: ConceptId,
    to: ConceptId,
    steps: Resolved,
    sides: Sides,
    /// Per concept, how far it is from the end.
    distance: Vec<u32>,
    walked: Vec<Walked>,
    /// The concepts of the path so far, one more than relationships.
    concepts: Vec<ConceptId>,
    on_path: fixedbitset::FixedBitSet,
    /// Per concept of the path, the steps that are still to be tried, the last one first.
    untried: Vec<Vec<Walked>>,
    /// Relationships looked at since the last path.
    fruitless: usize,
    started: bool,
    ended: bool,
}

impl<'a> AllSimplePaths<'a> {
    pub(crate) fn new(network: &'a Network, from: ConceptId, to: ConceptId, steps: Resolved) -> Self {
        let sides = Sides::new(steps.clone());
        AllSimplePaths {
            network,
            from,
            to,
            steps,
            sides,
            distance: Vec::new(),
            walked: Vec::new(),
            concepts: Vec::new(),
            on_path: fixedbitset::FixedBitSet::new(),
            untried: Vec::new(),
            fruitless: 0,
            started: false,
            ended: false,
        }
    }

    /// Finds how far concepts are from the end. Whether there is anything to search.
    fn start(&mut self) -> Result<bool, BudgetError> {
        let (index, count) = (self.network.index(), self.network.concept_count());
        if self.from.index() >= count || self.to.index() >= count {
            return Ok(false);
        }
        self.distance = vec![FAR; count];
        self.on_path.grow(count);
        self.distance[self.to.index()] = 0;
        let mut front = VecDeque::from([self.to]);
        while let Some(concept) = front.pop_front() {
            let distance = self.distance[concept.index()] + 1;
            if distance as usize > self.steps.max_length {
                break;
            }
            let looked_at = self.sides.sides[1].for_each(index, concept, |_, neighbor, _| {
                if self.distance[neighbor.index()] == FAR {
                    self.distance[neighbor.index()] = distance;
                    front.push_back(neighbor);
                }
            });
            self.steps.budget.spend(looked_at)?;
        }
        if self.distance[self.from.index()] == FAR {
            return Ok(false);
        }
        self.enter(self.from)?;
        Ok(true)
    }

    /// Puts a concept at the end of the path, with the steps that may follow.
    fn enter(&mut self, concept: ConceptId) -> Result<(), BudgetError> {
        self.concepts.push(concept);
        self.on_path.insert(concept.index());
        let left = self.steps.max_length - self.walked.len();
        let mut untried = Vec::new();
        if concept != self.to {
            let looked_at =
                self.steps.for_each(self.network.index(), concept, |relationship, neighbor, inverse| {
                    let distance = self.distance[neighbor.index()];
                    if distance != FAR
                        && (distance as usize) < left
                        && !self.on_path.contains(neighbor.index())
                    {
                        untried.push(Walked { relationship, inverse });
                    }
                });
            self.steps.budget.spend(looked_at)?;
            self.fruitless += looked_at;
        }
        crate::util::sort::sort_by(&mut untried, |a, b| b.cmp(a));
        self.untried.push(untried);
        Ok(())
    }

    /// Takes the last concept off the path.
    fn leave(&mut self) {
        self.untried.pop();
        self.walked.pop();
        if let Some(concept) = self.concepts.pop() {
            self.on_path.set(concept.index(), false);
        }
    }

    /// Whether the end can be reached from `concept` without entering the path.
    fn leads_on(&mut self, concept: ConceptId) -> Result<bool, BudgetError> {
        if self.fruitless <= 4 * self.network.relationship_count() {
            return Ok(true);
        }
        let max_length = self.steps.max_length - self.walked.len() - 1;
        let task = Task { from: concept, to: self.to, max_length, banned: &[] };
        let found = self.network.shortest_walk(&self.sides, task, &self.concepts, &mut self.steps.budget)?;
        Ok(found.is_some())
    }

    fn advance(&mut self) -> Result<Option<Path<'a>>, BudgetError> {
        if !self.started {
            self.started = true;
            if !self.start()? {
                return Ok(None);
            }
            if self.from == self.to {
                self.leave();
                return Ok(Some(Path::new(self.network, self.from, Vec::new())));
            }
        }
        while let Some(untried) = self.untried.last_mut() {
            let Some(step) = untried.pop() else {
                self.leave();
                continue;
            };
            let concept = step.to(self.network);
            if !self.leads_on(concept)? {
                continue;
            }
            self.walked.push(step);
            self.enter(concept)?;
            if concept == self.to {
                self.fruitless = 0;
                let path = Path::new(self.network, self.from, self.walked.clone());
                self.leave();
                return Ok(Some(path));
            }
        }
        Ok(None)
    }
}

impl<'a> Iterator for AllSimplePaths<'a> {
    type Item = Result<Path<'a>, BudgetError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = self.advance();
        self.ended = !matches!(next, Ok(Some(_)));
        next.transpose()
    }
}

impl fmt::Debug for AllSimplePaths<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AllSimplePaths").field("walked", &self.walked.len()).finish_non_exhaustive()
    }
}
