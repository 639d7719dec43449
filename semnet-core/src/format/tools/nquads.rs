//! N-Quads: a line for each triple, all in the graph that is named after the network.
//! <https://www.w3.org/TR/n-quads/> N-Triples are the same without the name of the graph.
//! <https://www.w3.org/TR/n-triples/>
//!
//! The grammar is one page, and needs only one line at a time. The crates that read it depend on a data
//! model, random numbers and IRI resolution, several times the size of this file. The tests compare it with
//! oxigraph and rdflib.

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{self, Write};
use std::rc::Rc;

use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::graph::{Graph, Text};
use crate::format::tools::interner::{Statements, Terms};
use crate::format::tools::rdf::{
    OBJECT, OWN, PREDICATE, QUOTED, REIFIES, SUBJECT, SubjectStatements, TYPE, Term, Triple, XSD_INTEGER,
};
use crate::format::tools::stream::Stream;
use crate::format::tools::{rdf, rdf_graph};
use crate::network::Network;
use crate::util::part;

pub(super) fn write(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    statements(network, &format!("<{}> ", rdf::iri(network)), out)
}

pub(super) fn write_triples(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    statements(network, "", out)
}

/// A line for each triple, with this before its full stop.
fn statements(network: &Network, graph: &str, out: &mut dyn Write) -> io::Result<()> {
    for SubjectStatements { subject, all } in rdf::said(network) {
        for (predicate, object) in all {
            write!(out, "<{subject}> <{predicate}> ")?;
            match object {
                Term::Node(node) => write!(out, "<{node}>")?,
                Term::Literal { value, language: None } => write!(out, "\"{}\"", escaped(&value))?,
                Term::Literal { value, language: Some(language) } => {
                    write!(out, "\"{}\"@{language}", escaped(&value))?;
                }
                Term::Number(number) => write!(out, "\"{number}\"^^<{XSD_INTEGER}>")?,
            }
            writeln!(out, " {graph}.")?;
        }
    }
    Ok(())
}

fn escaped(value: &str) -> Text<'_> {
    if !value.contains(['"', '\\']) {
        return value.into();
    }
    let mut escaped = String::with_capacity(value.len() + 8);
    for character in value.chars() {
        if matches!(character, '"' | '\\') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped.into()
}

/// Whether the first line that is neither empty nor a comment is a statement without the name of a graph.
pub(super) fn is_triples(text: &str) -> bool {
    for line in text.split('\n') {
        let mut cursor = Cursor { line, at: 0, graph: None, has_datatype: false, stated: None };
        match cursor.statement() {
            Ok(Some(_)) => return cursor.graph.is_none(),
            Ok(None) => {}
            // Reading finds out.
            Err(_) => return false,
        }
    }
    false
}

/// Reads a file, with labels in the preferred language.
pub(super) fn read(stream: &mut Stream<'_>, language: Option<&str>) -> Result<Graph, PlacedProblem> {
    let terms = &mut Terms::default();
    let (mut all, mut line) = (Statements::default(), String::new());
    let (mut graphs, mut datatypes, mut triple_terms) = (HashSet::new(), 0, 0);
    // Only LF and CR end a line; a literal may contain Unicode's other line ends.
    for number in 1.. {
        line.clear();
        if !stream.next_line(&mut line).map_err(|error| stream.place().cannot_read(&error))? {
            break;
        }
        let line = line.as_str();
        let mut cursor = Cursor { line, at: 0, graph: None, has_datatype: false, stated: None };
        let result = cursor.statement();
        let place = || {
            let column = part(line, ..cursor.at).chars().count() + 1;
            Place::Line { line: number, column }
        };
        let Some(triple) = result.map_err(|message| place().wrong(message))? else { continue };
        datatypes += usize::from(cursor.has_datatype);
        // A graph that semnet wrote is named after its network.
        graphs.extend(cursor.graph.filter(|graph| !graph.starts_with(OWN)).map(|it| terms.insert(&it)));
        let Triple { subject, predicate, object } = triple;
        match cursor.stated {
            // In the terms of RDF 1.1, except for the class.
            Some(Some([source, relation, target])) if predicate == REIFIES => {
                for (predicate, object) in
                    [(TYPE, Text::from(QUOTED)), (SUBJECT, source), (PREDICATE, relation), (OBJECT, target)]
                {
                    all.push(terms, &subject, predicate, &Term::Node(object));
                }
            }
            Some(_) => triple_terms += 1,
            None => all.push(terms, &subject, &predicate, &object),
        }
    }
    let terms = Rc::new(std::mem::take(terms));
    let mut graph = rdf_graph::graph(all.said(&terms), &terms, stream.length(), language)?;
    graph.skipped.add("graph name", graphs.len());
    graph.skipped.add("datatype", datatypes);
    graph.skipped.add("triple term", triple_terms);
    Ok(graph)
}

struct Cursor<'a> {
    line: &'a str,
    at: usize,
    /// The fourth term, if any.
    graph: Option<Text<'a>>,
    /// Whether the literal had a datatype that its text does not show.
    has_datatype: bool,
    /// The triple term that is the object, unless its own object is a literal.
    stated: Option<Option<[Text<'a>; 3]>>,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        part(self.line, self.at..)
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\r']).len();
    }

    fn is_end(&self) -> bool {
        self.rest().is_empty() || self.rest().starts_with('#')
    }

    /// One line: a statement, or nothing.
    fn statement(&mut self) -> Result<Option<Triple<'a>>, String> {
        self.skip_space();
        if self.is_end() {
            return Ok(None);
        }
        let subject = self.node("the subject, <IRI> or _:name")?;
        self.skip_space();
        let predicate = self.iri("the predicate, <IRI>")?;
        self.skip_space();
        let object = match self.rest() {
            rest if rest.starts_with('"') => self.literal()?,
            rest if rest.starts_with("<<(") => self.triple_term()?,
            _ => Term::Node(self.node("the object")?),
        };
        self.skip_space();
        if !self.rest().starts_with('.') {
            self.graph = Some(self.node("the graph's name, or the full stop that ends a statement")?);
            self.skip_space();
        }
        if !self.rest().starts_with('.') {
            return Err("expected the full stop that ends a statement".into());
        }
        self.at += 1;
        self.skip_space();
        if !self.is_end() {
            return Err("text after the full stop; expected one statement on a line".into());
        }
        Ok(Some(Triple { subject, predicate, object }))
    }

    /// A triple as an object, as in RDF 1.2: `<<( subject predicate object )>>`.
    fn triple_term(&mut self) -> Result<Term<'a>, String> {
        self.at += 3;
        self.skip_space();
        let subject = self.node("the subject, <IRI> or _:name")?;
        self.skip_space();
        let predicate = self.iri("the predicate, <IRI>")?;
        self.skip_space();
        let object = match self.rest() {
            rest if rest.starts_with('"') => {
                self.literal()?;
                None
            }
            rest if rest.starts_with("<<(") => {
                return Err("triple terms within triple terms are not read".into());
            }
            _ => Some(self.node("the object")?),
        };
        self.skip_space();
        if !self.rest().starts_with(")>>") {
            return Err("expected the `)>>` that ends a triple term".into());
        }
        self.at += 3;
        self.stated = Some(object.map(|object| [subject, predicate, object]));
        Ok(Term::Node(Text::default()))
    }

    fn node(&mut self, what: &str) -> Result<Text<'a>, String> {
        if !self.rest().starts_with("_:") {
            return self.iri(what);
        }
        let rest = self.rest();
        let end = rest.find([' ', '\t', '\r', '<', '"']).unwrap_or(rest.len());
        let name = part(rest, ..end).trim_end_matches('.');
        if name.len() == 2 {
            return Err("a blank node needs a name after `_:`".into());
        }
        self.at += name.len();
        Ok(name.into())
    }

    fn iri(&mut self, what: &str) -> Result<Text<'a>, String> {
        let rest = self.rest();
        let Some(inner) = rest.strip_prefix('<') else { return Err(format!("expected {what}")) };
        let Some(end) = inner.find('>') else {
            return Err("an IRI that begins with < has no > at its end".into());
        };
        let raw = part(inner, ..end);
        let wrong = |c: char| c <= ' ' || matches!(c, '<' | '"' | '{' | '}' | '|' | '^' | '`');
        if let Some(offset) = raw.find(wrong) {
            self.at += 1 + offset;
            return Err("this character cannot stand in an IRI; write it as %XX".into());
        }
        let iri = self.unescaped(raw, 1, false)?;
        if !iri.contains(':') {
            return Err("an IRI must be absolute: `scheme:…`".into());
        }
        self.at += end + 2;
        Ok(iri)
    }

    fn literal(&mut self) -> Result<Term<'a>, String> {
        let inner = part(self.rest(), 1..);
        let mut escaped = false;
        let end = inner.find(|c| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        let Some(end) = end else { return Err("a string that begins with \" has no \" at its end".into()) };
        let value = self.unescaped(part(inner, ..end), 1, true)?;
        self.at += end + 2;
        if self.rest().starts_with("^^") {
            self.at += 2;
            let datatype = self.iri("the datatype, <IRI>")?;
            let (term, is_whole) = rdf::typed(value, &datatype);
            self.has_datatype = !is_whole;
            return Ok(term);
        }
        let Some(rest) = self.rest().strip_prefix('@') else {
            return Ok(Term::Literal { value, language: None });
        };
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
        if end == 0 {
            return Err("expected a language after @".into());
        }
        self.at += 1 + end;
        Ok(Term::Literal { value, language: rest.get(..end).map(Into::into) })
    }

    /// Resolves escapes: `\uXXXX` and `\UXXXXXXXX`, and in strings `\n` and the like.
    fn unescaped(&mut self, raw: &'a str, offset: usize, in_string: bool) -> Result<Text<'a>, String> {
        if !raw.contains('\\') {
            return Ok(raw.into());
        }
        let mut text = String::with_capacity(raw.len());
        let mut rest = raw;
        while let Some(at) = rest.find('\\') {
            text.push_str(part(rest, ..at));
            let escape = part(rest, at + 1..);
            let kind = escape.chars().next().unwrap_or(' ');
            let (character, length) = match kind {
                'u' => (hexadecimal(escape.get(1..5)), 5),
                'U' => (hexadecimal(escape.get(1..9)), 9),
                't' if in_string => (Some('\t'), 1),
                'b' if in_string => (Some('\u{8}'), 1),
                'n' if in_string => (Some('\n'), 1),
                'r' if in_string => (Some('\r'), 1),
                'f' if in_string => (Some('\u{c}'), 1),
                '"' | '\'' | '\\' if in_string => (Some(kind), 1),
                _ => (None, 0),
            };
            let Some(character) = character else {
                self.at += offset + raw.len() - rest.len() + at;
                return Err("there is no such escape; those that are: \\uXXXX, \\UXXXXXXXX, and in \
                    strings \\t \\b \\n \\r \\f \\\" \\' \\\\"
                    .into());
            };
            text.push(character);
            rest = part(escape, length..);
        }
        text.push_str(rest);
        Ok(Cow::Owned(text))
    }
}

fn hexadecimal(digits: Option<&str>) -> Option<char> {
    let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}
