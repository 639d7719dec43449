//! Findings, concepts and additions of an answer.

use crate::analysis::draft::{Draft, Item};
use crate::analysis::fields::{Members, as_label, as_text, excerpt, nothing};
use crate::analysis::keys::{self, Field, Part};
use crate::analysis::lenient::Json;
use crate::analysis::path::Path;
use crate::analysis::shape::{self, holds_json, is_item, is_link, is_schema};
use crate::analysis::strings::{
    clean, clean_label, clean_passage, has_syntax, is_placeholder, number, split_label,
};
use crate::text::fold_label;

/// The longest label, in characters.
const LONGEST_LABEL: usize = 200;

impl Draft {
    /// The rows of a table that was given by columns.
    pub(super) fn rows(&mut self, json: &Json, path: &Path<'_>) -> Option<Json> {
        let Json::Object(members) = json else { return None };
        let rows = shape::rows(members).filter(|_| !is_schema(members))?;
        self.notes.repaired(path, "read by its columns");
        Some(Json::Array(rows))
    }

    /// A list of findings or of concepts.
    pub(super) fn list(&mut self, json: &Json, path: &Path<'_>, are_findings: bool) {
        if let Some(rows) = self.rows(json, path) {
            return self.list(&rows, path, are_findings);
        }
        match json {
            Json::Array(items) => {
                let are_records = shape::are_records(items);
                for (place, item) in items.iter().enumerate() {
                    self.are_records = are_records;
                    self.item(item, &path.place(place), are_findings);
                }
            }
            Json::Object(members) if is_schema(members) => self.schema(members, path),
            Json::Object(members) if is_item(members) => {
                self.notes.repaired(path, "one part where a list was expected");
                self.item_object(members, path, are_findings, None);
            }
            Json::Object(members) => self.map(members, path, are_findings),
            Json::String(string) => {
                if !self.inside(string, path, |draft, json| draft.list(json, path, are_findings)) {
                    self.notes.problem(path, "text; expected a list of objects with label and text", string);
                }
            }
            Json::Literal(literal) => {
                self.notes.problem(path, "a number; expected a list of objects with label and text", literal);
            }
            Json::Null => {}
        }
    }

    /// Removes the numbers from labels that are numbered in order, if the labels stay distinct.
    pub(super) fn take_off_numbers(&mut self) {
        for items in [&mut self.findings, &mut self.concepts] {
            let bare = items.iter().enumerate().map(|(at, item)| {
                let (number, label) = number(&item.label)?;
                (number == at + 1).then(|| label.to_owned())
            });
            let Some(bare) = bare.collect::<Option<Vec<String>>>().filter(|bare| bare.len() > 1) else {
                continue;
            };
            let different: std::collections::BTreeSet<String> =
                bare.iter().map(|label| fold_label(label)).collect();
            if different.len() < bare.len() {
                continue;
            }
            for (item, label) in items.iter_mut().zip(bare) {
                let numbered = std::mem::replace(&mut item.label, label);
                self.notes.repaired(&item.path, format!("\"{numbered}\" was read without its number"));
                self.ids.push((numbered, item.label.clone()));
            }
        }
    }

    /// Reads an object whose keys are labels.
    pub(super) fn map(&mut self, members: &[(String, Json)], path: &Path<'_>, are_findings: bool) {
        self.notes.repaired(path, "an object whose keys were read as labels");
        let are_numbered = are_numbered(members);
        for (key, value) in members {
            let path = path.key(key);
            let is_number = are_numbered || key.parse::<u32>().is_ok();
            match value {
                Json::String(text) if !is_number => {
                    let item = Item { label: key.clone(), text: text.clone(), ..Item::default() };
                    self.push(item, &path, &path, &path, are_findings);
                }
                Json::Null if !is_number => {
                    let item = Item { label: key.clone(), ..Item::default() };
                    self.push(item, &path, &path, &path, are_findings);
                }
                Json::Object(inside) => {
                    // With a label inside, the key is an id.
                    let has_label = Members::new(inside).has_string(Field::Label);
                    if let (true, Some(Json::String(label))) =
                        (has_label, Members::new(inside).take(Field::Label).map(|it| it.1))
                    {
                        self.ids.push((key.clone(), label.clone()));
                    }
                    let name = (!is_number && !has_label).then_some(key.as_str());
                    self.item_object(inside, &path, are_findings, name);
                }
                Json::Array(items)
                    if keys::part(key).is_none()
                        && items.iter().all(|item| matches!(item, Json::String(_)))
                        && !is_number =>
                {
                    let text = as_text(value, &path, &mut self.notes).unwrap_or_default();
                    self.push(
                        Item { label: key.clone(), text, ..Item::default() },
                        &path,
                        &path,
                        &path,
                        are_findings,
                    );
                }
                _ => self.item(value, &path, are_findings),
            }
        }
    }

    pub(super) fn item(&mut self, json: &Json, path: &Path<'_>, is_finding: bool) {
        match json {
            Json::Object(members) if is_schema(members) => self.schema(members, path),
            Json::Object(members) if is_link(members) && !is_item(members) => {
                self.link(members, path, None, None)
            }
            Json::Object(members) => {
                let is_finding =
                    is_finding || !self.is_additions && shape::kind(members) == Some(Part::Findings);
                self.item_object(members, path, is_finding, None);
            }
            Json::String(string) if holds_json(json) => {
                if !self.inside(string, path, |draft, json| draft.item(json, path, is_finding)) {
                    self.omitted(json, path, "it has no content");
                }
            }
            Json::Array(items) if shape::is_header(items) => {
                self.notes.repaired(path, "a row of names was skipped");
            }
            Json::String(string) => {
                let item = match split_label(string) {
                    Some((label, text)) => Item { label: label.into(), text: text.into(), ..Item::default() },
                    None if is_finding || string.chars().count() > LONGEST_LABEL => {
                        let reason = "text without a label; expected an object with label and text";
                        return self.notes.problem(path, reason, string);
                    }
                    None => Item { label: string.clone(), ..Item::default() },
                };
                self.push(item, path, path, path, is_finding);
            }
            Json::Array(items) => match items.as_slice() {
                [Json::String(label), Json::String(text)] => {
                    let item = Item { label: label.clone(), text: text.clone(), ..Item::default() };
                    self.push(item, path, &path.place(0), &path.place(1), is_finding);
                }
                _ => {
                    self.notes.problem(path, "a list; expected an object with label and text", &excerpt(json))
                }
            },
            Json::Literal(literal) => {
                self.notes.problem(path, "a number; expected an object with label and text", literal);
            }
            Json::Null => {}
        }
    }

    /// Reads a finding or a concept given as an object; its label may be its key in a map.
    pub(super) fn item_object(
        &mut self,
        members: &[(String, Json)],
        path: &Path<'_>,
        is_finding: bool,
        name: Option<&str>,
    ) {
        let mut members = Members::new(members);
        if let (Some((key, Json::String(text))), None) = (members.single(), name) {
            // {"Waggle Dance": "A forager …"}
            if !keys::names_a_field(key) && !self.are_records {
                self.notes.repaired(path, "the key was read as the label");
                let item = Item { label: key.to_owned(), text: text.clone(), ..Item::default() };
                return self.push(item, path, &path.key(key), &path.key(key), is_finding);
            }
        }
        let mut item = Item::default();
        // "concept" is a label, unless there is another one, or what an addition starts at.
        if self.is_additions && members.has(Field::Label, Some("concept")) {
            item.concept = self
                .label_of(&mut members, Field::Concept, path)
                .map_or_else(String::new, |(_, label)| label);
        }
        let given = members.excerpt();
        let label = match name {
            Some(name) => Some((String::new(), name.to_owned())),
            None => self.label_of(&mut members, Field::Label, path),
        };
        let text = self.text_of(&mut members, Field::Text, path);
        let passage = self.text_of(&mut members, Field::Passage, path);
        if self.is_additions {
            item.relation =
                self.text_of(&mut members, Field::Relation, path).map_or_else(String::new, |(_, text)| text);
            item.passage = passage.as_ref().map_or_else(String::new, |(_, passage)| passage.clone());
        } else if let Some((key, passage)) = &passage {
            let message = format!(
                "left out because only a relationship has a passage: \"{}\"",
                crate::util::excerpt(passage)
            );
            self.notes.omitted(path.key(key), message, 1);
        }
        let text_key = text.as_ref().map_or("text", |(key, _)| key).to_owned();
        item.text = text.map_or_else(String::new, |(_, text)| text);
        let Some((label_key, label)) = label.filter(|(_, label)| !nothing(label)) else {
            let found = match (item.text.as_str(), item.passage.as_str()) {
                ("", "") => given,
                (text, "") => text.to_owned(),
                (text, passage) => format!("{text} “{passage}”"),
            };
            return self.notes.problem(path.key("label"), "missing; expected the name of a concept", &found);
        };
        item.label = label;
        let id = members.id();
        let label = item.label.clone();
        let label_path = if label_key.is_empty() { *path } else { path.key(&label_key) };
        let count = self.len();
        self.push(item, path, &label_path, &path.key(&text_key), is_finding);
        let pushed = if is_finding { self.findings.last() } else { self.concepts.last() };
        if let (Some(id), Some(item), true) = (id, pushed, self.len() > count) {
            self.ids.push((id, item.label.clone()));
        }
        self.rest(&members, path, Some(&label));
    }

    /// Whether a string in repaired JSON swallowed the text that follows it.
    pub(super) fn has_syntax(&self, string: &str) -> bool {
        self.is_mended && has_syntax(string)
    }

    /// Reads the members of an item or a relationship other than its fields.
    pub(super) fn rest(&mut self, members: &Members<'_>, path: &Path<'_>, label: Option<&str>) {
        for (key, value) in members.rest() {
            let path = path.key(key);
            match (keys::part(key), value) {
                (Some(Part::Relationships), Json::Array(_)) => self.links(value, &path, label),
                (Some(Part::Concepts | Part::Findings), Json::Array(_)) => self.list(value, &path, false),
                _ => self.omitted(value, &path, "a concept has only a label and a text"),
            }
        }
    }

    /// The label in a member, with the member's key.
    pub(super) fn label_of(
        &mut self,
        members: &mut Members<'_>,
        field: Field,
        path: &Path<'_>,
    ) -> Option<(String, String)> {
        let (key, value) = members.take(field)?;
        let label = as_label(value, &path.key(key), &mut self.notes);
        if label.is_none() {
            self.omitted(value, &path.key(key), "it has no label");
        }
        Some((key.to_owned(), label?))
    }

    pub(super) fn text_of(
        &mut self,
        members: &mut Members<'_>,
        field: Field,
        path: &Path<'_>,
    ) -> Option<(String, String)> {
        let (key, value) = members.take(field)?;
        if let (Field::Passage, Json::Literal(_)) = (field, value) {
            self.omitted(value, &path.key(key), "it is not a passage");
            return None;
        }
        let text = as_text(value, &path.key(key), &mut self.notes);
        Some((key.to_owned(), text?))
    }

    pub(super) fn push(
        &mut self,
        mut item: Item,
        path: &Path<'_>,
        label: &Path<'_>,
        text: &Path<'_>,
        is_finding: bool,
    ) {
        let given = std::mem::take(&mut item.label);
        for (string, path) in [(&given, label), (&item.text, text), (&item.passage, path)] {
            if self.has_syntax(string) {
                let found = format!("{given}: {} {}", item.text, item.passage);
                let reason = "JSON inside a string; expected this string alone";
                return self.notes.problem(path, reason, &found);
            }
        }
        item.label = clean_label(&given, label, &mut self.notes);
        item.text = clean(&item.text, text, &mut self.notes);
        item.passage = clean_passage(&item.passage, path, &mut self.notes);
        item.path = path.to_string();
        if item.label.is_empty() || is_placeholder(&item.label) {
            let found = if item.text.is_empty() { given } else { item.text };
            return self.notes.problem(label, "a placeholder; expected the name of a concept", &found);
        }
        if item.label.chars().count() > LONGEST_LABEL {
            return self.notes.problem(label, "too long for a label; expected a few words", &given);
        }
        if is_placeholder(&item.text) {
            self.notes.omitted(text, format!("left out because it is a placeholder: \"{}\"", item.text), 1);
            item.text.clear();
        }
        if is_finding { self.findings.push(item) } else { self.concepts.push(item) }
    }
}

/// Whether the keys of a map are numbered instead of being labels: `finding1`, `finding2`, or `F1`.
fn are_numbered(members: &[(String, Json)]) -> bool {
    let mut prefixes = members.iter().map(|(key, _)| {
        let prefix = key.trim_end_matches(|c: char| c.is_ascii_digit());
        (prefix.len() < key.len()).then(|| keys::plain(prefix))
    });
    let Some(Some(first)) = prefixes.next() else { return false };
    let is_name = first.chars().count() < 2 || members.len() > 1 || keys::part(&first).is_some();
    is_name && prefixes.all(|prefix| prefix.as_ref() == Some(&first))
}
