//! semnet-core for JavaScript: one file for each JavaScript class (the queries of `Network` have one of their own), and
//! nothing in them but conversions.
//!
//! What JavaScript hands over is looked at in `js/input.js` before it crosses, and what comes back packed in numbers and
//! text becomes plain objects in `js/output.js`; `js/classes.js` puts the two around the methods that are declared here.
//! So a call crosses once or twice, and no code of the caller runs while a method does, but for weights.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub use builder::NetworkBuilder;
pub use link::parse_link;
pub use names::{
    fingerprint_of, fingerprint_range, format_fingerprint, format_hashtag, next_fingerprint,
    parse_fingerprint, parse_hashtag,
};
pub use network::Network;
pub use paths::Paths;
pub use query_bar::parse_query_bar;
pub use rows::Rows;
pub use steps::Steps;
pub use store::MemoryStore;

mod builder;
mod error;
mod link;
mod names;
mod network;
mod packed;
mod paths;
mod query;
mod query_bar;
mod rank;
mod rows;
mod steps;
mod store;
mod types;
mod weight;
