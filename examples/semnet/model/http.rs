//! A server with OpenAI's chat completions: requests with retries, time limits and redirects, which stay on
//! the same server.
//!
//! It uses ureq, which needs no async runtime, streams, and has rustls. ureq's own redirects are off, because
//! they would send sources and the key to other servers.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::{BufReader, Read};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use semnet_core::analysis::Request;
use serde_json::{Map, Value, json};
use ureq::http::{Response, Uri};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body};

use super::answer::{Answer, Progress};
use super::stream::{self, Broken, Kind, Limits, excerpt};
use crate::environment;
use crate::output::tell;

type Failure = Box<dyn std::error::Error>;

/// How often a request is sent at most.
const ATTEMPTS: u32 = 4;
const REDIRECTS: usize = 5;
/// The shortest limit of an answer, in bytes.
const LEAST_CONTENT: usize = 1 << 16;

/// A wait of this length is reported.
const LONG_WAIT: Duration = Duration::from_secs(3);

/// Reports waits, where nothing else is shown.
fn tell_waiting(progress: Progress<'_>) {
    if let Progress::Waiting(why) = progress {
        tell!("semnet: {why}");
    }
}

/// A server, and the model to ask there.
pub(super) struct Server {
    agent: Agent,
    /// Without a slash at the end.
    url: String,
    key: Option<String>,
    model: String,
    timeout: Duration,
    /// The parameters that this server has refused.
    refused: RefCell<BTreeSet<&'static str>>,
}

/// Members of a request that a server may refuse and that can be left out.
const OPTIONAL: [&str; 5] = ["response_format", "max_tokens", "temperature", "seed", "stream"];

/// The response, and whether it reports an unknown parameter.
enum Sent {
    Answer(Response<Body>),
    Refused(&'static str),
}

/// A function that reports how far a request is.
type Telling<'a> = dyn FnMut(Progress<'_>) + 'a;

impl Server {
    pub(super) fn open(url: &str, model: Option<&str>, timeout: u64) -> Result<Server, Failure> {
        let uri: Uri = url.parse().map_err(|error| format!("SEMNET_MODEL_URL {url:?}: {error}"))?;
        if !matches!(uri.scheme_str(), Some("http" | "https")) || uri.host().is_none() {
            return Err(format!(
                "SEMNET_MODEL_URL {url:?}: expected a URL such as http://127.0.0.1:11434/v1"
            )
            .into());
        }
        let digits = uri.authority().and_then(|authority| authority.as_str().rsplit_once(':'));
        let has_port = digits.is_some_and(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
        if has_port && uri.port_u16().is_none() {
            return Err(format!("SEMNET_MODEL_URL {url:?}: expected a port from 1 to 65535").into());
        }
        if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
            return Err("SEMNET_MODEL_URL has a password in it; put the key into SEMNET_MODEL_KEY".into());
        }
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let mut config = Agent::config_builder()
            .tls_config(tls)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(Duration::from_secs(10)))
            .user_agent(concat!("semnet/", env!("CARGO_PKG_VERSION")));
        if uri.host().is_some_and(is_loopback) {
            config = config.proxy(None);
        }
        let key = environment::variable("SEMNET_MODEL_KEY");
        if key.as_ref().is_some_and(|key| !key.bytes().all(|byte| byte.is_ascii_graphic())) {
            return Err(
                "SEMNET_MODEL_KEY has characters that are not allowed in a key; expected printable ASCII \
                 without spaces"
                    .into(),
            );
        }
        let mut server = Server {
            agent: config.build().new_agent(),
            url: url.trim_end_matches('/').to_owned(),
            key,
            model: model.unwrap_or_default().to_owned(),
            timeout: Duration::from_secs(timeout),
            refused: RefCell::default(),
        };
        if server.model.is_empty() {
            server.model = server.only_model().map_err(|error| server.without_key(&error.to_string()))?;
        }
        Ok(server)
    }

    pub(super) fn model(&self) -> &str {
        &self.model
    }

    /// The name of the only model that the server has.
    fn only_model(&self) -> Result<String, Failure> {
        let deadline = Instant::now() + self.timeout;
        let limits = Limits { content: LEAST_CONTENT, deadline };
        let found = self.attempts(deadline, &mut tell_waiting, &mut |_| {
            let response = self.send("/models", None, deadline)?;
            let mut response = self.checked(response)?;
            stream::json(response.body_mut().as_reader(), &limits)
        })?;
        let names: Vec<&str> =
            found["data"].as_array().into_iter().flatten().filter_map(|one| one["id"].as_str()).collect();
        match names.as_slice() {
            [name] => Ok((*name).to_owned()),
            [] => Err(format!(
                "{} has no model; name one with SEMNET_MODEL, after `ollama pull NAME` or the like",
                self.url
            )
            .into()),
            several => Err(format!(
                "{} has {} models; name one with SEMNET_MODEL: {}",
                self.url,
                several.len(),
                several.join(", ")
            )
            .into()),
        }
    }

    /// A model's answer to a request.
    pub(super) fn chat(
        &self,
        request: &Request,
        seed: Option<u64>,
        progress: &mut dyn FnMut(Progress<'_>),
    ) -> Result<Answer, Failure> {
        let deadline = Instant::now() + self.timeout;
        let limits =
            Limits { content: request.answer_tokens().saturating_mul(32).max(LEAST_CONTENT), deadline };
        let answer = self.attempts(deadline, progress, &mut |progress| {
            let mut response = loop {
                let body = self.body(request, seed);
                let response = self.send("/chat/completions", Some(&body), deadline)?;
                match self.answered(response, &body)? {
                    Sent::Answer(response) => break response,
                    Sent::Refused(name) => self.refused.borrow_mut().insert(name),
                };
            };
            let kind = response.body().mime_type().unwrap_or_default().to_ascii_lowercase();
            let mut body = BufReader::new(response.body_mut().as_reader());
            match stream::kind(&mut body, &kind)? {
                Kind::Events => {
                    stream::events(body, &limits, &mut |count| progress(Progress::Characters(count)))
                }
                Kind::Json => stream::completion(&stream::json(body, &limits)?),
                Kind::Other => Err(self.wrong_type(&kind, body)),
            }
        })?;
        let Answer { text, lacks } = answer;
        Ok(Answer { text: self.without_key(&text), lacks: lacks.map(|why| self.without_key(&why)) })
    }

    /// The vectors of texts, in their order.
    pub(super) fn embed(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>, Failure> {
        let deadline = Instant::now() + self.timeout;
        let limits = Limits { content: (1 << 20) + texts.len() * (1 << 17), deadline };
        let body = json!({"model": self.model, "input": texts});
        let found = self.attempts(deadline, &mut tell_waiting, &mut |_| {
            let response = self.send("/embeddings", Some(&body), deadline)?;
            let mut response = self.checked(response)?;
            let kind = response.body().mime_type().unwrap_or_default().to_ascii_lowercase();
            let body = response.body_mut().as_reader();
            if kind == "application/json" {
                stream::json(body, &limits)
            } else {
                Err(self.wrong_type(&kind, body))
            }
        })?;
        let mut vectors: Vec<Option<Vec<f32>>> = vec![None; texts.len()];
        for (place, one) in found["data"].as_array().into_iter().flatten().enumerate() {
            let place = one["index"].as_u64().map_or(place, |index| index as usize);
            let numbers = one["embedding"].as_array().into_iter().flatten();
            let vector: Option<Vec<f32>> =
                numbers.map(|number| number.as_f64().map(|number| number as f32)).collect();
            let vector = vector.filter(|it| !it.is_empty() && it.iter().all(|number| number.is_finite()));
            if let (Some(slot), Some(vector)) = (vectors.get_mut(place), vector) {
                *slot = Some(vector);
            }
        }
        let lengths: BTreeSet<usize> = vectors.iter().flatten().map(Vec::len).collect();
        if lengths.len() > 1 {
            let message = format!("{}/embeddings returned vectors of {lengths:?} numbers", self.url);
            return Err((message + "; expected the same length for each").into());
        }
        let count = vectors.iter().flatten().count();
        let vectors: Option<Vec<Vec<f32>>> = vectors.into_iter().collect();
        vectors.ok_or_else(|| {
            format!(
                "{}/embeddings returned {count} vectors for {} texts; expected one for each",
                self.url,
                texts.len()
            )
            .into()
        })
    }

    fn body(&self, request: &Request, seed: Option<u64>) -> Value {
        let refused = self.refused.borrow();
        let takes_schema = !refused.contains("response_format");
        let mut body = Map::new();
        body.insert("model".into(), json!(self.model));
        let messages =
            if takes_schema { request.messages().to_vec() } else { request.messages_with_schema() };
        body.insert("messages".into(), json!(messages));
        if takes_schema {
            let schema = json!({"name": request.schema_name(), "strict": true, "schema": request.schema()});
            body.insert("response_format".into(), json!({"type": "json_schema", "json_schema": schema}));
        }
        let tokens = if refused.contains("max_tokens") { "max_completion_tokens" } else { "max_tokens" };
        body.insert(tokens.into(), json!(request.answer_tokens()));
        for (name, value) in [("temperature", json!(0)), ("stream", json!(true)), ("seed", json!(seed))] {
            if !refused.contains(name) && !value.is_null() {
                body.insert(name.into(), value);
            }
        }
        Value::Object(body)
    }

    /// Tries until it works, it cannot work, or the time is over.
    fn attempts<T>(
        &self,
        deadline: Instant,
        progress: &mut Telling<'_>,
        ask: &mut dyn FnMut(&mut Telling<'_>) -> Result<T, Broken>,
    ) -> Result<T, Failure> {
        let mut attempt = 0;
        loop {
            attempt += 1;
            let (message, wait) = match ask(progress) {
                Ok(answer) => return Ok(answer),
                Err(Broken::Lasting(message)) => (message, None),
                Err(Broken::Passing(message)) => (message, Some(Duration::from_millis(250 << attempt))),
                Err(Broken::Busy(message, wait)) => {
                    (message, Some(wait.unwrap_or(Duration::from_millis(500 << attempt))))
                }
            };
            let message = self.without_key(&message);
            let Some(wait) = wait else { return Err(message.into()) };
            if attempt == ATTEMPTS {
                return Err(format!("{message}; tried {ATTEMPTS} times").into());
            }
            if wait >= deadline.saturating_duration_since(Instant::now()) {
                return Err(format!(
                    "{message}; the next attempt, in {} s, would be after --timeout",
                    wait.as_secs()
                )
                .into());
            }
            if wait >= LONG_WAIT {
                progress(Progress::Waiting(&format!("{message}; next attempt in {} s", wait.as_secs())));
            }
            thread::sleep(wait);
        }
    }

    /// Sends a request and follows redirects on the same server: question, sources and key go to no other.
    fn send(&self, path: &str, body: Option<&Value>, deadline: Instant) -> Result<Response<Body>, Broken> {
        let first: Uri = format!("{}{path}", self.url)
            .parse()
            .map_err(|_| Broken::Lasting(format!("{}: not a URL", self.url)))?;
        let mut uri = first.clone();
        for _ in 0..=REDIRECTS {
            let left = deadline.saturating_duration_since(Instant::now()).max(Duration::from_millis(1));
            let authorization = self.key.as_ref().map(|key| format!("Bearer {key}"));
            let sent = match body {
                Some(body) => {
                    let mut request = self.agent.post(&uri).config().timeout_global(Some(left)).build();
                    request = request.header("content-type", "application/json");
                    if let Some(authorization) = &authorization {
                        request = request.header("authorization", authorization);
                    }
                    request.send(body.to_string())
                }
                None => {
                    let mut request = self.agent.get(&uri).config().timeout_global(Some(left)).build();
                    if let Some(authorization) = &authorization {
                        request = request.header("authorization", authorization);
                    }
                    request.call()
                }
            };
            let response = sent.map_err(|error| self.unreachable(&uri, &error))?;
            let status = response.status().as_u16();
            if !(300..400).contains(&status) {
                return Ok(response);
            }
            let location =
                response.headers().get("location").and_then(|value| value.to_str().ok()).unwrap_or_default();
            let next = absolute(&uri, location);
            let next = next.ok_or_else(|| {
                Broken::Lasting(format!("{uri} redirects to {location:?}, which is not a URL"))
            })?;
            if !matches!(status, 307 | 308) && body.is_some() {
                let message = format!(
                    "{uri} redirects to {next} with status {status}, which drops the request; set \
                     SEMNET_MODEL_URL to the address of the model"
                );
                return Err(Broken::Lasting(message));
            }
            if origin(&next) != origin(&first) {
                return Err(Broken::Lasting(format!(
                    "{uri} redirects to {next}, another server; set SEMNET_MODEL_URL to that address if it \
                     may receive the question, the sources and the key"
                )));
            }
            uri = next;
        }
        Err(Broken::Lasting(format!("{first} redirects more than {REDIRECTS} times")))
    }

    /// A response that is an answer, or the parameter that the server does not take.
    fn answered(&self, response: Response<Body>, body: &Value) -> Result<Sent, Broken> {
        if !matches!(response.status().as_u16(), 400 | 404 | 415 | 422 | 500 | 501) {
            return self.checked(response).map(Sent::Answer);
        }
        let wait = wait_of(&response);
        let (status, said) = said(response);
        let lower = said.to_ascii_lowercase();
        let is_sent = |name: &&&str| body.get(**name).is_some();
        let names = |name: &&&str| lower.contains(**name);
        if let Some(&name) = OPTIONAL.iter().filter(is_sent).find(names) {
            return Ok(Sent::Refused(name));
        }
        let is_about_schema =
            ["json_schema", "schema", "grammar", "structured"].iter().any(|word| lower.contains(word));
        if body.get("response_format").is_some() && (is_about_schema || matches!(status, 400 | 422)) {
            return Ok(Sent::Refused("response_format"));
        }
        Err(self.failed(status, &said, wait))
    }

    /// A successful response.
    fn checked(&self, response: Response<Body>) -> Result<Response<Body>, Broken> {
        if response.status().is_success() {
            return Ok(response);
        }
        let wait = wait_of(&response);
        let (status, said) = said(response);
        Err(self.failed(status, &said, wait))
    }

    fn failed(&self, status: u16, said: &str, wait: Option<Duration>) -> Broken {
        let said = if said.is_empty() { String::new() } else { format!(": {said}") };
        let message = |what: &str| format!("{} responds with status {status}; {what}{said}", self.url);
        match status {
            401 | 403 if self.key.is_none() => Broken::Lasting(message("it needs a key in SEMNET_MODEL_KEY")),
            401 | 403 => Broken::Lasting(message("it refuses the key in SEMNET_MODEL_KEY")),
            404 => Broken::Lasting(message(&format!(
                "it has no model {:?}, or SEMNET_MODEL_URL does not end with /v1",
                self.model
            ))),
            408 | 429 | 500 | 502 | 503 | 504 | 529 => Broken::Busy(message("it cannot answer now"), wait),
            _ => Broken::Lasting(message("this is not an answer")),
        }
    }

    fn wrong_type(&self, kind: &str, body: impl Read) -> Broken {
        let said = excerpt(&beginning(body));
        Broken::Lasting(format!(
            "{} responds with {kind:?}; expected text/event-stream or application/json; check that this \
             server has chat completions. The response begins with {said:?}",
            self.url
        ))
    }

    fn unreachable(&self, uri: &Uri, error: &ureq::Error) -> Broken {
        match error {
            ureq::Error::Timeout(_) => {
                Broken::Lasting(format!("no response from {uri} in time ({error}); --timeout allows more"))
            }
            ureq::Error::Io(_) | ureq::Error::HostNotFound | ureq::Error::ConnectionFailed
                if is_refused(error) =>
            {
                Broken::Lasting(format!(
                    "no server responds at {uri} ({error}); start a local one, such as `ollama serve` with \
                     `ollama pull NAME`, or `llama-server -m FILE.gguf --port 11434`, or set \
                     SEMNET_MODEL_URL to another server"
                ))
            }
            _ => Broken::Passing(format!("{uri}: {error}")),
        }
    }

    /// A text without the key, should a server have repeated it.
    fn without_key(&self, text: &str) -> String {
        match &self.key {
            Some(key) => text.replace(key.as_str(), "[key]"),
            None => text.to_owned(),
        }
    }
}

/// Whether there was no server, rather than one that closed the connection.
fn is_refused(error: &ureq::Error) -> bool {
    match error {
        ureq::Error::Io(error) => error.kind() == std::io::ErrorKind::ConnectionRefused,
        _ => true,
    }
}

/// Scheme, host and port.
fn origin(uri: &Uri) -> Option<(String, String, u16)> {
    let scheme = uri.scheme_str()?.to_ascii_lowercase();
    let port = uri.port_u16().unwrap_or(if scheme == "https" { 443 } else { 80 });
    Some((scheme, uri.host()?.to_ascii_lowercase(), port))
}

fn is_loopback(host: &str) -> bool {
    let host = host.trim_matches(['[', ']']);
    host == "localhost" || host.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
}

/// The target of a redirect.
fn absolute(from: &Uri, location: &str) -> Option<Uri> {
    let location = match location {
        path if path.starts_with("//") => format!("{}:{path}", from.scheme_str()?),
        path if path.starts_with('/') => format!("{}://{}{path}", from.scheme_str()?, from.authority()?),
        url => url.to_owned(),
    };
    let uri: Uri = location.parse().ok()?;
    (matches!(uri.scheme_str(), Some("http" | "https")) && uri.host().is_some()).then_some(uri)
}

/// How long a server requests to wait.
fn wait_of(response: &Response<Body>) -> Option<Duration> {
    response.headers().get("retry-after").and_then(|value| value.to_str().ok()).and_then(retry_after)
}

/// How long a header requests to wait: seconds, or until a date.
fn retry_after(value: &str) -> Option<Duration> {
    if let Ok(seconds) = value.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(value.trim()).ok()?;
    Some(date.duration_since(SystemTime::now()).unwrap_or_default())
}

/// Status and message of a response that is an error.
fn said(mut response: Response<Body>) -> (u16, String) {
    let status = response.status().as_u16();
    let text = beginning(response.body_mut().as_reader());
    let message = serde_json::from_str::<Value>(&text).ok().and_then(|value| {
        let error = &value["error"];
        error["message"].as_str().or(error.as_str()).or(value["message"].as_str()).map(str::to_owned)
    });
    (status, excerpt(&message.unwrap_or(text)))
}

fn beginning(body: impl Read) -> String {
    let mut bytes = Vec::new();
    // The unreadable rest is not needed for an error.
    let _ = body.take(1 << 14).read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}
