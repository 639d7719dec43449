//! Many networks as one: what the class `MemoryStore` knows of concepts that networks share.

use js_sys::Array;
use semnet_core::Store;
use semnet_core::store::StorePathError;
use wasm_bindgen::prelude::*;

use crate::error::SemnetError;
use crate::steps::Steps;
use crate::store::{entries, entry};
use crate::{MemoryStore, Network, packed};

#[wasm_bindgen]
impl MemoryStore {
    /// The networks that have a concept of this label, without regard to letter case; the question is a concept where a
    /// finding or relationship touches it. Sorted, at most `limit` (100 when it is left out).
    ///
    /// ```js
    /// store.networks_with_concept("sun compass").map(({ question }) => question);
    /// ```
    #[wasm_bindgen(unchecked_return_type = "Entry[]")]
    pub fn holding(
        &self,
        label: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] limit: f64,
    ) -> Result<String, SemnetError> {
        Ok(entries(&self.0.networks_with_concept(label, limit as usize)?))
    }

    /// The other networks of the store that share concepts with this one, which need not be in the store itself: those
    /// that share most first, at most `limit` (100 when it is left out). Labels are compared as
    /// {@link MemoryStore.holding} does.
    ///
    /// ```js
    /// for (const { question, labels } of store.sharing(network)) console.log(question, labels.join(", "));
    /// ```
    #[wasm_bindgen(unchecked_return_type = "Shared[]")]
    pub fn sharing(
        &self,
        network: &Network,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] limit: f64,
    ) -> Result<String, SemnetError> {
        let shared = self.0.overlapping_networks(&network.0, limit as usize)?;
        let shared = shared
            .iter()
            .map(|one| entry(&one.entry, &packed::strings(one.labels.iter().map(String::as_str))))
            .collect::<Vec<_>>();
        Ok(shared.join("\u{1}"))
    }

    /// The shortest path from one concept to another through whatever networks of the store: concepts whose labels are
    /// equal but for letter case are one. Of the paths with the fewest relationships it is one with the fewest changes
    /// from network to network. `undefined` when there is none. `steps` count in each network; their budget also counts
    /// the concepts of each network that is opened. Throws a {@link SemnetError} with the code `"concept"` for a label
    /// that no network has, and `"cutShort"` when the budget ends first.
    ///
    /// ```js
    /// const path = store.shortestPath("Waggle Dance", "Desert Ant");
    /// for (const { network, path: part } of path?.legs ?? []) console.log(network.question, part.text);
    /// ```
    #[wasm_bindgen(js_name = shortestPath, unchecked_return_type = "StorePath | undefined")]
    pub fn shortest_path(
        &self,
        from: &str,
        to: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "Steps | string")] steps: &Steps,
    ) -> Result<JsValue, SemnetError> {
        let Some(path) = self.0.shortest_path(from, to, &steps.0)? else { return Ok(JsValue::UNDEFINED) };
        let found = Array::of1(&path.to_string().into());
        for leg in path.segments() {
            found.push(&Network(leg.network().clone()).into());
            found.push(&packed::path(&leg.path(), f64::NAN));
        }
        Ok(found.into())
    }
}

impl From<StorePathError> for SemnetError {
    fn from(wrong: StorePathError) -> SemnetError {
        match wrong {
            StorePathError::ConceptNotFound(wrong) => wrong.into(),
            StorePathError::BudgetExceeded(wrong) => wrong.into(),
            wrong => SemnetError::new("store", &wrong),
        }
    }
}
