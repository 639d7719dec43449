//! `ask` with the answers that servers give: in parts, in calls of tools, empty, refused; and which are kept.

// Also in the functions that the tests share, which clippy does not take for tests.
#![allow(clippy::unwrap_used)]

// The other tests take more of them.
#[allow(dead_code)]
mod program;
#[allow(dead_code)]
mod server;

use std::process::Stdio;

use program::{Place, Run, files_below};
use serde_json::{Value, json};
use server::{Play, Server};

const QUESTION: &str = "Why do bees dance?";

fn good() -> String {
    json!({
        "title": "A Map in the Dark",
        "findings": [{"label": "Waggle Dance", "text": "The dance tells the way."}],
        "concepts": [{"label": "Sun Compass", "text": "Direction comes from the sun."}],
        "relationships": [{"source": "Waggle Dance", "relation": "is aimed by", "target": "Sun Compass"}],
    })
    .to_string()
}

fn run(place: &Place, server: &Server, arguments: &[&str]) -> Run {
    let mut command = place.command(arguments);
    Run::of(server.is_asked_by(&mut command).stdin(Stdio::null()).output().unwrap())
}

fn body(content_type: &str, text: String) -> Play {
    Play::Status(200, vec![("content-type", content_type.into())], text)
}

/// A completion that comes whole.
fn whole(message: &Value, reason: &str) -> Play {
    let choices = json!([{"index": 0, "message": message, "finish_reason": reason}]);
    body("application/json", json!({"choices": choices}).to_string())
}

/// A stream of these events.
fn events(events: impl IntoIterator<Item = Value>) -> String {
    let lines: Vec<String> = events.into_iter().map(|event| format!("data: {event}\n\n")).collect();
    lines.concat() + "data: [DONE]\n\n"
}

fn delta(index: u64, delta: &Value) -> Value {
    json!({"choices": [{"index": index, "delta": delta, "finish_reason": null}]})
}

/// The answer in pieces, each in an event that `event` makes.
fn pieces(event: impl Fn(&str) -> Vec<Value>) -> String {
    let good = good();
    let pieces = good.as_bytes().chunks(9).map(|piece| std::str::from_utf8(piece).unwrap());
    events(pieces.flat_map(event).collect::<Vec<_>>())
}

#[test]
fn answers_are_read_in_all_forms_that_servers_give_them() {
    let text = |text: &str| json!({"content": [{"type": "text", "text": text}]});
    let call = |arguments: &str| json!({"tool_calls": [{"index": 0, "function": {"arguments": arguments}}]});
    let thought = json!({"type": "thinking", "thinking": [{"type": "text", "text": "{\"findings\": []}"}]});
    let parts = json!([thought, {"type": "text", "text": good()}]);
    let arguments = json!({"function": {"name": "semantic_network", "arguments": good()}});
    for (name, play) in [
        ("content in parts", whole(&json!({"content": parts}), "stop")),
        ("a call of a tool", whole(&json!({"content": null, "tool_calls": [arguments]}), "tool_calls")),
        ("streamed parts", body("text/event-stream", pieces(|it| vec![delta(0, &text(it))]))),
        ("a streamed call", body("text/event-stream", pieces(|it| vec![delta(0, &call(it))]))),
        (
            "two choices in one stream",
            body(
                "text/event-stream",
                pieces(|it| vec![delta(0, &json!({"content": it})), delta(1, &json!({"content": "X"}))]),
            ),
        ),
        ("a stream that is called JSON", body("application/json", pieces(|it| vec![delta(0, &text(it))]))),
    ] {
        let (place, server) = (Place::new(), Server::play([play]));
        let asked = run(&place, &server, &["ask", QUESTION]);
        assert_eq!((asked.status, asked.err.as_str(), server.asked().len()), (0, "", 1), "{name}");
        let json = place.run(&["open", "--json", &asked.out[..11]]).done();
        assert!(json.contains("Sun Compass") && !json.contains('X'), "{name}: {json}");
    }
}

#[test]
fn a_useless_answer_has_its_reason_and_is_not_kept() {
    let thinking = json!({"content": "", "reasoning_content": "Bees, hm."});
    for (message, reason, said) in [
        (
            json!({"content": null, "refusal": "I cannot help."}),
            "stop",
            "refused to answer: \"I cannot help.\"",
        ),
        (json!({"content": ""}), "content_filter", "content filter removed all or part of the answer"),
        (thinking.clone(), "length", "--answer-tokens allows more"),
        (thinking, "stop", "its reasoning, but no answer"),
        (json!({"content": "I do not know."}), "stop", "no answer could be used"),
    ] {
        let script = vec![whole(&message, reason); 3].into_iter().chain([Play::Stream(good())]);
        let (place, server) = (Place::new(), Server::play(script));
        let useless = run(&place, &server, &["ask", QUESTION]);
        assert_eq!((useless.status, server.asked().len()), (1, 3), "{said}");
        assert!(useless.err.contains(said), "{}", useless.err);
        let answers = place.0.join("store.answers");
        assert!(!answers.exists() || files_below(&answers).is_empty(), "{said}");
        let line = run(&place, &server, &["ask", QUESTION]).done();
        assert_eq!(server.asked().len(), 4, "{said}");
        // That one is.
        assert_eq!(run(&place, &server, &["ask", QUESTION]).done(), line);
        assert_eq!(server.asked().len(), 4, "{said}");
    }
}

/// Such as earlier versions kept.
#[test]
fn a_kept_answer_that_gives_nothing_is_asked_again() {
    let (place, server) = (Place::new(), Server::play([Play::Stream(good()), Play::Stream(good())]));
    let arguments = ["ask", QUESTION, "--corrections", "0"];
    let line = run(&place, &server, &arguments).done();
    let kept = files_below(&place.0.join("store.answers"));
    let mut answer: Value = serde_json::from_slice(&std::fs::read(&kept[0]).unwrap()).unwrap();
    answer["answer"] = "I cannot help.".into();
    std::fs::write(&kept[0], answer.to_string()).unwrap();
    assert_eq!(run(&place, &server, &arguments).done(), line);
    assert_eq!((kept.len(), server.asked().len()), (1, 2));
}
