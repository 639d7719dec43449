//! Streamable HTTP: one store for all sessions. It listens on loopback, unless the person who starts the
//! server names the hosts by which others reach it, and a token that they must send.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::BodyExt;
use http_body_util::Full;
use http_body_util::combinators::BoxBody;
use hyper::body::{Bytes, Incoming};
use hyper::header::{
    AUTHORIZATION, CONNECTION, CONTENT_TYPE, HOST, HeaderValue, ORIGIN, TRANSFER_ENCODING, WWW_AUTHENTICATE,
};
use hyper::http::uri::Authority;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode, Uri};
use hyper_util::rt::{TokioIo, TokioTimer};
use rmcp::transport::{StreamableHttpServerConfig, StreamableHttpService};
use semnet_core::Fingerprint;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use crate::bodies::{Bodies, Refusal};
use crate::lines::MOST_BYTES;
use crate::server::Server;
use crate::sessions::Sessions;

/// The path of the server's address.
const PATH: &str = "/mcp";

/// How many connections are served at a time; others wait.
const MOST_CONNECTIONS: usize = 256;

/// So long a client may take to send the head of a request.
const PATIENCE: Duration = Duration::from_secs(10);

/// Who may connect.
pub(crate) struct Access {
    /// Where the server listens.
    pub(crate) address: SocketAddr,
    /// The names or addresses by which clients on other machines reach it.
    pub(crate) remote: Vec<String>,
    /// The token that every request must have.
    pub(crate) token: Option<String>,
}

impl Access {
    /// Refuses to listen where strangers could connect.
    fn check(&self) -> Result<(), String> {
        let address = self.address;
        if self.token.as_ref().is_some_and(|token| token.len() < 16) {
            return Err(
                "the token in SEMNET_MCP_TOKEN is too short; use at least 16 random characters".into()
            );
        }
        if address.ip().is_loopback() && self.remote.is_empty() {
            return Ok(());
        }
        if self.remote.is_empty() {
            return Err(format!(
                "{address} can be reached from other machines; listen on 127.0.0.1, or name the hosts by \
                 which clients reach this server with --allow-remote HOST"
            ));
        }
        if self.token.is_none() {
            return Err(
                "--allow-remote needs a token that clients send; put one into SEMNET_MCP_TOKEN".into()
            );
        }
        Ok(())
    }

    /// `Host` and `Origin` that requests may have: a page of another origin, or one whose name was bound to
    /// this address, must not reach the store.
    fn config(&self) -> StreamableHttpServerConfig {
        let loopback = ["localhost", "127.0.0.1", "::1"].map(str::to_owned);
        let hosts: Vec<String> = loopback.into_iter().chain(self.remote.iter().cloned()).collect();
        let origin = |host: &String| {
            let host =
                if host.contains(':') && !host.starts_with('[') { format!("[{host}]") } else { host.clone() };
            [format!("http://{host}:*"), format!("https://{host}:*")]
        };
        let origins: Vec<String> = hosts.iter().flat_map(origin).collect();
        StreamableHttpServerConfig::default()
            .with_allowed_hosts(hosts)
            .with_allowed_origins(origins)
            .enforce_origin_validation()
            .with_max_request_body_bytes(MOST_BYTES)
    }
}

/// Serves until the program is ended.
pub(crate) async fn serve(server: Server, access: Access) -> Result<(), Box<dyn std::error::Error>> {
    access.check()?;
    let listener = TcpListener::bind(access.address)
        .await
        .map_err(|error| format!("cannot listen on {}: {error}; name another address", access.address))?;
    eprintln!("mcp: listening on http://{}{PATH}", listener.local_addr()?);
    let sessions = Arc::new(Sessions::default());
    let manager = Arc::clone(&sessions.manager);
    let service = StreamableHttpService::new(move || Ok(server.clone()), manager, access.config());
    // Compared by its hash, so the time that this takes reveals nothing about the token.
    let token = access.token.map(|token| Fingerprint::hash(format!("Bearer {token}").as_bytes()));
    let connections = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let bodies = Arc::new(Bodies::default());
    loop {
        let permit = Arc::clone(&connections).acquire_owned().await?;
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            // A connection that was closed while it waited, or too many open files: the others are served.
            Err(_) => {
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        let (service, sessions, bodies) = (service.clone(), Arc::clone(&sessions), Arc::clone(&bodies));
        tokio::spawn(async move {
            let answer = service_fn(move |request: Request<Incoming>| {
                let (service, sessions, bodies) =
                    (service.clone(), Arc::clone(&sessions), Arc::clone(&bodies));
                async move {
                    if let Some(refused) = refused(&request, token) {
                        return Ok::<_, Infallible>(refused);
                    }
                    sessions.note_request(request.headers());
                    // A proxy may have read a length next to the chunks, and taken the rest for another
                    // request.
                    let is_chunked = request.headers().contains_key(TRANSFER_ENCODING);
                    let (head, body) = request.into_parts();
                    let (body, broken) = bodies.limited(body);
                    let answer = service.handle(Request::from_parts(head, body)).await;
                    let mut answer = broken.get().map_or(answer, |&broken| unread(broken));
                    sessions.note_answer(answer.headers()).await;
                    if is_chunked {
                        answer.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
                    }
                    Ok(answer)
                }
            });
            let mut builder = http1::Builder::new();
            builder.timer(TokioTimer::new()).header_read_timeout(PATIENCE);
            // A connection that breaks concerns its client alone.
            let _ = builder.serve_connection(TokioIo::new(stream), answer).await;
            drop(permit);
        });
    }
}

/// The answer to a request that is not for the server, or without the token.
fn refused<B>(
    request: &Request<B>,
    token: Option<Fingerprint>,
) -> Option<Response<BoxBody<Bytes, Infallible>>> {
    if is_ambiguous(request) {
        return Some(text(
            StatusCode::BAD_REQUEST,
            "expected one Host, the same as that of the target, and at most one Origin and one \
             Authorization\n",
        ));
    }
    let given = request.headers().get(AUTHORIZATION).map(|given| Fingerprint::hash(given.as_bytes()));
    if token.is_some() && given != token {
        let mut refused =
            text(StatusCode::UNAUTHORIZED, "this server needs a token: Authorization: Bearer TOKEN\n");
        refused.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        return Some(refused);
    }
    (request.uri().path() != PATH).then(|| text(StatusCode::NOT_FOUND, "not found; this server is at /mcp\n"))
}

/// Whether a request has no single host, or no single page that it comes from: another program on its way
/// might read it otherwise. Browsers and clients send no such request.
fn is_ambiguous<B>(request: &Request<B>) -> bool {
    let headers = request.headers();
    let is_repeated = |name| headers.get_all(name).iter().nth(1).is_some();
    if is_repeated(HOST) || is_repeated(ORIGIN) || is_repeated(AUTHORIZATION) {
        return true;
    }
    // Values that are missing or not text are refused later.
    let value = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let host = value(HOST);
    let is_odd_host =
        host.is_some_and(|host| host.parse().is_ok_and(|authority| !is_host_and_port(&authority)));
    let is_odd_origin = value(ORIGIN).and_then(|origin| origin.parse::<Uri>().ok()).is_some_and(|origin| {
        let has_path = !matches!(origin.path(), "" | "/") || origin.query().is_some();
        has_path || origin.authority().is_some_and(|authority| !is_host_and_port(authority))
    });
    let is_elsewhere =
        |target: &Authority| !host.is_some_and(|host| target.as_str().eq_ignore_ascii_case(host));
    is_odd_host || is_odd_origin || request.uri().authority().is_some_and(is_elsewhere)
}

/// Whether an authority has no user, and no port or one that can be.
fn is_host_and_port(authority: &Authority) -> bool {
    match authority.as_str().strip_prefix(authority.host()) {
        Some("") => true,
        Some(port) => port.strip_prefix(':').is_some_and(|port| {
            let is_number = port.bytes().all(|byte| byte.is_ascii_digit());
            is_number && port.parse().is_ok_and(|port: u16| port > 0)
        }),
        None => false,
    }
}

/// The answer to a request whose body was not read to its end.
fn unread(why: Refusal) -> Response<BoxBody<Bytes, Infallible>> {
    let status = match why {
        Refusal::Slow => StatusCode::REQUEST_TIMEOUT,
        Refusal::Broken => StatusCode::BAD_REQUEST,
        Refusal::Full => StatusCode::SERVICE_UNAVAILABLE,
    };
    text(status, format!("{why}\n"))
}

fn text(status: StatusCode, text: impl Into<Bytes>) -> Response<BoxBody<Bytes, Infallible>> {
    let mut response = Response::new(Full::new(text.into()).boxed());
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_for_one_host_and_from_one_page() {
        let status = |target: &str, headers: &[(&str, &str)]| {
            let builder = headers
                .iter()
                .fold(Request::builder().uri(target), |builder, (name, value)| builder.header(*name, *value));
            refused(&builder.body(()).unwrap(), None).map(|refused| refused.status().as_u16())
        };
        let local = ("host", "localhost:8808");
        for headers in [
            &[local][..],
            &[("host", "[::1]:8808"), ("origin", "http://localhost:8808")],
            &[local, ("origin", "null")],
            &[],
        ] {
            assert_eq!(status("/mcp", headers), None, "{headers:?}");
        }
        assert_eq!(status("http://localhost:8808/mcp", &[local]), None);
        assert_eq!(status("/other", &[local]), Some(404));
        let own = ("origin", "http://localhost:8808");
        for headers in [
            &[local, local][..],
            &[local, ("host", "evil.example")],
            &[local, own, own],
            &[local, own, ("origin", "http://evil.example")],
            &[local, ("authorization", "Bearer a"), ("authorization", "Bearer b")],
            &[("host", "evil.example@localhost")],
            &[("host", "localhost:")],
            &[("host", "localhost:0")],
            &[("host", "localhost:99999")],
            &[("host", "[::1]:+80")],
            &[local, ("origin", "http://evil.example@localhost")],
            &[local, ("origin", "http://localhost:99999")],
            &[local, ("origin", "http://localhost/path")],
        ] {
            assert_eq!(status("/mcp", headers), Some(400), "{headers:?}");
        }
        for target in ["http://evil.example/mcp", "http://localhost/mcp", "http://a@localhost:8808/mcp"] {
            assert_eq!(status(target, &[local]), Some(400), "{target}");
        }
        assert_eq!(status("http://localhost/mcp", &[]), Some(400));
    }

    #[test]
    fn other_machines_need_a_name_and_a_token() {
        let token = Some("0123456789abcdef".to_owned());
        let check = |address: &str, remote: &[&str], token: Option<String>| {
            let remote = remote.iter().map(|&host| host.to_owned()).collect();
            Access { address: address.parse().unwrap(), remote, token }.check()
        };
        assert!(check("127.0.0.1:0", &[], None).is_ok());
        assert!(check("[::1]:0", &[], token.clone()).is_ok());
        assert!(check("0.0.0.0:0", &[], None).unwrap_err().contains("--allow-remote"));
        assert!(check("192.0.2.1:80", &[], token.clone()).is_err());
        assert!(check("[::]:0", &["example.org"], None).unwrap_err().contains("SEMNET_MCP_TOKEN"));
        assert!(check("127.0.0.1:0", &["example.org"], None).is_err());
        assert!(check("0.0.0.0:0", &["example.org"], Some("short".into())).is_err());
        assert!(check("0.0.0.0:0", &["example.org"], token).is_ok());
    }
}
