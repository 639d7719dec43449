//! A pattern that was read: triples of subject, path and object.

use std::fmt;
use std::str::FromStr;

use crate::graph::select::error::PatternError;
use crate::graph::select::parse;

/// A pattern of [`select`](crate::Network::select), read once and used as often as you like; QUERIES.md has the
/// grammar. `Display` writes it as it was given.
///
/// ```
/// use semnet_core::NetworkBuilder;
/// use semnet_core::paths::PathOptions;
/// use semnet_core::select::Pattern;
///
/// let pattern: Pattern = "?x via hypernym+ Animal".parse()?;
/// assert_eq!(pattern.to_string(), "?x via hypernym+ Animal");
/// assert_eq!(pattern.variables(), ["x"]);
///
/// let network = NetworkBuilder::new("Q?").concept("Dog", "").concept("Animal", "")
///     .relationship(("Dog", "hypernym", "Animal")).build()?;
/// assert_eq!(network.select_with(&pattern, &PathOptions::default())?.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Pattern {
    text: Box<str>,
    pub(super) query: Query,
}

impl Pattern {
    /// The names of the variables, without their `?`, in the order in which the pattern names them. O(1).
    pub fn variables(&self) -> &[String] {
        &self.query.variables
    }

    /// The pattern as it was written. O(1).
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl FromStr for Pattern {
    type Err = PatternError;

    /// Reads a pattern. O(length).
    ///
    /// # Errors
    ///
    /// [`PatternError`], with the place, for a text that is not a pattern, such as `?x hypernym ?y`, where `via` is
    /// missing.
    fn from_str(text: &str) -> Result<Pattern, PatternError> {
        Ok(Pattern { query: parse::parse(text)?, text: text.into() })
    }
}

impl TryFrom<&str> for Pattern {
    type Error = PatternError;

    fn try_from(text: &str) -> Result<Pattern, PatternError> {
        text.parse()
    }
}

impl PartialEq for Pattern {
    /// The same text.
    fn eq(&self, other: &Pattern) -> bool {
        self.text == other.text
    }
}

impl Eq for Pattern {}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pattern").field(&self.text).finish()
    }
}

/// Triples, and the names of the variables in the order in which they first occur.
#[derive(Debug, Default, Clone)]
pub(super) struct Query {
    pub(super) triples: Vec<Triple>,
    pub(super) variables: Vec<String>,
}

#[derive(Debug, Clone)]
pub(super) struct Triple {
    pub(super) subject: Term,
    pub(super) path: Expression,
    pub(super) object: Term,
    /// The whole triple as it was written.
    pub(super) written: Box<str>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Term {
    /// A place in the list of variables.
    Variable(usize),
    Label(Box<str>),
    Question,
}

/// A path expression: SPARQL 1.1, section 9, on relations.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expression {
    Relation(Box<str>),
    Inverse(Box<Expression>),
    Sequence(Vec<Expression>),
    Alternative(Vec<Expression>),
    /// `?`, `+`, `*`: whether it may be missing, and whether it may come many times.
    Repeat(Box<Expression>, bool, bool),
    /// `!(…)`: whether relationships may be walked forwards and against their direction, and by which relations not.
    Not {
        forward: Option<Vec<Box<str>>>,
        inverse: Option<Vec<Box<str>>>,
    },
}

/// How many steps an expression may have, those joined by `|` counted once.
pub(super) const MOST_STEPS: usize = 256;

impl Expression {
    /// Whether it is no more than one relationship, whichever way.
    pub(super) fn is_one_step(&self) -> bool {
        match self {
            Expression::Relation(_) | Expression::Not { .. } => true,
            Expression::Inverse(inner) => inner.is_one_step(),
            Expression::Alternative(choices) => choices.iter().all(Expression::is_one_step),
            Expression::Sequence(_) | Expression::Repeat(..) => false,
        }
    }

    /// How many steps it has.
    pub(super) fn steps(&self) -> usize {
        match self {
            _ if self.is_one_step() => 1,
            Expression::Inverse(inner) | Expression::Repeat(inner, ..) => inner.steps(),
            Expression::Sequence(parts) | Expression::Alternative(parts) => {
                parts.iter().map(Expression::steps).sum()
            }
            Expression::Relation(_) | Expression::Not { .. } => 1,
        }
    }
}
