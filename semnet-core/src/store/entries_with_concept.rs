//! Iterates over all networks of a store that have a concept, a page at a time.

use crate::network::Fingerprint;
use crate::store::index::ask;
use crate::store::{Entry, Store, StoreError, all_fingerprints};

/// How many entries are requested at first. Each further page is twice as large, so the first entries arrive
/// quickly.
const FIRST_PAGE: usize = 16;

/// The most entries that are requested at a time.
const LARGEST_PAGE: usize = 1_000;

/// The entries of the networks with a concept, in the order of their fingerprints. They are fetched a page at
/// a time, so even a concept that every network has takes the memory of one page. Networks that are added
/// meanwhile may or may not be included. The iterator ends after an error.
///
/// ```
/// use semnet_core::store::{MemoryStore, StoreExt};
/// use semnet_core::{NetworkBuilder, Store};
///
/// let store = MemoryStore::default();
/// store.add(&NetworkBuilder::new("Why do bees dance?").concept("Sun Compass", "").build()?)?;
/// for entry in store.iter_with_concept("sun compass") {
///     assert_eq!(entry?.question, "Why do bees dance?");
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct EntriesWithConcept<'a, S: Store + ?Sized> {
    store: &'a S,
    label: String,
    /// Where the next page begins; `None` if there is no other.
    next: Option<Fingerprint>,
    page: std::vec::IntoIter<Entry>,
    size: usize,
}

impl<'a, S: Store + ?Sized> EntriesWithConcept<'a, S> {
    /// O(1), and a look-up of the store for each page.
    pub(in crate::store) fn of(store: &'a S, label: &str) -> EntriesWithConcept<'a, S> {
        EntriesWithConcept {
            store,
            label: label.to_owned(),
            next: Some(*all_fingerprints().start()),
            page: Vec::new().into_iter(),
            size: FIRST_PAGE,
        }
    }
}

impl<S: Store + ?Sized> Iterator for EntriesWithConcept<'_, S> {
    type Item = Result<Entry, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(entry) = self.page.next() {
            return Some(Ok(entry));
        }
        let range = self.next.take()?..=*all_fingerprints().end();
        let page = ask(self.store, |index| index.networks_with_concept(&self.label, range, self.size));
        match page {
            Ok(page) => {
                let last = page.last().filter(|_| page.len() == self.size);
                self.next = last.and_then(|last| last.fingerprint.next());
                self.size = (2 * self.size).min(LARGEST_PAGE);
                self.page = page.into_iter();
                self.page.next().map(Ok)
            }
            Err(error) => Some(Err(error)),
        }
    }
}

impl<S: Store + ?Sized> std::iter::FusedIterator for EntriesWithConcept<'_, S> {}
