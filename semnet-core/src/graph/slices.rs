//! The relationships of a concept through one relation: one slice of memory, found by binary search.

use std::ops::Range;

use crate::network::{ConceptId, Index, RelationId};

impl Index {
    /// The numbers of a concept's outgoing relationships through one relation. O(log of the concept's).
    #[inline]
    pub(crate) fn outgoing_via(&self, concept: ConceptId, relation: RelationId) -> Range<u32> {
        let all = self.outgoing(concept);
        // Which target is the first depends on the relations. Its memory need not wait for them.
        std::hint::black_box(self.target.get(all.start as usize).copied());
        let group = group(&self.relation[all.start as usize..all.end as usize], relation);
        all.start + group.start as u32..all.start + group.end as u32
    }

    /// The places in `incoming` of a concept's incoming relationships through one relation. O(log of the
    /// concept's).
    #[inline]
    pub(crate) fn incoming_via(&self, concept: ConceptId, relation: RelationId) -> Range<usize> {
        let all = self.incoming_range(concept);
        let numbers = &self.incoming[all.clone()];
        let start = numbers.partition_point(|number| self.relation[number.index()] < relation);
        let end =
            start + numbers[start..].partition_point(|number| self.relation[number.index()] == relation);
        all.start + start..all.start + end
    }
}

/// The places of a relation in a sorted list. In a short list, counting is faster than searching, because it
/// avoids branch mispredictions.
#[inline]
fn group(relations: &[RelationId], relation: RelationId) -> Range<usize> {
    const SHORT: usize = 32;
    let (before, same) = if relations.len() <= SHORT {
        let count = |is: fn(RelationId, RelationId) -> bool| {
            relations.iter().map(|&known| usize::from(is(known, relation))).sum()
        };
        (count(|known, relation| known < relation), count(|known, relation| known == relation))
    } else {
        let before = relations.partition_point(|&known| known < relation);
        (before, relations[before..].partition_point(|&known| known == relation))
    };
    before..before + same
}
