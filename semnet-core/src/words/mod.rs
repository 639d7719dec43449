//! What the words say: search, concepts whose texts share a theme, and concepts that may be the same. WORDS.md says what
//! was measured, and how.

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

pub(crate) use bm25::{Collection, Counts};
pub use connections::{Connection, Connections, SharedTerm};
#[cfg(feature = "sqlite")]
pub(crate) use forms::Forms;
pub use language::{Language, LanguageError};
pub(crate) use lexicon::Lexicon;
pub use merge::{ALIAS, MergeError};
pub use same::{Same, SameReason};
pub(crate) use search::MOST_WANTED;
pub use search::{Hit, Place, Search};
#[cfg(feature = "sqlite")]
pub(crate) use search::{folded_words, push_folded};
pub use sentence::Marked;
pub use sharing::Sharing;
pub use vectors::VectorError;

/// As the rest of the crate has them: smaller in WASM than those of the standard library.
type Map<K, V> = hashbrown::HashMap<K, V, foldhash::fast::RandomState>;
type Set<K> = hashbrown::HashSet<K, foldhash::fast::RandomState>;

/// The relation of the relationships between concepts whose texts share a theme.
pub const SHARED_THEME: &str = "Shared Theme";
