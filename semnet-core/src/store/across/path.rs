//! A path from one concept to another through many networks, and the errors of its search in `path_search`.

use std::fmt;

use crate::graph::paths::Path;
use crate::graph::{BudgetError, ConceptError, Walked};
use crate::network::{ConceptId, Network};
use crate::store::StoreError;

/// Why [`StoreExt::shortest_path`](crate::store::StoreExt::shortest_path) failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StorePathError {
    /// The store cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No network of the store has a concept with this label.
    #[error(transparent)]
    Concept(#[from] ConceptError),
    /// The budget ended before the answer was known.
    #[error(transparent)]
    Budget(#[from] BudgetError),
}

/// A path through several networks. Each of its [`StorePathSegment`]s starts at the concept where the
/// previous one ends.
///
/// `Display` writes a sentence, with the hashtag of each network after its part.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StorePath {
    segments: Vec<StorePathSegment>,
}

impl StorePath {
    /// O(1).
    pub(super) fn new(segments: Vec<StorePathSegment>) -> StorePath {
        StorePath { segments }
    }

    /// The segments, from start to end; at least one. O(1).
    pub fn segments(&self) -> &[StorePathSegment] {
        &self.segments
    }

    /// The number of relationships in all segments. O(segments).
    pub fn len(&self) -> usize {
        self.segments.iter().map(|segment| segment.steps.len()).sum()
    }

    /// Whether it has no relationship, because start and end are the same concept. O(segments).
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl fmt::Display for StorePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, segment) in self.segments.iter().enumerate() {
            let equals = if number == 0 { "" } else { " = " };
            write!(f, "{equals}{} (#{})", segment.path(), segment.network.hashtag())?;
        }
        Ok(())
    }
}

/// The part of a [`StorePath`] within one network.
#[derive(Clone, PartialEq, Eq)]
pub struct StorePathSegment {
    network: Network,
    start: ConceptId,
    steps: Vec<Walked>,
}

impl StorePathSegment {
    /// O(1).
    pub(super) fn new(network: Network, start: ConceptId, steps: Vec<Walked>) -> StorePathSegment {
        StorePathSegment { network, start, steps }
    }

    /// The network that has this part. O(1).
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// The part as a path within its network. O(length).
    pub fn path(&self) -> Path<'_> {
        Path::new(&self.network, self.start, self.steps.clone())
    }
}

impl fmt::Debug for StorePathSegment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StorePathSegment")
            .field("network", &self.network.hashtag())
            .field("path", &self.path())
            .finish()
    }
}
