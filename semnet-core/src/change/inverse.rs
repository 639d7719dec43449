//! The inverse of changes.

use std::collections::BTreeMap;

use crate::change::edits::{edits, rank};
use crate::change::kinds::{Change, Changes};
use crate::change::parts::{ConceptParts, Owner, RelationshipParts};

type Names = BTreeMap<String, String>;

impl Changes {
    /// The changes that undo these: `a.apply(&c)?.apply(&c.inverse())?` is `a`, byte for byte, for changes
    /// `c` that were made from `a` by [`diff`](crate::network::Network::diff) or an
    /// [`Editor`](crate::change::Editor). The inverse of the inverse is redo. O(n log n).
    ///
    /// If the changes were applied to a network other than the one they were made from, the inverse restores
    /// findings and highlights at the places of the first network; use `result.diff(&network)` instead.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    ///
    /// let before = NetworkBuilder::new("Q?").finding("A", "").finding("B", "Red.").build()?;
    /// let after = NetworkBuilder::new("Q?").finding("B", "Blue.").build()?;
    /// let undo = before.diff(&after).inverse();
    /// assert_eq!(
    ///     undo.to_string(),
    ///     "finding \"A\" added as 1st\nfinding \"B\" reworded: \"Blue.\" became \"Red.\"\n"
    /// );
    /// assert_eq!(after.apply(&undo)?, before);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "undo")]
    #[doc(alias = "invert")]
    pub fn inverse(&self) -> Changes {
        edits(&self.0).rev().flat_map(inverse).collect()
    }
}

/// The inverse of an edit: the last change first, brought into the order of an edit's changes.
fn inverse(edit: &[Change]) -> Vec<Change> {
    let mut inverting = Inverting { names: Names::new(), after: BTreeMap::new(), before: BTreeMap::new() };
    for change in edit {
        inverting.read(change);
    }
    for (before, after) in &inverting.after {
        inverting.before.insert(after.clone(), before.clone());
    }
    let mut changes: Vec<Change> = edit.iter().rev().map(|change| inverting.inverse(change)).collect();
    changes.sort_by_key(rank);
    changes
}

struct Inverting {
    /// New names → old ones.
    names: Names,
    /// Changed relationships, before → after, and after → before; with new names.
    after: BTreeMap<RelationshipParts, RelationshipParts>,
    before: BTreeMap<RelationshipParts, RelationshipParts>,
}

impl Inverting {
    fn read(&mut self, change: &Change) {
        match change {
            Change::ConceptRenamed { from, to } => {
                let first = self.names.remove(from).unwrap_or_else(|| from.clone());
                self.names.insert(to.clone(), first);
            }
            Change::PassageChanged { relationship, to } => {
                self.remade(relationship).passage.clone_from(to);
            }
            Change::AttributeRemoved { on: Owner::Relationship(relationship), attribute } => {
                self.remade(relationship).attributes.remove(attribute);
            }
            Change::AttributeAdded { on: Owner::Relationship(relationship), attribute } => {
                self.remade(relationship).attributes.insert(attribute.clone());
            }
            _ => {}
        }
    }

    fn remade(&mut self, before: &RelationshipParts) -> &mut RelationshipParts {
        self.after.entry(before.clone()).or_insert_with(|| before.clone())
    }

    fn label(&self, label: &str) -> String {
        self.names.get(label).map_or(label, |name| name).to_owned()
    }

    fn concept(&self, concept: &ConceptParts) -> ConceptParts {
        ConceptParts { label: self.label(&concept.label), ..concept.clone() }
    }

    fn relationship(&self, relationship: &RelationshipParts) -> RelationshipParts {
        let end = |end: &Option<String>| end.as_deref().map(|label| self.label(label));
        RelationshipParts {
            source: end(&relationship.source),
            target: end(&relationship.target),
            ..relationship.clone()
        }
    }

    /// The changed version of a relationship, with the inverse's labels: the version that the inverse starts
    /// from.
    fn became(&self, before: &RelationshipParts) -> RelationshipParts {
        self.relationship(self.after.get(before).unwrap_or(before))
    }

    /// A highlight as it was named before.
    fn highlight(&self, after: &RelationshipParts) -> RelationshipParts {
        self.relationship(self.before.get(after).unwrap_or(after))
    }

    fn owner(&self, on: &Owner) -> Owner {
        match on {
            Owner::Network => Owner::Network,
            Owner::Concept(label) => Owner::Concept(self.label(label)),
            Owner::Relationship(relationship) => Owner::Relationship(self.became(relationship)),
        }
    }

    fn inverse(&self, change: &Change) -> Change {
        match change {
            Change::QuestionChanged { from, to } => {
                Change::QuestionChanged { from: to.clone(), to: from.clone() }
            }
            Change::TitleChanged { from, to } => Change::TitleChanged { from: to.clone(), to: from.clone() },
            Change::ConceptRenamed { from, to } => {
                Change::ConceptRenamed { from: to.clone(), to: from.clone() }
            }
            Change::FindingRemoved { concept, place } => {
                Change::FindingAdded { concept: self.concept(concept), place: *place }
            }
            Change::FindingAdded { concept, place } => {
                Change::FindingRemoved { concept: self.concept(concept), place: *place }
            }
            Change::ConceptRemoved { concept } => Change::ConceptAdded { concept: self.concept(concept) },
            Change::ConceptAdded { concept } => Change::ConceptRemoved { concept: self.concept(concept) },
            Change::NoLongerFinding { label, place } => {
                Change::BecameFinding { label: self.label(label), place: *place }
            }
            Change::BecameFinding { label, place } => {
                Change::NoLongerFinding { label: self.label(label), place: *place }
            }
            Change::FindingMoved { label, from, to } => {
                Change::FindingMoved { label: self.label(label), from: *to, to: *from }
            }
            Change::FindingReworded { label, from, to } => {
                Change::FindingReworded { label: self.label(label), from: to.clone(), to: from.clone() }
            }
            Change::ConceptReworded { label, from, to } => {
                Change::ConceptReworded { label: self.label(label), from: to.clone(), to: from.clone() }
            }
            Change::AttributeRemoved { on, attribute } => {
                Change::AttributeAdded { on: self.owner(on), attribute: attribute.clone() }
            }
            Change::AttributeAdded { on, attribute } => {
                Change::AttributeRemoved { on: self.owner(on), attribute: attribute.clone() }
            }
            Change::RelationshipRemoved { relationship } => {
                Change::RelationshipAdded { relationship: self.relationship(relationship) }
            }
            Change::RelationshipAdded { relationship } => {
                Change::RelationshipRemoved { relationship: self.relationship(relationship) }
            }
            Change::PassageChanged { relationship, .. } => Change::PassageChanged {
                relationship: self.became(relationship),
                to: relationship.passage.clone(),
            },
            Change::HighlightRemoved { relationship, place } => {
                Change::HighlightAdded { relationship: self.highlight(relationship), place: *place }
            }
            Change::HighlightAdded { relationship, place } => {
                Change::HighlightRemoved { relationship: self.highlight(relationship), place: *place }
            }
            Change::HighlightMoved { relationship, from, to } => {
                Change::HighlightMoved { relationship: self.highlight(relationship), from: *to, to: *from }
            }
        }
    }
}
