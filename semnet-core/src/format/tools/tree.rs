//! JSON as a tree, for the formats whose fields are only known when they are read. Unlike
//! `serde_json::Value`, it keeps the order of fields, keeps fields with the same name, and borrows its
//! strings.

use std::collections::{HashMap, HashSet};

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};
use serde_json::Number;

use crate::format::tools::columns::end_of;
use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::graph::{Property, Text, as_number};
use crate::format::tools::imported::Skipped;
use crate::util::{broken, items};

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Json<'a> {
    Null,
    Bool(bool),
    Number(Number),
    /// A number that is not an integer of 64 bits, as written in the file.
    Digits(String),
    String(Text<'a>),
    List(Vec<Json<'a>>),
    Object(Fields<'a>),
}

/// The fields of an object, in their order.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Fields<'a>(pub(super) Vec<(Text<'a>, Json<'a>)>);

impl<'a> Json<'a> {
    pub(super) fn object(self, place: &Place, what: &str) -> Result<Fields<'a>, PlacedProblem> {
        match self {
            Json::Object(fields) => Ok(fields),
            other => Err(place.wrong(format!("{what} must be an object, not {}", other.kind()))),
        }
    }

    pub(super) fn list(self, place: &Place, what: &str) -> Result<Vec<Json<'a>>, PlacedProblem> {
        match self {
            Json::List(list) => Ok(list),
            other => Err(place.wrong(format!("{what} must be a list, not {}", other.kind()))),
        }
    }

    /// The fields of an object; none for any other value.
    pub(super) fn into_fields(self) -> Fields<'a> {
        match self {
            Json::Object(fields) => fields,
            _ => Fields::default(),
        }
    }

    /// The items of a list; any other value is one item.
    pub(super) fn into_items(self) -> Vec<Json<'a>> {
        match self {
            Json::List(items) => items,
            item => vec![item],
        }
    }

    pub(super) fn kind(&self) -> &'static str {
        match self {
            Json::Null => "null",
            Json::Bool(_) => "true or false",
            Json::Number(_) | Json::Digits(_) => "a number",
            Json::String(_) => "a string",
            Json::List(_) => "a list",
            Json::Object(_) => "an object",
        }
    }

    /// The text of a string, a number or a truth value; of a list or an object, its JSON.
    pub(super) fn into_text(self) -> Text<'a> {
        match self {
            Json::String(text) => text,
            Json::Number(number) => number.to_string().into(),
            Json::Digits(digits) => digits.into(),
            Json::Bool(value) => if value { "true" } else { "false" }.into(),
            other => {
                let mut text = String::new();
                other.write(&mut text);
                text.into()
            }
        }
    }

    /// Writes it as JSON, with the digits of the file.
    fn write(&self, out: &mut String) {
        let quoted =
            |text: &str| serde_json::to_string(text).unwrap_or_else(|error| broken(&error, String::new()));
        match self {
            Json::Digits(digits) => out.push_str(digits),
            Json::List(list) => {
                out.push('[');
                for (place, item) in list.iter().enumerate() {
                    out.push_str(if place == 0 { "" } else { "," });
                    item.write(out);
                }
                out.push(']');
            }
            Json::Object(Fields(fields)) => {
                out.push('{');
                for (place, (name, value)) in fields.iter().enumerate() {
                    out.push_str(if place == 0 { "" } else { "," });
                    out.push_str(&quoted(name));
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
            plain => out.push_str(
                &serde_json::to_string(plain).unwrap_or_else(|error| broken(&error, String::new())),
            ),
        }
    }

    /// A word of a format without types: a number, if it is one.
    pub(super) fn of_word(word: Text<'a>) -> Json<'a> {
        as_number(&word).map_or_else(|| Json::String(word), Json::Number)
    }

    /// The value of a property: a number if it would be read as the same text again.
    fn of_property(name: &str, value: Text<'a>) -> Json<'a> {
        match name {
            "question" => Json::Bool(value == "true"),
            "label" | "text" | "title" | "passage" => Json::String(value),
            _ => Json::of_word(value),
        }
    }
}

impl<'a> Fields<'a> {
    pub(super) fn push(&mut self, name: &'static str, value: Json<'a>) {
        self.0.push((name.into(), value));
    }

    pub(super) fn push_text(&mut self, name: &'static str, value: impl Into<Text<'a>>) {
        self.push(name, Json::String(value.into()));
    }

    /// Adds properties.
    pub(super) fn extend(&mut self, properties: impl IntoIterator<Item = Property<'a>>) {
        let field = |(name, value): Property<'a>| {
            let value = Json::of_property(&name, value);
            (name, value)
        };
        self.0.extend(properties.into_iter().map(field));
    }

    /// Removes a field and returns it, unless it is null, which is the same as absent.
    pub(super) fn take(&mut self, name: &str) -> Option<Json<'a>> {
        let (_, value) = self.0.iter_mut().find(|(other, value)| other == name && *value != Json::Null)?;
        Some(std::mem::replace(value, Json::Null))
    }

    /// Drops a field whose value is one of these words.
    pub(super) fn drop_words(&mut self, name: &str, words: &[&str]) {
        let is_word = |value: &Json<'_>| matches!(value, Json::String(word) if words.contains(&&**word));
        self.0.retain(|(other, value)| !(other == name && is_word(value)));
    }

    /// A field, unless it is null, which is the same as absent.
    pub(super) fn get(&self, name: &str) -> Option<&Json<'a>> {
        let found = self.0.iter().find(|(other, value)| other == name && *value != Json::Null);
        found.map(|(_, value)| value)
    }

    /// Whether there is a field of this name, other than null.
    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Removes a field that must be an id: a string or a number.
    pub(super) fn take_id(&mut self, name: &str, place: &Place) -> Result<Text<'a>, PlacedProblem> {
        match self.take(name) {
            Some(id @ (Json::String(_) | Json::Number(_) | Json::Digits(_) | Json::Bool(_))) => {
                Ok(id.into_text())
            }
            // Python's tuples are lists in JSON, and nodes in NetworkX.
            Some(Json::List(list)) if list.iter().all(|it| !matches!(it, Json::Object(_) | Json::Null)) => {
                Ok(Json::List(list).into_text())
            }
            Some(other) => {
                Err(place.wrong(format!("`{name}` must be a string or a number, not {}", other.kind())))
            }
            None => Err(place.wrong(format!("`{name}` is missing"))),
        }
    }

    /// Removes the ids of an edge's ends: `source` and `target`, or the names of other tools for them. D3
    /// replaces them by the nodes themselves.
    pub(super) fn take_ends(&mut self, place: &Place) -> Result<(Text<'a>, Text<'a>), PlacedProblem> {
        let has = |wanted: &str| self.0.iter().any(|(name, _)| name == wanted);
        if has("source") && has("target") {
            return Ok((self.take_end("source", place)?, self.take_end("target", place)?));
        }
        let names = self.0.iter().map(|(name, _)| &**name);
        let ends = end_of(names.clone()).and_then(|(source, target)| {
            names.clone().nth(source).map(str::to_owned).zip(names.clone().nth(target).map(str::to_owned))
        });
        let (source, target) = ends.unwrap_or_else(|| ("source".to_owned(), "target".to_owned()));
        Ok((self.take_end(&source, place)?, self.take_end(&target, place)?))
    }

    fn take_end(&mut self, name: &str, place: &Place) -> Result<Text<'a>, PlacedProblem> {
        let is_node =
            |(other, value): &(Text<'a>, Json<'a>)| other == name && matches!(value, Json::Object(_));
        if self.0.iter().any(is_node)
            && let Some(node) = self.take(name)
        {
            let mut node = node.object(place, "an end")?;
            let has = |key: &&str| node.0.iter().any(|(name, value)| name == key && *value != Json::Null);
            let key = ["id", "key", "name", "index", "text"].into_iter().find(has).unwrap_or("id");
            return node.take_id(key, place);
        }
        self.take_id(name, place)
    }

    /// Removes a field that must be true or false, if it is there.
    pub(super) fn take_bool(&mut self, name: &str, place: &Place) -> Result<Option<bool>, PlacedProblem> {
        match self.take(name) {
            None => Ok(None),
            Some(Json::Bool(value)) => Ok(Some(value)),
            // As databases have truth values.
            Some(Json::Number(number)) if matches!(number.as_u64(), Some(0 | 1)) => {
                Ok(Some(number.as_u64() == Some(1)))
            }
            Some(other) => Err(place.wrong(format!("`{name}` must be true or false, not {}", other.kind()))),
        }
    }

    /// Removes a field that must be an object, if it is there.
    pub(super) fn take_object(&mut self, name: &str, place: &Place) -> Result<Fields<'a>, PlacedProblem> {
        self.take(name)
            .map_or_else(|| Ok(Fields::default()), |value| value.object(place, &format!("`{name}`")))
    }

    /// Counts all remaining fields.
    pub(super) fn pass_over(self, skipped: &mut Skipped) {
        for (name, value) in self.0 {
            skipped.add(&name, usize::from(value != Json::Null));
        }
    }

    /// All remaining fields, as properties. A short list of different plain values is a repeated property; an
    /// object without fields is dropped.
    pub(super) fn into_properties(self) -> Vec<Property<'a>> {
        let Fields(fields) = self;
        let mut properties = Vec::with_capacity(fields.len().min(64));
        for (name, value) in drained(fields) {
            match value {
                Json::Null => {}
                Json::Object(fields) if fields.0.is_empty() => {}
                Json::List(list) if is_several_values(&list) => {
                    properties.extend(list.into_iter().map(|item| (name.clone(), item.into_text())));
                }
                other => push(&mut properties, (name, other.into_text())),
            }
        }
        properties
    }
}

/// Appends to a list that is usually short. Long ones grow by a quarter.
pub(super) fn push<T>(list: &mut Vec<T>, item: T) {
    if list.len() == list.capacity() && list.len() >= 1024 {
        list.reserve_exact(list.len() / 4);
    }
    list.push(item);
}

/// The items of a list that may be long: the memory of items that were taken is freed meanwhile. O(1) on the
/// average.
pub(super) fn drained<T>(mut list: Vec<T>) -> impl Iterator<Item = T> {
    list.reverse();
    std::iter::from_fn(move || {
        let item = list.pop();
        if list.len() % 4096 == 4095 {
            list.shrink_to_fit();
        }
        item
    })
}

/// A list of at most this many values is a repeated attribute.
const MOST_VALUES: usize = 64;

/// Whether a list is a few plain values that differ. A concept has no attribute twice, so one of equal values
/// would be lost.
fn is_several_values(list: &[Json<'_>]) -> bool {
    let is_plain = |item: &Json<'_>| !matches!(item, Json::Null | Json::List(_) | Json::Object(_));
    let differs = |place: usize, item: &Json<'_>| !items(list, ..place).contains(item);
    list.len() <= MOST_VALUES
        && list.iter().enumerate().all(|(place, item)| is_plain(item) && differs(place, item))
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Null => serializer.serialize_unit(),
            Json::Bool(value) => serializer.serialize_bool(*value),
            Json::Number(number) => number.serialize(serializer),
            // Only trees that are read have them, and those are not written like this.
            Json::Digits(digits) => serializer.serialize_str(digits),
            Json::String(text) => serializer.serialize_str(text),
            Json::List(list) => {
                let mut seq = serializer.serialize_seq(Some(list.len()))?;
                for item in list {
                    seq.serialize_element(item)?;
                }
                seq.end()
            }
            Json::Object(Fields(fields)) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (name, value) in fields {
                    map.serialize_entry(&**name, value)?;
                }
                map.end()
            }
        }
    }
}

/// Properties; if one is repeated with the same value, all of its name are one list in JSON, after the
/// others: a concept has no attribute twice. O(how many).
pub(super) fn with_repetitions<'a>(properties: Vec<Property<'a>>) -> Vec<Property<'a>> {
    let mut lists: HashMap<Text<'a>, Vec<Json<'a>>> = {
        let mut seen = HashSet::new();
        let repeated = properties.iter().filter(|property| !seen.insert(*property));
        repeated.map(|(name, _)| (name.clone(), Vec::new())).collect()
    };
    if lists.is_empty() {
        return properties;
    }
    let (mut kept, mut order) = (Vec::with_capacity(properties.len()), Vec::new());
    for (name, value) in properties {
        match lists.get_mut(&name) {
            None => kept.push((name, value)),
            Some(list) => {
                if list.is_empty() {
                    order.push(name);
                }
                list.push(Json::of_word(value));
            }
        }
    }
    for name in order {
        let list = lists.remove(&name).unwrap_or_else(|| broken(&"a list that was made is gone", Vec::new()));
        kept.push((name, Json::List(list).into_text()));
    }
    kept
}
