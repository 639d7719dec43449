//! How important concepts are by what leads to them: PageRank and degree.

use super::scores::Scores;
use super::steps::{CutShort, Filter, Resolved};
use super::weighted::PathError;
use crate::{ConceptId, Network, Relationship, RelationshipId, Steps};

/// How [`Network::pagerank`] goes about it. The default has the damping 0.85, the tolerance 1e-12 and at most 200
/// iterations.
///
/// ```
/// use semnet_core::PageRank;
///
/// let quick = PageRank::default().iterations(20);
/// let close_by = PageRank::default().damping(0.5);
/// # assert_ne!(quick, close_by);
/// ```
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct PageRank {
    damping: f64,
    tolerance: f64,
    iterations: usize,
}

impl Default for PageRank {
    fn default() -> PageRank {
        PageRank { damping: 0.85, tolerance: 1e-12, iterations: 200 }
    }
}

impl PageRank {
    /// The chance that the walk goes on from a concept instead of beginning anew somewhere: from 0 to 1. Numbers
    /// outside are taken to the nearer end, what is no number to 0. O(1).
    pub fn damping(mut self, damping: f64) -> PageRank {
        self.damping = if damping.is_nan() { 0.0 } else { damping.clamp(0.0, 1.0) };
        self
    }

    /// It ends when an iteration changes all numbers together by no more than this. 0 makes it go through all
    /// iterations, unless nothing changes at all. O(1).
    pub fn tolerance(mut self, tolerance: f64) -> PageRank {
        self.tolerance = tolerance;
        self
    }

    /// How often it iterates at most. O(1).
    pub fn iterations(mut self, iterations: usize) -> PageRank {
        self.iterations = iterations;
        self
    }
}

impl Network {
    /// How often a random walk comes by each concept, as a share of 1. The walk takes each relationship that counts
    /// with equal chance (two between the same concepts are two chances, a loop is one); from a concept that it
    /// cannot leave, and otherwise with the chance that the damping leaves, it begins anew at any concept.
    /// O(iterations · (concepts + relationships)); the longest length of `steps` plays no part.
    ///
    /// By default relationships are walked either way, as NetworkX does for undirected graphs; PageRank as it was
    /// published goes from source to target only.
    ///
    /// Power iteration, with the same treatment of dead ends as NetworkX. Source: Page, Brin, Motwani and Winograd,
    /// [The PageRank Citation Ranking](http://ilpubs.stanford.edu:8090/422/) (1999).
    ///
    /// # Errors
    ///
    /// [`CutShort`] when the budget of `steps`, from which each iteration takes the number of relationships walked,
    /// ends before the iterations do.
    ///
    /// ```
    /// # use semnet_core::{Direction, NetworkBuilder, PageRank, Steps};
    /// # let network = NetworkBuilder::new("Q?").concept("Dog", "").concept("Canine", "").concept("Wolf", "")
    /// #     .relationship(("Dog", "hypernym", "Canine")).relationship(("Wolf", "hypernym", "Canine")).build()?;
    /// let upwards = Steps::default().direction(Direction::Outgoing);
    /// let ranks = network.pagerank(&upwards, PageRank::default())?;
    /// let (first, rank) = ranks.highest().next().ok_or("empty")?;
    /// assert_eq!(first.label(), "Canine");
    /// assert!((rank - 0.575).abs() < 1e-3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn pagerank(&self, steps: &Steps, options: PageRank) -> Result<Scores<'_>, CutShort> {
        self.power_iteration(steps.resolve(self), options, |_| 1.0)
    }

    /// The same with a weight for each relationship: the chance to be taken, beside the others of its concept.
    /// O(iterations · (concepts + relationships)), and `weight` is asked once for each relationship.
    ///
    /// # Errors
    ///
    /// [`PathError`] when the budget of `steps` ends before the iterations do, and for a weight that is not a finite
    /// number from 0 upwards.
    ///
    /// ```
    /// # use semnet_core::{NetworkBuilder, PageRank, Steps};
    /// # let network = NetworkBuilder::new("Q?").concept("Dog", "").concept("Canine", "").concept("Pack", "")
    /// #     .relationship(("Dog", "hypernym", "Canine")).relationship(("Dog", "lives in", "Pack")).build()?;
    /// let steps = Steps::default();
    /// let ranks = network.pagerank_weighted(&steps, PageRank::default(), |relationship| {
    ///     if relationship.relation() == "hypernym" { 3.0 } else { 1.0 }
    /// })?;
    /// assert!(ranks.get(network.find_concept("Canine")?) > ranks.get(network.find_concept("Pack")?));
    /// assert!(network.pagerank_weighted(&steps, PageRank::default(), |_| -1.0).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn pagerank_weighted<'a>(
        &'a self,
        steps: &Steps,
        options: PageRank,
        weight: impl Fn(Relationship<'a>) -> f64,
    ) -> Result<Scores<'a>, PathError> {
        let mut weights = Vec::with_capacity(self.relationship_count());
        for relationship in self.relationships() {
            let weight = weight(relationship);
            if !(weight >= 0.0 && weight.is_finite()) {
                return Err(PathError::Weight { relationship: relationship.to_string(), weight });
            }
            weights.push(weight);
        }
        let weight = |relationship: RelationshipId| weights[relationship.index()];
        Ok(self.power_iteration(steps.resolve(self), options, weight)?)
    }

    fn power_iteration(
        &self,
        steps: Resolved,
        options: PageRank,
        weight: impl Fn(RelationshipId) -> f64,
    ) -> Result<Scores<'_>, CutShort> {
        let count = self.concept_count();
        let mut budget = steps.budget;
        // What a concept gives to each of its neighbours, as a share of what it has; 0 for a dead end.
        let mut shares = vec![0.0; count];
        let mut walked = 0;
        for (number, share) in shares.iter_mut().enumerate() {
            let mut all = 0.0;
            each_step(self, &steps, number, |relationship, _| {
                all += weight(relationship);
                walked += 1;
            });
            *share = if all > 0.0 { 1.0 / all } else { 0.0 };
        }
        let backwards = steps.reversed();
        let even = 1.0 / count.max(1) as f64;
        let mut ranks = vec![even; count];
        let mut given = vec![0.0; count];
        for _ in 0..options.iterations {
            budget.spend(walked)?;
            let mut lost = 0.0;
            for ((given, rank), share) in given.iter_mut().zip(&ranks).zip(&shares) {
                *given = rank * share;
                lost += if *share > 0.0 { 0.0 } else { *rank };
            }
            let base = (1.0 - options.damping) * even + options.damping * lost * even;
            let mut change = 0.0;
            for (number, rank) in ranks.iter_mut().enumerate() {
                let mut sum = 0.0;
                each_step(self, &backwards, number, |relationship, from| {
                    sum += given[from.index()] * weight(relationship);
                });
                let new = base + options.damping * sum;
                change += (new - *rank).abs();
                *rank = new;
            }
            if change <= options.tolerance {
                break;
            }
        }
        Ok(Scores::new(self, ranks))
    }

    /// How many relationships that count each concept has: a loop that may be walked either way counts twice, as in
    /// NetworkX. O(concepts + relationships).
    ///
    /// ```
    /// # use semnet_core::{NetworkBuilder, Steps};
    /// # let network = NetworkBuilder::new("Q?").concept("Dog", "").concept("Canine", "")
    /// #     .relationship(("Dog", "hypernym", "Canine")).build()?;
    /// assert_eq!(network.degree(&Steps::from("hypernym")).get(network.find_concept("Dog")?), 1.0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn degree(&self, steps: &Steps) -> Scores<'_> {
        Scores::new(self, degrees(self, &steps.resolve(self)))
    }
}

/// How many relationships that count each concept has.
pub(crate) fn degrees(network: &Network, steps: &Resolved) -> Vec<f64> {
    let degree = |number| {
        let mut degree = 0u32;
        steps.for_each(network.index(), ConceptId(number), |_, _, _| degree += 1);
        f64::from(degree)
    };
    (0..network.concept_count() as u32).map(degree).collect()
}

/// Looks at each step away from a concept. A loop that may be walked either way is one step.
#[inline]
fn each_step(
    network: &Network,
    steps: &Resolved,
    number: usize,
    mut look: impl FnMut(RelationshipId, ConceptId),
) {
    let concept = ConceptId(number as u32);
    let loops_twice = steps.outgoing != Filter::Nothing;
    steps.for_each(network.index(), concept, |relationship, other, inverse| {
        if !(inverse && loops_twice && other == concept) {
            look(relationship, other);
        }
    });
}
