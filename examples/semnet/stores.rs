//! Where the networks are: the store that was named, or the one in the platform's data directory.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use semnet_core::{MemoryStore, SqliteStore, Store};

type Failure = Box<dyn std::error::Error>;

/// The store, made when it is not there.
pub(crate) fn to_write(named: Option<&Path>) -> Result<Box<dyn Store>, Failure> {
    let path = match named {
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
        Some(path) => path.to_owned(),
        None => default_path()?,
    };
    if path.exists() { Ok(Box::new(SqliteStore::open(path)?)) } else { Ok(Box::new(MemoryStore::default())) }
}

/// The store in this file, which must be there.
pub(crate) fn existing(path: &Path) -> Result<Box<dyn Store>, Failure> {
    if !path.exists() {
        return Err(format!("{}: there is no such store", path.display()).into());
    }
    Ok(Box::new(SqliteStore::open(path)?))
}

fn default_path() -> Result<PathBuf, Failure> {
    let base = etcetera::choose_base_strategy()
        .map_err(|error| format!("{error}; name the store with --store FILE"))?;
    Ok(base.data_dir().join("semnet").join("networks.semnet"))
}
