//! Standard input, in which every request gets an answer. rmcp skips a line that is not JSON (half of a
//! surrogate pair, more than 128 levels) or too long, and its sender would wait forever. So such a line
//! becomes a request with a method of this server, which is answered with the error. rmcp also stops at the
//! end of its input, even if requests are unanswered; so the input ends only when all are answered.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use rmcp::ErrorData;
use rmcp::model::{CustomRequest, ErrorCode};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Value, json};
use tokio::io::{
    AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader, DuplexStream, duplex,
};
use tokio::sync::watch;

use crate::answer::quoted_name;
use crate::changing::string_end;

/// As many bytes one message may have. rmcp reads no longer lines.
pub(crate) const MOST_BYTES: usize = 16 << 20;

/// As many bytes of the outline of a longer line are kept.
const MOST_OUTLINE: usize = 1 << 16;

/// The method of a line that was not JSON.
const UNREADABLE: &str = "semnet/unreadable";

/// The method of a line that was too long.
const TOO_LONG: &str = "semnet/too-long";

/// Requests that are unknown to the library only because of their parameters.
const KNOWN: [&str; 4] = ["tools/call", "prompts/get", "resources/read", "completion/complete"];

/// How long the input is kept open for answers that are still to come.
const PATIENCE: Duration = Duration::from_secs(5);

/// How many requests were sent and are not answered yet.
type Pending = Arc<watch::Sender<i64>>;

/// The same lines, with requests in place of those that are not JSON and have an id, and an output that
/// notices answers. The lines end when all requests are answered, or after some seconds.
pub(crate) fn answerable<W>(
    input: impl AsyncRead + Send + Unpin + 'static,
    output: W,
) -> (DuplexStream, Answers<W>) {
    let (mut sender, receiver) = duplex(1 << 16);
    let pending: Pending = Arc::new(watch::Sender::new(0));
    let answers = Answers { output, line: Vec::new(), pending: Arc::clone(&pending) };
    tokio::spawn(async move {
        let (mut input, mut line) = (BufReader::new(input), Line::default());
        while line.read(&mut input).await.is_ok_and(|is_read| is_read) {
            let request = line.replaced().map(|request| format!("{request}\n").into_bytes());
            let line_now = match &request {
                Some(request) => request,
                // Nobody waits for an answer to it.
                None if line.outline.is_some() => continue,
                None => &line.bytes,
            };
            match (field(line_now, "method"), field(line_now, "id")) {
                (Some(_), Some(_)) => pending.send_modify(|pending| *pending += 1),
                // No answer comes to a call that was cancelled.
                (Some(method), None) if method == "notifications/cancelled" => {
                    pending.send_modify(|pending| *pending -= 1);
                }
                _ => {}
            }
            if sender.write_all(line_now).await.is_err() {
                return;
            }
        }
        let mut answered = pending.subscribe();
        let all = answered.wait_for(|pending| *pending <= 0);
        // Whoever went away does not wait.
        drop(tokio::time::timeout(PATIENCE, all).await);
    });
    (receiver, answers)
}

/// An output that counts the answers that are written to it.
pub(crate) struct Answers<W> {
    output: W,
    /// The line that is being written.
    line: Vec<u8>,
    pending: Pending,
}

impl<W> Answers<W> {
    fn see(&mut self, mut written: &[u8]) {
        while let Some(end) = written.iter().position(|&byte| byte == b'\n') {
            let (line, rest) = written.split_at(end + 1);
            self.line.extend_from_slice(line);
            if field(&self.line, "id").is_some() && field(&self.line, "method").is_none() {
                self.pending.send_modify(|pending| *pending -= 1);
            }
            self.line.clear();
            written = rest;
        }
        self.line.extend_from_slice(written);
    }
}

impl<W: AsyncWrite + Unpin> AsyncWrite for Answers<W> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.output).poll_write(cx, bytes);
        if let Poll::Ready(Ok(length)) = result {
            self.see(bytes.get(..length).unwrap_or(bytes));
        }
        result
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.output).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.output).poll_shutdown(cx)
    }
}

/// A line of the input, with its end.
#[derive(Default)]
struct Line {
    bytes: Vec<u8>,
    /// Instead of the bytes, if there are too many.
    outline: Option<Outline>,
}

impl Line {
    /// Reads the next line, and adds a missing line end; `false` at the end of the input.
    async fn read(&mut self, input: &mut (impl AsyncBufRead + Unpin)) -> io::Result<bool> {
        self.bytes.clear();
        self.outline = None;
        loop {
            let some = input.fill_buf().await?;
            let end = some.iter().position(|&byte| byte == b'\n');
            let taken = end.map_or(some.len(), |end| end + 1);
            if some.is_empty() && self.bytes.is_empty() && self.outline.is_none() {
                return Ok(false);
            }
            self.see(some.get(..taken).unwrap_or(some));
            let is_end = some.is_empty() || end.is_some();
            input.consume(taken);
            if is_end {
                if self.bytes.last().is_some_and(|&byte| byte != b'\n') {
                    self.bytes.push(b'\n');
                }
                return Ok(true);
            }
        }
    }

    fn see(&mut self, bytes: &[u8]) {
        if let Some(outline) = &mut self.outline {
            outline.see(bytes);
        } else {
            self.bytes.extend_from_slice(bytes);
            if self.bytes.len() >= MOST_BYTES {
                let mut outline = Outline::default();
                outline.see(&self.bytes);
                (self.bytes, self.outline) = (Vec::new(), Some(outline));
            }
        }
    }

    /// The request that stands for a line that is not JSON or too long; `None` for any other, and for one
    /// without an id.
    fn replaced(&self) -> Option<Value> {
        let (line, method, message) = match &self.outline {
            Some(outline) => (&outline.kept, TOO_LONG, String::new()),
            None => {
                let error = serde_json::from_slice::<Checked>(&self.bytes).err()?;
                (&self.bytes, UNREADABLE, error.to_string())
            }
        };
        let id = field(line, "id").filter(|id| id.is_string() || id.is_i64() || id.is_u64())?;
        // Its name may be invalid.
        value_of(line, "method").filter(|value| value.starts_with(b"\""))?;
        Some(json!({"jsonrpc": "2.0", "id": id, "method": method, "params": {"message": message}}))
    }
}

/// The fields of an object, without nested values: the part of a line that an answer needs.
#[derive(Default)]
struct Outline {
    kept: Vec<u8>,
    depth: usize,
    is_string: bool,
    is_escaped: bool,
}

impl Outline {
    /// O(length).
    fn see(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            let mut depth = self.depth;
            match byte {
                _ if self.is_escaped => self.is_escaped = false,
                b'\\' if self.is_string => self.is_escaped = true,
                b'"' => self.is_string = !self.is_string,
                _ if self.is_string => {}
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => {
                    self.depth = self.depth.saturating_sub(1);
                    depth = self.depth;
                }
                _ => {}
            }
            if depth <= 1 && self.kept.len() < MOST_OUTLINE {
                self.kept.push(byte);
            }
        }
    }
}

/// JSON that is read and not kept, because a call may be long. `IgnoredAny` would not check strings.
struct Checked;

impl<'de> Deserialize<'de> for Checked {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Checked, D::Error> {
        deserializer.deserialize_any(Checked)
    }
}

impl<'de> Visitor<'de> for Checked {
    type Value = Checked;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Checked, E> {
        Ok(Checked)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Checked, E> {
        Ok(Checked)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Checked, E> {
        Ok(Checked)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Checked, E> {
        Ok(Checked)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Checked, E> {
        Ok(Checked)
    }

    fn visit_str<E>(self, _: &str) -> Result<Checked, E> {
        Ok(Checked)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Checked, A::Error> {
        while items.next_element::<Checked>()?.is_some() {}
        Ok(Checked)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Checked, A::Error> {
        while fields.next_entry::<Checked, Checked>()?.is_some() {}
        Ok(Checked)
    }
}

/// A field of the object that a line begins with, as far as it can be read. O(length).
fn field(line: &[u8], name: &str) -> Option<Value> {
    serde_json::Deserializer::from_slice(value_of(line, name)?).into_iter().next()?.ok()
}

/// The line from the value of a field on. O(length).
fn value_of<'l>(line: &'l [u8], name: &str) -> Option<&'l [u8]> {
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(&byte) = line.get(at) {
        let end = if byte == b'"' { string_end(line, at) } else { at + 1 };
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'"' if depth == 1 && line.get(at + 1..end - 1) == Some(name.as_bytes()) => {
                let rest = line.get(end..)?.trim_ascii_start();
                if let Some(value) = rest.strip_prefix(b":") {
                    return Some(value.trim_ascii_start());
                }
            }
            _ => {}
        }
        at = end;
    }
    None
}

/// The error for a request with an unknown method.
pub(crate) fn refusal(request: &CustomRequest) -> ErrorData {
    let message = request.params.as_ref().and_then(|params| params.get("message")?.as_str());
    match (request.method.as_str(), message) {
        (UNREADABLE, Some(message)) => {
            let message = format!("the message is not JSON: {message}; send it again as valid JSON");
            ErrorData::parse_error(message, None)
        }
        (TOO_LONG, Some(_)) => {
            let most = MOST_BYTES >> 20;
            let message = format!(
                "the message has {most} MiB or more, which this server does not read; send less at a time: \
                 a long text as several sources, a large network by `add` and then `change`"
            );
            ErrorData::invalid_request(message, None)
        }
        (method, _) if KNOWN.contains(&method) => {
            let message =
                format!("invalid params of {method}; expected an object as the protocol defines it");
            ErrorData::invalid_params(message, None)
        }
        (method, _) => {
            let message = format!("this server has no method {}", quoted_name(method));
            ErrorData::new(ErrorCode::METHOD_NOT_FOUND, message, None)
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncReadExt;

    use super::*;

    #[tokio::test]
    async fn every_request_on_a_line_can_be_answered() {
        let deep =
            format!(r#"{{"id":"7","params":{}{},"method":"tools/call"}}"#, "[".repeat(200), "]".repeat(200));
        let lines = [
            r#"{"jsonrpc":"2.0","id":1,"method":"ping","x":[null,true,-1,1,1.5,"\ud83d\udc1d",{"y":{}}]}"#,
            r#"{"params":{"id":5,"method":"a\"}"},"id": 2,"method":"tools/call","x":"\ud83d"}"#,
            &deep,
            // Nobody waits for an answer to these.
            r#"{"method":"notifications/x","params":"\ud83d"}"#,
            r#"{"id":3,"result":"\ud83d"}"#,
            "{",
            "",
        ];
        let mut read = String::new();
        let (mut input, mut answers) = answerable(std::io::Cursor::new(lines.join("\n")), tokio::io::sink());
        // The input ends when the three requests are answered.
        for answer in
            ["{\"id\":1,\"result\":{}}\n{\"id\":2,", "\"error\":{}}\n", "{\"id\":\"7\",\"error\":{}}\n"]
        {
            answers.write_all(answer.as_bytes()).await.unwrap();
        }
        input.read_to_string(&mut read).await.unwrap();
        let read: Vec<&str> = read.split('\n').collect();
        let unchanged = [0, 3, 4, 5, 6];
        assert!(unchanged.iter().all(|&number| read[number] == lines[number]), "{read:?}");
        for (number, id, word) in [(1, json!(2), "escape"), (2, json!("7"), "recursion")] {
            let request: Value = serde_json::from_str(read[number]).unwrap();
            assert_eq!((&request["id"], &request["method"]), (&id, &json!(UNREADABLE)));
            let mut made = CustomRequest::new(UNREADABLE, Some(request["params"].clone()));
            assert!(refusal(&made).message.contains(word), "{request}");
            made.method = "tools/call".into();
            assert_eq!(refusal(&made).code, ErrorCode::INVALID_PARAMS);
        }
    }

    #[tokio::test]
    async fn a_request_on_a_line_that_is_too_long_can_be_answered() {
        let long = format!(r#""params":{{"a":["}}]\"{}"]}}"#, "x\\\\".repeat(MOST_BYTES / 3));
        let lines = [
            format!(r#"{{"jsonrpc":"2.0","id":1,"method":"tools/call",{long}}}"#),
            r#"{"jsonrpc":"2.0","id":2,"method":"ping"}"#.to_owned(),
            // Some clients write the id last; nobody waits for an answer to the others.
            format!(r#"{{"method":"tools/call",{long},"jsonrpc":"2.0","id":"3"}}"#),
            format!(r#"{{"jsonrpc":"2.0","method":"notifications/x",{long}}}"#),
            format!(r#"{{"method":"tools/call",{long},"id":4"#),
            "x".repeat(MOST_BYTES + 5),
        ];
        let (mut input, mut answers) = answerable(io::Cursor::new(lines.join("\n")), tokio::io::sink());
        answers.write_all(b"{\"id\":1,\"error\":{}}\n{\"id\":2,\"result\":{}}\n").await.unwrap();
        answers.write_all(b"{\"id\":\"3\",\"error\":{}}\n{\"id\":4,\"error\":{}}\n").await.unwrap();
        let mut read = String::new();
        input.read_to_string(&mut read).await.unwrap();
        let read: Vec<Value> = read.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let found: Vec<_> = read.iter().map(|line| (&line["id"], line["method"].as_str().unwrap())).collect();
        let ids = [json!(1), json!(2), json!("3"), json!(4)];
        let methods = [TOO_LONG, "ping", TOO_LONG, TOO_LONG];
        assert_eq!(found, ids.iter().zip(methods).collect::<Vec<_>>());
        let made = CustomRequest::new(TOO_LONG, Some(read[0]["params"].clone()));
        assert!(refusal(&made).message.contains("16 MiB"));
    }

    #[tokio::test]
    async fn the_input_ends_when_what_was_asked_is_answered() {
        let call = r#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#;
        let (mut input, mut answers) = answerable(call.as_bytes(), tokio::io::sink());
        let mut line = vec![0; call.len() + 1];
        input.read_exact(&mut line).await.unwrap();
        // It had no line end, as the last line of a file may.
        assert_eq!(line, format!("{call}\n").as_bytes());
        let waited = tokio::time::timeout(Duration::from_millis(100), input.read(&mut line)).await;
        assert!(waited.is_err(), "it ended before the answer");
        answers.write_all(b"{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n").await.unwrap();
        assert_eq!(input.read(&mut line).await.unwrap(), 0);
        // A cancelled call has no answer, and a method that is not UTF-8 has one.
        let odd: [&[u8]; 3] = [
            call.as_bytes(),
            b"\n{\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}\n",
            b"{\"jsonrpc\":\"2.0\",\"id\":71,\"method\":\"pi\xff\"}",
        ];
        let (mut input, mut answers) = answerable(io::Cursor::new(odd.concat()), tokio::io::sink());
        answers.write_all(b"{\"id\":71,\"error\":{}}\n").await.unwrap();
        let mut read = String::new();
        input.read_to_string(&mut read).await.unwrap();
        assert!(read.lines().last().unwrap().contains(UNREADABLE), "{read}");
    }
}
