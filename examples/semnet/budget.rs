//! The budget of a query without `--budget`, and the message when it was too small.

use std::io::Write;

use semnet_core::paths::{Budget, BudgetError};

use crate::output::tell;

type Failure = Box<dyn std::error::Error>;

/// The budget of a query, in relationships: some seconds of work.
pub(crate) const USUAL: Budget = Budget::new(1_000_000_000);

/// The budget of a pattern: its rows are in memory, and there can be as many as relationships to the power of
/// triples.
pub(crate) const OF_ROWS: Budget = Budget::new(10_000_000);

/// The budget of the evidence of all rows.
pub(crate) const OF_EVIDENCE: Budget = Budget::new(1_000_000);

/// Prints that a query stopped early, after its results. It is an error if there are none: then it is not
/// known whether there are any.
pub(crate) fn stopped(
    error: Failure,
    is_any: bool,
    found: &str,
    out: &mut impl Write,
) -> Result<(), Failure> {
    if !is_any || !error.is::<BudgetError>() {
        return Err(error);
    }
    out.flush()?;
    tell!("semnet: {error}; there may be more {found}");
    Ok(())
}
