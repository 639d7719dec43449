//! Search across a store that has no index of words: every network is looked at.

use super::{Store, StoreError};
use crate::network::{Fingerprint, Network};
use crate::words::{Collection, Counts, Lexicon, MOST_WANTED, Search};

/// So many entries are asked for at a time.
const PAGE: usize = 1_000;

/// A network that answers a search across a store.
#[derive(Clone, PartialEq, Debug)]
pub struct Found {
    network: Network,
    score: f64,
}

impl Found {
    pub(super) fn new(network: Network, score: f64) -> Found {
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

/// Ranks networks by BM25, each as one text: look at each of them, then ask for the best.
pub(super) struct Ranking {
    lexicon: Lexicon,
    wanted: Vec<u32>,
    collection: Collection,
    counted: Vec<(Fingerprint, Counts)>,
    limit: usize,
}

impl Ranking {
    /// `None` where nothing is searched for.
    pub(super) fn of(words: &str, search: &Search) -> Option<Ranking> {
        let mut lexicon = Lexicon::new(search.language);
        let wanted = lexicon.wanted(words, MOST_WANTED);
        if wanted.is_empty() || search.limit == 0 {
            return None;
        }
        let collection = Collection::new(wanted.len());
        Some(Ranking { lexicon, wanted, collection, counted: Vec::new(), limit: search.limit })
    }

    pub(super) fn look(&mut self, network: &Network) {
        let counts = network.count(&mut self.lexicon, &self.wanted);
        self.collection.add(&counts);
        if !counts.is_empty() {
            self.counted.push((network.fingerprint(), counts));
        }
    }

    /// The best, with their scores.
    pub(super) fn best(self) -> Vec<(f64, Fingerprint)> {
        let weights = self.collection.weights();
        let mut scored: Vec<(f64, Fingerprint)> = self
            .counted
            .iter()
            .map(|(fingerprint, counts)| (self.collection.score(&weights, counts), *fingerprint))
            .collect();
        crate::sort::sort_by(&mut scored, |(a, x), (b, y)| b.total_cmp(a).then_with(|| x.cmp(y)));
        scored.truncate(self.limit);
        scored
    }
}

/// Searches a store whose networks are looked at one by one.
pub(super) fn across<S: Store + ?Sized>(
    store: &S,
    words: &str,
    search: &Search,
) -> Result<Vec<Found>, StoreError> {
    let Some(mut ranking) = Ranking::of(words, search) else { return Ok(Vec::new()) };
    each(store, |network| ranking.look(network))?;
    let mut found = Vec::new();
    for (score, fingerprint) in ranking.best() {
        if let Some(network) = store.get(fingerprint)? {
            found.push(Found::new(network, score));
        }
    }
    Ok(found)
}

/// Looks at every network of a store that is whole, in the order of the fingerprints.
fn each<S: Store + ?Sized>(store: &S, mut look: impl FnMut(&Network)) -> Result<(), StoreError> {
    let last = Fingerprint::from_bytes([0xff; 32]);
    let mut next = Some(Fingerprint::from_bytes([0; 32]));
    while let Some(first) = next {
        let entries = store.entries(first..=last, PAGE)?;
        for entry in &entries {
            match store.get(entry.fingerprint) {
                Ok(Some(network)) => look(&network),
                // One that is gone or damaged does not keep the others from being found.
                Ok(None) | Err(StoreError::Damaged { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        next = entries.last().filter(|_| entries.len() == PAGE).and_then(|entry| entry.fingerprint.next());
    }
    Ok(())
}
