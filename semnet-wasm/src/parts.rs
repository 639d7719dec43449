//! Parts of a network, and how its concepts are related at a distance.

use wasm_bindgen::prelude::*;

use crate::Network;
use crate::error::SemnetError;
use crate::steps::Steps;

#[wasm_bindgen]
impl Network {
    /// The network around a concept: what lies at most `hops` steps away, with all relationships between. It has a
    /// hashtag of its own. Throws a {@link SemnetError} with the code `"cutShort"` when the budget of `steps` ends first.
    ///
    /// ```js
    /// network.egoNetwork("Dog", 1).concepts().map(({ label }) => label); // ["Canine", "Dog"]
    /// ```
    #[wasm_bindgen(js_name = egoNetwork)]
    pub fn ego_network(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ConceptName")] concept: u32,
        hops: f64,
        #[wasm_bindgen(unchecked_optional_param_type = "Steps | string")] steps: &Steps,
    ) -> Result<Network, SemnetError> {
        Ok(Network(self.0.ego_network(self.id(concept), &steps.0.clone().max_length(hops as usize))?))
    }

    /// The network of these concepts, with all relationships between them, and the same question, title and attributes.
    ///
    /// ```js
    /// const part = network.subnetwork(["Dog", "Canine"]);
    /// ```
    pub fn subnetwork(
        &self,
        #[wasm_bindgen(unchecked_param_type = "readonly ConceptName[] | Uint32Array")] concepts: Vec<u32>,
    ) -> Network {
        Network(self.0.subnetwork(concepts.into_iter().map(|concept| self.id(concept))))
    }

    /// The concepts that both `a` and `b` lead to along a relation, the nearest first. A name alone as `steps` is that
    /// relation from source to target. Throws a {@link SemnetError} with the code `"cutShort"` when the budget of
    /// `steps` ends first.
    ///
    /// ```js
    /// network.commonAncestors("Dog", "Wolf", "hypernym")[0]; // { concept: { label: "Canine", … }, fromA: 1, fromB: 1 }
    /// ```
    #[wasm_bindgen(js_name = commonAncestors, unchecked_return_type = "CommonAncestor[]")]
    pub fn common_ancestors(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ConceptName")] a: u32,
        #[wasm_bindgen(unchecked_param_type = "ConceptName")] b: u32,
        #[wasm_bindgen(unchecked_optional_param_type = "Steps | string")] steps: &Steps,
    ) -> Result<Vec<u32>, SemnetError> {
        let common = self.0.common_ancestors(self.id(a), self.id(b), &steps.0)?;
        let numbers =
            common.iter().map(|one| [one.concept.id().number(), one.from_a as u32, one.from_b as u32]);
        Ok(numbers.flatten().collect())
    }

    /// Whether `a` is related to `b` along a relation: by one relationship or, when `transitively`, by one or more in a
    /// row. A name alone as `steps` is that relation from source to target.
    ///
    /// ```js
    /// network.isRelated("Dog", "Animal", "hypernym", true); // true
    /// ```
    #[wasm_bindgen(js_name = isRelated)]
    pub fn is_related(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ConceptName")] a: u32,
        #[wasm_bindgen(unchecked_param_type = "ConceptName")] b: u32,
        #[wasm_bindgen(unchecked_optional_param_type = "Steps | string")] steps: &Steps,
        #[wasm_bindgen(unchecked_optional_param_type = "boolean")] transitively: bool,
    ) -> Result<bool, SemnetError> {
        let options = match (transitively, steps.0.max_length) {
            (true, _) | (false, Some(0)) => steps.0.clone(),
            (false, _) => steps.0.clone().max_length(1),
        };
        Ok(self.0.is_related(self.id(a), self.id(b), options)?)
    }
}
