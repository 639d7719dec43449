//! Reads what JavaScript hands over. Every argument is taken as any value and looked at here, because the glue of
//! wasm-bindgen trusts the types that TypeScript knows: a number where a string should be would end in a trap.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::error::SemnetError;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A name and a value. A name may come twice; a value may be empty. */
export type Attribute = readonly [name: string, value: string];

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

#[wasm_bindgen]
extern "C" {
    /// The properties of a relationship to be added. Reading one may run code of the caller's, which may throw.
    type Parts;

    #[wasm_bindgen(method, getter, structural, catch)]
    fn source(this: &Parts) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, structural, catch)]
    fn relation(this: &Parts) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, structural, catch)]
    fn target(this: &Parts) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, structural, catch)]
    fn passage(this: &Parts) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, structural, catch)]
    fn attributes(this: &Parts) -> Result<JsValue, JsValue>;
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
    /// Reads the properties. Throws what reading one throws.
    pub(crate) fn read(value: &JsValue) -> Result<NewRelationship, JsValue> {
        if !value.is_object() {
            let expected = "an object with source, relation and target";
            return Err(SemnetError::wrong_type("a relationship", expected, &kind(value)).into());
        }
        let parts: &Parts = value.unchecked_ref();
        Ok(NewRelationship {
            source: text(&parts.source()?, "the source of a relationship")?,
            relation: text(&parts.relation()?, "the relation of a relationship")?,
            target: text(&parts.target()?, "the target of a relationship")?,
            passage: optional_text(&parts.passage()?, "the passage of a relationship")?,
            attributes: attributes(&parts.attributes()?)?,
        })
    }

    /// The same for semnet-core.
    pub(crate) fn as_core(&self) -> semnet_core::NewRelationship<'_> {
        let new = semnet_core::NewRelationship::new(&self.source, &self.relation, &self.target);
        self.attributes.iter().fold(new.passage(&self.passage), |new, (name, value)| new.attribute(name, value))
    }
}

fn attributes(value: &JsValue) -> Result<Vec<(String, String)>, SemnetError> {
    if value.is_undefined() {
        return Ok(Vec::new());
    }
    array(value, "the attributes of a relationship", "an array of [name, value]")?
        .iter()
        .map(|pair| {
            let pair = array(&pair, "an attribute", "an array of a name and a value")?;
            Ok((text(&pair.get(0), "an attribute's name")?, text(&pair.get(1), "an attribute's value")?))
        })
        .collect()
}

fn array<'a>(value: &'a JsValue, what: &str, expected: &str) -> Result<&'a Array, SemnetError> {
    value.dyn_ref().ok_or_else(|| SemnetError::wrong_type(what, expected, &kind(value)))
}
