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

/// Changes one letter of the only network in the store's file that contains this text, after the table's
/// columns.
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
    assert_eq!(
        (run.status, run.out.as_str(), run.err.as_str()),
        (0, "", "semnet: 23 networks, all intact\n")
    );
    let empty = empty();
    assert_eq!(empty.run(&["check"]).err, "semnet: 0 networks, all intact\n");
    assert_eq!(empty.run(&["export"]).done(), NOTHING);
    assert_eq!(empty.run(&["list"]).done(), "");
}

/// A typing error in the name of a store must not look like a store without networks.
#[test]
fn a_store_that_is_not_there_is_no_empty_one() {
    let place = Place::new();
    fill(&place);
    let typo = place.0.join("stroe").display().to_string();
    let to = place.0.join("to").display().to_string();
    for command in [
        &["check"][..],
        &["check", "--aside", &place.0.join("aside").display().to_string()],
        &["export"],
        &["list"],
        &["copy", &typo, &to],
        &["open", "why do bees dance"],
        &["link", "6l8y2xAx64u"],
        &["related", "6l8y2xAx64u", "question"],
        &["related", "--across", "tide mill"],
        &["related", "--across", "tide mill", "rye"],
        &["search", "bees"],
        &["same", "6l8y2xAx64u"],
        &["diff", "6l8y2xAx64u", &sample("bees.txt")],
    ] {
        let named = place.run(&[command, &["--store", &typo]].concat());
        let by_environment = Run::of(place.command(command).env("SEMNET_STORE", &typo).output().unwrap());
        for run in [named, by_environment] {
            assert_eq!(run.status, 1, "{command:?}: {}", run.err);
            assert_eq!(run.out, "", "{command:?}");
            let says =
                format!("{typo}: no such store; name one that exists, or create it by adding a network");
            assert!(run.err.contains(&says), "{command:?}: {}", run.err);
        }
    }
    assert!(!Path::new(&typo).exists() && !Path::new(&to).exists());
    // Commands that need no store still work.
    let report = std::fs::read_to_string(sample("bees.txt")).unwrap();
    assert_eq!(place.run(&["open", &sample("bees.txt"), "--store", &typo]).done(), report);
}

const NOTHING: &str =
    "{\"semnet export\":2}\n{\"networks\":0,\"digest\":\"F1v9xfNCw6QDl0pC5SkfIPDNHh1W6HhpPHZ6HTRwZEcE\"}\n";

/// A store without networks.
fn empty() -> Place {
    let place = Place::new();
    assert_eq!(place.run_with(&["import", "-"], NOTHING.as_bytes()).err, "semnet: 0 networks, 0 new\n");
    place
}

/// A page of the file that cannot be read takes its networks with it, and no others.
#[test]
fn a_torn_page_does_not_end_what_goes_through_a_store() {
    let place = Place::new();
    fill(&place);
    let store = place.0.join("store");
    // The last page of the table of networks: other places have questions only in small letters.
    let mut bytes = std::fs::read(&store).unwrap();
    let text = b"How Does a Dance in the Dark Become a Map 1?";
    let is_of_table =
        |page: &&mut [u8]| page[0] == 0x0d && page.windows(text.len()).any(|window| window == text);
    bytes.chunks_mut(4_096).filter(is_of_table).for_each(|page| page[0] = 0xff);
    std::fs::write(&store, bytes).unwrap();

    let check = place.run(&["check"]);
    let lost = check.out.lines().filter(|line| line.contains("\tits bytes cannot be read: ")).count();
    assert!(check.status == 1 && (1..23).contains(&lost), "{}{}", check.out, check.err);
    assert!(check.out.lines().count() > lost, "the store's own faults are told too: {}", check.out);
    assert!(check.err.starts_with(&format!("semnet: 23 networks, {lost} damaged\n")), "{}", check.err);
    assert!(
        check.err.contains("`semnet copy` copies everything that can be read to a new one"),
        "{}",
        check.err
    );
    assert_eq!(place.run(&["list"]).done().lines().count(), 23);
    let export = place.run(&["export"]);
    let last = format!("{{\"networks\":{},\"digest\":", 23 - lost);
    assert_eq!(export.status, 1);
    assert!(export.out.lines().last().is_some_and(|line| line.starts_with(&last)), "{}", export.out);
    let to = place.0.join("to").display().to_string();
    let copy = place.run(&["copy", store.to_str().unwrap(), &to]);
    assert_eq!(copy.status, 1);
    let says = format!("semnet: 23 networks, {} copied, {lost} damaged and left out\n", 23 - lost);
    assert!(copy.err.ends_with(&says), "{}", copy.err);
    assert_eq!(place.run(&["check", "--store", &to]).status, 0);
}

/// The list itself cannot be read: in a store this small, that is all of it.
#[test]
fn what_cannot_be_listed_is_no_whole_store() {
    let place = Place::new();
    let hashtags = fill(&place);
    let list = place.run(&["export"]).done();
    let first = list.lines().nth(1).unwrap();
    let fingerprint: semnet_core::Fingerprint = first["{\"fingerprint\":\"".len()..][..44].parse().unwrap();
    assert!(hashtags.contains(&fingerprint.hashtag().to_string()));
    let store = place.0.join("store");
    let mut bytes = std::fs::read(&store).unwrap();
    let is_list =
        |page: &&mut [u8]| page[0] == 0x0a && page.windows(32).any(|key| key == fingerprint.as_bytes());
    bytes.chunks_mut(4_096).find(is_list).unwrap()[0] = 0xff;
    std::fs::write(&store, bytes).unwrap();

    let check = place.run(&["check"]);
    assert!(
        check.status == 1 && check.out.contains("cannot be read from its beginning to its end"),
        "{}",
        check.out
    );
    assert!(check.err.contains("not all could be listed"), "{}", check.err);
    let to = place.0.join("to").display().to_string();
    for run in
        [place.run(&["list"]), place.run(&["export"]), place.run(&["copy", store.to_str().unwrap(), &to])]
    {
        assert!(run.status == 1 && run.err.contains("semnet --store NEW salvage"), "{}", run.err);
    }
    // Only the list is torn.
    let other = Place::new();
    let salvage = other.run(&["salvage", store.to_str().unwrap()]);
    assert_eq!(salvage.err, "semnet: 23 networks read, 23 new; unreadable places: 0\n");
}

/// Bytes that are saved elsewhere are saved completely, or not at all.
#[cfg(unix)]
#[test]
fn a_full_folder_gets_no_part_of_a_network() {
    let place = Place::new();
    let marker = "the very end of a long text";
    let long = format!("{}{marker}", "word ".repeat(60_000));
    let network = format!(r#"{{"question": "Q?", "concepts": [{{"label": "A", "text": "{long}"}}]}}"#);
    place.run(&["add", &place.write("long.json", network)]).done();
    damage(&place.0.join("store"), marker);
    let folder = place.0.join("aside");
    let check = place.command(&["check", "--aside", folder.to_str().unwrap()]);
    // No file may become longer than 200 blocks, of half a kilobyte or a whole one.
    let mut limited = std::process::Command::new("sh");
    limited.args(["-c", "trap '' XFSZ; ulimit -f 200; exec \"$0\" \"$@\""]);
    limited.arg(check.get_program()).args(check.get_args()).env("SEMNET_STORE", place.0.join("store"));
    let run = Run::of(limited.output().unwrap());
    assert_eq!(run.status, 1);
    assert!(
        run.err.contains("cannot save the damaged bytes elsewhere, so they were left in place: "),
        "{}",
        run.err
    );
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);

    let run = place.run(&["check", "--aside", folder.to_str().unwrap()]);
    assert!(run.err.contains("1 damaged, 1 moved to "), "{}", run.err);
    let files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).collect();
    assert!(files.len() == 1 && files[0].extension().is_some_and(|end| end == "semnet"), "{files:?}");
    assert!(std::fs::read(&files[0]).unwrap().len() > 300_000);
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
    assert_eq!(place.run(&["check"]).err, "semnet: 21 networks, all intact\n");
    for (file, text) in [("tram.txt", "tram"), ("tide-mill.json", "tide mills")] {
        assert_eq!(place.run(&["add", &sample(file)]).status, 0);
        // The index of words has it once.
        let found = place.run(&["search", text, "--limit", "1"]).out;
        assert!(hashtags.iter().any(|hashtag| found.starts_with(hashtag)), "{found}");
    }
    assert_eq!(place.run(&["check"]).err, "semnet: 23 networks, all intact\n");
}

#[test]
fn an_export_holds_all_of_a_store() {
    let (place, other) = (Place::new(), Place::new());
    let hashtags = fill(&place);
    let export = place.run(&["export"]).done();
    assert_eq!(export.lines().count(), 25);
    assert_eq!(export.lines().next(), Some("{\"semnet export\":2}"));
    assert!(export.lines().last().unwrap().starts_with("{\"networks\":23,\"digest\":\""), "{export}");
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
        // Without a first line no store is made.
        let made = other.0.join("store").exists();
        let list = if made { other.run(&["list"]).done().lines().count() } else { 0 };
        (run.status, list, run.err)
    };
    let (status, list, err) = import(&lines[..9]);
    assert_eq!((status, list), (1, 8));
    assert!(err.contains("cut off after line 9"), "{err}");
    assert!(err.contains("8 networks, 8 new"), "{err}");

    // Cut off within a line.
    let half = &lines[9][..lines[9].len() / 2];
    let (status, list, err) = import(&[&lines[..9], &[half]].concat());
    assert_eq!((status, list), (1, 8));
    assert!(err.contains(&format!("line 10: column {}: EOF", half.len())), "{err}");

    // Two lines with errors do not keep the others from being added.
    let bees = lines.iter().position(|line| line.contains("in the Dark")).unwrap();
    let changed = lines[bees].replacen("in the Dark", "in the Park", 1);
    let mut wrong = lines.clone();
    (wrong[bees], wrong[23]) = (&changed, "{\"fingerprint\": 7}");
    let (status, list, err) = import(&wrong);
    assert_eq!((status, list), (1, 21));
    assert!(err.contains(&format!("line {}: the network does not match its line", bees + 1)), "{err}");
    assert!(err.contains("line 24: column 17: invalid type: integer `7`"), "{err}");
    assert!(err.contains("21 networks, 21 new, 2 lines with errors"), "{err}");
    assert!(err.contains("the export had 23 networks, and not all were imported"), "{err}");

    for (first, message) in [
        ("", "line 1: expected {\"semnet export\":4}"),
        ("{\"semnet export\":5}", "line 1: made by a newer semnet: version 5"),
        (lines[1], "line 1: expected {\"semnet export\":4}"),
    ] {
        let (status, list, err) = import(&[first]);
        assert_eq!((status, list), (1, 0));
        assert!(err.contains(message), "{err}");
    }
    let (status, _, err) = import(&[&lines[..], &lines[1..2]].concat());
    assert_eq!(status, 1);
    assert!(err.contains("line 26: expected nothing after the end"), "{err}");
}

#[test]
fn damaged_networks_stay_behind() {
    let (place, hashtags) = damaged();
    let run = place.run(&["export"]);
    assert_eq!(run.status, 1);
    assert!(run.out.lines().last().unwrap().starts_with("{\"networks\":21,\"digest\":\""), "{}", run.out);
    let (store, to) = (place.0.join("store"), place.0.join("to"));
    let copied = place.run(&["copy", store.to_str().unwrap(), to.to_str().unwrap()]);
    assert_eq!(copied.status, 1);
    assert!(
        copied.err.ends_with("semnet: 23 networks, 21 copied, 2 damaged and left out\n"),
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
    assert!(refused.err.contains("semnet --store NEW salvage"), "{}", refused.err);

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
    // It is not written to, not even when nothing else is named.
    std::fs::write(place.0.join("store"), &bytes[..bytes.len() / 2]).unwrap();
    let run = place.run(&["salvage", &place.0.join("store").display().to_string()]);
    assert!(run.status == 1 && run.err.contains("is the store to add to"), "{}", run.err);
    assert_eq!(std::fs::read(place.0.join("store")).unwrap(), &bytes[..bytes.len() / 2]);
    // Other files are not taken for stores.
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
        assert_eq!(run.err, format!("semnet: 23 networks, {more} copied, 0 damaged and left out\n"));
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
    // Damaged networks there are repaired.
    damage(Path::new(&to), "A bus line can be moved");
    assert_eq!(place.run(&["check", "--store", &to]).status, 1);
    copy("1");
    assert_eq!(place.run(&["check", "--store", &to]).status, 0);
    let nowhere = place.run(&["copy", "no-such-store", &to]);
    assert_eq!(
        (nowhere.status, nowhere.err.as_str()),
        (1, "semnet: no-such-store: no such store; name one that exists, or create it by adding a network\n")
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

/// As many lines as there should be, one of them twice and one not at all.
#[test]
fn an_export_of_other_networks_than_it_says_is_refused() {
    let place = Place::new();
    fill(&place);
    let export = place.run(&["export"]).done();
    let import = |lines: &[&str]| {
        let other = Place::new();
        let run = other.run_with(&["import", "-"], lines.join("\n").as_bytes());
        (run.status, run.err)
    };
    let whole: Vec<&str> = export.lines().collect();
    assert_eq!(import(&whole).0, 0);
    let mut doubled = whole.clone();
    doubled[5] = doubled[4];
    let (status, err) = import(&doubled);
    assert_eq!(status, 1, "{err}");
    assert!(err.contains("one is missing and another is duplicated"), "{err}");
    // Exports of the first version have no digest.
    let end = format!("{{\"networks\":{}}}", whole.len() - 2);
    let mut first: Vec<&str> = whole.clone();
    first[0] = "{\"semnet export\":1}";
    *first.last_mut().unwrap() = &end;
    assert_eq!(import(&first).0, 0);
}

#[test]
fn files_are_whole_or_not_written_and_stores_are_never_targets() {
    let place = Place::new();
    fill(&place);
    let store = place.0.join("store");
    let before = std::fs::read(&store).unwrap();
    let bees = concat!(env!("CARGO_MANIFEST_DIR"), "/reports/bees.txt");
    let run = place.run(&["convert", bees, store.to_str().unwrap(), "--as", "json"]);
    assert_eq!(run.status, 1);
    assert!(run.err.contains("is not overwritten"), "{}", run.err);
    assert!(std::fs::read(&store).unwrap() == before);
    // A file that replaces another one is written completely, and nothing else is.
    let target = place.0.join("bees.json");
    std::fs::write(&target, "old").unwrap();
    place.run(&["convert", bees, target.to_str().unwrap()]).done();
    assert!(std::fs::read_to_string(&target).unwrap().starts_with('{'));
    let names: Vec<_> =
        std::fs::read_dir(&place.0).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(names.iter().all(|name| !name.to_string_lossy().ends_with(".part")), "{names:?}");
    // Neither is a journal, which has changes that are not in the database yet.
    let journal = place.0.join("store-wal");
    for path in [&journal, &place.0.join("store-journal"), &place.0.join("other.db-wal")] {
        std::fs::write(path, b"\x37\x7f\x06\x82 and networks").unwrap();
        let run = place.run(&["convert", bees, path.to_str().unwrap(), "--as", "json"]);
        assert_eq!(run.status, 1, "{}", path.display());
        assert!(run.err.contains("is not overwritten"), "{}", run.err);
        assert!(std::fs::read(path).unwrap().starts_with(b"\x37\x7f"), "{}", path.display());
        std::fs::remove_file(path).unwrap();
    }
    let run = place.run(&["convert", bees, journal.to_str().unwrap(), "--as", "json"]);
    assert!(run.status == 1 && !journal.exists(), "{}", run.err);
    // A name may be as long as a name of a file may be.
    let long = place.0.join(format!("{}.json", "n".repeat(250)));
    place.run(&["convert", bees, long.to_str().unwrap()]).done();
    assert!(long.exists());
    // A file of one byte that is named as store stays as it is.
    let byte = place.0.join("byte");
    std::fs::write(&byte, "x").unwrap();
    for command in [&["list"][..], &["add", bees], &["search", "bees"], &["check"]] {
        let run = place.run(&[&["--store", byte.to_str().unwrap()], command].concat());
        assert_eq!(run.status, 1, "{command:?}");
        assert_eq!(std::fs::read(&byte).unwrap(), b"x", "{command:?}");
    }
}
