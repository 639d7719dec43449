//! A score for each concept, and the concepts in the order of their scores.

use std::fmt;
use std::iter::{Copied, FusedIterator, Zip};
use std::slice;
use std::sync::Arc;

use crate::network::{Concept, ConceptKey, Concepts, Network};

/// A score for each concept of a network, by the requested measure, such as PageRank.
///
/// ```
/// use semnet_core::NetworkBuilder;
/// use semnet_core::paths::{Direction, RelationFilter};
///
/// let network = NetworkBuilder::new("Q?")
///     .concept("Dog", "")
///     .concept("Canine", "")
///     .concept("Wolf", "")
///     .relationship(("Dog", "hypernym", "Canine"))
///     .relationship(("Wolf", "hypernym", "Canine"))
///     .build()?;
/// let degree = network.degree(&RelationFilter::default(), Direction::Both);
/// let canine = network.find_concept("Canine")?;
/// assert_eq!(degree.get(canine), Some(2.0));
/// assert_eq!(degree.top().next(), Some((canine, 2.0)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct Scores<'a> {
    network: &'a Network,
    numbers: Arc<[f64]>,
    has_converged: bool,
}

impl<'a> Scores<'a> {
    pub(crate) fn new(network: &'a Network, numbers: Vec<f64>) -> Scores<'a> {
        Scores { network, numbers: numbers.into(), has_converged: true }
    }

    pub(crate) fn with_convergence(self, has_converged: bool) -> Scores<'a> {
        Scores { has_converged, ..self }
    }

    /// Whether the scores are as exact as requested. `false` only for a [`pagerank`](Network::pagerank) whose
    /// iterations ended before its tolerance was reached. O(1).
    pub fn has_converged(&self) -> bool {
        self.has_converged
    }

    /// The same scores with a clone of the network, so they have no lifetime. O(1).
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::paths::{Direction, RelationFilter};
    /// use semnet_core::rank::OwnedScores;
    ///
    /// fn degrees() -> Result<OwnedScores, semnet_core::network::BuildError> {
    ///     let network = NetworkBuilder::new("Q?").concept("Dog", "").build()?;
    ///     Ok(network.degree(&RelationFilter::default(), Direction::Both).into_owned())
    /// }
    /// assert_eq!(degrees()?.scores().iter().len(), 1);
    /// # Ok::<(), semnet_core::network::BuildError>(())
    /// ```
    #[doc(alias = "to_owned")]
    pub fn into_owned(self) -> OwnedScores {
        let Scores { network, numbers, has_converged } = self;
        OwnedScores { network: network.clone(), numbers, has_converged }
    }

    /// The score of a concept; `None` for one that is not of this network. O(1).
    pub fn get(&self, concept: impl ConceptKey) -> Option<f64> {
        self.numbers.get(concept.id_in(self.network).index()).copied()
    }

    /// All concepts with their scores, sorted by label. O(1), and O(1) for each.
    pub fn iter(&self) -> ScoreIter<'_, 'a> {
        ScoreIter(self.network.concepts().zip(self.numbers.iter().copied()))
    }

    /// All concepts with their scores, the highest score first; concepts with equal scores are sorted by
    /// label. O(n log n).
    pub fn top(&self) -> impl DoubleEndedIterator<Item = (Concept<'a>, f64)> + ExactSizeIterator + use<'a> {
        let mut all: Vec<_> = self.iter().collect();
        // A stable sort: equal scores stay in canonical order.
        crate::util::sort::stable_sort_by(&mut all, |(_, a), (_, b)| b.total_cmp(a));
        all.into_iter()
    }
}

impl<'s, 'a> IntoIterator for &'s Scores<'a> {
    type Item = (Concept<'a>, f64);
    type IntoIter = ScoreIter<'s, 'a>;

    fn into_iter(self) -> ScoreIter<'s, 'a> {
        self.iter()
    }
}

/// The concepts of [`Scores`] with their scores, sorted by label.
#[derive(Clone, Debug)]
#[must_use = "an iterator does nothing until it is used"]
pub struct ScoreIter<'s, 'a>(Zip<Concepts<'a>, Copied<slice::Iter<'s, f64>>>);

impl<'a> Iterator for ScoreIter<'_, 'a> {
    type Item = (Concept<'a>, f64);

    fn next(&mut self) -> Option<(Concept<'a>, f64)> {
        self.0.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl DoubleEndedIterator for ScoreIter<'_, '_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back()
    }
}

impl ExactSizeIterator for ScoreIter<'_, '_> {}

impl FusedIterator for ScoreIter<'_, '_> {}

impl fmt::Debug for Scores<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter().map(|(concept, number)| (concept.label(), number))).finish()
    }
}

/// [`Scores`] that outlive the borrow of their network: they hold a clone of it, which is reference-counted.
#[derive(Clone, PartialEq)]
pub struct OwnedScores {
    network: Network,
    numbers: Arc<[f64]>,
    has_converged: bool,
}

impl OwnedScores {
    /// The scores. O(1).
    pub fn scores(&self) -> Scores<'_> {
        Scores {
            network: &self.network,
            numbers: Arc::clone(&self.numbers),
            has_converged: self.has_converged,
        }
    }

    /// The network whose concepts have these scores. O(1).
    pub fn network(&self) -> &Network {
        &self.network
    }
}

impl fmt::Debug for OwnedScores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.scores().fmt(f)
    }
}
