//! One difference between a passage and a source.

use std::fmt;

use crate::text;

/// The maximum number of differences that are listed for a passage.
pub const MAX_DIFFERENCES: usize = 100;

/// The kind of a [`Difference`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DifferenceKind {
    /// Quotation marks, dashes, ligatures, spaces, hyphens at the ends of lines, the case of the first
    /// letter.
    Typography,
    /// The source has words that the passage does not.
    LeftOut,
    /// The passage has words that the source does not.
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
///
/// `Display` writes `in the source → in the passage`, such as `did not reject → rejected`. If one of the two
/// is empty, it writes `left out: words` or `inserted: words`. It does not distinguish typography from other
/// words; [`kind`](Difference::kind) and [`alters`](Difference::alters) do.
///
/// ```
/// use semnet_core::evidence::{Source, check_passages};
///
/// let source = Source::new("minutes.txt", "The board of the town met in May.")?;
/// let checked = check_passages(&["The board met in May.", "The board of the town met in June."], &[source]);
/// let first = |number: usize| checked[number].differences.first().map(|one| one.to_string());
/// assert_eq!(first(0).as_deref(), Some("left out: of the town"));
/// assert_eq!(first(1).as_deref(), Some("May → June"));
/// # Ok::<(), semnet_core::evidence::SourceError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Difference {
    /// The kind.
    pub kind: DifferenceKind,
    /// The text in the source; empty for an insertion.
    pub source: String,
    /// The text in the passage; empty for an omission.
    pub passage: String,
    /// Whether this difference makes the verdict [`Altered`](crate::evidence::Verdict::Altered).
    pub alters: bool,
}

impl Difference {
    /// A difference with both texts in normal form, so each fits on one line.
    pub(super) fn new(kind: DifferenceKind, source: &str, passage: &str, alters: bool) -> Difference {
        let (source, passage) = (text::normalise_lossy(source), text::normalise_lossy(passage));
        Difference { kind, source, passage, alters }
    }
}

impl fmt::Display for Difference {
    /// `in the source → in the passage`, `left out: words` or `inserted: words`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.source.as_str(), self.passage.as_str()) {
            ("", passage) => write!(f, "inserted: {passage}"),
            (source, "") => write!(f, "left out: {source}"),
            (source, passage) => write!(f, "{source} → {passage}"),
        }
    }
}
