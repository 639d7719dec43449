//! How concepts are related: each answer is exact, in canonical order, and cites its relationships.

mod adjacency;
mod budget;
pub mod communities;
mod concept_names;
mod filter;
mod lookups;
mod option_error;
mod options;
pub mod paths;
pub mod rank;
pub mod select;
mod slices;
mod subnetwork;

pub(crate) use budget::{Budget, BudgetError};
pub(crate) use concept_names::ConceptError;
pub(crate) use filter::Resolved;
pub(crate) use options::PathOptions;
pub(crate) use paths::path::Walked;
