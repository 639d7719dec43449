//! The statements of Wikidata's RDF, in which each is a node between a thing and its value: as in the reader
//! of Wikidata's JSON, they become plain triples, or statements of RDF where there is more to say.
//! <https://www.mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format>

use std::collections::{HashMap, HashSet};

use crate::format::tools::graph::Text;
use crate::format::tools::interner::{Said, SubjectStatements};
use crate::format::tools::rdf::{OBJECT, PREDICATE, STATEMENT, SUBJECT, TYPE, Term};
use crate::format::tools::rdf_names::property_of;

const WIKIBASE: &str = "http://wikiba.se/ontology#";
const RANK: &str = "http://wikiba.se/ontology#rank";

/// Whether a class is one of Wikidata's own: `Statement`, `Reference`, `TimeValue`.
fn class<'t>(said: &'t SubjectStatements<'_>) -> Option<&'t str> {
    said.iter().find_map(|(predicate, object)| match object {
        Term::Node(class) if predicate == TYPE => class.strip_prefix(WIKIBASE),
        _ => None,
    })
}

/// Makes statements of nodes between things and values. How many references and parts of values were let go.
/// O(triples).
pub(super) fn take_statements(said: &mut Said<'_>) -> usize {
    if !said.has_term(&format!("{WIKIBASE}Statement")) {
        return 0;
    }
    // By the node of a statement: the place of the thing that it is about, and the property.
    let (mut owners, mut let_go): (HashMap<Text<'_>, (usize, Text<'_>)>, usize) = (HashMap::new(), 0);
    for place in 0..said.len() {
        for (predicate, object) in said.at(place).unwrap_or_default() {
            if let (Some(("", _)), Term::Node(object)) = (property_of(&predicate), object) {
                owners.insert(object, (place, predicate));
            }
        }
    }
    // By the place of a thing, what is said of it without a node between.
    let mut plain: HashMap<usize, SubjectStatements<'_>> = HashMap::new();
    let mut taken: HashSet<Text<'_>> = HashSet::new();
    for place in 0..said.len() {
        let all = said.at(place).unwrap_or_default();
        match class(&all) {
            Some("Statement") => {}
            Some(class) if class == "Reference" || class.ends_with("Value") => {
                let_go += usize::from(said.take(place).is_some());
                continue;
            }
            _ => continue,
        }
        let statement = said.subject(place);
        let Some((owner, predicate)) = owners.get(&statement) else { continue };
        let triples = plain.entry(*owner).or_default();
        let number = property_of(predicate).map_or("", |(_, number)| number);
        let before = predicate.split_once("/prop/").map_or("", |(before, _)| before);
        let direct: Text<'_> = format!("{before}/prop/direct/{number}").into();
        let is_value = |name: &str| property_of(name) == Some(("statement", number));
        let value = all.iter().find(|(name, _)| is_value(name)).map(|(_, object)| object.clone());
        let more: SubjectStatements<'_> = all.into_iter().filter_map(said_of_statement).collect();
        match value {
            Some(Term::Node(target)) if !more.is_empty() => {
                let source = said.subject(*owner);
                let parts =
                    [(TYPE, STATEMENT.into()), (SUBJECT, source), (PREDICATE, direct), (OBJECT, target)];
                let parts = parts.map(|(name, node)| (Text::from(name), Term::Node(node)));
                said.set(&statement, parts.into_iter().chain(more).collect());
            }
            value => {
                said.take(place);
                let_go += more.len() + usize::from(value.is_none());
                triples.extend(value.map(|value| (direct, value)));
            }
        }
        taken.insert(statement);
    }
    for (owner, triples) in plain {
        let mut all = said.at(owner).unwrap_or_default();
        all.retain(|(name, object)| {
            let is_taken = matches!(object, Term::Node(node) if taken.contains(node));
            !(is_taken && matches!(property_of(name), Some(("", _))))
        });
        let known: HashSet<&(Text<'_>, Term<'_>)> = all.iter().collect();
        let new: SubjectStatements<'_> =
            triples.into_iter().filter(|triple| !known.contains(triple)).collect();
        all.extend(new);
        let subject = said.subject(owner);
        said.set(&subject, all);
    }
    let_go
}

/// A qualifier, or a rank that is not the usual one.
fn said_of_statement<'a>((name, object): (Text<'a>, Term<'a>)) -> Option<(Text<'a>, Term<'a>)> {
    match (property_of(&name), object) {
        (Some(("qualifier", _)), object) => Some((name, object)),
        (None, Term::Node(rank)) if name == RANK => {
            let rank = rank.trim_start_matches(WIKIBASE).trim_end_matches("Rank").to_lowercase();
            (rank != "normal").then_some((name, Term::Literal { value: rank.into(), language: None }))
        }
        _ => None,
    }
}
