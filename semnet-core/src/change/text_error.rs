//! A problem of the text form, with its place.

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

    /// The column in characters, counted from 1. O(1).
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

/// A string and where it begins.
pub(super) type Field = (At, String);

pub(super) fn error(at: At, problem: impl Into<String>) -> TextError {
    TextError { line: at.0, column: at.1, problem: problem.into() }
}
