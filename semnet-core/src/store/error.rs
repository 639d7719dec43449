//! What can be wrong with a store.

use crate::network::{BytesError, Fingerprint};

/// Why a store gave no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// A stored network is damaged. The others can still be opened.
    #[error("the stored network {fingerprint} is damaged: {problem}; adding it again mends it")]
    Damaged {
        /// The key that it is stored under.
        fingerprint: Fingerprint,
        /// What is wrong with it.
        problem: Damage,
    },
    /// The store was made by a newer semnet.
    #[error(
        "{store} was made by a newer semnet: version {version}, this one reads version {known}; a newer semnet opens it"
    )]
    Newer {
        /// Which store.
        store: String,
        /// The version it says.
        version: i64,
        /// The newest version that this semnet knows.
        known: i64,
    },
    /// The file is something else than a store.
    #[error("{store} is not a store of semnet; name another file, or one that does not exist yet")]
    Foreign {
        /// Which file.
        store: String,
    },
    /// The store cannot be reached, read or written.
    #[error("{store}: {message}")]
    Unavailable {
        /// Which store.
        store: String,
        /// What its engine says.
        message: String,
        /// The engine's own error.
        #[source]
        source: Option<Box<dyn std::error::Error + Send + Sync>>,
    },
}

/// What is wrong with a stored network.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Damage {
    /// Its bytes are not canonical.
    #[error("{0}")]
    Bytes(#[source] BytesError),
    /// Its bytes are those of another network.
    #[error("its bytes have the fingerprint {found}")]
    Fingerprint {
        /// The fingerprint of its bytes.
        found: Fingerprint,
    },
    /// The engine cannot read its bytes.
    #[error("its bytes cannot be read: {message}")]
    Unreadable {
        /// What the engine says.
        message: String,
    },
    /// It is larger than any network that such a store takes; it was not read.
    #[error("it has {bytes} bytes, which is more than any network here")]
    Size {
        /// How many bytes it has.
        bytes: u64,
    },
}
