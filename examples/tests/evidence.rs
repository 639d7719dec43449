//! `semnet evidence`, as a person runs it.

#![allow(clippy::unwrap_used)]

mod program;

use program::{Place, sample};

const REPORT: &str = r#"{
"question": "What did the board decide?", "findings": [{"label": "Plan", "text": "It went on."}],
"concepts": [{"label": "Board"}], "relationships": [
{"source": "Board", "relation": "did not reject", "target": "Plan",
    "passage": "The board did not reject the \"plan\"."},
{"source": "Board", "relation": "rejected", "target": "Plan",
    "passage": "The board rejected the \"plan\"."},
{"source": "Board", "relation": "burned", "target": "Plan",
    "passage": "Violins were burned at noon by nobody else."}]}"#;

#[test]
fn passages_are_printed_with_verdict_and_place() {
    let place = Place::new();
    let network = place.write("board.json", REPORT);
    let minutes = place.write("minutes.txt", "Item 1\nThe board did not\nreject the “plan”.\n");
    let other = place.write("other.txt", "Nothing of it.");
    let run = place.run(&["evidence", &network, "--source", &other, &minutes]);
    assert_eq!((run.status, run.err.as_str()), (1, ""));
    let expected = format!(
        "missing\t-\tBoard —burned→ Plan\tViolins were burned at noon by nobody else.\n\
         adapted\t{minutes}:2\tBoard —did not reject→ Plan\tThe board did not reject the \"plan\".\n    \
         the “plan → the \"plan\n    “plan”. → \"plan\".\n\
         altered\t{minutes}:2\tBoard —rejected→ Plan\tThe board rejected the \"plan\".\n    \
         did not\nreject → rejected\n"
    );
    let found: Vec<&str> = run.out.lines().filter(|line| line.contains('\t')).collect();
    let wanted: Vec<&str> = expected.lines().filter(|line| line.contains('\t')).collect();
    assert_eq!(found, wanted);
    assert!(run.out.contains("    did not reject → rejected\n"), "{}", run.out);

    let run = place.run(&["evidence", &network, "--source", &minutes, "--as", "markdown"]);
    assert!(run.out.contains("“The board rejected the \"plan\".”[^3]\n"), "{}", run.out);
    assert!(run.out.contains("[^3]: altered: "), "{}", run.out);
    assert!(run.out.ends_with("minutes.txt, line 2 (did not reject → rejected)\n"), "{}", run.out);
    let run = place.run(&["evidence", &network, "--source", &minutes, "--as", "html"]);
    assert!(
        run.out
            .contains("“The board rejected the &quot;plan&quot;.”<sup><a href=\"#evidence-3\">3</a></sup>"),
        "{}",
        run.out
    );
    let run = place.run(&["evidence", &network, "--source", &minutes, "--as", "report"]);
    assert!(run.out.contains("\nEvidence\n\n1. Board —burned→ Plan"), "{}", run.out);

    let run = place.run(&["evidence", &network, "--source", &other, "--source", &minutes, "--json"]);
    let all: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let altered = &all[2];
    assert_eq!((run.status, altered["verdict"].as_str()), (1, Some("altered")));
    assert_eq!(altered["source"].as_str(), Some(minutes.as_str()));
    assert_eq!(altered["relationship"]["relation"].as_str(), Some("rejected"));
    assert_eq!((altered["start"].as_u64(), altered["line"].as_u64()), (Some(7), Some(2)));
    assert_eq!(all[0]["start"], serde_json::Value::Null);
}

#[test]
fn evidence_alone_is_success() {
    let place = Place::new();
    let network = place.write(
        "n.json",
        r#"{"question": "Q?", "concepts": [{"label": "A"}, {"label": "B"}],
        "relationships": [{"source": "A", "relation": "is", "target": "B", "passage": "as it is"}]}"#,
    );
    let added = place.run(&["add", &sample("bees.txt")]).done();
    // A book about bees: all passages, and text around them.
    let report = std::fs::read_to_string(sample("bees.txt")).unwrap();
    let book = place.write("book.txt", report.replace("Interactive semantic network:", "A book:"));
    let run = place.run(&["evidence", &added[..11], "--source", &book]);
    assert!(
        run.out.lines().all(|line| line.starts_with("exact\t") || line.starts_with("    ")),
        "{}",
        run.out
    );
    let run = place.run_with(&["evidence", &network, "--source", "-"], b"So it is, as it is.");
    assert_eq!((run.status, run.out.as_str()), (0, "exact\tstandard input:1\tA —is→ B\tas it is\n"));
}

#[test]
fn a_network_without_passages_needs_no_source() {
    let place = Place::new();
    let network = place.write("n.json", r#"{"question": "Q?", "concepts": [{"label": "A"}]}"#);
    let minutes = place.write("minutes.txt", "The board met.");
    for (arguments, out) in [
        (&["evidence", &network][..], ""),
        (&["evidence", &network, "--json"], "[]\n"),
        (&["evidence", &network, "--source", &minutes], ""),
    ] {
        let run = place.run(arguments);
        let told = "semnet: this network has no passages\n";
        assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (0, out, told), "{arguments:?}");
    }
}

#[test]
fn what_is_no_source_is_refused_by_name() {
    let place = Place::new();
    let network = place.write("board.json", REPORT);
    let large = place.0.join("large.txt");
    std::fs::File::create(&large).unwrap().set_len((1 << 32) + 1).unwrap();
    for (path, message) in [
        (place.write("empty.txt", ""), "the source is empty; expected a text"),
        (
            place.write("latin.txt", b"a\ncaf\xe9"),
            "the source is not UTF-8: line 2, byte 6, is 0xe9; expected a text in UTF-8",
        ),
        (large.display().to_string(), "the source has 4294967297 bytes; expected at most 4294967295"),
    ] {
        let run = place.run(&["evidence", &network, "--source", &path]);
        assert_eq!((run.status, run.err), (1, format!("semnet: {path}: {message}\n")));
    }
}

#[test]
fn a_page_is_read_as_the_text_that_it_shows() {
    let place = Place::new();
    let network = place.write(
        "n.json",
        r#"{"question": "Q?", "concepts": [{"label": "Board"}, {"label": "Plan"}], "relationships": [
        {"source": "Board", "relation": "kept", "target": "Plan",
            "passage": "The board did not reject the plan & a budget of 10³ euros."},
        {"source": "Board", "relation": "rejected", "target": "Plan",
            "passage": "The board did reject the plan"},
        {"source": "Board", "relation": "burned", "target": "Plan",
            "passage": "Violins were burned at noon."}]}"#,
    );
    let body = "<!-- Minutes -->\n<p>No</p>\n<p>The board\n did <em>not</em> re&shy;ject the \
                <a\nhref=\"/plan?x=1&y=2\">plan</a> &amp; a budget of&nbsp;10<sup>3</sup> euros.\
                <script>Violins were burned at noon.</script>";
    let named = place.write("page.HTM", body);
    let begins = place.write("page", format!("\u{feff}<!doctype HTML>{body}"));
    for page in [&named, &begins] {
        let run = place.run(&["evidence", &network, "--source", page]);
        let verdicts: Vec<&str> = run.out.lines().filter(|line| line.contains('\t')).collect();
        assert!(verdicts[0].starts_with("missing\t-\tBoard —burned→"), "{}", run.out);
        assert!(verdicts[1].starts_with(&format!("exact\t{page}:3\tBoard —kept→")), "{}", run.out);
        assert!(verdicts[2].starts_with("altered\t"), "{}", run.out);
    }
    // The store keeps the text, and a page without one is no source.
    let added = place.run(&["add", &network, "--source", &named]).done();
    assert!(place.run(&["evidence", &added[..11]]).out.contains("\nexact\t"));
    let empty = place.write("empty.html", "<title></title><script>1</script>");
    let run = place.run(&["evidence", &network, "--source", &empty]);
    assert_eq!(
        (run.status, run.err),
        (1, format!("semnet: {empty}: the source is empty; expected a text\n"))
    );
}
