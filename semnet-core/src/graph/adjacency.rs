//! The neighbours of each concept, each once, sorted, in one list: for measures in which neither the number
//! of relationships nor their relation matters.

use std::ops::Range;

use crate::graph::budget::BudgetError;
use crate::graph::filter::Resolved;
use crate::network::{ConceptId, Network};
use crate::util::parallel;

/// How many concepts make up one part of the work.
const PART: usize = 4096;

/// Neighbours of all concepts, those of each side by side, without the concept itself.
#[derive(Debug)]
pub(crate) struct Adjacency {
    start: Vec<u32>,
    pub(crate) to: Vec<u32>,
    /// Through how many relationships.
    pub(crate) times: Vec<u32>,
}

impl Adjacency {
    /// O(concepts + relationships · log of a concept's).
    pub(crate) fn new(network: &Network, steps: &mut Resolved) -> Result<Adjacency, BudgetError> {
        let (index, count) = (network.index(), network.concept_count());
        if !steps.budget.is_unlimited() {
            for number in 0..count as u32 {
                steps.budget.spend(steps.width(index, ConceptId(number)))?;
            }
        }
        let steps = &*steps;
        let parts = parallel::map(parallel::ranges(count, PART), |numbers| {
            let (mut ends, mut to, mut times) = (Vec::with_capacity(numbers.len()), Vec::new(), Vec::new());
            let mut mine = Vec::new();
            for number in numbers.start as u32..numbers.end as u32 {
                mine.clear();
                steps.for_each(index, ConceptId(number), |_, other, _| mine.push(other.0));
                crate::util::sort::sort(&mut mine);
                for same in mine.chunk_by(|a, b| a == b).filter(|same| same[0] != number) {
                    to.push(same[0]);
                    times.push(same.len() as u32);
                }
                ends.push(to.len() as u32);
            }
            (ends, to, times)
        });
        let size: usize = parts.iter().map(|(_, to, _)| to.len()).sum();
        let mut start = Vec::with_capacity(count + 1);
        start.push(0);
        let (mut to, mut times): (Vec<u32>, Vec<u32>) = (Vec::with_capacity(size), Vec::with_capacity(size));
        for (ends, more, more_times) in parts {
            let before = to.len() as u32;
            start.extend(ends.into_iter().map(|end| before + end));
            to.extend(more);
            times.extend(more_times);
        }
        Ok(Adjacency { start, to, times })
    }

    /// The same with each neighbour as often as relationships lead to it. O(concepts + relationships).
    pub(crate) fn repeated(self) -> Adjacency {
        let mut to = Vec::with_capacity(self.times.iter().map(|&times| times as usize).sum());
        let mut start = Vec::with_capacity(self.start.len());
        start.push(0);
        for concept in 0..self.len() as u32 {
            for place in self.range(concept) {
                to.extend(std::iter::repeat_n(self.to[place], self.times[place] as usize));
            }
            start.push(to.len() as u32);
        }
        Adjacency { times: vec![1; to.len()], start, to }
    }

    /// How many concepts there are.
    pub(crate) fn len(&self) -> usize {
        self.start.len() - 1
    }

    /// The places of a concept's neighbours.
    #[inline]
    pub(crate) fn range(&self, concept: u32) -> Range<usize> {
        self.start[concept as usize] as usize..self.start[concept as usize + 1] as usize
    }

    /// A concept's neighbours.
    #[inline]
    pub(crate) fn neighbors(&self, concept: u32) -> &[u32] {
        &self.to[self.range(concept)]
    }
}
