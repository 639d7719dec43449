//! Everything that compares words: search, thematic connections and duplicate concepts. The [guide] describes
//! the rules and how well they work.
//!
//! | to find | call |
//! |---|---|
//! | parts of a network by words | [`Network::search`](crate::Network::search) |
//! | networks of a store by words | [`StoreExt::search`](crate::store::StoreExt::search) |
//! | concepts whose texts share words | [`Network::connections`](crate::Network::connections) |
//! | concepts that may be the same | [`duplicate_candidates`](crate::Network::duplicate_candidates) |
//!
//! ```
//! use semnet_core::NetworkBuilder;
//! use semnet_core::words::SearchOptions;
//!
//! let network = NetworkBuilder::new("Why do bees dance?")
//!     .finding("Waggle Dance", "A forager comes home. Her dance shows where the flowers are.")
//!     .finding("Sun Compass", "Bees read the way from the sun.")
//!     .build()?;
//! let hits = network.search("flower", &SearchOptions::default());
//! let places: Vec<String> = hits.iter().map(|hit| hit.location().to_string()).collect();
//! assert_eq!(places, ["Waggle Dance"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[doc = include_str!("../../WORDS.md")]
pub mod guide {}

mod bm25;
mod connection_options;
mod connections;
mod duplicates;
mod english;
#[cfg(feature = "sqlite")]
mod forms;
mod hit;
mod index;
mod label;
mod language;
mod lexicon;
mod merge;
mod pairs;
mod search;
mod search_options;
mod sentence;
mod spelling;
mod texts;
mod typos;
mod vectors;
mod wanted;

pub(crate) use bm25::{Collection, Counts, word_score};
pub use connection_options::ConnectionOptions;
pub use connections::{Connection, Connections};
pub(crate) use duplicates::duplicates_across;
pub use duplicates::{DuplicateCandidate, MatchReason};
#[cfg(feature = "sqlite")]
pub(crate) use forms::Forms;
pub use hit::{HitLocation, SearchHit};
pub(crate) use index::SearchIndex;
pub use language::{Language, LanguageError};
pub(crate) use lexicon::{Lexicon, fold, without_marks};
pub use merge::MergeError;
pub use pairs::SharedTerm;
#[cfg(feature = "sqlite")]
pub(crate) use search::{FoldedWords, folded_words};
pub(crate) use search::{each_word, rank};
pub(crate) use search_options::MOST_WANTED;
pub use search_options::SearchOptions;
pub use sentence::Snippet;
pub(crate) use sentence::sentences;
pub use vectors::VectorError;

/// Smaller in WASM than the maps of the standard library.
type Map<K, V> = hashbrown::HashMap<K, V, foldhash::fast::RandomState>;
type Set<K> = hashbrown::HashSet<K, foldhash::fast::RandomState>;
