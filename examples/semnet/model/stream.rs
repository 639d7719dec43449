//! Reads the answers of chat completions: a stream of server-sent events, or one JSON object.

use std::io::{BufRead, BufReader, Read};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::answer::Answer;
use super::message::{Message, choice};

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

/// The limits of an answer.
pub(super) struct Limits {
    /// The most bytes of content; the rest of the stream may be several times as long.
    pub(super) content: usize,
    pub(super) deadline: Instant,
}

/// The form of a body, regardless of its content type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Events,
    Json,
    Other,
}

/// The form of a body by its first bytes, or else by its content type.
pub(super) fn kind(body: &mut impl BufRead, content_type: &str) -> Result<Kind, Broken> {
    let beginning = body.fill_buf().map_err(broken_off)?.trim_ascii_start();
    if beginning.is_empty() && content_type.is_empty() {
        return Err(Passing("the connection ended before the answer began".into()));
    }
    let events: [&[u8]; 5] = [b"data:", b"event:", b"id:", b"retry:", b":"];
    Ok(match content_type {
        _ if events.iter().any(|field| beginning.starts_with(field)) => Kind::Events,
        _ if beginning.starts_with(b"{") => Kind::Json,
        "text/event-stream" => Kind::Events,
        "application/json" => Kind::Json,
        _ => Kind::Other,
    })
}

fn broken_off(error: std::io::Error) -> Broken {
    Passing(format!("the connection failed during the answer: {error}"))
}

/// The answer in a stream of events; `progress` gets the number of characters so far.
pub(super) fn events(
    body: impl Read,
    limits: &Limits,
    progress: &mut dyn FnMut(usize),
) -> Result<Answer, Broken> {
    let around = limits.content.saturating_mul(64) as u64;
    let mut lines = BufReader::new(body.take(around));
    let (mut message, mut line, mut is_finished) = (Message::default(), Vec::new(), false);
    loop {
        if Instant::now() >= limits.deadline {
            return Err(Lasting("the answer takes longer than --timeout allows".into()));
        }
        line.clear();
        let read = lines.read_until(b'\n', &mut line);
        if read.map_err(broken_off)? == 0 {
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
        message.take(choice(&event));
        progress(message.characters());
        if message.bytes() > limits.content {
            return Err(endless(limits));
        }
    }
    match is_finished || message.is_finished() {
        true => Ok(message.finish()),
        false if lines.get_ref().limit() == 0 => Err(endless(limits)),
        false => Err(Passing("the answer stopped in the middle".into())),
    }
}

fn endless(limits: &Limits) -> Broken {
    Lasting(format!(
        "the answer does not end, and reading it stopped after {} bytes; --answer-tokens allows more",
        limits.content
    ))
}

/// The value of a JSON body.
pub(super) fn json(body: impl Read, limits: &Limits) -> Result<Value, Broken> {
    let most = limits.content.saturating_mul(16).max(1 << 20) as u64;
    let mut bytes = Vec::new();
    let read = body.take(most.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(broken_off)?;
    if bytes.len() as u64 > most {
        return Err(endless(limits));
    }
    let value = serde_json::from_slice(&bytes);
    let value = value.map_err(|_| {
        let text = String::from_utf8_lossy(&bytes);
        Passing(format!("the response is labelled as JSON, but is not JSON: {:?}", excerpt(&text)))
    })?;
    check(&value)?;
    Ok(value)
}

/// The answer in a completion that came whole.
pub(super) fn completion(value: &Value) -> Result<Answer, Broken> {
    let choice = choice(value);
    if !choice["message"].is_object() {
        return Err(Lasting(format!(
            "this is not a chat completion: found {:?}; expected choices with a message",
            excerpt(&value.to_string())
        )));
    }
    let mut message = Message::default();
    message.take(choice);
    Ok(message.finish())
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

/// The beginning of a server's text, on one line.
pub(super) fn excerpt(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(200) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTENT: usize = 1000;

    fn limits() -> Limits {
        Limits { content: CONTENT, deadline: Instant::now() + Duration::from_secs(600) }
    }

    fn event(content: &str) -> String {
        format!("data: {}\n\n", serde_json::json!({"choices": [{"delta": {"content": content}}]}))
    }

    const DONE: &str = "data: [DONE]\n\n";

    /// The result of a stream: the length of the content, or the message.
    fn of_events(body: impl Read, limits: &Limits) -> Result<usize, String> {
        events(body, limits, &mut |_| {}).map(|answer| answer.text.len()).map_err(message)
    }

    fn message(broken: Broken) -> String {
        match broken {
            Passing(message) => format!("passing: {message}"),
            Broken::Busy(message, _) => format!("busy: {message}"),
            Lasting(message) => format!("lasting: {message}"),
        }
    }

    const ENDLESS: &str = "lasting: the answer does not end, and reading it stopped after 1000 bytes; \
                           --answer-tokens allows more";

    /// A reader, and how many bytes were taken from it.
    struct Counted<R>(R, usize);

    impl<R: Read> Read for Counted<R> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let read = self.0.read(buffer)?;
            self.1 += read;
            Ok(read)
        }
    }

    #[test]
    fn content_is_taken_up_to_the_limit_and_no_further() {
        let halves =
            |length: usize| format!("{}{}{DONE}", event(&"a".repeat(length - 500)), event(&"b".repeat(500)));
        assert_eq!(of_events(halves(CONTENT).as_bytes(), &limits()), Ok(CONTENT));
        assert_eq!(of_events(halves(CONTENT + 1).as_bytes(), &limits()), Err(ENDLESS.into()));
        // In bytes, not in characters.
        let wide = format!("{}{DONE}", event(&"é".repeat(CONTENT / 2 + 1)));
        assert_eq!(of_events(wide.as_bytes(), &limits()), Err(ENDLESS.into()));
    }

    #[test]
    fn what_comes_around_the_content_is_limited_too() {
        let end = format!("{}{DONE}", event("x"));
        let comments = |length: usize| {
            let mut body = ":\n".repeat((length - end.len()) / 2);
            body.push_str(&end);
            body
        };
        let most = 64 * CONTENT;
        assert_eq!(of_events(comments(most).as_bytes(), &limits()), Ok(1));
        assert_eq!(of_events(comments(most + end.len() + 2).as_bytes(), &limits()), Err(ENDLESS.into()));
        // One line, and lines; nothing is read beyond.
        for endless in [&b"a"[..], b":\n"] {
            let mut body = Counted(Cycle(endless, 0), 0);
            assert_eq!(of_events(&mut body, &limits()), Err(ENDLESS.into()));
            assert_eq!(body.1, most);
        }
    }

    /// The same bytes again and again.
    struct Cycle(&'static [u8], usize);

    impl Read for Cycle {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            for byte in buffer.iter_mut() {
                *byte = self.0[self.1 % self.0.len()];
                self.1 += 1;
            }
            Ok(buffer.len())
        }
    }

    #[test]
    fn a_stream_that_is_too_slow_or_breaks_off_is_an_error() {
        let late = Limits { content: CONTENT, deadline: Instant::now() };
        let error = "lasting: the answer takes longer than --timeout allows";
        assert_eq!(of_events(DONE.as_bytes(), &late), Err(error.into()));
        let error = "passing: the answer stopped in the middle";
        assert_eq!(of_events(event("x").as_bytes(), &limits()), Err(error.into()));
        // A reason to stop is an end, too.
        let stopped =
            "data: {\"choices\": [{\"delta\": {\"content\": \"xy\"}, \"finish_reason\": \"length\"}]}\n";
        assert_eq!(of_events(stopped.as_bytes(), &limits()), Ok(2));
    }

    #[test]
    fn a_body_is_what_it_begins_with() {
        for (body, content_type, expected) in [
            ("\n\n: wait\n", "application/json", Kind::Events),
            ("data: {}\n", "", Kind::Events),
            (" {\"choices\": []}", "text/plain", Kind::Json),
            ("<h1>", "text/html", Kind::Other),
            ("", "text/event-stream", Kind::Events),
            ("[1]", "application/json", Kind::Json),
        ] {
            assert_eq!(kind(&mut body.as_bytes(), content_type).ok(), Some(expected), "{body}");
        }
    }

    #[test]
    fn progress_is_in_characters() {
        let body = format!("{}{}{DONE}", event("né"), event("e"));
        let mut told = Vec::new();
        assert_eq!(
            events(body.as_bytes(), &limits(), &mut |count| told.push(count)).ok().map(|answer| answer.text),
            Some("née".into())
        );
        assert_eq!(told, [2, 3]);
    }

    #[test]
    fn a_whole_answer_is_limited() {
        // 16 times the content, and a mebibyte at least.
        for (content, most) in [(CONTENT, 1 << 20), (1 << 20, 16 << 20)] {
            let limits = Limits { content, ..limits() };
            let body = |length: usize| format!("\"{}\"", "a".repeat(length - 2));
            assert!(json(body(most).as_bytes(), &limits).is_ok());
            let error = json(body(most + 1).as_bytes(), &limits).unwrap_err();
            assert!(message(error).contains("the answer does not end"));
            let mut endless = Counted(Cycle(b" ", 0), 0);
            assert!(json(&mut endless, &limits).is_err());
            assert_eq!(endless.1, most + 1);
        }
    }
}
