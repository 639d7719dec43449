//! The editor, continued: relationships, and the lists of findings and highlights.

use crate::change::draft::Line;
use crate::change::edit_error::EditError;
use crate::change::edit_step::RelationshipName;
use crate::change::editor::{Editor, remove_lines};
use crate::change::kinds::Changes;
use crate::change::normal;
use crate::change::parts::{Body, RelationshipParts};
use crate::util::excerpt;

impl Editor {
    /// The only relationship with this source, relation and target, to be passed to other edits.
    /// O(relationships of the source).
    ///
    /// # Errors
    ///
    /// [`EditError::RelationshipNotFound`]; [`EditError::RelationshipAmbiguous`], with their number, if there
    /// are several; [`EditError::ConceptNotFound`].
    pub fn find_relationship(
        &self,
        source: &str,
        relation: &str,
        target: &str,
    ) -> Result<RelationshipParts, EditError> {
        self.find(&RelationshipName::from((source, relation, target)))
    }

    /// Adds a relationship between existing concepts, given as [parts](RelationshipParts), or as a tuple of
    /// source, relation, target and optionally passage. O(log n).
    ///
    /// # Errors
    ///
    /// [`EditError::RelationshipExists`]; [`EditError::ConceptNotFound`]; [`EditError::Build`] with
    /// [`KeyFinding`](crate::network::BuildError::KeyFinding) for a relationship that follows from the list
    /// of findings.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    ///
    /// let mut editor =
    ///     NetworkBuilder::new("Q?").concept("A", "").concept("B", "").build()?.editor();
    /// editor.add_relationship(("A", "is", "B"))?;
    /// let changes = editor.add_relationship(("B", "is", "Q?", "They are."))?;
    /// assert_eq!(changes.to_string(), "relationship B —is→ the question “They are.” added\n");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_relationship(
        &mut self,
        relationship: impl Into<RelationshipParts>,
    ) -> Result<Changes, EditError> {
        let line = self.line(&relationship.into())?;
        if self.draft().find_line(&line).is_some() {
            return Err(self.there(&line));
        }
        self.edit(|journal| {
            journal.add_line(line);
            Ok(())
        })
    }

    /// Removes a relationship, with its highlight. O(log n), and O(k log k) for k highlights if it has one.
    ///
    /// # Errors
    ///
    /// [`EditError::RelationshipNotFound`]; [`EditError::ConceptNotFound`].
    pub fn remove_relationship(&mut self, relationship: &RelationshipParts) -> Result<Changes, EditError> {
        let (id, _) = self.relationship(relationship)?;
        self.edit(|journal| {
            remove_lines(journal, [id].into());
            Ok(())
        })
    }

    /// Gives a relationship another source and target. It keeps its passage, its attributes and its place
    /// among the highlights. [`Changes`] list it as one removed and one added relationship. O(log n), and O(k
    /// log k) for k highlights if it has one.
    ///
    /// # Errors
    ///
    /// [`EditError::RelationshipNotFound`]; [`EditError::ConceptNotFound`]; [`EditError::RelationshipExists`]
    /// if the new relationship exists already.
    pub fn redirect_relationship(
        &mut self,
        relationship: &RelationshipParts,
        source: Option<&str>,
        target: Option<&str>,
    ) -> Result<Changes, EditError> {
        let (source, target) = (source.map(str::to_owned), target.map(str::to_owned));
        self.replace(relationship, RelationshipParts { source, target, ..relationship.clone() })
    }

    /// Gives a relationship another relation. It keeps everything else, including its place among the
    /// highlights. [`Changes`] list it as one removed and one added relationship. O(log n), and O(k log k)
    /// for k highlights if it has one.
    ///
    /// # Errors
    ///
    /// [`EditError::RelationshipNotFound`]; [`EditError::RelationshipExists`]; [`EditError::Build`] for an
    /// empty relation.
    pub fn set_relation(
        &mut self,
        relationship: &RelationshipParts,
        relation: &str,
    ) -> Result<Changes, EditError> {
        self.replace(
            relationship,
            RelationshipParts { relation: relation.to_owned(), ..relationship.clone() },
        )
    }

    /// Gives a relationship another passage; an empty one removes it. O(log n).
    ///
    /// # Errors
    ///
    /// [`EditError::RelationshipNotFound`]; [`EditError::RelationshipExists`].
    pub fn set_passage(
        &mut self,
        relationship: &RelationshipParts,
        passage: &str,
    ) -> Result<Changes, EditError> {
        let (id, line) = self.relationship(relationship)?;
        let passage = normal::passage(passage)?;
        self.reword(id, Line { passage, ..line })
    }

    fn replace(
        &mut self,
        before: &RelationshipParts,
        after: RelationshipParts,
    ) -> Result<Changes, EditError> {
        let (id, _) = self.relationship(before)?;
        let line = self.line(&after)?;
        match self.draft().find_line(&line) {
            Some(known) if known == id => return Ok(Changes::default()),
            Some(_) => return Err(self.there(&line)),
            None => {}
        }
        self.edit(|journal| {
            journal.redirect([id], |_| line.clone());
            Ok(())
        })
    }

    /// Adds a new concept as a finding, at a place in the list, counted from 0, or at its end. O(log n + k
    /// log k) for k findings.
    ///
    /// # Errors
    ///
    /// [`EditError::ConceptExists`] if the concept exists already: use
    /// [`make_finding`](Editor::make_finding); [`EditError::LabelIsQuestion`]; [`EditError::PlacePastEnd`].
    pub fn add_finding(
        &mut self,
        label: &str,
        text: &str,
        place: Option<usize>,
    ) -> Result<Changes, EditError> {
        let label = self.new_label(label)?;
        let text = normal::text(&label, text)?;
        let place = place_in(self.draft().findings.len(), place)?;
        self.edit(|journal| {
            let slot = journal.add(&label, Body { text, ..Body::default() });
            journal.findings().insert(place, slot);
            Ok(())
        })
    }

    /// Makes a concept a finding, at a place in the list, counted from 0, or at its end. O(log n + k log k)
    /// for k findings.
    ///
    /// # Errors
    ///
    /// [`EditError::ConceptNotFound`]; [`EditError::AlreadyFinding`]; [`EditError::PlacePastEnd`].
    pub fn make_finding(&mut self, label: &str, place: Option<usize>) -> Result<Changes, EditError> {
        let slot = self.concept(label)?;
        if self.draft().findings.contains(&slot) {
            return Err(EditError::AlreadyFinding { label: excerpt(label) });
        }
        let place = place_in(self.draft().findings.len(), place)?;
        self.edit(|journal| {
            journal.findings().insert(place, slot);
            Ok(())
        })
    }

    /// Makes a finding an ordinary concept again. O(log n + k log k) for k findings.
    ///
    /// # Errors
    ///
    /// [`EditError::ConceptNotFound`]; [`EditError::NotFinding`].
    pub fn unmake_finding(&mut self, label: &str) -> Result<Changes, EditError> {
        let slot = self.concept(label)?;
        let Some(place) = self.draft().findings.iter().position(|it| *it == slot) else {
            return Err(EditError::NotFinding { label: excerpt(label) });
        };
        self.edit(|journal| {
            journal.findings().remove(place);
            Ok(())
        })
    }

    /// Moves a finding to another place in the list, counted from 0. O(log n + k log k) for k findings.
    ///
    /// # Errors
    ///
    /// [`EditError::ConceptNotFound`]; [`EditError::NotFinding`]; [`EditError::PlacePastEnd`].
    pub fn move_finding(&mut self, label: &str, to: usize) -> Result<Changes, EditError> {
        let slot = self.concept(label)?;
        let Some(from) = self.draft().findings.iter().position(|it| *it == slot) else {
            return Err(EditError::NotFinding { label: excerpt(label) });
        };
        let to = place_in(self.draft().findings.len() - 1, Some(to))?;
        self.edit(|journal| {
            let slot = journal.findings().remove(from);
            journal.findings().insert(to, slot);
            Ok(())
        })
    }

    /// Highlights a relationship, at a place in the list of highlights, counted from 0, or at its end. O(log
    /// n + k log k) for k highlights.
    ///
    /// # Errors
    ///
    /// [`EditError::RelationshipNotFound`]; [`EditError::AlreadyHighlighted`]; [`EditError::PlacePastEnd`].
    pub fn add_highlight(
        &mut self,
        relationship: &RelationshipParts,
        place: Option<usize>,
    ) -> Result<Changes, EditError> {
        let (id, _) = self.relationship(relationship)?;
        if self.draft().highlights.contains(&id) {
            return Err(EditError::AlreadyHighlighted { relationship: Box::new(relationship.clone()) });
        }
        let place = place_in(self.draft().highlights.len(), place)?;
        self.edit(|journal| {
            journal.highlights().insert(place, id);
            Ok(())
        })
    }

    /// Removes a highlight; the relationship stays. O(log n + k log k) for k highlights.
    ///
    /// # Errors
    ///
    /// [`EditError::RelationshipNotFound`]; [`EditError::NotHighlighted`].
    pub fn remove_highlight(&mut self, relationship: &RelationshipParts) -> Result<Changes, EditError> {
        let place = self.highlight_place(relationship)?;
        self.edit(|journal| {
            journal.highlights().remove(place);
            Ok(())
        })
    }

    /// Moves a highlight to another place in the list, counted from 0. O(log n + k log k) for k highlights.
    ///
    /// # Errors
    ///
    /// [`EditError::RelationshipNotFound`]; [`EditError::NotHighlighted`]; [`EditError::PlacePastEnd`].
    pub fn move_highlight(
        &mut self,
        relationship: &RelationshipParts,
        to: usize,
    ) -> Result<Changes, EditError> {
        let from = self.highlight_place(relationship)?;
        let to = place_in(self.draft().highlights.len() - 1, Some(to))?;
        self.edit(|journal| {
            let id = journal.highlights().remove(from);
            journal.highlights().insert(to, id);
            Ok(())
        })
    }

    fn highlight_place(&self, relationship: &RelationshipParts) -> Result<usize, EditError> {
        let (id, _) = self.relationship(relationship)?;
        let place = self.draft().highlights.iter().position(|it| *it == id);
        place.ok_or_else(|| EditError::NotHighlighted { relationship: Box::new(relationship.clone()) })
    }
}

/// A place in a list of this length; its end if none is given.
fn place_in(length: usize, place: Option<usize>) -> Result<usize, EditError> {
    match place.unwrap_or(length) {
        place if place <= length => Ok(place),
        place => Err(EditError::PlacePastEnd { place, last: length }),
    }
}
