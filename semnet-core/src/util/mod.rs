//! What all other parts build on, and what knows none of them.

mod invariant;
pub(crate) mod sort;

pub(crate) use invariant::broken;
