//! The relationships of a concept through one relation: one slice of memory, found by binary search.

use std::ops::Range;

use crate::network::Index;
use crate::{ConceptId, RelationId};

impl Index {
    /// The numbers of a concept's outgoing relationships through one relation. O(log of the concept's).
    #[inline]
    pub(crate) fn outgoing_via(&self, concept: ConceptId, relation: RelationId) -> Range<u32> {
        let all = self.outgoing(concept);
        let relations = &self.relation[all.start as usize..all.end as usize];
        let start = relations.partition_point(|&known| known < relation);
        let end = start + relations[start..].partition_point(|&known| known == relation);
        all.start + start as u32..all.start + end as u32
    }

    /// The places in `incoming` of a concept's incoming relationships through one relation. O(log of the concept's).
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
