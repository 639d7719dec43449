//! Stores of every kind, and folders for those in files.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use semnet_core::Store;
use semnet_core::store::{MemoryStore, SqliteStore};

/// A folder of its own, gone afterwards.
#[derive(Debug)]
pub struct Place(pub PathBuf);

impl Place {
    /// An empty folder.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Place {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("semnet-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Place(folder)
    }

    /// Where a store lies in it.
    pub fn file(&self) -> PathBuf {
        self.0.join("store.semnet")
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The same for every engine, each empty.
pub fn with_every_store(test: impl Fn(&dyn Store)) {
    test(&MemoryStore::default());
    let place = Place::new();
    test(&SqliteStore::open(place.file()).unwrap());
    #[cfg(feature = "s3")]
    {
        let objects = std::sync::Arc::new(object_store::memory::InMemory::new());
        test(&semnet_core::store::ObjectStore::new(objects, "some/where").unwrap().blocking().unwrap());
    }
}
