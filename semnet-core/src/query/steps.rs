//! Which relationships count: the one value that every query takes, and its compact form for the inner loops.

use std::ops::Range;
use std::sync::Arc;

use fixedbitset::FixedBitSet;

use crate::network::Index;
use crate::{ConceptId, Network, RelationId, RelationshipId};

/// In which direction relationships are walked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Direction {
    /// From source to target, as they were written.
    Outgoing,
    /// From target to source.
    Incoming,
    /// Either way.
    #[default]
    Both,
}

/// Which relationships count for a query, how far it goes, and how much work it may do.
///
/// The default is everything: all relations, both directions, any length, no budget. A name that the network does
/// not use matches nothing. To clone it is to count references.
///
/// ```
/// use semnet_core::{Direction, Steps};
///
/// let everything = Steps::default();
/// let upwards = Steps::default().only(["hypernym", "instance hypernym"]).direction(Direction::Outgoing);
/// let nearby = Steps::default().except(["Key Finding"]).at_most(2).budget(100_000);
/// # let network = semnet_core::NetworkBuilder::new("Q?").build()?;
/// # assert_eq!(network.relations().len(), 0);
/// # let _ = (everything, upwards, nearby);
/// # Ok::<(), semnet_core::BuildError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Steps {
    only: Option<Arc<[String]>>,
    except: Option<Arc<[String]>>,
    direction: Direction,
    at_most: Option<usize>,
    budget: Option<u64>,
}

impl Steps {
    /// Only these relations count. Given again, the last list counts. O(names).
    pub fn only(mut self, relations: impl IntoIterator<Item = impl Into<String>>) -> Steps {
        self.only = Some(relations.into_iter().map(Into::into).collect());
        self
    }

    /// All relations but these count, of those that [`only`](Steps::only) leaves. Given again, the last list counts.
    /// O(names).
    pub fn except(mut self, relations: impl IntoIterator<Item = impl Into<String>>) -> Steps {
        self.except = Some(relations.into_iter().map(Into::into).collect());
        self
    }

    /// The direction in which relationships are walked. O(1).
    pub fn direction(mut self, direction: Direction) -> Steps {
        self.direction = direction;
        self
    }

    /// The longest length of an answer, in relationships. O(1).
    pub fn at_most(mut self, relationships: usize) -> Steps {
        self.at_most = Some(relationships);
        self
    }

    /// How many relationships a query may look at. A query that needs more ends with [`CutShort`]. O(1).
    pub fn budget(mut self, relationships: u64) -> Steps {
        self.budget = Some(relationships);
        self
    }

    /// The compact form for a network. O(relations), and O(log relations) for each name.
    pub(crate) fn resolve(&self, network: &Network) -> Resolved {
        let count = network.index().relation_count();
        let mut allowed = None;
        if let Some(names) = &self.only {
            let mut set = FixedBitSet::with_capacity(count);
            names.iter().filter_map(|name| relation_of(network, name)).for_each(|id| set.insert(id.index()));
            allowed = Some(set);
        }
        for id in
            self.except.iter().flat_map(|names| names.iter()).filter_map(|name| relation_of(network, name))
        {
            let set = allowed.get_or_insert_with(|| {
                let mut all = FixedBitSet::with_capacity(count);
                all.insert_range(..);
                all
            });
            set.set(id.index(), false);
        }
        let single = allowed.as_ref().filter(|set| set.count_ones(..) == 1).and_then(|set| set.minimum());
        Resolved {
            allowed,
            single: single.map(|number| RelationId(number as u32)),
            outgoing: self.direction != Direction::Incoming,
            incoming: self.direction != Direction::Outgoing,
            at_most: self.at_most.unwrap_or(usize::MAX),
            budget: Budget::new(self.budget),
        }
    }
}

/// The relation of this name, which may be given in any form that normalises to it.
pub(crate) fn relation_of(network: &Network, name: &str) -> Option<RelationId> {
    network.relation_id(name).or_else(|| network.relation_id(&crate::text::normalise(name).ok()?))
}

/// [`Steps`] for one network and one query.
#[derive(Clone, Debug)]
pub(crate) struct Resolved {
    /// A bit for each relation; `None` where all count.
    allowed: Option<FixedBitSet>,
    /// The one relation, where there is only one.
    single: Option<RelationId>,
    pub(crate) outgoing: bool,
    pub(crate) incoming: bool,
    pub(crate) at_most: usize,
    pub(crate) budget: Budget,
}

impl Resolved {
    /// Whether this relation counts. O(1).
    #[inline]
    pub(crate) fn allows(&self, relation: RelationId) -> bool {
        self.allowed.as_ref().is_none_or(|set| set.contains(relation.index()))
    }

    /// The same, walked the other way.
    pub(crate) fn reversed(&self) -> Resolved {
        Resolved { outgoing: self.incoming, incoming: self.outgoing, ..self.clone() }
    }

    /// The outgoing relationships of a concept among which those that count are: exactly those where only one
    /// relation counts, else all of them.
    #[inline]
    pub(crate) fn outgoing(&self, index: &Index, concept: ConceptId) -> Range<u32> {
        match (self.outgoing, self.single) {
            (false, _) => 0..0,
            (true, None) => index.outgoing(concept),
            (true, Some(relation)) => index.outgoing_via(concept, relation),
        }
    }

    /// The places in `index.incoming` among which a concept's relationships that count are.
    #[inline]
    pub(crate) fn incoming(&self, index: &Index, concept: ConceptId) -> Range<usize> {
        match (self.incoming, self.single) {
            (false, _) => 0..0,
            (true, None) => index.incoming_range(concept),
            (true, Some(relation)) => index.incoming_via(concept, relation),
        }
    }

    /// How many relationships [`for_each`](Resolved::for_each) will look at. O(1), or O(log) where only one relation
    /// counts.
    #[inline]
    pub(crate) fn width(&self, index: &Index, concept: ConceptId) -> usize {
        self.outgoing(index, concept).len() + self.incoming(index, concept).len()
    }

    /// Looks at each relationship of a concept that counts: with its number, the concept on its other side, and
    /// whether it is walked from target to source. First those that start here and then those that end here, each
    /// in canonical order within a relation. A loop that may be walked either way comes twice.
    #[inline]
    pub(crate) fn for_each(
        &self,
        index: &Index,
        concept: ConceptId,
        mut look: impl FnMut(RelationshipId, ConceptId, bool),
    ) {
        let filter = self.allowed.as_ref().filter(|_| self.single.is_none());
        let out = self.outgoing(index, concept);
        let targets = &index.target[out.start as usize..out.end as usize];
        let back = self.incoming(index, concept);
        let sources = &index.in_source[back.clone()];
        let numbers = &index.incoming[back];
        match filter {
            None => {
                for (number, &target) in out.zip(targets) {
                    look(RelationshipId(number), target, false);
                }
                for (&number, &source) in numbers.iter().zip(sources) {
                    look(number, source, true);
                }
            }
            Some(set) => {
                for (number, &target) in out.zip(targets) {
                    if set.contains(index.relation[number as usize].index()) {
                        look(RelationshipId(number), target, false);
                    }
                }
                for (&number, &source) in numbers.iter().zip(sources) {
                    if set.contains(index.relation[number.index()].index()) {
                        look(number, source, true);
                    }
                }
            }
        }
    }
}

/// How many relationships a query may still look at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Budget {
    left: u64,
    all: u64,
}

impl Budget {
    /// So many, or as many as there are.
    pub(crate) fn new(budget: Option<u64>) -> Budget {
        let all = budget.unwrap_or(u64::MAX);
        Budget { left: all, all }
    }

    /// Looks at `relationships` more of them.
    #[inline]
    pub(crate) fn spend(&mut self, relationships: usize) -> Result<(), CutShort> {
        match self.left.checked_sub(relationships as u64) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(CutShort { budget: self.all }),
        }
    }
}

/// The budget ended a search, so that there may be more, other or shorter answers than those that were found.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the search was cut short: it has to look at more than the {budget} relationships of its budget")]
pub struct CutShort {
    budget: u64,
}

impl CutShort {
    /// The budget, in relationships. O(1).
    pub fn budget(self) -> u64 {
        self.budget
    }
}
