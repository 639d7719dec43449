//! Turtle 1.2, read and written by oxttl: the same triples as N-Triples, with prefixes, and with annotations
//! of RDF 1.2 for relationships that have a passage. TriG, Turtle with several graphs, is read too.
//! <https://www.w3.org/TR/rdf12-turtle/> <https://www.w3.org/TR/rdf12-trig/>

use std::cell::Cell;
use std::collections::HashSet;
use std::io::{self, Read, Write};
use std::rc::Rc;

use hashbrown::HashTable;
use oxrdf::{
    LiteralRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Term as OxTerm, TermRef, Triple, TripleRef,
};
use oxttl::{TriGParser, TurtleParseError, TurtleSerializer};

use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::graph::{Budget, Graph, Text, UNNAMED};
use crate::format::tools::interner::{Statements, Terms};
use crate::format::tools::language_tags::usual_tag;
use crate::format::tools::rdf::{
    OBJECT, PREDICATE, PREFIXES, QUOTED, REIFIES, STATEMENT, SUBJECT, SubjectStatements, TEXT, TYPE, Term,
    XSD_INTEGER, iri, said, typed,
};
use crate::format::tools::rdf_graph;
use crate::format::tools::stream::Stream;
use crate::format::tools::strings::Number;
use crate::network::Network;
use crate::util::growth::push;
use crate::util::items;

pub(super) fn write(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let own = format!("{}:", iri(network));
    let own = has_short_names(network).then_some(("n", own.as_str()));
    let mut serializer = TurtleSerializer::new();
    for (prefix, long) in PREFIXES.iter().copied().chain(own) {
        serializer = serializer.with_prefix(prefix, long).map_err(io::Error::other)?;
    }
    let mut serializer = serializer.for_writer(out);
    for SubjectStatements { subject, all } in said(network) {
        let subject = NamedNodeRef::new_unchecked(&subject);
        let annotated = annotated(&all);
        if let Some(triple) = &annotated {
            serializer.serialize_triple(TripleRef::new(subject, named(REIFIES), triple))?;
        }
        for (predicate, object) in all.iter().skip(if annotated.is_some() { 4 } else { 0 }) {
            let digits;
            let object = match object {
                Term::Node(node) => TermRef::NamedNode(named(node)),
                Term::Literal { value, language: None } => LiteralRef::new_simple_literal(value).into(),
                Term::Literal { value, language: Some(language) } => {
                    LiteralRef::new_language_tagged_literal_unchecked(value, language).into()
                }
                Term::Number(number) => {
                    digits = number.to_string();
                    LiteralRef::new_typed_literal(&digits, named(XSD_INTEGER)).into()
                }
            };
            serializer.serialize_triple(TripleRef::new(subject, named(predicate), object))?;
        }
    }
    serializer.finish().map(drop)
}

/// Whether the names of the network can be written with a prefix: rdflib 7 does not read short names that end
/// in a point.
fn has_short_names(network: &Network) -> bool {
    said(network).all(|SubjectStatements { subject, all }| {
        let of_nodes = all.iter().flat_map(|(predicate, object)| match object {
            Term::Node(node) => [Some(predicate.as_str()), Some(&**node)],
            _ => [Some(predicate.as_str()), None],
        });
        !of_nodes.flatten().chain([&*subject]).any(|iri| iri.ends_with('.'))
    })
}

fn named(iri: &str) -> NamedNodeRef<'_> {
    NamedNodeRef::new_unchecked(iri)
}

/// The triple that a statement with a passage is about: it is written as an annotation. Statements without a
/// passage keep the form that readers of older versions understand.
fn annotated(all: &[(String, Term<'_>)]) -> Option<Triple> {
    let [(kind, Term::Node(class)), (_, subject), (_, predicate), (_, object), rest @ ..] = all else {
        return None;
    };
    if kind != TYPE || class != STATEMENT || rest.iter().all(|(name, _)| name != TEXT) {
        return None;
    }
    let node = |term: &Term<'_>| match term {
        Term::Node(node) => Some(NamedNode::new_unchecked(&**node)),
        _ => None,
    };
    Some(Triple::new(node(subject)?, node(predicate)?, node(object)?))
}

/// Reads a file, with labels in the preferred language.
pub(super) fn read(stream: &mut Stream<'_>, language: Option<&str>) -> Result<Graph, PlacedProblem> {
    let terms = &mut Terms::default();
    let (length, is_too_deep) = (Cell::new(0), Cell::new(false));
    let guard = Guard {
        stream,
        length: &length,
        is_too_deep: &is_too_deep,
        closed: 0,
        matched: 0,
        is_in_comment: false,
    };
    let parser = TriGParser::new().with_base_iri(BASE);
    let parser = parser.map_err(|error| Place::Nowhere.wrong(error.to_string()))?;
    let mut reading = Reading {
        all: Statements::default(),
        terms,
        blank: Blanks::default(),
        budget: Budget::of(0),
        datatypes: 0,
        triple_terms: 0,
        graphs: HashSet::new(),
    };
    let mut before = 0;
    for quad in parser.for_reader(guard) {
        reading.budget.grow(length.get() - before);
        before = length.get();
        let quad = quad.map_err(|error| wrong(&error, is_too_deep.get()))?;
        if !quad.graph_name.is_default_graph() {
            let number = reading.terms.insert(&quad.graph_name.to_string());
            reading.graphs.insert(number);
        }
        reading.push(&quad.into())?;
    }
    let Reading { all, terms, datatypes, triple_terms, graphs, blank, .. } = reading;
    drop(blank);
    let graphs = graphs.len();
    let terms = Rc::new(std::mem::take(terms));
    let mut graph = rdf_graph::graph(all.said(&terms), &terms, length.get(), language)?;
    graph.skipped.add("graph name", graphs);
    graph.skipped.add("datatype", datatypes);
    graph.skipped.add("triple term", triple_terms);
    Ok(graph)
}

/// The base of relative IRIs, because a file does not contain its own address. It is removed again.
const BASE: &str = "semnet-file:///";

/// The name of a file that refers to itself by `<>`.
const THIS_FILE: &str = "this file";

fn wrong(error: &TurtleParseError, is_too_deep: bool) -> PlacedProblem {
    match error {
        TurtleParseError::Io(_) if is_too_deep => {
            Place::Nowhere.wrong(format!("triple terms are nested more than {DEPTH} deep"))
        }
        TurtleParseError::Io(error) => Place::Nowhere.cannot_read(error),
        TurtleParseError::Syntax(error) => {
            let start = error.location().start;
            let place = Place::Line { line: start.line as usize + 1, column: start.column as usize + 1 };
            let message = match error.message() {
                "Unexpected end of file" => "what begins here is not closed before the file ends",
                "Unexpected end" => "the file ends in the middle of a statement",
                message => message,
            };
            let mut characters = message.chars();
            let first = characters.next().map(|first| first.to_ascii_lowercase());
            let is_sentence = characters.clone().next().is_some_and(|second| !second.is_ascii_uppercase());
            match first.filter(|_| is_sentence) {
                Some(first) => place.wrong(format!("{first}{}", characters.as_str())),
                None => place.wrong(message),
            }
        }
    }
}

struct Reading<'t> {
    all: Statements,
    terms: &'t mut Terms,
    blank: Blanks,
    budget: Budget,
    datatypes: usize,
    triple_terms: usize,
    /// The names of graphs, in TriG.
    graphs: HashSet<Number>,
}

impl Reading<'_> {
    fn push(&mut self, triple: &Triple) -> Result<(), PlacedProblem> {
        let subject = self.node(&triple.subject);
        let predicate = absolute(triple.predicate.as_str());
        let object = match &triple.object {
            OxTerm::NamedNode(node) => Term::Node(absolute(node.as_str())),
            OxTerm::BlankNode(node) => Term::Node(self.blank(node.as_str())),
            OxTerm::Literal(literal) => {
                let language = literal.language().map(|tag| Text::Owned(usual_tag(tag)));
                let value = Text::Borrowed(literal.value());
                match language {
                    Some(_) => Term::Literal { value, language },
                    None => {
                        let (term, is_whole) = typed(value, literal.datatype().as_str());
                        self.datatypes += usize::from(!is_whole);
                        term
                    }
                }
            }
            OxTerm::Triple(stated) if predicate == REIFIES => return self.state(&subject, stated),
            OxTerm::Triple(_) => {
                self.triple_terms += 1;
                return Ok(());
            }
        };
        self.add(&subject, &predicate, &object)
    }

    /// A triple with a name, in the terms of RDF 1.1 except for the class: it need not be stated.
    fn state(&mut self, name: &str, stated: &Triple) -> Result<(), PlacedProblem> {
        let object = match &stated.object {
            OxTerm::NamedNode(node) => absolute(node.as_str()),
            OxTerm::BlankNode(node) => self.blank(node.as_str()),
            OxTerm::Literal(_) | OxTerm::Triple(_) => {
                self.triple_terms += 1;
                return Ok(());
            }
        };
        let subject = self.node(&stated.subject);
        self.add(name, TYPE, &Term::Node(QUOTED.into()))?;
        self.add(name, SUBJECT, &Term::Node(subject))?;
        self.add(name, PREDICATE, &Term::Node(absolute(stated.predicate.as_str())))?;
        self.add(name, OBJECT, &Term::Node(object))
    }

    fn add(&mut self, subject: &str, predicate: &str, object: &Term<'_>) -> Result<(), PlacedProblem> {
        self.budget.take(subject, &Place::Nowhere)?;
        self.budget.take(predicate, &Place::Nowhere)?;
        if let Term::Node(object) = object {
            self.budget.take(object, &Place::Nowhere)?;
        }
        self.all.push(self.terms, subject, predicate, object);
        Ok(())
    }

    fn node<'n>(&mut self, node: &'n NamedOrBlankNode) -> Text<'n> {
        match node {
            NamedOrBlankNode::NamedNode(node) => absolute(node.as_str()),
            NamedOrBlankNode::BlankNode(node) => self.blank(node.as_str()),
        }
    }

    fn blank(&mut self, name: &str) -> Text<'static> {
        // The parser makes 128 random bits for a node without a name, and writes them without leading zeros.
        let is_made = (24..=32).contains(&name.len())
            && name.starts_with(|first: char| ('a'..='f').contains(&first))
            && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let Some(made) = u128::from_str_radix(name, 16).ok().filter(|_| is_made) else {
            return format!("_:{name}").into();
        };
        format!("{UNNAMED}{}", self.blank.number(made)).into()
    }
}

/// The numbers of blank nodes without a name, by the parser's names for them, which differ each time.
#[derive(Default)]
struct Blanks {
    names: Vec<u128>,
    /// Places of names. The names are random, so each is its own hash.
    places: HashTable<u32>,
}

impl Blanks {
    fn number(&mut self, name: u128) -> usize {
        let Blanks { names, places } = self;
        let known = |place: u32| names.get(place as usize).copied().unwrap_or_default();
        if let Some(place) = places.find(name as u64, |place| known(*place) == name) {
            return *place as usize + 1;
        }
        let next = names.len();
        if let Ok(place) = u32::try_from(next) {
            push(names, name);
            let names = &*names;
            let hash = |place: &u32| names.get(*place as usize).copied().unwrap_or_default() as u64;
            places.insert_unique(name as u64, place, hash);
        }
        next + 1
    }
}

/// The IRI as the file has it, if it is relative.
fn absolute(iri: &str) -> Text<'_> {
    match iri.strip_prefix(BASE) {
        None => iri.into(),
        Some("") => THIS_FILE.into(),
        Some(relative) => relative.into(),
    }
}

/// How deeply triple terms may be nested: dropping one takes stack for each level.
const DEPTH: u32 = 128;

/// Passes on a file that does not nest triple terms too deeply. A triple term ends with its object, so nested
/// ones end directly after one another: `)>> )>>`.
struct Guard<'s, 'r> {
    stream: &'s mut Stream<'r>,
    length: &'s Cell<usize>,
    is_too_deep: &'s Cell<bool>,
    /// The number that have ended without anything in between.
    closed: u32,
    /// How much of `)>>` was read.
    matched: u8,
    is_in_comment: bool,
}

impl Read for Guard<'_, '_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.stream.read(into)?;
        for &byte in items(into, ..count) {
            if self.is_in_comment {
                self.is_in_comment = !matches!(byte, b'\n' | b'\r');
                continue;
            }
            match (self.matched, byte) {
                (0, b')') => self.matched = 1,
                (1, b'>') => self.matched = 2,
                (2, b'>') => (self.matched, self.closed) = (0, self.closed + 1),
                (0, b' ' | b'\t' | b'\n' | b'\r') => {}
                (0, b'#') if self.closed > 0 => self.is_in_comment = true,
                _ => (self.matched, self.closed) = (u8::from(byte == b')'), 0),
            }
            if self.closed > DEPTH {
                self.is_too_deep.set(true);
                return Err(io::ErrorKind::InvalidData.into());
            }
        }
        self.length.set(self.length.get() + count);
        Ok(count)
    }
}
