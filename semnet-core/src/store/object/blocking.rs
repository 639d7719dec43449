//! A store on S3 with blocking calls, for programs without an asynchronous runtime.

use std::fmt;
use std::future::Future;
use std::io;
use std::ops::RangeInclusive;
use std::sync::mpsc;

use tokio::runtime::{Builder, Handle, Runtime};

use crate::network::{Fingerprint, Network};
use crate::store::across::overlapping_by_label;
use crate::store::lookups::LookUp;
use crate::store::object::ObjectStore;
use crate::store::{Entry, Fault, Overlap, Store, StoreError, StoreHit, StoreIndex, StoreRecords};
use crate::util::Cause;
use crate::words::SearchOptions;

/// An [`ObjectStore`] with blocking calls, which makes it a [`Store`] like any other (feature `s3`).
///
/// A background thread does the work; several threads may call at the same time. In a thread of a tokio
/// runtime, including those of `spawn_blocking`, each call returns an error: such a program should await the
/// calls of [`ObjectStore`] instead.
///
/// ```no_run
/// use semnet_core::{NetworkBuilder, Store};
/// use semnet_core::store::ObjectStore;
///
/// let store = ObjectStore::open("s3://networks/2026")?.blocking()?;
/// store.add(&NetworkBuilder::new("Why do bees dance?").build()?)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct BlockingObjectStore {
    store: ObjectStore,
    /// `None` only while it is dropped.
    runtime: Option<Runtime>,
}

impl BlockingObjectStore {
    pub(super) fn new(store: ObjectStore) -> Result<BlockingObjectStore, StoreError> {
        let runtime =
            Builder::new_multi_thread().worker_threads(1).thread_name("semnet-store").enable_all().build();
        match runtime {
            Ok(runtime) => Ok(BlockingObjectStore { store, runtime: Some(runtime) }),
            Err(error) => Err(StoreError::Unavailable {
                store: store.engine.name().to_owned(),
                message: format!("cannot start a thread for it: {error}"),
                cause: Some(Cause::new(error)),
            }),
        }
    }

    fn wait<T, F>(&self, work: impl FnOnce(ObjectStore) -> F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, StoreError>> + Send + 'static,
    {
        let engine = &self.store.engine;
        if Handle::try_current().is_ok() {
            return Err(engine.unavailable(
                "a blocking call would stop the async runtime of this thread; await the methods of \
                 ObjectStore, or call from a separate thread",
            ));
        }
        let gone = || engine.unavailable("the thread that does its work has ended");
        let runtime = self.runtime.as_ref().ok_or_else(gone)?;
        let (answer, answered) = mpsc::sync_channel(1);
        let work = work(self.store.clone());
        runtime.spawn(async move { answer.send(work.await) });
        answered.recv().map_err(|_| gone())?
    }
}

impl Drop for BlockingObjectStore {
    fn drop(&mut self) {
        // Nobody waits any more; to wait for the thread here would be an error in a runtime.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// The costs are those of the methods of [`ObjectStore`]. For the methods that it lacks
/// (`networks_with_concept`, `overlapping_networks` and `shortest_path`), each network is read once, as for a
/// [search](ObjectStore::search); a network that another program added less than a second ago may be missed.
impl Store for BlockingObjectStore {
    fn add(&self, network: &Network) -> Result<bool, StoreError> {
        let network = network.clone();
        self.wait(|store| async move { store.add(&network).await })
    }

    fn get(&self, fingerprint: Fingerprint) -> Result<Option<Network>, StoreError> {
        self.wait(|store| async move { store.get(fingerprint).await })
    }

    fn entries(&self, range: RangeInclusive<Fingerprint>, limit: usize) -> Result<Vec<Entry>, StoreError> {
        self.wait(|store| async move { store.entries(range, limit).await })
    }

    fn index(&self) -> Option<&dyn StoreIndex> {
        Some(self)
    }

    fn records(&self) -> Option<&dyn StoreRecords> {
        Some(self)
    }

    fn quarantine(
        &self,
        fingerprint: Fingerprint,
        keep: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> Result<bool, StoreError> {
        let damaged = self.wait(|store| async move { store.damaged(fingerprint).await })?;
        let Some(bytes) = damaged else { return Ok(false) };
        keep(&bytes).map_err(|error| self.store.not_kept(error))?;
        self.wait(|store| async move { store.let_go(fingerprint, bytes).await })
    }
}

impl StoreIndex for BlockingObjectStore {
    fn similar_hashtags(&self, hashtag: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let hashtag = hashtag.to_owned();
        self.wait(|store| async move { store.similar_hashtags(&hashtag, limit).await })
    }

    fn find_by_question(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let question = question.to_owned();
        self.wait(|store| async move { store.find_by_question(&question, limit).await })
    }

    fn find_similar_questions(&self, question: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let question = question.to_owned();
        self.wait(|store| async move { store.find_similar_questions(&question, limit).await })
    }

    fn search(&self, words: &str, search: &SearchOptions) -> Result<Vec<StoreHit>, StoreError> {
        let (words, search) = (words.to_owned(), search.clone());
        self.wait(|store| async move { store.search(&words, &search).await })
    }

    fn ranked(&self, words: &str, search: &SearchOptions) -> Result<Vec<(Fingerprint, f64)>, StoreError> {
        let (words, search) = (words.to_owned(), search.clone());
        self.wait(|store| async move { store.ranked(&words, &search).await })
    }

    fn networks_with_concept(
        &self,
        label: &str,
        range: RangeInclusive<Fingerprint>,
        limit: usize,
    ) -> Result<Vec<Entry>, StoreError> {
        let label = label.to_owned();
        self.wait(|store| async move { store.with_concept(&label, range, limit).await })
    }

    fn overlapping_networks(&self, network: &Network, limit: usize) -> Result<Vec<Overlap>, StoreError> {
        overlapping_by_label(self, network, limit)
    }

    fn verify(&self) -> Result<Vec<Fault>, StoreError> {
        self.wait(|store| async move { store.verify().await })
    }

    fn nearby_hashtags(&self, hashtag: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let hashtag = hashtag.to_owned();
        self.wait(|store| async move { LookUp::near(&store, &hashtag, limit).await })
    }
}

impl StoreRecords for BlockingObjectStore {
    fn put(&self, kind: &str, about: Fingerprint, bytes: &[u8]) -> Result<Fingerprint, StoreError> {
        let (kind, bytes) = (kind.to_owned(), bytes.to_vec());
        self.wait(|store| async move { store.put_record(&kind, about, &bytes).await })
    }

    fn read(&self, object: Fingerprint) -> Result<Option<Vec<u8>>, StoreError> {
        self.wait(|store| async move { store.read_record(object).await })
    }

    fn list(
        &self,
        kind: &str,
        range: RangeInclusive<Fingerprint>,
        limit: usize,
    ) -> Result<Vec<(Fingerprint, Fingerprint)>, StoreError> {
        let kind = kind.to_owned();
        self.wait(|store| async move { store.list_records(&kind, range, limit).await })
    }

    fn kinds(&self) -> Result<Vec<String>, StoreError> {
        self.wait(|store| async move { store.record_kinds().await })
    }
}

impl fmt::Debug for BlockingObjectStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockingObjectStore")
            .field("store", &self.store.engine.name())
            .finish_non_exhaustive()
    }
}
