//! What to do where something happened that cannot happen.

use std::fmt::Display;

/// An invariant of this crate is broken. Panics in tests, in fuzzing and in debug builds; elsewhere it goes
/// on with `instead`, which must not look like an answer.
#[cold]
#[track_caller]
pub(crate) fn broken<T>(what: &dyn Display, instead: T) -> T {
    debug_assert!(false, "an invariant of semnet is broken: {what}");
    instead
}
