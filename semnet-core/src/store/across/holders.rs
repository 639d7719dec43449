//! Which networks have a concept: looked up in the store's index, a page at a time, or in an index that is
//! built for one query if the store has none.

use std::ops::ControlFlow;

use crate::network::Fingerprint;
use crate::store::across::concepts::LabelIndex;
use crate::store::across::each;
use crate::store::{Store, StoreError, all_fingerprints};

/// The networks that have the concepts of a store.
pub(super) enum Holders<'a, S: ?Sized> {
    Store(&'a S),
    Index(LabelIndex),
}

impl<'a, S: Store + ?Sized> Holders<'a, S> {
    /// O(1), or O(length of all labels of the store) if it has no index.
    pub(super) fn of(store: &'a S) -> Result<Holders<'a, S>, StoreError> {
        if store.index().is_some() {
            return Ok(Holders::Store(store));
        }
        let mut index = LabelIndex::default();
        each(store, |network| {
            index.insert(&network);
            ControlFlow::Continue(())
        })?;
        Ok(Holders::Index(index))
    }

    /// The networks with a concept with this folded label, after a given one or from the first, at most
    /// `limit`.
    pub(super) fn after(
        &self,
        label: &str,
        after: Option<Fingerprint>,
        limit: usize,
    ) -> Result<Vec<Fingerprint>, StoreError> {
        let (first, last) = (*all_fingerprints().start(), *all_fingerprints().end());
        let first = match after {
            None => first,
            Some(after) => match after.next() {
                Some(next) => next,
                None => return Ok(Vec::new()),
            },
        };
        match self {
            Holders::Index(index) => Ok(index.within(label, first..=last).take(limit).collect()),
            Holders::Store(store) => {
                let index =
                    store.index().map(|index| index.networks_with_concept(label, first..=last, limit));
                Ok(index.transpose()?.into_iter().flatten().map(|entry| entry.fingerprint).collect())
            }
        }
    }
}
