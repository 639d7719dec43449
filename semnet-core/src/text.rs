//! Normalisation, which every string of a network passes through once. FORMAT.md, "Normalisation", is the
//! specification. This file is fast on common text and passes everything else to ICU4X.

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::text::unassigned::is_unassigned;
use crate::util::broken;
pub(crate) use case::fold_case;

mod case;
mod unassigned;

/// A character that is not allowed in a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Refused {
    /// The character.
    pub(crate) character: char,
    /// Its byte offset in the text given.
    pub(crate) offset: usize,
}

/// Appends the normal form of `text` to `out`. On an error nothing was appended. O(length).
pub(crate) fn normalise_into(text: &str, out: &mut String) -> Result<(), Refused> {
    if is_plainly_normal(text) {
        out.push_str(text);
        return Ok(());
    }
    let kept = drop_invisible(text)?;
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(&kept);
    collapse_white_space(&composed, out);
    Ok(())
}

/// The normal form of `text` without the characters that are not allowed in a network. O(length).
pub(crate) fn normalise_lossy(text: &str) -> String {
    normalise(text).unwrap_or_else(|_| {
        let is_allowed = |c: &char| is_white_space(*c) || !(c.is_control() || is_unassigned(*c));
        let allowed: String = text.chars().filter(is_allowed).collect();
        normalise(&allowed)
            .unwrap_or_else(|_| broken(&"a text of allowed characters is refused", String::new()))
    })
}

/// Normalization Form C. O(length).
pub(crate) fn compose(text: &str) -> std::borrow::Cow<'_, str> {
    ComposingNormalizerBorrowed::new_nfc().normalize(text)
}

/// The normal form of `text`. O(length).
pub(crate) fn normalise(text: &str) -> Result<String, Refused> {
    let mut out = String::with_capacity(text.len());
    normalise_into(text, &mut out)?;
    Ok(out)
}

/// A concept's label as networks share it. O(length).
pub(crate) fn fold_label(label: &str) -> String {
    let folded = |label: &str| label.chars().flat_map(fold_case).collect();
    normalise(label).map_or_else(|_| folded(label), |normal| folded(&normal))
}

/// Whether a normal label is this folded one, without a copy. O(length).
pub(crate) fn is_folded_as(label: &str, folded: &str) -> bool {
    label.chars().flat_map(fold_case).eq(folded.chars())
}

/// Whether `text` is its own normal form. O(length).
pub(crate) fn is_normal(text: &str) -> bool {
    is_plainly_normal(text) || normalise(text).is_ok_and(|normal| normal == text)
}

/// Whether a glance shows that `text` is its own normal form: most text that people write passes here.
fn is_plainly_normal(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return true };
    if *first == b' ' || *last == b' ' {
        return false;
    }
    let mut at = 0;
    while at < bytes.len() {
        at += plain_ascii(&bytes[at..]);
        if at == bytes.len() {
            return true;
        }
        let Some(next) = pass_block(text, at, at + BLOCK) else { return false };
        at = next;
    }
    true
}

/// Blocks, so that the compiler can check many bytes in one step.
const BLOCK: usize = 32;

/// Whether all of `bytes` is printable ASCII in normal form. O(length).
#[inline]
pub(crate) fn is_plain_ascii(bytes: &[u8]) -> bool {
    bytes.first() != Some(&b' ') && bytes.last() != Some(&b' ') && plain_ascii(bytes) == bytes.len()
}

/// The number of bytes at the beginning that are printable ASCII with single spaces: all of them, or else
/// some complete blocks, after which there is at most a single space, too.
#[inline]
fn plain_ascii(bytes: &[u8]) -> usize {
    let at = plain_blocks::<{ BLOCK + 1 }>(bytes, 0);
    let at = plain_blocks::<9>(bytes, at);
    let rest = &bytes[at..];
    if rest.len() <= 8 && is_plain(rest) { bytes.len() } else { at }
}

/// Continues from `at` by blocks of `N - 1` bytes, as long as each is plain and no two spaces meet at its
/// end.
#[inline]
fn plain_blocks<const N: usize>(bytes: &[u8], mut at: usize) -> usize {
    while let Some(block) = bytes[at..].first_chunk::<N>() {
        if !is_plain(block) {
            break;
        }
        at += N - 1;
    }
    at
}

/// Whether bytes are printable ASCII without two spaces side by side.
#[inline]
fn is_plain(bytes: &[u8]) -> bool {
    let printable = bytes.iter().fold(true, |plain, byte| plain & (byte.wrapping_sub(0x20) < 0x5f));
    let single = bytes.windows(2).fold(true, |single, pair| single & ((pair[0] != b' ') | (pair[1] != b' ')));
    printable & single
}

/// Proceeds character by character from `at` to the first boundary at or after `end`; `None` if this quick
/// check cannot decide.
fn pass_block(text: &str, at: usize, end: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let mut after_space = false;
    for (offset, character) in rest.char_indices() {
        if at + offset >= end {
            return if after_space && character == ' ' { None } else { Some(at + offset) };
        }
        if !is_inert(character) || (after_space && character == ' ') {
            return None;
        }
        after_space = character == ' ';
    }
    Some(text.len())
}

/// Characters that stay unchanged whatever is next to them, as long as all the others are inert too:
/// assigned, no White_Space but the space, not dropped, NFC_Quick_Check=Yes and of combining class 0. A
/// test compares them with ICU4X's data. Not all such characters, only those that are common and cheap to
/// recognise.
#[inline]
pub(crate) fn is_inert(character: char) -> bool {
    matches!(character,
        ' '..='~'
        | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}'       // Latin with marks, phonetics
        | '\u{391}'..='\u{3a1}' | '\u{3a3}'..='\u{3ce}'    // Greek
        | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{52f}'    // Cyrillic
        | '\u{5d0}'..='\u{5ea}'                            // Hebrew
        | '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}'    // Arabic
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' // dashes, quotation marks, ellipsis
        | '\u{3001}'..='\u{3029}'                          // CJK punctuation
        | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' // kana
        | '\u{4e00}'..='\u{9fff}'                          // Han
        | '\u{ac00}'..='\u{d7a3}'                          // Hangul
    )
}

/// White space, frozen as the format has it; today that is also the set of `char::is_whitespace`.
#[inline]
pub(crate) fn is_white_space(character: char) -> bool {
    matches!(character,
        '\t'..='\r' | ' ' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{2028}'
        | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// The invisible leftovers of copying that normalisation drops.
pub(crate) fn is_dropped(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Quotation marks of any kind, and signs used as such.
pub(crate) fn is_quotation_mark(character: char) -> bool {
    matches!(character,
        '"' | '\'' | '`' | '´' | '«' | '»' | '\u{2018}'..='\u{201f}' | '‹' | '›' | '′' | '″'
        | '\u{300c}'..='\u{300f}' | '\u{301d}'..='\u{301f}' | '\u{ff02}' | '\u{ff07}'
        | '\u{ff62}' | '\u{ff63}')
}

/// Step 1: refuses characters that are not allowed, drops invisible ones.
fn drop_invisible(text: &str) -> Result<String, Refused> {
    let mut kept = String::with_capacity(text.len());
    for (offset, character) in text.char_indices() {
        if is_inert(character) {
            kept.push(character);
            continue;
        }
        if (character.is_control() && !is_white_space(character)) || is_unassigned(character) {
            return Err(Refused { character, offset });
        }
        if !is_dropped(character) {
            kept.push(character);
        }
    }
    Ok(kept)
}

/// Steps 4 and 5: runs of White_Space become one space, none stays at the ends.
fn collapse_white_space(text: &str, out: &mut String) {
    let mut words = text.split(is_white_space).filter(|word| !word.is_empty());
    if let Some(first) = words.next() {
        out.push_str(first);
    }
    for word in words {
        out.push(' ');
        out.push_str(word);
    }
}

/// Both texts, or the one that contains the other: the text of two concepts that are merged.
pub(crate) fn joined(keep: &str, other: &str) -> String {
    if keep.contains(other) {
        keep.to_owned()
    } else if other.contains(keep) {
        other.to_owned()
    } else {
        format!("{keep} {other}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use icu_normalizer::DecomposingNormalizerBorrowed;
    use icu_properties::CodePointMapData;
    use icu_properties::props::{CanonicalCombiningClass, GeneralCategory};

    fn normal(text: &str) -> String {
        normalise(text).unwrap()
    }

    #[test]
    fn the_steps_run_in_their_order() {
        assert_eq!(normal(" a\r\n\tb\u{a0}\u{85}c\u{3000}"), "a b c");
        // A soft hyphen between letter and accent is removed first, so the two compose.
        assert_eq!(normal("e\u{ad}\u{301}"), "\u{e9}");
        assert_eq!(normal("\u{feff}\u{202a}x\u{202c}\u{2066}y\u{2069}\u{200b}\u{2060}"), "xy");
        // Joiners, marks of direction, variation selectors, private use and U+2011 stay.
        for kept in
            ["a\u{200d}b", "a\u{200c}b", "\u{200e}a\u{200f}", "\u{2764}\u{fe0f}", "\u{e000}", "a\u{2011}b"]
        {
            assert_eq!(normal(kept), kept);
        }
        assert_eq!(normal("\u{212b}"), "\u{c5}");
        assert_eq!(normal("\u{1100}\u{1161}\u{11a8}"), "\u{ac01}");
        assert_eq!(normal(" \u{200b} "), "");
    }

    #[test]
    fn what_no_network_may_hold_is_refused_with_its_place() {
        for (text, character, offset) in [
            ("ab\0", '\0', 2),
            ("é\u{7f}", '\u{7f}', 2),
            ("\u{80}", '\u{80}', 0),
            ("x\u{378}", '\u{378}', 1),
            ("x\u{fffe}", '\u{fffe}', 1),
            ("\u{10ffff}", '\u{10ffff}', 0),
        ] {
            assert_eq!(normalise(text), Err(Refused { character, offset }), "{text:?}");
        }
    }

    #[test]
    fn what_no_network_may_hold_can_be_left_out() {
        assert_eq!(normalise_lossy("a\0b\u{378}\tc\u{7f}\n"), "ab c");
        assert_eq!(normalise_lossy("a\r\nb"), "a b");
    }

    #[test]
    fn inert_characters_are_inert() {
        let categories = CodePointMapData::<GeneralCategory>::new();
        let classes = CodePointMapData::<CanonicalCombiningClass>::new();
        let nfc = ComposingNormalizerBorrowed::new_nfc();
        // A second of a composition is never inert: every pair that composes shows in some decomposition.
        let nfd = DecomposingNormalizerBorrowed::new_nfd();
        for character in ('\0'..=char::MAX).filter(|&c| c != ' ') {
            assert_eq!(is_white_space(character), character.is_whitespace(), "{character:?}");
            let decomposed = nfd.normalize(character.encode_utf8(&mut [0; 4])).into_owned();
            if nfc.normalize(&decomposed).chars().eq([character]) {
                let hangul = ('\u{ac00}'..='\u{d7a3}').contains(&character);
                assert!(hangul || decomposed.chars().skip(1).all(|c| !is_inert(c)), "{character:?}");
            }
            if is_inert(character) {
                assert!(!is_white_space(character) && !character.is_control() && !is_dropped(character));
                assert_ne!(categories.get(character), GeneralCategory::Unassigned, "{character:?}");
                assert_eq!(classes.get(character), CanonicalCombiningClass::NotReordered, "{character:?}");
                assert!(nfc.is_normalized(character.encode_utf8(&mut [0; 4])), "{character:?}");
            }
        }
        // Hangul syllables compose with trailing jamo, which are not inert.
        assert!(('\u{1100}'..='\u{11ff}').all(|c| !is_inert(c)));
    }

    #[test]
    fn the_glance_and_the_long_way_agree() {
        let pieces = [
            "a",
            " ",
            "  ",
            "é",
            "e\u{301}",
            "—",
            "\u{ad}",
            "\n",
            "漢",
            "か",
            "\u{3099}",
            "\u{a0}",
            "x".repeat(7).leak(),
            "x".repeat(31).leak(),
        ];
        for a in pieces {
            for b in pieces {
                for c in pieces {
                    let text = [a, b, c, a].concat();
                    let slow = {
                        let mut out = String::new();
                        let kept = drop_invisible(&text).unwrap();
                        collapse_white_space(
                            &ComposingNormalizerBorrowed::new_nfc().normalize(&kept),
                            &mut out,
                        );
                        out
                    };
                    assert_eq!(normal(&text), slow, "{text:?}");
                    assert!(is_normal(&slow), "{slow:?}");
                    assert_eq!(is_normal(&text), slow == text, "{text:?}");
                }
            }
        }
    }
}
