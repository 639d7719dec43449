//! Glue, the characters between two symbols: spaces, dashes, quotation marks, punctuation. Two stretches of
//! glue are the same, differ in typography, or differ.

use crate::evidence::characters::{Kind, is_unspaced, is_word, kind, narrow};
use crate::evidence::marks::without_notes;
use crate::evidence::markup::is_bullet;
use crate::text::is_white_space;

/// How two stretches of glue compare.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Likeness {
    Same,
    Typography,
    Different,
}

/// Compares the glue between the characters `left` and `right` in a passage and in a source. O(length).
#[inline]
pub(super) fn compare(passage: &str, source: &str, left: char, right: char) -> Likeness {
    if passage == source {
        return Likeness::Same;
    }
    let is_space = |glue: &str| !glue.is_empty() && glue.chars().all(is_white_space);
    if is_space(passage) && is_space(source) {
        return Likeness::Same;
    }
    let (folded, folded_source) = (fold(passage, left, right), fold(source, left, right));
    let breaks = |glue: &str| left.is_alphabetic() && right.is_alphabetic() && is_line_end_hyphen(glue);
    // The passage may leave out the number of a footnote, and not put in another.
    let drops_note = || {
        let there = without_notes(source).filter(|_| without_notes(passage).is_none());
        there.is_some_and(|there| fold(&there, left, right) == folded)
    };
    if folded == folded_source
        || (breaks(source) && folded.is_empty())
        || (breaks(passage) && folded_source.is_empty())
        || drops_note()
    {
        Likeness::Typography
    } else {
        Likeness::Different
    }
}

/// Whether glue is a hyphen where a line ended: in a passage, whose lines are not known, before a space.
pub(super) fn is_line_end_hyphen(glue: &str) -> bool {
    let mut rest = glue.trim_end_matches(|c| is_white_space(c) || (kind(c) == Kind::Hidden && c != '\u{ad}'));
    if rest.len() == glue.len() {
        return false;
    }
    rest = rest.trim_end_matches(|c| kind(c) == Kind::Hidden && c != '\u{ad}');
    let mut characters = rest.chars().filter(|&c| kind(c) != Kind::Hidden || c == '\u{ad}');
    matches!((characters.next(), characters.next()), (Some('-' | '\u{2010}' | '\u{2011}' | '\u{ad}'), None))
}

/// Glue without its typography. Everything optional is removed: spaces next to punctuation, dashes and
/// quotation marks, except those that change a number. O(length).
pub(super) fn fold(glue: &str, left: char, right: char) -> Vec<char> {
    let mut tokens = classes(glue);
    mark_quotes(&mut tokens, left, right);
    mark_ellipses(&mut tokens);
    mark_minus(&mut tokens, left, right);
    drop_spaces(tokens, left, right)
}

const SINGLE: char = '\'';
const DOUBLE: char = '"';

/// One character for each kind; runs of spaces or of dashes become one character.
fn classes(glue: &str) -> Vec<char> {
    let mut tokens: Vec<char> = Vec::new();
    for character in glue.chars() {
        match kind(character) {
            Kind::Hidden => {}
            Kind::Space if tokens.last() != Some(&' ') => tokens.push(' '),
            Kind::Dash if tokens.last() != Some(&'-') => tokens.push('-'),
            Kind::Space | Kind::Dash => {}
            Kind::Quote if is_single(character) && tokens.last() == Some(&SINGLE) => {
                tokens.pop();
                tokens.push(DOUBLE);
            }
            Kind::Quote => tokens.push(if is_single(character) { SINGLE } else { DOUBLE }),
            Kind::Punctuation | Kind::Key if matches!(character, '…' | '⋯') => tokens.extend(['.'; 3]),
            // The marks of emphasis.
            Kind::Key if matches!(character, '*' | '_' | '>') || is_bullet(character) => {}
            Kind::Punctuation | Kind::Key => tokens.push(narrow(character)),
        }
    }
    tokens
}

pub(super) fn is_single(character: char) -> bool {
    matches!(
        character,
        '\'' | '`' | '´' | '\u{2018}'
            ..='\u{201b}' | '‹' | '›' | '′' | '\u{2bb}' | '\u{2bc}' | '\u{5f3}' | '\u{ff07}'
    )
}

/// An apostrophe within a word and a sign of feet or minutes stay what they are; all other quotation marks
/// are alike.
fn mark_quotes(tokens: &mut Vec<char>, left: char, right: char) {
    if tokens[..] == [SINGLE] && is_word(left) && is_word(right) {
        return;
    }
    for (place, token) in tokens.iter_mut().enumerate() {
        *token = match *token {
            SINGLE if place == 0 && left.is_numeric() => '′',
            DOUBLE if place == 0 && left.is_numeric() => '″',
            SINGLE => DOUBLE,
            other => other,
        };
    }
    tokens.dedup_by(|next, before| *next == DOUBLE && *before == DOUBLE);
}

/// `...` and `. . .` are one token.
fn mark_ellipses(tokens: &mut Vec<char>) {
    let mut marked = Vec::with_capacity(tokens.len());
    let mut rest = &tokens[..];
    while let Some((&first, others)) = rest.split_first() {
        let (mut dots, mut length) = (0, 0);
        for (place, &token) in rest.iter().enumerate() {
            match token {
                '.' => (dots, length) = (dots + 1, place + 1),
                ' ' if place > 0 => {}
                _ => break,
            }
        }
        if first == '.' && dots >= 3 {
            marked.push('…');
            rest = &rest[length..];
        } else {
            marked.push(first);
            rest = others;
        }
    }
    *tokens = marked;
}

/// A dash right before a number is its sign, unless it joins that number to a word or number.
fn mark_minus(tokens: &mut [char], left: char, right: char) {
    let count = tokens.len();
    let Some(last) = tokens.last_mut() else { return };
    if *last == '-' && right.is_numeric() && (count > 1 || !is_word(left)) {
        *last = '−';
    }
}

fn drop_spaces(tokens: Vec<char>, left: char, right: char) -> Vec<char> {
    if tokens[..] == [' '] {
        // `40 mg` and `40mg` are the same.
        let is_unit = left.is_ascii_digit() && right.is_alphabetic();
        let matters =
            is_word(left) && is_word(right) && !is_unit && !is_unspaced(left) && !is_unspaced(right);
        return if matters { tokens } else { Vec::new() };
    }
    let last = tokens.len().saturating_sub(1);
    let keeps = |place: usize| {
        let before = place.checked_sub(1).and_then(|place| tokens.get(place)).copied();
        let after = tokens.get(place + 1).copied();
        if right.is_numeric() && place == last {
            // `75. 5` is not `75.5`.
            return before.is_some_and(|token| matches!(token, '.' | ',' | ':'));
        }
        // `at .5` is not `at.5`.
        right.is_numeric() && place + 1 == last && after.is_some_and(|token| matches!(token, '.' | ',' | ':'))
    };
    let kept = tokens.iter().enumerate().filter(|&(place, &token)| token != ' ' || keeps(place));
    kept.map(|(_, &token)| token).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(passage: &str, source: &str) -> Likeness {
        let (left, right) = (passage.chars().next().unwrap(), passage.chars().next_back().unwrap());
        let inner = |text: &str| {
            let mut characters = text.chars();
            characters.next();
            characters.next_back();
            characters.as_str().to_owned()
        };
        compare(&inner(passage), &inner(source), left, right)
    }

    #[test]
    fn typography_is_told_from_difference() {
        for (passage, source) in [
            ("a “b", "a \"b"),
            ("a — b", "a--b"),
            ("a-b", "a–b"),
            ("a - b", "a—b"),
            ("a’b", "a'b"),
            ("a, “b", "a, «b"),
            ("a … b", "a...b"),
            ("a. . . b", "a… b"),
            ("ab", "a-\nb"),
            ("a-b", "a-\nb"),
            ("a- b", "ab"),
            ("ab", "a\u{ad}\nb"),
            ("ab", "a\u{ad}b"),
            ("1–2", "1-2"),
            ("a −5", "a -5"),
            ("7 %", "7%"),
            ("国人", "国 人"),
            ("a !b", "a! b"),
        ] {
            assert_eq!(likeness(passage, source), Likeness::Typography, "{passage} {source}");
        }
        for (passage, source) in [
            ("a b", "ab"),
            ("ab", "a'b"),
            ("a, b", "a b"),
            ("a. b", "a, b"),
            ("ab", "a-b"),
            ("a b", "a-b"),
            ("a 5", "a -5"),
            ("a - 5", "a -5"),
            ("1.5", "1,5"),
            ("1.5", "1. 5"),
            ("15", "1,5"),
            ("15", "1-5"),
            ("a b", "a \"b"),
            ("5' a", "5\" a"),
            ("a b", "a… b"),
            ("1 -2", "1-2"),
        ] {
            assert_eq!(likeness(passage, source), Likeness::Different, "{passage} {source}");
        }
        for (passage, source) in [("a b", "a\n\n b"), ("a, b", "a, b")] {
            assert_eq!(likeness(passage, source), Likeness::Same, "{passage} {source}");
        }
    }

    #[test]
    fn spaces_and_signs_of_numbers_are_kept() {
        for (passage, source) in [
            ("t .5", "t.5"),
            ("5, 6", "5,6"),
            ("m 4", "m4"),
            ("4 5", "45"),
            ("a .. b", "a … b"),
            ("5\" a", "5 a"),
            ("5” a", "5’ a"),
            ("a'b", "a\"b"),
            ("5, -6", "5, 6"),
            ("a -- 5", "a 5"),
        ] {
            assert_eq!(likeness(passage, source), Likeness::Different, "{passage} {source}");
        }
        for (passage, source) in [
            ("4 m", "4m"),
            ("a.... b", "a… b"),
            ("a ''b", "a \"b"),
            ("a “‘b", "a \"b"),
            ("5′ a", "5' a"),
            ("a ( b", "a (b"),
            ("% 5", "%5"),
            ("国 5", "国5"),
            ("a[12] b", "a[12]  b"),
            ("a b", "a[12] b"),
            ("a b", "a¹² b"),
            ("a, b", "a,[1,2] b"),
        ] {
            assert_eq!(likeness(passage, source), Likeness::Typography, "{passage} {source}");
        }
        for (passage, source) in [("a[12] b", "a b"), ("a[12] b", "a[13] b"), ("a¹² b", "a b")] {
            assert_eq!(likeness(passage, source), Likeness::Different, "{passage} {source}");
        }
        for (glue, is_one) in
            [("-\n", true), ("- ", true), ("\u{ad} ", true), ("-", false), ("--\n", false), (" ", false)]
        {
            assert_eq!(is_line_end_hyphen(glue), is_one, "{glue:?}");
        }
    }
}
