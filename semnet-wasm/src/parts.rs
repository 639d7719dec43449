//! Parts of a network, and concepts at a distance.

use wasm_bindgen::prelude::*;

use crate::Network;
use crate::error::SemnetError;
use crate::steps::Steps;

#[wasm_bindgen]
impl Network {
    /// The network around a concept: the concepts that the options reach from it, with all relationships
    /// between them.
    #[wasm_bindgen(js_name = egoNetwork)]
    pub fn ego_network(&self, concept: u32, steps: &Steps) -> Result<Network, SemnetError> {
        Ok(Network(self.0.ego_network(self.id(concept), &steps.0)?))
    }

    /// The network of these concepts, with all relationships between them, and the same question, title and
    /// attributes.
    pub fn subnetwork(&self, concepts: Vec<u32>) -> Network {
        Network(self.0.subnetwork(concepts.into_iter().map(|concept| self.id(concept))))
    }

    /// The concepts that both `a` and `b` lead to along a relation, the nearest first.
    #[wasm_bindgen(js_name = commonAncestors)]
    pub fn common_ancestors(&self, a: u32, b: u32, steps: &Steps) -> Result<Vec<u32>, SemnetError> {
        let common = self.0.common_ancestors(self.id(a), self.id(b), &steps.0)?;
        let numbers =
            common.iter().map(|one| [one.concept.id().number(), one.from_a as u32, one.from_b as u32]);
        Ok(numbers.flatten().collect())
    }

    /// Whether a walk of at least one relationship leads from `a` to `b`.
    #[wasm_bindgen(js_name = isRelated)]
    pub fn is_related(&self, a: u32, b: u32, steps: &Steps) -> Result<bool, SemnetError> {
        Ok(self.0.is_related(self.id(a), self.id(b), &steps.0)?)
    }
}
