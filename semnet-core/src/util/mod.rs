//! The ground that all other modules build on. It imports none of them.

mod cause;
pub(crate) mod csr;
mod invariant;
pub(crate) mod sort;

pub use cause::Cause;
pub(crate) use invariant::broken;
