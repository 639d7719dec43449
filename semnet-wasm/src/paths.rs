//! Paths by weight, and the class `Paths`: paths that are searched for when they are asked for.

use std::cell::RefCell;

use self_cell::self_cell;
use semnet_core::paths::{Path, PathError};
use wasm_bindgen::prelude::*;

use crate::error::SemnetError;
use crate::functions::Function;
use crate::steps::Steps;
use crate::{Network, packed};

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
    weight: Option<Function>,
}

#[wasm_bindgen(js_class = PathsOfCall)]
impl Paths {
    /// The next path, packed. `js/paths.js` makes an iterator of it.
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
        weight: Option<Function>,
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

#[wasm_bindgen]
impl Network {
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
        let weight = Function::new(weight);
        // Behind a pointer, as in `Paths`, so that there is one search by weight in the module and not two.
        let of: Box<dyn Fn(semnet_core::Relationship<'_>) -> f64> = Box::new(|one| weight.weight_of(one));
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
        let (from, to, weight) = (self.id(from), self.id(to), Function::new(weight));
        Paths::over(&self.0, Some(weight.clone()), |network| {
            let of: Box<dyn Fn(semnet_core::Relationship<'_>) -> f64> =
                Box::new(move |one| weight.weight_of(one));
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
}

impl From<PathError> for SemnetError {
    fn from(wrong: PathError) -> SemnetError {
        match wrong {
            PathError::BudgetExceeded(wrong) => wrong.into(),
            wrong => SemnetError::new("weight", &wrong),
        }
    }
}
