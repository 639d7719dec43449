//! An error of a call, before it is known for which store.

use crate::store::StoreError;
use crate::store::sqlite::explain;
use crate::util::Cause;

/// A problem of a call.
pub(super) enum Problem {
    Store(StoreError),
    Engine(rusqlite::Error),
    /// The damaged bytes could not be kept elsewhere.
    Keep(std::io::Error),
}

impl Problem {
    pub(super) fn explain(self, name: &str) -> StoreError {
        match self {
            Problem::Store(error) => error,
            Problem::Engine(error) => explain(name, error),
            Problem::Keep(error) => StoreError::Unavailable {
                store: name.to_owned(),
                message: format!(
                    "cannot save the damaged bytes elsewhere, so they were left in place: \
                    {error}"
                ),
                cause: Some(Cause::new(error)),
            },
        }
    }
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Problem {
        Problem::Engine(error)
    }
}
