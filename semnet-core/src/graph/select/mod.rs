//! Patterns with variables, answered with rows. The [guide] describes the language.
//!
//! ```
//! use semnet_core::NetworkBuilder;
//!
//! let network = NetworkBuilder::new("Q?")
//!     .concept("Dog", "")
//!     .concept("Canine", "")
//!     .concept("Animal", "")
//!     .relationship(("Dog", "hypernym", "Canine"))
//!     .relationship(("Canine", "hypernym", "Animal"))
//!     .build()?;
//! let rows = network.select("?x via hypernym+ Animal")?;
//! assert_eq!(
//!     rows.iter().map(|row| row.to_string()).collect::<Vec<_>>(),
//!     ["?x = Canine", "?x = Dog"]
//! );
//!
//! // Names of several words need quotation marks. Letter case matters.
//! let rows = network.select("?x via \"is a kind of\" ?y; ?x via hypernym \"grey wolf\"")?;
//! assert!(rows.is_empty());
//! assert_eq!(rows.unknown(), ["is a kind of", "grey wolf"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[doc = include_str!("../../../QUERIES.md")]
pub mod guide {}

mod ast;
mod automaton;
mod error;
mod join;
mod pair;
mod parse;
mod pattern;
mod reach;
mod rows;

pub use error::{PatternError, SelectError};
pub use pattern::Pattern;
pub use rows::{OwnedRows, Row, RowIter, Rows};

use crate::graph::budget::{Budget, BudgetError};
use crate::graph::options::PathOptions;
use crate::graph::select::ast::{Expression, Query, Term};
use crate::graph::select::automaton::Automaton;
use crate::graph::select::join::{End, Join, Part};
use crate::network::{Index, Network};

/// The budget of a `select` whose options have none: relationships read plus cells of rows written.
const USUAL_BUDGET: u64 = 20_000_000;

/// # Patterns
impl Network {
    /// The distinct ways to bind the variables of a pattern so that the network satisfies it. A triple is
    /// `SUBJECT via RELATION OBJECT`, and triples are joined by `;`, `.` or a new line. The relation may be a
    /// path with the operators of SPARQL 1.1 (`^`, `/`, `|`, `*`, `+`, `?`, `!`), which have the same meaning
    /// here. `question` names the root. A name of several words needs quotation marks. Letter case matters. A
    /// label or relation that the network does not have matches nothing and is listed in [`Rows::unknown`].
    /// The [guide] has the grammar.
    ///
    /// Rows are in [canonical order](crate::network#canonical-order): by the concept of the first variable,
    /// then of the second, and so on, in the order in which the pattern first mentions them.
    ///
    /// Matching one triple takes O(relationships within reach of its path · steps of the path), or · steps²
    /// if many of the steps are optional. The order in which the triples are written makes no difference:
    /// the one that is estimated to leave the fewest rows is matched next.
    ///
    /// # Errors
    ///
    /// [`SelectError::Pattern`] for a text that is not a pattern, such as `?x hypernym ?y`, where `via` is
    /// missing; [`SelectError::Budget`] if the relationships looked at and the cells of rows written are
    /// more than 20 million together.
    ///
    /// ```
    /// let network = semnet_core::NetworkBuilder::new("Q?")
    ///     .concept("Dog", "")
    ///     .concept("Canine", "")
    ///     .concept("Animal", "")
    ///     .relationship(("Dog", "hypernym", "Canine"))
    ///     .relationship(("Canine", "hypernym", "Animal"))
    ///     .build()?;
    /// let rows = network.select("?x via hypernym+ Animal")?;
    /// let lines: Vec<String> = rows.iter().map(|row| row.to_string()).collect();
    /// assert_eq!(lines, ["?x = Canine", "?x = Dog"]);
    ///
    /// let error = network.select("?x hypernym Animal").unwrap_err();
    /// assert_eq!(error.to_string(), "character 4 of the pattern: expected `via`; found `hypernym`");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "sparql")]
    #[doc(alias = "query")]
    pub fn select(&self, pattern: &str) -> Result<Rows<'_>, SelectError> {
        let mut query = parse::parse(pattern)?;
        let variables = std::mem::take(&mut query.variables);
        match self.rows_of(&query, variables, &PathOptions::default()) {
            (rows, None) => Ok(rows),
            (_, Some(exceeded)) => Err(exceeded.into()),
        }
    }

    /// [`select`](Network::select) with a pattern that was parsed before, and with options. The relations
    /// apply to each step of a path, the maximum length to each path, and the budget to the whole query. The
    /// direction restricts which steps may match, and never reverses one: `Outgoing` excludes steps that are
    /// written with `^`, `Incoming` all others, and `Both`, the default, none.
    ///
    /// The budget limits the relationships looked at plus the cells of rows written. If `options` have no
    /// budget, the limit is 20 million. In other queries, no budget means no limit.
    ///
    /// # Errors
    ///
    /// [`BudgetError`] if the budget ends before all rows were found.
    ///
    /// ```
    /// use semnet_core::paths::PathOptions;
    ///
    /// let network = semnet_core::NetworkBuilder::new("Q?")
    ///     .concept("Dog", "")
    ///     .concept("Canine", "")
    ///     .concept("Animal", "")
    ///     .relationship(("Dog", "hypernym", "Canine"))
    ///     .relationship(("Canine", "hypernym", "Animal"))
    ///     .build()?;
    /// let pattern = "?x via hypernym+ Animal".parse()?;
    /// assert_eq!(network.select_with(&pattern, &PathOptions::default().max_length(1))?.len(), 1);
    /// assert!(network.select_with(&pattern, &PathOptions::default().budget(1)).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn select_with(&self, pattern: &Pattern, options: &PathOptions) -> Result<Rows<'_>, BudgetError> {
        match self.select_partial(pattern, options) {
            (rows, None) => Ok(rows),
            (_, Some(exceeded)) => Err(exceeded),
        }
    }

    /// [`select_with`](Network::select_with), but if the budget ends, it returns the rows found so far
    /// together with the error. Each of them is a correct answer; there may be more. O(budget).
    ///
    /// ```
    /// use semnet_core::paths::PathOptions;
    ///
    /// let network = semnet_core::NetworkBuilder::new("Q?")
    ///     .concept("Dog", "")
    ///     .concept("Canine", "")
    ///     .relationship(("Dog", "hypernym", "Canine"))
    ///     .build()?;
    /// let (rows, exceeded) =
    ///     network.select_partial(&"?x via hypernym ?y".parse()?, &PathOptions::default());
    /// assert_eq!((rows.len(), exceeded), (1, None));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn select_partial(
        &self,
        pattern: &Pattern,
        options: &PathOptions,
    ) -> (Rows<'_>, Option<BudgetError>) {
        self.rows_of(&pattern.query, pattern.query.variables.clone(), options)
    }

    /// The rows of a query with these variables.
    fn rows_of(
        &self,
        query: &Query,
        variables: Vec<String>,
        options: &PathOptions,
    ) -> (Rows<'_>, Option<BudgetError>) {
        let allowed = options.resolve(self);
        let budget = if allowed.budget.is_unlimited() { Budget::new(USUAL_BUDGET) } else { allowed.budget };
        let mut unknown = Vec::new();
        let mut parts = Vec::with_capacity(query.triples.len());
        let mut is_possible = true;
        for triple in &query.triples {
            let mut end = |term: &Term| {
                let concept = match term {
                    Term::Variable(place) => return Some(End::Variable(*place)),
                    Term::Question => self.question_concept(),
                    Term::Label(label) => self.concept(label),
                };
                if let (None, Term::Label(label)) = (concept, term) {
                    unknown.push(label.to_string());
                }
                concept.map(|concept| End::Fixed(concept.id()))
            };
            let (subject, object) = (end(&triple.subject), end(&triple.object));
            note_unknown(self, &triple.path, &mut unknown);
            let automaton = Automaton::new(self, &triple.path, &allowed);
            let pairs = if query.triples.len() > 1 { self.estimated_pairs(&triple.path) } else { 0.0 };
            match (subject, object, automaton) {
                (Some(subject), Some(object), Some(automaton)) => {
                    parts.push(Part { subject, object, automaton, pairs, rank: triple.rank });
                }
                _ => is_possible = false,
            }
        }
        let width = variables.len();
        let (table, exceeded) = if is_possible {
            Join::new(self, &parts, allowed.max_length, budget).run(width)
        } else {
            (join::Table { width, ..join::Table::default() }, None)
        };
        let rows = Rows::new(self, variables, parts, table, allowed.max_length, unknown);
        (rows, exceeded)
    }

    /// How many pairs of concepts a path relates, roughly: each step by the number of its relationships, each
    /// `+` and `*` by a guess at how deep networks are.
    fn estimated_pairs(&self, path: &Expression) -> f64 {
        const DEPTH: f64 = 8.0;
        let concepts = self.concept_count().max(1) as f64;
        let sizes = self.index().relation_sizes();
        let of =
            |name: &str| self.relation_id(name).map_or(0.0, |relation| f64::from(sizes[relation.index()]));
        let pairs = match path {
            Expression::Relation(name) => of(name),
            Expression::Inverse(inner) => self.estimated_pairs(inner),
            Expression::Sequence(parts) => parts
                .iter()
                .map(|part| self.estimated_pairs(part))
                .reduce(|all, part| all * part / concepts)
                .unwrap_or_default(),
            Expression::Alternative(parts) => parts.iter().map(|part| self.estimated_pairs(part)).sum(),
            Expression::Repeat(inner, may_be_missing, may_be_many) => {
                let pairs = self.estimated_pairs(inner) * if *may_be_many { DEPTH } else { 1.0 };
                pairs + if *may_be_missing { concepts } else { 0.0 }
            }
            Expression::Not { forward, inverse } => [forward, inverse]
                .into_iter()
                .flatten()
                .map(|names| {
                    self.relationship_count() as f64 - names.iter().map(|name| of(name)).sum::<f64>()
                })
                .sum(),
        };
        pairs.clamp(0.0, concepts * concepts)
    }
}

impl Index {
    /// How many relationships each relation has. O(1), after the first call, which is O(relationships).
    fn relation_sizes(&self) -> &[u32] {
        self.relation_sizes.get_or_init(|| {
            let mut sizes = vec![0; self.relation_count()];
            self.relation.iter().for_each(|relation| sizes[relation.index()] += 1);
            sizes
        })
    }
}

/// Notes the relations that the network does not use.
fn note_unknown(network: &Network, path: &Expression, unknown: &mut Vec<String>) {
    let mut note = |name: &str| {
        if network.relation_id(name).is_none() {
            unknown.push(name.into());
        }
    };
    match path {
        Expression::Relation(name) => note(name),
        Expression::Not { forward, inverse } => {
            [forward, inverse].into_iter().flatten().flatten().for_each(|name| note(name));
        }
        Expression::Inverse(inner) | Expression::Repeat(inner, ..) => note_unknown(network, inner, unknown),
        Expression::Sequence(parts) | Expression::Alternative(parts) => {
            parts.iter().for_each(|part| note_unknown(network, part, unknown));
        }
    }
}
