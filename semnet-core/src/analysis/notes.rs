//! The notes and problems of an answer: repairs, omissions, and parts to be requested again.

use std::fmt;

use serde::Serialize;

use crate::analysis::keys::{self, Part};

/// A repair of an answer, or an omission from it, that does not need another request.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[non_exhaustive]
pub struct Note {
    /// Where in the answer, as JSONPath: `$.relationships[3].passage`.
    pub path: String,
    /// The repair or omission, with its reason.
    pub message: String,
    /// How many strings, numbers and booleans of the answer are not in the result; 0 after a repair.
    pub omitted: usize,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.message)
    }
}

/// A part of an answer that cannot be used and is requested again.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[non_exhaustive]
pub struct Problem {
    /// Where in the answer, as JSONPath: `$.relationships[3].passage`.
    pub path: String,
    /// The problem, and the expected form.
    pub reason: String,
    /// The refused text, or its beginning; empty if something was missing.
    pub found: String,
    /// The ends of the relationship that was refused.
    #[serde(skip)]
    pub(super) ends: Option<(String, String)>,
}

impl Problem {
    /// Whether the problem is about a relationship, rather than a finding or concept.
    pub(super) fn is_of_relationship(&self) -> bool {
        self.path.split(['.', '[']).any(|step| keys::part(step) == Some(Part::Relationships))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.reason)?;
        if !self.found.is_empty() {
            write!(f, "; found \"{}\"", self.found)?;
        }
        Ok(())
    }
}

/// Lists of notes and problems, each of bounded length.
#[derive(Clone, Default, Debug)]
pub(super) struct Notes {
    pub(super) notes: Vec<Note>,
    pub(super) problems: Vec<Problem>,
    /// Notes and problems beyond the limit.
    more_notes: usize,
    more_left_out: usize,
    more_problems: usize,
}

/// The most notes, and the most problems, that are listed for an answer; further ones are only counted.
const MOST: usize = 500;

impl Notes {
    pub(super) fn repaired(&mut self, path: impl fmt::Display, message: impl Into<String>) {
        self.note(path, message, 0);
    }

    pub(super) fn omitted(&mut self, path: impl fmt::Display, message: impl Into<String>, count: usize) {
        self.note(path, message, count);
    }

    fn note(&mut self, path: impl fmt::Display, message: impl Into<String>, omitted: usize) {
        if self.notes.len() < MOST {
            self.notes.push(Note { path: path.to_string(), message: message.into(), omitted });
        } else {
            self.more_notes += 1;
            self.more_left_out += omitted;
        }
    }

    pub(super) fn problem(&mut self, path: impl fmt::Display, reason: impl Into<String>, found: &str) {
        if self.problems.len() < MOST {
            let found = beginning(found);
            self.problems.push(Problem { path: path.to_string(), reason: reason.into(), found, ends: None });
        } else {
            self.more_problems += 1;
        }
    }

    /// Adds a problem before all others.
    pub(super) fn first_problem(&mut self, path: impl fmt::Display, reason: impl Into<String>, found: &str) {
        self.problem(path, reason, found);
        self.problems.rotate_right(usize::from(self.more_problems == 0));
    }

    /// Adds the problem of a refused relationship between these concepts.
    pub(super) fn refused(&mut self, path: String, reason: String, found: &str, ends: (String, String)) {
        self.problem(path, reason, found);
        if let Some(problem) = self.problems.last_mut().filter(|_| self.more_problems == 0) {
            problem.ends = Some(ends);
        }
    }

    pub(super) fn push(&mut self, note: Note) {
        self.note(note.path, note.message, note.omitted);
    }

    /// Adds the notes and problems of another list.
    pub(super) fn add(&mut self, other: Notes) {
        for note in other.notes {
            self.note(note.path, note.message, note.omitted);
        }
        self.problems.extend(other.problems);
        self.more_notes += other.more_notes;
        self.more_left_out += other.more_left_out;
        self.more_problems += other.more_problems;
    }

    /// All notes and problems, with one more for those that were only counted.
    pub(super) fn finish(mut self) -> (Vec<Note>, Vec<Problem>) {
        if self.more_notes > 0 {
            let message = format!("{} more notes like these", self.more_notes);
            self.notes.push(Note { path: "$".into(), message, omitted: self.more_left_out });
        }
        if self.more_problems > 0 {
            let reason = format!("{} more problems like these", self.more_problems);
            self.problems.push(Problem { path: "$".into(), reason, found: String::new(), ends: None });
        }
        (self.notes, self.problems)
    }
}

/// The beginning of a refused text, long enough for its author to recognise it.
pub(super) fn beginning(text: &str) -> String {
    const LONGEST: usize = 300;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
