//! A text is the JSON form of a network or an error within it; and the form survives being written and read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use semnet_core::Network;

fuzz_target!(|bytes: &[u8]| {
    match Network::from_json(bytes) {
        Ok(network) => {
            assert_eq!(Network::from_json(network.to_json()).expect("what was written is JSON"), network);
            assert_eq!(network.to_builder().build().as_ref(), Ok(&network));
        }
        Err(error) => assert!(error.line().is_none_or(|line| line <= bytes.len() + 1)),
    }
});
