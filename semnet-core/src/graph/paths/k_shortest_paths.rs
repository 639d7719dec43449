//! Paths one after the other, the shortest first: Yen's algorithm in Lawler's form. The remaining paths are
//! kept as a partition: each part has all paths that begin like a known path up to some concept and then
//! differ. Of each part only its first path is known, and the first of these is the next answer.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::graph::budget::{Budget, BudgetError};
use crate::graph::paths::bidirectional::{Sides, Task};
use crate::graph::paths::path::{Path, Walked};
use crate::network::{ConceptId, Network, RelationshipId};

/// An answer.
#[derive(Debug)]
pub(crate) struct Found<'a> {
    pub(crate) weight: f64,
    pub(crate) path: Path<'a>,
}

/// A way to find the first path of a part, without entering the `blocked` concepts.
pub(crate) trait FindFirst {
    type Error;

    fn find_first(
        &mut self,
        task: Task<'_>,
        blocked: &[ConceptId],
    ) -> Result<Option<Vec<Walked>>, Self::Error>;

    /// The weight of a complete path.
    fn weigh(&self, walked: &[Walked]) -> f64;
}

/// By number of relationships.
#[derive(Debug)]
pub(crate) struct Unweighted<'a> {
    pub(crate) network: &'a Network,
    pub(crate) sides: Sides,
    pub(crate) budget: Budget,
}

impl FindFirst for Unweighted<'_> {
    type Error = BudgetError;

    fn find_first(
        &mut self,
        task: Task<'_>,
        blocked: &[ConceptId],
    ) -> Result<Option<Vec<Walked>>, BudgetError> {
        self.network.shortest_walk(&self.sides, task, blocked, &mut self.budget)
    }

    fn weigh(&self, walked: &[Walked]) -> f64 {
        walked.len() as f64
    }
}

/// A part of the remaining paths: those that share the first `kept` relationships of `found` and then
/// continue by none of the `banned` ones; `walked` is the first of them.
#[derive(Debug)]
struct Part {
    weight: f64,
    walked: Vec<Walked>,
    kept: usize,
    /// Sorted.
    banned: Vec<RelationshipId>,
}

impl Ord for Part {
    fn cmp(&self, other: &Part) -> Ordering {
        self.weight
            .total_cmp(&other.weight)
            .then_with(|| self.walked.len().cmp(&other.walked.len()))
            .then_with(|| self.walked.cmp(&other.walked))
    }
}

impl PartialOrd for Part {
    fn partial_cmp(&self, other: &Part) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Part {
    fn eq(&self, other: &Part) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Part {}

/// The paths between two concepts, the first one first.
#[derive(Debug)]
pub(crate) struct Yen<'a, F> {
    network: &'a Network,
    search: F,
    from: ConceptId,
    to: ConceptId,
    max_length: usize,
    /// No more parts than wanted answers: each has a path that comes before all paths of the parts after it.
    parts: BTreeSet<Part>,
    /// The number of further answers that are wanted.
    pub(crate) left: usize,
    /// The answer given last, not yet divided into the parts after it.
    last: Option<Part>,
    started: bool,
}

impl<'a, F: FindFirst> Yen<'a, F> {
    pub(crate) fn new(
        network: &'a Network,
        search: F,
        from: ConceptId,
        to: ConceptId,
        max_length: usize,
        k: usize,
    ) -> Self {
        let parts = BTreeSet::new();
        Yen { network, search, from, to, max_length, parts, left: k, last: None, started: false }
    }

    /// Adds the part that keeps `kept` relationships of `walked` and continues by none of the `banned` ones.
    fn add(&mut self, walked: &[Walked], kept: usize, banned: Vec<RelationshipId>) -> Result<(), F::Error> {
        let prefix = &walked[..kept];
        let start = prefix.last().map_or(self.from, |step| step.to(self.network));
        let blocked: Vec<ConceptId> = prefix.iter().map(|step| step.from(self.network)).collect();
        let task = Task { from: start, to: self.to, max_length: self.max_length - kept, banned: &banned };
        if let Some(rest) = self.search.find_first(task, &blocked)? {
            let walked = [prefix, &rest].concat();
            let weight = self.search.weigh(&walked);
            self.parts.insert(Part { weight, walked, kept, banned });
            // This answer and those that are left after it.
            if self.parts.len() > self.left.saturating_add(1) {
                self.parts.pop_last();
            }
        }
        Ok(())
    }

    fn advance(&mut self) -> Result<Option<Found<'a>>, F::Error> {
        if !self.started {
            self.started = true;
            self.add(&[], 0, Vec::new())?;
        }
        if let Some(Part { walked, kept, mut banned, .. }) = self.last.take() {
            for kept in kept..walked.len() {
                let relationship = walked[kept].relationship;
                banned.insert(banned.partition_point(|one| *one < relationship), relationship);
                self.add(&walked, kept, std::mem::take(&mut banned))?;
            }
        }
        let Some(part) = self.parts.pop_first() else { return Ok(None) };
        let path = Path::new(self.network, self.from, part.walked.clone());
        let weight = part.weight;
        self.last = Some(part);
        Ok(Some(Found { weight, path }))
    }
}

impl<'a, F: FindFirst> Iterator for Yen<'a, F> {
    type Item = Result<Found<'a>, F::Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        let next = self.advance();
        if next.is_err() {
            // Some parts were not searched, so later paths might be out of order.
            (self.started, self.last) = (true, None);
            self.parts.clear();
        }
        next.transpose()
    }
}
