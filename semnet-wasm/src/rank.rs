//! The queries of the class `Network` that read all of it: the importance of concepts, and groups of
//! concepts.

use js_sys::{Float64Array, Uint32Array};
use semnet_core::communities::Groups;
use semnet_core::rank::{PageRankOptions, Scores};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::Network;
use crate::error::SemnetError;
use crate::functions::Function;
use crate::steps::Steps;
use crate::{packed, plain};

#[wasm_bindgen]
impl Network {
    /// How often a random walk comes by each concept, as a share of 1 (Page, Brin, Motwani and Winograd
    /// 1999).
    pub fn pagerank(&self, steps: &Steps, options: JsValue) -> Result<JsValue, SemnetError> {
        Ok(scores(&self.0.pagerank(&steps.0.relations, &page_rank(steps, options)?)?))
    }

    /// The same with a weight for each relationship: the chance to be taken, relative to the others of its
    /// concept.
    #[wasm_bindgen(js_name = pagerankWeighted)]
    pub fn pagerank_weighted(
        &self,
        weight: JsValue,
        steps: &Steps,
        options: JsValue,
    ) -> Result<JsValue, JsValue> {
        let weight = Function::new(weight);
        let found = self
            .0
            .pagerank_weighted(&steps.0.relations, &page_rank(steps, options)?, |one| weight.weight_of(one));
        Ok(scores(&weight.or_thrown(found)?))
    }

    /// The share of the shortest paths between two others that run through each concept, from 0 to 1 (Brandes
    /// 2001).
    pub fn betweenness(&self, steps: &Steps) -> Result<JsValue, SemnetError> {
        Ok(scores(&self.0.betweenness(&steps.betweenness())?))
    }

    /// An estimate of `Network.betweenness`: only the paths from this many concepts are counted, which are
    /// drawn by the seed.
    #[wasm_bindgen(js_name = betweennessSampled)]
    pub fn betweenness_sampled(
        &self,
        samples: f64,
        seed: u64,
        steps: &Steps,
    ) -> Result<JsValue, SemnetError> {
        Ok(scores(&self.0.betweenness_sampled(samples as usize, seed, &steps.betweenness())?))
    }

    /// How many relationships that count each concept has.
    pub fn degree(&self, steps: &Steps) -> JsValue {
        scores(&self.0.degree(&steps.0.relations, steps.0.direction))
    }

    /// The parts of the network that no relationship joins, whichever way it points.
    pub fn components(&self, steps: &Steps) -> Result<Vec<u32>, SemnetError> {
        Ok(self.groups(&self.0.components(&steps.0.relations, steps.0.budget)?))
    }

    /// Groups of concepts with more relationships among themselves than chance would give (the Leiden
    /// algorithm.
    pub fn themes(&self, steps: &Steps, resolution: f64) -> Result<JsValue, SemnetError> {
        let themes = self.0.themes(&steps.0.relations, resolution, steps.0.budget)?;
        let numbers = Uint32Array::from(&self.groups(themes.groups())[..]);
        Ok(plain::to_js(&ThemesForm { numbers, modularity: themes.modularity() }))
    }

    /// The relationships without which two concepts would no longer be joined in any way (Tarjan 1974).
    pub fn bridges(&self, steps: &Steps) -> Result<Vec<u32>, SemnetError> {
        Ok(packed::relationships(self.0.bridges(&steps.0.relations, steps.0.budget)?))
    }

    /// The concepts without which others would no longer be joined in any way (Hopcroft and Tarjan 1973).
    #[wasm_bindgen(js_name = articulationPoints)]
    pub fn articulation_points(&self, steps: &Steps) -> Result<Vec<u32>, SemnetError> {
        Ok(packed::concepts(self.0.articulation_points(&steps.0.relations, steps.0.budget)?))
    }

    /// The relationship that is most worth highlighting, and why; `undefined` if no stored relationship joins
    /// two concepts.
    #[wasm_bindgen(js_name = suggestHighlight)]
    pub fn suggest_highlight(&self, steps: &Steps) -> Result<JsValue, SemnetError> {
        let Some(found) = self.0.suggest_highlight(&steps.0.relations, steps.0.budget)? else {
            return Ok(JsValue::UNDEFINED);
        };
        let mut relationship = Vec::new();
        packed::push(found.relationship(), &mut relationship);
        Ok(plain::to_js(&Suggestion {
            text: found.to_string(),
            relationship: Uint32Array::from(&relationship[..]),
            themes: found.themes(),
            edge_betweenness: found.edge_betweenness(),
            cut_off: found.cut_off(),
        }))
    }
}

/// Themes, packed as groups are.
#[derive(Serialize)]
struct ThemesForm {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    numbers: Uint32Array,
    modularity: f64,
}

/// A relationship that is worth highlighting, and why.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Suggestion {
    text: String,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    relationship: Uint32Array,
    #[serde(skip_serializing_if = "Option::is_none")]
    themes: Option<(usize, usize)>,
    edge_betweenness: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    cut_off: Option<usize>,
}

/// A number for each concept, and the concepts in the order of theirs.
#[derive(Serialize)]
struct ScoresForm {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    values: Float64Array,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    top: Uint32Array,
    #[serde(rename = "hasConverged")]
    has_converged: bool,
}

/// The options of pagerank, as `js/options.ts` hands them over. Numbers may be infinite.
#[derive(Deserialize)]
struct PageRankForm {
    damping: Option<f64>,
    tolerance: Option<f64>,
    iterations: Option<f64>,
}

impl Network {
    /// The group of each concept, the size of each group, and the concepts of the groups, one group after the
    /// other.
    fn groups(&self, groups: &Groups<'_>) -> Vec<u32> {
        // Each concept is in a group; one that were not must not be in the first.
        let number = |concept| groups.group_of(concept).map_or(u32::MAX, |group| group as u32);
        let of = self.0.concepts().map(number);
        let mut numbers: Vec<u32> = of.collect();
        numbers.extend(groups.iter().map(|group| group.len() as u32));
        numbers.extend(groups.iter().flatten().map(|concept| concept.id().number()));
        numbers
    }
}

fn scores(scores: &Scores<'_>) -> JsValue {
    let values: Vec<f64> = scores.iter().map(|(_, value)| value).collect();
    let top: Vec<u32> = scores.top().map(|(concept, _)| concept.id().number()).collect();
    plain::to_js(&ScoresForm {
        values: Float64Array::from(&values[..]),
        top: Uint32Array::from(&top[..]),
        has_converged: scores.has_converged(),
    })
}

fn page_rank(steps: &Steps, options: JsValue) -> Result<PageRankOptions, SemnetError> {
    let PageRankForm { damping, tolerance, iterations } = plain::from_js(options, "type")?;
    let mut page_rank = PageRankOptions::default().direction(steps.0.direction).budget(steps.0.budget);
    if let Some(damping) = damping {
        page_rank = page_rank.damping(damping);
    }
    if let Some(tolerance) = tolerance {
        page_rank = page_rank.tolerance(tolerance);
    }
    if let Some(iterations) = iterations {
        // `as` saturates at the largest number.
        page_rank = page_rank.iterations(iterations as usize);
    }
    Ok(page_rank)
}
