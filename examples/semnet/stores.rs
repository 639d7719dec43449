//! Where the networks are: the store that was named, a file or `s3://BUCKET/PREFIX`, or the one in the platform's data
//! directory.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use semnet_core::{MemoryStore, SqliteStore, Store};

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

/// The store; an empty one when it is not there.
pub(crate) fn to_read(named: Option<&Path>) -> Result<Box<dyn Store>, Failure> {
    let path = match named {
        Some(path) if is_s3(path) => return s3(path),
        Some(path) => path.to_owned(),
        None => default_path()?,
    };
    if path.exists() { Ok(Box::new(SqliteStore::open(path)?)) } else { Ok(Box::new(MemoryStore::default())) }
}

/// The store in this file, which must be there.
pub(crate) fn existing(path: &Path) -> Result<Box<dyn Store>, Failure> {
    if is_s3(path) {
        return s3(path);
    }
    if !path.exists() {
        return Err(format!("{}: there is no such store", path.display()).into());
    }
    Ok(Box::new(SqliteStore::open(path)?))
}

/// A file of such a name is `./s3:/…`.
fn is_s3(named: &Path) -> bool {
    named.to_str().is_some_and(|named| named.starts_with("s3://"))
}

#[cfg(feature = "s3")]
fn s3(named: &Path) -> Result<Box<dyn Store>, Failure> {
    let url = named.to_str().unwrap_or_default();
    Ok(Box::new(semnet_core::ObjectStore::open(url)?.blocking()?))
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
