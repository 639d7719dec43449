//! Restrictions of OWL, as Protégé writes them: a subclass of `hasPart some Wheel` is read as the
//! relationship `hasPart` from the class to `Wheel`, as its author would draw it, with the quantifier as an
//! attribute. <https://www.w3.org/TR/owl2-mapping-to-rdf/>

use std::collections::HashMap;

use crate::format::tools::graph::Text;
use crate::format::tools::interner::{Said, SubjectStatements};
use crate::format::tools::rdf::{FIRST, NIL, OBJECT, PREDICATE, REST, STATEMENT, SUBJECT, TYPE, Term};

const SUB_CLASS_OF: &str = "http://www.w3.org/2000/01/rdf-schema#subClassOf";
const OWL: &str = "http://www.w3.org/2002/07/owl#";

/// The values of a restriction, by the end of the predicate, and its quantifier in the words of Protégé.
const QUANTIFIERS: &[(&str, &str)] = &[
    ("someValuesFrom", "some"),
    ("allValuesFrom", "only"),
    ("hasValue", "value"),
    ("minQualifiedCardinality", "min"),
    ("maxQualifiedCardinality", "max"),
    ("qualifiedCardinality", "exactly"),
    ("minCardinality", "min"),
    ("maxCardinality", "max"),
    ("cardinality", "exactly"),
];

/// The names of attributes: the quantifier, and whether the class is equivalent to the restriction.
const QUANTIFIER: &str = "quantifier";
const SUFFICIENT: &str = "sufficient";

/// Statements that replace restrictions of a class.
#[derive(Default)]
struct Stated<'a> {
    /// Restrictions and intersections that are removed.
    gone: Vec<Text<'a>>,
    plain: SubjectStatements<'a>,
}

/// Converts restrictions, and intersections of named classes and restrictions, to statements. O(triples).
pub(super) fn take_restrictions(said: &mut Said<'_>) {
    if !said.has_term(&format!("{OWL}Restriction")) {
        return;
    }
    let equivalent = format!("{OWL}equivalentClass");
    let mut found: Vec<(usize, Text<'_>, bool)> = Vec::new();
    let mut times: HashMap<Text<'_>, usize> = HashMap::new();
    for place in 0..said.len() {
        for (predicate, object) in said.at(place).unwrap_or_default() {
            let Term::Node(object) = object else { continue };
            if object.starts_with("_:") {
                *times.entry(object.clone()).or_default() += 1;
                if predicate == SUB_CLASS_OF || predicate == equivalent {
                    found.push((place, object, predicate == equivalent));
                }
            }
        }
    }
    let mut stated: HashMap<usize, Stated<'_>> = HashMap::new();
    for (owner, class, is_sufficient) in found {
        let parts = parts(said, &class).unwrap_or_else(|| vec![class.clone()]);
        let is_own = |part: &Text<'_>| times.get(part) == Some(&1);
        let is_read =
            |part: &Text<'_>| !part.starts_with("_:") || (is_own(part) && restriction(said, part).is_some());
        // A restriction that several classes share is a node.
        if times.get(&class) != Some(&1) || !parts.iter().all(is_read) {
            continue;
        }
        let known = stated.entry(owner).or_default();
        if !parts.contains(&class) {
            take_list(said, &class);
        }
        for part in parts {
            let Some((property, quantifier, value)) = restriction(said, &part) else {
                known.plain.push((SUB_CLASS_OF.into(), Term::Node(part)));
                continue;
            };
            let literal = |value: &str| Term::Literal { value: value.to_owned().into(), language: None };
            let target = match value {
                Some(Term::Node(target)) => target,
                value => {
                    known.plain.push((property, value.unwrap_or_else(|| literal(&quantifier))));
                    said.remove(&part);
                    continue;
                }
            };
            let ends = [(SUBJECT, said.subject(owner)), (PREDICATE, property), (OBJECT, target)];
            let ends = ends.into_iter().chain([(TYPE, STATEMENT.into())]);
            let mut all: SubjectStatements<'_> =
                ends.map(|(name, node)| (Text::from(name), Term::Node(node))).collect();
            all.push((QUANTIFIER.into(), literal(&quantifier)));
            if is_sufficient {
                all.push((SUFFICIENT.into(), literal("true")));
            }
            said.set(&part, all);
        }
        known.gone.push(class);
    }
    for (owner, stated) in stated {
        let mut all = said.at(owner).unwrap_or_default();
        all.retain(|(_, object)| !matches!(object, Term::Node(node) if stated.gone.contains(node)));
        all.extend(stated.plain);
        let subject = said.subject(owner);
        said.set(&subject, all);
    }
}

fn node<'a>(said: &Said<'a>, place: usize, predicate: &str) -> Option<Text<'a>> {
    match said.object(place, predicate, |object| matches!(object, Term::Node(_)))? {
        Term::Node(node) => Some(node),
        _ => None,
    }
}

/// The property of a restriction, its quantifier, and its value, if there is one.
fn restriction<'a>(said: &Said<'a>, name: &str) -> Option<(Text<'a>, String, Option<Term<'a>>)> {
    let place = said.place(name)?;
    let property = node(said, place, &format!("{OWL}onProperty")).filter(|it| !it.starts_with("_:"))?;
    let found = QUANTIFIERS
        .iter()
        .find_map(|(end, word)| Some((*word, said.object(place, &format!("{OWL}{end}"), |_| true)?)));
    let (word, object) = found?;
    if ["some", "only", "value"].contains(&word) {
        return Some((property, word.to_owned(), Some(object)));
    }
    let number = match object {
        Term::Number(number) => number.to_string(),
        Term::Literal { value, .. } | Term::Node(value) => value.into_owned(),
    };
    let class = ["onClass", "onDataRange"].iter().find_map(|end| node(said, place, &format!("{OWL}{end}")));
    Some((property, format!("{word} {number}"), class.map(Term::Node)))
}

/// The parts of a class that is the intersection of several.
fn parts<'a>(said: &Said<'a>, class: &str) -> Option<Vec<Text<'a>>> {
    let mut cell = node(said, said.place(class)?, &format!("{OWL}intersectionOf"))?;
    let mut parts = Vec::new();
    while cell != NIL {
        let place = said.place(&cell).filter(|_| parts.len() <= said.len())?;
        parts.push(node(said, place, FIRST)?);
        cell = node(said, place, REST)?;
    }
    Some(parts)
}

/// Removes an intersection and the cells of its list.
fn take_list(said: &mut Said<'_>, class: &str) {
    let list = said.place(class).and_then(|place| node(said, place, &format!("{OWL}intersectionOf")));
    said.remove(class);
    let mut next = list;
    while let Some(cell) = next.filter(|cell| cell != NIL) {
        next = said.place(&cell).and_then(|place| node(said, place, REST));
        said.remove(&cell);
    }
}
