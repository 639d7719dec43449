//! From `s3://BUCKET/PREFIX` and settings to the calls of an object store.

use std::sync::Arc;

use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::path::Path;
use object_store::{ClientConfigKey, RetryConfig};
use url::Url;

use crate::store::StoreError;
use crate::store::object::answers::Checked;
use crate::store::object::endpoint::Endpoint;
use crate::store::object::engine::Engine;

/// The object store with the endpoints that the settings name.
pub(super) fn engine(url: &str, settings: Vec<(String, String)>) -> Result<Engine, StoreError> {
    let wrong = |message: String| StoreError::Unavailable { store: url.to_owned(), message, cause: None };
    let (bucket, prefix) = bucket_and_prefix(url).map_err(wrong)?;
    let checked = check_settings(&settings);
    let mut endpoint = None;
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(bucket)
        .with_http_connector(Checked::default())
        // Retries, and their limits, are decided in one place for all object stores.
        .with_retry(RetryConfig { max_retries: 0, ..RetryConfig::default() })
        .with_config(AmazonS3ConfigKey::Client(ClientConfigKey::Timeout), "1 day")
        // Not all object stores can remove several objects in one request, and there is never more than one.
        .with_config(AmazonS3ConfigKey::DisableBulkDelete, "true");
    for (name, value) in settings {
        let key =
            name.to_ascii_lowercase().parse().map_err(|_| wrong(format!("there is no setting {name}")))?;
        match key {
            AmazonS3ConfigKey::Endpoint => endpoint = endpoint.or(Some(value)),
            // For S3 only, so it goes before the one for all services of Amazon.
            AmazonS3ConfigKey::S3Endpoint => endpoint = Some(value),
            AmazonS3ConfigKey::Bucket => {}
            key => builder = builder.with_config(key, value),
        }
    }
    checked.map_err(wrong)?;
    let endpoints: Vec<&str> =
        endpoint.iter().flat_map(|all| all.split(',')).map(str::trim).filter(|one| !one.is_empty()).collect();
    // Without one it would be Amazon's.
    if endpoint.is_some() && endpoints.is_empty() {
        return Err(wrong(
            "AWS_ENDPOINT_URL names no endpoint; expected http://HOST or https://HOST".to_owned(),
        ));
    }
    endpoints.iter().try_for_each(|endpoint| check_endpoint(endpoint)).map_err(wrong)?;
    let connect = |endpoint: Option<&str>| {
        let mut builder = builder.clone();
        if let Some(endpoint) = endpoint {
            // Whoever writes `http:` means it.
            let is_plain = endpoint.to_ascii_lowercase().starts_with("http:");
            builder = builder.with_endpoint(endpoint).with_allow_http(is_plain);
        }
        let s3 = Arc::new(builder.build().map_err(|error| wrong(error.to_string()))?);
        Ok(Endpoint { objects: s3.clone(), pages: Some(s3), address: endpoint.map(Arc::from) })
    };
    let connected: Vec<Endpoint> = if endpoints.is_empty() {
        vec![connect(None)?]
    } else {
        endpoints.into_iter().map(|endpoint| connect(Some(endpoint))).collect::<Result<_, _>>()?
    };
    Ok(Engine::new(url, &prefix, connected))
}

/// Refuses settings on which a library would fail later, and missing credentials, which it would otherwise
/// request from a service that exists only on Amazon's machines.
fn check_settings(settings: &[(String, String)]) -> Result<(), String> {
    for (name, value) in settings {
        if value.chars().any(char::is_control) {
            return Err(format!(
                "the value of {name} contains a line end or another control character; remove it"
            ));
        }
    }
    let has = |wanted: &str| {
        let is_wanted = |name: &str| name.to_ascii_lowercase().trim_start_matches("aws_") == wanted;
        settings.iter().any(|(name, value)| is_wanted(name) && !value.is_empty())
    };
    let has_keys = has("access_key_id") && has("secret_access_key");
    // A person who names one of these wants it to be used.
    let elsewhere = [
        "skip_signature",
        "web_identity_token_file",
        "container_credentials_relative_uri",
        "container_credentials_full_uri",
        "metadata_endpoint",
    ];
    if has_keys || elsewhere.iter().any(|name| has(name)) {
        return Ok(());
    }
    Err("there are no credentials; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or \
         AWS_SKIP_SIGNATURE=true for a bucket that everybody may use"
        .to_owned())
}

/// `http://HOST` or `https://HOST`, perhaps with a port and a path.
fn check_endpoint(endpoint: &str) -> Result<(), String> {
    let expected = "expected http://HOST or https://HOST, with :PORT if it is not the usual one";
    let shown: String = endpoint.chars().take(80).collect();
    let url =
        Url::parse(endpoint).map_err(|error| format!("invalid endpoint {shown:?}: {error}; {expected}"))?;
    let is_plain = matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none()
        && endpoint.chars().all(|c| c.is_ascii_graphic());
    if is_plain { Ok(()) } else { Err(format!("invalid endpoint {shown:?}; {expected}")) }
}

/// The prefix of every key: empty, or a prefix and `/`.
pub(super) fn prefix(prefix: &str) -> Result<String, String> {
    let parsed = Path::parse(prefix).map_err(|error| format!("expected a prefix such as `a/b`: {error}"))?;
    Ok(if parsed.as_ref().is_empty() { String::new() } else { format!("{parsed}/") })
}

fn bucket_and_prefix(url: &str) -> Result<(&str, String), String> {
    let right = "expected s3://BUCKET or s3://BUCKET/PREFIX";
    let rest =
        url.strip_prefix("s3://").ok_or_else(|| format!("this is not the name of a store; {right}"))?;
    let (bucket, rest) = rest.split_once('/').unwrap_or((rest, ""));
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    if bucket.is_empty() || !bucket.chars().all(is_plain) {
        return Err(format!("{bucket:?} is not the name of a bucket; {right}"));
    }
    Ok((bucket, prefix(rest)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endpoints_are_urls() {
        for endpoint in ["http://127.0.0.1:7480", "https://s3.example.org", "http://[::1]:9000/gateway"] {
            assert_eq!(check_endpoint(endpoint), Ok(()), "{endpoint}");
        }
        for endpoint in [
            "localhost:7480",
            "http://",
            "http://a:99999",
            "ftp://a",
            "http://u:p@a",
            "http://a?x",
            "http://a#x",
            "http://a b",
            "http://a\r\nx: y",
            "//a",
            "a",
            "http://ä ö",
        ] {
            let error = check_endpoint(endpoint).unwrap_err();
            assert!(error.contains("expected http://HOST"), "{endpoint}: {error}");
        }
    }

    #[test]
    fn an_endpoint_that_is_set_is_never_amazon() {
        let open = |endpoint: &str| {
            let settings = [("endpoint", endpoint), ("access_key_id", "k"), ("secret_access_key", "s")];
            let settings = settings.map(|(name, value)| (name.to_owned(), value.to_owned()));
            engine("s3://networks", settings.into()).map(drop).map_err(|error| error.to_string())
        };
        for none in ["", " ", ",", ", ,"] {
            assert!(open(none).unwrap_err().contains("names no endpoint"), "{none:?}");
        }
        assert_eq!(open("http://127.0.0.1:1,"), Ok(()));
    }

    #[test]
    fn without_credentials_it_says_so_at_once() {
        let settings = |all: &[(&str, &str)]| {
            let all = all.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            check_settings(&all.collect::<Vec<_>>())
        };
        let (key, secret) = (("AWS_ACCESS_KEY_ID", "k"), ("AWS_SECRET_ACCESS_KEY", "s"));
        assert_eq!(settings(&[key, secret]), Ok(()));
        assert_eq!(settings(&[("access_key_id", "k"), ("aws_secret_access_key", "s")]), Ok(()));
        assert_eq!(settings(&[("AWS_SKIP_SIGNATURE", "true")]), Ok(()));
        for none in
            [&[][..], &[key], &[secret], &[key, ("AWS_SECRET_ACCESS_KEY", "")], &[("AWS_REGION", "x")]]
        {
            assert!(settings(none).unwrap_err().contains("there are no credentials"), "{none:?}");
        }
        let said = settings(&[("AWS_ACCESS_KEY_ID", "k\n"), secret]).unwrap_err();
        assert!(said.contains("AWS_ACCESS_KEY_ID contains a line end"), "{said}");
    }

    #[test]
    fn a_store_is_a_bucket_and_perhaps_a_prefix() {
        for (url, bucket, prefix) in [
            ("s3://networks", "networks", ""),
            ("s3://networks/", "networks", ""),
            ("s3://my.bucket-1/a", "my.bucket-1", "a/"),
            ("s3://b/a/b c/", "b", "a/b c/"),
        ] {
            assert_eq!(bucket_and_prefix(url), Ok((bucket, prefix.to_owned())), "{url}");
        }
        for url in
            ["s3:", "s3://", "s3:///a", "https://b/a", "s3://a b", "s3://u:p@b", "s3://b/a//b", "s3://b/../a"]
        {
            let error = bucket_and_prefix(url).unwrap_err();
            assert!(error.contains("expected"), "{url}: {error}");
        }
    }
}
