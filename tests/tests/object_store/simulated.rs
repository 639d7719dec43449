//! Clients of an object store that fails in every way get consistent results.

use semnet_tests::simulation::{Bug, run};

/// The bin `object-simulation` runs for any number of steps.
#[test]
fn what_clients_are_told_fits_together() {
    for seed in 1..=4 {
        let outcome = run(seed, 5_000, None);
        assert_eq!(outcome.wrong, None, "seed {seed}: {outcome:?}");
        assert!(outcome.answered > 500 && outcome.failed > 10, "{outcome:?}");
    }
    // The same seed gives the same run.
    assert_eq!(format!("{:?}", run(7, 2_000, None)), format!("{:?}", run(7, 2_000, None)));
}

#[test]
fn object_stores_that_break_their_word_are_found_out() {
    for bug in [Bug::StaleReads, Bug::ForgetsAtRestart] {
        let found = (1..=8).any(|seed| run(seed, 20_000, Some(bug)).wrong.is_some());
        assert!(found, "{bug:?} was not seen, so that this test would not see it");
    }
    // The store itself detects it, so no client gets a wrong result.
    for seed in 1..=2 {
        assert_eq!(run(seed, 5_000, Some(Bug::MixesUp)).wrong, None);
    }
}
