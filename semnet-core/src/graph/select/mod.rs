//! `select`: patterns with variables, answered with rows.

mod automaton;
mod error;
mod join;
mod pair;
mod parse;
mod reach;
mod rows;

pub use error::PatternError;
pub use rows::{Row, Rows};

use crate::graph::PathOptions;
use crate::graph::budget::Budget;
use crate::network::{Index, Network};
use automaton::Automaton;
use join::{End, Join, Part};
use parse::{Expression, Term};

/// How much a `select` without a budget of its own may do: relationships looked at and cells of rows written.
const USUAL_BUDGET: u64 = 20_000_000;

impl Network {
    /// The distinct ways to bind the variables of some patterns so that the network satisfies them all; QUERIES.md
    /// has the grammar. A pattern is `SUBJECT via RELATION OBJECT`; patterns are joined by `;`, `.` or a new line; the
    /// relation may be a path with the operators of SPARQL 1.1 (`^`, `/`, `|`, `*`, `+`, `?`, `!`), under SPARQL's
    /// semantics; `question` names the root. A label or relation that the network does not have matches nothing.
    ///
    /// Rows come in canonical order: by the concept of the first variable, then the second, in the order in which
    /// the patterns name them. The cost is that of the smallest patterns, whichever stands first; one path is linear
    /// in what lies within its reach (times the square of its steps, where many of them may be left out). Without a budget of its own a `select` stops after 20 million relationships
    /// looked at and cells written, and [says so](Rows::cut_short).
    ///
    /// # Errors
    ///
    /// [`PatternError`] for a text that is no pattern, such as `?x hypernym ?y`, where `via` is missing.
    ///
    /// ```
    /// # let network = semnet_core::NetworkBuilder::new("Q?").concept("Dog", "").concept("Canine", "")
    /// #     .concept("Animal", "").relationship(("Dog", "hypernym", "Canine"))
    /// #     .relationship(("Canine", "hypernym", "Animal")).build()?;
    /// let rows = network.select("?x via hypernym+ Animal")?;
    /// let lines: Vec<String> = rows.iter().map(|row| row.to_string()).collect();
    /// assert_eq!(lines, ["?x = Canine", "?x = Dog"]);
    /// assert!(network.select("Dog via hypernym+ Animal; Animal via ^hypernym ?x")?.cut_short().is_none());
    ///
    /// let error = network.select("?x hypernym Animal").unwrap_err();
    /// assert_eq!(error.to_string(), "character 3 of the pattern: expected `via`; found `hypernym`");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "sparql")]
    #[doc(alias = "query")]
    pub fn select(&self, patterns: &str) -> Result<Rows<'_>, PatternError> {
        self.select_with(patterns, &PathOptions::default())
    }

    /// [`select`](Network::select), where only those relationships count that `options` allows: relations and direction
    /// hold for each step of a path, the longest length for each path, the budget for the whole.
    ///
    /// # Errors
    ///
    /// [`PatternError`], as for [`select`](Network::select).
    ///
    /// ```
    /// # use semnet_core::paths::PathOptions;
    /// # let network = semnet_core::NetworkBuilder::new("Q?").concept("Dog", "").concept("Canine", "")
    /// #     .concept("Animal", "").relationship(("Dog", "hypernym", "Canine"))
    /// #     .relationship(("Canine", "hypernym", "Animal")).build()?;
    /// assert_eq!(network.select_with("?x via hypernym+ Animal", &PathOptions::default().max_length(1))?.len(), 1);
    /// assert!(network.select_with("?x via hypernym ?y", &PathOptions::default().budget(1))?.cut_short().is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn select_with(&self, patterns: &str, steps: &PathOptions) -> Result<Rows<'_>, PatternError> {
        let query = parse::parse(patterns)?;
        let counted = steps.resolve(self);
        let budget = if counted.budget.is_unlimited() { Budget::new(USUAL_BUDGET) } else { counted.budget };
        let mut unknown = Vec::new();
        let mut parts = Vec::with_capacity(query.patterns.len());
        let mut is_possible = true;
        for pattern in &query.patterns {
            let mut end = |term: &Term<'_>| {
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
            let (subject, object) = (end(&pattern.subject), end(&pattern.object));
            note_unknown(self, &pattern.path, &mut unknown);
            let automaton = Automaton::new(self, patterns, pattern, &counted)?;
            let pairs = if query.patterns.len() > 1 { self.estimated_pairs(&pattern.path) } else { 0.0 };
            match (subject, object) {
                (Some(subject), Some(object)) => {
                    let rank = query.patterns.iter().filter(|other| other.written < pattern.written).count();
                    parts.push(Part { subject, object, automaton, pairs, rank });
                }
                _ => is_possible = false,
            }
        }
        let width = query.variables.len();
        let (table, cut_short) = if is_possible {
            Join::new(self, &parts, counted.max_length, budget).run(width)
        } else {
            (join::Table { width, ..join::Table::default() }, None)
        };
        let variables = query.variables.iter().map(|&name| name.into()).collect();
        Ok(Rows::new(self, variables, parts, table, counted.max_length, cut_short, unknown))
    }

    /// How many pairs of concepts a path relates, roughly: each step by the number of its relationships, each `+` and
    /// `*` by a guess at how deep networks are.
    fn estimated_pairs(&self, path: &Expression<'_>) -> f64 {
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
fn note_unknown(network: &Network, path: &Expression<'_>, unknown: &mut Vec<String>) {
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
