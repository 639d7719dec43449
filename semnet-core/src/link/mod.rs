//! Links: `BASE#HASHTAG` names a network, `BASE#HASHTAG.PAYLOAD` carries it.
//!
//! ```
//! use semnet_core::NetworkBuilder;
//! use semnet_core::query_bar::Query;
//! use semnet_core::store::{MemoryStore, Recovered, StoreExt};
//!
//! let network = NetworkBuilder::new("Why do bees dance?").finding("Waggle Dance", "").build()?;
//! let typed: Query = network.to_link("https://example.org/network")?.parse()?;
//! // A full link opens without a store that has the network.
//! assert_eq!(MemoryStore::default().recover(&typed)?, Recovered::Network(network));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod compress;

use std::fmt;
use std::str::FromStr;

use data_encoding::BASE64URL_NOPAD;

use crate::link::compress::{WAYS, compress, decompress};
use crate::network::{DecodeError, Fingerprint, FingerprintError, FingerprintPrefix, Network};
use crate::text;
pub(crate) use compress::LARGEST;

/// The base of links that do not belong to a page: `semnet:`.
pub const DEFAULT_BASE: &str = "semnet:";

/// A link that was opened: the name in it and, if it is a full link, the network.
///
/// # Syntax
///
/// `BASE#NAME` or `BASE#NAME.PAYLOAD`. `BASE` is any text without `#` and white space, such as the address of
/// a page, and may be empty. `NAME` is a hashtag or more characters of the fingerprint, up to all 44.
/// `PAYLOAD` is one letter for the way of compressing and then base64url ([RFC 4648], section 5) without
/// padding. White space and invisible characters within a link, as wrapping and copying leave them, are
/// dropped. In a link without `#`, the last `%23` is read as `#`, because some programs write it so.
///
/// ```
/// use semnet_core::NetworkBuilder;
/// use semnet_core::link::{DEFAULT_BASE, Link};
///
/// let network = NetworkBuilder::new("Why do bees dance?").build()?;
/// let link: Link = network.to_link(DEFAULT_BASE)?.parse()?;
/// assert_eq!(link.network(), Some(&network));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// [RFC 4648]: https://www.rfc-editor.org/rfc/rfc4648#section-5
#[doc(alias = "from_link")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    base: String,
    name: FingerprintPrefix,
    network: Option<Network>,
}

impl Link {
    /// The part before the `#`. O(1).
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The hashtag, or as many characters of the fingerprint as the link has. O(1).
    pub fn name(&self) -> &FingerprintPrefix {
        &self.name
    }

    /// The network that a full link carries; `None` for a short one. O(1).
    pub fn network(&self) -> Option<&Network> {
        self.network.as_ref()
    }
}

/// # Links
impl Network {
    /// The short link, `BASE#HASHTAG`, which opens the network if a store has it. O(length of the base).
    ///
    /// # Errors
    ///
    /// [`LinkError::Base`] for a base with `#` or white space.
    pub fn to_short_link(&self, base: &str) -> Result<String, LinkError> {
        check_base(base)?;
        Ok(format!("{base}#{}", self.hashtag()))
    }

    /// The full link, `BASE#HASHTAG.PAYLOAD`, which opens the network anywhere. Within one release, equal
    /// networks have equal links; later releases read them all. `link.parse::<Link>()` opens it again, and so
    /// does `Network::open`. O(size).
    ///
    /// # Errors
    ///
    /// [`LinkError::Base`] for a base with `#` or white space; [`LinkError::TooLarge`] for a network of more
    /// than 16 MiB.
    pub fn to_link(&self, base: &str) -> Result<String, LinkError> {
        check_base(base)?;
        let (way, payload) = compress(self.as_bytes())?;
        let mut link = format!("{base}#{}.{way}", self.hashtag());
        BASE64URL_NOPAD.encode_append(&payload, &mut link);
        Ok(link)
    }
}

fn check_base(base: &str) -> Result<(), LinkError> {
    match base.chars().enumerate().find(|&(_, c)| c == '#' || c.is_whitespace() || c.is_control()) {
        Some((index, character)) => Err(LinkError::Base { character, index }),
        None => Ok(()),
    }
}

/// What stands before the last `#` of a link and after it; in one without `#`, the last `%23` stands for it.
pub(crate) fn split(text: &str) -> Option<(&str, &str)> {
    text.rsplit_once('#').or_else(|| text.rsplit_once("%23"))
}

impl FromStr for Link {
    type Err = LinkError;

    /// Opens a link. O(length), and O(size of the network), which is bounded by 16 MiB and by 1,000 times the
    /// length.
    ///
    /// # Errors
    ///
    /// [`LinkError`] for a text without `#`, for an invalid name, for a payload that is damaged, incomplete
    /// or made by a newer semnet, and for a payload whose network has another fingerprint than the name.
    fn from_str(text: &str) -> Result<Link, LinkError> {
        let text: String = text.chars().filter(|&c| !c.is_whitespace() && !text::is_dropped(c)).collect();
        let (base, fragment) = split(&text).ok_or(LinkError::NoFragment)?;
        check_base(base)?;
        let (name, payload) = match fragment.split_once('.') {
            Some((name, payload)) => (name, Some(payload)),
            None => (fragment, None),
        };
        if name.len() < crate::hashtag::Hashtag::LENGTH && name.chars().all(|c| c.is_ascii_alphanumeric()) {
            return Err(LinkError::ShortName { found: name.len() });
        }
        let name: FingerprintPrefix = name.parse().map_err(LinkError::Fingerprint)?;
        let network = payload.map(|payload| open(&name, payload, text.len() - payload.len())).transpose()?;
        Ok(Link { base: base.to_owned(), name, network })
    }
}

/// Opens a payload that begins at this byte of the link.
fn open(name: &FingerprintPrefix, payload: &str, start: usize) -> Result<Network, LinkError> {
    let mut characters = payload.chars();
    let way = characters.next().ok_or(LinkError::NoPayload)?;
    if !WAYS.contains(&way) {
        return Err(LinkError::Newer { way });
    }
    let encoded = characters.as_str();
    let decoded = BASE64URL_NOPAD.decode(encoded.as_bytes()).map_err(|error| {
        let index = start + way.len_utf8() + error.position;
        match encoded.get(error.position..).and_then(|rest| rest.chars().next()) {
            Some(character) if error.kind == data_encoding::DecodeKind::Symbol => {
                LinkError::Character { character, index }
            }
            _ => LinkError::CutOff,
        }
    })?;
    let bytes = decompress(way, &decoded)?;
    let fingerprint = Fingerprint::hash(&bytes);
    match Network::from_bytes(bytes) {
        Ok(network) if name.range().contains(&fingerprint) => Ok(network),
        Ok(_) => Err(LinkError::Mismatch { name: name.to_string(), fingerprint }),
        Err(error) if name.range().contains(&fingerprint) || error.is_newer() => {
            Err(LinkError::Decode(error))
        }
        Err(error) if error.is_end() => Err(LinkError::CutOff),
        // By the fingerprint, these are not the bytes that the link was made of.
        Err(_) => Err(LinkError::Damaged),
    }
}

/// Why a text is not a valid link, or why no link can be made for a network.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LinkError {
    /// No `#`.
    #[error("this link has no `#`; expected one, with a hashtag after it")]
    NoFragment,
    /// The base of a link has a character that would end it.
    #[error(
        "character {} of the base of the link is {character:?}; expected a base without `#`, white space \
         and control characters",
        index + 1
    )]
    Base {
        /// The character.
        character: char,
        /// Where it is in the base, in characters, counted from 0.
        index: usize,
    },
    /// The name after `#` is shorter than a hashtag.
    #[error("expected a hashtag of 11 characters after `#`; found {found} characters")]
    ShortName {
        /// How many characters it has.
        found: usize,
    },
    /// The name after `#` is neither a hashtag nor the beginning of a fingerprint.
    #[error("after `#`: {0}")]
    Fingerprint(FingerprintError),
    /// Nothing after the dot.
    #[error("the link is incomplete: it ends after the dot; copy all of it again")]
    NoPayload,
    /// A newer semnet made the link: its payload is compressed in a way that this release cannot read.
    #[error("made by a newer semnet: the compression is {way:?}; this one reads `s` and `p`")]
    Newer {
        /// The letter that names the compression, the first character of the payload.
        way: char,
    },
    /// A character that is not of base64url.
    #[error("a link is made of A-Z, a-z, 0-9, - and _ after the dot; byte {index} is {character:?}")]
    Character {
        /// The character.
        character: char,
        /// Where it is in the link without white space, in bytes, counted from 0.
        index: usize,
    },
    /// The payload ends too early: the end of the link is missing, or a character of it was changed.
    #[error("the link is incomplete or damaged: it ends before its network does; copy all of it again")]
    CutOff,
    /// The payload does not decompress to the network that the link was made of.
    #[error("the link is damaged: a character in it was changed, left out or added; copy it again")]
    Damaged,
    /// The payload is a network whose fingerprint does not begin with the name in the link.
    #[error("the two halves of the link disagree: its name is {name}, but it carries {fingerprint}")]
    Mismatch {
        /// The name in the link.
        name: String,
        /// The fingerprint of the network in it.
        fingerprint: Fingerprint,
    },
    /// The payload claims to be larger than any network in a link may be, or than its length can hold.
    #[error(
        "the link claims to carry {length} bytes; a link carries at most {LARGEST} bytes, and 1,000 times \
         its length"
    )]
    TooLong {
        /// The length that it claims.
        length: u64,
    },
    /// The network is too large for a link.
    #[error(
        "the network has {length} bytes, but a link carries at most {LARGEST}; share its hashtag and the \
         store instead"
    )]
    TooLarge {
        /// The length of its canonical bytes.
        length: usize,
    },
    /// The payload has the expected fingerprint, or was made by a newer semnet, but its bytes are not a
    /// network that this release can read.
    #[error("the link carries no network: {0}")]
    Decode(DecodeError),
}

impl fmt::Display for Link {
    /// The short form, `BASE#NAME`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.base, self.name)
    }
}
