//! How often two of many networks share a hashtag by chance: measured on shortened hashtags, compared with
//! the prediction of theory, and the same prediction for full hashtags. `cargo run --release --example
//! birthday`

use indicatif::{ProgressBar, ProgressStyle};
use semnet_core::Hashtag;

/// How many hashtags are drawn for each length.
const DRAWS: u64 = 20_000_000;

/// The lengths that are measured, in bits: few enough for a pair to occur, many enough for it to be rare.
const MEASURED: [u32; 5] = [24, 28, 32, 36, 40];

fn main() {
    let style = ProgressStyle::with_template("{bar:40} {percent}% of a hundred million draws, {eta} left");
    let progress = ProgressBar::new(DRAWS * MEASURED.len() as u64)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let mut lines = Vec::new();
    for bits in MEASURED {
        // As many networks as make the chance about even: 1.18 times the square root of how many hashtags
        // there are.
        let networks = (1.18 * 2f64.powi(bits as i32).sqrt()) as u64;
        let rounds = DRAWS / networks;
        let mut shared = 0;
        for round in 0..rounds {
            shared += u64::from(share(bits, networks, round));
            progress.inc(networks);
        }
        let measured = shared as f64 / rounds as f64;
        let predicted = chance(networks as f64, bits);
        // Two thirds of the results are within one standard deviation.
        let spread = (predicted * (1.0 - predicted) / rounds as f64).sqrt();
        lines.push(format!(
            "| {bits} | {networks} | {rounds} | {:.2} % | {:.2} % ± {:.2} |",
            measured * 100.0,
            predicted * 100.0,
            spread * 100.0
        ));
    }
    progress.finish_and_clear();
    println!("| bits | networks | rounds | two share: measured | predicted |\n|---|---|---|---|---|");
    lines.iter().for_each(|line| println!("{line}"));
    println!("\n| networks in one store | chance that any two share a hashtag (64 bits) |\n|---|---|");
    for (networks, said) in [
        (1e4, "10,000"),
        (1e6, "1 million"),
        (1e7, "10 million"),
        (1e8, "100 million"),
        (1e9, "1 billion"),
        (5.06e9, "5.06 billion"),
        (1e10, "10 billion"),
    ] {
        let chance = chance(networks, 64);
        let chance = if chance < 1e-3 { format!("{chance:.1e}") } else { format!("{:.1} %", chance * 100.0) };
        println!("| {said} | {chance} |");
    }
}

/// Whether two of this many networks share the first bits of their hashtags. A hashtag is the beginning of a
/// hash, so it is drawn by hashing: here, a number's.
fn share(bits: u32, networks: u64, round: u64) -> bool {
    let mut drawn: Vec<u64> =
        (0..networks).map(|network| hash(round << 40 | network).number() >> (64 - bits)).collect();
    drawn.sort_unstable();
    drawn.windows(2).any(|pair| pair[0] == pair[1])
}

/// The hashtag of eight bytes, by the same hash that networks have.
fn hash(number: u64) -> Hashtag {
    semnet_core::Fingerprint::hash(&number.to_le_bytes()).hashtag()
}

/// The chance that two of this many are the same of 2^bits: 1 - exp(-n (n - 1) / 2^(bits + 1)).
fn chance(networks: f64, bits: u32) -> f64 {
    -(-networks * (networks - 1.0) / 2f64.powi(bits as i32 + 1)).exp_m1()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn theory_and_chance_agree() {
        // 23 networks among 512 hashtags: each must avoid those before it.
        let none: f64 = (0..23).map(|before| 1.0 - f64::from(before) / 512.0).product();
        assert!((chance(23.0, 9) - (1.0 - none)).abs() < 0.01);
        assert!((chance(1e6, 64) - 2.7e-8).abs() < 1e-9);
        let networks = 300;
        let shared = (0..400).filter(|round| share(16, networks, *round)).count();
        let predicted = 400.0 * chance(networks as f64, 16);
        assert!((shared as f64 - predicted).abs() < 40.0, "{shared} and {predicted}");
        assert!(!share(64, 10_000, 0));
    }
}
