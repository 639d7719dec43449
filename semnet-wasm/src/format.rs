//! The formats of other tools.

use semnet_core::format::{Format, FormatError};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::Network;
use crate::error::SemnetError;
use crate::{packed, plain};

/// The formats that networks can be written in, and which of them can be read.
#[wasm_bindgen]
pub fn formats() -> JsValue {
    plain::to_js(&Format::ALL.map(FormatForm::of))
}

/// The name of the format that the end of a file's name says; `undefined` where it says none.
#[wasm_bindgen(js_name = formatFromPath)]
pub fn format_from_path(path: &str) -> Option<String> {
    Format::from_path(path).map(|format| format.name().to_owned())
}

/// The name of the format that a text seems to be in, of those that can be read.
#[wasm_bindgen(js_name = detectFormat)]
pub fn detect_format(text: &[u8]) -> String {
    Format::detect(text).name().to_owned()
}

/// What of a text in some format `Network.fromFormat` passes over because no network holds it, such as how
/// things look and ids of edges: how many times each is there, by the name that the text has for it.
#[wasm_bindgen(js_name = skipped)]
pub fn skipped(format: &str, text: &[u8]) -> Result<JsValue, SemnetError> {
    // The question does not count.
    let parsed = semnet_core::Network::parse_format(parse(format)?, text, Some("?"))?;
    let counts: Vec<(&str, usize)> = parsed.skipped.iter().collect();
    Ok(plain::to_js(&counts))
}

/// A way to write a network down.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FormatForm {
    name: &'static str,
    extension: &'static str,
    media_type: &'static str,
    is_readable: bool,
    is_writable: bool,
    is_lossless: bool,
}

impl FormatForm {
    pub(crate) fn of(format: Format) -> FormatForm {
        FormatForm {
            name: format.name(),
            extension: format.extension(),
            media_type: format.media_type(),
            is_readable: format.is_readable(),
            is_writable: format.is_writable(),
            is_lossless: format.is_lossless(),
        }
    }
}

#[wasm_bindgen]
impl Network {
    /// Writes the network in a format, given by its name or a file's ending, and counts what of it the format
    /// does not hold.
    #[wasm_bindgen(js_name = toFormat)]
    pub fn to_format(&self, format: &str) -> Result<JsValue, SemnetError> {
        let written = self.0.to_format(parse(format)?);
        Ok(plain::to_js(&packed::exported(&written.text, written.omitted)))
    }

    /// Reads a network from a text in a format; with a question for files that name none, as those of other
    /// tools.
    #[wasm_bindgen(js_name = fromFormat)]
    pub fn from_format(format: &str, text: &[u8], question: Option<String>) -> Result<Network, SemnetError> {
        let format = parse(format)?;
        Ok(Network(semnet_core::Network::parse_format(format, text, question.as_deref())?.network))
    }
}

fn parse(name: &str) -> Result<Format, SemnetError> {
    name.parse().map_err(|wrong: semnet_core::format::UnknownFormat| SemnetError::new("format", &wrong))
}

impl From<FormatError> for SemnetError {
    fn from(wrong: FormatError) -> SemnetError {
        let code = if wrong.is_no_question() { "noQuestion" } else { "format" };
        match (wrong.line(), wrong.column()) {
            (Some(line), Some(column)) => SemnetError::at(code, &wrong, line, column),
            _ => SemnetError::new(code, &wrong),
        }
    }
}
