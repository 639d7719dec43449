//! Where the networks are: the store that was named, a file or `s3://BUCKET/PREFIX`, or the one in the platform's data
//! directory.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use semnet_core::store::{Entry, MemoryStore, SqliteStore, StoreError};
use semnet_core::{Fingerprint, Network, Store};

type Failure = Box<dyn std::error::Error>;

/// The store, made when it is not there.
pub(crate) fn to_write(named: Option<&Path>) -> Result<Box<dyn Store>, Failure> {
    let path = match named {
        Some(path) if is_s3(path) => return s3(path),
        Some(path) => path.to_owned(),
        None => {
            let path = default_path()?;
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
            }
            path
        }
    };
    Ok(Box::new(SqliteStore::open(path)?))
}

/// The store, to look networks up. Of the platform's own, an empty one when it is not there; of one that was named and is not
/// there, each look-up is an error, for a file or a link that holds all needs none.
pub(crate) fn to_read(named: Option<&Path>) -> Result<Box<dyn Store>, Failure> {
    let path = match named {
        Some(path) if is_s3(path) => return s3(path),
        Some(path) if !path.exists() => return Ok(Box::new(Missing(path.to_owned()))),
        Some(path) => path.to_owned(),
        None => default_path()?,
    };
    if path.exists() { Ok(Box::new(SqliteStore::open(path)?)) } else { Ok(Box::new(MemoryStore::default())) }
}

/// The store, to go through all of it: one that was named must be there. On S3 that is one with something in it.
pub(crate) fn to_go_through(named: Option<&Path>) -> Result<Box<dyn Store>, Failure> {
    let store = to_read(named)?;
    let all = Fingerprint::from_bytes([0; 32])..=Fingerprint::from_bytes([0xff; 32]);
    match named {
        Some(path) if is_s3(path) && store.entries(all, 1)?.is_empty() => {
            Err(format!("{}: there is no network; is this the right bucket and prefix?", path.display())
                .into())
        }
        Some(path) if !is_s3(path) && !path.exists() => Err(Missing(path.to_owned()).error().into()),
        _ => Ok(store),
    }
}

/// A store that was named and is not there.
struct Missing(PathBuf);

impl Missing {
    fn error(&self) -> StoreError {
        StoreError::Unavailable {
            store: self.0.display().to_string(),
            message: "there is no such store; name one that is there, or make it with `semnet add`".into(),
            source: None,
        }
    }
}

impl Store for Missing {
    fn add(&self, _: &Network) -> Result<bool, StoreError> {
        Err(self.error())
    }

    fn get(&self, _: Fingerprint) -> Result<Option<Network>, StoreError> {
        Err(self.error())
    }

    fn entries(&self, _: RangeInclusive<Fingerprint>, _: usize) -> Result<Vec<Entry>, StoreError> {
        Err(self.error())
    }

    fn similar_hashtags(&self, _: &str, _: usize) -> Result<Vec<Entry>, StoreError> {
        Err(self.error())
    }

    fn find_by_question(&self, _: &str, _: usize) -> Result<Vec<Entry>, StoreError> {
        Err(self.error())
    }

    fn find_similar_questions(&self, _: &str, _: usize) -> Result<Vec<Entry>, StoreError> {
        Err(self.error())
    }
}

/// The file of the store, or of the platform's own where the store is not a file.
pub(crate) fn file(named: Option<&Path>) -> Result<PathBuf, Failure> {
    match named {
        Some(path) if !is_s3(path) => Ok(path.to_owned()),
        _ => default_path(),
    }
}

/// Whether the store that was named, or the one that is meant where none was, is this file.
pub(crate) fn is_file(named: Option<&Path>, file: &Path) -> Result<bool, Failure> {
    let store = named.map_or_else(default_path, |named| Ok(named.to_owned()))?;
    Ok(match (store.canonicalize(), file.canonicalize()) {
        (Ok(store), Ok(file)) => store == file,
        // One of them is not there.
        _ => false,
    })
}

/// A file of such a name is `./s3:/…`.
fn is_s3(named: &Path) -> bool {
    named.to_str().is_some_and(|named| named.starts_with("s3://"))
}

#[cfg(feature = "s3")]
fn s3(named: &Path) -> Result<Box<dyn Store>, Failure> {
    let url = named.to_str().unwrap_or_default();
    Ok(Box::new(semnet_core::store::ObjectStore::open(url)?.blocking()?))
}

#[cfg(not(feature = "s3"))]
fn s3(named: &Path) -> Result<Box<dyn Store>, Failure> {
    let name = named.display();
    Err(format!("{name}: this semnet was built without S3; build it with `--features s3`, as in `cargo run --features s3 --example semnet`").into())
}

fn default_path() -> Result<PathBuf, Failure> {
    let base = etcetera::choose_base_strategy()
        .map_err(|error| format!("{error}; name the store with --store FILE"))?;
    Ok(base.data_dir().join("semnet").join("networks.semnet"))
}
