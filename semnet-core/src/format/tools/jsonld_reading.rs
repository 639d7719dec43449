//! Reads JSON-LD 1.1: what is written here, expanded and flattened documents, and compact ones whose context
//! is in the file: terms, prefixes, `@vocab`, `@base`, types, languages, lists, maps by language or index,
//! `@reverse`, and contexts within nodes. Unknown keywords are refused by name; such a document can be
//! expanded with another tool first. <https://www.w3.org/TR/json-ld11/>

use std::collections::HashSet;
use std::rc::Rc;

use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::graph::{Budget, Graph, UNNAMED};
use crate::format::tools::imported::Skipped;
use crate::format::tools::interner::{Statements, Terms};
use crate::format::tools::jsonld_context::{Container, Context, Meaning};
use crate::format::tools::rdf::Term;
use crate::format::tools::tree::{Fields, Json, drained};
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
            for (number, node) in drained(nodes).enumerate() {
                reading.top(node, Place::Path(format!("[{number}]")))?;
            }
        }
        top => reading.top(top, Place::Nowhere)?,
    }
    let Reading { all, terms, skipped, .. } = reading;
    let terms = Rc::new(std::mem::take(terms));
    let mut graph = rdf_graph::graph(all.said(&terms), &terms, text.len(), language)?;
    skipped.iter().for_each(|(name, count)| graph.skipped.add(name, count));
    Ok(graph)
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
        // A context applies to the node that contains it.
        self.context = Context::default();
        if let Some(context) = fields.take("@context") {
            self.context.read(context)?;
        }
        let graph = fields.take("@graph").or_else(|| {
            let is_graph = |name: &str| self.context.is_keyword(name, "@graph");
            let alias = fields.0.iter().find(|(name, _)| is_graph(name)).map(|(name, _)| name.clone());
            alias.and_then(|alias| fields.take(&alias))
        });
        let has_more = fields.0.iter().any(|(name, value)| *value != Json::Null && !self.context.is_id(name));
        if has_more || graph.is_none() {
            self.node(fields, &place)?;
        }
        let nodes = match graph {
            None => Vec::new(),
            Some(Json::List(nodes)) => nodes,
            Some(node) => vec![node],
        };
        for (number, node) in drained(nodes).enumerate() {
            let place = Place::Item { list: "@graph", number };
            let fields = node.object(&place, "a node")?;
            self.node(fields, &place)?;
        }
        Ok(())
    }

    fn expand(&mut self, string: &str, vocabulary: bool, place: &Place) -> Result<String, PlacedProblem> {
        self.context.expand(string, vocabulary, &mut self.budget, place)
    }

    /// Reads a node with its own context, if any, which also applies to the nodes within.
    fn node(&mut self, mut fields: Fields<'_>, place: &Place) -> Result<String, PlacedProblem> {
        let Some(context) = fields.take("@context") else { return self.fields(fields, place) };
        let outer = self.context.clone();
        for term in outer.terms.keys() {
            self.budget.take(term, place)?;
        }
        self.context.read(context)?;
        let subject = self.fields(fields, place);
        self.context = outer;
        subject
    }

    /// Reads a node and the nodes within, and returns its name. The depth is that of the JSON, at most 128.
    fn fields(&mut self, mut fields: Fields<'_>, place: &Place) -> Result<String, PlacedProblem> {
        self.context.name_keywords(&mut fields);
        let at = fields.0.iter().position(|(name, value)| *value != Json::Null && self.context.is_id(name));
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
        self.fields_of(&subject, fields, place)?;
        Ok(subject)
    }

    /// Reads the properties of a node, and the nodes within.
    fn fields_of(&mut self, subject: &str, fields: Fields<'_>, place: &Place) -> Result<(), PlacedProblem> {
        for (name, value) in fields.0 {
            if value == Json::Null || self.context.is_id(&name) {
                continue;
            }
            let meaning = self.context.terms.get(&*name).cloned().unwrap_or_default();
            let predicate = self.expand(&name, true, place)?;
            if predicate == "@reverse" {
                for (name, value) in value.object(place, "`@reverse`")?.0 {
                    let predicate = self.expand(&name, true, place)?;
                    self.reverse(subject, &predicate, value, place)?;
                }
                continue;
            }
            if meaning.is_reverse {
                self.reverse(subject, &predicate, value, place)?;
                continue;
            }
            if predicate == "@nest" {
                for value in value.into_items() {
                    let mut fields = value.object(place, "`@nest`")?;
                    self.context.name_keywords(&mut fields);
                    self.fields_of(subject, fields, place)?;
                }
                continue;
            }
            if meaning.is_json && predicate.contains(':') {
                let object = Term::Literal { value: value.into_text(), language: None };
                self.push(subject, &predicate, &object, place)?;
                continue;
            }
            let values = match (value, meaning.container) {
                (Json::Object(fields), Container::Id) if !has_keyword(&fields) => named_items(fields, "@id"),
                (Json::Object(fields), Container::Type) if !has_keyword(&fields) => {
                    named_items(fields, "@type")
                }
                (Json::Object(fields), Container::Language) if !has_keyword(&fields) => {
                    self.languages(subject, &predicate, fields, place)?;
                    continue;
                }
                (Json::Object(fields), Container::Index) if !has_keyword(&fields) => {
                    self.skipped.add("@index", fields.0.len());
                    fields.0.into_iter().flat_map(|(_, value)| value.into_items()).collect()
                }
                (Json::List(items), Container::List) if predicate.contains(':') => {
                    self.list(subject, &predicate, items, &meaning, place)?;
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
                        self.push(subject, rdf::TYPE, &Term::Node(class.into()), place)?;
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
                // The context gives it no meaning.
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
                    for value in drained(values) {
                        self.value(subject, predicate, value, &meaning, place)?;
                    }
                }
            }
        }
        Ok(())
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
                self.context.name_keywords(&mut fields);
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
                    Some(value @ (Json::List(_) | Json::Object(_))) if !is_json(&fields) => {
                        return Err(place.wrong(format!("`@value` must be plain, not {}", value.kind())));
                    }
                    Some(value) => {
                        let kind = fields.take("@type").map(Json::into_text).unwrap_or_default();
                        let kind =
                            if kind.is_empty() { String::new() } else { self.expand(&kind, true, place)? };
                        let language = fields.take("@language").map(Json::into_text);
                        // The rest: the direction of writing, and similar fields.
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

    /// A list, as RDF's cells. A list of different values is several values.
    fn list(
        &mut self,
        subject: &str,
        predicate: &str,
        items: Vec<Json<'_>>,
        meaning: &Meaning,
        place: &Place,
    ) -> Result<(), PlacedProblem> {
        let is_node = |item: &Json<'_>| match item {
            Json::Object(fields) => !fields.0.iter().any(|(name, _)| self.context.is_keyword(name, "@value")),
            Json::String(_) => meaning.is_iri,
            _ => false,
        };
        let has_cells = |item: &Json<'_>| is_node(item) || matches!(item, Json::List(_));
        let mut seen = HashSet::new();
        let mut differs = |item: &Json<'_>| seen.insert(item.clone().into_text().into_owned());
        if !items.iter().any(has_cells) && items.iter().all(&mut differs) {
            for item in drained(items) {
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

/// Whether the value of an object is JSON itself.
fn is_json(fields: &Fields<'_>) -> bool {
    fields.0.iter().any(|(name, value)| name == "@type" && *value == Json::String("@json".into()))
}

/// The values of a map by id or type, each with its key in this field, unless that is `@none`.
fn named_items<'a>(map: Fields<'a>, keyword: &'static str) -> Vec<Json<'a>> {
    let mut all = Vec::new();
    for (key, values) in map.0 {
        for value in values.into_items() {
            all.push(match value {
                Json::Object(mut fields) if key != "@none" => {
                    fields.0.insert(0, (keyword.into(), Json::String(key.clone())));
                    Json::Object(fields)
                }
                // The name of a node, if the values are typed.
                Json::String(name) if keyword == "@type" => {
                    let mut fields = Fields::default();
                    fields.push("@id", Json::String(name));
                    fields.push("@type", Json::String(key.clone()));
                    Json::Object(fields)
                }
                other => other,
            });
        }
    }
    all
}

/// Whether an object has a field of the format, and so is a value or a node rather than a map of them.
fn has_keyword(fields: &Fields<'_>) -> bool {
    let is_keyword = |name: &str| name.starts_with('@') && name != "@none";
    fields.0.iter().any(|(name, _)| is_keyword(name))
}
