//! Hashtags that differ little from what was typed: one wrong, missing, extra or swapped character, look-alikes, or
//! only letter case.

use std::collections::BTreeSet;

use super::fold::fold_hashtag;
use crate::hashtag::Hashtag;

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// How a stored hashtag differs from what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Difference {
    /// Only in letter case.
    LetterCase,
    /// In characters that look alike (0 and O, 1, l and I), and perhaps in letter case.
    LookAlikes,
    /// In one wrong, missing or extra character, or two that are swapped.
    OneCharacter,
}

/// All hashtags one wrong, missing, extra or swapped character away from what was typed, when it is as long as that
/// needs: at most about 700. None for other text. O(1).
pub(super) fn one_away(typed: &str) -> Vec<Hashtag> {
    let bytes = typed.as_bytes();
    if !bytes.iter().all(u8::is_ascii_alphanumeric) {
        return Vec::new();
    }
    let mut found = BTreeSet::new();
    let mut add = |candidate: &[u8]| {
        let hashtag = std::str::from_utf8(candidate).ok().and_then(|text| text.parse::<Hashtag>().ok());
        found.extend(hashtag.filter(|_| candidate != bytes));
    };
    match bytes.len() {
        Hashtag::LENGTH => {
            let mut candidate = bytes.to_vec();
            for place in 0..bytes.len() {
                for &digit in DIGITS {
                    candidate[place] = digit;
                    add(&candidate);
                }
                candidate[place] = bytes[place];
            }
            for place in 1..bytes.len() {
                candidate.swap(place - 1, place);
                add(&candidate);
                candidate.swap(place - 1, place);
            }
        }
        length if length + 1 == Hashtag::LENGTH => {
            for place in 0..=bytes.len() {
                for &digit in DIGITS {
                    let mut candidate = bytes.to_vec();
                    candidate.insert(place, digit);
                    add(&candidate);
                }
            }
        }
        length if length == Hashtag::LENGTH + 1 => {
            for place in 0..bytes.len() {
                let mut candidate = bytes.to_vec();
                candidate.remove(place);
                add(&candidate);
            }
        }
        _ => {}
    }
    found.into_iter().collect()
}

/// How a hashtag differs from what was typed; `None` where it is the same, or not close.
pub(super) fn difference(typed: &str, hashtag: Hashtag) -> Option<Difference> {
    let text = hashtag.to_string();
    if typed == text {
        None
    } else if typed.eq_ignore_ascii_case(&text) {
        Some(Difference::LetterCase)
    } else if fold_hashtag(typed) == fold_hashtag(&text) {
        Some(Difference::LookAlikes)
    } else {
        one_away(typed).binary_search(&hashtag).is_ok().then_some(Difference::OneCharacter)
    }
}
