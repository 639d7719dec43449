//! Finds the JSON in what a model wrote: after its thinking, in code fences, among prose, or as text in a
//! string.

use std::borrow::Cow;

use crate::analysis::draft::{Draft, Form};
use crate::analysis::keys::{self, Part};
use crate::analysis::lenient;
use crate::analysis::lenient::Json;
use crate::analysis::notes::Notes;
use crate::analysis::path::Path;
use crate::util::part;

/// What models write around their thinking.
const THINKING: &[(&str, &str)] = &[
    ("<think>", "</think>"),
    ("<thinking>", "</thinking>"),
    ("<thought>", "</thought>"),
    ("<reasoning>", "</reasoning>"),
    ("<reflection>", "</reflection>"),
    ("<scratchpad>", "</scratchpad>"),
    ("[THINK]", "[/THINK]"),
    ("◁think▷", "◁/think▷"),
    ("<|channel|>analysis<|message|>", "<|end|>"),
];

/// The content of an answer, with the problems and notes of finding it.
pub(super) fn read(answer: &str, form: Form) -> Draft {
    let mut notes = Notes::default();
    let plain = plain(answer, &mut notes);
    let text = plain.trim_start_matches('\u{feff}').trim();
    let text = without_thinking(text, &mut notes);
    let mut found = match unwrapped(text) {
        Some(value) => vec![value],
        None => values(text),
    };
    name_lists(text, &mut found);
    note_prose(text, &found, &Path::Root, &mut notes);
    // The fullest value is the answer; the others add to it.
    let mut drafts: Vec<Draft> = Vec::new();
    for value in &found {
        if value.mended && value.cut.is_none() {
            notes.repaired("$", "not strict JSON, and read leniently");
        }
        let mut draft = Draft::read(&value.json, form);
        if let Some(path) = &value.cut {
            draft.cut_at(path);
        }
        drafts.push(draft);
    }
    let fullest = (0..drafts.len()).rev().max_by_key(|&at| drafts[at].len());
    let mut answer = match fullest {
        Some(at) => drafts.remove(at),
        None => Draft::default(),
    };
    if found.is_empty() {
        answer.notes.problem("$", "no JSON; expected one JSON object and nothing else", text);
    }
    for other in drafts {
        answer.add(other);
    }
    answer.notes.add(notes);
    answer
}

/// The text without what an editor, a page or a template has put around each line or each mark of it.
fn plain<'a>(answer: &'a str, notes: &mut Notes) -> Cow<'a, str> {
    let mut plain = Cow::Borrowed(answer);
    let count = |mark: &str| answer.matches(mark).count();
    if let Some(inside) = without_margin(answer) {
        plain = Cow::Owned(inside);
        notes.repaired("$", "read without what stands before each line");
    } else if answer.contains("&quot;") && !answer.contains("\":") {
        let entities =
            [("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
        let text = entities.iter().fold(answer.to_owned(), |text, (name, mark)| text.replace(name, mark));
        plain = Cow::Owned(text);
        notes.repaired("$", "read without the entities of HTML");
    } else if count("\\{") > 0 && count("\\{") == count("{") {
        let marks = [("\\{", "{"), ("\\}", "}"), ("\\_", "_"), ("\\[", "["), ("\\]", "]")];
        plain =
            Cow::Owned(marks.iter().fold(answer.to_owned(), |text, (name, mark)| text.replace(name, mark)));
        notes.repaired("$", "read without the backslashes before braces");
    } else if answer.trim_start().starts_with("{{\"") && 2 * count("{{") == count("{") {
        plain = Cow::Owned(answer.replace("{{", "{").replace("}}", "}"));
        notes.repaired("$", "read with single braces");
    }
    plain
}

/// A line without its mark; none for a line that has no such mark.
type Margin<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The text without the marks that stand before each line: of quoted mail, of a diff, or its number.
fn without_margin(text: &str) -> Option<String> {
    let quoted = |line: &str| line.trim_start().strip_prefix('>').map(str::to_owned);
    let added = |line: &str| line.strip_prefix('+').map(str::to_owned);
    let numbered = |line: &str| {
        let rest = line.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
        let rest = rest.strip_prefix(['|', ':']).or_else(|| rest.trim_start().strip_prefix('|'));
        rest.filter(|_| line.trim_start().starts_with(|c: char| c.is_ascii_digit())).map(str::to_owned)
    };
    let margins: [Margin<'_>; 3] = [&quoted, &added, &numbered];
    margins.into_iter().find_map(|margin| {
        let mut lines = Vec::new();
        for line in text.lines() {
            match margin(line) {
                Some(line) => lines.push(line),
                None if line.trim().is_empty() || line.trim_start().starts_with("```") => {}
                None => return None,
            }
        }
        (lines.len() > 2).then(|| lines.join("\n"))
    })
}

/// Lists that stand below the name of a part are lists of that part.
fn name_lists(text: &str, values: &mut [Value]) {
    let mut end = 0;
    for value in values {
        let before = part(text, end..value.start);
        end = value.end;
        let is_said = |line: &&str| !line.is_empty() && !line.starts_with("```");
        let heading = before.lines().map(str::trim).rfind(is_said).unwrap_or_default();
        let name = heading.trim_matches(|c: char| matches!(c, '#' | '*' | ':' | '_') || c.is_whitespace());
        let is_part = matches!(keys::part(name), Some(Part::Findings | Part::Concepts | Part::Relationships));
        if is_part && matches!(value.json, Json::Array(_)) {
            let list = std::mem::replace(&mut value.json, Json::Null);
            value.json = Json::Object(vec![(name.to_owned(), list)]);
        }
    }
}

/// A value in a text.
pub(super) struct Value {
    pub(super) json: Json,
    start: usize,
    end: usize,
    pub(super) cut: Option<String>,
    mended: bool,
}

/// All values that stand in a text one after the other.
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
        values.push(Value { json: parsed.json, start: at, end, cut: parsed.cut, mended: parsed.mended });
        at = end;
    }
    values
}

/// An answer that was written into a string, or whose first brace is missing: the value of the whole text.
fn unwrapped(text: &str) -> Option<Value> {
    let bare = text.trim_start_matches('`').trim_start_matches("json").trim_start();
    let start = text.len() - bare.len();
    if !bare.starts_with('"') {
        return None;
    }
    let first = lenient::read(bare, 0);
    let Json::String(string) = &first.json else { return None };
    let inside = string.trim();
    let is_whole = !bare[first.end..].contains(char::is_alphanumeric);
    if is_whole && lenient::looks_like_json(inside) {
        // Where the JSON is cut off has the longer path.
        let is_cut = lenient::read(inside, 0).cut.is_some();
        let cut = first.cut.filter(|_| !is_cut);
        return Some(Value { json: first.json, start, end: start + first.end, cut, mended: true });
    }
    let key_end = 1 + bare[1..].find('"')?;
    bare[key_end + 1..].trim_start().strip_prefix(':')?;
    let parsed = lenient::read(&format!("{{{bare}"), 0);
    let end = start + parsed.end - 1;
    Some(Value { json: parsed.json, start, end, cut: parsed.cut, mended: true })
}

/// The text after the thinking.
fn without_thinking<'a>(text: &'a str, notes: &mut Notes) -> &'a str {
    let mut rest = text;
    loop {
        let opening = THINKING.iter().find_map(|(open, close)| Some((rest.strip_prefix(open)?, close)));
        match opening.and_then(|(inside, close)| Some((inside.find(close)?, inside, close))) {
            Some((end, inside, close)) => rest = inside[end + close.len()..].trim_start(),
            None => break,
        }
    }
    // Templates that open the thinking in the question show only its end.
    let closed = THINKING.iter().filter_map(|(open, close)| {
        let at = rest.find(close)?;
        (!rest[..at].contains(open) && !rest[..at].contains("\": "))
            .then(|| rest[at + close.len()..].trim_start())
    });
    if let Some(after) = closed.filter(|after| after.contains(['{', '['])).min_by_key(|after| after.len()) {
        rest = after;
    }
    if rest.len() < text.len() {
        let count = text[..text.len() - rest.len()].chars().count();
        notes.omitted("$", format!("left out, {count} characters of thinking before the answer"), 1);
    }
    rest
}

/// Notes prose around values.
pub(super) fn note_prose(text: &str, values: &[Value], path: &Path<'_>, notes: &mut Notes) {
    let (count, beginning) = prose(text, values);
    if count > 0 && !values.is_empty() {
        let message = format!("left out, {count} characters of prose around the JSON: \"{beginning}\"");
        notes.omitted(path, message, 1);
    }
}

/// Prose around the values: how many characters, and how it begins.
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
