//! Semantic networks as immutable values, each with an 11-character hashtag computed from its content.

pub use hashtag::{Hashtag, HashtagError};
pub use network::{
    Attributes, BuildError, BytesError, Concept, ConceptId, Fingerprint, FingerprintError, KEY_FINDING,
    Network, NetworkBuilder, NewRelationship, RelationId, Relationship, RelationshipId,
};
pub use query::{CutShort, Direction, NoSuchConcept, Path, PathError, Step, Steps};
pub use report::{LeftOut, Report, ReportError};

mod hashtag;
mod network;
mod query;
mod report;
mod text;
