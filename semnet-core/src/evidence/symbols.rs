//! Text as a sequence of symbols: letters, digits and signs in a folded form, with the glue (spaces, dashes,
//! quotation marks, punctuation) left out. Two passages that differ in typography only have equal symbols.

use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;

use super::marks::{citation_end, emphasis_end, is_note_mark, note_mark_end};
use super::markup::{is_bullet, link_end, sign_end, underscore_end};
use crate::text::{compose, fold_case, is_dropped, is_inert, is_quotation_mark, is_white_space};
use crate::util::items;

/// What a character is to a comparison.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Space,
    Dash,
    Quote,
    /// Invisible: soft hyphens, joiners, marks of direction, control characters.
    Hidden,
    Punctuation,
    /// A letter, a digit, a mark or a sign: part of the key.
    Key,
}

/// The character before a place.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The character at a place.
pub(super) fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// O(1).
#[inline]
pub(super) fn kind(character: char) -> Kind {
    match character {
        'a'..='z' | 'A'..='Z' | '0'..='9' => Kind::Key,
        ' ' | '\n' | '\r' | '\t' => Kind::Space,
        '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '…' | '⋯' => {
            Kind::Punctuation
        }
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => Kind::Dash,
        '\u{2bb}' | '\u{2bc}' | '\u{5f3}' | '\u{5f4}' => Kind::Quote,
        '！' | '（' | '）' | '，' | '．' | '：' | '；' | '？' | '［' | '］' | '｛' | '｝' => {
            Kind::Punctuation
        }
        _ if character.is_ascii_graphic() && !matches!(character, '"' | '\'' | '`') => Kind::Key,
        _ if is_quotation_mark(character) => Kind::Quote,
        _ if is_white_space(character) => Kind::Space,
        '\u{200c}'..='\u{200f}' | '\u{61c}' | '\u{fe00}'..='\u{fe0f}' => Kind::Hidden,
        _ if is_dropped(character) || character.is_control() => Kind::Hidden,
        _ => Kind::Key,
    }
}

/// A letter, digit, mark or sign of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Symbol {
    /// Without regard to letter case.
    pub(super) key: char,
    /// With regard to it; ligatures are spelled out.
    pub(super) strict: char,
    /// Whether the text has it in another form: a ligature, or letter and accent apart.
    pub(super) is_unfolded: bool,
    /// Where it starts in the text, in bytes.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
}

/// The symbols of a text, from a character that does not combine with the one before. O(1) each.
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
    /// before, at most so many.
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

/// Longer runs of marks are cut, so that what one symbol costs is bounded.
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
            if composed == cluster {
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
        match spelled_out(character) {
            "" if narrow(character) != character => push(narrow(character), true),
            "" => push(character, is_unfolded),
            letters => letters.chars().for_each(|letter| push(letter, true)),
        }
    }
}

/// The ASCII character that a full-width one (`Ａ`, `，`) is; other characters unchanged. O(1).
#[inline]
pub(super) fn narrow(character: char) -> char {
    match character {
        '！'..='～' => char::from_u32(character as u32 - ('！' as u32 - '!' as u32)).unwrap_or(character),
        _ => character,
    }
}

/// The letters of a ligature; empty for other characters.
pub(super) fn spelled_out(character: char) -> &'static str {
    match character {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        'ĳ' => "ij",
        'Ĳ' => "IJ",
        'ſ' => "s",
        _ => "",
    }
}

/// The letter in lower case, where that takes no more bytes.
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

/// Whether a character may combine with the one before it. O(1).
#[inline]
pub(super) fn combines(character: char) -> bool {
    !is_inert(character)
        && (is_mark(character)
            || matches!(character,
                '\u{1161}'..='\u{1175}' | '\u{11a8}'..='\u{11c2}' | '\u{9be}' | '\u{9d7}' | '\u{b3e}'
                | '\u{b56}' | '\u{b57}' | '\u{bbe}' | '\u{bd7}' | '\u{cc2}' | '\u{cd5}' | '\u{cd6}'
                | '\u{d3e}' | '\u{d57}' | '\u{dcf}'
                | '\u{ddf}' | '\u{102e}' | '\u{1b35}' | '\u{11127}' | '\u{1133e}' | '\u{11357}'
                | '\u{113b8}' | '\u{113bb}' | '\u{113c2}' | '\u{113c5}' | '\u{113c7}'..='\u{113c9}'
                | '\u{114b0}' | '\u{114ba}' | '\u{114bd}' | '\u{115af}' | '\u{11930}'
                | '\u{1611e}'..='\u{16129}' | '\u{16d67}' | '\u{16d63}'))
}

/// Whether a character is a mark upon another.
pub(super) fn is_mark(character: char) -> bool {
    !character.is_ascii() && CanonicalCombiningClassMapBorrowed::new().get_u8(character) != 0
}

/// Whether a character is part of a word or number.
#[inline]
pub(super) fn is_word(character: char) -> bool {
    character.is_alphanumeric() || is_mark(character)
}

/// Whether a character is of a script without spaces between words, where each may begin one.
#[inline]
pub(super) fn is_unspaced(character: char) -> bool {
    matches!(character,
        // Thai, Lao, Burmese, Khmer
        '\u{e01}'..='\u{edf}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{2fff}' | '\u{3001}'..='\u{312f}' | '\u{31a0}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff0f}'
        | '\u{ff1a}'..='\u{ff20}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a character of such a script belongs to the one before it.
fn is_dependent(character: char) -> bool {
    matches!(character,
        '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{eb1}' | '\u{eb4}'..='\u{ebc}'
        | '\u{ec8}'..='\u{ece}' | '\u{102b}'..='\u{103e}' | '\u{1056}'..='\u{1059}' | '\u{105e}'..='\u{1060}'
        | '\u{1062}'..='\u{1064}' | '\u{1067}'..='\u{106d}' | '\u{1071}'..='\u{1074}'
        | '\u{1082}'..='\u{108d}' | '\u{17b4}'..='\u{17d3}' | '\u{17dd}' | '\u{3099}' | '\u{309a}')
}

/// Whether a word begins between two symbols with nothing in between. O(1).
#[inline]
pub(super) fn is_seam(before: char, after: char) -> bool {
    if before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric()
        || is_mark(after)
        || is_dependent(after)
    {
        return false;
    }
    is_unspaced(before) || is_unspaced(after) || is_word(before) != is_word(after)
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
