//! The beginning of a fingerprint: what a person types, from a hashtag to the complete fingerprint.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use crate::hashtag::Hashtag;
use crate::network::{Fingerprint, FingerprintError};

/// The largest word of a fingerprint, which is the largest hashtag.
const LARGEST_WORD: &str = "LygHa16AHYF";

/// The first characters of a fingerprint, 1 to 44 of them: 11 are a hashtag, more tell networks apart that
/// share one.
///
/// ```
/// use semnet_core::Fingerprint;
/// use semnet_core::network::FingerprintPrefix;
///
/// let fingerprint = Fingerprint::hash(b"");
/// let prefix: FingerprintPrefix = fingerprint.to_string()[..14].parse()?;
/// assert!(prefix.range().contains(&fingerprint));
/// # Ok::<(), semnet_core::network::FingerprintError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct FingerprintPrefix {
    text: String,
    first: Fingerprint,
    last: Fingerprint,
}

impl FingerprintPrefix {
    /// The characters. O(1).
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The fingerprints that begin so: text order is byte order, so they are one range. O(1).
    pub fn range(&self) -> RangeInclusive<Fingerprint> {
        self.first..=self.last
    }
}

impl FromStr for FingerprintPrefix {
    type Err = FingerprintError;

    /// Reads 1 to 44 base62 digits.
    ///
    /// # Errors
    ///
    /// [`FingerprintError`] for no or too many characters, for a character that is not a digit, and for text
    /// that no fingerprint begins with, such as `Photography`, which is past `LygHa16AHYF`.
    fn from_str(text: &str) -> Result<FingerprintPrefix, FingerprintError> {
        if let Some((index, character)) = text.chars().enumerate().find(|(_, c)| !c.is_ascii_alphanumeric()) {
            return Err(FingerprintError::Character { character, index });
        }
        if text.is_empty() || text.len() > Fingerprint::LENGTH {
            return Err(FingerprintError::Length { found: text.len() });
        }
        let first = format!("{text:0<44}").parse()?;
        let words_done = text.len() / Hashtag::LENGTH;
        let last: String = (0..4)
            .map(|word| {
                let digits = text.get(word * Hashtag::LENGTH..).unwrap_or("");
                let digits = &digits[..digits.len().min(Hashtag::LENGTH)];
                let filled = format!("{digits:z<11}");
                if word < words_done || filled.as_str() <= LARGEST_WORD {
                    filled
                } else {
                    LARGEST_WORD.to_owned()
                }
            })
            .collect();
        Ok(FingerprintPrefix { text: text.to_owned(), first, last: last.parse()? })
    }
}

impl From<Hashtag> for FingerprintPrefix {
    /// The 11 characters of the hashtag. O(1).
    fn from(hashtag: Hashtag) -> FingerprintPrefix {
        let (mut first, mut last) = ([0; 32], [0xff; 32]);
        first[..8].copy_from_slice(&hashtag.number().to_be_bytes());
        last[..8].copy_from_slice(&hashtag.number().to_be_bytes());
        FingerprintPrefix {
            text: hashtag.to_string(),
            first: Fingerprint::from_bytes(first),
            last: Fingerprint::from_bytes(last),
        }
    }
}

impl From<Fingerprint> for FingerprintPrefix {
    /// All 44 characters.
    fn from(fingerprint: Fingerprint) -> FingerprintPrefix {
        FingerprintPrefix { text: fingerprint.to_string(), first: fingerprint, last: fingerprint }
    }
}

impl fmt::Display for FingerprintPrefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl fmt::Debug for FingerprintPrefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FingerprintPrefix({})", self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_the_range_of_what_begins_so() {
        let names: Vec<Fingerprint> = (0u32..200).map(|n| Fingerprint::hash(&n.to_le_bytes())).collect();
        for a in &names {
            let text = a.to_string();
            assert_eq!(FingerprintPrefix::from(*a), text.parse().unwrap());
            assert_eq!(*a, text);
            assert_eq!(text, *a);
            assert_eq!(*a, *text.as_str());
            assert_ne!(*a, &text[..43]);
            for length in 1..=44 {
                let prefix: FingerprintPrefix = text[..length].parse().unwrap();
                for b in &names {
                    let begins = b.to_string().starts_with(&text[..length]);
                    assert_eq!(prefix.range().contains(b), begins, "{b} {prefix}");
                }
            }
        }
    }

    #[test]
    fn the_largest_words_end_the_range() {
        let prefix: FingerprintPrefix = "L".parse().unwrap();
        assert_eq!(*prefix.range().end(), Fingerprint::from_bytes([0xff; 32]));
        let prefix: FingerprintPrefix = "LygHa16AHYFLyg".parse().unwrap();
        assert_eq!(*prefix.range().end(), Fingerprint::from_bytes([0xff; 32]));
        assert_eq!("M".parse::<FingerprintPrefix>(), Err(FingerprintError::TooLarge { word: 0 }));
        assert_eq!("0000000000zM".parse::<FingerprintPrefix>(), Err(FingerprintError::TooLarge { word: 1 }));
        assert_eq!("".parse::<FingerprintPrefix>(), Err(FingerprintError::Length { found: 0 }));
    }
}
