//! The changes from one network to another.

use std::collections::{BTreeMap, BTreeSet};

use crate::change::draft::body;
use crate::change::kinds::{Change, Changes};
use crate::change::order;
use crate::change::pairs;
use crate::change::parts::{Attribute, ConceptParts, Owner, RelationshipParts, attributes};
use crate::change::rename::join_renamed;
use crate::change::walk::{Concepts, NONE, Relationships};
use crate::network::{Concept, ConceptId, Network, RelationshipId};

/// # Changes: differences
impl Network {
    /// The changes from this network to another one, in the order question, title, attributes, renamed
    /// concepts, concepts and findings, relationships, highlights. Empty exactly if the two are equal.
    /// O(size), and O(k log k) for k differences.
    ///
    /// Concepts with the same label are the same. A removed concept and an added one are considered a renamed
    /// concept if they are similar:
    ///
    /// - their texts, attributes and relationships are the same, and no other removed or added concept has
    ///   these; neighbours that were themselves removed or added are considered equal, so connected concepts
    ///   can be renamed together;
    /// - or else they have the same text, or share at least half of everything they have, and each is more
    ///   similar to the other than any third concept is. Attributes, and relationships with their passages
    ///   and attributes, are compared one by one, and texts word by word. Relationships with renamed concepts
    ///   are compared by the new labels. Things that more than 64 removed or added concepts have in common
    ///   are ignored.
    ///
    /// A concept without text, attributes and relationships is never considered renamed. Concepts that were
    /// not renamed are removed or added.
    ///
    /// Two relationships between the same concepts with the same relation, but with different passages or
    /// attributes, are considered one changed relationship.
    ///
    /// `diff` has only the two networks to compare. To carry edits over to another version,
    /// [`apply`](Network::apply) the [changes](crate::change::Edited::changes) that the editor returned: they
    /// have every rename, however much else changed.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    ///
    /// let before =
    ///     NetworkBuilder::new("Q?").finding("A", "").finding("B", "Red.").finding("C", "").build()?;
    /// let after =
    ///     NetworkBuilder::new("Q?").finding("C", "").finding("A", "").finding("B", "Blue.").build()?;
    /// let changes = before.diff(&after);
    /// assert_eq!(
    ///     changes.to_string(),
    ///     "finding \"C\" moved from 3rd to 1st\nfinding \"B\" reworded: \"Red.\" became \"Blue.\"\n"
    /// );
    /// assert_eq!(before.apply(&changes)?, after);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "difference")]
    pub fn diff(&self, other: &Network) -> Changes {
        if self == other {
            return Changes::default();
        }
        differences(Concepts::new(self, other), None)
    }
}

/// The parts that may differ between two networks, if they are known.
#[derive(Default)]
pub(super) struct Touched {
    /// Renamed concepts.
    pub(super) renamed: Vec<(ConceptId, ConceptId)>,
    /// New concepts, and those whose text or attributes may differ. Sorted.
    pub(super) bodies: Vec<ConceptId>,
    /// The concepts of the network before, or after, whose outgoing relationships may differ.
    pub(super) sources_before: BTreeSet<ConceptId>,
    pub(super) sources_after: BTreeSet<ConceptId>,
}

impl Touched {
    /// The sources, if the old or new label of some renamed concepts belongs to another concept.
    fn sources(&self, concepts: &Concepts<'_>, others: &[(ConceptId, ConceptId)]) -> BTreeSet<ConceptId> {
        let Concepts { before, to_before, .. } = concepts;
        let mut sources = self.sources_before.clone();
        sources.extend(concepts.gone());
        let after = self.sources_after.iter().chain(others.iter().map(|(_, to)| to));
        sources.extend(after.map(|id| to_before[id.index()]).filter(|&id| id != NONE).map(ConceptId));
        for concept in others.iter().filter_map(|&(from, _)| before.concept_by_id(from)) {
            sources.insert(concept.id());
            sources.extend(concept.incoming().map(|relationship| relationship.source().id()));
        }
        sources
    }
}

/// The changes between two networks whose concepts were matched by label. If `touched` is given, only these
/// parts are compared.
pub(super) fn differences(mut concepts: Concepts<'_>, touched: Option<&Touched>) -> Changes {
    let Concepts { before, after, .. } = concepts;
    let mut changes = Vec::new();
    let string = |before: &str, after: &str| (before.to_owned(), after.to_owned());
    if before.question() != after.question() {
        let (from, to) = string(before.question(), after.question());
        changes.push(Change::QuestionChanged { from, to });
    }
    if before.title() != after.title() {
        let (from, to) = string(before.title(), after.title());
        changes.push(Change::TitleChanged { from, to });
    }
    let sets = (attributes(before.attributes()), attributes(after.attributes()));
    compare_attributes(&mut changes, || Owner::Network, &sets.0, &sets.1);
    let (mut renamed, mut others) = (Vec::new(), Vec::new());
    for &(from, to) in touched.iter().flat_map(|touched| &touched.renamed) {
        if concepts.to_after[from.index()] == NONE && concepts.to_before[to.index()] == NONE {
            concepts.join(from, to);
            renamed.push((from, to));
        } else {
            others.push((from, to));
        }
    }
    renamed.extend(join_renamed(&mut concepts));
    crate::util::sort::sort(&mut renamed);
    for (from, to) in renamed {
        if let (Some(from), Some(to)) = (before.concept_by_id(from), after.concept_by_id(to)) {
            let (from, to) = string(from.label(), to.label());
            changes.push(Change::ConceptRenamed { from, to });
        }
    }
    match touched {
        Some(touched) => {
            compare_concepts(&mut changes, &concepts, touched.bodies.iter().copied());
            let sources = touched.sources(&concepts, &others);
            compare_relationships(&mut changes, &concepts, sources.into_iter());
        }
        None => {
            let all = |network: &Network| (0..network.concept_count() as u32).map(ConceptId);
            compare_concepts(&mut changes, &concepts, all(after));
            compare_relationships(&mut changes, &concepts, all(before));
        }
    }
    Changes(changes)
}

type Set = BTreeSet<Attribute>;

pub(super) fn compare_attributes(
    changes: &mut Vec<Change>,
    on: impl Fn() -> Owner,
    before: &Set,
    after: &Set,
) {
    for attribute in before.difference(after).cloned() {
        changes.push(Change::AttributeRemoved { on: on(), attribute });
    }
    for attribute in after.difference(before).cloned() {
        changes.push(Change::AttributeAdded { on: on(), attribute });
    }
}

/// Compares the concepts and findings; text and attributes only of `bodies`. Items of the list of findings
/// are numbers of `after`, followed by those of `before` that `after` does not have.
fn compare_concepts(
    changes: &mut Vec<Change>,
    concepts: &Concepts<'_>,
    bodies: impl Iterator<Item = ConceptId>,
) {
    let Concepts { before, after, to_after, to_before } = concepts;
    let count = after.concept_count() as u32;
    let item = |id: &ConceptId| match to_after[id.index()] {
        NONE => count + id.0,
        same => same,
    };
    let before_findings: Vec<u32> = before.index().findings.iter().map(item).collect();
    let after_findings: Vec<u32> = after.index().findings.iter().map(|id| id.0).collect();
    let list = order::compare(&before_findings, &after_findings);
    let concept_before = |id: u32| before.concept_by_id(ConceptId(id));
    let concept_after = |id: u32| after.concept_by_id(ConceptId(id));
    let label_after = |id: u32| concept_after(id).map_or("", Concept::label).to_owned();
    let mut listed = BTreeSet::new();
    for (&item, place) in list.removed {
        changes.push(match item.checked_sub(count).and_then(concept_before) {
            Some(concept) => {
                listed.insert(concept.id());
                Change::FindingRemoved { concept: concept_parts(concept), place }
            }
            None => Change::NoLongerFinding { label: label_after(item), place },
        });
    }
    let gone = concepts.only_before().filter(|concept| !listed.contains(&concept.id()));
    changes.extend(gone.map(|concept| Change::ConceptRemoved { concept: concept_parts(concept) }));
    listed.clear();
    for (&item, from, to) in list.moved {
        changes.push(Change::FindingMoved { label: label_after(item), from, to });
    }
    for (&item, place) in list.added {
        let new = concept_after(item).filter(|concept| to_before[concept.id().index()] == NONE);
        changes.push(match new {
            Some(concept) => {
                listed.insert(concept.id());
                Change::FindingAdded { concept: concept_parts(concept), place }
            }
            None => Change::BecameFinding { label: label_after(item), place },
        });
    }
    let is_finding: BTreeSet<u32> = after_findings.iter().copied().collect();
    let bodies = bodies.filter_map(|id| after.concept_by_id(id));
    for concept in bodies.filter(|concept| !concept.is_question()) {
        let Some(known) = concept_before(to_before[concept.id().index()]) else {
            if !listed.contains(&concept.id()) {
                changes.push(Change::ConceptAdded { concept: concept_parts(concept) });
            }
            continue;
        };
        if known.body_bytes() == concept.body_bytes() {
            continue;
        }
        let body = |concept: Concept<'_>| concept.text().unwrap_or_default().to_owned();
        let (label, from, to) = (concept.label().to_owned(), body(known), body(concept));
        if from != to {
            let label = label.clone();
            changes.push(match is_finding.contains(&concept.id().0) {
                true => Change::FindingReworded { label, from, to },
                false => Change::ConceptReworded { label, from, to },
            });
        }
        let sets = (attributes(known.attributes()), attributes(concept.attributes()));
        compare_attributes(changes, || Owner::Concept(label.clone()), &sets.0, &sets.1);
    }
}

/// Compares the relationships that start at these concepts of `before`, and the highlights. Items of the list
/// of highlights are numbers of `after`, followed by those of `before` that `after` does not have.
fn compare_relationships(
    changes: &mut Vec<Change>,
    concepts: &Concepts<'_>,
    sources: impl Iterator<Item = ConceptId>,
) {
    let Concepts { before, after, .. } = *concepts;
    let mut found = Relationships::from_sources(concepts, sources);
    let relationship = |id: RelationshipId| before.relationship_by_id(id);
    let gone: BTreeMap<RelationshipParts, RelationshipId> =
        (found.gone.iter()).filter_map(|&id| Some((concepts.renamed(relationship(id)?), id))).collect();
    let come: BTreeMap<RelationshipParts, RelationshipId> = (found.come.iter())
        .filter_map(|&id| Some((RelationshipParts::of(after.relationship_by_id(id)?), id)))
        .collect();
    let pairs = pairs::paired(gone.keys(), come.keys());
    for (relationship, id) in &gone {
        let Some(&changed) = pairs.get(relationship) else {
            changes.push(Change::RelationshipRemoved { relationship: relationship.clone() });
            continue;
        };
        found.highlights.extend(come.get(changed).map(|&same| (*id, same)));
        if relationship.passage != changed.passage {
            let (relationship, to) = (relationship.clone(), changed.passage.clone());
            changes.push(Change::PassageChanged { relationship, to });
        }
        let owner = || Owner::Relationship(relationship.clone());
        compare_attributes(changes, owner, &relationship.attributes, &changed.attributes);
    }
    let remade: BTreeSet<&RelationshipParts> = pairs.into_values().collect();
    for relationship in come.keys().filter(|one| !remade.contains(one)) {
        changes.push(Change::RelationshipAdded { relationship: relationship.clone() });
    }
    let count = after.relationship_count() as u32;
    let item = |id: &RelationshipId| found.highlights.get(id).map_or(count + id.0, |same| same.0);
    let before_highlights: Vec<u32> = before.index().highlights.iter().map(item).collect();
    let after_highlights: Vec<u32> = after.index().highlights.iter().map(|id| id.0).collect();
    let list = order::compare(&before_highlights, &after_highlights);
    let parts = |item: u32| match item.checked_sub(count) {
        Some(id) => relationship(RelationshipId(id)).map(|one| concepts.renamed(one)),
        None => after.relationship_by_id(RelationshipId(item)).map(RelationshipParts::of),
    };
    for (&item, place) in list.removed {
        changes.extend(parts(item).map(|relationship| Change::HighlightRemoved { relationship, place }));
    }
    for (&item, from, to) in list.moved {
        changes.extend(parts(item).map(|relationship| Change::HighlightMoved { relationship, from, to }));
    }
    for (&item, place) in list.added {
        changes.extend(parts(item).map(|relationship| Change::HighlightAdded { relationship, place }));
    }
}

fn concept_parts(concept: Concept<'_>) -> ConceptParts {
    body(concept).with_label(concept.label())
}
