//! The ground that all other modules build on. It imports none of them.

pub(crate) mod csr;
mod invariant;
pub(crate) mod sort;

pub(crate) use invariant::broken;
