//! The formats of other tools.

use semnet_core::format::{Format, FormatError};
use wasm_bindgen::prelude::*;

use crate::Network;
use crate::error::SemnetError;
use crate::packed;

/// The formats that networks can be written in, and which of them can be read.
///
/// ```js
/// const readable = formats().filter(({ canBeRead }) => canBeRead).map(({ extension }) => `.${extension}`);
/// ```
#[wasm_bindgen(unchecked_return_type = "Format[]")]
pub fn formats() -> String {
    let rows = Format::ALL.map(|format| {
        let [is_readable, is_lossless] =
            [format.is_readable(), format.is_lossless()].map(|is| if is { "1" } else { "" });
        [format.name(), format.extension(), format.media_type(), is_readable, is_lossless].join("\0")
    });
    rows.join("\u{1}")
}

/// The name of the format that the end of a file's name says; `undefined` where it says none.
///
/// ```js
/// formatOfFileName("bees.graphml"); // "graphml"
/// ```
#[wasm_bindgen(js_name = formatOfFileName, unchecked_return_type = "FormatName | undefined")]
pub fn format_of_file_name(name: &str) -> Option<String> {
    Format::from_path(name).map(|format| format.name().to_owned())
}

/// The name of the format that a text seems to be in, of those that can be read. What is nothing else is a report, or
/// none at all: reading it tells.
///
/// ```js
/// const format = formatOfContent(pasted);
/// const network = Network.fromFormat(format, pasted);
/// ```
#[wasm_bindgen(js_name = formatOfContent, unchecked_return_type = "FormatName")]
pub fn format_of_content(
    #[wasm_bindgen(unchecked_param_type = "string | Uint8Array")] text: &[u8],
) -> String {
    Format::detect(text).name().to_owned()
}

/// What of a text in some format {@link Network.fromFormat} passes over because no network holds it, such as how things look
/// and ids of edges: how many times each is there, by the name that the text has for it. Reads the text. Throws what
/// {@link Network.fromFormat} throws, but for the missing question.
///
/// ```js
/// passedOver("csv", "from,to,id\nWaggle Dance,Sun Compass,7\n"); // { "edge id": 1 }
/// ```
#[wasm_bindgen(js_name = passedOver, unchecked_return_type = "Readonly<Record<string, number>>")]
pub fn skipped(
    #[wasm_bindgen(unchecked_param_type = "FormatName")] format: &str,
    #[wasm_bindgen(unchecked_param_type = "string | Uint8Array")] text: &[u8],
) -> Result<String, SemnetError> {
    // The question does not count.
    let parsed = semnet_core::Network::parse_format(parse(format)?, text, Some("?"))?;
    let counts: Vec<String> = parsed.skipped.iter().map(|(name, count)| format!("{name}\0{count}")).collect();
    Ok(counts.join("\0"))
}

#[wasm_bindgen]
impl Network {
    /// Writes the network in a format, given by its name or a file's ending, and counts what of it the format does not
    /// hold. Throws a {@link SemnetError} with the code `"format"` for a name that is none.
    ///
    /// ```js
    /// const { text, leftOut } = network.toFormat("graphml");
    /// ```
    #[wasm_bindgen(js_name = toFormat, unchecked_return_type = "Written")]
    pub fn to_format(
        &self,
        #[wasm_bindgen(unchecked_param_type = "FormatName")] format: &str,
    ) -> Result<JsValue, SemnetError> {
        let written = self.0.to_format(parse(format)?);
        Ok(packed::written(&written.text, written.omitted))
    }

    /// Reads a network from a text in a format; with a question for files that name none, as those of other tools. Throws
    /// a {@link SemnetError} with the code `"format"`, and `line` and `column` or a path in the message, for a text that
    /// is not of this format; with the code `"noQuestion"` when nothing but the question is missing.
    ///
    /// ```js
    /// const network = Network.fromFormat("csv", "from,to,relation\nWaggle Dance,Sun Compass,is aimed by\n", "Why?");
    /// ```
    #[wasm_bindgen(js_name = fromFormat)]
    pub fn from_format(
        #[wasm_bindgen(unchecked_param_type = "FormatName")] format: &str,
        #[wasm_bindgen(unchecked_param_type = "string | Uint8Array")] text: &[u8],
        #[wasm_bindgen(unchecked_optional_param_type = "string")] question: Option<String>,
    ) -> Result<Network, SemnetError> {
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
