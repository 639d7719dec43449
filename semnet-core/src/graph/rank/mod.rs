//! Which concepts are central: degree, PageRank and betweenness.
//!
//! ```
//! use semnet_core::NetworkBuilder;
//! use semnet_core::paths::RelationFilter;
//! use semnet_core::rank::PageRankOptions;
//!
//! let network = NetworkBuilder::new("Q?")
//!     .concept("Mill", "").concept("Bakery", "").concept("Inn", "")
//!     .relationship(("Bakery", "buys from", "Mill"))
//!     .relationship(("Inn", "buys from", "Mill"))
//!     .build()?;
//! let scores = network.pagerank(&RelationFilter::default(), &PageRankOptions::default())?;
//! assert_eq!(scores.top().next().map(|(concept, _)| concept.label()), Some("Mill"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub(in crate::graph) mod betweenness;
mod betweenness_options;
pub(in crate::graph) mod pagerank;
pub(in crate::graph) mod scores;
mod walks;

pub use betweenness_options::{BetweennessOptions, ParallelRelationships};
pub use pagerank::{PageRankOptions, RankError};
pub use scores::{OwnedScores, ScoreIter, Scores};
