//! Applies the changes of relationships and highlights of an edit to a draft.

use crate::change::apply::{ApplyError, Applying, insert, misfit, remove, set, too_far};
use crate::change::draft::{Draft, Line, LineId, Slot};
use crate::change::kinds::Change;
use crate::change::parts::{Owner, RelationshipParts};

impl<'c> Applying<'c, '_> {
    /// The relationship, if all concepts that it names exist.
    fn line(&self, parts: &RelationshipParts) -> Result<Line, String> {
        let end = |end: &Option<String>| match end {
            None => Ok(Slot::QUESTION),
            Some(label) => self.known(label).ok_or_else(|| format!("there is no concept {label:?}")),
        };
        let RelationshipParts { source, relation, target, passage, attributes } = parts;
        Ok(Line {
            source: end(source)?,
            relation: relation.clone(),
            target: end(target)?,
            passage: passage.clone(),
            attributes: attributes.clone(),
        })
    }

    /// Whether a change is about a relationship that an earlier change made from another one.
    pub(super) fn names_made(&self, change: &Change) -> bool {
        let (Change::RelationshipRemoved { relationship }
        | Change::PassageChanged { relationship, .. }
        | Change::AttributeRemoved { on: Owner::Relationship(relationship), .. }
        | Change::AttributeAdded { on: Owner::Relationship(relationship), .. }) = change
        else {
            return false;
        };
        !self.remade.is_empty() && self.before(relationship).is_err()
    }

    /// A relationship as it was before these changes.
    fn before(&self, parts: &RelationshipParts) -> Result<(LineId, Line), String> {
        let found = self.line(parts).ok().and_then(|line| Some((self.draft.find_line(&line)?, line)));
        found.ok_or_else(|| "there is no such relationship".into())
    }

    /// Records a change of a relationship, or returns the part that does not fit.
    pub(super) fn relationship(&mut self, change: &'c Change) -> Result<(), String> {
        match change {
            Change::RelationshipRemoved { relationship } => {
                let (id, line) = self.before(relationship)?;
                self.gone.insert(line, id);
                match self.removed_lines.insert(id, change).is_some() || self.remade.contains_key(&id) {
                    true => Err("there is no such relationship".into()),
                    false => Ok(()),
                }
            }
            Change::PassageChanged { relationship, to } => {
                set(&mut self.remade(relationship, change)?.passage, &relationship.passage, to)
            }
            Change::AttributeRemoved { on: Owner::Relationship(on), attribute } => {
                remove(&mut self.remade(on, change)?.attributes, attribute)
            }
            Change::AttributeAdded { on: Owner::Relationship(on), attribute } => {
                insert(&mut self.remade(on, change)?.attributes, attribute)
            }
            Change::RelationshipAdded { relationship } => {
                self.added.push((self.line(relationship)?, change));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// The new version of a relationship, to be changed further.
    fn remade(&mut self, parts: &RelationshipParts, change: &'c Change) -> Result<&mut Line, String> {
        let (id, line) = self.before(parts)?;
        if self.removed_lines.contains_key(&id) {
            return Err("there is no such relationship".into());
        }
        Ok(&mut self.remade.entry(id).or_insert((line, change)).0)
    }

    /// Replaces the changed relationships, all in one step.
    pub(super) fn remake(&mut self) -> Result<(), ApplyError> {
        let there = |draft: &Draft, line: &Line, change: &Change| {
            misfit(change, format!("the relationship {} already exists", draft.parts(line)))
        };
        let (remade, added) = (std::mem::take(&mut self.remade), std::mem::take(&mut self.added));
        for (&id, (line, change)) in &remade {
            // Not even one that goes: the changes that name it could mean both.
            if self.draft.find_line(line).is_some_and(|known| known != id) {
                return Err(there(self.draft, line, change));
            }
        }
        for &id in self.removed_lines.keys().chain(remade.keys()) {
            self.draft.take_line(id);
        }
        for (id, (line, change)) in remade {
            if self.draft.find_line(&line).is_some() {
                return Err(there(self.draft, &line, change));
            }
            self.draft.put_line(id, line);
        }
        for (line, change) in added {
            if self.draft.find_line(&line).is_some() {
                return Err(misfit(change, "there is this relationship already".into()));
            }
            self.draft.add_line(line);
        }
        Ok(())
    }

    /// Applies a change of highlights, or returns the part that does not fit.
    pub(super) fn highlight(&mut self, change: &'c Change) -> Result<(), String> {
        let (Change::HighlightRemoved { relationship, .. }
        | Change::HighlightAdded { relationship, .. }
        | Change::HighlightMoved { relationship, .. }) = change
        else {
            return Ok(());
        };
        let line = self.line(relationship).ok();
        let there = line.as_ref().and_then(|line| self.draft.find_line(line));
        match change {
            Change::HighlightAdded { place, .. } => {
                let Some(id) = there else { return Err("there is no such relationship".into()) };
                match self.highlights().has(id) {
                    true => Err("it is already highlighted".into()),
                    false => self.highlights().put(id, *place).map_err(too_far),
                }
            }
            Change::HighlightMoved { to, .. } => {
                let id = self.take_highlight(there)?;
                self.highlights().put(id, *to).map_err(too_far)
            }
            _ => {
                let id = there.or_else(|| self.gone.get(line.as_ref()?).copied());
                self.take_highlight(id).map(drop)
            }
        }
    }
}
