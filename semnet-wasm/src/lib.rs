//! semnet-core for JavaScript: one file for each class of the module and each subject of the class `Network`,
//! and nothing in them but conversions. The classes that people use are in `js`, in TypeScript, around these.
//!
//! What JavaScript hands over is checked in `js/input.ts` before it crosses. Plain objects cross through
//! serde (`plain.rs`); concepts, relationships and paths cross as packed numbers (`packed.rs`), out of which
//! `js/view.ts` makes objects. So a call crosses once or twice, and no code of the caller runs while a method
//! does, but for the functions in `functions.rs`.
//!
//! Without the feature `full` it is the core of the package, which programs load first.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

#[cfg(feature = "full")]
pub use analysis::{Analysis, lenses};
pub use builder::NetworkBuilder;
#[cfg(feature = "full")]
pub use change::{Merged, inverse};
#[cfg(feature = "full")]
pub use constants::constants;
#[cfg(feature = "full")]
pub use editor::{EditedNetwork, Editor};
#[cfg(feature = "full")]
pub use evidence::{Source, check, check_passages, cite};
#[cfg(feature = "full")]
pub use format::{detect_format, format_from_path, formats, skipped};
#[cfg(feature = "full")]
pub use history::History;
pub use link::{OpenedLink, parse_link};
pub use names::{
    fingerprint_of, fingerprint_range, format_fingerprint, format_hashtag, next_fingerprint,
    parse_fingerprint, parse_hashtag,
};
pub use network::Network;
#[cfg(feature = "full")]
pub use paths::Paths;
#[cfg(feature = "full")]
pub use picture::Picture;
pub use query_bar::parse_query_bar;
#[cfg(feature = "full")]
pub use rows::Rows;
#[cfg(feature = "full")]
pub use score::{score, stability};
pub use scratch::{long_answer, short_place};
pub use steps::Steps;
#[cfg(feature = "full")]
pub use store::MemoryStore;
#[cfg(feature = "full")]
pub use words::languages;

#[cfg(feature = "full")]
mod across;
#[cfg(feature = "full")]
mod analysis;
mod builder;
#[cfg(feature = "full")]
mod change;
#[cfg(feature = "full")]
mod constants;
#[cfg(feature = "full")]
mod context;
#[cfg(feature = "full")]
mod editor;
mod error;
#[cfg(feature = "full")]
mod evidence;
#[cfg(feature = "full")]
mod format;
#[cfg(feature = "full")]
mod functions;
#[cfg(feature = "full")]
mod history;
mod link;
mod names;
mod network;
#[cfg(feature = "full")]
mod open;
mod packed;
#[cfg(feature = "full")]
mod parts;
#[cfg(feature = "full")]
mod paths;
#[cfg(feature = "full")]
mod picture;
mod plain;
mod query;
mod query_bar;
#[cfg(feature = "full")]
mod rank;
#[cfg(feature = "full")]
mod rows;
#[cfg(feature = "full")]
mod score;
mod scratch;
mod steps;
#[cfg(feature = "full")]
mod store;
mod strings;
#[cfg(feature = "full")]
mod text;
#[cfg(feature = "full")]
mod words;
