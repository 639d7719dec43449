//! Standard input, in which every line gets an answer. rmcp skips a line that is not JSON (half of a
//! surrogate pair, more than 128 levels), and its sender would wait forever. So such a line becomes a request
//! with a method of this server, which is answered with the error.

use rmcp::ErrorData;
use rmcp::model::{CustomRequest, ErrorCode};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWriteExt, BufReader, DuplexStream, duplex};

use crate::answer::quoted_name;
use crate::changing::string_end;

/// The method of a line that was not JSON.
const UNREADABLE: &str = "semnet/unreadable";

/// Requests that are unknown to the library only because of their parameters.
const KNOWN: [&str; 4] = ["tools/call", "prompts/get", "resources/read", "completion/complete"];

/// The same lines, with requests in place of those that are not JSON and have an id.
pub(crate) fn answerable(input: impl AsyncRead + Send + Unpin + 'static) -> DuplexStream {
    let (mut sender, receiver) = duplex(1 << 16);
    tokio::spawn(async move {
        let (mut input, mut line) = (BufReader::new(input), Vec::new());
        while input.read_until(b'\n', &mut line).await.is_ok_and(|read| read > 0) {
            let request = replaced(&line).map(|request| format!("{request}\n").into_bytes());
            if sender.write_all(request.as_deref().unwrap_or(&line)).await.is_err() {
                break;
            }
            line.clear();
        }
    });
    receiver
}

/// The request that stands for a line that is not JSON; `None` for one that is, and for one without an id.
fn replaced(line: &[u8]) -> Option<Value> {
    let error = serde_json::from_slice::<Checked>(line).err()?;
    let id = field(line, "id").filter(|id| id.is_string() || id.is_i64() || id.is_u64())?;
    field(line, "method").filter(Value::is_string)?;
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
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(&byte) = line.get(at) {
        let end = if byte == b'"' { string_end(line, at) } else { at + 1 };
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'"' if depth == 1 && line.get(at + 1..end - 1) == Some(name.as_bytes()) => {
                let rest = line.get(end..)?.trim_ascii_start();
                if let Some(value) = rest.strip_prefix(b":") {
                    return serde_json::Deserializer::from_slice(value).into_iter().next()?.ok();
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
            let message = format!("the message is not JSON: {message}. Send it again as valid JSON");
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
        answerable(std::io::Cursor::new(lines.join("\n"))).read_to_string(&mut read).await.unwrap();
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
}
