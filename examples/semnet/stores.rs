//! Where the networks are: the store that was named, a file or `s3://BUCKET/PREFIX`, or the one in the
//! platform's data directory.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use semnet_core::Store;
use semnet_core::store::{MemoryStore, SqliteStore, all_fingerprints};

type Failure = Box<dyn std::error::Error>;

/// The store, created if it does not exist.
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

/// A store to look networks up in, opened when it is first needed: a file or a full link needs none.
pub(crate) struct Lookup {
    named: Option<PathBuf>,
    is_read_only: bool,
    store: OnceCell<Box<dyn Store>>,
}

/// The store, for look-ups.
pub(crate) fn to_read(named: Option<&Path>) -> Lookup {
    Lookup { named: named.map(Path::to_owned), is_read_only: false, store: OnceCell::new() }
}

/// The store, for look-ups that change nothing in its file, not even its indexes.
#[allow(dead_code)] // The MCP server's alone.
pub(crate) fn read_only(named: Option<&Path>) -> Lookup {
    Lookup { is_read_only: true, ..to_read(named) }
}

impl Lookup {
    /// The store. One that was named must be there; the platform's own is empty until something is added.
    pub(crate) fn open(&self) -> Result<&dyn Store, Failure> {
        if let Some(store) = self.store.get() {
            return Ok(store.as_ref());
        }
        let store = existing(self.named.as_deref(), self.is_read_only)?;
        Ok(self.store.get_or_init(|| store).as_ref())
    }
}

/// Nothing is created.
fn existing(named: Option<&Path>, is_read_only: bool) -> Result<Box<dyn Store>, Failure> {
    let path = match named {
        Some(path) if is_s3(path) => return s3(path),
        Some(path) => path.to_owned(),
        None => default_path()?,
    };
    if named.is_none() && !path.exists() {
        return Ok(Box::new(MemoryStore::default()));
    }
    let open = if is_read_only { SqliteStore::open_read_only } else { SqliteStore::open_existing };
    Ok(Box::new(open(path)?))
}

/// The store, for commands that read all of it. On S3, it must not be empty.
pub(crate) fn to_go_through(named: Option<&Path>) -> Result<Box<dyn Store>, Failure> {
    let store = existing(named, false)?;
    match named {
        Some(path) if is_s3(path) && store.entries(all_fingerprints(), 1)?.is_empty() => {
            Err(format!("{}: there are no networks; check the bucket and the prefix", path.display()).into())
        }
        _ => Ok(store),
    }
}

/// The file of the store, or of the platform's own if the store is not a file.
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
pub(crate) fn is_s3(named: &Path) -> bool {
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
    Err(format!(
        "{name}: this semnet was built without S3; build it with `--features s3`, as in `cargo run \
         --features s3 --example semnet`"
    )
    .into())
}

fn default_path() -> Result<PathBuf, Failure> {
    let base = etcetera::choose_base_strategy()
        .map_err(|error| format!("{error}; name the store with --store FILE"))?;
    Ok(base.data_dir().join("semnet").join("networks.semnet"))
}
