//! Breadth-first walks: the concepts within reach, nearest first.

use std::ops::Range;

use fixedbitset::FixedBitSet;

use crate::graph::PathOptions;
use crate::graph::budget::{Budget, BudgetError};
use crate::graph::filter::{Filter, Resolved};
use crate::network::{ConceptId, ConceptKey, Index, Network};

/// # Paths: breadth first
impl Network {
    /// The ids of the concepts within reach of the first start, nearest first, beginning with the start
    /// itself; then those within reach of the next start that were not reached before, and so on. Concepts at
    /// the same distance are in the order in which the search reaches them: from each concept of the previous
    /// distance in turn, first along its [outgoing](crate::Concept::outgoing) relationships, then along its
    /// [incoming](crate::Concept::incoming) ones. The maximum length of `options` applies to each start. To
    /// walk through the whole network, start from all [`concepts`](Network::concepts). O(concepts / 64 + the
    /// relationships of what is within reach).
    ///
    /// # Errors
    ///
    /// [`BudgetError`] if the budget of `options` ends before all were found.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::paths::{Direction, PathOptions};
    ///
    /// let network = NetworkBuilder::new("Q?")
    ///     .concept("Dog", "")
    ///     .concept("Canine", "")
    ///     .concept("Wolf", "")
    ///     .concept("Tea", "")
    ///     .relationship(("Dog", "hypernym", "Canine"))
    ///     .relationship(("Wolf", "hypernym", "Canine"))
    ///     .build()?;
    /// let label = |id| network.concept_by_id(id).map(|concept| concept.label());
    /// let below = PathOptions::from("hypernym").direction(Direction::Incoming);
    /// let order = network.breadth_first([network.find_concept("Canine")?], &below)?;
    /// assert_eq!(order.into_iter().filter_map(label).collect::<Vec<_>>(), ["Canine", "Dog", "Wolf"]);
    ///
    /// let everything = network.breadth_first(network.concepts(), &PathOptions::default())?;
    /// assert_eq!(
    ///     everything.into_iter().filter_map(label).collect::<Vec<_>>(),
    ///     ["Canine", "Dog", "Wolf", "Tea"]
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "bfs")]
    #[doc(alias = "descendants")]
    pub fn breadth_first(
        &self,
        starts: impl IntoIterator<Item: ConceptKey>,
        options: &PathOptions,
    ) -> Result<Vec<ConceptId>, BudgetError> {
        let mut steps = options.resolve(self);
        let mut walk = Walk::new(self.concept_count());
        for start in starts {
            walk.from(start.id_in(self), self.index(), &mut steps)?;
        }
        Ok(walk.order())
    }

    /// Whether relationships lead from a concept back to it.
    pub(crate) fn leads_back(&self, start: ConceptId, mut steps: Resolved) -> Result<bool, BudgetError> {
        let mut walk = Walk::new(self.concept_count());
        walk.until = Some(start);
        walk.from(start, self.index(), &mut steps)?;
        Ok(walk.reached.contains(start.index()))
    }

    /// The concepts within reach of one, itself included.
    pub(crate) fn within(&self, start: ConceptId, mut steps: Resolved) -> Result<FixedBitSet, BudgetError> {
        let mut walk = Walk::new(self.concept_count());
        walk.from(start, self.index(), &mut steps)?;
        Ok(walk.reached)
    }
}

/// How many concepts ahead the walk prefetches the memory that it will read: relationships are in the order
/// of labels, so a walk jumps between distant places, and would wait for memory at each.
const AHEAD: usize = 8;

struct Walk {
    reached: FixedBitSet,
    /// The concepts in the order in which they were reached, up to `end`. There is room for more than all:
    /// each neighbour is written, and kept if it is new, which avoids branch mispredictions.
    order: Vec<u32>,
    end: usize,
    /// The start, if it is reached only when the walk returns to it, and the walk ends there.
    until: Option<ConceptId>,
}

impl Walk {
    fn new(concepts: usize) -> Walk {
        Walk {
            reached: FixedBitSet::with_capacity(concepts),
            order: vec![0; concepts + 2],
            end: 0,
            until: None,
        }
    }

    fn from(&mut self, start: ConceptId, index: &Index, steps: &mut Resolved) -> Result<(), BudgetError> {
        if start.index() >= self.reached.len() || self.reached.contains(start.index()) {
            return Ok(());
        }
        let (mut next, mut hops) = (self.end, 0);
        self.reach(start);
        if self.until.is_some() {
            self.reached.set(start.index(), false);
        }
        while hops < steps.max_length && next < self.end {
            let nearer = next..self.end;
            next = self.end;
            match (&steps.outgoing, &steps.incoming, self.until) {
                (Filter::All, Filter::Nothing, None) => {
                    self.reach_all(nearer, &mut steps.budget, |concept| index.targets_of(concept))?;
                }
                (Filter::Nothing, Filter::All, None) => {
                    self.reach_all(nearer, &mut steps.budget, |concept| index.sources_of(concept))?;
                }
                _ => {
                    for place in nearer {
                        let concept = ConceptId(self.order[place]);
                        let looked_at = steps.for_each(index, concept, |_, neighbor, _| self.reach(neighbor));
                        steps.budget.spend(looked_at)?;
                        if self.until.is_some_and(|start| self.reached.contains(start.index())) {
                            return Ok(());
                        }
                    }
                }
            }
            hops += 1;
        }
        Ok(())
    }

    /// Reaches all neighbours of the concepts at these places. The most frequent case, and the fastest:
    /// `beside` returns a list that needs no filter.
    #[inline]
    fn reach_all<'i>(
        &mut self,
        places: Range<usize>,
        budget: &mut Budget,
        beside: impl Fn(ConceptId) -> &'i [ConceptId],
    ) -> Result<(), BudgetError> {
        // Variables of this function can stay in the processor.
        let (reached, order, mut end) = (self.reached.as_mut_slice(), self.order.as_mut_slice(), self.end);
        for place in places {
            if let Some(&later) = order.get(place + AHEAD) {
                // Read only to have it in the cache when it is needed.
                std::hint::black_box(beside(ConceptId(later)).first().copied());
            }
            let neighbors = beside(ConceptId(order[place]));
            budget.spend(neighbors.len())?;
            for neighbor in neighbors {
                order[end] = neighbor.0;
                let block = &mut reached[neighbor.index() / usize::BITS as usize];
                let bit = 1 << (neighbor.0 % usize::BITS);
                end += usize::from(*block & bit == 0);
                *block |= bit;
            }
        }
        self.end = end;
        Ok(())
    }

    #[inline]
    fn reach(&mut self, concept: ConceptId) {
        self.order[self.end] = concept.0;
        self.end += usize::from(!self.reached.put(concept.index()));
    }

    fn order(mut self) -> Vec<ConceptId> {
        self.order.truncate(self.end);
        self.order.into_iter().map(ConceptId).collect()
    }
}
