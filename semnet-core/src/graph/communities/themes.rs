//! Themes: groups of concepts that are more closely related than chance would explain.

use crate::graph::adjacency::Adjacency;
use crate::graph::budget::{Budget, BudgetError};
use crate::graph::communities::groups::Groups;
use crate::graph::communities::leiden;
use crate::graph::option_error::OptionError;
use crate::graph::options::RelationFilter;
use crate::graph::rank::pagerank::degrees;
use crate::network::Network;

/// The themes of a network, and their modularity.
#[derive(Clone, PartialEq, Debug)]
pub struct Themes<'a> {
    groups: Groups<'a>,
    modularity: f64,
}

impl<'a> Themes<'a> {
    /// The themes, each a group of concepts. O(1).
    pub fn groups(&self) -> &Groups<'a> {
        &self.groups
    }

    /// The modularity: by how much the share of relationships within themes exceeds what chance would give,
    /// from -0.5 to 1 (with the resolution 1). 0 if there are no relationships. O(1).
    pub fn modularity(&self) -> f64 {
        self.modularity
    }
}

/// Why themes could not be computed.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ThemeError {
    /// The budget ended before the themes were final.
    #[error(transparent)]
    Budget(#[from] BudgetError),
    /// The resolution is negative or not a finite number.
    #[error(transparent)]
    Option(#[from] OptionError),
}

/// # Communities: themes
impl Network {
    /// Groups of concepts with more relationships among themselves than chance would give, each of them
    /// connected: the communities of largest modularity that the Leiden algorithm finds. A larger
    /// `resolution` gives more and smaller themes; 1 is customary. Relationships are walked in both
    /// directions. Several relationships between the same two concepts weigh more than one. The answer is
    /// deterministic. Close to O(concepts + relationships) in practice.
    ///
    /// Source: Traag, Waltman and van Eck, [From Louvain to
    /// Leiden](https://doi.org/10.1038/s41598-019-41695-z) (2019).
    ///
    /// # Errors
    ///
    /// [`ThemeError::Budget`] if `budget` ends before the themes are final; [`ThemeError::Option`] for a
    /// resolution that is negative or not finite.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::paths::{Budget, RelationFilter};
    ///
    /// let mut builder = NetworkBuilder::new("Q?");
    /// for label in ["Dog", "Wolf", "Fox", "Tea", "Milk", "Cup"] {
    ///     builder.concept(label, "");
    /// }
    /// for [a, b, c] in [["Dog", "Wolf", "Fox"], ["Tea", "Milk", "Cup"]] {
    ///     builder.extend([(a, "goes with", b), (b, "goes with", c), (c, "goes with", a)]);
    /// }
    /// let network = builder.relationship(("Dog", "spills", "Milk")).build()?;
    /// let themes = network.themes(&RelationFilter::default(), 1.0, Budget::UNLIMITED)?;
    /// assert_eq!(format!("{:?}", themes.groups()), r#"[["Cup", "Milk", "Tea"], ["Dog", "Fox", "Wolf"]]"#);
    /// assert!((themes.modularity() - 0.357).abs() < 1e-3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "communities")]
    #[doc(alias = "leiden")]
    pub fn themes(
        &self,
        relations: &RelationFilter,
        resolution: f64,
        budget: Budget,
    ) -> Result<Themes<'_>, ThemeError> {
        if !(resolution >= 0.0 && resolution.is_finite()) {
            let expected = "a finite number of at least 0";
            return Err(OptionError::new("resolution", resolution, expected).into());
        }
        Ok(self.themes_at(relations, resolution, budget)?)
    }

    /// The themes at a resolution that is at least 0 and finite.
    pub(super) fn themes_at(
        &self,
        relations: &RelationFilter,
        resolution: f64,
        budget: Budget,
    ) -> Result<Themes<'_>, BudgetError> {
        let mut steps = relations.either_way(self, budget);
        let adjacency = Adjacency::new(self, &mut steps)?;
        let degree = degrees(self, &steps);
        let group_of = leiden::groups(&adjacency, degree.clone(), resolution, &mut steps.budget)?;
        let modularity = modularity(&adjacency, &degree, &group_of, resolution);
        let count = group_of.len();
        Ok(Themes { groups: Groups::new(self, group_of, count), modularity })
    }
}

/// Newman and Girvan's modularity with a resolution.
fn modularity(adjacency: &Adjacency, degree: &[f64], group_of: &[u32], resolution: f64) -> f64 {
    let all: f64 = degree.iter().sum();
    if all <= 0.0 {
        return 0.0;
    }
    let mut ends = vec![0.0; group_of.len()];
    let mut within = vec![0.0; group_of.len()];
    for (concept, &group) in group_of.iter().enumerate() {
        ends[group as usize] += degree[concept];
        let mut to_others = 0.0;
        for place in adjacency.range(concept as u32) {
            let times = f64::from(adjacency.times[place]);
            to_others += times;
            if group_of[adjacency.to[place] as usize] == group {
                within[group as usize] += times;
            }
        }
        // The rest of the degree is the two ends of each loop.
        within[group as usize] += degree[concept] - to_others;
    }
    ends.iter()
        .zip(&within)
        .map(|(ends, within)| within / all - resolution * (ends / all) * (ends / all))
        .sum()
}
