//! What lies within reach of a concept, nearest first.

use fixedbitset::FixedBitSet;

use super::steps::CutShort;
use crate::{ConceptId, Network, Steps};

impl Network {
    /// The concepts within reach of one, itself first, in breadth-first order: nearest first, and those that are equally
    /// near in the order in which their relationships lie in the network. O(concepts / 64 + the relationships of what is
    /// within reach).
    ///
    /// # Errors
    ///
    /// [`CutShort`] when the budget of `steps` ends before all were found.
    ///
    /// ```
    /// # use semnet_core::{Direction, NetworkBuilder, Steps};
    /// # let network = NetworkBuilder::new("Q?").concept("Dog", "").concept("Canine", "").concept("Wolf", "")
    /// #     .concept("Tea", "").relationship(("Dog", "hypernym", "Canine"))
    /// #     .relationship(("Wolf", "hypernym", "Canine")).build()?;
    /// let canine = network.find_concept("Canine")?;
    /// let below = network.reachable(canine, &Steps::from("hypernym").direction(Direction::Incoming))?;
    /// let labels = below.iter().filter_map(|&id| network.concept_by_id(id)).map(|concept| concept.label());
    /// assert_eq!(labels.collect::<Vec<_>>(), ["Canine", "Dog", "Wolf"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "bfs")]
    #[doc(alias = "descendants")]
    pub fn reachable(&self, from: impl Into<ConceptId>, steps: &Steps) -> Result<Vec<ConceptId>, CutShort> {
        let from = from.into();
        let mut steps = steps.resolve(self);
        if from.index() >= self.concept_count() {
            return Ok(Vec::new());
        }
        let mut reached = FixedBitSet::with_capacity(self.concept_count());
        reached.insert(from.index());
        let mut order = vec![from];
        let (mut hops, mut start) = (0, 0);
        while hops < steps.at_most && start < order.len() {
            let end = order.len();
            for place in start..end {
                let looked_at = steps.for_each(self.index(), order[place], |_, neighbor, _| {
                    if !reached.put(neighbor.index()) {
                        order.push(neighbor);
                    }
                });
                steps.budget.spend(looked_at)?;
            }
            (hops, start) = (hops + 1, end);
        }
        Ok(order)
    }
}
