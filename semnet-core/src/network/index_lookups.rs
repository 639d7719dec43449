//! The look-ups of the index: a concept, a relationship or a relation.

use std::ops::Range;

use crate::names::KEY_FINDING;
use crate::network::cursor::{bytes_at, string_at};
use crate::network::index::{Index, NOT_IN_BYTES, name_at};
use crate::network::labels::Labels;
use crate::network::{ConceptId, QUESTION_AT, RelationId, RelationshipId};

impl Index {
    /// How many concepts there are.
    #[inline]
    pub(crate) fn concept_count(&self) -> usize {
        self.concept_at.len()
    }

    /// The offset of a concept's record; 0, where no record can be, for a number that is too large.
    #[inline]
    pub(crate) fn concept_at(&self, concept: ConceptId) -> usize {
        self.concept_at.get(concept.index()).map_or(0, |&at| at as usize)
    }

    /// The numbers of a concept's outgoing relationships.
    #[inline]
    pub(crate) fn outgoing(&self, concept: ConceptId) -> Range<u32> {
        match self.out_start.get(concept.index()..=concept.index() + 1) {
            Some(&[start, end]) => start..end,
            _ => 0..0,
        }
    }

    /// The places of a concept's incoming relationships in `incoming`.
    #[inline]
    pub(crate) fn incoming_range(&self, concept: ConceptId) -> Range<usize> {
        match self.in_start.get(concept.index()..=concept.index() + 1) {
            Some(&[start, end]) => start as usize..end as usize,
            _ => 0..0,
        }
    }

    /// The targets of a concept's outgoing relationships.
    #[inline]
    pub(crate) fn targets_of(&self, concept: ConceptId) -> &[ConceptId] {
        let Range { start, end } = self.outgoing(concept);
        &self.target[start as usize..end as usize]
    }

    /// The sources of a concept's incoming relationships.
    #[inline]
    pub(crate) fn sources_of(&self, concept: ConceptId) -> &[ConceptId] {
        &self.in_source[self.incoming_range(concept)]
    }

    /// A relationship's relation.
    #[inline]
    pub(crate) fn relation(&self, relationship: RelationshipId) -> RelationId {
        self.relation[relationship.index()]
    }

    /// A relationship's target.
    #[inline]
    pub(crate) fn target(&self, relationship: RelationshipId) -> ConceptId {
        self.target[relationship.index()]
    }

    /// How many relations there are, the derived one included.
    pub(crate) fn relation_count(&self) -> usize {
        self.relation_at.len()
    }

    /// A relation's name.
    pub(crate) fn relation_name<'a>(&self, bytes: &'a [u8], relation: RelationId) -> &'a str {
        match self.relation_at.get(relation.index()) {
            None | Some(&NOT_IN_BYTES) => KEY_FINDING,
            Some(&at) => string_at(bytes, at as usize).0,
        }
    }

    /// The number of a relation, by binary search.
    pub(crate) fn relation_number(&self, bytes: &[u8], name: &str) -> Option<RelationId> {
        let alike = self.relation_beginnings.like(name.as_bytes());
        let found =
            self.relation_at[alike.clone()].binary_search_by(|&at| name_at(bytes, at).cmp(name.as_bytes()));
        found.ok().map(|place| RelationId((alike.start + place) as u32))
    }

    /// The offsets of passages and attributes, for those relationships that have any; sorted.
    pub(crate) fn extras(&self) -> &[(RelationshipId, u32)] {
        &self.extras
    }

    /// The offset of a relationship's passage and attributes, if it has any.
    pub(crate) fn extra_at(&self, relationship: RelationshipId) -> Option<usize> {
        let place = self.extras.binary_search_by_key(&relationship, |&(number, _)| number).ok()?;
        Some(self.extras[place].1 as usize)
    }

    /// The concept with this label. O(1), after the first call, which is O(concepts).
    pub(crate) fn concept(&self, bytes: &[u8], label: &str) -> Option<ConceptId> {
        let label_of = |number: u32| {
            let concept = ConceptId(number);
            let here = self.concept_at(concept);
            bytes_at(bytes, if Some(concept) == self.question { QUESTION_AT } else { here }).0
        };
        let labels = self.labels.get_or_init(|| Labels::new(self.concept_count(), label_of));
        labels.find(label.as_bytes(), label_of).map(ConceptId)
    }
}
