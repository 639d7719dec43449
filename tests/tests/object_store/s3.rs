//! A little of S3 on loopback: puts, gets, lists and deletes objects in memory, or answers as it is told. The
//! tests of the program `semnet` have it too.

// Not every test uses all of it.
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

type Objects = BTreeMap<String, Vec<u8>>;

/// A server with one bucket, named `bucket`. It ends with the tests.
pub(crate) struct S3 {
    address: SocketAddr,
    shared: Arc<Mutex<Shared>>,
}

#[derive(Default)]
struct Shared {
    objects: Objects,
    /// The answer to every request for an object: a status, and S3's code for it.
    refusal: Option<(u16, &'static str)>,
    /// The answer to requests for lists, instead of a list.
    listing: Option<String>,
    /// The keys that are refused: those with this ending, or all.
    refused: Option<String>,
    /// How many requests are left before it is away.
    left: Option<usize>,
    /// The requests, a line each.
    seen: Vec<String>,
}

impl S3 {
    pub(crate) fn start() -> S3 {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::<Mutex<Shared>>::default();
        let all = shared.clone();
        std::thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let shared = all.clone();
                std::thread::spawn(move || serve(connection, &shared));
            }
        });
        S3 { address, shared }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn refuse(&self, status: u16, code: &'static str) {
        self.shared.lock().unwrap().refusal = Some((status, code));
    }

    /// Refuses to serve the objects whose key ends so.
    pub(crate) fn refuse_object(&self, end: &str, status: u16, code: &'static str) {
        let mut shared = self.shared.lock().unwrap();
        (shared.refusal, shared.refused) = (Some((status, code)), Some(end.to_owned()));
    }

    /// Answers lists with `200` and this text, or as they are.
    pub(crate) fn list_as(&self, text: Option<&str>) {
        self.shared.lock().unwrap().listing = text.map(str::to_owned);
    }

    /// Answers this many more requests, and then none; all for `None`.
    pub(crate) fn answer(&self, left: Option<usize>) {
        let mut shared = self.shared.lock().unwrap();
        (shared.left, shared.refusal, shared.refused) = (left, None, None);
    }

    /// Puts bytes under a key, past the store.
    pub(crate) fn plant(&self, key: &str, bytes: &[u8]) {
        self.shared.lock().unwrap().objects.insert(key.to_owned(), bytes.to_vec());
    }

    pub(crate) fn bytes(&self, key: &str) -> Vec<u8> {
        self.shared.lock().unwrap().objects[key].clone()
    }

    pub(crate) fn seen(&self) -> Vec<String> {
        std::mem::take(&mut self.shared.lock().unwrap().seen)
    }

    pub(crate) fn keys(&self) -> Vec<String> {
        self.shared.lock().unwrap().objects.keys().cloned().collect()
    }
}

/// An address at which nothing listens.
pub(crate) fn nowhere() -> String {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    format!("http://{address}")
}

fn serve(connection: TcpStream, shared: &Mutex<Shared>) {
    let mut writer = connection.try_clone().unwrap();
    let mut reader = BufReader::new(connection);
    while let Some((method, target, body)) = request(&mut reader) {
        let (status, body) = answer(&mut shared.lock().unwrap(), &method, &target, body);
        let head = format!(
            "HTTP/1.1 {status} x\r\ncontent-length: {}\r\netag: \"x\"\r\nlast-modified: Thu, 26 Nov 2026 \
             12:00:00 GMT\r\n\r\n",
            body.len()
        );
        let body = if method == "HEAD" { Vec::new() } else { body };
        if writer.write_all(head.as_bytes()).and_then(|()| writer.write_all(&body)).is_err() {
            return;
        }
    }
}

fn request(reader: &mut impl BufRead) -> Option<(String, String, Vec<u8>)> {
    let (mut first, mut length) = (String::new(), 0);
    reader.read_line(&mut first).ok().filter(|read| *read > 0)?;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|read| *read > 2)?;
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().ok()?;
        }
        // The empty line is next if the buffer begins with it.
        if reader.fill_buf().ok()?.starts_with(b"\r\n") {
            reader.consume(2);
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let mut words = first.split_whitespace();
    Some((words.next()?.to_owned(), words.next()?.to_owned(), body))
}

fn answer(shared: &mut Shared, method: &str, target: &str, body: Vec<u8>) -> (u16, Vec<u8>) {
    shared.seen.push(format!("{method} {target}"));
    let refused = |status, code: &str| (status, format!("<Error><Code>{code}</Code></Error>").into_bytes());
    if let Some(left) = &mut shared.left {
        if *left == 0 {
            return refused(503, "ServiceUnavailable");
        }
        *left -= 1;
    }
    let is_refused = |end: &String| method == "GET" && target.ends_with(end.as_str());
    if let Some((status, code)) = shared.refusal.filter(|_| shared.refused.as_ref().is_none_or(is_refused)) {
        return refused(status, code);
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let Some(key) = path.strip_prefix("/bucket") else { return refused(404, "NoSuchBucket") };
    let key = key.trim_start_matches('/').to_owned();
    match method {
        "PUT" => {
            shared.objects.insert(key, body);
            (200, Vec::new())
        }
        "DELETE" => {
            shared.objects.remove(&key);
            (204, Vec::new())
        }
        _ if key.is_empty() && shared.listing.is_some() => {
            (200, shared.listing.clone().unwrap_or_default().into_bytes())
        }
        _ if key.is_empty() => (200, list(&shared.objects, query).into_bytes()),
        _ => match shared.objects.get(&key) {
            Some(bytes) => (200, bytes.clone()),
            None => refused(404, "NoSuchKey"),
        },
    }
}

fn list(objects: &Objects, query: &str) -> String {
    let value = |name: &str| {
        let found = query.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name);
        found.map(|(_, value)| value.replace("%2F", "/"))
    };
    let prefix = value("prefix").unwrap_or_default();
    let after = value("start-after").unwrap_or_default();
    let most: usize = value("max-keys").map_or(1_000, |most| most.parse().unwrap());
    let mut keys = objects.keys().filter(|key| key.starts_with(&prefix) && **key > after);
    let mut text = String::from("<ListBucketResult>");
    for key in keys.by_ref().take(most) {
        text += &format!(
            "<Contents><Key>{key}</Key><Size>1</Size>\
             <LastModified>2026-11-26T12:00:00.000Z</LastModified></Contents>"
        );
    }
    let more = keys.next().is_some();
    text += &format!("<IsTruncated>{more}</IsTruncated>");
    if more {
        text += "<NextContinuationToken>more</NextContinuationToken>";
    }
    text + "</ListBucketResult>"
}
