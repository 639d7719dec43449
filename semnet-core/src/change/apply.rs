//! Changes made to a network, or what of them does not fit it.

use std::collections::{BTreeMap, BTreeSet};

use crate::change::draft::{Draft, Line, LineId, Slot};
use crate::change::kinds::{Change, Changes};
use crate::change::parts::{Attribute, Body, ConceptParts, Owner, RelationshipParts};
use crate::change::places::Places;
use crate::network::{BuildError, Network};
use crate::util::excerpt;

/// Why changes cannot be made to a network.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ApplyError {
    /// The network does not have what a change starts from, or has what it would make.
    #[error("cannot apply {change}: {reason}")]
    DoesNotFit {
        /// The change.
        change: Box<Change>,
        /// What there is instead.
        reason: String,
    },
    /// The result cannot be built.
    #[error(transparent)]
    Build(#[from] BuildError),
}

/// # Changes: applying
impl Network {
    /// The network with changes made to it, from [`diff`](Network::diff) or an
    /// [`Editor`](crate::change::Editor). `a.apply(&a.diff(&b))` is `b`. They also apply to any other network
    /// that has all that they start from: what is reworded has the text that it was reworded from, what is
    /// removed or moved is there, what is added is not. O(size), about what it costs to open the network from
    /// its bytes, and O(log n) for each change.
    ///
    /// # Errors
    ///
    /// [`ApplyError::DoesNotFit`], with the first change that does not fit, and why.
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

fn misfit(change: &Change, reason: String) -> ApplyError {
    ApplyError::DoesNotFit { change: Box::new(change.clone()), reason }
}

/// A string that is the one that it should be.
fn is(known: &str, wanted: &str) -> Result<(), String> {
    match known {
        known if known == wanted => Ok(()),
        "" => Err("there is none".into()),
        known => Err(format!("it is \"{}\"", excerpt(known))),
    }
}

fn set(known: &mut String, from: &str, to: &str) -> Result<(), String> {
    is(known, from)?;
    to.clone_into(known);
    Ok(())
}

/// A list of changes on its way into a draft: all are about what is there before any of them.
struct Applying<'c, 'd> {
    draft: &'d mut Draft,
    /// Removed concepts, which relationships and findings may still name.
    removed: BTreeMap<String, (Slot, &'c Change)>,
    findings: Places<'c, Slot>,
    highlights: Places<'c, LineId>,
    removed_lines: BTreeMap<LineId, &'c Change>,
    gone: BTreeMap<Line, LineId>,
    /// What becomes of relationships.
    remade: BTreeMap<LineId, (Line, &'c Change)>,
    added: Vec<(Line, &'c Change)>,
    highlighted: BTreeSet<LineId>,
}

impl Draft {
    /// Makes all changes; after an error, the draft is of no use.
    pub(super) fn apply(&mut self, changes: &Changes) -> Result<(), ApplyError> {
        let changes = changes.normal()?;
        let mut applying = Applying {
            draft: self,
            removed: BTreeMap::new(),
            findings: Places::new(),
            highlights: Places::new(),
            removed_lines: BTreeMap::new(),
            gone: BTreeMap::new(),
            remade: BTreeMap::new(),
            added: Vec::new(),
            highlighted: BTreeSet::new(),
        };
        applying.rename(&changes)?;
        for change in &changes.0 {
            applying.concept(change).map_err(|reason| misfit(change, reason))?;
        }
        for change in &changes.0 {
            applying.relationship(change).map_err(|reason| misfit(change, reason))?;
        }
        applying.remake()?;
        for change in &changes.0 {
            applying.highlight(change).map_err(|reason| misfit(change, reason))?;
        }
        applying.finish(&changes)
    }
}

impl<'c> Applying<'c, '_> {
    /// Gives concepts their new names, all in one step.
    fn rename(&mut self, changes: &'c Changes) -> Result<(), ApplyError> {
        let mut renamed = Vec::new();
        for change in &changes.0 {
            let Change::ConceptRenamed { from, to } = change else { continue };
            let fits = self.has_concept(from).and_then(|slot| self.has_no_concept(to).map(|()| slot));
            renamed.push((fits.map_err(|reason| misfit(change, reason))?, to, change));
        }
        for (slot, to, change) in renamed {
            self.has_no_concept(to).map_err(|reason| misfit(change, reason))?;
            self.draft.rename(slot, to);
        }
        Ok(())
    }

    fn has_concept(&self, label: &str) -> Result<Slot, String> {
        self.draft.find(label).ok_or_else(|| format!("there is no concept {label:?}"))
    }

    fn has_no_concept(&self, label: &str) -> Result<(), String> {
        match self.draft.find(label) {
            Some(_) => Err(format!("there is a concept {label:?} already")),
            None => Ok(()),
        }
    }

    /// A concept that is there, or was before these changes.
    fn known(&self, label: &str) -> Option<Slot> {
        self.draft.find(label).or_else(|| self.removed.get(label).map(|&(slot, _)| slot))
    }

    /// Makes a change of question, title, attributes, concepts or findings; or what does not fit.
    fn concept(&mut self, change: &'c Change) -> Result<(), String> {
        match change {
            Change::QuestionChanged { from, to } => set(&mut self.draft.question, from, to),
            Change::TitleChanged { from, to } => set(&mut self.draft.title, from, to),
            Change::FindingRemoved { concept, .. } => {
                let slot = self.known(&concept.label);
                self.findings.take(&self.draft.findings, slot, "finding")?;
                self.remove(concept, change)
            }
            Change::ConceptRemoved { concept } => self.remove(concept, change),
            Change::NoLongerFinding { label, .. } => {
                self.findings.take(&self.draft.findings, self.known(label), "finding")
            }
            Change::FindingAdded { concept, place } => {
                let slot = self.add(concept)?;
                self.findings.put(slot, *place, change);
                Ok(())
            }
            Change::ConceptAdded { concept } => self.add(concept).map(drop),
            Change::BecameFinding { label, place } => {
                let slot = self.has_concept(label)?;
                self.findings.put(slot, *place, change);
                match self.findings.has(&self.draft.findings, slot) {
                    true => Err("it is a finding already".into()),
                    false => Ok(()),
                }
            }
            Change::FindingMoved { label, to, .. } => {
                let slot = self.known(label);
                self.findings.take(&self.draft.findings, slot, "finding")?;
                slot.into_iter().for_each(|slot| self.findings.put(slot, *to, change));
                Ok(())
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

    /// The relationship, where all that it names is there.
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

    /// A relationship as it was before these changes.
    fn before(&self, parts: &RelationshipParts) -> Result<(LineId, Line), String> {
        let found = self.line(parts).ok().and_then(|line| Some((self.draft.find_line(&line)?, line)));
        found.ok_or_else(|| "there is no such relationship".into())
    }

    /// Takes up a change of a relationship; or what does not fit.
    fn relationship(&mut self, change: &'c Change) -> Result<(), String> {
        match change {
            Change::RelationshipRemoved { relationship } => {
                let (id, line) = self.before(relationship)?;
                self.gone.insert(line, id);
                match self.removed_lines.insert(id, change) {
                    Some(_) => Err("there is no such relationship".into()),
                    None => Ok(()),
                }
            }
            Change::PassageChanged { relationship, to } => {
                to.clone_into(&mut self.remade(relationship, change)?.passage);
                Ok(())
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

    /// What becomes of a relationship, to be changed further.
    fn remade(&mut self, parts: &RelationshipParts, change: &'c Change) -> Result<&mut Line, String> {
        let (id, line) = self.before(parts)?;
        Ok(&mut self.remade.entry(id).or_insert((line, change)).0)
    }

    /// Replaces the changed relationships, all in one step.
    fn remake(&mut self) -> Result<(), ApplyError> {
        for &id in self.removed_lines.keys().chain(self.remade.keys()) {
            self.draft.take_line(id);
        }
        let there = |draft: &Draft, line: &Line, change: &Change| match draft.find_line(line) {
            Some(_) => {
                Err(misfit(change, format!("there is the relationship {} already", draft.parts(line))))
            }
            None => Ok(()),
        };
        for (&id, (line, change)) in &self.remade {
            there(self.draft, line, change)?;
            self.draft.put_line(id, line.clone());
        }
        for (line, change) in &self.added {
            if self.draft.find_line(line).is_some() {
                return Err(misfit(change, "there is this relationship already".into()));
            }
            self.draft.add_line(line.clone());
        }
        Ok(())
    }

    /// Makes a change that is about highlights; or what does not fit.
    fn highlight(&mut self, change: &'c Change) -> Result<(), String> {
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
                self.highlights.put(id, *place, change);
                let is_known = self.highlights.has(&self.draft.highlights, id);
                match is_known || !self.highlighted.insert(id) {
                    true => Err("it is highlighted already".into()),
                    false => Ok(()),
                }
            }
            Change::HighlightMoved { to, .. } => {
                self.highlights.take(&self.draft.highlights, there, "highlight")?;
                there.into_iter().for_each(|id| self.highlights.put(id, *to, change));
                Ok(())
            }
            _ => {
                let id = there.or_else(|| self.gone.get(line.as_ref()?).copied());
                self.highlights.take(&self.draft.highlights, id, "highlight")
            }
        }
    }

    fn finish(self, changes: &Changes) -> Result<(), ApplyError> {
        let Applying { draft, removed, findings, highlights, removed_lines, .. } = self;
        let beyond = |(change, reason)| misfit(change, reason);
        findings.finish(&mut draft.findings).map_err(beyond)?;
        highlights.finish(&mut draft.highlights).map_err(beyond)?;
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
            return Err(match changes.0.iter().find(makes) {
                Some(change) => misfit(change, "a concept and the question would be the same".into()),
                None => BuildError::LabelIsQuestion { label }.into(),
            });
        }
        let is_finding: BTreeSet<Slot> = match removed.is_empty() {
            true => BTreeSet::new(),
            false => draft.findings.iter().copied().collect(),
        };
        for (slot, change) in removed.values() {
            if is_finding.contains(slot) {
                return Err(misfit(change, "it is a finding".into()));
            }
            if let Some(line) = draft.lines_of(*slot).first().and_then(|&line| draft.line(line)) {
                return Err(misfit(change, format!("the relationship {} needs it", draft.parts(&line))));
            }
        }
        if !removed_lines.is_empty() {
            let highlights: BTreeSet<LineId> = draft.highlights.iter().copied().collect();
            for (id, change) in &removed_lines {
                if highlights.contains(id) {
                    return Err(misfit(change, "it is highlighted".into()));
                }
            }
        }
        Ok(())
    }
}

fn remove(known: &mut BTreeSet<Attribute>, attribute: &Attribute) -> Result<(), String> {
    if known.remove(attribute) { Ok(()) } else { Err("there is no such attribute".into()) }
}

fn insert(known: &mut BTreeSet<Attribute>, attribute: &Attribute) -> Result<(), String> {
    if known.insert(attribute.clone()) { Ok(()) } else { Err("there is this attribute already".into()) }
}
