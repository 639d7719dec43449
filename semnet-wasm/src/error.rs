//! `SemnetError`, the one class of all errors: a message that teaches, a stable `code`, and the place where known.

use semnet_core::{BuildError, BytesError, HashtagError, JsonError, ReportError};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "./error.js")]
extern "C" {
    /// The JavaScript class, typed by `js/error.d.ts`.
    pub type SemnetError;

    #[wasm_bindgen(constructor)]
    fn new(message: &str, code: &str, place: &JsValue) -> SemnetError;

    #[wasm_bindgen(js_name = lineAndColumn)]
    fn line_and_column(line: usize, column: usize) -> JsValue;

    fn index(index: usize) -> JsValue;

    fn offset(offset: usize) -> JsValue;
}

impl SemnetError {
    /// Half of a surrogate pair.
    pub(crate) fn lone_surrogate(what: &str, at: usize) -> SemnetError {
        let message = format!(
            "{what} has half of a surrogate pair at index {at}; was a string cut inside of a character?"
        );
        SemnetError::new(&message, "text", &index(at))
    }

    /// An argument of another type.
    pub(crate) fn wrong_type(what: &str, expected: &str, found: &str) -> SemnetError {
        SemnetError::new(&format!("{what} must be {expected}, this is {found}"), "type", &JsValue::UNDEFINED)
    }

    /// A number that is no hashtag's.
    pub(crate) fn hashtag_number() -> SemnetError {
        let message = format!("the number of a hashtag is between 0n and {}n", u64::MAX);
        SemnetError::new(&message, "hashtag", &JsValue::UNDEFINED)
    }
}

impl From<ReportError> for SemnetError {
    fn from(error: ReportError) -> SemnetError {
        let place = line_and_column(error.line(), error.column());
        SemnetError::new(&error.to_string(), "report", &place)
    }
}

impl From<JsonError> for SemnetError {
    fn from(error: JsonError) -> SemnetError {
        let place = match (error.line(), error.column()) {
            (Some(line), Some(column)) => line_and_column(line, column),
            _ => JsValue::UNDEFINED,
        };
        SemnetError::new(&error.to_string(), "json", &place)
    }
}

impl From<BuildError> for SemnetError {
    fn from(error: BuildError) -> SemnetError {
        let place = match error {
            BuildError::Character { index: at, .. } => index(at),
            _ => JsValue::UNDEFINED,
        };
        SemnetError::new(&error.to_string(), "build", &place)
    }
}

impl From<BytesError> for SemnetError {
    fn from(error: BytesError) -> SemnetError {
        SemnetError::new(&error.to_string(), "bytes", &offset(error.offset()))
    }
}

impl From<HashtagError> for SemnetError {
    fn from(error: HashtagError) -> SemnetError {
        let place = match error {
            HashtagError::Character { index: at, .. } => index(at),
            _ => JsValue::UNDEFINED,
        };
        SemnetError::new(&error.to_string(), "hashtag", &place)
    }
}
