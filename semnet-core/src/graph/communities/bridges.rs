//! Bridges and cut concepts: the relationships and the concepts without which a network would be in more
//! parts.

use crate::graph::budget::{Budget, BudgetError};
use crate::graph::filter::Resolved;
use crate::graph::options::RelationFilter;
use crate::network::{Concept, ConceptId, Network, Relationship, RelationshipId};
use crate::util::csr::grouped;

/// # Communities: bridges
impl Network {
    /// The bridges: the relationships without which two concepts would no longer be connected, in [canonical
    /// order](crate::network#canonical-order). If two concepts are joined by more than one relationship, none
    /// of these is a bridge. Relationships are walked in both directions. O(concepts + relationships).
    ///
    /// Source: Tarjan, [A note on finding the bridges of a
    /// graph](https://doi.org/10.1016/0020-0190(74)90003-9) (1974).
    ///
    /// # Errors
    ///
    /// [`BudgetError`] when `budget` ends before all relationships are looked at.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::paths::{Budget, RelationFilter};
    ///
    /// let network = NetworkBuilder::new("Q?")
    ///     .concept("Dog", "")
    ///     .concept("Canine", "")
    ///     .concept("Wolf", "")
    ///     .relationship(("Dog", "hypernym", "Canine"))
    ///     .relationship(("Wolf", "hypernym", "Canine"))
    ///     .relationship(("Canine", "hyponym", "Wolf"))
    ///     .build()?;
    /// let bridges = network.bridges(&RelationFilter::default(), Budget::UNLIMITED)?;
    /// assert_eq!(
    ///     bridges.iter().map(|bridge| bridge.to_string()).collect::<Vec<_>>(),
    ///     ["Dog —hypernym→ Canine"]
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn bridges(
        &self,
        relations: &RelationFilter,
        budget: Budget,
    ) -> Result<Vec<Relationship<'_>>, BudgetError> {
        let found = Cuts::new(self, relations.either_way(self, budget))?;
        Ok(found.bridges.into_iter().map(|(id, _)| Relationship::new(self, id)).collect())
    }

    /// The articulation points: the concepts without which others would no longer be connected, sorted by
    /// label. Relationships are walked in both directions. O(concepts + relationships).
    ///
    /// Source: Hopcroft and Tarjan, [Algorithm 447](https://doi.org/10.1145/362248.362272) (1973).
    ///
    /// # Errors
    ///
    /// [`BudgetError`] when `budget` ends before all relationships are looked at.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::paths::{Budget, RelationFilter};
    ///
    /// let network = NetworkBuilder::new("Q?")
    ///     .concept("Dog", "")
    ///     .concept("Canine", "")
    ///     .concept("Wolf", "")
    ///     .relationship(("Dog", "hypernym", "Canine"))
    ///     .relationship(("Wolf", "hypernym", "Canine"))
    ///     .build()?;
    /// assert_eq!(
    ///     network.articulation_points(&RelationFilter::default(), Budget::UNLIMITED)?,
    ///     [network.find_concept("Canine")?]
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "cut_vertices")]
    pub fn articulation_points(
        &self,
        relations: &RelationFilter,
        budget: Budget,
    ) -> Result<Vec<Concept<'_>>, BudgetError> {
        let found = Cuts::new(self, relations.either_way(self, budget))?;
        Ok(found.points.into_iter().map(|id| Concept::new(self, id)).collect())
    }
}

/// Bridges and articulation points.
#[derive(Debug)]
pub(crate) struct Cuts {
    /// Each with the number of concepts on its smaller side.
    pub(crate) bridges: Vec<(RelationshipId, u32)>,
    points: Vec<ConceptId>,
}

/// A concept on the path down from the start of the search.
#[derive(Clone, Copy)]
struct Level {
    concept: u32,
    /// The relationship that led here.
    through: u32,
    /// The next of its relationships.
    next: u32,
}

const NONE: u32 = u32::MAX;

impl Cuts {
    /// Depth first, with an explicit stack, so a chain of a million concepts needs no deep recursion.
    pub(crate) fn new(network: &Network, steps: Resolved) -> Result<Cuts, BudgetError> {
        let index = network.index();
        let mut steps = steps;
        let count = network.concept_count();
        let joins = |number: u32| {
            let number = number as usize;
            steps.outgoing.allows(index.relation[number]) && index.source[number] != index.target[number]
        };
        steps.budget.spend(2 * network.relationship_count())?;
        let all = (0..network.relationship_count() as u32).filter(|&number| joins(number));
        let ends = |number: u32| [index.source[number as usize].0, index.target[number as usize].0];
        let both = |number: u32| {
            let [source, target] = ends(number);
            [(source, (target, number)), (target, (source, number))]
        };
        let (start, sides) = grouped(count, all.flat_map(both));

        let mut order = vec![NONE; count];
        let mut low = vec![NONE; count];
        let mut below = vec![1u32; count];
        let mut is_point = vec![false; count];
        let (mut stack, mut bridges, mut next_order) = (Vec::new(), Vec::new(), 0);
        for root in 0..count as u32 {
            if order[root as usize] != NONE {
                continue;
            }
            let mut children_of_root = 0;
            let first_bridge = bridges.len();
            stack.push(Level { concept: root, through: NONE, next: start[root as usize] });
            (order[root as usize], low[root as usize]) = (next_order, next_order);
            next_order += 1;
            while let Some(level) = stack.last_mut() {
                let concept = level.concept as usize;
                if level.next < start[concept + 1] {
                    let (other, through) = sides[level.next as usize];
                    level.next += 1;
                    if order[other as usize] == NONE {
                        stack.push(Level { concept: other, through, next: start[other as usize] });
                        (order[other as usize], low[other as usize]) = (next_order, next_order);
                        next_order += 1;
                    } else if through != level.through {
                        low[concept] = low[concept].min(order[other as usize]);
                    }
                    continue;
                }
                let through = level.through;
                stack.pop();
                let Some(parent) = stack.last().map(|level| level.concept as usize) else { continue };
                low[parent] = low[parent].min(low[concept]);
                below[parent] += below[concept];
                if low[concept] > order[parent] {
                    bridges.push((RelationshipId(through), below[concept]));
                }
                if parent == root as usize {
                    children_of_root += 1;
                } else if low[concept] >= order[parent] {
                    is_point[parent] = true;
                }
            }
            is_point[root as usize] = children_of_root > 1;
            let size = below[root as usize];
            bridges[first_bridge..].iter_mut().for_each(|(_, side)| *side = (*side).min(size - *side));
        }
        crate::util::sort::sort(&mut bridges);
        let points = (0..count).filter(|&concept| is_point[concept]).map(|concept| ConceptId(concept as u32));
        Ok(Cuts { bridges, points: points.collect() })
    }
}
