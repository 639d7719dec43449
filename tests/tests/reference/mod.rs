//! Differences, changes made and merges as they were first written, over owned parts in ordered maps: slow
//! and plain. What the crate does along canonical bytes must come to the same.
#![allow(dead_code, unused_imports)]

mod apply;
mod diff;
mod merge;
mod order;
mod pairs;
mod parts;
mod rename;
mod sides;
mod union;

pub(crate) use apply::apply;
pub(crate) use diff::diff;
pub(crate) use merge::merge;
pub(crate) use union::union;
