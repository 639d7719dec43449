//! Passes plain objects to JavaScript, through serde. Kinds of objects that come in large numbers are packed
//! instead, in `packed.rs`.

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use crate::error::SemnetError;

/// A value as plain JavaScript: objects, arrays, texts, numbers.
pub(crate) fn to_js<T: Serialize + ?Sized>(value: &T) -> JsValue {
    // Nothing that crosses has a key that is not a text, which is all that can fail.
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::UNDEFINED)
}

/// A value from plain JavaScript, which `js/input.ts` or `js/shape.ts` has checked.
pub(crate) fn from_js<T: DeserializeOwned>(value: JsValue, code: &str) -> Result<T, SemnetError> {
    read(value).map_err(|message| SemnetError::new(code, &message))
}

/// A list of values, which is an array. The error in an item begins with its path.
#[cfg(feature = "full")]
pub(crate) fn list_from_js<T: DeserializeOwned>(
    values: JsValue,
    name: &str,
    code: &str,
) -> Result<Vec<T>, SemnetError> {
    let values = js_sys::Array::from(&values);
    let read = values.iter().enumerate().map(|(place, value)| {
        read(value).map_err(|message| SemnetError::new(code, &format!("{name}[{place}]: {message}")))
    });
    read.collect()
}

fn read<T: DeserializeOwned>(value: JsValue) -> Result<T, String> {
    serde_wasm_bindgen::from_value(value).map_err(|error| {
        // It comes as the text of a JavaScript error, which begins with the name of its class.
        let text = error.to_string();
        text.strip_prefix("Error: ").map(str::to_owned).unwrap_or(text)
    })
}
