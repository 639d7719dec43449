//! How many shortest paths run through a concept, or over a relationship: Brandes' algorithm.

use crate::graph::adjacency::Adjacency;
use crate::graph::budget::{Budget, BudgetError};
use crate::graph::rank::betweenness_options::{BetweennessOptions, ParallelRelationships};
use crate::graph::rank::scores::Scores;
use crate::network::Network;
use crate::util::parallel;

const UNREACHED: u32 = u32::MAX;

/// The dependencies of this many sources are added up before they are added to the others.
const BLOCK: usize = 8;

/// How many blocks may wait for their turn: 16 bytes for each concept that paths run through, in each block.
const BLOCKS_AT_ONCE: usize = 16;

/// # Ranks: betweenness
impl Network {
    /// Betweenness centrality, normalised to 0–1 as NetworkX does: for each concept, the share of the
    /// shortest paths between two others that run through it, averaged over all ordered pairs of others.
    /// Pairs without a path add 0.
    ///
    /// [Parallel relationships](crate::paths#parallel-relationships) are one step together, as in NetworkX,
    /// unless `options` count [each](ParallelRelationships::Each). If `options` have a maximum length, only
    /// paths up to that length are counted. O(concepts · (concepts + relationships)); for large networks, see
    /// [`betweenness_sampled`](Network::betweenness_sampled).
    ///
    /// Source: Brandes, [A faster algorithm for betweenness
    /// centrality](https://doi.org/10.1080/0022250X.2001.9990249) (2001).
    ///
    /// # Errors
    ///
    /// [`BudgetError`] if the budget of `options` ends before all paths are counted.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::rank::{BetweennessOptions, ParallelRelationships};
    ///
    /// let network = NetworkBuilder::new("Q?")
    ///     .concept("Mill", "").concept("Quay", "").concept("Road", "").concept("Town", "")
    ///     .relationship(("Mill", "ships to", "Quay"))
    ///     .relationship(("Mill", "pays", "Quay"))
    ///     .relationship(("Mill", "writes to", "Quay"))
    ///     .relationship(("Quay", "serves", "Town"))
    ///     .relationship(("Mill", "sends carts by", "Road"))
    ///     .relationship(("Road", "serves", "Town"))
    ///     .build()?;
    /// let quay = network.find_concept("Quay")?;
    /// let once = BetweennessOptions::default();
    /// // One of the two paths between Mill and Town, which are one of three pairs of other concepts.
    /// assert_eq!(network.betweenness(&once)?.get(quay), Some(1.0 / 6.0));
    /// let each = once.parallel(ParallelRelationships::Each);
    /// // Three of four paths.
    /// assert_eq!(network.betweenness(&each)?.get(quay), Some(1.0 / 4.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn betweenness(&self, options: &BetweennessOptions) -> Result<Scores<'_>, BudgetError> {
        self.betweenness_from(options, (0..self.concept_count() as u32).collect())
    }

    /// An estimate of [`betweenness`](Network::betweenness) from the paths that start at `samples` concepts,
    /// which are drawn at random without repetition. The same seed draws the same concepts on every machine.
    /// With as many samples as concepts, the scores are exact. O(samples · (concepts + relationships)).
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
    /// use semnet_core::rank::BetweennessOptions;
    ///
    /// let network = NetworkBuilder::new("Q?")
    ///     .concept("Dog", "")
    ///     .concept("Canine", "")
    ///     .concept("Wolf", "")
    ///     .relationship(("Dog", "hypernym", "Canine"))
    ///     .relationship(("Wolf", "hypernym", "Canine"))
    ///     .build()?;
    /// let options = BetweennessOptions::default();
    /// assert_eq!(network.betweenness_sampled(3, 7, &options)?, network.betweenness(&options)?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn betweenness_sampled(
        &self,
        samples: usize,
        seed: u64,
        options: &BetweennessOptions,
    ) -> Result<Scores<'_>, BudgetError> {
        self.betweenness_from(options, sample(self.concept_count(), samples, seed))
    }

    fn betweenness_from(
        &self,
        options: &BetweennessOptions,
        sources: Vec<u32>,
    ) -> Result<Scores<'_>, BudgetError> {
        let mut steps = options.paths.resolve(self);
        let adjacency = match options.parallel {
            ParallelRelationships::Once => Adjacency::new(self, &mut steps)?,
            ParallelRelationships::Each => Adjacency::new(self, &mut steps)?.repeated(),
        };
        let count = self.concept_count();
        let mut scores = vec![0.0; count];
        let mut take = |block: Vec<(u32, f64)>| {
            block.into_iter().for_each(|(concept, more)| scores[concept as usize] += more);
        };
        let blocks: Vec<&[u32]> = sources.chunks(BLOCK).collect();
        if steps.budget.is_unlimited() {
            let work = |search: &mut Search, block: &&[u32]| {
                let mut budget = steps.budget;
                search.through(&adjacency, block, steps.max_length, &mut budget)
            };
            parallel::each(&blocks, BLOCKS_AT_ONCE, || Search::new(count), work, take)?;
        } else {
            // The searches spend it one after the other.
            let mut search = Search::new(count);
            for block in blocks {
                take(search.through(&adjacency, block, steps.max_length, &mut steps.budget)?);
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

/// A concept in a search. How many shortest paths lead to it is `number · 2^(512 · power)`: they double with
/// each square in a row of squares, so a plain number would overflow after a thousand of them.
#[derive(Clone, Copy, Debug)]
struct Node {
    number: f64,
    power: u32,
    distance: u32,
}

impl Node {
    const LARGE: f64 = f64::from_bits((1023 + 512) << 52);
    const NEW: Node = Node { number: 0.0, power: 0, distance: UNREACHED };

    /// Adds the paths that lead to another concept.
    #[inline]
    fn add(&mut self, other: Node) {
        if self.power == other.power {
            self.number += other.number;
        } else if self.power + 1 == other.power {
            (self.number, self.power) = (self.number / Node::LARGE + other.number, other.power);
        } else if self.power == other.power + 1 {
            self.number += other.number / Node::LARGE;
        } else if self.power < other.power {
            (self.number, self.power) = (other.number, other.power);
        }
        if self.number >= Node::LARGE {
            (self.number, self.power) = (self.number / Node::LARGE, self.power + 1);
        }
    }

    /// The paths to this concept, times the share that a farther concept gives to each path to it.
    #[inline]
    fn share(self, farther: Node) -> f64 {
        match farther.power.wrapping_sub(self.power) {
            0 => self.number * farther.number,
            1 => self.number / Node::LARGE * farther.number,
            _ => 0.0,
        }
    }
}

/// The breadth-first search from one concept, and the dependencies in it. Reused for the next concept.
#[derive(Debug)]
pub(crate) struct Search {
    /// By concept. Once the dependency of a concept is known, its number becomes the share for each path.
    nodes: Vec<Node>,
    /// How much of the paths to others runs through here.
    dependency: Vec<f64>,
    /// Those that were reached, the nearest first.
    order: Vec<u32>,
    /// The dependencies of a block, and the concepts that have any.
    added: Vec<f64>,
    touched: Vec<u32>,
}

impl Search {
    pub(crate) fn new(count: usize) -> Search {
        Search {
            nodes: vec![Node::NEW; count],
            dependency: vec![0.0; count],
            order: Vec::with_capacity(count),
            added: Vec::new(),
            touched: Vec::new(),
        }
    }

    /// The share of the paths from these concepts that runs through each concept on any of them.
    fn through(
        &mut self,
        adjacency: &Adjacency,
        sources: &[u32],
        max_length: usize,
        budget: &mut Budget,
    ) -> Result<Vec<(u32, f64)>, BudgetError> {
        self.added.resize(adjacency.len(), 0.0);
        for &source in sources {
            self.run(adjacency, source, max_length, budget)?;
            self.depend(adjacency, |_, _| ());
            for &reached in self.order.iter().skip(1) {
                let more = self.dependency[reached as usize];
                if more > 0.0 {
                    let sum = &mut self.added[reached as usize];
                    if *sum == 0.0 {
                        self.touched.push(reached);
                    }
                    *sum += more;
                }
            }
        }
        let added = self.touched.drain(..);
        Ok(added.map(|concept| (concept, std::mem::take(&mut self.added[concept as usize]))).collect())
    }

    /// Counts the shortest paths from a concept to all others.
    pub(crate) fn run(
        &mut self,
        adjacency: &Adjacency,
        source: u32,
        max_length: usize,
        budget: &mut Budget,
    ) -> Result<(), BudgetError> {
        let Search { nodes, order, .. } = self;
        order.drain(..).for_each(|reached| nodes[reached as usize] = Node::NEW);
        order.push(source);
        nodes[source as usize] = Node { number: 1.0, power: 0, distance: 0 };
        let mut next = 0;
        while let Some(&from) = order.get(next) {
            next += 1;
            let node = nodes[from as usize];
            let distance = node.distance + 1;
            if distance as usize > max_length {
                break;
            }
            let neighbors = adjacency.neighbors(from);
            budget.spend(neighbors.len())?;
            for &to in neighbors {
                let other = &mut nodes[to as usize];
                if other.distance == UNREACHED {
                    *other = Node { distance, ..node };
                    order.push(to);
                } else if other.distance == distance {
                    other.add(node);
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
            let node = self.nodes[from as usize];
            let distance = node.distance + 1;
            let mut all = 0.0;
            for place in adjacency.range(from) {
                let to = self.nodes[adjacency.to[place] as usize];
                if to.distance == distance {
                    let share = node.share(to);
                    all += share;
                    edge(place, share);
                }
            }
            self.dependency[from as usize] = all;
            self.nodes[from as usize].number = (1.0 + all) / node.number;
        }
    }
}
