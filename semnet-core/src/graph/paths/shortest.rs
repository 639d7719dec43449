//! The shortest path between two concepts, and the next ones after it.

use std::fmt;

use crate::graph::PathOptions;
use crate::graph::budget::{Budget, BudgetError};
use crate::graph::paths::all_simple_paths::AllSimplePaths;
use crate::graph::paths::bidirectional::{Sides, Task};
use crate::graph::paths::k_shortest_paths::{Unweighted, Yen};
use crate::graph::paths::path::{Path, Walked};
use crate::graph::paths::weighted::Weighted;
use crate::graph::paths::weights::PathError;
use crate::network::{ConceptId, ConceptKey, Network, Relationship};

/// # Paths
impl Network {
    /// The shortest path between two concepts, or `None` if there is no path. Of several, it is the first in
    /// [canonical order](crate::network#canonical-order). The path from a concept to itself is empty.
    /// O(concepts + relationships) at most: a breadth-first search from both ends, which looks at few of
    /// them in most networks.
    ///
    /// # Errors
    ///
    /// [`BudgetError`] if the budget of `options` ends before the search does.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::paths::PathOptions;
    ///
    /// let network = NetworkBuilder::new("Q?")
    ///     .concept("Dog", "")
    ///     .concept("Canine", "")
    ///     .concept("Wolf", "")
    ///     .relationship(("Dog", "hypernym", "Canine"))
    ///     .relationship(("Wolf", "hypernym", "Canine"))
    ///     .build()?;
    /// let (dog, wolf) = (network.find_concept("Dog")?, network.find_concept("Wolf")?);
    /// assert_eq!(
    ///     network.shortest_path(dog, wolf, &PathOptions::default())?.map(|path| path.len()),
    ///     Some(2)
    /// );
    /// assert_eq!(network.shortest_path(dog, wolf, &PathOptions::from("hypernym"))?, None);
    /// assert!(network.shortest_path(dog, wolf, &PathOptions::default().budget(1)).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn shortest_path(
        &self,
        from: impl ConceptKey,
        to: impl ConceptKey,
        options: &PathOptions,
    ) -> Result<Option<Path<'_>>, BudgetError> {
        let (from, to) = (from.id_in(self), to.id_in(self));
        let resolved = options.resolve(self);
        let (max_length, mut budget) = (resolved.max_length, resolved.budget);
        let sides = Sides::new(resolved);
        let found =
            self.shortest_walk(&sides, Task { from, to, max_length, banned: &[] }, &[], &mut budget)?;
        Ok(found.map(|walked| Path::new(self, from, walked)))
    }

    /// The first of the shortest paths that enters none of the `blocked` concepts.
    pub(crate) fn shortest_walk(
        &self,
        sides: &Sides,
        task: Task<'_>,
        blocked: &[ConceptId],
        budget: &mut Budget,
    ) -> Result<Option<Vec<Walked>>, BudgetError> {
        self.index().pool.lend(|scratch| {
            scratch.begin(self.index());
            blocked.iter().for_each(|&concept| scratch.block(concept));
            scratch.shortest(self.index(), sides, task, budget)
        })
    }

    /// The path of least weight between two concepts, and its weight: the sum of what `weight` returns for
    /// its relationships. Of several, it is the one with the fewest relationships, and of these the first in
    /// [canonical order](crate::network#canonical-order). A relationship of infinite weight is not walked.
    ///
    /// Weights are summed as `f64`, from the end to the start. Two paths whose weights are equal on paper,
    /// such as 0.1 + 0.2 and 0.3, may differ in the last digit, and then they do not tie. Whole numbers below
    /// 2^53 are summed exactly.
    ///
    /// O(m log m) (Dijkstra 1959), where `m` counts the relationships of all concepts from which a path leads
    /// to `to` that weighs no more than the result; with a maximum length, times that length.
    ///
    /// # Errors
    ///
    /// [`PathError::Weight`] for a weight that is negative or not a number, such as -1.0;
    /// [`PathError::Budget`] if the budget of `options` ends before the search does.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::paths::PathOptions;
    ///
    /// let network = NetworkBuilder::new("Q?")
    ///     .concept("A", "")
    ///     .concept("B", "")
    ///     .concept("C", "")
    ///     .relationship(("A", "hints at", "C"))
    ///     .relationship(("A", "proves", "B"))
    ///     .relationship(("B", "proves", "C"))
    ///     .build()?;
    /// let (a, c) = (network.find_concept("A")?, network.find_concept("C")?);
    /// let doubt = |relationship: semnet_core::Relationship<'_>| match relationship.relation() {
    ///     "proves" => 1.0,
    ///     _ => 5.0,
    /// };
    /// let (weight, path) =
    ///     network.shortest_path_weighted(a, c, &PathOptions::default(), doubt)?.ok_or("no path")?;
    /// assert_eq!((weight, path.to_string().as_str()), (2.0, "A —proves→ B —proves→ C"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "dijkstra")]
    pub fn shortest_path_weighted<'a>(
        &'a self,
        from: impl ConceptKey,
        to: impl ConceptKey,
        options: &PathOptions,
        weight: impl Fn(Relationship<'a>) -> f64,
    ) -> Result<Option<(f64, Path<'a>)>, PathError> {
        self.k_shortest_paths_weighted(from, to, 1, options, weight).next().transpose()
    }

    /// The `k` shortest paths between two concepts that visit no concept twice: by length, and those of the
    /// same length in [canonical order](crate::network#canonical-order). Each is computed when the iterator
    /// is advanced, so with `usize::MAX` for `k` the iterator yields all of them. O(length) searches for each
    /// further path (Yen, "Finding the K shortest loopless paths in a network", 1971, with Lawler's
    /// partition, 1972, so that no path is found twice); memory for at most `k` candidates.
    ///
    /// # Errors
    ///
    /// If the budget of `options` ends, the last item is a [`BudgetError`]. The paths before it are the
    /// shortest ones; there may be more.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::paths::PathOptions;
    ///
    /// let network = NetworkBuilder::new("Q?")
    ///     .concept("A", "")
    ///     .concept("B", "")
    ///     .concept("C", "")
    ///     .relationship(("A", "hints at", "C"))
    ///     .relationship(("A", "proves", "B"))
    ///     .relationship(("B", "proves", "C"))
    ///     .build()?;
    /// let (a, c) = (network.find_concept("A")?, network.find_concept("C")?);
    /// let paths: Result<Vec<_>, _> = network.k_shortest_paths(a, c, 10, &PathOptions::default()).collect();
    /// let sentences: Vec<_> = paths?.iter().map(|path| path.to_string()).collect();
    /// assert_eq!(sentences, ["A —hints at→ C", "A —proves→ B —proves→ C"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "shortest_simple_paths")]
    pub fn k_shortest_paths(
        &self,
        from: impl ConceptKey,
        to: impl ConceptKey,
        k: usize,
        options: &PathOptions,
    ) -> KShortestPaths<'_> {
        let resolved = options.resolve(self);
        let (max_length, budget) = (resolved.max_length, resolved.budget);
        let search = Unweighted { network: self, sides: Sides::new(resolved), budget };
        KShortestPaths(Yen::new(self, search, from.id_in(self), to.id_in(self), max_length, k))
    }

    /// The `k` paths of least weight between two concepts that visit no concept twice, each with its weight:
    /// by weight, then by length, then in [canonical order](crate::network#canonical-order). Each is computed
    /// when the iterator is advanced. O(length) searches for each further path.
    ///
    /// # Errors
    ///
    /// If a search fails, as in [`shortest_path_weighted`](Network::shortest_path_weighted), the last item is
    /// its [`PathError`]. The paths before it are those of least weight; there may be more.
    pub fn k_shortest_paths_weighted<'a, W: Fn(Relationship<'a>) -> f64>(
        &'a self,
        from: impl ConceptKey,
        to: impl ConceptKey,
        k: usize,
        options: &PathOptions,
        weight: W,
    ) -> KShortestPathsWeighted<'a, W> {
        let resolved = options.resolve(self);
        let max_length = resolved.max_length;
        let search = Weighted::new(self, resolved, weight);
        KShortestPathsWeighted(Yen::new(self, search, from.id_in(self), to.id_in(self), max_length, k))
    }

    /// All paths between two concepts that visit no concept twice, in [canonical
    /// order](crate::network#canonical-order), so not by length. Each is computed when the iterator is
    /// advanced. There can be exponentially many; give `options` a maximum length. O(concepts +
    /// relationships) before the first path, and O(relationships²) at worst from one path to the next: the
    /// search is depth-first, and avoids concepts from which the end cannot be reached.
    ///
    /// # Errors
    ///
    /// If the budget of `options` ends, the last item is a [`BudgetError`]; there may be more paths than
    /// those before it.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::paths::PathOptions;
    ///
    /// let network = NetworkBuilder::new("Q?")
    ///     .concept("A", "")
    ///     .concept("B", "")
    ///     .concept("C", "")
    ///     .relationship(("A", "hints at", "C"))
    ///     .relationship(("A", "proves", "B"))
    ///     .relationship(("B", "proves", "C"))
    ///     .build()?;
    /// let (a, c) = (network.find_concept("A")?, network.find_concept("C")?);
    /// assert_eq!(network.all_simple_paths(a, c, &PathOptions::default()).count(), 2);
    /// assert_eq!(network.all_simple_paths(a, c, &PathOptions::from("proves").max_length(1)).count(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn all_simple_paths(
        &self,
        from: impl ConceptKey,
        to: impl ConceptKey,
        options: &PathOptions,
    ) -> AllSimplePaths<'_> {
        AllSimplePaths::new(self, from.id_in(self), to.id_in(self), options.resolve(self))
    }
}

/// The answers of [`Network::k_shortest_paths`], each computed when the iterator is advanced.
#[derive(Debug)]
pub struct KShortestPaths<'a>(Yen<'a, Unweighted<'a>>);

impl<'a> Iterator for KShortestPaths<'a> {
    type Item = Result<Path<'a>, BudgetError>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.0.next()?.map(|found| found.path))
    }
}

/// The answers of [`Network::k_shortest_paths_weighted`], each computed when the iterator is advanced.
pub struct KShortestPathsWeighted<'a, W>(Yen<'a, Weighted<'a, W>>);

impl<'a, W: Fn(Relationship<'a>) -> f64> Iterator for KShortestPathsWeighted<'a, W> {
    type Item = Result<(f64, Path<'a>), PathError>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.0.next()?.map(|found| (found.weight, found.path)))
    }
}

impl<W> fmt::Debug for KShortestPathsWeighted<'_, W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KShortestPathsWeighted").field("left", &self.0.left).finish_non_exhaustive()
    }
}
