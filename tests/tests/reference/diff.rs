//! The changes from one network to another.

use super::order;
use super::pairs;
use super::parts::{Body, Parts};
use super::rename::renames;
use semnet_core::Network;
use semnet_core::change::{Attribute, Owner, RelationshipParts};
use semnet_core::change::{Change, Changes};

pub(crate) fn diff(this: &Network, other: &Network) -> Changes {
    if this == other {
        return Changes::default();
    }
    let (mut before, after) = (Parts::of(this), Parts::of(other));
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
    for (relationship, from, to) in list.moved {
        changes.push(Change::HighlightMoved { relationship: relationship.clone(), from, to });
    }
    for (relationship, place) in list.added {
        changes.push(Change::HighlightAdded { relationship: relationship.clone(), place });
    }
    Changes::from(changes)
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

/// The changes of concepts, including findings.
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
    for (label, from, to) in list.moved {
        changes.push(Change::FindingMoved { label: label.clone(), from, to });
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
}

/// The changes of relationships, and the highlights of `before` in their new form.
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
