//! Access to the parts of a builder by number, for readers of files: relationships and highlights, in the
//! order in which they were added.

use crate::network::builder::NetworkBuilder;
use crate::network::error::BuildError;
use crate::network::parts::RelationshipParts;
use crate::util::excerpt;

impl NetworkBuilder {
    /// Puts a relationship that was added at the end of the highlights; relationships are counted from 0.
    /// O(1).
    pub(crate) fn highlight_again(&mut self, number: u32) -> Result<(), BuildError> {
        let count = self.parts.relationships.len();
        if number as usize >= count {
            return Err(BuildError::RelationshipNotFound { number, count });
        }
        self.parts.highlights.push(number);
        Ok(())
    }

    /// Which of the relationships, or of the highlights, an error of [`build`](NetworkBuilder::build) is
    /// about. O(size).
    pub(crate) fn part(&self, error: &BuildError) -> Option<(&'static str, usize)> {
        let is = |known: &str, named: &str| excerpt(known) == *named;
        let has = |parts: &RelationshipParts, relation: &str, ends: &[u32], label: &str| {
            is(self.parts.relations[parts.relation as usize].of(&self.parts.strings), relation)
                && ends.iter().any(|&end| is(self.parts.label(end), label))
        };
        match error {
            BuildError::ConceptNotFound { label, relation } => {
                let names = |it: &RelationshipParts| has(it, relation, &[it.source, it.target], label);
                Some(("relationships", self.parts.relationships.iter().position(names)?))
            }
            BuildError::HighlightTwice { relation, target_label, .. } => {
                let names = |&number: &u32| {
                    let parts = self.parts.relationships.get(number as usize);
                    parts.is_some_and(|it| has(it, &excerpt(relation), &[it.target], &excerpt(target_label)))
                };
                Some(("highlights", self.parts.highlights.iter().rposition(names)?))
            }
            _ => None,
        }
    }
}
