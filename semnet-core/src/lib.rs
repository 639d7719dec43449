//! Semantic networks as immutable values, each with an 11-character hashtag computed from its content.

pub use format::JsonError;
pub use hashtag::{Hashtag, HashtagError};
pub use link::{DEFAULT_BASE, Link, LinkError};
pub use network::{
    Attributes, BuildError, BytesError, Concept, ConceptId, Fingerprint, FingerprintError, FingerprintPrefix,
    KEY_FINDING, Network, NetworkBuilder, NewRelationship, RelationId, Relationship, RelationshipId,
};
pub use query::{
    AllSimplePaths, CommonAncestor, CutShort, Direction, Groups, Highlight, KShortestPaths,
    KShortestPathsWeighted, NoSuchConcept, PageRank, Path, PathError, PatternError, Row, Rows, Scores, Step,
    Steps, Themes,
};
pub use query_bar::{QueryBar, QueryBarError};
pub use report::{LeftOut, Report, ReportError};
#[cfg(feature = "sqlite")]
pub use store::SqliteStore;
pub use store::{Choice, Damage, Difference, Entry, MemoryStore, Recovered, Store, StoreError, Suggestion};

mod format;
mod hashtag;
mod link;
mod network;
mod query;
mod query_bar;
mod report;
mod store;
mod text;
