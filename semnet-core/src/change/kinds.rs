//! The kinds of changes, and lists of them.

use serde::{Deserialize, Serialize};

use crate::change::parts::{Attribute, ConceptParts, Owner, RelationshipParts};
use crate::change::tagged::tagged;

tagged! {
    "change";
    /// One change, a line by `Display`. Places are counted from 0, in words from the 1st: they are places in
    /// the list as the changes before have left it.
    ///
    /// Concepts are named by the labels that they have after all changes of an edit; only a
    /// [`ConceptRenamed`](Change::ConceptRenamed) also has the label from before. A relationship whose
    /// passage or attributes change is named by those from before, and a highlight by those from after.
    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
    pub enum Change {
        /// The question is another.
        QuestionChanged {
            /// Before.
            from: String,
            /// After.
            to: String,
        },
        /// The title is another; empty for no title.
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
        /// A concept that is not a finding has another text.
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
        /// A relationship has another passage; empty for no passage.
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
}

/// The changes from one network to another, from [`Network::diff`](crate::Network::diff), for
/// [`Network::apply`](crate::Network::apply). A line for each by `Display`; a list of objects, each with
/// its kind as `change`, by serde, which also reads it. [`Network::apply`](crate::Network::apply) makes all
/// changes or none, wherever they came from.
///
/// The changes of an edit stand in one order: question, title and attributes, renamed concepts, what is
/// removed, findings that are moved, what is added or reworded, relationships, highlights. The changes that
/// edits returned one after the other may be joined with [`extend`](Extend::extend): where the order begins
/// again, another edit begins, which is about what the one before made. Applied to the network that the first
/// edit began with, joined changes give what the edits gave, or are refused: two edits without such a
/// beginning between them are read as one, and some can only be done in two. The
/// [`changes`](crate::change::Edited::changes) of a finished editor are never refused there, and are as few
/// as can be.
///
/// ```
/// use semnet_core::NetworkBuilder;
/// use semnet_core::change::Changes;
///
/// let network = |title| NetworkBuilder::new("Q?").title(title).build();
/// let (old, new) = (network("Old")?, network("New")?);
/// let json = serde_json::to_string(&old.diff(&new))?;
/// assert_eq!(json, r#"[{"change":"titleChanged","from":"Old","to":"New"}]"#);
/// let changes: Changes = serde_json::from_str(&json)?;
/// assert_eq!(old.apply(&changes)?, new);
///
/// let mut editor = old.editor();
/// let mut joined = editor.add_finding("A", "", None)?;
/// joined.extend(editor.add_finding("B", "", Some(0))?);
/// joined.extend(editor.set_text("A", "Red.")?);
/// assert_eq!(old.apply(&joined)?, editor.network()?);
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

    /// The changes, one by one. O(1).
    pub fn iter(&self) -> std::slice::Iter<'_, Change> {
        self.0.iter()
    }

    /// How many there are. O(1).
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none: the networks are equal. O(1).
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Change> for Changes {
    fn from(change: Change) -> Changes {
        Changes(vec![change])
    }
}

impl From<Vec<Change>> for Changes {
    fn from(changes: Vec<Change>) -> Changes {
        Changes(changes)
    }
}

impl FromIterator<Change> for Changes {
    fn from_iter<T: IntoIterator<Item = Change>>(changes: T) -> Changes {
        Changes(changes.into_iter().collect())
    }
}

impl Extend<Change> for Changes {
    fn extend<T: IntoIterator<Item = Change>>(&mut self, changes: T) {
        self.0.extend(changes);
    }
}

impl IntoIterator for Changes {
    type Item = Change;
    type IntoIter = std::vec::IntoIter<Change>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Changes {
    type Item = &'a Change;
    type IntoIter = std::slice::Iter<'a, Change>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
