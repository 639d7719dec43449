//! Reads what JavaScript hands over. Every argument is taken as any value and looked at here, because the glue of
//! wasm-bindgen trusts the types that TypeScript knows: a number where a string should be would end in a trap.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::error::SemnetError;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A name and a value. A name may come twice; a value may be empty. */
export interface Attribute {
  readonly name: string;
  readonly value: string;
}

/** A relationship to be added to a {@link NetworkBuilder}. A {@link Relationship} of another network is one too. */
export interface NewRelationship {
  /** The label of the concept that it starts at, or the question. */
  readonly source: string;
  /** The relation: the words after *via*. */
  readonly relation: string;
  /** The label of the concept that it ends at, or the question. */
  readonly target: string;
  /** A quoted passage, without the quotation marks around it. */
  readonly passage?: string | undefined;
  /** Attributes, in any order. */
  readonly attributes?: readonly Attribute[] | undefined;
}
"#;

#[wasm_bindgen(raw_module = "./input.js")]
extern "C" {
    #[wasm_bindgen(js_name = text)]
    fn well_formed(value: &JsValue) -> Option<String>;

    #[wasm_bindgen(js_name = bytes)]
    fn byte_array(value: &JsValue) -> Option<Vec<u8>>;

    #[wasm_bindgen(js_name = loneSurrogate)]
    fn lone_surrogate(string: &JsValue) -> usize;

    fn kind(value: &JsValue) -> String;
}

/// A string; `what` names the argument in the error.
pub(crate) fn text(value: &JsValue, what: &str) -> Result<String, SemnetError> {
    well_formed(value).ok_or_else(|| {
        if value.is_string() {
            SemnetError::lone_surrogate(what, lone_surrogate(value))
        } else {
            SemnetError::wrong_type(what, "a string", &kind(value))
        }
    })
}

/// A string that may be left out.
pub(crate) fn optional_text(value: &JsValue, what: &str) -> Result<String, SemnetError> {
    if value.is_undefined() { Ok(String::new()) } else { text(value, what) }
}

/// A `Uint8Array`.
pub(crate) fn bytes(value: &JsValue, what: &str) -> Result<Vec<u8>, SemnetError> {
    byte_array(value).ok_or_else(|| SemnetError::wrong_type(what, "a Uint8Array", &kind(value)))
}

/// A string, or a `Uint8Array` that should be UTF-8.
pub(crate) fn text_or_bytes(value: &JsValue, what: &str) -> Result<Vec<u8>, SemnetError> {
    match byte_array(value) {
        Some(bytes) => Ok(bytes),
        None if value.is_string() => text(value, what).map(String::into_bytes),
        None => Err(SemnetError::wrong_type(what, "a string or a Uint8Array", &kind(value))),
    }
}

/// A bigint between 0 and 2^64 − 1.
pub(crate) fn number(value: JsValue, what: &str) -> Result<u64, SemnetError> {
    if !value.is_bigint() {
        return Err(SemnetError::wrong_type(what, "a bigint", &kind(&value)));
    }
    u64::try_from(value).map_err(|_| SemnetError::hashtag_number())
}

/// A relationship to be added, read out of a JavaScript object.
pub(crate) struct NewRelationship {
    source: String,
    relation: String,
    target: String,
    passage: String,
    attributes: Vec<(String, String)>,
}

impl NewRelationship {
    /// Reads the properties. Reading one may run code of the caller's: what that throws is thrown on.
    pub(crate) fn read(value: &JsValue) -> Result<NewRelationship, JsValue> {
        let value = object(value, "a relationship", "an object with source, relation and target")?;
        Ok(NewRelationship {
            source: text(&property(value, "source")?, "the source of a relationship")?,
            relation: text(&property(value, "relation")?, "the relation of a relationship")?,
            target: text(&property(value, "target")?, "the target of a relationship")?,
            passage: optional_text(&property(value, "passage")?, "the passage of a relationship")?,
            attributes: attributes(&property(value, "attributes")?)?,
        })
    }

    /// The same for semnet-core.
    pub(crate) fn as_core(&self) -> semnet_core::NewRelationship<'_> {
        let mut new = semnet_core::NewRelationship::new(&self.source, &self.relation, &self.target);
        for (name, value) in &self.attributes {
            new = new.attribute(name, value);
        }
        new.passage(&self.passage)
    }
}

fn attributes(value: &JsValue) -> Result<Vec<(String, String)>, JsValue> {
    if value.is_undefined() {
        return Ok(Vec::new());
    }
    let Some(array) = value.dyn_ref::<Array>() else {
        let expected = "an array of objects with name and value";
        return Err(
            SemnetError::wrong_type("the attributes of a relationship", expected, &kind(value)).into()
        );
    };
    array.iter().map(|value| attribute(&value)).collect()
}

fn attribute(value: &JsValue) -> Result<(String, String), JsValue> {
    let value = object(value, "an attribute", "an object with name and value")?;
    let name = text(&property(value, "name")?, "an attribute's name")?;
    Ok((name, text(&property(value, "value")?, "an attribute's value")?))
}

fn object<'a>(value: &'a JsValue, what: &str, expected: &str) -> Result<&'a JsValue, SemnetError> {
    if value.is_object() { Ok(value) } else { Err(SemnetError::wrong_type(what, expected, &kind(value))) }
}

fn property(object: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    js_sys::Reflect::get(object, &JsValue::from_str(name))
}
