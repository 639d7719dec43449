//! Small objects that a store keeps next to its networks: sources, histories, and whatever else belongs to a
//! network.

use std::ops::RangeInclusive;

use crate::network::Fingerprint;
use crate::store::StoreError;

/// The kinds of [records](StoreRecords) that have a documented meaning.
/// [`StoreRecordsExt`](crate::store::StoreRecordsExt) writes and reads them; a store keeps any other kind,
/// too.
pub mod kinds {
    /// About the [id](crate::evidence::Source::id) of a source: its
    /// [bytes](crate::evidence::Source::to_bytes).
    pub const SOURCE: &str = "source";

    /// About a network: the id of a source that its passages are quoted from, as 44 characters.
    pub const SOURCE_OF: &str = "source-of";

    /// About the network that a [`Revision`](crate::change::Revision) made: the revision as JSON.
    pub const HISTORY: &str = "history";
}

/// Objects next to the networks of a store.
///
/// An object is some bytes, addressed by their [`Fingerprint`], and a record describes it: a [kind](kinds),
/// the fingerprint of what it belongs to, and the object. As with networks, a store only adds, adding twice
/// is adding once, and what is read is verified. One object may be about many things.
pub trait StoreRecords {
    /// Keeps an object and a record of this kind about something; the object's fingerprint. When the call has
    /// returned, both are as safe as the engine can make them. O(size + log records).
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] when it cannot be written, and for a kind that is not 1 to 32 lower-case
    /// ASCII letters, digits and hyphens ([`check_kind`]).
    fn put(&self, kind: &str, about: Fingerprint, bytes: &[u8]) -> Result<Fingerprint, StoreError>;

    /// The object of this fingerprint. O(size + log objects).
    ///
    /// # Errors
    ///
    /// [`StoreError::CorruptRecord`] for one whose bytes are not those that were added.
    fn read(&self, object: Fingerprint) -> Result<Option<Vec<u8>>, StoreError>;

    /// The objects of this kind that are about something, sorted, at most `limit`. O(log records), and O(1)
    /// for each.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] when the store cannot be read.
    fn about(&self, kind: &str, about: Fingerprint, limit: usize) -> Result<Vec<Fingerprint>, StoreError> {
        Ok(self.list(kind, about..=about, limit)?.into_iter().map(|(_, object)| object).collect())
    }

    /// The records of this kind about what is in a range, each as what it is about and the object; sorted, at
    /// most `limit`. A limit may end in the middle of the records about one thing;
    /// [`about`](StoreRecords::about) has all of them. O(log records), and O(1) for each.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] when the store cannot be read.
    fn list(
        &self,
        kind: &str,
        range: RangeInclusive<Fingerprint>,
        limit: usize,
    ) -> Result<Vec<(Fingerprint, Fingerprint)>, StoreError>;

    /// The kinds of which there are records, sorted. O(kinds · log records).
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] when the store cannot be read.
    fn kinds(&self) -> Result<Vec<String>, StoreError>;
}

/// Refuses what cannot be the kind of a [record](StoreRecords): anything but 1 to 32 lower-case ASCII
/// letters, digits and hyphens. For engines. O(1).
///
/// # Errors
///
/// [`StoreError::Unavailable`], with the name of the store.
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

/// These bytes, if this is their fingerprint: what an engine returns from [`read`](StoreRecords::read).
/// O(size).
///
/// # Errors
///
/// [`StoreError::CorruptRecord`] for other bytes.
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
