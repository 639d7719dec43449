//! How important concepts are by what leads to them: PageRank and degree.

use crate::graph::budget::{Budget, BudgetError};
use crate::graph::filter::{Filter, Resolved};
use crate::graph::option_error::OptionError;
use crate::graph::options::{Direction, RelationFilter};
use crate::graph::paths::weights::WeightError;
use crate::graph::rank::scores::Scores;
use crate::network::{ConceptId, Index, Network, Relationship, RelationshipId};
use crate::util::csr::starts;

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
pub struct PageRankOptions {
    damping: f64,
    tolerance: f64,
    iterations: usize,
    direction: Direction,
    budget: Budget,
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
    /// The chance that the walk goes on from a concept instead of starting again somewhere: from 0 to 1.
    /// O(1).
    #[must_use]
    pub fn damping(mut self, damping: f64) -> PageRankOptions {
        self.damping = damping;
        self
    }

    /// Iteration ends when one iteration changes all numbers together by no more than this. 0 runs all
    /// iterations, unless nothing changes at all. O(1).
    #[must_use]
    pub fn tolerance(mut self, tolerance: f64) -> PageRankOptions {
        self.tolerance = tolerance;
        self
    }

    /// The most iterations. O(1).
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

    /// How many relationships it may look at: the preparation and each iteration take as many as are walked.
    /// O(1).
    #[must_use]
    pub fn budget(mut self, budget: impl Into<Budget>) -> PageRankOptions {
        self.budget = budget.into();
        self
    }

    /// Refuses numbers that mean nothing.
    fn check(self) -> Result<(), OptionError> {
        if !(0.0..=1.0).contains(&self.damping) {
            return Err(OptionError::new("damping", self.damping, "a number from 0 to 1"));
        }
        if self.tolerance.is_nan() || self.tolerance < 0.0 {
            return Err(OptionError::new("tolerance", self.tolerance, "a number of at least 0"));
        }
        Ok(())
    }

    fn resolve(self, network: &Network, relations: &RelationFilter) -> Resolved {
        Resolved { budget: self.budget, ..relations.resolve(network, self.direction) }
    }
}

/// Why there are no ranks.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RankError {
    /// The budget ended before the iterations did.
    #[error(transparent)]
    Budget(#[from] BudgetError),
    /// An option has a value that means nothing.
    #[error(transparent)]
    Option(#[from] OptionError),
    /// A relationship has a weight that is negative, infinite or not a number.
    #[error(transparent)]
    Weight(#[from] WeightError),
}

impl Network {
    /// How often a random walk comes by each concept, as a share of 1. The walk takes each relationship that
    /// passes the filter with equal chance (two between the same concepts are two chances, a loop is one
    /// chance); from a concept that it cannot leave, and otherwise with the chance that the damping
    /// leaves, it starts again at any concept. O(iterations · (concepts + relationships)).
    /// [`Scores::has_converged`] reports whether the tolerance was reached.
    ///
    /// By default relationships are walked either way, as NetworkX does for undirected graphs; PageRank as it
    /// was published goes from source to target only.
    ///
    /// Power iteration, with the same treatment of dead ends as NetworkX. Source: Page, Brin, Motwani and
    /// Winograd, [The PageRank Citation Ranking](http://ilpubs.stanford.edu:8090/422/) (1999).
    ///
    /// # Errors
    ///
    /// [`RankError`] when the budget ends before the iterations do, and for options such as a damping of 7.
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
    /// let ranks = network.pagerank(&RelationFilter::default(), upwards)?;
    /// assert!(ranks.has_converged());
    /// let (first, rank) = ranks.top().next().ok_or("empty")?;
    /// assert_eq!(first.label(), "Canine");
    /// assert!((rank - 0.575).abs() < 1e-3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn pagerank(
        &self,
        relations: &RelationFilter,
        options: PageRankOptions,
    ) -> Result<Scores<'_>, RankError> {
        options.check()?;
        let mut steps = options.resolve(self, relations);
        let walks = Walks::new(self, &mut steps, None)?;
        Ok(self.power_iteration(&walks, steps.budget, options)?)
    }

    /// The same with a weight for each relationship: the chance to be taken, relative to the others of its
    /// concept. O(iterations · (concepts + relationships)), and `weight` is asked once for each
    /// relationship.
    ///
    /// # Errors
    ///
    /// [`RankError`] as for [`pagerank`](Network::pagerank), and for a weight that is not a finite number of
    /// at least 0.
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
    /// let ranks = network.pagerank_weighted(&all, PageRankOptions::default(), |relationship| {
    ///     if relationship.relation() == "hypernym" { 3.0 } else { 1.0 }
    /// })?;
    /// assert!(ranks.get(network.find_concept("Canine")?) > ranks.get(network.find_concept("Pack")?));
    /// assert!(network.pagerank_weighted(&all, PageRankOptions::default(), |_| -1.0).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn pagerank_weighted<'a>(
        &'a self,
        relations: &RelationFilter,
        options: PageRankOptions,
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
        options: PageRankOptions,
    ) -> Result<Scores<'_>, BudgetError> {
        let count = self.concept_count();
        let even = 1.0 / count.max(1) as f64;
        let mut state = State::new(walks, even);
        let mut has_converged = false;
        for _ in 0..options.iterations {
            budget.spend(walks.from.len())?;
            let lost: f64 = walks.dead_ends.iter().map(|&place| state.ranks[place as usize]).sum();
            let base = (1.0 - options.damping) * even + options.damping * lost * even;
            if walks.iterate(&mut state, base, options.damping) <= options.tolerance {
                has_converged = true;
                break;
            }
        }
        let mut ranks = vec![0.0; count];
        walks.order.iter().zip(&state.ranks).for_each(|(concept, &rank)| ranks[concept.index()] = rank);
        Ok(Scores::new(self, ranks).with_convergence(has_converged))
    }

    /// How many relationships of the chosen relations and direction each concept has. A loop that may be
    /// walked either way counts twice, as in NetworkX. O(concepts + relationships).
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

/// How many relationships that count each concept has.
pub(crate) fn degrees(network: &Network, steps: &Resolved) -> Vec<f64> {
    let degree = |number| {
        let mut degree = 0u32;
        steps.for_each(network.index(), ConceptId(number), |_, _, _| degree += 1);
        f64::from(degree)
    };
    (0..network.concept_count() as u32).map(degree).collect()
}

/// All steps that a walk may take, by the concept that they lead to. Concepts to which equally many lead
/// stand together, each group and what is in it in canonical order: so the processor need not guess where the
/// next concept begins. A loop that may be walked either way is one step.
struct Walks {
    /// How many steps lead to each concept of a group, and how many concepts are in it.
    groups: Vec<(usize, usize)>,
    /// The concepts of all groups. Elsewhere a concept is the place that it has here.
    order: Vec<ConceptId>,
    /// Where the steps to each concept come from.
    from: Vec<u32>,
    /// What share of its concept's rank each step takes; where there is none, all steps of a concept take
    /// the same.
    shares: Option<Vec<f64>>,
    /// What share of its rank a concept gives to each of its steps; with shares of the steps' own, all of
    /// it.
    given: Vec<f64>,
    /// The concepts without a step that is ever taken.
    dead_ends: Vec<u32>,
}

/// What changes with each iteration.
struct State {
    ranks: Vec<f64>,
    /// What each step from a concept takes along, now and in the next iteration.
    given: Vec<f64>,
    next: Vec<f64>,
}

impl State {
    fn new(walks: &Walks, even: f64) -> State {
        let given: Vec<f64> = walks.given.iter().map(|share| even * share).collect();
        State { ranks: vec![even; given.len()], next: vec![0.0; given.len()], given }
    }
}

impl Walks {
    fn new(network: &Network, steps: &mut Resolved, weights: Option<&[f64]>) -> Result<Walks, BudgetError> {
        let index = network.index();
        let reversed = steps.reversed();
        let count = network.concept_count();
        let concepts = || (0..count as u32).map(ConceptId);
        let mut in_degrees = Vec::with_capacity(count);
        for concept in concepts() {
            steps.budget.spend(steps.width(index, concept))?;
            in_degrees.push(degree(index, &reversed, concept));
        }
        let most = in_degrees.iter().max().map_or(0, |&most| most as usize);
        let mut next = starts(most + 1, in_degrees.iter().copied());
        let sizes = next.windows(2).map(|group| (group[1] - group[0]) as usize);
        let groups = sizes.enumerate().filter(|&(_, size)| size > 0).collect();
        let (mut order, mut places) = (vec![ConceptId(0); count], vec![0; count]);
        for concept in concepts() {
            let place = &mut next[in_degrees[concept.index()] as usize];
            (order[*place as usize], places[concept.index()]) = (concept, *place);
            *place += 1;
        }
        let mut from = vec![0; in_degrees.iter().map(|&degree| degree as usize).sum()];
        let mut end = 0;
        for &concept in &order {
            each_step(index, &reversed, concept, |_, source| {
                from[end] = places[source.index()];
                end += 1;
            });
        }
        let totals = weights.map(|weights| Total::of_all(index, steps, count, weights));
        let shares = weights.zip(totals.as_ref()).map(|(weights, totals)| {
            let mut shares = Vec::with_capacity(from.len());
            for &concept in &order {
                each_step(index, &reversed, concept, |step, source| {
                    shares.push(totals[source.index()].share(weights[step.index()]));
                });
            }
            shares
        });
        let given = |&concept: &ConceptId| match &totals {
            Some(totals) => f64::from(u8::from(totals[concept.index()].largest > 0.0)),
            None => match degree(index, steps, concept) {
                0 => 0.0,
                degree => 1.0 / f64::from(degree),
            },
        };
        let given: Vec<f64> = order.iter().map(given).collect();
        let dead_ends = (0..count as u32).filter(|&place| given[place as usize] == 0.0).collect();
        Ok(Walks { groups, order, from, shares, given, dead_ends })
    }

    /// Goes on to the next ranks; returns by how much all changed together.
    fn iterate(&self, state: &mut State, base: f64, damping: f64) -> f64 {
        let State { ranks, given, next } = state;
        // Four sums, which the processor can go on with side by side.
        let mut changes = [0.0; 4];
        let (mut place, mut step) = (0, 0);
        for &(degree, size) in &self.groups {
            let (places, steps) = (place..place + size, step..step + degree * size);
            (place, step) = (places.end, steps.end);
            let concepts = ranks[places.clone()].iter_mut().zip(&mut next[places.clone()]);
            let concepts = concepts.zip(&self.given[places]).enumerate();
            let mut set = |(number, ((rank, next), share)): (usize, ((&mut f64, &mut f64), &f64)),
                           sum: f64| {
                let new = base + damping * sum;
                changes[number % 4] += (new - *rank).abs();
                *rank = new;
                *next = new * share;
            };
            let from = self.from[steps.clone()].chunks_exact(degree.max(1));
            match &self.shares {
                _ if degree == 0 => concepts.for_each(|concept| set(concept, 0.0)),
                None => concepts.zip(from).for_each(|(concept, from)| {
                    set(concept, from.iter().map(|&from| given[from as usize]).sum());
                }),
                Some(shares) => {
                    let from = from.zip(shares[steps].chunks_exact(degree));
                    concepts.zip(from).for_each(|(concept, (from, shares))| {
                        let taken =
                            from.iter().zip(shares).map(|(&from, share)| given[from as usize] * share);
                        set(concept, taken.sum());
                    });
                }
            }
        }
        std::mem::swap(given, next);
        changes.iter().sum()
    }
}

/// The weights of a concept's steps together. Each is taken as a part of the largest, so that their sum is
/// neither too large for a number nor too small.
#[derive(Clone, Copy)]
struct Total {
    largest: f64,
    sum: f64,
}

impl Total {
    fn of_all(index: &Index, steps: &Resolved, count: usize, weights: &[f64]) -> Vec<Total> {
        let of = |concept| {
            let (mut largest, mut sum) = (0.0, 0.0);
            each_step(index, steps, concept, |step, _| largest = weights[step.index()].max(largest));
            if largest > 0.0 {
                each_step(index, steps, concept, |step, _| sum += weights[step.index()] / largest);
            }
            Total { largest, sum }
        };
        (0..count as u32).map(|concept| of(ConceptId(concept))).collect()
    }

    /// What share a step with this weight takes.
    fn share(self, weight: f64) -> f64 {
        if weight > 0.0 { weight / self.largest / self.sum } else { 0.0 }
    }
}

/// How many steps a concept has. O(1) where all relationships of one direction count.
#[inline]
fn degree(index: &Index, steps: &Resolved, concept: ConceptId) -> u32 {
    match (&steps.outgoing, &steps.incoming) {
        (Filter::All | Filter::One(_), Filter::Nothing) | (Filter::Nothing, Filter::All | Filter::One(_)) => {
            steps.width(index, concept) as u32
        }
        _ => {
            let mut degree = 0;
            each_step(index, steps, concept, |_, _| degree += 1);
            degree
        }
    }
}

/// Looks at each step of a concept, in canonical order.
#[inline]
fn each_step(
    index: &Index,
    steps: &Resolved,
    concept: ConceptId,
    mut look: impl FnMut(RelationshipId, ConceptId),
) {
    let loops_twice = steps.outgoing != Filter::Nothing;
    steps.for_each(index, concept, |relationship, other, inverse| {
        if !(inverse && loops_twice && other == concept) {
            look(relationship, other);
        }
    });
}
