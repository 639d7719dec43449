//! Finds the JSON in what a model wrote: after its thinking, in code fences, among prose, or as text in a
//! string.

use std::borrow::Cow;

use crate::analysis::draft::{Draft, Form};
use crate::analysis::lenient;
use crate::analysis::lenient::Json;
use crate::analysis::notes::Notes;
use crate::analysis::path::Path;
use crate::analysis::shape::{holds_part, is_list_name};
use crate::analysis::thinking;
use crate::analysis::values::{Value, note_prose, values};
use crate::util::part;

/// The content of an answer, with the notes and problems from finding it.
pub(super) fn read(answer: &str, form: Form) -> Draft {
    let mut notes = Notes::default();
    let plain = plain(answer, &mut notes);
    let text = thinking::without(plain.trim_start_matches('\u{feff}').trim(), &mut notes);
    let text = text.trim();
    let mut found = match unwrapped(text) {
        Some(value) => vec![value],
        None => values(text),
    };
    name_lists(text, &mut found);
    note_prose(text, &found, &Path::Root, &mut notes);
    let mut drafts: Vec<Draft> = Vec::new();
    for value in &found {
        if value.mended && value.cut.is_none() {
            notes.repaired("$", "not strict JSON, and read leniently");
        }
        let mut draft = Draft::read(&value.json, form, value.mended || value.cut.is_some());
        if let Some(path) = &value.cut {
            draft.cut_at(path);
        }
        drafts.push(draft);
    }
    // Of several complete answers, the last is the answer; else the fullest value. Others add to it.
    let complete: Vec<bool> = found
        .iter()
        .zip(&drafts)
        .map(|(value, draft)| value.cut.is_none() && !value.is_named && draft.is_complete())
        .collect();
    let last = complete.iter().rposition(|&is_complete| is_complete);
    let fullest = (0..drafts.len()).rev().max_by_key(|&at| drafts[at].len());
    if let Some(last) = last {
        let has_title = !drafts[last].titles.is_empty();
        for at in 0..drafts.len() {
            let is_replaced = match complete[at] {
                true => at < last && (has_title || (at..last).any(|at| follows_prose(text, &found, at + 1))),
                // A form or a schema before the answer; an example among prose.
                false => {
                    let is_said = matches!(&found[at].json, json @ Json::Object(_) if !holds_part(json))
                        && drafts[at].titles.is_empty()
                        && follows_prose(text, &found, at);
                    is_said || at < last && drafts[at].is_form()
                }
            };
            if is_replaced {
                let mut other = Draft::default();
                other.omitted(&found[at].json, &Path::Root, "it is not the last answer");
                drafts[at] = other;
            }
        }
    }
    let mut answer = match last.or(fullest) {
        Some(at) => drafts.remove(at),
        None => Draft::default(),
    };
    if found.is_empty() {
        answer.notes.problem("$", "no JSON; expected one JSON object and nothing else", text);
    }
    for other in drafts {
        answer.add(other);
    }
    answer.take_off_numbers();
    answer.notes.add(notes);
    answer
}

/// Whether prose directly precedes a value.
fn follows_prose(text: &str, values: &[Value], at: usize) -> bool {
    let start = at.checked_sub(1).map_or(0, |before| values[before].end);
    let before = part(text, start..values[at].start);
    before.lines().map(str::trim).any(|line| !line.starts_with("```") && line.contains(char::is_alphanumeric))
}

/// The text without the marks that an editor, a page or a template added around each line or character.
fn plain<'a>(answer: &'a str, notes: &mut Notes) -> Cow<'a, str> {
    let mut plain = Cow::Borrowed(answer);
    let count = |mark: &str| answer.matches(mark).count();
    if let Some(inside) = without_margin(answer) {
        plain = Cow::Owned(inside);
        notes.repaired("$", "read without what stands before each line");
    } else if ["&quot;", "&#34;"].iter().any(|mark| answer.contains(mark)) && !answer.contains("\":") {
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

/// A line without its mark; `None` for a line without such a mark.
type Margin<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The text without the prefix of each line: the mark of quoted mail or of a diff, or a line number.
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

/// Treats values below the name of a part as lists of that part.
fn name_lists(text: &str, values: &mut [Value]) {
    let mut end = 0;
    let mut name = None;
    for value in values {
        let before = part(text, end..value.start);
        end = value.end;
        let is_said = |line: &&str| line.contains(char::is_alphanumeric) && !line.starts_with("```");
        if let Some(line) = before.lines().map(str::trim).rfind(is_said) {
            // Between tags, as in `<parameter=concepts>`.
            let is_tag = before.trim_start().starts_with('<') && before.trim_end().ends_with('>');
            let mut words = before.split(|c: char| !c.is_alphanumeric()).rev();
            let line = line.trim_matches(|c: char| matches!(c, '#' | '*' | ':' | '_') || c.is_whitespace());
            name = if is_tag { words.find(|word| is_list_name(word)) } else { Some(line) };
            name = name.filter(|name| is_list_name(name));
        }
        let is_list = match &value.json {
            Json::Array(_) => true,
            json => matches!(json, Json::Object(_)) && !holds_part(json),
        };
        if let (Some(name), true) = (name, is_list) {
            let list = std::mem::replace(&mut value.json, Json::Null);
            value.json = Json::Object(vec![(name.to_owned(), list)]);
            value.is_named = true;
        }
    }
}

/// The value of the entire text, for an answer that was written as a string or lacks its first brace.
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
        return Some(Value {
            json: first.json,
            start,
            end: start + first.end,
            cut,
            mended: true,
            is_named: false,
        });
    }
    let key_end = 1 + bare[1..].find('"')?;
    bare[key_end + 1..].trim_start().strip_prefix(':')?;
    let parsed = lenient::read(&format!("{{{bare}"), 0);
    let end = start + parsed.end - 1;
    Some(Value { json: parsed.json, start, end, cut: parsed.cut, mended: true, is_named: false })
}
