//! Clients of a simulated object store that fails in every way, with a check of their results: `cargo run
//! --release -p semnet-tests --features s3 --bin object-simulation -- 1000000`. The steps are calls of the
//! object store; a second number is the first seed. The exit status is 1 if something is inconsistent.

use semnet_tests::simulation::run;

fn main() {
    let mut numbers = std::env::args().skip(1).map(|number| number.parse::<u64>().expect("a number"));
    let (steps, mut seed) = (numbers.next().unwrap_or(1_000_000), numbers.next().unwrap_or(1));
    let (mut done, mut answered, mut failed, first) = (0, 0, 0, seed);
    while done < steps {
        let outcome = run(seed, 20_000.min(steps - done), None);
        if let Some(wrong) = outcome.wrong {
            println!("seed {seed}: {wrong}");
            std::process::exit(1);
        }
        (done, answered, failed) =
            (done + outcome.steps, answered + outcome.answered, failed + outcome.failed);
        seed += 1;
    }
    println!(
        "{done} steps, seeds {first} to {}: {answered} calls answered, {failed} failed, all fit together",
        seed - 1
    );
}
