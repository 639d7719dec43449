//! Weights that a function of JavaScript gives.

use std::cell::RefCell;
use std::rc::Rc;

use semnet_core::Relationship;
use wasm_bindgen::prelude::*;

use crate::packed;

#[wasm_bindgen(raw_module = "./input.js")]
extern "C" {
    /// Calls the function, with the relationship in packed numbers. It gives a number or throws.
    #[wasm_bindgen(catch, js_name = callWeight)]
    fn call(weight: &JsValue, numbers: &[u32]) -> Result<f64, JsValue>;
}

/// A function of JavaScript, and what it threw.
#[derive(Clone)]
pub(crate) struct Weight {
    function: JsValue,
    thrown: Rc<RefCell<Option<JsValue>>>,
}

impl Weight {
    pub(crate) fn new(function: JsValue) -> Weight {
        Weight { function, thrown: Rc::default() }
    }

    /// The weight; no number, which ends a search, when the function throws or has thrown.
    pub(crate) fn of(&self, relationship: Relationship<'_>) -> f64 {
        if self.thrown.borrow().is_some() {
            return f64::NAN;
        }
        match call(&self.function, &packed::relationships([relationship])) {
            Ok(weight) => weight,
            Err(thrown) => {
                self.thrown.replace(Some(thrown));
                f64::NAN
            }
        }
    }

    /// What the function threw comes before what the search says of it.
    pub(crate) fn or_thrown<T>(
        &self,
        result: Result<T, impl Into<crate::error::SemnetError>>,
    ) -> Result<T, JsValue> {
        match self.thrown.take() {
            Some(thrown) => Err(thrown),
            None => result.map_err(|error| error.into().into()),
        }
    }
}
