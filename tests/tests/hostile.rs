//! Inputs made to exhaust: none ends the program, none takes more memory than a multiple of its length, and
//! what is asked of memory in all, the one measure of work that is the same in every run, grows no faster
//! than the input. `cargo run --release -p semnet-tests --bin hostile` shows it at 16 MB, with times.

use std::process::Command;

use semnet_core::Network;
use semnet_core::format::OpenOptions;
use semnet_tests::hostile::CASES;

struct Measured {
    bytes: f64,
    most: f64,
    all: f64,
    answer: String,
}

fn measure(case: usize, size: usize) -> Measured {
    let run = Command::new(env!("CARGO_BIN_EXE_hostile"))
        .args([case.to_string(), size.to_string()])
        .output()
        .unwrap();
    let (out, err) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success(), "{} at {size} bytes: {err}", CASES[case].name);
    let fields: Vec<&str> = out.trim_end().splitn(5, '\t').collect();
    let number = |place: usize| fields[place].parse::<f64>().unwrap();
    Measured { bytes: number(0), most: number(1), all: number(2), answer: fields[4].to_owned() }
}

#[test]
fn memory_is_bounded_and_grows_with_the_input() {
    const SIZE: usize = 1 << 17;
    for (number, case) in CASES.iter().enumerate() {
        let (small, large) = (measure(number, SIZE), measure(number, 4 * SIZE));
        let name = case.name;
        // A link may unpack to a thousand times its length; the unpacked bytes are bounded like all other
        // input.
        let length = if name.starts_with("link that unpacks") { 4.0 * SIZE as f64 } else { large.bytes };
        // Up to two million pairs of concepts are compared, for any length.
        let pairs = if name.contains("share their words") { 2e6 * 32.0 } else { 0.0 };
        assert!(
            large.most <= 100.0 * length + 8e6 + pairs,
            "{name}: {} MB of {length} bytes",
            large.most / 1e6
        );
        // Sorting takes a logarithm more, buffers double, and a few megabytes are always there.
        let growth = (large.all - 12e6).max(0.0) / small.all.max(1.0);
        assert!(
            growth <= 6.0,
            "{name}: four times the input takes {growth} times the memory: {}",
            large.answer
        );
        assert!(!large.answer.is_empty(), "{name}");
    }
}

/// Devices such as `/dev/urandom` have no end.
#[test]
fn bytes_that_are_no_text_are_refused_without_reading_to_their_end() {
    for byte in [0, 0xff] {
        let opened = Network::open_from(std::io::repeat(byte), &OpenOptions::default());
        let message = opened.unwrap_err().to_string();
        assert!(!message.is_empty() && message.len() < 500, "{message}");
    }
}
