//! Checks that the responses of an object store are responses of S3, before they are used.
//!
//! A proxy, a login page or a broken gateway may respond with `200` and something else. Read as a list, that
//! would be an empty one, and the store would seem to end there. So a list must be a complete list document,
//! a missing object must be reported with S3's error code, and a write or a removal must be acknowledged with
//! an empty body.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use futures_util::StreamExt;
use object_store::ClientOptions;
use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpResponse, HttpResponseBody,
    HttpService, ReqwestConnector,
};
use rustls::crypto::CryptoProvider;

/// The longest list that is read: 1,000 keys of 1,024 bytes are much less.
const LONGEST_LIST: usize = 64 << 20;
/// The longest other response that is read.
const LONGEST: usize = 1 << 20;

/// Makes clients whose answers are checked.
#[derive(Debug, Default)]
pub(super) struct Checked(ReqwestConnector);

impl HttpConnector for Checked {
    fn connect(&self, options: &ClientOptions) -> object_store::Result<HttpClient> {
        choose_cryptography();
        Ok(HttpClient::new(CheckedService(self.0.connect(options)?)))
    }
}

/// Installs a provider of cryptography for the process, without which reqwest panics. One that the program
/// has chosen is kept.
fn choose_cryptography() {
    if CryptoProvider::get_default().is_none() {
        // An error means that another thread was faster.
        let _ = rustls::crypto::ring::default_provider().install_default();
    }
}

#[derive(Debug)]
struct CheckedService(HttpClient);

impl HttpService for CheckedService {
    // As `async_trait` writes it.
    fn call<'a, 'b>(
        &'a self,
        request: HttpRequest,
    ) -> Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'b>>
    where
        'a: 'b,
        Self: 'b,
    {
        Box::pin(async move {
            let kind = Kind::of(&request);
            let response = self.0.execute(request).await?;
            check(kind, response).await
        })
    }
}

/// The request.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    List,
    Read,
    Change,
    Other,
}

impl Kind {
    fn of(request: &HttpRequest) -> Kind {
        match request.method().as_str() {
            "GET" if request.uri().query().is_some_and(|query| query.contains("list-type=2")) => Kind::List,
            "GET" => Kind::Read,
            "PUT" | "DELETE" => Kind::Change,
            _ => Kind::Other,
        }
    }
}

async fn check(kind: Kind, response: HttpResponse) -> Result<HttpResponse, HttpError> {
    let status = response.status();
    let longest = match kind {
        Kind::List if status.is_success() => LONGEST_LIST,
        Kind::Read if status.as_u16() == 404 => LONGEST,
        Kind::Change if status.is_success() => LONGEST,
        _ => return Ok(response),
    };
    let (parts, body) = response.into_parts();
    let mut bytes = Vec::new();
    let mut pieces = body.bytes_stream();
    while let Some(piece) = pieces.next().await {
        bytes.extend_from_slice(&piece?);
        if bytes.len() > longest {
            return Err(not_s3(format!("it is longer than {longest} bytes")));
        }
    }
    let text = String::from_utf8_lossy(&bytes);
    match kind {
        Kind::List => check_list(&text).map_err(not_s3)?,
        Kind::Read if !(text.contains("<Error") && text.contains("<Code>")) => {
            return Err(not_s3("404 without S3's error document, so the object may exist".to_owned()));
        }
        Kind::Change if !text.trim().is_empty() => {
            let begins: String = text.trim().chars().take(40).collect();
            return Err(not_s3(format!(
                "a write is acknowledged with an empty body, but this begins {begins:?}"
            )));
        }
        _ => {}
    }
    drop(text);
    Ok(HttpResponse::from_parts(parts, HttpResponseBody::from(bytes)))
}

/// Checks that a text is a complete and consistent list document.
fn check_list(text: &str) -> Result<(), String> {
    let text = text.trim_start_matches('\u{feff}').trim();
    let document = match text.strip_prefix("<?xml") {
        Some(rest) => rest.split_once("?>").map_or("", |(_, rest)| rest).trim_start(),
        None => text,
    };
    let is_list = document
        .strip_prefix("<ListBucketResult")
        .is_some_and(|rest| rest.starts_with(|c: char| c == '>' || c.is_whitespace()));
    if !is_list {
        let begins: String = document.chars().take(40).collect();
        return Err(format!("expected a list of keys (ListBucketResult), but it begins {begins:?}"));
    }
    if !document.ends_with("</ListBucketResult>") {
        return Err("the list of keys is cut off".to_owned());
    }
    let listed = document.matches("<Contents>").count() + document.matches("<CommonPrefixes>").count();
    if let Some(count) = element(document, "KeyCount")
        && count.parse() != Ok(listed)
    {
        return Err(format!("the list claims {count} keys, but has {listed}"));
    }
    let token = element(document, "NextContinuationToken").unwrap_or_default();
    match element(document, "IsTruncated") {
        Some("true") if token.is_empty() => {
            Err("the list claims to be truncated, but has no NextContinuationToken".to_owned())
        }
        Some("false") if !token.is_empty() => {
            Err("the list claims to be complete, but has a NextContinuationToken".to_owned())
        }
        Some("true" | "false") => Ok(()),
        _ => Err("the list does not say whether it is complete (IsTruncated)".to_owned()),
    }
}

fn element<'a>(document: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = document.split_once(&format!("<{name}>"))?;
    rest.split_once(&format!("</{name}>")).map(|(value, _)| value.trim())
}

fn not_s3(reason: String) -> HttpError {
    HttpError::new(HttpErrorKind::Decode, S3AnswerError(reason))
}

/// A response that S3 would not send.
#[derive(Debug)]
struct S3AnswerError(String);

impl fmt::Display for S3AnswerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for S3AnswerError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_list_is_a_list() {
        let list = |inside: &str| {
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult \
                 xmlns=\"x\">{inside}</ListBucketResult>\n"
            )
        };
        let ended = "<KeyCount>1</KeyCount><IsTruncated>false</IsTruncated><Contents></Contents>";
        assert_eq!(check_list(&list(ended)), Ok(()));
        assert_eq!(check_list(&list("<IsTruncated>false</IsTruncated>")), Ok(()));
        let goes_on = "<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>";
        assert_eq!(check_list(&list(goes_on)), Ok(()));
        for (text, problem) in [
            (String::new(), "ListBucketResult"),
            ("<html><body>Please log in</body></html>".to_owned(), "ListBucketResult"),
            ("<Error><Code>SlowDown</Code></Error>".to_owned(), "ListBucketResult"),
            ("<ListBucketResultV9/>".to_owned(), "ListBucketResult"),
            (list(ended).replace("</ListBucketResult>", ""), "cut off"),
            (list("<KeyCount>2</KeyCount><IsTruncated>false</IsTruncated><Contents></Contents>"), "2 keys"),
            (list("<IsTruncated>true</IsTruncated>"), "claims to be truncated"),
            (list(&goes_on.replace("true", "false")), "claims to be complete"),
            (list("<Contents></Contents>"), "IsTruncated"),
        ] {
            let said = check_list(&text).unwrap_err();
            assert!(said.contains(problem), "{text}: {said}");
        }
    }
}
