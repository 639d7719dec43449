//! The triples of a file while it is read. Each term is kept once: most of them come again and again.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

use crate::format::tools::graph::Text;
use crate::format::tools::rdf::{Term, Triple};

/// Strings, one behind the other.
#[derive(Default)]
pub(super) struct Terms {
    text: String,
    ends: Vec<usize>,
    numbers: HashTable<usize>,
    state: RandomState,
}

impl Terms {
    /// The number of a string, which is added when it is new. O(length).
    pub(super) fn insert(&mut self, string: &str) -> usize {
        let hash = self.state.hash_one(string);
        if let Some(&number) = self.numbers.find(hash, |&number| self.get(number) == string) {
            return number;
        }
        let number = self.ends.len();
        self.text.push_str(string);
        self.ends.push(self.text.len());
        let Terms { text, ends, numbers, state } = self;
        numbers.insert_unique(hash, number, |&number| state.hash_one(at(text, ends, number)));
        number
    }

    /// The string of a number. O(1).
    pub(super) fn get(&self, number: usize) -> &str {
        at(&self.text, &self.ends, number)
    }
}

fn at<'t>(text: &'t str, ends: &[usize], number: usize) -> &'t str {
    let start = number.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or_default();
    let end = ends.get(number).copied().unwrap_or_default();
    text.get(start..end).unwrap_or_default()
}

/// Triples by the numbers of their terms.
#[derive(Default)]
pub(super) struct Statements(Vec<Statement>);

struct Statement {
    subject: usize,
    predicate: usize,
    object: Object,
}

enum Object {
    Node(usize),
    Literal(usize, Option<usize>),
    Number(u64),
}

impl Statements {
    pub(super) fn push(&mut self, terms: &mut Terms, subject: &str, predicate: &str, object: &Term<'_>) {
        let (subject, predicate) = (terms.insert(subject), terms.insert(predicate));
        let object = match object {
            Term::Node(node) => Object::Node(terms.insert(node)),
            Term::Literal { value, language } => {
                let language = language.as_deref().map(|language| terms.insert(language));
                Object::Literal(terms.insert(value), language)
            }
            Term::Number(number) => Object::Number(*number),
        };
        self.0.push(Statement { subject, predicate, object });
    }

    /// The triples, in the order in which they came.
    pub(super) fn into_triples(self, terms: &Terms) -> impl Iterator<Item = Triple<'_>> {
        let text = |number: usize| Text::from(terms.get(number));
        self.0.into_iter().map(move |Statement { subject, predicate, object }| Triple {
            subject: text(subject),
            predicate: text(predicate),
            object: match object {
                Object::Node(node) => Term::Node(text(node)),
                Object::Literal(value, language) => {
                    Term::Literal { value: text(value), language: language.map(text) }
                }
                Object::Number(number) => Term::Number(number),
            },
        })
    }
}
