//! What the builder takes, and what it says of the rest.

use semnet_core::names::KEY_FINDING;
use semnet_core::network::{BuildError, NewRelationship};
use semnet_core::{Network, NetworkBuilder};

const Q: &str = "Why do bees dance?";

fn error(add: impl for<'a> Fn(&'a mut NetworkBuilder) -> &'a mut NetworkBuilder) -> String {
    let mut builder = NetworkBuilder::new(Q);
    builder.concept("A", "").concept("B", "");
    add(&mut builder);
    builder.build().map(|network| panic!("{network:?}")).unwrap_or_else(|error| error.to_string())
}

#[test]
fn each_error_names_what_it_is_about() {
    assert_eq!(NetworkBuilder::new(" \u{200b}").build(), Err(BuildError::EmptyQuestion));
    let rows: [(String, &str); 15] = [
        (error(|b| b.concept("\u{ad}", "its text")), "a concept has no label; its text begins \"its text\""),
        (error(|b| b.finding("", "")), "a concept has no label; it has no text either"),
        (
            error(|b| b.relationship(("A", " ", "B"))),
            "the relationship from \"A\" to \"B\" has no relation (the words after “via”)",
        ),
        (
            error(|b| b.relationship(("A", "r", ""))),
            "the relationship via \"r\" with \"A\" has a concept without a label at its other end",
        ),
        (error(|b| b.attribute("", "v")), "an attribute of the network has no name; its value is \"v\""),
        (
            error(|b| b.concept_attribute("A", "", "v")),
            "an attribute of the concept \"A\" has no name; its value is \"v\"",
        ),
        (
            error(|b| b.relationship(NewRelationship::new("A", "r", "B").attribute("", "v"))),
            "an attribute of the relationship from \"A\" to \"B\" has no name; its value is \"v\"",
        ),
        (
            error(|b| b.concept("C", "one text").concept("C", "another text")),
            "the concept \"C\" has two texts: \"one text\" and \"another text\"",
        ),
        (
            error(|b| b.relationship(("A", "knows", "Z"))),
            "the relationship via \"knows\" needs the concept \"Z\", which does not exist; add it, with or \
             without a text",
        ),
        (error(|b| b.finding("C", "t").finding(" C", "t")), "the finding \"C\" is listed twice"),
        (
            error(|b| b.concept(" Why do  bees dance?", "")),
            "the concept \" Why do  bees dance?\" has the question as its label; leave it out, because the \
             question becomes a concept by itself when a finding or a relationship touches it",
        ),
        (
            error(|b| b.relationship((Q, KEY_FINDING, "A"))),
            "the relationship from the question via `Key Finding` to \"A\" follows from the list of \
             findings; add a finding instead",
        ),
        (
            error(|b| b.highlight(("A", "r", "B")).highlight(("A", "r", "B", " "))),
            "the relationship from \"A\" via \"r\" to \"B\" is highlighted twice",
        ),
        (
            error(|b| b.title("a\u{1}")),
            "the title (\"a\\u{1}\") has the character U+0001 at position 2, which is a control character; \
             the only ones allowed are white space, which becomes a space",
        ),
        (
            error(|b| b.concept("é\u{fdd0}", "")),
            "a label (\"é\\u{fdd0}\") has the character U+FDD0 at position 2, which is not assigned in this \
             build's version of Unicode",
        ),
    ];
    for (found, expected) in rows {
        assert_eq!(found, expected);
    }
}

#[test]
fn the_first_error_counts_and_the_builder_goes_on() {
    let mut builder = NetworkBuilder::new(Q);
    builder.relationship(("A", "r", "B"));
    assert!(matches!(builder.build(), Err(BuildError::ConceptNotFound { label, .. }) if label == "A"));
    builder.concept("A", "").concept("B", "");
    assert_eq!(builder.build().unwrap().relationship_count(), 1);
    builder.concept("", "").title("\0");
    assert!(matches!(builder.build(), Err(BuildError::EmptyLabel { .. })));
}

#[test]
fn texts_far_into_a_long_paragraph_are_told_apart() {
    let long = "The same words for a long while, ".repeat(20);
    let message = error(|b| b.concept("C", &format!("{long}one")).concept("C", &format!("{long}two")));
    let expected =
        r#"the concept "C" has two texts: "…s for a long while, one" and "…s for a long while, two""#;
    assert_eq!(message, expected);
}

#[test]
fn what_is_one_is_one() {
    let network = NetworkBuilder::new(Q)
        .concept("Cafe\u{301}", "")
        .concept(" Café\u{a0}", "a\r\ntext")
        .concept("Café", "a text")
        .relationship(("Café", "r", Q))
        .relationship(("Café", " r", "Why do bees  dance?", "\u{200b}"))
        .relationship(
            NewRelationship::new("Café", "r", Q).attribute("b", "").attribute("a", "1").attribute("b", " "),
        )
        .build()
        .unwrap();
    assert_eq!(network.concepts().map(|c| c.label()).collect::<Vec<_>>(), ["Café", Q]);
    assert_eq!(network.concept("Café").unwrap().text(), Some("a text"));
    let attributes: Vec<Vec<_>> = network.relationships().map(|r| r.attributes().collect()).collect();
    assert_eq!(attributes, [vec![], vec![("a", "1"), ("b", "")]]);
    assert!(network.question_concept().unwrap().is_question());
    assert_eq!(network.question_concept().unwrap().incoming().len(), 2);
}

#[test]
fn the_question_is_a_concept_only_when_something_touches_it() {
    let mut builder = NetworkBuilder::new(Q);
    builder.concept("A", "");
    assert_eq!(builder.build().unwrap().question_concept(), None);
    builder.finding("F", "t");
    let network = builder.build().unwrap();
    let root = network.question_concept().unwrap();
    let derived: Vec<String> = root.outgoing().map(|relationship| relationship.to_string()).collect();
    assert_eq!(derived, [format!("{Q} —Key Finding→ F")]);
    assert!(root.outgoing().all(|relationship| relationship.is_key_finding()));
    assert_eq!(network.relations().collect::<Vec<_>>(), [KEY_FINDING]);
}

/// Relationships of a concept are adjacent, grouped by relation, in both directions; those that follow from
/// the findings are at their place among the others.
#[test]
fn relationships_are_in_canonical_order() {
    let network = Network::from_json(format!(
        r#"{{"question": "{Q}", "findings": [{{"label": "M"}}, {{"label": "F"}}],
            "concepts": [{{"label": "A"}}], "relationships": [
            {{"source": "{Q}", "relation": "Zoo", "target": "A"}},
            {{"source": "{Q}", "relation": "Art", "target": "M"}},
            {{"source": "M", "relation": "Key Finding", "target": "F"}},
            {{"source": "A", "relation": "Zoo", "target": "F"}}],
            "highlights": [0, 1]}}"#
    ))
    .unwrap();
    let all: Vec<String> = network.relationships().map(|r| r.to_string().replace(Q, "Q")).collect();
    assert_eq!(
        all,
        [
            "A —Zoo→ F",
            "M —Key Finding→ F",
            "Q —Art→ M",
            "Q —Key Finding→ F",
            "Q —Key Finding→ M",
            "Q —Zoo→ A"
        ]
    );
    let incoming: Vec<String> =
        network.concept("F").unwrap().incoming().map(|r| r.to_string().replace(Q, "Q")).collect();
    assert_eq!(incoming, ["M —Key Finding→ F", "Q —Key Finding→ F", "A —Zoo→ F"]);
    let highlights: Vec<String> = network.highlights().map(|r| r.to_string().replace(Q, "Q")).collect();
    assert_eq!(highlights, ["Q —Zoo→ A", "Q —Art→ M"]);
}

/// Values that go between threads, and errors that go into boxes.
#[test]
fn networks_are_send_and_sync() {
    fn check<T: Send + Sync + 'static>() {}
    check::<Network>();
    check::<NetworkBuilder>();
    check::<BuildError>();
    check::<semnet_core::store::StoreError>();
    check::<semnet_core::link::LinkError>();
    check::<semnet_core::format::JsonError>();
    check::<semnet_core::report::ReportError>();
    assert_eq!(size_of::<Network>(), size_of::<usize>());
    assert_eq!(size_of::<Option<semnet_core::Hashtag>>(), 16);
}
