//! How a builder takes parts in and gives them back: what each error names, repeated names, and removal.

use semnet_core::names::KEY_FINDING;
use semnet_core::network::{BuildError, NewRelationship};
use semnet_core::{Network, NetworkBuilder};

const Q: &str = "Q?";

fn lines(network: &Network) -> Vec<String> {
    network.relationships().map(|one| format!("{one} {}", one.passage().unwrap_or_default())).collect()
}

/// The string and the place that the error of a builder names, which has two concepts already.
fn error(add: impl for<'a> Fn(&'a mut NetworkBuilder) -> &'a mut NetworkBuilder) -> String {
    let mut builder = NetworkBuilder::new(Q);
    builder.concept("A", "").concept("B", "");
    add(&mut builder);
    named(&builder)
}

fn named(builder: &NetworkBuilder) -> String {
    let error = builder.build().unwrap_err().to_string();
    let (what, character) = error.split_once(" has the character U+0007 at position ").expect(&error);
    let why = "which is a control character; the only ones allowed are white space, which becomes a space";
    assert!(character.ends_with(why), "{error}");
    format!("{what}: {}", character.split(',').next().unwrap())
}

#[test]
fn an_error_names_the_string_that_has_the_character() {
    let is = NewRelationship::new;
    for (found, expected) in [
        (named(&NetworkBuilder::new("é\u{7}")), r#"the question ("é\u{7}"): 2"#),
        (error(|b| b.title("\u{7}")), r#"the title ("\u{7}"): 1"#),
        (error(|b| b.attribute("n\u{7}", "v")), r#"an attribute name of the network ("n\u{7}"): 2"#),
        (error(|b| b.attribute("n", "👍a\u{7}")), r#"the attribute "n" of the network ("👍a\u{7}"): 3"#),
        (error(|b| b.concept("C", "t\u{7}")), r#"the text of "C": 2"#),
        (error(|b| b.finding("C\u{7}", "")), r#"a label ("C\u{7}"): 2"#),
        (
            error(|b| b.concept_attribute("A", "n", "\u{7}")),
            r#"the attribute "n" of the concept "A" ("\u{7}"): 1"#,
        ),
        (error(|b| b.relationship(("A", "r\u{7}", "B"))), r#"a relation ("r\u{7}"): 2"#),
        (error(|b| b.relationship(("A", "r", "B\u{7}"))), r#"a label ("B\u{7}"): 2"#),
        (
            error(|b| b.relationship(("A", "r", "B", "p\u{7}"))),
            r#"the passage of the relationship from "A" to "B" ("p\u{7}"): 2"#,
        ),
        (
            error(|b| b.highlight(is("A", "r", "B").attribute("w\u{7}", ""))),
            r#"an attribute name of the relationship from "A" to "B" ("w\u{7}"): 2"#,
        ),
        (
            error(|b| b.relationship(is("A", "r", "B").attribute("w", "\u{7}"))),
            r#"the attribute "w" of the relationship from "A" to "B" ("\u{7}"): 1"#,
        ),
    ] {
        assert_eq!(found, expected);
    }
}

#[test]
fn what_touches_the_question_is_named_by_its_end() {
    let error = |one: (&str, &str, &str)| {
        let mut builder = NetworkBuilder::new(Q);
        builder.concept("A", "").relationship(one);
        builder.build().unwrap_err()
    };
    assert_eq!(error((Q, KEY_FINDING, "A")), BuildError::KeyFinding { target_label: "A".to_owned() });
    assert_eq!(
        error((" Q?", "Key  Finding", "A ")),
        BuildError::KeyFinding { target_label: "A ".to_owned() }
    );
    assert_eq!(
        error(("A", "r", "B")),
        BuildError::ConceptNotFound { label: "B".to_owned(), relation: "r".to_owned() }
    );
    assert_eq!(
        error(("C", "r", "A")),
        BuildError::ConceptNotFound { label: "C".to_owned(), relation: "r".to_owned() }
    );
    assert_eq!(
        error(("", "r", "A")),
        BuildError::EmptyEnd { relation: "r".to_owned(), other: "A".to_owned() }
    );
    let mut builder = NetworkBuilder::new(Q);
    builder.concept("A", "").relationship(("A", KEY_FINDING, Q)).relationship((Q, "r", "A"));
    assert_eq!(lines(&builder.build().unwrap()), ["A —Key Finding→ Q? ", "Q? —r→ A "]);
    assert_eq!(
        format!("{builder:?}"),
        r#"NetworkBuilder { question: "Q?", concepts: 1, relationships: 2, error: None, .. }"#
    );
}

/// The same network, even if a part is given several times and in other forms.
#[test]
fn names_that_come_again_are_the_same() {
    let mut builder = NetworkBuilder::new(Q);
    // More names of attributes than are remembered, several times over.
    for round in 0..3 {
        for number in 0..20 {
            let name = format!("name {number}");
            builder.attribute(&name, &round.to_string()).concept_attribute("A", &format!(" {name}"), "v");
        }
    }
    builder.concept(" A", "text").concept("A ", "").concept("A", "te\u{ad}xt").concept("B", "");
    for (source, relation, target) in [
        ("A", "r", "B"),
        ("A", " r", "B"),
        (" A", "r", " B"),
        ("A", "s", "A"),
        ("B", "s", "A"),
        ("A", "r", "A"),
    ] {
        builder.relationship((source, relation, target)).relationship((source, relation, target, " p "));
    }
    let network = builder.build().unwrap();
    assert_eq!(network.attributes().len(), 60);
    let a = network.concept("A").unwrap();
    assert_eq!((a.text(), a.attributes().len(), network.concept_count()), (Some("text"), 20, 2));
    assert_eq!(
        lines(&network),
        ["A —r→ A ", "A —r→ A p", "A —r→ B ", "A —r→ B p", "A —s→ A ", "A —s→ A p", "B —s→ A ", "B —s→ A p"]
    );
    assert_eq!(network.relations().collect::<Vec<_>>(), ["r", "s"]);
    assert_eq!(builder.clone().build().unwrap(), network);
}

fn full() -> NetworkBuilder {
    let mut builder = NetworkBuilder::new(Q);
    builder.finding("A", "text").finding("B", "").concept("C", "").concept_attribute("A", "n", "v");
    builder.concept_attribute("B", "n", "w");
    builder.relationship(("A", "r", "B")).relationship(("B", "s", "C")).relationship(("B", "s", "C", "p"));
    builder.relationship((Q, "t", "C")).relationship(("C", "u", Q));
    builder.highlight(("B", "s", "C", "p")).highlight(("A", "r", "B")).highlight((Q, "t", "C"));
    builder
}

#[test]
fn removing_a_concept_takes_everything_about_it() {
    let mut builder = full();
    assert!(builder.remove_concept(" A "));
    assert!(!builder.remove_concept("A") && !builder.remove_concept("Z") && !builder.remove_concept(Q));
    let network = builder.build().unwrap();
    assert_eq!(lines(&network), ["B —s→ C ", "B —s→ C p", "C —u→ Q? ", "Q? —Key Finding→ B ", "Q? —t→ C "]);
    assert_eq!(network.relations().collect::<Vec<_>>(), ["Key Finding", "s", "t", "u"]);
    let highlights: Vec<String> = network.highlights().map(|one| one.to_string()).collect();
    assert_eq!(highlights, ["B —s→ C", "Q? —t→ C"]);
    assert_eq!(network.concept("B").unwrap().attributes().get("n"), Some("w"));
    // It may come back as another one, and as a finding once more.
    let network = builder.finding("A", "another").build().unwrap();
    assert_eq!(network.findings().map(|one| one.label()).collect::<Vec<_>>(), ["B", "A"]);
    let a = network.concept("A").unwrap();
    assert_eq!((a.text(), a.attributes().len()), (Some("another"), 0));
}

#[test]
fn removing_a_finding_keeps_the_concept() {
    let mut builder = full();
    assert!(builder.remove_finding("A") && !builder.remove_finding("A") && !builder.remove_finding("C"));
    assert!(!builder.remove_finding("Z"));
    let network = builder.build().unwrap();
    assert_eq!(network.findings().map(|one| one.label()).collect::<Vec<_>>(), ["B"]);
    assert_eq!(network.concept("A").unwrap().text(), Some("text"));
    let network = builder.finding("A", "").build().unwrap();
    assert_eq!(network.findings().map(|one| one.label()).collect::<Vec<_>>(), ["B", "A"]);
}

#[test]
fn removing_relationships_takes_all_between_two_concepts() {
    let mut builder = full();
    // Once for each addition: twice by itself, and once more by its highlight.
    assert_eq!(builder.remove_relationships(" B", "s ", "C"), 3);
    for (source, relation, target) in [
        ("B", "s", "C"),
        ("C", "s", "B"),
        ("A", "s", "B"),
        ("A", "none", "B"),
        ("Z", "r", "B"),
        ("A", "r", "Z"),
    ] {
        assert_eq!(builder.remove_relationships(source, relation, target), 0);
    }
    assert_eq!(builder.remove_relationships("Q?", "t", "C"), 2);
    assert_eq!(builder.remove_relationships("C", "u", " Q? "), 1);
    let network = builder.build().unwrap();
    assert_eq!(lines(&network), ["A —r→ B ", "Q? —Key Finding→ A ", "Q? —Key Finding→ B "]);
    assert_eq!(network.highlights().map(|one| one.to_string()).collect::<Vec<_>>(), ["A —r→ B"]);
    assert_eq!(network.concept_count(), 4);
}
