//! Which relationship is worth highlighting, and why.

use std::fmt;

use crate::graph::Resolved;
use crate::graph::adjacency::Adjacency;
use crate::graph::budget::{Budget, BudgetError};
use crate::graph::communities::bridges::Cuts;
use crate::graph::options::RelationFilter;
use crate::graph::rank::betweenness::{Search, sample};
use crate::network::{Network, Relationship, RelationshipId};

/// Up to this many concepts, all shortest paths are computed; with more, those from a sample of half as many.
const ALL: usize = 512;

/// A relationship that is worth highlighting, with the reasons as numbers. `Display` writes them as a
/// sentence.
#[derive(Clone, PartialEq, Debug)]
pub struct HighlightSuggestion<'a> {
    relationship: Relationship<'a>,
    themes: Option<(usize, usize)>,
    share: f64,
    cut_off: Option<usize>,
}

impl<'a> HighlightSuggestion<'a> {
    /// The relationship. O(1).
    pub fn relationship(&self) -> Relationship<'a> {
        self.relationship
    }

    /// The sizes, in concepts, of the two themes that it joins: that of its source, then that of its target.
    /// `None` if both ends are in the same theme. O(1).
    pub fn themes(&self) -> Option<(usize, usize)> {
        self.themes
    }

    /// The share of all shortest paths that run over it, from 0 to 1: an estimate if there are more than
    /// 512 concepts. O(1).
    pub fn edge_betweenness(&self) -> f64 {
        self.share
    }

    /// If it is a bridge, how many concepts would be disconnected from the rest of their component without
    /// it: the size of the smaller side. O(1).
    pub fn cut_off(&self) -> Option<usize> {
        self.cut_off
    }
}

impl fmt::Display for HighlightSuggestion<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.relationship)?;
        if self.relationship.passage().is_some() {
            f.write_str(" has a passage,")?;
        }
        if let Some((source, target)) = self.themes {
            write!(f, " joins two themes of {source} and {target} concepts,")?;
        }
        let percent = self.share * 100.0;
        let places = usize::from(percent < 9.95);
        write!(f, " and has {percent:.places$} % of the shortest paths")?;
        match self.cut_off {
            Some(1) => f.write_str("; without it 1 concept would be cut off"),
            Some(count) => write!(f, "; without it {count} concepts would be cut off"),
            None => Ok(()),
        }
    }
}

/// # Communities: a highlight
impl Network {
    /// The relationship that is most worth highlighting, and why; `None` if no stored relationship joins
    /// two concepts. The rule: those with a passage before those without; among these, those that join two
    /// [themes](Network::themes) before those within one; among these, the one over which most of the
    /// shortest paths run (its edge betweenness); among equals, the first in [canonical
    /// order](crate::network#canonical-order). Relationships question → finding are not considered.
    /// Relationships are walked in both directions. O(concepts · relationships) up to 512 concepts, and
    /// O(256 · relationships) for more.
    ///
    /// Source of edge betweenness: Girvan and Newman, [Community structure in social and biological
    /// networks](https://doi.org/10.1073/pnas.122653799) (2002).
    ///
    /// # Errors
    ///
    /// [`BudgetError`] when `budget` ends before the paths are counted.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::paths::{Budget, RelationFilter};
    ///
    /// let network = NetworkBuilder::new("Q?")
    ///     .concept("Dog", "")
    ///     .concept("Canine", "")
    ///     .concept("Wolf", "")
    ///     .relationship(("Dog", "hypernym", "Canine"))
    ///     .relationship(("Wolf", "hypernym", "Canine", "The wolf is the largest of the canines."))
    ///     .build()?;
    /// let all = RelationFilter::default();
    /// let highlight = network.suggest_highlight(&all, Budget::UNLIMITED)?.ok_or("no relationship")?;
    /// assert_eq!(
    ///     highlight.to_string(),
    ///     "Wolf —hypernym→ Canine has a passage, and has 67 % of the shortest paths; \
    ///      without it 1 concept would be cut off"
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "edge_betweenness")]
    pub fn suggest_highlight(
        &self,
        relations: &RelationFilter,
        budget: Budget,
    ) -> Result<Option<HighlightSuggestion<'_>>, BudgetError> {
        let themes = self.themes_at(relations, 1.0, budget)?;
        let groups = themes.groups();
        let mut resolved = relations.either_way(self, budget);
        let cuts = Cuts::new(self, resolved.clone())?;
        let adjacency = Adjacency::new(self, &mut resolved)?;
        let shares = shares(self, &adjacency, &mut resolved)?;

        let index = self.index();
        let mut best: Option<((bool, bool, u64), RelationshipId)> = None;
        for relationship in self.relationships() {
            let (source, target) = (relationship.source().id(), relationship.target().id());
            let counts = resolved.outgoing.allows(index.relation(relationship.id()));
            if !counts || source == target || relationship.is_key_finding() {
                continue;
            }
            let joins_themes = groups.group_of(source) != groups.group_of(target);
            // In steps that are larger than rounding errors, so equal ones compare equal.
            let share = (share_of(&adjacency, &shares, source.0, target.0) * 1e9).round() as u64;
            let key = (relationship.passage().is_some(), joins_themes, share);
            if best.is_none_or(|(other, _)| key > other) {
                best = Some((key, relationship.id()));
            }
        }
        let Some(((_, joins_themes, _), id)) = best else { return Ok(None) };
        let (source, target) = (index.source[id.index()], index.target(id));
        let size = |concept| groups.group_of(concept).map_or(0, |group| groups.concepts(group).len());
        let bridge = cuts.bridges.binary_search_by_key(&id, |&(bridge, _)| bridge);
        Ok(Some(HighlightSuggestion {
            relationship: Relationship::new(self, id),
            themes: joins_themes.then(|| (size(source), size(target))),
            share: share_of(&adjacency, &shares, source.0, target.0),
            cut_off: bridge.ok().map(|place| cuts.bridges[place].1 as usize),
        }))
    }
}

/// Per place in the adjacency, the share of the shortest paths that go over it in that direction.
fn shares(network: &Network, adjacency: &Adjacency, steps: &mut Resolved) -> Result<Vec<f64>, BudgetError> {
    let count = network.concept_count();
    let sources = sample(count, if count > ALL { ALL / 2 } else { count }, 0);
    let mut shares = vec![0.0; adjacency.to.len()];
    let mut search = Search::new(count);
    let mut pairs = 0;
    for source in sources {
        search.run(adjacency, source, usize::MAX, &mut steps.budget)?;
        search.depend(adjacency, |place, share| shares[place] += share);
        pairs += search.reached();
    }
    let pairs = pairs.max(1) as f64;
    shares.iter_mut().for_each(|share| *share /= pairs);
    Ok(shares)
}

/// The share of the shortest paths that go from one of two neighbours to the other, or back.
fn share_of(adjacency: &Adjacency, shares: &[f64], a: u32, b: u32) -> f64 {
    let one_way = |from, to| {
        let place = adjacency.neighbors(from).binary_search(&to).ok()?;
        shares.get(adjacency.range(from).start + place).copied()
    };
    one_way(a, b).unwrap_or_default() + one_way(b, a).unwrap_or_default()
}
