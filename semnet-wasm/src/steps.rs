//! The steps of a query, read by `js/input.js` out of a plain object, as semnet-core takes them.

use semnet_core::paths::{Direction, PathOptions};
use wasm_bindgen::prelude::*;

/// Which relationships count for a query. JavaScript's `PathOptions` is a plain object; this is what becomes of one for the
/// length of a call, or longer where it names one relation and no more.
#[wasm_bindgen(js_name = StepsOfCall, skip_typescript)]
#[derive(Debug)]
pub struct Steps(pub(crate) PathOptions, Option<String>);

#[wasm_bindgen(js_class = StepsOfCall)]
impl Steps {
    /// The direction is 0 for out, 1 for in, 2 for both.
    #[wasm_bindgen(constructor)]
    pub fn new(
        relations: Option<Vec<String>>,
        without: Option<Vec<String>>,
        direction: u8,
        longest: Option<f64>,
        budget: Option<f64>,
    ) -> Steps {
        let direction = match direction {
            0 => Direction::Outgoing,
            1 => Direction::Incoming,
            _ => Direction::Both,
        };
        let mut steps = semnet_core::paths::PathOptions::default().direction(direction);
        let first = relations.as_ref().and_then(|relations| relations.first()).cloned();
        if let Some(relations) = relations {
            steps = steps.via(relations);
        }
        if let Some(without) = without {
            steps = steps.not_via(without);
        }
        // `as` takes what is larger than the largest number to it.
        if let Some(longest) = longest {
            steps = steps.max_length(longest as usize);
        }
        if let Some(budget) = budget {
            steps = steps.budget(budget as u64);
        }
        Steps(steps, first)
    }
}

impl Steps {
    /// The first relation that counts, where some are named.
    pub(crate) fn relation(&self) -> Option<&str> {
        self.1.as_deref()
    }
}
