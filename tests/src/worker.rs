//! Networks that two programs can make from a number, and the work of the program `store-worker` with them.

use semnet_core::paths::PathOptions;
use semnet_core::store::{SqliteStore, StoreExt};
use semnet_core::words::SearchOptions;
use semnet_core::{Network, NetworkBuilder};

/// Every number that ends so is that of a large network.
pub const LARGE: u64 = 99_999;

/// The network of a number: some 2 KB, with words that differ from number to number; some 1.3 MB for a number
/// that ends in 99999, which no other network shares its last concept with.
pub fn numbered(number: u64) -> Network {
    let mut builder = NetworkBuilder::new(&format!("What is known of number {number}?"));
    builder.title(&format!("Number {number}"));
    let mut word = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let is_large = number % (LARGE + 1) == LARGE;
    for finding in 0..8 {
        let mut text = String::new();
        for _ in 0..if is_large { 12_000 } else { 24 } {
            word = word.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text += &format!("{:x} ", word >> 40);
        }
        builder.finding(&format!("Finding {finding}"), &text);
        if finding > 0 {
            let before = format!("Finding {}", finding - 1);
            builder.relationship((&*before, "leads to", &*format!("Finding {finding}"), &*text));
        }
    }
    if is_large {
        let own = format!("End of {number}");
        builder.concept(&own, "").relationship(("Finding 7", "leads to", &*own));
    }
    builder.build().expect("parts that make a network")
}

/// Looks a large network up in every way that needs an index of words or concepts.
pub fn find(store: &SqliteStore, number: u64) {
    let (network, own) = (numbered(number), format!("end OF {number}"));
    let key = network.fingerprint();
    let options = SearchOptions::default();
    let found = store.search(&number.to_string(), &options).unwrap();
    assert!(found.iter().any(|hit| *hit.network() == network), "search");
    let ranked = store.ranked("known findings", &options.limit(1_000)).unwrap();
    assert_eq!(ranked.iter().filter(|(found, _)| *found == key).count(), 1, "ranked");
    assert!(ranked.windows(2).all(|pair| pair[0].1 >= pair[1].1), "the best come first");
    let holders = store.networks_with_concept(&own, 9).unwrap();
    assert_eq!(holders.iter().map(|entry| entry.fingerprint).collect::<Vec<_>>(), [key], "its concept");
    let all: Vec<_> = store.iter_with_concept("finding 3").map(|entry| entry.unwrap().fingerprint).collect();
    assert!(all.contains(&key) && all.is_sorted(), "a concept of all");
    let shared = store.overlapping_networks(&numbered(0), 1_000).unwrap();
    let shared: Vec<_> = shared.iter().filter(|one| one.entry.fingerprint == key).collect();
    assert!(shared.len() == 1 && shared[0].labels.len() == 8, "what shares its concepts");
    let path = store.shortest_path("Finding 5", &own, &PathOptions::default()).unwrap().unwrap();
    assert!(path.segments().iter().any(|segment| *segment.network() == network), "a path");
}
