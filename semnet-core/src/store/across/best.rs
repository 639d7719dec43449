//! The best of very many networks, in the memory of as many as are asked for.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use crate::network::Fingerprint;

/// The best networks so far, at most a limit.
pub(in crate::store) struct Best {
    limit: usize,
    /// The worst of them first.
    heap: BinaryHeap<Reverse<Ranked>>,
}

#[derive(PartialEq)]
struct Ranked {
    score: f64,
    fingerprint: Fingerprint,
}

impl Eq for Ranked {}

impl Ord for Ranked {
    /// The better one is greater; of equal ones the one with the lower fingerprint is better.
    fn cmp(&self, other: &Ranked) -> Ordering {
        self.score.total_cmp(&other.score).then_with(|| other.fingerprint.cmp(&self.fingerprint))
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Ranked) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Best {
    pub(in crate::store) fn new(limit: usize) -> Best {
        Best { limit, heap: BinaryHeap::new() }
    }

    /// Whether a network with this score could be among them. O(1).
    pub(in crate::store) fn may_take(&self, score: f64) -> bool {
        if self.heap.len() < self.limit {
            return true;
        }
        self.heap.peek().is_some_and(|Reverse(worst)| score >= worst.score)
    }

    /// O(log limit).
    pub(in crate::store) fn take(&mut self, fingerprint: Fingerprint, score: f64) {
        self.heap.push(Reverse(Ranked { score, fingerprint }));
        if self.heap.len() > self.limit {
            self.heap.pop();
        }
    }

    /// The best first, with their scores; equal ones by fingerprint. O(limit · log limit).
    pub(in crate::store) fn into_sorted(self) -> Vec<(Fingerprint, f64)> {
        let sorted = self.heap.into_sorted_vec().into_iter();
        sorted.map(|Reverse(ranked)| (ranked.fingerprint, ranked.score)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_are_those_of_a_whole_sort() {
        let all: Vec<(Fingerprint, f64)> =
            (0..200_u32).map(|n| (Fingerprint::hash(&n.to_le_bytes()), f64::from(n * 37 % 11))).collect();
        let mut sorted = all.clone();
        sorted.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        for limit in [0, 1, 7, 199, 200, 300] {
            let mut best = Best::new(limit);
            for &(fingerprint, score) in &all {
                if best.may_take(score) {
                    best.take(fingerprint, score);
                }
            }
            assert_eq!(best.into_sorted(), sorted[..limit.min(200)]);
        }
    }
}
