//! Markup of Markdown that is not part of a text's words: `_emphasis_`, `` `code` ``, the addresses of
//! `[links](address)`, the signs of lists and of quoted lines. (Emphasis by `*` is among the marks.)

use std::borrow::Cow;
use std::ops::Range;

use crate::evidence::characters::{Kind, after, before, is_line_break, is_space_byte, is_word, kind};
use crate::text::is_white_space;
use crate::util::{items, part};

/// How far away the other mark of a pair is searched for, in bytes.
const REACH: usize = 200;

/// The text of an item starts at most this many characters after its sign.
const FARTHEST_TEXT: usize = 1_000;

/// An address has at most this many bytes.
const LONGEST_ADDRESS: usize = 2_000;

fn run_of(text: &str, at: usize, byte: u8) -> usize {
    let bytes = items(text.as_bytes(), at..);
    bytes.iter().take(4).take_while(|&&other| other == byte).count()
}

/// The end of a run of `_` at `at` that sets off words: one of a pair around words, not part of a name such
/// as `snake_case` or `__init__`. They may be in two paragraphs, because a passage has none. O(1).
pub(super) fn underscore_end(text: &str, at: usize) -> Option<usize> {
    if text.as_bytes().get(at) != Some(&b'_') || before(text, at) == Some('_') {
        return None;
    }
    let length = run_of(text, at, b'_');
    if length > 3 {
        return None;
    }
    let is_outside = |c: Option<char>| c.is_none_or(|c| !is_word(c) && c != '_');
    let is_inside = |c: Option<char>| c.is_some_and(|c| kind(c) != Kind::Space && c != '_');
    let (left, right) = (before(text, at), after(text, at + length));
    let is_same_run = |place: usize| run_of(text, place, b'_') == length && before(text, place) != Some('_');
    let is_name =
        |inner: &str| length == 2 && inner.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if is_outside(left) && is_inside(right) {
        let inner = reached(text, at + length);
        let closes = inner.match_indices('_').map(|(place, _)| at + length + place).find(|&place| {
            is_same_run(place) && is_inside(before(text, place)) && is_outside(after(text, place + length))
        })?;
        return (!is_name(text.get(at + length..closes)?)).then_some(at + length);
    }
    if is_inside(left) && is_outside(right) {
        let start = reached_start(text, at);
        let inner = text.get(start..at)?;
        let opens = inner.match_indices('_').map(|(place, _)| start + place).rev().find(|&place| {
            is_same_run(place) && is_outside(before(text, place)) && is_inside(after(text, place + length))
        })?;
        return (!is_name(text.get(opens + length..at)?)).then_some(at + length);
    }
    None
}

/// The text after a place, as far as a pair reaches.
fn reached(text: &str, from: usize) -> &str {
    let mut end = (from + REACH).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    part(text, from..end)
}

/// Where the text before a place begins, as far as a pair reaches.
fn reached_start(text: &str, until: usize) -> usize {
    let mut start = until.saturating_sub(REACH);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    start
}

/// The end of `](address)` at `at`, the second part of a link. The address is not part of the text. A title
/// in quotation marks is, so a link with a title is not treated as a link. O(1).
pub(super) fn link_end(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?.strip_prefix("](")?;
    let (mut depth, mut length) = (0_u32, None);
    for (place, byte) in rest.bytes().take(LONGEST_ADDRESS).enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => {
                length = Some(place);
                break;
            }
            b')' => depth -= 1,
            b'[' | b']' | b'"' | b'<' | b'>' => break,
            byte if is_space_byte(byte) => break,
            _ => {}
        }
    }
    let address = rest.get(..length?)?;
    // The bracket that opens it.
    let inner = text.get(reached_start(text, at)..at)?;
    let opened = inner.get(inner.rfind(['[', ']'])?..)?;
    let is_link = address.contains(['/', '.', '#', ':']) && opened.starts_with('[');
    is_link.then_some(at + 2 + address.len() + 1)
}

/// The end of `[` or `![` at `at` that opens a link. O(1).
fn link_start_end(text: &str, at: usize) -> Option<usize> {
    let length = if text.get(at..)?.starts_with("![") { 2 } else { 1 };
    if !text.get(at + length - 1..)?.starts_with('[') {
        return None;
    }
    let inner = reached(text, at + length);
    let close = inner.find(['[', ']'])?;
    link_end(text, at + length + close).map(|_| at + length)
}

/// Signs at the beginning of the items of a list.
#[inline]
pub(super) fn is_bullet(character: char) -> bool {
    matches!(character, '•' | '‣' | '◦' | '▪' | '●' | '⁃')
}

/// The end of a sign at `at` that marks an item of a list or a quoted line: it is separate, and no number
/// follows `>` or `*`. ([`signs_agree`] decides whether a passage may lack it.) All white space is alike, and
/// is ignored at the end of the text, because a passage has a single space for each run. O(1).
pub(super) fn sign_end(text: &str, at: usize) -> Option<usize> {
    let sign = after(text, at)?;
    let end = at + sign.len_utf8();
    let is_apart = before(text, at).is_none_or(|c| is_white_space(c) || c == '>');
    let rest = text.get(end..)?;
    let is_followed = rest.is_empty()
        || rest.starts_with(is_white_space)
        || (sign == '>' && rest.starts_with('>') && before(text, at).is_none_or(|c| c != '>'));
    if !is_apart || !is_followed {
        return None;
    }
    let next = rest.chars().take(FARTHEST_TEXT).find(|&c| !is_white_space(c) && c != '>');
    let is_number = |c: char| c.is_numeric() || matches!(c, '-' | '−' | '.' | '$' | '€' | '£' | '=');
    let is_sign = match sign {
        '>' | '*' => !next.is_some_and(is_number),
        sign => is_bullet(sign),
    };
    is_sign.then_some(end)
}

/// The signs of lists and quoted lines in glue, and whether each is at the beginning of a line. O(length).
fn signs(glue: &str) -> Vec<(char, bool)> {
    let is_space = |c: char| is_white_space(c) || c == '>';
    let (mut all, mut last, mut is_line_start) = (Vec::new(), None, false);
    let mut rest = glue.chars();
    while let Some(character) = rest.next() {
        let is_sign = matches!(character, '>' | '*') || is_bullet(character);
        let is_apart = last.is_some_and(is_space) && rest.clone().next().is_some_and(is_space);
        if is_sign && is_apart {
            all.push((character, is_line_start));
        } else if matches!(character, '\n' | '\r') {
            is_line_start = true;
        } else if !is_sign && !is_white_space(character) {
            is_line_start = false;
        }
        last = Some(character);
    }
    all
}

/// Whether the signs between two words of a passage are those of the source. Signs at the beginning of a line
/// of the source may be missing in either. O(length).
pub(super) fn signs_agree(passage: &str, source: &str) -> bool {
    let (own, there) = (signs(passage), signs(source));
    let own = || own.iter().map(|(sign, _)| *sign);
    let all_at_lines = there.iter().all(|(_, is_at_line)| *is_at_line);
    own().eq(there.iter().map(|(sign, _)| *sign))
        || own().eq(there.iter().filter(|(_, is_at_line)| !is_at_line).map(|(sign, _)| *sign))
        || (source.contains(['\n', '\r']) && all_at_lines)
}

/// A stretch of glue without markup. O(length).
pub(super) fn without_markup(text: &str, range: Range<usize>) -> Cow<'_, str> {
    let glue = part(text, range.clone());
    if !glue.contains(['[', ']', '`', '\n', '-']) {
        return Cow::Borrowed(glue);
    }
    let mut out = String::with_capacity(glue.len());
    let mut at = range.start;
    while let Some(character) = text.get(at..range.end).and_then(|rest| rest.chars().next()) {
        let end = match character {
            '[' | '!' => link_start_end(text, at),
            ']' => link_end(text, at),
            '`' => Some(at + 1),
            '-' => bullet_end(text, at),
            _ => None,
        };
        match end {
            Some(end) => at = end,
            None => {
                out.push(character);
                at += character.len_utf8();
            }
        }
    }
    Cow::Owned(out)
}

/// The end of `-` at the beginning of a line that marks an item of a list and not a number.
fn bullet_end(text: &str, at: usize) -> Option<usize> {
    let line = text.get(..at)?.trim_end_matches([' ', '\t', '>']);
    let rest = text.get(at + 1..)?;
    let is_item = rest.starts_with(is_white_space) && !rest.trim_start().starts_with(char::is_numeric);
    ((line.is_empty() || line.ends_with(is_line_break)) && is_item).then_some(at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn underscores_set_off_words_in_pairs() {
        for (text, ends) in [
            ("a _b_ c", &[(2, 3), (4, 5)][..]),
            ("__b c__", &[(0, 2), (5, 7)]),
            ("_b_.", &[(0, 1), (2, 3)]),
            ("a_b_c", &[]),
            ("__init__ _x", &[]),
            ("_b\n\nc_", &[(0, 1), (5, 6)]),
            ("____", &[]),
        ] {
            let found: Vec<(usize, usize)> =
                (0..text.len()).filter_map(|at| Some((at, underscore_end(text, at)?))).collect();
            assert_eq!(found, ends, "{text}");
        }
    }

    #[test]
    fn addresses_of_links_are_markup() {
        assert_eq!(link_end("[a](http://b.c/(d)) e", 2), Some(19));
        for text in ["[a](see it)", "a](http://b)", "[a](http://b \"not\")", "[a](", "[a] (http://b)"] {
            assert_eq!(text.find(']').and_then(|at| link_end(text, at)), None, "{text}");
        }
        assert_eq!(without_markup("x [y", 1..3), " [");
        assert_eq!(without_markup("x [y](#z)", 1..3), " ");
    }
}
