//! Paths between concepts, and which relationships they may take.
//!
//! A query that follows paths takes [`PathOptions`]: which relations, in which direction, how far, and with
//! how much work. Answers are exact. They are the same whatever order a network was built in, because ties
//! are broken by the [canonical order](crate::network#canonical-order).
//!
//! ```
//! use semnet_core::NetworkBuilder;
//! use semnet_core::paths::PathOptions;
//!
//! let network = NetworkBuilder::new("Q?")
//!     .concept("Mill", "").concept("Bakery", "").concept("Town", "")
//!     .relationship(("Mill", "supplies", "Bakery"))
//!     .relationship(("Bakery", "feeds", "Town"))
//!     .build()?;
//! let (mill, town) = (network.find_concept("mill")?, network.find_concept("town")?);
//! let path = network.shortest_path(mill, town, &PathOptions::default())?.ok_or("no path")?;
//! assert_eq!(path.to_string(), "Mill —supplies→ Bakery —feeds→ Town");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Parallel relationships
//!
//! Two relationships between the same concepts are parallel. How queries treat them depends on what they
//! return:
//!
//! | query | parallel relationships |
//! |---|---|
//! | paths, `select` with evidence | each is a different step, so paths through them are different paths |
//! | `pagerank`, `themes` | each adds its weight |
//! | `betweenness` | together one step, or with [`ParallelRelationships::Each`] each a different one |
//! | `suggest_highlight` | each gets the share of all shortest paths that run between the two concepts |
//! | `bridges` | none of them is a bridge, as each connects without the others |
//!
//! [`ParallelRelationships::Each`]: crate::rank::ParallelRelationships::Each

pub(in crate::graph) mod all_simple_paths;
pub(in crate::graph) mod ancestors;
pub(in crate::graph) mod bidirectional;
mod corridor;
pub(in crate::graph) mod k_shortest_paths;
pub(in crate::graph) mod path;
pub(in crate::graph) mod shortest;
pub(in crate::graph) mod walk;
mod weighted;
pub(in crate::graph) mod weights;

pub use crate::graph::budget::{Budget, BudgetError};
pub use crate::graph::concept_names::ConceptError;
pub use crate::graph::option_error::OptionError;
pub use crate::graph::options::{Direction, PathOptions, RelationFilter};
pub use all_simple_paths::AllSimplePaths;
pub use ancestors::CommonAncestor;
pub use path::{OwnedPath, Path, Step, Steps};
pub use shortest::{KShortestPaths, KShortestPathsWeighted};
pub use weights::{PathError, WeightError};
