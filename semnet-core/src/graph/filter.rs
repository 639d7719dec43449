//! The compact form of a query's options for one network, for the inner loops.

use std::ops::Range;

use fixedbitset::FixedBitSet;

use crate::graph::budget::Budget;
use crate::network::{ConceptId, Index, Network, RelationId, RelationshipId};

/// The relations that are followed in one direction.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Filter {
    Nothing,
    All,
    One(RelationId),
    /// A bit for each relation.
    Set(FixedBitSet),
}

impl Filter {
    /// These relations. O(relations).
    pub(crate) fn only(network: &Network, relations: &[RelationId]) -> Filter {
        match relations {
            [] => Filter::Nothing,
            [one, others @ ..] if others.iter().all(|other| other == one) => Filter::One(*one),
            _ => {
                let mut set = FixedBitSet::with_capacity(network.index().relation_count());
                relations.iter().for_each(|relation| set.insert(relation.index()));
                Filter::Set(set)
            }
        }
    }

    /// All relations but these. O(relations).
    pub(crate) fn except(network: &Network, relations: &[RelationId]) -> Filter {
        if relations.is_empty() {
            return Filter::All;
        }
        let mut set = FixedBitSet::with_capacity(network.index().relation_count());
        set.insert_range(..);
        relations.iter().for_each(|relation| set.set(relation.index(), false));
        Filter::Set(set)
    }

    /// The relations that both follow. O(relations / 64).
    pub(crate) fn and(self, other: &Filter) -> Filter {
        match (self, other) {
            (Filter::Nothing, _) | (_, Filter::Nothing) => Filter::Nothing,
            (Filter::All, other) => other.clone(),
            (this, Filter::All) => this,
            (Filter::One(one), other) => {
                if other.allows(one) {
                    Filter::One(one)
                } else {
                    Filter::Nothing
                }
            }
            (this, Filter::One(one)) => {
                if this.allows(*one) {
                    Filter::One(*one)
                } else {
                    Filter::Nothing
                }
            }
            (Filter::Set(mut set), Filter::Set(other)) => {
                set.intersect_with(other);
                Filter::Set(set)
            }
        }
    }

    /// The relations that either follows. O(relations / 64).
    pub(crate) fn or(self, other: Filter, network: &Network) -> Filter {
        match (self, other) {
            (Filter::Nothing, one) | (one, Filter::Nothing) => one,
            (Filter::All, _) | (_, Filter::All) => Filter::All,
            (Filter::One(a), Filter::One(b)) => Filter::only(network, &[a, b]),
            (Filter::One(one), Filter::Set(mut set)) | (Filter::Set(mut set), Filter::One(one)) => {
                set.insert(one.index());
                Filter::Set(set)
            }
            (Filter::Set(mut set), Filter::Set(other)) => {
                set.union_with(&other);
                Filter::Set(set)
            }
        }
    }

    /// Whether this relation passes the filter. O(1).
    #[inline]
    pub(crate) fn allows(&self, relation: RelationId) -> bool {
        match self {
            Filter::Nothing => false,
            Filter::All => true,
            Filter::One(one) => *one == relation,
            Filter::Set(set) => set.contains(relation.index()),
        }
    }
}

/// The relationships that a query may follow in one network.
#[derive(Clone, Debug)]
pub(crate) struct Resolved {
    /// The relations that may be followed from source to target.
    pub(crate) outgoing: Filter,
    /// The relations that may be followed from target to source.
    pub(crate) incoming: Filter,
    pub(crate) max_length: usize,
    pub(crate) budget: Budget,
}

impl Resolved {
    /// The same, walked the other way.
    pub(crate) fn reversed(&self) -> Resolved {
        Resolved { outgoing: self.incoming.clone(), incoming: self.outgoing.clone(), ..*self }
    }

    /// The outgoing relationships of a concept that contain all that pass the filter: exactly those if only
    /// one relation passes, else all of them.
    #[inline]
    pub(crate) fn outgoing_range(&self, index: &Index, concept: ConceptId) -> Range<u32> {
        match &self.outgoing {
            Filter::Nothing => 0..0,
            Filter::One(relation) => index.outgoing_via(concept, *relation),
            Filter::All | Filter::Set(_) => index.outgoing(concept),
        }
    }

    /// The range of `index.incoming` that contains a concept's relationships that pass the filter.
    #[inline]
    pub(crate) fn incoming_range(&self, index: &Index, concept: ConceptId) -> Range<usize> {
        match &self.incoming {
            Filter::Nothing => 0..0,
            Filter::One(relation) => index.incoming_via(concept, *relation),
            Filter::All | Filter::Set(_) => index.incoming_range(concept),
        }
    }

    /// How many relationships [`for_each`](Resolved::for_each) will look at. O(1), or O(log) if only one
    /// relation passes.
    #[inline]
    pub(crate) fn width(&self, index: &Index, concept: ConceptId) -> usize {
        self.outgoing_range(index, concept).len() + self.incoming_range(index, concept).len()
    }

    /// Looks at each relationship of a concept that passes the filter: with its number, the concept on its
    /// other side, and whether it is walked from target to source. First those that start here, in canonical
    /// order; then those that end here, by relation and then in canonical order. A loop that may be walked
    /// either way comes twice. Returns the number of relationships that it read.
    #[inline]
    pub(crate) fn for_each(
        &self,
        index: &Index,
        concept: ConceptId,
        mut look: impl FnMut(RelationshipId, ConceptId, bool),
    ) -> usize {
        let out = self.outgoing_range(index, concept);
        let targets = &index.target[out.start as usize..out.end as usize];
        if let Filter::Set(set) = &self.outgoing {
            for (number, &target) in out.zip(targets) {
                if set.contains(index.relation[number as usize].index()) {
                    look(RelationshipId(number), target, false);
                }
            }
        } else {
            for (number, &target) in out.zip(targets) {
                look(RelationshipId(number), target, false);
            }
        }
        let back = self.incoming_range(index, concept);
        let looked_at = targets.len() + back.len();
        let sources = index.in_source[back.clone()].iter();
        let numbers = index.incoming[back].iter();
        if let Filter::Set(set) = &self.incoming {
            for (&number, &source) in numbers.zip(sources) {
                if set.contains(index.relation[number.index()].index()) {
                    look(number, source, true);
                }
            }
        } else {
            for (&number, &source) in numbers.zip(sources) {
                look(number, source, true);
            }
        }
        looked_at
    }
}
