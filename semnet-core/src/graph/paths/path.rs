//! A path: consecutive relationships, each with the direction in which it was walked.

use std::fmt;
use std::iter::FusedIterator;
use std::slice;

use crate::network::{Concept, ConceptId, Network, Relationship, RelationshipId};

/// A path from one concept to another: a sequence of relationships, each with its relation and passage.
///
/// Paths of the same length are compared step by step, by the [canonical
/// order](crate::network#canonical-order) of their relationships. `Display` writes a sentence, in which the
/// arrow of a relationship that was walked from its target to its source is reversed.
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
/// let path = network.shortest_path(dog, wolf, &PathOptions::default())?.ok_or("no path")?;
/// assert_eq!(path.to_string(), "Dog —hypernym→ Canine ←hypernym— Wolf");
/// assert_eq!(path.steps().map(|step| step.to().label()).collect::<Vec<_>>(), ["Canine", "Wolf"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Path<'a> {
    network: &'a Network,
    start: ConceptId,
    steps: Vec<Walked>,
}

/// A relationship, and whether it was walked from target to source.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Walked {
    pub(crate) relationship: RelationshipId,
    pub(crate) inverse: bool,
}

impl Walked {
    /// The concept that the step comes from.
    #[inline]
    pub(crate) fn from(self, network: &Network) -> ConceptId {
        let index = network.index();
        if self.inverse { index.target(self.relationship) } else { index.source[self.relationship.index()] }
    }

    /// The concept that the step leads to.
    #[inline]
    pub(crate) fn to(self, network: &Network) -> ConceptId {
        let index = network.index();
        if self.inverse { index.source[self.relationship.index()] } else { index.target(self.relationship) }
    }
}

impl<'a> Path<'a> {
    pub(crate) fn new(network: &'a Network, start: ConceptId, steps: Vec<Walked>) -> Path<'a> {
        Path { network, start, steps }
    }

    /// How many relationships the path has. O(1).
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Whether the path has no relationship, because it ends at the concept where it starts. O(1).
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The concept that the path starts at. O(1).
    pub fn start(&self) -> Concept<'a> {
        Concept::new(self.network, self.start)
    }

    /// The concept that the path ends at. O(1).
    pub fn end(&self) -> Concept<'a> {
        Concept::new(self.network, self.steps.last().map_or(self.start, |step| step.to(self.network)))
    }

    /// The concepts of the path, from start to end: one more than there are relationships. O(1) for each.
    pub fn concepts(&self) -> impl Iterator<Item = Concept<'a>> {
        let network = self.network;
        let others = self.steps.iter().map(move |step| step.to(network));
        std::iter::once(self.start).chain(others).map(move |id| Concept::new(network, id))
    }

    /// The steps of the path, from start to end. O(1) for each.
    pub fn steps(&self) -> Steps<'_, 'a> {
        Steps { network: self.network, walked: self.steps.iter() }
    }

    /// The same path with a clone of the network, so it has no lifetime. O(1).
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::paths::{OwnedPath, PathOptions};
    ///
    /// fn shortest() -> Result<Option<OwnedPath>, Box<dyn std::error::Error>> {
    ///     let network = NetworkBuilder::new("Q?")
    ///         .concept("Dog", "")
    ///         .concept("Canine", "")
    ///         .relationship(("Dog", "hypernym", "Canine"))
    ///         .build()?;
    ///     let (dog, canine) = (network.find_concept("Dog")?, network.find_concept("Canine")?);
    ///     Ok(network.shortest_path(dog, canine, &PathOptions::default())?.map(|path| path.into_owned()))
    /// }
    /// assert_eq!(shortest()?.ok_or("no path")?.path().to_string(), "Dog —hypernym→ Canine");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "to_owned")]
    pub fn into_owned(self) -> OwnedPath {
        OwnedPath { network: self.network.clone(), start: self.start, steps: self.steps }
    }
}

impl<'p, 'a> IntoIterator for &'p Path<'a> {
    type Item = Step<'a>;
    type IntoIter = Steps<'p, 'a>;

    fn into_iter(self) -> Steps<'p, 'a> {
        self.steps()
    }
}

/// The steps of a [`Path`], from start to end.
#[derive(Clone, Debug)]
#[must_use = "an iterator does nothing until it is used"]
pub struct Steps<'p, 'a> {
    network: &'a Network,
    walked: slice::Iter<'p, Walked>,
}

impl<'a> Iterator for Steps<'_, 'a> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        self.walked.next().map(|&walked| Step { network: self.network, walked })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.walked.size_hint()
    }
}

impl DoubleEndedIterator for Steps<'_, '_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.walked.next_back().map(|&walked| Step { network: self.network, walked })
    }
}

impl ExactSizeIterator for Steps<'_, '_> {}

impl FusedIterator for Steps<'_, '_> {}

/// A [`Path`] that outlives the borrow of its network: it holds a clone of it, which is reference-counted.
#[derive(Clone, PartialEq, Eq)]
pub struct OwnedPath {
    network: Network,
    start: ConceptId,
    steps: Vec<Walked>,
}

impl OwnedPath {
    /// The path. O(length).
    pub fn path(&self) -> Path<'_> {
        Path { network: &self.network, start: self.start, steps: self.steps.clone() }
    }

    /// The network that it runs through. O(1).
    pub fn network(&self) -> &Network {
        &self.network
    }
}

impl fmt::Display for OwnedPath {
    /// As [`Path`].
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.path().fmt(f)
    }
}

impl fmt::Debug for OwnedPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.path(), f)
    }
}

impl PartialEq for Path<'_> {
    /// The same steps from the same concept of the same network.
    fn eq(&self, other: &Self) -> bool {
        self.start == other.start && self.steps == other.steps && self.network == other.network
    }
}

impl Eq for Path<'_> {}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.start())?;
        for step in self.steps() {
            let (relation, to) = (step.relationship().relation(), step.to());
            if step.is_inverse() {
                write!(f, " ←{relation}— {to}")?;
            } else {
                write!(f, " —{relation}→ {to}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Path").field(&format_args!("{self}")).finish()
    }
}

/// One step of a [`Path`]: a relationship, walked from source to target or the other way.
#[derive(Clone, Copy)]
pub struct Step<'a> {
    network: &'a Network,
    walked: Walked,
}

impl<'a> Step<'a> {
    /// The relationship, with its relation and passage. O(1).
    pub fn relationship(self) -> Relationship<'a> {
        Relationship::new(self.network, self.walked.relationship)
    }

    /// Whether it was walked from its target to its source. O(1).
    pub fn is_inverse(self) -> bool {
        self.walked.inverse
    }

    /// The concept that the step comes from. O(1).
    pub fn from(self) -> Concept<'a> {
        Concept::new(self.network, self.walked.from(self.network))
    }

    /// The concept that the step leads to. O(1).
    pub fn to(self) -> Concept<'a> {
        Concept::new(self.network, self.walked.to(self.network))
    }
}

impl fmt::Debug for Step<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Step")
            .field("relationship", &self.relationship())
            .field("inverse", &self.is_inverse())
            .finish()
    }
}
