//! Group commit: networks that several threads add at the same time are added in one transaction, with one
//! sync of the disk, by the thread that gets the connection first.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::network::Network;
use crate::store::StoreError;

/// How many networks are added together, and how many bytes.
const MOST: usize = 256;
const MOST_BYTES: usize = 16 << 20;

/// The networks that wait to be added.
#[derive(Default)]
pub(super) struct Waiting(Mutex<Vec<Addition>>);

/// A network to be added, and later the answer whether it was new.
#[derive(Clone)]
pub(super) struct Addition {
    network: Network,
    answer: Arc<OnceLock<Result<bool, StoreError>>>,
}

impl Addition {
    /// The answer, once some thread has added the network. O(1).
    pub(super) fn answer(&self) -> Option<Result<bool, StoreError>> {
        self.answer.get().cloned()
    }

    fn is(&self, other: &Addition) -> bool {
        Arc::ptr_eq(&self.answer, &other.answer)
    }
}

impl Waiting {
    /// Adds a network to those that wait. O(1).
    pub(super) fn join(&self, network: &Network) -> Addition {
        let addition = Addition { network: network.clone(), answer: Arc::default() };
        self.lock().push(addition.clone());
        addition
    }

    /// Takes the first of the waiting networks, including the caller's.
    pub(super) fn take(&self, mine: &Addition) -> Vec<Addition> {
        let mut waiting = self.lock();
        waiting.retain(|addition| !addition.is(mine));
        let mut bytes = mine.network.as_bytes().len();
        let fits = |addition: &&Addition| {
            bytes += addition.network.as_bytes().len();
            bytes <= MOST_BYTES
        };
        let others = waiting.iter().take(MOST - 1).take_while(fits).count();
        let mut together = vec![mine.clone()];
        together.extend(waiting.drain(..others));
        together
    }

    /// How many wait. O(1).
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.lock().len()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Addition>> {
        // No panic can come between the parts of a change.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Adds networks together, and sets the answer of each. If that fails, each is added by itself, so that none
/// is refused because of another one; unless the store `is_busy`, which is then the answer for all, because
/// each would wait as long as the first.
pub(super) fn answer(
    together: &[Addition],
    is_busy: impl Fn(&StoreError) -> bool,
    mut add: impl FnMut(&[Network]) -> Result<Vec<bool>, StoreError>,
) {
    let networks: Vec<Network> = together.iter().map(|addition| addition.network.clone()).collect();
    let error = match add(&networks) {
        Ok(new) => {
            for (addition, is_new) in together.iter().zip(new) {
                let _ = addition.answer.set(Ok(is_new));
            }
            return;
        }
        Err(error) => error,
    };
    let mut of_all = (together.len() == 1 || is_busy(&error)).then_some(error);
    for addition in together {
        let added = match &of_all {
            Some(error) => Err(error.clone()),
            None => add(std::slice::from_ref(&addition.network)),
        };
        if let Err(error) = &added
            && is_busy(error)
        {
            of_all.get_or_insert_with(|| error.clone());
        }
        let _ = addition.answer.set(added.map(|new| new.first() == Some(&true)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::NetworkBuilder;

    fn network(question: &str) -> Network {
        NetworkBuilder::new(question).build().unwrap()
    }

    #[test]
    fn all_that_wait_are_added_together_and_none_fails_for_another() {
        let waiting = Waiting::default();
        let all: Vec<Addition> = ["a?", "b?", "c?"].map(|question| waiting.join(&network(question))).into();
        let together = waiting.take(&all[1]);
        assert!(together.len() == 3 && together[0].is(&all[1]));
        assert!(waiting.lock().is_empty());
        let mut calls = Vec::new();
        let is_busy = |_: &StoreError| false;
        answer(&together, is_busy, |networks| {
            calls.push(networks.len());
            match networks.iter().any(|network| network.question() == "c?") {
                true => Err(StoreError::unavailable("store", "no")),
                false => Ok(vec![true; networks.len()]),
            }
        });
        assert_eq!(calls, [3, 1, 1, 1]);
        let is_new = |addition: &Addition| addition.answer().unwrap().ok();
        assert_eq!(all.iter().map(is_new).collect::<Vec<_>>(), [Some(true), Some(true), None]);
        // Callers whose networks got no answer, because the thread that took them is gone, take them again.
        let alone = waiting.join(&network("d?"));
        drop(waiting.take(&alone));
        assert!(waiting.take(&alone).len() == 1 && alone.answer().is_none());
    }

    #[test]
    fn a_busy_store_is_waited_for_once() {
        let group = || {
            let waiting = Waiting::default();
            let all: Vec<Addition> =
                ["a?", "b?", "c?"].map(|question| waiting.join(&network(question))).into();
            waiting.take(&all[0])
        };
        let busy = StoreError::unavailable("store", "busy");
        let is_busy = |error: &StoreError| *error == busy;
        let mut calls = 0;
        let together = group();
        answer(&together, is_busy, |_| {
            calls += 1;
            Err(busy.clone())
        });
        assert!(together.iter().all(|addition| addition.answer() == Some(Err(busy.clone()))));
        assert_eq!(calls, 1);
        // The same applies if it becomes busy after one of them was refused.
        let (together, mut calls) = (group(), Vec::new());
        answer(&together, is_busy, |networks| {
            calls.push(networks.len());
            match calls.len() {
                1 => Err(StoreError::unavailable("store", "no")),
                2 => Ok(vec![true]),
                _ => Err(busy.clone()),
            }
        });
        assert_eq!(calls, [3, 1, 1]);
        let answers: Vec<_> = together.iter().map(|addition| addition.answer().unwrap()).collect();
        assert_eq!(answers, [Ok(true), Err(busy.clone()), Err(busy.clone())]);
    }

    #[test]
    fn no_more_are_taken_than_a_transaction_should_have() {
        let waiting = Waiting::default();
        let all: Vec<Addition> = (0..MOST + 9).map(|n| waiting.join(&network(&format!("{n}?")))).collect();
        assert_eq!(waiting.take(&all[5]).len(), MOST);
        assert_eq!(waiting.lock().len(), 9);
    }
}
