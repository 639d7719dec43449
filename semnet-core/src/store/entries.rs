//! All networks of a store, one after the other, a page at a time.

use super::{Entry, Store, StoreError};
use crate::network::Fingerprint;

/// So many entries are asked for at a time.
const PAGE: usize = 1_000;

/// The entries of a store in the order of their fingerprints, asked for a page at a time, so that a store of any size
/// takes the memory of one page. Those that are added meanwhile may or may not be among them. After an error it ends.
///
/// ```
/// use semnet_core::{Entries, MemoryStore, NetworkBuilder, Store};
///
/// let store = MemoryStore::default();
/// let network = NetworkBuilder::new("Why do bees dance?").build()?;
/// store.add(&network)?;
/// for entry in Entries::of(&store) {
///     assert_eq!(entry?.fingerprint, network.fingerprint());
/// }
/// assert_eq!(Entries::behind(&store, network.fingerprint()).count(), 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Entries<'a, S: Store + ?Sized> {
    store: &'a S,
    /// Where the next page begins; none when there is no other.
    next: Option<Fingerprint>,
    page: std::vec::IntoIter<Entry>,
}

impl<'a, S: Store + ?Sized> Entries<'a, S> {
    /// All of them. O(1), and a page of the store for every 1,000 entries.
    pub fn of(store: &'a S) -> Entries<'a, S> {
        Entries { store, next: Some(Fingerprint::from_bytes([0; 32])), page: Vec::new().into_iter() }
    }

    /// Those behind a fingerprint, which need not be there: to go on where an earlier look ended. O(1).
    pub fn behind(store: &'a S, last: Fingerprint) -> Entries<'a, S> {
        Entries { store, next: last.next(), page: Vec::new().into_iter() }
    }
}

impl<S: Store + ?Sized> Iterator for Entries<'_, S> {
    type Item = Result<Entry, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(entry) = self.page.next() {
            return Some(Ok(entry));
        }
        let first = self.next.take()?;
        match self.store.entries(first..=Fingerprint::from_bytes([0xff; 32]), PAGE) {
            Ok(page) => {
                self.next =
                    page.last().filter(|_| page.len() == PAGE).and_then(|last| last.fingerprint.next());
                self.page = page.into_iter();
                self.page.next().map(Ok)
            }
            Err(error) => Some(Err(error)),
        }
    }
}

impl<S: Store + ?Sized> std::iter::FusedIterator for Entries<'_, S> {}
