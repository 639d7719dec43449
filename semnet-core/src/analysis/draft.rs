//! Reads the JSON value of an answer into findings, concepts and relationships, regardless of the names and
//! the nesting of its members. Each string of the answer ends up in the draft, in a note or in a problem.

use crate::analysis::fields::{excerpt, leaves};
use crate::analysis::keys;
use crate::analysis::keys::Part;
use crate::analysis::lenient::{self, Json};
use crate::analysis::notes::Notes;
use crate::analysis::path::Path;
use crate::analysis::shape;
use crate::analysis::shape::{holds_json, is_link, is_schema};
use crate::analysis::strings::{clean, is_placeholder, triple};
use crate::analysis::thinking;
use crate::analysis::values::{note_prose, values};

/// The names of JSON Schema's own members, as [`keys::plain`] returns them.
const SCHEMA_WORDS: [&str; 29] = [
    "schema",
    "id",
    "anchor",
    "ref",
    "defs",
    "definitions",
    "comment",
    "vocabulary",
    "title",
    "description",
    "name",
    "strict",
    "type",
    "properties",
    "required",
    "additionalproperties",
    "patternproperties",
    "items",
    "prefixitems",
    "minitems",
    "maxitems",
    "uniqueitems",
    "enum",
    "const",
    "default",
    "examples",
    "anyof",
    "oneof",
    "allof",
];

/// The requested form of an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// A title, findings, concepts and relationships.
    Report,
    /// A list of concepts, each to be joined to an existing one.
    Additions,
}

/// A finding, a concept or an addition.
#[derive(Clone, Default, Debug)]
pub(super) struct Item {
    pub(super) path: String,
    pub(super) label: String,
    pub(super) text: String,
    /// For an addition: the passage and the relation by which it is joined, and the concept to which it is
    /// joined; empty if not given.
    pub(super) passage: String,
    pub(super) relation: String,
    pub(super) concept: String,
}

impl Item {
    /// Its content, for a problem.
    pub(super) fn shown(&self) -> String {
        format!("{}: {} “{}”", self.label, self.text, self.passage)
    }
}

/// A relationship.
#[derive(Clone, Default, Debug)]
pub(super) struct Link {
    pub(super) path: String,
    pub(super) source: String,
    pub(super) relation: String,
    pub(super) target: String,
    pub(super) passage: String,
    pub(super) is_highlight: bool,
}

/// The content of an answer.
#[derive(Default, Debug)]
pub(super) struct Draft {
    pub(super) titles: Vec<(String, String)>,
    pub(super) findings: Vec<Item>,
    pub(super) concepts: Vec<Item>,
    pub(super) links: Vec<Link>,
    pub(super) notes: Notes,
    /// Ids that stand for labels.
    pub(super) ids: Vec<(String, String)>,
    /// Positions of relationships in the answer's list, each with the path that named it.
    pub(super) highlights: Vec<(String, usize)>,
    /// For each relationship, its position in the answer's list.
    pub(super) places: Vec<usize>,
    pub(super) is_additions: bool,
    /// Whether the JSON had to be repaired, so strings may contain pieces of its syntax.
    pub(super) is_mended: bool,
    /// Whether the objects of the current list have the same keys.
    pub(super) are_records: bool,
    /// Whether there was a list of findings (or of concepts, if those were requested), or a schema.
    has_form: bool,
    /// Objects next to the answer that may be relationships under unknown names: their paths and their texts.
    pub(super) strays: Vec<(String, Vec<String>, usize)>,
    /// How many levels of strings with JSON enclose the current value.
    depth: usize,
}

impl Draft {
    /// The content of a value. O(length).
    pub(super) fn read(json: &Json, form: Form, is_mended: bool) -> Draft {
        let mut draft = Draft { is_additions: form == Form::Additions, is_mended, ..Draft::default() };
        draft.root(json, &Path::Root);
        draft.mark_highlights();
        draft.look_at_strays();
        draft
    }

    /// Whether there is one of the requested lists.
    pub(super) fn is_complete(&self) -> bool {
        self.has_form && !(if self.is_additions { &self.concepts } else { &self.findings }).is_empty()
    }

    /// Whether the answer has the requested form but no content.
    pub(super) fn is_form(&self) -> bool {
        self.has_form && self.len() == 0
    }

    /// The number of items and relationships.
    pub(super) fn len(&self) -> usize {
        self.findings.len() + self.concepts.len() + self.links.len()
    }

    /// Records that the answer was cut off at a path, where the value is incomplete.
    pub(super) fn cut_at(&mut self, path: &str) {
        let mut lost = Vec::new();
        let mut is_cut = |at: &str, said: &dyn Fn() -> String| {
            let rest = path.strip_prefix(at);
            let is_within = |rest: &str| match rest.chars().next() {
                None => true,
                Some(next) => matches!(next, '.' | '[') && !has_place(rest),
            };
            let is_cut = rest.is_some_and(is_within);
            if is_cut {
                lost.push(said());
            }
            is_cut
        };
        self.titles.retain(|(at, title)| !is_cut(at, &|| title.clone()));
        for items in [&mut self.findings, &mut self.concepts] {
            items.retain(|item| {
                !is_cut(&item.path, &|| format!("{}: {} “{}”", item.label, item.text, item.passage))
            });
        }
        self.links.retain(|link| {
            !is_cut(&link.path, &|| {
                format!("{} —{}→ {} “{}”", link.source, link.relation, link.target, link.passage)
            })
        });
        // Items missing there are missing because of it.
        let within = container(path);
        self.notes.problems.retain(|problem| {
            let rest = within.and_then(|within| problem.path.strip_prefix(within));
            let is_cut = rest.is_some_and(|rest| rest.starts_with(['.', '[']));
            if is_cut {
                lost.push(problem.found.clone());
            }
            !is_cut
        });
        self.notes.first_problem(path, "the answer ends here; expected the rest", &lost.join("; "));
    }

    /// Adds the content of another value of the same answer.
    pub(super) fn add(&mut self, other: Draft) {
        self.titles.extend(other.titles);
        self.findings.extend(other.findings);
        self.concepts.extend(other.concepts);
        self.links.extend(other.links);
        self.ids.extend(other.ids);
        self.notes.add(other.notes);
    }

    fn root(&mut self, json: &Json, path: &Path<'_>) {
        match json {
            Json::Object(members) => self.object(members, path, false),
            Json::Array(items) => {
                let are_records = shape::are_records(items);
                for (place, item) in items.iter().enumerate() {
                    self.are_records = are_records;
                    self.loose(item, &path.place(place));
                }
            }
            Json::String(string) => {
                if !self.inside(string, path, |draft, json| draft.root(json, path)) {
                    self.omitted(json, path, "a list or an object was expected");
                }
            }
            Json::Null | Json::Literal(_) => self.omitted(json, path, "it is not a part of an answer"),
        }
    }

    /// Reads the JSON inside a string, and returns whether there is any. Other text in the string is noted.
    pub(super) fn inside(
        &mut self,
        string: &str,
        path: &Path<'_>,
        mut read: impl FnMut(&mut Draft, &Json),
    ) -> bool {
        const DEEPEST: usize = 8;
        let text = string.trim();
        if self.depth >= DEEPEST || text.len() < 3 || !lenient::looks_like_json(text) {
            return false;
        }
        let found = values(text);
        if found.iter().all(|value| leaves(&value.json) == 0) {
            return false;
        }
        self.depth += 1;
        self.is_mended |= found.iter().any(|value| value.mended || value.cut.is_some());
        found.iter().for_each(|value| read(self, &value.json));
        self.depth -= 1;
        for cut in found.iter().filter_map(|value| value.cut.as_ref()) {
            self.cut_at(&format!("{path}{}", cut.strip_prefix('$').unwrap_or(cut)));
        }
        note_prose(text, &found, path, &mut self.notes);
        true
    }

    pub(super) fn omitted(&mut self, json: &Json, path: &Path<'_>, why: &str) {
        let count = leaves(json);
        if count > 0 {
            self.notes.omitted(path, format!("left out because {why}: {}", excerpt(json)), count);
        }
    }

    /// Whether this is the name of a requested list.
    pub(super) fn is_wanted(&self, key: &str) -> bool {
        match keys::part(key) {
            Some(Part::Findings) => true,
            Some(Part::Concepts) => self.is_additions,
            _ => false,
        }
    }

    pub(super) fn member(&mut self, key: &str, value: &Json, path: &Path<'_>) {
        self.has_form |= self.is_wanted(key);
        match (keys::part(key), value) {
            (_, Json::Null) => {}
            (Some(Part::Title), Json::String(title)) => {
                let title = clean(title, path, &mut self.notes);
                if is_placeholder(&title) {
                    self.omitted(value, path, "it is a placeholder");
                } else if self.has_syntax(&title) {
                    self.notes.problem(path, "JSON inside a string; expected the title alone", &title);
                } else if !title.is_empty() {
                    self.titles.push((path.to_string(), title));
                }
            }
            (Some(Part::Title), _) => self.omitted(value, path, "a title must be text"),
            (Some(Part::Question), Json::String(_)) => {
                self.omitted(value, path, "the question is already known")
            }
            (Some(Part::Concepts), Json::String(_))
                if self.is_additions && !holds_json(value) && keys::plain(key) == "concept" =>
            {
                self.omitted(value, path, "the concept is already known");
            }
            (Some(Part::Findings), _) => self.list(value, path, !self.is_additions),
            (Some(Part::Concepts), _) => self.list(value, path, false),
            (Some(Part::Relationships), _) => self.links(value, path, None),
            (Some(Part::Highlights), _) => self.highlight_list(value, path),
            (_, Json::Object(_)) => self.root(value, path),
            (_, Json::Array(items))
                if items.iter().any(|item| matches!(item, Json::Object(_) | Json::Array(_))) =>
            {
                self.notes.repaired(path, "read as a list of parts");
                self.root(value, path);
            }
            (_, Json::String(_)) if thinking::is_thinking(&keys::plain(key)) => {
                self.omitted(value, path, "it is the thinking of the model");
            }
            (_, Json::String(_)) if holds_json(value) => self.root(value, path),
            (None, Json::Array(_)) if leaves(value) > 0 => {
                let reason = "not a part of an answer; expected a list of objects with label and text";
                self.notes.problem(path, reason, &excerpt(value));
            }
            _ => self.omitted(value, path, "a network cannot contain it"),
        }
    }

    /// Reads a schema that was given instead of an answer; some models fill it in.
    pub(super) fn schema(&mut self, members: &[(String, Json)], path: &Path<'_>) {
        let before = self.len() + self.titles.len();
        let is_answer = |(key, value): &(String, Json)| {
            let is_list = matches!(value, Json::Array(_) | Json::Object(_));
            is_list && keys::part(key).is_some_and(|part| part != Part::Title)
        };
        let has_answer = members.iter().any(is_answer);
        for (key, value) in members {
            match (keys::plain(key).as_str(), value) {
                ("properties", Json::Object(inside)) => {
                    for (name, value) in inside {
                        let names_type = |(key, _): &(String, Json)| key == "type" || key == "$ref";
                        let is_schema = matches!(value, Json::Object(members)
                            if is_schema(members) || members.iter().any(names_type));
                        if !is_schema {
                            self.member(name, value, &path.key(key).key(name));
                        }
                    }
                }
                // An answer that does not follow the schema.
                _ if has_answer && keys::part(key).is_some() => {
                    self.member(key, value, &path.key(key));
                }
                (plain, _) if has_answer && !SCHEMA_WORDS.contains(&plain) => {
                    self.beside(key, value, &path.key(key));
                }
                _ => {}
            }
        }
        if self.len() + self.titles.len() == before {
            self.has_form = true;
            self.notes.problem(path, "the schema came back; expected an answer of this form", "");
        } else {
            self.notes.repaired(path, "the schema around the answer was skipped");
        }
    }

    /// Reads an item of a mixed list.
    fn loose(&mut self, json: &Json, path: &Path<'_>) {
        match json {
            Json::Object(members) if is_schema(members) => self.schema(members, path),
            Json::Object(members) if is_link(members) => self.link(members, path, None, None),
            Json::Object(members) => self.object(members, path, true),
            Json::Array(items) if shape::is_triple(items) => self.link_array(items, path, None),
            Json::Array(_) => self.root(json, path),
            Json::String(_) if holds_json(json) => self.root(json, path),
            Json::String(string) if triple(string).is_some() => self.link_string(string, path, None),
            _ => self.item(json, path, !self.is_additions),
        }
    }
}

/// The path of the item of a list in which a path ends.
fn container(path: &str) -> Option<&str> {
    let (at, _) =
        path.rmatch_indices(']').find(|&(at, _)| path[..at].ends_with(|c: char| c.is_ascii_digit()))?;
    Some(&path[..=at])
}

/// Whether a path goes through an item of a list.
fn has_place(path: &str) -> bool {
    path.split('[').skip(1).any(|step| step.starts_with(|c: char| c.is_ascii_digit()))
}
