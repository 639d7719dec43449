//! The program prints in one place, continues if the streams fail, and never sends control sequences to a
//! terminal.

// Also in the functions that the tests share, which clippy does not take for tests.
#![allow(clippy::unwrap_used)]

mod program;

use std::fs::File;
use std::path::Path;
use std::process::{Output, Stdio};

use program::{Place, files_below, sample};

#[test]
fn one_file_writes_to_the_standard_streams() {
    let mut files = 0;
    for path in files_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("semnet")) {
        files += 1;
        let text = std::fs::read_to_string(&path).unwrap();
        if path.ends_with("semnet/output.rs") {
            assert!(text.contains("stdout()") && text.contains("stderr()"));
            continue;
        }
        for way in
            ["print!(", "println!(", "dbg!(", " stdout()", ":stdout()", " stderr()", ":stderr()", "/dev/std"]
        {
            for (number, line) in text.lines().enumerate() {
                assert!(!line.contains(way), "{}:{}: {line}", path.display(), number + 1);
            }
        }
    }
    assert!(files > 20, "{files}");
}

/// A store with two networks, and commands of every kind that print something.
fn commands(place: &Place) -> Vec<Vec<String>> {
    let (bees, tram) = (sample("bees.txt"), sample("tram.txt"));
    place.run(&["add", &bees, &tram]).done();
    let all: &[&[&str]] = &[
        &["--help"],
        &["--version"],
        &["add", &bees],
        &["open", &bees],
        &["open", &bees, "--json"],
        &["open", &bees, "--as", "graphml"],
        &["convert", &bees, "-", "--as", "csv"],
        &["link", "--full", &bees],
        &["list"],
        &["related", &bees, "question"],
        &["related", &bees, "question", "--json"],
        &["related", &bees, "question", "--dot"],
        &["related", "--across", "Honest Effort", "--json"],
        &["path", &bees, "question", "Honest Effort", "--json"],
        &["path", &bees, "question", "Honest Effort"],
        &["around", &bees, "question", "--json"],
        &["select", &bees, "?a via !() ?b"],
        &["select", &bees, "?a via !() ?b", "--json"],
        &["themes", &bees, "--json"],
        &["rank", &bees, "--json"],
        &["rank", &bees],
        &["search", "bees"],
        &["search", "bees", "--json"],
        &["connections", &bees, "--json"],
        &["context", "bees", "--json"],
        &["score", &bees, &bees, "--json"],
        &["diff", &bees, &tram, "--json"],
        &["merge", &bees, &bees, &bees],
        &["union", &bees, &tram],
        &["export"],
    ];
    all.iter().map(|words| words.iter().map(|&word| word.to_owned()).collect()).collect()
}

fn run(place: &Place, words: &[String], out: Stdio, err: Stdio) -> Output {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    place.command(&words).stdin(Stdio::null()).stdout(out).stderr(err).output().unwrap()
}

/// A pipe that nobody reads.
fn closed() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer.into()
}

#[test]
fn every_command_ends_quietly_when_nobody_reads_on() {
    let place = Place::new();
    for words in commands(&place) {
        let done = run(&place, &words, closed(), Stdio::piped());
        let err = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(0), "{words:?}: {err}");
        // A report lists the omitted parts.
        assert!(!err.contains("pipe") && !err.contains("panic"), "{words:?}: {err}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_of_every_command() {
    let place = Place::new();
    let full = || Stdio::from(File::options().write(true).open("/dev/full").unwrap());
    for words in commands(&place) {
        let done = run(&place, &words, full(), Stdio::piped());
        let err = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(1), "{words:?}: {err}");
        assert!(err.contains("semnet: standard output: ") && !err.contains("panic"), "{words:?}: {err}");
        // With no place to report it.
        assert_eq!(run(&place, &words, full(), full()).status.code(), Some(1), "{words:?}");
    }
}

/// Messages that cannot be written do not end the work.
#[test]
fn the_work_goes_on_where_messages_cannot_be_written() {
    let place = Place::new();
    let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
    let (bees, tram) = (sample("bees.txt"), sample("tram.txt"));
    let mut streams: Vec<(&str, Stdio)> = vec![("closed", closed())];
    if cfg!(target_os = "linux") {
        streams.push(("full", File::options().write(true).open("/dev/full").unwrap().into()));
    }
    for (name, err) in streams {
        let other = Place::new();
        let added =
            run(&other, &words(&["add", "no-such-file", &bees, "another", &tram]), Stdio::piped(), err);
        assert_eq!(added.status.code(), Some(1), "{name}");
        assert_eq!(String::from_utf8(added.stdout).unwrap().lines().count(), 2, "{name}");
        assert_eq!(other.run(&["list"]).done().lines().count(), 2, "{name}");
    }
    for (arguments, status) in [
        (&["open", "nothing of this name"][..], 1),
        (&["open", "--nope"], 2),
        (&["select", &bees, "?a via nowhere ?b"], 1),
        (&["check"], 1),
        (&["import", &bees], 1),
    ] {
        let done = run(&place, &words(arguments), Stdio::piped(), closed());
        assert_eq!(done.status.code(), Some(status), "{arguments:?}");
    }
}

/// Control sequences, invisible characters, and line breaks that the program did not write.
const HOSTILE: &str = "\u{1b}[31m\u{1b}]0;x\u{7}\u{9b}2J\r\u{7f}\u{202e}\u{2066}\u{200b}\u{e0041}\nFORGED";

#[track_caller]
fn is_harmless(what: &str, output: &Output) {
    for (name, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
        let text = std::str::from_utf8(bytes).unwrap();
        let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
        let is_bidi = |c: char| matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        assert!(!text.contains(|c| is_control(c) || is_bidi(c)), "{what}: {name}: {text:?}");
        if name == "stderr" {
            assert!(!text.contains(['\u{200b}', '\u{e0041}']), "{what}: {name}: {text:?}");
            assert!(!text.lines().any(|line| line.starts_with("FORGED")), "{what}: {name}: {text:?}");
            assert!(text.lines().all(|line| line.len() <= 12_000), "{what}: {} bytes", text.len());
        }
    }
    assert!(output.status.code().is_some_and(|status| status <= 2), "{what}: {:?}", output.status);
}

/// Files of all formats, each with hostile names and texts in many places.
fn hostile_files(place: &Place) -> Vec<String> {
    let long = "x".repeat(800_000);
    let mut files = Vec::new();
    for (number, evil) in [HOSTILE, &long].into_iter().enumerate() {
        let json = serde_json::to_string(evil).unwrap();
        // In JSON, characters below U+0020 are escaped; the others come as they are.
        let texts: &[(&str, String)] = &[
            ("field.json", format!("{{\"question\": \"Q?\", {json}: 1}}")),
            ("value.json", format!("{{\"question\": {json}}}")),
            ("kind.json", format!("{{\"question\": \"Q?\", \"findings\": {json}}}")),
            (
                "twice.json",
                format!(
                    "{{\"question\": \"Q?\", \"concepts\": [{{\"label\": {json}}}, {{\"label\": {json}}}]}}"
                ),
            ),
            (
                "ends.json",
                format!(
                    "{{\"question\": \"Q?\", \"relationships\": [{{\"source\": \"a\", \"relation\": {json}, \
                     \"target\": {json}}}]}}"
                ),
            ),
            ("raw.json", format!("{{\"question\": \"{evil}\"}}")),
            ("not.json", format!("{evil}{{")),
            ("report.txt", format!("Semantic Network\n\nInteractive semantic network: {evil}?\n{evil}\n")),
            ("essay.txt", evil.to_owned()),
            ("a.graphml", format!("<graphml><{evil}/></graphml>")),
            (
                "b.graphml",
                format!(
                    "<graphml><graph><node id=\"{evil}\"/><edge source=\"{evil}\" \
                     target=\"z\"/></graph></graphml>"
                ),
            ),
            (
                "c.graphml",
                format!(
                    "<graphml><graph><x{long}></y></graph></graphml>",
                    long = evil.replace(char::is_control, "")
                ),
            ),
            (
                "a.gexf",
                format!(
                    "<gexf><graph defaultedgetype=\"{evil}\"><nodes><node id=\"{evil}\" \
                     label=\"{evil}\"/></nodes></graph></gexf>"
                ),
            ),
            ("a.opml", format!("<opml><body><outline text=\"{evil}\" {evil}=\"x\"/></body></opml>")),
            ("a.csv", format!("source,target,{evil}\na,{evil},c,d\n")),
            ("b.csv", format!("{evil},target\n\"{evil}")),
            ("a.tsv", format!("{evil}\ttarget\na\tb\n")),
            ("a.nq", format!("<{evil}> <b> <c> .\n")),
            ("a.nt", format!("_:a <b> \"{evil} .\n")),
            ("a.jsonld", format!("{{\"@context\": {json}, \"@id\": {json}, {json}: {json}}}")),
            (
                "a.jgf",
                format!(
                    "{{\"graph\": {{\"nodes\": {{{json}: {json}}}, \"edges\": [{{\"source\": {json}}}]}}}}"
                ),
            ),
            (
                "a.cyjs",
                format!(
                    "{{\"elements\": {{\"nodes\": [{{\"data\": {{\"id\": {json}, {json}: 1}}}}], {json}: \
                     1}}}}"
                ),
            ),
            (
                "a.node-link.json",
                format!(
                    "{{\"nodes\": [{{\"id\": {json}}}], \"links\": [{{\"source\": {json}, \"target\": \
                     \"z\"}}]}}"
                ),
            ),
            (
                "a.graphology.json",
                format!(
                    "{{\"nodes\": [{{\"key\": {json}}}], \"edges\": [{{\"source\": {json}, \"target\": \
                     \"z\"}}]}}"
                ),
            ),
            ("a.gml", format!("graph [ {evil} \"{evil}\" node [ id {evil} ] ]")),
            (
                "a.canvas",
                format!(
                    "{{\"nodes\": [{{\"id\": {json}, \"type\": {json}}}], \"edges\": [{{\"fromNode\": \
                     {json}}}]}}"
                ),
            ),
            ("a.dot", format!("digraph {{ \"{evil}\" -> b }}")),
            ("memory.jsonl", format!("{{\"type\": {json}, \"name\": {json}}}\n")),
            (
                "export.jsonl",
                format!(
                    "{{\"semnet export\":2}}\n{{{json}: 1}}\n{evil}\n{{\"fingerprint\": {json}, \"network\": \
                     {{}}}}\n"
                ),
            ),
            ("changes.json", format!("[{{{json}: {json}}}]")),
            ("changed.json", format!("[{{\"kind\": {json}}}]")),
            ("text", format!("question: {evil}\nconcept {evil}\n{evil}: {evil}\n")),
        ];
        for (name, text) in texts {
            files.push(place.write(&format!("{number}-{name}"), text));
        }
    }
    // The name itself.
    #[cfg(unix)]
    for name in ["\u{1b}[31m\u{9b}\u{202e}\nFORGED.json", "\u{1b}[31m\u{9b}\u{202e}\nFORGED.graphml"] {
        files.push(place.write(name, "{"));
    }
    files
}

#[test]
fn hostile_files_reach_no_terminal() {
    let place = Place::new();
    let (bees, folder) = (sample("bees.txt"), place.0.join("folder"));
    std::fs::create_dir(&folder).unwrap();
    place.run(&["add", &bees]).done();
    let typed = place.run_with(&["add", "-"], HOSTILE.as_bytes());
    assert!(!typed.err.contains('\u{1b}'), "{}", typed.err);
    for file in hostile_files(&place) {
        let commands: &[&[&str]] = &[
            &["add", &file],
            &["open", &file, "--json"],
            &["open", &file],
            &["convert", &file, "-", "--as", "dot"],
            &["apply", &bees, &file],
            &["edit", &bees, "--text", &file],
            &["import", &file],
            &["copy", &file, "/nowhere/to"],
            &["evidence", &bees, "--source", &file],
            &["evidence", &bees, "--source", &file, "--json"],
            &["--store", &file, "list"],
            &["--store", &file, "check"],
            &["salvage", &file],
        ];
        if file.contains("/1-") {
            // Long ones: messages shorten them in the same way everywhere.
            for words in [["add", &file], ["open", &file], ["import", &file]] {
                is_harmless(
                    &format!("{words:?}"),
                    &place.command(&words).stdin(Stdio::null()).output().unwrap(),
                );
            }
            continue;
        }
        let formats = [
            "graphml",
            "gexf",
            "csv",
            "jsonld",
            "nquads",
            "cytoscape",
            "gml",
            "opml",
            "mcp-memory",
            "entities",
        ];
        let read_as = formats.map(|format| vec!["add", "--from", format, &file]);
        // Files that are read as another form.
        let is_any = file.ends_with("essay.txt") || file.ends_with("field.json");
        let read_as = read_as.into_iter().filter(|_| is_any);
        let all = commands.iter().map(|words| words.to_vec()).chain(read_as);
        for words in all {
            let output = place.command(&words).stdin(Stdio::null()).output().unwrap();
            is_harmless(&format!("{words:?}"), &output);
        }
    }
}

#[test]
fn hostile_arguments_reach_no_terminal() {
    let place = Place::new();
    let bees = sample("bees.txt");
    place.run(&["add", &bees]).done();
    let long = "y".repeat(100_000);
    for evil in [HOSTILE, &long, &format!("{HOSTILE}.json"), &format!("https://{HOSTILE}#{HOSTILE}")] {
        let commands: &[&[&str]] = &[
            &[evil],
            &["open", evil],
            &["open", &format!("--{evil}"), &bees],
            &["open", &bees, "--as", evil],
            &["add", evil],
            &["add", "--question", evil, &bees],
            &["add", "--language", evil, &bees],
            &["add", "--labels", evil, &bees],
            &["link", "--base", evil, &bees],
            &["link", evil],
            &["convert", evil, "x.json"],
            &["convert", &bees, &format!("/nowhere/{evil}")],
            &["--store", evil, "list"],
            &["--store", &format!("s3://{evil}"), "list"],
            &["related", &bees, evil],
            &["related", &bees, "question", evil],
            &["related", &bees, "question", "--via", evil],
            &["related", "--across", evil],
            &["related", "--across", evil, evil],
            &["related", "--across", "Honest Effort", "--via", evil],
            &["path", &bees, evil, evil],
            &["path", &bees, "question", evil],
            &["around", &bees, evil],
            &["select", &bees, evil],
            &["select", &bees, &format!("?a via \"{evil}\" ?b")],
            &["select", &bees, &format!("\"{evil}\" via !() ?b"), "--json"],
            &["rank", &bees, "--by", evil],
            &["rank", &bees, "--samples", evil],
            &["search", evil],
            &["search", evil, &bees],
            &["search", "--language", evil, "x"],
            &["same", &bees, "--merge", evil, evil],
            &["context", evil],
            &["context", &bees, evil, "--tokens", "10"],
            &["diff", &bees, evil],
            &["merge", evil, evil, evil],
            &["union", evil],
            &["without", &bees, evil],
            &["evidence", &bees, "--source", evil],
            &["score", evil, &bees],
            &["check", "--aside", &format!("/nowhere/{evil}")],
            &["import", evil],
            &["copy", evil, "x"],
            &["salvage", evil],
            &["ask", evil, "--source", evil],
            &["grow", &bees, evil, "--via", evil],
        ];
        for words in commands {
            let mut command = place.command(words);
            command.current_dir(&place.0).env_remove("AWS_ACCESS_KEY_ID");
            is_harmless(&format!("{words:?}"), &command.stdin(Stdio::null()).output().unwrap());
        }
        let mut command = place.command(&["edit", &bees]);
        command.env_remove("VISUAL").env("EDITOR", evil).env("TMPDIR", &place.0);
        is_harmless("the editor", &command.stdin(Stdio::null()).output().unwrap());
    }
}

/// Entries that a store lists are not verified until they are opened.
#[test]
fn hostile_questions_of_a_store_reach_no_terminal() {
    let place = Place::new();
    let evil = "\u{1b}[31m\u{9b}\u{202e}\u{2066}\nFORGED\t\u{7}\u{7f}";
    let mark = "z".repeat(evil.len());
    let json = place.write(
        "network.json",
        format!(
            "{{\"question\": \"Why {mark} do bees dance?\", \"title\": \"Title {mark}\", \
             \"findings\": [{{\"label\": \"Honest Effort {mark}\", \"text\": \"Bees.\"}}]}}"
        ),
    );
    let hashtag = place.run(&["add", &json]).done().get(..11).unwrap().to_owned();
    place.run(&["add", &sample("bees.txt")]).done();
    let store = place.0.join("store");
    // Also what is still in the log.
    for name in ["store", "store-wal"].map(|name| place.0.join(name)) {
        let Ok(mut bytes) = std::fs::read(&name) else { continue };
        let mut at = 0;
        while let Some(next) =
            bytes.get(at..).and_then(|rest| rest.windows(mark.len()).position(|it| it == mark.as_bytes()))
        {
            at += next;
            bytes[at..at + mark.len()].copy_from_slice(evil.as_bytes());
        }
        std::fs::write(&name, bytes).unwrap();
    }
    let lower = hashtag.to_lowercase();
    let (to, store) = (place.0.join("to").display().to_string(), store.display().to_string());
    let question = format!("Why {evil} do bees dance?");
    let commands: &[&[&str]] = &[
        &["list"],
        &["open", &hashtag],
        &["open", &lower],
        &["open", "why do bees dance"],
        &["open", &question],
        &["search", "bees"],
        &["search", "bees", "--json"],
        &["context", "bees"],
        &["related", "--across", "Honest Effort"],
        &["related", "--across", "Honest Effort", "bees"],
        &["related", "--across", &hashtag],
        &["link", &hashtag],
        &["export"],
        &["check"],
        &["check", "--repair"],
        &["copy", &store, &to],
        &["--store", &to, "salvage", &store],
    ];
    let mut listed = false;
    for words in commands {
        let output = place.command(words).stdin(Stdio::null()).output().unwrap();
        listed |= String::from_utf8_lossy(&output.stdout).contains("\\u{1b}[31m\\u{9b}\\u{202e}");
        is_harmless(&format!("{words:?}"), &output);
        let out = String::from_utf8_lossy(&output.stdout);
        assert!(!out.lines().any(|line| line.starts_with("FORGED")), "{words:?}: {out}");
    }
    assert!(listed, "the question was not changed in the store");
}
