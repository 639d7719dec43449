//! The options of queries, converted to those of semnet-core.

use semnet_core::paths::{Direction, PathOptions};
#[cfg(feature = "full")]
use semnet_core::rank::{BetweennessOptions, ParallelRelationships};
use serde::Deserialize;
use wasm_bindgen::prelude::*;

use crate::error::SemnetError;
use crate::plain;

/// Which relationships a query follows, how far, and for how much work. JavaScript has a plain object for it,
/// which is converted to this for the length of a call, or longer if it names only one relation.
#[wasm_bindgen(js_name = StepsOfCall)]
#[derive(Debug)]
pub struct Steps(
    pub(crate) PathOptions,
    Option<String>,
    #[cfg_attr(not(feature = "full"), expect(dead_code, reason = "the core has no betweenness"))] Parallel,
);

/// The plain object, as `js/options.ts` hands it over. Numbers may be infinite.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Options {
    via: Option<Vec<String>>,
    not_via: Option<Vec<String>>,
    direction: Way,
    max_length: Option<f64>,
    budget: Option<f64>,
    #[serde(default)]
    parallel: Parallel,
}

/// How betweenness counts parallel relationships.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Parallel {
    #[default]
    Once,
    Each,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Way {
    Outgoing,
    Incoming,
    Both,
}

#[wasm_bindgen(js_class = StepsOfCall)]
impl Steps {
    /// The steps of a plain object.
    #[wasm_bindgen(constructor)]
    pub fn new(options: JsValue) -> Result<Steps, SemnetError> {
        let Options { via, not_via, direction, max_length, budget, parallel } =
            plain::from_js(options, "type")?;
        let direction = match direction {
            Way::Outgoing => Direction::Outgoing,
            Way::Incoming => Direction::Incoming,
            Way::Both => Direction::Both,
        };
        let mut steps = PathOptions::default().direction(direction);
        let first = via.as_ref().and_then(|relations| relations.first()).cloned();
        if let Some(via) = via {
            steps = steps.via(via);
        }
        if let Some(not_via) = not_via {
            steps = steps.not_via(not_via);
        }
        // `as` saturates at the largest number.
        if let Some(max_length) = max_length {
            steps = steps.max_length(max_length as usize);
        }
        if let Some(budget) = budget {
            steps = steps.budget(budget as u64);
        }
        Ok(Steps(steps, first, parallel))
    }
}

impl Steps {
    /// The options of betweenness.
    #[cfg(feature = "full")]
    pub(crate) fn betweenness(&self) -> BetweennessOptions {
        let parallel = match self.2 {
            Parallel::Once => ParallelRelationships::Once,
            Parallel::Each => ParallelRelationships::Each,
        };
        BetweennessOptions::from(self.0.clone()).parallel(parallel)
    }

    /// The first relation that the filter names, if any.
    pub(crate) fn relation(&self) -> Option<&str> {
        self.1.as_deref()
    }
}
