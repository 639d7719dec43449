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
        " # ",
        " {n = v}",
        "title:",
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
        words in "[ @#\\\\a-z]{0,300}",
        looks in awkward(),
    ) {
        let [q, a, b, c, r, s, n, v, m, w, p, o] = &strings.try_into().unwrap_or_else(|_| unreachable!());
        let mut builder = NetworkBuilder::new(q);
        let words = format!("{looks} {words}");
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
fn strings_between_quotation_marks_and_lines_of_old_macs_are_read() {
    let text = "question: \"Why #?\"\rtitle: \"A # B\"\r@n = \"a # b\"\rconcept: \"A\"\r\
                \x20 \\finding: B\r  \\# no\r\
                \"A\" -- is -> \"A\" {} : P {year = 1949}\r* A -- \"is -\" -> A {n = \"a = b\"}\r";
    let expected = NetworkBuilder::new("Why #?")
        .title("A # B")
        .attribute("n", "a # b")
        .concept("A", "finding: B # no")
        .relationship(("A", "is", "A", "P {year = 1949}"))
        .highlight(NewRelationship::new("A", "is -", "A").attribute("n", "a = b"))
        .build()
        .unwrap();
    assert_eq!(Network::from_text(text).unwrap(), expected);
    assert_eq!(Network::from_text(&text.replace('\r', "\r\n")).unwrap(), expected);
    assert_eq!(Network::from_text(&expected.to_text()).unwrap(), expected);
}

/// Ambiguous lines, and lines that are close to the form: the error gives advice.
#[test]
fn nothing_is_taken_for_something_else() {
    for (text, at, expected) in [
        (
            "  A -- is -> B",
            (4, 3),
            "a relationship that is indented would be a text; expected it at the beginning",
        ),
        (
            "  finding: C",
            (4, 3),
            "a line with `finding:`, `concept:`, `question:` or `title:` that is indented",
        ),
        ("  # not yet", (4, 3), "a remark that is indented would be a text"),
        ("A -- is --> B", (4, 9), "the relation would be \"is -\"; expected two hyphens before"),
        ("A --- is -> B", (4, 5), "the relation would be \"- is\""),
        ("- A -- is -> B", (4, 1), "the source would be \"- A\""),
        ("A --> B", (4, 5), "the relation would be \"> B\""),
        ("A -- is ->> B", (4, 11), "the target would be \"> B\""),
        ("A -- is -> B {year = 1949, page = 3}", (4, 33), "`=` in a value; expected `;` between attributes"),
        (
            "A -- is -> B : P {year = 1949}",
            (4, 18),
            "attributes after the passage; expected them before its `:`",
        ),
        ("finding: C # first", (4, 12), "a remark after something else; expected it in its own line"),
        ("@n = v # why", (4, 8), "a remark after something else"),
        ("A -- is -> B # why", (4, 12), "there is no concept \"B # why\"; expected a remark in its own line"),
        ("finding: \"C\" and D", (4, 14), "\"and D\" after a quotation mark; expected the end of the line"),
        ("*A -- is -> B", (4, 2), "a highlight without a source; expected `* SOURCE`"),
        ("*1984 -- is -> B", (4, 6), "a highlight without a source"),
        (" -- is -> B", (4, 2), "a relationship that is indented"),
        ("-- is -> B", (4, 1), "the source is missing"),
        ("A --  -> B", (4, 7), "the relation is missing"),
        ("A -- is -> ", (4, 12), "the target is missing"),
        ("Finding: C", (4, 1), "\"Finding: C\"; expected `finding:` and one string on this line"),
        ("concepts: C, D", (4, 1), "\"concepts: C, D\"; expected `concept:` and one string"),
        ("concept C", (4, 1), "\"concept C\"; expected `concept:`"),
        ("// why", (4, 1), "\"// why\"; expected `#` before a remark"),
        ("A -> B", (4, 3), "`->`; expected `SOURCE -- RELATION -> TARGET`"),
        ("A — is → B", (4, 3), "`—`; expected `SOURCE -- RELATION -> TARGET`"),
        ("{\"question\": \"Q?\"}", (4, 1), "expected the text form, which begins `question: …`"),
        (
            "Its text.",
            (4, 1),
            "\"Its text.\"; expected `SOURCE -- RELATION -> TARGET`, or a line with `finding:`, \
                             `concept:`, `question:` or `title:`; a text is indented",
        ),
        ("A -- is -> b", (4, 12), "there is no concept \"b\"; did you mean \"B\"?"),
        ("A -- is -> B: P", (4, 12), "there is no concept \"B: P\"; expected a space before the `:`"),
        ("A -- is -> (Question)", (4, 12), "for the question, write `(question)`"),
        ("A -- is -> “B”", (4, 12), "expected straight quotation marks"),
        ("  @home", (4, 8), "expected `@NAME = VALUE`; a text that begins with `@` has a `\\` before it"),
        ("  One.\n  Tw\u{7}o.", (5, 5), "the text of \"B\" has the character U+0007"),
        ("  One.\n  \\@T\u{7}o.", (5, 6), "the text of \"B\" has the character U+0007"),
        ("A -- is -> B {n = v} : P\u{7}", (4, 25), "has the character U+0007"),
        ("@n = v\u{7}", (4, 7), "has the character U+0007"),
    ] {
        let error =
            Network::from_text(&format!("question: Q?\nconcept: A\nconcept: B\n{text}\n")).unwrap_err();
        assert_eq!((error.line(), error.column()), at, "{text:?}: {error}");
        assert!(error.problem().contains(expected), "{text:?}: {error}");
    }
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
