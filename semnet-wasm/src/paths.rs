//! The class `Paths`: paths that are searched for when they are asked for.

use std::cell::RefCell;

use self_cell::self_cell;
use semnet_core::{Path, PathError};
use wasm_bindgen::prelude::*;

use crate::error::SemnetError;
use crate::packed;
use crate::weight::Weight;

/// Paths with their weights, one after the other.
pub(crate) type Search<'a> = Box<dyn Iterator<Item = Result<(f64, Path<'a>), PathError>> + 'a>;

self_cell!(
    /// A search holds on to its network, for JavaScript may free its own.
    struct Searched {
        owner: semnet_core::Network,
        #[not_covariant]
        dependent: Search,
    }
);

/// Paths between two concepts. JavaScript's `Paths` is an iterator around it, declared in `types.rs`.
#[wasm_bindgen(js_name = PathsOfCall, skip_typescript)]
pub struct Paths {
    search: RefCell<Searched>,
    weight: Option<Weight>,
}

#[wasm_bindgen(js_class = PathsOfCall)]
impl Paths {
    /// The next path, packed. `js/classes.js` makes an iterator of it.
    #[wasm_bindgen(js_name = nextPath, skip_typescript)]
    pub fn next_path(&self) -> Result<JsValue, JsValue> {
        let Ok(mut search) = self.search.try_borrow_mut() else {
            return Err(SemnetError::recursion("this iterator").into());
        };
        let next = search.with_dependent_mut(|_, search| {
            search.next().transpose().map(|next| next.map(|(weight, path)| packed::path(&path, weight)))
        });
        let next = match &self.weight {
            Some(weight) => weight.or_thrown(next)?,
            None => next.map_err(SemnetError::from)?,
        };
        Ok(next.unwrap_or(JsValue::UNDEFINED))
    }
}

impl Paths {
    /// The search that `begin` begins in the network.
    pub(crate) fn over(
        network: &semnet_core::Network,
        weight: Option<Weight>,
        begin: impl for<'a> FnOnce(&'a semnet_core::Network) -> Search<'a>,
    ) -> Paths {
        Paths { search: RefCell::new(Searched::new(network.clone(), begin)), weight }
    }
}

impl std::fmt::Debug for Paths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Paths").finish_non_exhaustive()
    }
}
