//! Unions, and sources taken out of them again.

mod reference;

use proptest::prelude::*;
use proptest::sample::Index;
use semnet_core::change::{RelationshipParts, WithoutError};
use semnet_core::names::{CONTESTED, UNION_SOURCE, UNION_SOURCES};
use semnet_core::network::{Fingerprint, FingerprintPrefix, NewRelationship};
use semnet_core::{Network, NetworkBuilder};
use semnet_tests::network;

/// Parts of a small network, by number: much of two is the same.
type Parts = (u8, Vec<(u8, u8, u8, u8)>);

fn parts() -> impl Strategy<Value = Parts> {
    (0..3u8, prop::collection::vec((0..12u8, 0..9u8, 0..9u8, 0..6u8), 0..14))
}

/// Names and values that a union itself writes are among the attributes.
fn small((question, parts): &Parts, known: &[Network]) -> Network {
    const LABELS: [&str; 9] = ["A", "B", "C", "D", "Q?", "R?", "Q? / R?", "E", "F"];
    const TEXTS: [&str; 6] = ["", "red", "blue", "red and blue", "green", "\u{301}"];
    let mut network = NetworkBuilder::new(["Q?", "R?", "Q?"][usize::from(*question)]).build().unwrap();
    let key = known.first().map_or_else(String::new, |known| known.hashtag().to_string());
    let names = [
        "year".to_owned(),
        UNION_SOURCE.into(),
        UNION_SOURCES.into(),
        CONTESTED.into(),
        format!("text in {key}"),
    ];
    let more = [
        format!("attribute year in {key}"),
        "own year".into(),
        format!("own text in {key}"),
        "own source".into(),
    ];
    let names: Vec<String> = names.into_iter().chain(more).collect();
    let values = ["1", "2", "", "text", &key, "green"];
    for &(kind, one, other, text) in parts {
        let mut builder = network.to_builder();
        let (label, another) = (LABELS[usize::from(one)], LABELS[usize::from(other)]);
        let (words, name) = (TEXTS[usize::from(text)], names[usize::from(other)].as_str());
        let value = values[usize::from(text)];
        let relation = if text % 2 == 0 { "is" } else { "Key Finding" };
        match kind {
            0 | 1 => builder.finding(label, words),
            2 | 3 => builder.concept(label, words),
            4 => builder.title(words),
            5 => builder.attribute(name, value),
            6 | 7 => builder.concept_attribute(label, name, value),
            8 => builder.relationship(NewRelationship::new(label, relation, another).passage(words)),
            9 => builder.relationship(NewRelationship::new(label, relation, another).attribute(name, value)),
            _ => builder.highlight(NewRelationship::new(label, relation, another).passage(words)),
        };
        network = builder.build().unwrap_or(network);
    }
    network
}

fn several() -> impl Strategy<Value = Vec<Network>> {
    prop::collection::vec((parts(), network()), 1..5).prop_map(|all| {
        let mut networks = Vec::new();
        for (parts, stranger) in all {
            networks.push(small(&parts, &networks));
            if parts.1.len() == 13 {
                networks.push(stranger);
            }
        }
        networks
    })
}

fn distinct(networks: &[Network]) -> Vec<Network> {
    let mut known = Vec::<Network>::new();
    for network in networks {
        if !known.contains(network) {
            known.push(network.clone());
        }
    }
    known
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn without_a_source_is_the_union_of_the_others(networks in several(), which in any::<Index>()) {
        let networks = distinct(&networks);
        let Ok(union) = Network::union(&networks) else { return Ok(()) };
        prop_assert_eq!(&Network::from_bytes(union.as_bytes().to_vec()).unwrap(), &union);
        prop_assert_eq!(&union.to_builder().build().unwrap(), &union);
        let (mut listed, mut rest): (Vec<&Network>, Vec<&Network>) =
            networks.iter().partition(|one| one.findings().len() + one.highlights().len() > 0);
        rest.sort_by_key(|network| network.fingerprint());
        listed.append(&mut rest);
        prop_assert_eq!(
            union.union_sources(),
            listed.into_iter().map(Network::fingerprint).collect::<Vec<Fingerprint>>()
        );
        let which = which.index(networks.len());
        let prefix: FingerprintPrefix = networks[which].fingerprint().to_string().parse().unwrap();
        let others: Vec<&Network> =
            networks.iter().enumerate().filter(|(place, _)| *place != which).map(|(_, it)| it).collect();
        match union.without(&prefix) {
            Ok(without) => prop_assert_eq!(&without, &Network::union(others.iter().copied()).unwrap()),
            Err(WithoutError::Build(error)) => {
                prop_assert_eq!(Network::union(others.iter().copied()), Err(error))
            }
            Err(error) => {
                let is_only = matches!(error, WithoutError::OnlySource { .. });
                prop_assert!(is_only && networks.len() == 1, "{}", error);
            }
        }
        // Step by step, and the one put back at the end.
        let Ok(rest) = Network::union(others.iter().copied()) else { return Ok(()) };
        let order: Vec<&Network> = others.iter().copied().chain([&networks[which]]).collect();
        prop_assert_eq!(Network::union([&rest, &networks[which]]), Network::union(order));
        prop_assert_eq!(&Network::union([&union]).unwrap(), &union);
        prop_assert_eq!(&Network::union([&union, &networks[which]]).unwrap(), &union);
    }

    #[test]
    fn a_union_is_as_the_plain_way_has_it_but_for_notes(all in prop::collection::vec(parts(), 1..4)) {
        let plain: Vec<Parts> = all
            .into_iter()
            .map(|(question, parts)| {
                (
                    question,
                    parts
                        .into_iter()
                        .filter(|(kind, _, name, _)| !matches!((kind, name), (5 | 6 | 7 | 9, 1..)))
                        .collect(),
                )
            })
            .collect();
        let networks: Vec<Network> = plain.iter().map(|parts| small(parts, &[])).collect();
        match (Network::union(&networks), reference::union(&networks)) {
            (Ok(union), Ok(plain)) => prop_assert_eq!(without_notes(&union), plain),
            (union, plain) => {
                prop_assert_eq!(union.map_err(|it| it.to_string()), plain.map_err(|it| it.to_string()))
            }
        }
    }

    #[test]
    fn what_is_done_by_hand_stays(networks in several(), which in any::<Index>()) {
        let networks = distinct(&networks);
        let Ok(union) = Network::union(&networks) else { return Ok(()) };
        if networks.len() < 2 || union.concept("By Hand").is_some() {
            return Ok(());
        }
        let mut editor = union.editor();
        editor.add_finding("By Hand", "words", Some(0)).unwrap();
        let label = union.concepts().find(|concept| !concept.is_question()).map(|concept| concept.label());
        let relationship = RelationshipParts::new("By Hand", "is about", label.unwrap_or("By Hand"));
        editor.add_relationship(&relationship).unwrap();
        editor.add_highlight(&relationship, Some(0)).unwrap();
        let edited = editor.network().unwrap();
        let prefix = networks[which.index(networks.len())].fingerprint().to_string().parse().unwrap();
        let Ok(without) = edited.without(&prefix) else { return Ok(()) };
        prop_assert_eq!(&Network::from_bytes(without.as_bytes().to_vec()).unwrap(), &without);
        let by_hand = without.concept("By Hand").unwrap();
        prop_assert_eq!(by_hand.text(), Some("words"));
        prop_assert!(without.findings().any(|finding| finding == by_hand));
        prop_assert_eq!(by_hand.outgoing().len(), 1);
        prop_assert!(without.highlights().any(|highlight| highlight.source() == by_hand));
        prop_assert!(Network::union([&edited]).is_ok());
    }
}

/// Without the attributes in which a union records the differences of its sources.
fn without_notes(union: &Network) -> Network {
    let is_note = |name: &str| name == UNION_SOURCES || name == CONTESTED || name.contains(" in ");
    let mut form: serde_json::Value = serde_json::from_str(&union.to_json()).unwrap();
    fn strip(value: &mut serde_json::Value, is_note: &impl Fn(&str) -> bool) {
        match value {
            serde_json::Value::Array(items) => {
                items.retain(|item| !item.get("name").and_then(|name| name.as_str()).is_some_and(is_note));
                items.iter_mut().for_each(|item| strip(item, is_note));
            }
            serde_json::Value::Object(items) => items.values_mut().for_each(|item| strip(item, is_note)),
            _ => {}
        }
    }
    strip(&mut form, &is_note);
    Network::from_json(form.to_string()).unwrap()
}

#[test]
fn texts_that_contradict_each_other_are_both_kept_and_marked() {
    let network = |text| NetworkBuilder::new("Q?").concept("A", text).concept("B", "same").build().unwrap();
    let (red, blue, longer) = (network("Red."), network("Blue."), network("Red. And more."));
    let attributes = |union: &Network, label: &str| -> Vec<(String, String)> {
        let concept = union.concept(label).unwrap();
        concept.attributes().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    };
    let union = Network::union([&red, &blue]).unwrap();
    assert_eq!(union.concept("A").unwrap().text(), Some("Blue. Red."));
    let (r, b) = (red.hashtag().to_string(), blue.hashtag().to_string());
    let mut expected = [
        ("contested".to_owned(), "text".to_owned()),
        ("source".to_owned(), r.clone()),
        ("source".to_owned(), b.clone()),
        (format!("text in {r}"), "Red.".to_owned()),
        (format!("text in {b}"), "Blue.".to_owned()),
    ];
    expected.sort();
    assert_eq!(attributes(&union, "A"), expected);
    assert_eq!(attributes(&union, "B").len(), 2);
    // One that contains the other does not contradict it.
    let union = Network::union([&red, &longer]).unwrap();
    assert_eq!(union.concept("A").unwrap().text(), Some("Red. And more."));
    assert!(!attributes(&union, "A").iter().any(|(name, _)| name == CONTESTED));
    assert_eq!(union.without(&longer.hashtag().into()).unwrap(), Network::union([&red]).unwrap());
}

#[test]
fn a_source_is_named_by_what_it_takes() {
    let network = |title| NetworkBuilder::new("Q?").title(title).concept("A", "").build().unwrap();
    let (one, other) = (network("1"), network("2"));
    let union = Network::union([&one, &other]).unwrap();
    let error =
        |network: &Network, prefix: &str| network.without(&prefix.parse().unwrap()).unwrap_err().to_string();
    assert_eq!(
        error(&one, "0"),
        "the network is not a union, so no source can be taken out; expected one from `union`"
    );
    let mut known = [one.hashtag().to_string(), other.hashtag().to_string()];
    known.sort();
    assert_eq!(
        error(&union, "00000000000"),
        format!("the union has no source 00000000000; it has {}", known.join(", "))
    );
    let only = Network::union([&one]).unwrap();
    let name = one.hashtag().to_string();
    assert_eq!(error(&only, &name), format!("{name} is the only source of the union; nothing would be left"));
}

#[test]
fn only_findings_and_highlights_make_the_order_matter() {
    let plain = |text: &str| NetworkBuilder::new("Q?").concept("A", text).build().unwrap();
    let (one, other) = (plain("red"), plain("blue"));
    assert_eq!(Network::union([&one, &other]), Network::union([&other, &one]));
    let with_finding = |label: &str| NetworkBuilder::new("Q?").finding(label, "").build().unwrap();
    let (one, other) = (with_finding("A"), with_finding("B"));
    let order = |networks: [&Network; 2]| {
        let union = Network::union(networks).unwrap();
        let findings: Vec<String> = union.findings().map(|finding| finding.label().to_owned()).collect();
        (union.hashtag(), findings)
    };
    let (a, b) = (order([&one, &other]), order([&other, &one]));
    assert_eq!((a.1, b.1), (vec!["A".into(), "B".into()], vec!["B".into(), "A".to_owned()]));
    assert_ne!(a.0, b.0);
}
