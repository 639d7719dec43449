//! Two networks that share a hashtag, found by `examples/clash.rs`: each is kept, and each can be opened.

use semnet_core::change::WithoutError;
use semnet_core::link::Link;
use semnet_core::names::UNION_SOURCE;
use semnet_core::query_bar::Query;
use semnet_core::store::{Recovered, StoreExt};
use semnet_core::{Network, Store};
use semnet_tests::stores::with_every_store;

fn pair() -> [Network; 2] {
    [include_str!("../clash/a.txt"), include_str!("../clash/b.txt")]
        .map(|report| Network::from_report(report).unwrap())
}

fn recover(store: &dyn Store, typed: &str) -> Recovered {
    store.recover(&typed.parse::<Query>().unwrap()).unwrap()
}

#[test]
fn two_networks_have_one_hashtag() {
    let [a, b] = pair();
    assert_ne!(a, b);
    assert_eq!(a.hashtag(), b.hashtag());
    assert_ne!(a.fingerprint(), b.fingerprint());
    // Nothing is hidden in them: a page is all there is.
    for network in [a, b] {
        assert_eq!(network.to_report().omitted.to_string(), "nothing");
    }
}

#[test]
fn both_are_kept_and_the_hashtag_answers_with_both() {
    let [a, b] = pair();
    with_every_store(|store| {
        assert!(store.add(&a).unwrap());
        // As long as there is one, the hashtag is its name.
        let hashtag = a.hashtag().to_string();
        assert_eq!(recover(store, &hashtag), Recovered::Network(a.clone()));
        assert_eq!(store.name(a.fingerprint()).unwrap(), hashtag);
        assert!(store.add(&b).unwrap());
        assert!(!store.add(&a).unwrap());
        assert_eq!(store.get(a.fingerprint()).unwrap(), Some(a.clone()));
        assert_eq!(store.get(b.fingerprint()).unwrap(), Some(b.clone()));

        let short = a.to_short_link("https://example.org/").unwrap();
        for typed in [hashtag.clone(), format!("#{hashtag}"), short, a.question().to_owned()] {
            let Recovered::Ambiguous(choices) = recover(store, &typed) else { panic!("{typed}") };
            let mut titles: Vec<&str> = choices.iter().map(|choice| choice.entry.title.as_str()).collect();
            titles.sort_unstable();
            let mut expected = [a.title(), b.title()];
            expected.sort_unstable();
            assert_eq!(titles, expected, "{typed}");
            for choice in &choices {
                assert!(choice.name.starts_with(&hashtag) && choice.name.len() > hashtag.len());
                let Recovered::Network(network) = recover(store, &choice.name) else { panic!("{choice:?}") };
                assert_eq!(network.fingerprint(), choice.entry.fingerprint);
            }
        }
        for network in [&a, &b] {
            let name = store.name(network.fingerprint()).unwrap();
            assert_eq!(name.len(), 12);
            assert_eq!(recover(store, &name), Recovered::Network(network.clone()));
        }
    });
}

#[test]
fn full_links_open_each() {
    let [a, b] = pair();
    for (network, other) in [(&a, &b), (&b, &a)] {
        let text = network.to_link("https://example.org/").unwrap();
        let link = text.parse::<Link>().unwrap();
        assert_eq!(link.network(), Some(network));
        with_every_store(|store| {
            store.add(other).unwrap();
            assert_eq!(recover(store, &text), Recovered::Network(network.clone()));
        });
    }
}

#[test]
fn a_union_tells_the_two_apart() {
    let [a, b] = pair();
    let union = Network::union([&a, &b]).unwrap();
    let mut named: Vec<&str> =
        union.attributes().filter(|(name, _)| *name == UNION_SOURCE).map(|(_, it)| it).collect();
    let mut fingerprints = [a.fingerprint().to_string(), b.fingerprint().to_string()];
    named.sort_unstable();
    fingerprints.sort_unstable();
    assert_eq!(named, fingerprints);
    let ambiguous = union.without(&a.hashtag().into()).unwrap_err();
    assert!(matches!(ambiguous, WithoutError::SourceAmbiguous { count: 2, .. }), "{ambiguous}");
    for (network, other) in [(&a, &b), (&b, &a)] {
        let whole = network.fingerprint().to_string().parse().unwrap();
        let without = union.without(&whole).unwrap();
        assert_eq!(without, Network::union([other]).unwrap());
        // As long as there is one, the hashtag is its name.
        assert!(without.attributes().any(|one| one == (UNION_SOURCE, other.hashtag().to_string().as_str())));
    }
}
