//! What the words say: search, concepts whose texts share a theme, and concepts that may be the same. WORDS.md says what
//! was measured, and how.

mod bm25;
mod connections;
mod duplicates;
mod english;
#[cfg(feature = "sqlite")]
mod forms;
mod label;
mod language;
mod lexicon;
mod merge;
mod search;
mod sentence;
mod sharing;
mod spelling;
mod texts;
mod vectors;

pub(crate) use bm25::{Collection, Counts};
pub use connections::{Connection, Connections, SharedTerm};
pub use duplicates::{DuplicateCandidate, MatchReason};
#[cfg(feature = "sqlite")]
pub(crate) use forms::Forms;
pub use language::{Language, LanguageError};
pub(crate) use lexicon::Lexicon;
pub use merge::MergeError;
pub(crate) use search::MOST_WANTED;
pub use search::{HitLocation, SearchHit, SearchOptions};
#[cfg(feature = "sqlite")]
pub(crate) use search::{folded_words, push_folded};
pub use sentence::Snippet;
pub(crate) use sentence::sentences;
pub use sharing::ConnectionOptions;
pub use vectors::VectorError;

/// As the rest of the crate has them: smaller in WASM than those of the standard library.
type Map<K, V> = hashbrown::HashMap<K, V, foldhash::fast::RandomState>;
type Set<K> = hashbrown::HashSet<K, foldhash::fast::RandomState>;
