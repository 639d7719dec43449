//! Bytes are refused, or are exactly what writing the network gives.
#![no_main]

use libfuzzer_sys::fuzz_target;
use semnet_core::Network;

fuzz_target!(|bytes: &[u8]| {
    match Network::from_bytes(bytes.to_vec()) {
        Ok(network) => {
            assert_eq!(network.as_bytes(), bytes);
            let again = network.to_builder().build().expect("a network's parts make a network");
            assert_eq!(again.as_bytes(), bytes);
            for relationship in network.relationships() {
                assert!(network.concept_by_id(relationship.source().id()).is_some());
                assert!(network.concept_by_id(relationship.target().id()).is_some());
            }
            for concept in network.concepts() {
                assert_eq!(network.concept(concept.label()), Some(concept));
            }
        }
        Err(error) => assert!(error.offset() <= bytes.len()),
    }
});
