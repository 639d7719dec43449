//! The text form that people edit: it holds all of a network, and says where it goes wrong.

use proptest::prelude::*;
use semnet_core::network::NewRelationship;
use semnet_core::{Network, NetworkBuilder};
use semnet_tests::network;

/// Strings that look like parts of the form.
fn awkward() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "A",
        "--",
        "->",
        " ",
        "\"",
        "\\",
        "{",
        "}",
        ";",
        "=",
        ":",
        "*",
        "1",
        "#",
        "@",
        "(question)",
        "finding:",
        "“",
        "é",
        "-",
        ">",
    ]);
    prop::collection::vec(pieces, 1..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_network_comes_back(network in network()) {
        let text = network.to_text();
        prop_assert_eq!(Network::from_text(&text).unwrap(), network);
    }

    #[test]
    fn awkward_strings_come_back(
        strings in prop::collection::vec(awkward(), 12),
        words in "[ @\\\\a-z]{0,300}",
    ) {
        let [q, a, b, c, r, s, n, v, m, w, p, o] = &strings.try_into().unwrap_or_else(|_| unreachable!());
        let mut builder = NetworkBuilder::new(q);
        builder.title(o).attribute(n, v).finding(a, &words).concept(b, p).concept(c, "");
        builder.concept_attribute(b, n, v).concept_attribute(a, m, w);
        builder.highlight(NewRelationship::new(b, r, c).passage(p).attribute(n, v).attribute(m, w));
        builder.highlight(NewRelationship::new(a, s, q)).relationship((
            c.as_str(),
            r.as_str(),
            a.as_str(),
            o.as_str(),
        ));
        let Ok(network) = builder.build() else { return Ok(()) };
        let text = network.to_text();
        prop_assert_eq!(Network::from_text(&text).unwrap(), network, "{}", text);
    }

    #[test]
    fn any_text_is_a_network_or_an_error_with_its_place(
        lines in prop::collection::vec((0..9u8, awkward()), 0..8),
    ) {
        let starts = ["", "question: ", "title: ", "finding: ", "concept: ", "  ", "@", "* ", "A -- "];
        let lines: Vec<String> =
            lines.iter().map(|(start, rest)| format!("{}{rest}", starts[usize::from(*start)])).collect();
        match Network::from_text(&lines.join("\n")) {
            Ok(network) => prop_assert_eq!(Network::from_text(&network.to_text()).unwrap(), network),
            Err(error) => {
                prop_assert!(error.line() <= lines.len().max(1) && error.column() >= 1, "{}", error)
            }
        }
    }
}

#[test]
fn a_text_by_hand_is_read() {
    let text = "\
question:   Why do bees dance?
@language = en
# A remark.
concept: Sun Compass
finding: Waggle Dance
  A forager shows
     where flowers are.

  \\@home.
  @year = 1949

Sun Compass--is part of->(question)
*2 Waggle Dance -- is aimed by -> Sun Compass {year = 1949; by = \"a; b\"} : “Up” : the sun.
*1 \"Waggle Dance\" -- \"is -> near\" -> Sun Compass
* Sun Compass -- is -> Why do bees dance?
";
    let network = Network::from_text(text).unwrap();
    let expected = NetworkBuilder::new("Why do bees dance?")
        .attribute("language", "en")
        .finding("Waggle Dance", "A forager shows where flowers are. @home.")
        .concept("Sun Compass", "")
        .concept_attribute("Waggle Dance", "year", "1949")
        .relationship(("Sun Compass", "is part of", "Why do bees dance?"))
        .highlight(("Waggle Dance", "is -> near", "Sun Compass"))
        .highlight(
            NewRelationship::new("Waggle Dance", "is aimed by", "Sun Compass")
                .passage("“Up” : the sun.")
                .attribute("year", "1949")
                .attribute("by", "a; b"),
        )
        .highlight(("Sun Compass", "is", "Why do bees dance?"))
        .build()
        .unwrap();
    assert_eq!(network, expected);
}

#[test]
fn concepts_may_stand_below_relationships() {
    let text = "question: Q?\nconcept: A\nA -- is -> B\nconcept: B\n  Its text.\n  @year = 1949\n";
    let network = Network::from_text(text).unwrap();
    let concept = network.find_concept("B").unwrap();
    assert_eq!(concept.text(), Some("Its text."));
    assert_eq!(concept.attributes().collect::<Vec<_>>(), [("year", "1949")]);
}

#[test]
fn errors_have_line_and_column() {
    let error = |text: &str| Network::from_text(text).unwrap_err().to_string();
    for (text, expected) in [
        ("", "line 1, column 1: there is no question; expected a line `question: …`"),
        ("question: Q?\nquestion: R?", "line 2, column 1: a second line `question:`; expected one"),
        (
            "question: Q?\n  words",
            "line 2, column 3: an indented line; expected it below `finding: LABEL` or `concept: LABEL`",
        ),
        // An attribute of the relationship above it would be one of the concept before.
        (
            "question: Q?\nconcept: A\nA -- is -> A\n@year = 1949",
            "line 4, column 1: a line below a relationship; expected its attributes and its \
             passage in its own line, as in `A -- is -> B {name = value} : passage`",
        ),
        (
            "question: Q?\nconcept: A\nA -- is -> A :\n  The passage.",
            "line 4, column 3: a line below a relationship; expected its attributes and its \
             passage in its own line, as in `A -- is -> B {name = value} : passage`",
        ),
        (
            "question: Q?\nconcept: A\nconcept: A",
            "line 3, column 10: a second \"A\"; expected one finding or concept of each label",
        ),
        (
            "question: Q?\nconcept: A\nA -- is -> C",
            "line 3, column 12: there is no concept \"C\"; add a line `concept: C`",
        ),
        (
            "question: Q?\nconcept: A\nA -- is",
            "line 3, column 8: the end of the line; expected `SOURCE -- RELATION -> TARGET`, or a line with \
             `finding:`, `concept:`, `question:` or `title:`",
        ),
        (
            "question: Q?\nconcept: A\n\"A -- is",
            "line 3, column 1: a quotation mark without an end; expected another \" on this line",
        ),
        ("question: Q?\nconcept: A\n\"A\\b\" -- is", "line 3, column 3: a single \\; expected \\\" or \\\\"),
        (
            "question: Q?\nconcept: A\nA -- is -> A {x",
            "line 3, column 16: the end of the line; expected `NAME = VALUE`",
        ),
        (
            "question: Q?\nconcept: A\nA -- is -> A {x = y",
            "line 3, column 20: the end of the line; expected `}` after attributes",
        ),
        (
            "question: Q?\nconcept: A\n*99999999999 A -- is -> A",
            "line 3, column 2: 99999999999 is not the place of a highlight; expected a number below 2^32",
        ),
        (
            "question: Q?\nconcept: A\n*1 A -- is -> A\n* A -- is -> A",
            "line 4, column 3: the relationship from \"A\" via \"is\" to \"A\" is highlighted twice",
        ),
        ("question: Q?\nconcept: é\u{7}", "line 2, column 11"),
    ] {
        let error = error(text);
        assert!(error.starts_with(expected), "{error}");
    }
}
