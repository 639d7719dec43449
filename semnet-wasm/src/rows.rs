//! The class `Rows`: the answer of `select`.

use semnet_core::paths::Budget;
use semnet_core::select::{OwnedRows, PatternError};
use wasm_bindgen::prelude::*;

use crate::error::SemnetError;
use crate::steps::Steps;
use crate::{Network, packed};

/// The rows of a `Network.select`, in canonical order, none of them twice.
#[wasm_bindgen]
pub struct Rows {
    rows: OwnedRows,
    budget_exceeded: bool,
    budget: Budget,
}

#[wasm_bindgen]
impl Rows {
    /// The variables, without their `?`, in the order in which the patterns name them.
    #[wasm_bindgen(getter)]
    pub fn variables(&self) -> String {
        packed::strings(self.rows.rows().variables().iter().map(String::as_str))
    }

    /// How many rows there are.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> usize {
        self.rows.rows().len()
    }

    /// Whether the budget ended before all rows were found: these are some of them then.
    #[wasm_bindgen(getter, js_name = budgetExceeded)]
    pub fn budget_exceeded(&self) -> bool {
        self.budget_exceeded
    }

    /// The labels and relations of the patterns that the network does not have, and which therefore match
    /// nothing.
    #[wasm_bindgen(getter)]
    pub fn unknown(&self) -> String {
        packed::strings(self.rows.rows().unknown().iter().map(String::as_str))
    }

    /// The row with this number, counted from 0, or `undefined` if it is out of range.
    pub fn at(&self, row: u32) -> Option<Vec<u32>> {
        self.rows.rows().get(row as usize).map(|row| packed::concepts(row.concepts()))
    }

    /// The ids of the concepts in all rows, one row after the other: for large answers.
    pub fn ids(&self) -> Vec<u32> {
        packed::concepts(self.rows.rows().iter().flat_map(|row| row.concepts()))
    }

    /// The relationships that make a row true: for each pattern, in the order in which they were written,
    /// those of all shortest walks that match it.
    pub fn evidence(&self, row: u32) -> Result<Vec<u32>, SemnetError> {
        let rows = self.rows.rows();
        let evidence = rows.get(row as usize).map(|row| row.evidence(&mut self.budget.clone()));
        let mut numbers = Vec::new();
        for pattern in evidence.transpose()?.unwrap_or_default() {
            numbers.push(pattern.len() as u32);
            pattern.into_iter().for_each(|one| packed::push(one, &mut numbers));
        }
        Ok(numbers)
    }
}

impl std::fmt::Debug for Rows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rows").field("length", &self.length()).finish_non_exhaustive()
    }
}

#[wasm_bindgen]
impl Network {
    /// The distinct ways to bind the variables of some patterns so that the network satisfies them all.
    pub fn select(&self, patterns: &str, steps: &Steps) -> Result<Rows, SemnetError> {
        let (rows, exceeded) = self.0.select_partial(&patterns.parse()?, &steps.0);
        let budget = steps.0.budget;
        Ok(Rows { rows: rows.into_owned(), budget_exceeded: exceeded.is_some(), budget })
    }
}

impl From<PatternError> for SemnetError {
    fn from(wrong: PatternError) -> SemnetError {
        SemnetError::with_index("pattern", &wrong, wrong.index())
    }
}
