//! The statements of Wikidata's RDF, in which each is a node between an entity and its value. As in the
//! reader of Wikidata's JSON, they become plain triples, or RDF statements if they have qualifiers.
//! <https://www.mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format>

use std::collections::{HashMap, HashSet};

use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::graph::{Budget, Text};
use crate::format::tools::interner::{Said, SubjectStatements};
use crate::format::tools::rdf::{OBJECT, PREDICATE, STATEMENT, SUBJECT, TYPE, Term};
use crate::format::tools::rdf_names::{Preferred, local_name, property_of};

pub(super) const WIKIBASE: &str = "http://wikiba.se/ontology#";
const OWL: &str = "http://www.w3.org/2002/07/owl#";
const COMPLEMENT: &str = "http://www.w3.org/2002/07/owl#complementOf";
const RANK: &str = "http://wikiba.se/ontology#rank";
const AMOUNT: &str = "http://wikiba.se/ontology#quantityAmount";
const UNIT: &str = "http://wikiba.se/ontology#quantityUnit";

/// The unit of numbers without one, which is an entity, too.
const ONE: &str = "http://www.wikidata.org/entity/Q199";

/// Whether a class is one of Wikidata's own: `Statement`, `Reference`, `TimeValue`.
fn class<'t>(said: &'t SubjectStatements<'_>) -> Option<&'t str> {
    said.iter().find_map(|(predicate, object)| match object {
        Term::Node(class) if predicate == TYPE => class.strip_prefix(WIKIBASE),
        _ => None,
    })
}

/// The quantities of a file that have a unit, by their nodes, each as the amount and the name of the unit.
/// O(triples).
fn quantities<'a>(
    said: &Said<'a>,
    preferred: Preferred<'_>,
    budget: &mut Budget,
) -> Result<HashMap<Text<'a>, String>, PlacedProblem> {
    let mut found = HashMap::new();
    if !said.has_term(UNIT) {
        return Ok(found);
    }
    for place in 0..said.len() {
        let unit = said.object(place, UNIT, |it| matches!(it, Term::Node(unit) if unit != ONE));
        let amount = said.object(place, AMOUNT, |it| !matches!(it, Term::Node(_)));
        let amount = match amount {
            Some(Term::Literal { value, .. }) => value.trim_start_matches('+').to_owned(),
            Some(Term::Number(number)) => number.to_string(),
            _ => continue,
        };
        let Some(Term::Node(unit)) = unit else { continue };
        let label = said.place(&unit).and_then(|place| preferred.label(said, place));
        let label = label.map_or_else(|| local_name(&unit), Text::into_owned);
        budget.take(&label, &Place::Nowhere)?;
        found.insert(said.subject(place), format!("{amount} {label}"));
    }
    Ok(found)
}

/// Converts nodes between entities and values to statements. Returns the number of references and parts of
/// values that were dropped. O(triples).
pub(super) fn take_statements(
    said: &mut Said<'_>,
    preferred: Preferred<'_>,
    budget: &mut Budget,
) -> Result<usize, PlacedProblem> {
    if !said.has_term(&format!("{WIKIBASE}Statement")) {
        return Ok(0);
    }
    let quantities = quantities(said, preferred, budget)?;
    // By the place of an entity, the values that are repeated without their unit.
    let mut bare: HashMap<usize, SubjectStatements<'_>> = HashMap::new();
    // By the node of a statement: the place of its entity, and the property.
    let (mut owners, mut let_go): (HashMap<Text<'_>, (usize, Text<'_>)>, usize) = (HashMap::new(), 0);
    for place in 0..said.len() {
        for (predicate, object) in said.at(place).unwrap_or_default() {
            if let (Some(("", _)), Term::Node(object)) = (property_of(&predicate), object) {
                owners.insert(object, (place, predicate));
            }
        }
    }
    // By the place of an entity, its statements without a node in between.
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
        let quantity = all.iter().find_map(|(name, object)| match object {
            Term::Node(node) if property_of(name) == Some(("statement/value", number)) => {
                quantities.get(node)
            }
            _ => None,
        });
        let value = match (value, quantity) {
            (Some(value), Some(quantity)) => {
                budget.take(quantity, &Place::Nowhere)?;
                bare.entry(*owner).or_default().push((direct.clone(), value));
                Some(Term::Literal { value: quantity.clone().into(), language: None })
            }
            (value, _) => value,
        };
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
        let bare: HashSet<(Text<'_>, Term<'_>)> = bare.remove(&owner).into_iter().flatten().collect();
        all.retain(|triple| !bare.contains(triple));
        let known: HashSet<&(Text<'_>, Term<'_>)> = all.iter().collect();
        let new: SubjectStatements<'_> =
            triples.into_iter().filter(|triple| !known.contains(triple)).collect();
        all.extend(new);
        let subject = said.subject(owner);
        said.set(&subject, all);
    }
    Ok(let_go)
}

/// Takes out what only declares properties, whose labels are the names of relations by then: how many. A
/// property that has claims, or that anything else names, is a thing, too, and so are all where a file has
/// nothing else. O(triples).
pub(super) fn take_properties(said: &mut Said<'_>) -> usize {
    let (kind, claim) = (format!("{WIKIBASE}Property"), format!("{WIKIBASE}directClaim"));
    if !(said.has_term(&kind) || said.has_term(&claim)) {
        return 0;
    }
    let is_property =
        |place: &usize| said.is_of(*place, &kind) || said.object(*place, &claim, |_| true).is_some();
    let properties: HashMap<Text<'_>, usize> =
        (0..said.len()).filter(is_property).map(|place| (said.subject(place), place)).collect();
    let is_declared = |(name, object): &(Text<'_>, Term<'_>)| {
        let is_class =
            matches!(object, Term::Node(class) if [WIKIBASE, OWL].iter().any(|it| class.starts_with(it)));
        name.starts_with(WIKIBASE) || (name == TYPE && is_class)
    };
    let (mut named, mut gone): (HashSet<usize>, Vec<usize>) = (HashSet::new(), Vec::new());
    for place in 0..said.len() {
        let all = said.at(place).unwrap_or_default();
        // A predicate, and the class of all that has no value of it.
        if property_of(&said.subject(place)).is_some()
            && all.iter().all(|it| is_declared(it) || it.0 == COMPLEMENT)
        {
            gone.push(place);
            gone.extend(all.iter().filter(|it| it.0 == COMPLEMENT).filter_map(|(_, object)| match object {
                Term::Node(node) => said.place(node),
                _ => None,
            }));
        }
        let others = all.into_iter().filter(|it| !is_declared(it));
        named.extend(others.filter_map(|(_, object)| match object {
            Term::Node(node) => properties.get(&node).copied(),
            _ => None,
        }));
    }
    let (mut declared, mut changed) = (Vec::new(), Vec::new());
    for (subject, place) in properties {
        let mut all = said.at(place).unwrap_or_default();
        all.retain(|it| !is_declared(it));
        let has_claims = |(name, object): &(Text<'_>, Term<'_>)| {
            matches!(object, Term::Node(_)) || property_of(name).is_some()
        };
        if !named.contains(&place) && !all.iter().any(has_claims) {
            declared.push(place);
        }
        changed.push((subject, all));
    }
    changed.into_iter().for_each(|(subject, all)| said.set(&subject, all));
    gone.into_iter().for_each(|place| said.mark_taken(place));
    let left = (0..said.len()).filter(|place| !said.is_taken(*place)).count();
    if left == declared.len() {
        return 0;
    }
    declared.iter().for_each(|place| said.mark_taken(*place));
    declared.len()
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
