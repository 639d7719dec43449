//! Explains an object store's errors, and what to do about them.

use std::error::Error as _;
use std::time::Duration;

use object_store::Error;
use object_store::client::{HttpError, HttpErrorKind};

use crate::store::StoreError;
use crate::store::object::endpoint::Endpoint;
use crate::util::Cause;

/// The known facts about a failed call.
pub(super) struct FailedCall<'a> {
    error: &'a Error,
    /// The HTTP status of the object store's response, if there was one.
    status: Option<u16>,
    /// S3's error code, such as `NoSuchBucket`.
    code: Option<String>,
    /// The kind of the transport error, if there was no response.
    transport: Option<HttpErrorKind>,
    /// The innermost reason.
    reason: String,
}

impl<'a> FailedCall<'a> {
    /// Parses the status and the code from the text of the error, because the types of `object_store` are
    /// private.
    pub(super) fn of(error: &'a Error) -> FailedCall<'a> {
        let text = error.to_string();
        let behind = |start: &str| text.split_once(start).map(|(_, rest)| rest);
        let status = behind("status code: ").and_then(|rest| rest.get(..3)?.parse().ok());
        let status = status.or(match error {
            Error::NotFound { .. } => Some(404),
            Error::PermissionDenied { .. } => Some(403),
            Error::Unauthenticated { .. } => Some(401),
            _ if text.contains("redirect without LOCATION") => Some(301),
            _ => None,
        });
        let code = behind("<Code>").and_then(|rest| Some(rest.split_once("</Code>")?.0.to_owned()));
        let (mut transport, mut reason) = (None, text.clone());
        let mut source = error.source();
        while let Some(inner) = source {
            transport = transport.or(inner.downcast_ref::<HttpError>().map(HttpError::kind));
            reason = inner.to_string();
            source = inner.source();
        }
        FailedCall { error, status, code, transport, reason }
    }

    /// Whether the object does not exist, but the bucket does.
    pub(super) fn is_no_object(&self) -> bool {
        matches!(self.error, Error::NotFound { .. }) && self.code.as_deref() != Some("NoSuchBucket")
    }

    /// Whether another try may succeed.
    pub(super) fn may_pass(&self) -> bool {
        match (self.status, self.error) {
            (Some(status), _) => status >= 500 || matches!(status, 408 | 409 | 429),
            (None, Error::Generic { .. }) => !self.lacks_credentials(),
            (None, error) => matches!(error, Error::JoinError { .. }),
        }
    }

    /// Whether another try might have avoided this error, because it is not a refusal of the request.
    pub(super) fn might_have_passed(error: &StoreError) -> bool {
        match error {
            StoreError::Unavailable { cause: Some(cause), .. } => {
                cause.downcast_ref().is_some_and(|error| FailedCall::of(error).may_pass())
            }
            // No answer came.
            StoreError::Unavailable { .. } => true,
            _ => false,
        }
    }

    /// Without keys, `object_store` requests them from the metadata service of Amazon's machines.
    fn lacks_credentials(&self) -> bool {
        let text = self.error.to_string();
        text.contains("/latest/api/token")
            || text.contains("/latest/meta-data")
            || text.contains("credentials")
    }

    /// The problem, and what to do about it.
    fn message(&self, endpoint: &Endpoint) -> String {
        let code = self.code.as_deref().unwrap_or_default();
        let answer = match self.status {
            Some(status) if code.is_empty() => format!("the object store answered {status}"),
            Some(status) => format!("the object store answered {status} {code}"),
            None => String::new(),
        };
        match (self.status, code) {
            (_, "NoSuchBucket") | (Some(404), _) => {
                format!("{answer}: there is no such bucket; make it first, or name another")
            }
            (_, "InvalidAccessKeyId") => format!(
                "{answer}: AWS_ACCESS_KEY_ID is unknown there; set another \
                one"
            ),
            (_, "SignatureDoesNotMatch") => {
                format!(
                    "{answer}: AWS_SECRET_ACCESS_KEY does not belong to AWS_ACCESS_KEY_ID; set the right one"
                )
            }
            (_, "ExpiredToken" | "InvalidToken") => {
                format!("{answer}: AWS_SESSION_TOKEN is invalid or has expired; set a new one")
            }
            (_, "RequestTimeTooSkewed") => format!("{answer}: the clock of this machine is wrong; set it"),
            (Some(301 | 307), _) | (_, "AuthorizationHeaderMalformed") => {
                format!("{answer}: the bucket is in another region; set AWS_REGION to it")
            }
            (Some(401 | 403), _) => format!(
                "{answer}: these credentials must be allowed to list the bucket, and to read and write its \
                 objects"
            ),
            (Some(429 | 500..), _) => format!("{answer}: it is overloaded or partly down; try again later"),
            (Some(_), _) => format!("{answer}: {}", self.reason),
            (None, _) if self.lacks_credentials() => format!(
                "there are no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY ({})",
                self.reason
            ),
            (None, _) if self.transport == Some(HttpErrorKind::Decode) => {
                let engine = endpoint
                    .address
                    .as_ref()
                    .map_or("the object store".to_owned(), |url| format!("the object store at {url}"));
                format!("{engine} does not respond as S3 does: {}", self.reason)
            }
            (None, _) if self.transport.is_some() => format!("{}: {}", away(endpoint), self.reason),
            (None, _) => self.reason.clone(),
        }
    }
}

/// An error with the problem, the number of attempts, and what to do. `None` means that no response came in
/// time.
pub(super) fn explain(
    store: &str,
    endpoint: &Endpoint,
    failure: Option<Error>,
    tried: u32,
    elapsed: Duration,
) -> StoreError {
    let message = match &failure {
        Some(error) => FailedCall::of(error).message(endpoint),
        None => away(endpoint),
    };
    let effort = match tried {
        1 if failure.is_some() => String::new(),
        1 => format!(" (waited {:.1} s)", elapsed.as_secs_f64()),
        tried => format!(" (tried {tried} times in {:.1} s)", elapsed.as_secs_f64()),
    };
    StoreError::Unavailable {
        store: store.to_owned(),
        message: message + &effort,
        cause: failure.map(Cause::new),
    }
}

fn away(endpoint: &Endpoint) -> String {
    match &endpoint.address {
        Some(address) => format!(
            "no response from the object store at {address}; check that it is running and reachable, and \
             AWS_ENDPOINT_URL"
        ),
        None => "no response from the object store; check that it is running and reachable".to_owned(),
    }
}
