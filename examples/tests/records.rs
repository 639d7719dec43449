//! Sources and histories that the program keeps next to networks: `add --source`, `evidence`, `history`, and
//! whole stores.

#![allow(clippy::unwrap_used)]

mod program;

use program::{Place, sample};

const REPORT: &str = r#"{"question": "What did the board decide?",
    "concepts": [{"label": "Board"}, {"label": "Plan"}],
    "relationships": [{"source": "Board", "relation": "kept", "target": "Plan",
      "passage": "kept the plan"}]}"#;

/// A store with a network, its source, a second version of it, and another source.
fn filled() -> (Place, String, String) {
    let place = Place::new();
    let report = place.write("board.json", REPORT);
    let minutes = place.write("minutes.txt", "Item 1\nThe board kept the plan.");
    let other = place.write("other.txt", "Nothing of it.");
    let first = place.run(&["add", &report, "--source", &minutes]).done()[..11].to_owned();
    place.run(&["add", "--source", &other]).done();
    let changed =
        place.write("changed.json", REPORT.replacen("\"Plan\"}", "\"Plan\", \"text\": \"A tunnel.\"}", 1));
    let changes = place.write("changes.json", place.run(&["diff", "--json", &report, &changed]).done());
    let edited = place.run(&["edit", &first, "--change", &changes]);
    assert_eq!(edited.status, 0, "{}", edited.err);
    let second = edited.out[..11].to_owned();
    assert_eq!(place.run(&["edit", &first, "--change", &changes]).out, edited.out);
    (place, first, second)
}

#[test]
fn passages_are_held_against_the_sources_that_are_kept() {
    let (place, first, second) = filled();
    let expected = |place: &Place| {
        format!("exact\t{}:2\tBoard —kept→ Plan\tkept the plan\n", place.0.join("minutes.txt").display())
    };
    assert_eq!(place.run(&["evidence", &first]).done(), expected(&place));
    // Networks made from it have the same sources.
    assert_eq!(place.run(&["evidence", &second]).done(), expected(&place));
    // A network without sources is checked against all, and that is said.
    let bees = place.run(&["add", &sample("bees.txt")]).done();
    let run = place.run(&["evidence", &bees[..11]]);
    assert_eq!(run.status, 1);
    assert!(run.out.lines().all(|line| !line.starts_with("exact")), "{}", run.out);
    assert!(run.err.contains("checked against all 2 of the store"), "{}", run.err);
    // For a store without sources, the message gives advice.
    let empty = Place::new();
    let bees = empty.run(&["add", &sample("bees.txt")]).done();
    let run = empty.run(&["evidence", &bees[..11]]);
    assert_eq!((run.status, run.out.as_str()), (1, ""));
    assert!(run.err.contains("the store has no sources; name them with --source FILE"), "{}", run.err);
    // Nothing is added if a source cannot be read.
    let latin = empty.write("latin.txt", b"caf\xe9");
    let run = empty.run(&["add", &sample("tram.txt"), "--source", &latin]);
    assert_eq!((run.status, run.out.as_str()), (1, ""));
    assert_eq!(empty.run(&["list"]).done().lines().count(), 1);
    assert_eq!(empty.run(&["add"]).status, 2);
}

#[test]
fn a_history_is_printed_from_the_last_version_on() {
    let (place, first, second) = filled();
    let text = place.run(&["history", &second]).done();
    let fields: Vec<&str> = text.trim_end().split('\t').collect();
    assert_eq!((fields.len(), &fields[1..]), (4, &[second.as_str(), &first, "semnet edit"][..]));
    assert!(fields[0].starts_with("20") && fields[0].ends_with('Z') && fields[0].len() == 20, "{text}");
    let json: serde_json::Value =
        serde_json::from_str(&place.run(&["history", &second, "--json"]).done()).unwrap();
    assert_eq!(json.as_array().map(Vec::len), Some(1));
    assert!(json[0]["from"][0].as_str().unwrap().starts_with(&first));
    assert!(json[0]["to"].as_str().unwrap().starts_with(&second));
    assert_eq!((json[0]["by"].as_str(), json[0]["when"].is_u64()), (Some("semnet edit"), true));
    // Among networks with one question, it shows which is later.
    let question = place.run(&["list"]).done().lines().next().unwrap().split_once('\t').unwrap().1.to_owned();
    let several = place.run(&["open", &question]).err;
    let line = |name: &str| several.lines().find(|line| line.starts_with(&format!("  {name}\t"))).unwrap();
    assert!(line(&second).ends_with("Z)") && line(&second).contains(&format!("(made from {first} at 20")));
    assert!(!line(&first).contains("(made from"), "{several}");
    // It is not part of the network, and each version opens.
    place.run(&["open", "--json", &first]).done();
    place.run(&["open", "--json", &second]).done();

    let none = place.run(&["history", &first]);
    assert_eq!(
        (none.status, none.out.as_str(), none.err.as_str()),
        (0, "", "semnet: the store has no history of this network\n")
    );
    assert_eq!(place.run(&["history", &first, "--json"]).done(), "[]\n");
    let unknown = place.run(&["history", "00000000000"]);
    assert_eq!((unknown.status, unknown.out.as_str()), (1, ""));
    assert!(place.run(&["history", "--help"]).done().contains("Example: semnet history"));
}

#[test]
fn a_history_has_what_was_made_elsewhere() {
    let (place, first, second) = filled();
    let base = place.write("base.json", r#"{"question": "What did the board decide?"}"#);
    let merged = place.run(&["merge", &base, &first, &second]).out;
    let reworded = |name, text| place.write(name, merged.replacen("A tunnel.", text, 1));
    let (merged, other) =
        (reworded("merged.json", "A long tunnel."), reworded("other.json", "A short tunnel."));
    let unknown = place.run(&["add", &merged, "--made-from", "00000000000"]);
    assert_eq!((unknown.status, unknown.out.as_str()), (1, ""));
    assert_eq!(place.run(&["add", "--made-from", &first]).status, 2);
    let added =
        place.run(&["add", &merged, "--made-from", &first, "--made-from", &second]).done()[..11].to_owned();
    let history = place.run(&["history", &added]).done();
    let fields: Vec<&str> = history.lines().next().unwrap().split('\t').skip(1).collect();
    assert_eq!(fields, [added.as_str(), &format!("{first},{second}"), "semnet add"]);
    // Before that, the predecessor of the second.
    assert_eq!(history.lines().count(), 2, "{history}");
    // Nothing is made from itself.
    place.run(&["add", &merged, "--made-from", &added]).done();
    assert_eq!(place.run(&["history", &added]).done().lines().count(), 2);
    // A file that it was made from is added, too.
    let again = place.run(&["add", &other, "--made-from", &base]).done();
    let history = place.run(&["history", &again[..11]]).done();
    let base = history.lines().next().unwrap().split('\t').nth(2).unwrap();
    assert_eq!(place.run(&["open", "--json", base]).status, 0, "{history}");
}

#[test]
fn sources_and_histories_go_with_a_store() {
    let (place, _, second) = filled();
    let (evidence, history) =
        (place.run(&["evidence", &second]).done(), place.run(&["history", &second]).done());
    let goes = |other: &Place| {
        assert_eq!(other.run(&["evidence", &second]).done(), evidence);
        assert_eq!(other.run(&["history", &second]).done(), history);
        assert_eq!(other.run(&["check"]).err, "semnet: 2 networks, 4 records, all intact\n");
    };
    goes(&place);
    let export = place.run(&["export"]).done();
    assert!(export.starts_with("{\"semnet export\":4}\n"), "{export}");
    assert!(
        export.lines().last().unwrap().starts_with("{\"networks\":2,\"records\":4,\"digest\":\""),
        "{export}"
    );
    let other = Place::new();
    assert_eq!(
        other.run_with(&["import", "-"], export.as_bytes()).err,
        "semnet: 2 networks, 2 new, 4 records\n"
    );
    assert_eq!(other.run(&["export"]).done(), export);
    goes(&other);

    let copy = Place::new();
    let (from, to) =
        (place.0.join("store").display().to_string(), copy.0.join("store").display().to_string());
    let copied = |place: &Place| place.run(&["copy", &from, &to]).err;
    assert_eq!(copied(&place), "semnet: 2 networks, 2 copied, 4 records, 4 copied, 0 damaged and left out\n");
    assert_eq!(copied(&place), "semnet: 2 networks, 0 copied, 4 records, 0 copied, 0 damaged and left out\n");
    goes(&copy);

    // A record that was changed on the way, and one that is missing.
    let lines: Vec<&str> = export.lines().collect();
    let none = "0".repeat(44);
    for (found, put) in
        [("\"record\":\"source-of\"", "\"record\":\"nonsense\""), ("\"history\"", "\"historx\"")]
    {
        assert!(export.contains(found), "{export}");
        let run = Place::new().run_with(&["import", "-"], export.replace(found, put).as_bytes());
        assert!(
            run.status == 1 && run.err.contains("the lines were changed since the export"),
            "{put}: {}",
            run.err
        );
    }
    let of = lines.iter().position(|line| line.contains("\"source-of\"")).unwrap();
    let (head, rest) = lines[of].split_once("\"about\":\"").unwrap();
    let moved = format!("{head}\"about\":\"{none}{}", &rest[44..]);
    let run = Place::new().run_with(&["import", "-"], export.replace(lines[of], &moved).as_bytes());
    assert!(run.status == 1 && run.err.contains("the lines were changed since the export"), "{}", run.err);
    let (head, _) = lines.last().unwrap().split_once(",\"digest\"").unwrap();
    let without = export.replace(lines.last().unwrap(), &format!("{head}}}"));
    let run = Place::new().run_with(&["import", "-"], without.as_bytes());
    assert!(run.status == 1 && run.err.contains("the lines were changed since the export"), "{}", run.err);
    let at = lines.iter().position(|line| line.starts_with("{\"record\":\"source\"")).unwrap();
    let (start, bytes) = lines[at].rsplit_once("\"bytes\":\"").unwrap();
    let changed = format!("{start}\"bytes\":\"AAAA{bytes}");
    let import = |lines: &[&str]| Place::new().run_with(&["import", "-"], lines.join("\n").as_bytes());
    let mut wrong = lines.clone();
    wrong[at] = &changed;
    let run = import(&wrong);
    assert_eq!(run.status, 1);
    assert!(run.err.contains(&format!("line {}: the object does not match its line", at + 1)), "{}", run.err);
    assert!(
        run.err.contains("the export had 2 networks, 4 records, and not all were imported"),
        "{}",
        run.err
    );
    let run = import(&[&lines[..at], &lines[at + 1..]].concat());
    assert!(run.err.contains("not all were imported"), "{}", run.err);
    let mut doubled = lines.clone();
    doubled[at] = lines[at + 1];
    let run = import(&doubled);
    assert!(run.err.contains("one is missing and another is duplicated"), "{}", run.err);
}

#[test]
fn damaged_records_are_told_and_stay_behind() {
    let (place, _, second) = filled();
    let file = place.0.join("store");
    let mut bytes = std::fs::read(&file).unwrap();
    let text = b"The board kept the plan.";
    let places: Vec<usize> =
        (0..bytes.len() - text.len()).filter(|&at| bytes[at..].starts_with(text)).collect();
    assert!(!places.is_empty());
    places.iter().for_each(|&at| bytes[at] = b't');
    std::fs::write(&file, bytes).unwrap();
    let check = place.run(&["check"]);
    assert_eq!(
        (check.status, check.err.lines().next()),
        (1, Some("semnet: 2 networks, 4 records, 1 damaged"))
    );
    assert!(check.out.contains("\tthe source "), "{}", check.out);
    assert!(check.out.contains("adding it again repairs it"), "{}", check.out);
    let run = place.run(&["evidence", &second]);
    assert_eq!((run.status, run.out.as_str()), (1, ""));
    assert!(run.err.contains("the stored object ") && run.err.contains("is damaged"), "{}", run.err);
    let export = place.run(&["export"]);
    assert_eq!(export.status, 1);
    assert!(export.err.contains("left out: the source "), "{}", export.err);
    let other = Place::new();
    let run = other.run_with(&["import", "-"], export.out.as_bytes());
    assert_eq!((run.status, run.err.as_str()), (0, "semnet: 2 networks, 2 new, 3 records\n"));
    let to = place.0.join("to").display().to_string();
    let run = place.run(&["copy", file.to_str().unwrap(), &to]);
    assert_eq!(run.status, 1);
    assert!(
        run.err.ends_with("semnet: 2 networks, 2 copied, 4 records, 3 copied, 1 damaged and left out\n"),
        "{}",
        run.err
    );
    let minutes = place.0.join("minutes.txt").display().to_string();
    place.run(&["add", "--source", &minutes]).done();
    assert_eq!(place.run(&["check"]).err, "semnet: 2 networks, 4 records, all intact\n");
}

#[test]
fn sources_and_histories_are_salvaged() {
    let (place, _, second) = filled();
    let file = place.0.join("store").display().to_string();
    let (evidence, history) =
        (place.run(&["evidence", &second]).done(), place.run(&["history", &second]).done());
    let other = Place::new();
    let run = other.run(&["salvage", &file]);
    assert_eq!(
        (run.status, run.err.as_str()),
        (0, "semnet: 2 networks, 4 records read, 2 new; unreadable places: 0\n")
    );
    assert_eq!(other.run(&["evidence", &second]).done(), evidence);
    assert_eq!(other.run(&["history", &second]).done(), history);
    // Without the page of an object, the rest is read.
    let mut bytes = std::fs::read(&file).unwrap();
    let text = b"The board kept the plan.";
    let holds = |page: &&mut [u8]| page.windows(text.len()).any(|window| window == text);
    let pages = bytes.chunks_mut(4_096).filter(holds).map(|page| page[0] = 0xff).count();
    assert_eq!(pages, 1);
    std::fs::write(&file, bytes).unwrap();
    let other = Place::new();
    let run = other.run(&["salvage", &file]);
    assert_eq!(run.status, 1);
    assert!(run.err.contains("is damaged: it is listed, but its bytes are missing"), "{}", run.err);
    assert!(run.err.contains("semnet: 2 networks") && run.err.contains(" read, 2 new"), "{}", run.err);
    assert_eq!(other.run(&["list"]).done().lines().count(), 2);
}
