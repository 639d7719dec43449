//! What must hold for any input holds for the seeds, and for thousands of inputs that differ a little from
//! them.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

// `tests/fuzz` is a separate workspace, because of libFuzzer; its public items are for its targets.
#[expect(unreachable_pub)]
#[path = "../fuzz/src/lib.rs"]
mod fuzz;

/// Pseudo-random numbers, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

/// A few bytes changed, cut out, put in, or taken from another seed.
fn changed(seed: &[u8], others: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=chance.below(4) {
        let place = chance.below(bytes.len() + 1);
        let end = (place + chance.below(40)).min(bytes.len());
        match chance.below(5) {
            0 if place < bytes.len() => bytes[place] ^= 1 << chance.below(8),
            1 => drop(bytes.drain(place..end)),
            2 => bytes.insert(place, b" \n\0{}[]\"<>?#.,;\xff\x80\xe2"[chance.below(18)]),
            3 => {
                let copy = bytes[place..end].to_vec();
                bytes.splice(place..place, copy);
            }
            _ => {
                let other = &others[chance.below(others.len())];
                let from = chance.below(other.len() + 1);
                let until = (from + chance.below(200)).min(other.len());
                bytes.splice(place..end, other[from..until].iter().copied());
            }
        }
    }
    bytes
}

fn seeds_of(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(name);
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "{name}");
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

/// The seed, and as many inputs close to it as make 20,000 for all seeds of the property.
fn holds_around(number: usize, seeds: &[Vec<u8>], property: fuzz::Property) {
    property(&seeds[number]);
    let mut chance = Chance(0x5eed ^ (number as u64 + 1) << 32);
    for _ in 0..20_000 / seeds.len() {
        property(&changed(&seeds[number], seeds, &mut chance));
    }
}

#[test]
fn what_must_hold_holds_for_the_seeds_and_around_them() {
    // Some properties take a hundred times as long as others, so threads take a seed at a time. The longest
    // come last in `ALL`, and begin first.
    let all = fuzz::ALL.map(|(name, property)| (seeds_of(name), property));
    let tasks: Vec<_> = all
        .iter()
        .rev()
        .flat_map(|(seeds, property)| (0..seeds.len()).map(move |number| (number, seeds, *property)))
        .collect();
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().unwrap().get() {
            scope.spawn(|| {
                while let Some((number, seeds, property)) = tasks.get(next.fetch_add(1, Ordering::Relaxed)) {
                    holds_around(*number, seeds, *property);
                }
            });
        }
    });
}
