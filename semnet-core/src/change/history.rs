//! Histories: which version of a network was made from which, when, and by whom. A history is kept next to
//! networks, and is not part of them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, VecDeque, btree_map};
use std::fmt;
use std::iter::Flatten;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::network::Fingerprint;

/// One step of a history: a network that was made from others. To get the changes between two versions, use
/// [`diff`](crate::Network::diff), which recognises renamed concepts by their similarity. The changes that an
/// [`Editor`](crate::change::Editor) returned have every rename, and also apply to another version.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// The networks it was made from: one for an edit, several for a merge or a union, none for a new
    /// network.
    pub from: Vec<Fingerprint>,
    /// The network that was made.
    pub to: Fingerprint,
    /// When it was made, in seconds since 1970-01-01T00:00:00Z.
    pub when: u64,
    /// Who or what made it: a person, a program, a model.
    pub by: String,
}

/// Why a text is not a history.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct HistoryError {
    line: usize,
    problem: String,
}

impl HistoryError {
    /// The line, counted from 1. O(1).
    pub fn line(&self) -> usize {
        self.line
    }

    /// The problem in it. O(1).
    pub fn problem(&self) -> &str {
        &self.problem
    }
}

/// A set of revisions. As text, by `Display` and `FromStr`, it has a line with a JSON object for each
/// revision. So a file grows by lines at its end, and two concatenated files are a history too.
///
/// ```
/// use semnet_core::NetworkBuilder;
/// use semnet_core::change::{History, Revision};
///
/// let version = |title| NetworkBuilder::new("Q?").title(title).build();
/// let (first, second) = (version("1")?, version("2")?);
/// let mut history = History::default();
/// let by = "an editor".to_owned();
/// history.add(Revision {
///     from: vec![first.fingerprint()],
///     to: second.fingerprint(),
///     when: 1_800_000_000,
///     by,
/// });
///
/// let text = history.to_string();
/// assert!(text.ends_with("\"when\":1800000000,\"by\":\"an editor\"}\n"));
/// assert_eq!(text.parse::<History>()?, history);
/// assert_eq!(history.of(second.fingerprint()).len(), 1);
/// assert_eq!(history.of(first.fingerprint()).len(), 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct History {
    by_result: BTreeMap<Fingerprint, BTreeSet<Revision>>,
}

impl History {
    /// Adds a revision. Returns `true` if it is new. O(log n).
    pub fn add(&mut self, revision: Revision) -> bool {
        self.by_result.entry(revision.to).or_default().insert(revision)
    }

    /// All revisions that led to a network, each once: those that made it, those that made its predecessors,
    /// and so on. The latest come first; in the same second, those nearer to the network come first. O(their
    /// number · log n).
    pub fn of(&self, network: Fingerprint) -> Vec<&Revision> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::from([network]);
        let mut open = VecDeque::from([network]);
        while let Some(next) = open.pop_front() {
            for revision in self.by_result.get(&next).into_iter().flatten() {
                open.extend(revision.from.iter().filter(|&&from| seen.insert(from)));
                found.push(revision);
            }
        }
        found.sort_by_key(|revision| Reverse(revision.when));
        found
    }

    /// All revisions, sorted by the networks that they made. O(1), and O(1) for each.
    pub fn iter(&self) -> Revisions<'_> {
        Revisions(self.by_result.values().flatten())
    }
}

/// The revisions of a [`History`], sorted by the networks that they made.
#[derive(Clone, Debug)]
#[must_use = "an iterator does nothing until it is used"]
pub struct Revisions<'a>(Flatten<btree_map::Values<'a, Fingerprint, BTreeSet<Revision>>>);

impl<'a> Iterator for Revisions<'a> {
    type Item = &'a Revision;

    fn next(&mut self) -> Option<&'a Revision> {
        self.0.next()
    }
}

impl<'a> IntoIterator for &'a History {
    type Item = &'a Revision;
    type IntoIter = Revisions<'a>;

    fn into_iter(self) -> Revisions<'a> {
        self.iter()
    }
}

impl Extend<Revision> for History {
    fn extend<T: IntoIterator<Item = Revision>>(&mut self, revisions: T) {
        for revision in revisions {
            self.add(revision);
        }
    }
}

impl FromIterator<Revision> for History {
    fn from_iter<T: IntoIterator<Item = Revision>>(revisions: T) -> History {
        let mut history = History::default();
        history.extend(revisions);
        history
    }
}

impl fmt::Display for Revision {
    /// A JSON object, without a line end.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Display for History {
    /// A line for each revision, with its line end.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.iter().try_for_each(|revision| writeln!(f, "{revision}"))
    }
}

impl FromStr for Revision {
    type Err = HistoryError;

    /// Parses one line.
    ///
    /// # Errors
    ///
    /// [`HistoryError`], with the problem.
    fn from_str(line: &str) -> Result<Revision, HistoryError> {
        serde_json::from_str(line).map_err(|error| HistoryError { line: 1, problem: error.to_string() })
    }
}

impl FromStr for History {
    type Err = HistoryError;

    /// Parses lines; empty ones are skipped. O(n log n).
    ///
    /// # Errors
    ///
    /// [`HistoryError`], with the line and the problem.
    fn from_str(text: &str) -> Result<History, HistoryError> {
        let mut history = History::default();
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let revision: Result<Revision, HistoryError> = line.parse();
            history.add(revision.map_err(|error| HistoryError { line: number + 1, ..error })?);
        }
        Ok(history)
    }
}
