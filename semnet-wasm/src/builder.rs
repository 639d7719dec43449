//! The class `NetworkBuilder`. Each method that adds something returns the builder itself; `js/chain.js` sees to that,
//! because a method in Rust cannot return the JavaScript object that it was called on.

use wasm_bindgen::prelude::*;

use crate::Network;
use crate::error::SemnetError;
use crate::input::{self, NewRelationship};

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
/// console.log(network.hashtag); // 31QID5xqzAh
/// ```
#[wasm_bindgen]
#[derive(Debug)]
pub struct NetworkBuilder(pub(crate) semnet_core::NetworkBuilder);

#[wasm_bindgen]
impl NetworkBuilder {
    /// A builder for a network that answers this question.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "string")] question: &JsValue,
    ) -> Result<NetworkBuilder, SemnetError> {
        Ok(NetworkBuilder(semnet_core::NetworkBuilder::new(&input::text(question, "the question")?)))
    }

    /// Sets the report's title. An empty one is none.
    #[wasm_bindgen(unchecked_return_type = "NetworkBuilder")]
    pub fn title(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] title: &JsValue,
    ) -> Result<(), SemnetError> {
        self.0.title(&input::text(title, "the title")?);
        Ok(())
    }

    /// Adds an attribute of the network itself. The same one twice is one.
    #[wasm_bindgen(unchecked_return_type = "NetworkBuilder")]
    pub fn attribute(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] name: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] value: &JsValue,
    ) -> Result<(), SemnetError> {
        self.0.attribute(
            &input::text(name, "an attribute's name")?,
            &input::text(value, "an attribute's value")?,
        );
        Ok(())
    }

    /// Adds a concept, with or without a text. One that was added without a text may be added again with one.
    #[wasm_bindgen(unchecked_return_type = "NetworkBuilder")]
    pub fn concept(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] label: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "string")] text: &JsValue,
    ) -> Result<(), SemnetError> {
        self.0
            .concept(&input::text(label, "a label")?, &input::optional_text(text, "the text of a concept")?);
        Ok(())
    }

    /// Adds an attribute of a concept, which need not have been added yet.
    #[wasm_bindgen(js_name = conceptAttribute, unchecked_return_type = "NetworkBuilder")]
    pub fn concept_attribute(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] label: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] name: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] value: &JsValue,
    ) -> Result<(), SemnetError> {
        self.0.concept_attribute(
            &input::text(label, "a label")?,
            &input::text(name, "an attribute's name")?,
            &input::text(value, "an attribute's value")?,
        );
        Ok(())
    }

    /// Adds a key finding behind those that are there: a concept with its text.
    #[wasm_bindgen(unchecked_return_type = "NetworkBuilder")]
    pub fn finding(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] label: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "string")] text: &JsValue,
    ) -> Result<(), SemnetError> {
        self.0
            .finding(&input::text(label, "a label")?, &input::optional_text(text, "the text of a finding")?);
        Ok(())
    }

    /// Adds a relationship. Its concepts may be added later. The same relationship twice is one.
    #[wasm_bindgen(unchecked_return_type = "NetworkBuilder")]
    pub fn relationship(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "NewRelationship")] relationship: &JsValue,
    ) -> Result<(), JsValue> {
        self.0.relationship(NewRelationship::read(relationship)?.as_core());
        Ok(())
    }

    /// Adds a relationship, unless it is there already, and puts it at the end of the highlights.
    #[wasm_bindgen(unchecked_return_type = "NetworkBuilder")]
    pub fn highlight(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "NewRelationship")] relationship: &JsValue,
    ) -> Result<(), JsValue> {
        self.0.highlight(NewRelationship::read(relationship)?.as_core());
        Ok(())
    }

    /// The network. The builder can go on. Throws a {@link SemnetError} with the code `"build"` for the first part
    /// that is wrong: a label with two different texts, a relationship to a concept that was not added, and so on.
    pub fn build(&self) -> Result<Network, SemnetError> {
        Ok(Network(self.0.build()?))
    }
}
