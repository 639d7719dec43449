//! The weights of relationships, which callers compute, and their errors.

use crate::graph::budget::BudgetError;
use crate::network::{Network, Relationship, RelationshipId};

/// Why a search by weight failed.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PathError {
    /// The budget ended the search.
    #[error(transparent)]
    Budget(#[from] BudgetError),
    /// A relationship's weight is negative or not a number.
    #[error(transparent)]
    Weight(#[from] WeightError),
}

/// A relationship has an invalid weight, such as a negative one or NaN.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the weight of the relationship {relationship} is {weight}; expected a number of at least 0")]
pub struct WeightError {
    relationship: String,
    weight: f64,
}

impl WeightError {
    pub(crate) fn new(relationship: Relationship<'_>, weight: f64) -> WeightError {
        WeightError { relationship: relationship.to_string(), weight }
    }

    /// The relationship, as a sentence. O(1).
    pub fn relationship(&self) -> &str {
        &self.relationship
    }

    /// The weight that it was given. O(1).
    pub fn weight(&self) -> f64 {
        self.weight
    }
}

impl PartialEq for WeightError {
    /// Compares the bits of the weight, so an error about NaN equals itself.
    fn eq(&self, other: &WeightError) -> bool {
        self.relationship == other.relationship && self.weight.to_bits() == other.weight.to_bits()
    }
}

impl Eq for WeightError {}

/// The weights of relationships.
pub(crate) struct Weights<'a, W> {
    pub(crate) network: &'a Network,
    weight: W,
    /// The weight of each relationship, if there are several searches, so it is computed only once. NaN if it
    /// was not needed yet.
    kept: Vec<f64>,
}

impl<'a, W: Fn(Relationship<'a>) -> f64> Weights<'a, W> {
    pub(crate) fn new(network: &'a Network, weight: W) -> Self {
        Weights { network, weight, kept: Vec::new() }
    }

    /// Keeps weights from now on.
    pub(crate) fn keep(&mut self) {
        self.kept.resize(self.network.relationship_count(), f64::NAN);
    }

    fn compute(&self, id: RelationshipId) -> f64 {
        (self.weight)(Relationship::new(self.network, id))
    }

    /// The weight of a relationship; infinite for one that is not walked. A negative weight or NaN is an
    /// error.
    #[inline]
    pub(crate) fn of(&mut self, id: RelationshipId) -> Result<f64, PathError> {
        let kept = self.kept.get(id.index()).copied().unwrap_or(f64::NAN);
        let weight = if kept.is_nan() { self.compute(id) } else { kept };
        if weight.is_nan() || weight < 0.0 {
            return Err(WeightError::new(Relationship::new(self.network, id), weight).into());
        }
        if let Some(kept) = self.kept.get_mut(id.index()) {
            *kept = weight;
        }
        Ok(weight)
    }

    /// The same for weights that are known to be valid.
    pub(crate) fn again(&self, id: RelationshipId) -> f64 {
        match self.kept.get(id.index()) {
            Some(&kept) if !kept.is_nan() => kept,
            _ => self.compute(id),
        }
    }
}
