//! A text is a link or an error; a network in a link has the name that the link says, and gives an equal link.
#![no_main]

use libfuzzer_sys::fuzz_target;
use semnet_core::{Fingerprint, Link};

fuzz_target!(|text: &str| {
    let Ok(link) = text.parse::<Link>() else { return };
    let name = link.name().as_str().to_owned();
    if let Some(network) = link.network() {
        let fingerprint: Fingerprint = network.fingerprint();
        assert!(fingerprint.to_string().starts_with(&name));
        let again: Link = network.to_link(link.base()).expect("a network that came in a link").parse().expect("its link");
        assert_eq!(again.network(), Some(network));
    }
});
