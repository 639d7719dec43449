//! What to do where something happened that cannot happen.

use std::fmt::Display;
use std::slice::SliceIndex;

/// An invariant of this crate is broken. Panics in tests, in fuzzing and in debug builds; elsewhere it goes
/// on with `instead`, which must not look like an answer.
#[cold]
#[track_caller]
pub(crate) fn broken<T>(what: &dyn Display, instead: T) -> T {
    debug_assert!(false, "an invariant of semnet is broken: {what}");
    instead
}

/// The part of a text at a range that is known to lie in it, on the borders of characters.
#[inline]
#[track_caller]
pub(crate) fn part(whole: &str, range: impl SliceIndex<str, Output = str>) -> &str {
    match whole.get(range) {
        Some(part) => part,
        None => broken(&"a range that is not in its text", ""),
    }
}

/// The items of a list at a range that is known to lie in it.
#[inline]
#[track_caller]
pub(crate) fn items<T>(whole: &[T], range: impl SliceIndex<[T], Output = [T]>) -> &[T] {
    match whole.get(range) {
        Some(items) => items,
        None => broken(&"a range that is not in its list", &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_in_the_whole_is_returned() {
        assert_eq!((part("aéb", 1..3), part("a", 1..)), ("é", ""));
        assert_eq!(items(&[1, 2, 3], 1..), [2, 3]);
    }

    #[test]
    #[should_panic(expected = "a range that is not in its text")]
    fn a_range_that_cuts_a_character_is_a_mistake() {
        part("é", ..1);
    }

    #[test]
    #[should_panic(expected = "a range that is not in its list")]
    fn a_range_past_the_end_is_a_mistake() {
        items(&[1], ..2);
    }
}
