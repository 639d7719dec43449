//! Reads JSON-LD 1.1: what is written here, expanded and flattened documents, and compact ones whose context
//! is in the file: terms, prefixes, `@vocab`, `@base`, types, languages, lists, maps by language or index,
//! `@reverse`, and contexts within nodes. What it does not know it
//! refuses by name; to expand the document with another tool first is the way out.
//! <https://www.w3.org/TR/json-ld11/>

use std::collections::{HashMap, HashSet};

use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::graph::{Budget, Graph, Text, UNNAMED};
use crate::format::tools::imported::Skipped;
use crate::format::tools::interner::{Statements, Terms};
use crate::format::tools::rdf::{SCHEMA, Term};
use crate::format::tools::tree::{Fields, Json};
use crate::format::tools::{rdf, rdf_graph};
use crate::util::excerpt;

/// Reads a file, with labels in the preferred language.
pub(super) fn read(text: &str, language: Option<&str>) -> Result<Graph, PlacedProblem> {
    let terms = &mut Terms::default();
    let mut reading = Reading {
        context: Context::default(),
        all: Statements::default(),
        terms,
        blank: 0,
        budget: Budget::of(text.len()),
        skipped: Skipped::default(),
    };
    match Json::read(text)? {
        Json::List(nodes) => {
            for (number, node) in nodes.into_iter().enumerate() {
                reading.top(node, Place::Path(format!("[{number}]")))?;
            }
        }
        top => reading.top(top, Place::Nowhere)?,
    }
    let Reading { all, terms, skipped, .. } = reading;
    let mut graph = rdf_graph::graph(all.said(terms), text.len(), language)?;
    skipped.iter().for_each(|(name, count)| graph.skipped.add(name, count));
    Ok(graph)
}

/// What a term stands for.
#[derive(Default, Clone)]
struct Meaning {
    iri: String,
    /// `@id` or `@vocab`: its values are IRIs.
    is_iri: bool,
    language: Option<String>,
    container: Container,
    /// The value is the subject.
    is_reverse: bool,
}

/// In what the values of a term stand.
#[derive(Default, Clone, Copy, PartialEq)]
enum Container {
    #[default]
    Set,
    List,
    /// An object with a field for each language.
    Language,
    /// An object whose fields only sort the values.
    Index,
}

impl Container {
    fn of(container: Option<Json<'_>>) -> Option<Container> {
        let Some(names) = container else { return Some(Container::Set) };
        names.into_items().into_iter().map(Json::into_text).try_fold(Container::Set, |known, name| {
            match &*name {
                "@set" => Some(known),
                "@list" => Some(Container::List),
                "@language" => Some(Container::Language),
                "@index" => Some(Container::Index),
                _ => None,
            }
        })
    }
}

#[derive(Default, Clone)]
struct Context {
    terms: HashMap<String, Meaning>,
    vocabulary: Option<String>,
    base: Option<String>,
    language: Option<String>,
}

struct Reading<'t> {
    context: Context,
    all: Statements,
    terms: &'t mut Terms,
    blank: u64,
    budget: Budget,
    skipped: Skipped,
}

impl Reading<'_> {
    /// A node at the top, or the whole document.
    fn top(&mut self, node: Json<'_>, place: Place) -> Result<(), PlacedProblem> {
        let mut fields = node.object(&place, "a node")?;
        // A context is for the node that it stands in.
        self.context = Context::default();
        if let Some(context) = fields.take("@context") {
            self.read_context(context)?;
        }
        let graph = fields.take("@graph").or_else(|| {
            let is_graph = |name: &str| self.is_keyword(name, "@graph");
            let alias = fields.0.iter().find(|(name, _)| is_graph(name)).map(|(name, _)| name.clone());
            alias.and_then(|alias| fields.take(&alias))
        });
        let has_more = fields.0.iter().any(|(name, value)| *value != Json::Null && !self.is_id(name));
        if has_more || graph.is_none() {
            self.node(fields, &place)?;
        }
        let nodes = match graph {
            None => Vec::new(),
            Some(Json::List(nodes)) => nodes,
            Some(node) => vec![node],
        };
        for (number, node) in nodes.into_iter().enumerate() {
            let place = Place::Item { list: "@graph", number };
            let fields = node.object(&place, "a node")?;
            self.node(fields, &place)?;
        }
        Ok(())
    }

    fn is_id(&self, name: &str) -> bool {
        self.is_keyword(name, "@id")
    }

    /// Whether a field is this keyword, or another name for it.
    fn is_keyword(&self, name: &str, keyword: &str) -> bool {
        name == keyword || self.context.terms.get(name).is_some_and(|meaning| meaning.iri == keyword)
    }

    /// Calls keywords by their names where the context has other ones for them, as Skosmos has `lang`.
    fn name_keywords(&self, fields: &mut Fields<'_>) {
        for (name, _) in &mut fields.0 {
            if let Some(meaning) = self.context.terms.get(&**name).filter(|it| it.iri.starts_with('@')) {
                *name = meaning.iri.clone().into();
            }
        }
    }

    fn read_context(&mut self, context: Json<'_>) -> Result<(), PlacedProblem> {
        let place = Place::Path("@context".into());
        match context {
            Json::Null => self.context = Context::default(),
            Json::List(contexts) => {
                for context in contexts {
                    if let Json::List(_) = context {
                        return Err(place.wrong("a list of contexts within a list"));
                    }
                    self.read_context(context)?;
                }
            }
            Json::String(url) if url.trim_end_matches('/').ends_with("://schema.org") => {
                self.context.vocabulary = Some(SCHEMA.to_owned());
            }
            Json::String(url) => {
                return Err(place.wrong(format!(
                    "the context {:?} is not in the file, and nothing is fetched; expand the document first, \
                     or write the context into it",
                    excerpt(&url)
                )));
            }
            context => {
                for (term, definition) in context.object(&place, "`@context`")?.0 {
                    self.read_definition(term, definition)?;
                }
            }
        }
        Ok(())
    }

    fn read_definition(&mut self, term: Text<'_>, definition: Json<'_>) -> Result<(), PlacedProblem> {
        let place = Place::Path(format!("@context[{:?}]", excerpt(&term)));
        match (&*term, definition) {
            ("@vocab", Json::String(vocabulary)) => self.context.vocabulary = Some(vocabulary.into_owned()),
            ("@vocab", Json::Null) => self.context.vocabulary = None,
            ("@language", Json::String(language)) => self.context.language = Some(language.into_owned()),
            ("@language", Json::Null) => self.context.language = None,
            ("@base", Json::String(base)) => self.context.base = Some(base.into_owned()),
            ("@base", Json::Null) => self.context.base = None,
            ("@version" | "@protected", _) => {}
            (keyword, _) if keyword.starts_with('@') => {
                return Err(place.wrong("this keyword is not read; expand the document first"));
            }
            (_, Json::Null) => drop(self.context.terms.insert(term.into_owned(), Meaning::default())),
            (_, Json::String(iri)) => {
                let meaning = Meaning { iri: iri.into_owned(), ..Meaning::default() };
                self.context.terms.insert(term.into_owned(), meaning);
            }
            (_, definition) => {
                let mut fields = definition.object(&place, "a term's definition")?;
                let reverse = fields.take("@reverse").map(Json::into_text);
                let is_reverse = reverse.is_some();
                let iri = fields.take("@id").map(Json::into_text).or(reverse);
                let iri = iri.map_or_else(|| term.to_string(), Text::into_owned);
                let kind = fields.take("@type").map(Json::into_text);
                let language = fields.take("@language").map(|language| language.into_text().into_owned());
                let container = Container::of(fields.take("@container"));
                let is_read = |(name, value): &&(Text<'_>, Json<'_>)| {
                    *value == Json::Null || matches!(&**name, "@prefix" | "@protected")
                };
                let unread = fields.0.iter().find(|field| !is_read(field)).map(|(name, _)| &**name);
                if let Some(name) = unread.or(container.is_none().then_some("@container")) {
                    return Err(place
                        .wrong(format!("{name:?} in a definition is not read; expand the document first")));
                }
                let is_iri = matches!(kind.as_deref(), Some("@id" | "@vocab"));
                let container = container.unwrap_or_default();
                let meaning = Meaning { iri, is_iri, language, container, is_reverse };
                self.context.terms.insert(term.into_owned(), meaning);
            }
        }
        Ok(())
    }

    /// The IRI that a string stands for; `vocabulary` where terms count (names of fields and types). Relative
    /// ones stay.
    fn expand(&mut self, string: &str, vocabulary: bool, place: &Place) -> Result<String, PlacedProblem> {
        let mut iri = string.to_owned();
        // A term may be defined by another one's prefix, and that by a third's; no sane context goes deeper.
        for _ in 0..8 {
            let meaning = self.context.terms.get(&iri).filter(|meaning| vocabulary && meaning.iri != iri);
            let next = match (meaning, iri.split_once(':')) {
                (Some(meaning), _) => meaning.iri.clone(),
                (None, Some((prefix, rest))) if !rest.starts_with("//") && prefix != "_" => {
                    match self.context.terms.get(prefix).filter(|meaning| !meaning.iri.is_empty()) {
                        Some(meaning) => format!("{}{rest}", meaning.iri),
                        None => break,
                    }
                }
                (None, None) if vocabulary && !iri.is_empty() && !iri.starts_with('@') => {
                    match &self.context.vocabulary {
                        Some(long) => format!("{long}{iri}"),
                        None => break,
                    }
                }
                _ => break,
            };
            self.budget.take(&next, place)?;
            iri = next;
        }
        if let Some(base) = self.context.base.as_deref().filter(|_| !vocabulary && !iri.contains(':')) {
            iri = from_base(base, &iri);
        }
        self.budget.take(&iri, place)?;
        Ok(iri)
    }

    /// Reads a node with its own context, if it has one, which counts for what is within.
    fn node(&mut self, mut fields: Fields<'_>, place: &Place) -> Result<String, PlacedProblem> {
        let Some(context) = fields.take("@context") else { return self.fields(fields, place) };
        let outer = self.context.clone();
        for term in outer.terms.keys() {
            self.budget.take(term, place)?;
        }
        self.read_context(context)?;
        let subject = self.fields(fields, place);
        self.context = outer;
        subject
    }

    /// Reads a node and what is within; its name. As deep as the JSON, which is at most 128.
    fn fields(&mut self, mut fields: Fields<'_>, place: &Place) -> Result<String, PlacedProblem> {
        self.name_keywords(&mut fields);
        let at = fields.0.iter().position(|(name, value)| *value != Json::Null && self.is_id(name));
        let subject = match at.and_then(|at| fields.0.get(at)) {
            Some((_, Json::String(id))) => self.expand(id, false, place)?,
            Some((_, other)) => {
                return Err(place.wrong(format!("`@id` must be a string, not {}", other.kind())));
            }
            None => {
                self.blank += 1;
                format!("{UNNAMED}{}", self.blank)
            }
        };
        for (name, value) in fields.0 {
            if value == Json::Null || self.is_id(&name) {
                continue;
            }
            let meaning = self.context.terms.get(&*name).cloned().unwrap_or_default();
            let predicate = self.expand(&name, true, place)?;
            if predicate == "@reverse" {
                for (name, value) in value.object(place, "`@reverse`")?.0 {
                    let predicate = self.expand(&name, true, place)?;
                    self.reverse(&subject, &predicate, value, place)?;
                }
                continue;
            }
            if meaning.is_reverse {
                self.reverse(&subject, &predicate, value, place)?;
                continue;
            }
            let values = match (value, meaning.container) {
                (Json::Object(fields), Container::Language) if !has_keyword(&fields) => {
                    self.languages(&subject, &predicate, fields, place)?;
                    continue;
                }
                (Json::Object(fields), Container::Index) if !has_keyword(&fields) => {
                    self.skipped.add("@index", fields.0.len());
                    fields.0.into_iter().flat_map(|(_, value)| value.into_items()).collect()
                }
                (Json::List(items), Container::List) if predicate.contains(':') => {
                    self.list(&subject, &predicate, items, &meaning, place)?;
                    continue;
                }
                (value, _) => value.into_items(),
            };
            match predicate.as_str() {
                "@type" => {
                    for value in values {
                        let Json::String(class) = value else {
                            return Err(
                                place.wrong(format!("`@type` must be a string, not {}", value.kind()))
                            );
                        };
                        let class = self.expand(&class, true, place)?;
                        self.push(&subject, rdf::TYPE, &Term::Node(class.into()), place)?;
                    }
                }
                "@index" => self.skipped.add("@index", values.len()),
                "@included" => {
                    for value in values {
                        let fields = value.object(place, "a node")?;
                        self.node(fields, place)?;
                    }
                }
                keyword if keyword.starts_with('@') => {
                    return Err(place.wrong(format!("{keyword:?} is not read; flatten the document first")));
                }
                // It has no meaning by the context.
                "" => self.skipped.add(&name, values.len()),
                // By the standard, a name that is not in the context is ignored. Here it is refused, not
                // dropped.
                iri if !iri.contains(':') => {
                    return Err(place.wrong(format!(
                        "the field {:?} is neither in the context nor an IRI; add it to the context",
                        excerpt(&name)
                    )));
                }
                predicate => {
                    for value in values {
                        self.value(&subject, predicate, value, &meaning, place)?;
                    }
                }
            }
        }
        Ok(subject)
    }

    /// Values that are the subjects of statements about this node.
    fn reverse(
        &mut self,
        object: &str,
        predicate: &str,
        value: Json<'_>,
        place: &Place,
    ) -> Result<(), PlacedProblem> {
        for value in value.into_items() {
            let subject = match value {
                Json::Null => continue,
                Json::String(node) => self.expand(&node, false, place)?,
                value => self.node(value.object(place, "a node")?, place)?,
            };
            self.push(&subject, predicate, &Term::Node(object.into()), place)?;
        }
        Ok(())
    }

    /// Texts by their languages.
    fn languages(
        &mut self,
        subject: &str,
        predicate: &str,
        texts: Fields<'_>,
        place: &Place,
    ) -> Result<(), PlacedProblem> {
        for (language, texts) in texts.0 {
            for text in texts.into_items().into_iter().filter(|text| *text != Json::Null) {
                let language = Some(language.clone()).filter(|language| language != "@none");
                let object = Term::Literal { value: text.into_text(), language };
                self.push(subject, predicate, &object, place)?;
            }
        }
        Ok(())
    }

    fn value(
        &mut self,
        subject: &str,
        predicate: &str,
        value: Json<'_>,
        meaning: &Meaning,
        place: &Place,
    ) -> Result<(), PlacedProblem> {
        let object = match value {
            Json::Null => return Ok(()),
            Json::String(node) if meaning.is_iri => Term::Node(self.expand(&node, false, place)?.into()),
            Json::String(value) => {
                let language = meaning.language.clone().or_else(|| self.context.language.clone());
                Term::Literal {
                    value,
                    language: language.filter(|language| !language.is_empty()).map(Into::into),
                }
            }
            Json::Number(number) => match number.as_u64() {
                Some(number) => Term::Number(number),
                None => Term::Literal { value: number.to_string().into(), language: None },
            },
            value @ (Json::Bool(_) | Json::Digits(_)) => {
                Term::Literal { value: value.into_text(), language: None }
            }
            Json::Object(mut fields) => {
                self.name_keywords(&mut fields);
                if let Some(set) = fields.take("@set") {
                    for value in set.list(place, "`@set`")? {
                        self.value(subject, predicate, value, meaning, place)?;
                    }
                    return Ok(());
                }
                if let Some(list) = fields.take("@list") {
                    return self.list(subject, predicate, list.into_items(), meaning, place);
                }
                match fields.take("@value") {
                    Some(value @ (Json::List(_) | Json::Object(_))) => {
                        return Err(place.wrong(format!("`@value` must be plain, not {}", value.kind())));
                    }
                    Some(value) => {
                        let kind = fields.take("@type").map(Json::into_text).unwrap_or_default();
                        let kind =
                            if kind.is_empty() { String::new() } else { self.expand(&kind, true, place)? };
                        let language = fields.take("@language").map(Json::into_text);
                        // What else there is: in which direction it is written, and the like.
                        fields.pass_over(&mut self.skipped);
                        let number = match &value {
                            Json::Number(number) => number.as_u64(),
                            Json::String(digits) if kind == rdf::XSD_INTEGER => {
                                digits.parse().ok().filter(|number: &u64| number.to_string() == **digits)
                            }
                            _ => None,
                        };
                        let told = if number.is_some() { rdf::XSD_INTEGER } else { rdf::XSD_STRING };
                        self.skipped.add("datatype", usize::from(!["", told].contains(&kind.as_str())));
                        match number {
                            Some(number) => Term::Number(number),
                            None => Term::Literal { value: value.into_text(), language },
                        }
                    }
                    None => Term::Node(self.node(fields, place)?.into()),
                }
            }
            Json::List(items) if predicate == rdf::FIRST => {
                return self.list(subject, predicate, items, meaning, place);
            }
            Json::List(_) => return Err(place.wrong("a list within a list of values is not read")),
        };
        self.push(subject, predicate, &object, place)
    }

    /// A list, as the cells that RDF has for it. A list of values that differ is several values.
    fn list(
        &mut self,
        subject: &str,
        predicate: &str,
        items: Vec<Json<'_>>,
        meaning: &Meaning,
        place: &Place,
    ) -> Result<(), PlacedProblem> {
        let is_node = |item: &Json<'_>| match item {
            Json::Object(fields) => !fields.0.iter().any(|(name, _)| self.is_keyword(name, "@value")),
            Json::String(_) => meaning.is_iri,
            _ => false,
        };
        let has_cells = |item: &Json<'_>| is_node(item) || matches!(item, Json::List(_));
        let mut seen = HashSet::new();
        let mut differs = |item: &Json<'_>| seen.insert(item.clone().into_text().into_owned());
        if !items.iter().any(has_cells) && items.iter().all(&mut differs) {
            for item in items {
                self.value(subject, predicate, item, meaning, place)?;
            }
            return Ok(());
        }
        let (mut before, mut next) = (subject.to_owned(), predicate.to_owned());
        for item in items {
            self.blank += 1;
            let cell = format!("{UNNAMED}{}", self.blank);
            self.push(&before, &next, &Term::Node(cell.clone().into()), place)?;
            self.value(&cell, rdf::FIRST, item, meaning, place)?;
            (before, next) = (cell, rdf::REST.to_owned());
        }
        self.push(&before, &next, &Term::Node(rdf::NIL.into()), place)
    }

    fn push(
        &mut self,
        subject: &str,
        predicate: &str,
        object: &Term<'_>,
        place: &Place,
    ) -> Result<(), PlacedProblem> {
        self.budget.take(subject, place)?;
        self.budget.take(predicate, place)?;
        self.all.push(self.terms, subject, predicate, object);
        Ok(())
    }
}

/// Whether an object has a field of the format, and so is a value or a node rather than a map of them.
fn has_keyword(fields: &Fields<'_>) -> bool {
    let is_keyword = |name: &str| name.starts_with('@') && name != "@none";
    fields.0.iter().any(|(name, _)| is_keyword(name))
}

/// Resolves a relative IRI against `@base`, except for `..`.
fn from_base(base: &str, relative: &str) -> String {
    let base = base.split('#').next().unwrap_or(base);
    let folder = match base.split_once("://") {
        _ if relative.is_empty() || relative.starts_with('#') => base,
        Some((scheme, rest)) => {
            let host = rest.find('/').unwrap_or(rest.len());
            let end = if relative.starts_with('/') { Some(host) } else { rest.rfind('/').map(|at| at + 1) };
            base.get(..scheme.len() + 3 + end.unwrap_or(rest.len())).unwrap_or(base)
        }
        None => base.rfind([':', '/']).and_then(|at| base.get(..=at)).unwrap_or(base),
    };
    format!("{folder}{relative}")
}
