//! The JSON of Wikidata's entities, as `Special:EntityData` and `wbgetentities` give it. Read only.
//! <https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html>
//!
//! It becomes the triples that Wikidata's own RDF has, so that both are read as one.

use std::collections::HashMap;
use std::rc::Rc;

use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::graph::{Budget, Graph, Text};
use crate::format::tools::imported::Skipped;
use crate::format::tools::interner::{Statements, Terms};
use crate::format::tools::rdf::{ALT_LABEL, OBJECT, PREDICATE, PREF_LABEL, STATEMENT, SUBJECT, TYPE, Term};
use crate::format::tools::rdf_graph;
use crate::format::tools::rdf_wikidata::WIKIBASE;
use crate::format::tools::tree::{Fields, Json};

const ENTITY: &str = "http://www.wikidata.org/entity/";
const DIRECT: &str = "http://www.wikidata.org/prop/direct/";
const QUALIFIER: &str = "http://www.wikidata.org/prop/qualifier/";
const RANK: &str = "http://wikiba.se/ontology#rank";
const DESCRIPTION: &str = "http://schema.org/description";

/// Reads a file, with labels in the preferred language.
pub(super) fn read(text: &str, language: Option<&str>) -> Result<Graph, PlacedProblem> {
    let terms = &mut Terms::default();
    let top = Json::read(text)?;
    let names = names(&top, language.unwrap_or("en"));
    let (all, skipped, budget) = (Statements::default(), Skipped::default(), Budget::of(text.len()));
    let mut reading = Reading { all, terms, skipped, names, budget };
    match top {
        Json::List(entities) => {
            for (number, entity) in entities.into_iter().enumerate() {
                reading.entity(entity, &Place::Path(format!("[{number}]")))?;
            }
        }
        top => {
            let mut fields = top.object(&Place::Nowhere, "the file")?;
            match fields.take("entities") {
                Some(entities) => {
                    for (id, entity) in entities.object(&Place::Nowhere, "`entities`")?.0 {
                        reading.entity(
                            entity,
                            &Place::Path(format!("entities.{}", crate::util::excerpt(&id))),
                        )?;
                    }
                    // Whether it was found.
                    fields.take("success");
                    fields.pass_over(&mut reading.skipped);
                }
                None => reading.entity(Json::Object(fields), &Place::Nowhere)?,
            }
        }
    }
    let Reading { all, terms, skipped, .. } = reading;
    let terms = Rc::new(std::mem::take(terms));
    let mut graph = rdf_graph::graph(all.said(&terms), &terms, text.len(), language)?;
    skipped.iter().for_each(|(name, count)| graph.skipped.add(name, count));
    Ok(graph)
}

struct Reading<'t> {
    all: Statements,
    terms: &'t mut Terms,
    skipped: Skipped,
    /// The names of entities, including units.
    names: HashMap<String, String>,
    budget: Budget,
}

/// The labels of the entities of a file in a language, or else in the first one. O(size).
fn names(top: &Json<'_>, language: &str) -> HashMap<String, String> {
    let entities = match top {
        Json::List(entities) => entities.iter().collect(),
        Json::Object(fields) => match fields.get("entities") {
            Some(Json::Object(Fields(entities))) => entities.iter().map(|(_, entity)| entity).collect(),
            _ => vec![top],
        },
        _ => Vec::new(),
    };
    let name = |entity: &Json<'_>| {
        let Json::Object(entity) = entity else { return None };
        let (Json::String(id), Json::Object(labels)) = (entity.get("id")?, entity.get("labels")?) else {
            return None;
        };
        let label = labels.get(language).or_else(|| Some(&labels.0.first()?.1));
        let Json::Object(label) = label? else { return None };
        match label.get("value")? {
            Json::String(label) => Some((id.to_string(), label.to_string())),
            _ => None,
        }
    };
    entities.into_iter().filter_map(name).collect()
}

impl Reading<'_> {
    fn entity(&mut self, entity: Json<'_>, place: &Place) -> Result<(), PlacedProblem> {
        let mut fields = entity.object(place, "an entity")?;
        let id = fields.take_id("id", place)?;
        let subject = format!("{ENTITY}{id}");
        if fields.take("missing").is_some() {
            self.skipped.add("missing entity", 1);
            return Ok(());
        }
        if matches!(fields.get("type"), Some(Json::String(kind)) if kind == "property") {
            self.push(&subject, TYPE, &Term::Node(format!("{WIKIBASE}Property").into()));
        }
        for (name, predicate) in
            [("labels", PREF_LABEL), ("descriptions", DESCRIPTION), ("aliases", ALT_LABEL)]
        {
            for (_, texts) in map(fields.take(name), place, name)?.0 {
                for text in texts.into_items() {
                    let mut text = text.object(place, "a text")?;
                    let value = text.take("value").map(Json::into_text).unwrap_or_default();
                    let language = text.take("language").map(Json::into_text);
                    self.push(&subject, predicate, &Term::Literal { value, language });
                }
            }
        }
        for (property, statements) in map(fields.take("claims"), place, "claims")?.0 {
            for statement in statements.list(place, "claims")? {
                self.statement(&subject, &property, statement.object(place, "a claim")?, place)?;
            }
        }
        for (name, value) in fields.0 {
            // Its identifier and revision in Wikidata.
            let is_told = ["type", "id", "pageid", "ns", "title", "lastrevid", "modified", "datatype"];
            let count = match &value {
                Json::Null => 0,
                Json::Object(Fields(all)) => all.len(),
                Json::List(all) => all.len(),
                _ => 1,
            };
            self.skipped.add(&name, if is_told.contains(&&*name) { 0 } else { count });
        }
        Ok(())
    }

    /// A statement; one with qualifiers or an unusual rank is a relationship with attributes.
    fn statement(
        &mut self,
        subject: &str,
        property: &str,
        mut statement: Fields<'_>,
        place: &Place,
    ) -> Result<(), PlacedProblem> {
        let Some(object) = self.value(statement.take_object("mainsnak", place)?, place)? else {
            return Ok(());
        };
        let predicate = format!("{DIRECT}{property}");
        let rank = statement.take("rank").map(Json::into_text).filter(|rank| rank != "normal");
        let qualifiers = map(statement.take("qualifiers"), place, "qualifiers")?;
        if let Some(Json::List(references)) = statement.take("references") {
            self.skipped.add("reference", references.len());
        }
        let has_more = rank.is_some() || !qualifiers.0.is_empty();
        let (Term::Node(node), true) = (&object, has_more) else {
            self.skipped.add("qualifier", qualifiers.0.len());
            self.push(subject, &predicate, &object);
            return Ok(());
        };
        let id = statement.take("id").map(Json::into_text).unwrap_or_default();
        let name = format!("{ENTITY}statement/{id}");
        let parts = [(TYPE, STATEMENT), (SUBJECT, subject), (PREDICATE, &predicate), (OBJECT, node)];
        for (part, value) in parts {
            self.push(&name, part, &Term::Node(value.into()));
        }
        if let Some(rank) = rank {
            self.push(&name, RANK, &Term::Literal { value: rank, language: None });
        }
        for (property, snaks) in qualifiers.0 {
            for snak in snaks.list(place, "qualifiers")? {
                if let Some(value) = self.value(snak.object(place, "a qualifier")?, place)? {
                    self.push(&name, &format!("{QUALIFIER}{property}"), &value);
                }
            }
        }
        Ok(())
    }

    /// The value of a statement or a qualifier; `None` if it is stated to be unknown or absent.
    fn value<'a>(&mut self, mut snak: Fields<'a>, place: &Place) -> Result<Option<Term<'a>>, PlacedProblem> {
        let kind = snak.take("snaktype").map(Json::into_text).unwrap_or_else(|| "value".into());
        if kind != "value" {
            self.skipped.add(&kind, 1);
            return Ok(None);
        }
        let mut data = snak.take_object("datavalue", place)?;
        let plain = |value: Text<'a>| Some(Term::Literal { value, language: None });
        let mut fields = match data.take("value") {
            Some(Json::Object(fields)) => fields,
            Some(value) => return Ok(plain(value.into_text())),
            None => return Err(place.wrong("a claim without a value; expected `datavalue`")),
        };
        let number = |number: Json<'a>| number.into_text().trim_start_matches('+').to_owned();
        if let Some(id) = fields.take("id") {
            return Ok(Some(Term::Node(format!("{ENTITY}{}", id.into_text()).into())));
        }
        if let Some(digits) = fields.take("numeric-id") {
            let kind = fields.take("entity-type").map(Json::into_text);
            let letter = if kind.as_deref() == Some("property") { "P" } else { "Q" };
            return Ok(Some(Term::Node(format!("{ENTITY}{letter}{}", digits.into_text()).into())));
        }
        if let Some(value) = fields.take("text") {
            let language = fields.take("language").map(Json::into_text);
            return Ok(Some(Term::Literal { value: value.into_text(), language }));
        }
        if let Some(time) = fields.take("time") {
            return Ok(plain(number(time).into()));
        }
        if let Some(amount) = fields.take("amount") {
            let unit = fields.take("unit").map(Json::into_text).filter(|unit| unit != "1");
            let Some(unit) = unit else { return Ok(plain(number(amount).into())) };
            let id = unit.rsplit('/').next().unwrap_or_default();
            let unit = self.names.get(id).map_or(id, String::as_str);
            self.budget.take(unit, place)?;
            return Ok(plain(format!("{} {unit}", number(amount)).into()));
        }
        if let (Some(latitude), Some(longitude)) = (fields.take("latitude"), fields.take("longitude")) {
            return Ok(plain(format!("{} {}", latitude.into_text(), longitude.into_text()).into()));
        }
        Ok(plain(Json::Object(fields).into_text()))
    }

    fn push(&mut self, subject: &str, predicate: &str, object: &Term<'_>) {
        self.all.push(self.terms, subject, predicate, object);
    }
}

/// An object; PHP writes an empty one as a list.
fn map<'a>(value: Option<Json<'a>>, place: &Place, what: &str) -> Result<Fields<'a>, PlacedProblem> {
    match value {
        None => Ok(Fields::default()),
        Some(Json::List(list)) if list.is_empty() => Ok(Fields::default()),
        Some(value) => value.object(place, &format!("`{what}`")),
    }
}
