//! From `s3://BUCKET/PREFIX` and settings to an engine.

use std::sync::Arc;

use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::path::Path;
use object_store::{ClientConfigKey, RetryConfig};

use crate::store::StoreError;
use crate::store::object::engine::{Door, Engine};

/// An engine at each of the endpoints that the settings name.
pub(super) fn engine(url: &str, settings: Vec<(String, String)>) -> Result<Engine, StoreError> {
    let wrong = |message: String| StoreError::Unavailable { store: url.to_owned(), message, source: None };
    let (bucket, prefix) = bucket_and_prefix(url).map_err(wrong)?;
    let mut endpoint = None;
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(bucket)
        // What is tried again, and for how long, is decided in one place for all engines.
        .with_retry(RetryConfig { max_retries: 0, ..RetryConfig::default() })
        .with_config(AmazonS3ConfigKey::Client(ClientConfigKey::Timeout), "1 day")
        // Not all engines can remove several objects at once, and never are there several.
        .with_config(AmazonS3ConfigKey::DisableBulkDelete, "true");
    for (name, value) in settings {
        let key =
            name.to_ascii_lowercase().parse().map_err(|_| wrong(format!("there is no setting {name}")))?;
        match key {
            AmazonS3ConfigKey::Endpoint => endpoint = endpoint.or(Some(value)),
            // For S3 only, so it goes before the one for all services.
            AmazonS3ConfigKey::S3Endpoint => endpoint = Some(value),
            AmazonS3ConfigKey::Bucket => {}
            key => builder = builder.with_config(key, value),
        }
    }
    let endpoints: Vec<&str> =
        endpoint.iter().flat_map(|all| all.split(',')).map(str::trim).filter(|one| !one.is_empty()).collect();
    let door = |endpoint: Option<&str>| {
        let mut builder = builder.clone();
        if let Some(endpoint) = endpoint {
            // Whoever writes `http:` means it.
            builder = builder.with_endpoint(endpoint).with_allow_http(endpoint.starts_with("http:"));
        }
        let s3 = Arc::new(builder.build().map_err(|error| wrong(error.to_string()))?);
        Ok(Door { objects: s3.clone(), pages: Some(s3), endpoint: endpoint.map(Arc::from) })
    };
    let doors: Vec<Door> = if endpoints.is_empty() {
        vec![door(None)?]
    } else {
        endpoints.into_iter().map(|endpoint| door(Some(endpoint))).collect::<Result<_, _>>()?
    };
    Ok(Engine::new(url, &prefix, doors))
}

/// What every key begins with: nothing, or a prefix and `/`.
pub(super) fn prefix(prefix: &str) -> Result<String, String> {
    let parsed =
        Path::parse(prefix).map_err(|error| format!("a prefix such as `a/b` would be right: {error}"))?;
    Ok(if parsed.as_ref().is_empty() { String::new() } else { format!("{parsed}/") })
}

fn bucket_and_prefix(url: &str) -> Result<(&str, String), String> {
    let right = "s3://BUCKET or s3://BUCKET/PREFIX would be right";
    let rest = url.strip_prefix("s3://").ok_or_else(|| format!("this is no name of a store; {right}"))?;
    let (bucket, rest) = rest.split_once('/').unwrap_or((rest, ""));
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    if bucket.is_empty() || !bucket.chars().all(is_plain) {
        return Err(format!("{bucket:?} is no name of a bucket; {right}"));
    }
    Ok((bucket, prefix(rest)?))
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert!(error.contains("would be right"), "{url}: {error}");
        }
    }
}
