//! The look-ups of the class `Network`: concepts and what is related to them, near and far.

use semnet_core::Concept;
use semnet_core::network::ConceptId;
use wasm_bindgen::prelude::*;

use crate::Network;
use crate::error::SemnetError;
use crate::packed::{self, concept_id};
use crate::scratch;
use crate::steps::Steps;

impl Network {
    pub(crate) fn id(&self, concept: u32) -> ConceptId {
        concept_id(&self.0, concept)
    }

    fn concept_of(&self, concept: u32) -> Option<Concept<'_>> {
        self.0.concept_by_id(self.id(concept))
    }
}

#[wasm_bindgen]
impl Network {
    /// The concept with this label, in any form that normalises to it, when there is one.
    ///
    /// ```js
    /// network.concept("Waggle Dance")?.text; // "A forager tells the others where the flowers are."
    /// ```
    #[wasm_bindgen(unchecked_return_type = "Concept | undefined")]
    pub fn concept(&self, label: &str) -> Option<u32> {
        self.0.concept(label).map(|concept| concept.id().number())
    }

    /// The concept with this label, in whatever case of letters where that leaves no doubt. Every query takes labels so.
    /// Throws a {@link SemnetError} with the code `"concept"` and, in `close`, the labels that are close.
    ///
    /// ```js
    /// network.findConcept("waggle dance").label; // "Waggle Dance"
    /// network.findConcept("Wagle Dance"); // SemnetError: there is no concept "Wagle Dance"; did you mean "Waggle Dance"?
    /// ```
    #[wasm_bindgen(js_name = findConcept, unchecked_return_type = "Concept")]
    pub fn find_concept(&self, label: &str) -> Result<u32, SemnetError> {
        Ok(self.0.find_concept(label)?.id().number())
    }

    /// The concepts with this label, without regard to letter case, in the order of their numbers.
    ///
    /// ```js
    /// network.conceptsCalled("WAGGLE DANCE").map(({ label }) => label); // ["Waggle Dance"]
    /// ```
    #[wasm_bindgen(js_name = conceptsCalled, unchecked_return_type = "Concept[]")]
    pub fn concepts_matching(&self, label: &str) -> Vec<u32> {
        packed::concepts(self.0.concepts_matching(label))
    }

    /// The concept of this number, when there are as many.
    #[wasm_bindgen(js_name = conceptById, unchecked_return_type = "Concept | undefined")]
    pub fn concept_by_id(&self, id: u32) -> Option<u32> {
        self.concept_of(id).map(|concept| concept.id().number())
    }

    /// The question as a concept, which it is as soon as a finding or a relationship touches it.
    #[wasm_bindgen(js_name = questionConcept, unchecked_return_type = "Concept | undefined")]
    pub fn question_concept(&self) -> Option<u32> {
        self.0.question_concept().map(|concept| concept.id().number())
    }

    /// The relationship of this number, when there are as many.
    #[wasm_bindgen(js_name = relationshipById, unchecked_return_type = "Relationship | undefined")]
    pub fn relationship_by_id(&self, id: u32) -> Vec<u32> {
        let id = petgraph::visit::EdgeIndexable::from_index(&&self.0, id as usize);
        packed::relationships(self.0.relationship_by_id(id))
    }

    /// The number of a relation, in any form that normalises to it, when a relationship uses it.
    #[wasm_bindgen(js_name = relationId)]
    pub fn relation_id(&self, relation: &str) -> Option<u32> {
        self.0.relation_id(relation).map(|relation| relation.number())
    }

    /// The relationships that start at a concept, through one relation when it is given: grouped by relation.
    ///
    /// ```js
    /// network.outgoing("Dog", "hypernym").map(({ target }) => target); // ["Canine"]
    /// ```
    #[wasm_bindgen(unchecked_return_type = "Relationship[]")]
    pub fn outgoing(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ConceptName")] concept: u32,
        #[wasm_bindgen(unchecked_optional_param_type = "string")] relation: &Steps,
    ) -> usize {
        match (self.concept_of(concept), relation.relation()) {
            (Some(concept), Some(relation)) => scratch::relationships(concept.outgoing_via(relation)),
            (Some(concept), None) => scratch::relationships(concept.outgoing()),
            (None, _) => 0,
        }
    }

    /// The relationships that end at a concept, through one relation when it is given: grouped by relation.
    #[wasm_bindgen(unchecked_return_type = "Relationship[]")]
    pub fn incoming(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ConceptName")] concept: u32,
        #[wasm_bindgen(unchecked_optional_param_type = "string")] relation: &Steps,
    ) -> usize {
        match (self.concept_of(concept), relation.relation()) {
            (Some(concept), Some(relation)) => scratch::relationships(concept.incoming_via(relation)),
            (Some(concept), None) => scratch::relationships(concept.incoming()),
            (None, _) => 0,
        }
    }

    /// The concepts one step away, each once, sorted by label. The length and budget of `steps` do not matter here.
    ///
    /// ```js
    /// network.neighbors("Canine", { relations: ["hypernym"], direction: "in" }).map(({ label }) => label); // ["Dog", "Wolf"]
    /// ```
    #[wasm_bindgen(unchecked_return_type = "Concept[]")]
    pub fn neighbors(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ConceptName")] concept: u32,
        #[wasm_bindgen(unchecked_optional_param_type = "Steps | string")] steps: &Steps,
    ) -> usize {
        self.concept_of(concept)
            .map_or(0, |concept| scratch::concepts(concept.neighbors(&steps.0.relations, steps.0.direction)))
    }

    /// The relationships between two concepts, in canonical order; by default in both directions. The length and
    /// budget of `steps` do not matter here.
    ///
    /// ```js
    /// network.between("Dog", "Wolf", { direction: "out" }).map(({ relation }) => relation); // ["descends from"]
    /// ```
    #[wasm_bindgen(unchecked_return_type = "Relationship[]")]
    pub fn between(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ConceptName")] a: u32,
        #[wasm_bindgen(unchecked_param_type = "ConceptName")] b: u32,
        #[wasm_bindgen(unchecked_optional_param_type = "Steps | string")] steps: &Steps,
    ) -> Vec<u32> {
        packed::relationships(self.0.between(self.id(a), self.id(b), &steps.0.relations, steps.0.direction))
    }

    /// The numbers of the concepts within reach of the first start, nearest first, itself at the beginning; then what is
    /// within reach of the next start and was not reached before, and so on. Those that are equally near come in the
    /// order in which their relationships lie in the network. Without starts it walks the whole network, from each
    /// concept in turn. Throws a {@link SemnetError} with the code `"cutShort"` when the budget ends first.
    ///
    /// ```js
    /// const below = network.breadthFirst("Animal", { relations: ["hypernym"], direction: "in" });
    /// console.log(below.length, network.labels(below.subarray(0, 10)));
    /// ```
    #[wasm_bindgen(js_name = breadthFirst, unchecked_return_type = "Uint32Array")]
    pub fn breadth_first(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "ConceptName | readonly ConceptName[] | Uint32Array")]
        starts: Option<Vec<u32>>,
        #[wasm_bindgen(unchecked_optional_param_type = "Steps | string")] steps: &Steps,
    ) -> Result<Vec<u32>, SemnetError> {
        let order = match starts {
            Some(starts) => self.0.breadth_first(starts.into_iter().map(|start| self.id(start)), &steps.0),
            None => self.0.breadth_first(self.0.concepts(), &steps.0),
        };
        Ok(order?.into_iter().map(|concept| concept.number()).collect())
    }

    /// The shortest path between two concepts, the first in canonical order where several are; `undefined` where there
    /// is none. Throws a {@link SemnetError} with the code `"cutShort"` when the budget of `steps` ends first.
    ///
    /// ```js
    /// network.shortestPath("Dog", "Wolf")?.text; // "Dog —hypernym→ Canine ←hypernym— Wolf"
    /// ```
    #[wasm_bindgen(js_name = shortestPath, unchecked_return_type = "Path | undefined")]
    pub fn shortest_path(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ConceptName")] from: u32,
        #[wasm_bindgen(unchecked_param_type = "ConceptName")] to: u32,
        #[wasm_bindgen(unchecked_optional_param_type = "Steps | string")] steps: &Steps,
    ) -> Result<JsValue, SemnetError> {
        let path = self.0.shortest_path(self.id(from), self.id(to), &steps.0)?;
        Ok(path.map_or(JsValue::UNDEFINED, |path| packed::path(&path, f64::NAN)))
    }
}
