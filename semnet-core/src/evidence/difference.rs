//! How a passage and a source differ in one place.

use std::fmt;

use crate::text;

/// How a passage and a source differ somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DifferenceKind {
    /// Quotation marks, dashes, ligatures, spaces, hyphens at the ends of lines, the case of the first
    /// letter.
    Typography,
    /// The source has words that the passage has not.
    LeftOut,
    /// The passage has words that the source has not.
    Inserted,
    /// The source has other words or punctuation.
    Replaced,
}

impl DifferenceKind {
    /// `typography`, `left out`, `inserted` or `replaced`. O(1).
    pub const fn name(self) -> &'static str {
        match self {
            DifferenceKind::Typography => "typography",
            DifferenceKind::LeftOut => "left out",
            DifferenceKind::Inserted => "inserted",
            DifferenceKind::Replaced => "replaced",
        }
    }
}

impl fmt::Display for DifferenceKind {
    /// The [name](DifferenceKind::name).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// One difference between a passage and a source.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Difference {
    /// What kind it is.
    pub kind: DifferenceKind,
    /// What the source has; empty for what was inserted.
    pub source: String,
    /// What the passage has; empty for what was left out.
    pub passage: String,
    /// Whether it makes the passage altered.
    pub alters: bool,
}

impl Difference {
    /// Both texts come out in one line.
    pub(super) fn new(kind: DifferenceKind, source: &str, passage: &str, alters: bool) -> Difference {
        let (source, passage) = (text::normalise_lossy(source), text::normalise_lossy(passage));
        Difference { kind, source, passage, alters }
    }
}

impl fmt::Display for Difference {
    /// `did not reject → rejected`; `left out: …`; `inserted: …`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.source.as_str(), self.passage.as_str()) {
            ("", passage) => write!(f, "inserted: {passage}"),
            (source, "") => write!(f, "left out: {source}"),
            (source, passage) => write!(f, "{source} → {passage}"),
        }
    }
}
