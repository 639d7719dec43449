//! A server with chat completions that plays a script, and keeps the requests.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// What the server does with one request.
// Not every test uses all of them.
#[allow(dead_code)]
#[derive(Clone)]
pub(crate) enum Play {
    /// Streams this content in pieces.
    Stream(String),
    /// Sends this content at once, as servers without streams do.
    Whole(String),
    /// A status, some headers, and a body.
    Status(u16, Vec<(&'static str, String)>, String),
    /// Reads the request and hangs up.
    HangUp,
    /// Streams half of this content and hangs up.
    Half(String),
    /// Streams without an end.
    Endless,
    /// Repeats a text of this content type without an end.
    Forever(&'static str, &'static str),
    /// Sends these bytes, head and all.
    Raw(Vec<u8>),
    /// Sends the first bytes, head and all, and then the second ones without an end.
    RawForever(Vec<u8>, Vec<u8>),
    /// Streams one byte of a comment after the other, and waits this long before each.
    Drip(Duration),
    /// Says nothing for this long, and then hangs up.
    Silent(Duration),
    /// Streams a first piece, and then nothing for this long.
    Stuck(Duration),
    /// A vector for each text: how often each of these words is in it.
    Vectors(Vec<&'static str>),
}

/// A request that came.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) path: String,
    pub(crate) key: Option<String>,
    /// The encodings that the client accepts besides plain bytes.
    // Not every test looks at it.
    #[allow(dead_code)]
    pub(crate) encodings: Option<String>,
    pub(crate) body: Value,
}

impl Asked {
    /// The text of the messages.
    pub(crate) fn messages(&self) -> Vec<&str> {
        let messages = self.body["messages"].as_array().into_iter().flatten();
        messages.map(|message| message["content"].as_str().unwrap()).collect()
    }
}

pub(crate) struct Server {
    pub(crate) url: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    /// Lets a command of the program use this server, and no other.
    pub(crate) fn is_asked_by<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        command
            .env("SEMNET_MODEL_URL", &self.url)
            .env("SEMNET_MODEL", "a-model")
            .env_remove("SEMNET_MODEL_KEY")
    }

    /// Plays one part of the script for each request; any further one gets status 418, which is not tried
    /// again.
    pub(crate) fn play(script: impl IntoIterator<Item = Play>) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/v1", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (mut script, kept) = (script.into_iter().collect::<Vec<_>>().into_iter(), asked.clone());
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(stream) = stream else { continue };
                // Some clients connect and send nothing.
                let Some(request) = read(&stream) else { continue };
                let over = || Play::Status(418, Vec::new(), "the script is over".into());
                let play = script.next().unwrap_or_else(over);
                let body = request.body.clone();
                kept.lock().unwrap().push(request);
                thread::spawn(move || {
                    // A client that has gone is none of the server's business.
                    let _ = perform(stream, &play, &body);
                });
            }
        });
        Server { url, asked }
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

fn read(stream: &TcpStream) -> Option<Asked> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|&read| read > 0)?;
    let path = line.split(' ').nth(1)?.to_owned();
    let (mut length, mut key, mut encodings) = (0, None, None);
    loop {
        line.clear();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().ok()?,
            "authorization" => key = Some(value.to_owned()),
            "accept-encoding" => encodings = Some(value.to_owned()),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Asked { path, key, encodings, body: serde_json::from_slice(&body).unwrap_or_default() })
}

fn perform(mut stream: TcpStream, play: &Play, asked: &Value) -> std::io::Result<()> {
    let json = [("content-type", "application/json".to_owned())];
    match play {
        Play::Stream(content) => {
            begin_stream(&mut stream)?;
            for piece in pieces(content) {
                event(
                    &mut stream,
                    &json!({"choices": [{"index": 0, "delta": {"content": piece}}]}).to_string(),
                )?;
            }
            event(
                &mut stream,
                &json!({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}).to_string(),
            )?;
            event(&mut stream, "[DONE]")
        }
        Play::Whole(content) => {
            let message = json!({"role": "assistant", "content": content});
            let body = json!({"choices": [{"index": 0, "message": message, "finish_reason": "stop"}]});
            respond(&mut stream, 200, &json, &body.to_string())
        }
        Play::Status(status, headers, body) => respond(&mut stream, *status, headers, body),
        Play::HangUp => Ok(()),
        Play::Half(content) => {
            begin_stream(&mut stream)?;
            let pieces = pieces(content);
            for piece in &pieces[..pieces.len() / 2] {
                event(&mut stream, &json!({"choices": [{"delta": {"content": piece}}]}).to_string())?;
            }
            Ok(())
        }
        Play::Endless => {
            begin_stream(&mut stream)?;
            let piece =
                json!({"choices": [{"delta": {"content": "bees dance and ".repeat(100)}}]}).to_string();
            loop {
                event(&mut stream, &piece)?;
            }
        }
        Play::Forever(content_type, piece) => {
            let head =
                format!("HTTP/1.1 200 OK\r\ncontent-type: {content_type}\r\nconnection: close\r\n\r\n");
            stream.write_all(head.as_bytes())?;
            let many = piece.repeat(1 + 10_000 / piece.len());
            loop {
                stream.write_all(many.as_bytes())?;
            }
        }
        Play::Raw(bytes) => stream.write_all(bytes),
        Play::RawForever(head, piece) => {
            stream.write_all(head)?;
            let many = piece.repeat(1 + 10_000 / piece.len());
            loop {
                stream.write_all(&many)?;
            }
        }
        Play::Drip(time) => {
            begin_stream(&mut stream)?;
            loop {
                thread::sleep(*time);
                stream.write_all(b":")?;
            }
        }
        Play::Silent(time) => {
            thread::sleep(*time);
            Ok(())
        }
        Play::Stuck(time) => {
            begin_stream(&mut stream)?;
            event(&mut stream, &json!({"choices": [{"delta": {"content": "{"}}]}).to_string())?;
            thread::sleep(*time);
            Ok(())
        }
        Play::Vectors(words) => {
            let texts = asked["input"].as_array().cloned().unwrap_or_default();
            let vector = |text: &Value| -> Vec<usize> {
                words.iter().map(|word| text.as_str().unwrap_or_default().matches(word).count()).collect()
            };
            // Not in order, which the interface allows.
            let data = texts.iter().enumerate().rev();
            let data: Vec<Value> =
                data.map(|(index, text)| json!({"index": index, "embedding": vector(text)})).collect();
            respond(&mut stream, 200, &json, &json!({"data": data}).to_string())
        }
    }
}

fn begin_stream(stream: &mut TcpStream) -> std::io::Result<()> {
    stream.write_all(
        b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\nconnection: \
        close\r\n\r\n: hello\n\n",
    )
}

fn event(stream: &mut TcpStream, data: &str) -> std::io::Result<()> {
    stream.write_all(format!("data: {data}\n\n").as_bytes())
}

fn respond<V: AsRef<str>>(
    stream: &mut TcpStream,
    status: u16,
    headers: &[(&str, V)],
    body: &str,
) -> std::io::Result<()> {
    let headers: String =
        headers.iter().map(|(name, value)| format!("{name}: {}\r\n", value.as_ref())).collect();
    let length = body.len();
    let head =
        format!("HTTP/1.1 {status} X\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n");
    stream.write_all(head.as_bytes())?;
    stream.write_all(body.as_bytes())
}

/// The content in pieces of some characters, as models send it.
fn pieces(content: &str) -> Vec<String> {
    content.chars().collect::<Vec<_>>().chunks(7).map(|piece| piece.iter().collect()).collect()
}
