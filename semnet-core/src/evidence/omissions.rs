//! An omission of a passage, as the rules about it read it.

use std::ops::Range;

use crate::evidence::characters::{backwards, forwards};
use crate::evidence::word_lists::plain;
use crate::util::part;

/// How much of the text before and after an omission is read, in characters.
const REACH: usize = 64;

/// An omission, read once for all rules.
pub(super) struct Omission<'a> {
    /// The words left out, without their typography.
    pub(super) text: String,
    pub(super) before: &'a str,
    pub(super) after: &'a str,
}

impl<'a> Omission<'a> {
    /// O(length).
    pub(super) fn new(source: &'a str, range: Range<usize>) -> Omission<'a> {
        Omission {
            before: part(source, backwards(source, range.start, REACH)..range.start),
            after: part(source, range.end..forwards(source, range.end, REACH)),
            text: plain(source, range, true),
        }
    }
}
