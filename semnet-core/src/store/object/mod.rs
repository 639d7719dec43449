//! A store for several machines, in any S3-compatible object store, or another one that the crate
//! `object_store` supports. `engine` makes its calls.
//!
//! A network is the object `networks/<44 characters>`. The empty object `questions/<hash of its question
//! key>/<44 characters>` records its question, and `entries/<44 characters>/<base64>` its entry, so that a
//! list of keys is a list of entries. A network without them is not lost: if its entry is missing, the
//! network is read instead. All objects are written once and never changed. `records` describes how sources
//! and histories are kept.

mod answers;
mod blocking;
mod check;
mod endpoint;
mod engine;
mod explain;
mod keys;
mod lists;
mod looked;
mod looks;
mod open;
mod records;
mod similar;

use std::fmt;
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future;
use object_store::DynObjectStore;

pub use blocking::BlockingObjectStore;

use crate::network::{Fingerprint, Network};
use crate::query_bar::Query;
use crate::store::object::endpoint::Endpoint;
use crate::store::object::engine::{Engine, Object};
use crate::store::object::keys::{ENTRIES, NETWORKS, entry_key, fingerprint, folder};
use crate::store::object::looked::Looked;
use crate::store::object::similar::{Near, near};
use crate::store::question_key::{closest, question_key};
use crate::store::{Corruption, Entry, Recovered, StoreError, StoreHit, recover, verified};
use crate::words::SearchOptions;

/// The largest network that such a store accepts, in bytes.
const LARGEST: u64 = 1 << 30;

/// How many questions are compared to find similar ones.
const COMPARED: usize = 6_000;

/// How many networks are read to find their questions if there are no keys with them.
const CANDIDATES: usize = 200;

/// How many networks are listed at a time if all are read.
const PAGE: usize = 1_000;

/// A store in any S3-compatible object store (feature `s3`): Amazon S3, Ceph, MinIO and many others.
///
/// Its methods are asynchronous versions of those of [`Store`](crate::Store), for programs that have a tokio
/// runtime with I/O and time enabled (`enable_all`). For other programs, [`blocking`](ObjectStore::blocking)
/// makes a [`Store`](crate::Store). A clone is another handle of the same store. Any number of programs may
/// read and write at the same time.
///
/// Everything that is read is compared with its fingerprint, so the object store need not be trusted. Every
/// request has a [time limit](ObjectStore::time_limit) and is [retried](ObjectStore::retries) if that may
/// help.
///
/// The object store must list keys in the order of their bytes and show a write immediately, as S3 does;
/// Amazon's directory buckets do not. There are no indexes, only lists of keys. So [similar
/// questions](ObjectStore::find_similar_questions) are found among some thousand networks only, and the first
/// [search](ObjectStore::search) reads all networks. The other queries across networks
/// (`networks_with_concept`, `overlapping_networks`, `shortest_path`) are not available here: use
/// [`blocking`](ObjectStore::blocking), or copy the networks to a store in a file.
///
/// ```no_run
/// use semnet_core::NetworkBuilder;
/// use semnet_core::store::ObjectStore;
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let store = ObjectStore::open("s3://networks/2026")?;
/// let network = NetworkBuilder::new("Why do bees dance?").build()?;
/// store.add(&network).await?;
/// assert_eq!(store.get(network.fingerprint()).await?, Some(network));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct ObjectStore {
    engine: Engine,
    looked: Arc<Looked>,
}

impl ObjectStore {
    /// The store `s3://BUCKET` or `s3://BUCKET/PREFIX`, configured by the usual environment variables
    /// (`AWS_*`). No request is sent before the first call.
    ///
    /// | variable | meaning |
    /// |---|---|
    /// | `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN` | the credentials |
    /// | `AWS_ENDPOINT_URL`, `AWS_ENDPOINT_URL_S3` | endpoints, with commas; the first to answer is used |
    /// | `AWS_REGION` | the bucket's region |
    ///
    /// Further variables are those of
    /// [`AmazonS3ConfigKey`](https://docs.rs/object_store/0.14/object_store/aws/enum.AmazonS3ConfigKey.html).
    /// The files in `~/.aws` are not read, and credentials are requested from a service only if it is named
    /// (`AWS_METADATA_ENDPOINT`).
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the URL has another form, if there are no credentials, or if settings
    /// contradict each other.
    pub fn open(url: &str) -> Result<ObjectStore, StoreError> {
        let known = |name: &String| {
            name.starts_with("AWS_")
                && name.to_ascii_lowercase().parse::<object_store::aws::AmazonS3ConfigKey>().is_ok()
        };
        let environment = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            // A variable that is set to nothing is as good as none.
            .filter(|(name, value)| known(name) && !value.is_empty());
        ObjectStore::open_with(url, environment)
    }

    /// The same with explicit settings, which have the same names, and without those of the environment.
    /// O(settings).
    ///
    /// # Errors
    ///
    /// Those of [`open`](ObjectStore::open), and [`StoreError::Unavailable`] for a name that is not a
    /// setting.
    ///
    /// ```
    /// use semnet_core::store::ObjectStore;
    ///
    /// let endpoints = "http://127.0.0.1:7480,http://127.0.0.1:7481";
    /// let keys = [("AWS_ACCESS_KEY_ID", "key"), ("AWS_SECRET_ACCESS_KEY", "secret")];
    /// let settings = [("AWS_ENDPOINT_URL", endpoints), keys[0], keys[1]];
    /// ObjectStore::open_with("s3://networks", settings)?;
    /// // It fails without credentials, with an unknown setting, and with an endpoint that is not a URL.
    /// assert!(ObjectStore::open_with("s3://networks", [("AWS_ENDPOINT_URL", endpoints)]).is_err());
    /// let unknown = [("AWS_ENDPOINTS", endpoints), keys[0], keys[1]];
    /// assert!(ObjectStore::open_with("s3://networks", unknown).is_err());
    /// let not_a_url = [("AWS_ENDPOINT_URL", "here"), keys[0], keys[1]];
    /// assert!(ObjectStore::open_with("s3://networks", not_a_url).is_err());
    /// # Ok::<(), semnet_core::store::StoreError>(())
    /// ```
    pub fn open_with<N: Into<String>, V: Into<String>>(
        url: &str,
        settings: impl IntoIterator<Item = (N, V)>,
    ) -> Result<ObjectStore, StoreError> {
        let settings = settings.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        Ok(ObjectStore { engine: open::engine(url, settings)?, looked: Arc::default() })
    }

    /// A store in any object store of the crate [`object_store`](https://docs.rs/object_store/0.14) 0.14 that
    /// lists keys in order. The prefix may be empty. For S3, prefer [`open`](ObjectStore::open), whose lists
    /// read fewer keys. O(1).
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if keys cannot have this prefix.
    ///
    /// ```
    /// use std::sync::Arc;
    ///
    /// use object_store::memory::InMemory;
    /// use semnet_core::{NetworkBuilder, Store};
    /// use semnet_core::store::ObjectStore;
    ///
    /// let store = ObjectStore::new(Arc::new(InMemory::new()), "networks/2026")?.blocking()?;
    /// let network = NetworkBuilder::new("Why do bees dance?").build()?;
    /// assert!(store.add(&network)?);
    /// assert_eq!(store.get(network.fingerprint())?, Some(network));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(objects: Arc<DynObjectStore>, prefix: &str) -> Result<ObjectStore, StoreError> {
        let name = objects.to_string();
        let prefix = open::prefix(prefix).map_err(|message| StoreError::Unavailable {
            store: name.clone(),
            message,
            cause: None,
        })?;
        let endpoint = Endpoint { objects, pages: None, address: None };
        Ok(ObjectStore { engine: Engine::new(&name, &prefix, vec![endpoint]), looked: Arc::default() })
    }

    /// How long a request may take, including retries; 30 seconds by default. A method may need several
    /// requests. Set a higher limit for large networks on a slow connection: the first try gets half of it.
    /// O(1).
    #[must_use]
    pub fn time_limit(mut self, limit: Duration) -> ObjectStore {
        self.engine.time_limit = limit;
        self
    }

    /// How often a request is retried if there was no response, or the object store is overloaded; 5 times by
    /// default, with increasing pauses. If there are several endpoints, each try goes to the next one. O(1).
    #[must_use]
    pub fn retries(mut self, retries: u32) -> ObjectStore {
        self.engine.retries = retries;
        self
    }

    /// The same store with blocking calls.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if no thread can be started.
    pub fn blocking(self) -> Result<BlockingObjectStore, StoreError> {
        BlockingObjectStore::new(self)
    }

    /// Keeps a network. Returns `true` if it was new. Adding it again changes nothing, or repairs it if it
    /// was damaged. When the call has returned, the object store has acknowledged the network, and each write
    /// was read back. If two programs add the same network at the same time, both may get `true`. O(size),
    /// with five requests.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if it cannot be written; everything stored before is still there.
    pub async fn add(&self, network: &Network) -> Result<bool, StoreError> {
        let bytes = network.as_bytes();
        if bytes.len() as u64 > LARGEST {
            let message =
                format!("a network of {} bytes is too large; expected at most {LARGEST}", bytes.len());
            return Err(self.engine.unavailable(&message));
        }
        let fingerprint = network.fingerprint();
        let key = format!("{NETWORKS}{fingerprint}");
        let question = format!("{}{fingerprint}", folder(network.question()));
        let entry = entry_key(&Entry::of(network), self.engine.prefix());
        let write_entry = async {
            match entry {
                Some(entry) => self.engine.write(&format!("{ENTRIES}{entry}"), Vec::new()).await,
                None => Ok(()),
            }
        };
        // The question first: one without its network is passed over, a network without it would not be found
        // by it.
        let (there, asked, listed) = future::join3(
            self.engine.read(&key, LARGEST),
            self.engine.write(&question, Vec::new()),
            write_entry,
        )
        .await;
        asked?;
        listed?;
        let there = there?;
        if !matches!(&there, Object::Bytes(there) if there == bytes) {
            self.engine.write(&key, bytes.to_vec()).await?;
            // An object store that reports this may not have written it.
            if !matches!(self.engine.read(&key, LARGEST).await?, Object::Bytes(there) if there == bytes) {
                return Err(self.engine.unavailable(&format!(
                    "the object store acknowledged the network {fingerprint}, but does not have it; try \
                     again later"
                )));
            }
        }
        self.looked.add(network);
        Ok(matches!(there, Object::Missing))
    }

    /// The network with this fingerprint; `None` if the store does not have it. O(size), with one request.
    ///
    /// # Errors
    ///
    /// [`StoreError::Corrupt`] if its bytes are not those that were added; [`StoreError::Unavailable`] if it
    /// cannot be read.
    pub async fn get(&self, fingerprint: Fingerprint) -> Result<Option<Network>, StoreError> {
        match self.engine.read(&format!("{NETWORKS}{fingerprint}"), LARGEST).await? {
            Object::Missing => Ok(None),
            Object::TooLarge(bytes) => {
                Err(StoreError::Corrupt { fingerprint, problem: Corruption::Size { bytes } })
            }
            Object::Bytes(bytes) => verified(fingerprint, bytes).map(Some),
        }
    }

    /// The networks whose fingerprint is in this range, sorted, at most `limit`. Questions and titles come
    /// from the keys of the store and are not verified until a network is opened;
    /// [`verify`](ObjectStore::verify) compares all of them with the networks. A network without such a key,
    /// because its question is very long or an earlier version added it, is read; if it is damaged or cannot
    /// be read, its question and title are empty. Two requests for every 1,000 networks, and one for each
    /// network that is read.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read.
    pub async fn entries(
        &self,
        range: RangeInclusive<Fingerprint>,
        limit: usize,
    ) -> Result<Vec<Entry>, StoreError> {
        let (fingerprints, listed) =
            future::join(self.fingerprints(range.clone(), limit), self.listed_entries(range, limit)).await;
        self.entries_of(fingerprints?, listed?).await
    }

    /// The networks whose hashtag looks like `hashtag`: letter case is ignored, and 0 and O, and 1, l and I,
    /// are the same. Sorted, at most `limit`. In a store of more than a million networks, some may be missed.
    /// At most seven lists of up to 1,000 keys, and a request for each network that is found.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read.
    pub async fn similar_hashtags(&self, hashtag: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let mut fingerprints = near(&self.engine, hashtag, Near::LookAlikes).await?;
        fingerprints.truncate(limit);
        self.read_entries(fingerprints).await
    }

    /// The networks with this question, ignoring letter case, kinds of dash and quotation mark, and closing
    /// punctuation. Sorted, at most `limit`. O(size of these networks), with a request for each of them and
    /// for every 1,000 keys.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read.
    pub async fn find_by_question(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let (asked, folder) = (question_key(question), folder(question));
        let mut found = Vec::new();
        let mut after: Option<String> = None;
        while found.len() < limit {
            let page = self.engine.keys(&folder, "", after.as_deref(), limit - found.len()).await?;
            let fingerprints = page.keys.iter().filter_map(|key| fingerprint(key)).collect();
            let entries = self.read_entries(fingerprints).await?;
            // Only the network itself is trusted; of a damaged one nothing is known.
            found.extend(
                entries
                    .into_iter()
                    .filter(|entry| entry.question.is_empty() || question_key(&entry.question) == asked),
            );
            after = page.keys.last().cloned();
            if !page.more || after.is_none() {
                break;
            }
        }
        Ok(found)
    }

    /// The networks with a similar question, the most similar first, without those that
    /// [`find_by_question`](ObjectStore::find_by_question) returns; at most `limit`. There is no index of
    /// questions: only the first 6,000 networks in the order of their fingerprints are compared, so most are
    /// missed in a larger store. At most seven lists of up to 1,000 keys; if an earlier version added the
    /// networks, the first 200 are read.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read.
    pub async fn find_similar_questions(
        &self,
        question: &str,
        limit: usize,
    ) -> Result<Vec<Entry>, StoreError> {
        let mut entries = self.listed_entries(all(), COMPARED).await?;
        if entries.is_empty() {
            entries = self.entries(all(), CANDIDATES).await?;
        }
        Ok(closest(question, entries.into_iter(), limit))
    }

    /// The networks that match some words best, as in [`StoreExt::search`](crate::store::StoreExt::search).
    /// The first search of a handle and its clones reads all networks, O(size of the store); later ones read
    /// only new networks. An index stays in memory, with about 3 bytes for each different word of each
    /// network, and 48 bytes for each label.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read.
    pub async fn search(&self, words: &str, search: &SearchOptions) -> Result<Vec<StoreHit>, StoreError> {
        let mut found = Vec::new();
        for (fingerprint, score) in self.ranked(words, search).await? {
            match self.get(fingerprint).await {
                Ok(Some(network)) => found.push(StoreHit::new(network, score)),
                // It existed, and was intact, when it was checked.
                Ok(None) | Err(StoreError::Corrupt { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }

    /// The fingerprints and scores of the networks that [`search`](ObjectStore::search) opens, in the same
    /// order: 40 bytes for each. Costs as much as `search`.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read.
    pub async fn ranked(
        &self,
        words: &str,
        search: &SearchOptions,
    ) -> Result<Vec<(Fingerprint, f64)>, StoreError> {
        self.ranked_by_looking(words, search).await
    }

    /// Looks up what a person typed, as [`StoreExt::recover`](crate::store::StoreExt::recover) does. Opening
    /// a network by its hashtag takes two requests. Suggestions for a hashtag or question that no network has
    /// take about twenty requests at most, and one for each similar hashtag.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot be read, or the network that was found is damaged.
    pub async fn recover(&self, typed: &Query) -> Result<Recovered, StoreError> {
        recover::recover(self, typed).await
    }

    /// The shortest beginning of a fingerprint, at least a hashtag, that no other network in this store has.
    /// One list of up to 100 networks.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read.
    pub async fn name(&self, fingerprint: Fingerprint) -> Result<String, StoreError> {
        recover::name(self, fingerprint).await
    }
}

impl fmt::Debug for ObjectStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ObjectStore").field("store", &self.engine.name()).finish_non_exhaustive()
    }
}

fn all() -> RangeInclusive<Fingerprint> {
    Fingerprint::from_bytes([0; 32])..=Fingerprint::from_bytes([0xff; 32])
}
