//! Standard input, in which every request gets an answer. rmcp skips a line that is not JSON (half of a
//! surrogate pair, more than 128 levels), and its sender would wait forever. So such a line becomes a request
//! with a method of this server, which is answered with the error. And rmcp ends with its input, whatever it
//! has not answered yet: so the input ends only when all requests are answered.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use rmcp::ErrorData;
use rmcp::model::{CustomRequest, ErrorCode};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader, DuplexStream, duplex};
use tokio::sync::watch;

use crate::answer::quoted_name;
use crate::changing::string_end;

/// The method of a line that was not JSON.
const UNREADABLE: &str = "semnet/unreadable";

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
        let (mut input, mut line) = (BufReader::new(input), Vec::new());
        while input.read_until(b'\n', &mut line).await.is_ok_and(|read| read > 0) {
            if line.last() != Some(&b'\n') {
                line.push(b'\n');
            }
            let request = replaced(&line).map(|request| format!("{request}\n").into_bytes());
            let line_now = request.as_deref().unwrap_or(&line);
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
            line.clear();
        }
        let mut answered = pending.subscribe();
        let all = answered.wait_for(|pending| *pending <= 0);
        // Whoever went away does not wait.
        drop(tokio::time::timeout(PATIENCE, all).await);
    });
    (receiver, answers)
}

/// An output that counts the answers in what is written to it.
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

/// The request that stands for a line that is not JSON; `None` for one that is, and for one without an id.
fn replaced(line: &[u8]) -> Option<Value> {
    let error = serde_json::from_slice::<Checked>(line).err()?;
    let id = field(line, "id").filter(|id| id.is_string() || id.is_i64() || id.is_u64())?;
    // Its name may be what is wrong.
    value_of(line, "method").filter(|value| value.starts_with(b"\""))?;
    let params = json!({"message": error.to_string()});
    Some(json!({"jsonrpc": "2.0", "id": id, "method": UNREADABLE, "params": params}))
}

/// Some JSON of which nothing is kept: a call may be long. `IgnoredAny` would not look into strings.
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

/// The error for a request that the library does not know.
pub(crate) fn refusal(request: &CustomRequest) -> ErrorData {
    let message = request.params.as_ref().and_then(|params| params.get("message")?.as_str());
    match (request.method.as_str(), message) {
        (UNREADABLE, Some(message)) => {
            let message = format!("the message is not JSON: {message}; send it again as valid JSON");
            ErrorData::parse_error(message, None)
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
