//! Hashtags that are similar to what was typed: with one wrong, missing, extra or swapped character, with
//! similar-looking characters, or different only in letter case.

use std::collections::BTreeSet;

use crate::hashtag::Hashtag;
use crate::store::question_key::hashtag_key;
use crate::util::base62::DIGITS;

/// How a stored hashtag differs from the one that was typed; the smallest difference comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
#[doc(alias = "Difference")]
pub enum Typo {
    /// Only in letter case.
    LetterCase,
    /// In characters that look alike (0 and O, 1, l and I), and perhaps in letter case.
    LookAlikes,
    /// In one wrong, missing or extra character, or two that are swapped.
    OneCharacter,
    /// Only its beginning was typed, at least 4 characters of it.
    Incomplete,
}

/// All hashtags that are one wrong, missing, extra or swapped character away from the typed text: at most
/// about 700. The differing character may be anything; all others must be base-62 digits. Empty if the text
/// is too short or too long. O(1).
pub(super) fn one_away(typed: &str) -> Vec<Hashtag> {
    let characters: Vec<char> = typed.chars().take(Hashtag::LENGTH + 2).collect();
    let foreign: Vec<usize> =
        (0..characters.len()).filter(|&place| !characters[place].is_ascii_alphanumeric()).collect();
    let mut found = BTreeSet::new();
    let mut add = |candidate: &[char]| {
        let text: String = candidate.iter().collect();
        found.extend(text.parse::<Hashtag>().ok().filter(|_| text != typed));
    };
    // A character that is not a digit was mistyped, or is the extra one.
    let places = |end: usize| match foreign.as_slice() {
        [] => 0..end,
        [only] => *only..*only + 1,
        _ => 0..0,
    };
    match characters.len() {
        Hashtag::LENGTH => {
            let mut candidate = characters.clone();
            for place in places(characters.len()) {
                for &digit in DIGITS {
                    candidate[place] = char::from(digit);
                    add(&candidate);
                }
                candidate[place] = characters[place];
            }
            for place in 1..characters.len() {
                candidate.swap(place - 1, place);
                add(&candidate);
                candidate.swap(place - 1, place);
            }
        }
        length if length + 1 == Hashtag::LENGTH => {
            for place in 0..=characters.len() {
                for &digit in DIGITS {
                    let mut candidate = characters.clone();
                    candidate.insert(place, char::from(digit));
                    add(&candidate);
                }
            }
        }
        length if length == Hashtag::LENGTH + 1 => {
            for place in places(characters.len()) {
                let mut candidate = characters.clone();
                candidate.remove(place);
                add(&candidate);
            }
        }
        _ => {}
    }
    found.into_iter().collect()
}

/// How a similar hashtag differs from what was typed. A hashtag that is contained in the typed text differs
/// in the extra characters.
pub(super) fn closeness(typed: &str, hashtag: Hashtag) -> Typo {
    typo(typed, hashtag).unwrap_or(Typo::OneCharacter)
}

/// How a hashtag differs from what was typed; `None` if it is the same, or not similar.
fn typo(typed: &str, hashtag: Hashtag) -> Option<Typo> {
    let text = hashtag.to_string();
    if typed == text {
        None
    } else if typed.eq_ignore_ascii_case(&text) {
        Some(Typo::LetterCase)
    } else if hashtag_key(typed) == hashtag_key(&text) {
        Some(Typo::LookAlikes)
    } else {
        one_away(typed).binary_search(&hashtag).is_ok().then_some(Typo::OneCharacter)
    }
}
