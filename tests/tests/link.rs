//! Links: they carry any network, say what is wrong with a damaged one, and stay within bounds.

use proptest::prelude::*;
use semnet_core::link::{DEFAULT_BASE, Link, LinkError};
use semnet_core::query_bar::Query;
use semnet_core::{Fingerprint, Network, NetworkBuilder};
use semnet_tests::network;

fn link(network: &Network) -> String {
    network.to_link(DEFAULT_BASE).unwrap()
}

proptest! {
    #[test]
    fn a_link_carries_any_network(network in network(), base in "[a-z]{1,5}:[a-zA-Z0-9/?&=._-]{0,20}") {
        let full = network.to_link(&base).unwrap();
        let opened: Link = full.parse().unwrap();
        prop_assert_eq!(opened.base(), &base);
        prop_assert_eq!(opened.network(), Some(&network));
        prop_assert_eq!(opened.network().unwrap().to_link(&base).unwrap(), full.clone());
        let bar: Query = full.parse().unwrap();
        prop_assert!(matches!(bar, Query::Link(link) if link.network() == Some(&network)));
        let short: Link = network.to_short_link(&base).unwrap().parse().unwrap();
        prop_assert_eq!(short.name().as_str(), network.hashtag().to_string());
        prop_assert_eq!(short.network(), None);
    }

    #[test]
    fn a_wrapped_link_opens(network in network(), every in 1..40usize) {
        let full: Vec<char> = link(&network).chars().collect();
        let lines: Vec<String> = full.chunks(every).map(|line| line.iter().collect()).collect();
        let opened: Link = lines.join("\r\n \u{200b}").parse().unwrap();
        prop_assert_eq!(opened.network(), Some(&network));
    }

    #[test]
    fn a_damaged_link_is_an_error(
        network in network(),
        place in any::<prop::sample::Index>(),
        by in 1..62usize,
        how in 0..3,
    ) {
        const DIGITS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        let full = link(&network);
        let mut bytes = full.clone().into_bytes();
        let start = full.find('#').unwrap() + 1;
        let place = start + place.index(bytes.len() - start);
        match how {
            0 => match DIGITS.iter().position(|&digit| digit == bytes[place]) {
                Some(digit) => bytes[place] = DIGITS[(digit + by) % 62],
                None => bytes[place] = b'!',
            },
            1 => bytes.truncate(place),
            _ => {
                bytes.remove(place);
            }
        }
        let text = String::from_utf8(bytes).unwrap();
        match text.parse::<Link>() {
            Err(_) => {}
            // Only the name is left, or a flip in the last character's unused bits or the coder's last bytes.
            Ok(link) => prop_assert!(link.network().is_none_or(|opened| *opened == network), "{text}"),
        }
    }

    #[test]
    fn any_payload_is_an_error_or_the_network_of_its_name(payload in "[sp][0-9A-Za-z_-]{0,200}") {
        let text = format!("semnet:#00000000000.{payload}");
        prop_assert!(text.parse::<Link>().is_err());
    }
}

#[test]
fn what_is_wrong_is_said() {
    let network = NetworkBuilder::new("Why do bees dance?").build().unwrap();
    let other = NetworkBuilder::new("How is steel made?").build().unwrap();
    let (full, name) = (link(&network), network.hashtag().to_string());
    let error = |text: &str| text.parse::<Link>().unwrap_err();
    assert_eq!(error("no link"), LinkError::NoFragment);
    assert_eq!(error("semnet:#abc"), LinkError::ShortName { found: 3 });
    assert!(matches!(error("semnet:#zzzzzzzzzzz"), LinkError::Fingerprint(_)));
    assert!(matches!(error("semnet:#abc!"), LinkError::Fingerprint(_)));
    assert_eq!(error(&format!("semnet:#{name}.")), LinkError::NoPayload);
    assert_eq!(error(&format!("semnet:#{name}.q00")), LinkError::Newer { way: 'q' });
    assert_eq!(error(&format!("semnet:#{name}.s0!")), LinkError::Character { character: '!', index: 22 });
    assert_eq!(error(&full[..full.len() - 4]), LinkError::CutOff);
    let swapped = full.replace(&name, &other.hashtag().to_string());
    let message = error(&swapped).to_string();
    let (says, carries) = (other.hashtag().to_string(), network.fingerprint().to_string());
    assert_eq!(
        message,
        format!("the two halves of the link disagree: its name is {says}, but it carries {carries}")
    );
    // 2^32 - 1 bytes, from six: refused before anything is unpacked.
    assert_eq!(
        error(&format!("semnet:#{name}.p_____w8AAA")),
        LinkError::TooLong { length: u64::from(u32::MAX) }
    );
    assert_eq!(error(&format!("semnet:#{name}.p-ECAAQAAAA")), LinkError::TooLong { length: 8_312 });
    assert_eq!(error(&format!("{full}AAAA")), LinkError::Damaged);
    for base in ["a#b", "a b", "a\tb", "a\u{7}b"] {
        assert!(matches!(network.to_link(base), Err(LinkError::Base { index: 1, .. })), "{base}");
        assert!(matches!(network.to_short_link(base), Err(LinkError::Base { index: 1, .. })), "{base}");
    }
}

/// In the last characters of a link, the two cannot be distinguished: then either error is returned.
#[test]
fn a_changed_character_is_damage_and_a_missing_end_is_incompleteness() {
    let network = Network::from_json(include_str!("../../examples/reports/tide-mill.json")).unwrap();
    let full = link(&network);
    let start = full.find('.').unwrap() + 10;
    for place in (start..full.len() * 3 / 4).step_by(23) {
        let other = if &full[place..=place] == "A" { "m" } else { "A" };
        let changed = format!("{}{other}{}", &full[..place], &full[place + 1..]);
        assert_eq!(changed.parse::<Link>().unwrap_err(), LinkError::Damaged, "{changed}");
    }
    for place in (start..full.len() - 3).step_by(23) {
        let cut = &full[..place];
        assert_eq!(cut.parse::<Link>().unwrap_err(), LinkError::CutOff, "{cut}");
    }
    let message = |error: LinkError| error.to_string();
    assert!(message(LinkError::CutOff).starts_with("the link is incomplete or damaged: "));
    assert!(message(LinkError::Damaged).starts_with("the link is damaged: "));
}

#[test]
fn large_networks_have_links_up_to_a_bound() {
    let build = |length: usize| {
        let text: String =
            (0..length / 8).map(|n| format!("{:07x} ", n * 2_654_435_761 % 268_435_455)).collect();
        NetworkBuilder::new("Q?").concept("A", &text).build().unwrap()
    };
    let network = build(1 << 20);
    assert_eq!(link(&network).parse::<Link>().unwrap().network(), Some(&network));
    assert!(matches!(build(17 << 20).to_link("x"), Err(LinkError::TooLarge { .. })));
    // So regular that it would unpack to more than a thousand times its length: stored uncompressed.
    let regular = NetworkBuilder::new("Q?").concept("A", &"a".repeat(1 << 20)).build().unwrap();
    assert_eq!(link(&regular).parse::<Link>().unwrap().network(), Some(&regular));
}

/// At a bound a payload is unpacked, past it refused before that.
#[test]
fn bounds_of_a_payload_are_exact() {
    let error = |payload: &str| format!("semnet:#00000000000.{payload}").parse::<Link>().unwrap_err();
    // Seven bytes that claim 7,000, and 7,001.
    assert!(!matches!(error("p2DYAAAAAAA"), LinkError::TooLong { .. }));
    assert_eq!(error("p2TYAAAAAAA"), LinkError::TooLong { length: 7_001 });
    // 16 MiB of zeros, and one byte more.
    let zeros = |bytes: usize| format!("s{}", "A".repeat((bytes * 4).div_ceil(3)));
    assert!(!matches!(error(&zeros(16 << 20)), LinkError::TooLong { .. }));
    assert_eq!(error(&zeros((16 << 20) + 1)), LinkError::TooLong { length: (16 << 20) + 1 });
}

#[test]
fn payloads_that_are_no_network_are_told_apart() {
    let error = |name: &str, payload: &str| format!("x:#{name}.{payload}").parse::<Link>().unwrap_err();
    // Three zero bytes, under another name and under their own.
    assert_eq!(error("00000000000", "sAAAA"), LinkError::Damaged);
    let own = Fingerprint::hash(&[0; 3]).hashtag().to_string();
    assert!(matches!(error(&own, "sAAAA"), LinkError::Decode(error) if !error.is_newer()));
    // The magic and version 2, and the magic alone.
    assert!(matches!(error("00000000000", "sc2VtbmV0Ag"), LinkError::Decode(error) if error.is_newer()));
    assert_eq!(error("00000000000", "sc2VtbmV0"), LinkError::CutOff);
}

/// As some programs write it.
#[test]
fn a_link_opens_whose_sign_is_encoded() {
    let network = NetworkBuilder::new("Why?").finding("A", "B.").build().unwrap();
    for link in [link(&network), network.to_short_link("https://example.org/a").unwrap()] {
        let encoded = link.replace('#', "%23");
        assert_eq!(encoded.parse::<Link>(), link.parse::<Link>());
        assert_eq!(encoded.parse::<Query>(), link.parse::<Query>(), "{encoded}");
    }
    // Without a name after it, it is part of a question.
    for question in ["https://example.org/a%23b", "What is %23?"] {
        assert!(matches!(question.parse::<Query>(), Ok(Query::Question(_))), "{question}");
    }
}

#[test]
fn a_link_is_written_without_its_network() {
    let network = NetworkBuilder::new("Why do bees dance?").build().unwrap();
    let opened: Link = link(&network).parse().unwrap();
    assert_eq!(opened.to_string(), network.to_short_link(DEFAULT_BASE).unwrap());
}

/// A link of this release, kept: later ones must still open it.
#[test]
fn an_old_link_opens() {
    let network = Network::from_json(include_str!("../../examples/reports/tide-mill.json")).unwrap();
    let kept = include_str!("../conformance/tide-mill.link");
    assert_eq!(kept.parse::<Link>().unwrap().network(), Some(&network));
    assert_eq!(link(&network), kept.trim());
}
