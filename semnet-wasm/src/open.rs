//! The one function that opens a network in any form.

use semnet_core::format::{Form, OpenError, OpenOptions};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::error::SemnetError;
use crate::{Network, format, plain};

/// A network, its form, and the skipped parts, by their names in the file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OpenedForm {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    network: JsValue,
    form: &'static str,
    native_name: Option<&'static str>,
    skipped: Vec<(String, usize)>,
}

#[wasm_bindgen]
impl Network {
    /// Opens a network in any form. `name` is the name of the file, `format` that of the format.
    pub fn open(
        content: &[u8],
        name: Option<String>,
        format: Option<String>,
        import: JsValue,
    ) -> Result<JsValue, SemnetError> {
        let import: format::Options = plain::from_js(import, "type")?;
        let format = format.as_deref().map(format::parse).transpose()?;
        let chosen = OpenOptions::default().name(name.as_deref()).format(format).import(import.natively());
        let opened = semnet_core::Network::open(content, &chosen)?;
        Ok(plain::to_js(&OpenedForm {
            network: Network(opened.network).into(),
            form: form(opened.form),
            native_name: opened.form.native_name(),
            skipped: opened.skipped.iter().map(|(name, count)| (name.to_owned(), count)).collect(),
        }))
    }
}

fn form(form: Form) -> &'static str {
    match form {
        Form::Bytes => "bytes",
        Form::Link => "link",
        Form::Svg => "svg",
        Form::Png => "png",
        Form::Page => "page",
        Form::Text => "text",
        Form::Format(format) => format.name(),
        // There is no other.
        _ => "unknown",
    }
}

impl From<OpenError> for SemnetError {
    fn from(wrong: OpenError) -> SemnetError {
        match wrong {
            OpenError::Decode(ref damage) => SemnetError::with_offset("bytes", &wrong, damage.offset()),
            OpenError::Link(wrong) => wrong.into(),
            OpenError::ShortLink { .. } => SemnetError::new("link", &wrong),
            OpenError::Format(wrong) => wrong.into(),
            OpenError::Text(wrong) => wrong.into(),
            wrong => SemnetError::new("format", &wrong),
        }
    }
}
