//! How important concepts are by what leads to them: PageRankOptions and degree.

use crate::graph::Steps;
use crate::graph::filter::{Budget, BudgetExceeded, Filter, Resolved};
use crate::graph::paths::weighted::PathError;
use crate::graph::rank::scores::Scores;
use crate::network::{ConceptId, Index, Network, Relationship, RelationshipId, starts};

/// How [`Network::pagerank`] goes about it. The default has the damping 0.85, the tolerance 1e-12 and at most 200
/// iterations.
///
/// ```
/// use semnet_core::rank::PageRankOptions;
///
/// let quick = PageRankOptions::default().iterations(20);
/// let close_by = PageRankOptions::default().damping(0.5);
/// # assert_ne!(quick, close_by);
/// ```
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct PageRankOptions {
    damping: f64,
    tolerance: f64,
    iterations: usize,
}

impl Default for PageRankOptions {
    fn default() -> PageRankOptions {
        PageRankOptions { damping: 0.85, tolerance: 1e-12, iterations: 200 }
    }
}

impl PageRankOptions {
    /// The chance that the walk goes on from a concept instead of beginning anew somewhere: from 0 to 1. Numbers
    /// outside are taken to the nearer end, what is no number to 0. O(1).
    pub fn damping(mut self, damping: f64) -> PageRankOptions {
        self.damping = if damping.is_nan() { 0.0 } else { damping.clamp(0.0, 1.0) };
        self
    }

    /// It ends when an iteration changes all numbers together by no more than this. 0 makes it go through all
    /// iterations, unless nothing changes at all. O(1).
    pub fn tolerance(mut self, tolerance: f64) -> PageRankOptions {
        self.tolerance = tolerance;
        self
    }

    /// How often it iterates at most. O(1).
    pub fn iterations(mut self, iterations: usize) -> PageRankOptions {
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
    /// [`BudgetExceeded`] when the budget of `steps`, from which the preparation and each iteration take the number of relationships walked,
    /// ends before the iterations do.
    ///
    /// ```
    /// # use semnet_core::rank::PageRankOptions;
    /// # use semnet_core::NetworkBuilder;
    /// # use semnet_core::paths::{Direction, Steps};
    /// # let network = NetworkBuilder::new("Q?").concept("Dog", "").concept("Canine", "").concept("Wolf", "")
    /// #     .relationship(("Dog", "hypernym", "Canine")).relationship(("Wolf", "hypernym", "Canine")).build()?;
    /// let upwards = Steps::default().direction(Direction::Outgoing);
    /// let ranks = network.pagerank(&upwards, PageRankOptions::default())?;
    /// let (first, rank) = ranks.top().next().ok_or("empty")?;
    /// assert_eq!(first.label(), "Canine");
    /// assert!((rank - 0.575).abs() < 1e-3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn pagerank(&self, steps: &Steps, options: PageRankOptions) -> Result<Scores<'_>, BudgetExceeded> {
        let mut steps = steps.resolve(self);
        let walks = Walks::new(self, &mut steps, None)?;
        self.power_iteration(&walks, steps.budget, options)
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
    /// # use semnet_core::rank::PageRankOptions;
    /// # use semnet_core::NetworkBuilder;
    /// # use semnet_core::paths::Steps;
    /// # let network = NetworkBuilder::new("Q?").concept("Dog", "").concept("Canine", "").concept("Pack", "")
    /// #     .relationship(("Dog", "hypernym", "Canine")).relationship(("Dog", "lives in", "Pack")).build()?;
    /// let steps = Steps::default();
    /// let ranks = network.pagerank_weighted(&steps, PageRankOptions::default(), |relationship| {
    ///     if relationship.relation() == "hypernym" { 3.0 } else { 1.0 }
    /// })?;
    /// assert!(ranks.get(network.find_concept("Canine")?) > ranks.get(network.find_concept("Pack")?));
    /// assert!(network.pagerank_weighted(&steps, PageRankOptions::default(), |_| -1.0).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn pagerank_weighted<'a>(
        &'a self,
        steps: &Steps,
        options: PageRankOptions,
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
        let mut steps = steps.resolve(self);
        let walks = Walks::new(self, &mut steps, Some(&weights))?;
        Ok(self.power_iteration(&walks, steps.budget, options)?)
    }

    fn power_iteration(
        &self,
        walks: &Walks,
        mut budget: Budget,
        options: PageRankOptions,
    ) -> Result<Scores<'_>, BudgetExceeded> {
        let count = self.concept_count();
        let even = 1.0 / count.max(1) as f64;
        let mut state = State::new(walks, even);
        for _ in 0..options.iterations {
            budget.spend(walks.from.len())?;
            let lost: f64 = walks.dead_ends.iter().map(|&place| state.ranks[place as usize]).sum();
            let base = (1.0 - options.damping) * even + options.damping * lost * even;
            if walks.iterate(&mut state, base, options.damping) <= options.tolerance {
                break;
            }
        }
        let mut ranks = vec![0.0; count];
        walks.order.iter().zip(&state.ranks).for_each(|(concept, &rank)| ranks[concept.index()] = rank);
        Ok(Scores::new(self, ranks))
    }

    /// How many relationships that count each concept has: a loop that may be walked either way counts twice, as in
    /// NetworkX. The length and budget of `steps` do not matter here. O(concepts + relationships).
    ///
    /// ```
    /// # use semnet_core::NetworkBuilder;
    /// # use semnet_core::paths::Steps;
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

/// All steps that a walk may take, by the concept that they lead to. Concepts to which equally many lead stand together,
/// each group and what is in it in canonical order: so the processor need not guess where the next concept begins. A
/// loop that may be walked either way is one step.
struct Walks {
    /// How many steps lead to each concept of a group, and how many concepts are in it.
    groups: Vec<(usize, usize)>,
    /// The concepts of all groups. Elsewhere a concept is the place that it has here.
    order: Vec<ConceptId>,
    /// Where the steps to each concept come from.
    from: Vec<u32>,
    /// What share of its concept's rank each step takes; where there is none, all steps of a concept take the same.
    shares: Option<Vec<f64>>,
    /// What share of its rank a concept gives to each of its steps; with shares of the steps' own, all of it.
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
    fn new(
        network: &Network,
        steps: &mut Resolved,
        weights: Option<&[f64]>,
    ) -> Result<Walks, BudgetExceeded> {
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

/// The weights of a concept's steps together. Each is taken as a part of the largest, so that their sum is neither too
/// large for a number nor too small.
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
