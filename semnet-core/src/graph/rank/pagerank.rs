//! The importance of concepts by the relationships that lead to them: PageRank and degree.

use crate::graph::budget::{Budget, BudgetError};
use crate::graph::filter::Resolved;
use crate::graph::option_error::OptionError;
use crate::graph::options::{Direction, RelationFilter};
use crate::graph::paths::weights::WeightError;
use crate::graph::rank::scores::Scores;
use crate::graph::rank::walks::Walks;
use crate::network::{ConceptId, Network, Relationship};

/// How [`Network::pagerank`] computes. The default has the damping 0.85, the tolerance 1e-12, at most 200
/// iterations, both directions and no budget.
///
/// ```
/// use semnet_core::paths::Direction;
/// use semnet_core::rank::PageRankOptions;
///
/// let quick = PageRankOptions::default().iterations(20);
/// let as_published = PageRankOptions::default().direction(Direction::Outgoing);
/// # assert_ne!(quick, as_published);
/// ```
#[derive(Clone, Copy, PartialEq, Debug)]
#[non_exhaustive]
pub struct PageRankOptions {
    /// The probability that the walk follows a relationship instead of starting again: a number from 0 to 1.
    pub damping: f64,
    /// The ranks have converged once an iteration changes them by no more than this: the sum of the absolute
    /// changes of all ranks (the L1 norm). At least 0.
    pub tolerance: f64,
    /// The maximum number of iterations.
    pub iterations: usize,
    /// The direction in which relationships are walked.
    pub direction: Direction,
    /// The limit on the relationships that are read.
    pub budget: Budget,
}

impl Default for PageRankOptions {
    fn default() -> PageRankOptions {
        PageRankOptions {
            damping: 0.85,
            tolerance: 1e-12,
            iterations: 200,
            direction: Direction::Both,
            budget: Budget::UNLIMITED,
        }
    }
}

impl PageRankOptions {
    /// The probability that the walk follows a relationship instead of starting again at some concept: from 0
    /// to 1. O(1).
    #[must_use]
    pub fn damping(mut self, damping: f64) -> PageRankOptions {
        self.damping = damping;
        self
    }

    /// Iteration ends once an iteration changes the ranks by no more than this: the sum of the absolute
    /// changes of all ranks (the L1 norm). With 0, it ends early only if no rank changes at all. O(1).
    #[must_use]
    pub fn tolerance(mut self, tolerance: f64) -> PageRankOptions {
        self.tolerance = tolerance;
        self
    }

    /// The maximum number of iterations. O(1).
    #[must_use]
    pub fn iterations(mut self, iterations: usize) -> PageRankOptions {
        self.iterations = iterations;
        self
    }

    /// The direction in which relationships are walked. O(1).
    #[must_use]
    pub fn direction(mut self, direction: Direction) -> PageRankOptions {
        self.direction = direction;
        self
    }

    /// The limit on the relationships that are looked at. The preparation and each iteration look at every
    /// relationship that passes the filter, at one that may be walked in both directions twice. O(1).
    #[must_use]
    pub fn budget(mut self, budget: impl Into<Budget>) -> PageRankOptions {
        self.budget = budget.into();
        self
    }

    /// Refuses numbers that mean nothing.
    fn check(&self) -> Result<(), OptionError> {
        if !(0.0..=1.0).contains(&self.damping) {
            return Err(OptionError::new("damping", self.damping, "a number from 0 to 1"));
        }
        if self.tolerance.is_nan() || self.tolerance < 0.0 {
            return Err(OptionError::new("tolerance", self.tolerance, "a number of at least 0"));
        }
        Ok(())
    }

    fn resolve(&self, network: &Network, relations: &RelationFilter) -> Resolved {
        Resolved { budget: self.budget, ..relations.resolve(network, self.direction) }
    }
}

/// Why ranks could not be computed.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RankError {
    /// The budget ended before the iterations did.
    #[error(transparent)]
    Budget(#[from] BudgetError),
    /// An option has an invalid value.
    #[error(transparent)]
    Option(#[from] OptionError),
    /// A relationship has a weight that is negative, infinite or not a number.
    #[error(transparent)]
    Weight(#[from] WeightError),
}

/// # Ranks: PageRank and degree
impl Network {
    /// PageRank: the share of its time that a random walk spends at each concept. All ranks add up to 1.
    ///
    /// With the probability `damping`, the walk follows one of the relationships of the concept that pass the
    /// filter. Each has the same probability: two parallel relationships are taken twice as often as one, and
    /// a loop only as often as any other. Otherwise the walk starts again at a concept that is drawn
    /// uniformly from all. At a dead end, a concept without a relationship to follow, it always starts again
    /// in this way, as in NetworkX.
    ///
    /// By default, relationships are walked in both directions, as NetworkX does for undirected graphs.
    /// PageRank as it was published walks them from source to target only.
    ///
    /// Power iteration: O(iterations · (concepts + relationships)). [`Scores::has_converged`] returns whether
    /// the tolerance was reached. Source: Page, Brin, Motwani and Winograd, [The PageRank Citation
    /// Ranking](http://ilpubs.stanford.edu:8090/422/) (1999).
    ///
    /// # Errors
    ///
    /// [`RankError::Budget`] if the budget ends before the iterations do; [`RankError::Option`] for an
    /// invalid option, such as a damping of 7.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::paths::{Direction, RelationFilter};
    /// use semnet_core::rank::PageRankOptions;
    ///
    /// let network = NetworkBuilder::new("Q?")
    ///     .concept("Dog", "")
    ///     .concept("Canine", "")
    ///     .concept("Wolf", "")
    ///     .relationship(("Dog", "hypernym", "Canine"))
    ///     .relationship(("Wolf", "hypernym", "Canine"))
    ///     .build()?;
    /// let upwards = PageRankOptions::default().direction(Direction::Outgoing);
    /// let ranks = network.pagerank(&RelationFilter::default(), &upwards)?;
    /// assert!(ranks.has_converged());
    /// let (first, rank) = ranks.top().next().ok_or("empty")?;
    /// assert_eq!(first.label(), "Canine");
    /// assert!((rank - 0.575).abs() < 1e-3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn pagerank(
        &self,
        relations: &RelationFilter,
        options: &PageRankOptions,
    ) -> Result<Scores<'_>, RankError> {
        options.check()?;
        let mut steps = options.resolve(self, relations);
        let walks = Walks::new(self, &mut steps, None)?;
        Ok(self.power_iteration(&walks, steps.budget, options)?)
    }

    /// [`pagerank`](Network::pagerank) with a weight for each relationship. The walk follows a relationship
    /// with a probability in proportion to its weight. If all relationships of a concept have the weight 0,
    /// the concept is a dead end. O(iterations · (concepts + relationships)), and `weight` is called once for
    /// each relationship.
    ///
    /// # Errors
    ///
    /// Those of [`pagerank`](Network::pagerank), and [`RankError::Weight`] for a weight that is not a finite
    /// number of at least 0.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::paths::RelationFilter;
    /// use semnet_core::rank::PageRankOptions;
    ///
    /// let network = NetworkBuilder::new("Q?")
    ///     .concept("Dog", "")
    ///     .concept("Canine", "")
    ///     .concept("Pack", "")
    ///     .relationship(("Dog", "hypernym", "Canine"))
    ///     .relationship(("Dog", "lives in", "Pack"))
    ///     .build()?;
    /// let all = RelationFilter::default();
    /// let ranks = network.pagerank_weighted(&all, &PageRankOptions::default(), |relationship| {
    ///     if relationship.relation() == "hypernym" { 3.0 } else { 1.0 }
    /// })?;
    /// assert!(ranks.get(network.find_concept("Canine")?) > ranks.get(network.find_concept("Pack")?));
    /// assert!(network.pagerank_weighted(&all, &PageRankOptions::default(), |_| -1.0).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn pagerank_weighted<'a>(
        &'a self,
        relations: &RelationFilter,
        options: &PageRankOptions,
        weight: impl Fn(Relationship<'a>) -> f64,
    ) -> Result<Scores<'a>, RankError> {
        options.check()?;
        let mut weights = Vec::with_capacity(self.relationship_count());
        for relationship in self.relationships() {
            let weight = weight(relationship);
            if !(weight >= 0.0 && weight.is_finite()) {
                return Err(WeightError::new(relationship, weight).into());
            }
            weights.push(weight);
        }
        let mut steps = options.resolve(self, relations);
        let walks = Walks::new(self, &mut steps, Some(&weights))?;
        Ok(self.power_iteration(&walks, steps.budget, options)?)
    }

    fn power_iteration(
        &self,
        walks: &Walks,
        mut budget: Budget,
        options: &PageRankOptions,
    ) -> Result<Scores<'_>, BudgetError> {
        let count = self.concept_count();
        let even = 1.0 / count.max(1) as f64;
        let mut given: Vec<f64> = walks.parts_given.iter().map(|part| even * part).collect();
        let (mut ranks, mut next) = (vec![even; count], vec![0.0; count]);
        let mut has_converged = false;
        for _ in 0..options.iterations {
            budget.spend(walks.from.len())?;
            let base = (1.0 - options.damping) * even + options.damping * walks.lost(&ranks) * even;
            let change = walks.iterate(&mut ranks, (&given, &mut next), base, options.damping);
            std::mem::swap(&mut given, &mut next);
            if change <= options.tolerance {
                has_converged = true;
                break;
            }
        }
        // Their memory is used once more, for the ranks by concept.
        let mut by_concept = next;
        walks.order.iter().zip(ranks).for_each(|(concept, rank)| by_concept[concept.index()] = rank);
        Ok(Scores::new(self, by_concept).with_convergence(has_converged))
    }

    /// The degree: how many relationships of the chosen relations and direction each concept has. With
    /// [`Direction::Both`], a loop is counted twice, as in NetworkX. O(concepts + relationships).
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::paths::{Direction, RelationFilter};
    ///
    /// let network = NetworkBuilder::new("Q?")
    ///     .concept("Dog", "")
    ///     .concept("Canine", "")
    ///     .relationship(("Dog", "hypernym", "Canine"))
    ///     .build()?;
    /// assert_eq!(
    ///     network
    ///         .degree(&RelationFilter::from("hypernym"), Direction::Outgoing)
    ///         .get(network.find_concept("Dog")?),
    ///     Some(1.0)
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn degree(&self, relations: &RelationFilter, direction: Direction) -> Scores<'_> {
        Scores::new(self, degrees(self, &relations.resolve(self, direction)))
    }
}

/// The number of relationships of each concept that pass the filter.
pub(crate) fn degrees(network: &Network, steps: &Resolved) -> Vec<f64> {
    let degree = |number| {
        let mut degree = 0u32;
        steps.for_each(network.index(), ConceptId(number), |_, _, _| degree += 1);
        f64::from(degree)
    };
    (0..network.concept_count() as u32).map(degree).collect()
}
