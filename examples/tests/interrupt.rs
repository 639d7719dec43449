//! Ctrl-C during `ask` and `grow`: the program ends, answers received before are kept, and the store and its
//! history are unchanged.

#![cfg(target_os = "linux")]
// Also in the functions that the tests share, which clippy does not take for tests.
#![allow(clippy::unwrap_used, clippy::panic)]

mod program;
// Its script has more parts than are played here.
#[allow(dead_code)]
mod server;

use std::os::unix::process::ExitStatusExt as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use program::{Place, Run, files_below, sample};
use serde_json::json;
use server::{Play, Server};

const SIGINT: i32 = 2;

fn command(place: &Place, server: &Server, arguments: &[&str]) -> Command {
    let plain = place.command(arguments);
    // A shell that starts the tests in the background has it ignored, and what it starts inherits that.
    let mut command = Command::new("env");
    command.arg("--default-signal=INT").arg(plain.get_program()).args(plain.get_args());
    for (name, value) in plain.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    server.is_asked_by(&mut command).stdin(Stdio::null());
    command
}

/// Runs the program and interrupts it, as a terminal does by Ctrl-C, when the server has received this many
/// requests.
fn interrupted(place: &Place, server: &Server, requests: usize, arguments: &[&str]) {
    let mut child =
        command(place, server, arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while server.asked().len() < requests {
        assert_eq!(child.try_wait().unwrap(), None, "it ended before it asked");
        std::thread::sleep(Duration::from_millis(5));
    }
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let since = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        // The server would keep it for longer.
        if since.elapsed() > Duration::from_secs(60) {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("it did not end");
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    assert_eq!((status.code(), status.signal()), (None, Some(SIGINT)), "a shell then ends its script, too");
}

/// All files of a place with their contents.
fn files(place: &Place) -> Vec<(String, Vec<u8>)> {
    let content = |path: PathBuf| (path.display().to_string(), std::fs::read(&path).unwrap());
    files_below(&place.0).into_iter().map(content).collect()
}

fn stuck() -> Play {
    Play::Stuck(Duration::from_secs(300))
}

fn silent() -> Play {
    Play::Silent(Duration::from_secs(300))
}

fn answer(label: &str, passage: &str) -> Play {
    Play::Stream(
        json!({"title": "", "findings": [{"label": label, "text": "It is one."}], "concepts": [],
            "relationships": [{"source": label, "relation": "shows", "target": "Swarming",
                "passage": passage}]})
        .to_string(),
    )
}

#[test]
fn asking_leaves_nothing_and_asks_again() {
    for play in [silent(), stuck()] {
        let (place, server) = (Place::new(), Server::play([play, answer("Waggle Dance", "")]));
        let before = files(&place);
        interrupted(&place, &server, 1, &["ask", "Why do bees dance?"]);
        assert_eq!(files(&place), before);
        let again =
            Run::of(command(&place, &server, &["ask", "Why do bees dance?"]).output().unwrap()).done();
        assert_eq!(place.run(&["list"]).done(), again);
    }
}

#[test]
fn growing_leaves_the_store_and_its_history_unchanged() {
    for play in [silent(), stuck()] {
        let grown =
            json!({"concepts": [{"label": "Frisch's Hive", "text": "A hive.", "passage": "In 1944."}]});
        let (place, server) = (Place::new(), Server::play([play, Play::Stream(grown.to_string())]));
        let added = place.run(&["add", &sample("bees.txt")]).done();
        let arguments = ["grow", &added[..11], "Honest Effort", "--via", "concrete instances"];
        let before = files(&place);
        interrupted(&place, &server, 1, &arguments);
        assert!(files(&place) == before);
        let again = Run::of(command(&place, &server, &arguments).output().unwrap()).done();
        assert!(place.run(&["history", &again[..11]]).done().contains("\tsemnet grow, "));
    }
}

#[test]
fn the_parts_of_a_source_that_were_answered_are_kept() {
    let sentences: Vec<String> =
        (0..120).map(|number| format!("Hive number {number} swarmed on day {number} of its life.")).collect();
    let part = |number: usize| answer(&format!("Hive {number}"), &sentences[number]);
    let place = Place::new();
    let source = place.write("hives.txt", sentences.join(" "));
    let size = ["--context-tokens", "2000", "--answer-tokens", "300"];
    let arguments: Vec<&str> =
        ["ask", "When do hives swarm?", "--source", &source].into_iter().chain(size).collect();
    let before = files(&place).len();
    let server = Server::play([part(0), part(1), stuck()].into_iter().chain((2..20).map(part)));
    interrupted(&place, &server, 3, &arguments);
    assert_eq!(files(&place).len(), before + 2, "two answers, and nothing else");
    let line = Run::of(command(&place, &server, &arguments).output().unwrap()).done();
    let asked = server.asked().len();
    // Only the interrupted part is requested again.
    let whole = Server::play((0..20).map(part));
    assert_eq!(Run::of(command(&Place::new(), &whole, &arguments).output().unwrap()).done(), line);
    assert_eq!(asked, whole.asked().len() + 1);
}
