//! The options of betweenness: which paths, and how parallel relationships are counted.

use crate::graph::options::PathOptions;

/// How [`Network::betweenness`](crate::Network::betweenness) counts [parallel
/// relationships](crate::paths#parallel-relationships): several that join the same two concepts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum ParallelRelationships {
    /// Together they are one step: a path is a sequence of concepts, as in NetworkX.
    #[default]
    Once,
    /// Each is a different step: a path is a sequence of relationships, as in the queries that return paths.
    Each,
}

/// How [`Network::betweenness`](crate::Network::betweenness) counts paths. The default counts all shortest
/// paths, and parallel relationships once.
///
/// ```
/// use semnet_core::paths::PathOptions;
/// use semnet_core::rank::{BetweennessOptions, ParallelRelationships};
///
/// let upwards = BetweennessOptions::from(PathOptions::from("hypernym"));
/// let each = upwards.clone().parallel(ParallelRelationships::Each);
/// assert_eq!(upwards.parallel, ParallelRelationships::Once);
/// # assert_ne!(upwards, each);
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct BetweennessOptions {
    /// The paths that are counted.
    pub paths: PathOptions,
    /// How parallel relationships are counted.
    pub parallel: ParallelRelationships,
}

impl BetweennessOptions {
    /// How parallel relationships are counted. O(1).
    #[must_use]
    pub fn parallel(mut self, parallel: ParallelRelationships) -> BetweennessOptions {
        self.parallel = parallel;
        self
    }
}

impl From<PathOptions> for BetweennessOptions {
    /// These paths, with parallel relationships counted [once](ParallelRelationships::Once).
    fn from(paths: PathOptions) -> BetweennessOptions {
        BetweennessOptions { paths, ..BetweennessOptions::default() }
    }
}
