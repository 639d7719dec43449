//! How many shortest paths run through a concept, or over a relationship: Brandes' algorithm.

use crate::graph::PathOptions;
use crate::graph::adjacency::Adjacency;
use crate::graph::budget::{Budget, BudgetError};
use crate::graph::rank::scores::Scores;
use crate::network::Network;

const UNREACHED: u32 = u32::MAX;

impl Network {
    /// The share of the shortest paths between two others that run through each concept, over all pairs: from
    /// 0 to 1. Here a path is a sequence of concepts, as in NetworkX, so [parallel
    /// relationships](crate::paths#parallel-relationships) are one connection. If
    /// `options` has a longest length, only paths up to that length are counted.
    /// O(concepts · (concepts + relationships)): see [`betweenness_sampled`](Network::betweenness_sampled)
    /// for large networks.
    ///
    /// Source: Brandes, [A faster algorithm for betweenness
    /// centrality](https://doi.org/10.1080/0022250X.2001.9990249) (2001); normalised as NetworkX does.
    ///
    /// # Errors
    ///
    /// [`BudgetError`] when the budget of `options` ends before all paths are counted.
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
    /// let betweenness = network.betweenness(&PathOptions::default())?;
    /// assert_eq!(betweenness.get(network.find_concept("Canine")?), Some(1.0));
    /// assert_eq!(betweenness.get(network.find_concept("Dog")?), Some(0.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn betweenness(&self, options: &PathOptions) -> Result<Scores<'_>, BudgetError> {
        self.betweenness_from(options, (0..self.concept_count() as u32).collect())
    }

    /// An estimate of [`betweenness`](Network::betweenness): only the paths from so many concepts are
    /// counted, which are drawn by the seed, each at most once. The same seed draws the same on each
    /// machine; with as many samples as concepts the numbers are exact. O(samples · (concepts +
    /// relationships)).
    ///
    /// Source: Brandes and Pich, [Centrality estimation in large
    /// networks](https://doi.org/10.1142/S0218127407018403) (2007).
    ///
    /// # Errors
    ///
    /// [`BudgetError`] when the budget of `options` ends before all paths are counted.
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
    /// let steps = PathOptions::default();
    /// assert_eq!(network.betweenness_sampled(&steps, 3, 7)?, network.betweenness(&steps)?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn betweenness_sampled(
        &self,
        options: &PathOptions,
        samples: usize,
        seed: u64,
    ) -> Result<Scores<'_>, BudgetError> {
        self.betweenness_from(options, sample(self.concept_count(), samples, seed))
    }

    fn betweenness_from(&self, options: &PathOptions, sources: Vec<u32>) -> Result<Scores<'_>, BudgetError> {
        let mut steps = options.resolve(self);
        let adjacency = Adjacency::new(self, &mut steps)?;
        let count = self.concept_count();
        let mut scores = vec![0.0; count];
        let mut search = Search::new(count);
        for &source in &sources {
            search.run(&adjacency, source, steps.max_length, &mut steps.budget)?;
            search.depend(&adjacency, |_, _| ());
            for &reached in search.order.iter().skip(1) {
                scores[reached as usize] += search.dependency[reached as usize];
            }
        }
        if let (true, false) = (count > 2, sources.is_empty()) {
            let pairs = (count - 1) as f64 * (count - 2) as f64;
            let scale = count as f64 / sources.len() as f64 / pairs;
            scores.iter_mut().for_each(|score| *score *= scale);
        }
        Ok(Scores::new(self, scores))
    }
}

/// `samples` of the numbers below `count`, sorted: by a seeded shuffle (Fisher and Yates) that stops early,
/// with numbers of SplitMix64.
pub(crate) fn sample(count: usize, samples: usize, mut seed: u64) -> Vec<u32> {
    let mut numbers: Vec<u32> = (0..count as u32).collect();
    let samples = samples.min(count);
    for place in 0..samples {
        seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut drawn = seed;
        drawn = (drawn ^ (drawn >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        drawn = (drawn ^ (drawn >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        drawn ^= drawn >> 31;
        let other = place + (drawn % (count - place) as u64) as usize;
        numbers.swap(place, other);
    }
    numbers.truncate(samples);
    crate::util::sort::sort(&mut numbers);
    numbers
}

/// How many paths: `number · 2^(512 · power)`. They double with each square in a row of squares, so that a
/// number alone would not do for a thousand of them.
#[derive(Clone, Copy, Default, Debug)]
struct Paths {
    number: f64,
    power: u32,
}

impl Paths {
    const LARGE: f64 = f64::from_bits((1023 + 512) << 52);

    #[inline]
    fn add(&mut self, other: Paths) {
        match (self.power, other.power) {
            (a, b) if a == b => self.number += other.number,
            (a, b) if a + 1 == b => {
                *self = Paths { number: self.number / Paths::LARGE + other.number, power: b }
            }
            (a, b) if a == b + 1 => self.number += other.number / Paths::LARGE,
            (a, b) if a < b => *self = other,
            _ => (),
        }
        if self.number >= Paths::LARGE {
            *self = Paths { number: self.number / Paths::LARGE, power: self.power + 1 };
        }
    }

    /// These as a part of all, which are more.
    #[inline]
    fn share_of(self, all: Paths) -> f64 {
        match all.power.wrapping_sub(self.power) {
            0 => self.number / all.number,
            1 => self.number / all.number / Paths::LARGE,
            _ => 0.0,
        }
    }
}

/// The search in breadth from one concept, and what depends on whom in it. Used again for the next concept.
#[derive(Debug)]
pub(crate) struct Search {
    distance: Vec<u32>,
    /// How many shortest paths lead here.
    paths: Vec<Paths>,
    /// How much of the paths to others runs through here.
    dependency: Vec<f64>,
    /// Those that were reached, the nearest first.
    order: Vec<u32>,
}

impl Search {
    pub(crate) fn new(count: usize) -> Search {
        Search {
            distance: vec![UNREACHED; count],
            paths: vec![Paths::default(); count],
            dependency: vec![0.0; count],
            order: Vec::new(),
        }
    }

    /// Counts the shortest paths from a concept to all others.
    pub(crate) fn run(
        &mut self,
        adjacency: &Adjacency,
        source: u32,
        max_length: usize,
        budget: &mut Budget,
    ) -> Result<(), BudgetError> {
        for &reached in &self.order {
            let reached = reached as usize;
            (self.distance[reached], self.paths[reached], self.dependency[reached]) =
                (UNREACHED, Paths::default(), 0.0);
        }
        self.order.clear();
        self.order.push(source);
        (self.distance[source as usize], self.paths[source as usize]) = (0, Paths { number: 1.0, power: 0 });
        let mut next = 0;
        while let Some(&from) = self.order.get(next) {
            next += 1;
            let (distance, paths) = (self.distance[from as usize] + 1, self.paths[from as usize]);
            if distance as usize > max_length {
                break;
            }
            let neighbors = adjacency.neighbors(from);
            budget.spend(neighbors.len())?;
            for &to in neighbors {
                if self.distance[to as usize] == UNREACHED {
                    self.distance[to as usize] = distance;
                    self.order.push(to);
                }
                if self.distance[to as usize] == distance {
                    self.paths[to as usize].add(paths);
                }
            }
        }
        Ok(())
    }

    /// How many others were reached.
    pub(crate) fn reached(&self) -> usize {
        self.order.len().saturating_sub(1)
    }

    /// Adds up, from the farthest to the nearest, how much of the paths runs through each concept; calls
    /// `edge` with how much runs over each place in the adjacency.
    pub(crate) fn depend(&mut self, adjacency: &Adjacency, mut edge: impl FnMut(usize, f64)) {
        for &from in self.order.iter().rev() {
            let distance = self.distance[from as usize] + 1;
            let paths = self.paths[from as usize];
            let mut all = 0.0;
            for place in adjacency.range(from) {
                let to = adjacency.to[place] as usize;
                if self.distance[to] == distance {
                    let share = paths.share_of(self.paths[to]) * (1.0 + self.dependency[to]);
                    all += share;
                    edge(place, share);
                }
            }
            self.dependency[from as usize] = all;
        }
    }
}
