//! Prepares the strings of an answer for a network: normalised, and without the marks that models put around
//! them.

use crate::analysis::notes::Notes;
use crate::analysis::path::Path;
use crate::text;

/// The normal form of a string. Characters that are not allowed in a network are dropped and noted.
pub(super) fn clean(string: &str, path: &Path<'_>, notes: &mut Notes) -> String {
    match text::normalise(string) {
        Ok(normal) => normal,
        Err(refused) => {
            let code = u32::from(refused.character);
            notes.repaired(path, format!("dropped U+{code:04X} and the like, which no network may hold"));
            text::normalise_lossy(string)
        }
    }
}

/// The same for a label, without Markdown, quotation marks and numbering around it.
pub(super) fn clean_label(string: &str, path: &Path<'_>, notes: &mut Notes) -> String {
    let label = clean(string, path, notes);
    let bare = without_link(without_marks(&label));
    if bare.is_empty() || bare.len() == label.len() {
        return label;
    }
    notes
        .repaired(path, format!("\"{}\" was read without the marks around it", crate::util::excerpt(&label)));
    bare.to_owned()
}

/// The same for a passage, without quotation marks around it.
pub(super) fn clean_passage(string: &str, path: &Path<'_>, notes: &mut Notes) -> String {
    let passage = clean(string, path, notes);
    if is_placeholder(&passage) {
        notes.omitted(path, format!("left out because it is a placeholder: \"{passage}\""), 1);
        return String::new();
    }
    for (opening, closing) in [("\"", "\""), ("“", "”"), ("„", "“"), ("«", "»"), ("「", "」")] {
        let inside = passage.strip_prefix(opening).and_then(|rest| rest.strip_suffix(closing));
        if let Some(inside) = inside.filter(|inside| {
            !inside.contains([opening, closing].concat().as_str()) && !inside.contains(closing)
        }) {
            return inside.trim().to_owned();
        }
    }
    passage
}

/// A label without the marks that enclose it.
fn without_marks(label: &str) -> &str {
    let heading = label.trim_start_matches('#');
    let mut bare = if heading.starts_with(' ') { heading.trim() } else { label };
    for marks in ["**", "__", "`", "*"] {
        // `__init__` is a name.
        let is_marked =
            |inside: &&str| marks != "__" || inside.contains(|c: char| c == ' ' || c.is_uppercase());
        let inside = bare.strip_prefix(marks).and_then(|rest| rest.strip_suffix(marks)).filter(is_marked);
        bare = inside.unwrap_or(bare).trim();
    }
    let inside = bare
        .strip_prefix(text::is_quotation_mark)
        .and_then(|rest| rest.strip_suffix(text::is_quotation_mark));
    match inside {
        Some(inside) if !inside.contains(text::is_quotation_mark) => inside.trim(),
        _ => bare.strip_suffix(':').unwrap_or(bare).trim_end(),
    }
}

/// The text of a Markdown link.
fn without_link(label: &str) -> &str {
    let inside = label.strip_prefix('[').and_then(|rest| rest.strip_suffix(')'));
    match inside.and_then(|inside| inside.split_once("](")) {
        Some((text, address)) if !text.is_empty() && !address.contains([' ', '(', ']']) => text.trim(),
        _ => label,
    }
}

/// The number that a label begins with, as in `1. ` or `2) `, and the rest.
pub(super) fn number(label: &str) -> Option<(usize, &str)> {
    let rest = label.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = label[..label.len() - rest.len()].parse().ok()?;
    let rest = rest.strip_prefix(['.', ')'])?.strip_prefix(' ')?.trim();
    (!rest.is_empty()).then(|| (number, without_marks(rest)))
}

/// Whether a string contains JSON syntax, as it does if its closing quotation mark is missing.
pub(super) fn has_syntax(string: &str) -> bool {
    let is_mark = |c: char| matches!(c, '"' | '“' | '”' | '＂' | '\'');
    if string.contains("```") {
        return true;
    }
    string.char_indices().any(|(at, c)| {
        let next = string[at + c.len_utf8()..].trim_start();
        let behind = |seam: &[char]| next.strip_prefix(seam).map(str::trim_start);
        match c {
            '{' | '[' => next.starts_with(['"', '{']),
            '}' | ']' => behind(&[',']).is_some_and(|next| next.starts_with(['{', '[', '"'])),
            mark if is_mark(mark) => {
                behind(&[':', '：'])
                    .is_some_and(|next| next.starts_with(|c| is_mark(c) || matches!(c, '{' | '[')))
                    || mark == '"' && behind(&[',']).is_some_and(|next| next.starts_with('"'))
            }
            _ => false,
        }
    })
}

/// The label and the text of "Label: text", if the label is short.
pub(super) fn split_label(string: &str) -> Option<(&str, &str)> {
    let seams = [": ", " – ", " — ", " - ", "：", ":\n"];
    let (at, seam) = seams.iter().filter_map(|seam| Some((string.find(seam)?, seam))).min()?;
    let (label, text) = (string[..at].trim(), string[at + seam.len()..].trim());
    (!label.is_empty() && !text.is_empty() && label.chars().count() <= 60).then_some((label, text))
}

/// Source, relation and target of `A —relation→ B` and the like.
pub(super) fn triple(string: &str) -> Option<[&str; 3]> {
    const LONGEST: usize = 1000;
    if string.len() > LONGEST || string.contains('\n') {
        return None;
    }
    let inside = string.trim();
    for seam in ["|", ";", "\t"] {
        if let Some([source, relation, target]) = three(inside.split(seam)) {
            // `A -->|r| B`
            return Some([source.trim_end_matches(['-', '>', '=', ' ']), relation, target]);
        }
    }
    // The end of the arrow, then its beginning.
    for (beginning, end) in
        [("—", "→"), ("-[", "]->"), ("--", "-->"), ("—", "->"), ("->", "->"), ("→", "→"), ("--", "->")]
    {
        let Some(at) = inside.rfind(end) else { continue };
        let (before, target) = (&inside[..at], &inside[at + end.len()..]);
        if let Some(start) = before.find(beginning) {
            let parts = [&before[..start], &before[start + beginning.len()..], target];
            if let Some(parts) = three(parts.into_iter()) {
                return Some(parts);
            }
        }
    }
    without_brackets(inside).and_then(|inside| three(inside.split(',')))
}

/// The target and the passage of `B: passage` or `B (passage)`.
pub(super) fn split_passage(target: &str) -> (&str, &str) {
    let split = target.split_once(": ").or_else(|| target.strip_suffix(')')?.split_once(" ("));
    match split {
        Some((target, passage)) if passage.split_whitespace().count() > 2 => (target.trim(), passage.trim()),
        _ => (target, ""),
    }
}

fn without_brackets(part: &str) -> Option<&str> {
    part.strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
        .filter(|inside| !inside.contains(['(', ')']))
}

fn three<'a>(mut parts: impl Iterator<Item = &'a str>) -> Option<[&'a str; 3]> {
    let three = [parts.next()?.trim(), parts.next()?.trim(), parts.next()?.trim()];
    let three = three.map(|part| without_brackets(part).unwrap_or(part));
    (parts.next().is_none() && three.iter().all(|part| !part.is_empty())).then_some(three)
}

/// Whether a string is a placeholder from a schema or an example.
pub(super) fn is_placeholder(string: &str) -> bool {
    let is_enclosed = |open, close| string.starts_with(open) && string.ends_with(close) && string.len() < 80;
    let lower = crate::analysis::lenient::beginning(string, 20).to_lowercase();
    let words = ["string", "...", "…", "null", "none", "n/a", "undefined", "tbd", "-", "–", "—", "?"];
    words.contains(&lower.as_str()) || is_enclosed('<', '>') || is_enclosed('{', '}')
}

/// A relation written as an identifier, such as `IS_PART_OF` or `isPartOf`, as words; `None` for any other.
pub(super) fn words_of_identifier(relation: &str) -> Option<String> {
    let is_identifier = relation.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let is_loud = relation.contains('_')
        && relation.chars().any(char::is_uppercase)
        && !relation.chars().any(char::is_lowercase);
    if is_loud || is_identifier && relation.contains('_') {
        let words = relation.replace('_', " ");
        return Some(if is_loud { words.to_lowercase() } else { words });
    }
    let inner_capital =
        relation.chars().zip(relation.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    if !is_identifier || !inner_capital || !relation.starts_with(char::is_lowercase) {
        return None;
    }
    let mut words = String::new();
    for character in relation.chars() {
        if character.is_uppercase() {
            words.push(' ');
        }
        words.extend(character.to_lowercase());
    }
    Some(words)
}
