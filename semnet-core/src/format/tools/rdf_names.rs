//! The names of RDF terms: labels in several languages and vocabularies, or the end of the IRI if there is
//! none.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use percent_encoding::percent_decode_str;

use crate::format::tools::graph::{Text, UNNAMED};
use crate::format::tools::interner::Said;
use crate::format::tools::rdf::{LABEL, NAME, OWN, PREDICATE, PREF_LABEL, TYPE, Term};

/// The label of a node in a file of another tool: the first of these that it has.
pub(super) const LABELS: &[&str] = &[
    PREF_LABEL,
    LABEL,
    NAME,
    "http://schema.org/name",
    "http://xmlns.com/foaf/0.1/name",
    "http://purl.org/dc/terms/title",
    "http://purl.org/dc/elements/1.1/title",
    "http://www.w3.org/2008/05/skos-xl#prefLabel",
    "http://www.loc.gov/mads/rdf/v1#authoritativeLabel",
    "http://www.geonames.org/ontology#name",
    "http://www.w3.org/2006/vcard/ns#fn",
    "http://usefulinc.com/ns/doap#name",
    "https://schema.org/headline",
    "http://schema.org/headline",
    "https://schema.org/title",
    "http://schema.org/title",
];

/// Its description in prose.
pub(super) const TEXTS: &[&str] = &[
    "https://schema.org/description",
    "http://schema.org/description",
    "http://www.w3.org/2004/02/skos/core#definition",
    "http://www.w3.org/2000/01/rdf-schema#comment",
    "http://purl.org/dc/terms/description",
    "http://purl.org/dc/elements/1.1/description",
    "https://schema.org/text",
    "http://schema.org/text",
    "http://purl.obolibrary.org/obo/IAO_0000115",
    "http://dbpedia.org/ontology/abstract",
    "http://purl.org/dc/terms/abstract",
    "https://schema.org/abstract",
    "http://schema.org/abstract",
];

/// Other names of it.
const OTHER_NAMES: &[&str] = &[
    "http://www.w3.org/2004/02/skos/core#altLabel",
    "http://www.w3.org/2008/05/skos-xl#altLabel",
    "https://schema.org/alternateName",
    "http://schema.org/alternateName",
    "http://purl.org/dc/terms/alternative",
    "http://xmlns.com/foaf/0.1/nick",
    "http://www.loc.gov/mads/rdf/v1#variantLabel",
    "http://www.geonames.org/ontology#alternateName",
    "http://vocab.getty.edu/ontology#prefLabelGVP",
];

/// Names that are only for searching.
const HIDDEN_LABEL: &str = "http://www.w3.org/2008/05/skos-xl#hiddenLabel";

/// SKOS-XL makes labels nodes, whose text is this.
const LITERAL_FORM: &str = "http://www.w3.org/2008/05/skos-xl#literalForm";

pub(super) const ANNOTATED_PROPERTY: &str = "http://www.w3.org/2002/07/owl#annotatedProperty";

/// From a property of Wikidata to the predicates that stand for it.
const WIKIBASE: &str = "http://wikiba.se/ontology#";

/// The preferred language, if any.
#[derive(Clone, Copy)]
pub(super) struct Preferred<'p>(pub(super) Option<&'p str>);

impl Preferred<'_> {
    /// Smaller is better: the preferred language, none, English, then by the alphabet. `en-GB` is English.
    fn rank(self, tag: Option<&str>) -> (u8, &str) {
        let is = |tag: &str, wanted: &str| {
            tag.eq_ignore_ascii_case(wanted)
                || tag.get(..wanted.len()).is_some_and(|start| start.eq_ignore_ascii_case(wanted))
                    && tag.as_bytes().get(wanted.len()) == Some(&b'-')
        };
        match (tag, self.0) {
            (Some(tag), Some(wanted)) if tag.eq_ignore_ascii_case(wanted) => (0, ""),
            (Some(tag), Some(wanted)) if is(tag, wanted) => (1, tag),
            (None, _) => (2, ""),
            (Some(tag), _) if tag.eq_ignore_ascii_case("en") => (3, ""),
            (Some(tag), _) if is(tag, "en") => (4, tag),
            (Some(tag), _) => (5, tag),
        }
    }

    /// The literal of the first of these predicates, in the best language, by its place among all.
    pub(super) fn best<'a>(
        self,
        literals: impl Iterator<Item = (Text<'a>, Term<'a>)>,
        predicates: &[&str],
    ) -> Option<usize> {
        let rank = |(predicate, object): &(Text<'_>, Term<'_>)| {
            let rank = predicates.iter().position(|other| predicate == other)?;
            let Term::Literal { value, language } = object else { return None };
            let (class, tag) = self.rank(language.as_deref());
            // The predicate has precedence over the language, unless a language was requested.
            let is_wanted = class < 2;
            Some((!is_wanted, rank, class, tag.to_owned(), value.to_string()))
        };
        let ranked = literals.enumerate().filter_map(|(at, said)| Some((rank(&said)?, at)));
        ranked.min().map(|(_, at)| at)
    }

    /// The label of the subject at a place.
    pub(super) fn label<'a>(self, said: &Said<'a>, place: usize) -> Option<Text<'a>> {
        let all = || (0..).map_while(|number| said.nth(place, number)).filter(|_| !said.is_taken(place));
        match all().nth(self.best(all(), LABELS)?)? {
            (_, Term::Literal { value, .. }) => Some(value),
            _ => None,
        }
    }
}

/// Whether a literal is another name of its subject.
pub(super) fn is_other_name(predicate: &str) -> bool {
    OTHER_NAMES.contains(&predicate) || LABELS.get(..2).is_some_and(|labels| labels.contains(&predicate))
}

/// Replaces labels that are nodes by their literals.
pub(super) fn resolve_label_nodes<'a>(said: &mut Said<'a>) {
    if !said.has_term(LITERAL_FORM) {
        return;
    }
    let is_form = |(predicate, object): &(Text<'_>, Term<'_>)| {
        predicate == LITERAL_FORM && matches!(object, Term::Literal { .. })
    };
    let mut forms: HashMap<Text<'a>, Term<'a>> = HashMap::new();
    for (subject, all) in said.iter() {
        if let Some((_, form)) = all.into_iter().find(is_form) {
            forms.insert(subject, form);
        }
    }
    let is_label = |predicate: &str| {
        LABELS.contains(&predicate) || OTHER_NAMES.contains(&predicate) || predicate == HIDDEN_LABEL
    };
    let mut used = HashSet::new();
    let mut changed = Vec::new();
    for (subject, mut all) in said.iter() {
        let mut is_changed = false;
        for (predicate, object) in &mut all {
            if is_label(predicate)
                && let Term::Node(node) = object
                && let Some(form) = forms.get(node)
            {
                used.insert(node.clone());
                is_changed = true;
                *object = form.clone();
            }
        }
        if is_changed {
            changed.push((subject, all));
        }
    }
    for (subject, all) in changed {
        said.set(&subject, all);
    }
    for subject in used {
        said.remove(&subject);
    }
}

/// The names of all predicates. Those that the file gives come first; those taken from the end of an IRI must
/// differ from them.
pub(super) fn of_predicates<'a>(said: &Said<'a>, preferred: Preferred<'_>) -> HashMap<Text<'a>, String> {
    let mut predicates: HashSet<Text<'a>> = said.predicates().into_iter().collect();
    // Of Wikidata: the predicate, and the entity that has its label.
    let mut entities: HashMap<Text<'a>, Text<'a>> = HashMap::new();
    if predicates.iter().any(|predicate| {
        predicate == PREDICATE || predicate == ANNOTATED_PROPERTY || predicate.starts_with(WIKIBASE)
    }) {
        for (subject, all) in said.iter() {
            for (predicate, object) in all {
                let Term::Node(object) = object else { continue };
                if predicate == PREDICATE || predicate == ANNOTATED_PROPERTY {
                    predicates.insert(object);
                } else if predicate.starts_with(WIKIBASE) {
                    entities.insert(object, subject.clone());
                }
            }
        }
    }
    let given = |predicate: &Text<'a>| {
        let label = |subject: &str| Some(preferred.label(said, said.place(subject)?)?.into_owned());
        let own = label(predicate);
        let entity = || label(entities.get(predicate)?);
        let by_name = || {
            let (before, number) = predicate.split_once("/prop/")?;
            let number = number.rsplit('/').next()?;
            let entity = format!("{before}/entity/{number}");
            label(&entity)
        };
        own.or_else(entity).or_else(by_name)
    };
    // By name: the number of predicates to which the file gives it, and of those whose IRI ends with it.
    let mut counts: HashMap<String, (u32, u32)> = HashMap::new();
    let mut counted: HashSet<String> = HashSet::new();
    let mut all: Vec<(Text<'a>, Option<String>)> = Vec::with_capacity(predicates.len());
    for predicate in predicates {
        let given = given(&predicate);
        let is_given = u32::from(given.is_some());
        // Wikidata has several predicates for one property.
        if property_of(&predicate).is_none_or(|(_, number)| counted.insert(number.to_owned())) {
            let count = counts.entry(given.clone().unwrap_or_else(|| local_name(&predicate))).or_default();
            *count = (count.0 + is_given, count.1 + 1 - is_given);
        }
        all.push((predicate, given));
    }
    let name = |(predicate, given): (Text<'a>, Option<String>)| {
        let count = |name: &String| counts.get(name).copied().unwrap_or_default();
        let name = match given {
            // In files that semnet wrote, a relation and an attribute may have the same name.
            Some(given) if count(&given).0 == 1 || predicate.starts_with(OWN) => given,
            Some(given) => format!("{given} ({predicate})"),
            None => {
                let local = local_name(&predicate);
                if count(&local) == (0, 1) { local } else { predicate.to_string() }
            }
        };
        (predicate, name)
    };
    all.into_iter().map(name).collect()
}

/// The property of Wikidata that a predicate stands for, and in which part of a statement: `direct`,
/// `statement`, `qualifier`, or nothing between a thing and a statement about it.
pub(super) fn property_of(predicate: &str) -> Option<(&str, &str)> {
    let (_, rest) = predicate.split_once("/prop/")?;
    let (part, number) = rest.rsplit_once('/').unwrap_or(("", rest));
    let digits = number.strip_prefix('P')?;
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some((part, number))
}

/// The label of a node without a label and an IRI: its class. Others get the end of their IRI.
pub(super) fn made_label(said: &Said<'_>, place: usize) -> Option<String> {
    match said.object(place, TYPE, |object| matches!(object, Term::Node(_))) {
        Some(Term::Node(kind)) if said.subject(place).starts_with("_:") => Some(local_name(&kind)),
        _ => None,
    }
}

/// The predicates of the two parts of a person's name.
const NAME_PARTS: [(&str, &str); 4] = [
    ("http://xmlns.com/foaf/0.1/givenName", "http://xmlns.com/foaf/0.1/familyName"),
    ("http://xmlns.com/foaf/0.1/firstName", "http://xmlns.com/foaf/0.1/lastName"),
    ("https://schema.org/givenName", "https://schema.org/familyName"),
    ("http://schema.org/givenName", "http://schema.org/familyName"),
];

/// Those in the file.
pub(super) fn name_parts(said: &Said<'_>) -> Vec<(&'static str, &'static str)> {
    NAME_PARTS.into_iter().filter(|(given, _)| said.has_term(given)).collect()
}

/// The name of a person that a file gives in two parts.
pub(super) fn name_in_parts(said: &Said<'_>, place: usize, parts: &[(&str, &str)]) -> Option<String> {
    let text = |predicate: &str| match said.object(place, predicate, |it| matches!(it, Term::Literal { .. }))
    {
        Some(Term::Literal { value, .. }) => Some(value),
        _ => None,
    };
    parts.iter().find_map(|(given, family)| Some(format!("{} {}", text(given)?.trim(), text(family)?.trim())))
}

/// The last part of an IRI, decoded, or all of it if there is no such part.
pub(super) fn local_name(iri: &str) -> String {
    if let Some(number) = iri.strip_prefix(UNNAMED) {
        return format!("unnamed {number}");
    }
    let end = iri.trim_end_matches(['/', '#']);
    let local = end.rsplit(['/', '#', ':']).next().filter(|local| !local.is_empty()).unwrap_or(iri);
    percent_decode_str(local).decode_utf8().map_or_else(|_| local.to_owned(), Cow::into_owned)
}
