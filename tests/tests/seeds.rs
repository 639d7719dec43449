//! What must hold for any input holds for the seeds, and for thousands of inputs that differ a little from
//! them.

use std::path::Path;

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

fn holds_around_the_seeds(name: &str, property: fuzz::Property) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(name);
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    paths.sort();
    let seeds: Vec<Vec<u8>> = paths.iter().map(|path| std::fs::read(path).unwrap()).collect();
    assert!(!seeds.is_empty(), "{name}");
    let mut chance = Chance(0x5eed);
    for seed in &seeds {
        property(seed);
        for _ in 0..20_000 / seeds.len() {
            property(&changed(seed, &seeds, &mut chance));
        }
    }
}

#[test]
fn what_must_hold_holds_for_the_seeds_and_around_them() {
    std::thread::scope(|scope| {
        for (name, property) in fuzz::ALL {
            scope.spawn(move || holds_around_the_seeds(name, property));
        }
    });
}
