//! Random patterns for `select`, and their meaning by definition: a path is a set of pairs of concepts, each
//! with the length of the shortest walk between them; rows are found by trying every concept for every
//! variable.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;
use semnet_core::Network;

use crate::small::RELATIONS;

/// A path expression.
#[derive(Clone, Debug)]
pub enum Path {
    /// A relation by its name.
    Relation(&'static str),
    /// `^`
    Inverse(Box<Path>),
    /// `/`
    Sequence(Box<Path>, Box<Path>),
    /// `|`
    Alternative(Box<Path>, Box<Path>),
    /// `*`
    ZeroOrMore(Box<Path>),
    /// `+`
    OneOrMore(Box<Path>),
    /// `?`
    ZeroOrOne(Box<Path>),
    /// `!(…)`: names, and whether each follows `^`.
    Not(Vec<(&'static str, bool)>),
}

/// A subject or an object.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    /// A variable.
    Variable(&'static str),
    /// The place of a label in a list of them.
    Concept(usize),
}

/// A pattern.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// The subject.
    pub subject: Term,
    /// The path.
    pub path: Path,
    /// The object.
    pub object: Term,
}

/// A relationship for the definition: between numbers, and whether it may be walked either way.
#[derive(Clone, Copy, Debug)]
pub struct Edge<'a> {
    /// Where it starts.
    pub source: usize,
    /// Its relation.
    pub relation: &'a str,
    /// Where it ends.
    pub target: usize,
    /// Whether it may be walked from source to target, and from target to source.
    pub counts: [bool; 2],
}

/// The pairs that a path relates, with the length of the shortest walk.
pub type Pairs = BTreeMap<(usize, usize), usize>;

fn shorter(pairs: &mut Pairs, pair: (usize, usize), length: usize) -> bool {
    let known = pairs.entry(pair).or_insert(usize::MAX);
    let is_shorter = length < *known;
    *known = length.min(*known);
    is_shorter
}

fn composed(a: &Pairs, b: &Pairs) -> Pairs {
    let mut pairs = Pairs::new();
    for (&(start, middle), first) in a {
        for (&(_, end), second) in b.range((middle, 0)..(middle + 1, 0)) {
            shorter(&mut pairs, (start, end), first + second);
        }
    }
    pairs
}

impl Path {
    /// The pairs that the path relates among this many concepts.
    pub fn pairs(&self, concepts: usize, edges: &[Edge<'_>]) -> Pairs {
        let mut pairs = Pairs::new();
        match self {
            Path::Relation(name) => {
                for edge in edges.iter().filter(|edge| edge.relation == *name && edge.counts[0]) {
                    pairs.insert((edge.source, edge.target), 1);
                }
            }
            Path::Inverse(inner) => {
                // Walked from the other end, each of its steps goes the other way.
                let turned: Vec<Edge<'_>> = edges
                    .iter()
                    .map(|edge| Edge { counts: [edge.counts[1], edge.counts[0]], ..*edge })
                    .collect();
                for ((start, end), length) in inner.pairs(concepts, &turned) {
                    pairs.insert((end, start), length);
                }
            }
            Path::Sequence(a, b) => return composed(&a.pairs(concepts, edges), &b.pairs(concepts, edges)),
            Path::Alternative(a, b) => {
                pairs = a.pairs(concepts, edges);
                for (pair, length) in b.pairs(concepts, edges) {
                    shorter(&mut pairs, pair, length);
                }
            }
            Path::ZeroOrMore(inner) | Path::OneOrMore(inner) => {
                let once = inner.pairs(concepts, edges);
                pairs = once.clone();
                loop {
                    let mut grows = false;
                    for (pair, length) in composed(&pairs.clone(), &once) {
                        grows |= shorter(&mut pairs, pair, length);
                    }
                    if !grows {
                        break;
                    }
                }
                if let Path::ZeroOrMore(_) = self {
                    pairs.extend((0..concepts).map(|concept| ((concept, concept), 0)));
                }
            }
            Path::ZeroOrOne(inner) => {
                pairs = inner.pairs(concepts, edges);
                pairs.extend((0..concepts).map(|concept| ((concept, concept), 0)));
            }
            Path::Not(names) => {
                let excluded = |relation: &str, inverse| names.contains(&(relation_of(relation), inverse));
                for edge in edges {
                    if names.iter().any(|name| !name.1) && edge.counts[0] && !excluded(edge.relation, false) {
                        pairs.insert((edge.source, edge.target), 1);
                    }
                    if names.iter().any(|name| name.1) && edge.counts[1] && !excluded(edge.relation, true) {
                        pairs.insert((edge.target, edge.source), 1);
                    }
                }
            }
        }
        pairs
    }

    /// As text; `name` writes a relation. The same text is a path of semnet and of SPARQL.
    pub fn to_text(&self, name: &dyn Fn(&str) -> String) -> String {
        self.write(name, 0)
    }

    /// `bond` is how strongly the signs around it bind: 0 nothing, 1 `|`, 2 `/`, 3 `^` or a sign after it.
    fn write(&self, name: &dyn Fn(&str) -> String, bond: u8) -> String {
        let (own, text) = match self {
            Path::Relation(relation) => (4, name(relation)),
            Path::Inverse(inner) => (2, format!("^{}", inner.write(name, 3))),
            Path::Sequence(a, b) => (1, format!("{} / {}", a.write(name, 1), b.write(name, 2))),
            Path::Alternative(a, b) => (0, format!("{}|{}", a.write(name, 0), b.write(name, 1))),
            Path::ZeroOrMore(inner) => (2, format!("{}*", inner.write(name, 4))),
            Path::OneOrMore(inner) => (2, format!("{}+", inner.write(name, 4))),
            Path::ZeroOrOne(inner) => (2, format!("{}?", inner.write(name, 4))),
            Path::Not(names) => {
                let names: Vec<String> = names
                    .iter()
                    .map(|(relation, inverse)| {
                        format!("{}{}", if *inverse { "^" } else { "" }, name(relation))
                    })
                    .collect();
                (4, format!("!({})", names.join("|")))
            }
        };
        if own < bond { format!("({text})") } else { text }
    }
}

fn relation_of(relation: &str) -> &'static str {
    RELATIONS.into_iter().chain(["Key Finding"]).find(|known| *known == relation).unwrap_or("unknown")
}

/// A row: for each variable, in the order of first mention, the number of a concept.
pub type Row = Vec<usize>;

/// The variables in the order in which they are mentioned.
pub fn variables(patterns: &[Pattern]) -> Vec<&'static str> {
    let mut names = Vec::new();
    for term in patterns.iter().flat_map(|pattern| [&pattern.subject, &pattern.object]) {
        if let Term::Variable(name) = term
            && !names.contains(name)
        {
            names.push(name);
        }
    }
    names
}

/// The rows that satisfy all patterns by walks of at most this length, by trying everything.
pub fn rows(patterns: &[Pattern], concepts: usize, edges: &[Edge<'_>], at_most: usize) -> BTreeSet<Row> {
    let names = variables(patterns);
    let related: Vec<Pairs> = patterns.iter().map(|pattern| pattern.path.pairs(concepts, edges)).collect();
    let mut rows = BTreeSet::from([Row::new()]);
    for _ in &names {
        rows = rows
            .iter()
            .flat_map(|row| (0..concepts).map(move |concept| row.iter().copied().chain([concept]).collect()))
            .collect();
    }
    rows.retain(|row| {
        let value = |term: &Term| value(term, &names, row);
        patterns.iter().zip(&related).all(|(pattern, pairs)| {
            let length = pairs.get(&(value(&pattern.subject), value(&pattern.object)));
            length.is_some_and(|&length| length <= at_most)
        })
    });
    rows
}

/// The concept that a term is in a row.
pub fn value(term: &Term, names: &[&str], row: &[usize]) -> usize {
    match term {
        Term::Concept(number) => *number,
        Term::Variable(name) => {
            names.iter().position(|known| known == name).map_or(usize::MAX, |place| row[place])
        }
    }
}

/// Any path of moderate size.
pub fn path() -> impl Strategy<Value = Path> {
    let name = || prop::sample::select(vec!["is", "is", "part of", "sees", "Key Finding", "unknown"]);
    let leaf = prop_oneof![
        4 => name().prop_map(Path::Relation),
        1 => vec((name(), any::<bool>()), 1..3).prop_map(Path::Not),
    ];
    leaf.prop_recursive(4, 10, 2, |inner| {
        let boxed = inner.clone().prop_map(Box::new);
        let pair = (inner.clone().prop_map(Box::new), inner.prop_map(Box::new));
        prop_oneof![
            boxed.clone().prop_map(Path::Inverse),
            pair.clone().prop_map(|(a, b)| Path::Sequence(a, b)),
            pair.prop_map(|(a, b)| Path::Alternative(a, b)),
            boxed.clone().prop_map(Path::ZeroOrMore),
            boxed.clone().prop_map(Path::OneOrMore),
            boxed.prop_map(Path::ZeroOrOne),
        ]
    })
}

/// One to three patterns; concepts are numbers from 0 to 6, to be taken modulo how many there are.
pub fn patterns() -> impl Strategy<Value = Vec<Pattern>> {
    let term = || {
        prop_oneof![
            3 => prop::sample::select(vec!["x", "y", "z"]).prop_map(Term::Variable),
            1 => (0..7usize).prop_map(Term::Concept),
        ]
    };
    let pattern =
        (term(), path(), term()).prop_map(|(subject, path, object)| Pattern { subject, path, object });
    vec(pattern, 1..=3)
}

fn term(network: &Network, term: &Term) -> String {
    match term {
        Term::Variable(name) => format!("?{name}"),
        Term::Concept(number) => match network.concepts().nth(*number) {
            Some(concept) if !concept.is_question() => concept.to_string(),
            _ => "question".into(),
        },
    }
}

/// Patterns as semnet reads them.
pub fn text(network: &Network, patterns: &[Pattern], separator: &str) -> String {
    let quoted = |name: &str| if name.contains(' ') { format!("\"{name}\"") } else { name.into() };
    let one = |pattern: &Pattern| {
        let (subject, object) = (term(network, &pattern.subject), term(network, &pattern.object));
        format!("{subject} via {} {object}", pattern.path.to_text(&quoted))
    };
    patterns.iter().map(one).collect::<Vec<_>>().join(separator)
}

/// The same patterns, with concepts that the network has.
pub fn fitted(network: &Network, patterns: &[Pattern]) -> Vec<Pattern> {
    let fit = |term: &Term| match term {
        Term::Concept(number) => Term::Concept(number % network.concept_count()),
        variable => variable.clone(),
    };
    let one = |pattern: &Pattern| Pattern {
        subject: fit(&pattern.subject),
        path: pattern.path.clone(),
        object: fit(&pattern.object),
    };
    patterns.iter().map(one).collect()
}
