//! Semantic networks as immutable values, each with an 11-character hashtag computed from its content.
//!
//! A [`Network`] answers one question: a report with a title and key findings, the concepts in it, and typed relationships
//! between concepts, some with a quoted passage. It comes from a [`NetworkBuilder`], a report
//! ([`Network::from_report`]), JSON ([`Network::from_json`]), its canonical bytes ([`Network::from_bytes`]) or a
//! [`Link`], and goes back into each of them. With the feature `formats` (on by default) it also goes to the
//! [formats of other tools](Format) and comes back.
//!
//! Its [`Hashtag`] is the beginning of its [`Fingerprint`], which is computed from the canonical bytes and from nothing
//! else: equal networks have equal hashtags, whatever order they were built in. A [`Store`] keeps networks, and recovers
//! them by what a person types into the [`QueryBar`]: a hashtag, a link or a question.
//!
//! ```
//! use semnet_core::{MemoryStore, NetworkBuilder, Recovered, Store};
//!
//! let network = NetworkBuilder::new("Why do bees dance?")
//!     .finding("Waggle Dance", "A forager tells the others where the flowers are.")
//!     .build()?;
//! let store = MemoryStore::default();
//! store.add(&network)?;
//!
//! let typed = format!("#{}", network.hashtag());
//! assert_eq!(store.recover(&typed.parse()?)?, Recovered::Network(network));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Text that comes in is normalised once, so that copies of one report are one network. What is wrong with an input is said
//! with its place. Nothing here panics on any input, and there is no unsafe code.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub use change::{
    ApplyError, Attribute, Change, Changes, ConceptParts, Conflict, Merged, Owner, RelationshipParts, SOURCE,
};
pub use format::JsonError;
#[cfg(feature = "formats")]
pub use format::{Format, FormatError, Parsed, PassedOver, UnknownFormat, Written};
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
pub use store::{
    AcrossError, Choice, Damage, Difference, Entries, Entry, Found, Leg, MemoryStore, PathAcross, Recovered,
    Shared, Store, StoreError, Suggestion,
};
#[cfg(feature = "s3")]
pub use store::{BlockingObjectStore, ObjectStore};
#[cfg(feature = "sqlite")]
pub use store::{Salvage, SqliteStore};
pub use words::{
    ALIAS, Connection, Connections, Hit, Language, LanguageError, Marked, MergeError, Place, SHARED_THEME,
    Same, SameReason, Search, SharedTerm, Sharing, VectorError,
};

mod change;
mod format;
mod hashtag;
mod link;
mod network;
mod query;
mod query_bar;
mod report;
mod sort;
mod store;
mod text;
mod words;
