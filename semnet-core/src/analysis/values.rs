//! The JSON values in a text, and the prose around them.

use crate::analysis::lenient;
use crate::analysis::lenient::Json;
use crate::analysis::notes::Notes;
use crate::analysis::path::Path;
use crate::util::part;

/// A value in a text.
pub(super) struct Value {
    pub(super) json: Json,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) cut: Option<String>,
    pub(super) mended: bool,
    /// Whether it is a part that a heading names.
    pub(super) is_named: bool,
}

/// All values in a text, in order.
pub(super) fn values(text: &str) -> Vec<Value> {
    let mut values = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(['{', '[']) {
        at += next;
        if !lenient::looks_like_json(&text[at..]) {
            at += 1;
            continue;
        }
        let parsed = lenient::read(text, at);
        let end = parsed.end.max(at + 1);
        values.push(Value {
            json: parsed.json,
            start: at,
            end,
            cut: parsed.cut,
            mended: parsed.mended,
            is_named: false,
        });
        at = end;
    }
    values
}

/// Notes prose around values.
pub(super) fn note_prose(text: &str, values: &[Value], path: &Path<'_>, notes: &mut Notes) {
    let (count, beginning) = prose(text, values);
    if count > 0 && !values.is_empty() {
        let message = format!("left out: {count} characters of prose around the JSON, \"{beginning}\"");
        notes.omitted(path, message, 1);
    }
}

/// The prose around the values: its number of characters, and its beginning.
fn prose(text: &str, values: &[Value]) -> (usize, String) {
    let starts = values.iter().map(|value| value.start).chain([text.len()]);
    let ends = std::iter::once(0).chain(values.iter().map(|value| value.end));
    let (mut count, mut beginning) = (0, String::new());
    for (from, to) in ends.zip(starts) {
        let said = part(text, from..to).trim().trim_matches('`').trim();
        let is_fence = matches!(said, "json" | "JSON" | "json5" | "jsonc" | "javascript" | "js");
        if is_fence || !said.contains(char::is_alphanumeric) {
            continue;
        }
        count += said.chars().count();
        if beginning.is_empty() {
            beginning = crate::util::excerpt(said);
        }
    }
    (count, beginning)
}
