//! The common ancestors of two concepts along a relation, and whether one is an ancestor of the other.

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::graph::PathOptions;
use crate::graph::budget::BudgetError;
use crate::graph::filter::Resolved;
use crate::graph::paths::bidirectional::{Sides, Task};
use crate::network::{Concept, ConceptId, ConceptKey, Network};

/// A concept to which two others lead, and its distance from each of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct CommonAncestor<'a> {
    /// The concept.
    pub concept: Concept<'a>,
    /// Its distance from the first concept, in relationships; 0 if it is the first concept itself.
    pub from_a: usize,
    /// Its distance from the second concept, in relationships.
    pub from_b: usize,
}

/// # Paths: common ancestors
impl Network {
    /// The concepts that both `a` and `b` lead to along a relation, the nearest first: by the sum of the two
    /// distances, then by the larger one, then by label. Each of the two is an ancestor of itself.
    /// `PathOptions::from("hypernym")` walks one relation from source to target. O(n log n) for the
    /// relationships of the ancestors.
    ///
    /// # Errors
    ///
    /// [`BudgetError`] when the budget of `options` ends before all ancestors were found.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::paths::PathOptions;
    ///
    /// let network = NetworkBuilder::new("Q?")
    ///     .concept("Dog", "")
    ///     .concept("Canine", "")
    ///     .concept("Wolf", "")
    ///     .relationship(("Dog", "hypernym", "Canine"))
    ///     .relationship(("Wolf", "hypernym", "Canine"))
    ///     .build()?;
    /// let (dog, wolf) = (network.find_concept("Dog")?, network.find_concept("Wolf")?);
    /// let common = network.common_ancestors(dog, wolf, &PathOptions::from("hypernym"))?;
    /// assert_eq!((common[0].concept.label(), common[0].from_a, common[0].from_b), ("Canine", 1, 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "lowest_common_hypernyms")]
    #[doc(alias = "lowest_common_ancestor")]
    pub fn common_ancestors(
        &self,
        a: impl ConceptKey,
        b: impl ConceptKey,
        options: &PathOptions,
    ) -> Result<Vec<CommonAncestor<'_>>, BudgetError> {
        let mut steps = options.resolve(self);
        let of_a = self.distances(a.id_in(self), &mut steps)?;
        let of_b = self.distances(b.id_in(self), &mut steps)?;
        let mut common: Vec<CommonAncestor<'_>> = of_a
            .iter()
            .filter_map(|(&id, &from_a)| {
                let from_b = *of_b.get(&id)?;
                Some(CommonAncestor { concept: Concept::new(self, id), from_a, from_b })
            })
            .collect();
        let key = |found: &CommonAncestor<'_>| {
            (found.from_a + found.from_b, found.from_a.max(found.from_b), found.concept.id())
        };
        crate::util::sort::sort_by(&mut common, |a, b| key(a).cmp(&key(b)));
        Ok(common)
    }

    /// Whether a relationship, or a chain of relationships, leads from `a` to `b`. A concept is related to
    /// itself only if a relationship or a cycle leads back to it. With
    /// [`max_length(1)`](PathOptions::max_length) only single relationships are considered. The cost is that
    /// of [`shortest_path`](Network::shortest_path), or of one walk through what is within reach of `a` when
    /// `b` is `a` as well; O(log relationships of `a`) for a length of 1.
    ///
    /// # Errors
    ///
    /// [`BudgetError`] if the budget of `options` ends before the answer is known.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::paths::PathOptions;
    ///
    /// let network = NetworkBuilder::new("Q?")
    ///     .concept("Dog", "")
    ///     .concept("Canine", "")
    ///     .concept("Animal", "")
    ///     .relationship(("Dog", "hypernym", "Canine"))
    ///     .relationship(("Canine", "hypernym", "Animal"))
    ///     .build()?;
    ///
    /// let (dog, animal) = (network.find_concept("Dog")?, network.find_concept("Animal")?);
    /// let upwards = PathOptions::from("hypernym");
    /// assert!(network.is_related(dog, animal, &upwards)?);
    /// assert!(!network.is_related(animal, dog, &upwards)?);
    /// assert!(!network.is_related(dog, animal, &upwards.max_length(1))?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn is_related(
        &self,
        a: impl ConceptKey,
        b: impl ConceptKey,
        options: &PathOptions,
    ) -> Result<bool, BudgetError> {
        let (a, b) = (a.id_in(self), b.id_in(self));
        match options.max_length {
            Some(0) => return Ok(false),
            Some(1) => return Ok(!self.between(a, b, &options.relations, options.direction).is_empty()),
            _ => {}
        }
        let resolved = options.resolve(self);
        if a == b {
            return self.leads_back(a, resolved);
        }
        let (max_length, mut budget) = (resolved.max_length, resolved.budget);
        let task = Task { from: a, to: b, max_length, banned: &[] };
        Ok(self.shortest_walk(&Sides::new(resolved), task, &[], &mut budget)?.is_some())
    }

    /// How far each concept within reach of `start` is from it.
    fn distances(
        &self,
        start: ConceptId,
        steps: &mut Resolved,
    ) -> Result<HashMap<ConceptId, usize, FixedState>, BudgetError> {
        let mut distances = HashMap::default();
        if start.index() >= self.concept_count() {
            return Ok(distances);
        }
        distances.insert(start, 0);
        let mut order = vec![start];
        let mut place = 0;
        while let Some(&concept) = order.get(place) {
            place += 1;
            let distance = distances.get(&concept).map_or(0, |known| known + 1);
            if distance > steps.max_length {
                break;
            }
            let looked_at = steps.for_each(self.index(), concept, |_, neighbor, _| {
                if !distances.contains_key(&neighbor) {
                    distances.insert(neighbor, distance);
                    order.push(neighbor);
                }
            });
            steps.budget.spend(looked_at)?;
        }
        Ok(distances)
    }
}
