//! Canonical bytes, read and written: shortest LEB128 numbers, and strings with their length before them.

use crate::network::error::{DecodeError, DecodeProblem};
use crate::network::{MAGIC, VERSION};
use crate::text;
use crate::util::broken;
use crate::util::varint::{number_at, write_number};

/// Whether a file begins as canonical bytes do, and not as a text: after the magic comes the version, a small
/// number.
#[cfg(feature = "formats")]
pub(crate) fn is_canonical(beginning: &[u8]) -> bool {
    let version = beginning.strip_prefix(MAGIC).and_then(|rest| rest.first());
    version.is_some_and(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace())
}

/// Where attributes end that begin at an offset.
pub(crate) fn attributes_end(bytes: &[u8], at: usize) -> usize {
    let (count, mut at) = number_at(bytes, at);
    for _ in 0..2 * u64::from(count) {
        (_, at) = bytes_at(bytes, at);
    }
    at
}

/// Appends a string: its length in bytes, and its UTF-8.
pub(crate) fn write_string(out: &mut Vec<u8>, string: &str) {
    // Longer strings than u32 are refused before anything is written.
    write_number(out, string.len() as u32);
    out.extend_from_slice(string.as_bytes());
}

/// The string at `at` in bytes that were read before, as bytes, and the offset after it. O(1).
#[inline]
pub(crate) fn bytes_at(bytes: &[u8], at: usize) -> (&[u8], usize) {
    let (length, start) = number_at(bytes, at);
    let end = start + length as usize;
    (bytes.get(start..end).unwrap_or_else(|| broken(&"a string past the end", &[])), end)
}

/// The string at `at` in bytes that were read before, and the offset after it. O(length): UTF-8 is validated
/// again, which is the cost of not using unsafe code.
#[inline]
pub(crate) fn string_at(bytes: &[u8], at: usize) -> (&str, usize) {
    let (string, end) = bytes_at(bytes, at);
    (std::str::from_utf8(string).unwrap_or_else(|error| broken(&error, "")), end)
}

/// Reads untrusted bytes; bytes that writing would not produce are an error.
#[derive(Debug)]
pub(crate) struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Whether this program normalised the strings, so their form need not be checked again.
    trusted: bool,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(bytes: &'a [u8], trusted: bool) -> Cursor<'a> {
        Cursor { bytes, at: 0, trusted }
    }

    /// All the bytes.
    pub(crate) fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The offset of the next byte.
    pub(crate) fn offset(&self) -> usize {
        self.at
    }

    /// An error at `offset`.
    #[cold]
    pub(crate) fn error(&self, offset: usize, problem: DecodeProblem) -> DecodeError {
        DecodeError { offset, problem }
    }

    /// The magic, and a version that this release reads.
    pub(crate) fn header(&mut self) -> Result<(), DecodeError> {
        if !self.bytes.starts_with(MAGIC) {
            let offset = self.bytes.iter().zip(MAGIC).take_while(|(a, b)| a == b).count();
            return Err(self.error(offset, DecodeProblem::Magic));
        }
        self.at = MAGIC.len();
        match self.number()? {
            VERSION => Ok(()),
            version => Err(self.error(MAGIC.len(), DecodeProblem::Version { version })),
        }
    }

    /// A number in its shortest form.
    #[inline]
    pub(crate) fn number(&mut self) -> Result<u32, DecodeError> {
        // One byte is by far the most frequent.
        match self.bytes.get(self.at) {
            Some(&byte) if byte < 0x80 => {
                self.at += 1;
                Ok(u32::from(byte))
            }
            _ => self.long_number(),
        }
    }

    fn long_number(&mut self) -> Result<u32, DecodeError> {
        let start = self.at;
        let mut number = 0u64;
        for shift in (0..35).step_by(7) {
            let Some(&byte) = self.bytes.get(self.at) else {
                return Err(self.error(self.at, DecodeProblem::End));
            };
            self.at += 1;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                if byte == 0 && shift > 0 {
                    return Err(self.error(start, DecodeProblem::NotShortest));
                }
                return u32::try_from(number).map_err(|_| self.error(start, DecodeProblem::NumberTooLarge));
            }
        }
        Err(self.error(start, DecodeProblem::NumberTooLarge))
    }

    /// A number below `limit`: one of `limit` things that came before.
    #[inline]
    pub(crate) fn number_below(&mut self, limit: usize) -> Result<u32, DecodeError> {
        let start = self.at;
        let number = self.number()?;
        if (number as usize) < limit {
            Ok(number)
        } else {
            Err(self.error(start, DecodeProblem::OutOfRange { number, limit }))
        }
    }

    /// The number of items that follow, each of at least `least` bytes. A count that the remaining bytes
    /// cannot fill is an error, so it causes no large allocation.
    pub(crate) fn count(&mut self, least: usize) -> Result<usize, DecodeError> {
        let start = self.at;
        let count = self.number()? as usize;
        if count.saturating_mul(least) > self.bytes.len() - self.at {
            return Err(self.error(start, DecodeProblem::End));
        }
        Ok(count)
    }

    /// A normalised string, as bytes: most are ASCII, which needs no validation as UTF-8.
    #[inline]
    pub(crate) fn string(&mut self) -> Result<&'a [u8], DecodeError> {
        let length = self.count(1)?;
        let start = self.at;
        let bytes = &self.bytes[start..start + length];
        if !self.trusted && !text::is_plain_ascii(bytes) {
            let string = std::str::from_utf8(bytes)
                .map_err(|e| self.error(start + e.valid_up_to(), DecodeProblem::NotUtf8))?;
            if !text::is_normal(string) {
                return Err(self.error(start, DecodeProblem::NotNormal));
            }
        }
        self.at += length;
        Ok(bytes)
    }

    /// A set of attributes, sorted by name and then value.
    #[inline]
    pub(crate) fn attributes(&mut self) -> Result<(), DecodeError> {
        let count = self.count(2)?;
        let mut previous: Option<(&[u8], &[u8])> = None;
        for _ in 0..count {
            let start = self.at;
            let name = self.string()?;
            if name.is_empty() {
                return Err(self.error(start, DecodeProblem::Empty { what: "attribute name" }));
            }
            let pair = (name, self.string()?);
            if previous.is_some_and(|previous| previous >= pair) {
                return Err(self.error(start, DecodeProblem::Order { what: "attribute" }));
            }
            previous = Some(pair);
        }
        Ok(())
    }

    /// The end, with nothing after it.
    pub(crate) fn end(&self) -> Result<(), DecodeError> {
        if self.at == self.bytes.len() { Ok(()) } else { Err(self.error(self.at, DecodeProblem::Trailing)) }
    }
}
