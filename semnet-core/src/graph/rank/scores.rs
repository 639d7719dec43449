//! A number for each concept, and the concepts in the order of their numbers.

use std::fmt;

use crate::network::{Concept, ConceptId, Network};

/// A number for each concept of a network: how important it is, by the measure that was asked for.
///
/// ```
/// # use semnet_core::NetworkBuilder;
/// # use semnet_core::paths::Steps;
/// # let network = NetworkBuilder::new("Q?").concept("Dog", "").concept("Canine", "").concept("Wolf", "")
/// #     .relationship(("Dog", "hypernym", "Canine")).relationship(("Wolf", "hypernym", "Canine")).build()?;
/// let degree = network.degree(&Steps::default());
/// let canine = network.find_concept("Canine")?;
/// assert_eq!(degree.get(canine), 2.0);
/// assert_eq!(degree.top().next(), Some((canine, 2.0)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct Scores<'a> {
    network: &'a Network,
    numbers: Vec<f64>,
}

impl<'a> Scores<'a> {
    pub(crate) fn new(network: &'a Network, numbers: Vec<f64>) -> Scores<'a> {
        Scores { network, numbers }
    }

    /// The number of a concept; 0 for one that is not of this network. O(1).
    pub fn get(&self, concept: impl Into<ConceptId>) -> f64 {
        self.numbers.get(concept.into().index()).copied().unwrap_or_default()
    }

    /// All concepts with their numbers, sorted by label. O(1), and O(1) for each.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Concept<'a>, f64)> + ExactSizeIterator {
        self.network.concepts().zip(self.numbers.iter().copied())
    }

    /// All concepts with their numbers, the highest first; equal ones by label. O(n log n).
    pub fn top(&self) -> impl DoubleEndedIterator<Item = (Concept<'a>, f64)> + ExactSizeIterator + use<'a> {
        let mut all: Vec<_> = self.iter().collect();
        // Stable, so that equal ones stay in canonical order.
        crate::sort::stable_sort_by(&mut all, |(_, a), (_, b)| b.total_cmp(a));
        all.into_iter()
    }
}

impl fmt::Debug for Scores<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter().map(|(concept, number)| (concept.label(), number))).finish()
    }
}
