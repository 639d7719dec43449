//! How a comparison of texts classifies single characters: spaces, dashes, quotation marks, parts of words.

use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;

use crate::text::{is_dropped, is_inert, is_quotation_mark, is_white_space};
use crate::util::part;

/// How a comparison treats a character.
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

/// This many characters before a place. O(count).
pub(super) fn backwards(text: &str, end: usize, count: usize) -> usize {
    let before = part(text, ..end);
    end - before.chars().rev().take(count).map(char::len_utf8).sum::<usize>()
}

/// This many characters after a place. O(count).
pub(super) fn forwards(text: &str, start: usize, count: usize) -> usize {
    let after = part(text, start..);
    start + after.chars().take(count).map(char::len_utf8).sum::<usize>()
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
        '-'
        | '\u{58a}'
        | '\u{5be}'
        | '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{fe58}'
        | '\u{fe63}'
        | '\u{ff0d}' => Kind::Dash,
        '\u{2bb}' | '\u{2bc}' | '\u{5f3}' | '\u{5f4}' => Kind::Quote,
        '！' | '（' | '）' | '，' | '．' | '：' | '；' | '？' | '［' | '］' | '｛' | '｝' => {
            Kind::Punctuation
        }
        _ if character.is_ascii_graphic() && !matches!(character, '"' | '\'' | '`') => Kind::Key,
        _ if is_quotation_mark(character) => Kind::Quote,
        _ if is_white_space(character) => Kind::Space,
        '\u{200c}'..='\u{200f}' | '\u{61c}' | '\u{640}' | '\u{fe00}'..='\u{fe0f}' => Kind::Hidden,
        _ if is_vowel_sign(character) => Kind::Hidden,
        _ if is_dropped(character) || character.is_control() => Kind::Hidden,
        _ => Kind::Key,
    }
}

/// Whether a character is a vowel sign of Arabic or Hebrew, or another sign of how a letter is read: texts
/// leave them out. O(1).
#[inline]
pub(super) fn is_vowel_sign(character: char) -> bool {
    matches!(character,
        '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{64b}'..='\u{652}' | '\u{656}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}')
}

/// The ASCII form of a full-width character (`Ａ`, `，`) or a fraction slash; other characters are returned
/// unchanged. O(1).
#[inline]
pub(super) fn narrow(character: char) -> char {
    match character {
        '⁄' | '∕' => '/',
        '！'..='～' => char::from_u32(character as u32 - ('！' as u32 - '!' as u32)).unwrap_or(character),
        _ => character,
    }
}

/// The letters of a ligature or of a sign for degrees; empty for other characters.
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
        '℃' => "°C",
        '℉' => "°F",
        _ => "",
    }
}

/// A fraction sign written in digits; empty for other characters.
pub(super) fn fraction(character: char) -> &'static str {
    match character {
        '¼' => "1/4",
        '½' => "1/2",
        '¾' => "3/4",
        '⅐' => "1/7",
        '⅑' => "1/9",
        '⅒' => "1/10",
        '⅓' => "1/3",
        '⅔' => "2/3",
        '⅕' => "1/5",
        '⅖' => "2/5",
        '⅗' => "3/5",
        '⅘' => "4/5",
        '⅙' => "1/6",
        '⅚' => "5/6",
        '⅛' => "1/8",
        '⅜' => "3/8",
        '⅝' => "5/8",
        '⅞' => "7/8",
        _ => "",
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

/// Whether a character is a mark placed on another one, such as an accent.
pub(super) fn is_mark(character: char) -> bool {
    !character.is_ascii() && CanonicalCombiningClassMapBorrowed::new().get_u8(character) != 0
}

/// Whether a character is part of a word or number.
#[inline]
pub(super) fn is_word(character: char) -> bool {
    character.is_alphanumeric() || is_mark(character)
}

/// Whether a character belongs to a script without spaces between words, where any character may begin a
/// word.
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

/// Whether a paragraph ends within white space or glue: an empty line, or the separator of paragraphs.
/// O(length).
pub(super) fn has_paragraph_end(glue: &str) -> bool {
    glue.matches('\n').count() > 1 || glue.contains('\u{2029}')
}

/// Whether a byte is white space by itself, the vertical tab too. O(1).
pub(super) fn is_space_byte(byte: u8) -> bool {
    byte.is_ascii() && is_white_space(char::from(byte))
}

/// Whether a character ends a line. O(1).
pub(super) fn is_line_break(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use icu_normalizer::ComposingNormalizerBorrowed;

    /// As Unicode decomposes them.
    #[test]
    fn signs_are_spelled_out_as_in_unicode() {
        let unicode = ComposingNormalizerBorrowed::new_nfkc();
        let plain = |character: char| unicode.normalize(&String::from(character)).replace('⁄', "/");
        for character in ('¼'..='¾').chain('⅐'..='⅞') {
            assert_eq!(fraction(character), plain(character), "{character}");
        }
        for character in ('ﬀ'..='ﬆ').chain(['ĳ', 'Ĳ', 'ſ', '℃', '℉']) {
            assert_eq!(spelled_out(character), plain(character), "{character}");
        }
        for character in '！'..='～' {
            assert_eq!(String::from(narrow(character)), plain(character), "{character}");
        }
        for character in ['½', 'a', '\u{ff00}', '\u{ff5f}', '/', '1'] {
            assert_eq!((spelled_out(character), narrow(character)), ("", character), "{character}");
        }
        assert_eq!((narrow('⁄'), narrow('∕'), fraction('⅟'), fraction('1')), ('/', '/', "", ""));
    }

    #[test]
    fn characters_have_kinds() {
        for (characters, expected) in [
            ("azAZ09éß計א👍%$+*_/²½", Kind::Key),
            (" \n\r\t\u{a0}\u{2003}\u{3000}\u{2029}", Kind::Space),
            ("-\u{58a}\u{5be}\u{2010}–—\u{2015}−\u{fe58}\u{fe63}－", Kind::Dash),
            ("\"'`‘’“”«»„‹›\u{2bb}\u{2bc}\u{5f3}\u{5f4}", Kind::Quote),
            (".,;:!?()[]{}…⋯！（），．：；？［］｛｝", Kind::Punctuation),
            (
                "\u{ad}\u{200b}\u{200c}\u{200f}\u{61c}\u{640}\u{fe0f}\u{64e}\u{5b0}\0\u{7f}\u{feff}",
                Kind::Hidden,
            ),
        ] {
            for character in characters.chars() {
                assert_eq!(kind(character), expected, "{character:?}");
            }
        }
    }

    #[test]
    fn words_begin_at_seams() {
        for (before, after) in [('a', '%'), ('%', '5'), ('計', '画'), ('a', '計'), ('計', 'a'), ('👍', 'a')]
        {
            assert!(is_seam(before, after), "{before}{after}");
        }
        for (before, after) in
            [('a', 'b'), ('a', '5'), ('é', '5'), ('%', '$'), ('%', '\u{301}'), ('น', '\u{e34}')]
        {
            assert!(!is_seam(before, after), "{before}{after}");
        }
    }

    #[test]
    fn ranges_are_counted_in_characters() {
        let text = "aé計👍b";
        assert_eq!(
            (0..7).map(|count| backwards(text, 10, count)).collect::<Vec<_>>(),
            [10, 6, 3, 1, 0, 0, 0]
        );
        assert_eq!(
            (0..7).map(|count| forwards(text, 1, count)).collect::<Vec<_>>(),
            [1, 3, 6, 10, 11, 11, 11]
        );
        assert_eq!(
            (before(text, 3), before(text, 0), after(text, 3), after(text, 11)),
            (Some('é'), None, Some('計'), None)
        );
        for (glue, ends) in [("\n\n", true), ("\n \n", true), ("\u{2029}", true), ("\n", false), ("", false)]
        {
            assert_eq!(has_paragraph_end(glue), ends, "{glue:?}");
        }
    }
}
