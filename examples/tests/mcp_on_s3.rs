//! The MCP server on a store on S3: a small S3 server on loopback, which fails on request. Built with the
//! features `mcp` and `s3`. Cargo does not build an example that has tests as a program when it tests, so
//! `SEMNET_MCP` names the server.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../../tests/tests/object_store/s3.rs"]
mod s3;

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdout, Command, Stdio};

use s3::S3;
use serde_json::{Value, json};

/// A server, spoken to in JSON-RPC over its standard input and output. It ends when this is dropped.
struct Server {
    process: Child,
    lines: BufReader<ChildStdout>,
    number: u64,
}

impl Server {
    fn start(s3: &S3) -> Server {
        let program = std::env::var_os("SEMNET_MCP").expect("SEMNET_MCP names the server");
        let mut process = Command::new(program)
            .args(["--store", "s3://bucket/some/where"])
            .env("AWS_ENDPOINT_URL", s3.url())
            .env("AWS_ACCESS_KEY_ID", "k")
            .env("AWS_SECRET_ACCESS_KEY", "s")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap());
        let mut server = Server { process, lines, number: 0 };
        let info = json!({"name": "test", "version": "1"});
        server.ask(
            "initialize",
            json!({"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": info}),
        );
        server.send(&json!({"jsonrpc": "2.0", "method": "notifications/initialized"}));
        server
    }

    fn send(&mut self, message: &Value) {
        writeln!(self.process.stdin.as_mut().unwrap(), "{message}").unwrap();
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.number += 1;
        let id = self.number;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let mut line = String::new();
            assert!(self.lines.read_line(&mut line).unwrap() > 0, "the server ended");
            let mut message: Value = serde_json::from_str(&line).unwrap();
            if message["id"] == id {
                return message["result"].take();
            }
        }
    }

    /// The data of a tool's answer, or the error.
    fn call(&mut self, tool: &str, arguments: Value) -> Result<Value, Value> {
        let mut result = self.ask("tools/call", json!({"name": tool, "arguments": arguments}));
        if result["isError"] == true {
            return Err(serde_json::from_str(result["content"][0]["text"].as_str().unwrap()).unwrap());
        }
        Ok(result["structuredContent"]["data"].take())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn question(number: usize) -> Value {
    json!({"network": {"question": format!("What is number {number}?"), "concepts": [{"label": "Number"}]}})
}

#[test]
#[ignore = "tests/mcp/run builds the server, and runs this"]
fn two_servers_share_a_store() {
    let s3 = S3::start();
    let (mut one, mut two) = (Server::start(&s3), Server::start(&s3));
    let source = one.call("add_source", json!({"name": "minutes", "text": "The board met in May."})).unwrap();
    let mut hashtags = Vec::new();
    for number in 0..6 {
        let server = if number % 2 == 0 { &mut one } else { &mut two };
        hashtags.push(server.call("add", question(number)).unwrap()["hashtag"].take());
    }
    let edit = json!({"edit": "addConcept", "label": "Board"});
    let changed = two.call("change", json!({"network": hashtags[0], "edits": [edit]})).unwrap();
    assert_eq!(changed["from"], hashtags[0]);
    // A third one reads what either of them acknowledged.
    let mut three = Server::start(&s3);
    let listed = three.call("list", json!({})).unwrap();
    assert_eq!(listed["networks"].as_array().unwrap().len(), 7);
    for hashtag in &hashtags {
        assert_eq!(three.call("overview", json!({"network": hashtag})).unwrap()["hashtag"], *hashtag);
    }
    assert_eq!(
        three.call("list", json!({"concept": "board"})).unwrap()["networks"].as_array().unwrap().len(),
        1
    );
    // Of the two versions of one network, the latest.
    let found = three.call("search", json!({"words": "number"})).unwrap();
    let found: Vec<_> = found["networks"].as_array().unwrap().iter().map(|one| &one["hashtag"]).collect();
    assert_eq!((found.len(), found.contains(&&hashtags[0])), (6, false));
    let path = three.call("path", json!({"from": "number", "to": "number"}));
    assert!(path.is_ok() || path.unwrap_err()["next"].is_string());
    let checked = three.call("evidence", json!({"passages": ["The board met in May."]})).unwrap();
    assert_eq!(
        (&checked["passages"][0]["verdict"], &checked["passages"][0]["source"]),
        (&json!("exact"), &source["source"])
    );
}

#[test]
#[ignore = "tests/mcp/run builds the server, and runs this"]
fn an_outage_is_an_error_that_a_retry_heals() {
    let s3 = S3::start();
    let mut server = Server::start(&s3);
    server.call("add", question(0)).unwrap();
    // In the middle of a write, wherever that is.
    for requests in 0..6 {
        s3.answer(Some(requests));
        let failed = server.call("add", question(requests + 1));
        s3.answer(None);
        if let Err(error) = failed {
            assert!(error["next"].as_str().unwrap().starts_with("Repeat the call"), "{error}");
            assert!(server.call("add", question(requests + 1)).is_ok());
        }
        let name = format!("What is number {}?", requests + 1);
        assert_eq!(server.call("open", json!({"network": name})).unwrap()["question"], name);
    }
    s3.refuse(403, "AccessDenied");
    let refused = server.call("search", json!({"words": "number"})).unwrap_err();
    assert!(!refused["data"]["message"].as_str().unwrap().is_empty(), "{refused}");
    s3.answer(None);
    assert!(server.call("search", json!({"words": "number"})).is_ok());
}
