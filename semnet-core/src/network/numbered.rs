//! Adds parts by number, for readers of files that know all labels to be different. The builder then needs no
//! table to look them up.

use crate::names::KEY_FINDING;
use crate::network::NetworkBuilder;
use crate::network::error::BuildError;
use crate::network::parts::{ConceptParts, QUESTION, RelationshipParts};
use crate::network::strings::{next_number, normalise};
use crate::util::excerpt;

/// By number. The first error is kept, as with all methods; the numbers after it mean nothing.
impl NetworkBuilder {
    /// Adds a concept with a label that no other has; its number, from 0. O(length).
    pub(crate) fn push_concept(&mut self, label: &str, text: &str) -> u32 {
        let result = self.try_push_concept(label, text);
        self.number(result)
    }

    /// Adds an attribute of a concept, whose label is for errors. O(length).
    pub(crate) fn push_concept_attribute(&mut self, concept: u32, label: &str, name: &str, value: &str) {
        let owner = || format!("the concept {:?}", excerpt(label));
        let result = self
            .pair(name, value, owner)
            .map(|(name, value)| self.parts.concept_attributes.push((concept, name, value)));
        self.keep(result);
    }

    /// Appends a concept to the findings. O(1).
    pub(crate) fn push_finding(&mut self, concept: u32) {
        let label = excerpt(self.parts.label(concept));
        let result = match self.parts.concepts.get_mut(concept as usize) {
            None => Err(BuildError::LabelIsQuestion { label }),
            Some(parts) if parts.is_finding => Err(BuildError::FindingTwice { label }),
            Some(parts) => {
                parts.is_finding = true;
                self.parts.findings.push(concept);
                Ok(())
            }
        };
        self.keep(result);
    }

    /// Adds a relation that was not added before; its number. The labels are those of the relationship that
    /// has it first, for errors. O(length).
    pub(crate) fn push_relation(&mut self, relation: &str, [source, target]: [&str; 2]) -> u32 {
        let result = self.string(relation, || "a relation".into()).and_then(|span| {
            if span.is_empty() {
                let (source_label, target_label) = (excerpt(source), excerpt(target));
                return Err(BuildError::EmptyRelation { source_label, target_label });
            }
            self.parts.relations.push(span);
            next_number(self.parts.relations.len() - 1, "relations")
        });
        self.number(result)
    }

    /// Adds a relationship between two concepts, or the question. The labels are for errors. O(length).
    pub(crate) fn push_relationship(
        &mut self,
        ends: ([u32; 2], [&str; 2]),
        relation: u32,
        passage: &str,
        attributes: &[(&str, &str)],
        is_highlight: bool,
    ) {
        let result = self.try_push_relationship(ends, relation, passage, attributes).map(|number| {
            if is_highlight {
                self.parts.highlights.push(number);
            }
        });
        self.keep(result);
    }

    fn try_push_concept(&mut self, label: &str, text: &str) -> Result<u32, BuildError> {
        let span = self.string(label, || "a label".into())?;
        if span.is_empty() {
            return Err(BuildError::EmptyLabel { text: excerpt(text) });
        }
        if span.of(&self.parts.strings) == self.parts.question.of(&self.parts.strings) {
            return Err(BuildError::LabelIsQuestion { label: excerpt(label) });
        }
        let number = next_number(self.parts.concepts.len(), "concepts")?;
        let text = normalise(text, &mut self.parts.texts, || format!("the text of {:?}", excerpt(label)))?;
        self.parts.concepts.push(ConceptParts { label: span, text, added: true, is_finding: false });
        Ok(number)
    }

    fn try_push_relationship(
        &mut self,
        ([source, target], [source_label, target_label]): ([u32; 2], [&str; 2]),
        relation: u32,
        passage: &str,
        attributes: &[(&str, &str)],
    ) -> Result<u32, BuildError> {
        let name = self.parts.relations.get(relation as usize).map(|name| name.of(&self.parts.strings));
        if source == QUESTION && name == Some(KEY_FINDING) {
            return Err(BuildError::KeyFinding { target_label: excerpt(target_label) });
        }
        let owner =
            || format!("the relationship from {:?} to {:?}", excerpt(source_label), excerpt(target_label));
        let extra = self.extra(passage, attributes.iter().copied(), owner)?;
        let number = next_number(self.parts.relationships.len(), "relationships")?;
        self.parts.relationships.push(RelationshipParts { source, relation, target, extra });
        Ok(number)
    }

    fn number(&mut self, result: Result<u32, BuildError>) -> u32 {
        match result {
            Ok(number) => number,
            Err(error) => {
                self.keep(Err(error));
                QUESTION
            }
        }
    }
}
