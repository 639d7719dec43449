//! Prints conformance vectors of random networks, the same ones each time, one on each line: `random-networks
//! COUNT`. Programs in other languages are tested with them.

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count = std::env::args().nth(1).ok_or("usage: random-networks COUNT")?.parse()?;
    let mut runner = TestRunner::deterministic();
    let strategy = semnet_tests::parts();
    for number in 0..count {
        let parts: semnet_tests::Parts =
            strategy.new_tree(&mut runner).map_err(|reason| reason.to_string())?.current();
        let vector = semnet_tests::vector(&format!("random {number}"), "", serde_json::to_value(parts)?);
        println!("{vector}");
    }
    Ok(())
}
