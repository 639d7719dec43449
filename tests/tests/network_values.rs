//! Handles, iterators and names of a network as values: every way to go through them gives the same, and
//! equality, order and text are those of the content.

use std::fmt::{Debug, Display};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash};

use semnet_core::names::KEY_FINDING;
use semnet_core::network::{ConceptId, FingerprintPrefix, NewRelationship, RelationId, RelationshipId};
use semnet_core::paths::{Budget, PathOptions, RelationFilter};
use semnet_core::{Fingerprint, Hashtag, Network, NetworkBuilder, Relationship};

/// Three concepts and the question, four relationships of three relations, a finding and two highlights.
fn network() -> Network {
    let mut builder = NetworkBuilder::new("Q?");
    builder.title("T").attribute("n", "1").attribute("n", "2").attribute("x", "1e400");
    builder.concept("a", "A text").finding("b", "").concept("c", "");
    builder.concept_attribute("a", "n", "0.5").concept_attribute("a", "m", "no number");
    builder
        .relationship(("a", "r", "b", "a passage"))
        .relationship(NewRelationship::new("b", "s", "a").attribute("weight", "3"))
        .relationship(("c", "r", "b"))
        .relationship(("b", "s", "a", "another"));
    builder.highlight(("c", "r", "b")).highlight(("a", "r", "b", "a passage"));
    builder.build().unwrap()
}

/// Goes through an iterator in every way that its traits have.
fn goes_through<I>(make: impl Fn() -> I, expected: &[&str])
where
    I: DoubleEndedIterator + ExactSizeIterator + Clone + Debug,
    I::Item: Display + Debug,
{
    let texts = |items: Vec<I::Item>| items.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(texts(make().collect()), expected);
    let debug: Vec<String> = make().map(|item| format!("{item:?}")).collect();
    assert_eq!(format!("{:?}", make()), format!("[{}]", debug.join(", ")));
    let mut backwards = texts(make().rev().collect());
    backwards.reverse();
    assert_eq!(backwards, expected);
    let mut folded = Vec::new();
    make().for_each(|item| folded.push(item.to_string()));
    assert_eq!(folded, expected);
    let mut left = make();
    for taken in 0..expected.len() {
        let count = expected.len() - taken;
        assert_eq!((left.len(), left.size_hint()), (count, (count, Some(count))));
        assert_eq!(left.next().unwrap().to_string(), expected[taken]);
    }
    assert_eq!((left.len(), left.size_hint()), (0, (0, Some(0))));
    assert!(left.next().is_none() && left.next_back().is_none() && left.next().is_none());
    for skipped in 0..=expected.len() {
        let mut left = make();
        assert_eq!(left.nth(skipped).map(|item| item.to_string()).as_deref(), expected.get(skipped).copied());
        assert_eq!(texts(left.collect()), &expected[expected.len().min(skipped + 1)..]);
    }
}

#[test]
fn every_iterator_goes_both_ways_and_is_counted() {
    let network = &network();
    goes_through(|| network.concepts(), &["Q?", "a", "b", "c"]);
    goes_through(|| network.findings(), &["b"]);
    goes_through(
        || network.relationships(),
        &["Q? —Key Finding→ b", "a —r→ b", "b —s→ a", "b —s→ a", "c —r→ b"],
    );
    goes_through(|| network.highlights(), &["c —r→ b", "a —r→ b"]);
    goes_through(|| network.relations(), &["Key Finding", "r", "s"]);
    let b = network.concept("b").unwrap();
    goes_through(|| b.outgoing(), &["b —s→ a", "b —s→ a"]);
    goes_through(|| b.incoming(), &["Q? —Key Finding→ b", "a —r→ b", "c —r→ b"]);
    let groups = network.components(&RelationFilter::default(), Budget::UNLIMITED).unwrap();
    let group = groups.iter().next().unwrap();
    goes_through(|| group.clone(), &["Q?", "a", "b", "c"]);
    assert_eq!(format!("{:?}", network.findings()), "[Concept(\"b\")]");
    assert_eq!(format!("{:?}", network.highlights().next().unwrap()), "Relationship(c —r→ b)");
    assert_eq!(format!("{:?}", network.relations()), r#"["Key Finding", "r", "s"]"#);
}

#[test]
fn attributes_are_counted_and_found_by_name() {
    let network = network();
    let mut all = network.attributes();
    assert_eq!((all.len(), all.next(), all.len()), (3, Some(("n", "1")), 2));
    assert_eq!(network.attributes().get("n"), Some("1"));
    assert_eq!(network.attributes().get_all("n").collect::<Vec<_>>(), ["1", "2"]);
    assert_eq!((network.attributes().get("m"), network.attributes().get_all("o").count()), (None, 0));
    // Neither infinite nor a text.
    assert_eq!((network.attributes().number("n"), network.attributes().number("x")), (Some(1.0), None));
    let a = network.concept("a").unwrap();
    assert_eq!((a.attributes().number("n"), a.attributes().number("m")), (Some(0.5), None));
    assert_eq!(a.attributes().collect::<Vec<_>>(), [("m", "no number"), ("n", "0.5")]);
    let question = network.question_concept().unwrap();
    assert_eq!((question.text(), question.attributes().len()), (None, 0));
    let extras: Vec<_> = network
        .relationships()
        .map(|one| (one.passage(), one.attributes().map(|(name, value)| format!("{name}={value}")).collect()))
        .collect::<Vec<(Option<&str>, Vec<String>)>>();
    let none = || (None, vec![]);
    assert_eq!(
        extras,
        [
            none(),
            (Some("a passage"), vec![]),
            (None, vec!["weight=3".to_owned()]),
            (Some("another"), vec![]),
            none()
        ]
    );
}

fn hash(value: impl Hash) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(value)
}

/// What must hold for `same`, twice the same value, and `other`, another one.
fn is_a_value<T: Eq + Ord + Hash>(same: [T; 2], other: T) {
    let [one, again] = same;
    assert!(one == again && one.cmp(&again).is_eq() && hash(&one) == hash(&again));
    assert!(one != other && one.cmp(&other).is_ne() && hash(&one) != hash(&other));
    assert_eq!(one.partial_cmp(&other), Some(one.cmp(&other)));
    assert_eq!(one.cmp(&other), other.cmp(&one).reverse());
}

fn relationship(network: &Network, number: u32) -> Relationship<'_> {
    network.relationship_by_id(number.into()).unwrap()
}

#[test]
fn handles_are_equal_where_network_and_number_are() {
    let network = &network();
    let read = &Network::from_bytes(network.as_bytes().to_vec()).unwrap();
    let other = &network.to_builder().title("Another").build().unwrap();
    is_a_value([network.concept("a").unwrap(), read.concept("a").unwrap()], network.concept("b").unwrap());
    is_a_value([network.concept("a").unwrap(), read.concept("a").unwrap()], other.concept("a").unwrap());
    is_a_value([relationship(network, 1), relationship(read, 1)], relationship(network, 2));
    is_a_value([relationship(network, 1), relationship(read, 1)], relationship(other, 1));
    assert!(network == read && hash(network) == hash(read));
    assert!(network != other && hash(network) != hash(other));
    // In one network by number, and among networks by network first.
    let (first, second) =
        if network.fingerprint() < other.fingerprint() { (network, other) } else { (other, network) };
    assert!(network.concept("a") < network.concept("b"));
    assert!(first.concept("c") < second.concept("a"));
    assert!(relationship(network, 0) < relationship(network, 4));
    assert!(relationship(first, 4) < relationship(second, 0));
    // A handle belongs to one network only, and to any that is equal to it.
    let via = PathOptions::from("r");
    let reaches = |from: &Network| {
        network
            .shortest_path(from.concept("a").unwrap(), network.concept("b").unwrap(), &via)
            .unwrap()
            .is_some()
    };
    assert!(reaches(network) && reaches(read) && !reaches(other));
}

#[test]
fn numbers_lead_to_what_they_are_of() {
    let network = network();
    for (number, concept) in network.concepts().enumerate() {
        let id = ConceptId::from(number as u32);
        assert_eq!((concept.id(), id.index(), id.number()), (id, number, number as u32));
        assert_eq!(network.concept_by_id(id), Some(concept));
        assert_eq!(u32::from(id), number as u32);
    }
    for (number, relationship) in network.relationships().enumerate() {
        let id = RelationshipId::from(number as u32);
        assert_eq!((relationship.id(), network.relationship_by_id(id)), (id, Some(relationship)));
    }
    for (number, relation) in network.relations().enumerate() {
        let id = RelationId::from(number as u32);
        assert_eq!((network.relation_id(relation), network.relation_by_id(id)), (Some(id), Some(relation)));
    }
    assert_eq!((network.concept_by_id(4.into()), network.relationship_by_id(5.into())), (None, None));
    assert_eq!((network.relation_by_id(3.into()), network.relation_id("t")), (None, None));
    assert_eq!(network.relation_id(" Key  Finding"), network.relation_id(KEY_FINDING));
    assert_eq!(
        format!("{network:?}"),
        format!(
            "Network {{ hashtag: Hashtag({}), question: \"Q?\", concepts: 4, relationships: 5 }}",
            network.hashtag()
        )
    );
    assert_eq!(network.to_builder().build().unwrap(), network);
    assert_eq!(network.as_ref(), network.as_bytes());
}

/// Among few names, and among more than are searched one by one.
#[test]
fn concepts_and_relations_are_found_among_many() {
    for count in [1, 63, 64, 65, 66, 300] {
        let mut builder = NetworkBuilder::new("Q?");
        let names: Vec<String> = (0..count).map(|number| format!("relation {number}")).collect();
        for name in &names {
            builder.concept(name, "").relationship((name, name, &names[0]));
        }
        let network = builder.build().unwrap();
        for name in &names {
            let id = network.relation_id(name).unwrap();
            assert_eq!(network.relation_by_id(id), Some(name.as_str()));
            assert_eq!(network.concept(name).unwrap().label(), name);
            assert_eq!(network.concept(name).unwrap().outgoing().len(), 1);
        }
        for missing in ["relation", "relation 999", "relation -1", "a", "z", ""] {
            assert_eq!((network.relation_id(missing), network.concept(missing)), (None, None), "{missing}");
        }
    }
}

#[test]
fn names_have_a_text_a_width_and_a_range() {
    let fingerprint = Fingerprint::hash(b"semnet");
    let text = fingerprint.to_string();
    assert_eq!(format!("{fingerprint:?}"), format!("Fingerprint({text})"));
    assert_eq!(format!("{fingerprint:>46}|{fingerprint:.3}"), format!("  {text}|{}", &text[..3]));
    assert_eq!(text.parse(), Ok(fingerprint));
    for length in 1..=44 {
        let prefix: FingerprintPrefix = text[..length].parse().unwrap();
        assert_eq!((prefix.as_str(), prefix.to_string()), (&text[..length], text[..length].to_owned()));
        assert_eq!(format!("{prefix:?}"), format!("FingerprintPrefix({prefix})"));
        assert!(prefix.to_string().parse::<FingerprintPrefix>().unwrap() == prefix);
        let (first, last) = prefix.range().into_inner();
        assert!(first <= fingerprint && fingerprint <= last && (first == last) == (length == 44));
        // Neither the one before nor the one after begins so.
        assert!(last.next().is_none_or(|next| !next.to_string().starts_with(prefix.as_str())));
        assert!(
            first.to_string().starts_with(prefix.as_str()) && last.to_string().starts_with(prefix.as_str())
        );
    }
    assert_eq!(format!("{:>4}|", "7".parse::<FingerprintPrefix>().unwrap()), "   7|");
    let hashtag = Hashtag::new(7);
    let prefix = FingerprintPrefix::from(hashtag);
    assert_eq!(prefix, hashtag.to_string().parse().unwrap());
    assert_eq!(prefix.range().start().hashtag(), hashtag);
    assert_eq!(prefix.range().end().next().unwrap().hashtag(), Hashtag::new(8));
    for (text, message) in [
        ("", "a fingerprint has 44 characters, not 0"),
        (&*"a".repeat(45), "a fingerprint has 44 characters, not 45"),
        ("ab-", "a fingerprint is made of 0-9, A-Z and a-z; character 3 is '-'"),
        ("Lz", "characters 1 to 11 are past LygHa16AHYF, the largest word"),
        ("0000000000000000000000z", "characters 23 to 33 are past LygHa16AHYF, the largest word"),
    ] {
        let error = text.parse::<FingerprintPrefix>().unwrap_err();
        assert_eq!(error.to_string(), message, "{text}");
    }
    let error = "a".repeat(43).parse::<Fingerprint>().unwrap_err();
    assert_eq!(error.to_string(), "a fingerprint has 44 characters, not 43");
}

#[test]
fn the_next_fingerprint_is_one_more() {
    let with = |end: &[u8]| {
        let mut bytes = [1; 32];
        bytes[32 - end.len()..].copy_from_slice(end);
        Fingerprint::from_bytes(bytes)
    };
    assert_eq!(with(&[7]).next(), Some(with(&[8])));
    assert_eq!(with(&[7, 0xff, 0xff]).next(), Some(with(&[8, 0, 0])));
    assert_eq!(Fingerprint::from_bytes([0xff; 32]).next(), None);
    // Texts sort as the bytes do.
    let texts = [&[7][..], &[8], &[8, 0]].map(|end| with(end).to_string());
    assert!(texts[0] < texts[1] && with(&[7]) < with(&[8]));
    assert_eq!(texts[2] < texts[0], with(&[8, 0]) < with(&[7]));
}
