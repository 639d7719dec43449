//! Relationships of an answer, and its highlights.

use crate::analysis::draft::{Draft, Link};
use crate::analysis::fields::{Members, excerpt, nothing};
use crate::analysis::keys;
use crate::analysis::keys::Field;
use crate::analysis::lenient::Json;
use crate::analysis::path::Path;
use crate::analysis::shape::{self, holds_json, is_link, is_schema};
use crate::analysis::strings::{clean, clean_label, clean_passage, is_placeholder, split_passage, triple};

/// The member of a relationship that names several concepts instead of one; `None` if all such members
/// together name too many.
fn several(members: &[(String, Json)]) -> Option<(usize, &[Json])> {
    const MOST: usize = 64;
    let is_end = |key: &str| {
        let plain = keys::plain(key);
        [Field::Source, Field::Target].iter().any(|field| keys::names(*field).contains(&plain.as_str()))
    };
    let is_label = |item: &Json| matches!(item, Json::String(label) if !nothing(label));
    let ends = members.iter().enumerate().filter_map(|(place, (key, value))| match value {
        Json::Array(all) if all.len() > 1 && is_end(key) && all.iter().all(is_label) => {
            Some((place, all.as_slice()))
        }
        _ => None,
    });
    let ends: Vec<(usize, &[Json])> = ends.collect();
    let count = ends.iter().fold(1usize, |count, (_, all)| count.saturating_mul(all.len()));
    ends.first().copied().filter(|_| count <= MOST)
}

/// The members of a relationship whose ends have plural names (`sources`, `targets`), with the
/// names of one; `None` if there are none.
fn with_singular_ends(members: &[(String, Json)]) -> Option<Vec<(String, Json)>> {
    const PLURALS: [(&str, Field, [&str; 3]); 2] = [
        ("source", Field::Source, ["sources", "subjects", "heads"]),
        ("target", Field::Target, ["targets", "objects", "tails"]),
    ];
    let place = |(name, field, plurals): (&'static str, Field, [&str; 3])| {
        let place = members.iter().position(|(key, _)| plurals.contains(&keys::plain(key).as_str()))?;
        let is_one = |(key, _): &(String, Json)| keys::names(field).contains(&keys::plain(key).as_str());
        // Next to an end of this kind, they are something else, such as documents.
        (!members.iter().any(is_one)).then_some((place, name))
    };
    let places: Vec<(usize, &str)> = PLURALS.into_iter().filter_map(place).collect();
    if places.is_empty() {
        return None;
    }
    let mut renamed = members.to_vec();
    for (place, name) in places {
        name.clone_into(&mut renamed[place].0);
    }
    Some(renamed)
}

pub(super) const EXPECTED_LINK: &str =
    "not a relationship; expected an object with source, relation, target and passage";

impl Draft {
    pub(super) fn links(&mut self, json: &Json, path: &Path<'_>, source: Option<&str>) {
        if let Some(rows) = self.rows(json, path) {
            return self.links(&rows, path, source);
        }
        match json {
            Json::Array(items) => {
                for (place, item) in items.iter().enumerate() {
                    let (count, path) = (self.links.len(), path.place(place));
                    match item {
                        Json::Object(members) if is_schema(members) => self.schema(members, &path),
                        Json::Object(members) => self.link(members, &path, source, None),
                        Json::Array(items) if shape::is_header(items) => {
                            self.notes.repaired(path, "a row of names was skipped");
                        }
                        Json::Array(items) => self.link_array(items, &path, source),
                        Json::String(_) if holds_json(item) => self.links(item, &path, source),
                        Json::String(string) => self.link_string(string, &path, source),
                        Json::Literal(literal) => self.notes.problem(path, EXPECTED_LINK, literal),
                        Json::Null => {}
                    }
                    if self.links.len() > count {
                        self.places.resize(self.links.len(), usize::MAX);
                        self.places[count] = place;
                    }
                }
            }
            Json::Object(members) if is_schema(members) => self.schema(members, path),
            Json::Object(members) if is_link(members) => self.link(members, path, source, None),
            Json::Object(members) => {
                for (key, value) in members {
                    let path = path.key(key);
                    match value {
                        Json::Object(inside) if is_link(inside) => self.link(inside, &path, None, None),
                        Json::Object(inside) => self.link(inside, &path, Some(key), None),
                        Json::Array(_) => self.links(value, &path, Some(key)),
                        _ => self.notes.problem(path, EXPECTED_LINK, &excerpt(value)),
                    }
                }
            }
            Json::String(string) => {
                if !self.inside(string, path, |draft, json| draft.links(json, path, source)) {
                    self.link_string(string, path, source);
                }
            }
            Json::Literal(literal) => self.notes.problem(path, EXPECTED_LINK, literal),
            Json::Null => {}
        }
    }

    /// Reads a relationship given as an object. A missing field is a problem, which shows the other fields,
    /// so they are not lost.
    pub(super) fn link(
        &mut self,
        members: &[(String, Json)],
        path: &Path<'_>,
        source: Option<&str>,
        relation: Option<&str>,
    ) {
        if let Some(renamed) = with_singular_ends(members) {
            return self.link(&renamed, path, source, relation);
        }
        if let Some((one, all)) = several(members) {
            self.notes.repaired(path, "a relationship with several ends was read as several");
            return all.iter().for_each(|end| {
                let mut each = members.to_vec();
                each[one].1 = end.clone();
                self.link(&each, path, source, relation);
            });
        }
        let mut members = Members::new(members);
        let mut link = Link { path: path.to_string(), ..Link::default() };
        let start = self.label_of(&mut members, Field::Source, path).map(|(_, label)| label);
        let target = self.label_of(&mut members, Field::Target, path).map(|(_, label)| label);
        let verb = self.text_of(&mut members, Field::Relation, path).map(|(_, text)| text);
        let passage = self.text_of(&mut members, Field::Passage, path);
        let passage = passage.or_else(|| self.text_of(&mut members, Field::Text, path));
        let (passage_key, passage) = passage.unwrap_or_default();
        let given = |label: Option<String>| label.filter(|label| !nothing(label) && !is_placeholder(label));
        let shown = {
            let part = |label: &Option<String>| label.clone().unwrap_or_else(|| "?".into());
            let passage = if passage.is_empty() { String::new() } else { format!(" “{passage}”") };
            format!("{} —{}→ {}{passage}", part(&start), part(&verb), part(&target))
        };
        let start = given(start).or_else(|| source.map(str::to_owned));
        let target = given(target).or_else(|| {
            // Nested in a concept, an object that only names another one.
            let label = source.and_then(|_| self.label_of(&mut members, Field::Label, path));
            label.map(|(_, label)| label)
        });
        let is_known = |verb: &String| !matches!(verb.to_lowercase().as_str(), "unknown" | "relation");
        let verb = given(verb).filter(is_known).or_else(|| relation.map(str::to_owned));
        let missing =
            [(&start, "source"), (&target, "target")].into_iter().find(|(label, _)| label.is_none());
        if let Some((_, name)) = missing.filter(|(_, name)| !(self.is_additions && *name == "source")) {
            self.notes.problem(path.key(name), "missing; expected the label of a concept", &shown);
            return self.rest(&members, path, None);
        }
        if verb.is_none() && !self.is_additions {
            self.notes.problem(
                path.key("relation"),
                "missing; expected the type of the relationship",
                &shown,
            );
            return self.rest(&members, path, None);
        }
        link.source = clean_label(&start.unwrap_or_default(), &path.key("source"), &mut self.notes);
        link.target = clean_label(&target.unwrap_or_default(), &path.key("target"), &mut self.notes);
        link.relation = clean(&verb.unwrap_or_default(), &path.key("relation"), &mut self.notes);
        link.passage = clean_passage(&passage, &path.key(&passage_key), &mut self.notes);
        let is_empty = link.target.is_empty()
            || !self.is_additions && (link.source.is_empty() || link.relation.is_empty());
        let strings = [&link.source, &link.relation, &link.target, &link.passage];
        if is_empty || strings.into_iter().any(|string| self.has_syntax(string)) {
            self.notes.problem(path, EXPECTED_LINK, &shown);
            return self.rest(&members, path, None);
        }
        link.is_highlight = members.flag("highlight");
        if members.has_id() {
            members.id();
        }
        self.links.push(link);
        self.rest(&members, path, None);
    }

    pub(super) fn link_array(&mut self, items: &[Json], path: &Path<'_>, source: Option<&str>) {
        let strings: Vec<&str> = items
            .iter()
            .filter_map(|item| match item {
                Json::String(string) | Json::Literal(string) => Some(string.as_str()),
                _ => None,
            })
            .collect();
        let link = match (strings.as_slice(), source) {
            ([relation, target], Some(source)) if items.len() == 2 => [source, relation, target, ""],
            ([source, relation, target], _) if items.len() == 3 => [source, relation, target, ""],
            (&[source, relation, target, passage], _) if items.len() == 4 => {
                [source, relation, target, passage]
            }
            _ => {
                let found = excerpt(&Json::Array(items.to_vec()));
                return self.notes.problem(path, EXPECTED_LINK, &found);
            }
        };
        self.push_link(link, path);
    }

    pub(super) fn link_string(&mut self, string: &str, path: &Path<'_>, source: Option<&str>) {
        match (triple(string), source) {
            (Some([source, relation, target]), _) => {
                let (target, passage) = split_passage(target);
                self.push_link([source, relation, target, passage], path);
            }
            _ => self.notes.problem(path, EXPECTED_LINK, string),
        }
    }

    pub(super) fn push_link(&mut self, [source, relation, target, passage]: [&str; 4], path: &Path<'_>) {
        self.notes.repaired(path, "read as source, relation and target");
        let link = Link {
            path: path.to_string(),
            source: clean_label(source, path, &mut self.notes),
            relation: clean(relation, path, &mut self.notes),
            target: clean_label(target, path, &mut self.notes),
            passage: clean_passage(passage, path, &mut self.notes),
            is_highlight: false,
        };
        let needed = [&link.source, &link.relation, &link.target];
        // A chain of several is not one relationship.
        let is_chain = ["->", "→", "--"].iter().any(|arrow| link.relation.contains(arrow));
        let is_wrong = |part: &&String| part.is_empty() || self.has_syntax(part);
        if is_chain || needed.iter().any(is_wrong) {
            return self.notes.problem(path, EXPECTED_LINK, &format!("{source} {relation} {target}"));
        }
        self.links.push(link);
    }

    pub(super) fn highlight_list(&mut self, json: &Json, path: &Path<'_>) {
        let one = std::slice::from_ref(json);
        let items = if let Json::Array(items) = json { items } else { one };
        for (place, item) in items.iter().enumerate() {
            let path = path.place(place);
            match item {
                Json::Literal(number) => match number.parse() {
                    Ok(number) => self.highlights.push((path.to_string(), number)),
                    Err(_) => self.omitted(item, &path, "it is not the place of a relationship"),
                },
                Json::Object(members) if is_link(members) => {
                    let count = self.links.len();
                    self.link(members, &path, None, None);
                    self.links.iter_mut().skip(count).for_each(|link| link.is_highlight = true);
                }
                _ => self.omitted(item, &path, "it is not the place of a relationship"),
            }
        }
    }

    /// Marks the highlighted relationships.
    pub(super) fn mark_highlights(&mut self) {
        self.places.resize(self.links.len(), usize::MAX);
        for (path, number) in std::mem::take(&mut self.highlights) {
            match self.places.iter().position(|&place| place == number) {
                Some(at) => self.links[at].is_highlight = true,
                None => self.notes.omitted(
                    path,
                    format!("left out because no relationship has the place {number}"),
                    1,
                ),
            }
        }
    }
}
