//! Functions of JavaScript that a query calls: weights of relationships, vectors of texts, counts of tokens.

use std::sync::{Arc, Mutex, PoisonError};

use semnet_core::Relationship;
use wasm_bindgen::prelude::*;

use crate::packed;

#[wasm_bindgen(raw_module = "semnet-js/functions.ts")]
extern "C" {
    /// Calls the function, with the relationship in packed numbers.
    #[wasm_bindgen(catch, js_name = callWeight)]
    fn call_weight(function: &JsValue, numbers: &[u32]) -> Result<f64, JsValue>;

    /// Calls the function, with a text.
    #[wasm_bindgen(catch, js_name = callVector)]
    fn call_vector(function: &JsValue, text: &str) -> Result<Vec<f32>, JsValue>;

    /// Calls the function, with a line.
    #[wasm_bindgen(catch, js_name = callCounter)]
    fn call_counter(function: &JsValue, line: &str) -> Result<f64, JsValue>;
}

/// A function of JavaScript, and the value that it threw.
#[derive(Clone)]
pub(crate) struct Function {
    function: JsValue,
    thrown: Arc<Mutex<Option<JsValue>>>,
}

impl Function {
    pub(crate) fn new(function: JsValue) -> Function {
        Function { function, thrown: Arc::default() }
    }

    /// The weight of a relationship; NaN, which ends a search, if the function throws or has thrown.
    pub(crate) fn weight_of(&self, relationship: Relationship<'_>) -> f64 {
        self.or_else(f64::NAN, |function| call_weight(function, &packed::relationships([relationship])))
    }

    /// The vector of a text; one with NaN, which ends a query, if the function throws or has thrown.
    pub(crate) fn vector_of(&self, text: &str) -> Vec<f32> {
        self.or_else(vec![f32::NAN], |function| call_vector(function, text))
    }

    /// The number of tokens of a line; 0 if the function throws or has thrown.
    pub(crate) fn count_of(&self, line: &str) -> usize {
        // `as` saturates at the largest number.
        self.or_else(0.0, |function| call_counter(function, line)) as usize
    }

    fn or_else<T>(&self, otherwise: T, call: impl FnOnce(&JsValue) -> Result<T, JsValue>) -> T {
        if self.thrown.lock().unwrap_or_else(PoisonError::into_inner).is_some() {
            return otherwise;
        }
        call(&self.function).unwrap_or_else(|thrown| {
            self.thrown.lock().unwrap_or_else(PoisonError::into_inner).replace(thrown);
            otherwise
        })
    }

    /// An exception of the function takes precedence over the error of the query.
    pub(crate) fn or_thrown<T>(
        &self,
        result: Result<T, impl Into<crate::error::SemnetError>>,
    ) -> Result<T, JsValue> {
        match self.thrown.lock().unwrap_or_else(PoisonError::into_inner).take() {
            Some(thrown) => Err(thrown),
            None => result.map_err(|error| error.into().into()),
        }
    }
}
