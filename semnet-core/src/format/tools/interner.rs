//! The triples of a file while it is read, by the numbers of their terms.

use crate::format::tools::graph::Text;
use crate::format::tools::rdf::{Term, Triple};
use crate::format::tools::strings::{Number, Strings};

/// The terms of a file.
pub(super) type Terms = Strings;

/// Triples by the numbers of their terms.
#[derive(Default)]
pub(super) struct Statements(Vec<Statement>);

struct Statement {
    subject: Number,
    predicate: Number,
    object: Object,
}

enum Object {
    Node(Number),
    Literal(Number, Option<Number>),
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
        let text = |number: Number| Text::from(terms.get(number));
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
