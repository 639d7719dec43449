//! A network as RDF triples, in the terms of SKOS, schema.org and RDF itself.
//!
//! There are no blank nodes: a resource without a name gets one made of the network's fingerprint.

use std::collections::HashSet;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::format::tools::graph::Text;
use crate::format::tools::language_tags::is_usual_tag;
use crate::format::tools::view::Places;
use crate::names::ALIAS;
use crate::network::{Attributes, Concept, ConceptId, Network, RelationId, Relationship, RelationshipId};

pub(super) const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
pub(super) const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
pub(super) const SCHEMA: &str = "https://schema.org/";
pub(super) const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
pub(super) const XSD_STRING: &str = "http://www.w3.org/2001/XMLSchema#string";
pub(super) const XSD_INTEGER: &str = "http://www.w3.org/2001/XMLSchema#integer";

macro_rules! terms {
    ($($name:ident = $iri:literal;)*) => { $(pub(super) const $name: &str = $iri;)* };
}

terms! {
    TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    PROPERTY = "http://www.w3.org/1999/02/22-rdf-syntax-ns#Property";
    FIRST = "http://www.w3.org/1999/02/22-rdf-syntax-ns#first";
    REST = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest";
    MEMBER = "http://www.w3.org/2000/01/rdf-schema#member";
    NIL = "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil";
    STATEMENT = "http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement";
    SUBJECT = "http://www.w3.org/1999/02/22-rdf-syntax-ns#subject";
    PREDICATE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate";
    REIFIES = "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies";
    // The class of a subject with a triple term after `rdf:reifies`. It is not an IRI, so no file can have
    // it.
    QUOTED = "\0quoted";
    OBJECT = "http://www.w3.org/1999/02/22-rdf-syntax-ns#object";
    LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
    SUB_PROPERTY_OF = "http://www.w3.org/2000/01/rdf-schema#subPropertyOf";
    PREF_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel";
    ALT_LABEL = "http://www.w3.org/2004/02/skos/core#altLabel";
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

/// Short names for the beginnings of IRIs, in the formats that have them.
pub(super) const PREFIXES: &[(&str, &str)] =
    &[("rdf", RDF), ("rdfs", RDFS), ("schema", SCHEMA), ("skos", SKOS)];

/// Attributes that are the languages of a label and of a text.
pub(super) const LABEL_LANGUAGE: &str = "label language";
pub(super) const TEXT_LANGUAGE: &str = "text language";

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

/// A literal with a datatype, and whether its text shows which.
pub(super) fn typed<'a>(value: Text<'a>, datatype: &str) -> (Term<'a>, bool) {
    match value.parse() {
        Ok(number) if datatype == XSD_INTEGER && *value == format!("{number}") => {
            (Term::Number(number), true)
        }
        _ => (Term::Literal { value, language: None }, datatype == XSD_STRING),
    }
}

/// The beginning of the IRIs of networks.
pub(super) const OWN: &str = "urn:semnet:";

/// The IRI of a network.
pub(super) fn iri(network: &Network) -> String {
    format!("{OWN}{}", network.fingerprint())
}

/// All statements about one subject.
pub(super) struct SubjectStatements<'a> {
    pub(super) subject: String,
    /// Predicates and objects, those of one predicate one after the other.
    pub(super) all: Vec<(String, Term<'a>)>,
}

impl<'a> SubjectStatements<'a> {
    fn of(subject: String) -> SubjectStatements<'a> {
        SubjectStatements { subject, all: Vec::new() }
    }

    fn push(&mut self, predicate: &str, object: Term<'a>) {
        self.all.push((predicate.to_owned(), object));
    }

    fn node(&mut self, predicate: &str, object: &str) {
        self.push(predicate, Term::Node(object.to_owned().into()));
    }

    /// A literal, unless it is empty.
    fn literal(&mut self, predicate: &str, value: &'a str) {
        self.text(predicate, value, None);
    }

    /// A literal in a language, unless it is empty.
    fn text(&mut self, predicate: &str, value: &'a str, language: Option<&'a str>) {
        if !value.is_empty() {
            self.push(predicate, Term::Literal { value: value.into(), language: language.map(Into::into) });
        }
    }
}

/// A network's triples, subject by subject, each produced when it is needed; a concept with many
/// relationships comes several times. O(size) in all.
pub(super) fn said(network: &Network) -> Box<dyn Iterator<Item = SubjectStatements<'_>> + '_> {
    let mut writing = Writing::of(network);
    let question = network.question_concept().into_iter().flat_map(more);
    let concepts = network
        .concepts()
        .filter(|concept| !concept.is_question())
        .flat_map(|concept| std::iter::once(Subject::Concept(concept)).chain(more(concept)));
    let subjects = [Subject::Network, Subject::Question]
        .into_iter()
        .chain(question)
        .chain(concepts)
        .chain(network.relationships().map(Subject::Relationship));
    Box::new(subjects.flat_map(move |subject| writing.say(subject)))
}

/// The relationships of a concept that are not written with it, because there are many.
fn more(concept: Concept<'_>) -> impl Iterator<Item = Subject<'_>> {
    let times = (concept.outgoing().len() as u32).div_ceil(AT_ONCE);
    (1..times).map(move |number| Subject::More(concept, number))
}

/// The subjects, except predicates, which are described at their first use.
enum Subject<'a> {
    Network,
    Question,
    Concept(Concept<'a>),
    /// Further relationships of a concept that has many.
    More(Concept<'a>, u32),
    Relationship(Relationship<'a>),
}

/// The number of relationships of a concept that are in memory and written together.
const AT_ONCE: u32 = 256;

struct Writing<'a> {
    network: &'a Network,
    iri: String,
    places: Places,
    /// Predicates that were described already.
    described: HashSet<String>,
}

impl<'a> Writing<'a> {
    fn of(network: &'a Network) -> Writing<'a> {
        Writing { network, iri: iri(network), places: Places::of(network), described: HashSet::new() }
    }

    /// The statements about a subject, and about predicates that are used for the first time.
    fn say(&mut self, subject: Subject<'a>) -> Vec<SubjectStatements<'a>> {
        let mut predicates = Vec::new();
        let said = match subject {
            Subject::Network => {
                let mut said = SubjectStatements::of(self.iri.clone());
                said.node(TYPE, CONCEPT_SCHEME);
                said.node(MAIN_ENTITY, &format!("{}:question", self.iri));
                said.literal(NAME, self.network.title());
                self.attributes(&mut said, self.network.attributes(), &[], &mut predicates);
                Some(said)
            }
            Subject::Question => {
                let mut said = SubjectStatements::of(format!("{}:question", self.iri));
                said.node(TYPE, QUESTION);
                said.node(TYPE, CONCEPT);
                said.node(IN_SCHEME, &self.iri);
                said.literal(PREF_LABEL, self.network.question());
                if let Some(question) = self.network.question_concept() {
                    self.relationships(&mut said, question, 0, &mut predicates);
                }
                Some(said)
            }
            Subject::Concept(concept) => {
                let mut said = SubjectStatements::of(self.concept(concept));
                said.node(TYPE, CONCEPT);
                said.node(IN_SCHEME, &self.iri);
                let text = concept.text().unwrap_or_default();
                let of_label = language(concept, LABEL_LANGUAGE);
                let of_text = language(concept, TEXT_LANGUAGE).filter(|_| !text.is_empty());
                said.text(PREF_LABEL, concept.label(), of_label);
                said.text(DESCRIPTION, text, of_text);
                let tags = [of_label.map(|_| LABEL_LANGUAGE), of_text.map(|_| TEXT_LANGUAGE)];
                self.attributes(&mut said, concept.attributes(), &tags, &mut predicates);
                self.relationships(&mut said, concept, 0, &mut predicates);
                Some(said)
            }
            Subject::More(concept, number) => {
                let mut said = SubjectStatements::of(self.concept(concept));
                self.relationships(&mut said, concept, number, &mut predicates);
                Some(said).filter(|said| !said.all.is_empty())
            }
            Subject::Relationship(relationship) => self.statement(relationship, &mut predicates),
        };
        said.into_iter().chain(predicates).collect()
    }

    fn concept(&self, concept: Concept<'_>) -> String {
        if concept.is_question() {
            return format!("{}:question", self.iri);
        }
        format!("{}:concept:{}", self.iri, utf8_percent_encode(concept.label(), ENCODED))
    }

    fn attributes(
        &mut self,
        said: &mut SubjectStatements<'a>,
        attributes: Attributes<'a>,
        tags: &[Option<&str>],
        predicates: &mut Vec<SubjectStatements<'a>>,
    ) {
        for (name, value) in attributes {
            if tags.contains(&Some(name)) {
                continue;
            }
            let (name, language) = match name.rsplit_once('@') {
                Some((name, tag)) if !name.is_empty() && is_usual_tag(tag) => (name, Some(tag)),
                _ => (name, None),
            };
            // A property that means more to readers of vocabularies than the name of an attribute.
            let predicate = match language {
                Some(_) if name == ALIAS => ALT_LABEL.to_owned(),
                _ => self.predicate("attribute", name, predicates),
            };
            said.push(&predicate, Term::Literal { value: value.into(), language: language.map(Into::into) });
        }
    }

    /// The predicate that stands for a relation or an attribute's name, described at its first use.
    fn predicate(
        &mut self,
        kind: &str,
        name: &'a str,
        predicates: &mut Vec<SubjectStatements<'a>>,
    ) -> String {
        let predicate = format!("{}:{kind}:{}", self.iri, utf8_percent_encode(name, ENCODED));
        if self.described.insert(predicate.clone()) {
            let mut said = SubjectStatements::of(predicate.clone());
            said.node(TYPE, PROPERTY);
            said.literal(LABEL, name);
            if kind == "relation" {
                said.node(SUB_PROPERTY_OF, SEMANTIC_RELATION);
            }
            predicates.push(said);
        }
        predicate
    }

    /// The triple of a relationship, the `number`th of those that are written together: one for all that
    /// differ only in passages and attributes.
    fn relationships(
        &mut self,
        said: &mut SubjectStatements<'a>,
        concept: Concept<'a>,
        number: u32,
        predicates: &mut Vec<SubjectStatements<'a>>,
    ) {
        // Those from one concept are adjacent.
        let ends_of_row = (concept.outgoing().next(), concept.outgoing().next_back());
        let (Some(first), Some(last)) = ends_of_row else { return };
        let from = first.id().number().saturating_add(number.saturating_mul(AT_ONCE));
        let to = last.id().number().min(from.saturating_add(AT_ONCE - 1));
        for relationship in (from..=to).filter_map(|it| self.network.relationship_by_id(RelationshipId(it))) {
            let before = self.beside(relationship, -1);
            if before.is_none_or(|before| ends(before) != ends(relationship)) {
                let relation = self.predicate("relation", relationship.relation(), predicates);
                let target = self.concept(relationship.target());
                said.node(&relation, &target);
            }
        }
    }

    /// The relationship before or after another one. O(1).
    fn beside(&self, relationship: Relationship<'a>, offset: i32) -> Option<Relationship<'a>> {
        let number = relationship.id().number().checked_add_signed(offset)?;
        self.network.relationship_by_id(RelationshipId(number))
    }

    /// A triple is a relationship; a statement names it, and adds properties.
    fn statement(
        &mut self,
        relationship: Relationship<'a>,
        predicates: &mut Vec<SubjectStatements<'a>>,
    ) -> Option<SubjectStatements<'a>> {
        let number = relationship.id().index();
        // The relationship of a finding is not a highlight.
        let place = self.places.finding(relationship).or_else(|| self.places.highlight(relationship));
        let passage = relationship.passage().unwrap_or_default();
        let is_plain = passage.is_empty() && place.is_none() && relationship.attributes().len() == 0;
        let is_one_of_several = [self.beside(relationship, -1), self.beside(relationship, 1)]
            .into_iter()
            .flatten()
            .any(|other| ends(other) == ends(relationship));
        if is_plain && !is_one_of_several {
            return None;
        }
        let mut said = SubjectStatements::of(format!("{}:relationship:{number}", self.iri));
        said.node(TYPE, STATEMENT);
        said.node(SUBJECT, &self.concept(relationship.source()));
        let relation = self.predicate("relation", relationship.relation(), predicates);
        said.node(PREDICATE, &relation);
        said.node(OBJECT, &self.concept(relationship.target()));
        said.literal(TEXT, passage);
        if let Some(place) = place {
            said.push(POSITION, Term::Number(place.into()));
        }
        self.attributes(&mut said, relationship.attributes(), &[], predicates);
        Some(said)
    }
}

/// The language of a concept's label or text: an attribute that occurs once, and is a tag in the usual form.
fn language<'a>(concept: Concept<'a>, name: &str) -> Option<&'a str> {
    let mut all = concept.attributes().filter(|(other, _)| *other == name);
    let (_, tag) = all.next()?;
    (all.next().is_none() && is_usual_tag(tag)).then_some(tag)
}

fn ends(relationship: Relationship<'_>) -> (ConceptId, RelationId, ConceptId) {
    (relationship.source().id(), relationship.relation_id(), relationship.target().id())
}
