//! Calls of the object store, each within a time limit. A failed call is retried if that may help, at the
//! next endpoint if there are several.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::StreamExt;
use object_store::list::{PaginatedListOptions, PaginatedListStore};
use object_store::path::Path;
use object_store::{DynObjectStore, Error, ObjectStoreExt, PutPayload};
use tokio::runtime::Handle;
use tokio::time::{Instant, sleep, timeout};

use crate::store::StoreError;
use crate::store::object::endpoint::Endpoint;
use crate::store::object::explain::{FailedCall, explain};

/// How many keys are requested at a time; S3 returns no more.
const PAGE: usize = 1_000;

/// The longest wait between two tries.
const LONGEST_PAUSE: Duration = Duration::from_secs(3);

/// The endpoints of an object store, with the limits for its calls. A clone is another handle of the same
/// one.
#[derive(Clone)]
pub(super) struct Engine {
    /// Its name in error messages.
    name: Arc<str>,
    /// The prefix of every key; empty, or ending with `/`.
    prefix: Arc<str>,
    endpoints: Arc<[Endpoint]>,
    /// Which endpoint answered last, modulo their number.
    current: Arc<AtomicUsize>,
    /// The time limit of each call, including its retries.
    pub(super) time_limit: Duration,
    /// How often a call is retried.
    pub(super) retries: u32,
}

/// Some keys, in order, without the requested folder.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) keys: Vec<String>,
    /// Whether there may be more after them.
    pub(super) more: bool,
}

/// The object under a key.
pub(super) enum Object {
    Missing,
    /// It is larger than allowed, and was not read.
    TooLarge(u64),
    Bytes(Vec<u8>),
}

impl Engine {
    pub(super) fn new(name: &str, prefix: &str, endpoints: Vec<Endpoint>) -> Engine {
        Engine {
            name: name.into(),
            prefix: prefix.into(),
            endpoints: endpoints.into(),
            current: Arc::default(),
            time_limit: Duration::from_secs(30),
            retries: 5,
        }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The prefix of every key.
    pub(super) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Reads an object of at most this many bytes.
    pub(super) async fn read(&self, key: &str, most: u64) -> Result<Object, StoreError> {
        let path = self.path(key)?;
        let read = move |endpoint: Endpoint| {
            let path = path.clone();
            async move {
                let found = match endpoint.objects.get(&path).await {
                    Err(error) if FailedCall::of(&error).is_no_object() => return Ok(Object::Missing),
                    found => found?,
                };
                if found.meta.size > most {
                    return Ok(Object::TooLarge(found.meta.size));
                }
                Ok(Object::Bytes(found.bytes().await?.into()))
            }
        };
        self.call(read).await
    }

    pub(super) async fn write(&self, key: &str, bytes: Vec<u8>) -> Result<(), StoreError> {
        let (path, payload) = (self.path(key)?, PutPayload::from(bytes));
        let write = move |endpoint: Endpoint| {
            let (path, payload) = (path.clone(), payload.clone());
            async move { endpoint.objects.put(&path, payload).await.map(drop) }
        };
        self.call(write).await
    }

    /// Whether an object exists; it is not read.
    pub(super) async fn is_there(&self, key: &str) -> Result<bool, StoreError> {
        let path = self.path(key)?;
        let look = move |endpoint: Endpoint| {
            let path = path.clone();
            async move {
                match endpoint.objects.head(&path).await {
                    Err(error) if FailedCall::of(&error).is_no_object() => Ok(false),
                    found => found.map(|_| true),
                }
            }
        };
        self.call(look).await
    }

    /// Removes an object. Does nothing if it does not exist.
    pub(super) async fn remove(&self, key: &str) -> Result<(), StoreError> {
        let path = self.path(key)?;
        let remove = move |endpoint: Endpoint| {
            let path = path.clone();
            async move {
                match endpoint.objects.delete(&path).await {
                    Err(error) if FailedCall::of(&error).is_no_object() => Ok(()),
                    removed => removed,
                }
            }
        };
        self.call(remove).await
    }

    /// The keys that begin with `folder`, which ends in `/`, and `start`, and are after `after`, in order; at
    /// most `most` and 1,000.
    pub(super) async fn keys(
        &self,
        folder: &str,
        start: &str,
        after: Option<&str>,
        most: usize,
    ) -> Result<Page, StoreError> {
        let most = most.min(PAGE);
        let folder = format!("{}{folder}", self.prefix);
        let (start, after) = (format!("{folder}{start}"), after.map(|after| format!("{folder}{after}")));
        let list = |endpoint: Endpoint| {
            let (folder, start, after) = (folder.clone(), start.clone(), after.clone());
            async move {
                match endpoint.pages {
                    Some(pages) => by_pages(pages.as_ref(), &start, after, most).await,
                    None => by_folder(endpoint.objects.as_ref(), &folder, &start, after, most).await,
                }
            }
        };
        let mut page = self.call(list).await?;
        let is_behind =
            page.keys.first().is_none_or(|first| after.as_ref().is_none_or(|after| first > after));
        if !page.keys.iter().all(|key| key.starts_with(&folder)) {
            return Err(self.unavailable("it lists keys that were not requested"));
        }
        if is_behind && page.keys.is_sorted() {
            for key in &mut page.keys {
                *key = key.split_off(folder.len());
            }
            return Ok(page);
        }
        Err(self.unavailable(
            "the bucket lists keys in no defined order, so networks would be missed; use a general-purpose \
             bucket, which lists keys lexicographically",
        ))
    }

    fn path(&self, key: &str) -> Result<Path, StoreError> {
        Path::parse(format!("{}{key}", self.prefix)).map_err(|error| self.unavailable(&error.to_string()))
    }

    pub(super) fn unavailable(&self, message: &str) -> StoreError {
        StoreError::Unavailable { store: self.name.to_string(), message: message.to_owned(), cause: None }
    }

    /// Sends the request to the endpoint that responded last, then to others or again as long as that may
    /// help. Retries are harmless: under one key, always the same content is written, and removed objects
    /// stay removed.
    async fn call<T, F>(&self, what: impl Fn(Endpoint) -> F) -> Result<T, StoreError>
    where
        F: Future<Output = Result<T, Error>>,
    {
        if Handle::try_current().is_err() {
            let message = "ObjectStore works only in a tokio runtime; BlockingObjectStore needs none";
            return Err(self.unavailable(message));
        }
        let start = Instant::now();
        let mut tried = 0;
        loop {
            let left = self.time_limit.saturating_sub(start.elapsed());
            let is_last = tried == self.retries;
            let number = self.current.load(Ordering::Relaxed);
            // At least one endpoint, as a store is made; none at all is like one that does not answer.
            let endpoint = self.endpoints.get(number % self.endpoints.len().max(1));
            let Some(endpoint) = endpoint else { return Err(self.unavailable("it has no endpoint")) };
            // If an answer is lost, there must be time for another request.
            let share = if is_last { left } else { left / 2 };
            let failure = match timeout(share, what(endpoint.clone())).await {
                Ok(Ok(answer)) => return Ok(answer),
                Ok(Err(error)) => Some(error),
                Err(_) => None,
            };
            tried += 1;
            let may_pass = failure.as_ref().is_none_or(|error| FailedCall::of(error).may_pass());
            let pause = pause(tried, self.endpoints.len(), start.elapsed());
            if is_last || !may_pass || start.elapsed() + pause >= self.time_limit {
                return Err(explain(&self.name, endpoint, failure, tried, start.elapsed()));
            }
            // Whoever fails first moves all on to the next endpoint.
            let next = number.wrapping_add(1);
            let _ = self.current.compare_exchange(number, next, Ordering::Relaxed, Ordering::Relaxed);
            sleep(pause).await;
        }
    }
}

/// How long to wait before the next try: not at all while there are other endpoints, then a tenth of a
/// second, and then twice as long each time. A random deviation of up to a half spreads out clients that
/// failed together.
fn pause(tried: u32, endpoints: usize, elapsed: Duration) -> Duration {
    let rounds = tried.saturating_sub(u32::try_from(endpoints).unwrap_or(u32::MAX).saturating_sub(1));
    if rounds == 0 {
        return Duration::ZERO;
    }
    let longest = Duration::from_millis(100).saturating_mul(1 << (rounds - 1).min(10)).min(LONGEST_PAUSE);
    longest / 2 + longest.mul_f64(f64::from(elapsed.subsec_micros() % 1_000) / 1_000.0)
}

/// Lists by the beginning of the keys.
async fn by_pages(
    pages: &dyn PaginatedListStore,
    start: &str,
    after: Option<String>,
    most: usize,
) -> Result<Page, Error> {
    let options =
        PaginatedListOptions { offset: after, max_keys: Some(most), ..PaginatedListOptions::default() };
    let listed = pages.list_paginated(Some(start), options).await?;
    let keys = listed.result.objects.into_iter().map(|object| object.location.into()).collect();
    Ok(Page { keys, more: listed.page_token.is_some() })
}

/// Lists a folder from a key on.
async fn by_folder(
    objects: &DynObjectStore,
    folder: &str,
    start: &str,
    after: Option<String>,
    most: usize,
) -> Result<Page, Error> {
    let folder = Path::parse(folder)?;
    let offset = after.as_deref().unwrap_or_default().max(start);
    let mut listed = objects.list_with_offset(Some(&folder), &Path::parse(offset)?);
    let mut keys: Vec<String> = Vec::new();
    while let Some(object) = listed.next().await {
        let key: String = object?.location.into();
        if !key.starts_with(start) {
            // After the keys with this prefix there are none with it.
            if key.as_str() > start {
                break;
            }
            continue;
        }
        if keys.len() == most {
            return Ok(Page { keys, more: true });
        }
        keys.push(key);
    }
    Ok(Page { keys, more: false })
}
