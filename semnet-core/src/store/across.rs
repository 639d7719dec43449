//! Search across a store that has no index of words: every network is looked at.

use super::{Entries, Store, StoreError};
use crate::network::{Fingerprint, Network};
use crate::words::{Collection, Counts, Lexicon, MOST_WANTED, Search};

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

/// Ranks the networks of a store by BM25, each as one text.
pub(super) fn across<S: Store + ?Sized>(
    store: &S,
    words: &str,
    search: &Search,
) -> Result<Vec<Found>, StoreError> {
    let mut lexicon = Lexicon::new(search.language);
    let wanted = lexicon.wanted(words, MOST_WANTED);
    if wanted.is_empty() || search.limit == 0 {
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
    })?;
    let weights = collection.weights();
    let mut scored: Vec<(f64, Fingerprint)> = counted
        .iter()
        .map(|(fingerprint, counts)| (collection.score(&weights, counts), *fingerprint))
        .collect();
    crate::sort::sort_by(&mut scored, |(a, x), (b, y)| b.total_cmp(a).then_with(|| x.cmp(y)));
    scored.truncate(search.limit);
    let mut found = Vec::with_capacity(scored.len());
    for (score, fingerprint) in scored {
        if let Some(network) = store.get(fingerprint)? {
            found.push(Found::new(network, score));
        }
    }
    Ok(found)
}

/// Looks at every network of a store that is whole, in the order of the fingerprints.
fn each<S: Store + ?Sized>(store: &S, mut look: impl FnMut(&Network)) -> Result<(), StoreError> {
    for entry in Entries::of(store) {
        match store.get(entry?.fingerprint) {
            Ok(Some(network)) => look(&network),
            // One that is gone or damaged does not keep the others from being found.
            Ok(None) | Err(StoreError::Damaged { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
