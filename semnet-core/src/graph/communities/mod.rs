//! Groups of concepts: components, themes, bridges between them, and the relationship most worth a highlight.
//!
//! ```
//! use semnet_core::NetworkBuilder;
//! use semnet_core::paths::{Budget, RelationFilter};
//!
//! let network = NetworkBuilder::new("Q?")
//!     .concept("Mill", "").concept("Bakery", "").concept("Comet", "")
//!     .relationship(("Mill", "supplies", "Bakery"))
//!     .build()?;
//! assert_eq!(network.components(&RelationFilter::default(), Budget::UNLIMITED)?.len(), 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod bridges;
mod groups;
mod leiden;
mod suggest_highlight;
mod themes;

pub use groups::{GroupIter, Groups};
pub use suggest_highlight::HighlightSuggestion;
pub use themes::{ThemeError, Themes};
