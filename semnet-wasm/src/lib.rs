//! semnet-core for JavaScript: one file for each JavaScript class, and nothing in them but conversions.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub use builder::NetworkBuilder;
pub use hashtag::{format_hashtag, parse_hashtag};
pub use network::Network;

mod builder;
mod error;
mod hashtag;
mod input;
mod network;
mod output;
