//! Handles broken invariants: a panic in tests, a default elsewhere.

use std::fmt::Display;
use std::slice::SliceIndex;
use std::str::Utf8Error;

/// An invariant of this crate is broken. Panics in tests, in fuzzing and in debug builds; elsewhere it
/// continues with `instead`, which must not look like an answer.
#[cold]
#[track_caller]
pub(crate) fn broken<T>(what: &dyn Display, instead: T) -> T {
    debug_assert!(false, "an invariant of semnet is broken: {what}");
    instead
}

/// The part of a text at a range that is known to be valid, on the borders of characters.
#[inline]
#[track_caller]
pub(crate) fn part(whole: &str, range: impl SliceIndex<str, Output = str>) -> &str {
    match whole.get(range) {
        Some(part) => part,
        None => broken(&"a range that is not in its text", ""),
    }
}

/// The items of a list at a range that is known to be valid.
#[inline]
#[track_caller]
pub(crate) fn items<T>(whole: &[T], range: impl SliceIndex<[T], Output = [T]>) -> &[T] {
    match whole.get(range) {
        Some(items) => items,
        None => broken(&"a range that is not in its list", &[]),
    }
}

/// The text before the first byte that is not UTF-8. O(length of it).
pub(crate) fn valid_start<'a>(bytes: &'a [u8], error: &Utf8Error) -> &'a str {
    let start = items(bytes, ..error.valid_up_to());
    std::str::from_utf8(start).unwrap_or_else(|_| broken(&"UTF-8 that is not valid where it was", ""))
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
    fn the_text_before_the_first_byte_that_is_not_utf_8_is_returned() {
        for (bytes, start) in [(&b"a\xffb"[..], "a"), (&b"\xff"[..], ""), ("é".as_bytes(), "é")] {
            let bytes = [bytes, b"\xc3"].concat();
            assert_eq!(valid_start(&bytes, &std::str::from_utf8(&bytes).unwrap_err()), start);
        }
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
