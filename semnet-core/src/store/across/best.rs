//! The best of very many networks, in the memory that the requested number takes.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// The best networks so far, up to a limit. Among equal scores, the lowest key comes first.
pub(in crate::store) struct Best<K> {
    limit: usize,
    /// The worst of them first.
    heap: BinaryHeap<Reverse<Ranked<K>>>,
}

struct Ranked<K> {
    score: f64,
    key: K,
}

impl<K: Ord> PartialEq for Ranked<K> {
    fn eq(&self, other: &Ranked<K>) -> bool {
        self.cmp(other).is_eq()
    }
}

impl<K: Ord> Eq for Ranked<K> {}

impl<K: Ord> Ord for Ranked<K> {
    /// The better one is greater; of equal ones the one with the lower key is better.
    fn cmp(&self, other: &Ranked<K>) -> Ordering {
        self.score.total_cmp(&other.score).then_with(|| other.key.cmp(&self.key))
    }
}

impl<K: Ord> PartialOrd for Ranked<K> {
    fn partial_cmp(&self, other: &Ranked<K>) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<K: Ord> Best<K> {
    pub(in crate::store) fn new(limit: usize) -> Best<K> {
        Best { limit, heap: BinaryHeap::new() }
    }

    /// The lowest score that could still be taken. O(1).
    #[inline]
    pub(in crate::store) fn lowest(&self) -> f64 {
        match self.heap.peek() {
            Some(Reverse(worst)) if self.heap.len() >= self.limit => worst.score,
            _ => f64::NEG_INFINITY,
        }
    }

    /// O(log limit).
    pub(in crate::store) fn take(&mut self, key: K, score: f64) {
        let ranked = Reverse(Ranked { score, key });
        if self.heap.len() < self.limit {
            self.heap.push(ranked);
        } else if let Some(mut worst) = self.heap.peek_mut()
            && ranked < *worst
        {
            *worst = ranked;
        }
    }

    /// The networks with their scores, the best first; equal scores by key. O(limit · log limit).
    pub(in crate::store) fn into_sorted(self) -> Vec<(K, f64)> {
        let sorted = self.heap.into_sorted_vec().into_iter();
        sorted.map(|Reverse(ranked)| (ranked.key, ranked.score)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Fingerprint;

    #[test]
    fn the_best_are_those_of_a_whole_sort() {
        let all: Vec<(Fingerprint, f64)> =
            (0..200_u32).map(|n| (Fingerprint::hash(&n.to_le_bytes()), f64::from(n * 37 % 11))).collect();
        let mut sorted = all.clone();
        sorted.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        for limit in [0, 1, 7, 199, 200, 300] {
            let mut best = Best::new(limit);
            for &(fingerprint, score) in &all {
                if score >= best.lowest() {
                    best.take(fingerprint, score);
                }
            }
            assert_eq!(best.into_sorted(), sorted[..limit.min(200)]);
        }
    }
}
