//! Counts the steps of SQLite's virtual machine that calls take.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The steps that the current call of a connection has taken.
#[derive(Clone, Default)]
pub(super) struct Steps(pub(super) Arc<AtomicU64>);

impl Steps {
    /// Starts the count of a new call.
    pub(super) fn reset(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::network::{Fingerprint, Network, NetworkBuilder};
    // Without `StoreExt`, which has methods of the same names.
    use crate::store::{self, Recovered, SqliteStore, Store, StoreIndex, StoreRecords, all_fingerprints};
    use crate::words::SearchOptions;

    /// A word that begins like no other, so a search reads no other.
    fn word(number: u64) -> String {
        let letter = |place: u32| char::from(b'a' + (number / 26_u64.pow(place) % 26) as u8);
        [letter(0), letter(1), letter(2), 'q', 'x'].into_iter().collect()
    }

    /// Each has a word and a concept that no other has.
    fn network(number: u64) -> Network {
        let mut builder = NetworkBuilder::new(&format!("How many bees fly over {}?", word(number)));
        builder.finding(&format!("Clover {number}"), "Bees fly.").concept("Meadow", "");
        builder.relationship((&*format!("Clover {number}"), "grows in", "Meadow"));
        builder.build().unwrap()
    }

    /// The calls of a store, by name. Each takes the number of an existing network.
    type Call = (&'static str, fn(&SqliteStore, u64));

    const CALLS: [Call; 14] = [
        ("get", |store, n| assert!(store.get(network(n).fingerprint()).unwrap().is_some())),
        ("recover", |store, n| {
            let typed = network(n).hashtag().to_string().parse().unwrap();
            assert!(matches!(store::StoreExt::recover(store, &typed).unwrap(), Recovered::Network(_)));
        }),
        ("name", |store, n| {
            assert_eq!(store::StoreExt::name(store, network(n).fingerprint()).unwrap().len(), 11)
        }),
        ("entries", |store, _| assert_eq!(store.entries(all_fingerprints(), 5).unwrap().len(), 5)),
        ("find by question", |store, n| {
            assert_eq!(store.find_by_question(network(n).question(), 5).unwrap().len(), 1)
        }),
        ("similar hashtags", |store, n| {
            assert_eq!(store.similar_hashtags(&network(n).hashtag().to_string(), 5).unwrap().len(), 1)
        }),
        ("a rare concept", |store, n| {
            let found = store.networks_with_concept(&format!("clover {n}"), all_fingerprints(), 5);
            assert_eq!(found.unwrap().len(), 1);
        }),
        ("a concept of all", |store, _| {
            assert_eq!(store.networks_with_concept("meadow", all_fingerprints(), 5).unwrap().len(), 5)
        }),
        ("search", |store, n| {
            let found = store.ranked(&word(n), &SearchOptions::default());
            assert_eq!(found.unwrap().len(), 1);
        }),
        ("put", |store, n| {
            let object = store.put("note", network(n).fingerprint(), &n.to_le_bytes()).unwrap();
            assert_eq!(object, Fingerprint::hash(&n.to_le_bytes()));
        }),
        ("read", |store, n| assert!(store.read(Fingerprint::hash(&n.to_le_bytes())).unwrap().is_some())),
        ("list", |store, n| {
            let about = network(n).fingerprint();
            assert_eq!(store.list("note", about..=about, 5).unwrap().len(), 2);
        }),
        ("kinds", |store, _| assert_eq!(store.kinds().unwrap(), ["note"])),
        ("add what is there", |store, n| assert!(!store.add(&network(n)).unwrap())),
    ];

    /// For each call, the steps that SQLite's machine takes: the fewest of several.
    fn counted(folder: &Path, networks: u64) -> Vec<(&'static str, u64)> {
        let store = SqliteStore::open(folder.join(format!("{networks}.semnet"))).unwrap();
        let all: Vec<Network> = (0..networks).map(network).collect();
        store.add_all(&all).unwrap();
        for network in &all {
            store.put("note", network.fingerprint(), b"of all").unwrap();
        }
        let counter = Arc::new(AtomicU64::new(0));
        let ticks = Arc::clone(&counter);
        let count = move || {
            ticks.fetch_add(1, Ordering::Relaxed);
            false
        };
        store.lock().progress_handler(1, Some(count)).unwrap();
        let fewest = |call: &dyn Fn(u64)| {
            let steps = (0..5).map(|time| {
                counter.store(0, Ordering::Relaxed);
                call(time);
                counter.load(Ordering::Relaxed)
            });
            steps.min().unwrap()
        };
        let mut steps = vec![("add", fewest(&|time| assert!(store.add(&network(networks + time)).unwrap())))];
        steps.extend(CALLS.map(|(name, call)| (name, fewest(&|time| call(&store, time * networks / 7)))));
        steps
    }

    /// A call that reads all networks, or all rows of an index, would take ten times as many steps in a store
    /// ten times as large.
    #[test]
    fn no_call_takes_more_steps_in_a_larger_store() {
        let folder = std::env::temp_dir().join(format!("semnet-steps-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (small, large) = (counted(&folder, 150), counted(&folder, 1_500));
        for ((name, few), (_, many)) in small.into_iter().zip(large) {
            assert!(few > 0 && many <= 2 * few + 200, "{name}: {few} steps of 150, {many} of 1,500 networks");
        }
        std::fs::remove_dir_all(folder).unwrap();
    }
}
