//! Search across a store that has no index of words: every network is looked at.

use std::ops::ControlFlow;

use super::super::{Store, StoreError};
use super::each;
use crate::network::{Fingerprint, Network};
use crate::words::{Collection, Counts, Lexicon, MOST_WANTED, Search};

/// A network that answers a search across a store.
#[derive(Clone, PartialEq, Debug)]
pub struct Found {
    network: Network,
    score: f64,
}

impl Found {
    pub(in crate::store) fn new(network: Network, score: f64) -> Found {
        Found { network, score }
    }

    /// The network; its own [`search`](Network::search) says where the words are. O(1).
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// How well it answers, not below 0; comparable with the others that the same search found, and with no others. O(1).
    pub fn score(&self) -> f64 {
        self.score
    }
}

/// Ranks the networks of a store by BM25, each as one text.
pub(in crate::store) fn search<S: Store + ?Sized>(
    store: &S,
    words: &str,
    asked: &Search,
) -> Result<Vec<Found>, StoreError> {
    let mut lexicon = Lexicon::new(asked.language);
    let wanted = lexicon.wanted(words, MOST_WANTED);
    if wanted.is_empty() || asked.limit == 0 {
        return Ok(Vec::new());
    }
    let mut collection = Collection::new(wanted.len());
    let mut counted: Vec<(Fingerprint, Counts)> = Vec::new();
    each(store, |network| {
        let counts = network.count(&mut lexicon, &wanted);
        collection.add(&counts);
        if !counts.is_empty() {
            counted.push((network.fingerprint(), counts));
        }
        ControlFlow::Continue(())
    })?;
    let weights = collection.weights();
    let mut scored: Vec<(f64, Fingerprint)> = counted
        .iter()
        .map(|(fingerprint, counts)| (collection.score(&weights, counts), *fingerprint))
        .collect();
    crate::sort::sort_by(&mut scored, |(a, x), (b, y)| b.total_cmp(a).then_with(|| x.cmp(y)));
    scored.truncate(asked.limit);
    let mut found = Vec::with_capacity(scored.len());
    for (score, fingerprint) in scored {
        if let Some(network) = store.get(fingerprint)? {
            found.push(Found::new(network, score));
        }
    }
    Ok(found)
}
