//! Networks as values: the order of insertion does not matter, equal means equal bytes, and only canonical
//! bytes are read.

use proptest::prelude::*;
use semnet_core::{Fingerprint, Network};
use semnet_tests::{network, parts};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_order_of_insertion_gives_the_same_bytes(
        parts in parts(),
        a in prop::collection::vec(any::<usize>(), 0..20),
        b in prop::collection::vec(any::<usize>(), 0..20),
    ) {
        match (parts.build(&a), parts.build(&b)) {
            (Ok(a), Ok(b)) => {
                prop_assert_eq!(a.as_bytes(), b.as_bytes());
                prop_assert_eq!(a.fingerprint(), b.fingerprint());
            }
            (a, b) => prop_assert_eq!(a.is_ok(), b.is_ok()),
        }
    }

    #[test]
    fn bytes_builder_and_json_give_the_network_back(network in network()) {
        prop_assert_eq!(&Network::from_bytes(network.as_bytes().to_vec()).unwrap(), &network);
        prop_assert_eq!(&network.to_builder().build().unwrap(), &network);
        prop_assert_eq!(&Network::from_json(network.to_json()).unwrap(), &network);
        prop_assert_eq!(network.fingerprint(), Fingerprint::hash(network.as_bytes()));
        let binary = postcard::to_allocvec(&network).unwrap();
        prop_assert_eq!(&postcard::from_bytes::<Network>(&binary).unwrap(), &network);
        // It distinguishes structs from maps, which JSON does not.
        let for_people = ron::to_string(&network).unwrap();
        prop_assert_eq!(&ron::from_str::<Network>(&for_people).unwrap(), &network);
    }

    #[test]
    fn the_json_form_of_the_parts_is_the_network(parts in parts()) {
        let json = serde_json::to_string(&parts).unwrap();
        match (parts.build(&[]), Network::from_json(json)) {
            (Ok(a), Ok(b)) => prop_assert_eq!(a, b),
            (a, b) => prop_assert_eq!(a.is_ok(), b.is_ok()),
        }
    }

    #[test]
    fn damaged_bytes_are_an_error_or_another_network(
        network in network(),
        place in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        how in 0..4,
    ) {
        let mut bytes = network.as_bytes().to_vec();
        let place = place.index(bytes.len());
        match how {
            0 => bytes[place] ^= byte,
            1 => bytes.truncate(place),
            2 => bytes.insert(place, byte),
            _ => {
                bytes.remove(place);
            }
        }
        match Network::from_bytes(bytes.clone()) {
            Ok(read) => {
                prop_assert_eq!(read.as_bytes(), &bytes[..]);
                let built = read.to_builder().build().unwrap();
                prop_assert_eq!(built.as_bytes(), &bytes[..]);
            }
            Err(error) => prop_assert!(error.offset() <= bytes.len(), "{error}"),
        }
    }

    #[test]
    fn any_bytes_are_an_error_or_a_network(tail in prop::collection::vec(any::<u8>(), 0..60)) {
        let bytes = [b"semnet\0\x01q", &tail[..]].concat();
        if let Ok(read) = Network::from_bytes(bytes.clone()) {
            let built = read.to_builder().build().unwrap();
            prop_assert_eq!(built.as_bytes(), &bytes[..]);
        }
    }
}

/// Every single flip of every bit, every cut and every byte appended, on one network that has one of
/// everything.
#[test]
fn every_flip_cut_and_appended_byte_is_noticed() {
    let json = include_str!("../../examples/reports/tide-mill.json");
    let network = Network::from_json(json).unwrap();
    let good = network.as_bytes();
    let check = |bytes: Vec<u8>| {
        if let Ok(read) = Network::from_bytes(bytes.clone()) {
            assert_eq!(read.as_bytes(), bytes);
            assert_ne!(read, network);
            assert_eq!(read.to_builder().build().unwrap().as_bytes(), bytes);
        }
    };
    for place in 0..good.len() {
        for bit in 0..8 {
            let mut bytes = good.to_vec();
            bytes[place] ^= 1 << bit;
            check(bytes);
        }
        assert!(Network::from_bytes(good[..place].to_vec()).is_err(), "cut at {place}");
    }
    for byte in 0..=255 {
        assert!(Network::from_bytes([good, &[byte]].concat()).is_err());
    }
}
