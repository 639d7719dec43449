//! Search across a store that has no index of words, by reading every network.

use std::ops::ControlFlow;

use crate::network::{Fingerprint, Network};
use crate::store::across::{each, open};
use crate::store::{Store, StoreError};
use crate::words::{Collection, Counts, Lexicon, MOST_WANTED, SearchOptions};

/// A network that matches a search across a store.
#[derive(Clone, PartialEq, Debug)]
pub struct StoreHit {
    network: Network,
    score: f64,
}

impl StoreHit {
    /// A hit, for custom indexes. O(1).
    pub fn new(network: Network, score: f64) -> StoreHit {
        StoreHit { network, score }
    }

    /// The network. Its own [`search`](Network::search) finds the places of the words. O(1).
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// How well it matches: at least 0, and comparable only with hits of the same search. O(1).
    pub fn score(&self) -> f64 {
        self.score
    }
}

/// Ranks networks by BM25, each as one text: first all networks are added, then the best are returned.
struct Ranking {
    lexicon: Lexicon,
    wanted: Vec<u32>,
    collection: Collection,
    counted: Vec<(Fingerprint, Counts)>,
    limit: usize,
}

impl Ranking {
    /// `None` if there are no words to search for.
    fn of(words: &str, search: &SearchOptions) -> Option<Ranking> {
        let mut lexicon = Lexicon::new(search.language);
        let wanted = lexicon.wanted(words, MOST_WANTED);
        if wanted.is_empty() || search.limit == 0 {
            return None;
        }
        let collection = Collection::new(wanted.len());
        Some(Ranking { lexicon, wanted, collection, counted: Vec::new(), limit: search.limit })
    }

    fn look(&mut self, network: &Network) {
        let counts = network.count(&mut self.lexicon, &self.wanted);
        self.collection.add(&counts);
        if !counts.is_empty() {
            self.counted.push((network.fingerprint(), counts));
        }
    }

    /// The best, with their scores.
    fn best(self) -> Vec<(Fingerprint, f64)> {
        let weights = self.collection.weights();
        let mut scored: Vec<(Fingerprint, f64)> = self
            .counted
            .iter()
            .map(|(fingerprint, counts)| (*fingerprint, self.collection.score(&weights, counts)))
            .collect();
        crate::util::sort::sort_by(&mut scored, |(x, a), (y, b)| b.total_cmp(a).then_with(|| x.cmp(y)));
        scored.truncate(self.limit);
        scored
    }
}

/// Ranks the networks of a store by reading them one by one.
pub(in crate::store) fn ranked<S: Store + ?Sized>(
    store: &S,
    words: &str,
    asked: &SearchOptions,
) -> Result<Vec<(Fingerprint, f64)>, StoreError> {
    let Some(mut ranking) = Ranking::of(words, asked) else { return Ok(Vec::new()) };
    each(store, |network| {
        ranking.look(&network);
        ControlFlow::Continue(())
    })?;
    Ok(ranking.best())
}

/// Opens the networks that were found.
pub(in crate::store) fn opened<S: Store + ?Sized>(
    store: &S,
    ranked: Vec<(Fingerprint, f64)>,
) -> Result<Vec<StoreHit>, StoreError> {
    let mut found = Vec::new();
    for (fingerprint, score) in ranked {
        if let Some(network) = open(store, fingerprint)? {
            found.push(StoreHit::new(network, score));
        }
    }
    Ok(found)
}
