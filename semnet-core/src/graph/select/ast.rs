//! The content of a pattern: triples of a subject, a path and an object.

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
    /// Its place when the triples are sorted as texts.
    pub(super) rank: usize,
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
    /// `!(…)`: whether relationships may be walked forwards and against their direction, and by which
    /// relations not.
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
