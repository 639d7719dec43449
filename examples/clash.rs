//! Finds two networks with one hashtag, by trying: some ten minutes for the 64 bits of a hashtag, a second
//! for 36.
//!
//! The title of each network is the hashtag of the one before it, so they form chains, and two chains that
//! meet are one from there on. Each chain ends at the first hashtag with some zeros at its end; two with the
//! same end have met before it: P. C. van Oorschot and M. J. Wiener, "Parallel Collision Search with
//! Cryptanalytic Applications", Journal of Cryptology 12, 1999. That takes about √(π/2 · 2^bits) networks and
//! next to no memory.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use clap::Parser;
use indicatif::{ProgressBar, ProgressStyle};
use semnet_core::network::BuildError;
use semnet_core::{Fingerprint, Hashtag, Network, NetworkBuilder};

/// Find two networks that share a hashtag, and write them as reports `a.txt` and `b.txt`
#[derive(Parser)]
struct Arguments {
    /// How many bits at the beginning of the hashtag the two must share
    #[arg(long, default_value_t = 40, value_parser = clap::value_parser!(u32).range(8..=64))]
    bits: u32,
    /// How many threads to use [default: one for each core]
    #[arg(long)]
    threads: Option<usize>,
    /// The seed; another seed gives other networks
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// The folder to write to [default: they are printed]
    #[arg(long)]
    to: Option<PathBuf>,
}

/// The networks that are tried, equal except for the title.
#[derive(Clone)]
struct Family {
    /// Canonical bytes of one of them. Short enough to be hashed at one go.
    bytes: Vec<u8>,
    /// The offset of the title in them.
    title: usize,
    /// The bits of a hashtag that count.
    mask: u64,
    /// The last bits of the names, which are zero at the end of a chain.
    end: u64,
}

impl Family {
    fn new(bits: u32) -> Result<Family, BuildError> {
        let title = Hashtag::from(u64::MAX).to_string();
        let bytes = Family::network(&title)?.as_bytes().to_vec();
        let title = bytes.windows(title.len()).position(|window| window == title.as_bytes());
        let mask = u64::MAX << (64 - bits);
        // A chain of 2^18 is hashed in a moment; a store of 2^14 ends is small.
        let zeros = (bits / 2).saturating_sub(14);
        let end = mask & !(mask << zeros.min(bits));
        Ok(Family { bytes, title: title.unwrap_or_default(), mask, end })
    }

    fn network(title: &str) -> Result<Network, BuildError> {
        NetworkBuilder::new("Which of two?").title(title).finding("Twin", "One of two.").build()
    }

    fn title(name: u64) -> String {
        Hashtag::from(name).to_string()
    }

    /// The name of the network whose title is this name: the bits of its hashtag that count.
    fn next(&mut self, name: u64) -> u64 {
        let mut digits = [0; Hashtag::LENGTH];
        Hashtag::from(name).encode(&mut digits);
        self.bytes[self.title..self.title + digits.len()].copy_from_slice(&digits);
        u64::from(Fingerprint::hash(&self.bytes).hashtag()) & self.mask
    }

    fn is_end(&self, name: u64) -> bool {
        name & self.end == 0
    }

    /// Follows a chain from a start to its end; `None` for one that goes in a circle.
    fn chain(&mut self, start: u64) -> Option<Chain> {
        let most = 20 * (self.end >> self.end.trailing_zeros().min(63)).max(1);
        let (mut name, mut length) = (start, 0);
        while length == 0 || !self.is_end(name) {
            if length > most {
                return None;
            }
            name = self.next(name);
            length += 1;
        }
        Some(Chain { start, end: name, length })
    }

    /// The two names with the same next name, at which two chains meet; `None` if one chain is the beginning
    /// of the other.
    fn meeting(&mut self, one: &Chain, other: &Chain) -> Option<[u64; 2]> {
        let (longer, shorter) = if one.length > other.length { (one, other) } else { (other, one) };
        let (mut a, mut b) = (longer.start, shorter.start);
        for _ in shorter.length..longer.length {
            a = self.next(a);
        }
        while a != b {
            let (x, y) = (self.next(a), self.next(b));
            if x == y {
                return Some([a, b]);
            }
            (a, b) = (x, y);
        }
        None
    }
}

struct Chain {
    start: u64,
    end: u64,
    length: u64,
}

/// Numbers that look random, one for each `number`: the mixer of D. Lea and S. Vigna's SplitMix64.
fn mixed(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// The names that are the titles of two networks which share the bits that count.
fn search(family: &Family, threads: usize, seed: u64, progress: &ProgressBar) -> Option<[u64; 2]> {
    let (is_over, starts) = (AtomicBool::new(false), AtomicU64::new(0));
    let (send, chains) = mpsc::sync_channel::<Chain>(1_000);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let (send, mut family) = (send.clone(), family.clone());
            let (is_over, starts) = (&is_over, &starts);
            scope.spawn(move || {
                while !is_over.load(Ordering::Relaxed) {
                    let start = mixed(seed ^ mixed(starts.fetch_add(1, Ordering::Relaxed))) & family.mask;
                    if let Some(chain) = family.chain(start)
                        && send.send(chain).is_err()
                    {
                        break;
                    }
                }
            });
        }
        drop(send);
        let (mut family, mut ends) = (family.clone(), HashMap::new());
        for chain in chains {
            progress.inc(chain.length);
            if let Some(known) = ends.get(&chain.end)
                && let Some(pair) = family.meeting(known, &chain)
            {
                is_over.store(true, Ordering::Relaxed);
                return Some(pair);
            }
            ends.insert(chain.end, chain);
        }
        None
    })
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let Arguments { bits, threads, seed, to } = Arguments::parse();
    let threads = threads.or_else(|| std::thread::available_parallelism().ok().map(Into::into)).unwrap_or(1);
    let expected = (std::f64::consts::FRAC_PI_2 * 2_f64.powi(bits as i32)).sqrt();
    let progress = ProgressBar::new(expected as u64);
    progress.set_style(ProgressStyle::with_template(
        "{elapsed_precise} {wide_bar} {human_pos} networks, about {human_len} expected ({per_sec})",
    )?);
    progress.enable_steady_tick(Duration::from_millis(500));

    let pair = search(&Family::new(bits)?, threads.max(1), seed, &progress);
    progress.finish();
    let Some(names) = pair else { return Err("the search ended without a pair".into()) };
    for (file, name) in ["a.txt", "b.txt"].iter().zip(names) {
        let network = Family::network(&Family::title(name))?;
        let report = network.to_report().text;
        println!("{}\t{}\t{}", network.hashtag(), network.title(), network.fingerprint());
        match &to {
            Some(folder) => std::fs::write(folder.join(file), report)?,
            None => println!("\n{report}"),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_networks_share_a_shortened_hashtag() {
        for (bits, seed) in [(8, 0), (16, 1), (24, 2), (36, 3)] {
            let family = Family::new(bits).unwrap();
            let [a, b] = search(&family, 2, seed, &ProgressBar::hidden()).unwrap();
            let [a, b] = [a, b].map(|name| Family::network(&Family::title(name)).unwrap());
            assert_ne!(a, b);
            let [x, y] = [&a, &b].map(|network| u64::from(network.hashtag()));
            assert_eq!((x ^ y) >> (64 - bits), 0, "{} {}", a.hashtag(), b.hashtag());
        }
    }

    #[test]
    fn the_networks_are_hashed_at_one_go() {
        assert!(Family::new(64).unwrap().bytes.len() <= 64);
    }
}
