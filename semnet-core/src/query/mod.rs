//! Questions about how concepts are related: each answer is exact, in canonical order, and cites its relationships.

mod lookup;
mod slices;
mod steps;

pub use lookup::NoSuchConcept;
pub use steps::{CutShort, Direction, Steps};
