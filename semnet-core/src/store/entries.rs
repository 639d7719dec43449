//! Iterates over all networks of a store, a page at a time.

use crate::network::Fingerprint;
use crate::store::{Entry, Store, StoreError, all_fingerprints};

/// How many entries are requested at a time.
const PAGE: usize = 1_000;

/// The entries of a store in the order of their fingerprints. They are fetched a page at a time, so a store
/// of any size takes the memory of one page. Networks that are added meanwhile may or may not be included.
/// The iterator continues after a [`PartialListing`](StoreError::PartialListing), and ends after any other
/// error.
///
/// ```
/// use semnet_core::store::{MemoryStore, StoreExt};
/// use semnet_core::{NetworkBuilder, Store};
///
/// let store = MemoryStore::default();
/// let network = NetworkBuilder::new("Why do bees dance?").build()?;
/// store.add(&network)?;
/// for entry in store.iter() {
///     assert_eq!(entry?.fingerprint, network.fingerprint());
/// }
/// assert_eq!(store.iter_after(network.fingerprint()).count(), 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Entries<'a, S: Store + ?Sized> {
    store: &'a S,
    /// Where the next page begins; `None` if there is no other.
    next: Option<Fingerprint>,
    page: std::vec::IntoIter<Entry>,
    /// The error to return after the page.
    torn: Option<StoreError>,
}

impl<'a, S: Store + ?Sized> Entries<'a, S> {
    /// All entries. O(1), and a page of the store for every 1,000 entries.
    pub(in crate::store) fn of(store: &'a S) -> Entries<'a, S> {
        Entries::from(store, *all_fingerprints().start())
    }

    /// The entries from a fingerprint on, which need not be in the store. O(1).
    pub(in crate::store) fn from(store: &'a S, first: Fingerprint) -> Entries<'a, S> {
        Entries { store, next: Some(first), page: Vec::new().into_iter(), torn: None }
    }

    /// The entries after a fingerprint, which need not be in the store: continues where an earlier list
    /// ended. O(1).
    pub(in crate::store) fn after(store: &'a S, last: Fingerprint) -> Entries<'a, S> {
        Entries { store, next: last.next(), page: Vec::new().into_iter(), torn: None }
    }
}

impl<S: Store + ?Sized> Iterator for Entries<'_, S> {
    type Item = Result<Entry, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(entry) = self.page.next() {
            return Some(Ok(entry));
        }
        if let Some(torn) = self.torn.take() {
            return Some(Err(torn));
        }
        let first = self.next.take()?;
        match self.store.entries(first..=*all_fingerprints().end(), PAGE) {
            Ok(page) => {
                self.next =
                    page.last().filter(|_| page.len() == PAGE).and_then(|last| last.fingerprint.next());
                self.page = page.into_iter();
                self.page.next().map(Ok)
            }
            Err(StoreError::PartialListing { store, after, next, message }) => {
                // Unless the gap ends later than this request begins, the same request would follow for ever.
                self.next = next.filter(|next| *next > first);
                let torn = StoreError::PartialListing { store, after, next, message };
                let Some(after) = after else { return Some(Err(torn)) };
                match self.store.entries(first..=after, PAGE) {
                    Ok(page) => {
                        self.page = page.into_iter();
                        self.torn = Some(torn);
                        self.next()
                    }
                    Err(_) => Some(Err(torn)),
                }
            }
            Err(error) => Some(Err(error)),
        }
    }
}

impl<S: Store + ?Sized> std::iter::FusedIterator for Entries<'_, S> {}
