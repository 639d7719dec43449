//! The errors of stores.

use std::fmt;

use crate::network::{DecodeError, Fingerprint};
use crate::util::Cause;

/// Why a call of a store failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// A stored network is damaged. The others can still be opened.
    #[error("the stored network {fingerprint} is damaged: {problem}; adding it again repairs it")]
    Corrupt {
        /// The fingerprint under which it is stored.
        fingerprint: Fingerprint,
        /// The damage.
        problem: Corruption,
    },
    /// An object of a [record](crate::store::StoreRecords) is damaged. The others can still be read.
    #[error("the stored object {object} is damaged: {problem}; adding it again repairs it")]
    CorruptRecord {
        /// The fingerprint under which it is stored.
        object: Fingerprint,
        /// The problem.
        problem: String,
    },
    /// The store was made by a newer semnet.
    #[error(
        "{store} was made by a newer semnet: it has version {version}, and this one reads version {known}; \
         open it with a newer semnet"
    )]
    Newer {
        /// Which store.
        store: String,
        /// The version of the store.
        version: i64,
        /// The newest version that this semnet reads.
        known: i64,
    },
    /// The file is not a store.
    #[error("{store} is not a store of semnet; name another file, or one that does not exist yet")]
    Foreign {
        /// Which file.
        store: String,
    },
    /// The list of networks has a gap: some entries cannot be read, but those before and after them can.
    /// [`Entries`](crate::store::Entries) continues after it.
    #[error("{store}: the list of networks cannot be read {}: {message}", between(*after, *next))]
    PartialListing {
        /// Which store.
        store: String,
        /// The last network of the requested range that is listed before the gap, if any.
        after: Option<Fingerprint>,
        /// The first network that is listed after the gap, if any.
        next: Option<Fingerprint>,
        /// The message of the file system, the database or the object store.
        message: String,
    },
    /// The store cannot be reached, read or written.
    #[error("{store}: {message}")]
    Unavailable {
        /// Which store.
        store: String,
        /// The message of the file system, the database or the object store.
        message: String,
        /// Its own error, for a program that needs the kind. The message already contains its text,
        /// so it is not the [`source`](std::error::Error::source) of this error: a chain of errors would
        /// repeat it.
        cause: Option<Cause>,
    },
}

impl StoreError {
    /// An error for a store that cannot be reached, read or written: for custom stores. O(length).
    ///
    /// ```
    /// use semnet_core::store::StoreError;
    ///
    /// let error = StoreError::unavailable("shelf 3", "the key is missing");
    /// assert_eq!(error.to_string(), "shelf 3: the key is missing");
    /// ```
    pub fn unavailable(store: &str, message: &str) -> StoreError {
        StoreError::Unavailable { store: store.to_owned(), message: message.to_owned(), cause: None }
    }

    /// The same, caused by another error, such as one of a file or a database, whose text becomes the
    /// message. O(length).
    ///
    /// ```
    /// use semnet_core::store::StoreError;
    ///
    /// let cause = std::io::Error::other("disk on fire");
    /// assert_eq!(StoreError::because("shelf 3", cause).to_string(), "shelf 3: disk on fire");
    /// ```
    pub fn because(store: &str, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> StoreError {
        let cause = Cause::new(cause);
        StoreError::Unavailable { store: store.to_owned(), message: cause.to_string(), cause: Some(cause) }
    }

    /// An error for a network whose bytes are not those that were added: for custom stores. O(1).
    ///
    /// ```
    /// use semnet_core::Fingerprint;
    /// use semnet_core::store::{Corruption, StoreError};
    ///
    /// let (key, found) = (Fingerprint::hash(b"a"), Fingerprint::hash(b"b"));
    /// let error = StoreError::corrupt(key, Corruption::Fingerprint { found });
    /// assert!(error.to_string().contains(&key.to_string()));
    /// ```
    pub fn corrupt(fingerprint: Fingerprint, problem: Corruption) -> StoreError {
        StoreError::Corrupt { fingerprint, problem }
    }
}

/// Why [`check_record`](crate::store::check_record) refuses bytes: what was found, and what was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct RecordError(pub(crate) String);

fn between(after: Option<Fingerprint>, next: Option<Fingerprint>) -> String {
    match (after, next) {
        (None, None) => "from its beginning to its end".to_owned(),
        (None, Some(next)) => format!("before {next}"),
        (Some(after), None) => format!("after {after}"),
        (Some(after), Some(next)) => format!("between {after} and {next}"),
    }
}

/// The damage to a stored network, which [`StoreError::Corrupt`] reports.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Corruption {
    /// Its bytes are not canonical.
    Decode(DecodeError),
    /// Its bytes are those of another network.
    Fingerprint {
        /// The fingerprint of its bytes.
        found: Fingerprint,
    },
    /// Its bytes cannot be read.
    Unreadable {
        /// The message of the file system, the database or the object store.
        message: String,
    },
    /// It is larger than any network that such a store accepts, and was not read.
    Size {
        /// Its size, in bytes.
        bytes: u64,
    },
}

impl fmt::Display for Corruption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Corruption::Decode(error) => error.fmt(f),
            Corruption::Fingerprint { found } => write!(f, "its bytes have the fingerprint {found}"),
            Corruption::Unreadable { message } => write!(f, "its bytes cannot be read: {message}"),
            Corruption::Size { bytes } => {
                write!(f, "it has {bytes} bytes, more than any network in this store can have")
            }
        }
    }
}
