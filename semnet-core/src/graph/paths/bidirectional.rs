//! The search for one shortest path, from both ends.
//!
//! Of all shortest paths the answer is the first in canonical order. So the search always completes a level
//! of breadth, and marks how far each concept of a shortest path is from the end. Then it follows these
//! distances from the start, each time by the first relationship that leads closer.

use crate::graph::budget::{Budget, BudgetError};
use crate::graph::filter::Resolved;
use crate::graph::paths::path::Walked;
use crate::network::scratch::Scratch;
use crate::network::{ConceptId, Index, RelationshipId};

/// The steps of a query, seen from its start and from its end.
#[derive(Clone, Debug)]
pub(crate) struct Sides {
    pub(crate) sides: [Resolved; 2],
}

impl Sides {
    pub(crate) fn new(steps: Resolved) -> Sides {
        Sides { sides: [steps.clone(), steps.reversed()] }
    }
}

/// The task of one search.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Task<'t> {
    pub(crate) from: ConceptId,
    pub(crate) to: ConceptId,
    pub(crate) max_length: usize,
    /// Relationships by which the path must not begin, sorted: a hub may have very many.
    pub(crate) banned: &'t [RelationshipId],
}

const START: usize = 0;
const END: usize = 1;

impl Scratch {
    /// Gets ready for one search.
    pub(crate) fn begin(&mut self, index: &Index) {
        let concepts = index.concept_count();
        self.marks.resize(concepts, [0; 2]);
        // Distances stay below the number of concepts.
        if (u32::MAX - self.top) as usize <= concepts + 4 {
            self.marks.fill([0; 2]);
            self.top = 0;
        }
        self.base = self.top + 1;
        self.top = self.base;
    }

    /// Keeps the search that was begun from entering a concept.
    pub(crate) fn block(&mut self, concept: ConceptId) {
        if let Some(marks) = self.marks.get_mut(concept.index()) {
            *marks = [self.base; 2];
        }
    }

    fn mark(&mut self, concept: ConceptId, side: usize, distance: u32) {
        let mark = self.base + 1 + distance;
        self.marks[concept.index()][side] = mark;
        self.top = self.top.max(mark);
    }

    /// The first of the shortest paths; `None` if there is none.
    pub(crate) fn shortest(
        &mut self,
        index: &Index,
        steps: &Sides,
        task: Task<'_>,
        budget: &mut Budget,
    ) -> Result<Option<Vec<Walked>>, BudgetError> {
        let ends = [task.from, task.to];
        if ends.iter().any(|end| self.marks.get(end.index()).is_none_or(|marks| marks[START] == self.base)) {
            return Ok(None);
        }
        if task.from == task.to {
            return Ok(Some(Vec::new()));
        }
        for side in [START, END] {
            self.mark(ends[side], side, 0);
            self.fronts[side].clear();
            self.fronts[side].push(ends[side]);
        }
        self.meeting.clear();
        let mut depths = [0, 0];
        while self.meeting.is_empty() {
            let side = usize::from(self.fronts[END].len() < self.fronts[START].len());
            let length = depths[START] as usize + depths[END] as usize;
            if self.fronts[side].is_empty() || length >= task.max_length {
                return Ok(None);
            }
            depths[side] += 1;
            self.widen(index, &steps.sides[side], side, depths[side], task, budget)?;
        }
        let length = depths[START] + depths[END];
        self.mark_back(index, &steps.sides[END], depths[START], length);
        Ok(Some(self.walk_down(index, &steps.sides[START], task, length)))
    }

    /// Follows all relationships of one side's front.
    fn widen(
        &mut self,
        index: &Index,
        steps: &Resolved,
        side: usize,
        depth: u32,
        task: Task<'_>,
        budget: &mut Budget,
    ) -> Result<(), BudgetError> {
        let Scratch { marks, base, top, fronts, next, meeting } = self;
        let (base, mark) = (*base, *base + 1 + depth);
        // Immediately, because the budget may end the search among the marks.
        *top = (*top).max(mark);
        next.clear();
        for &concept in &fronts[side] {
            let looked_at = steps.for_each(index, concept, |relationship, neighbor, _| {
                let known = &mut marks[neighbor.index()];
                if known[side] >= base || is_banned(task, concept, neighbor, relationship, side) {
                    return;
                }
                known[side] = mark;
                if known[1 - side] >= base {
                    meeting.push(neighbor);
                } else {
                    next.push(neighbor);
                }
            });
            budget.spend(looked_at)?;
        }
        std::mem::swap(&mut fronts[side], next);
        Ok(())
    }

    /// From where the two sides met back to the start: marks how far the concepts of all shortest paths are
    /// from the end. The search from the end has reached none of them, or else it would have met the other
    /// one earlier.
    fn mark_back(&mut self, index: &Index, backwards: &Resolved, depth: u32, length: u32) {
        let mut front = std::mem::take(&mut self.meeting);
        for distance in (0..depth).rev() {
            let (wanted, mark) = (self.base + 1 + distance, self.base + 1 + length - distance);
            let Scratch { marks, base, next, .. } = self;
            next.clear();
            for &concept in &front {
                backwards.for_each(index, concept, |_, neighbor, _| {
                    let known = &mut marks[neighbor.index()];
                    if known[START] == wanted && known[END] < *base {
                        known[END] = mark;
                        next.push(neighbor);
                    }
                });
            }
            self.top = self.top.max(mark);
            std::mem::swap(&mut front, next);
        }
        self.meeting = front;
    }

    /// The first path along which the distances to the end fall one by one.
    fn walk_down(&self, index: &Index, steps: &Resolved, task: Task<'_>, length: u32) -> Vec<Walked> {
        let mut path: Vec<Walked> = Vec::with_capacity(length as usize);
        let mut concept = task.from;
        for left in (0..length).rev() {
            let wanted = self.base + 1 + left;
            let mut best: Option<(Walked, ConceptId)> = None;
            steps.for_each(index, concept, |relationship, neighbor, inverse| {
                let walked = Walked { relationship, inverse };
                if self.marks[neighbor.index()][END] == wanted
                    && best.is_none_or(|(best, _)| walked < best)
                    && !is_banned(task, concept, neighbor, relationship, START)
                {
                    best = Some((walked, neighbor));
                }
            });
            let Some((walked, neighbor)) = best else { break };
            path.push(walked);
            concept = neighbor;
        }
        path
    }
}

/// Whether a step from `concept` to `neighbor`, as seen from this side, is a first step that is excluded.
#[inline]
fn is_banned(
    task: Task<'_>,
    concept: ConceptId,
    neighbor: ConceptId,
    relationship: RelationshipId,
    side: usize,
) -> bool {
    let first = if side == START { concept } else { neighbor };
    first == task.from && task.banned.binary_search(&relationship).is_ok()
}
