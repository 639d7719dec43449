//! A network while it is edited: changes are kept separate from the network, so an edit costs only what it
//! touches.

use std::collections::{BTreeMap, BTreeSet};

use crate::change::parts::{Attribute, Body, RelationshipParts, attributes};
use crate::network::{Concept, ConceptId, Network, Relationship, RelationshipId};
use crate::network::{compare_extras, extra_bytes};
use crate::util::broken;

/// A concept of a draft. Concepts of the network keep their ids, and new ones have the following numbers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct Slot(pub(super) u32);

impl Slot {
    /// The question, regardless of its id in the network.
    pub(super) const QUESTION: Slot = Slot(u32::MAX);
}

/// A relationship of a draft. Relationships of the network keep their ids, and new ones have the following
/// numbers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct LineId(pub(super) u32);

/// Everything that identifies a relationship of a draft.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Line {
    pub(super) source: Slot,
    pub(super) relation: String,
    pub(super) target: Slot,
    pub(super) passage: String,
    pub(super) attributes: BTreeSet<Attribute>,
}

/// A new or changed concept.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Node {
    pub(super) label: String,
    pub(super) body: Body,
}

/// A network and the changes to it.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) base: Network,
    pub(super) question: String,
    pub(super) title: String,
    pub(super) attributes: BTreeSet<Attribute>,
    /// Changed, new and removed (`None`) concepts.
    pub(super) nodes: BTreeMap<Slot, Option<Node>>,
    labels: BTreeMap<String, Slot>,
    pub(super) findings: Vec<Slot>,
    /// Changed, new and removed (`None`) relationships.
    pub(super) lines: BTreeMap<LineId, Option<Line>>,
    known: BTreeMap<Line, LineId>,
    /// The changed and new relationships of each concept.
    ends: BTreeMap<Slot, BTreeSet<LineId>>,
    pub(super) highlights: Vec<LineId>,
    next_slot: u32,
    next_line: u32,
}

impl Draft {
    /// O(findings + highlights + the network's own attributes).
    pub(super) fn new(base: &Network) -> Draft {
        Draft {
            question: base.question().to_owned(),
            title: base.title().to_owned(),
            attributes: attributes(base.attributes()),
            nodes: BTreeMap::new(),
            labels: BTreeMap::new(),
            findings: base.index().findings.iter().map(|id| Slot(id.0)).collect(),
            lines: BTreeMap::new(),
            known: BTreeMap::new(),
            ends: BTreeMap::new(),
            highlights: base.index().highlights.iter().map(|id| LineId(id.0)).collect(),
            next_slot: base.concept_count() as u32,
            next_line: base.relationship_count() as u32,
            base: base.clone(),
        }
    }

    /// Whether a concept is from the network, and not new.
    pub(super) fn is_old(&self, slot: Slot) -> bool {
        slot == Slot::QUESTION || (slot.0 as usize) < self.base.concept_count()
    }

    /// Whether a relationship is from the network, and not new.
    pub(super) fn is_old_line(&self, line: LineId) -> bool {
        (line.0 as usize) < self.base.relationship_count()
    }

    /// The slot of a concept of the network.
    pub(super) fn slot(&self, id: ConceptId) -> Slot {
        if self.base.index().question == Some(id) { Slot::QUESTION } else { Slot(id.0) }
    }

    /// The concept of the network in a slot, the question included.
    pub(super) fn old(&self, slot: Slot) -> Option<Concept<'_>> {
        match slot {
            Slot::QUESTION => self.base.question_concept(),
            Slot(number) => self.base.concept_by_id(ConceptId(number)),
        }
    }

    /// The concept with this label, not counting the question. O(log n) comparisons.
    pub(super) fn find(&self, label: &str) -> Option<Slot> {
        if let Some(&slot) = self.labels.get(label) {
            return Some(slot);
        }
        let slot = Slot(find_label(&self.base, label)?.0);
        (!self.nodes.contains_key(&slot)).then_some(slot)
    }

    /// The labels of all concepts except the question. O(concepts).
    pub(super) fn all_labels(&self) -> impl Iterator<Item = &str> {
        let is_unchanged =
            |concept: &Concept<'_>| !concept.is_question() && !self.nodes.contains_key(&Slot(concept.id().0));
        let unchanged = self.base.concepts().filter(is_unchanged).map(Concept::label);
        unchanged.chain(self.nodes.values().flatten().map(|node| node.label.as_str()))
    }

    /// The label of a concept, or the text of the question. Removed concepts still have their label, unless
    /// they were added in this draft.
    pub(super) fn label(&self, slot: Slot) -> &str {
        match self.nodes.get(&slot) {
            _ if slot == Slot::QUESTION => &self.question,
            Some(Some(node)) => &node.label,
            _ => self.old(slot).map_or("", Concept::label),
        }
    }

    /// Text and attributes.
    pub(super) fn body(&self, slot: Slot) -> Body {
        match self.nodes.get(&slot) {
            Some(Some(node)) => node.body.clone(),
            _ => match self.old(slot) {
                Some(concept) => body(concept),
                None => broken(&"a concept that was never there", Body::default()),
            },
        }
    }

    /// A concept, to be changed.
    pub(super) fn node(&mut self, slot: Slot) -> &mut Body {
        if !matches!(self.nodes.get(&slot), Some(Some(_))) {
            let node = Node { label: self.label(slot).to_owned(), body: self.body(slot) };
            self.labels.insert(node.label.clone(), slot);
            self.nodes.insert(slot, Some(node));
        }
        let node = self.nodes.entry(slot).or_default();
        &mut node.get_or_insert_with(|| broken(&"a node that was put is gone", Node::default())).body
    }

    /// Adds a concept; no other may have its label.
    pub(super) fn add(&mut self, label: &str, body: Body) -> Slot {
        let slot = Slot(self.next_slot);
        self.next_slot += 1;
        self.put(slot, label, body);
        slot
    }

    /// Puts a concept into a slot; no other may have its label.
    pub(super) fn put(&mut self, slot: Slot, label: &str, body: Body) {
        self.labels.insert(label.to_owned(), slot);
        self.nodes.insert(slot, Some(Node { label: label.to_owned(), body }));
    }

    /// Removes a concept, but not the parts that depend on it.
    pub(super) fn remove(&mut self, slot: Slot) {
        if self.labels.get(self.label(slot)) == Some(&slot) {
            let label = self.label(slot).to_owned();
            self.labels.remove(&label);
        }
        self.nodes.insert(slot, None);
    }

    /// Renames a concept. No other may have the label, at least once all are renamed.
    pub(super) fn rename(&mut self, slot: Slot, label: &str) {
        let before = self.label(slot).to_owned();
        self.node(slot);
        if self.labels.get(&before) == Some(&slot) {
            self.labels.remove(&before);
        }
        self.labels.insert(label.to_owned(), slot);
        if let Some(Some(node)) = self.nodes.get_mut(&slot) {
            label.clone_into(&mut node.label);
        }
    }

    /// Restores a concept; `None` for one that was unchanged from the network.
    pub(super) fn restore(&mut self, slot: Slot, node: Option<Option<Node>>) {
        self.remove(slot);
        match node {
            Some(Some(node)) => self.put(slot, &node.label, node.body),
            Some(None) => {}
            None => {
                self.nodes.remove(&slot);
            }
        }
    }

    /// Restores a relationship; `None` for one that was unchanged from the network.
    pub(super) fn restore_line(&mut self, id: LineId, line: Option<Option<Line>>) {
        self.take_line(id);
        match line {
            Some(Some(line)) => self.put_line(id, line),
            Some(None) => {}
            None => {
                self.lines.remove(&id);
            }
        }
    }

    /// A relationship, unless it is removed.
    pub(super) fn line(&self, id: LineId) -> Option<Line> {
        match self.lines.get(&id) {
            Some(line) => line.clone(),
            None => self.old_line(id),
        }
    }

    /// A relationship of the network, without edits.
    pub(super) fn old_line(&self, id: LineId) -> Option<Line> {
        let relationship = self.base.relationship_by_id(RelationshipId(id.0))?;
        Some(Line {
            source: self.slot(relationship.source().id()),
            relation: relationship.relation().to_owned(),
            target: self.slot(relationship.target().id()),
            passage: relationship.passage().unwrap_or_default().to_owned(),
            attributes: attributes(relationship.attributes()),
        })
    }

    /// The relationship that is equal to this one. O(log n) comparisons.
    pub(super) fn find_line(&self, line: &Line) -> Option<LineId> {
        if let Some(&id) = self.known.get(line) {
            return Some(id);
        }
        let id = self.find_old_line(line)?;
        (!self.lines.contains_key(&id)).then_some(id)
    }

    /// The relationship of the network that is equal to this one, even if it was changed or removed since.
    pub(super) fn find_old_line(&self, line: &Line) -> Option<LineId> {
        let index = self.base.index();
        let id = |slot: Slot| match slot {
            Slot::QUESTION => index.question,
            slot => self.is_old(slot).then_some(ConceptId(slot.0)),
        };
        let (source, target) = (id(line.source)?, id(line.target)?);
        let relation = index.relation_number(self.base.as_bytes(), &line.relation)?;
        let std::ops::Range { start, end } = index.outgoing(source);
        let key = |number: u32| {
            let id = RelationshipId(number);
            (index.relation(id), index.target(id))
        };
        let extra = line.extra();
        let is_before = |number: u32| {
            let order = key(number).cmp(&(relation, target));
            let extras = || compare_extras(extra_bytes(&self.base, RelationshipId(number)), &extra);
            order.then_with(extras).is_lt()
        };
        let (mut low, mut high) = (start, end);
        while low < high {
            let middle = low + (high - low) / 2;
            if is_before(middle) { low = middle + 1 } else { high = middle }
        }
        let is_it = low < end
            && key(low) == (relation, target)
            && !index.derived.contains(&low)
            && extra_bytes(&self.base, RelationshipId(low)) == extra;
        is_it.then_some(LineId(low))
    }

    /// Adds a relationship, which must not exist yet.
    pub(super) fn add_line(&mut self, line: Line) -> LineId {
        let id = LineId(self.next_line);
        self.next_line += 1;
        self.put_line(id, line);
        id
    }

    /// Replaces a relationship by one that must not exist yet.
    pub(super) fn put_line(&mut self, id: LineId, line: Line) {
        self.take_line(id);
        for end in [line.source, line.target] {
            self.ends.entry(end).or_default().insert(id);
        }
        self.known.insert(line.clone(), id);
        self.lines.insert(id, Some(line));
    }

    /// Removes a relationship; its highlight stays in the list.
    pub(super) fn take_line(&mut self, id: LineId) {
        if let Some(Some(line)) = self.lines.insert(id, None) {
            for end in [line.source, line.target] {
                self.ends.entry(end).or_default().remove(&id);
            }
            if self.known.get(&line) == Some(&id) {
                self.known.remove(&line);
            }
        }
    }

    /// The relationships that start or end at a concept, without those that follow from findings. O(their
    /// number).
    pub(super) fn lines_of(&self, slot: Slot) -> BTreeSet<LineId> {
        let mut all = self.ends.get(&slot).cloned().unwrap_or_default();
        if let Some(concept) = self.old(slot) {
            let lines = concept.outgoing().chain(concept.incoming());
            let stored = lines.filter(|line| !line.is_key_finding()).map(|line| LineId(line.id().0));
            all.extend(stored.filter(|id| !self.lines.contains_key(id)));
        }
        all
    }

    /// Whether the question is a concept.
    pub(super) fn is_question_touched(&self) -> bool {
        let is_stored =
            |line: Relationship<'_>| !line.is_key_finding() && !self.lines.contains_key(&LineId(line.id().0));
        !self.findings.is_empty()
            || self.ends.get(&Slot::QUESTION).is_some_and(|lines| !lines.is_empty())
            || self
                .base
                .question_concept()
                .is_some_and(|it| it.outgoing().chain(it.incoming()).any(is_stored))
    }

    /// The parts of a relationship, with the current labels; a removed concept has its last label.
    pub(super) fn parts(&self, line: &Line) -> RelationshipParts {
        let end = |slot: Slot| (slot != Slot::QUESTION).then(|| self.label(slot).to_owned());
        RelationshipParts {
            source: end(line.source),
            relation: line.relation.clone(),
            target: end(line.target),
            passage: line.passage.clone(),
            attributes: line.attributes.clone(),
        }
    }
}

impl Line {
    /// Passage and attributes as canonical bytes.
    pub(super) fn extra(&self) -> Vec<u8> {
        let pairs = self.attributes.iter().map(|pair| (pair.name.as_str(), pair.value.as_str()));
        crate::network::write_extra(&self.passage, pairs)
    }
}

pub(super) fn body(concept: Concept<'_>) -> Body {
    Body { text: concept.text().unwrap_or_default().to_owned(), attributes: attributes(concept.attributes()) }
}

/// The concept with this label, not counting the question, without a table. O(log n) comparisons.
pub(super) fn find_label(network: &Network, label: &str) -> Option<ConceptId> {
    let (mut low, mut high) = (0, network.concept_count() as u32);
    while low < high {
        let middle = low + (high - low) / 2;
        match network.concept_by_id(ConceptId(middle))?.label().cmp(label) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Equal => {
                return (network.index().question != Some(ConceptId(middle))).then_some(ConceptId(middle));
            }
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}
