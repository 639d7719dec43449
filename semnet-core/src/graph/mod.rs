//! How concepts are related: each answer is exact, is the same whatever order the network was built in, and
//! cites its relationships.

// The page of `Network` lists its methods in the order of these modules.
mod concept_names;
mod lookups;

pub mod paths;

pub mod select;

pub mod rank;

pub mod communities;

mod adjacency;
mod budget;
mod filter;
mod option_error;
mod options;
mod slices;
mod subnetwork;

pub(crate) use budget::{Budget, BudgetError};
pub(crate) use concept_names::{ConceptError, not_found};
pub(crate) use filter::Resolved;
pub(crate) use options::PathOptions;
pub(crate) use paths::path::Walked;
