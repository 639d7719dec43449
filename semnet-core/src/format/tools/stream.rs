//! A file as a stream: text that is checked to be UTF-8 while it is read, and the current line and column.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::utf16::Decoded;
use crate::util::items;

/// The number of bytes that are read at a time. Few in fuzzing, so short texts are read as streams too.
pub(super) const PIECE: usize = if cfg!(fuzzing) { 64 } else { 1 << 16 };

/// A text whose lines all end with LF. O(length).
pub(super) fn with_plain_line_ends(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text.into() }
}

pub(super) struct Stream<'r> {
    input: Decoded<'r>,
    /// Bytes that are consumed up to `taken`, are UTF-8 up to `checked`, and may end in a part of a
    /// character.
    piece: Vec<u8>,
    taken: usize,
    checked: usize,
    /// The number of bytes before this piece.
    before: usize,
    is_ended: bool,
    line: usize,
    column: usize,
    /// Whether the last consumed byte is a CR, so an LF does not end another line.
    is_after_cr: bool,
    /// Whether `next_line` has taken a CR.
    is_in_cr_lf: bool,
    /// The error of the stream itself. Its readers only see that there is one.
    wrong: Option<PlacedProblem>,
}

impl<'r> Stream<'r> {
    pub(super) fn new(input: &'r mut dyn Read) -> Stream<'r> {
        Stream {
            input: Decoded::new(input),
            piece: Vec::new(),
            taken: 0,
            checked: 0,
            before: 0,
            is_ended: false,
            line: 1,
            column: 1,
            is_after_cr: false,
            is_in_cr_lf: false,
            wrong: None,
        }
    }

    /// The place of the next byte.
    pub(super) fn place(&self) -> Place {
        Place::Line { line: self.line, column: self.column }
    }

    /// The bytes that `fill_buf` returned last and that were not consumed.
    pub(super) fn available(&self) -> &[u8] {
        items(&self.piece, self.taken..self.checked)
    }

    /// The place of the byte that comes this many bytes after the next one, within the current piece.
    pub(super) fn place_after(&self, count: usize) -> Place {
        let to = self.taken.saturating_add(count).min(self.checked);
        let (line, column) = self.after(items(&self.piece, self.taken..to));
        Place::Line { line, column }
    }

    /// Line and column after some bytes. LF, CR and CR LF end a line.
    fn after(&self, bytes: &[u8]) -> (usize, usize) {
        let (mut line, mut start, mut is_after_cr) = (self.line, None, self.is_after_cr);
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let is_lf = bytes.get(at) == Some(&b'\n');
            let is_second = is_lf && if at == 0 { is_after_cr } else { bytes.get(at - 1) == Some(&b'\r') };
            line += usize::from(!is_second);
            start = Some(at + 1);
            is_after_cr = false;
        }
        // All bytes except those that continue a character.
        let characters = |bytes: &[u8]| bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count();
        match start {
            Some(start) => (line, 1 + characters(items(bytes, start..))),
            None => (line, self.column + characters(bytes)),
        }
    }

    /// Appends the next line to `line`, without its end: LF, CR or CR LF. `false` at the end of the file.
    pub(super) fn next_line(&mut self, line: &mut String) -> io::Result<bool> {
        let mut has_begun = false;
        loop {
            let is_after_cr = std::mem::take(&mut self.is_in_cr_lf);
            let piece = self.fill_buf()?;
            if piece.is_empty() {
                return Ok(has_begun);
            }
            if is_after_cr && piece.first() == Some(&b'\n') {
                self.consume(1);
                continue;
            }
            has_begun = true;
            let end = memchr::memchr2(b'\n', b'\r', piece);
            let text = items(piece, ..end.unwrap_or(piece.len()));
            line.push_str(std::str::from_utf8(text).map_err(io::Error::other)?);
            let taken = end.map_or(piece.len(), |end| end + 1);
            self.is_in_cr_lf = end.is_some_and(|end| piece.get(end) == Some(&b'\r'));
            self.consume(taken);
            if end.is_some() {
                return Ok(true);
            }
        }
    }

    /// Passes on each line that is not blank, with its number.
    pub(super) fn each_line(
        &mut self,
        take: &mut dyn FnMut(&str, usize) -> Result<(), PlacedProblem>,
    ) -> Result<(), PlacedProblem> {
        let mut line = String::new();
        for number in 1.. {
            line.clear();
            if !self.next_line(&mut line).map_err(|error| self.place().cannot_read(&error))? {
                break;
            }
            if !line.trim().is_empty() {
                take(&line, number)?;
            }
        }
        Ok(())
    }

    /// The number of bytes that were read so far, to within a piece.
    pub(super) fn length(&self) -> usize {
        self.before.saturating_add(self.piece.len())
    }

    /// The error of the stream, if there is one.
    pub(super) fn take_wrong(&mut self) -> Option<PlacedProblem> {
        self.wrong.take()
    }

    /// The next piece of text, without consuming it; at the beginning of a file, all of the piece.
    pub(super) fn peek(&mut self) -> io::Result<&str> {
        std::str::from_utf8(self.fill_buf()?).map_err(io::Error::other)
    }

    /// The bytes of the first piece, even if they are invalid.
    pub(super) fn beginning(&mut self) -> io::Result<&[u8]> {
        if self.piece.is_empty() && !self.is_ended && self.read_piece().is_err() && self.piece.is_empty() {
            // The next reader reports the error.
            return Ok(b"?");
        }
        Ok(&self.piece)
    }

    /// Whether this piece is the last. An error in it is final.
    pub(super) fn is_short(&mut self) -> io::Result<bool> {
        self.fill_buf()?;
        if self.is_ended && self.checked < self.piece.len() {
            self.consume(self.checked);
            self.fill_buf()?;
        }
        Ok(self.is_ended)
    }

    /// The rest of the text.
    pub(super) fn rest(&mut self) -> io::Result<String> {
        let mut text = String::new();
        self.read_to_string(&mut text)?;
        // Its capacity has grown by doubling.
        text.shrink_to_fit();
        Ok(text)
    }

    /// Reads the next piece, if all of this one is consumed.
    fn read_piece(&mut self) -> io::Result<()> {
        self.before = self.before.saturating_add(self.taken);
        self.piece.drain(..self.taken);
        (self.taken, self.checked) = (0, 0);
        let room = PIECE.saturating_sub(self.piece.len());
        let is_first = self.before == 0 && self.piece.is_empty();
        let read = self.input.by_ref().take(room as u64).read_to_end(&mut self.piece);
        let read = read.inspect_err(|error| self.wrong = Some(self.place().cannot_read(error)))?;
        self.is_ended = read < room;
        // The byte order mark that some editors leave.
        if is_first && self.piece.starts_with(b"\xef\xbb\xbf") {
            self.piece.drain(..3);
        }
        self.checked = match std::str::from_utf8(&self.piece) {
            Ok(text) => text.len(),
            Err(error) => error.valid_up_to(),
        };
        let is_cut = self.checked == 0 && !self.piece.is_empty();
        if is_cut {
            self.wrong = Some(self.place().is_not_utf8());
            return Err(io::ErrorKind::InvalidData.into());
        }
        Ok(())
    }
}

impl BufRead for Stream<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.taken == self.checked {
            if self.wrong.is_some() {
                return Err(io::ErrorKind::InvalidData.into());
            }
            if !(self.is_ended && self.taken == self.piece.len()) {
                self.read_piece()?;
            }
        }
        Ok(self.available())
    }

    fn consume(&mut self, count: usize) {
        let to = self.taken.saturating_add(count).min(self.checked);
        let passed = items(&self.piece, self.taken..to);
        let is_after_cr = passed.last().map_or(self.is_after_cr, |last| *last == b'\r');
        (self.line, self.column) = self.after(passed);
        self.is_after_cr = is_after_cr;
        self.taken = to;
    }
}

impl Read for Stream<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}
