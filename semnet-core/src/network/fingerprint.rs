//! The fingerprint: BLAKE3 of a network's canonical bytes, and its 44 characters.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::hashtag::{Hashtag, HashtagError};
use crate::util::{broken, equals_text};

/// The full name of a network: 32 bytes, BLAKE3 of its canonical bytes ([specification][blake3]). As text
/// it has 44 characters: four big-endian 64-bit words of 11 base62 digits each, so that text order is byte
/// order. The first word is the [`Hashtag`].
///
/// ```
/// use semnet_core::Fingerprint;
///
/// let fingerprint = Fingerprint::hash(b"");
/// assert_eq!(fingerprint.to_string().parse(), Ok(fingerprint));
/// assert!(fingerprint.to_string().starts_with(&fingerprint.hashtag().to_string()));
/// ```
///
/// [blake3]: https://github.com/BLAKE3-team/BLAKE3-specs/blob/master/blake3.pdf
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// How many characters a fingerprint has.
    pub const LENGTH: usize = 4 * Hashtag::LENGTH;

    /// The fingerprint of a network's canonical bytes. O(length).
    pub fn hash(bytes: &[u8]) -> Fingerprint {
        Fingerprint(*blake3::hash(bytes).as_bytes())
    }

    /// The fingerprint with these bytes. O(1).
    pub const fn from_bytes(bytes: [u8; 32]) -> Fingerprint {
        Fingerprint(bytes)
    }

    /// The 32 bytes. O(1).
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The first word. O(1).
    pub fn hashtag(self) -> Hashtag {
        self.words()[0]
    }

    /// The fingerprint that sorts immediately after this one, or `None` for the last. O(1).
    pub fn next(self) -> Option<Fingerprint> {
        let mut bytes = self.0;
        for byte in bytes.iter_mut().rev() {
            let (next, carry) = byte.overflowing_add(1);
            *byte = next;
            if !carry {
                return Some(Fingerprint(bytes));
            }
        }
        None
    }

    /// Writes the 44 characters into `buffer` and returns them as text, without an allocation. O(1).
    pub fn encode(self, buffer: &mut [u8; Fingerprint::LENGTH]) -> &str {
        for (word, part) in self.words().into_iter().zip(buffer.as_chunks_mut().0) {
            word.encode(part);
        }
        std::str::from_utf8(buffer).unwrap_or_else(|error| broken(&error, ""))
    }

    fn words(self) -> [Hashtag; 4] {
        let (words, _) = self.0.as_chunks();
        std::array::from_fn(|n| Hashtag::new(words.get(n).map_or(0, |&word| u64::from_be_bytes(word))))
    }
}

impl PartialEq<str> for Fingerprint {
    /// Whether the text is this fingerprint, exactly.
    ///
    /// ```
    /// let fingerprint = semnet_core::Fingerprint::hash(b"");
    /// assert!(fingerprint == fingerprint.to_string());
    /// assert!(fingerprint != "LygHa16AHYF");
    /// ```
    fn eq(&self, text: &str) -> bool {
        self.encode(&mut [0; Fingerprint::LENGTH]) == text
    }
}

equals_text!(Fingerprint);

impl FromStr for Fingerprint {
    type Err = FingerprintError;

    /// Reads exactly 44 base62 digits.
    ///
    /// # Errors
    ///
    /// [`FingerprintError`] for another length, for a character that is not a digit, and for one of the four
    /// words of 11 characters past `LygHa16AHYF`.
    fn from_str(text: &str) -> Result<Fingerprint, FingerprintError> {
        if let Some((index, character)) = text.chars().enumerate().find(|(_, c)| !c.is_ascii_alphanumeric()) {
            return Err(FingerprintError::Character { character, index });
        }
        if text.len() != Fingerprint::LENGTH {
            return Err(FingerprintError::Length { found: text.len() });
        }
        let mut bytes = [0; 32];
        let words = text.as_bytes().chunks(Hashtag::LENGTH).zip(bytes.as_chunks_mut::<8>().0);
        for (number, (digits, word)) in words.enumerate() {
            let digits = std::str::from_utf8(digits).unwrap_or_else(|_| broken(&"digits past ASCII", ""));
            let parsed: Result<Hashtag, HashtagError> = digits.parse();
            *word = parsed.map_err(|_| FingerprintError::TooLarge { word: number })?.number().to_be_bytes();
        }
        Ok(Fingerprint(bytes))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.encode(&mut [0; Fingerprint::LENGTH]))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}

/// Why a text is not a [`Fingerprint`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FingerprintError {
    /// The text has another number of characters than 44.
    #[error("a fingerprint has 44 characters, not {found}")]
    Length {
        /// How many characters the text has.
        found: usize,
    },
    /// A character is not a base62 digit.
    #[error("a fingerprint is made of 0-9, A-Z and a-z; character {} is {character:?}", index + 1)]
    Character {
        /// The character found.
        character: char,
        /// Where it is, in characters, counted from 0.
        index: usize,
    },
    /// Eleven characters past the largest word, `LygHa16AHYF`.
    #[error("characters {} to {} are past LygHa16AHYF, the largest word", word * 11 + 1, word * 11 + 11)]
    TooLarge {
        /// Which of the four words, counted from 0.
        word: usize,
    },
}

impl Serialize for Fingerprint {
    /// The 44 characters in human-readable formats, the 32 bytes in binary ones.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.serialize_str(self.encode(&mut [0; Fingerprint::LENGTH]))
        } else {
            self.0.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Fingerprint, D::Error> {
        if deserializer.is_human_readable() {
            let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
            text.parse().map_err(serde::de::Error::custom)
        } else {
            <[u8; 32]>::deserialize(deserializer).map(Fingerprint)
        }
    }
}
