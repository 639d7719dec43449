//! Writes JSON-LD 1.1: the same triples as N-Quads, in JSON with a context that differs only in one name.
//! <https://www.w3.org/TR/json-ld11/>

use std::io::{self, Write};

use crate::format::tools::json_writer::Part;
use crate::format::tools::rdf;
use crate::format::tools::rdf::{PREFIXES, SubjectStatements, Term};
use crate::format::tools::tree::{Fields, Json};
use crate::network::Network;

/// Terms of the context: their IRIs, and whether their values are IRIs.
const TERMS: &[(&str, &str, bool)] = &[
    ("question", rdf::MAIN_ENTITY, true),
    ("title", rdf::NAME, false),
    ("inScheme", rdf::IN_SCHEME, true),
    ("label", rdf::PREF_LABEL, false),
    ("text", rdf::DESCRIPTION, false),
    ("source", rdf::SUBJECT, true),
    ("relation", rdf::PREDICATE, true),
    ("target", rdf::OBJECT, true),
    ("passage", rdf::TEXT, false),
    ("position", rdf::POSITION, false),
    ("name", rdf::LABEL, false),
    ("subPropertyOf", rdf::SUB_PROPERTY_OF, true),
];

pub(super) fn write(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let iri = rdf::iri(network);
    // Names of the network itself are `n:…`.
    let own = format!("{iri}:");
    let mut context = Fields::default();
    for &(prefix, long) in PREFIXES {
        context.push_text(prefix, long);
    }
    context.push_text("n", own.as_str());
    for &(term, long, is_iri) in TERMS {
        let mut definition = Fields::default();
        definition.push_text("@id", compact(long, &own));
        if is_iri {
            definition.push_text("@type", "@id");
        }
        context.push(term, Json::Object(definition));
    }
    let top = vec![
        ("@context", Part::Whole(Json::Object(context))),
        ("@id", Part::Whole(Json::String(iri.as_str().into()))),
        ("@graph", Part::list(|| rdf::said(network).map(|said| node(said, &own)))),
    ];
    Part::Object(top).write(out)
}

/// An IRI with a prefix for its beginning.
fn compact(iri: &str, own: &str) -> String {
    let prefixes = PREFIXES.iter().copied().chain([("n", own)]);
    let found =
        prefixes.into_iter().find_map(|(prefix, long)| Some(format!("{prefix}:{}", iri.strip_prefix(long)?)));
    found.unwrap_or_else(|| iri.to_owned())
}

fn node<'a>(said: SubjectStatements<'a>, own: &str) -> Json<'a> {
    let mut fields = Fields::default();
    fields.push_text("@id", compact(&said.subject, own));
    for (predicate, object) in said.all {
        let term = TERMS.iter().find(|(_, long, _)| predicate == *long);
        let (key, is_iri) = match term {
            Some((term, _, is_iri)) => ((*term).to_owned(), *is_iri),
            None if predicate == rdf::TYPE => ("@type".to_owned(), true),
            None => (compact(&predicate, own), false),
        };
        let value = match object {
            Term::Node(node) if is_iri => Json::String(compact(&node, own).into()),
            Term::Node(node) => {
                let mut reference = Fields::default();
                reference.push_text("@id", compact(&node, own));
                Json::Object(reference)
            }
            Term::Literal { value, language: None } => Json::String(value),
            Term::Literal { value, language: Some(language) } => {
                let mut tagged = Fields::default();
                tagged.push("@value", Json::String(value));
                tagged.push("@language", Json::String(language));
                Json::Object(tagged)
            }
            Term::Number(number) => Json::Number(number.into()),
        };
        // Values of one predicate come one after the other, so only the last field needs to be compared.
        match fields.0.last_mut().filter(|(last, _)| *last == key) {
            Some((_, Json::List(list))) => list.push(value),
            Some((_, other)) => *other = Json::List(vec![std::mem::replace(other, Json::Null), value]),
            None => fields.0.push((key.into(), value)),
        }
    }
    Json::Object(fields)
}
