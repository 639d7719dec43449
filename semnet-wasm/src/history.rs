//! The class `History`: which version of a network came from which.

use semnet_core::Fingerprint;
use semnet_core::change::{HistoryError, Revision};
use wasm_bindgen::prelude::*;

use crate::error::SemnetError;
use crate::plain;

/// Revisions in any number, each once.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct History(semnet_core::change::History);

#[wasm_bindgen]
impl History {
    /// A history without revisions.
    #[wasm_bindgen(constructor)]
    pub fn new() -> History {
        History::default()
    }

    /// Reads the lines that `text` wrote.
    pub fn parse(text: &str) -> Result<History, SemnetError> {
        Ok(History(text.parse()?))
    }

    /// Adds a revision; whether it is new.
    pub fn add(&mut self, revision: JsValue) -> Result<bool, SemnetError> {
        Ok(self.0.add(plain::from_js(revision, "history")?))
    }

    /// All revisions that led to a network, the latest first.
    pub fn of(&self, fingerprint: &str) -> Result<JsValue, SemnetError> {
        Ok(plain::to_js(&self.0.of(fingerprint.parse::<Fingerprint>()?)))
    }

    /// All revisions, by the networks that they made.
    pub fn all(&self) -> JsValue {
        plain::to_js(&self.0.iter().collect::<Vec<&Revision>>())
    }

    /// A line of JSON for each revision.
    pub fn text(&self) -> String {
        self.0.to_string()
    }
}

impl From<HistoryError> for SemnetError {
    fn from(wrong: HistoryError) -> SemnetError {
        SemnetError::at_line("history", &wrong, wrong.line())
    }
}
