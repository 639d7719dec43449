//! How networks differ, and how they become one.

use js_sys::Array;
use semnet_core::change::{ApplyError, Changes};
use wasm_bindgen::prelude::*;

use crate::error::SemnetError;
use crate::{Network, packed};

#[wasm_bindgen]
impl Network {
    /// The changes from this network to another one: none exactly when the two are equal. Each says what happened in
    /// plain fields and, in `text`, in words.
    ///
    /// ```js
    /// for (const { change, text } of before.diff(after)) console.log(change, text);
    /// // findingMoved finding "Waggle Dance" moved from 3rd to 1st
    /// ```
    #[wasm_bindgen(unchecked_return_type = "Change[]")]
    pub fn diff(&self, other: &Network) -> Array {
        let changes = self.0.diff(&other.0);
        list(&changes, changes.as_slice())
    }

    /// The network with changes made to it, from {@link Network.diff} or from its JSON form. Another network than the one
    /// that they start from takes them too, when it has all that they change. Throws a {@link SemnetError} with the code
    /// `"change"` for a change that does not fit the network, and for what is no list of changes.
    ///
    /// ```js
    /// const changes = JSON.parse(JSON.stringify(before.diff(after)));
    /// before.apply(changes).hashtag === after.hashtag; // true
    /// ```
    pub fn apply(
        &self,
        #[wasm_bindgen(unchecked_param_type = "readonly ChangeParts[]")] changes: &str,
    ) -> Result<Network, SemnetError> {
        let changes: Changes =
            serde_json::from_str(changes).map_err(|wrong| SemnetError::new("change", &wrong))?;
        Ok(Network(self.0.apply(&changes)?))
    }

    /// Brings together what two networks changed that came from one. Where their changes do not go together, the network
    /// has what `ours` has, and the conflict is listed. Throws a {@link SemnetError} with the code `"build"` when the
    /// network would become too large.
    ///
    /// ```js
    /// const { network, conflicts } = Network.merge(base, ours, theirs);
    /// for (const { text } of conflicts) console.warn(text);
    /// // both reworded the finding "A": ours "Blue."; theirs "Green."
    /// ```
    #[wasm_bindgen(unchecked_return_type = "Merged")]
    pub fn merge(base: &Network, ours: &Network, theirs: &Network) -> Result<Array, SemnetError> {
        let merged = semnet_core::Network::merge(&base.0, &ours.0, &theirs.0)?;
        let conflicts = list(&merged.conflicts, &merged.conflicts);
        Ok(Array::of2(&Network(merged.network).into(), &conflicts))
    }

    /// All that the networks have, in one: every concept and every relationship with an attribute {@link SOURCE} for each
    /// network that has it, its hashtag. Findings and highlights stand in the order of the networks given. Throws a
    /// {@link SemnetError} with the code `"build"` for no networks at all, and when all together are too large.
    ///
    /// ```js
    /// Network.union([bees, tides]).question; // "What moves the sea? / Why do bees dance?"
    /// ```
    pub fn union(
        #[wasm_bindgen(unchecked_param_type = "readonly Network[]")] networks: Vec<Network>,
    ) -> Result<Network, SemnetError> {
        Ok(Network(semnet_core::Network::union(networks.iter().map(|network| &network.0))?))
    }
}

/// As JSON, and the line of each.
fn list<T: ToString>(all: &impl serde::Serialize, each: &[T]) -> Array {
    let json = serde_json::to_string(all).unwrap_or_default();
    let lines: Vec<String> = each.iter().map(ToString::to_string).collect();
    Array::of2(&json.into(), &packed::strings(lines.iter().map(String::as_str)).into())
}

impl From<ApplyError> for SemnetError {
    fn from(wrong: ApplyError) -> SemnetError {
        match wrong {
            ApplyError::Build(wrong) => wrong.into(),
            wrong => SemnetError::new("change", &wrong),
        }
    }
}
