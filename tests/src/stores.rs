//! Stores of every kind, and folders for those in files.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rusqlite::Connection;
use semnet_core::store::{Entry, MemoryStore, SqliteStore, StoreError, StoreIndex};
use semnet_core::{Fingerprint, Network, Store};

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

    /// The path of a store in it.
    pub fn file(&self) -> PathBuf {
        self.0.join("store.semnet")
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A store with nothing but the required methods.
#[derive(Debug, Default)]
pub struct Plain(MemoryStore);

impl Store for Plain {
    fn add(&self, network: &Network) -> Result<bool, StoreError> {
        self.0.add(network)
    }
    fn get(&self, fingerprint: Fingerprint) -> Result<Option<Network>, StoreError> {
        self.0.get(fingerprint)
    }
    fn entries(&self, range: RangeInclusive<Fingerprint>, limit: usize) -> Result<Vec<Entry>, StoreError> {
        self.0.entries(range, limit)
    }
}

impl StoreIndex for Plain {}

/// The same test for every store, each empty.
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

/// A store as version 3 made it: its tables by its own statements, and its index of words by FTS5.
pub fn write_version_3(file: &Path, networks: &[Network]) {
    let raw = Connection::open(file).unwrap();
    raw.execute_batch(
        r#"PRAGMA journal_mode = WAL;
        PRAGMA application_id = 0x736d6e74;
        PRAGMA user_version = 3;
        CREATE TABLE networks (
            id INTEGER PRIMARY KEY,
            fingerprint BLOB NOT NULL UNIQUE,
            alike TEXT NOT NULL,
            asked TEXT NOT NULL,
            question TEXT NOT NULL,
            title TEXT NOT NULL,
            bytes BLOB NOT NULL
        );
        CREATE INDEX networks_alike ON networks (alike);
        CREATE INDEX networks_asked ON networks (asked);
        CREATE VIRTUAL TABLE questions USING fts5 (asked, content = '', detail = none, tokenize = 'trigram');
        CREATE VIRTUAL TABLE words USING fts5 (
            question, title, labels, passages, content = '', prefix = '3',
            tokenize = 'unicode61 remove_diacritics 2'
        );
        CREATE VIRTUAL TABLE found USING fts5 (
            heads, labels, texts, passages, content = '', tokenize = 'ascii tokenchars ''''''.:,;_"'''
        );
        CREATE VIRTUAL TABLE vocabulary USING fts5vocab (found, row);
        CREATE TABLE concepts (
            label BLOB NOT NULL,
            place INTEGER NOT NULL,
            network INTEGER NOT NULL,
            PRIMARY KEY (label, place, network)
        ) WITHOUT ROWID;
        CREATE INDEX concepts_network ON concepts (network) WHERE label = x'';
        CREATE TABLE objects (
            id INTEGER PRIMARY KEY,
            fingerprint BLOB NOT NULL UNIQUE,
            bytes BLOB NOT NULL
        );
        CREATE TABLE records (
            kind TEXT NOT NULL,
            about BLOB NOT NULL,
            object BLOB NOT NULL,
            PRIMARY KEY (kind, about, object)
        ) WITHOUT ROWID;"#,
    )
    .unwrap();
    // A current store prints the content of the tables that still exist.
    let place = Place::new();
    SqliteStore::open(place.file()).unwrap().add_all(networks).unwrap();
    raw.execute("ATTACH ?1 AS now", [place.file().to_str().unwrap()]).unwrap();
    raw.execute_batch(
        "INSERT INTO networks SELECT * FROM now.networks;
         INSERT INTO concepts SELECT * FROM now.concepts;
         INSERT INTO questions (rowid, asked) SELECT id, asked FROM networks;
         INSERT INTO words (rowid, question, title) SELECT id, question, title FROM networks;
         INSERT INTO found (rowid, heads) SELECT id, lower(question) FROM networks;
         DETACH now",
    )
    .unwrap();
}
