//! semnet-core for JavaScript: one file for each JavaScript class and each subject of the class `Network`, and nothing in
//! them but conversions. Without the feature `full` it is the small module of the package, which has fewer of them.
//!
//! What JavaScript hands over is looked at in `js/input.js` before it crosses, and what comes back packed in numbers and
//! text becomes plain objects in `js/output.js`; a file of `js` for each subject puts the two around the methods that are
//! declared here. So a call crosses once or twice, and no code of the caller runs while a method does, but for the functions
//! in `functions.rs`.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub use builder::NetworkBuilder;
#[cfg(feature = "full")]
pub use format::{format_of_content, format_of_file_name, formats, skipped};
pub use link::parse_link;
pub use names::{
    fingerprint_of, fingerprint_range, format_fingerprint, format_hashtag, next_fingerprint,
    parse_fingerprint, parse_hashtag,
};
pub use network::Network;
#[cfg(feature = "full")]
pub use paths::Paths;
pub use query_bar::parse_query_bar;
#[cfg(feature = "full")]
pub use rows::Rows;
pub use scratch::{long_answer, short_place};
pub use steps::Steps;
#[cfg(feature = "full")]
pub use store::MemoryStore;
#[cfg(feature = "full")]
pub use words::{Words, languages};

#[cfg(feature = "full")]
mod across;
mod builder;
#[cfg(feature = "full")]
mod change;
mod error;
#[cfg(feature = "full")]
mod format;
#[cfg(feature = "full")]
mod functions;
mod link;
mod names;
mod network;
mod packed;
#[cfg(feature = "full")]
mod parts;
#[cfg(feature = "full")]
mod paths;
mod query;
mod query_bar;
#[cfg(feature = "full")]
mod rank;
#[cfg(feature = "full")]
mod rows;
mod scratch;
mod steps;
#[cfg(feature = "full")]
mod store;
mod types;
#[cfg(feature = "full")]
mod words;
