//! Networks, their parts and the builder. A network is an immutable value with one canonical byte form,
//! indexed for queries about its relationships.
//!
//! ```
//! use semnet_core::NetworkBuilder;
//!
//! let network = NetworkBuilder::new("Why do bees dance?")
//!     .finding("Waggle Dance", "A forager shows where the flowers are.")
//!     .concept("Sun Compass", "")
//!     .relationship(("Waggle Dance", "is aimed by", "Sun Compass"))
//!     .build()?;
//! let dance = network.find_concept("waggle dance")?;
//! assert_eq!(dance.text(), Some("A forager shows where the flowers are."));
//! let outgoing: Vec<String> = dance.outgoing().map(|relationship| relationship.to_string()).collect();
//! assert_eq!(outgoing, ["Waggle Dance —is aimed by→ Sun Compass"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The [specification] defines the byte form, the fingerprint, the hashtag and the JSON form.
//!
//! # Canonical order
//!
//! Findings and highlights are in the order in which they were given. Everything else in a network is in
//! *canonical order*, in which the [specification] writes it, however the network was built:
//!
//! - Concepts are sorted by label, the question by its text, and relations by name. Strings are compared by
//!   their UTF-8 bytes, like every `str`: `Z` comes before `a`.
//! - Relationships are sorted by the label of their source, then by relation, by the label of their target,
//!   by passage (those without one first), and by attributes. The relationships question → finding are among
//!   them, with the relation `Key Finding`.
//! - Paths are compared step by step, by the relationships of the steps. Rows are compared column by column,
//!   by the concepts in them.
//!
//! Ids are numbers in this order, counted from 0.
//!
//! ```
//! use semnet_core::NetworkBuilder;
//!
//! let network = NetworkBuilder::new("Who feeds the town?")
//!     .finding("Mill", "")
//!     .concept("Bakery", "")
//!     .relationship(("Mill", "supplies", "Bakery"))
//!     .relationship(("Bakery", "buys from", "Mill"))
//!     .build()?;
//! let labels: Vec<&str> = network.concepts().map(|concept| concept.label()).collect();
//! assert_eq!(labels, ["Bakery", "Mill", "Who feeds the town?"]);
//! let relations: Vec<&str> = network.relationships().map(|one| one.relation()).collect();
//! assert_eq!(relations, ["buys from", "supplies", "Key Finding"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[doc = include_str!("../../FORMAT.md")]
pub mod specification {}

mod assembled;
mod attributes;
mod builder;
mod by_number;
mod conversions;
mod cursor;
mod encode;
mod error;
mod fingerprint;
mod index;
mod index_lookups;
mod iter;
mod labels;
mod names;
mod new_relationship;
#[cfg(feature = "formats")]
mod numbered;
mod parts;
mod petgraph;
mod prefix;
mod removal;
pub(crate) mod scratch;
mod strings;
pub(crate) mod text_index;
mod view;
mod weighted;
mod writer;

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

pub use crate::hashtag::HashtagError;
pub use attributes::Attributes;
pub use builder::NetworkBuilder;
#[cfg(feature = "formats")]
pub(crate) use cursor::is_canonical;
pub(crate) use cursor::{attributes_end, bytes_at};
pub use error::{BuildError, DecodeError};
pub use fingerprint::{Fingerprint, FingerprintError};
pub use iter::{Concepts, ListedConcepts, Relations, Relationships};
pub use new_relationship::NewRelationship;
#[cfg(feature = "formats")]
pub(crate) use parts::QUESTION as QUESTION_NUMBER;
pub use prefix::FingerprintPrefix;
pub(crate) use strings::normal;
pub use view::{Concept, ConceptKey, Relationship};
pub use weighted::{WeightedEdge, WeightedEdges, WeightedNetwork};

use crate::hashtag::Hashtag;
use crate::network::cursor::string_at;
use crate::network::labels::FoldedLabels;
use crate::text::is_folded_as;
use crate::util::parallel;
pub(crate) use assembled::Assembled;
pub(crate) use index::Index;
pub(crate) use writer::{Extras, Writer, compare_extras, extra_bytes, write_extra};

/// The first bytes of every network; the version follows as a number.
pub(crate) const MAGIC: &[u8; 6] = b"semnet";

/// The version that this release writes, the lowest that can express every network it can build. It is
/// frozen: see FORMAT.md. Version 0 was a draft.
pub(crate) const VERSION: u32 = 1;

/// The offset of the question in the bytes of every network of this version: after the magic and the version.
const QUESTION_AT: usize = MAGIC.len() + 1;

macro_rules! number {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
        #[repr(transparent)]
        pub struct $name(pub(crate) u32);

        impl $name {
            /// The id as a number, counted from 0. O(1).
            pub const fn number(self) -> u32 {
                self.0
            }

            /// The id as an index. O(1).
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

number!(
    /// The id of a concept in its network: its place in [canonical
    /// order](crate::network#canonical-order). The same concept may have another id in another network.
    ConceptId
);
impl ConceptId {
    /// The id here of a concept of another network; no network has a concept with this id.
    pub(crate) const FOREIGN: ConceptId = ConceptId(u32::MAX);
}

number!(
    /// The id of a relationship in its network: its place in [canonical
    /// order](crate::network#canonical-order).
    RelationshipId
);
number!(
    /// The id of a relation in its network: its place among the sorted names of all relations in use.
    RelationId
);

/// A semantic network: a question, a report with title and findings, concepts, and the relationships between
/// them.
///
/// A network is immutable. Two networks are equal exactly when their canonical bytes are, and then their
/// [fingerprints](Network::fingerprint) and [hashtags](Network::hashtag) are equal too, whatever order they
/// were built in. Cloning one is cheap: it is reference-counted. `&Network` implements the visit traits
/// of petgraph 0.8, so that petgraph's algorithms run on it directly, with [`ConceptId`] for nodes and
/// [`RelationshipId`] for edges.
///
/// ```
/// use semnet_core::{Network, NetworkBuilder};
///
/// let network = NetworkBuilder::new("Why do bees dance?")
///     .finding("Waggle Dance", "A forager tells the others where the flowers are.")
///     .concept("Sun Compass", "")
///     .relationship(("Waggle Dance", "is aimed by", "Sun Compass"))
///     .build()?;
///
/// assert_eq!(network.hashtag().to_string(), "BY21GHZ7VJ3");
/// assert_eq!(Network::from_bytes(network.as_bytes().to_vec())?, network);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "graph")]
#[derive(Clone)]
pub struct Network(Arc<Inner>);

struct Inner {
    bytes: Vec<u8>,
    index: Index,
    fingerprint: Fingerprint,
}

/// # Content
impl Network {
    /// Reads canonical bytes. O(length).
    ///
    /// # Errors
    ///
    /// [`DecodeError`], with the offset, for bytes that are not exactly what [`as_bytes`](Network::as_bytes)
    /// of some network gives: cut or flipped ones, strings that are not in normal form, sets that are not
    /// sorted, numbers that are longer than necessary, a version that this release cannot read.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Network, DecodeError> {
        Network::read(bytes, false)
    }

    /// Reads bytes; `trusted` when their strings were normalised by this very program.
    pub(crate) fn read(bytes: Vec<u8>, trusted: bool) -> Result<Network, DecodeError> {
        let (index, fingerprint) =
            parallel::join(|| Index::read(&bytes, trusted), || Fingerprint::hash(&bytes));
        let index = index?;
        Ok(Network(Arc::new(Inner { bytes, index, fingerprint })))
    }

    /// Canonical bytes with their index, by who wrote both.
    pub(crate) fn assembled(bytes: Vec<u8>, index: Index) -> Network {
        debug_assert!(
            Index::read(&bytes, false).is_ok_and(|read| read.is_like(&index)),
            "the bytes are not canonical, or the index is not theirs"
        );
        let fingerprint = Fingerprint::hash(&bytes);
        Network(Arc::new(Inner { bytes, index, fingerprint }))
    }

    /// The canonical bytes, which the [specification] defines. O(1).
    pub fn as_bytes(&self) -> &[u8] {
        &self.0.bytes
    }

    /// Whether the other is this network: the same memory, or equal content. O(1).
    #[inline]
    pub(crate) fn is_same(&self, other: &Network) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.fingerprint == other.0.fingerprint
    }

    pub(crate) fn index(&self) -> &Index {
        &self.0.index
    }

    /// The fingerprint: BLAKE3 of the canonical bytes. O(1), because it was computed when the network was
    /// made.
    pub fn fingerprint(&self) -> Fingerprint {
        self.0.fingerprint
    }

    /// The hashtag: the first 64 bits of the fingerprint. O(1).
    pub fn hashtag(&self) -> Hashtag {
        self.0.fingerprint.hashtag()
    }

    /// The question that the network answers. O(length).
    pub fn question(&self) -> &str {
        string_at(self.as_bytes(), QUESTION_AT).0
    }

    /// The report's title; empty if it has none. O(length).
    pub fn title(&self) -> &str {
        string_at(self.as_bytes(), self.index().title_at as usize).0
    }

    /// The network's own attributes. O(1).
    pub fn attributes(&self) -> Attributes<'_> {
        Attributes::at(self.as_bytes(), self.index().attributes_at as usize)
    }

    /// How many concepts there are. O(1).
    pub fn concept_count(&self) -> usize {
        self.index().concept_count()
    }

    /// All concepts, sorted by label. O(1), and O(1) for each.
    pub fn concepts(&self) -> Concepts<'_> {
        Concepts::range(self, 0..self.concept_count() as u32)
    }

    /// The concept with this label, which may be given in any form that normalises to it. Letter case
    /// matters; [`find_concept`](Network::find_concept) is more lenient. O(length of the label); the first
    /// call is O(concepts).
    ///
    /// ```
    /// let network = semnet_core::NetworkBuilder::new("Q?").concept("Café", "").build()?;
    /// assert!(network.concept(" Cafe\u{301}\n").is_some());
    /// # Ok::<(), semnet_core::network::BuildError>(())
    /// ```
    pub fn concept(&self, label: &str) -> Option<Concept<'_>> {
        let find = |label: &str| self.index().concept(self.as_bytes(), label);
        let id = find(label).or_else(|| find(&crate::text::normalise(label).ok()?))?;
        Some(Concept::new(self, id))
    }

    /// The concepts whose folded label is this one, in canonical order. O(log concepts); the first call is
    /// O(length of all labels + concepts · log).
    pub(crate) fn concepts_folded_as(&self, folded: &str) -> impl Iterator<Item = Concept<'_>> {
        let build = || FoldedLabels::new(self.concepts().map(Concept::label));
        let candidates = self.index().folded_labels.get_or_init(build).candidates(folded);
        let concepts = candidates.map(|number| Concept::new(self, ConceptId(number)));
        concepts.filter(move |concept| is_folded_as(concept.label(), folded))
    }

    /// The concept with this id, or `None` if it is out of range. O(1).
    pub fn concept_by_id(&self, id: ConceptId) -> Option<Concept<'_>> {
        (id.index() < self.concept_count()).then(|| Concept::new(self, id))
    }

    /// The question as a concept; `None` if there are neither findings nor relationships that start or end at
    /// it. O(1).
    #[doc(alias = "root")]
    pub fn question_concept(&self) -> Option<Concept<'_>> {
        self.index().question.map(|id| Concept::new(self, id))
    }

    /// The key findings, in the order in which they were given. O(1), and O(1) for each.
    pub fn findings(&self) -> Concepts<'_> {
        Concepts::list(self, &self.index().findings)
    }

    /// How many relationships there are, including those that follow from the findings. O(1).
    pub fn relationship_count(&self) -> usize {
        self.index().source.len()
    }

    /// All relationships in [canonical order](crate::network#canonical-order), including those that follow
    /// from the findings ([`is_key_finding`](Relationship::is_key_finding)). O(1), and O(1) for each.
    pub fn relationships(&self) -> Relationships<'_> {
        Relationships::range(self, 0..self.relationship_count() as u32)
    }

    /// The relationship with this id, or `None` if it is out of range. O(1).
    pub fn relationship_by_id(&self, id: RelationshipId) -> Option<Relationship<'_>> {
        (id.index() < self.relationship_count()).then(|| Relationship::new(self, id))
    }

    /// The highlighted relationships, in the order in which they were given. O(1), and O(1) for each.
    pub fn highlights(&self) -> Relationships<'_> {
        Relationships::list(self, &self.index().highlights)
    }

    /// The relations in use, sorted by name. O(1), and O(1) for each.
    pub fn relations(&self) -> Relations<'_> {
        Relations::new(self)
    }

    /// The name of a relation of this network. O(length).
    pub(crate) fn relation(&self, relation: RelationId) -> &str {
        self.index().relation_name(self.as_bytes(), relation)
    }

    /// The id of a relation, or `None` if no relationship uses it. The name may be given in any form that
    /// normalises to it; letter case matters. O(log relations).
    pub fn relation_id(&self, relation: &str) -> Option<RelationId> {
        let find = |relation: &str| self.index().relation_number(self.as_bytes(), relation);
        find(relation).or_else(|| find(&crate::text::normalise(relation).ok()?))
    }

    /// The name of the relation with this id, or `None` if it is out of range. O(length).
    ///
    /// ```
    /// let network =
    ///     semnet_core::NetworkBuilder::new("Q?").concept("A", "").relationship(("A", "is", "A")).build()?;
    /// let id = network.relation_id("is").ok_or("no relation")?;
    /// assert_eq!(network.relation_by_id(id), Some("is"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn relation_by_id(&self, id: RelationId) -> Option<&str> {
        (id.index() < self.index().relation_count()).then(|| self.relation(id))
    }

    /// A builder with all parts of this network, to build another one from it. O(size).
    pub fn to_builder(&self) -> NetworkBuilder {
        let mut builder = NetworkBuilder::new(self.question());
        builder.title(self.title());
        for (name, value) in self.attributes() {
            builder.attribute(name, value);
        }
        for finding in self.findings() {
            builder.finding(finding.label(), finding.text().unwrap_or_default());
        }
        for concept in self.concepts().filter(|concept| !concept.is_question()) {
            builder.concept(concept.label(), concept.text().unwrap_or_default());
            for (name, value) in concept.attributes() {
                builder.concept_attribute(concept.label(), name, value);
            }
        }
        for relationship in self.relationships().filter(|relationship| !relationship.is_key_finding()) {
            builder.relationship(relationship);
        }
        for highlight in self.highlights() {
            builder.highlight(highlight);
        }
        builder
    }
}

impl PartialEq for Network {
    fn eq(&self, other: &Network) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.bytes == other.0.bytes
    }
}

impl Eq for Network {}

impl Hash for Network {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.fingerprint.hash(state);
    }
}

impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Network")
            .field("hashtag", &self.hashtag())
            .field("question", &self.question())
            .field("concepts", &self.concept_count())
            .field("relationships", &self.relationship_count())
            .finish()
    }
}
