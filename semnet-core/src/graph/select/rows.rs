//! The answer of `select`: rows of concepts, each with its evidence.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::graph::budget::{Budget, BudgetError};
use crate::graph::select::join::{End, Part, Table};
use crate::graph::select::pair::Pair;
use crate::network::{Concept, ListedConcepts, Network, Relationship};

/// The rows of a [`select`](Network::select), in [canonical order](crate::network#canonical-order), each only
/// once.
///
/// A pattern without variables has one row, without concepts, if the network satisfies it, and none
/// otherwise. Cloning is cheap: rows are reference-counted.
#[derive(Clone)]
pub struct Rows<'a> {
    network: &'a Network,
    found: Arc<Found>,
}

/// The content of rows apart from their network.
struct Found {
    variables: Vec<String>,
    parts: Vec<Part>,
    table: Table,
    max_length: usize,
    unknown: Vec<String>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(
        network: &'a Network,
        variables: Vec<String>,
        parts: Vec<Part>,
        table: Table,
        max_length: usize,
        unknown: Vec<String>,
    ) -> Rows<'a> {
        Rows { network, found: Arc::new(Found { variables, parts, table, max_length, unknown }) }
    }

    /// The variables, without their `?`, in the order in which the pattern names them. O(1).
    pub fn variables(&self) -> &[String] {
        &self.found.variables
    }

    /// How many rows there are. O(1).
    pub fn len(&self) -> usize {
        self.found.table.count
    }

    /// Whether there is no row. O(1).
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The labels and relations of the pattern that the network does not have, in the order of the pattern,
    /// the labels of each triple before its relations. They match nothing;
    /// [`find_concept`](Network::find_concept) suggests labels that are close. O(1).
    pub fn unknown(&self) -> &[String] {
        &self.found.unknown
    }

    /// The row with this number, counted from 0, or `None` if it is out of range. O(1).
    pub fn get(&self, number: usize) -> Option<Row<'_, 'a>> {
        (number < self.len()).then_some(Row { rows: self, number })
    }

    /// The rows. O(1), and O(1) for each.
    pub fn iter(&self) -> RowIter<'_, 'a> {
        RowIter { rows: self, numbers: 0..self.len() }
    }

    /// The same rows with a clone of the network, so they have no lifetime. O(1).
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::select::OwnedRows;
    ///
    /// fn kinds() -> Result<OwnedRows, Box<dyn std::error::Error>> {
    ///     let network = NetworkBuilder::new("Q?")
    ///         .concept("Dog", "")
    ///         .concept("Canine", "")
    ///         .relationship(("Dog", "hypernym", "Canine"))
    ///         .build()?;
    ///     Ok(network.select("?x via hypernym ?y")?.into_owned())
    /// }
    /// assert_eq!(kinds()?.rows().len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "to_owned")]
    pub fn into_owned(self) -> OwnedRows {
        OwnedRows { network: self.network.clone(), found: self.found }
    }
}

impl<'r, 'a> IntoIterator for &'r Rows<'a> {
    type Item = Row<'r, 'a>;
    type IntoIter = RowIter<'r, 'a>;

    fn into_iter(self) -> RowIter<'r, 'a> {
        self.iter()
    }
}

/// The rows of [`Rows`], one after the other.
#[derive(Clone, Debug)]
pub struct RowIter<'r, 'a> {
    rows: &'r Rows<'a>,
    numbers: Range<usize>,
}

impl<'r, 'a> Iterator for RowIter<'r, 'a> {
    type Item = Row<'r, 'a>;

    fn next(&mut self) -> Option<Row<'r, 'a>> {
        self.numbers.next().map(|number| Row { rows: self.rows, number })
    }

    fn nth(&mut self, places: usize) -> Option<Row<'r, 'a>> {
        self.numbers.nth(places).map(|number| Row { rows: self.rows, number })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.numbers.size_hint()
    }
}

impl<'r, 'a> DoubleEndedIterator for RowIter<'r, 'a> {
    fn next_back(&mut self) -> Option<Row<'r, 'a>> {
        self.numbers.next_back().map(|number| Row { rows: self.rows, number })
    }
}

impl ExactSizeIterator for RowIter<'_, '_> {}

/// [`Rows`] that outlive the borrow of their network: they hold a clone of it, which is reference-counted.
#[derive(Clone)]
pub struct OwnedRows {
    network: Network,
    found: Arc<Found>,
}

impl OwnedRows {
    /// The rows. O(1).
    pub fn rows(&self) -> Rows<'_> {
        Rows { network: &self.network, found: Arc::clone(&self.found) }
    }

    /// The network that was queried. O(1).
    pub fn network(&self) -> &Network {
        &self.network
    }
}

impl fmt::Debug for OwnedRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rows().fmt(f)
    }
}

impl fmt::Debug for Rows<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows")
            .field("variables", &self.variables())
            .field("len", &self.len())
            .finish_non_exhaustive()
    }
}

/// One row of a [`select`](Network::select): a concept for each variable. `Display` writes `?x = Dog, ?y =
/// Canine`.
#[derive(Clone, Copy)]
pub struct Row<'r, 'a> {
    rows: &'r Rows<'a>,
    number: usize,
}

impl<'r, 'a> Row<'r, 'a> {
    /// The concept of a variable, which is named with or without its `?`; `None` for one that the pattern
    /// does not name. O(variables).
    ///
    /// ```
    /// use semnet_core::paths::Budget;
    ///
    /// let network = semnet_core::NetworkBuilder::new("Q?")
    ///     .concept("Dog", "")
    ///     .concept("Canine", "")
    ///     .relationship(("Dog", "hypernym", "Canine", "Dogs are canines."))
    ///     .build()?;
    ///
    /// let rows = network.select("?x via hypernym ?y")?;
    /// let row = rows.get(0).ok_or("no row")?;
    /// assert_eq!(row.get("x").map(|concept| concept.label()), Some("Dog"));
    /// let evidence = row.evidence(&mut Budget::new(1_000))?;
    /// assert_eq!(evidence[0][0].passage(), Some("Dogs are canines."));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get(self, variable: &str) -> Option<Concept<'a>> {
        let name = variable.strip_prefix('?').unwrap_or(variable);
        let place = self.rows.variables().iter().position(|known| known == name)?;
        self.concepts().nth(place)
    }

    /// The concepts, in the order of [`variables`](Rows::variables). O(1), and O(1) for each.
    pub fn concepts(self) -> ListedConcepts<'r, 'a> {
        let table = &self.rows.found.table;
        let start = self.number * table.width;
        ListedConcepts::new(self.rows.network, &table.cells[start..start + table.width])
    }

    /// The relationships that support the row: for each triple, in the order in which the triples were
    /// written, the relationships of all shortest walks that match it. They are sorted by their distance from
    /// the beginning of the walk, and then in [canonical order](crate::network#canonical-order). A path that
    /// matches without a step has none.
    ///
    /// Each call searches for them again, from both ends of each triple. It costs at most as much as finding
    /// everything that the paths reach from one concept. The relationships that it looks at are charged to
    /// `budget`, which several rows may share.
    ///
    /// # Errors
    ///
    /// [`BudgetError`] if the budget ends before everything was found.
    #[doc(alias = "provenance")]
    pub fn evidence(self, budget: &mut Budget) -> Result<Vec<Vec<Relationship<'a>>>, BudgetError> {
        let network = self.rows.network;
        let Found { parts, table, max_length, .. } = &*self.rows.found;
        let row = &table.cells[self.number * table.width..];
        let concept = |end: End| match end {
            End::Fixed(concept) => concept,
            End::Variable(place) => row[place],
        };
        let evidence = |part: &Part| {
            let (subject, object) = (concept(part.subject), concept(part.object));
            let pair = Pair { network, subject, object, max_length: *max_length };
            let found = pair.evidence(&part.automaton, budget)?;
            Ok(found.into_iter().map(|id| Relationship::new(network, id)).collect())
        };
        parts.iter().map(evidence).collect()
    }
}

impl fmt::Display for Row<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (name, concept)) in self.rows.variables().iter().zip(self.concepts()).enumerate() {
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
