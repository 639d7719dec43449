//! What the words say: search, concepts whose texts share a theme, and concepts that may be the same. WORDS.md says what
//! was measured, and how.

mod across;
mod bm25;
mod connections;
mod english;
#[cfg(feature = "sqlite")]
mod forms;
mod label;
mod language;
mod lexicon;
mod merge;
mod same;
mod search;
mod sentence;
mod sharing;
mod spelling;
mod texts;
mod vectors;

pub use across::Found;
pub(crate) use across::across;
pub use connections::{Connection, Connections, SharedTerm};
#[cfg(feature = "sqlite")]
pub(crate) use forms::Forms;
pub use language::{Language, LanguageError};
pub use merge::{ALIAS, MergeError};
pub use same::{Same, SameReason};
#[cfg(feature = "sqlite")]
pub(crate) use search::folded_words;
pub use search::{Hit, Place, Search};
pub use sentence::Marked;
pub use sharing::Sharing;
pub use vectors::VectorError;

/// The relation of the relationships between concepts whose texts share a theme.
pub const SHARED_THEME: &str = "Shared Theme";
