//! Errors in patterns, with their places.

use crate::graph::budget::BudgetError;

/// Why a text is not a pattern: where parsing failed, what was expected there, and what was found.
///
/// ```
/// use semnet_core::select::Pattern;
///
/// let error = "?x via hypernym".parse::<Pattern>().unwrap_err();
/// assert_eq!(error.index(), 15);
/// assert_eq!(
///     error.to_string(),
///     "character 16 of the pattern: expected an object: a variable, a label or `question`; found the end"
/// );
/// ```
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("character {} of the pattern: expected {expected}; found {found}", index + 1)]
pub struct PatternError {
    index: usize,
    expected: String,
    found: String,
}

impl PatternError {
    /// At a byte of the text.
    pub(super) fn new(
        text: &str,
        at: usize,
        expected: impl Into<String>,
        found: impl Into<String>,
    ) -> PatternError {
        let index = text.get(..at).map_or(0, |before| before.chars().count());
        PatternError { index, expected: expected.into(), found: found.into() }
    }

    /// Where parsing failed, in characters, counted from 0; the message counts them from 1. O(1).
    pub fn index(&self) -> usize {
        self.index
    }

    /// The expected syntax. O(1).
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// The text found there, or the end of the pattern. O(1).
    pub fn found(&self) -> &str {
        &self.found
    }
}

/// Why a [`select`](crate::Network::select) failed.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SelectError {
    /// The text is not a pattern.
    #[error(transparent)]
    Pattern(#[from] PatternError),
    /// The budget ended before all rows were found. [`select_partial`](crate::Network::select_partial)
    /// returns the rows found so far.
    #[error(transparent)]
    Budget(#[from] BudgetError),
}
