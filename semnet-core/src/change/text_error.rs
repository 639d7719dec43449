//! An error in the text form, with its line and column.

use crate::util::part;

/// Why a text is not the text form of a network.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("line {line}, column {column}: {problem}")]
pub struct TextError {
    line: usize,
    column: usize,
    problem: String,
}

impl TextError {
    /// The line, counted from 1. O(1).
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column, in characters (`char`), counted from 1. O(1).
    pub fn column(&self) -> usize {
        self.column
    }

    /// The text that was found, and what was expected. O(1).
    pub fn problem(&self) -> &str {
        &self.problem
    }
}

/// A place in a text: line and column, counted from 1.
pub(super) type At = (usize, usize);

/// A string and its beginning.
pub(super) type Field = (At, String);

/// The place of a byte offset in a single-line text that begins at `at`. O(offset).
pub(super) fn place_in(at: At, text: &str, offset: usize) -> At {
    (at.0, at.1 + part(text, ..offset).chars().count())
}

pub(super) fn error(at: At, problem: impl Into<String>) -> TextError {
    TextError { line: at.0, column: at.1, problem: problem.into() }
}
