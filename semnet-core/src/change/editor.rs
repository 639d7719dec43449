//! The editor, which changes a network step by step and returns each step as a list of changes.

use crate::change::draft::{Draft, Line, LineId, Slot};
use crate::change::edit_error::EditError;
use crate::change::journal::Journal;
use crate::change::kinds::Changes;
use crate::change::normal;
use crate::change::parts::{Attribute, Body, Owner, RelationshipParts};
use crate::names::{ALIAS, KEY_FINDING};
use crate::network::{BuildError, Network};
use crate::text::joined;
use crate::util::excerpt;

/// Edits a network step by step. Made by [`Network::editor`].
///
/// Each edit returns the [`Changes`] that it made: for a removed concept, they include its relationships,
/// their highlights and its place among the findings. To undo an edit, [`apply`](Editor::apply) the
/// [`inverse`](Changes::inverse) of its changes; to undo several, start with the latest. An edit that fails
/// changes nothing.
///
/// An edit takes O(log n) for each concept and each relationship that it changes, and O(k log k) for a list
/// of k findings or highlights that it changes. [`finish`](Editor::finish) costs about as much as opening the
/// network, however many edits there were.
///
/// Concepts are named by their labels, in any form that normalises to them; letter case matters. The source
/// and the target of a relationship are labels; for the question, they are `None` or the question's own text.
/// Places are counted from 0.
///
/// ```
/// use semnet_core::NetworkBuilder;
///
/// let network = NetworkBuilder::new("Why do bees dance?")
///     .finding("Waggle Dance", "A forager shows where flowers are.")
///     .concept("Sun", "")
///     .relationship(("Waggle Dance", "is aimed by", "Sun"))
///     .build()?;
/// let mut editor = network.editor();
/// editor.rename_concept("Sun", "Sun Compass")?;
/// let removed = editor.remove_concept("Waggle Dance")?;
/// assert_eq!(
///     removed.to_string(),
///     "finding \"Waggle Dance\" removed (it was 1st)\n\
///      relationship Waggle Dance —is aimed by→ Sun Compass removed\n"
/// );
/// editor.apply(&removed.inverse())?;
///
/// let edited = editor.finish()?;
/// assert_eq!(edited.changes.to_string(), "concept \"Sun\" renamed to \"Sun Compass\"\n");
/// assert_eq!(network.apply(&edited.changes)?, edited.network);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Editor {
    draft: Draft,
}

/// The result of an [`Editor`].
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Edited {
    /// The edited network.
    pub network: Network,
    /// All changes from the network that the editor began with, including every rename.
    /// ([`diff`](Network::diff), which has only the two networks, must guess renames from similarity.) To
    /// carry the edits over to another version, [`apply`](Network::apply) these changes to it.
    pub changes: Changes,
}

/// # Changes: the editor
impl Network {
    /// An editor that begins with this network. O(findings + highlights).
    #[doc(alias = "edit")]
    pub fn editor(&self) -> Editor {
        Editor { draft: Draft::new(self) }
    }
}

impl Editor {
    /// The network as it is now, and all changes to it. O(size).
    ///
    /// # Errors
    ///
    /// [`BuildError::TooLarge`] for a network that is too large.
    pub fn finish(&self) -> Result<Edited, BuildError> {
        let (network, placed) = self.draft.build_placed()?;
        let changes = self.draft.changes(&network, placed);
        Ok(Edited { network, changes })
    }

    /// The network as it is now. O(size).
    ///
    /// # Errors
    ///
    /// [`BuildError::TooLarge`] for a network that is too large.
    pub fn network(&self) -> Result<Network, BuildError> {
        self.draft.build()
    }

    /// Applies changes, such as the [inverse](Changes::inverse) of an edit. O(edits so far).
    ///
    /// # Errors
    ///
    /// [`EditError::Apply`] with the first change that does not fit; then none is applied.
    pub fn apply(&mut self, changes: &Changes) -> Result<(), EditError> {
        let mut draft = self.draft.clone();
        draft.apply(changes)?;
        self.draft = draft;
        Ok(())
    }

    /// Changes the question. Its relationships and findings are kept. O(log n).
    ///
    /// # Errors
    ///
    /// [`EditError::LabelIsQuestion`] if a concept has this label.
    pub fn set_question(&mut self, question: &str) -> Result<Changes, EditError> {
        let question = normal::question(question)?;
        if self.draft.find(&question).is_some() {
            return Err(EditError::LabelIsQuestion { label: excerpt(&question) });
        }
        self.edit(|journal| {
            *journal.question() = question;
            Ok(())
        })
    }

    /// Changes the title; an empty one removes it. O(length).
    ///
    /// # Errors
    ///
    /// [`EditError::Build`] for a character that is not allowed in a network. This applies to all strings in
    /// all edits.
    pub fn set_title(&mut self, title: &str) -> Result<Changes, EditError> {
        let title = normal::title(title)?;
        self.edit(|journal| {
            *journal.title() = title;
            Ok(())
        })
    }

    /// Changes the text of a concept; an empty one removes it. O(log n + findings).
    ///
    /// # Errors
    ///
    /// [`EditError::ConceptNotFound`].
    pub fn set_text(&mut self, label: &str, text: &str) -> Result<Changes, EditError> {
        let slot = self.concept(label)?;
        let text = normal::text(label, text)?;
        self.edit(|journal| {
            journal.node(slot).text = text;
            Ok(())
        })
    }

    /// Adds a concept. O(log n).
    ///
    /// # Errors
    ///
    /// [`EditError::ConceptExists`]; [`EditError::LabelIsQuestion`].
    pub fn add_concept(&mut self, label: &str, text: &str) -> Result<Changes, EditError> {
        let label = self.new_label(label)?;
        let text = normal::text(&label, text)?;
        self.edit(|journal| {
            journal.add(&label, Body { text, ..Body::default() });
            Ok(())
        })
    }

    /// Removes a concept, with its relationships, their highlights, and its place among the findings. O(log
    /// n) for each relationship, and O(k log k) for the lists of findings and highlights.
    ///
    /// # Errors
    ///
    /// [`EditError::ConceptNotFound`].
    pub fn remove_concept(&mut self, label: &str) -> Result<Changes, EditError> {
        let slot = self.concept(label)?;
        self.edit(|journal| {
            remove_lines(journal, journal.draft.lines_of(slot));
            if journal.draft.findings.contains(&slot) {
                journal.findings().retain(|it| *it != slot);
            }
            journal.remove(slot);
            Ok(())
        })
    }

    /// Gives a concept another label. O(log n + findings).
    ///
    /// # Errors
    ///
    /// [`EditError::ConceptNotFound`]; [`EditError::ConceptExists`] if another concept has the new label
    /// ([`merge_concepts`](Editor::merge_concepts) merges the two); [`EditError::LabelIsQuestion`].
    pub fn rename_concept(&mut self, from: &str, to: &str) -> Result<Changes, EditError> {
        let slot = self.concept(from)?;
        if normal::label(to)? == self.draft.label(slot) {
            return Ok(Changes::default());
        }
        let to = self.new_label(to)?;
        self.edit(|journal| {
            journal.rename(slot, &to);
            Ok(())
        })
    }

    /// Merges two concepts, as [`Network::merge_concepts`] does: the relationships, the highlights and the
    /// place among the findings of `other` become those of `keep`; if one text contains the other, it stays,
    /// otherwise the texts are joined; the label of `other` becomes an attribute `alias`. O(log n) for
    /// each relationship of `other`, and O(findings + highlights · log n).
    ///
    /// # Errors
    ///
    /// [`EditError::ConceptNotFound`].
    pub fn merge_concepts(&mut self, keep: &str, other: &str) -> Result<Changes, EditError> {
        let (keep, other) = (self.concept(keep)?, self.concept(other)?);
        if keep == other {
            return Ok(Changes::default());
        }
        self.edit(|journal| {
            let alias = Attribute { name: ALIAS.to_owned(), value: journal.draft.label(other).to_owned() };
            let body = journal.draft.body(other);
            let own = journal.node(keep);
            own.text = joined(&own.text, &body.text);
            own.attributes.extend(body.attributes.into_iter().chain([alias]));
            let moved = |slot: Slot| if slot == other { keep } else { slot };
            journal.redirect(journal.draft.lines_of(other), |line| {
                let (source, target) = (moved(line.source), moved(line.target));
                Line { source, target, ..line }
            });
            journal.replace_finding(other, keep);
            journal.remove(other);
            Ok(())
        })
    }

    /// Splits a concept: adds a new one with this label and text, and moves some of the relationships to it.
    /// Of a relationship from the concept to itself, only the source moves. O(log n) for each
    /// relationship that moves, and O(highlights · log n).
    ///
    /// # Errors
    ///
    /// [`EditError::ConceptNotFound`]; [`EditError::ConceptExists`]; [`EditError::RelationshipNotFound`],
    /// also for a relationship that neither starts nor ends at the concept.
    pub fn split_concept(
        &mut self,
        label: &str,
        new_label: &str,
        text: &str,
        relationships: &[RelationshipParts],
    ) -> Result<Changes, EditError> {
        let slot = self.concept(label)?;
        let new_label = self.new_label(new_label)?;
        let text = normal::text(&new_label, text)?;
        let mut lines = Vec::new();
        for parts in relationships {
            let (id, line) = self.relationship(parts)?;
            if line.source != slot && line.target != slot {
                return Err(EditError::RelationshipNotFound { relationship: Box::new(parts.clone()) });
            }
            lines.push(id);
        }
        self.edit(|journal| {
            let new = journal.add(&new_label, Body { text, ..Body::default() });
            journal.redirect(lines, |line| match line.source == slot {
                true => Line { source: new, ..line },
                false => Line { target: new, ..line },
            });
            Ok(())
        })
    }

    /// Adds an attribute of the network, a concept or a relationship. O(log n + attributes of the owner).
    ///
    /// # Errors
    ///
    /// [`EditError::AttributeExists`]; [`EditError::ConceptNotFound`] or [`EditError::RelationshipNotFound`]
    /// if the owner does not exist.
    pub fn add_attribute(&mut self, on: &Owner, name: &str, value: &str) -> Result<Changes, EditError> {
        let attribute = Attribute { name: name.to_owned(), value: value.to_owned() };
        let attribute = normal::attribute(&attribute, || on.to_string())?;
        let there = EditError::AttributeExists { on: Box::new(on.clone()), attribute: attribute.clone() };
        self.attribute(on, |all| if all.insert(attribute) { Ok(()) } else { Err(there) })
    }

    /// Removes an attribute of the network, a concept or a relationship. O(log n + attributes of the owner).
    ///
    /// # Errors
    ///
    /// [`EditError::AttributeNotFound`]; [`EditError::ConceptNotFound`] or
    /// [`EditError::RelationshipNotFound`] if the owner does not exist.
    pub fn remove_attribute(&mut self, on: &Owner, name: &str, value: &str) -> Result<Changes, EditError> {
        let attribute = Attribute { name: name.to_owned(), value: value.to_owned() };
        let attribute = normal::attribute(&attribute, || on.to_string())?;
        let gone = EditError::AttributeNotFound { on: Box::new(on.clone()), attribute: attribute.clone() };
        self.attribute(on, |all| if all.remove(&attribute) { Ok(()) } else { Err(gone) })
    }

    fn attribute(
        &mut self,
        on: &Owner,
        change: impl FnOnce(&mut std::collections::BTreeSet<Attribute>) -> Result<(), EditError>,
    ) -> Result<Changes, EditError> {
        match on {
            Owner::Network => self.edit(|journal| change(journal.attributes())),
            Owner::Concept(label) => {
                let slot = self.concept(label)?;
                self.edit(|journal| change(&mut journal.node(slot).attributes))
            }
            Owner::Relationship(parts) => {
                let (id, mut line) = self.relationship(parts)?;
                change(&mut line.attributes)?;
                self.reword(id, line)
            }
        }
    }

    /// Makes an edit. If it fails, everything is as before.
    pub(super) fn edit(
        &mut self,
        edit: impl FnOnce(&mut Journal<'_>) -> Result<(), EditError>,
    ) -> Result<Changes, EditError> {
        let mut journal = Journal::new(&mut self.draft);
        match edit(&mut journal) {
            Ok(()) => Ok(journal.changes()),
            Err(error) => {
                journal.take_back();
                Err(error)
            }
        }
    }

    /// Replaces a relationship by one with another passage or other attributes.
    pub(super) fn reword(&mut self, id: LineId, line: Line) -> Result<Changes, EditError> {
        match self.draft.find_line(&line) {
            Some(known) if known == id => return Ok(Changes::default()),
            Some(_) => return Err(self.there(&line)),
            None => {}
        }
        self.edit(|journal| {
            journal.put_line(id, line);
            Ok(())
        })
    }

    pub(super) fn there(&self, line: &Line) -> EditError {
        EditError::RelationshipExists { relationship: Box::new(self.draft.parts(line)) }
    }

    pub(super) fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The concept with this label, not counting the question.
    pub(super) fn concept(&self, label: &str) -> Result<Slot, EditError> {
        let known = self.draft.find(label);
        let found = known.or_else(|| self.draft.find(&crate::text::normalise(label).ok()?));
        found.ok_or_else(|| crate::graph::not_found(label, self.draft.all_labels()).into())
    }

    /// Checks that neither a concept nor the question has this label.
    pub(super) fn new_label(&self, label: &str) -> Result<String, EditError> {
        let label = normal::label(label)?;
        if label == self.draft.question {
            return Err(EditError::LabelIsQuestion { label: excerpt(&label) });
        }
        match self.draft.find(&label) {
            Some(_) => Err(EditError::ConceptExists { label: excerpt(&label) }),
            None => Ok(label),
        }
    }

    /// A relationship with all strings in normal form.
    pub(super) fn line(&self, parts: &RelationshipParts) -> Result<Line, EditError> {
        let parts = normal::relationship(parts)?;
        let end = |end: &Option<String>| match end {
            Some(label) if *label != self.draft.question => self.concept(label),
            _ => Ok(Slot::QUESTION),
        };
        let (source, target) = (end(&parts.source)?, end(&parts.target)?);
        if source == Slot::QUESTION && parts.relation == KEY_FINDING {
            let target_label = excerpt(self.draft.label(target));
            return Err(BuildError::KeyFinding { target_label }.into());
        }
        let RelationshipParts { relation, passage, attributes, .. } = parts;
        Ok(Line { source, relation, target, passage, attributes })
    }

    /// A relationship that must exist.
    pub(super) fn relationship(&self, parts: &RelationshipParts) -> Result<(LineId, Line), EditError> {
        let line = self.line(parts)?;
        let gone = || EditError::RelationshipNotFound { relationship: Box::new(parts.clone()) };
        Ok((self.draft.find_line(&line).ok_or_else(gone)?, line))
    }
}

/// Removes relationships, with their highlights.
pub(super) fn remove_lines(journal: &mut Journal<'_>, lines: std::collections::BTreeSet<LineId>) {
    if journal.draft.highlights.iter().any(|id| lines.contains(id)) {
        journal.highlights().retain(|id| !lines.contains(id));
    }
    lines.into_iter().for_each(|id| journal.take_line(id));
}
