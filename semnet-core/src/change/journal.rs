//! One edit of a draft. It records the previous state, so that the edit can be expressed as changes, and
//! undone if it fails.

use std::collections::{BTreeMap, BTreeSet};

use crate::change::diff::compare_attributes;
use crate::change::draft::{Draft, Line, LineId, Node, Slot, body};
use crate::change::edits::rank;
use crate::change::kinds::{Change, Changes};
use crate::change::order;
use crate::change::parts::{Attribute, Body, Owner, RelationshipParts};

/// An edit in progress. All changes of the draft go through it.
pub(super) struct Journal<'d> {
    pub(super) draft: &'d mut Draft,
    question: Option<String>,
    title: Option<String>,
    attributes: Option<BTreeSet<Attribute>>,
    /// The inner `None` means unchanged from the network.
    nodes: BTreeMap<Slot, Option<Option<Node>>>,
    lines: BTreeMap<LineId, Option<Option<Line>>>,
    findings: Option<Vec<Slot>>,
    highlights: Option<Vec<LineId>>,
}

impl<'d> Journal<'d> {
    pub(super) fn new(draft: &'d mut Draft) -> Journal<'d> {
        Journal {
            draft,
            question: None,
            title: None,
            attributes: None,
            nodes: BTreeMap::new(),
            lines: BTreeMap::new(),
            findings: None,
            highlights: None,
        }
    }

    pub(super) fn question(&mut self) -> &mut String {
        self.question.get_or_insert_with(|| self.draft.question.clone());
        &mut self.draft.question
    }

    pub(super) fn title(&mut self) -> &mut String {
        self.title.get_or_insert_with(|| self.draft.title.clone());
        &mut self.draft.title
    }

    pub(super) fn attributes(&mut self) -> &mut BTreeSet<Attribute> {
        self.attributes.get_or_insert_with(|| self.draft.attributes.clone());
        &mut self.draft.attributes
    }

    pub(super) fn findings(&mut self) -> &mut Vec<Slot> {
        self.findings.get_or_insert_with(|| self.draft.findings.clone());
        &mut self.draft.findings
    }

    pub(super) fn highlights(&mut self) -> &mut Vec<LineId> {
        self.highlights.get_or_insert_with(|| self.draft.highlights.clone());
        &mut self.draft.highlights
    }

    fn keep(&mut self, slot: Slot) {
        self.nodes.entry(slot).or_insert_with(|| self.draft.nodes.get(&slot).cloned());
    }

    pub(super) fn node(&mut self, slot: Slot) -> &mut Body {
        self.keep(slot);
        self.draft.node(slot)
    }

    pub(super) fn rename(&mut self, slot: Slot, label: &str) {
        self.keep(slot);
        self.draft.rename(slot, label);
    }

    pub(super) fn add(&mut self, label: &str, body: Body) -> Slot {
        let slot = self.draft.add(label, body);
        self.nodes.entry(slot).or_insert(Some(None));
        slot
    }

    pub(super) fn remove(&mut self, slot: Slot) {
        self.keep(slot);
        self.draft.remove(slot);
    }

    fn keep_line(&mut self, id: LineId) {
        self.lines.entry(id).or_insert_with(|| self.draft.lines.get(&id).cloned());
    }

    pub(super) fn add_line(&mut self, line: Line) -> LineId {
        let id = self.draft.add_line(line);
        self.lines.entry(id).or_insert(Some(None));
        id
    }

    pub(super) fn put_line(&mut self, id: LineId, line: Line) {
        self.keep_line(id);
        self.draft.put_line(id, line);
    }

    pub(super) fn take_line(&mut self, id: LineId) {
        self.keep_line(id);
        self.draft.take_line(id);
    }

    /// Replaces relationships by what `to` makes of them. Each keeps its place among the highlights; if the
    /// new one exists already, the two are merged, at the first of both places. O(log n) for each, and
    /// O(highlights · log n).
    pub(super) fn redirect(&mut self, ids: impl IntoIterator<Item = LineId>, to: impl Fn(Line) -> Line) {
        let mut moved = BTreeMap::new();
        for id in ids {
            let Some(line) = self.draft.line(id).map(&to) else { continue };
            self.take_line(id);
            let new = match self.draft.find_line(&line) {
                Some(known) => known,
                None => self.add_line(line),
            };
            moved.insert(id, new);
        }
        if self.draft.highlights.iter().any(|id| moved.contains_key(id)) {
            replace(self.highlights(), |id| *moved.get(&id).unwrap_or(&id));
        }
    }

    /// Replaces a finding by another concept; if that is a finding too, at the first of both places.
    /// O(findings · log findings).
    pub(super) fn replace_finding(&mut self, old: Slot, new: Slot) {
        if self.draft.findings.contains(&old) {
            replace(self.findings(), |slot| if slot == old { new } else { slot });
        }
    }

    /// Undoes the edit.
    pub(super) fn take_back(self) {
        let draft = self.draft;
        self.question.into_iter().for_each(|before| draft.question = before);
        self.title.into_iter().for_each(|before| draft.title = before);
        self.attributes.into_iter().for_each(|before| draft.attributes = before);
        self.findings.into_iter().for_each(|before| draft.findings = before);
        self.highlights.into_iter().for_each(|before| draft.highlights = before);
        for (id, line) in self.lines {
            draft.restore_line(id, line);
        }
        // First out, then in: a label may have gone from one to the other.
        for &slot in self.nodes.keys() {
            draft.remove(slot);
        }
        for (slot, node) in self.nodes {
            draft.restore(slot, node);
        }
    }

    /// The current label; for a removed concept, its last one.
    fn label(&self, slot: Slot) -> &str {
        match (self.draft.nodes.get(&slot), self.nodes.get(&slot)) {
            (Some(None), Some(Some(Some(before)))) => &before.label,
            _ => self.draft.label(slot),
        }
    }

    fn parts(&self, line: &Line) -> RelationshipParts {
        let end = |slot: Slot| (slot != Slot::QUESTION).then(|| self.label(slot).to_owned());
        RelationshipParts { source: end(line.source), target: end(line.target), ..self.draft.parts(line) }
    }

    /// The edit as changes. O(k log k) for k touched parts.
    pub(super) fn changes(&self) -> Changes {
        let draft = &*self.draft;
        let mut changes = Vec::new();
        if let Some(from) = self.question.clone().filter(|from| *from != draft.question) {
            changes.push(Change::QuestionChanged { from, to: draft.question.clone() });
        }
        if let Some(from) = self.title.clone().filter(|from| *from != draft.title) {
            changes.push(Change::TitleChanged { from, to: draft.title.clone() });
        }
        if let Some(before) = &self.attributes {
            compare_attributes(&mut changes, || Owner::Network, before, &draft.attributes);
        }
        let (gone, come) = self.finding_changes(&mut changes);
        self.concept_changes(&mut changes, &gone, &come);
        self.line_changes(&mut changes);
        self.highlight_changes(&mut changes);
        changes.sort_by_key(rank);
        Changes(changes)
    }

    fn node_before(&self, slot: Slot) -> Option<Node> {
        match self.nodes.get(&slot)? {
            Some(node) => node.clone(),
            None => draft_node(self.draft, slot),
        }
    }

    /// Adds the changes of the list of findings, and returns the concepts that they remove and add.
    fn finding_changes(&self, changes: &mut Vec<Change>) -> (BTreeSet<Slot>, BTreeSet<Slot>) {
        let (mut gone, mut come) = (BTreeSet::new(), BTreeSet::new());
        let Some(before) = &self.findings else { return (gone, come) };
        let list = order::compare(before, &self.draft.findings);
        for (&slot, place) in list.removed {
            let removed =
                self.node_before(slot).filter(|_| matches!(self.draft.nodes.get(&slot), Some(None)));
            changes.push(match removed {
                Some(node) => {
                    gone.insert(slot);
                    Change::FindingRemoved { concept: node.body.with_label(&node.label), place }
                }
                None => Change::NoLongerFinding { label: self.label(slot).to_owned(), place },
            });
        }
        for (&slot, from, to) in list.moved {
            changes.push(Change::FindingMoved { label: self.label(slot).to_owned(), from, to });
        }
        for (&slot, place) in list.added {
            let is_new = matches!(self.nodes.get(&slot), Some(Some(None)));
            changes.push(if is_new {
                come.insert(slot);
                Change::FindingAdded { concept: self.draft.body(slot).with_label(self.label(slot)), place }
            } else {
                Change::BecameFinding { label: self.label(slot).to_owned(), place }
            });
        }
        (gone, come)
    }

    fn concept_changes(&self, changes: &mut Vec<Change>, gone: &BTreeSet<Slot>, come: &BTreeSet<Slot>) {
        for &slot in self.nodes.keys() {
            let after = match self.draft.nodes.get(&slot) {
                Some(node) => node.clone(),
                None => draft_node(self.draft, slot),
            };
            let (before, after) = match (self.node_before(slot), after) {
                (Some(before), Some(after)) => (before, after),
                (Some(before), None) if !gone.contains(&slot) => {
                    let concept = before.body.with_label(&before.label);
                    changes.push(Change::ConceptRemoved { concept });
                    continue;
                }
                (None, Some(after)) if !come.contains(&slot) => {
                    changes.push(Change::ConceptAdded { concept: after.body.with_label(&after.label) });
                    continue;
                }
                _ => continue,
            };
            let (label, from, to) = (after.label, before.body.text, after.body.text);
            if before.label != label {
                changes.push(Change::ConceptRenamed { from: before.label, to: label.clone() });
            }
            if from != to {
                let label = label.clone();
                changes.push(match self.draft.findings.contains(&slot) {
                    true => Change::FindingReworded { label, from, to },
                    false => Change::ConceptReworded { label, from, to },
                });
            }
            let on = || Owner::Concept(label.clone());
            compare_attributes(changes, on, &before.body.attributes, &after.body.attributes);
        }
    }

    fn line_changes(&self, changes: &mut Vec<Change>) {
        for (&id, before) in &self.lines {
            let before = before.clone().unwrap_or_else(|| self.draft.old_line(id));
            let (before, after) = match (before, self.draft.line(id)) {
                (Some(before), Some(after)) => (self.parts(&before), after),
                (Some(before), None) => {
                    changes.push(Change::RelationshipRemoved { relationship: self.parts(&before) });
                    continue;
                }
                (None, Some(after)) => {
                    changes.push(Change::RelationshipAdded { relationship: self.parts(&after) });
                    continue;
                }
                (None, None) => continue,
            };
            if before.passage != after.passage {
                let (relationship, to) = (before.clone(), after.passage);
                changes.push(Change::PassageChanged { relationship, to });
            }
            let on = || Owner::Relationship(before.clone());
            compare_attributes(changes, on, &before.attributes, &after.attributes);
        }
    }

    fn highlight_changes(&self, changes: &mut Vec<Change>) {
        let Some(before) = &self.highlights else { return };
        let parts = |id: LineId| -> Option<RelationshipParts> {
            let before = || self.lines.get(&id)?.clone().unwrap_or_else(|| self.draft.old_line(id));
            self.draft.line(id).or_else(before).map(|line| self.parts(&line))
        };
        let list = order::compare(before, &self.draft.highlights);
        for (&id, place) in list.removed {
            changes.extend(parts(id).map(|relationship| Change::HighlightRemoved { relationship, place }));
        }
        for (&id, from, to) in list.moved {
            changes.extend(parts(id).map(|relationship| Change::HighlightMoved { relationship, from, to }));
        }
        for (&id, place) in list.added {
            changes.extend(parts(id).map(|relationship| Change::HighlightAdded { relationship, place }));
        }
    }
}

/// Replaces items of a list; of equal ones the first stays. O(n log n).
fn replace<T: Ord + Copy>(list: &mut Vec<T>, to: impl Fn(T) -> T) {
    let mut known = BTreeSet::new();
    list.iter_mut().for_each(|item| *item = to(*item));
    list.retain(|&item| known.insert(item));
}

/// A concept of the network, without edits.
fn draft_node(draft: &Draft, slot: Slot) -> Option<Node> {
    let concept = draft.old(slot)?;
    Some(Node { label: concept.label().to_owned(), body: body(concept) })
}
