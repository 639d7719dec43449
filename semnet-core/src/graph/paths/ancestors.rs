//! What two concepts have in common along a relation, and whether one follows from the other.

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::graph::Steps;
use crate::graph::filter::{BudgetExceeded, Resolved};
use crate::graph::paths::bidirectional::{Sides, Task};
use crate::network::{Concept, ConceptId, Network};

/// A concept that two others lead to, and how far it is from each of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CommonAncestor<'a> {
    /// The concept.
    pub concept: Concept<'a>,
    /// How many relationships lead there from the first concept; 0 when it is this concept itself.
    pub from_a: usize,
    /// How many lead there from the second one.
    pub from_b: usize,
}

impl Network {
    /// The concepts that both `a` and `b` lead to along a relation, the nearest first: by the sum of the two
    /// distances, then by the larger one, then by label. Each of the two is an ancestor of itself. A name alone as
    /// `steps` is that relation from source to target; [`Steps`] can say more. O(n log n) for the relationships of
    /// the ancestors.
    ///
    /// # Errors
    ///
    /// [`BudgetExceeded`] when the budget of `steps` ends before all ancestors were found; a name alone has none.
    ///
    /// ```
    /// # use semnet_core::NetworkBuilder;
    /// # let network = NetworkBuilder::new("Q?").concept("Dog", "").concept("Canine", "").concept("Wolf", "")
    /// #     .relationship(("Dog", "hypernym", "Canine")).relationship(("Wolf", "hypernym", "Canine")).build()?;
    /// let (dog, wolf) = (network.find_concept("Dog")?, network.find_concept("Wolf")?);
    /// let common = network.common_ancestors(dog, wolf, "hypernym")?;
    /// assert_eq!((common[0].concept.label(), common[0].from_a, common[0].from_b), ("Canine", 1, 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "lowest_common_hypernyms")]
    #[doc(alias = "lowest_common_ancestor")]
    pub fn common_ancestors(
        &self,
        a: impl Into<ConceptId>,
        b: impl Into<ConceptId>,
        steps: impl Into<Steps>,
    ) -> Result<Vec<CommonAncestor<'_>>, BudgetExceeded> {
        let mut steps = steps.into().resolve(self);
        let of_a = self.distances(a.into(), &mut steps)?;
        let of_b = self.distances(b.into(), &mut steps)?;
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
        crate::sort::sort_by(&mut common, |a, b| key(a).cmp(&key(b)));
        Ok(common)
    }

    /// Whether `a` is related to `b` along a relation: by one relationship or, when `transitively`, by one or more in
    /// a row. So a concept is related to itself only where a relationship or a cycle leads back to it. A name alone as
    /// `steps` is that relation from source to target; [`Steps`] can say more. O(log relationships of `a`); when
    /// transitively, as [`shortest_path`](Network::shortest_path), or one walk through what is within reach of `a` when
    /// `b` is `a` as well.
    ///
    /// # Errors
    ///
    /// [`BudgetExceeded`] when the budget of `steps` ends before that is known; a name alone has none.
    ///
    /// ```
    /// # use semnet_core::NetworkBuilder;
    /// # let network = NetworkBuilder::new("Q?").concept("Dog", "").concept("Canine", "").concept("Animal", "")
    /// #     .relationship(("Dog", "hypernym", "Canine")).relationship(("Canine", "hypernym", "Animal")).build()?;
    /// let (dog, animal) = (network.find_concept("Dog")?, network.find_concept("Animal")?);
    /// assert!(!network.is_related(dog, animal, "hypernym", false)?);
    /// assert!(network.is_related(dog, animal, "hypernym", true)?);
    /// assert!(!network.is_related(animal, dog, "hypernym", true)?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn is_related(
        &self,
        a: impl Into<ConceptId>,
        b: impl Into<ConceptId>,
        steps: impl Into<Steps>,
        transitively: bool,
    ) -> Result<bool, BudgetExceeded> {
        let (a, b, steps) = (a.into(), b.into(), steps.into());
        let resolved = steps.resolve(self);
        if resolved.at_most == 0 {
            return Ok(false);
        }
        if !transitively {
            return Ok(!self.between(a, b, &steps).is_empty());
        }
        if a != b {
            let (at_most, mut budget) = (resolved.at_most, resolved.budget);
            let task = Task { from: a, to: b, at_most, banned: &[] };
            return Ok(self.shortest_walk(&Sides::new(resolved), task, &[], &mut budget)?.is_some());
        }
        self.leads_back(a, resolved)
    }

    /// How far each concept within reach of `start` is from it.
    fn distances(
        &self,
        start: ConceptId,
        steps: &mut Resolved,
    ) -> Result<HashMap<ConceptId, usize, FixedState>, BudgetExceeded> {
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
            if distance > steps.at_most {
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
