//! Two networks that came from one, made one again.

use std::collections::{BTreeMap, BTreeSet};

use super::order::{self, Order};
use super::pairs;
use super::parts::RelationshipExt as _;
use super::parts::{Body, Parts};
use super::rename::renames;
use super::sides::{Versions, touched};
use semnet_core::Network;
use semnet_core::change::Conflict;
use semnet_core::change::{Attribute, Owner, RelationshipParts};

pub(crate) fn merge(base: &Network, ours: &Network, theirs: &Network) -> (Network, Vec<Conflict>) {
    let mut merging = Merging {
        base: Parts::of(base),
        ours: Parts::of(ours),
        theirs: Parts::of(theirs),
        our_names: BTreeMap::new(),
        their_names: BTreeMap::new(),
        conflicts: Vec::new(),
    };
    let parts = merging.merge();
    (parts.build().unwrap(), merging.conflicts)
}

type Names = BTreeMap<String, String>;
type Set = BTreeSet<Attribute>;

/// The three networks, each concept under the label that it has in the base.
struct Merging {
    base: Parts,
    ours: Parts,
    theirs: Parts,
    our_names: Names,
    their_names: Names,
    conflicts: Vec<Conflict>,
}

impl Merging {
    fn merge(&mut self) -> Parts {
        self.take_back_names();
        let question =
            self.string(|parts| &parts.question, |ours, theirs| Conflict::Question { ours, theirs });
        let title = self.string(|parts| &parts.title, |ours, theirs| Conflict::Title { ours, theirs });
        let sets = [&self.base, &self.ours, &self.theirs].map(|parts| parts.attributes.clone());
        let attributes = self.attributes(|| Owner::Network, &sets[0], &sets[1], &sets[2]);
        let findings = order::order(&self.base.findings, &self.ours.findings, &self.theirs.findings);
        // Both lists as the sides have them, before `theirs` is made to agree about concepts that one
        // removed.
        let (ours, theirs) = (self.ours.findings.clone(), self.theirs.findings.clone());
        let moved = findings.is_conflict.then_some(Conflict::FindingsMoved { ours, theirs });
        let highlights = self.highlights_order();
        let disputed = self.removed_concepts();
        let (concepts, possible) = self.concepts(disputed);
        self.conflicts.extend(moved);
        let findings =
            order::merge(&self.base.findings, &self.ours.findings, &self.theirs.findings, &findings);
        let (relationships, highlights) = self.relationships(&highlights);
        let mut parts = Parts { question, title, attributes, concepts, findings, relationships, highlights };
        let mut names = self.their_names.clone();
        names.extend(self.our_names.clone());
        parts.rename(&names);
        self.question_is_no_label(&mut parts, &possible);
        parts
    }

    /// Finds the renamed concepts, and gives them the label of the base.
    fn take_back_names(&mut self) {
        let all = [renames(&self.base, &self.ours), renames(&self.base, &self.theirs)];
        let free = |own: &Names, other: &Names, side: &Parts| -> Names {
            let is_free = |(from, to): &(&String, &String)| {
                other.get(*from) == Some(*to) || !side.concepts.contains_key(*to) && side.question != **to
            };
            own.iter().filter(is_free).map(|(from, to)| (from.clone(), to.clone())).collect()
        };
        self.our_names = free(&all[0], &all[1], &self.theirs);
        self.their_names = free(&all[1], &all[0], &self.ours);
        let back = |names: &Names| names.iter().map(|(from, to)| (to.clone(), from.clone())).collect();
        self.ours.rename(&back(&self.our_names));
        self.theirs.rename(&back(&self.their_names));
        for (label, ours) in &self.our_names {
            if let Some(theirs) = self.their_names.get(label).filter(|&theirs| theirs != ours) {
                let (label, ours, theirs) = (label.clone(), ours.clone(), theirs.clone());
                self.conflicts.push(Conflict::Renamed { label, ours, theirs });
            }
        }
    }

    fn string(
        &mut self,
        of: impl Fn(&Parts) -> &String,
        conflict: impl FnOnce(String, String) -> Conflict,
    ) -> String {
        let (base, ours, theirs) = (of(&self.base), of(&self.ours), of(&self.theirs));
        let (merged, differ) = three_way(base, ours, theirs);
        let merged = merged.clone();
        if differ {
            let conflict = conflict(ours.clone(), theirs.clone());
            self.conflicts.push(conflict);
        }
        merged
    }

    /// Attributes one by one. Where both took away the same value of a name and put others in its place,
    /// ours.
    fn attributes(&mut self, on: impl Fn() -> Owner, base: &Set, ours: &Set, theirs: &Set) -> Set {
        let mut merged = Set::new();
        if ours.is_empty() && theirs.is_empty() {
            return merged;
        }
        let new = |side: &Set, other: &Set| -> BTreeSet<String> {
            let new = side.iter().filter(|one| !base.contains(one) && !other.contains(one));
            new.map(|one| one.name.clone()).collect()
        };
        let (our_new, their_new) = (new(ours, theirs), new(theirs, ours));
        let gone = base.iter().filter(|one| !ours.contains(one) && !theirs.contains(one));
        let disputed: BTreeSet<&String> = gone
            .map(|one| &one.name)
            .filter(|&name| our_new.contains(name) && their_new.contains(name))
            .collect();
        for attribute in ours.union(theirs) {
            let (o, t) = (ours.contains(attribute), theirs.contains(attribute));
            let stays =
                if disputed.contains(&attribute.name) || o == t { o } else { !base.contains(attribute) };
            if stays {
                merged.insert(attribute.clone());
            }
        }
        for name in disputed {
            let values = |side: &Set| {
                side.iter().filter(|one| one.name == *name).map(|one| one.value.clone()).collect::<Vec<_>>()
            };
            let (ours, theirs) = (values(ours), values(theirs));
            self.conflicts.push(Conflict::Attribute { on: on(), name: name.clone(), ours, theirs });
        }
        merged
    }

    /// Lists the concepts that one removed and the other changed, and lets `theirs` agree with `ours` about
    /// them.
    fn removed_concepts(&mut self) -> BTreeSet<String> {
        let ours = touched(&self.base, &self.ours, &self.our_names);
        let theirs = touched(&self.base, &self.theirs, &self.their_names);
        let (mut kept, mut dropped) = (BTreeSet::new(), BTreeSet::new());
        for label in self.base.concepts.keys() {
            let body = |side: &Parts| side.concepts.get(label).map(|body| body.with_label(label));
            let (o, t) = (body(&self.ours), body(&self.theirs));
            match (&o, &t) {
                (Some(_), None) if ours.contains(label) => kept.insert(label.clone()),
                (None, Some(_)) if theirs.contains(label) => dropped.insert(label.clone()),
                _ => continue,
            };
            self.conflicts.push(Conflict::ConceptRemoved { label: label.clone(), ours: o, theirs: t });
        }
        self.theirs.remove(&dropped);
        let (base, theirs) = (&self.base, &mut self.theirs);
        for label in &kept {
            theirs.concepts.extend(base.concepts.get(label).map(|body| (label.clone(), body.clone())));
        }
        let comes_back = |one: &RelationshipParts| {
            one.ends().any(|label| kept.contains(label))
                && one.ends().all(|label| theirs.concepts.contains_key(label))
        };
        let back: BTreeSet<_> = base.relationships.iter().filter(|one| comes_back(one)).cloned().collect();
        let known: BTreeSet<_> = theirs.highlights.iter().cloned().collect();
        theirs.highlights = order::insert(&theirs.highlights, &base.highlights, |one| {
            known.contains(one) || back.contains(one)
        });
        theirs.relationships.extend(back);
        let known: BTreeSet<_> = theirs.findings.iter().cloned().collect();
        theirs.findings = order::insert(&theirs.findings, &base.findings, |label| {
            known.contains(label) || kept.contains(label)
        });
        kept.append(&mut dropped);
        kept
    }

    /// The concepts, and all labels that they could have if other sides were taken.
    fn concepts(&mut self, disputed: BTreeSet<String>) -> (BTreeMap<String, Body>, BTreeSet<String>) {
        let mut merged = BTreeMap::new();
        let mut possible = disputed;
        let findings: BTreeSet<String> =
            self.ours.findings.iter().chain(&self.theirs.findings).cloned().collect();
        let labels: BTreeSet<String> =
            self.ours.concepts.keys().chain(self.theirs.concepts.keys()).cloned().collect();
        for label in labels {
            let body = |side: &Parts| side.concepts.get(&label).cloned();
            let (base, ours, theirs) = (body(&self.base), body(&self.ours), body(&self.theirs));
            let is_new = base.is_none();
            let body = match (ours, theirs) {
                (Some(ours), Some(theirs)) => {
                    self.body(&label, base.unwrap_or_default(), ours, theirs, &findings)
                }
                (Some(body), None) | (None, Some(body)) if is_new => body,
                _ => continue,
            };
            possible.insert(label.clone());
            merged.insert(label, body);
        }
        let named = |label: &String| -> Vec<String> {
            let names = [self.our_names.get(label), self.their_names.get(label)];
            let names: Vec<String> = names.into_iter().flatten().cloned().collect();
            if names.is_empty() { vec![label.clone()] } else { names }
        };
        (merged, possible.iter().flat_map(named).collect())
    }

    fn body(
        &mut self,
        label: &str,
        base: Body,
        ours: Body,
        theirs: Body,
        findings: &BTreeSet<String>,
    ) -> Body {
        let (text, differ) = three_way(&base.text, &ours.text, &theirs.text);
        if differ {
            let (label, ours, theirs) = (label.to_owned(), ours.text.clone(), theirs.text.clone());
            self.conflicts.push(match findings.contains(&label) {
                true => Conflict::FindingReworded { label, ours, theirs },
                false => Conflict::ConceptReworded { label, ours, theirs },
            });
        }
        let on = || Owner::Concept(label.to_owned());
        let attributes = self.attributes(on, &base.attributes, &ours.attributes, &theirs.attributes);
        Body { text: text.clone(), attributes }
    }

    /// The order of the highlights, each named as in the base.
    fn highlights_order(&mut self) -> Order {
        let in_base = |side: &Parts| -> Vec<RelationshipParts> {
            let pairs = pairs::changed(&self.base.relationships, &side.relationships);
            let back: BTreeMap<_, _> = pairs.into_iter().map(|(before, after)| (after, before)).collect();
            side.highlights.iter().map(|one| (*back.get(one).unwrap_or(&one)).clone()).collect()
        };
        let (ours, theirs) = (in_base(&self.ours), in_base(&self.theirs));
        let order = order::order(&self.base.highlights, &ours, &theirs);
        if order.is_conflict {
            self.conflicts.push(Conflict::HighlightsMoved { ours, theirs });
        }
        order
    }

    /// The relationships, and the highlights among them.
    fn relationships(&mut self, order: &Order) -> (BTreeSet<RelationshipParts>, Vec<RelationshipParts>) {
        let (base, ours, theirs) = (self.base.clone(), self.ours.clone(), self.theirs.clone());
        let (o, t) = (Versions::new(&base, &ours), Versions::new(&base, &theirs));
        let mut merged = BTreeSet::new();
        // The final form of each relationship of a side; `None` if it was removed.
        let [mut from_base, mut from_ours, mut from_theirs]: [BTreeMap<&RelationshipParts, _>; 3] =
            Default::default();
        for before in &base.relationships {
            let (our, their) = (o.of(before), t.of(before));
            let result = match (our, their) {
                (Some(our), Some(their)) => Some(self.relationship(before, our, their)),
                (Some(our), None) => o.is_changed(before).then(|| our.clone()),
                _ => None,
            };
            let is_conflict = match (our, their) {
                (Some(_), None) => o.is_changed(before),
                (None, Some(_)) => t.is_changed(before),
                _ => false,
            };
            if is_conflict {
                let (ours, theirs) = (our.cloned(), their.cloned());
                let relationship = before.clone();
                self.conflicts.push(Conflict::RelationshipRemoved { relationship, ours, theirs });
            }
            merged.extend(result.clone());
            from_base.insert(before, result.clone());
            our.map(|our| from_ours.insert(our, result.clone()));
            their.map(|their| from_theirs.insert(their, result));
        }
        for (side, names) in [(&ours, &from_ours), (&theirs, &from_theirs)] {
            merged.extend(side.relationships.iter().filter(|one| !names.contains_key(one)).cloned());
        }
        let called = |side: &Parts, names: &BTreeMap<&RelationshipParts, Option<RelationshipParts>>| {
            let mut seen = BTreeSet::new();
            let called = side.highlights.iter().filter_map(|one| match names.get(one) {
                Some(name) => name.clone(),
                None => Some(one.clone()),
            });
            called.filter(|one| seen.insert(one.clone())).collect::<Vec<_>>()
        };
        let highlights = order::merge(
            &called(&base, &from_base),
            &called(&ours, &from_ours),
            &called(&theirs, &from_theirs),
            order,
        );
        (merged, highlights)
    }

    fn relationship(
        &mut self,
        before: &RelationshipParts,
        ours: &RelationshipParts,
        theirs: &RelationshipParts,
    ) -> RelationshipParts {
        let (passage, differ) = three_way(&before.passage, &ours.passage, &theirs.passage);
        if differ {
            let (ours, theirs) = (ours.passage.clone(), theirs.passage.clone());
            self.conflicts.push(Conflict::Passage { relationship: before.clone(), ours, theirs });
        }
        let on = || Owner::Relationship(before.clone());
        let attributes = self.attributes(on, &before.attributes, &ours.attributes, &theirs.attributes);
        RelationshipParts { passage: passage.clone(), attributes, ..before.clone() }
    }

    /// Where the new question of one side is a concept, the question is ours, and a concept of that label is
    /// none.
    fn question_is_no_label(&mut self, parts: &mut Parts, possible: &BTreeSet<String>) {
        let mut questions = BTreeSet::from([&self.ours.question, &self.theirs.question]);
        questions.remove(&self.base.question);
        let before = self.conflicts.len();
        for question in questions.into_iter().filter(|&question| possible.contains(question)) {
            self.conflicts.push(Conflict::QuestionIsLabel { question: question.clone() });
        }
        if self.conflicts.len() > before {
            parts.question.clone_from(&self.ours.question);
            parts.remove(&BTreeSet::from([parts.question.clone()]));
        }
    }
}

/// The value that applies of the three, and whether both sides changed it differently; then it is ours.
fn three_way<'a>(base: &'a String, ours: &'a String, theirs: &'a String) -> (&'a String, bool) {
    if ours == base { (theirs, false) } else { (ours, ours != theirs && theirs != base) }
}
