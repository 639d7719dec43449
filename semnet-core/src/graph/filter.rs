//! Which relationships count: the one value that every query takes, and its compact form for the inner loops.

use std::ops::Range;
use std::sync::Arc;

use fixedbitset::FixedBitSet;

use crate::network::{ConceptId, Index, Network, RelationId, RelationshipId};

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
/// use semnet_core::paths::{Direction, Steps};
///
/// let everything = Steps::default();
/// let upwards = Steps::default().only(["hypernym", "instance hypernym"]).direction(Direction::Outgoing);
/// let nearby = Steps::default().except(["Key Finding"]).at_most(2).budget(100_000);
/// # let network = semnet_core::NetworkBuilder::new("Q?").build()?;
/// # assert_eq!(network.relations().len(), 0);
/// # let _ = (everything, upwards, nearby);
/// # Ok::<(), semnet_core::network::BuildError>(())
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

    /// How many relationships a query may look at. A query that needs more ends with [`BudgetExceeded`]. O(1).
    pub fn budget(mut self, relationships: u64) -> Steps {
        self.budget = Some(relationships);
        self
    }

    /// The compact form for a network. O(relations), and O(log relations) for each name.
    pub(crate) fn resolve(&self, network: &Network) -> Resolved {
        let filter = self.filter(network);
        let walked = |against| if self.direction == against { Filter::Nothing } else { filter.clone() };
        Resolved {
            outgoing: walked(Direction::Incoming),
            incoming: walked(Direction::Outgoing),
            at_most: self.at_most.unwrap_or(usize::MAX),
            budget: Budget::new(self.budget),
        }
    }

    /// The budget, for a query that looks at several networks. O(1).
    pub(crate) fn whole_budget(&self) -> Budget {
        Budget::new(self.budget)
    }

    fn filter(&self, network: &Network) -> Filter {
        let numbers = |names: &Arc<[String]>| -> Vec<RelationId> {
            names.iter().filter_map(|name| network.relation_id(name)).collect()
        };
        match (&self.only, &self.except) {
            (None, None) => Filter::All,
            (Some(only), None) => Filter::only(network, &numbers(only)),
            (None, Some(except)) => Filter::except(network, &numbers(except)),
            (Some(only), Some(except)) => {
                let (mut only, except) = (numbers(only), numbers(except));
                only.retain(|relation| !except.contains(relation));
                Filter::only(network, &only)
            }
        }
    }
}

impl From<&str> for Steps {
    /// This relation alone, from source to target.
    fn from(relation: &str) -> Steps {
        Steps::default().only([relation]).direction(Direction::Outgoing)
    }
}

impl From<&Steps> for Steps {
    fn from(steps: &Steps) -> Steps {
        steps.clone()
    }
}

/// Which relations count in one direction.
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

    /// What both let count. O(relations / 64).
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

    /// What either lets count. O(relations / 64).
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

    /// Whether this relation counts. O(1).
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

/// [`Steps`] for one network and one query.
#[derive(Clone, Debug)]
pub(crate) struct Resolved {
    /// What may be walked from source to target.
    pub(crate) outgoing: Filter,
    /// What may be walked from target to source.
    pub(crate) incoming: Filter,
    pub(crate) at_most: usize,
    pub(crate) budget: Budget,
}

impl Resolved {
    /// The same, walked the other way.
    pub(crate) fn reversed(&self) -> Resolved {
        Resolved { outgoing: self.incoming.clone(), incoming: self.outgoing.clone(), ..*self }
    }

    /// The outgoing relationships of a concept among which those that count are: exactly those where only one
    /// relation counts, else all of them.
    #[inline]
    pub(crate) fn outgoing_range(&self, index: &Index, concept: ConceptId) -> Range<u32> {
        match &self.outgoing {
            Filter::Nothing => 0..0,
            Filter::One(relation) => index.outgoing_via(concept, *relation),
            Filter::All | Filter::Set(_) => index.outgoing(concept),
        }
    }

    /// The places in `index.incoming` among which a concept's relationships that count are.
    #[inline]
    pub(crate) fn incoming_range(&self, index: &Index, concept: ConceptId) -> Range<usize> {
        match &self.incoming {
            Filter::Nothing => 0..0,
            Filter::One(relation) => index.incoming_via(concept, *relation),
            Filter::All | Filter::Set(_) => index.incoming_range(concept),
        }
    }

    /// How many relationships [`for_each`](Resolved::for_each) will look at. O(1), or O(log) where only one relation
    /// counts.
    #[inline]
    pub(crate) fn width(&self, index: &Index, concept: ConceptId) -> usize {
        self.outgoing_range(index, concept).len() + self.incoming_range(index, concept).len()
    }

    /// Looks at each relationship of a concept that counts: with its number, the concept on its other side, and
    /// whether it is walked from target to source. First those that start here, in canonical order; then those that
    /// end here, by relation and then in canonical order. A loop that may be walked either way comes twice. Returns how
    /// many it looked at.
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

    pub(crate) fn is_unlimited(self) -> bool {
        self.all == u64::MAX
    }

    /// How many were looked at.
    pub(crate) fn spent(self) -> usize {
        (self.all - self.left) as usize
    }

    /// Looks at `relationships` more of them.
    #[inline]
    pub(crate) fn spend(&mut self, relationships: usize) -> Result<(), BudgetExceeded> {
        match self.left.checked_sub(relationships as u64) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(BudgetExceeded { budget: self.all }),
        }
    }
}

/// The budget ended a search, so that there may be more, other or shorter answers than those that were found.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the search was cut short: it has to look at more than the {budget} relationships of its budget")]
pub struct BudgetExceeded {
    budget: u64,
}

impl BudgetExceeded {
    /// The budget, in relationships. O(1).
    pub fn budget(self) -> u64 {
        self.budget
    }
}
