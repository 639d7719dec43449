//! The formats of other tools.

use semnet_core::format::{Format, FormatError, ImportOptions};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::Network;
use crate::error::SemnetError;
use crate::{packed, plain};

/// The formats that networks can be written in, and which of them can be read.
#[wasm_bindgen]
pub fn formats() -> JsValue {
    plain::to_js(&Format::ALL.map(FormatForm::of))
}

/// The name of the format of a file name's ending; `undefined` for an unknown ending.
#[wasm_bindgen(js_name = formatFromPath)]
pub fn format_from_path(path: &str) -> Option<String> {
    Format::from_path(path).map(|format| format.name().to_owned())
}

/// The name of the format that a text seems to be in, of those that can be read.
#[wasm_bindgen(js_name = detectFormat)]
pub fn detect_format(text: &[u8]) -> String {
    Format::detect(text).name().to_owned()
}

/// The counts of the parts of a text that `Network.fromFormat` skips because a network cannot contain them,
/// such as styles and ids of edges, by their names in the text.
#[wasm_bindgen(js_name = skipped)]
pub fn skipped(format: &str, text: &[u8]) -> Result<JsValue, SemnetError> {
    // The question does not count.
    let parsed = semnet_core::Network::import(parse(format)?, text, &ImportOptions::default().question("?"))?;
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
    /// Writes the network in a format, given by its name or a file's extension, and counts the parts that the
    /// format cannot express.
    #[wasm_bindgen(js_name = toFormat)]
    pub fn to_format(&self, format: &str) -> Result<JsValue, SemnetError> {
        let written = self.0.to_format(parse(format)?);
        Ok(plain::to_js(&packed::exported(&written.text, written.omitted)))
    }

    /// Reads a network from a text in a format.
    #[wasm_bindgen(js_name = fromFormat)]
    pub fn from_format(format: &str, text: &[u8], options: JsValue) -> Result<Network, SemnetError> {
        let options: Options = plain::from_js(options, "type")?;
        Ok(Network(semnet_core::Network::import(parse(format)?, text, &options.natively())?.network))
    }

    /// Reads a folder of notes, each a path and a text.
    #[wasm_bindgen(js_name = fromNotes)]
    pub fn from_notes(notes: Vec<String>, options: JsValue) -> Result<Network, SemnetError> {
        let options: Options = plain::from_js(options, "type")?;
        let notes = notes.as_chunks().0.iter().map(|[path, text]| (path.as_str(), text.as_str()));
        Ok(Network(semnet_core::Network::from_notes(notes, &options.natively())?.network))
    }

    /// The network as a folder of notes, paths and texts, and the counts of the parts that they cannot
    /// express.
    #[wasm_bindgen(js_name = toNotes)]
    pub fn to_notes(&self) -> JsValue {
        let written = self.0.to_notes();
        plain::to_js(&packed::notes(&written.notes, written.omitted))
    }
}

/// The options for reading a text, as `js/options.ts` hands it over.
#[derive(Deserialize)]
pub(crate) struct Options {
    question: Option<String>,
    language: Option<String>,
    labels: Vec<String>,
}

impl Options {
    pub(crate) fn natively(&self) -> ImportOptions<'_> {
        ImportOptions::default()
            .question(self.question.as_deref())
            .language(self.language.as_deref())
            .labels(self.labels.iter().map(String::as_str))
    }
}

pub(crate) fn parse(name: &str) -> Result<Format, SemnetError> {
    name.parse().map_err(|wrong: semnet_core::format::FormatNameError| SemnetError::new("format", &wrong))
}

impl From<FormatError> for SemnetError {
    fn from(wrong: FormatError) -> SemnetError {
        let code = match &wrong {
            wrong if wrong.is_no_question() => "noQuestion",
            wrong if wrong.is_node_list() => "nodeList",
            _ => "format",
        };
        match (wrong.line(), wrong.column()) {
            (Some(line), Some(column)) => SemnetError::at(code, &wrong, line, column),
            _ => SemnetError::new(code, &wrong),
        }
    }
}
