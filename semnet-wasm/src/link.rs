//! Links of networks, read and written.

use semnet_core::link::Link;
use wasm_bindgen::prelude::*;

use crate::Network;
use crate::error::SemnetError;

/// A link that was opened.
#[wasm_bindgen]
#[derive(Debug)]
pub struct OpenedLink(pub(crate) Link);

#[wasm_bindgen]
impl OpenedLink {
    /// The part before the `#`.
    #[wasm_bindgen(getter)]
    pub fn base(&self) -> String {
        self.0.base().to_owned()
    }

    /// The hashtag, or as many characters of the fingerprint as the link has.
    #[wasm_bindgen(getter)]
    pub fn name(&self) -> String {
        self.0.name().as_str().to_owned()
    }

    /// The network that a full link carries.
    pub fn network(&self) -> Option<Network> {
        self.0.network().cloned().map(Network)
    }
}

/// Opens a link.
#[wasm_bindgen(js_name = parseLink)]
pub fn parse_link(text: &str) -> Result<OpenedLink, SemnetError> {
    Ok(OpenedLink(text.parse()?))
}

#[wasm_bindgen]
impl Network {
    /// The full link, `BASE#HASHTAG.PAYLOAD`: opens the network anywhere, without a store.
    #[wasm_bindgen(js_name = toLink)]
    pub fn to_link(&self, base: &str) -> Result<String, SemnetError> {
        Ok(self.0.to_link(base)?)
    }

    /// The short link, `BASE#HASHTAG`: opens the network if a store has it.
    #[wasm_bindgen(js_name = toShortLink)]
    pub fn to_short_link(&self, base: &str) -> Result<String, SemnetError> {
        Ok(self.0.to_short_link(base)?)
    }
}
