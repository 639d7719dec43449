//! The constants that the TypeScript of the package shares with Rust. The build calls this once and writes
//! `js/generated`.

use semnet_core::format::Format;
use semnet_core::{analysis, link, names, picture};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::{packed, plain, scratch};

/// Each field becomes a constant of the same name.
#[derive(Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
struct Constants {
    alias: &'static str,
    contested: &'static str,
    contradicted_by: &'static str,
    default_base: &'static str,
    further_question: &'static str,
    key_finding: &'static str,
    prompt_version: &'static str,
    quote_end: &'static str,
    quote_exact: &'static str,
    quote_prefix: &'static str,
    quote_source: &'static str,
    quote_source_name: &'static str,
    quote_start: &'static str,
    quote_suffix: &'static str,
    rest_themes: [&'static str; 2],
    shared_theme: &'static str,
    union_source: &'static str,
    union_sources: &'static str,
    formats: Vec<&'static str>,
    extensions: Vec<&'static str>,
    relationship_width: usize,
    has_passage: u32,
    has_attributes: u32,
    is_key_finding: u32,
    scratch_length: usize,
}

/// The constants, by their names.
#[wasm_bindgen]
pub fn constants() -> JsValue {
    plain::to_js(&Constants {
        alias: names::ALIAS,
        contested: names::CONTESTED,
        contradicted_by: names::CONTRADICTED_BY,
        default_base: link::DEFAULT_BASE,
        further_question: names::FURTHER_QUESTION,
        key_finding: names::KEY_FINDING,
        prompt_version: analysis::PROMPT_VERSION,
        quote_end: names::QUOTE_END,
        quote_exact: names::QUOTE_EXACT,
        quote_prefix: names::QUOTE_PREFIX,
        quote_source: names::QUOTE_SOURCE,
        quote_source_name: names::QUOTE_SOURCE_NAME,
        quote_start: names::QUOTE_START,
        quote_suffix: names::QUOTE_SUFFIX,
        rest_themes: picture::REST_THEMES,
        shared_theme: names::SHARED_THEME,
        union_source: names::UNION_SOURCE,
        union_sources: names::UNION_SOURCES,
        formats: Format::ALL.map(Format::name).to_vec(),
        extensions: Format::ALL.map(Format::extension).to_vec(),
        relationship_width: packed::WIDTH,
        has_passage: packed::HAS_PASSAGE,
        has_attributes: packed::HAS_ATTRIBUTES,
        is_key_finding: packed::IS_KEY_FINDING,
        scratch_length: scratch::MOST,
    })
}
