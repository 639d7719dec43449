//! Splits comma-separated values (RFC 4180) into records and cells, with the place where each record begins.
//!
//! The `csv` crate, which writes them here, ends an open quotation at the end of the file, and counts neither
//! blank lines nor those that end in CR. So half of a file with a superfluous quotation mark was lost, and
//! errors named other lines.

use std::io::BufRead;

use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::stream::Stream;
use crate::util::{part, valid_start};

pub(super) struct Records<'s, 'r> {
    stream: &'s mut Stream<'r>,
    delimiter: u8,
    /// The text of the cells, one after the other, and where each ends.
    text: String,
    ends: Vec<usize>,
    /// The beginning of the record as it is in the file, for messages.
    line: Vec<u8>,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Start,
    Bare,
    Quoted,
    /// After a quotation mark within a quotation: it ends there, or the mark is doubled.
    Mark,
    /// After a backslash within a quotation, if it escapes.
    Escape,
}

struct Quote {
    offset: Option<usize>,
    place: Place,
}

impl Quote {
    fn place(&self, stream: &Stream<'_>) -> Place {
        self.offset.map_or_else(|| self.place.clone(), |offset| stream.place_after(offset))
    }
}

/// The number of bytes of a record that are kept for messages.
const LINE: usize = 256;

impl<'s, 'r> Records<'s, 'r> {
    pub(super) fn new(stream: &'s mut Stream<'r>, delimiter: u8) -> Records<'s, 'r> {
        Records { stream, delimiter, text: String::new(), ends: Vec::new(), line: Vec::new() }
    }

    /// Reads the next record that is not blank, and returns where it begins. O(length).
    pub(super) fn next(&mut self) -> Result<Option<Place>, PlacedProblem> {
        let mut bytes = std::mem::take(&mut self.text).into_bytes();
        bytes.clear();
        self.ends.clear();
        self.line.clear();
        let (mut state, mut begin) = (State::Start, None);
        // Where the last quotation opened: its offset in this piece, or its place if it was in an earlier
        // one.
        let mut quote = Quote { offset: None, place: Place::Nowhere };
        // Whether the last quotation had several lines.
        let mut is_long = false;
        // Whether `\"` is a quotation mark within this quotation, as MySQL and Spark write it: one of them
        // did not end it. Each quotation is judged separately, because a path may end in a backslash.
        let mut has_escapes = false;
        'record: loop {
            let cannot_read = |error: std::io::Error| Place::Nowhere.cannot_read(&error);
            if self.stream.fill_buf().map_err(cannot_read)?.is_empty() {
                break;
            }
            let piece = self.stream.available();
            let mut taken = 0;
            for &byte in piece {
                if begin.is_none() {
                    if matches!(byte, b'\n' | b'\r') {
                        taken += 1;
                        continue;
                    }
                    begin = Some(self.stream.place_after(taken));
                }
                let is_end = matches!(byte, b'\n' | b'\r') && !matches!(state, State::Quoted | State::Escape);
                if is_end {
                    // The line end is taken with those before the next record.
                    self.stream.consume(taken);
                    break 'record;
                }
                if self.line.len() < LINE {
                    self.line.push(byte);
                }
                state = match (state, byte) {
                    // Some people have spaces after the commas.
                    (State::Start, b' ') if self.delimiter != b' ' => {
                        bytes.push(b' ');
                        State::Start
                    }
                    (State::Start, b'"') => {
                        bytes.truncate(self.ends.last().copied().unwrap_or_default());
                        (quote.offset, is_long, has_escapes) = (Some(taken), false, false);
                        State::Quoted
                    }
                    (State::Quoted, b'"') => State::Mark,
                    (State::Quoted, b'\\') if has_escapes => State::Escape,
                    (State::Escape, byte) => {
                        if !matches!(byte, b'"' | b'\\') {
                            bytes.push(b'\\');
                        }
                        bytes.push(byte);
                        State::Quoted
                    }
                    (State::Quoted, byte) => {
                        is_long |= matches!(byte, b'\n' | b'\r');
                        bytes.push(byte);
                        State::Quoted
                    }
                    (State::Mark, b'"') => {
                        bytes.push(b'"');
                        State::Quoted
                    }
                    (_, byte) if byte == self.delimiter => {
                        self.ends.push(bytes.len());
                        State::Start
                    }
                    (State::Mark, byte) if bytes.last() == Some(&b'\\') && byte != b' ' => {
                        has_escapes = true;
                        bytes.pop();
                        bytes.extend([b'"', byte]);
                        State::Quoted
                    }
                    (State::Mark, byte) if is_long && byte != b' ' => {
                        return Err(quote.place(self.stream).wrong(
                            "the quotation mark that opens here is closed in the middle of a cell some lines \
                             further on; close it before the line ends, or write it twice",
                        ));
                    }
                    (_, byte) => {
                        bytes.push(byte);
                        State::Bare
                    }
                };
                taken += 1;
            }
            if matches!(state, State::Quoted | State::Mark | State::Escape) {
                quote = Quote { place: quote.place(self.stream), offset: None };
            }
            self.stream.consume(taken);
        }
        if matches!(state, State::Quoted | State::Escape) {
            return Err(quote.place.wrong(
                "the quotation mark that opens here is not closed before the file ends; close it, or write \
                 it twice within quotation marks",
            ));
        }
        if begin.is_some() {
            self.ends.push(bytes.len());
        }
        // It was checked to be UTF-8 while it was read, and is only cut at ASCII characters.
        self.text = String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        Ok(begin)
    }

    /// The cells of the record that was read last.
    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| part(&self.text, start..end))
    }

    /// How many cells it has.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether all cells after this many are empty, as spreadsheets write them.
    pub(super) fn is_padded(&self, count: usize) -> bool {
        self.len() > count && self.cells().skip(count).all(|cell| cell.trim().is_empty())
    }

    /// Whether it begins as a row of this number in tables of R, whose first line has no name for the column
    /// of such numbers.
    pub(super) fn is_row(&self, number: usize) -> bool {
        self.line().strip_prefix('"').and_then(|it| it.split_once('"')).is_some_and(|(row, rest)| {
            row == number.to_string() && rest.as_bytes().first() == Some(&self.delimiter)
        })
    }

    /// Whether all its cells are empty, as in lines that a spreadsheet leaves.
    pub(super) fn is_blank(&self) -> bool {
        self.cells().all(|cell| cell.trim().is_empty())
    }

    /// Its beginning in the file.
    pub(super) fn line(&self) -> &str {
        match std::str::from_utf8(&self.line) {
            Ok(text) => text,
            Err(error) => valid_start(&self.line, &error),
        }
    }
}
