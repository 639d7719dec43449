//! The errors of a report, with their places.

use std::fmt;

use crate::network::BuildError;
use crate::report::{COPY_LINE, FINDINGS, HIGHLIGHT, QUESTION, REPORT};

/// Why a text is not a report: what was expected, and the line and column where something else was found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {problem}")]
pub struct ReportError {
    line: usize,
    column: usize,
    problem: ReportProblem,
}

impl ReportError {
    /// The line, counted from 1. O(1).
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column, in characters (`char`), counted from 1. O(1).
    pub fn column(&self) -> usize {
        self.column
    }

    pub(super) fn new(line: usize, column: usize, problem: ReportProblem) -> ReportError {
        ReportError { line, column, problem }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ReportProblem {
    /// Something else was found where this was expected.
    Expected { what: Expected, found: String },
    /// The stated number is not the number of findings.
    Number { stated: String, found: usize },
    /// A finding without a paragraph.
    NoParagraph { label: String },
    /// A passage that never ends.
    OpenPassage,
    /// Not UTF-8 at this byte, counted from 0.
    NotUtf8 { byte: usize },
    /// The parts make no network.
    Build(BuildError),
}

/// What a report must have next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    Question,
    QuestionText,
    Report,
    Analysis,
    Findings,
    Via,
    Passage,
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Question => write!(f, "a line that begins `{QUESTION}`"),
            Self::QuestionText => write!(f, "the question after `{QUESTION}`"),
            Self::Report => write!(f, "the heading `{REPORT}` (or the line `{COPY_LINE} …`)"),
            Self::Analysis => {
                f.write_str("`Analysis reveals NUMBER key thematic connections.` after the title")
            }
            Self::Findings => write!(f, "the heading `{FINDINGS}`"),
            Self::Via => write!(f, "`Concept via Relation` below `{HIGHLIGHT}`"),
            Self::Passage => f.write_str("a passage in quotation marks, or another `Concept via Relation`"),
        }
    }
}

impl fmt::Display for ReportProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Expected { what, found } if found.is_empty() => {
                write!(f, "expected {what}, found the end of the report")
            }
            Self::Expected { what, found } => write!(f, "expected {what}, found {found:?}"),
            Self::Number { stated, found } => {
                let s = if *found == 1 { "" } else { "s" };
                write!(
                    f,
                    "{stated} key thematic connections are stated, but the report has {found} finding{s}"
                )
            }
            Self::NoParagraph { label } => write!(f, "the finding {label:?} has no paragraph below it"),
            Self::OpenPassage => f.write_str(
                "the passage begins with a quotation mark, but none ends it before the end of the report",
            ),
            Self::NotUtf8 { byte } => write!(f, "the text is not UTF-8 at byte {byte}"),
            Self::Build(error) => error.fmt(f),
        }
    }
}
