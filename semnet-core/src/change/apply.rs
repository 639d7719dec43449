//! Applies changes to a network, or reports the first that does not fit.

use std::collections::{BTreeMap, BTreeSet};

use crate::change::draft::{Draft, Line, LineId, Slot};
use crate::change::edits::edits;
use crate::change::kinds::{Change, Changes};
use crate::change::parts::{Attribute, Body, ConceptParts, Owner};
use crate::change::places::Places;
use crate::network::{BuildError, Network};
use crate::util::excerpt;

/// Why changes cannot be applied to a network.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ApplyError {
    /// The network lacks something that a change starts from, or already has something that it would add.
    #[error("cannot apply {change}: {reason}")]
    DoesNotFit {
        /// The change.
        change: Box<Change>,
        /// What the network has instead.
        reason: String,
    },
    /// The result cannot be built.
    #[error(transparent)]
    Build(#[from] BuildError),
}

/// # Changes: applying
impl Network {
    /// The network with changes applied to it. The changes come from [`diff`](Network::diff), from an
    /// [`Editor`](crate::change::Editor), or are [joined](Changes) from several of these.
    /// `a.apply(&a.diff(&b))` is `b`.
    ///
    /// Changes also apply to any other network that has everything they start from: reworded things have
    /// their old text, removed or moved things are there, and added things are not. O(size), about as much as
    /// opening the network from its bytes, and O(log n) for each change.
    ///
    /// # Errors
    ///
    /// [`ApplyError::DoesNotFit`], with the first change that does not fit and the reason;
    /// [`ApplyError::Build`] if the result cannot be built.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    ///
    /// let network = |concept, text| NetworkBuilder::new("Q?").concept(concept, text).build();
    /// let changes = network("A", "Red.")?.diff(&network("A", "Blue.")?);
    ///
    /// let error = network("A", "Green.")?.apply(&changes).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "cannot apply concept \"A\" reworded: \"Red.\" became \"Blue.\": it is \"Green.\""
    /// );
    /// # Ok::<(), semnet_core::network::BuildError>(())
    /// ```
    #[doc(alias = "patch")]
    pub fn apply(&self, changes: &Changes) -> Result<Network, ApplyError> {
        if changes.is_empty() {
            return Ok(self.clone());
        }
        let mut draft = Draft::new(self);
        draft.apply(changes)?;
        Ok(draft.build()?)
    }
}

pub(super) fn misfit(change: &Change, reason: String) -> ApplyError {
    ApplyError::DoesNotFit { change: Box::new(change.clone()), reason }
}

/// Checks that a string is the expected one.
fn is(known: &str, wanted: &str) -> Result<(), String> {
    match known {
        known if known == wanted => Ok(()),
        "" => Err("there is none".into()),
        known => Err(format!("it is \"{}\"", excerpt(known))),
    }
}

pub(super) fn set(known: &mut String, from: &str, to: &str) -> Result<(), String> {
    is(known, from)?;
    to.clone_into(known);
    Ok(())
}

/// The findings and highlights while they are reordered, if a change is about them.
#[derive(Default)]
struct Lists {
    findings: Option<Places<Slot>>,
    highlights: Option<Places<LineId>>,
}

/// The changes of an edit while they are applied to a draft. Relationships are named as they were before the
/// edit.
pub(super) struct Applying<'c, 'd> {
    pub(super) draft: &'d mut Draft,
    lists: &'d mut Lists,
    /// Removed concepts, which relationships and findings may still name.
    removed: BTreeMap<String, (Slot, &'c Change)>,
    pub(super) removed_lines: BTreeMap<LineId, &'c Change>,
    pub(super) gone: BTreeMap<Line, LineId>,
    /// Changed relationships, each with its new version.
    pub(super) remade: BTreeMap<LineId, (Line, &'c Change)>,
    pub(super) added: Vec<(Line, &'c Change)>,
}

impl Draft {
    /// Applies all changes. After an error, the draft must not be used.
    pub(super) fn apply(&mut self, changes: &Changes) -> Result<(), ApplyError> {
        let changes = changes.normal()?;
        let mut lists = Lists::default();
        for edit in edits(&changes.0) {
            let applying = Applying {
                draft: &mut *self,
                lists: &mut lists,
                removed: BTreeMap::new(),
                removed_lines: BTreeMap::new(),
                gone: BTreeMap::new(),
                remade: BTreeMap::new(),
                added: Vec::new(),
            };
            applying.make(edit)?;
        }
        lists.findings.into_iter().for_each(|list| self.findings = list.into_list());
        lists.highlights.into_iter().for_each(|list| self.highlights = list.into_list());
        Ok(())
    }
}

impl<'c> Applying<'c, '_> {
    fn make(mut self, edit: &'c [Change]) -> Result<(), ApplyError> {
        for change in edit {
            self.concept(change).map_err(|reason| misfit(change, reason))?;
        }
        for change in edit {
            // In joined edits, one may name a part that the one before made.
            if self.names_made(change) {
                self.remake()?;
            }
            self.relationship(change).map_err(|reason| misfit(change, reason))?;
        }
        self.remake()?;
        for change in edit {
            self.highlight(change).map_err(|reason| misfit(change, reason))?;
        }
        self.finish(edit)
    }

    fn findings(&mut self) -> &mut Places<Slot> {
        let Applying { draft, lists, .. } = self;
        lists.findings.get_or_insert_with(|| Places::new(draft.findings.iter().copied()))
    }

    pub(super) fn highlights(&mut self) -> &mut Places<LineId> {
        let Applying { draft, lists, .. } = self;
        lists.highlights.get_or_insert_with(|| Places::new(draft.highlights.iter().copied()))
    }

    fn take_finding(&mut self, slot: Option<Slot>) -> Result<Slot, String> {
        slot.filter(|&slot| self.findings().take(slot)).ok_or_else(|| "there is no such finding".into())
    }

    pub(super) fn take_highlight(&mut self, line: Option<LineId>) -> Result<LineId, String> {
        line.filter(|&id| self.highlights().take(id)).ok_or_else(|| "there is no such highlight".into())
    }

    fn has_concept(&self, label: &str) -> Result<Slot, String> {
        self.draft.find(label).ok_or_else(|| format!("there is no concept {label:?}"))
    }

    fn has_no_concept(&self, label: &str) -> Result<(), String> {
        match self.draft.find(label) {
            Some(_) => Err(format!("there is already a concept {label:?}")),
            None => Ok(()),
        }
    }

    /// A concept that exists, or existed before these changes.
    pub(super) fn known(&self, label: &str) -> Option<Slot> {
        self.draft.find(label).or_else(|| self.removed.get(label).map(|&(slot, _)| slot))
    }

    /// Applies a change of the question, the title, attributes, concepts or findings, or returns the part
    /// that does not fit.
    fn concept(&mut self, change: &'c Change) -> Result<(), String> {
        match change {
            Change::QuestionChanged { from, to } => set(&mut self.draft.question, from, to),
            Change::TitleChanged { from, to } => set(&mut self.draft.title, from, to),
            Change::ConceptRenamed { from, to } => {
                let slot = self.has_concept(from)?;
                self.has_no_concept(to)?;
                self.draft.rename(slot, to);
                Ok(())
            }
            Change::FindingRemoved { concept, .. } => {
                self.take_finding(self.known(&concept.label))?;
                self.remove(concept, change)
            }
            Change::ConceptRemoved { concept } => self.remove(concept, change),
            Change::NoLongerFinding { label, .. } => self.take_finding(self.known(label)).map(drop),
            Change::FindingMoved { label, to, .. } => {
                let slot = self.take_finding(self.known(label))?;
                self.findings().put(slot, *to).map_err(too_far)
            }
            Change::FindingAdded { concept, place } => {
                let slot = self.add(concept)?;
                self.findings().put(slot, *place).map_err(too_far)
            }
            Change::ConceptAdded { concept } => self.add(concept).map(drop),
            Change::BecameFinding { label, place } => {
                let slot = self.has_concept(label)?;
                match self.findings().has(slot) {
                    true => Err("it is already a finding".into()),
                    false => self.findings().put(slot, *place).map_err(too_far),
                }
            }
            Change::FindingReworded { label, from, to } | Change::ConceptReworded { label, from, to } => {
                let slot = self.has_concept(label)?;
                set(&mut self.draft.node(slot).text, from, to)
            }
            Change::AttributeRemoved { on: Owner::Network, attribute } => {
                remove(&mut self.draft.attributes, attribute)
            }
            Change::AttributeAdded { on: Owner::Network, attribute } => {
                insert(&mut self.draft.attributes, attribute)
            }
            Change::AttributeRemoved { on: Owner::Concept(label), attribute } => {
                let slot = self.has_concept(label)?;
                remove(&mut self.draft.node(slot).attributes, attribute)
            }
            Change::AttributeAdded { on: Owner::Concept(label), attribute } => {
                let slot = self.has_concept(label)?;
                insert(&mut self.draft.node(slot).attributes, attribute)
            }
            _ => Ok(()),
        }
    }

    fn remove(&mut self, concept: &ConceptParts, change: &'c Change) -> Result<(), String> {
        let slot = self.has_concept(&concept.label)?;
        if self.draft.body(slot).with_label(&concept.label) != *concept {
            return Err("its text or attributes are others".into());
        }
        self.draft.remove(slot);
        self.removed.insert(concept.label.clone(), (slot, change));
        Ok(())
    }

    fn add(&mut self, concept: &ConceptParts) -> Result<Slot, String> {
        self.has_no_concept(&concept.label)?;
        let ConceptParts { label, text, attributes } = concept.clone();
        let body = Body { text, attributes };
        // A concept that was removed and added again keeps its relationships.
        Ok(match self.removed.remove(&label) {
            Some((slot, _)) => {
                self.draft.put(slot, &label, body);
                slot
            }
            None => self.draft.add(&label, body),
        })
    }

    fn finish(mut self, edit: &[Change]) -> Result<(), ApplyError> {
        let draft = &*self.draft;
        if draft.find(&draft.question).is_some() {
            let label = excerpt(&draft.question);
            let makes = |change: &&Change| match change {
                Change::QuestionChanged { to, .. } | Change::ConceptRenamed { to, .. } => {
                    *to == draft.question
                }
                Change::FindingAdded { concept, .. } | Change::ConceptAdded { concept } => {
                    concept.label == draft.question
                }
                _ => false,
            };
            return Err(match edit.iter().find(makes) {
                Some(change) => misfit(change, "a concept and the question would be the same".into()),
                None => BuildError::LabelIsQuestion { label }.into(),
            });
        }
        for (slot, change) in std::mem::take(&mut self.removed).into_values() {
            if self.findings().has(slot) {
                return Err(misfit(change, "it is a finding".into()));
            }
            let draft = &*self.draft;
            if let Some(line) = draft.lines_of(slot).first().and_then(|&line| draft.line(line)) {
                return Err(misfit(change, format!("the relationship {} needs it", draft.parts(&line))));
            }
        }
        for (id, change) in std::mem::take(&mut self.removed_lines) {
            if self.highlights().has(id) {
                return Err(misfit(change, "it is highlighted".into()));
            }
        }
        Ok(())
    }
}

/// The reason why a place is past the end of a list.
pub(super) fn too_far(length: usize) -> String {
    format!("the list is only {length} long")
}

pub(super) fn remove(known: &mut BTreeSet<Attribute>, attribute: &Attribute) -> Result<(), String> {
    if known.remove(attribute) { Ok(()) } else { Err("there is no such attribute".into()) }
}

pub(super) fn insert(known: &mut BTreeSet<Attribute>, attribute: &Attribute) -> Result<(), String> {
    if known.insert(attribute.clone()) { Ok(()) } else { Err("there is this attribute already".into()) }
}
