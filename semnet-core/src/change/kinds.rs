//! The kinds of changes, and lists of them.

use serde::{Deserialize, Serialize};

use crate::change::parts::{Attribute, ConceptParts, Owner, RelationshipParts};
use crate::change::tagged::tagged;

tagged! {
    "change";
    /// One change; `Display` writes it as one line. Places are counted from 0 here, and from `1st` in that
    /// line. They are places in the list as the previous changes have left it.
    ///
    /// Concepts are named by their labels after all changes of an edit; only a
    /// [`ConceptRenamed`](Change::ConceptRenamed) also has the old label. A relationship whose passage or
    /// attributes change is named by the old ones, and a highlight by the new ones.
    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
    pub enum Change {
        /// The question changed.
        QuestionChanged {
            /// The old question.
            from: String,
            /// The new question.
            to: String,
        },
        /// The title changed; an empty string means no title.
        TitleChanged {
            /// The old title.
            from: String,
            /// The new title.
            to: String,
        },
        /// A concept, perhaps a finding, was renamed.
        ConceptRenamed {
            /// The old label.
            from: String,
            /// The new label.
            to: String,
        },
        /// A finding was removed together with its concept.
        FindingRemoved {
            /// The concept, without its relationships.
            concept: ConceptParts,
            /// Its place in the list, counted from 0.
            place: usize,
        },
        /// A concept that is not a finding was removed.
        ConceptRemoved {
            /// The concept, without its relationships.
            concept: ConceptParts,
        },
        /// A finding became an ordinary concept.
        NoLongerFinding {
            /// The label of the concept.
            label: String,
            /// Its place in the list, counted from 0.
            place: usize,
        },
        /// A new concept was added as a finding.
        FindingAdded {
            /// The concept, without its relationships.
            concept: ConceptParts,
            /// Its place in the list, counted from 0.
            place: usize,
        },
        /// A concept was added.
        ConceptAdded {
            /// The concept, without its relationships.
            concept: ConceptParts,
        },
        /// An existing concept became a finding.
        BecameFinding {
            /// The label of the concept.
            label: String,
            /// Its place in the list, counted from 0.
            place: usize,
        },
        /// A finding moved in the list. As few findings as possible are listed as moved.
        FindingMoved {
            /// The label of the concept.
            label: String,
            /// The old place, counted from 0.
            from: usize,
            /// The new place, counted from 0.
            to: usize,
        },
        /// The text of a finding changed.
        FindingReworded {
            /// The label of the concept.
            label: String,
            /// The old text.
            from: String,
            /// The new text.
            to: String,
        },
        /// The text of a concept that is not a finding changed.
        ConceptReworded {
            /// The label of the concept.
            label: String,
            /// The old text.
            from: String,
            /// The new text.
            to: String,
        },
        /// An attribute was removed.
        AttributeRemoved {
            /// The part that has the attribute.
            on: Owner,
            /// The attribute.
            attribute: Attribute,
        },
        /// An attribute was added.
        AttributeAdded {
            /// The part that has the attribute.
            on: Owner,
            /// The attribute.
            attribute: Attribute,
        },
        /// A relationship was removed.
        RelationshipRemoved {
            /// The relationship.
            relationship: RelationshipParts,
        },
        /// The passage of a relationship changed; an empty string means no passage.
        PassageChanged {
            /// The relationship.
            relationship: RelationshipParts,
            /// The new passage.
            to: String,
        },
        /// A relationship was added.
        RelationshipAdded {
            /// The relationship.
            relationship: RelationshipParts,
        },
        /// A relationship, perhaps a removed one, is no longer highlighted.
        HighlightRemoved {
            /// The relationship.
            relationship: RelationshipParts,
            /// Its place in the list, counted from 0.
            place: usize,
        },
        /// A relationship was highlighted.
        HighlightAdded {
            /// The relationship.
            relationship: RelationshipParts,
            /// Its place in the list, counted from 0.
            place: usize,
        },
        /// A highlight moved in the list.
        HighlightMoved {
            /// The relationship.
            relationship: RelationshipParts,
            /// The old place, counted from 0.
            from: usize,
            /// The new place, counted from 0.
            to: usize,
        },
    }
}

/// The changes from one network to another, made by [`Network::diff`](crate::Network::diff) or an
/// [`Editor`](crate::change::Editor) and applied by [`Network::apply`](crate::Network::apply), which makes
/// all of them or none. `Display` writes a line for each; serde reads and writes a list of objects, each with
/// its kind in the field `change`.
///
/// The changes of an edit have a fixed order: question, title and attributes, renamed concepts, removals,
/// moved findings, additions and rewordings, relationships, highlights.
///
/// The changes of successive edits can be joined with [`extend`](Extend::extend). Joined changes carry no
/// separators: [`apply`](crate::Network::apply) starts a new edit wherever the fixed order starts again, and
/// otherwise reads neighbouring edits as one. Some edits cannot be made in one, so `apply` may refuse joined
/// changes; if it accepts them, the result is the same as that of the edits. To be safe, use the
/// [`changes`](crate::change::Edited::changes) of a finished editor: they always apply to the network that
/// the editor began with, and are as few as possible.
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
    /// The changes as a slice. O(1).
    pub fn as_slice(&self) -> &[Change] {
        &self.0
    }

    /// Iterates over the changes. O(1), and O(1) for each.
    pub fn iter(&self) -> std::slice::Iter<'_, Change> {
        self.0.iter()
    }

    /// The number of changes. O(1).
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no changes, that is, the networks are equal. O(1).
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Change> for Changes {
    /// A single change.
    fn from(change: Change) -> Changes {
        Changes(vec![change])
    }
}

impl From<Vec<Change>> for Changes {
    /// These changes, in this order.
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
