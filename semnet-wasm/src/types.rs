//! The types of the plain objects that JavaScript hands over and gets, for TypeScript: one file of `types` for each subject.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const NETWORK: &str = include_str!("types/network.d.ts");

#[cfg(feature = "full")]
#[wasm_bindgen(typescript_custom_section)]
const PATHS: &str = include_str!("types/paths.d.ts");

#[cfg(feature = "full")]
#[wasm_bindgen(typescript_custom_section)]
const PARTS: &str = include_str!("types/parts.d.ts");

#[cfg(feature = "full")]
#[wasm_bindgen(typescript_custom_section)]
const ROWS: &str = include_str!("types/rows.d.ts");

#[cfg(feature = "full")]
#[wasm_bindgen(typescript_custom_section)]
const RANK: &str = include_str!("types/rank.d.ts");

#[cfg(feature = "full")]
#[wasm_bindgen(typescript_custom_section)]
const WORDS: &str = include_str!("types/words.d.ts");

#[cfg(feature = "full")]
#[wasm_bindgen(typescript_custom_section)]
const CHANGE: &str = include_str!("types/change.d.ts");

#[cfg(feature = "full")]
#[wasm_bindgen(typescript_custom_section)]
const FORMAT: &str = include_str!("types/format.d.ts");

#[cfg(feature = "full")]
#[wasm_bindgen(typescript_custom_section)]
const STORE: &str = include_str!("types/store.d.ts");

#[cfg(feature = "full")]
#[wasm_bindgen(typescript_custom_section)]
const ACROSS: &str = include_str!("types/across.d.ts");
