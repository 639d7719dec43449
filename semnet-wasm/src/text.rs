//! The text form of networks.

use semnet_core::change::TextError;
use wasm_bindgen::prelude::*;

use crate::Network;
use crate::error::SemnetError;

#[wasm_bindgen]
impl Network {
    /// Reads the text form.
    #[wasm_bindgen(js_name = fromText)]
    pub fn from_text(text: &str) -> Result<Network, SemnetError> {
        Ok(Network(semnet_core::Network::from_text(text)?))
    }

    /// The text form, which people edit by hand.
    #[wasm_bindgen(js_name = toText)]
    pub fn to_text(&self) -> String {
        self.0.to_text()
    }
}

impl From<TextError> for SemnetError {
    fn from(wrong: TextError) -> SemnetError {
        SemnetError::at("textForm", &wrong, wrong.line(), wrong.column())
    }
}
