//! The class `Network`: how it is made, its content, and the forms that it is written in. Its look-ups are in
//! `query.rs`, its links in `link.rs`.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use crate::NetworkBuilder;
use crate::error::SemnetError;
use crate::{packed, plain};

/// A semantic network: a question, a report with title and findings, concepts, and the relationships between
/// them.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Network(pub(crate) semnet_core::Network);

#[wasm_bindgen]
impl Network {
    /// Reads a report: the page of a network as people copy it.
    #[wasm_bindgen(js_name = fromReport)]
    pub fn from_report(report: &[u8]) -> Result<Network, SemnetError> {
        Ok(Network(semnet_core::Network::from_report(report)?))
    }

    /// Reads the canonical bytes that `Network.bytes` gave.
    #[wasm_bindgen(js_name = fromBytes)]
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Network, SemnetError> {
        Ok(Network(semnet_core::Network::from_bytes(bytes)?))
    }

    /// Reads the JSON form.
    #[wasm_bindgen(js_name = fromJSON)]
    pub fn from_json(json: &[u8]) -> Result<Network, SemnetError> {
        Ok(Network(semnet_core::Network::from_json(json)?))
    }

    /// The JSON form, as a plain object: `JSON.stringify(network)` writes it, and `Network.fromJSON` reads
    /// it.
    #[wasm_bindgen(js_name = toJSON)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// The hashtag.
    #[wasm_bindgen(getter)]
    pub fn hashtag(&self) -> String {
        crate::names::format_hashtag(self.0.hashtag().number())
    }

    /// The fingerprint.
    #[wasm_bindgen(getter)]
    pub fn fingerprint(&self) -> String {
        crate::names::text(self.0.fingerprint())
    }

    /// The question that the network answers.
    #[wasm_bindgen(getter)]
    pub fn question(&self) -> String {
        self.0.question().to_owned()
    }

    /// The report's title; empty if there is none.
    #[wasm_bindgen(getter)]
    pub fn title(&self) -> String {
        self.0.title().to_owned()
    }

    /// A copy of the canonical bytes: to keep the network, and to read it again by `Network.fromBytes`.
    #[wasm_bindgen(getter)]
    pub fn bytes(&self) -> Uint8Array {
        Uint8Array::from(self.0.as_bytes())
    }

    /// The network's own attributes, sorted by name and then value.
    pub fn attributes(&self) -> String {
        packed::attributes(self.0.attributes())
    }

    /// How many concepts there are.
    #[wasm_bindgen(getter, js_name = conceptCount)]
    pub fn concept_count(&self) -> usize {
        self.0.concept_count()
    }

    /// How many relationships there are, those that follow from the findings included.
    #[wasm_bindgen(getter, js_name = relationshipCount)]
    pub fn relationship_count(&self) -> usize {
        self.0.relationship_count()
    }

    /// The key findings, in the order that people gave them.
    pub fn findings(&self) -> Vec<u32> {
        packed::concepts(self.0.findings())
    }

    /// All concepts, sorted by label (by its UTF-8 bytes).
    pub fn concepts(&self) -> Vec<u32> {
        packed::concepts(self.0.concepts())
    }

    /// All relationships in canonical order, those that follow from the findings included.
    pub fn relationships(&self) -> Vec<u32> {
        packed::relationships(self.0.relationships())
    }

    /// The highlighted relationships, in the order that people gave them.
    pub fn highlights(&self) -> Vec<u32> {
        packed::relationships(self.0.highlights())
    }

    /// The relations in use, sorted.
    pub fn relations(&self) -> String {
        packed::strings(self.0.relations())
    }

    /// The labels of these concepts, in one call; of all concepts if the numbers are left out.
    pub fn labels(&self, concepts: Option<Vec<u32>>) -> String {
        match concepts {
            None => packed::strings(self.0.concepts().map(|concept| concept.label())),
            Some(numbers) => packed::strings(numbers.iter().map(|&number| {
                let concept = self.0.concept_by_id(packed::concept_id(&self.0, number));
                concept.map_or("", |concept| concept.label())
            })),
        }
    }

    /// All that a program needs which draws the network, in one crossing: labels by the number of the
    /// concept, and the relationships as three columns of numbers.
    #[wasm_bindgen(js_name = toArrays)]
    pub fn to_arrays(&self) -> Vec<u32> {
        let all = || self.0.relationships();
        let sources = all().map(|one| one.source().id().number());
        let targets = all().map(|one| one.target().id().number());
        sources.chain(targets).chain(all().map(|one| one.relation_id().number())).collect()
    }

    /// Reads the JSON form out of a plain object.
    #[wasm_bindgen(js_name = fromObject)]
    pub fn from_object(object: JsValue) -> Result<Network, SemnetError> {
        Ok(Network(plain::from_js(object, "json")?))
    }

    /// How many bytes the canonical bytes are.
    #[wasm_bindgen(getter, js_name = byteLength)]
    pub fn byte_length(&self) -> usize {
        self.0.as_bytes().len()
    }

    /// The same network, to be freed by itself.
    pub fn copy(&self) -> Network {
        Network(self.0.clone())
    }

    /// Of each concept the text and the attributes.
    #[wasm_bindgen(js_name = textsOf)]
    pub fn texts_of(&self, concepts: &[u32]) -> String {
        packed::texts(&self.0, concepts)
    }

    /// Of each relationship the passage and the attributes.
    #[wasm_bindgen(js_name = passagesOf)]
    pub fn passages_of(&self, relationships: &[u32]) -> String {
        packed::passages(&self.0, relationships)
    }

    /// Writes the report, and returns the counts of parts that it could not express.
    #[wasm_bindgen(js_name = toReport)]
    pub fn to_report(&self) -> JsValue {
        let report = self.0.to_report();
        plain::to_js(&packed::exported(&report.text, report.omitted))
    }

    /// A builder with the content of this network.
    #[wasm_bindgen(js_name = toBuilder)]
    pub fn to_builder(&self) -> NetworkBuilder {
        NetworkBuilder(self.0.to_builder())
    }
}
