//! RDF triples as a graph: what has a name is a node, triples between names are edges, literals are properties.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use percent_encoding::percent_decode_str;

use crate::format::tools::error::{Place, Wrong};
use crate::format::tools::graph::{Budget, Edge, Graph, Node, Property, Text, attribute_name};
use crate::format::tools::rdf::{
    CONCEPT, CONCEPT_SCHEME, DESCRIPTION, IN_SCHEME, LABEL, MAIN_ENTITY, NAME, OBJECT, POSITION, PREDICATE,
    PREF_LABEL, PROPERTY, QUESTION, STATEMENT, SUBJECT, TEXT, TYPE, Term, Triple,
};

/// What a node of another file is called, and what is said of it: the first of these that is there.
const LABELS: &[&str] = &[
    PREF_LABEL,
    LABEL,
    NAME,
    "http://schema.org/name",
    "http://xmlns.com/foaf/0.1/name",
    "http://purl.org/dc/terms/title",
    "http://purl.org/dc/elements/1.1/title",
];
const TEXTS: &[&str] = &[
    DESCRIPTION,
    "http://schema.org/description",
    "http://www.w3.org/2004/02/skos/core#definition",
    "http://www.w3.org/2000/01/rdf-schema#comment",
    "http://purl.org/dc/terms/description",
];

/// All that is said of one subject.
type Said<'a> = Vec<(Text<'a>, Term<'a>)>;

/// The subjects that are statements, and the triples that they state.
type Statements<'a> = (HashSet<Text<'a>>, HashSet<(Text<'a>, Text<'a>, Text<'a>)>);

struct Reading<'a> {
    subjects: Vec<Text<'a>>,
    said: HashMap<Text<'a>, Said<'a>>,
    names: HashMap<Text<'a>, String>,
    budget: Budget,
}

/// Triples as a graph: nodes for what has a name, edges between them, literals as properties. `length` is that of the file.
pub(super) fn graph<'a>(
    triples: impl IntoIterator<Item = Triple<'a>>,
    length: usize,
) -> Result<Graph<'a>, Wrong> {
    let mut reading = Reading::of(triples, length);
    let mut graph = Graph::default();
    let schemes = reading.take_network(&mut graph)?;
    let (statements, reified) = reading.take_statements(&mut graph)?;
    let mut nodes: Vec<Node<'a>> = Vec::new();
    let mut ends: Vec<Text<'a>> = Vec::new();
    for subject in reading.subjects.clone() {
        let Some(said) = reading.said.remove(&subject) else { continue };
        if statements.contains(&subject) || (is_of(&said, PROPERTY) && reading.names.contains_key(&subject)) {
            continue;
        }
        let mut literals = Vec::new();
        for (predicate, object) in said {
            match object {
                Term::Node(object) => {
                    let known = predicate == TYPE && [CONCEPT, QUESTION, CONCEPT_SCHEME].contains(&&*object);
                    let in_network = predicate == IN_SCHEME && schemes.contains(&object);
                    if known
                        || in_network
                        || reified.contains(&(subject.clone(), predicate.clone(), object.clone()))
                    {
                        continue;
                    }
                    let relation = reading.name(&predicate)?;
                    ends.push(object.clone());
                    let properties = vec![("label".into(), relation.into())];
                    graph.edges.push(Edge {
                        source: subject.clone(),
                        target: object,
                        properties,
                        ..Edge::default()
                    });
                }
                literal => literals.push((predicate, literal)),
            }
        }
        if graph.nodes.first().is_some_and(|question| question.id == subject) {
            continue;
        }
        let properties = reading.properties(&subject, literals)?;
        nodes.push(Node { id: subject, properties, place: Place::Nowhere });
    }
    let known: HashSet<&Text<'a>> = nodes.iter().chain(&graph.nodes).map(|node| &node.id).collect();
    ends.extend(graph.edges.iter().flat_map(|edge| [edge.source.clone(), edge.target.clone()]));
    let mut missing: Vec<Text<'a>> = ends.into_iter().filter(|end| !known.contains(end)).collect();
    drop(known);
    missing.sort_unstable();
    missing.dedup();
    for id in missing {
        let properties = reading.properties(&id, Vec::new())?;
        nodes.push(Node { id, properties, place: Place::Nowhere });
    }
    graph.nodes.append(&mut nodes);
    Ok(graph)
}

impl<'a> Reading<'a> {
    fn of(triples: impl IntoIterator<Item = Triple<'a>>, length: usize) -> Reading<'a> {
        let mut said: HashMap<Text<'a>, Said<'a>> = HashMap::new();
        let mut subjects = Vec::new();
        let mut predicates: HashSet<Text<'a>> = HashSet::new();
        for Triple { subject, predicate, object } in triples {
            predicates.insert(predicate.clone());
            if let (PREDICATE, Term::Node(relation)) = (&*predicate, &object) {
                predicates.insert(relation.clone());
            }
            let known = said.entry(subject.clone()).or_default();
            if known.is_empty() {
                subjects.push(subject);
            }
            known.push((predicate, object));
        }
        let label = |predicate: &Text<'a>| {
            let said = said.get(predicate)?;
            let literal = |(_, object): &(Text<'a>, Term<'a>)| match object {
                Term::Literal { value, .. } => Some(value.to_string()),
                _ => None,
            };
            LABELS.iter().find_map(|label| said.iter().find(|(other, _)| other == label).and_then(literal))
        };
        let mut locals: HashMap<String, u32> = HashMap::new();
        for predicate in &predicates {
            *locals.entry(local_name(predicate)).or_default() += 1;
        }
        let name = |predicate: Text<'a>| {
            let local = || Some(local_name(&predicate)).filter(|local| locals.get(local) == Some(&1));
            let name = label(&predicate).or_else(local).unwrap_or_else(|| predicate.to_string());
            (predicate, name)
        };
        let names = predicates.into_iter().map(name).collect();
        Reading { subjects, said, names, budget: Budget::of(length) }
    }

    /// The name of a predicate.
    fn name(&mut self, predicate: &Text<'a>) -> Result<String, Wrong> {
        let name = self.names.get(predicate).cloned().unwrap_or_else(|| local_name(predicate));
        self.budget.take(&name, &Place::Nowhere)?;
        Ok(name)
    }

    /// Takes out what this crate says of a network as a whole: its question becomes the first node. The schemes that were
    /// taken.
    fn take_network(&mut self, graph: &mut Graph<'a>) -> Result<HashSet<Text<'a>>, Wrong> {
        let mut schemes = HashSet::new();
        for subject in self.subjects.clone() {
            let Some(said) = self.said.get(&subject) else { continue };
            let question = said.iter().find_map(|(predicate, object)| match object {
                Term::Node(object) if predicate == MAIN_ENTITY => Some(object.clone()),
                _ => None,
            });
            let is_question =
                |question: &Text<'a>| self.said.get(question).is_some_and(|said| is_of(said, QUESTION));
            let Some(question) = question.filter(is_question) else { continue };
            if !schemes.is_empty() {
                let message = "the file holds more than one network; give each in a file of its own";
                return Err(Place::Nowhere.wrong(message));
            }
            let mut properties: Vec<Property<'a>> = vec![("question".into(), "true".into())];
            for (predicate, object) in self.said.remove(&subject).unwrap_or_default() {
                let value = match object {
                    Term::Literal { value, .. } => value,
                    Term::Number(number) => number.to_string().into(),
                    Term::Node(_) if predicate == TYPE || predicate == MAIN_ENTITY => continue,
                    Term::Node(node) => node,
                };
                if predicate == NAME {
                    properties.push(("title".into(), value));
                } else {
                    properties.push((attribute_name(&self.name(&predicate)?, 1).into_owned().into(), value));
                }
            }
            if let Some(said) = self.said.get_mut(&question) {
                let at = said.iter().position(|(predicate, _)| LABELS.contains(&&**predicate));
                if let Some((_, Term::Literal { value, .. })) = at.map(|at| said.remove(at)) {
                    properties.push(("label".into(), value));
                }
                // What else is said of it are its relationships; its node is this one.
                let (relationships, others): (Said<'a>, Said<'a>) =
                    std::mem::take(said).into_iter().partition(|(_, object)| matches!(object, Term::Node(_)));
                *said = relationships;
                let place = Place::Path(question.to_string());
                if let Some((predicate, _)) = others.first() {
                    return Err(place.wrong(format!(
                        "the question has the property {predicate}; it can only have a label"
                    )));
                }
            }
            graph.nodes.push(Node { id: question, properties, place: Place::Nowhere });
            schemes.insert(subject);
        }
        Ok(schemes)
    }

    /// Takes out the statements about relationships as edges: the subjects that were taken, and the triples that they state.
    fn take_statements(&mut self, graph: &mut Graph<'a>) -> Result<Statements<'a>, Wrong> {
        let (mut taken, mut reified) = (HashSet::new(), HashSet::new());
        for statement in self.subjects.clone() {
            let Some(said) = self.said.get(&statement).filter(|said| is_of(said, STATEMENT)) else {
                continue;
            };
            let node = |wanted: &str| {
                said.iter().find_map(|(predicate, object)| match object {
                    Term::Node(object) if predicate == wanted => Some(object.clone()),
                    _ => None,
                })
            };
            let (Some(source), Some(relation), Some(target)) = (node(SUBJECT), node(PREDICATE), node(OBJECT))
            else {
                continue;
            };
            let mut properties: Vec<Property<'a>> = vec![("label".into(), self.name(&relation)?.into())];
            let is_finding = properties.iter().any(|(_, name)| name == crate::names::KEY_FINDING)
                && graph.nodes.first().is_some_and(|root| root.id == source);
            for (predicate, object) in self.said.remove(&statement).unwrap_or_default() {
                match (&*predicate, object) {
                    (TYPE | SUBJECT | PREDICATE | OBJECT, Term::Node(_)) => {}
                    (TEXT, Term::Literal { value, .. }) => properties.push(("passage".into(), value)),
                    (POSITION, Term::Number(place)) => {
                        let name = if is_finding { "finding" } else { "highlight" };
                        properties.push((name.into(), place.to_string().into()));
                    }
                    (_, object) => {
                        let name = self.name(&predicate)?;
                        properties.push(property(&name, object));
                    }
                }
            }
            reified.insert((source.clone(), relation, target.clone()));
            graph.edges.push(Edge { source, target, properties, ..Edge::default() });
            taken.insert(statement);
        }
        Ok((taken, reified))
    }

    /// The properties that literals are: one of them the label, one the text.
    fn properties(&mut self, subject: &Text<'a>, mut literals: Said<'a>) -> Result<Vec<Property<'a>>, Wrong> {
        let label = take_first(&mut literals, LABELS).unwrap_or_else(|| local_name(subject).into());
        let mut properties = vec![("label".into(), label)];
        properties.extend(take_first(&mut literals, TEXTS).map(|text| ("text".into(), text)));
        for (predicate, object) in literals {
            let name = self.name(&predicate)?;
            properties.push(property(&name, object));
        }
        Ok(properties)
    }
}

/// A property of this name that is no label, text or the like.
fn property<'a>(name: &str, object: Term<'a>) -> Property<'a> {
    let named = |name: &str| attribute_name(name, 1).into_owned().into();
    match object {
        Term::Node(node) => (named(name), node),
        Term::Number(number) => (named(name), number.to_string().into()),
        Term::Literal { value, language: None } => (named(name), value),
        Term::Literal { value, language: Some(language) } => (named(&format!("{name}@{language}")), value),
    }
}

/// Takes out the literal of the first of these predicates; of several languages none, then English, then the first.
fn take_first<'a>(literals: &mut Said<'a>, predicates: &[&str]) -> Option<Text<'a>> {
    let rank = |(predicate, object): &(Text<'a>, Term<'a>)| {
        let rank = predicates.iter().position(|other| predicate == other)?;
        let Term::Literal { value, language } = object else { return None };
        let (language, other) = match language.as_deref() {
            None => (0, ""),
            Some("en") => (1, ""),
            Some(other) => (2, other),
        };
        Some((rank, language, other.to_owned(), value.clone().into_owned()))
    };
    let ranked = literals.iter().enumerate().filter_map(|(at, said)| Some((rank(said)?, at)));
    let (_, at) = ranked.min()?;
    match literals.remove(at) {
        (_, Term::Literal { value, .. }) => Some(value),
        _ => None,
    }
}

fn is_of(said: &Said<'_>, class: &str) -> bool {
    said.iter()
        .any(|(predicate, object)| predicate == TYPE && matches!(object, Term::Node(node) if node == class))
}

/// The last part of an IRI, decoded; all of it when there is no such part.
fn local_name(iri: &str) -> String {
    let end = iri.trim_end_matches(['/', '#']);
    let local = end.rsplit(['/', '#', ':']).next().filter(|local| !local.is_empty()).unwrap_or(iri);
    percent_decode_str(local).decode_utf8().map_or_else(|_| local.to_owned(), Cow::into_owned)
}
