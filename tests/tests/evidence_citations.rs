//! What is kept of a passage that is evidence, and sources as bytes: exact values, and what each refusal
//! names.

use semnet_core::evidence::{DifferenceKind, Evidence, Source, SourceError, Verdict, check, cite};
use semnet_core::network::NewRelationship;
use semnet_core::{Fingerprint, Network, NetworkBuilder, names};

fn source(name: &str, text: &str) -> Source {
    Source::new(name, text).unwrap()
}

/// A –is→ B with each passage, and separate attributes.
fn network(passages: &[(&str, &[(&str, &str)])]) -> Network {
    let mut builder = NetworkBuilder::new("Q?");
    builder.concept("A", "").concept("B", "").relationship(("B", "is", "A"));
    for (passage, attributes) in passages {
        let mut one = NewRelationship::new("A", "is", "B").passage(passage);
        for (name, value) in *attributes {
            one = one.attribute(name, value);
        }
        builder.relationship(one.clone()).highlight(one);
    }
    builder.build().unwrap()
}

fn attributes(network: &Network, passage: &str) -> Vec<(String, String)> {
    let one = network.relationships().find(|one| one.passage() == Some(passage)).unwrap();
    one.attributes().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

#[test]
fn a_citation_has_the_place_and_32_characters_around_it() {
    let long = source(
        "long",
        &format!("{}\n\nX {} The board met. {} Y", "é ".repeat(9), "é".repeat(40), "ü".repeat(40)),
    );
    let network = network(&[
        ("The board met.", &[("weight", "3"), (names::QUOTE_EXACT, "old"), (names::QUOTE_END, "9")]),
        ("the board met", &[]),
        ("The bishop burned every violin.", &[(names::QUOTE_START, "7"), ("weight", "4")]),
    ]);
    let cited = cite(&network, std::slice::from_ref(&long)).unwrap();
    let kept = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let mut expected = vec![
        kept("weight", "3"),
        kept(names::QUOTE_SOURCE, &long.id().to_string()),
        kept(names::QUOTE_SOURCE_NAME, "long"),
        kept(names::QUOTE_START, "63"),
        kept(names::QUOTE_END, "77"),
        kept(names::QUOTE_PREFIX, &"é".repeat(31)),
        kept(names::QUOTE_SUFFIX, &"ü".repeat(31)),
    ];
    expected.sort();
    assert_eq!(attributes(&cited, "The board met."), expected);
    let adapted = attributes(&cited, "the board met");
    assert!(adapted.contains(&kept(names::QUOTE_EXACT, "The board met")), "{adapted:?}");
    assert!(adapted.contains(&kept(names::QUOTE_END, "76")), "{adapted:?}");
    assert!(adapted.contains(&kept(names::QUOTE_SUFFIX, &format!(". {}", "ü".repeat(30)))), "{adapted:?}");
    // Relationships without evidence keep their attributes, and so do those without a passage.
    let missing = "The bishop burned every violin.";
    assert_eq!(attributes(&cited, missing), attributes(&network, missing));
    let highlights = |network: &Network| {
        network.highlights().map(|one| one.passage().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(highlights(&cited), highlights(&network));
    assert_eq!((cited.relationship_count(), cited.concept_count()), (4, 2));
    assert_eq!(cite(&cited, &[long]).unwrap(), cited);
    // At the ends of a source nothing is around.
    let whole = source("whole", "The board met.");
    let around = attributes(&cite(&network, &[whole]).unwrap(), "The board met.");
    assert!(around.iter().all(|(name, _)| name != names::QUOTE_PREFIX && name != names::QUOTE_SUFFIX));
    assert!(around.contains(&kept(names::QUOTE_START, "0")));
}

#[test]
fn the_source_that_a_relationship_names_comes_first() {
    let text = "The board met.";
    let sources = [source("a", text), source("b", "First line.\nThe board met."), source("c", text)];
    // Equal texts have one id.
    assert_eq!((sources[0].id(), sources[0].id() == sources[1].id()), (sources[2].id(), false));
    let id = sources[1].id().to_string();
    let network = network(&[
        (text, &[(names::QUOTE_SOURCE, &id)]),
        ("The board met", &[("other", &id)]),
        ("the board met", &[(names::QUOTE_SOURCE, &id)]),
    ]);
    let places = |one: &Evidence<'_>| one.places().iter().map(|place| place.source).collect::<Vec<_>>();
    let found = check(&network, &sources);
    let [without, exact, adapted] = &found[..] else { panic!("{found:?}") };
    assert_eq!(places(exact), [1, 0, 2]);
    assert_eq!(places(without), [0, 1, 2]);
    assert_eq!((places(adapted), adapted.verdict()), (vec![0, 1, 2], Verdict::Adapted));
    assert_eq!(exact.to_string(), "exact, line 2: A —is→ B “The board met.”");
    assert_eq!(exact.place().map(|place| (place.source, place.line)), Some((1, 2)));
    assert_eq!((exact.passage(), exact.relationship().passage()), (text, Some(text)));
    assert_eq!(adapted.differences().len(), 1);
    let missing = check(&network, &[source("d", "Nothing of it.")]);
    assert_eq!(missing[0].to_string(), "missing: A —is→ B “The board met”");
    assert_eq!((missing[0].place(), missing[0].places().len()), (None, 0));
    let cited = cite(&network, &sources).unwrap();
    assert!(attributes(&cited, text).contains(&(names::QUOTE_SOURCE_NAME.to_owned(), "b".to_owned())));
    assert!(
        attributes(&cited, "The board met").contains(&(names::QUOTE_SOURCE_NAME.to_owned(), "a".to_owned()))
    );
}

#[test]
fn verdicts_and_kinds_of_differences_have_names() {
    let all = [Verdict::Exact, Verdict::Adapted, Verdict::Altered, Verdict::Missing];
    assert_eq!(all.map(|it| it.to_string()), ["exact", "adapted", "altered", "missing"]);
    assert_eq!(all.map(Verdict::is_evidence), [true, true, false, false]);
    assert_eq!(format!("{:>6}|", Verdict::Exact), " exact|");
    let all = [
        DifferenceKind::Typography,
        DifferenceKind::LeftOut,
        DifferenceKind::Inserted,
        DifferenceKind::Replaced,
    ];
    assert_eq!(all.map(|it| it.to_string()), ["typography", "left out", "inserted", "replaced"]);
    assert_eq!(all.map(DifferenceKind::name), ["typography", "left out", "inserted", "replaced"]);
}

/// Bytes of a source with this version and content, and a hash that fits.
fn bytes(version: u8, content: &[u8]) -> Vec<u8> {
    [b"semnsrc", &[version][..], Fingerprint::hash(content).as_bytes(), content].concat()
}

#[test]
fn bytes_of_a_source_are_read_strictly() {
    let good = bytes(1, b"\x01nThe text.");
    let read = Source::from_bytes(&good).unwrap();
    assert_eq!((read.name(), read.text(), read.to_bytes()), ("n", "The text.", good.clone()));
    assert_eq!(format!("{read:?}"), format!("Source {{ name: \"n\", id: {:?}, bytes: 9 }}", read.id()));
    let mut flipped = good.clone();
    flipped[20] ^= 1;
    for (bytes, expected) in [
        (b"semnsrd".to_vec(), "the beginning `semnsrc`"),
        (b"semnsr".to_vec(), "the beginning `semnsrc`"),
        (bytes(2, b"\x01nThe text."), "version 1"),
        (good[..7].to_vec(), "version 1"),
        (good[..39].to_vec(), "a hash of 32 bytes"),
        (good[..40].to_vec(), "content that has the hash before it"),
        (flipped, "content that has the hash before it"),
        (bytes(1, b"\x0bnThe text."), "a name"),
        (bytes(1, b"\x01\xffThe text."), "a name in UTF-8"),
        (bytes(1, b"\x02n The text."), "a name in normal form"),
        (bytes(1, b"\x81\0nThe text."), "a name in normal form"),
    ] {
        let error = Source::from_bytes(&bytes).unwrap_err();
        assert_eq!(error, SourceError::Damaged { expected });
        assert_eq!(error.to_string(), format!("the bytes are not an intact source; expected {expected}"));
    }
    assert_eq!(Source::from_bytes(&bytes(1, b"\x01n")), Err(SourceError::Empty));
    assert_eq!(Source::from_bytes(&bytes(1, b"\0The text.")), Err(SourceError::Name { character: None }));
    assert_eq!(
        Source::from_bytes(&bytes(1, b"\x01nThe\n\ntext\xff.")),
        Err(SourceError::NotUtf8 { byte: 0xff, offset: 9, line: 3 })
    );
    for (error, text) in [
        (SourceError::Empty, "the source is empty; expected a text"),
        (
            SourceError::Name { character: None },
            "the source has no name; expected a title, a file name or a URL",
        ),
        (
            SourceError::Name { character: Some('\u{7}') },
            "the name of the source contains U+0007, which is not allowed in a name",
        ),
        (
            SourceError::TooLong { bytes: 1 << 32 },
            "the source has 4294967296 bytes; expected at most 4294967295",
        ),
    ] {
        assert_eq!(error.to_string(), text);
    }
}
