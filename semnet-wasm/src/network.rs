//! The class `Network`.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::NetworkBuilder;
use crate::error::SemnetError;
use crate::{input, output};

/// A semantic network: a question, a report with title and findings, concepts, and the relationships between them.
/// It never changes, and it has a hashtag computed from all that it holds.
///
/// ```js
/// import { Network } from "semnet";
///
/// const network = Network.fromReport(text);
/// console.log(network.hashtag, network.question);
/// for (const { relation, target, passage } of network.highlights()) {
///   console.log(`${target} via ${relation} “${passage}”`);
/// }
/// ```
#[wasm_bindgen]
#[derive(Debug)]
pub struct Network(pub(crate) semnet_core::Network);

#[wasm_bindgen]
impl Network {
    /// Reads a report: the page of a network as people copy it. Throws a {@link SemnetError} with the code
    /// `"report"`, `line` and `column` for a text that is none. Bytes should be UTF-8.
    ///
    /// ```js
    /// const network = Network.fromReport(await navigator.clipboard.readText());
    /// ```
    #[wasm_bindgen(js_name = fromReport)]
    pub fn from_report(
        #[wasm_bindgen(unchecked_param_type = "string | Uint8Array")] report: &JsValue,
    ) -> Result<Network, SemnetError> {
        let report = input::text_or_bytes(report, "a report")?;
        Ok(Network(semnet_core::Network::from_report(report)?))
    }

    /// Reads the canonical bytes that {@link Network.bytes} gave. Throws a {@link SemnetError} with the code `"bytes"`
    /// and `offset` for any others.
    ///
    /// ```js
    /// const network = Network.fromBytes(new Uint8Array(await response.arrayBuffer()));
    /// ```
    #[wasm_bindgen(js_name = fromBytes)]
    pub fn from_bytes(
        #[wasm_bindgen(unchecked_param_type = "Uint8Array")] bytes: &JsValue,
    ) -> Result<Network, SemnetError> {
        let bytes = input::bytes(bytes, "the bytes of a network")?;
        Ok(Network(semnet_core::Network::from_bytes(bytes)?))
    }

    /// Reads the JSON form. Throws a {@link SemnetError} with the code `"json"` for a text that is not of this form:
    /// with `line` and `column`, or with the path of the part that makes no network.
    ///
    /// ```js
    /// const network = Network.fromJSON('{"question": "Why do bees dance?", "concepts": [{"label": "Sun Compass"}]}');
    /// ```
    #[wasm_bindgen(js_name = fromJSON)]
    pub fn from_json(
        #[wasm_bindgen(unchecked_param_type = "string | Uint8Array")] json: &JsValue,
    ) -> Result<Network, SemnetError> {
        let json = input::text_or_bytes(json, "the JSON form of a network")?;
        Ok(Network(semnet_core::Network::from_json(json)?))
    }

    /// The JSON form, as a plain object: what `JSON.stringify(network)` writes, and {@link Network.fromJSON} reads.
    ///
    /// ```js
    /// Network.fromJSON(JSON.stringify(network)).hashtag === network.hashtag; // true
    /// ```
    #[wasm_bindgen(js_name = toJSON, unchecked_return_type = "NetworkJSON")]
    pub fn to_json(&self) -> Result<JsValue, SemnetError> {
        output::json(&self.0)
    }

    /// The hashtag: 11 characters, the first of the fingerprint. Equal networks have equal ones, for ever.
    #[wasm_bindgen(getter)]
    pub fn hashtag(&self) -> String {
        self.0.hashtag().to_string()
    }

    /// The fingerprint: 44 characters, BLAKE3 of the canonical bytes. Two networks are equal exactly when theirs are.
    #[wasm_bindgen(getter)]
    pub fn fingerprint(&self) -> String {
        self.0.fingerprint().to_string()
    }

    /// The question that the network answers.
    #[wasm_bindgen(getter)]
    pub fn question(&self) -> String {
        self.0.question().to_owned()
    }

    /// The report's title; empty when there is none.
    #[wasm_bindgen(getter)]
    pub fn title(&self) -> String {
        self.0.title().to_owned()
    }

    /// A copy of the canonical bytes: to keep the network, and to read it again by {@link Network.fromBytes}.
    #[wasm_bindgen(getter)]
    pub fn bytes(&self) -> Uint8Array {
        Uint8Array::from(self.0.as_bytes())
    }

    /// The network's own attributes, sorted by name and then value.
    #[wasm_bindgen(unchecked_return_type = "Attribute[]")]
    pub fn attributes(&self) -> Array {
        output::attributes(self.0.attributes())
    }

    /// The key findings, in the order that people gave them.
    #[wasm_bindgen(unchecked_return_type = "Concept[]")]
    pub fn findings(&self) -> Array {
        output::concepts(self.0.findings())
    }

    /// All concepts, sorted by label (by its UTF-8 bytes). The question is one as soon as a finding or a relationship
    /// touches it.
    #[wasm_bindgen(unchecked_return_type = "Concept[]")]
    pub fn concepts(&self) -> Array {
        output::concepts(self.0.concepts())
    }

    /// All relationships in canonical order, those that follow from the findings included.
    #[wasm_bindgen(unchecked_return_type = "Relationship[]")]
    pub fn relationships(&self) -> Array {
        output::relationships(self.0.relationships())
    }

    /// The highlighted relationships, in the order that people gave them.
    #[wasm_bindgen(unchecked_return_type = "Relationship[]")]
    pub fn highlights(&self) -> Array {
        output::relationships(self.0.highlights())
    }

    /// Writes the report, and says what of the network it could not express. Reading the text gives an equal network
    /// when nothing was left out.
    ///
    /// ```js
    /// const { text, leftOut } = network.toReport();
    /// if (leftOut.concepts > 0) console.warn(`${leftOut.concepts} concepts are not in the report`);
    /// ```
    #[wasm_bindgen(js_name = toReport, unchecked_return_type = "Report")]
    pub fn to_report(&self) -> JsValue {
        output::report(&self.0.to_report())
    }

    /// A builder that holds all of this network, to come out with another one.
    ///
    /// ```js
    /// const more = network.toBuilder().concept("Sun Compass").build();
    /// ```
    #[wasm_bindgen(js_name = toBuilder)]
    pub fn to_builder(&self) -> NetworkBuilder {
        NetworkBuilder(self.0.to_builder())
    }
}
