//! Links of networks, read and written.

use js_sys::Array;
use semnet_core::link::Link;
use wasm_bindgen::prelude::*;

use crate::Network;
use crate::error::SemnetError;

/// Opens a link: `BASE#HASHTAG`, or `BASE#HASHTAG.PAYLOAD`, which carries the network. Throws a {@link SemnetError}
/// with the code `"link"` for a text that is none, is damaged or cut off, or was made by a newer semnet.
///
/// ```js
/// const { name, network } = parseLink(location.href);
/// if (network) show(network); else askStore(name);
/// ```
#[wasm_bindgen(js_name = parseLink, unchecked_return_type = "Link")]
pub fn parse_link(text: &str) -> Result<Array, SemnetError> {
    Ok(parts(&text.parse()?))
}

/// Its base, its name and its network.
pub(crate) fn parts(link: &Link) -> Array {
    let network = link.network().map_or(JsValue::UNDEFINED, |network| Network(network.clone()).into());
    Array::of3(&link.base().into(), &link.name().as_str().into(), &network)
}

#[wasm_bindgen]
impl Network {
    /// The full link, `BASE#HASHTAG.PAYLOAD`: opens the network anywhere, without a store. The base is `"semnet:"`, or
    /// the address of a page that reads its `location.hash`. Throws a {@link SemnetError} with the code `"link"` for a
    /// base with `#` or white space, and for a network of more than 16 MiB.
    ///
    /// ```js
    /// const link = network.toLink("https://example.org/");
    /// parseLink(link).network.hashtag === network.hashtag; // true
    /// ```
    #[wasm_bindgen(js_name = toLink)]
    pub fn to_link(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "string")] base: &str,
    ) -> Result<String, SemnetError> {
        Ok(self.0.to_link(base)?)
    }

    /// The short link, `BASE#HASHTAG`: opens the network where a store has it.
    ///
    /// ```js
    /// network.toShortLink("https://example.org/"); // "https://example.org/#BY21GHZ7VJ3"
    /// ```
    #[wasm_bindgen(js_name = toShortLink)]
    pub fn to_short_link(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "string")] base: &str,
    ) -> Result<String, SemnetError> {
        Ok(self.0.to_short_link(base)?)
    }
}
