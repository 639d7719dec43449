//! The look-ups of the class `Network`: concepts, and the concepts related to them.

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
    /// The concept with this label, in any form that normalises to it, or `undefined`.
    pub fn concept(&self, label: &str) -> Option<u32> {
        self.0.concept(label).map(|concept| concept.id().number())
    }

    /// The concept with this label, ignoring letter case if that is unambiguous.
    #[wasm_bindgen(js_name = findConcept)]
    pub fn find_concept(&self, label: &str) -> Result<u32, SemnetError> {
        Ok(self.0.find_concept(label)?.id().number())
    }

    /// The concepts with this label, without regard to letter case, in the order of their numbers.
    #[wasm_bindgen(js_name = conceptsMatching)]
    pub fn concepts_matching(&self, label: &str) -> Vec<u32> {
        packed::concepts(self.0.concepts_matching(label))
    }

    /// The concepts that a label may mean, in the order of their numbers.
    #[wasm_bindgen(js_name = conceptsNamed)]
    pub fn concepts_named(&self, label: &str) -> Vec<u32> {
        packed::concepts(self.0.concepts_named(label))
    }

    /// The concept with this number, or `undefined` if it is out of range.
    #[wasm_bindgen(js_name = conceptById)]
    pub fn concept_by_id(&self, id: u32) -> Option<u32> {
        self.concept_of(id).map(|concept| concept.id().number())
    }

    /// The question as a concept, which it is as soon as a finding or a relationship touches it.
    #[wasm_bindgen(js_name = questionConcept)]
    pub fn question_concept(&self) -> Option<u32> {
        self.0.question_concept().map(|concept| concept.id().number())
    }

    /// The relationship with this number, or `undefined` if it is out of range.
    #[wasm_bindgen(js_name = relationshipById)]
    pub fn relationship_by_id(&self, id: u32) -> Vec<u32> {
        let id = petgraph::visit::EdgeIndexable::from_index(&&self.0, id as usize);
        packed::relationships(self.0.relationship_by_id(id))
    }

    /// The number of a relation, in any form that normalises to it, if a relationship uses it.
    #[wasm_bindgen(js_name = relationId)]
    pub fn relation_id(&self, relation: &str) -> Option<u32> {
        self.0.relation_id(relation).map(|relation| relation.number())
    }

    /// The relationships that start at a concept, through one relation if it is given, grouped by relation.
    pub fn outgoing(&self, concept: u32, relation: &Steps) -> usize {
        match (self.concept_of(concept), relation.relation()) {
            (Some(concept), Some(relation)) => scratch::relationships(concept.outgoing_via(relation)),
            (Some(concept), None) => scratch::relationships(concept.outgoing()),
            (None, _) => 0,
        }
    }

    /// The relationships that end at a concept, through one relation if it is given, grouped by relation.
    pub fn incoming(&self, concept: u32, relation: &Steps) -> usize {
        match (self.concept_of(concept), relation.relation()) {
            (Some(concept), Some(relation)) => scratch::relationships(concept.incoming_via(relation)),
            (Some(concept), None) => scratch::relationships(concept.incoming()),
            (None, _) => 0,
        }
    }

    /// The concepts one step away, each once, sorted by label.
    pub fn neighbors(&self, concept: u32, steps: &Steps) -> usize {
        self.concept_of(concept)
            .map_or(0, |concept| scratch::concepts(concept.neighbors(&steps.0.relations, steps.0.direction)))
    }

    /// The relationships between two concepts, in canonical order; by default in both directions.
    pub fn between(&self, a: u32, b: u32, steps: &Steps) -> Vec<u32> {
        packed::relationships(self.0.between(self.id(a), self.id(b), &steps.0.relations, steps.0.direction))
    }

    /// The numbers of the concepts within reach of the first start, nearest first, itself at the beginning;
    /// then those within reach of the next start that were not reached before, and so on.
    #[wasm_bindgen(js_name = breadthFirst)]
    pub fn breadth_first(&self, starts: Option<Vec<u32>>, steps: &Steps) -> Result<Vec<u32>, SemnetError> {
        let order = match starts {
            Some(starts) => self.0.breadth_first(starts.into_iter().map(|start| self.id(start)), &steps.0),
            None => self.0.breadth_first(self.0.concepts(), &steps.0),
        };
        Ok(order?.into_iter().map(|concept| concept.number()).collect())
    }

    /// The shortest path between two concepts, the first in canonical order if there are several; `undefined`
    /// if there is none.
    #[wasm_bindgen(js_name = shortestPath)]
    pub fn shortest_path(&self, from: u32, to: u32, steps: &Steps) -> Result<JsValue, SemnetError> {
        let path = self.0.shortest_path(self.id(from), self.id(to), &steps.0)?;
        Ok(path.map_or(JsValue::UNDEFINED, |path| packed::path(&path, None)))
    }
}
