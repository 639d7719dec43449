//! Questions about how concepts are related: each answer is exact, in canonical order, and cites its relationships.

mod adjacency;
mod ancestors;
mod betweenness;
mod bridges;
mod groups;
mod highlight;
mod leiden;
mod lookup;
mod pagerank;
mod part;
mod path;
mod scores;
mod search;
mod select;
mod shortest;
mod simple;
mod slices;
mod steps;
mod themes;
mod walk;
mod weighted;
mod yen;

pub use ancestors::CommonAncestor;
pub use groups::Groups;
pub use highlight::Highlight;
pub use lookup::NoSuchConcept;
pub use pagerank::PageRank;
pub use path::{Path, Step};
pub use scores::Scores;
pub(crate) use search::Pool;
pub use select::{PatternError, Row, Rows};
pub use shortest::{KShortestPaths, KShortestPathsWeighted};
pub use simple::AllSimplePaths;
pub use steps::{CutShort, Direction, Steps};
pub use themes::Themes;
pub use weighted::PathError;
