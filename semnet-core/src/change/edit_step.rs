//! Edits as values, which can be sent as JSON by a page, an assistant or a file.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::change::edit_error::EditError;
use crate::change::editor::Editor;
use crate::change::kinds::Changes;
use crate::change::parts::{Attribute, Owner, RelationshipParts};
use crate::change::tagged::tagged;

/// A reference to a relationship: as many of its parts as distinguish it from the others in the network.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RelationshipName {
    /// The label of the concept that it starts at; for the question, `None` (`null` in JSON) or the
    /// question's text.
    #[serde(deserialize_with = "Option::deserialize")] // It must be there.
    pub source: Option<String>,
    /// The relation.
    pub relation: String,
    /// The label of the concept that it ends at; for the question, `None` or the question's text.
    #[serde(deserialize_with = "Option::deserialize")]
    pub target: Option<String>,
    /// The passage, needed only if several relationships differ in it; an empty string means no passage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passage: Option<String>,
    /// The attributes, needed only if several relationships differ in them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attributes: Option<BTreeSet<Attribute>>,
}

impl From<&RelationshipParts> for RelationshipName {
    /// Refers to exactly this relationship: with this passage and these attributes.
    fn from(parts: &RelationshipParts) -> RelationshipName {
        let RelationshipParts { source, relation, target, passage, attributes } = parts.clone();
        RelationshipName { source, relation, target, passage: Some(passage), attributes: Some(attributes) }
    }
}

impl<S: AsRef<str>, R: AsRef<str>, T: AsRef<str>> From<(S, R, T)> for RelationshipName {
    /// Refers to a relationship by source, relation and target, with any passage.
    fn from((source, relation, target): (S, R, T)) -> RelationshipName {
        RelationshipName {
            source: Some(source.as_ref().to_owned()),
            relation: relation.as_ref().to_owned(),
            target: Some(target.as_ref().to_owned()),
            passage: None,
            attributes: None,
        }
    }
}

tagged! {
    "edit";
    /// One edit, which does the same as the [`Editor`] method of the same name. Serde reads and writes it as
    /// an object with its kind in the field `edit`.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::change::EditStep;
    ///
    /// let step: EditStep =
    ///     serde_json::from_str(r#"{"edit": "addConcept", "label": "Sun", "text": ""}"#)?;
    /// let mut editor = NetworkBuilder::new("Q?").build()?.editor();
    /// assert_eq!(editor.make(&step)?.to_string(), "concept \"Sun\" added\n");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    pub enum EditStep {
        /// [`Editor::set_question`].
        SetQuestion {
            /// The new question.
            question: String,
        },
        /// [`Editor::set_title`].
        SetTitle {
            /// The new title.
            title: String,
        },
        /// [`Editor::set_text`].
        SetText {
            /// The label of the concept.
            label: String,
            /// Its new text.
            text: String,
        },
        /// [`Editor::add_concept`].
        AddConcept {
            /// The label.
            label: String,
            /// The text.
            text: String = String::new(),
        },
        /// [`Editor::remove_concept`].
        RemoveConcept {
            /// The label of the concept.
            label: String,
        },
        /// [`Editor::rename_concept`].
        RenameConcept {
            /// The old label.
            from: String,
            /// The new label.
            to: String,
        },
        /// [`Editor::merge_concepts`].
        MergeConcepts {
            /// The label of the concept that stays.
            keep: String,
            /// The label of the concept that is merged into it.
            other: String,
        },
        /// [`Editor::split_concept`].
        SplitConcept {
            /// The label of the concept.
            label: String,
            /// The label of the new one.
            new_label: String,
            /// The text of the new one.
            text: String = String::new(),
            /// The relationships that move to it.
            relationships: Vec<RelationshipName>,
        },
        /// [`Editor::add_attribute`].
        AddAttribute {
            /// The part that has the attribute.
            on: Owner,
            /// The name.
            name: String,
            /// The value.
            value: String,
        },
        /// [`Editor::remove_attribute`].
        RemoveAttribute {
            /// The part that has the attribute.
            on: Owner,
            /// The name.
            name: String,
            /// The value.
            value: String,
        },
        /// [`Editor::add_relationship`].
        AddRelationship {
            /// The relationship.
            relationship: RelationshipName,
        },
        /// [`Editor::remove_relationship`].
        RemoveRelationship {
            /// The relationship.
            relationship: RelationshipName,
        },
        /// [`Editor::redirect_relationship`].
        RedirectRelationship {
            /// The relationship.
            relationship: RelationshipName,
            /// The new source; `None` for the question.
            source: Option<String>,
            /// The new target; `None` for the question.
            target: Option<String>,
        },
        /// [`Editor::set_relation`].
        SetRelation {
            /// The relationship.
            relationship: RelationshipName,
            /// Its new relation.
            relation: String,
        },
        /// [`Editor::set_passage`].
        SetPassage {
            /// The relationship.
            relationship: RelationshipName,
            /// Its new passage.
            passage: String,
        },
        /// [`Editor::add_finding`].
        AddFinding {
            /// The label.
            label: String,
            /// The text.
            text: String = String::new(),
            /// The place, counted from 0; `None` for the end.
            place: Option<usize> = None,
        },
        /// [`Editor::make_finding`].
        MakeFinding {
            /// The label of the concept.
            label: String,
            /// The place, counted from 0; `None` for the end.
            place: Option<usize> = None,
        },
        /// [`Editor::unmake_finding`].
        UnmakeFinding {
            /// The label of the finding.
            label: String,
        },
        /// [`Editor::move_finding`].
        MoveFinding {
            /// The label of the finding.
            label: String,
            /// The place, counted from 0.
            to: usize,
        },
        /// [`Editor::add_highlight`].
        AddHighlight {
            /// The relationship.
            relationship: RelationshipName,
            /// The place, counted from 0; `None` for the end.
            place: Option<usize> = None,
        },
        /// [`Editor::remove_highlight`].
        RemoveHighlight {
            /// The relationship.
            relationship: RelationshipName,
        },
        /// [`Editor::move_highlight`].
        MoveHighlight {
            /// The relationship.
            relationship: RelationshipName,
            /// The place, counted from 0.
            to: usize,
        },
    }
}

impl Editor {
    /// Makes an edit that is given as a value. It costs as much as the method of the same name.
    ///
    /// # Errors
    ///
    /// Those of that method; [`EditError::RelationshipAmbiguous`] if several relationships match a
    /// [`RelationshipName`].
    pub fn make(&mut self, step: &EditStep) -> Result<Changes, EditError> {
        match step {
            EditStep::SetQuestion { question } => self.set_question(question),
            EditStep::SetTitle { title } => self.set_title(title),
            EditStep::SetText { label, text } => self.set_text(label, text),
            EditStep::AddConcept { label, text } => self.add_concept(label, text),
            EditStep::RemoveConcept { label } => self.remove_concept(label),
            EditStep::RenameConcept { from, to } => self.rename_concept(from, to),
            EditStep::MergeConcepts { keep, other } => self.merge_concepts(keep, other),
            EditStep::SplitConcept { label, new_label, text, relationships } => {
                let named = relationships.iter().map(|name| self.find(name));
                let named = named.collect::<Result<Vec<_>, _>>()?;
                self.split_concept(label, new_label, text, &named)
            }
            EditStep::AddAttribute { on, name, value } => self.add_attribute(on, name, value),
            EditStep::RemoveAttribute { on, name, value } => self.remove_attribute(on, name, value),
            EditStep::AddRelationship { relationship } => self.add_relationship(new(relationship)),
            EditStep::RemoveRelationship { relationship } => {
                self.remove_relationship(&self.find(relationship)?)
            }
            EditStep::RedirectRelationship { relationship, source, target } => {
                let found = self.find(relationship)?;
                self.redirect_relationship(&found, source.as_deref(), target.as_deref())
            }
            EditStep::SetRelation { relationship, relation } => {
                self.set_relation(&self.find(relationship)?, relation)
            }
            EditStep::SetPassage { relationship, passage } => {
                self.set_passage(&self.find(relationship)?, passage)
            }
            EditStep::AddFinding { label, text, place } => self.add_finding(label, text, *place),
            EditStep::MakeFinding { label, place } => self.make_finding(label, *place),
            EditStep::UnmakeFinding { label } => self.unmake_finding(label),
            EditStep::MoveFinding { label, to } => self.move_finding(label, *to),
            EditStep::AddHighlight { relationship, place } => {
                self.add_highlight(&self.find(relationship)?, *place)
            }
            EditStep::RemoveHighlight { relationship } => self.remove_highlight(&self.find(relationship)?),
            EditStep::MoveHighlight { relationship, to } => {
                self.move_highlight(&self.find(relationship)?, *to)
            }
        }
    }

    /// The only relationship that matches a reference. O(relationships of the source).
    ///
    /// # Errors
    ///
    /// [`EditError::RelationshipNotFound`]; [`EditError::RelationshipAmbiguous`], with their number, if there
    /// are several; [`EditError::ConceptNotFound`].
    pub fn find(&self, name: &RelationshipName) -> Result<RelationshipParts, EditError> {
        let wanted = self.line(&new(name))?;
        let (passage, attributes) = (name.passage.is_some(), name.attributes.is_some());
        let lines = self.draft().lines_of(wanted.source).into_iter();
        let found: Vec<RelationshipParts> = lines
            .filter_map(|id| self.draft().line(id))
            .filter(|line| (line.source, line.target) == (wanted.source, wanted.target))
            .filter(|line| line.relation == wanted.relation)
            .filter(|line| !passage || line.passage == wanted.passage)
            .filter(|line| !attributes || line.attributes == wanted.attributes)
            .map(|line| self.draft().parts(&line))
            .collect();
        let relationship = || Box::new(self.draft().parts(&wanted));
        match <[_; 1]>::try_from(found) {
            Ok([found]) => Ok(found),
            Err(found) if found.is_empty() => {
                Err(EditError::RelationshipNotFound { relationship: relationship() })
            }
            Err(found) => {
                Err(EditError::RelationshipAmbiguous { relationship: relationship(), count: found.len() })
            }
        }
    }
}

/// The parts that a reference has; the others are empty.
fn new(name: &RelationshipName) -> RelationshipParts {
    let RelationshipName { source, relation, target, passage, attributes } = name.clone();
    let (passage, attributes) = (passage.unwrap_or_default(), attributes.unwrap_or_default());
    RelationshipParts { source, relation, target, passage, attributes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_that_is_left_out_is_not_the_question() {
        let read = |text: &str| serde_json::from_str::<EditStep>(text);
        let error = |text: &str| read(text).unwrap_err().to_string();
        for (left_out, relationship) in [
            ("source", r#"{"relation": "r", "target": "B"}"#),
            ("target", r#"{"source": "A", "relation": "r"}"#),
        ] {
            let step = format!(r#"{{"edit": "removeRelationship", "relationship": {relationship}}}"#);
            assert_eq!(error(&step), format!("missing field `{left_out}`"));
        }
        let named = r#""relationship": {"source": null, "relation": "r", "target": "B"}"#;
        for (left_out, end) in [("source", "target"), ("target", "source")] {
            let step = format!(r#"{{"edit": "redirectRelationship", {named}, "{end}": "C"}}"#);
            assert_eq!(error(&step), format!("missing field `{left_out}`"));
        }
        let step = format!(r#"{{"edit": "redirectRelationship", {named}, "source": null, "target": "C"}}"#);
        let EditStep::RedirectRelationship { relationship, source, target } = read(&step).unwrap() else {
            panic!("{step}")
        };
        assert_eq!((relationship.source, source, target), (None, None, Some("C".into())));
        // A place may be left out.
        let step = read(r#"{"edit": "makeFinding", "label": "A"}"#).unwrap();
        assert_eq!(step, EditStep::MakeFinding { label: "A".into(), place: None });
    }
}
