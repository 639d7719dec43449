//! Changes made to a network, or what of them does not fit it.

use std::collections::{BTreeMap, BTreeSet};

use super::parts::RelationshipExt as _;
use super::parts::{Body, Parts};
use semnet_core::Network;
use semnet_core::change::ApplyError;
use semnet_core::change::{Attribute, ConceptParts, Owner, RelationshipParts};
use semnet_core::change::{Change, Changes};

pub(crate) fn apply(this: &Network, changes: &Changes) -> Result<Network, ApplyError> {
    let mut parts = Parts::of(this);
    let names = renames(&parts, changes)?;
    parts.rename(&names);
    let mut applying = Applying { known: parts.relationships.clone(), remade: BTreeMap::new(), parts };
    let (content, highlights): (Vec<_>, Vec<_>) =
        changes.as_slice().iter().partition(|change| !is_about_highlight(change));
    for change in content {
        applying.make(change).map_err(|reason| misfit(change, reason))?;
    }
    applying.remake()?;
    for change in highlights {
        applying.highlight(change).map_err(|reason| misfit(change, reason))?;
    }
    check(&applying.parts, changes)?;
    Ok(applying.parts.build()?)
}

fn misfit(change: &Change, reason: String) -> ApplyError {
    ApplyError::DoesNotFit { change: Box::new(change.clone()), reason }
}

fn is_about_highlight(change: &Change) -> bool {
    use Change::{HighlightAdded, HighlightMoved, HighlightRemoved};
    matches!(change, HighlightRemoved { .. } | HighlightAdded { .. } | HighlightMoved { .. })
}

/// The new names of concepts.
fn renames(parts: &Parts, changes: &Changes) -> Result<BTreeMap<String, String>, ApplyError> {
    let mut names = BTreeMap::new();
    for change in changes.as_slice() {
        let Change::ConceptRenamed { from, to } = change else { continue };
        let fits = has_concept(parts, from).and_then(|_| has_no_concept(parts, to));
        fits.map_err(|reason| misfit(change, reason))?;
        names.insert(from.clone(), to.clone());
    }
    Ok(names)
}

fn has_concept<'a>(parts: &'a Parts, label: &str) -> Result<&'a Body, String> {
    parts.concepts.get(label).ok_or_else(|| format!("there is no concept {label:?}"))
}

fn has_no_concept(parts: &Parts, label: &str) -> Result<(), String> {
    match parts.concepts.contains_key(label) {
        true => Err(format!("there is already a concept {label:?}")),
        false => Ok(()),
    }
}

/// A string that is the one that it should be.
fn is(known: &str, wanted: &str) -> Result<(), String> {
    match known {
        known if known == wanted => Ok(()),
        "" => Err("there is none".into()),
        known => Err(format!("it is \"{}\"", known)),
    }
}

/// Takes an item out of a list.
fn take<T: PartialEq>(list: &mut Vec<T>, item: &T, what: &str) -> Result<(), String> {
    let place = list.iter().position(|it| it == item);
    list.remove(place.ok_or_else(|| format!("there is no such {what}"))?);
    Ok(())
}

/// Puts one at a place.
fn put<T: Clone>(list: &mut Vec<T>, item: &T, place: usize) -> Result<(), String> {
    if place > list.len() {
        return Err(format!("the list is only {} long", list.len() + 1));
    }
    list.insert(place, item.clone());
    Ok(())
}

/// A network on its way to another one.
struct Applying<'c> {
    parts: Parts,
    /// The relationships before any change.
    known: BTreeSet<RelationshipParts>,
    /// Relationships before → after.
    remade: BTreeMap<RelationshipParts, (RelationshipParts, &'c Change)>,
}

impl<'c> Applying<'c> {
    /// Makes a change that is not about highlights, or returns the part that does not fit.
    fn make(&mut self, change: &'c Change) -> Result<(), String> {
        match change {
            Change::QuestionChanged { from, to } => set(&mut self.parts.question, from, to),
            Change::TitleChanged { from, to } => set(&mut self.parts.title, from, to),
            Change::FindingRemoved { concept, .. } => {
                take(&mut self.parts.findings, &concept.label, "finding")?;
                self.remove(concept)
            }
            Change::ConceptRemoved { concept } => self.remove(concept),
            Change::NoLongerFinding { label, .. } => take(&mut self.parts.findings, label, "finding"),
            Change::FindingAdded { concept, place } => {
                self.add(concept)?;
                put(&mut self.parts.findings, &concept.label, *place)
            }
            Change::ConceptAdded { concept } => self.add(concept),
            Change::BecameFinding { label, place } => {
                has_concept(&self.parts, label)?;
                match self.parts.findings.contains(label) {
                    true => Err("it is already a finding".into()),
                    false => put(&mut self.parts.findings, label, *place),
                }
            }
            Change::FindingMoved { label, to, .. } => {
                take(&mut self.parts.findings, label, "finding")?;
                put(&mut self.parts.findings, label, *to)
            }
            Change::FindingReworded { label, from, to } | Change::ConceptReworded { label, from, to } => {
                has_concept(&self.parts, label)?;
                self.parts.concepts.get_mut(label).map_or(Ok(()), |body| set(&mut body.text, from, to))
            }
            Change::AttributeRemoved { on, attribute } => {
                match self.attributes(on, change)?.remove(attribute) {
                    true => Ok(()),
                    false => Err("there is no such attribute".into()),
                }
            }
            Change::AttributeAdded { on, attribute } => {
                match self.attributes(on, change)?.insert(attribute.clone()) {
                    true => Ok(()),
                    false => Err("there is this attribute already".into()),
                }
            }
            Change::RelationshipRemoved { relationship } => {
                match self.parts.relationships.remove(relationship) {
                    true => Ok(()),
                    false => Err("there is no such relationship".into()),
                }
            }
            Change::PassageChanged { relationship, to } => {
                self.remade(relationship, change)?.passage.clone_from(to);
                Ok(())
            }
            Change::RelationshipAdded { relationship } => {
                match self.parts.relationships.insert(relationship.clone()) {
                    true => Ok(()),
                    false => Err("there is this relationship already".into()),
                }
            }
            // The names were changed before, and the highlights come after.
            _ => Ok(()),
        }
    }

    fn remove(&mut self, concept: &ConceptParts) -> Result<(), String> {
        let known = has_concept(&self.parts, &concept.label)?;
        if known.with_label(&concept.label) != *concept {
            return Err("its text or attributes are others".into());
        }
        self.parts.concepts.remove(&concept.label);
        Ok(())
    }

    fn add(&mut self, concept: &ConceptParts) -> Result<(), String> {
        has_no_concept(&self.parts, &concept.label)?;
        let ConceptParts { label, text, attributes } = concept.clone();
        self.parts.concepts.insert(label, Body { text, attributes });
        Ok(())
    }

    fn attributes(&mut self, on: &Owner, change: &'c Change) -> Result<&mut BTreeSet<Attribute>, String> {
        match on {
            Owner::Network => Ok(&mut self.parts.attributes),
            Owner::Concept(label) => match self.parts.concepts.get_mut(label) {
                Some(body) => Ok(&mut body.attributes),
                None => Err(format!("there is no concept {label:?}")),
            },
            Owner::Relationship(relationship) => Ok(&mut self.remade(relationship, change)?.attributes),
        }
    }

    /// The new form of a relationship, which can be changed further.
    fn remade(
        &mut self,
        relationship: &RelationshipParts,
        change: &'c Change,
    ) -> Result<&mut RelationshipParts, String> {
        if !self.known.contains(relationship) {
            return Err("there is no such relationship".into());
        }
        let remade = self.remade.entry(relationship.clone());
        Ok(&mut remade.or_insert_with(|| (relationship.clone(), change)).0)
    }

    /// Replaces the old relationships by the changed ones, all together.
    fn remake(&mut self) -> Result<(), ApplyError> {
        for before in self.remade.keys() {
            self.parts.relationships.remove(before);
        }
        for (after, change) in self.remade.values() {
            if !self.parts.relationships.insert(after.clone()) {
                return Err(misfit(change, format!("the relationship {after} already exists")));
            }
        }
        let highlights = std::mem::take(&mut self.parts.highlights).into_iter();
        let after = |one| self.remade.get(&one).map_or(one, |(after, _)| after.clone());
        self.parts.highlights = highlights.map(after).collect();
        Ok(())
    }

    /// Makes a change that is about highlights, or returns the part that does not fit.
    fn highlight(&mut self, change: &'c Change) -> Result<(), String> {
        match change {
            Change::HighlightRemoved { relationship, .. } => {
                take(&mut self.parts.highlights, relationship, "highlight")
            }
            Change::HighlightAdded { relationship, place } => {
                let is_known = self.parts.highlights.contains(relationship);
                match (self.parts.relationships.contains(relationship), is_known) {
                    (false, _) => Err("there is no such relationship".into()),
                    (_, true) => Err("it is already highlighted".into()),
                    _ => put(&mut self.parts.highlights, relationship, *place),
                }
            }
            Change::HighlightMoved { relationship, to, .. } => {
                take(&mut self.parts.highlights, relationship, "highlight")?;
                put(&mut self.parts.highlights, relationship, *to)
            }
            _ => Ok(()),
        }
    }
}

fn set(known: &mut String, from: &str, to: &str) -> Result<(), String> {
    is(known, from)?;
    known.clear();
    known.push_str(to);
    Ok(())
}

/// Errors that no single change shows: something needs a removed part, or a label is the question.
fn check(parts: &Parts, changes: &Changes) -> Result<(), ApplyError> {
    let blame = |is_it: &dyn Fn(&Change) -> bool, reason: String| match changes
        .as_slice()
        .iter()
        .find(|c| is_it(c))
    {
        Some(change) => Err(misfit(change, reason)),
        None => Ok(()), // The builder will say it.
    };
    if parts.concepts.contains_key(&parts.question) {
        let makes = |change: &Change| match change {
            Change::QuestionChanged { to, .. } | Change::ConceptRenamed { to, .. } => *to == parts.question,
            Change::FindingAdded { concept, .. } | Change::ConceptAdded { concept } => {
                concept.label == parts.question
            }
            _ => false,
        };
        blame(&makes, "a concept and the question would be the same".into())?;
    }
    let removes = |label: &str, change: &Change| match change {
        Change::ConceptRemoved { concept } | Change::FindingRemoved { concept, .. } => concept.label == label,
        _ => false,
    };
    let is_gone = |label: &&String| !parts.concepts.contains_key(*label);
    if let Some(label) = parts.findings.iter().find(is_gone) {
        blame(&|change| removes(label, change), "it is a finding".into())?;
    }
    for relationship in &parts.relationships {
        if let Some(label) = relationship.ends().find(is_gone) {
            let reason = format!("the relationship {relationship} needs it");
            let adds = |change: &Change| {
                matches!(change, Change::RelationshipAdded { relationship: added }
                    if added == relationship)
            };
            blame(&|change| removes(label, change), reason)?;
            blame(&adds, format!("there is no concept {label:?}"))?;
        }
    }
    let lost = parts.highlights.iter().find(|&one| !parts.relationships.contains(one));
    if let Some(lost) = lost {
        let removes = |change: &Change| {
            matches!(change, Change::RelationshipRemoved { relationship }
                if relationship == lost)
        };
        blame(&removes, "it is highlighted".into())?;
    }
    Ok(())
}
