//! The program's commands for whole stores: `check`, `export`, `import` and `copy`.

#![allow(clippy::unwrap_used)]

mod program;

use std::path::Path;
use std::process::Stdio;

use program::{Place, Run, sample};

/// Adds the samples and twenty more; all hashtags.
fn fill(place: &Place) -> Vec<String> {
    let report = std::fs::read_to_string(sample("bees.txt")).unwrap();
    let mut files = vec![sample("tram.txt"), sample("tide-mill.json"), sample("handwriting.txt")];
    for n in 0..20 {
        files.push(place.write(&format!("{n}.txt"), report.replace("a Map?", &format!("a Map {n}?"))));
    }
    let arguments: Vec<&str> = std::iter::once("add").chain(files.iter().map(String::as_str)).collect();
    let hashtags = place.run(&arguments).done();
    hashtags.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

/// Changes one letter of the only network in the store's file that says this, behind the table's columns.
fn damage(store: &Path, text: &str) {
    let mut bytes = std::fs::read(store).unwrap();
    let found = bytes.windows(text.len()).rposition(|window| window == text.as_bytes());
    bytes[found.unwrap()] ^= 1;
    std::fs::write(store, bytes).unwrap();
}

/// A store in which two networks are damaged, and their hashtags.
fn damaged() -> (Place, Vec<String>) {
    let place = Place::new();
    fill(&place);
    let mut hashtags = Vec::new();
    for (file, text) in [("tram.txt", "A bus line can be moved"), ("tide-mill.json", "Of every ten sacks")] {
        let added = place.run(&["add", &sample(file)]).done();
        hashtags.push(added[..11].to_owned());
        assert!(
            std::fs::read(place.0.join("store")).unwrap().windows(text.len()).any(|w| w == text.as_bytes())
        );
        damage(&place.0.join("store"), text);
    }
    (place, hashtags)
}

#[test]
fn a_whole_store_is_checked() {
    let place = Place::new();
    fill(&place);
    let run = place.run(&["check"]);
    assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (0, "", "semnet: 23 networks, all whole\n"));
    let empty = Place::new().run(&["check"]);
    assert_eq!((empty.status, empty.err.as_str()), (0, "semnet: 0 networks, all whole\n"));
}

#[test]
fn what_is_damaged_is_named_moved_aside_and_can_be_added_again() {
    let (place, hashtags) = damaged();
    let run = place.run(&["check"]);
    assert_eq!((run.status, run.err.as_str()), (1, "semnet: 23 networks, 2 damaged\n"));
    assert_eq!(run.out.lines().count(), 2);
    for line in run.out.lines() {
        let (name, problem) = line.split_once('\t').unwrap();
        assert!(hashtags.contains(&name[..11].to_owned()), "{line}");
        assert!(problem.starts_with("its bytes have the fingerprint "), "{line}");
    }
    let folder = place.0.join("aside");
    // A folder that cannot be: nothing is lost.
    let nowhere = place.write("file", "");
    let run = place.run(&["check", "--aside", &format!("{nowhere}/aside")]);
    assert_eq!(run.status, 1, "{}", run.err);
    assert_eq!(place.run(&["list"]).done().lines().count(), 23);

    let run = place.run(&["check", "--aside", folder.to_str().unwrap()]);
    assert_eq!((run.status, run.out.lines().count()), (1, 2));
    assert!(run.err.starts_with("semnet: 23 networks, 2 damaged, 2 moved to "), "{}", run.err);
    let files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 2);
    for file in files {
        assert!(std::fs::read(file).unwrap().starts_with(b"semnet"));
    }
    assert_eq!(place.run(&["check"]).err, "semnet: 21 networks, all whole\n");
    for (file, text) in [("tram.txt", "tram"), ("tide-mill.json", "tide mills")] {
        assert_eq!(place.run(&["add", &sample(file)]).status, 0);
        // The index of words knows it once.
        let found = place.run(&["search", text, "--limit", "1"]).out;
        assert!(hashtags.iter().any(|hashtag| found.starts_with(hashtag)), "{found}");
    }
    assert_eq!(place.run(&["check"]).err, "semnet: 23 networks, all whole\n");
}

#[test]
fn an_export_holds_all_of_a_store() {
    let (place, other) = (Place::new(), Place::new());
    let hashtags = fill(&place);
    let export = place.run(&["export"]).done();
    assert_eq!(export.lines().count(), 25);
    assert_eq!(export.lines().next(), Some("{\"semnet export\":1}"));
    assert_eq!(export.lines().last(), Some("{\"networks\":23}"));
    let run = other.run_with(&["import", "-"], export.as_bytes());
    assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (0, "", "semnet: 23 networks, 23 new\n"));
    assert_eq!(other.run(&["export"]).done(), export);
    for hashtag in hashtags {
        assert_eq!(
            other.run(&["open", &hashtag, "--json"]).done(),
            place.run(&["open", &hashtag, "--json"]).done()
        );
    }
    let file = other.write("export.jsonl", export.replace('\n', "\r\n"));
    assert_eq!(other.run(&["import", &file]).err, "semnet: 23 networks, 0 new\n");
    let empty = Place::new();
    assert_eq!(empty.run(&["export"]).done(), "{\"semnet export\":1}\n{\"networks\":0}\n");
}

#[test]
fn what_is_wrong_with_an_export_is_said_with_its_line() {
    let place = Place::new();
    fill(&place);
    let export = place.run(&["export"]).done();
    let lines: Vec<&str> = export.lines().collect();
    let import = |lines: &[&str]| {
        let other = Place::new();
        let run = other.run_with(&["import", "-"], lines.join("\n").as_bytes());
        let list = other.run(&["list"]).done().lines().count();
        (run.status, list, run.err)
    };
    let (status, list, err) = import(&lines[..9]);
    assert_eq!((status, list), (1, 8));
    assert!(err.contains("cut off behind line 9"), "{err}");
    assert!(err.contains("8 networks, 8 new"), "{err}");

    // Cut off within a line.
    let half = &lines[9][..lines[9].len() / 2];
    let (status, list, err) = import(&[&lines[..9], &[half]].concat());
    assert_eq!((status, list), (1, 8));
    assert!(err.contains(&format!("line 10: column {}: EOF", half.len())), "{err}");

    // Two wrong lines do not keep the others out.
    let bees = lines.iter().position(|line| line.contains("in the Dark")).unwrap();
    let changed = lines[bees].replacen("in the Dark", "in the Park", 1);
    let mut wrong = lines.clone();
    (wrong[bees], wrong[23]) = (&changed, "{\"fingerprint\": 7}");
    let (status, list, err) = import(&wrong);
    assert_eq!((status, list), (1, 21));
    assert!(
        err.contains(&format!("line {}: the network is not the one that the line names", bees + 1)),
        "{err}"
    );
    assert!(err.contains("line 24: column 17: invalid type: integer `7`"), "{err}");
    assert!(err.contains("21 networks, 21 new, 2 lines wrong"), "{err}");
    assert!(err.contains("the export had 23 networks, not all came in"), "{err}");

    for (first, message) in [
        ("", "line 1: expected {\"semnet export\":1}"),
        ("{\"semnet export\":2}", "line 1: made by a newer semnet: version 2"),
        (lines[1], "line 1: expected {\"semnet export\":1}"),
    ] {
        let (status, list, err) = import(&[first]);
        assert_eq!((status, list), (1, 0));
        assert!(err.contains(message), "{err}");
    }
    let (status, _, err) = import(&[&lines[..], &lines[1..2]].concat());
    assert_eq!(status, 1);
    assert!(err.contains("line 26: nothing is expected behind the end"), "{err}");
}

#[test]
fn damaged_networks_stay_behind() {
    let (place, hashtags) = damaged();
    let run = place.run(&["export"]);
    assert_eq!((run.status, run.out.lines().last()), (1, Some("{\"networks\":21}")));
    let (store, to) = (place.0.join("store"), place.0.join("to"));
    let copied = place.run(&["copy", store.to_str().unwrap(), to.to_str().unwrap()]);
    assert_eq!(copied.status, 1);
    assert!(
        copied.err.ends_with("semnet: 23 networks, 21 copied, 2 left out as damaged\n"),
        "{}",
        copied.err
    );
    for hashtag in hashtags {
        assert!(run.err.contains(&format!("left out: the stored network {hashtag}")), "{}", run.err);
        assert!(copied.err.contains(&format!("the stored network {hashtag}")), "{}", copied.err);
    }
}

#[test]
fn what_is_left_of_a_file_that_was_cut_off_can_be_added_to_a_store() {
    let (place, other) = (Place::new(), Place::new());
    fill(&place);
    let bytes = std::fs::read(place.0.join("store")).unwrap();
    let file = place.0.join("cut").display().to_string();
    std::fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
    let refused = place.run(&["copy", &file, &place.0.join("to").display().to_string()]);
    assert_eq!(refused.status, 1);
    assert!(refused.err.contains("semnet salvage"), "{}", refused.err);

    let run = other.run(&["salvage", &file]);
    assert_eq!(run.status, 1, "{}", run.err);
    assert!(run.err.contains("cannot be read"), "{}", run.err);
    let kept = other.run(&["list"]).done().lines().count();
    assert!(run.err.contains(&format!("{kept} networks read, {kept} new")), "{}", run.err);
    assert!((2..23).contains(&kept), "{kept}");
    assert_eq!(other.run(&["check"]).status, 0);

    std::fs::write(&file, &bytes).unwrap();
    let run = other.run(&["salvage", &file]);
    assert_eq!((run.status, other.run(&["list"]).done().lines().count()), (0, 23), "{}", run.err);
    // What is no store is not taken for one.
    let report = other.write("report.txt", "Semantic Network");
    let run = other.run(&["salvage", &report]);
    assert!(run.status != 0 && run.err.contains("is not a store"), "{}", run.err);
}

#[test]
fn a_copy_goes_on_where_it_was_interrupted() {
    let place = Place::new();
    fill(&place);
    let (from, to) = (place.0.join("store").display().to_string(), place.0.join("to").display().to_string());
    let copy = |more: &str| {
        let run = place.run(&["copy", &from, &to]);
        assert_eq!((run.status, run.out.as_str()), (0, ""), "{}", run.err);
        assert_eq!(run.err, format!("semnet: 23 networks, {more} copied, 0 left out as damaged\n"));
    };
    // Killed at any moment.
    for _ in 0..3 {
        let mut child = place.command(&["copy", &from, &to]).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(15));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    assert_eq!(place.run(&["copy", &from, &to]).status, 0);
    copy("0");
    assert_eq!(place.run(&["export", "--store", &to]).done(), place.run(&["export"]).done());
    // What is damaged there is mended.
    damage(Path::new(&to), "A bus line can be moved");
    assert_eq!(place.run(&["check", "--store", &to]).status, 1);
    copy("1");
    assert_eq!(place.run(&["check", "--store", &to]).status, 0);
    let nowhere = place.run(&["copy", "no-such-store", &to]);
    assert_eq!(
        (nowhere.status, nowhere.err.as_str()),
        (1, "semnet: no-such-store: there is no such store\n")
    );
    assert!(!Path::new("no-such-store").exists());
}

#[test]
fn an_export_ends_when_nobody_reads_it() {
    let place = Place::new();
    fill(&place);
    let mut child = place.command(&["export"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let run = Run::of(child.wait_with_output().unwrap());
    assert_eq!((run.status, run.err.as_str()), (0, ""));
}
