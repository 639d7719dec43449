//! How important concepts are by what leads to them: PageRank and degree.

use std::borrow::Cow;

use super::scores::Scores;
use super::steps::{Budget, CutShort, Filter, Resolved};
use super::weighted::PathError;
use crate::{ConceptId, Network, Relationship, Steps};

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
        let steps = steps.resolve(self);
        self.power_iteration(&Walks::new(self, &steps, None), steps.budget, options)
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
        let steps = steps.resolve(self);
        let walks = Walks::new(self, &steps, Some(&weights));
        Ok(self.power_iteration(&walks, steps.budget, options)?)
    }

    fn power_iteration(
        &self,
        walks: &Walks<'_>,
        mut budget: Budget,
        options: PageRank,
    ) -> Result<Scores<'_>, CutShort> {
        let count = self.concept_count();
        // What a concept gives through each of its relationships, as a share of what it has.
        let mut shares = vec![0.0; count];
        walks.for_each(|from, _, weight| shares[from.index()] += weight);
        shares.iter_mut().filter(|share| **share > 0.0).for_each(|share| *share = 1.0 / *share);
        let dead_ends: Vec<usize> = (0..count).filter(|&concept| shares[concept] == 0.0).collect();
        let even = 1.0 / count.max(1) as f64;
        let mut ranks = vec![even; count];
        let mut sums = vec![0.0; count];
        for _ in 0..options.iterations {
            budget.spend(walks.from.len())?;
            walks.for_each(|from, to, weight| {
                sums[to.index()] += ranks[from.index()] * shares[from.index()] * weight;
            });
            let lost: f64 = dead_ends.iter().map(|&concept| ranks[concept]).sum();
            let base = (1.0 - options.damping) * even + options.damping * lost * even;
            if step(&mut ranks, &mut sums, base, options.damping) <= options.tolerance {
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

/// All steps that a walk may take, one behind the other in canonical order, so that an iteration reads memory from its
/// beginning to its end. A loop that may be walked either way is one step.
struct Walks<'a> {
    from: Cow<'a, [ConceptId]>,
    to: Cow<'a, [ConceptId]>,
    /// Of each step; all 1 where there are none.
    weights: Option<Cow<'a, [f64]>>,
}

impl<'a> Walks<'a> {
    fn new(network: &'a Network, steps: &Resolved, weights: Option<&'a [f64]>) -> Walks<'a> {
        let index = network.index();
        let (sources, targets) = (index.source.as_slice(), index.target.as_slice());
        // Where all relationships count in one direction, the network has the list already.
        let one_way = match (&steps.outgoing, &steps.incoming) {
            (Filter::All, Filter::Nothing) => Some((sources, targets)),
            (Filter::Nothing, Filter::All) => Some((targets, sources)),
            _ => None,
        };
        if let Some((from, to)) = one_way {
            return Walks { from: from.into(), to: to.into(), weights: weights.map(Cow::Borrowed) };
        }
        let (mut from, mut to, mut of_steps) = (Vec::new(), Vec::new(), Vec::new());
        let loops_twice = steps.outgoing != Filter::Nothing;
        for concept in (0..network.concept_count() as u32).map(ConceptId) {
            steps.for_each(index, concept, |relationship, other, inverse| {
                if !(inverse && loops_twice && other == concept) {
                    from.push(concept);
                    to.push(other);
                    of_steps.extend(weights.map(|weights| weights[relationship.index()]));
                }
            });
        }
        Walks { from: from.into(), to: to.into(), weights: weights.map(|_| of_steps.into()) }
    }

    #[inline]
    fn for_each(&self, mut look: impl FnMut(ConceptId, ConceptId, f64)) {
        let ends = self.from.iter().zip(self.to.iter());
        match &self.weights {
            None => ends.for_each(|(&from, &to)| look(from, to, 1.0)),
            Some(weights) => {
                ends.zip(weights.iter()).for_each(|((&from, &to), &weight)| look(from, to, weight))
            }
        }
    }
}

/// Goes on to the next ranks and clears the sums that they are made of; returns by how much all ranks changed together.
fn step(ranks: &mut [f64], sums: &mut [f64], base: f64, damping: f64) -> f64 {
    // In four parts, which the processor can go on with side by side.
    let mut changes = [0.0; 4];
    for (ranks, sums) in ranks.chunks_mut(4).zip(sums.chunks_mut(4)) {
        for ((rank, sum), change) in ranks.iter_mut().zip(sums).zip(&mut changes) {
            let new = base + damping * std::mem::take(sum);
            *change += (new - *rank).abs();
            *rank = new;
        }
    }
    changes.iter().sum()
}
