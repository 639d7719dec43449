//! The errors in a file of another tool, with their places.

use std::fmt;
use std::io;

use crate::format::tools::names::{Format, readable};
use crate::network::BuildError;
use crate::util::Cause;
use crate::util::part;

/// Why a text is not a network in this format: the place, the problem, and what was expected.
///
/// ```
/// use semnet_core::Network;
/// use semnet_core::format::Format;
///
/// let json = r#"{"directed": true, "nodes": [{"id": "Honey"}]}"#;
/// let error = Network::from_format(Format::NodeLink, json).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "node-link JSON: the file has neither `edges` nor `links`; one of them must be there, if only as []"
/// );
///
/// let xml = "<graphml>\n  <graph edgedefault='directed'><node/></graph>\n</graphml>";
/// let error = Network::from_format(Format::GraphMl, xml).unwrap_err();
/// assert_eq!((error.line(), error.column()), (Some(2), Some(33)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormatError {
    format: Format,
    wrong: Box<PlacedProblem>,
}

/// The problem and its place, before the format is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PlacedProblem {
    place: Place,
    problem: Problem,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Problem {
    Message(String),
    Build(BuildError),
    NoQuestion,
    /// A list of nodes alone; its first line is in the text.
    NodeList(String),
    NotRead,
    /// The text is in no readable format, but resembles this one.
    Unknown(String),
    /// An error of the stream that was read.
    CannotRead(Cause),
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Place {
    /// It concerns the whole file.
    #[default]
    Nowhere,
    /// Counted from 1.
    Line { line: usize, column: usize },
    /// An item of a list.
    Item { list: &'static str, number: usize },
    /// Another path.
    Path(String),
}

/// The number of the line that a byte is in, counted from 1, and where the line begins. LF, CR and CR LF end
/// a line. O(offset).
pub(super) fn line_of(text: &str, offset: usize) -> (usize, usize) {
    let before = part(text, ..offset);
    let ends = before.matches(['\n', '\r']).count() - before.matches("\r\n").count();
    (ends + 1, before.rfind(['\n', '\r']).map_or(0, |at| at + 1))
}

impl Place {
    /// The line and column (in characters) of a byte.
    pub(super) fn at(text: &str, offset: usize) -> Place {
        let before = text.get(..offset).unwrap_or(text);
        let (line, start) = line_of(before, before.len());
        Place::Line { line, column: part(before, start..).chars().count() + 1 }
    }

    /// The place as text.
    pub(super) fn said(&self) -> String {
        match self {
            Place::Nowhere => "somewhere".to_owned(),
            Place::Line { line, column } => format!("line {line}, column {column}"),
            Place::Item { list, number } => format!("{list}[{number}]"),
            Place::Path(path) => path.clone(),
        }
    }

    pub(super) fn wrong(&self, message: impl Into<String>) -> PlacedProblem {
        self.because(Problem::Message(message.into()))
    }

    pub(super) fn because(&self, problem: Problem) -> PlacedProblem {
        PlacedProblem { place: self.clone(), problem }
    }

    pub(super) fn is_not_utf8(&self) -> PlacedProblem {
        self.wrong("the text is not UTF-8 here; save it as UTF-8")
    }

    /// A copy of the error, because the original goes to the caller.
    pub(super) fn cannot_read(&self, error: &io::Error) -> PlacedProblem {
        let copy = io::Error::new(error.kind(), error.to_string());
        self.because(Problem::CannotRead(Cause::new(copy)))
    }
}

/// Finds places in ascending order, in linear time altogether.
pub(super) struct Places<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    column: usize,
    is_after_cr: bool,
}

impl<'t> Places<'t> {
    pub(super) fn of(text: &'t str) -> Places<'t> {
        Places { text, at: 0, line: 1, column: 1, is_after_cr: false }
    }

    /// The place of a byte, as [`Place::at`]. O(distance from the last one).
    pub(super) fn at(&mut self, offset: usize) -> Place {
        let Some(between) = self.text.get(self.at..offset) else { return Place::at(self.text, offset) };
        for character in between.chars() {
            match character {
                '\n' if self.is_after_cr => {}
                '\n' | '\r' => (self.line, self.column) = (self.line + 1, 1),
                _ => self.column += 1,
            }
            self.is_after_cr = character == '\r';
        }
        self.at = offset;
        Place::Line { line: self.line, column: self.column }
    }
}

impl PlacedProblem {
    /// The same error in a line that was read by itself.
    pub(super) fn on_line(self, number: usize) -> PlacedProblem {
        let place = match self.place {
            Place::Line { column, .. } => Place::Line { line: number, column },
            _ => Place::Line { line: number, column: 1 },
        };
        let problem = match self.problem {
            Problem::Message(message) => {
                Problem::Message(message.replacen("the file ends", "the line ends", 1))
            }
            other => other,
        };
        PlacedProblem { place, problem }
    }

    /// The same error, for an additional file such as a table of labels.
    pub(super) fn within(self, what: &str) -> PlacedProblem {
        let place = Place::Path(format!("{what}, {}", self.place.said()));
        PlacedProblem { place, problem: self.problem }
    }

    pub(super) fn of(self, format: Format) -> FormatError {
        FormatError { format, wrong: Box::new(self) }
    }
}

impl FormatError {
    /// The format that was read. O(1).
    pub fn format(&self) -> Format {
        self.format
    }

    /// The line, counted from 1; `None` if another place is given, such as a [path](FormatError::path). O(1).
    pub fn line(&self) -> Option<usize> {
        match self.wrong.place {
            Place::Line { line, .. } => Some(line),
            _ => None,
        }
    }

    /// The column, counted from 1: in bytes in JSON, in characters (`char`) in all other formats. `None` if
    /// there is no [line](FormatError::line). O(1).
    pub fn column(&self) -> Option<usize> {
        match self.wrong.place {
            Place::Line { column, .. } => Some(column),
            _ => None,
        }
    }

    /// The path, such as `graph.edges[3]`, to the part with the error, if the file is JSON but not a valid
    /// graph. O(length).
    pub fn path(&self) -> Option<String> {
        match &self.wrong.place {
            Place::Item { list, number } => Some(format!("{list}[{number}]")),
            Place::Path(path) => Some(path.clone()),
            _ => None,
        }
    }

    /// The error of the reader that was given to [`import_from`](crate::network::Network::import_from), if it
    /// caused the failure. O(1).
    pub fn io_error(&self) -> Option<&io::Error> {
        match &self.wrong.problem {
            Problem::CannotRead(cause) => cause.downcast_ref(),
            _ => None,
        }
    }

    /// Whether all that is missing is a question, which
    /// [`import`](crate::network::Network::import) takes.
    pub fn is_no_question(&self) -> bool {
        self.wrong.problem == Problem::NoQuestion
    }

    /// Whether the text is a list of nodes (a table with ids and labels, but without relationships), which
    /// belongs in [`ImportOptions::labels`](crate::format::ImportOptions::labels) when the list of edges is
    /// read. O(1).
    ///
    /// ```
    /// use semnet_core::Network;
    /// use semnet_core::format::Format;
    ///
    /// let error = Network::from_format(Format::Csv, "Id,Label\n1,Bee\n").unwrap_err();
    /// assert!(error.is_node_list());
    /// ```
    pub fn is_node_list(&self) -> bool {
        matches!(self.wrong.problem, Problem::NodeList(_))
    }
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Problem::Unknown(what) = &self.wrong.problem {
            let readable = readable();
            return write!(
                f,
                "not a format that semnet reads; it looks like {what}; readable are {readable}"
            );
        }
        f.write_str(self.format.title())?;
        match (&self.wrong.place, self.path()) {
            (Place::Line { line, column }, _) => write!(f, ", line {line}, column {column}")?,
            (_, Some(path)) => write!(f, ", {path}")?,
            _ => {}
        }
        write!(f, ": ")?;
        match &self.wrong.problem {
            Problem::Message(message) => f.write_str(message),
            Problem::Build(error) => error.fmt(f),
            Problem::NoQuestion if self.format == Format::Json => {
                f.write_str("the field `question` is missing; add it, or give a question with the file")
            }
            Problem::NoQuestion => f.write_str(
                "the file names no question, and its graph has no name that could be one; give a question \
                 with it",
            ),
            Problem::NodeList(line) => write!(
                f,
                "this is a list of nodes, {line:?}; read the list of edges, and give this along with it as \
                 the table of labels"
            ),
            Problem::CannotRead(cause) => write!(f, "cannot be read: {}", &**cause),
            Problem::NotRead => write!(f, "this format is only written; {} can be read", readable()),
            // Said above.
            Problem::Unknown(_) => Ok(()),
        }
    }
}

impl std::error::Error for FormatError {}
