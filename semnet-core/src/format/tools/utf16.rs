//! Text in UTF-16, as Excel saves it: recognised by its mark, and handed on as UTF-8.

use std::borrow::Cow;
use std::io::{self, Read};

use crate::util::items;

/// The number of bytes that are read and decoded together.
const PIECE: usize = 1 << 13;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Form {
    Unknown,
    Utf8,
    Utf16 { is_big_endian: bool },
}

/// The form of a text, by the mark at its beginning.
fn form(beginning: &[u8]) -> Form {
    match beginning {
        [0xff, 0xfe, ..] => Form::Utf16 { is_big_endian: false },
        [0xfe, 0xff, ..] => Form::Utf16 { is_big_endian: true },
        _ => Form::Utf8,
    }
}

fn unit(bytes: &[u8], is_big_endian: bool) -> u16 {
    let [one, other] = bytes else { return 0 };
    if is_big_endian { u16::from_be_bytes([*one, *other]) } else { u16::from_le_bytes([*one, *other]) }
}

/// The beginning of a file as UTF-8, if it is UTF-16; its last character may be cut. O(length).
pub(super) fn beginning(bytes: &[u8]) -> Cow<'_, [u8]> {
    let Form::Utf16 { is_big_endian } = form(bytes) else { return bytes.into() };
    let units = bytes.chunks_exact(2).skip(1).map(|pair| unit(pair, is_big_endian));
    let text: String = char::decode_utf16(units).map_while(Result::ok).collect();
    text.into_bytes().into()
}

/// A complete text as UTF-8, if it is UTF-16. O(length).
pub(super) fn whole(bytes: &[u8]) -> io::Result<Cow<'_, [u8]>> {
    if form(bytes) == Form::Utf8 {
        return Ok(bytes.into());
    }
    let (mut text, mut input) = (Vec::new(), bytes);
    Decoded::new(&mut input).read_to_end(&mut text)?;
    Ok(text.into())
}

/// A file whose UTF-16 is converted to UTF-8.
pub(super) struct Decoded<'r> {
    input: &'r mut dyn Read,
    form: Form,
    /// Bytes that were read but not decoded yet: a part of a character.
    rest: Vec<u8>,
    /// Text that was decoded but not consumed yet, from `taken` on.
    text: Vec<u8>,
    taken: usize,
}

impl<'r> Decoded<'r> {
    pub(super) fn new(input: &'r mut dyn Read) -> Decoded<'r> {
        Decoded { input, form: Form::Unknown, rest: Vec::new(), text: Vec::new(), taken: 0 }
    }

    /// Reads the mark, if there is one.
    fn begin(&mut self) -> io::Result<()> {
        (&mut *self.input).take(2).read_to_end(&mut self.text)?;
        self.form = form(&self.text);
        if self.form != Form::Utf8 {
            self.text.clear();
        }
        Ok(())
    }

    /// Decodes the next piece; nothing at the end of the file.
    fn decode(&mut self, is_big_endian: bool) -> io::Result<()> {
        (self.taken, self.text) = (0, Vec::new());
        while self.text.is_empty() {
            let before = self.rest.len();
            (&mut *self.input).take(PIECE as u64).read_to_end(&mut self.rest)?;
            let is_end = self.rest.len() < before + PIECE;
            let units: Vec<u16> = self.rest.chunks_exact(2).map(|pair| unit(pair, is_big_endian)).collect();
            // The first half of a surrogate pair waits for the second.
            let is_half = units.last().is_some_and(|last| (0xd800..0xdc00).contains(last)) && !is_end;
            let whole = units.len() - usize::from(is_half);
            for character in char::decode_utf16(items(&units, ..whole).iter().copied()) {
                let character = character.map_err(|_| wrong())?;
                self.text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            }
            self.rest.drain(..whole * 2);
            if is_end {
                return if self.rest.is_empty() { Ok(()) } else { Err(wrong()) };
            }
        }
        Ok(())
    }
}

fn wrong() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the text is UTF-16 with half a character in it")
}

impl Read for Decoded<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.form == Form::Unknown {
            self.begin()?;
        }
        if self.taken == self.text.len() {
            match self.form {
                Form::Utf16 { is_big_endian } => self.decode(is_big_endian)?,
                _ => return self.input.read(into),
            }
        }
        let count = items(&self.text, self.taken..).read(into)?;
        self.taken += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(text: &str, is_big_endian: bool) -> Vec<u8> {
        let bytes = |unit: u16| if is_big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() };
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
    }

    #[test]
    fn pairs_stay_together_wherever_a_piece_ends() {
        for before in [0, 1, 2] {
            let text = format!("{}{}", "x".repeat(before), "🐝é".repeat(PIECE));
            for is_big_endian in [false, true] {
                let bytes = encoded(&text, is_big_endian);
                assert_eq!(whole(&bytes).unwrap(), text.as_bytes());
                assert_eq!(beginning(items(&bytes, ..5)), items(text.as_bytes(), ..before.min(1)));
            }
        }
    }

    #[test]
    fn what_is_cut_is_an_error_and_other_text_stays() {
        let bytes = encoded("a🐝", false);
        for length in [5, 6, 7] {
            assert!(whole(items(&bytes, ..length)).is_err(), "{length}");
        }
        for text in [&b""[..], b"a", b"\xff", b"plain"] {
            assert_eq!(whole(text).unwrap(), text);
            let mut out = Vec::new();
            Decoded::new(&mut &*text).read_to_end(&mut out).unwrap();
            assert_eq!(out, text);
        }
    }
}
