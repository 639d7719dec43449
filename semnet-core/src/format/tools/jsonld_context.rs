//! The context of JSON-LD: the meanings of terms, and the IRIs of strings.
//! <https://www.w3.org/TR/json-ld11/#the-context>

use std::collections::HashMap;

use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::graph::{Budget, Text};
use crate::format::tools::rdf::SCHEMA;
use crate::format::tools::tree::{Fields, Json};
use crate::util::excerpt;

/// The meaning of a term.
#[derive(Default, Clone)]
pub(super) struct Meaning {
    pub(super) iri: String,
    /// `@id` or `@vocab`: its values are IRIs.
    pub(super) is_iri: bool,
    /// `@json`: its value is JSON itself.
    pub(super) is_json: bool,
    pub(super) language: Option<String>,
    pub(super) container: Container,
    /// The value is the subject.
    pub(super) is_reverse: bool,
}

/// The container of the values of a term.
#[derive(Default, Clone, Copy, PartialEq)]
pub(super) enum Container {
    #[default]
    Set,
    List,
    /// An object with a field for each language.
    Language,
    /// An object whose fields only sort the values.
    Index,
    /// An object with a field for the name of each value.
    Id,
    /// An object with a field for the class of each value.
    Type,
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
                "@id" => Some(Container::Id),
                "@type" => Some(Container::Type),
                _ => None,
            }
        })
    }
}

#[derive(Default, Clone)]
pub(super) struct Context {
    pub(super) terms: HashMap<String, Meaning>,
    vocabulary: Option<String>,
    base: Option<String>,
    pub(super) language: Option<String>,
}

impl Context {
    pub(super) fn is_id(&self, name: &str) -> bool {
        self.is_keyword(name, "@id")
    }

    /// Whether a field is this keyword, or another name for it.
    pub(super) fn is_keyword(&self, name: &str, keyword: &str) -> bool {
        name == keyword || self.terms.get(name).is_some_and(|meaning| meaning.iri == keyword)
    }

    /// Replaces aliases of keywords in the context by the keywords: Skosmos has `lang`.
    pub(super) fn name_keywords(&self, fields: &mut Fields<'_>) {
        for (name, _) in &mut fields.0 {
            if let Some(meaning) = self.terms.get(&**name).filter(|it| it.iri.starts_with('@')) {
                *name = meaning.iri.clone().into();
            }
        }
    }

    pub(super) fn read(&mut self, context: Json<'_>) -> Result<(), PlacedProblem> {
        let place = Place::Path("@context".into());
        match context {
            Json::Null => *self = Context::default(),
            Json::List(contexts) => {
                for context in contexts {
                    if let Json::List(_) = context {
                        return Err(place.wrong("a list of contexts within a list"));
                    }
                    self.read(context)?;
                }
            }
            Json::String(url) if is_schema_org(&url) => {
                self.vocabulary = Some(SCHEMA.to_owned());
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
            ("@vocab", Json::String(vocabulary)) => self.vocabulary = Some(vocabulary.into_owned()),
            ("@vocab", Json::Null) => self.vocabulary = None,
            ("@language", Json::String(language)) => self.language = Some(language.into_owned()),
            ("@language", Json::Null) => self.language = None,
            ("@base", Json::String(base)) => self.base = Some(base.into_owned()),
            ("@base", Json::Null) => self.base = None,
            ("@version" | "@protected", _) => {}
            (keyword, _) if keyword.starts_with('@') => {
                return Err(place.wrong("this keyword is not read; expand the document first"));
            }
            (_, Json::Null) => drop(self.terms.insert(term.into_owned(), Meaning::default())),
            (_, Json::String(iri)) => {
                let meaning = Meaning { iri: iri.into_owned(), ..Meaning::default() };
                self.terms.insert(term.into_owned(), meaning);
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
                    *value == Json::Null || matches!(&**name, "@prefix" | "@protected" | "@nest")
                };
                let unread = fields.0.iter().find(|field| !is_read(field)).map(|(name, _)| &**name);
                if let Some(name) = unread.or(container.is_none().then_some("@container")) {
                    return Err(place
                        .wrong(format!("{name:?} in a definition is not read; expand the document first")));
                }
                let is_iri = matches!(kind.as_deref(), Some("@id" | "@vocab"));
                let is_json = kind.as_deref() == Some("@json");
                let container = container.unwrap_or_default();
                let meaning = Meaning { iri, is_iri, is_json, language, container, is_reverse };
                self.terms.insert(term.into_owned(), meaning);
            }
        }
        Ok(())
    }

    /// The IRI of a string; `vocabulary` if it may be a term (names of fields and types). Relative ones are
    /// kept.
    pub(super) fn expand(
        &self,
        string: &str,
        vocabulary: bool,
        budget: &mut Budget,
        place: &Place,
    ) -> Result<String, PlacedProblem> {
        let mut iri = string.to_owned();
        // A term may be defined by the prefix of another one, and that by the prefix of a third; no sane
        // context has more levels.
        for _ in 0..8 {
            let meaning = self.terms.get(&iri).filter(|meaning| vocabulary && meaning.iri != iri);
            let next = match (meaning, iri.split_once(':')) {
                (Some(meaning), _) => meaning.iri.clone(),
                (None, Some((prefix, rest))) if !rest.starts_with("//") && prefix != "_" => {
                    match self.terms.get(prefix).filter(|meaning| !meaning.iri.is_empty()) {
                        Some(meaning) => format!("{}{rest}", meaning.iri),
                        None => break,
                    }
                }
                (None, None) if vocabulary && !iri.is_empty() && !iri.starts_with('@') => {
                    match &self.vocabulary {
                        Some(long) => format!("{long}{iri}"),
                        None => break,
                    }
                }
                _ => break,
            };
            budget.take(&next, place)?;
            iri = next;
        }
        if let Some(base) = self.base.as_deref().filter(|_| !vocabulary && !iri.contains(':')) {
            iri = from_base(base, &iri);
        }
        budget.take(&iri, place)?;
        Ok(iri)
    }
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

/// Whether a context is one of schema.org, which all mean the same.
fn is_schema_org(url: &str) -> bool {
    let place = url.split_once("://").map_or("", |(_, place)| place);
    let place = place.strip_prefix("www.").unwrap_or(place);
    place.strip_prefix("schema.org").is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '#']))
}
