//! The changes from one network to another.

use serde::{Deserialize, Serialize};

use crate::change::parts::{Attribute, Body, ConceptParts, Owner, Parts, RelationshipParts};
use crate::change::rename::renames;
use crate::change::{order, pairs};
use crate::network::Network;

/// One change, a line by `Display`. Places are counted from 0, in words from the 1st.
///
/// Concepts have their new labels, but for the one that is renamed. A relationship is named as it was before its passage
/// and attributes changed; a highlight as it is after.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub enum Change {
    /// The question is another.
    QuestionChanged {
        /// Before.
        from: String,
        /// After.
        to: String,
    },
    /// The title is another; empty where there is none.
    TitleChanged {
        /// Before.
        from: String,
        /// After.
        to: String,
    },
    /// A concept, perhaps a finding, has another label.
    ConceptRenamed {
        /// Before.
        from: String,
        /// After.
        to: String,
    },
    /// A finding is gone, and so is its concept.
    FindingRemoved {
        /// All of it but its relationships.
        concept: ConceptParts,
        /// Its place in the list, counted from 0.
        place: usize,
    },
    /// A concept is gone.
    ConceptRemoved {
        /// All of it but its relationships.
        concept: ConceptParts,
    },
    /// A finding is no longer one, but still a concept.
    NoLongerFinding {
        /// Its label.
        label: String,
        /// Its place in the list, counted from 0.
        place: usize,
    },
    /// There is a new finding, a new concept.
    FindingAdded {
        /// All of it but its relationships.
        concept: ConceptParts,
        /// Its place in the list, counted from 0.
        place: usize,
    },
    /// There is a new concept.
    ConceptAdded {
        /// All of it but its relationships.
        concept: ConceptParts,
    },
    /// A concept that was there is a finding now.
    BecameFinding {
        /// Its label.
        label: String,
        /// Its place in the list, counted from 0.
        place: usize,
    },
    /// A finding is elsewhere in the list. As few as can be are said to have moved.
    FindingMoved {
        /// Its label.
        label: String,
        /// Before.
        from: usize,
        /// After.
        to: usize,
    },
    /// A finding has another text.
    FindingReworded {
        /// Its label.
        label: String,
        /// Before.
        from: String,
        /// After.
        to: String,
    },
    /// A concept that is no finding has another text.
    ConceptReworded {
        /// Its label.
        label: String,
        /// Before.
        from: String,
        /// After.
        to: String,
    },
    /// An attribute is gone.
    AttributeRemoved {
        /// What it is on.
        on: Owner,
        /// The attribute.
        attribute: Attribute,
    },
    /// There is a new attribute.
    AttributeAdded {
        /// What it is on.
        on: Owner,
        /// The attribute.
        attribute: Attribute,
    },
    /// A relationship is gone.
    RelationshipRemoved {
        /// The relationship.
        relationship: RelationshipParts,
    },
    /// A relationship has another passage; empty where there is none.
    PassageChanged {
        /// The relationship.
        relationship: RelationshipParts,
        /// After.
        to: String,
    },
    /// There is a new relationship.
    RelationshipAdded {
        /// The relationship.
        relationship: RelationshipParts,
    },
    /// A relationship, perhaps one that is gone, is no longer highlighted.
    HighlightRemoved {
        /// The relationship.
        relationship: RelationshipParts,
        /// Its place in the list, counted from 0.
        place: usize,
    },
    /// A relationship is highlighted.
    HighlightAdded {
        /// The relationship.
        relationship: RelationshipParts,
        /// Its place in the list, counted from 0.
        place: usize,
    },
    /// A highlight is elsewhere in the list.
    HighlightMoved {
        /// The relationship.
        relationship: RelationshipParts,
        /// Before.
        from: usize,
        /// After.
        to: usize,
    },
}

/// The changes from one network to another, from [`Network::diff`], for [`Network::apply`]. A line for each by
/// `Display`; a list of objects, each with its kind as `change`, by serde, which also reads it. Whatever was read:
/// [`Network::apply`] makes all of it or nothing.
///
/// ```
/// # use semnet_core::NetworkBuilder;
/// # use semnet_core::change::Changes;
/// let network = |title| NetworkBuilder::new("Q?").title(title).build();
/// let (old, new) = (network("Old")?, network("New")?);
/// let json = serde_json::to_string(&old.diff(&new))?;
/// assert_eq!(json, r#"[{"change":"titleChanged","from":"Old","to":"New"}]"#);
/// let changes: Changes = serde_json::from_str(&json)?;
/// assert_eq!(old.apply(&changes)?, new);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Changes(pub(super) Vec<Change>);

impl Changes {
    /// The changes. O(1).
    pub fn as_slice(&self) -> &[Change] {
        &self.0
    }

    /// Whether there are none: the networks are equal. O(1).
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Network {
    /// The changes from this network to another one, in the order question, title, attributes, renamed concepts, concepts
    /// and findings, relationships, highlights. None exactly when the two are equal. O(size log n).
    ///
    /// Concepts are the same by label. A concept counts as renamed when its text, attributes and relationships are those
    /// of a concept that is new, when no other concept that is gone or new is like them, and when it has any of these;
    /// else it is removed, and the other one added. Ends of relationships that are themselves gone or new are taken for
    /// alike, so that neighbours may be renamed together. A relationship between the same concepts of the same
    /// relation, with another passage or other attributes, is the same one changed.
    ///
    /// ```
    /// # use semnet_core::NetworkBuilder;
    /// let before = NetworkBuilder::new("Q?").finding("A", "").finding("B", "Red.").finding("C", "").build()?;
    /// let after = NetworkBuilder::new("Q?").finding("C", "").finding("A", "").finding("B", "Blue.").build()?;
    /// let changes = before.diff(&after);
    /// assert_eq!(
    ///     changes.to_string(),
    ///     "finding \"B\" reworded: \"Red.\" became \"Blue.\"\nfinding \"C\" moved from 3rd to 1st\n"
    /// );
    /// assert_eq!(before.apply(&changes)?, after);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "difference")]
    pub fn diff(&self, other: &Network) -> Changes {
        if self == other {
            return Changes::default();
        }
        let (mut before, after) = (Parts::of(self), Parts::of(other));
        let mut changes = Vec::new();
        if before.question != after.question {
            let (from, to) = (before.question.clone(), after.question.clone());
            changes.push(Change::QuestionChanged { from, to });
        }
        if before.title != after.title {
            changes.push(Change::TitleChanged { from: before.title.clone(), to: after.title.clone() });
        }
        attributes(&mut changes, || Owner::Network, &before.attributes, &after.attributes);
        let names = renames(&before, &after);
        before.rename(&names);
        changes.extend(names.into_iter().map(|(from, to)| Change::ConceptRenamed { from, to }));
        concepts(&mut changes, &before, &after);
        let highlights = relationships(&mut changes, &before, &after);
        let list = order::compare(&highlights, &after.highlights);
        for (relationship, place) in list.removed {
            changes.push(Change::HighlightRemoved { relationship: relationship.clone(), place });
        }
        for (relationship, place) in list.added {
            changes.push(Change::HighlightAdded { relationship: relationship.clone(), place });
        }
        for (relationship, from, to) in list.moved {
            changes.push(Change::HighlightMoved { relationship: relationship.clone(), from, to });
        }
        Changes(changes)
    }
}

type Set = std::collections::BTreeSet<Attribute>;

fn attributes(changes: &mut Vec<Change>, on: impl Fn() -> Owner, before: &Set, after: &Set) {
    for attribute in before.difference(after).cloned() {
        changes.push(Change::AttributeRemoved { on: on(), attribute });
    }
    for attribute in after.difference(before).cloned() {
        changes.push(Change::AttributeAdded { on: on(), attribute });
    }
}

/// What happened to concepts, findings among them.
fn concepts(changes: &mut Vec<Change>, before: &Parts, after: &Parts) {
    let list = order::compare(&before.findings, &after.findings);
    let mut listed = std::collections::BTreeSet::new();
    for (label, place) in list.removed {
        let change = match (before.concepts.get(label), after.concepts.get(label)) {
            (Some(body), None) => Change::FindingRemoved { concept: body.with_label(label), place },
            _ => Change::NoLongerFinding { label: label.clone(), place },
        };
        listed.insert(label);
        changes.push(change);
    }
    for (label, body) in &before.concepts {
        if !after.concepts.contains_key(label) && !listed.contains(label) {
            changes.push(Change::ConceptRemoved { concept: body.with_label(label) });
        }
    }
    for (label, place) in list.added {
        let change = match (before.concepts.get(label), after.concepts.get(label)) {
            (None, Some(body)) => Change::FindingAdded { concept: body.with_label(label), place },
            _ => Change::BecameFinding { label: label.clone(), place },
        };
        listed.insert(label);
        changes.push(change);
    }
    let is_finding: std::collections::BTreeSet<&String> = after.findings.iter().collect();
    for (label, body) in &after.concepts {
        let Some(Body { text, attributes: known }) = before.concepts.get(label) else {
            if !listed.contains(label) {
                changes.push(Change::ConceptAdded { concept: body.with_label(label) });
            }
            continue;
        };
        if *text != body.text {
            let (label, from, to) = (label.clone(), text.clone(), body.text.clone());
            changes.push(match is_finding.contains(&label) {
                true => Change::FindingReworded { label, from, to },
                false => Change::ConceptReworded { label, from, to },
            });
        }
        attributes(changes, || Owner::Concept(label.clone()), known, &body.attributes);
    }
    for (label, from, to) in list.moved {
        changes.push(Change::FindingMoved { label: label.clone(), from, to });
    }
}

/// What happened to relationships; and the highlights of `before`, as they are called after that.
fn relationships(changes: &mut Vec<Change>, before: &Parts, after: &Parts) -> Vec<RelationshipParts> {
    let pairs = pairs::changed(&before.relationships, &after.relationships);
    for relationship in before.relationships.difference(&after.relationships) {
        let Some(changed) = pairs.get(relationship) else {
            changes.push(Change::RelationshipRemoved { relationship: relationship.clone() });
            continue;
        };
        if relationship.passage != changed.passage {
            let (relationship, to) = (relationship.clone(), changed.passage.clone());
            changes.push(Change::PassageChanged { relationship, to });
        }
        let owner = || Owner::Relationship(relationship.clone());
        attributes(changes, owner, &relationship.attributes, &changed.attributes);
    }
    let remade: std::collections::BTreeSet<_> = pairs.values().copied().collect();
    for relationship in after.relationships.difference(&before.relationships) {
        if !remade.contains(relationship) {
            changes.push(Change::RelationshipAdded { relationship: relationship.clone() });
        }
    }
    before.highlights.iter().map(|one| (*pairs.get(one).unwrap_or(&one)).clone()).collect()
}
