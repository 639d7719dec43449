//! The ground that all other modules build on. It imports none of them.

mod invariant;
pub(crate) mod sort;

pub(crate) use invariant::broken;
