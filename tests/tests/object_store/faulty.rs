//! An object store in memory that fails on request.

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::{self, BoxStream};
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{
    CopyOptions, Error, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, ObjectStore,
    ObjectStoreExt, PutMultipartOptions, PutOptions, PutPayload, PutResult, Result,
};

/// The fate of a call.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Fault {
    /// It works.
    None,
    /// It fails with this text, as the crate's clients for HTTP have it.
    Answer(&'static str),
    /// It never ends.
    Hang,
    /// It lists keys backwards.
    Backwards,
}

type Faults = Box<dyn Fn(usize, &str) -> Fault + Send>;

/// Networks in memory, and the fate of each call, by its number and key.
pub(crate) struct Faulty {
    pub(crate) objects: InMemory,
    pub(crate) calls: AtomicUsize,
    fault: Mutex<Faults>,
}

impl Faulty {
    pub(crate) fn new(fault: impl Fn(usize, &str) -> Fault + Send + 'static) -> Arc<Faulty> {
        let fault: Faults = Box::new(fault);
        Arc::new(Faulty { objects: InMemory::new(), calls: AtomicUsize::new(0), fault: Mutex::new(fault) })
    }

    /// From now on.
    pub(crate) fn set(&self, fault: impl Fn(usize, &str) -> Fault + Send + 'static) {
        *self.fault.lock().unwrap() = Box::new(fault);
    }

    fn next(&self, key: &str) -> Fault {
        let number = self.calls.fetch_add(1, Ordering::Relaxed);
        (self.fault.lock().unwrap())(number, key)
    }

    async fn pass(&self, key: &str) -> Result<()> {
        match self.next(key) {
            Fault::Answer(text) => Err(Error::Generic { store: "faulty", source: text.into() }),
            Fault::Hang => {
                tokio::time::sleep(Duration::from_secs(3_600)).await;
                Ok(())
            }
            Fault::None | Fault::Backwards => Ok(()),
        }
    }

    /// Puts bytes under a key, past the store.
    pub(crate) async fn plant(&self, key: &str, bytes: &[u8]) {
        self.objects.put(&Path::from(key), PutPayload::from(bytes.to_vec())).await.unwrap();
    }

    pub(crate) async fn remove(&self, key: &str) {
        self.objects.delete(&Path::from(key)).await.unwrap();
    }

    pub(crate) async fn bytes(&self, key: &str) -> Vec<u8> {
        self.objects.get(&Path::from(key)).await.unwrap().bytes().await.unwrap().to_vec()
    }

    pub(crate) async fn keys(&self) -> Vec<String> {
        self.objects.list(None).map(|object| object.unwrap().location.to_string()).collect().await
    }
}

impl fmt::Display for Faulty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("faulty")
    }
}

impl fmt::Debug for Faulty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Faulty")
    }
}

#[async_trait::async_trait]
impl ObjectStore for Faulty {
    async fn put_opts(&self, path: &Path, payload: PutPayload, options: PutOptions) -> Result<PutResult> {
        self.pass(path.as_ref()).await?;
        self.objects.put_opts(path, payload, options).await
    }

    async fn put_multipart_opts(
        &self,
        path: &Path,
        options: PutMultipartOptions,
    ) -> Result<Box<dyn MultipartUpload>> {
        self.objects.put_multipart_opts(path, options).await
    }

    async fn get_opts(&self, path: &Path, options: GetOptions) -> Result<GetResult> {
        self.pass(path.as_ref()).await?;
        self.objects.get_opts(path, options).await
    }

    fn delete_stream(&self, paths: BoxStream<'static, Result<Path>>) -> BoxStream<'static, Result<Path>> {
        self.objects.delete_stream(paths)
    }

    fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        let listed = self.objects.list(prefix);
        match self.next(prefix.map_or("", |prefix| prefix.as_ref())) {
            Fault::None => listed,
            Fault::Answer(text) => {
                let error = Error::Generic { store: "faulty", source: text.into() };
                stream::once(async move { Err(error) }).boxed()
            }
            Fault::Hang => stream::pending().boxed(),
            Fault::Backwards => stream::once(async move {
                let mut all: Vec<_> = listed.collect().await;
                all.reverse();
                stream::iter(all)
            })
            .flatten()
            .boxed(),
        }
    }

    async fn list_with_delimiter(&self, prefix: Option<&Path>) -> Result<ListResult> {
        self.objects.list_with_delimiter(prefix).await
    }

    async fn copy_opts(&self, from: &Path, to: &Path, options: CopyOptions) -> Result<()> {
        self.objects.copy_opts(from, to, options).await
    }
}
