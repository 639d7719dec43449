//! A text is a report or an error within it; and what a report says survives being written and read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use semnet_core::Network;

fuzz_target!(|bytes: &[u8]| {
    match Network::from_report(bytes) {
        Ok(network) => {
            let report = network.to_report();
            let again = Network::from_report(&report.text).expect("what was written is a report");
            assert_eq!(again == network, report.left_out.is_nothing());
            assert_eq!(Network::from_bytes(network.as_bytes().to_vec()).as_ref(), Ok(&network));
        }
        Err(error) => {
            let lines = 1 + bytes.iter().filter(|&&b| b == b'\n' || b == b'\r' || b == 0xe2).count();
            assert!(error.line() >= 1 && error.line() <= lines && error.column() <= bytes.len() + 1);
        }
    }
});
