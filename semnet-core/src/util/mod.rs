//! The lowest layer, on which all other modules build. It imports none of them.

pub(crate) mod base62;
mod cause;
pub(crate) mod csr;
pub(crate) mod edit_distance;
mod equals_text;
mod excerpt;
pub(crate) mod growth;
mod invariant;
pub(crate) mod parallel;
pub(crate) mod sets;
pub(crate) mod sort;
pub(crate) mod varint;

pub use cause::Cause;
pub(crate) use equals_text::equals_text;
pub(crate) use excerpt::{differing, excerpt};
pub(crate) use invariant::{broken, items, part, valid_start};
