//! Prints how long hashtags take compared with base62 and sqids, as ratios: below 1 they are faster.
//!
//! ```sh
//! cargo run --release --manifest-path tests/peers/Cargo.toml --bin hashtags
//! ```

use std::hint::black_box;
use std::time::Duration;

use semnet_core::Hashtag;
use semnet_peers::measure::{Random, beside};
use sqids::Sqids;

const COUNT: usize = 100_000;
const ROUNDS: usize = 31;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut random = Random(7);
    let numbers: Vec<u64> =
        (0..COUNT).map(|_| (random.below(1 << 32) as u64) << 32 | random.below(1 << 32) as u64).collect();
    let sqids = Sqids::default();
    let texts: Vec<String> = numbers.iter().map(|&number| Hashtag::new(number).to_string()).collect();
    let encoded: Vec<String> =
        numbers.iter().map(|&number| sqids.encode(&[number])).collect::<Result<_, _>>()?;

    let digits = || {
        for &number in &numbers {
            let _ = black_box(Hashtag::new(black_box(number)).to_digits());
        }
    };
    let text = || {
        for &number in &numbers {
            black_box(Hashtag::new(black_box(number)).encode(&mut [0; 11]));
        }
    };
    let decode = || texts.iter().for_each(|text| drop(black_box(black_box(text).parse::<Hashtag>())));
    let base62_digits = || {
        for &number in &numbers {
            let mut buffer = [0; 11];
            let _ = black_box(base62::encode_bytes(black_box(number), &mut buffer));
            black_box(buffer);
        }
    };
    row("encode into 11 bytes, base62::encode_bytes", beside(ROUNDS, digits, base62_digits));
    let base62_text = || numbers.iter().for_each(|&n| drop(black_box(base62::encode(black_box(n)))));
    row("encode to text, base62::encode", beside(ROUNDS, text, base62_text));
    let base62_decode = || {
        for text in &texts {
            let _ = black_box(base62::decode(black_box(text.as_bytes())));
        }
    };
    row("decode, base62::decode", beside(ROUNDS, decode, base62_decode));
    let sqids_encode = || numbers.iter().for_each(|&n| drop(black_box(sqids.encode(&[black_box(n)]))));
    row("encode to text, sqids", beside(ROUNDS, text, sqids_encode));
    let sqids_decode = || encoded.iter().for_each(|text| drop(black_box(sqids.decode(black_box(text)))));
    row("decode, sqids", beside(ROUNDS, decode, sqids_decode));
    Ok(())
}

fn row(work: &str, (ours, theirs): (Duration, Duration)) {
    println!("{:.3}  {work}", ours.as_secs_f64() / theirs.as_secs_f64());
}
