//! Paths by weight, and the class `Paths`, which searches for each path when it is requested.

use std::cell::RefCell;

use self_cell::self_cell;
use semnet_core::paths::{Path, PathError};
use wasm_bindgen::prelude::*;

use crate::error::SemnetError;
use crate::functions::Function;
use crate::steps::Steps;
use crate::{Network, packed};

/// Paths with their weights, one after the other.
pub(crate) type Search<'a> = Box<dyn Iterator<Item = Result<(Option<f64>, Path<'a>), PathError>> + 'a>;

self_cell!(
    /// A search keeps its network, because JavaScript may free its own.
    struct Searched {
        owner: semnet_core::Network,
        #[not_covariant]
        dependent: Search,
    }
);

/// Paths between two concepts.
#[wasm_bindgen(js_name = PathsOfCall)]
pub struct Paths {
    search: RefCell<Searched>,
    weight: Option<Function>,
}

#[wasm_bindgen(js_class = PathsOfCall)]
impl Paths {
    /// The next path, packed.
    #[wasm_bindgen(js_name = nextPath)]
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
    /// The path of least weight between two concepts: the sum of what `weight` returns for its relationships,
    /// each a number from 0 upwards; a relationship with the weight `Infinity` is not walked.
    #[wasm_bindgen(js_name = shortestPathWeighted)]
    pub fn shortest_path_weighted(
        &self,
        from: u32,
        to: u32,
        weight: JsValue,
        steps: &Steps,
    ) -> Result<JsValue, JsValue> {
        let weight = Function::new(weight);
        // Boxed, as in `Paths`, so the module has one search by weight and not two.
        let of: Box<dyn Fn(semnet_core::Relationship<'_>) -> f64> = Box::new(|one| weight.weight_of(one));
        let found = self.0.k_shortest_paths_weighted(self.id(from), self.id(to), 1, &steps.0, of).next();
        let found = weight.or_thrown::<_>(found.transpose())?;
        Ok(found.map_or(JsValue::UNDEFINED, |(weight, path)| packed::path(&path, Some(weight))))
    }

    /// The `k` shortest paths between two concepts that visit no concept twice: by length, and those of the
    /// same length in canonical order.
    #[wasm_bindgen(js_name = kShortestPaths)]
    pub fn k_shortest_paths(&self, from: u32, to: u32, k: f64, steps: &Steps) -> Paths {
        let (from, to) = (self.id(from), self.id(to));
        Paths::over(&self.0, None, |network| {
            let paths = network.k_shortest_paths(from, to, k as usize, &steps.0);
            Box::new(paths.map(|path| Ok((None, path.map_err(PathError::from)?))))
        })
    }

    /// The `k` paths of least weight between two concepts that visit no concept twice, each with its
    /// `weight`: by weight, then by length, then in canonical order.
    #[wasm_bindgen(js_name = kShortestPathsWeighted)]
    pub fn k_shortest_paths_weighted(
        &self,
        from: u32,
        to: u32,
        k: f64,
        weight: JsValue,
        steps: &Steps,
    ) -> Paths {
        let (from, to, weight) = (self.id(from), self.id(to), Function::new(weight));
        Paths::over(&self.0, Some(weight.clone()), |network| {
            let of: Box<dyn Fn(semnet_core::Relationship<'_>) -> f64> =
                Box::new(move |one| weight.weight_of(one));
            let paths = network.k_shortest_paths_weighted(from, to, k as usize, &steps.0, of);
            Box::new(paths.map(|next| next.map(|(weight, path)| (Some(weight), path))))
        })
    }

    /// All paths between two concepts that visit no concept twice, in the order of their relationships, from
    /// the first step to the last (so not by length).
    #[wasm_bindgen(js_name = allSimplePaths)]
    pub fn all_simple_paths(&self, from: u32, to: u32, steps: &Steps) -> Paths {
        let (from, to) = (self.id(from), self.id(to));
        Paths::over(&self.0, None, |network| {
            let paths = network.all_simple_paths(from, to, &steps.0);
            Box::new(paths.map(|path| Ok((None, path.map_err(PathError::from)?))))
        })
    }
}

impl From<PathError> for SemnetError {
    fn from(wrong: PathError) -> SemnetError {
        match wrong {
            PathError::Budget(wrong) => wrong.into(),
            wrong => SemnetError::new("weight", &wrong),
        }
    }
}
