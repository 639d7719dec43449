//! Many networks as one: the concepts that the networks of a `MemoryStore` share.

use semnet_core::store::{Overlap, StoreExt, StorePathError};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::error::SemnetError;
use crate::steps::Steps;
use crate::store::{EntryForm, entries};
use crate::{MemoryStore, Network, packed, plain};

#[wasm_bindgen]
impl MemoryStore {
    /// The networks that have a concept of this label, ignoring letter case; the question is a concept if a
    /// finding or relationship touches it.
    #[wasm_bindgen(js_name = networksWithConcept)]
    pub fn networks_with_concept(&self, label: &str, limit: f64) -> Result<JsValue, SemnetError> {
        Ok(entries(&self.0.networks_with_concept(label, limit as usize)?))
    }

    /// The other networks of the store that share concepts with this one, which need not be in the store
    /// itself: those that share most first, at most `limit` (100 when it is left out).
    #[wasm_bindgen(js_name = overlappingNetworks)]
    pub fn overlapping_networks(&self, network: &Network, limit: f64) -> Result<JsValue, SemnetError> {
        let shared = self.0.overlapping_networks(&network.0, limit as usize)?;
        let overlap =
            |one: &Overlap| OverlapForm { entry: EntryForm::of(&one.entry), labels: one.labels.clone() };
        Ok(plain::to_js(&shared.iter().map(overlap).collect::<Vec<_>>()))
    }

    /// The shortest path from one concept to another through any networks of the store: concepts whose labels
    /// differ only in letter case are the same concept.
    #[wasm_bindgen(js_name = shortestPath)]
    pub fn shortest_path(&self, from: &str, to: &str, steps: &Steps) -> Result<JsValue, SemnetError> {
        let Some(path) = self.0.shortest_path(from, to, &steps.0)? else { return Ok(JsValue::UNDEFINED) };
        let segments = path.segments().iter().map(|segment| SegmentForm {
            network: Network(segment.network().clone()).into(),
            path: packed::path(&segment.path(), None),
        });
        Ok(plain::to_js(&PathForm { text: path.to_string(), segments: segments.collect() }))
    }
}

#[derive(Serialize)]
struct OverlapForm {
    #[serde(flatten)]
    entry: EntryForm,
    labels: Vec<String>,
}

/// A path through several networks; its parts are packed.
#[derive(Serialize)]
struct PathForm {
    text: String,
    segments: Vec<SegmentForm>,
}

#[derive(Serialize)]
struct SegmentForm {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    network: JsValue,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    path: JsValue,
}

impl From<StorePathError> for SemnetError {
    fn from(wrong: StorePathError) -> SemnetError {
        match wrong {
            StorePathError::Concept(wrong) => wrong.into(),
            StorePathError::Budget(wrong) => wrong.into(),
            wrong => SemnetError::new("store", &wrong),
        }
    }
}
