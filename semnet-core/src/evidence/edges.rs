//! Where a passage may begin and end in a source: not within a word, a number, or a word joined by a hyphen.

use std::ops::Range;

use crate::evidence::characters::{Kind, is_line_break, is_mark, is_unspaced, is_word, kind, narrow};
use crate::evidence::marks::{mark_end, mark_start, without_notes};
use crate::evidence::markup::{is_bullet, without_markup};
use crate::evidence::notes::{is_note_mark, note_mark_end};
use crate::evidence::number_signs::{
    goes_on_with_unit, is_narrow_space, is_numeral, is_prime, is_sign, is_unit_of_number, parts_number,
};
use crate::evidence::verbatim::{verbatim_after, verbatim_before};
use crate::text::is_white_space;
use crate::util::part;

/// How many characters around a place are examined.
const REACH: usize = 64;

/// Whether a passage may begin with the character at `at`. O(1).
pub(super) fn may_begin(source: &str, at: usize) -> bool {
    let outside = emphasis_start(source, at);
    let (rest, before) = (part(source, at..), part(source, ..outside));
    if is_joined(before, rest) {
        return false;
    }
    let after = rest.chars().filter(|&c| kind(c) != Kind::Hidden);
    let before = before.chars().rev().filter(|&c| kind(c) != Kind::Hidden);
    may_part(after, before, true)
}

/// Whether a passage may end before `at`. O(1).
pub(super) fn may_end(source: &str, at: usize) -> bool {
    let outside = emphasis_end(source, at);
    let (rest, before) = (part(source, outside..), part(source, ..at));
    if rest.chars().next().is_some_and(is_mark) || is_joined(before, rest) {
        return false;
    }
    if note_mark_end(source, outside).is_some() {
        return true;
    }
    let after = rest.chars().filter(|&c| kind(c) != Kind::Hidden);
    let before = before.chars().rev().filter(|&c| kind(c) != Kind::Hidden);
    may_part(before, after, false)
}

/// Whether an invisible joiner makes one sign of the characters on both sides, as in emoji of families.
fn is_joined(before: &str, after: &str) -> bool {
    const JOINER: char = '\u{200d}';
    let is_sign = |c: Option<char>| c.is_some_and(|c| !is_word(c) && kind(c) == Kind::Key);
    match (before.strip_suffix(JOINER), after.strip_prefix(JOINER)) {
        (Some(before), _) => is_sign(before.chars().next_back()) && is_sign(after.chars().next()),
        (_, Some(after)) => is_sign(before.chars().next_back()) && is_sign(after.chars().next()),
        _ => false,
    }
}

/// Where the underscores or asterisks begin that emphasise the word at `at`. O(1).
fn emphasis_start(source: &str, at: usize) -> usize {
    let is_mark = source.get(..at).is_some_and(|before| before.ends_with(['_', '*']));
    if is_mark { mark_start(source, at).unwrap_or(at) } else { at }
}

/// Where the underscores or asterisks end that emphasise the word before `at`. O(1).
fn emphasis_end(source: &str, at: usize) -> usize {
    let is_mark = source.get(at..).is_some_and(|after| after.starts_with(['_', '*']));
    if is_mark { mark_end(source, at).unwrap_or(at) } else { at }
}

/// Whether a passage may begin with the glue from `start` to the character at `at`: the glue includes the
/// point of `.15`, and no word comes directly before it. O(1).
pub(super) fn may_begin_with_glue(source: &str, start: usize, at: usize) -> bool {
    let before = part(source, ..start);
    start < at && !before.chars().rev().find(|&c| kind(c) != Kind::Hidden).is_some_and(is_word)
}

/// Whether a passage may end with the glue from `at` to `end`: no word follows it, not even the other
/// half of one that is broken there. O(1).
pub(super) fn may_end_with_glue(source: &str, at: usize, end: usize) -> bool {
    let (glue, rest) = (part(source, at..end), part(source, end..));
    let mut after = rest.chars().filter(|&c| kind(c) != Kind::Hidden);
    let is_broken = glue.ends_with(is_dash) && goes_on_after_line_break(after.clone());
    at < end && !is_broken && (!after.next().is_some_and(is_word) || note_mark_end(source, end).is_some())
}

/// Whether a passage may have its edge between `inner`, read from the edge inwards, and `outer`, read
/// outwards.
fn may_part(
    inner: impl Iterator<Item = char> + Clone,
    outer: impl Iterator<Item = char> + Clone,
    is_beginning: bool,
) -> bool {
    let mut inner = inner.take(REACH).peekable();
    let (Some(&first), Some(next)) = (inner.peek(), outer.clone().next()) else { return true };
    let mut beyond = outer.clone().skip_while(|&c| kind(c) == Kind::Dash).take(REACH);
    let second = outer.clone().nth(1);
    if is_unspaced(first) || is_unspaced(next) && !(first.is_numeric() && narrow(next) != next) {
        // (But a number is a word, whatever is around it.)
        let are_digits = is_numeral(first) && is_numeral(next);
        let has_unit = !is_beginning && first.is_numeric() && goes_on_with_unit(outer);
        return !are_digits && !has_unit;
    }
    match kind(next) {
        Kind::Space => {
            let parts_number = is_numeral(first) && parts_number(inner, outer.clone(), is_beginning);
            !parts_number && !parts_broken_word(first, outer, is_beginning)
        }
        Kind::Dash => {
            let joined = beyond.next().is_some_and(is_word);
            let is_hyphen =
                matches!(next, '-' | '\u{2010}' | '\u{2011}') && second.is_none_or(|c| kind(c) != Kind::Dash);
            let joins_number = first.is_numeric() || (!is_beginning && second.is_some_and(char::is_numeric));
            let is_line_end = !is_beginning
                && is_hyphen
                && first.is_alphabetic()
                && goes_on_after_line_break(outer.skip(1));
            // `Rechts- und Staatswesen`, `pre- and postwar`.
            let is_suspended = !is_beginning
                && is_hyphen
                && first.is_alphabetic()
                && second.is_some_and(|c| is_narrow_space(c) || matches!(c, ',' | '/'));
            !(joined && (is_hyphen || joins_number)) && !is_line_end && !is_suspended
        }
        // A particle of Korean comes directly after a quotation: `“…”라고`.
        Kind::Quote if !is_beginning && second.is_some_and(is_hangul) => true,
        Kind::Quote if first.is_numeric() && !is_beginning && is_prime(next) => false,
        Kind::Quote => !(is_word(first) && second.is_some_and(is_word)),
        Kind::Punctuation if first.is_numeric() && !is_beginning && goes_on_with_unit(outer.clone()) => false,
        Kind::Punctuation => {
            let (next, second) = (narrow(next), second);
            let digits = first.is_numeric() && second.is_some_and(|c| c.is_numeric() && !is_note_mark(c));
            let is_fraction =
                is_beginning && first.is_numeric() && next == '.' && !second.is_some_and(is_word);
            !(is_fraction || digits && matches!(next, '.' | ',' | ':' | ';'))
        }
        Kind::Hidden => true,
        Kind::Key if is_word(next) => !is_word(first),
        Kind::Key if matches!(next, '/' | '\\') => {
            let has_digits = first.is_numeric() && second.is_some_and(char::is_numeric);
            let has_letter = !is_beginning && second.is_some_and(char::is_alphabetic);
            !(has_digits || has_letter && is_unit_of_number(inner))
        }
        Kind::Key if matches!(next, '_' | '@') => !is_word(first),
        // `C++` is not `C`, and `AT&T` not `AT`.
        Kind::Key if matches!(next, '+' | '#') && !is_beginning && first.is_alphabetic() => false,
        Kind::Key if next == '&' && second.is_some_and(is_word) => !is_word(first),
        // Signs that belong to a number: a unit, a currency, a comparison.
        Kind::Key => !first.is_numeric() || !(is_sign(narrow(next)) || second.is_some_and(char::is_numeric)),
    }
}

fn is_hangul(character: char) -> bool {
    matches!(character, '\u{ac00}'..='\u{d7a3}')
}

/// White space with a line break in it, and a letter: the other half of a broken word.
fn goes_on_after_line_break(outer: impl Iterator<Item = char>) -> bool {
    let mut has_line_break = false;
    let next = outer.take(REACH).find(|&c| {
        has_line_break |= is_line_break(c);
        !is_white_space(c)
    });
    has_line_break && next.is_some_and(char::is_alphabetic)
}

/// The second half of a word that was broken at the end of a line.
fn parts_broken_word(first: char, outer: impl Iterator<Item = char>, is_beginning: bool) -> bool {
    if !is_beginning || !first.is_lowercase() {
        return false;
    }
    let mut has_line_break = false;
    let mut outer = outer.take(REACH).skip_while(|&c| {
        has_line_break |= is_line_break(c);
        is_white_space(c)
    });
    let hyphen = outer.next();
    let letter = outer.next();
    has_line_break
        && matches!(hyphen, Some('-' | '\u{2010}' | '\u{2011}'))
        && letter.is_some_and(char::is_alphabetic)
}

/// The punctuation, signs of numbers and dashes in glue: what a passage must have in common with the source
/// at its edges.
fn edge_tokens(glue: &str) -> Vec<char> {
    let folded = crate::evidence::glue::fold(glue, ' ', ' ');
    folded.into_iter().filter(|&token| token != '"' && token != ' ').collect()
}

/// Compares the glue before the first symbol of a piece, up to `until`, with the glue before it in the
/// source. Returns where the passage begins in the source, or as `Err` the range that differs. O(length of
/// the passage's part).
pub(super) fn match_before(
    piece: &str,
    until: usize,
    source: &str,
    at: usize,
    first: char,
) -> Result<usize, Range<usize>> {
    let passage = part(piece, ..until);
    if let Some(start) = verbatim_before(passage, source, at) {
        return Ok(start);
    }
    let start = glue_before(source, at, reach_of(passage));
    let there = part(source, start..at);
    let is_negative = |glue: &str, before: Option<char>| {
        let mut characters = glue.chars().rev().filter(|&c| kind(c) != Kind::Hidden);
        first.is_numeric()
            && characters.next().is_some_and(|c| kind(c) == Kind::Dash)
            && characters.next().or(before).is_none_or(|c| !is_word(c))
    };
    let before = source.get(..start).and_then(|text| text.chars().next_back());
    if is_negative(passage, None) != is_negative(there, before) {
        return Err(start..at);
    }
    let ends = |there: &[char], wanted: &[char]| there.ends_with(wanted);
    let plain = without_markup(piece, 0..until);
    let mut wanted = strip_ellipsis_before(passage);
    if !has_edge(wanted, there, ends) {
        // Of a link or an item of a list, the markup may be missing on either side.
        wanted = strip_ellipsis_before(&plain);
        if !has_edge(wanted, &without_markup(source, start..at), ends) {
            return Err(start..at);
        }
    }
    let mut left = visible(wanted);
    let mut place = at;
    for (offset, character) in there.char_indices().rev() {
        if left == 0 {
            break;
        }
        if is_visible(character, wanted) {
            left -= 1;
            place = start + offset;
        }
    }
    // `--` is one dash.
    let rest = part(source, start..place);
    if place < at && source.get(place..).is_some_and(|text| text.starts_with(is_dash)) {
        place = start + rest.trim_end_matches(is_dash).len();
    }
    Ok(place)
}

/// The same for the glue after the last symbol of a piece, from `from` on. Returns where the passage ends in
/// the source.
pub(super) fn match_after(piece: &str, from: usize, source: &str, at: usize) -> Result<usize, Range<usize>> {
    let passage = part(piece, from..);
    if let Some(end) = verbatim_after(passage, source, at) {
        return Ok(end);
    }
    let end = glue_after(source, at, reach_of(passage));
    let there = part(source, at..end);
    let starts = |there: &[char], wanted: &[char]| there.starts_with(wanted);
    let mut wanted = strip_ellipsis_after(passage);
    let plain = without_markup(piece, from..piece.len());
    if !has_edge(wanted, there, starts) {
        wanted = strip_ellipsis_after(&plain);
        if !has_edge(wanted, &without_markup(source, at..end), starts) {
            return Err(at..end);
        }
        // After the address of a link.
        return Ok(if visible(wanted) == 0 { at } else { at + there.trim_end().len() });
    }
    let mut left = visible(wanted);
    let mut place = at;
    for (offset, character) in there.char_indices() {
        if left == 0 {
            break;
        }
        if is_visible(character, wanted) {
            left -= 1;
            place = at + offset + character.len_utf8();
        }
    }
    let rest = part(source, place..end);
    if source.get(at..place).is_some_and(|text| text.ends_with(is_dash)) {
        place = end - rest.trim_start_matches(is_dash).len();
    }
    Ok(place)
}

fn is_dash(character: char) -> bool {
    kind(character) == Kind::Dash
}

/// Whether a source has the glue of a passage at its edge; it may also have the number of a footnote.
fn has_edge(wanted: &str, there: &str, holds: impl Fn(&[char], &[char]) -> bool) -> bool {
    let tokens = edge_tokens(wanted);
    holds(&edge_tokens(there), &tokens)
        || without_notes(there).is_some_and(|there| holds(&edge_tokens(&there), &tokens))
}

fn visible(glue: &str) -> usize {
    glue.chars().filter(|&c| is_visible(c, glue)).count()
}

/// Whether a character is compared with the glue of a passage. Marks of emphasis are compared only if the
/// passage has some.
fn is_visible(character: char, wanted: &str) -> bool {
    !matches!(kind(character), Kind::Space | Kind::Hidden)
        && !matches!(character, '_' | '>')
        && !is_bullet(character)
        && (character != '*' || wanted.contains('*'))
}

/// An ellipsis at the edge marks that the source continues there.
fn strip_ellipsis_before(glue: &str) -> &str {
    let end = glue.rfind(['…', '⋯']).map(|at| at + '…'.len_utf8());
    let dots = glue.rfind("...").map(|at| at + 3);
    let place = end.max(dots).unwrap_or(0);
    let rest = part(glue, place..);
    if place > 0 { rest.trim_start_matches([']', ')', '.']) } else { rest }
}

fn strip_ellipsis_after(glue: &str) -> &str {
    let start = glue.find(['…', '⋯']).unwrap_or(glue.len()).min(glue.find("...").unwrap_or(glue.len()));
    let rest = part(glue, ..start);
    if start < glue.len() { rest.trim_end_matches(['[', '(']) } else { rest }
}

/// How many characters of glue a place may have: as many as the edge of the passage, and some more.
fn reach_of(edge: &str) -> usize {
    REACH + edge.chars().take(MOST_COMPARED).count()
}

/// Passages with more glue than this at an edge are not found with it.
const MOST_COMPARED: usize = 1_000;

/// Where the glue before a place begins, at most `most` characters away, and some more where these are white
/// space. Marks of notes and of emphasis belong to it.
fn glue_before(source: &str, at: usize, most: usize) -> usize {
    let before = part(source, ..at);
    let (mut start, mut left) = (at, most);
    for _ in 0..most + MOST_COMPARED {
        let Some(character) = part(before, ..start).chars().next_back().filter(|_| left > 0) else { break };
        left -= usize::from(!character.is_whitespace());
        let is_part = kind(character) != Kind::Key;
        match mark_start(source, start).or(is_part.then(|| start - character.len_utf8())) {
            Some(next) => start = next,
            None => break,
        }
    }
    start
}

/// Where the glue after a place ends.
fn glue_after(source: &str, at: usize, most: usize) -> usize {
    let (mut end, mut left) = (at, most);
    for _ in 0..most + MOST_COMPARED {
        let Some(character) = part(source, end..).chars().next().filter(|_| left > 0) else { break };
        left -= usize::from(!character.is_whitespace());
        let is_part = kind(character) != Kind::Key;
        match mark_end(source, end).or(is_part.then(|| end + character.len_utf8())) {
            Some(next) => end = next,
            None => break,
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_begin_and_end_at_words_and_numbers() {
        for (text, place) in [
            ("a b", 2),
            ("(b", 1),
            ("“b”", 3),
            ("a—b", 4),
            ("中文", 3),
            ("end.Next", 4),
            ("$a", 1),
            ("2010 500", 5),
            ("👍great", 4),
        ] {
            assert!(may_begin(text, place), "{text} {place}");
        }
        for (text, place) in [
            ("ab", 1),
            ("a-b", 2),
            ("can't", 4),
            ("3.5", 2),
            ("1,000", 2),
            ("12 500", 3),
            ("$5", 1),
            ("10–15", 5),
            (".5", 1),
            ("inter-\nnational", 7),
            ("COVID-19", 6),
            ("1/2", 2),
            ("2:1", 2),
            ("<5", 1),
        ] {
            assert!(!may_begin(text, place), "{text} {place}");
        }
        for (text, place) in [
            ("a b", 1),
            ("b.", 1),
            ("b”", 1),
            ("a—b", 1),
            ("中文", 3),
            ("word, x", 4),
            ("5. May", 1),
            ("5 m", 1),
        ] {
            assert!(may_end(text, place), "{text} {place}");
        }
        for (text, place) in [
            ("ab", 1),
            ("a-b", 1),
            ("can't", 3),
            ("3.5", 1),
            ("12 500", 2),
            ("5%", 1),
            ("5 %", 1),
            ("5\u{a0}€", 1),
            ("e\u{301}", 1),
            ("inter-\nnational", 5),
            ("10-15", 2),
            ("5 000", 1),
            ("5°C", 1),
        ] {
            assert!(!may_end(text, place), "{text} {place}");
        }
    }
}
