//! The hashtag: a 64-bit number and the 11 base62 characters that people type.

use std::fmt;
use std::str::FromStr;

use serde::de::{Error as _, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::util::base62::{DIGITS, pair};
use crate::util::{broken, equals_text};

/// The short name of a network: the first 64 bits of its fingerprint.
///
/// # Syntax
///
/// Exactly 11 base62 digits (`0`-`9`, then `A`-`Z`, then `a`-`z`), padded with zeros on the left, so that
/// text order is number order. The largest is `LygHa16AHYF`, which is 2^64 − 1.
///
/// # What it is not
///
/// A hashtag is a name, not a proof: two networks may share one, by chance (three in a hundred million for a
/// store of a million networks) or on purpose. The [`Fingerprint`](crate::network::Fingerprint) distinguishes
/// such networks.
///
/// # Example
///
/// ```
/// use semnet_core::Hashtag;
///
/// let hashtag: Hashtag = "0000000001z".parse()?;
/// assert_eq!(hashtag.number(), 62 + 61);
/// assert_eq!(hashtag.to_string(), "0000000001z");
/// # Ok::<(), semnet_core::network::HashtagError>(())
/// ```
#[doc(alias = "id")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct Hashtag(u64);

impl Hashtag {
    /// How many characters a hashtag has.
    pub const LENGTH: usize = 11;

    /// The largest hashtag, `LygHa16AHYF`.
    pub const MAX: Hashtag = Hashtag(u64::MAX);

    /// The hashtag of this number. Every `u64` is valid. O(1).
    pub const fn new(number: u64) -> Hashtag {
        Hashtag(number)
    }

    /// The hashtag as a number. O(1).
    pub const fn number(self) -> u64 {
        self.0
    }

    /// The 11 digits, as ASCII. O(1).
    ///
    /// ```
    /// assert_eq!(semnet_core::Hashtag::MAX.to_digits(), *b"LygHa16AHYF");
    /// ```
    #[inline]
    pub const fn to_digits(self) -> [u8; Hashtag::LENGTH] {
        // Two halves that do not wait for each other, two digits at a time. The crate base62 writes as many
        // digits as a number needs, of up to 128 bits; to write eleven of 64 bits takes three
        // quarters of its time.
        const SIX: u64 = 62 * 62 * 62 * 62 * 62 * 62;
        const TWO: u32 = 62 * 62;
        let (high, low) = ((self.0 / SIX) as u32, self.0 % SIX);
        let (low, e) = ((low / TWO as u64) as u32, pair((low % TWO as u64) as u32));
        let (c, d) = (pair(low / TWO), pair(low % TWO));
        let (a, b) = (pair(high / TWO % TWO), pair(high % TWO));
        [DIGITS[(high / TWO / TWO) as usize], a[0], a[1], b[0], b[1], c[0], c[1], d[0], d[1], e[0], e[1]]
    }

    /// Writes the 11 characters into `buffer` and returns them as text, without an allocation. O(1).
    ///
    /// ```
    /// use semnet_core::Hashtag;
    ///
    /// let mut buffer = [0; Hashtag::LENGTH];
    /// assert_eq!(Hashtag::MAX.encode(&mut buffer), "LygHa16AHYF");
    /// ```
    #[inline]
    pub fn encode(self, buffer: &mut [u8; Hashtag::LENGTH]) -> &str {
        *buffer = self.to_digits();
        std::str::from_utf8(buffer).unwrap_or_else(|error| broken(&error, ""))
    }
}

impl PartialEq<str> for Hashtag {
    /// Whether the text is this hashtag, exactly.
    ///
    /// ```
    /// assert!(semnet_core::Hashtag::MAX == "LygHa16AHYF");
    /// ```
    fn eq(&self, text: &str) -> bool {
        self.to_digits() == text.as_bytes()
    }
}

equals_text!(Hashtag);

impl FromStr for Hashtag {
    type Err = HashtagError;

    /// Reads exactly 11 base62 digits. O(1) for a hashtag, O(length) for other text.
    ///
    /// # Errors
    ///
    /// - [`HashtagError::Length`] for `abc`;
    /// - [`HashtagError::Character`] for `Inform-tion`, or any other text with a character that is not a
    ///   digit, such as a full-width `０`;
    /// - [`HashtagError::TooLarge`] for `LygHa16AHYG` and all that sort after it.
    #[inline]
    fn from_str(text: &str) -> Result<Hashtag, HashtagError> {
        if text.len() != Hashtag::LENGTH {
            return Err(diagnose(text));
        }
        match base62::decode(text.as_bytes()).map(u64::try_from) {
            Ok(Ok(number)) => Ok(Hashtag(number)),
            _ => Err(diagnose(text)),
        }
    }
}

impl TryFrom<&str> for Hashtag {
    type Error = HashtagError;

    fn try_from(text: &str) -> Result<Hashtag, HashtagError> {
        text.parse()
    }
}

impl From<u64> for Hashtag {
    /// The hashtag of this number. O(1).
    fn from(number: u64) -> Hashtag {
        Hashtag(number)
    }
}

impl From<Hashtag> for u64 {
    /// The hashtag as a number. O(1).
    fn from(hashtag: Hashtag) -> u64 {
        hashtag.0
    }
}

impl fmt::Display for Hashtag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.encode(&mut [0; Hashtag::LENGTH]))
    }
}

impl fmt::Debug for Hashtag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hashtag({self})")
    }
}

/// The error for a text that is not a hashtag. It is computed only for an error, so parsing stays fast.
#[cold]
fn diagnose(text: &str) -> HashtagError {
    // A foreign character is reported first: it also explains a wrong length.
    if let Some((index, character)) = text.chars().enumerate().find(|(_, c)| !c.is_ascii_alphanumeric()) {
        return HashtagError::Character { character, index };
    }
    if text.len() != Hashtag::LENGTH {
        return HashtagError::Length { found: text.len() };
    }
    HashtagError::TooLarge
}

/// Why a text is not a [`Hashtag`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HashtagError {
    /// The text has another number of characters than 11.
    #[error("a hashtag has 11 characters, not {found}")]
    Length {
        /// How many characters the text has.
        found: usize,
    },
    /// A character is not a base62 digit.
    #[error("a hashtag is made of 0-9, A-Z and a-z; character {} is {character:?}", index + 1)]
    Character {
        /// The character found.
        character: char,
        /// Where it is, in characters, counted from 0.
        index: usize,
    },
    /// Eleven digits, but past the largest hashtag, `LygHa16AHYF`.
    #[error("this is past LygHa16AHYF, the largest hashtag")]
    TooLarge,
}

impl Serialize for Hashtag {
    /// The 11 characters in human-readable formats, the number in binary ones.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.serialize_str(self.encode(&mut [0; Hashtag::LENGTH]))
        } else {
            serializer.serialize_u64(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Hashtag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Hashtag, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Hashtag;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a hashtag of 11 characters")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Hashtag, E> {
                text.parse().map_err(E::custom)
            }
        }
        if deserializer.is_human_readable() {
            deserializer.deserialize_str(Text)
        } else {
            u64::deserialize(deserializer).map(Hashtag).map_err(D::Error::custom)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_zero_and_the_largest_have_eleven_characters() {
        assert_eq!(Hashtag::new(0).to_string(), "00000000000");
        assert_eq!(Hashtag::new(61).to_string(), "0000000000z");
        assert_eq!(Hashtag::MAX.to_string(), "LygHa16AHYF");
        assert_eq!("LygHa16AHYF".parse(), Ok(Hashtag::MAX));
    }

    #[test]
    fn display_respects_width() {
        assert_eq!(
            format!("{:>13}|{:<12}|", Hashtag::new(0), Hashtag::new(1)),
            "  00000000000|00000000001 |"
        );
    }
}
