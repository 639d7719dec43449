//! The commands that README.md shows print what it shows.

#![allow(clippy::unwrap_used)]

mod program;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use program::{Place, Run, sample};

const PROGRAM: &str = "cargo run -q --example semnet --";

#[test]
fn each_command_prints_what_is_shown() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let place = Place::new();
    let semnet = place.command(&[]).get_program().to_str().unwrap().to_owned();
    let shell = |line: &str| {
        let line = line.replace("/tmp", place.0.to_str().unwrap()).replace(PROGRAM, &format!("'{semnet}'"));
        let mut command = Command::new("sh");
        command.args(["-c", &format!("{line} 2>&1")]).current_dir(root()).stdin(Stdio::null());
        Run::of(
            command.env("SEMNET_STORE", place.0.join("store")).env_remove("SEMNET_BASE").output().unwrap(),
        )
    };
    let samples = blocks(&readme, "sh").find(|block| block.contains("-- add examples/reports")).unwrap();
    let add = samples.lines().find(|line| line.starts_with("cargo")).unwrap();
    shell(&add.replace("cargo run --example semnet --", PROGRAM)).done();

    let mut commands = 0;
    for block in blocks(&readme, "console") {
        for shown in block.split("$ ").skip(1) {
            let (line, expected) = shown.split_once('\n').unwrap();
            let printed = shell(line).out;
            let expected: Vec<&str> = expected.trim_end().lines().collect();
            assert!(expected.is_empty() == printed.is_empty(), "{line}: {printed}");
            for (shown, printed) in expected.iter().zip(printed.lines()) {
                assert!(begins_as_shown(printed, shown), "{line}\nshown:   {shown}\nprinted: {printed}");
            }
            assert!(printed.lines().count() >= expected.len(), "{line}: {printed}");
            commands += 1;
        }
    }
    assert!(commands >= 7, "{commands} commands were tried");
}

#[test]
fn the_file_written_by_hand_is_a_network() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let place = Place::new();
    let file = place.write("bees.json", blocks(&readme, "json").next().unwrap());
    assert!(place.run(&["add", &file]).done().ends_with("\tWhy do bees dance?\n"));
}

fn root() -> PathBuf {
    Path::new(&sample("bees.txt")).ancestors().nth(3).unwrap().to_owned()
}

/// The text of each fenced block of one language.
fn blocks<'a>(text: &'a str, language: &str) -> impl Iterator<Item = &'a str> {
    let fence = format!("```{language}\n");
    let starts: Vec<usize> = text.match_indices(&fence).map(|(at, _)| at + fence.len()).collect();
    starts.into_iter().map(move |at| text[at..].split("```").next().unwrap())
}

/// Whether a line is one that is shown in full, or with parts left out (`…`).
fn begins_as_shown(printed: &str, shown: &str) -> bool {
    let mut rest = printed;
    for (number, part) in shown.split('…').enumerate() {
        match rest.find(part) {
            Some(at) if number > 0 || at == 0 => rest = &rest[at + part.len()..],
            _ => return false,
        }
    }
    shown.contains('…') || rest.is_empty()
}
