//! Reports: as people copy them, what is wrong and where, and back.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use semnet_core::{Network, NetworkBuilder};
use semnet_tests::{network, reported};

const PAGE: &str = "\
Semantic Network

Interactive semantic network: Why do bees dance?
Copy the full link to view this semantic network.

Q&A Report

How Bees Tell the Way

Analysis reveals 2 key thematic connections.

Key Findings

Waggle Run

A forager runs across the comb.

Honest Effort

A dance costs time.

Relationship Highlight

Quorum of Scouts via Concrete Instances

“Scouts dance for what they have found.”
";

fn read(text: &str) -> Network {
    Network::from_report(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn error(text: impl AsRef<[u8]>) -> String {
    Network::from_report(text).map(|network| panic!("{network:?}")).unwrap_or_else(|error| error.to_string())
}

#[test]
fn the_page_becomes_its_network() {
    let expected = NetworkBuilder::new("Why do bees dance?")
        .title("How Bees Tell the Way")
        .finding("Waggle Run", "A forager runs across the comb.")
        .finding("Honest Effort", "A dance costs time.")
        .concept("Quorum of Scouts", "")
        .highlight((
            "Why do bees dance?",
            "Concrete Instances",
            "Quorum of Scouts",
            "Scouts dance for what they have found.",
        ))
        .build()
        .unwrap();
    assert_eq!(read(PAGE), expected);
}

#[test]
fn copies_of_one_page_are_one_network() {
    let network = read(PAGE);
    let without = |line: &str| PAGE.replace(line, "");
    let compact: String =
        PAGE.lines().filter(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect();
    for (what, copy) in [
        ("CRLF", PAGE.replace('\n', "\r\n")),
        ("CR", PAGE.replace('\n', "\r")),
        ("line separators", PAGE.replace('\n', "\u{2028}")),
        ("BOM", format!("\u{feff}{PAGE}")),
        ("no line end", PAGE.trim_end().to_owned()),
        ("no-break spaces", PAGE.replace(' ', "\u{a0}")),
        ("spaces at line ends", PAGE.replace('\n', " \t\n")),
        ("indented", PAGE.replace('\n', "\n  ")),
        ("more blank lines", PAGE.replace('\n', "\n\n").replace("dance?\n\nCopy", "dance?\nCopy")),
        ("blank lines that are not empty", PAGE.replace("\n\n", "\n \u{200b}\u{a0}\n")),
        ("no blank lines", compact),
        ("no copy line", without("Copy the full link to view this semantic network.\n")),
        ("a wrapped copy line", PAGE.replace("view this", "view\nthis")),
        ("no first heading", without("Semantic Network\n\n")),
        ("the question on a line of its own", PAGE.replace("network: Why", "network:\nWhy")),
        ("a wrapped question", PAGE.replace("Why do", "Why\n do")),
        ("a wrapped title", PAGE.replace("Bees Tell", "Bees\nTell")),
        (
            "wrapped paragraphs",
            PAGE.replace("forager runs", "forager\nruns").replace("A dance", "A\r\ndance"),
        ),
        ("a wrapped passage", PAGE.replace("Scouts dance", "Scouts\ndance")),
        ("a passage in two parts", PAGE.replace("Scouts dance", "Scouts\n\ndance")),
        ("via that lost its space", PAGE.replace(" via ", "via ")),
        ("soft hyphens", PAGE.replace("Effort", "Ef\u{ad}fort")),
        ("the plural heading", PAGE.replace("Highlight", "Highlights")),
        ("straight quotation marks", PAGE.replace(['“', '”'], "\"")),
        ("German quotation marks", PAGE.replace('“', "„").replace('”', "“")),
        ("French quotation marks", PAGE.replace('“', "« ").replace('”', " »")),
        ("single quotation marks", PAGE.replace('“', "‘").replace('”', "’")),
        ("a full stop behind the passage", PAGE.replace("found.”", "found.”.")),
        ("the number of a note behind the passage", PAGE.replace("found.”", "found.” [3]")),
        ("corner brackets", PAGE.replace('“', "「").replace('”', "」")),
    ] {
        assert_eq!(read(&copy), network, "{what}\n{copy}");
    }
}

#[test]
fn a_report_has_one_connection_or_none_and_highlights_or_none() {
    let one = PAGE.replace("Honest Effort\n\nA dance costs time.\n\n", "");
    let one = one.replace("2 key thematic connections", "1 key thematic connection");
    assert_eq!(read(&one).findings().len(), 1);
    let none = one
        .replace("Waggle Run\n\nA forager runs across the comb.\n\n", "")
        .replace("reveals 1", "reveals 0");
    assert_eq!(read(&none).findings().len(), 0);
    let (no_highlight, _) = PAGE.split_once("Relationship Highlight").unwrap();
    assert_eq!(read(no_highlight).highlights().len(), 0);
    let two = format!("{PAGE}\nCues via Overlooked Angles\n\nLight via Overlooked Angles\n\n'It is dark.'\n");
    let network = read(&two);
    let highlights: Vec<_> = network.highlights().map(|h| (h.target().label(), h.passage())).collect();
    let expected = [
        ("Quorum of Scouts", Some("Scouts dance for what they have found.")),
        ("Cues", None),
        ("Light", Some("It is dark.")),
    ];
    assert_eq!(highlights, expected);
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    for (what, report, expected) in [
        (
            "empty",
            String::new(),
            "line 1, column 1: expected a line that begins `Interactive semantic network:`, found the end of \
             the report",
        ),
        (
            "no question",
            PAGE.replace("Interactive semantic network: Why do bees dance?\n", ""),
            "line 3, column 1: expected a line that begins `Interactive semantic network:`, found \"Copy the \
             full link to view this semantic network.\"",
        ),
        (
            "an empty question",
            PAGE.replace("Why do bees dance?", ""),
            "line 4, column 1: expected the question after `Interactive semantic network:`, found \"Copy the \
             full link to view this semantic network.\"",
        ),
        (
            "no report",
            PAGE.replace("Q&A Report\n\n", ""),
            "line 6, column 1: expected the heading `Q&A Report` (or the line `Copy the full link …`), found \
             \"How Bees Tell the Way\"",
        ),
        (
            "no number",
            PAGE.replace("reveals 2", "reveals two"),
            "line 10, column 1: expected `Analysis reveals NUMBER key thematic connections.` after the \
             title, found \"Analysis reveals two key thematic connections.\"",
        ),
        (
            "no analysis",
            PAGE.replace("Analysis reveals 2 key thematic connections.\n", ""),
            "line 11, column 1: expected `Analysis reveals NUMBER key thematic connections.` after the \
             title, found \"Key Findings\"",
        ),
        (
            "no findings heading",
            PAGE.replace("Key Findings\n\n", ""),
            "line 12, column 1: expected the heading `Key Findings`, found \"Waggle Run\"",
        ),
        (
            "sections swapped",
            PAGE.replace("Q&A Report", "X").replace("Key Findings", "Q&A Report"),
            "line 6, column 1: expected the heading `Q&A Report` (or the line `Copy the full link …`), found \
             \"X\"",
        ),
        (
            "a wrong number",
            PAGE.replace("reveals 2", "reveals 6"),
            "line 10, column 18: 6 key thematic connections are stated, but the report has 2 findings",
        ),
        (
            "a huge number",
            PAGE.replace("reveals 2", "reveals 99999999999999999999999"),
            "line 10, column 1: expected `Analysis reveals NUMBER key thematic connections.` after the \
             title, found \"Analysis reveals 99999999999999999999999 key thematic connec…\"",
        ),
        (
            "no paragraph",
            PAGE.replace("A dance costs time.\n\n", ""),
            "line 18, column 1: the finding \"Honest Effort\" has no paragraph below it",
        ),
        (
            "a finding twice",
            PAGE.replace("Honest Effort", "Waggle Run"),
            "line 18, column 1: the finding \"Waggle Run\" is listed twice",
        ),
        (
            "the question as a finding",
            PAGE.replace("Honest Effort", "Why do bees dance?"),
            "line 18, column 1: the concept \"Why do bees dance?\" has the question as its label; leave it \
             out, because the question becomes a concept by itself when a finding or a relationship touches \
             it",
        ),
        (
            "no via",
            PAGE.replace(" via ", " by "),
            "line 24, column 1: expected `Concept via Relation` below `Relationship Highlight`, found \
             \"Quorum of Scouts by Concrete Instances\"",
        ),
        (
            "no relation",
            PAGE.replace("Concrete Instances", ""),
            "line 24, column 1: expected `Concept via Relation` below `Relationship Highlight`, found \
             \"Quorum of Scouts via\"",
        ),
        (
            "nothing below the heading",
            PAGE.split("Quorum").next().unwrap_or_default().to_owned(),
            "line 24, column 1: expected `Concept via Relation` below `Relationship Highlight`, found the \
             end of the report",
        ),
        (
            "an open passage",
            PAGE.replace('”', ""),
            "line 26, column 1: the passage begins with a quotation mark, but none ends it before the end of \
             the report",
        ),
        (
            "text behind the end",
            format!("{PAGE}\nAbout us\n"),
            "line 28, column 1: expected a passage in quotation marks, or another `Concept via Relation`, \
             found \"About us\"",
        ),
        (
            "key finding by hand",
            PAGE.replace("Concrete Instances", "Key Finding"),
            "line 24, column 1: the relationship from the question via `Key Finding` to \"Quorum of Scouts\" \
             follows from the list of findings; add a finding instead",
        ),
        (
            "a control character",
            PAGE.replace("costs", "co\u{7}sts"),
            "line 20, column 11: the text of \"Honest Effort\" has the character U+0007 at position 11, \
             which is a control character; the only ones allowed are white space, which becomes a space",
        ),
        (
            "an unassigned one",
            PAGE.replace("Scouts dance", "Scouts\ndan\u{378}ce"),
            "line 27, column 4: the passage of the relationship from \"Why do bees dance?\" to \"Quorum of \
             Scouts\" (\"Scouts\\ndan\\u{378}ce for what they have found.\") has the character U+0378 at \
             position 11, which is not assigned in this build's version of Unicode",
        ),
    ] {
        assert_eq!(error(&report), expected, "{what}");
    }
    let mut bytes = PAGE.as_bytes().to_vec();
    bytes[200] = 0xff;
    assert_eq!(error(bytes), "line 12, column 2: the text is not UTF-8 at byte 200");
}

#[test]
fn a_finding_without_a_paragraph_is_found_in_the_middle_too() {
    let long = "A forager runs across the comb. ".repeat(8);
    let report = PAGE.replace("A forager runs across the comb.", &long).replace("A dance costs time.", &long);
    let report = report.replacen(&format!("{}\n\n", long), "", 1);
    assert_eq!(error(report), "line 14, column 1: the finding \"Waggle Run\" has no paragraph below it");
}

#[test]
fn what_a_report_cannot_express_is_counted() {
    let q = "Why do bees dance?";
    let network = NetworkBuilder::new(q)
        .title("Key Findings")
        .attribute("a", "b")
        .finding("F", "has a text")
        .finding("G", "")
        .finding("Relationship Highlight", "is a heading")
        .concept("C", "a text")
        .concept("D", "")
        .concept("E", "")
        .concept_attribute("E", "x", "y")
        .relationship(("F", "r", "C"))
        .relationship((q, "r", "D"))
        .highlight((q, "r", "C"))
        .highlight((q, "r via s", "F"))
        .highlight(("F", "r", "G"))
        .build()
        .unwrap();
    let report = network.to_report();
    let expected = "1 title, 2 findings, 2 concepts, 1 text, 4 relationships, 2 attributes";
    assert_eq!(report.omitted.to_string(), expected);
    let again = read(&report.text);
    assert_eq!((again.findings().len(), again.highlights().len()), (1, 1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_024))]

    #[test]
    fn a_report_that_leaves_nothing_out_gives_the_network_back(
        network in prop_oneof![network(), reported()],
    ) {
        let report = network.to_report();
        let again = Network::from_report(&report.text);
        prop_assert!(again.is_ok(), "{:?}\n{}", again, report.text);
        prop_assert_eq!(again.as_ref() == Ok(&network), report.omitted.is_nothing(), "{}", report.text);
        // The written text is everything that a report can express.
        prop_assert_eq!(again.unwrap().to_report().text, report.text);
    }

    #[test]
    fn any_text_is_a_report_or_an_error_within_it(
        pieces in prop::collection::vec(prop_oneof![
            proptest::sample::select(PAGE.split_inclusive('\n').collect::<Vec<_>>()).prop_map(str::to_owned),
            semnet_tests::text(), Just("\n".to_owned()),
        ], 0..20),
    ) {
        let text = pieces.concat();
        if let Err(error) = Network::from_report(&text) {
            let lines = 1 + text.matches(['\n', '\r', '\u{2028}', '\u{2029}']).count();
            prop_assert!((1..=lines).contains(&error.line()), "{error}");
            prop_assert!((1..=text.chars().count() + 1).contains(&error.column()), "{error}");
        }
    }
}

/// The property above is not empty: most networks of this kind lose nothing in a report.
#[test]
fn most_reports_leave_nothing_out() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let whole = (0..500).filter(|_| {
        let network = reported().new_tree(&mut runner).unwrap().current();
        network.to_report().omitted.is_nothing()
    });
    assert!(whole.count() > 300);
}

/// A real page, if it is available: read, written, read again, and put into a link.
#[test]
fn a_real_page_goes_round() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/reports/psychotherapy.txt");
    let Ok(page) = std::fs::read(path) else {
        println!("no page at {path}");
        return;
    };
    let network = Network::from_report(page).unwrap();
    assert_eq!(
        (network.findings().len(), network.highlights().len(), network.relationship_count()),
        (6, 1, 7)
    );
    let report = network.to_report();
    assert!(report.omitted.is_nothing());
    assert_eq!(read(&report.text), network);
    let link = network.to_link(semnet_core::link::DEFAULT_BASE).unwrap();
    assert!(link.len() <= 3_000, "{} characters", link.len());
    assert_eq!(link.parse::<semnet_core::link::Link>().unwrap().network(), Some(&network));
}
