//! The class `Rows`: what `select` found.

use semnet_core::paths::Budget;
use semnet_core::select::{OwnedRows, PatternError};
use wasm_bindgen::prelude::*;

use crate::error::SemnetError;
use crate::steps::Steps;
use crate::{Network, packed};

/// The rows of a {@link Network.select}, in canonical order, none of them twice. To go through them is to get each as a
/// plain object, from the name of a variable to the label of its concept.
///
/// Patterns without variables have one row, without concepts, when the network satisfies them, and none otherwise.
///
/// ```js
/// const rows = network.select("?x via hypernym ?y");
/// for (const { x, y } of rows) console.log(x, y);
/// const [[{ passage }]] = rows.evidence(0);
/// ```
#[wasm_bindgen]
pub struct Rows {
    rows: OwnedRows,
    budget_exceeded: bool,
    budget: Budget,
}

#[wasm_bindgen]
impl Rows {
    /// The variables, without their `?`, in the order in which the patterns name them.
    #[wasm_bindgen(getter, unchecked_return_type = "string[]")]
    pub fn variables(&self) -> String {
        packed::strings(self.rows.rows().variables().iter().map(String::as_str))
    }

    /// How many rows there are.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> usize {
        self.rows.rows().len()
    }

    /// Whether the budget ended before all rows were found: these are some of them then. A `select` without a budget of
    /// its own stops after 20 million relationships looked at and cells written.
    #[wasm_bindgen(getter, js_name = cutShort)]
    pub fn cut_short(&self) -> bool {
        self.budget_exceeded
    }

    /// The labels and relations of the patterns that the network does not have, and which therefore match nothing.
    #[wasm_bindgen(getter, unchecked_return_type = "string[]")]
    pub fn unknown(&self) -> String {
        packed::strings(self.rows.rows().unknown().iter().map(String::as_str))
    }

    /// The row of this number, counted from 0, when there are as many.
    #[wasm_bindgen(unchecked_return_type = "Row | undefined")]
    pub fn at(&self, row: u32) -> Option<Vec<u32>> {
        self.rows.rows().get(row as usize).map(|row| packed::concepts(row.concepts()))
    }

    /// The numbers of the concepts of all rows, one row behind the other: for large answers.
    ///
    /// ```js
    /// const column = rows.numbers().filter((_, place) => place % rows.variables.length === 0);
    /// network.labels(column);
    /// ```
    #[wasm_bindgen(unchecked_return_type = "Uint32Array")]
    pub fn numbers(&self) -> Vec<u32> {
        packed::concepts(self.rows.rows().iter().flat_map(|row| row.concepts()))
    }

    /// The relationships that make a row true: for each pattern, in the order in which they were written, those of all
    /// shortest walks that match it. Searched for at each call. No pattern where there are not so many rows.
    #[wasm_bindgen(unchecked_return_type = "Relationship[][]")]
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
    /// The distinct ways to bind the variables of some patterns so that the network satisfies them all. A pattern is
    /// `SUBJECT via RELATION OBJECT`; patterns are joined by `;`, `.` or a new line; the relation may be a path with the
    /// operators of SPARQL (`^`, `/`, `|`, `*`, `+`, `?`, `!`); `question` names the root. Throws a {@link SemnetError}
    /// with the code `"pattern"` and the `index` for a text that is no pattern.
    ///
    /// ```js
    /// const rows = network.select("?x via hypernym+ Animal");
    /// for (const { x } of rows) console.log(x); // Canine, Dog, Wolf
    /// ```
    pub fn select(
        &self,
        patterns: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "Steps | string")] steps: &Steps,
    ) -> Result<Rows, SemnetError> {
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
