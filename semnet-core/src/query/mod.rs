//! Questions about how concepts are related: each answer is exact, in canonical order, and cites its relationships.

mod slices;
mod steps;

pub use steps::{CutShort, Direction, Steps};
