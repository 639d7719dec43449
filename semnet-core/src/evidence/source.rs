//! Sources: documents that passages are quoted from.

use std::fmt;
use std::sync::Arc;

use crate::network::Fingerprint;
use crate::text;
use crate::util::varint::{number_at, write_number};
use crate::util::{broken, items};

/// The first bytes of every encoded source.
const MAGIC: &[u8; 7] = b"semnsrc";

/// The version of the encoding.
const VERSION: u8 = 1;

/// The prefix that is hashed before a source's normalised text, so that no source has the fingerprint of a
/// network.
const DOMAIN: &[u8] = b"semnet source 1\n";

/// A document with a name and a text. Its [`id`](Source::id) is a fingerprint of the normalised text, so
/// copies with other line breaks are the same source. Cloning is cheap: the text is reference-counted.
///
/// ```
/// use semnet_core::evidence::Source;
///
/// let source = Source::new("minutes.txt", "The board did not\nreject the plan.")?;
/// assert_eq!(source.id(), Source::new("a copy", "The board did not reject\r\nthe plan.")?.id());
/// assert_eq!(Source::from_bytes(&source.to_bytes())?, source);
/// # Ok::<(), semnet_core::evidence::SourceError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Source(Arc<Inner>);

#[derive(PartialEq, Eq)]
struct Inner {
    name: String,
    text: String,
    id: Fingerprint,
}

impl Source {
    /// The longest text that a source may have, in bytes: 4 GiB less one, so that places in it are 32-bit
    /// numbers.
    pub const MAX_BYTES: u64 = u32::MAX as u64;

    /// A source with a name (a title, a file or a URL) and a text. The text is kept unchanged, and places are
    /// offsets into it. O(length).
    ///
    /// # Errors
    ///
    /// [`SourceError`] if the text is too long or has nothing but white space, or if the name is empty or has
    /// a character that is not allowed in a network.
    pub fn new(name: &str, text: impl Into<String>) -> Result<Source, SourceError> {
        let text = text.into();
        Source::check_length(text.len() as u64)?;
        let name = text::normalise(name)
            .map_err(|refused| SourceError::Name { character: Some(refused.character) })?;
        if name.is_empty() {
            return Err(SourceError::Name { character: None });
        }
        let normal = text::normalise_lossy(&text);
        if normal.is_empty() {
            return Err(SourceError::Empty);
        }
        let mut hasher = blake3::Hasher::new();
        hasher.update(DOMAIN).update(normal.as_bytes());
        let id = Fingerprint::from_bytes(*hasher.finalize().as_bytes());
        Ok(Source(Arc::new(Inner { name, text, id })))
    }

    /// A source whose text is given as UTF-8 bytes, such as the content of a file. O(length).
    ///
    /// # Errors
    ///
    /// As for [`new`](Source::new); also [`SourceError::NotUtf8`], with the position of the first invalid
    /// byte.
    pub fn from_utf8(name: &str, bytes: Vec<u8>) -> Result<Source, SourceError> {
        Source::check_length(bytes.len() as u64)?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let offset = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let before = items(bytes, ..offset);
            let byte = bytes.get(offset).copied().unwrap_or_else(|| broken(&"an error past the end", 0));
            SourceError::NotUtf8 { byte, offset, line: 1 + memchr::memchr_iter(b'\n', before).count() }
        })?;
        Source::new(name, text)
    }

    /// Checks whether a text of this length, in bytes, can be a source: call it before reading a file. O(1).
    ///
    /// # Errors
    ///
    /// [`SourceError::TooLong`] above [`MAX_BYTES`](Source::MAX_BYTES).
    pub fn check_length(bytes: u64) -> Result<(), SourceError> {
        if bytes > Source::MAX_BYTES { Err(SourceError::TooLong { bytes }) } else { Ok(()) }
    }

    /// The fingerprint of the normalised text: BLAKE3 of `semnet source 1`, a line feed, and the text in the
    /// normal form of a network's strings, without the characters that are not allowed there. O(1).
    pub fn id(&self) -> Fingerprint {
        self.0.id
    }

    /// The name. O(1).
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The text, unchanged. O(1).
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// The source encoded as bytes, as a store keeps it: seven magic bytes, the version, a BLAKE3 hash of all
    /// that follows, the length of the name, the name, the text. O(length).
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut content = Vec::with_capacity(self.0.name.len() + self.0.text.len() + 5);
        write_number(&mut content, self.0.name.len() as u32);
        content.extend_from_slice(self.0.name.as_bytes());
        content.extend_from_slice(self.0.text.as_bytes());
        let mut bytes = Vec::with_capacity(content.len() + HEADER);
        bytes.extend_from_slice(MAGIC);
        bytes.push(VERSION);
        bytes.extend_from_slice(blake3::hash(&content).as_bytes());
        bytes.append(&mut content);
        bytes
    }

    /// Decodes the bytes from [`to_bytes`](Source::to_bytes), and verifies their hash. O(length).
    ///
    /// # Errors
    ///
    /// [`SourceError::Damaged`] if the bytes are truncated, changed or not a source at all.
    pub fn from_bytes(bytes: &[u8]) -> Result<Source, SourceError> {
        let damaged = |expected| SourceError::Damaged { expected };
        if bytes.get(..MAGIC.len()) != Some(MAGIC) {
            return Err(damaged("the beginning `semnsrc`"));
        }
        if bytes.get(MAGIC.len()) != Some(&VERSION) {
            return Err(damaged("version 1"));
        }
        let (hash, content) = bytes
            .get(MAGIC.len() + 1..HEADER)
            .zip(bytes.get(HEADER..))
            .ok_or_else(|| damaged("a hash of 32 bytes"))?;
        if blake3::hash(content).as_bytes() != hash {
            return Err(damaged("content that has the hash before it"));
        }
        let (length, at) = number_at(content, 0);
        let (name, text) = content
            .get(at..)
            .and_then(|rest| rest.split_at_checked(length as usize))
            .ok_or_else(|| damaged("a name"))?;
        let name = std::str::from_utf8(name).map_err(|_| damaged("a name in UTF-8"))?;
        let source = Source::from_utf8(name, text.to_vec())?;
        if source.to_bytes() != bytes { Err(damaged("a name in normal form")) } else { Ok(source) }
    }
}

/// The length of the bytes before the name.
const HEADER: usize = MAGIC.len() + 1 + 32;

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source")
            .field("name", &self.name())
            .field("id", &self.id())
            .field("bytes", &self.text().len())
            .finish()
    }
}

/// Why something is not a [`Source`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// The text is empty or only white space.
    #[error("the source is empty; expected a text")]
    Empty,
    /// The text is longer than [`Source::MAX_BYTES`].
    #[error("the source has {bytes} bytes; expected at most {}", Source::MAX_BYTES)]
    TooLong {
        /// Its length, in bytes.
        bytes: u64,
    },
    /// The bytes are not UTF-8.
    #[error("the source is not UTF-8: line {line}, byte {}, is {byte:#04x}; expected a text in \
        UTF-8", offset + 1)]
    NotUtf8 {
        /// The first invalid byte.
        byte: u8,
        /// Its offset in bytes, counted from 0.
        offset: usize,
        /// Its line, counted from 1.
        line: usize,
    },
    /// The name is empty or has a character that is not allowed in a network.
    #[error("{}", name_error(*character))]
    Name {
        /// The character; `None` if the name is empty.
        character: Option<char>,
    },
    /// The bytes are not those of a source.
    #[error("the bytes are not an intact source; expected {expected}")]
    Damaged {
        /// The expected form.
        expected: &'static str,
    },
}

fn name_error(character: Option<char>) -> String {
    match character {
        None => "the source has no name; expected a title, a file name or a URL".to_owned(),
        Some(character) => {
            format!(
                "the name of the source contains U+{:04X}, which is not allowed in a name",
                u32::from(character)
            )
        }
    }
}
