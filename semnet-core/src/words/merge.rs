//! Merges two concepts.

use crate::names::ALIAS;
use crate::network::{
    BuildError, Concept, ConceptId, ConceptKey, Network, NetworkBuilder, NewRelationship, Relationship,
};
use crate::text::joined;
use crate::words::Set;

/// Why two concepts cannot be merged.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MergeError {
    /// The question cannot be merged, because it has no text and the findings belong to it.
    #[error("the question cannot be merged with {label:?}; merge two other concepts")]
    Question {
        /// The beginning of the other label.
        label: String,
    },
    /// The network has no concept with this id.
    #[error("no concept has the id {number}; the network has {count} concepts, with ids from 0")]
    ConceptNotFound {
        /// The number of the concept.
        number: u32,
        /// How many concepts the network has.
        count: usize,
    },
    /// The concept belongs to another network.
    #[error("the concept belongs to another network; find it in this one by its label")]
    OtherNetwork,
    /// The result cannot be built.
    #[error(transparent)]
    Build(#[from] BuildError),
}

/// # Words: merging duplicates
impl Network {
    /// The network with `other` merged into `keep`, which keeps its label. Nothing is lost:
    ///
    /// - the relationships of `other` become those of `keep`, and so do its highlights and its place among
    ///   the findings; duplicates are then merged, at the first of their two places;
    /// - a relationship between the two becomes a loop, with its passage and attributes;
    /// - if one text contains the other, it stays; otherwise the text of `other` is appended to that of
    ///   `keep`;
    /// - `keep` has the attributes of both, and the label of `other` as an attribute `alias`.
    ///
    /// A concept merged into itself changes nothing. O(size).
    ///
    /// # Errors
    ///
    /// [`MergeError::Question`] if one of the two is the question; [`MergeError::OtherNetwork`] for a
    /// concept of another network; [`MergeError::ConceptNotFound`] for an id that this network does not have;
    /// [`MergeError::Build`] if the result cannot be built.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    ///
    /// let network = NetworkBuilder::new("Who solved it?")
    ///     .concept("Sherlock Holmes", "A detective.")
    ///     .concept("Mr. Holmes", "")
    ///     .concept("Moriarty", "")
    ///     .relationship(("Mr. Holmes", "hunts", "Moriarty"))
    ///     .build()?;
    /// let merged = network.merge_concepts(
    ///     network.find_concept("Sherlock Holmes")?,
    ///     network.find_concept("Mr. Holmes")?,
    /// )?;
    /// let holmes = merged.find_concept("Sherlock Holmes")?;
    /// assert_eq!(holmes.outgoing().len(), 1);
    /// assert_eq!(holmes.attributes().collect::<Vec<_>>(), [("alias", "Mr. Holmes")]);
    /// assert!(merged.concept("Mr. Holmes").is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "contract")]
    pub fn merge_concepts(
        &self,
        keep: impl ConceptKey,
        other: impl ConceptKey,
    ) -> Result<Network, MergeError> {
        let (keep, other) = (self.mergeable(keep.id_in(self))?, self.mergeable(other.id_in(self))?);
        for (one, another) in [(keep, other), (other, keep)] {
            if one.is_question() && one != another {
                return Err(MergeError::Question { label: crate::util::excerpt(another.label()) });
            }
        }
        if keep == other {
            return Ok(self.clone());
        }
        let mut builder = NetworkBuilder::new(self.question());
        builder.title(self.title());
        for (name, value) in self.attributes() {
            builder.attribute(name, value);
        }
        let text = joined(keep.text().unwrap_or_default(), other.text().unwrap_or_default());
        let mut is_found = false;
        for finding in self.findings() {
            if finding != keep && finding != other {
                builder.finding(finding.label(), finding.text().unwrap_or_default());
            } else if !std::mem::replace(&mut is_found, true) {
                builder.finding(keep.label(), &text);
            }
        }
        for concept in self.concepts().filter(|concept| !concept.is_question()) {
            let label = if concept == other { keep.label() } else { concept.label() };
            let is_merged = concept == keep || concept == other;
            builder.concept(label, if is_merged { &text } else { concept.text().unwrap_or_default() });
            for (name, value) in concept.attributes() {
                builder.concept_attribute(label, name, value);
            }
        }
        builder.concept_attribute(keep.label(), ALIAS, other.label());
        let moved =
            |relationship: Relationship<'_>| (relationship.source() == other, relationship.target() == other);
        for relationship in self.relationships().filter(|relationship| !relationship.is_key_finding()) {
            builder.relationship(renamed(relationship, moved(relationship), keep));
        }
        let mut highlighted = Set::default();
        for highlight in self.highlights() {
            let ends = [highlight.source(), highlight.target()]
                .map(|end| if end == other { keep.id() } else { end.id() });
            let attributes: Vec<_> = highlight.attributes().collect();
            if highlighted.insert((ends, highlight.relation_id(), highlight.passage(), attributes)) {
                builder.highlight(renamed(highlight, moved(highlight), keep));
            }
        }
        Ok(builder.build()?)
    }

    fn mergeable(&self, id: ConceptId) -> Result<Concept<'_>, MergeError> {
        self.concept_by_id(id).ok_or_else(|| match id {
            ConceptId::FOREIGN => MergeError::OtherNetwork,
            id => MergeError::ConceptNotFound { number: id.number(), count: self.concept_count() },
        })
    }
}

/// A relationship with `keep` instead of `other` at its ends.
fn renamed<'a>(
    relationship: Relationship<'a>,
    (source, target): (bool, bool),
    keep: Concept<'a>,
) -> NewRelationship<'a> {
    let end = |moved: bool, end: Concept<'a>| if moved { keep.label() } else { end.label() };
    let (source, target) = (end(source, relationship.source()), end(target, relationship.target()));
    let new = NewRelationship::new(source, relationship.relation(), target);
    let new = new.passage(relationship.passage().unwrap_or_default());
    relationship.attributes().fold(new, |new, (name, value)| new.attribute(name, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost() {
        let network = NetworkBuilder::new("Q?")
            .finding("A", "First.")
            .finding("Holmes", "A detective.")
            .finding("Sherlock Holmes", "He plays the violin.")
            .concept("B", "")
            .concept_attribute("Holmes", "born", "1854")
            .relationship(("Holmes", "is", "Sherlock Holmes", "“The same man.”"))
            .highlight(("Holmes", "hunts", "B"))
            .highlight(("B", "flees", "Holmes", "He ran."))
            .highlight(("Sherlock Holmes", "hunts", "B"))
            .relationship(("Holmes", "hunts", "B"))
            .build()
            .unwrap();
        let (keep, other) = (network.concept("Sherlock Holmes").unwrap(), network.concept("Holmes").unwrap());
        let merged = network.merge_concepts(keep, other).unwrap();
        let expected = NetworkBuilder::new("Q?")
            .finding("A", "First.")
            .finding("Sherlock Holmes", "He plays the violin. A detective.")
            .concept("B", "")
            .concept_attribute("Sherlock Holmes", "born", "1854")
            .concept_attribute("Sherlock Holmes", ALIAS, "Holmes")
            .relationship(("Sherlock Holmes", "is", "Sherlock Holmes", "“The same man.”"))
            .highlight(("Sherlock Holmes", "hunts", "B"))
            .highlight(("B", "flees", "Sherlock Holmes", "He ran."))
            .build()
            .unwrap();
        assert_eq!(merged, expected);
        assert_eq!(network.merge_concepts(keep, keep).unwrap(), network);
    }

    #[test]
    fn the_question_and_strangers_are_refused() {
        let network = NetworkBuilder::new("Q?").finding("A", "").build().unwrap();
        let (question, a) = (network.question_concept().unwrap(), network.concept("A").unwrap());
        for (keep, other) in [(question, a), (a, question)] {
            let error = network.merge_concepts(keep, other).unwrap_err();
            assert_eq!(error, MergeError::Question { label: "A".into() });
        }
        let others = NetworkBuilder::new("Q?").concept("B", "").concept("C", "").build().unwrap();
        for (keep, other) in [(a, others.concept("B").unwrap()), (others.concept("C").unwrap(), a)] {
            let error = network.merge_concepts(keep, other).unwrap_err();
            assert_eq!(error, MergeError::OtherNetwork);
            assert!(error.to_string().contains("another network"), "{error}");
        }
        let error = network.merge_concepts(a, ConceptId(7)).unwrap_err();
        assert_eq!(error.to_string(), "no concept has the id 7; the network has 2 concepts, with ids from 0");
    }
}
