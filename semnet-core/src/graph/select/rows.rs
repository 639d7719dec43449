//! The answer of `select`: rows of concepts, each with its evidence.

use std::fmt;

use crate::graph::budget::BudgetExceeded;
use crate::graph::select::join::{End, Part, Table};
use crate::graph::select::pair::Pair;
use crate::network::{Concept, Network, Relationship};

/// The rows of a [`select`](Network::select), in canonical order, none of them twice.
///
/// Patterns without variables have one row, without concepts, when the network satisfies them, and none otherwise.
pub struct Rows<'a> {
    network: &'a Network,
    variables: Vec<String>,
    parts: Vec<Part>,
    table: Table,
    max_length: usize,
    cut_short: Option<BudgetExceeded>,
    unknown: Vec<String>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(
        network: &'a Network,
        variables: Vec<String>,
        parts: Vec<Part>,
        table: Table,
        max_length: usize,
        cut_short: Option<BudgetExceeded>,
        unknown: Vec<String>,
    ) -> Rows<'a> {
        Rows { network, variables, parts, table, max_length, cut_short, unknown }
    }

    /// The variables, without their `?`, in the order in which the patterns name them. O(1).
    pub fn variables(&self) -> &[String] {
        &self.variables
    }

    /// How many rows there are. O(1).
    pub fn len(&self) -> usize {
        self.table.count
    }

    /// Whether there is no row. O(1).
    pub fn is_empty(&self) -> bool {
        self.table.count == 0
    }

    /// When the budget ended before all rows were found: these are some of them then. O(1).
    pub fn cut_short(&self) -> Option<BudgetExceeded> {
        self.cut_short
    }

    /// The labels and relations of the patterns that the network does not have, in the order of the patterns, the
    /// labels of each before its relations, and which therefore match nothing; [`find_concept`](Network::find_concept) finds close ones. O(1).
    pub fn unknown(&self) -> &[String] {
        &self.unknown
    }

    /// The row of this number, counted from 0, when there are as many. O(1).
    pub fn get(&self, number: usize) -> Option<Row<'_, 'a>> {
        (number < self.len()).then_some(Row { rows: self, number })
    }

    /// The rows. O(1), and O(1) for each.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Row<'_, 'a>> + ExactSizeIterator {
        (0..self.len()).map(|number| Row { rows: self, number })
    }
}

impl fmt::Debug for Rows<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows")
            .field("variables", &self.variables)
            .field("len", &self.len())
            .field("cut_short", &self.cut_short)
            .finish_non_exhaustive()
    }
}

/// One row of a [`select`](Network::select): a concept for each variable. `Display` writes `?x = Dog, ?y = Canine`.
#[derive(Clone, Copy)]
pub struct Row<'r, 'a> {
    rows: &'r Rows<'a>,
    number: usize,
}

impl<'r, 'a> Row<'r, 'a> {
    /// The concept of a variable, which is named with or without its `?`; `None` for one that the patterns do not
    /// name. O(variables).
    ///
    /// ```
    /// # let network = semnet_core::NetworkBuilder::new("Q?").concept("Dog", "").concept("Canine", "")
    /// #     .relationship(("Dog", "hypernym", "Canine", "Dogs are canines.")).build()?;
    /// let rows = network.select("?x via hypernym ?y")?;
    /// let row = rows.get(0).ok_or("no row")?;
    /// assert_eq!(row.get("x").map(|concept| concept.label()), Some("Dog"));
    /// assert_eq!(row.evidence()[0][0].passage(), Some("Dogs are canines."));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get(self, variable: &str) -> Option<Concept<'a>> {
        let name = variable.strip_prefix('?').unwrap_or(variable);
        let place = self.rows.variables.iter().position(|known| known == name)?;
        self.concepts().nth(place)
    }

    /// The concepts, in the order of [`variables`](Rows::variables). O(1), and O(1) for each.
    pub fn concepts(self) -> impl DoubleEndedIterator<Item = Concept<'a>> + ExactSizeIterator + use<'r, 'a> {
        let Rows { network, table, .. } = self.rows;
        let start = self.number * table.width;
        table.cells[start..start + table.width].iter().map(move |&id| Concept::new(network, id))
    }

    /// The relationships that make the row true: for each pattern, in the order in which they were written, those of
    /// all shortest walks that match it, along the walk and then in canonical order. A path that needs no step has
    /// none. Searched for at each call, from both ends and without a budget: at most what it costs to find all that each path
    /// leads to from one concept. Ask it of those rows that are shown.
    #[doc(alias = "provenance")]
    pub fn evidence(self) -> Vec<Vec<Relationship<'a>>> {
        let Rows { network, ref table, max_length, .. } = *self.rows;
        let row = &table.cells[self.number * table.width..];
        let concept = |end: End| match end {
            End::Fixed(concept) => concept,
            End::Variable(place) => row[place],
        };
        let evidence = |part: &Part| {
            let (subject, object) = (concept(part.subject), concept(part.object));
            let found = Pair { network, subject, object, max_length }.evidence(&part.automaton);
            found.into_iter().map(|id| Relationship::new(network, id)).collect()
        };
        self.rows.parts.iter().map(evidence).collect()
    }
}

impl fmt::Display for Row<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (name, concept)) in self.rows.variables.iter().zip(self.concepts()).enumerate() {
            let comma = if place > 0 { ", " } else { "" };
            write!(f, "{comma}?{name} = {concept}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Row<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Row").field(&format_args!("{self}")).finish()
    }
}
