//! `ask` and `connections --embeddings` against hostile servers: each causes an error, in bounded time and
//! memory, and none of its answers is kept.

// Also in the functions that the tests share, which clippy does not take for tests.
#![allow(clippy::unwrap_used)]

// The other tests take more of them.
#[allow(dead_code)]
mod program;
#[allow(dead_code)]
mod server;

use std::process::{Command, Stdio};
use std::time::Duration;

use program::{Place, Run};
use serde_json::json;
use server::{Play, Server};

const QUESTION: &str = "Why do bees dance?";

/// Runs the program against a server, on Unix with less memory than a server could send in a moment.
fn run(place: &Place, server: &Server, arguments: &[&str]) -> Run {
    let mut plain = place.command(arguments);
    let mut command = if cfg!(unix) {
        let mut limited = Command::new("sh");
        limited.args(["-c", "ulimit -v 1500000; ulimit -t 60; exec \"$0\" \"$@\""]);
        limited.arg(plain.get_program()).args(plain.get_args());
        for (name, value) in plain.get_envs() {
            match value {
                Some(value) => limited.env(name, value),
                None => limited.env_remove(name),
            };
        }
        limited
    } else {
        std::mem::replace(&mut plain, Command::new(""))
    };
    server.is_asked_by(&mut command);
    Run::of(command.stdin(Stdio::null()).output().unwrap())
}

/// The standard error of `ask` if every request gets this answer.
#[track_caller]
fn left(play: &Play, more: &[&str]) -> String {
    let (place, server) = (Place::new(), Server::play(vec![play.clone(); 8]));
    let arguments = [&["ask", QUESTION, "--answer-tokens", "100"], more].concat();
    let left = run(&place, &server, &arguments);
    assert_eq!((left.status, left.out.as_str()), (1, ""), "{}", left.err);
    assert!(!place.0.join("store.answers").exists() && !place.0.join("store").exists(), "{}", left.err);
    let printable = |character: char| character == '\n' || !character.is_control();
    assert!(left.err.chars().all(printable) && left.err.len() < 5000, "{:?}", left.err);
    left.err
}

fn head(headers: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\n{headers}\r\n").into_bytes()
}

fn json_body(body: &str) -> Play {
    Play::Status(200, vec![("content-type", "application/json".into())], body.into())
}

#[test]
fn heads_without_an_end_are_left() {
    let begun = b"HTTP/1.1 200 OK\r\n".to_vec();
    for (first, piece) in [
        // Many headers, one that does not end, a status line that does not, and answers before the answer.
        (begun.clone(), &b"x-more: and more\r\n"[..]),
        ([begun, b"x-long: ".to_vec()].concat(), b"a"),
        (b"HTTP/1.1 200 ".to_vec(), b"a"),
        (Vec::new(), b"HTTP/1.1 100 Continue\r\n\r\n"),
    ] {
        let error = left(&Play::RawForever(first, piece.to_vec()), &["--timeout", "3"]);
        assert!(error.starts_with("semnet: "), "{error}");
    }
}

#[test]
fn bodies_are_neither_unpacked_nor_read_beyond_what_an_answer_takes() {
    // The beginning of a gigabyte of zeros that was not requested.
    let packed =
        [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3, 0xec, 0xc1, 1, 1, 0, 0, 0, 0x80, 0x90, 0xfe, 0xaf, 0xee, 8];
    let place = Place::new();
    for kind in ["text/event-stream", "application/json"] {
        let head = head(&format!("content-type: {kind}\r\ncontent-encoding: gzip\r\nconnection: close\r\n"));
        let server = Server::play(vec![Play::RawForever([head, packed.to_vec()].concat(), vec![0; 100]); 8]);
        let error = run(&place, &server, &["ask", QUESTION, "--answer-tokens", "100"]).err;
        assert!(error.contains("the answer does not end"), "{error}");
        assert_eq!(server.asked()[0].encodings, None);
    }
    // Wrong lengths of the pieces that follow.
    for (headers, body) in [
        ("transfer-encoding: chunked\r\n", "ffffffffffffffff\r\n{"),
        ("transfer-encoding: chunked\r\n", "-1\r\n{}\r\n0\r\n\r\n"),
        ("content-length: 18446744073709551615\r\n", "{}"),
        ("content-length: -1\r\n", "{}"),
        ("content-length: 2\r\ncontent-length: 900\r\n", "{}"),
    ] {
        let head = head(&format!("content-type: application/json\r\n{headers}connection: close\r\n"));
        let error = left(&Play::Raw([head, body.as_bytes().to_vec()].concat()), &["--timeout", "3"]);
        assert!(error.starts_with("semnet: "), "{headers}: {error}");
    }
}

#[test]
fn a_byte_now_and_then_is_left_when_the_time_is_over() {
    let error = left(&Play::Drip(Duration::from_millis(300)), &["--timeout", "2"]);
    assert!(error.contains("timeout"), "{error}");
}

#[test]
fn a_wait_without_an_end_is_not_waited() {
    for wait in ["18446744073709551615", "9223372036854775807", "Fri, 31 Dec 9999 23:59:59 GMT"] {
        for status in [429, 503] {
            let error = left(&Play::Status(status, vec![("retry-after", wait.into())], "{}".into()), &[]);
            assert!(error.contains("would be after --timeout"), "{error}");
        }
    }
}

#[test]
fn limits_that_nothing_can_have_are_refused_or_taken() {
    let (place, server) = (Place::new(), Server::play([]));
    let most = u64::MAX.to_string();
    let error = run(&place, &server, &["ask", QUESTION, "--timeout", &most]).err;
    assert!(error.contains("invalid value") && error.contains("--timeout"), "{error}");
    let half = (u64::MAX / 2).to_string();
    let asked = run(&place, &server, &["ask", QUESTION, "--context-tokens", &most, "--answer-tokens", &half]);
    assert!(asked.status == 1 && !asked.err.contains("panicked"), "{}", asked.err);
}

#[test]
fn what_a_server_writes_is_no_command_to_a_terminal() {
    let text = "\u{1b}[2J\u{1b}]0;owned\u{7}\r\n\u{202e}";
    let shown = json!({"error": {"message": text}}).to_string();
    for play in [
        Play::Status(400, Vec::new(), shown.clone()),
        Play::Status(404, Vec::new(), text.into()),
        json_body(&shown),
        Play::Status(200, vec![("content-type", "text/html".into())], text.into()),
        json_body(text),
    ] {
        left(&play, &["--timeout", "3"]);
    }
    // Names of models, too.
    let (place, server) =
        (Place::new(), Server::play([json_body(&json!({"data": [{"id": text}, {"id": "b"}]}).to_string())]));
    let mut command = place.command(&["ask", QUESTION]);
    server.is_asked_by(&mut command);
    let error = Run::of(command.env_remove("SEMNET_MODEL").stdin(Stdio::null()).output().unwrap()).err;
    assert!(
        error.contains("has 2 models") && !error.contains('\u{1b}') && !error.contains('\u{202e}'),
        "{error:?}"
    );
}

#[test]
fn json_that_is_deep_or_of_other_types_is_an_error() {
    let deep = "[".repeat(200_000);
    let event = |data: &str| {
        let body = format!("data: {data}\n\n");
        Play::Status(200, vec![("content-type", "text/event-stream".into())], body)
    };
    for play in [
        json_body(&deep),
        event(&deep),
        json_body("{\"choices\": {\"0\": 1}}"),
        json_body("{\"choices\": [{\"message\": {\"content\": {\"a\": 1}}}]}"),
        event("{\"choices\": 7}"),
        event("7"),
    ] {
        left(&play, &["--timeout", "3"]);
    }
}

#[test]
fn vectors_that_make_no_sense_are_an_error() {
    let place = Place::new();
    let file = place.write(
        "roads.json",
        r#"{"question": "How?", "findings": [{"label": "Cars", "text": "One."}, {"label": "Tea",
            "text": "Two."}]}"#,
    );
    let vectors = |data: serde_json::Value| json_body(&json!({ "data": data }).to_string());
    let each = |one: serde_json::Value, other: serde_json::Value| {
        let data =
            (0..64).map(|index| json!({"index": index, "embedding": if index == 0 { &one } else { &other }}));
        vectors(data.collect::<Vec<_>>().into())
    };
    for play in [
        vectors(json!([])),
        vectors(json!(7)),
        vectors(json!([{"index": u64::MAX, "embedding": [1]}])),
        vectors(json!([{"index": 0, "embedding": [1]}, {"index": 0, "embedding": [2]}])),
        each(json!([]), json!([1])),
        each(json!(["a"]), json!([1])),
        each(json!([1, 2, 3]), json!([1])),
        each(json!([1e300]), json!([1])),
        Play::Forever("application/json", "{\"data\": ["),
    ] {
        let server = Server::play(vec![play; 4]);
        let wrong = run(&place, &server, &["connections", &file, "--embeddings", "--timeout", "3"]);
        assert_eq!((wrong.status, wrong.out.as_str()), (1, ""), "{}", wrong.err);
        assert!(!place.0.join("store.answers").exists(), "nothing is kept of them: {}", wrong.err);
    }
}
