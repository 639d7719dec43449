//! The golden vectors: this crate, on the very inputs on which the programs in other languages are checked
//! too.

use semnet_core::{Fingerprint, Network};
use semnet_tests::{hex, vector};
use serde_json::Value;

const VECTORS: &str = include_str!("../conformance/vectors.json");

/// Of the file above. Vectors are only added; a changed vector would change the names of all networks.
const CHECKSUM: &str = "DymOoy0w27M7DcK6hxmS1hGnsCbZP2lCe5PUHcxHOhJj";

#[test]
fn the_vectors_are_those_that_were_agreed() {
    assert_eq!(Fingerprint::hash(VECTORS.as_bytes()).to_string(), CHECKSUM);
}

#[test]
fn every_vector_is_met() {
    let all: Value = serde_json::from_str(VECTORS).unwrap();
    let vectors = all["vectors"].as_array().unwrap();
    assert!(vectors.len() > 90);
    for expected in vectors {
        let name = expected["name"].as_str().unwrap();
        if expected["input"].is_null() {
            let error = Network::from_bytes(unhex(expected["bytes"].as_str().unwrap()));
            assert!(error.is_err(), "{name}");
            println!("{name}: {}", error.unwrap_err());
            continue;
        }
        let found = vector(name, expected["why"].as_str().unwrap(), expected["input"].clone());
        for key in ["bytes", "fingerprint", "hashtag"] {
            assert_eq!(found[key], expected[key], "{name}");
        }
        assert_eq!(found["refused"].is_null(), expected["refused"].is_null(), "{name}");
        if let Some(bytes) = expected["bytes"].as_str() {
            let network = Network::from_bytes(unhex(bytes)).unwrap();
            assert_eq!(hex(network.as_bytes()), bytes, "{name}");
            assert_eq!(network.hashtag().to_string(), expected["hashtag"], "{name}");
        }
    }
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}
