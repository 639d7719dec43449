//! Other ways to write a network down.

mod json;

pub use json::JsonError;
