//! The class `Network`: where it comes from, what is in it, and what it goes into. Its look-ups are in `query.rs`, its links in `link.rs`.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use crate::NetworkBuilder;
use crate::error::SemnetError;
use crate::packed;

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
        #[wasm_bindgen(unchecked_param_type = "string | Uint8Array")] report: &[u8],
    ) -> Result<Network, SemnetError> {
        Ok(Network(semnet_core::Network::from_report(report)?))
    }

    /// Reads the canonical bytes that {@link Network.bytes} gave. Throws a {@link SemnetError} with the code `"bytes"`
    /// and `offset` for any others.
    ///
    /// ```js
    /// const network = Network.fromBytes(new Uint8Array(await response.arrayBuffer()));
    /// ```
    #[wasm_bindgen(js_name = fromBytes)]
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Network, SemnetError> {
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
        #[wasm_bindgen(unchecked_param_type = "string | Uint8Array")] json: &[u8],
    ) -> Result<Network, SemnetError> {
        Ok(Network(semnet_core::Network::from_json(json)?))
    }

    /// The JSON form, as a plain object: what `JSON.stringify(network)` writes, and {@link Network.fromJSON} reads.
    ///
    /// ```js
    /// Network.fromJSON(JSON.stringify(network)).hashtag === network.hashtag; // true
    /// ```
    #[wasm_bindgen(js_name = toJSON, unchecked_return_type = "NetworkJSON")]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// The hashtag: 11 characters, the first of the fingerprint. Equal networks have equal ones, for ever.
    #[wasm_bindgen(getter)]
    pub fn hashtag(&self) -> String {
        crate::names::format_hashtag(self.0.hashtag().number())
    }

    /// The fingerprint: 44 characters, BLAKE3 of the canonical bytes. Two networks are equal exactly when theirs are.
    #[wasm_bindgen(getter)]
    pub fn fingerprint(&self) -> String {
        crate::names::text(self.0.fingerprint())
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
    pub fn attributes(&self) -> String {
        packed::attributes(self.0.attributes())
    }

    /// How many concepts there are. They are numbered from 0, in the order of their labels.
    #[wasm_bindgen(getter, js_name = conceptCount)]
    pub fn concept_count(&self) -> usize {
        self.0.concept_count()
    }

    /// How many relationships there are, those that follow from the findings included. They are numbered from 0.
    #[wasm_bindgen(getter, js_name = relationshipCount)]
    pub fn relationship_count(&self) -> usize {
        self.0.relationship_count()
    }

    /// The key findings, in the order that people gave them.
    #[wasm_bindgen(unchecked_return_type = "Concept[]")]
    pub fn findings(&self) -> Vec<u32> {
        packed::concepts(self.0.findings())
    }

    /// All concepts, sorted by label (by its UTF-8 bytes). The question is one as soon as a finding or a relationship
    /// touches it. For a large network see {@link Network.labels} and {@link Network.toArrays}.
    #[wasm_bindgen(unchecked_return_type = "Concept[]")]
    pub fn concepts(&self) -> Vec<u32> {
        packed::concepts(self.0.concepts())
    }

    /// All relationships in canonical order, those that follow from the findings included.
    #[wasm_bindgen(unchecked_return_type = "Relationship[]")]
    pub fn relationships(&self) -> Vec<u32> {
        packed::relationships(self.0.relationships())
    }

    /// The highlighted relationships, in the order that people gave them.
    #[wasm_bindgen(unchecked_return_type = "Relationship[]")]
    pub fn highlights(&self) -> Vec<u32> {
        packed::relationships(self.0.highlights())
    }

    /// The relations in use, sorted. A relation's number is its place among them.
    #[wasm_bindgen(unchecked_return_type = "string[]")]
    pub fn relations(&self) -> String {
        packed::strings(self.0.relations())
    }

    /// The labels of these concepts, in one crossing; of all concepts when the numbers are left out. A number that is no
    /// concept's is a {@link SemnetError} with the code `"concept"`.
    ///
    /// ```js
    /// network.labels(network.breadthFirst("Waggle Dance")); // ["Waggle Dance", "Sun Compass", …]
    /// ```
    #[wasm_bindgen(unchecked_return_type = "string[]")]
    pub fn labels(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "ArrayLike<number>")] concepts: Option<Vec<u32>>,
    ) -> String {
        match concepts {
            None => packed::strings(self.0.concepts().map(|concept| concept.label())),
            Some(numbers) => packed::strings(numbers.iter().map(|&number| {
                let concept = self.0.concept_by_id(packed::concept_id(&self.0, number));
                concept.map_or("", |concept| concept.label())
            })),
        }
    }

    /// All that a program needs which draws the network, in one crossing: labels by the number of the concept, and the
    /// relationships as three columns of numbers.
    ///
    /// ```js
    /// const { labels, sources, targets, relations, relationNames } = network.toArrays();
    /// for (let i = 0; i < sources.length; i++) {
    ///   drawEdge(labels[sources[i]], relationNames[relations[i]], labels[targets[i]]);
    /// }
    /// ```
    #[wasm_bindgen(js_name = toArrays, unchecked_return_type = "NetworkArrays")]
    pub fn to_arrays(&self) -> Vec<u32> {
        let all = || self.0.relationships();
        let sources = all().map(|one| one.source().id().number());
        let targets = all().map(|one| one.target().id().number());
        sources.chain(targets).chain(all().map(|one| one.relation_id().number())).collect()
    }

    /// The same network, to be freed by itself.
    #[wasm_bindgen(js_name = clone, skip_typescript)]
    pub fn same(&self) -> Network {
        Network(self.0.clone())
    }

    /// Of each concept the text and the attributes.
    #[wasm_bindgen(js_name = textsOf, skip_typescript)]
    pub fn texts_of(&self, concepts: &[u32]) -> String {
        packed::texts(&self.0, concepts)
    }

    /// Of each relationship the passage and the attributes.
    #[wasm_bindgen(js_name = passagesOf, skip_typescript)]
    pub fn passages_of(&self, relationships: &[u32]) -> String {
        packed::passages(&self.0, relationships)
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
        let report = self.0.to_report();
        packed::written(&report.text, report.omitted)
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
