//! Classifies the values of an answer by their members: answers, items, relationships, schemas.

use crate::analysis::fields::{Members, leaves};
use crate::analysis::keys;
use crate::analysis::keys::{Field, Part};
use crate::analysis::lenient;
use crate::analysis::lenient::Json;
use crate::analysis::thinking;

/// The members of an object.
pub(super) type Object = [(String, Json)];

/// The part that an object in a mixed list belongs to, judged by its type.
pub(super) fn kind(members: &Object) -> Option<Part> {
    members.iter().find_map(|(key, value)| match (keys::plain(key).as_str(), value) {
        ("type" | "kind" | "category" | "class" | "nodetype" | "group" | "op", Json::String(kind)) => {
            keys::part(keys::plain(kind).trim_start_matches("add"))
        }
        _ => None,
    })
}

/// Whether a value is a string that looks like JSON.
pub(super) fn holds_json(json: &Json) -> bool {
    let Json::String(string) = json else { return false };
    string.trim().len() > 2 && lenient::looks_like_json(string.trim())
}

/// Whether a name is the name of a list: findings, concepts or relationships.
pub(super) fn is_list_name(name: &str) -> bool {
    matches!(keys::part(name), Some(Part::Findings | Part::Concepts | Part::Relationships))
}

/// Whether a value holds a list of an answer at any depth. Strings may hold anything.
pub(super) fn holds_part(json: &Json) -> bool {
    match json {
        Json::Object(members) => members.iter().any(|(key, value)| {
            let is_list = matches!(value, Json::Array(_) | Json::Object(_)) || holds_json(value);
            // Definitions of a schema begin with `$`.
            !key.starts_with('$') && (is_list && is_list_name(key) && leaves(value) > 0 || holds_part(value))
        }),
        Json::Array(items) => items.iter().any(holds_part),
        _ => holds_json(json),
    }
}

/// Whether an object is a JSON Schema.
pub(super) fn is_schema(members: &Object) -> bool {
    let has = |name: &str| members.iter().any(|(key, _)| key == name);
    let types = ["object", "array", "string", "integer", "number", "boolean"];
    let is_type = |value: &Json| matches!(value, Json::String(name) if types.contains(&name.as_str()));
    has("$schema")
        || members.iter().any(|(key, value)| key == "type" && is_type(value))
            && ["properties", "items", "required", "additionalProperties", "$defs"].into_iter().any(has)
}

/// Whether an object has two ends. Two numbers next to a label and a text may be years, and are not ends.
pub(super) fn is_link(members: &Object) -> bool {
    let mut ends = Members::new(members);
    let (Some((_, source)), Some((_, target))) = (ends.take(Field::Source), ends.take(Field::Target)) else {
        return false;
    };
    let is_number = |end: &Json| {
        matches!(end, Json::Literal(_)) || matches!(end, Json::String(year) if year.parse::<u32>().is_ok())
    };
    !(is_number(source) && is_number(target) && ends.has_string(Field::Label) && ends.has_string(Field::Text))
}

/// Whether an object holds an answer: a list of parts, or a text that is JSON itself.
pub(super) fn is_answer(members: &Object, is_listed: bool) -> bool {
    let mut item = Members::new(members);
    let label =
        item.take(Field::Label).filter(|(_, label)| matches!(label, Json::String(_) | Json::Literal(_)));
    // A report has a title and may have a summary.
    let is_title = label.is_some_and(|(key, _)| !is_listed && keys::part(key) == Some(Part::Title));
    let has_both = !is_title && label.is_some() && item.has_string(Field::Text);
    members.iter().any(|(key, value)| match value {
        Json::Array(_) | Json::Object(_) => {
            !has_both && (keys::part(key).is_some() || keys::is_wrapper(key) || holds_part(value))
        }
        _ => holds_json(value),
    })
}

/// Whether an object has a title and no field of a finding.
pub(super) fn is_title(members: &Object) -> bool {
    !Members::new(members).has_string(Field::Text)
        && members.iter().any(|(key, _)| keys::part(key) == Some(Part::Title))
}

/// Whether an object has a label, or a text.
pub(super) fn is_item(members: &Object) -> bool {
    let members = Members::new(members);
    members.has_string(Field::Label) || members.has_string(Field::Text)
}

/// Whether an object has a text and a label that is not the title of a book or a page.
pub(super) fn is_complete_item(members: &Object) -> bool {
    let mut item = Members::new(members);
    let label = item.take(Field::Label);
    label.is_some_and(|(key, label)| keys::part(key) != Some(Part::Title) && matches!(label, Json::String(_)))
        && item.has_string(Field::Text)
}

/// Whether an object has only texts, numbers and the like, under other names.
pub(super) fn is_record(members: &Object) -> bool {
    let is_leaf = |value: &Json| match value {
        Json::Object(_) => false,
        Json::Array(items) => items.iter().all(|item| !matches!(item, Json::Object(_) | Json::Array(_))),
        _ => !holds_json(value),
    };
    members.iter().all(|(key, value)| keys::part(key).is_none() && is_leaf(value))
        && members.iter().any(|(_, value)| leaves(value) > 0)
}

/// Whether an object outside a list maps labels to texts.
pub(super) fn is_map(members: &Object) -> bool {
    let has_space = |key: &str| key.trim().contains(char::is_whitespace);
    let is_text = |(key, value): &(String, Json)| {
        let Json::String(text) = value else { return false };
        // Names of fields are single words, mostly in lower case; then the text must be one.
        let is_label = has_space(key)
            || key.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase())
            || key.starts_with(char::is_uppercase) && text.split_whitespace().count() > 3;
        is_label && keys::part(key).is_none() && !keys::is_wrapper(key) && !holds_json(value)
    };
    members.len() > 1 && members.iter().all(is_text)
}

/// Whether the objects of a list are records: a key occurs in two of them, and so is not a label.
pub(super) fn are_records(items: &[Json]) -> bool {
    let keys = items.iter().filter_map(|item| match item {
        Json::Object(members) => members.first().map(|(key, _)| key),
        _ => None,
    });
    let mut seen = std::collections::BTreeSet::new();
    !keys.into_iter().all(|key| seen.insert(key))
}

/// Whether an object is the part of a message with the model's thinking.
pub(super) fn is_thought(members: &Object) -> bool {
    members.iter().any(|(key, value)| match value {
        Json::Literal(value) => key == "thought" && value == "true",
        Json::String(kind) => key == "type" && thinking::is_thinking(&keys::plain(kind)),
        _ => false,
    })
}

/// The rows of a table that was given by columns.
pub(super) fn rows(members: &Object) -> Option<Vec<Json>> {
    let columns = members.iter().map(|(key, value)| match value {
        Json::Array(column) if keys::names_a_field(key) => Some((key, column)),
        _ => None,
    });
    let columns = columns.collect::<Option<Vec<_>>>()?;
    let count = columns.first()?.1.len();
    if columns.len() < 2 || count < 2 || columns.iter().any(|(_, column)| column.len() != count) {
        return None;
    }
    let row = |at: usize| {
        let row = columns.iter().filter_map(|(key, column)| Some(((*key).clone(), column.get(at)?.clone())));
        Json::Object(row.collect())
    };
    Some((0..count).map(row).collect())
}

/// Whether a row has the names of fields instead of content.
pub(super) fn is_header(row: &[Json]) -> bool {
    row.len() > 1 && row.iter().all(|cell| matches!(cell, Json::String(name) if keys::names_a_field(name)))
}

pub(super) fn is_triple(items: &[Json]) -> bool {
    matches!(items.len(), 3 | 4) && items.iter().all(|item| matches!(item, Json::String(_)))
}
