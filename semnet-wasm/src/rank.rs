//! The queries of the class `Network` that look at all of it: how important concepts are, and how they hang together.

use js_sys::{Array, Float64Array, Uint32Array};
use semnet_core::communities::Groups;
use semnet_core::rank::PageRankOptions;
use semnet_core::rank::Scores;
use wasm_bindgen::prelude::*;

use crate::Network;
use crate::error::SemnetError;
use crate::functions::Function;
use crate::packed;
use crate::steps::Steps;

#[wasm_bindgen]
impl Network {
    /// How often a random walk comes by each concept, as a share of 1 (Page, Brin, Motwani and Winograd 1999). By
    /// default relationships are walked either way. Throws a {@link SemnetError} with the code `"cutShort"` when the
    /// budget of `steps` ends first.
    ///
    /// ```js
    /// const { numbers, highest } = network.pagerank({ direction: "out" });
    /// console.log(network.labels(highest.subarray(0, 10)), numbers[highest[0]]);
    /// ```
    #[wasm_bindgen(unchecked_return_type = "Scores")]
    pub fn pagerank(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Steps | string")] steps: &Steps,
        #[wasm_bindgen(unchecked_optional_param_type = "PageRankOptions")] options: &[f64],
    ) -> Result<Array, SemnetError> {
        Ok(scores(&self.0.pagerank(&steps.0.relations, page_rank(steps, options))?))
    }

    /// The same with a weight for each relationship: the chance to be taken, beside the others of its concept. It
    /// throws whatever `weight` throws, and a {@link SemnetError} with the code `"weight"` for a weight that is no
    /// finite number from 0 upwards.
    ///
    /// ```js
    /// network.pagerankWeighted(({ passage }) => (passage === undefined ? 1 : 3));
    /// ```
    #[wasm_bindgen(js_name = pagerankWeighted, unchecked_return_type = "Scores")]
    pub fn pagerank_weighted(
        &self,
        #[wasm_bindgen(unchecked_param_type = "(relationship: Relationship) => number")] weight: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Steps | string")] steps: &Steps,
        #[wasm_bindgen(unchecked_optional_param_type = "PageRankOptions")] options: &[f64],
    ) -> Result<Array, JsValue> {
        let weight = Function::new(weight);
        let found = self
            .0
            .pagerank_weighted(&steps.0.relations, page_rank(steps, options), |one| weight.weight_of(one));
        Ok(scores(&weight.or_thrown(found)?))
    }

    /// The share of the shortest paths between two others that run through each concept, from 0 to 1 (Brandes 2001).
    /// For large networks see {@link Network.betweennessSampled}. Throws a {@link SemnetError} with the code
    /// `"cutShort"` when the budget of `steps` ends first.
    ///
    /// ```js
    /// network.betweenness().numbers[network.findConcept("Canine").id]; // 1
    /// ```
    #[wasm_bindgen(unchecked_return_type = "Scores")]
    pub fn betweenness(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Steps | string")] steps: &Steps,
    ) -> Result<Array, SemnetError> {
        Ok(scores(&self.0.betweenness(&steps.0)?))
    }

    /// An estimate of {@link Network.betweenness}: only the paths from so many concepts are counted, which are drawn by
    /// the seed. The same seed draws the same on each machine.
    ///
    /// ```js
    /// network.betweennessSampled(256, 7);
    /// ```
    #[wasm_bindgen(js_name = betweennessSampled, unchecked_return_type = "Scores")]
    pub fn betweenness_sampled(
        &self,
        samples: f64,
        #[wasm_bindgen(unchecked_param_type = "number | bigint")] seed: u64,
        #[wasm_bindgen(unchecked_optional_param_type = "Steps | string")] steps: &Steps,
    ) -> Result<Array, SemnetError> {
        Ok(scores(&self.0.betweenness_sampled(&steps.0, samples as usize, seed)?))
    }

    /// How many relationships that count each concept has. A loop that may be walked either way counts twice.
    ///
    /// ```js
    /// network.degree("hypernym").numbers[network.findConcept("Dog").id]; // 1
    /// ```
    #[wasm_bindgen(unchecked_return_type = "Scores")]
    pub fn degree(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Steps | string")] steps: &Steps,
    ) -> Array {
        scores(&self.0.degree(&steps.0.relations, steps.0.direction))
    }

    /// The parts of the network that no relationship joins, whichever way it points.
    ///
    /// ```js
    /// for (const part of network.components().groups) console.log(network.labels(part));
    /// ```
    #[wasm_bindgen(unchecked_return_type = "Groups")]
    pub fn components(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Steps | string")] steps: &Steps,
    ) -> Result<Vec<u32>, SemnetError> {
        Ok(self.groups(&self.0.components(&steps.0.relations, steps.0.budget)?))
    }

    /// Groups of concepts with more relationships among themselves than chance would give (the Leiden algorithm: Traag,
    /// Waltman and van Eck 2019). A larger `resolution` gives more and smaller themes; 1 is customary.
    ///
    /// ```js
    /// const { groups, modularity } = network.themes();
    /// ```
    #[wasm_bindgen(unchecked_return_type = "Themes")]
    pub fn themes(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Steps | string")] steps: &Steps,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] resolution: f64,
    ) -> Result<JsValue, SemnetError> {
        let themes = self.0.themes(&steps.0.relations, resolution, steps.0.budget)?;
        Ok(packed::hand_over(&self.groups(themes.groups()), "", themes.modularity()))
    }

    /// The relationships without which two concepts would no longer be joined in any way (Tarjan 1974).
    ///
    /// ```js
    /// for (const { source, relation, target } of network.bridges()) console.log(`${source} —${relation}→ ${target}`);
    /// ```
    #[wasm_bindgen(unchecked_return_type = "Relationship[]")]
    pub fn bridges(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Steps | string")] steps: &Steps,
    ) -> Result<Vec<u32>, SemnetError> {
        Ok(packed::relationships(self.0.bridges(&steps.0.relations, steps.0.budget)?))
    }

    /// The concepts without which others would no longer be joined in any way (Hopcroft and Tarjan 1973).
    ///
    /// ```js
    /// network.articulationPoints().map(({ label }) => label); // ["Canine"]
    /// ```
    #[wasm_bindgen(js_name = articulationPoints, unchecked_return_type = "Concept[]")]
    pub fn articulation_points(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Steps | string")] steps: &Steps,
    ) -> Result<Vec<u32>, SemnetError> {
        Ok(packed::concepts(self.0.articulation_points(&steps.0.relations, steps.0.budget)?))
    }

    /// The relationship that is most worth highlighting, and why; `undefined` where no stored relationship joins two
    /// concepts.
    ///
    /// ```js
    /// network.highlight()?.text; // "Wolf —hypernym→ Canine has a passage, and has 50 % of the shortest paths; …"
    /// ```
    #[wasm_bindgen(unchecked_return_type = "Highlight | undefined")]
    pub fn highlight(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Steps | string")] steps: &Steps,
    ) -> Result<JsValue, SemnetError> {
        let Some(found) = self.0.suggest_highlight(&steps.0.relations, steps.0.budget)? else {
            return Ok(JsValue::UNDEFINED);
        };
        // What is not there is 0, which no theme and no side of a bridge has.
        let (source, target) = found.themes().unwrap_or_default();
        let mut numbers = vec![source as u32, target as u32, found.cut_off().unwrap_or_default() as u32];
        packed::push(found.relationship(), &mut numbers);
        Ok(packed::hand_over(&numbers, &found.to_string(), found.edge_betweenness()))
    }
}

impl Network {
    /// The group of each concept, the size of each group, and the concepts of the groups one behind the other.
    fn groups(&self, groups: &Groups<'_>) -> Vec<u32> {
        let of = self.0.concepts().map(|concept| groups.group_of(concept).unwrap_or_default() as u32);
        let mut numbers: Vec<u32> = of.collect();
        numbers.extend(groups.iter().map(|group| group.len() as u32));
        numbers.extend(groups.iter().flatten().map(|concept| concept.id().number()));
        numbers
    }
}

/// The numbers, and the concepts in the order of theirs.
fn scores(scores: &Scores<'_>) -> Array {
    let numbers: Vec<f64> = scores.iter().map(|(_, number)| number).collect();
    let highest: Vec<u32> = scores.top().map(|(concept, _)| concept.id().number()).collect();
    Array::of2(&Float64Array::from(numbers.as_slice()).into(), &Uint32Array::from(highest.as_slice()).into())
}

/// Out of damping, tolerance and iterations, in this order; what is no number was not given.
fn page_rank(steps: &Steps, options: &[f64]) -> PageRankOptions {
    let given = |place: usize| options.get(place).copied().filter(|number| !number.is_nan());
    let mut page_rank = PageRankOptions::default().direction(steps.0.direction).budget(steps.0.budget);
    if let Some(damping) = given(0) {
        page_rank = page_rank.damping(damping);
    }
    if let Some(tolerance) = given(1) {
        page_rank = page_rank.tolerance(tolerance);
    }
    if let Some(iterations) = given(2) {
        page_rank = page_rank.iterations(iterations as usize);
    }
    page_rank
}
