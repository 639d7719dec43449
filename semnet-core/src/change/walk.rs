//! Compares two networks and finds the parts that only one of them has. Both are sorted, so one pass over
//! both is enough.

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;

use crate::change::parts::RelationshipParts;
use crate::network::{Concept, ConceptId, Network, Relationship, RelationshipId};
use crate::network::{Extras, compare_extras};

/// The number for a part that the other network does not have.
pub(super) const NONE: u32 = u32::MAX;

/// The matching concepts of two networks, including the questions, and the concepts that only one has.
pub(super) struct Concepts<'a> {
    pub(super) before: &'a Network,
    pub(super) after: &'a Network,
    /// For each concept of `before`, its number in `after`.
    pub(super) to_after: Vec<u32>,
    /// For each concept of `after`, its number in `before`.
    pub(super) to_before: Vec<u32>,
}

impl<'a> Concepts<'a> {
    /// Starts without matches.
    fn apart(before: &'a Network, after: &'a Network) -> Concepts<'a> {
        Concepts {
            before,
            after,
            to_after: vec![NONE; before.concept_count()],
            to_before: vec![NONE; after.concept_count()],
        }
    }

    /// Matches concepts by label. O(concepts).
    pub(super) fn new(before: &'a Network, after: &'a Network) -> Concepts<'a> {
        let mut concepts = Concepts::apart(before, after);
        let labelled = |network: &'a Network| network.concepts().filter(|concept| !concept.is_question());
        let (mut a, mut b) = (labelled(before).peekable(), labelled(after).peekable());
        while let (Some(one), Some(other)) = (a.peek().copied(), b.peek().copied()) {
            let order = one.label().cmp(other.label());
            if order.is_eq() {
                concepts.join(one.id(), other.id());
            }
            order.is_le().then(|| a.next());
            order.is_ge().then(|| b.next());
        }
        concepts.join_questions();
        concepts
    }

    /// Uses known matches of the concepts that kept their label (with `NONE` for the others), and the
    /// concepts of `after` that are not among these. Only the labels of the rest are compared. O(concepts).
    pub(super) fn placed(
        before: &'a Network,
        after: &'a Network,
        numbers: Vec<u32>,
        others: impl Iterator<Item = ConceptId>,
    ) -> Concepts<'a> {
        let mut concepts = Concepts { to_after: numbers, ..Concepts::apart(before, after) };
        for (id, &number) in (0..).zip(&concepts.to_after) {
            if let Some(same) = concepts.to_before.get_mut(number as usize) {
                *same = id;
            }
        }
        let others = others.filter_map(|id| after.concept_by_id(id)).filter(|other| !other.is_question());
        let others: BTreeMap<&str, ConceptId> = others.map(|other| (other.label(), other.id())).collect();
        let gone: Vec<Concept<'_>> = concepts.only_before().collect();
        for concept in gone {
            if let Some(&other) = others.get(concept.label()) {
                concepts.join(concept.id(), other);
            }
        }
        concepts.join_questions();
        concepts
    }

    fn join_questions(&mut self) {
        if let (Some(one), Some(other)) = (self.before.question_concept(), self.after.question_concept()) {
            self.join(one.id(), other.id());
        }
    }

    /// Matches two concepts.
    pub(super) fn join(&mut self, before: ConceptId, after: ConceptId) {
        self.to_after[before.index()] = after.0;
        self.to_before[after.index()] = before.0;
    }

    /// The concepts that only `before` has, including the question.
    pub(super) fn gone(&self) -> impl Iterator<Item = ConceptId> + '_ {
        (0..).zip(&self.to_after).filter(|(_, same)| **same == NONE).map(|(id, _)| ConceptId(id))
    }

    /// The concepts that only `before` has, without the question.
    pub(super) fn only_before(&self) -> impl Iterator<Item = Concept<'a>> + '_ {
        only(self.before, &self.to_after)
    }

    /// The concepts that only `after` has, without the question.
    pub(super) fn only_after(&self) -> impl Iterator<Item = Concept<'a>> + '_ {
        only(self.after, &self.to_before)
    }

    /// The label in `after` of a concept of `before`, or its own if it has no match.
    pub(super) fn label_after(&self, concept: Concept<'a>) -> &'a str {
        let same =
            self.to_after.get(concept.id().index()).and_then(|&id| self.after.concept_by_id(ConceptId(id)));
        same.unwrap_or(concept).label()
    }

    /// A relationship of `before` as it would be in `after`.
    pub(super) fn renamed(&self, relationship: Relationship<'a>) -> RelationshipParts {
        RelationshipParts::labelled(relationship, |end| self.label_after(end))
    }
}

fn only<'a, 'b>(network: &'a Network, same: &'b [u32]) -> impl Iterator<Item = Concept<'a>> + use<'a, 'b> {
    let alone = (0..).zip(same).filter(|(_, same)| **same == NONE);
    let concepts = alone.filter_map(|(id, _)| network.concept_by_id(ConceptId(id)));
    concepts.filter(|concept| !concept.is_question())
}

/// The stored relationships that only one of two networks has, and the matching highlights.
pub(super) struct Relationships {
    pub(super) gone: Vec<RelationshipId>,
    pub(super) come: Vec<RelationshipId>,
    /// The highlights of `before` that are relationships of `after`, with their ids there.
    pub(super) highlights: BTreeMap<RelationshipId, RelationshipId>,
}

impl Relationships {
    /// O(relationships), and O(n log n) for those of concepts some of whose neighbours were renamed.
    pub(super) fn new(concepts: &Concepts<'_>) -> Relationships {
        Relationships::from_sources(concepts, (0..concepts.to_after.len() as u32).map(ConceptId))
    }

    /// The same for the relationships that start at these concepts of `before`, or at concepts that only
    /// `after` has.
    pub(super) fn from_sources(
        concepts: &Concepts<'_>,
        sources: impl Iterator<Item = ConceptId>,
    ) -> Relationships {
        let mut highlighted = FixedBitSet::new();
        if concepts.before.highlights().len() > 0 {
            highlighted.grow(concepts.before.relationship_count());
            concepts.before.index().highlights.iter().for_each(|id| highlighted.insert(id.index()));
        }
        let mut walk = Walk {
            concepts,
            relations: relations(concepts.before, concepts.after),
            before: Extras::new(concepts.before),
            after: Extras::new(concepts.after),
            highlighted,
            found: Relationships { gone: Vec::new(), come: Vec::new(), highlights: BTreeMap::new() },
        };
        for concept in sources {
            match concepts.to_after[concept.index()] {
                NONE => walk.found.gone.extend(stored(concepts.before, concept).map(RelationshipId)),
                after => walk.compare(concept, ConceptId(after)),
            }
        }
        for (id, &same) in (0..).zip(&concepts.to_before) {
            if same == NONE {
                walk.found.come.extend(stored(concepts.after, ConceptId(id)).map(RelationshipId));
            }
        }
        walk.found
    }
}

/// For each relation of `before`, its number in `after`. O(relations).
fn relations(before: &Network, after: &Network) -> Vec<u32> {
    let mut others = (0..).zip(after.relations()).peekable();
    let number = |name: &str| {
        while others.next_if(|(_, other)| *other < name).is_some() {}
        others.peek().filter(|(_, other)| *other == name).map_or(NONE, |&(number, _)| number)
    };
    before.relations().map(number).collect()
}

/// The relationships that start at a concept, without those that follow from findings.
fn stored(network: &Network, concept: ConceptId) -> impl Iterator<Item = u32> + '_ {
    let derived = &network.index().derived;
    network.index().outgoing(concept).filter(|number| !derived.contains(number))
}

/// A relationship of one concept, with the numbers of `after`.
type Line<'a> = (u32, u32, &'a [u8], RelationshipId);

struct Walk<'a> {
    concepts: &'a Concepts<'a>,
    relations: Vec<u32>,
    before: Extras<'a>,
    after: Extras<'a>,
    highlighted: FixedBitSet,
    found: Relationships,
}

impl<'a> Walk<'a> {
    fn line_before(&mut self, number: u32) -> Line<'a> {
        let (index, id) = (self.concepts.before.index(), RelationshipId(number));
        let relation = self.relations[index.relation(id).index()];
        (relation, self.concepts.to_after[index.target(id).index()], self.before.of(number), id)
    }

    fn line_after(&mut self, number: u32) -> Line<'a> {
        let (index, id) = (self.concepts.after.index(), RelationshipId(number));
        (index.relation(id).0, index.target(id).0, self.after.of(number), id)
    }

    fn is_same(&mut self, before: RelationshipId, after: RelationshipId) {
        if self.highlighted.contains(before.index()) {
            self.found.highlights.insert(before, after);
        }
    }

    /// Compares the relationships that start at a concept that both have.
    fn compare(&mut self, before: ConceptId, after: ConceptId) {
        let (a, b) = (self.concepts.before, self.concepts.after);
        let (mut mine, mut theirs) = (stored(a, before), stored(b, after));
        // Nearly all are the same, and at the same place.
        let (left, right) = loop {
            let (one, other) = match (mine.next(), theirs.next()) {
                (Some(one), Some(other)) => (self.line_before(one), self.line_after(other)),
                (one, other) => {
                    break (one.map(|it| self.line_before(it)), other.map(|it| self.line_after(it)));
                }
            };
            if (one.0, one.1, one.2) != (other.0, other.1, other.2) {
                break (Some(one), Some(other));
            }
            self.is_same(one.3, other.3);
        };
        if left.is_none() && right.is_none() {
            return;
        }
        let mut left: Vec<Line<'_>> = left.into_iter().collect();
        left.extend(mine.map(|number| self.line_before(number)));
        let mut right: Vec<Line<'_>> = right.into_iter().collect();
        right.extend(theirs.map(|number| self.line_after(number)));
        self.merge(left, right);
    }

    /// Compares the relationships that are not at the same position.
    fn merge(&mut self, mut left: Vec<Line<'_>>, right: Vec<Line<'_>>) {
        let order =
            |a: &Line<'_>, b: &Line<'_>| (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| compare_extras(a.2, b.2));
        if !left.is_sorted_by(|a, b| order(a, b).is_le()) {
            crate::util::sort::sort_by(&mut left, order);
        }
        let mut right = right.into_iter().peekable();
        for one in left {
            while let Some(other) = right.next_if(|other| order(other, &one).is_lt()) {
                self.found.come.push(other.3);
            }
            match right.next_if(|other| order(other, &one).is_eq()) {
                Some(other) => self.is_same(one.3, other.3),
                None => self.found.gone.push(one.3),
            }
        }
        self.found.come.extend(right.map(|other| other.3));
    }
}

/// The stored relationships of a concept, first those that start there: whether each does, the relationship,
/// and the concept at its other end. A loop comes twice. O(1), and O(1) for each.
pub(super) fn stored_sides<'a>(
    concept: Concept<'a>,
) -> impl Iterator<Item = (bool, Relationship<'a>, Concept<'a>)> {
    let outgoing = concept.outgoing().map(|it| (true, it, it.target()));
    let incoming = concept.incoming().map(|it| (false, it, it.source()));
    outgoing.chain(incoming).filter(|(_, relationship, _)| !relationship.is_key_finding())
}
