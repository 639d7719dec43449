//! The members of an object of an answer, each taken at most once.

use crate::analysis::keys;
use crate::analysis::keys::Field;
use crate::analysis::lenient::Json;
use crate::analysis::notes::Notes;
use crate::analysis::path::Path;

pub(super) struct Members<'a> {
    all: &'a [(String, Json)],
    plain: Vec<String>,
    taken: Vec<bool>,
}

/// Only this many members of an object are read, so reading stays linear; the others are left over.
const MOST: usize = 64;

impl<'a> Members<'a> {
    pub(super) fn new(all: &'a [(String, Json)]) -> Members<'a> {
        let plain = all.iter().take(MOST).map(|(key, _)| keys::plain(key)).collect();
        Members { all, plain, taken: vec![false; all.len()] }
    }

    /// The member with the most specific name for a field, among those that were not taken yet and have a
    /// value.
    fn find(&self, field: Field, but: Option<&str>) -> Option<usize> {
        // `source_id`, `from_node`
        let is_end = |at: usize, name: &str| {
            let suffix = self.plain[at].strip_prefix(name).filter(|_| name.len() > 2);
            matches!(field, Field::Source | Field::Target)
                && suffix.is_some_and(|suffix| matches!(suffix, "id" | "node" | "label" | "entity" | "name"))
        };
        let is_name = |at: usize, name: &str| {
            (self.plain[at] == name || is_end(at, name))
                && !self.taken[at]
                && self.all[at].1 != Json::Null
                && Some(name) != but
        };
        let names = keys::names(field);
        names.iter().find_map(|name| (0..self.plain.len()).find(|&at| is_name(at, name)))
    }

    pub(super) fn take(&mut self, field: Field) -> Option<(&'a str, &'a Json)> {
        let at = self.find(field, None)?;
        self.taken[at] = true;
        let (key, value) = &self.all[at];
        Some((key, value))
    }

    /// Whether there is a member for a field under a name other than `but`.
    pub(super) fn has(&self, field: Field, but: Option<&str>) -> bool {
        self.find(field, but).is_some()
    }

    pub(super) fn has_string(&self, field: Field) -> bool {
        self.find(field, None).is_some_and(|at| matches!(self.all[at].1, Json::String(_) | Json::Literal(_)))
    }

    /// The only member, if there is only one.
    pub(super) fn single(&self) -> Option<(&'a str, &'a Json)> {
        match self.all {
            [(key, value)] => Some((key, value)),
            _ => None,
        }
    }

    /// An id in addition to a label.
    pub(super) fn id(&mut self) -> Option<String> {
        let at = self.find_id()?;
        match &self.all[at].1 {
            Json::String(id) | Json::Literal(id) if !id.contains(char::is_whitespace) => {
                self.taken[at] = true;
                Some(id.clone())
            }
            _ => None,
        }
    }

    pub(super) fn has_id(&self) -> bool {
        self.find_id().is_some()
    }

    fn find_id(&self) -> Option<usize> {
        (0..self.plain.len()).find(|&at| !self.taken[at] && is_id(&self.plain[at]))
    }

    /// Whether a member is `true`, or a word for it.
    pub(super) fn flag(&mut self, name: &str) -> bool {
        let flag = |at: &usize| match &self.all[*at].1 {
            Json::Literal(word) if self.plain[*at] == name => word.parse::<bool>().ok(),
            _ => None,
        };
        let Some((at, is_true)) = (0..self.plain.len()).find_map(|at| Some((at, flag(&at)?))) else {
            return false;
        };
        self.taken[at] = true;
        is_true
    }

    /// The members that were not taken.
    pub(super) fn rest(&self) -> impl Iterator<Item = (&'a str, &'a Json)> {
        self.all
            .iter()
            .zip(&self.taken)
            .filter(|(_, taken)| !**taken)
            .map(|((key, value), _)| (key.as_str(), value))
    }

    /// The beginning of the content of the members that were not taken.
    pub(super) fn excerpt(&self) -> String {
        excerpt(&Json::Object(self.rest().map(|(key, value)| (key.to_owned(), value.clone())).collect()))
    }
}

/// Whether a plain name is the name of an id.
fn is_id(name: &str) -> bool {
    let kind = name.strip_suffix("id").unwrap_or("-");
    matches!(name, "ref" | "key" | "identifier")
        || matches!(kind, "" | "u" | "uu")
        || keys::names_a_field(kind)
        || keys::part(&format!("{kind}s")).is_some()
}

/// A value as a label: a string, or the label of an object.
pub(super) fn as_label(json: &Json, path: &Path<'_>, notes: &mut Notes) -> Option<String> {
    match json {
        Json::Object(members) => {
            let mut members = Members::new(members);
            let (key, value) = members.take(Field::Label).or_else(|| members.single())?;
            let label = as_label(value, &path.key(key), notes)?;
            members.id();
            for (key, value) in members.rest().filter(|(other, value)| *other != key && leaves(value) > 0) {
                let message = format!("left out because only a label was expected: {}", excerpt(value));
                notes.omitted(path.key(key), message, leaves(value));
            }
            Some(label)
        }
        Json::Array(items) if items.len() == 1 => as_label(&items[0], &path.place(0), notes),
        _ => as_text(json, path, notes),
    }
}

/// A value as text; lists of texts are joined.
pub(super) fn as_text(json: &Json, path: &Path<'_>, notes: &mut Notes) -> Option<String> {
    match json {
        Json::Null => None,
        Json::String(string) => Some(string.clone()),
        Json::Literal(literal) => {
            notes.repaired(path, "a number or boolean was read as text");
            Some(literal.clone())
        }
        Json::Array(items) => {
            let mut texts = Vec::new();
            for (place, item) in items.iter().enumerate() {
                texts.extend(as_text(item, &path.place(place), notes));
            }
            notes.repaired(path, "a list was read as one text");
            (!texts.is_empty()).then(|| texts.join(" "))
        }
        Json::Object(members) => {
            let mut texts = Vec::new();
            for (key, value) in members {
                texts.extend(as_text(value, &path.key(key), notes));
            }
            notes.repaired(path, "the values of an object were read as one text");
            (!texts.is_empty()).then(|| texts.join(" "))
        }
    }
}

/// The number of strings, numbers and booleans in a value. O(length).
pub(super) fn leaves(json: &Json) -> usize {
    match json {
        Json::Null => 0,
        Json::Literal(_) => 1,
        Json::String(string) => usize::from(!nothing(string)),
        Json::Array(items) => items.iter().map(leaves).sum(),
        Json::Object(members) => members.iter().map(|(_, value)| leaves(value)).sum(),
    }
}

/// Whether a string has no content.
pub(super) fn nothing(string: &str) -> bool {
    string.trim().is_empty()
}

/// The beginning of a value's text.
pub(super) fn excerpt(json: &Json) -> String {
    let mut said = String::new();
    say(json, &mut said);
    crate::util::excerpt(said.trim_end())
}

fn say(json: &Json, said: &mut String) {
    // An excerpt is shorter.
    if said.len() > 400 {
        return;
    }
    match json {
        Json::Null => {}
        Json::Literal(text) | Json::String(text) => {
            said.extend(text.chars().take(100));
            said.push(' ');
        }
        Json::Array(items) => items.iter().for_each(|item| say(item, said)),
        Json::Object(members) => members.iter().for_each(|(_, value)| say(value, said)),
    }
}
