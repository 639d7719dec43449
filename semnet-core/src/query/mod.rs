//! Questions about how concepts are related: each answer is exact, in canonical order, and cites its relationships.

mod ancestors;
mod lookup;
mod part;
mod path;
mod search;
mod select;
mod shortest;
mod simple;
mod slices;
mod steps;
mod weighted;
mod yen;

pub use ancestors::CommonAncestor;
pub use lookup::NoSuchConcept;
pub use path::{Path, Step};
pub(crate) use search::Pool;
pub use select::{PatternError, Row, Rows};
pub use shortest::{KShortestPaths, KShortestPathsWeighted};
pub use simple::AllSimplePaths;
pub use steps::{CutShort, Direction, Steps};
pub use weighted::PathError;
