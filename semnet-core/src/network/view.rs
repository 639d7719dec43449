//! Concepts and relationships, the parts of a network. Each is a small `Copy` handle.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use crate::network::attributes::Attributes;
use crate::network::cursor::{attributes_end, bytes_at, string_at};
use crate::network::{ConceptId, Network, RelationId, RelationshipId};

/// A concept of a network: a node, with a unique label, and often a text.
#[doc(alias = "node")]
#[doc(alias = "vertex")]
#[derive(Clone, Copy)]
pub struct Concept<'a> {
    network: &'a Network,
    id: ConceptId,
}

impl<'a> Concept<'a> {
    pub(crate) fn new(network: &'a Network, id: ConceptId) -> Concept<'a> {
        Concept { network, id }
    }

    pub(crate) fn network(self) -> &'a Network {
        self.network
    }

    /// The concept's id: its place among the concepts of its network, in [canonical
    /// order](crate::network#canonical-order), counted from 0. O(1).
    pub fn id(self) -> ConceptId {
        self.id
    }

    /// The label. O(length), because each call validates it as UTF-8.
    pub fn label(self) -> &'a str {
        if self.is_question() {
            self.network.question()
        } else {
            string_at(self.network.as_bytes(), self.at()).0
        }
    }

    /// The text, if it has one. O(length), because each call validates it as UTF-8.
    pub fn text(self) -> Option<&'a str> {
        if self.is_question() {
            return None;
        }
        let (_, text_at) = bytes_at(self.network.as_bytes(), self.at());
        Some(string_at(self.network.as_bytes(), text_at).0).filter(|text| !text.is_empty())
    }

    /// The attributes, sorted by name and then value. O(1).
    pub fn attributes(self) -> Attributes<'a> {
        if self.is_question() {
            return Attributes::default();
        }
        let (_, text_at) = bytes_at(self.network.as_bytes(), self.at());
        let (_, attributes_at) = bytes_at(self.network.as_bytes(), text_at);
        Attributes::at(self.network.as_bytes(), attributes_at)
    }

    /// Text and attributes as canonical bytes; nothing for the question. O(attributes).
    pub(crate) fn body_bytes(self) -> &'a [u8] {
        if self.is_question() {
            return &[];
        }
        let bytes = self.network.as_bytes();
        let (_, text_at) = bytes_at(bytes, self.at());
        let (_, attributes_at) = bytes_at(bytes, text_at);
        &bytes[text_at..attributes_end(bytes, attributes_at)]
    }

    /// Whether this is the question, the root of the network. O(1).
    pub fn is_question(self) -> bool {
        self.network.index().question == Some(self.id)
    }

    fn at(self) -> usize {
        self.network.index().concept_at(self.id)
    }
}

/// What identifies a concept in a query: a [`Concept`] of the network, or its [`ConceptId`].
///
/// Queries ignore a concept of another network, and an id that is out of range: they find no path, no
/// relationship and no score. A network with equal content is the same network.
///
/// ```
/// use semnet_core::NetworkBuilder;
/// use semnet_core::paths::PathOptions;
///
/// let first = NetworkBuilder::new("One?").concept("A", "").build()?;
/// let second = NetworkBuilder::new("Two?").concept("B", "").build()?;
/// let (a, b) = (first.find_concept("A")?, second.find_concept("B")?);
/// assert_eq!(first.shortest_path(a, b, &PathOptions::default())?, None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait ConceptKey: private::Sealed {
    /// The id in this network, or one that is out of range for a concept of another network.
    #[doc(hidden)]
    fn id_in(self, network: &Network) -> ConceptId;
}

mod private {
    pub trait Sealed {}
    impl Sealed for crate::network::ConceptId {}
    impl Sealed for crate::network::Concept<'_> {}
    impl<K: Sealed + Copy> Sealed for &K {}
}

impl ConceptKey for ConceptId {
    #[inline]
    fn id_in(self, _: &Network) -> ConceptId {
        self
    }
}

impl ConceptKey for Concept<'_> {
    #[inline]
    fn id_in(self, network: &Network) -> ConceptId {
        if self.network.is_same(network) { self.id } else { ConceptId::FOREIGN }
    }
}

impl<K: ConceptKey + Copy> ConceptKey for &K {
    #[inline]
    fn id_in(self, network: &Network) -> ConceptId {
        (*self).id_in(network)
    }
}

impl PartialEq for Concept<'_> {
    /// The same concept of the same network.
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.network == other.network
    }
}

impl Eq for Concept<'_> {}

impl Hash for Concept<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.network.fingerprint().hash(state);
        self.id.hash(state);
    }
}

impl PartialOrd for Concept<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Concept<'_> {
    /// In [canonical order](crate::network#canonical-order) within one network; those of different networks
    /// by the fingerprints of the networks.
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |concept: &Self| (concept.network.fingerprint(), concept.id);
        if self.network.is_same(other.network) { self.id.cmp(&other.id) } else { key(self).cmp(&key(other)) }
    }
}

impl fmt::Debug for Concept<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Concept").field(&self.label()).finish()
    }
}

impl fmt::Display for Concept<'_> {
    /// The label.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.label())
    }
}

/// A relationship of a network: an edge from one concept to another, of a type (its relation), perhaps with a
/// quoted passage.
#[doc(alias = "edge")]
#[doc(alias = "triple")]
#[derive(Clone, Copy)]
pub struct Relationship<'a> {
    network: &'a Network,
    id: RelationshipId,
}

impl<'a> Relationship<'a> {
    pub(crate) fn new(network: &'a Network, id: RelationshipId) -> Relationship<'a> {
        Relationship { network, id }
    }

    /// The relationship's id: its place among the relationships of its network, in [canonical
    /// order](crate::network#canonical-order), counted from 0. O(1).
    pub fn id(self) -> RelationshipId {
        self.id
    }

    /// The concept that it starts at. O(1).
    #[doc(alias = "subject")]
    pub fn source(self) -> Concept<'a> {
        Concept::new(self.network, self.network.index().source[self.id.index()])
    }

    /// The relation: the words after *via*. O(length).
    #[doc(alias = "predicate")]
    pub fn relation(self) -> &'a str {
        self.network.relation(self.relation_id())
    }

    /// The relation's id. O(1).
    pub fn relation_id(self) -> RelationId {
        self.network.index().relation(self.id)
    }

    /// The concept that it ends at. O(1).
    #[doc(alias = "object")]
    pub fn target(self) -> Concept<'a> {
        Concept::new(self.network, self.network.index().target(self.id))
    }

    /// The quoted passage, if any. O(log relationships).
    pub fn passage(self) -> Option<&'a str> {
        let at = self.network.index().extra_at(self.id)?;
        Some(string_at(self.network.as_bytes(), at).0).filter(|passage| !passage.is_empty())
    }

    /// The attributes, sorted by name and then value. O(log relationships).
    pub fn attributes(self) -> Attributes<'a> {
        let Some(at) = self.network.index().extra_at(self.id) else { return Attributes::default() };
        let (_, attributes_at) = bytes_at(self.network.as_bytes(), at);
        Attributes::at(self.network.as_bytes(), attributes_at)
    }

    /// Whether this is question –`Key Finding`→ finding, which follows from the list of findings. O(1).
    pub fn is_key_finding(self) -> bool {
        self.network.index().derived.contains(&self.id.0)
    }
}

impl PartialEq for Relationship<'_> {
    /// The same relationship of the same network.
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.network == other.network
    }
}

impl Eq for Relationship<'_> {}

impl Hash for Relationship<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.network.fingerprint().hash(state);
        self.id.hash(state);
    }
}

impl PartialOrd for Relationship<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Relationship<'_> {
    /// In [canonical order](crate::network#canonical-order) within one network; those of different networks
    /// by the fingerprints of the networks.
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |relationship: &Self| (relationship.network.fingerprint(), relationship.id);
        if self.network.is_same(other.network) { self.id.cmp(&other.id) } else { key(self).cmp(&key(other)) }
    }
}

impl fmt::Debug for Relationship<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Relationship").field(&format_args!("{self}")).finish()
    }
}

impl fmt::Display for Relationship<'_> {
    /// `source —relation→ target`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} —{}→ {}", self.source(), self.relation(), self.target())
    }
}
