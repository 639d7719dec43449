//! A network as RDF triples, in the terms of SKOS, schema.org and RDF itself.
//!
//! There are no blank nodes: whatever has no name of its own has one made of the network's fingerprint.

use std::collections::{HashMap, HashSet};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::graph::Text;
use crate::network::{Attributes, Concept, Network, Relationship};

pub(super) const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
pub(super) const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
pub(super) const SCHEMA: &str = "https://schema.org/";
pub(super) const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
pub(super) const XSD_INTEGER: &str = "http://www.w3.org/2001/XMLSchema#integer";

macro_rules! terms {
    ($($name:ident = $iri:literal;)*) => { $(pub(super) const $name: &str = $iri;)* };
}

terms! {
    TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    PROPERTY = "http://www.w3.org/1999/02/22-rdf-syntax-ns#Property";
    STATEMENT = "http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement";
    SUBJECT = "http://www.w3.org/1999/02/22-rdf-syntax-ns#subject";
    PREDICATE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate";
    OBJECT = "http://www.w3.org/1999/02/22-rdf-syntax-ns#object";
    LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
    SUB_PROPERTY_OF = "http://www.w3.org/2000/01/rdf-schema#subPropertyOf";
    PREF_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel";
    CONCEPT = "http://www.w3.org/2004/02/skos/core#Concept";
    CONCEPT_SCHEME = "http://www.w3.org/2004/02/skos/core#ConceptScheme";
    IN_SCHEME = "http://www.w3.org/2004/02/skos/core#inScheme";
    SEMANTIC_RELATION = "http://www.w3.org/2004/02/skos/core#semanticRelation";
    QUESTION = "https://schema.org/Question";
    MAIN_ENTITY = "https://schema.org/mainEntity";
    NAME = "https://schema.org/name";
    DESCRIPTION = "https://schema.org/description";
    TEXT = "https://schema.org/text";
    POSITION = "https://schema.org/position";
}

/// Unreserved characters of RFC 3986 stay.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Term<'a> {
    /// An IRI; or `_:` and the name of a blank node, which files of others may have.
    Node(Text<'a>),
    Literal {
        value: Text<'a>,
        language: Option<Text<'a>>,
    },
    /// An `xsd:integer`.
    Number(u64),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Triple<'a> {
    pub(super) subject: Text<'a>,
    pub(super) predicate: Text<'a>,
    pub(super) object: Term<'a>,
}

/// The IRI of a network.
pub(super) fn iri(network: &Network) -> String {
    format!("urn:semnet:{}", network.fingerprint())
}

struct Writing<'a> {
    iri: String,
    triples: Vec<Triple<'a>>,
    /// Predicates that were described already.
    described: HashSet<String>,
}

/// A network's triples, those of one subject mostly together. O(size).
pub(super) fn triples(network: &Network) -> Vec<Triple<'_>> {
    let iri = iri(network);
    let question = format!("{iri}:question");
    let mut writing = Writing { iri: iri.clone(), triples: Vec::new(), described: HashSet::new() };
    writing.node(&iri, TYPE, CONCEPT_SCHEME);
    writing.node(&iri, MAIN_ENTITY, &question);
    writing.literal(&iri, NAME, network.title());
    writing.attributes(&iri, network.attributes());
    writing.node(&question, TYPE, QUESTION);
    writing.node(&question, TYPE, CONCEPT);
    writing.node(&question, IN_SCHEME, &iri);
    writing.literal(&question, PREF_LABEL, network.question());
    for concept in network.concepts().filter(|concept| !concept.is_question()) {
        let subject = writing.concept(concept);
        writing.node(&subject, TYPE, CONCEPT);
        writing.node(&subject, IN_SCHEME, &iri);
        writing.literal(&subject, PREF_LABEL, concept.label());
        writing.literal(&subject, DESCRIPTION, concept.text().unwrap_or_default());
        writing.attributes(&subject, concept.attributes());
    }
    writing.relationships(network);
    writing.triples
}

impl<'a> Writing<'a> {
    fn concept(&self, concept: Concept<'_>) -> String {
        if concept.is_question() {
            return format!("{}:question", self.iri);
        }
        format!("{}:concept:{}", self.iri, utf8_percent_encode(concept.label(), ENCODED))
    }

    fn node(&mut self, subject: &str, predicate: &str, object: &str) {
        let object = Term::Node(object.to_owned().into());
        self.push(subject, predicate, object);
    }

    /// A literal, unless it is empty.
    fn literal(&mut self, subject: &str, predicate: &str, value: &'a str) {
        if !value.is_empty() {
            self.push(subject, predicate, Term::Literal { value: value.into(), language: None });
        }
    }

    fn push(&mut self, subject: &str, predicate: &str, object: Term<'a>) {
        let (subject, predicate) = (subject.to_owned().into(), predicate.to_owned().into());
        self.triples.push(Triple { subject, predicate, object });
    }

    fn attributes(&mut self, subject: &str, attributes: Attributes<'a>) {
        for (name, value) in attributes {
            let predicate = self.predicate("attribute", name);
            self.push(subject, &predicate, Term::Literal { value: value.into(), language: None });
        }
    }

    /// The predicate that stands for a relation or an attribute's name, described when it first comes.
    fn predicate(&mut self, kind: &str, name: &'a str) -> String {
        let predicate = format!("{}:{kind}:{}", self.iri, utf8_percent_encode(name, ENCODED));
        if self.described.insert(predicate.clone()) {
            self.node(&predicate, TYPE, PROPERTY);
            self.literal(&predicate, LABEL, name);
            if kind == "relation" {
                self.node(&predicate, SUB_PROPERTY_OF, SEMANTIC_RELATION);
            }
        }
        predicate
    }

    fn relationships(&mut self, network: &'a Network) {
        let places: HashMap<_, u64> = network.highlights().map(|highlight| highlight.id()).zip(1..).collect();
        let findings: HashMap<_, u64> = network.findings().map(|finding| finding.id()).zip(1..).collect();
        let all: Vec<Relationship<'a>> = network.relationships().collect();
        let ends = |relationship: &Relationship<'_>| {
            (relationship.source().id(), relationship.relation_id(), relationship.target().id())
        };
        for (number, relationship) in all.iter().enumerate() {
            let source = self.concept(relationship.source());
            let relation = self.predicate("relation", relationship.relation());
            let target = self.concept(relationship.target());
            let same_as = |other: Option<&Relationship<'_>>| {
                other.is_some_and(|other| ends(other) == ends(relationship))
            };
            let follows = number > 0 && same_as(all.get(number - 1));
            if !follows {
                self.node(&source, &relation, &target);
            }
            let place = if relationship.is_key_finding() {
                findings.get(&relationship.target().id())
            } else {
                places.get(&relationship.id())
            };
            let passage = relationship.passage().unwrap_or_default();
            let is_plain = passage.is_empty() && place.is_none() && relationship.attributes().len() == 0;
            // A triple says that there is a relationship; a statement says which, and more about it.
            if !is_plain || follows || same_as(all.get(number + 1)) {
                let statement = format!("{}:relationship:{number}", self.iri);
                self.node(&statement, TYPE, STATEMENT);
                self.node(&statement, SUBJECT, &source);
                self.node(&statement, PREDICATE, &relation);
                self.node(&statement, OBJECT, &target);
                self.literal(&statement, TEXT, passage);
                if let Some(&place) = place {
                    self.push(&statement, POSITION, Term::Number(place));
                }
                self.attributes(&statement, relationship.attributes());
            }
        }
    }
}
