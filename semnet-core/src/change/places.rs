//! A list whose items changes take out, and put at places.

use std::collections::{BTreeMap, BTreeSet};

use crate::change::kinds::Change;
use crate::change::order;
use crate::util::broken;

/// A list on its way to another order.
pub(super) struct Places<'c, T> {
    known: Option<BTreeSet<T>>,
    gone: BTreeSet<T>,
    placed: BTreeMap<usize, (T, Option<&'c Change>)>,
}

impl<'c, T: Ord + Copy> Places<'c, T> {
    pub(super) fn new() -> Places<'c, T> {
        Places { known: None, gone: BTreeSet::new(), placed: BTreeMap::new() }
    }

    pub(super) fn has(&mut self, list: &[T], item: T) -> bool {
        self.known.get_or_insert_with(|| list.iter().copied().collect()).contains(&item)
    }

    pub(super) fn take(&mut self, list: &[T], item: Option<T>, what: &str) -> Result<(), String> {
        self.gone.extend(item);
        match item {
            Some(item) if self.has(list, item) => Ok(()),
            _ => Err(format!("there is no such {what}")),
        }
    }

    pub(super) fn put(&mut self, item: T, place: usize, change: &'c Change) {
        self.placed.insert(place, (item, Some(change)));
    }

    /// The list in its new order; or the last change that puts something beyond its end.
    pub(super) fn finish(self, list: &mut Vec<T>) -> Result<(), (&'c Change, String)> {
        if self.gone.is_empty() && self.placed.is_empty() {
            return Ok(());
        }
        let last = self.placed.values().next_back().and_then(|(_, change)| *change);
        let kept = std::mem::take(list).into_iter().filter(|item| !self.gone.contains(item));
        let kept: Vec<_> = kept.map(|item| (item, None)).collect();
        let length = kept.len() + self.placed.len();
        match (order::arrange(kept, self.placed), last) {
            (Ok(arranged), _) => list.extend(arranged.into_iter().map(|(item, _)| item)),
            (Err(_), Some(change)) => {
                return Err((change, format!("the list is only {length} long")));
            }
            (Err(_), None) => return broken(&"a list without places to put something in", Ok(())),
        }
        Ok(())
    }
}
