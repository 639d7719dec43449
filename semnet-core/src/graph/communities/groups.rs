//! Concepts in groups: each concept in exactly one.

use std::fmt;
use std::iter::FusedIterator;
use std::ops::Range;

use crate::graph::budget::{Budget, BudgetError};
use crate::graph::options::RelationFilter;
use crate::network::{Concept, ConceptId, ConceptKey, ListedConcepts, Network};
use crate::util::csr::grouped;
use crate::util::sets::Sets;

/// Concepts in groups, each concept in exactly one. The groups are sorted by their first concept, and their
/// concepts by label.
#[derive(Clone, PartialEq)]
pub struct Groups<'a> {
    network: &'a Network,
    /// Per concept, its group.
    group_of: Vec<u32>,
    /// Per group, its first place in `members`; one more entry than groups.
    start: Vec<u32>,
    members: Vec<ConceptId>,
}

impl<'a> Groups<'a> {
    /// Groups from any numbers below `count`, which are renumbered.
    pub(crate) fn new(network: &'a Network, mut group_of: Vec<u32>, count: usize) -> Groups<'a> {
        let mut new = vec![u32::MAX; count];
        let mut next = 0;
        for group in &mut group_of {
            let number = &mut new[*group as usize];
            if *number == u32::MAX {
                *number = next;
                next += 1;
            }
            *group = *number;
        }
        let by_group = group_of.iter().zip(0..).map(|(&group, concept)| (group, ConceptId(concept)));
        let (start, members) = grouped(next as usize, by_group);
        Groups { network, group_of, start, members }
    }

    /// How many groups there are. O(1).
    pub fn len(&self) -> usize {
        self.start.len() - 1
    }

    /// Whether there is no group, as in a network without concepts. O(1).
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The groups, each with its concepts. O(1), and O(1) for each.
    pub fn iter(&self) -> GroupIter<'_, 'a> {
        GroupIter { groups: self, numbers: 0..self.len() }
    }

    /// The concepts of a group; empty if there are fewer groups. O(1), and O(1) for each.
    pub fn concepts(&self, group: usize) -> ListedConcepts<'_, 'a> {
        let members = match self.start.get(group..=group.saturating_add(1)) {
            Some(&[start, end]) => &self.members[start as usize..end as usize],
            _ => &[],
        };
        ListedConcepts::new(self.network, members)
    }

    /// The group that a concept is in, counted from 0; `None` for one that is not of this network. O(1).
    pub fn group_of(&self, concept: impl ConceptKey) -> Option<usize> {
        self.group_of.get(concept.id_in(self.network).index()).map(|&group| group as usize)
    }
}

impl<'g, 'a> IntoIterator for &'g Groups<'a> {
    type Item = ListedConcepts<'g, 'a>;
    type IntoIter = GroupIter<'g, 'a>;

    fn into_iter(self) -> GroupIter<'g, 'a> {
        self.iter()
    }
}

/// The groups of [`Groups`], one after the other, each with its concepts.
#[derive(Clone, Debug)]
#[must_use = "an iterator does nothing until it is used"]
pub struct GroupIter<'g, 'a> {
    groups: &'g Groups<'a>,
    numbers: Range<usize>,
}

impl<'g, 'a> Iterator for GroupIter<'g, 'a> {
    type Item = ListedConcepts<'g, 'a>;

    fn next(&mut self) -> Option<ListedConcepts<'g, 'a>> {
        self.numbers.next().map(|group| self.groups.concepts(group))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.numbers.size_hint()
    }
}

impl DoubleEndedIterator for GroupIter<'_, '_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.numbers.next_back().map(|group| self.groups.concepts(group))
    }
}

impl ExactSizeIterator for GroupIter<'_, '_> {}

impl FusedIterator for GroupIter<'_, '_> {}

impl fmt::Debug for Groups<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let labels = |group| self.concepts(group).map(Concept::label).collect::<Vec<_>>();
        f.debug_list().entries((0..self.len()).map(labels)).finish()
    }
}

/// # Communities: components
impl Network {
    /// The weakly connected components: two concepts are in the same component if relationships connect them,
    /// in whatever direction. O(concepts + relationships · log concepts).
    ///
    /// Union–find with path halving: Tarjan and van Leeuwen, [Worst-case analysis of set union
    /// algorithms](https://doi.org/10.1145/62.2160) (1984).
    ///
    /// # Errors
    ///
    /// [`BudgetError`] if `budget` ends before all relationships are looked at.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::paths::{Budget, RelationFilter};
    ///
    /// let network = NetworkBuilder::new("Q?")
    ///     .concept("Dog", "")
    ///     .concept("Canine", "")
    ///     .concept("Tea", "")
    ///     .relationship(("Dog", "hypernym", "Canine"))
    ///     .build()?;
    /// let components = network.components(&RelationFilter::default(), Budget::UNLIMITED)?;
    /// assert_eq!(format!("{components:?}"), r#"[["Canine", "Dog"], ["Tea"]]"#);
    /// assert_eq!(components.group_of(network.find_concept("Tea")?), Some(1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "weakly_connected_components")]
    pub fn components(&self, relations: &RelationFilter, budget: Budget) -> Result<Groups<'_>, BudgetError> {
        let index = self.index();
        let mut steps = relations.either_way(self, budget);
        steps.budget.spend(self.relationship_count())?;
        let mut sets = Sets::new(self.concept_count());
        for ((source, target), &relation) in index.source.iter().zip(&index.target).zip(&index.relation) {
            if steps.outgoing.allows(relation) {
                sets.join(source.0, target.0);
            }
        }
        let component_of = (0..self.concept_count() as u32).map(|concept| sets.first_of(concept)).collect();
        Ok(Groups::new(self, component_of, self.concept_count()))
    }
}
