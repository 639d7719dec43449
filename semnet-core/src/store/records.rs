//! Small objects that a store keeps next to its networks: sources, histories, and anything else that belongs
//! to a network.

use std::ops::RangeInclusive;

use crate::network::Fingerprint;
use crate::store::StoreError;

/// The kinds of [records](StoreRecords) with a defined meaning.
/// [`StoreRecordsExt`](crate::store::StoreRecordsExt) writes and reads them; a store also keeps records of
/// any other kind.
pub mod kinds {
    /// The [bytes](crate::evidence::Source::to_bytes) of a source; about the source's
    /// [id](crate::evidence::Source::id).
    pub const SOURCE: &str = "source";

    /// The id, as 44 characters, of a source that a network's passages are quoted from; about the network.
    pub const SOURCE_OF: &str = "source-of";

    /// A [`Revision`](crate::change::Revision) as JSON; about the network that it made.
    pub const HISTORY: &str = "history";
}

/// Objects next to the networks of a store.
///
/// An object is a string of bytes, addressed by their [`Fingerprint`]. A record connects it with its subject:
/// it has a [kind](kinds), the fingerprint of the subject (a network or a source), and the object. As with
/// networks, a store only adds, adding the same again changes nothing, and everything that is read is
/// verified. One object may have many subjects.
pub trait StoreRecords {
    /// Keeps an object and a record of this kind about a subject, and returns the object's fingerprint. When
    /// the call has returned, both are as safe as the disk or the object store can make them. O(size + log
    /// records).
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if it cannot be written, or if the kind is not 1 to 32 lower-case ASCII
    /// letters, digits and hyphens ([`check_kind`]).
    fn put(&self, kind: &str, about: Fingerprint, bytes: &[u8]) -> Result<Fingerprint, StoreError>;

    /// The object with this fingerprint; `None` if the store does not have it. O(size + log objects).
    ///
    /// # Errors
    ///
    /// [`StoreError::CorruptRecord`] if its bytes are not those that were added; [`StoreError::Unavailable`]
    /// if the store cannot be read.
    fn read(&self, object: Fingerprint) -> Result<Option<Vec<u8>>, StoreError>;

    /// The objects of this kind about a subject, sorted, at most `limit`. O(log records), and O(1) for each.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read.
    fn about(&self, kind: &str, about: Fingerprint, limit: usize) -> Result<Vec<Fingerprint>, StoreError> {
        Ok(self.list(kind, about..=about, limit)?.into_iter().map(|(_, object)| object).collect())
    }

    /// The records of this kind whose subject is in a range, each as a pair of subject and object; sorted, at
    /// most `limit`. The limit may cut off some records of the last subject; [`about`](StoreRecords::about)
    /// has all of them. O(log records), and O(1) for each.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read.
    fn list(
        &self,
        kind: &str,
        range: RangeInclusive<Fingerprint>,
        limit: usize,
    ) -> Result<Vec<(Fingerprint, Fingerprint)>, StoreError>;

    /// The kinds that have records, sorted. O(kinds · log records).
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read.
    fn kinds(&self) -> Result<Vec<String>, StoreError>;
}

/// Checks that a string can be the kind of a [record](StoreRecords): 1 to 32 lower-case ASCII letters, digits
/// and hyphens. For custom stores. O(1).
///
/// # Errors
///
/// [`StoreError::Unavailable`], with the name of the store, if it cannot.
///
/// ```
/// use semnet_core::store::check_kind;
///
/// assert!(check_kind("my store", "source").is_ok());
/// assert!(check_kind("my store", "../secrets").is_err());
/// ```
pub fn check_kind(store: &str, kind: &str) -> Result<(), StoreError> {
    let is_plain = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-';
    if (1..=32).contains(&kind.len()) && kind.bytes().all(is_plain) {
        return Ok(());
    }
    let shown: String = kind.chars().take(40).collect();
    let message =
        format!("invalid kind of record {shown:?}; expected 1 to 32 lower-case letters, digits and hyphens");
    Err(StoreError::unavailable(store, &message))
}

/// Checks that bytes have this fingerprint, and returns them. A custom store returns the result from
/// [`read`](StoreRecords::read). O(size).
///
/// # Errors
///
/// [`StoreError::CorruptRecord`] if they have another one.
///
/// ```
/// use semnet_core::Fingerprint;
/// use semnet_core::store::verified_object;
///
/// let object = Fingerprint::hash(b"Bees dance.");
/// assert_eq!(verified_object(object, b"Bees dance.".to_vec())?, b"Bees dance.");
/// assert!(verified_object(object, b"Bees dance!".to_vec()).is_err());
/// # Ok::<(), semnet_core::store::StoreError>(())
/// ```
pub fn verified_object(object: Fingerprint, bytes: Vec<u8>) -> Result<Vec<u8>, StoreError> {
    let found = Fingerprint::hash(&bytes);
    if found == object {
        return Ok(bytes);
    }
    Err(StoreError::CorruptRecord { object, problem: format!("its bytes have the fingerprint {found}") })
}
