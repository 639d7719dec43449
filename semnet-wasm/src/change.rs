//! Compares and combines networks.

use semnet_core::change::{ApplyError, Change, Changes, WithoutError};
use semnet_core::network::FingerprintPrefix;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::error::SemnetError;
use crate::{Network, names, plain};

/// An item of a list, and its line in words.
#[derive(Serialize)]
pub(crate) struct WithText<'a, T> {
    #[serde(flatten)]
    item: &'a T,
    text: String,
}

pub(crate) fn with_texts<T: ToString>(items: &[T]) -> Vec<WithText<'_, T>> {
    items.iter().map(|item| WithText { item, text: item.to_string() }).collect()
}

/// Changes, each with its words.
pub(crate) fn changes_to_js(changes: &Changes) -> JsValue {
    plain::to_js(&with_texts(changes.as_slice()))
}

/// Changes without their words.
pub(crate) fn changes_from_js(changes: JsValue) -> Result<Changes, SemnetError> {
    let changes: Vec<Change> = plain::list_from_js(changes, "changes", "change")?;
    Ok(changes.into())
}

/// The changes that take changes back.
#[wasm_bindgen]
pub fn inverse(changes: JsValue) -> Result<JsValue, SemnetError> {
    Ok(changes_to_js(&changes_from_js(changes)?.inverse()))
}

/// A merge: the network, and the conflicts.
#[wasm_bindgen(js_name = MergedNetworks)]
#[derive(Debug)]
pub struct Merged(semnet_core::change::Merged);

#[wasm_bindgen(js_class = MergedNetworks)]
impl Merged {
    /// The network.
    pub fn network(&self) -> Network {
        Network(self.0.network.clone())
    }

    /// Incompatible changes of the two sides.
    pub fn conflicts(&self) -> JsValue {
        plain::to_js(&with_texts(&self.0.conflicts))
    }
}

#[wasm_bindgen]
impl Network {
    /// The changes from this network to another one.
    pub fn diff(&self, other: &Network) -> JsValue {
        changes_to_js(&self.0.diff(&other.0))
    }

    /// The network with changes made to it.
    pub fn apply(&self, changes: JsValue) -> Result<Network, SemnetError> {
        Ok(Network(self.0.apply(&changes_from_js(changes)?)?))
    }

    /// Merges two networks that were made from the same one.
    pub fn merge(base: &Network, ours: &Network, theirs: &Network) -> Result<Merged, SemnetError> {
        Ok(Merged(semnet_core::Network::merge(&base.0, &ours.0, &theirs.0)?))
    }

    /// All that the networks have, in one.
    pub fn union(networks: Vec<Network>) -> Result<Network, SemnetError> {
        Ok(Network(semnet_core::Network::union(networks.iter().map(|network| &network.0))?))
    }

    /// The fingerprints of the networks that this union was made of.
    #[wasm_bindgen(js_name = unionSources)]
    pub fn union_sources(&self) -> JsValue {
        plain::to_js(&self.0.union_sources().into_iter().map(names::text).collect::<Vec<_>>())
    }

    /// The union without one of its sources.
    pub fn without(&self, source: &str) -> Result<Network, SemnetError> {
        Ok(Network(self.0.without(&source.parse::<FingerprintPrefix>()?)?))
    }
}

impl From<ApplyError> for SemnetError {
    fn from(wrong: ApplyError) -> SemnetError {
        match wrong {
            ApplyError::Build(wrong) => wrong.into(),
            wrong => SemnetError::new("change", &wrong),
        }
    }
}

impl From<WithoutError> for SemnetError {
    fn from(wrong: WithoutError) -> SemnetError {
        match wrong {
            WithoutError::Build(wrong) => wrong.into(),
            wrong => SemnetError::new("without", &wrong),
        }
    }
}
