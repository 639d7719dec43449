//! Reads the answers of chat completions: a stream of server-sent events, or one JSON object.

use std::io::{BufRead, BufReader, Read};
use std::time::{Duration, Instant};

use serde_json::Value;

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Broken {
    /// Asking again may help.
    Passing(String),
    /// The server is overloaded, and perhaps reports for how long.
    Busy(String, Option<Duration>),
    /// It will not.
    Lasting(String),
}

use Broken::{Lasting, Passing};

/// What an answer may take.
pub(super) struct Limits {
    /// The most bytes of content; what comes with them may be as much again a few times.
    pub(super) content: usize,
    pub(super) deadline: Instant,
}

/// The content of a stream of events; `progress` gets the number of characters so far.
pub(super) fn events(
    body: impl Read,
    limits: &Limits,
    progress: &mut dyn FnMut(usize),
) -> Result<String, Broken> {
    let around = limits.content.saturating_mul(64) as u64;
    let mut lines = BufReader::new(body.take(around));
    let (mut content, mut line, mut characters, mut is_finished) = (String::new(), Vec::new(), 0, false);
    loop {
        if Instant::now() >= limits.deadline {
            return Err(Lasting("the answer takes longer than --timeout allows".into()));
        }
        line.clear();
        let read = lines.read_until(b'\n', &mut line);
        let read =
            read.map_err(|error| Passing(format!("the connection broke within the answer: {error}")))?;
        if read == 0 {
            break;
        }
        if !line.ends_with(b"\n") && lines.get_ref().limit() == 0 {
            return Err(endless(limits));
        }
        let text = String::from_utf8_lossy(&line);
        let Some(data) = text.trim_end().strip_prefix("data:").map(str::trim) else { continue };
        if data == "[DONE]" {
            is_finished = true;
            break;
        }
        let event: Value = serde_json::from_str(data)
            .map_err(|_| Passing(format!("an event of the answer is not JSON: {:?}", excerpt(data))))?;
        check(&event)?;
        let choice = &event["choices"][0];
        is_finished |= choice["finish_reason"].is_string();
        for name in ["content", "refusal"] {
            let piece = choice["delta"][name].as_str().unwrap_or_default();
            characters += piece.chars().count();
            content.push_str(piece);
        }
        progress(characters);
        if content.len() > limits.content {
            return Err(endless(limits));
        }
    }
    match is_finished {
        true => Ok(content),
        false if lines.get_ref().limit() == 0 => Err(endless(limits)),
        false => Err(Passing("the answer stopped in the middle".into())),
    }
}

fn endless(limits: &Limits) -> Broken {
    Lasting(format!(
        "the answer does not end; stopped after {} bytes, --answer-tokens allows more",
        limits.content
    ))
}

/// The value of a JSON body.
pub(super) fn json(body: impl Read, limits: &Limits) -> Result<Value, Broken> {
    let most = limits.content.saturating_mul(16).max(1 << 20) as u64;
    let mut bytes = Vec::new();
    let read = body.take(most + 1).read_to_end(&mut bytes);
    read.map_err(|error| Passing(format!("the connection broke within the answer: {error}")))?;
    if bytes.len() as u64 > most {
        return Err(endless(limits));
    }
    let value = serde_json::from_slice(&bytes);
    let value = value.map_err(|_| {
        let text = String::from_utf8_lossy(&bytes);
        Passing(format!("the response claims to be JSON, but is not: {:?}", excerpt(&text)))
    })?;
    check(&value)?;
    Ok(value)
}

/// The content of a completion that came whole.
pub(super) fn completion(value: &Value) -> Result<String, Broken> {
    let message = &value["choices"][0]["message"];
    let content = ["content", "refusal"].iter().find_map(|name| message[name].as_str());
    content.map(str::to_owned).ok_or_else(|| {
        Lasting(format!(
            "no chat completion: found {:?}; expected choices with a message",
            excerpt(&value.to_string())
        ))
    })
}

/// Servers report errors within a stream, too.
fn check(value: &Value) -> Result<(), Broken> {
    let error = &value["error"];
    if error.is_null() {
        return Ok(());
    }
    let message =
        error["message"].as_str().or(error.as_str()).map_or_else(|| error.to_string(), str::to_owned);
    Err(Lasting(format!("the server reports an error: {}", excerpt(&message))))
}

/// The beginning of what a server said, on one line.
pub(super) fn excerpt(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(200) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
