//! Removes parts from a builder.

use crate::network::NetworkBuilder;
use crate::network::parts::{ConceptParts, QUESTION, RelationshipParts};
use crate::text;

/// # Removal
impl NetworkBuilder {
    /// Removes a concept: its text, its attributes, its place among the findings, and all relationships
    /// from and to it. Returns whether it was there. Earlier errors stay. O(size).
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    ///
    /// let mut builder = NetworkBuilder::new("Who feeds the town?");
    /// builder.finding("Bakery", "").concept("Mill", "").relationship(("Mill", "supplies", "Bakery"));
    /// assert!(builder.remove_concept("Mill"));
    /// assert!(!builder.remove_concept("Mill"));
    /// assert_eq!(builder.build()?.relationship_count(), 1); // question → Bakery
    /// # Ok::<(), semnet_core::network::BuildError>(())
    /// ```
    pub fn remove_concept(&mut self, label: &str) -> bool {
        let Some(concept) = self.known(label) else { return false };
        self.parts.concepts[concept as usize] =
            ConceptParts { label: self.parts.concepts[concept as usize].label, ..ConceptParts::default() };
        self.parts.concept_attributes.retain(|&(owner, ..)| owner != concept);
        self.parts.findings.retain(|&finding| finding != concept);
        self.retain_relationships(|one| one.source != concept && one.target != concept);
        true
    }

    /// Removes a concept from the findings; the concept stays. Returns `true` if it was one.
    /// O(findings).
    pub fn remove_finding(&mut self, label: &str) -> bool {
        let Some(concept) = self.known(label) else { return false };
        self.parts.concepts[concept as usize].is_finding = false;
        let before = self.parts.findings.len();
        self.parts.findings.retain(|&finding| finding != concept);
        self.parts.findings.len() < before
    }

    /// Removes all relationships from one concept via a relation to another, whatever their passages, and
    /// removes them from the highlights. O(relationships).
    ///
    /// Returns the number of additions that were taken back. A relationship that was added twice is one
    /// relationship of the network, but it is counted twice here, because duplicates are only recognised by
    /// [`build`](NetworkBuilder::build).
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    ///
    /// let mut builder = NetworkBuilder::new("Who feeds the town?");
    /// builder.concept("A", "").relationship(("A", "is", "A")).relationship(("A", "is", "A", "so"));
    /// assert_eq!(builder.remove_relationships("A", "is", "A"), 2);
    /// assert_eq!(builder.build()?.relationship_count(), 0);
    ///
    /// builder.relationship(("A", "is", "A")).relationship(("A", "is", "A"));
    /// assert_eq!(builder.build()?.relationship_count(), 1);
    /// assert_eq!(builder.remove_relationships("A", "is", "A"), 2);
    /// # Ok::<(), semnet_core::network::BuildError>(())
    /// ```
    pub fn remove_relationships(&mut self, source: &str, relation: &str, target: &str) -> usize {
        let end = |label: &str| self.known(label).or_else(|| self.is_question(label).then_some(QUESTION));
        let relation = text::normalise(relation).ok();
        let relation = relation.and_then(|relation| self.relation_names.find(&self.parts.strings, &relation));
        let (Some(source), Some(target), Some(relation)) = (end(source), end(target), relation) else {
            return 0;
        };
        let before = self.parts.relationships.len();
        self.retain_relationships(|one| (one.source, one.relation, one.target) != (source, relation, target));
        before - self.parts.relationships.len()
    }

    /// The number of a concept that was added.
    fn known(&self, label: &str) -> Option<u32> {
        let concept = self.labels.find(&self.parts.strings, &text::normalise(label).ok()?)?;
        self.parts.concepts[concept as usize].added.then_some(concept)
    }

    fn is_question(&self, label: &str) -> bool {
        text::normalise(label).is_ok_and(|label| label == self.parts.question.of(&self.parts.strings))
    }

    fn retain_relationships(&mut self, keep: impl Fn(&RelationshipParts) -> bool) {
        self.parts.took_back = true;
        let mut places = Vec::with_capacity(self.parts.relationships.len());
        let mut next = 0;
        for one in &self.parts.relationships {
            places.push(keep(one).then_some(next));
            next += u32::from(keep(one));
        }
        self.parts.relationships.retain(keep);
        self.parts.highlights =
            self.parts.highlights.iter().filter_map(|&place| places[place as usize]).collect();
    }
}
