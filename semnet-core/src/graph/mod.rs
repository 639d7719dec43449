//! How concepts are related: each answer is exact, in canonical order, and cites its relationships.

mod adjacency;
pub mod communities;
pub(crate) mod filter;
mod lookups;
pub mod paths;
pub mod rank;
pub mod select;
mod slices;
mod subnetwork;

pub(crate) use filter::{Budget, BudgetExceeded, Resolved, Steps};
pub(crate) use lookups::ConceptNotFound;
pub(crate) use paths::bidirectional::Pool;
pub(crate) use paths::path::Walked;
