//! The class `NetworkBuilder`. Each method that adds something returns the builder itself; `js/builder.js` sees to that,
//! because a method in Rust cannot return the JavaScript object that it was called on.

use wasm_bindgen::prelude::*;

use crate::Network;
use crate::error::SemnetError;

/// Builds a {@link Network} from its parts, given in any order. The same parts give the same network and hashtag in
/// whatever order they come (findings and highlights are lists, and keep theirs).
///
/// Every string is normalised: what copying leaves behind is dropped, Unicode NFC, one space for each run of white
/// space, none at the ends. What is wrong with the parts is said by {@link NetworkBuilder.build}.
///
/// ```js
/// import { NetworkBuilder } from "semnet";
///
/// const network = new NetworkBuilder("Why do bees dance?")
///   .finding("Waggle Dance", "A forager tells the others where the flowers are.")
///   .concept("Sun Compass")
///   .relationship({ source: "Waggle Dance", relation: "is aimed by", target: "Sun Compass" })
///   .build();
/// console.log(network.hashtag); // BY21GHZ7VJ3
/// ```
#[wasm_bindgen]
#[derive(Debug)]
pub struct NetworkBuilder(pub(crate) semnet_core::NetworkBuilder);

#[wasm_bindgen]
impl NetworkBuilder {
    /// A builder for a network that answers this question.
    #[wasm_bindgen(constructor)]
    pub fn new(question: &str) -> NetworkBuilder {
        NetworkBuilder(semnet_core::NetworkBuilder::new(question))
    }

    /// Sets the report's title. An empty one is none.
    ///
    /// ```js
    /// builder.title("How Bees Tell the Way");
    /// ```
    #[wasm_bindgen(unchecked_return_type = "NetworkBuilder")]
    pub fn title(&mut self, title: &str) -> JsValue {
        self.0.title(title);
        JsValue::UNDEFINED
    }

    /// Adds an attribute of the network itself. The same one twice is one.
    ///
    /// ```js
    /// builder.attribute("language", "en");
    /// ```
    #[wasm_bindgen(unchecked_return_type = "NetworkBuilder")]
    pub fn attribute(&mut self, name: &str, value: &str) -> JsValue {
        self.0.attribute(name, value);
        JsValue::UNDEFINED
    }

    /// Adds a concept, with or without a text. One that was added without a text may be added again with one.
    ///
    /// ```js
    /// builder.concept("Sun Compass").concept("Stop Signal", "A head butt ends the dance.");
    /// ```
    #[wasm_bindgen(unchecked_return_type = "NetworkBuilder")]
    pub fn concept(
        &mut self,
        label: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "string")] text: &str,
    ) -> JsValue {
        self.0.concept(label, text);
        JsValue::UNDEFINED
    }

    /// Adds an attribute of a concept, which need not have been added yet.
    ///
    /// ```js
    /// builder.conceptAttribute("Sun Compass", "alias", "Celestial Compass");
    /// ```
    #[wasm_bindgen(js_name = conceptAttribute, unchecked_return_type = "NetworkBuilder")]
    pub fn concept_attribute(&mut self, label: &str, name: &str, value: &str) -> JsValue {
        self.0.concept_attribute(label, name, value);
        JsValue::UNDEFINED
    }

    /// Adds a key finding behind those that are there: a concept with its text.
    ///
    /// ```js
    /// builder.finding("Waggle Dance", "A forager tells the others where the flowers are.");
    /// ```
    #[wasm_bindgen(unchecked_return_type = "NetworkBuilder")]
    pub fn finding(
        &mut self,
        label: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "string")] text: &str,
    ) -> JsValue {
        self.0.finding(label, text);
        JsValue::UNDEFINED
    }

    /// Adds a relationship. Its concepts may be added later. The same relationship twice is one.
    ///
    /// ```js
    /// builder.relationship({ source: "Dog", relation: "hypernym", target: "Canine", passage: "Dogs are canines." });
    /// ```
    #[wasm_bindgen(unchecked_return_type = "NetworkBuilder")]
    pub fn relationship(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "NewRelationship")] relationship: Vec<String>,
    ) -> JsValue {
        self.0.relationship(new_relationship(&relationship));
        JsValue::UNDEFINED
    }

    /// Adds a relationship, unless it is there already, and puts it at the end of the highlights.
    ///
    /// ```js
    /// builder.highlight({ source: "Why do bees dance?", relation: "Cue", target: "Sun Compass" });
    /// ```
    #[wasm_bindgen(unchecked_return_type = "NetworkBuilder")]
    pub fn highlight(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "NewRelationship")] relationship: Vec<String>,
    ) -> JsValue {
        self.0.highlight(new_relationship(&relationship));
        JsValue::UNDEFINED
    }

    /// The network. The builder can go on. Throws a {@link SemnetError} with the code `"build"` for the first part
    /// that is wrong: a label with two different texts, a relationship to a concept that was not added, and so on.
    pub fn build(&self) -> Result<Network, SemnetError> {
        Ok(Network(self.0.build()?))
    }
}

/// A relationship out of its strings: source, relation, target, passage, then names and values.
fn new_relationship(strings: &[String]) -> semnet_core::network::NewRelationship<'_> {
    let string = |place: usize| strings.get(place).map_or("", String::as_str);
    let relationship =
        semnet_core::network::NewRelationship::new(string(0), string(1), string(2)).passage(string(3));
    let attributes = strings.get(4..).unwrap_or_default().as_chunks().0;
    attributes.iter().fold(relationship, |with, [name, value]| with.attribute(name, value))
}
