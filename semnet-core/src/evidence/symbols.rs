//! Text as a sequence of symbols: letters, digits and signs in a folded form, with the glue (spaces, dashes,
//! quotation marks, punctuation) left out. Passages that differ only in typography have equal symbols.

use crate::evidence::characters::{
    Kind, after, before, combines, fraction, is_vowel_sign, kind, narrow, spelled_out,
};
use crate::evidence::marks::{citation_end, emphasis_end};
use crate::evidence::markup::{is_bullet, link_end, sign_end, underscore_end};
use crate::evidence::notes::{is_note_mark, note_mark_end};
use crate::text::{compose, fold_case, is_inert};
use crate::util::items;

/// A letter, digit, mark or sign of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Symbol {
    /// The character, regardless of letter case.
    pub(super) key: char,
    /// The character in its letter case; ligatures are spelled out.
    pub(super) strict: char,
    /// Whether the text has it in another form: a ligature, or a letter with a separate accent.
    pub(super) is_unfolded: bool,
    /// Where it starts in the text, in bytes.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
}

/// The symbols of a text, starting at a character that does not combine with the one before. O(1) each.
pub(super) struct Symbols<'a> {
    text: &'a str,
    at: usize,
    waiting: Vec<Symbol>,
}

impl<'a> Symbols<'a> {
    pub(super) fn new(text: &'a str, at: usize) -> Symbols<'a> {
        Symbols { text, at, waiting: Vec::new() }
    }

    /// Takes the ASCII letters and digits that come next, each of which is a symbol that touches the one
    /// before, at most this many.
    #[inline]
    pub(super) fn take_plain(&mut self, most: usize) -> &[u8] {
        let rest = items(self.text.as_bytes(), self.at..);
        let mut count = rest.iter().take(most).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        // A mark may follow the last one.
        if rest.get(count).is_some_and(|byte| !byte.is_ascii()) {
            count = count.saturating_sub(1);
        }
        if !self.waiting.is_empty() {
            count = 0;
        }
        self.at += count;
        items(rest, ..count)
    }
}

impl Iterator for Symbols<'_> {
    type Item = Symbol;

    #[inline]
    fn next(&mut self) -> Option<Symbol> {
        if let Some(symbol) = self.waiting.pop() {
            return Some(symbol);
        }
        let bytes = self.text.as_bytes();
        loop {
            let &byte = bytes.get(self.at)?;
            let is_followed_by_ascii = bytes.get(self.at + 1).is_none_or(u8::is_ascii);
            if byte.is_ascii() {
                let character = char::from(byte);
                if kind(character) != Kind::Key {
                    let end = match byte {
                        b'[' => citation_end(self.text, self.at),
                        b']' => link_end(self.text, self.at),
                        _ => None,
                    };
                    self.at = end.unwrap_or(self.at + 1);
                } else if matches!(byte, b'*' | b'_' | b'>')
                    && let Some(end) = ascii_mark_end(self.text, self.at, byte)
                {
                    self.at = end;
                } else if is_followed_by_ascii {
                    self.at += 1;
                    let key = character.to_ascii_lowercase();
                    let (start, end) = (self.at - 1, self.at);
                    return Some(Symbol { key, strict: character, is_unfolded: false, start, end });
                } else {
                    return self.cluster(character);
                }
            } else {
                let character = self.text.get(self.at..)?.chars().next()?;
                if kind(character) != Kind::Key {
                    self.at += character.len_utf8();
                } else if is_bullet(character)
                    && let Some(end) = sign_end(self.text, self.at)
                {
                    self.at = end;
                } else if is_note_mark(character)
                    && let Some(end) = note_mark_end(self.text, self.at)
                {
                    self.at = end;
                } else {
                    return self.cluster(character);
                }
            }
        }
    }
}

/// The end of an ASCII character at `at` that is not part of the words: a mark of emphasis, a list or a
/// quoted line. O(1).
fn ascii_mark_end(text: &str, at: usize, byte: u8) -> Option<usize> {
    match byte {
        b'*' => emphasis_end(text, at).or_else(|| sign_end(text, at)),
        b'_' => underscore_end(text, at),
        _ => sign_end(text, at),
    }
}

/// Longer runs of marks are cut, to bound the cost of a symbol.
const LONGEST_CLUSTER: usize = 64;

impl Symbols<'_> {
    /// A character with the marks that follow it, composed.
    fn cluster(&mut self, first: char) -> Option<Symbol> {
        let start = self.at;
        let mut end = start + first.len_utf8();
        let marks = self.text.get(end..)?.chars().take_while(|&next| combines(next)).take(LONGEST_CLUSTER);
        end += marks.map(char::len_utf8).sum::<usize>();
        self.at = end;
        let cluster = self.text.get(start..end)?;
        if end == start + first.len_utf8() && is_inert(first) {
            self.push(first, start, end, false);
        } else {
            let composed = compose(cluster);
            if composed.contains(is_vowel_sign) {
                let letters = composed.chars().filter(|&c| !is_vowel_sign(c));
                letters.for_each(|character| self.push(character, start, end, true));
            } else if composed == cluster {
                let mut at = start;
                for character in cluster.chars() {
                    self.push(character, at, at + character.len_utf8(), false);
                    at += character.len_utf8();
                }
            } else {
                composed.chars().for_each(|character| self.push(character, start, end, true));
            }
        }
        self.waiting.reverse();
        self.waiting.pop()
    }

    fn push(&mut self, character: char, start: usize, end: usize, is_unfolded: bool) {
        let mut push = |strict: char, is_unfolded| {
            self.waiting.push(Symbol { key: key(strict), strict, is_unfolded, start, end });
        };
        // (`æ` is a letter of several languages.)
        let letters = match character {
            'œ' => "oe",
            'Œ' => "Oe",
            'µ' => "μ",
            other => spelled_out(other),
        };
        match letters {
            "" if is_fraction_alone(self.text, character, start, end) => {
                fraction(character).chars().for_each(|sign| push(sign, true));
            }
            "" if narrow(character) != character => push(narrow(character), true),
            "" => push(character, is_unfolded),
            letters => letters.chars().for_each(|letter| push(letter, true)),
        }
    }
}

/// Whether a character is a fraction sign that is a number by itself: `½`, but not that of `1½`, which would
/// be `11/2`. O(1).
fn is_fraction_alone(text: &str, character: char, start: usize, end: usize) -> bool {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_numeric() || matches!(c, '/' | '⁄' | '∕'));
    !fraction(character).is_empty() && !is_part(before(text, start)) && !is_part(after(text, end))
}

/// The letter in lower case, if that takes no more bytes.
#[inline]
fn key(character: char) -> char {
    if character.is_ascii() {
        return character.to_ascii_lowercase();
    }
    let mut folded = fold_case(character);
    match (folded.next(), folded.next()) {
        (Some(one), None) if one.len_utf8() <= character.len_utf8() => one,
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use icu_normalizer::properties::{CanonicalDecompositionBorrowed, Decomposed};

    fn keys(text: &str) -> String {
        Symbols::new(text, 0).map(|symbol| symbol.key).collect()
    }

    #[test]
    fn typography_has_no_symbols() {
        let plain = keys("The efficient board's well-known, “café” plan");
        assert_eq!(plain, "theefficientboardswellknowncaféplan");
        assert_eq!(keys("the e\u{fb03}cient\u{a0}board’s well-\nknown \"cafe\u{301}\"\u{ad}plan"), plain);
        assert_eq!(keys("\u{1112}\u{1161}\u{11ab}글 $5 78 % 👨\u{200d}👩"), "한글$578%👨👩");
    }

    #[test]
    fn whatever_composes_with_what_is_before_it_combines() {
        let map = CanonicalDecompositionBorrowed::new();
        for character in '\0'..=char::MAX {
            if let Decomposed::Expansion(first, second) = map.decompose(character) {
                let pair = String::from_iter([first, second]);
                let composes = compose(&pair).chars().count() == 1;
                assert!(!composes || combines(second), "{second:?} of {character:?}");
            }
        }
    }

    #[test]
    fn keys_are_at_most_three_times_as_long_as_texts() {
        for character in '\0'..=char::MAX {
            let text = String::from(character);
            assert!(keys(&text).len() <= text.len() * 3, "{character:?}");
        }
    }
}
