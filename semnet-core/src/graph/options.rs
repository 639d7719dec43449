//! The options of queries about relationships: relations, direction, length and work.

use std::sync::Arc;

use crate::graph::budget::Budget;
use crate::graph::filter::{Filter, Resolved};
use crate::network::{Network, RelationId};

/// In which direction relationships are walked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Direction {
    /// From source to target, as they were written.
    Outgoing,
    /// From target to source.
    Incoming,
    /// Either way.
    #[default]
    Both,
}

/// Which relations a query may use. The default is all of them.
///
/// Names are normalised like those of the network (white space, Unicode form), and letter case matters. A
/// name that the network does not use matches nothing, without an error;
/// [`Network::relation_id`](crate::Network::relation_id) returns `None` for it. Cloning is cheap: names are
/// reference-counted.
///
/// ```
/// use semnet_core::paths::RelationFilter;
///
/// let kinds = RelationFilter::default().via(["hypernym", "instance hypernym"]);
/// let no_findings = RelationFilter::default().not_via(["Key Finding"]);
/// assert_eq!(RelationFilter::from("hypernym"), RelationFilter::default().via(["hypernym"]));
/// # assert_ne!(kinds, no_findings);
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct RelationFilter {
    via: Option<Arc<[String]>>,
    not_via: Option<Arc<[String]>>,
}

impl RelationFilter {
    /// Only these relations. The last call wins. O(names).
    #[must_use]
    pub fn via(mut self, relations: impl IntoIterator<Item = impl Into<String>>) -> RelationFilter {
        self.via = Some(relations.into_iter().map(Into::into).collect());
        self
    }

    /// Not these relations, even where [`via`](RelationFilter::via) names them. The last call wins. O(names).
    #[must_use]
    pub fn not_via(mut self, relations: impl IntoIterator<Item = impl Into<String>>) -> RelationFilter {
        self.not_via = Some(relations.into_iter().map(Into::into).collect());
        self
    }

    /// The compact form, walked in one direction. O(relations), and O(log relations) for each name.
    pub(crate) fn resolve(&self, network: &Network, direction: Direction) -> Resolved {
        let filter = self.filter(network);
        let walked = |against| if direction == against { Filter::Nothing } else { filter.clone() };
        Resolved {
            outgoing: walked(Direction::Incoming),
            incoming: walked(Direction::Outgoing),
            max_length: usize::MAX,
            budget: Budget::UNLIMITED,
        }
    }

    /// The compact form for a query that walks either way. O(relations), and O(log relations) for each name.
    pub(crate) fn either_way(&self, network: &Network, budget: Budget) -> Resolved {
        Resolved { budget, ..self.resolve(network, Direction::Both) }
    }

    fn filter(&self, network: &Network) -> Filter {
        let numbers = |names: &Arc<[String]>| -> Vec<RelationId> {
            names.iter().filter_map(|name| network.relation_id(name)).collect()
        };
        match (&self.via, &self.not_via) {
            (None, None) => Filter::All,
            (Some(via), None) => Filter::only(network, &numbers(via)),
            (None, Some(not_via)) => Filter::except(network, &numbers(not_via)),
            (Some(via), Some(not_via)) => {
                let (mut via, not_via) = (numbers(via), numbers(not_via));
                via.retain(|relation| !not_via.contains(relation));
                Filter::only(network, &via)
            }
        }
    }
}

impl From<&str> for RelationFilter {
    /// Only this relation.
    fn from(relation: &str) -> RelationFilter {
        RelationFilter::default().via([relation])
    }
}

/// Which paths a query may take: by which relations, in which direction, how long, and with how much work.
///
/// [`PathOptions::default()`](PathOptions::default) allows everything: all relations, in both directions, any
/// length, without a budget.
///
/// The direction depends on how options are made. Those converted from a relation or a [`RelationFilter`],
/// such as `PathOptions::from("hypernym")`, walk from source to target only, which suits hierarchies.
/// `PathOptions::default().via(["hypernym"])` walks the same relation in both directions.
///
/// ```
/// use semnet_core::paths::{Direction, PathOptions, RelationFilter};
///
/// let everything = PathOptions::default();
/// assert_eq!(everything.direction, Direction::Both);
/// assert_eq!(everything.clone().via(["hypernym"]).direction, Direction::Both);
///
/// let upwards = PathOptions::from("hypernym");
/// assert_eq!(upwards, PathOptions::default().via(["hypernym"]).direction(Direction::Outgoing));
/// assert_eq!(upwards, PathOptions::from(RelationFilter::from("hypernym")));
///
/// let nearby = PathOptions::default().not_via(["Key Finding"]).max_length(2).budget(100_000);
/// # assert_ne!(everything, nearby);
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct PathOptions {
    /// The relations that a path may use.
    pub relations: RelationFilter,
    /// The direction in which relationships are walked.
    pub direction: Direction,
    /// The maximum length of a path, in relationships; `None` for any length.
    pub max_length: Option<usize>,
    /// The limit on the work of the query, in the units of [`Budget`].
    pub budget: Budget,
}

impl PathOptions {
    /// Only these relations. The last call wins. O(names).
    #[must_use]
    pub fn via(mut self, relations: impl IntoIterator<Item = impl Into<String>>) -> PathOptions {
        self.relations = self.relations.via(relations);
        self
    }

    /// Not these relations, even where [`via`](PathOptions::via) names them. The last call wins. O(names).
    #[must_use]
    pub fn not_via(mut self, relations: impl IntoIterator<Item = impl Into<String>>) -> PathOptions {
        self.relations = self.relations.not_via(relations);
        self
    }

    /// The direction in which relationships are walked. O(1).
    #[must_use]
    pub fn direction(mut self, direction: Direction) -> PathOptions {
        self.direction = direction;
        self
    }

    /// The maximum length of a path, in relationships. O(1).
    #[doc(alias = "cutoff")]
    #[must_use]
    pub fn max_length(mut self, relationships: usize) -> PathOptions {
        self.max_length = Some(relationships);
        self
    }

    /// The limit on the work of the query, in the units of [`Budget`]. O(1).
    #[must_use]
    pub fn budget(mut self, budget: impl Into<Budget>) -> PathOptions {
        self.budget = budget.into();
        self
    }

    /// The compact form for a network. O(relations), and O(log relations) for each name.
    pub(crate) fn resolve(&self, network: &Network) -> Resolved {
        Resolved {
            max_length: self.max_length.unwrap_or(usize::MAX),
            budget: self.budget,
            ..self.relations.resolve(network, self.direction)
        }
    }
}

impl From<&str> for PathOptions {
    /// Only this relation, and only [from source to target](Direction::Outgoing).
    fn from(relation: &str) -> PathOptions {
        PathOptions::from(RelationFilter::from(relation))
    }
}

impl From<RelationFilter> for PathOptions {
    /// These relations, and only [from source to target](Direction::Outgoing), as for the name of one.
    fn from(relations: RelationFilter) -> PathOptions {
        PathOptions { relations, direction: Direction::Outgoing, ..PathOptions::default() }
    }
}
