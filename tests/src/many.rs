//! Any number of networks, each made from its number, for programs that measure large stores.

use std::time::Instant;

use semnet_core::store::StoreExt;
use semnet_core::{Network, NetworkBuilder, Store};

/// How many are added at a time.
const TOGETHER: u64 = 500;

/// Adds the first networks that a store does not have yet, in the order of their numbers, and prints how long
/// that takes.
pub fn fill<S: Store>(store: &S, number: u64, network: fn(u64) -> Network) {
    let (start, there) = (Instant::now(), store.iter().count() as u64);
    for first in (there..number).step_by(TOGETHER as usize) {
        let networks: Vec<Network> = (first..(first + TOGETHER).min(number)).map(network).collect();
        store.add_all(&networks).expect("room");
    }
    eprintln!("{} networks added in {:.0} s", number.saturating_sub(there), start.elapsed().as_secs_f64());
}

/// Words that are in most networks.
pub const WORDS: [&str; 24] = [
    "tide", "mill", "harbour", "baker", "bread", "steam", "coal", "quay", "miller", "river", "winter",
    "ledger", "sailor", "grain", "storm", "lantern", "bridge", "market", "guild", "oven", "ferry", "salt",
    "rope", "anchor",
];

/// A word that occurs in few networks.
pub fn word(n: u64) -> String {
    let mut number = n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 44;
    let mut word = String::new();
    while word.len() < 8 {
        word.push(char::from(b'a' + (number % 26) as u8));
        number = number / 26 + n % 7;
    }
    word
}

/// The question of the network with this number.
pub fn question(n: u64) -> String {
    let pick = |shift: u32| WORDS[(n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> shift) as usize % WORDS.len()];
    format!("How did the {} and the {} of {} change the {} trade?", pick(20), pick(31), word(n), pick(47))
}

/// A report of eight findings, with highlights; words from a small set, as in real ones, and some that are
/// rare. About 5 KB.
pub fn network(n: u64) -> Network {
    builder(n).build().expect("parts that make a network")
}

/// The label of the concept that half of the networks [with a hub](network_with_hub) have.
pub const HUB: &str = "Hub of the Trade";

/// The same, but each second one has the [hub](HUB), related to its first finding and to a concept that no
/// other network has: its [`own`].
pub fn network_with_hub(n: u64) -> Network {
    let mut builder = builder(n);
    if n.is_multiple_of(2) {
        let (hub, own) = (HUB, own(n));
        builder.concept(hub, "").concept(&own, "");
        builder.relationship((&*own, "belongs to", hub));
    }
    builder.build().expect("parts that make a network")
}

/// The label that only the network with this number has.
pub fn own(n: u64) -> String {
    format!("Mill {n}")
}

fn builder(n: u64) -> NetworkBuilder {
    let mut state = n.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state >> 33
    };
    let question = question(n);
    let mut builder = NetworkBuilder::new(&question);
    builder.title(&format!("The {} of {}", WORDS[next() as usize % WORDS.len()], word(n)));
    let mut sentence = |words: u64| {
        let mut text = String::new();
        for place in 0..words {
            let number = next();
            if place > 0 {
                text.push(' ');
            }
            match number % 3 {
                0 => text += WORDS[number as usize / 3 % WORDS.len()],
                1 => text += ["the", "of", "and", "a", "to", "in", "was"][number as usize / 3 % 7],
                _ => text += &word(number % 50_000),
            }
        }
        text + "."
    };
    let labels: Vec<String> =
        (0..8).map(|finding| format!("{} {finding}", sentence(3).trim_end_matches('.'))).collect();
    for label in &labels {
        builder.finding(label, &sentence(60));
    }
    for pair in labels.windows(2) {
        builder.relationship((&*pair[0], "leads to", &*pair[1], &*sentence(20)));
    }
    builder
}
