//! The queries of the class `Network`: concepts and what is related to them, paths, parts, patterns.

use semnet_core::{Concept, ConceptId, PathError};
use wasm_bindgen::prelude::*;

use crate::error::SemnetError;
use crate::packed::{self, concept_id};
use crate::steps::Steps;
use crate::weight::Weight;
use crate::{Network, Paths, Rows};

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
        #[wasm_bindgen(unchecked_optional_param_type = "string")] relation: Option<String>,
    ) -> Vec<u32> {
        match (self.concept_of(concept), relation) {
            (Some(concept), Some(relation)) => packed::relationships(concept.outgoing_via(&relation)),
            (Some(concept), None) => packed::relationships(concept.outgoing()),
            (None, _) => Vec::new(),
        }
    }

    /// The relationships that end at a concept, through one relation when it is given: grouped by relation.
    #[wasm_bindgen(unchecked_return_type = "Relationship[]")]
    pub fn incoming(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ConceptName")] concept: u32,
        #[wasm_bindgen(unchecked_optional_param_type = "string")] relation: Option<String>,
    ) -> Vec<u32> {
        match (self.concept_of(concept), relation) {
            (Some(concept), Some(relation)) => packed::relationships(concept.incoming_via(&relation)),
            (Some(concept), None) => packed::relationships(concept.incoming()),
            (None, _) => Vec::new(),
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
    ) -> Vec<u32> {
        self.concept_of(concept)
            .map_or_else(Vec::new, |concept| packed::concepts(concept.neighbors(&steps.0)))
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
        packed::relationships(self.0.between(self.id(a), self.id(b), &steps.0))
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

    /// The path of least weight between two concepts: the sum of what `weight` gives for its relationships, each a
    /// number from 0 upwards; a relationship of the weight `Infinity` is not walked. Of several paths it is the one with
    /// fewest relationships, and of these the first in canonical order. Throws a {@link SemnetError} with the code
    /// `"weight"` for a negative weight and `"cutShort"` when the budget of `steps` ends first, and whatever `weight`
    /// throws.
    ///
    /// ```js
    /// const doubt = ({ relation }) => (relation === "proves" ? 1 : 5);
    /// network.shortestPathWeighted("A", "C", doubt)?.weight; // 2
    /// ```
    #[wasm_bindgen(js_name = shortestPathWeighted, unchecked_return_type = "WeightedPath | undefined")]
    pub fn shortest_path_weighted(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ConceptName")] from: u32,
        #[wasm_bindgen(unchecked_param_type = "ConceptName")] to: u32,
        #[wasm_bindgen(unchecked_param_type = "(relationship: Relationship) => number")] weight: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Steps | string")] steps: &Steps,
    ) -> Result<JsValue, JsValue> {
        let weight = Weight::new(weight);
        // Behind a pointer, as in `Paths`, so that there is one search by weight in the module and not two.
        let of: Box<dyn Fn(semnet_core::Relationship<'_>) -> f64> = Box::new(|one| weight.of(one));
        let found = self.0.k_shortest_paths_weighted(self.id(from), self.id(to), 1, &steps.0, of).next();
        let found = weight.or_thrown::<_>(found.transpose())?;
        Ok(found.map_or(JsValue::UNDEFINED, |(weight, path)| packed::path(&path, weight)))
    }

    /// The `k` shortest paths between two concepts that visit no concept twice: by length, and those of the same
    /// length in canonical order. Each is searched for when it is asked for, so `Infinity` for `k` is all of them.
    ///
    /// ```js
    /// for (const path of network.kShortestPaths("A", "C", 10)) console.log(path.text);
    /// // A —hints at→ C
    /// // A —proves→ B —proves→ C
    /// ```
    #[wasm_bindgen(js_name = kShortestPaths, unchecked_return_type = "Paths<Path>")]
    pub fn k_shortest_paths(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ConceptName")] from: u32,
        #[wasm_bindgen(unchecked_param_type = "ConceptName")] to: u32,
        k: f64,
        #[wasm_bindgen(unchecked_optional_param_type = "Steps | string")] steps: &Steps,
    ) -> Paths {
        let (from, to) = (self.id(from), self.id(to));
        Paths::over(&self.0, None, |network| {
            let paths = network.k_shortest_paths(from, to, k as usize, &steps.0);
            Box::new(paths.map(|path| Ok((f64::NAN, path.map_err(PathError::from)?))))
        })
    }

    /// The `k` paths of least weight between two concepts that visit no concept twice, each with its `weight`: by
    /// weight, then by length, then in canonical order. Each is searched for when it is asked for. Throws as
    /// {@link Network.shortestPathWeighted} does.
    ///
    /// ```js
    /// const [best, second] = network.kShortestPathsWeighted("A", "C", 2, ({ passage }) => (passage ? 1 : 2));
    /// ```
    #[wasm_bindgen(js_name = kShortestPathsWeighted, unchecked_return_type = "Paths<WeightedPath>")]
    pub fn k_shortest_paths_weighted(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ConceptName")] from: u32,
        #[wasm_bindgen(unchecked_param_type = "ConceptName")] to: u32,
        k: f64,
        #[wasm_bindgen(unchecked_param_type = "(relationship: Relationship) => number")] weight: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Steps | string")] steps: &Steps,
    ) -> Paths {
        let (from, to, weight) = (self.id(from), self.id(to), Weight::new(weight));
        Paths::over(&self.0, Some(weight.clone()), |network| {
            let of: Box<dyn Fn(semnet_core::Relationship<'_>) -> f64> = Box::new(move |one| weight.of(one));
            Box::new(network.k_shortest_paths_weighted(from, to, k as usize, &steps.0, of))
        })
    }

    /// All paths between two concepts that visit no concept twice, in the order of their relationships, from the first
    /// step to the last (so not by length). Each is searched for when it is asked for. There can be very many: give
    /// `steps` a `longest`.
    ///
    /// ```js
    /// const paths = [...network.allSimplePaths("A", "C", { longest: 4 })];
    /// ```
    #[wasm_bindgen(js_name = allSimplePaths, unchecked_return_type = "Paths<Path>")]
    pub fn all_simple_paths(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ConceptName")] from: u32,
        #[wasm_bindgen(unchecked_param_type = "ConceptName")] to: u32,
        #[wasm_bindgen(unchecked_optional_param_type = "Steps | string")] steps: &Steps,
    ) -> Paths {
        let (from, to) = (self.id(from), self.id(to));
        Paths::over(&self.0, None, |network| {
            let paths = network.all_simple_paths(from, to, &steps.0);
            Box::new(paths.map(|path| Ok((f64::NAN, path.map_err(PathError::from)?))))
        })
    }

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
        Ok(Network(self.0.ego_network(self.id(concept), hops as usize, &steps.0)?))
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
        Ok(self.0.is_related(self.id(a), self.id(b), &steps.0, transitively)?)
    }

    /// The distinct ways to bind the variables of some patterns so that the network satisfies them all. A pattern is
    /// `SUBJECT via RELATION OBJECT`; patterns are joined by `;`, `.` or a new line; the relation may be a path with the
    /// operators of SPARQL (`^`, `/`, `|`, `*`, `+`, `?`, `!`); `question` names the root. Throws a {@link SemnetError}
    /// with the code `"pattern"` and the `index` for a text that is no pattern.
    ///
    /// ```js
    /// const rows = network.select("?x via hypernym+ Animal");
    /// for (const { x } of rows) console.log(x); // Canine, Dog
    /// ```
    pub fn select(
        &self,
        patterns: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "Steps | string")] steps: &Steps,
    ) -> Result<Rows, SemnetError> {
        Rows::of(&self.0, patterns, &steps.0)
    }
}
