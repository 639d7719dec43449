//! Lines and parts of a report: slices of the text, so that a place in a part is a place in the text.

use std::borrow::Cow;

use memchr::memchr3;

use crate::report::{HIGHLIGHT, HIGHLIGHTS};
use crate::text;
use crate::util::part;

/// A part of a report: one line, or several that were one paragraph. Not normalised yet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'a> {
    /// The text of the part, line ends within it included.
    pub(super) raw: &'a str,
    /// Where it begins in the report, in bytes.
    pub(super) start: usize,
}

impl<'a> Part<'a> {
    /// The normal form, or the unchanged text if it has none: the builder will refuse that.
    pub(super) fn normal(&self) -> Cow<'a, str> {
        let trimmed = self.raw.trim();
        if text::is_normal(trimmed) {
            return Cow::Borrowed(trimmed);
        }
        text::normalise(self.raw).map_or(Cow::Borrowed(trimmed), Cow::Owned)
    }

    /// Where the part continues after these words, between which it may have more white space and invisible
    /// characters. Most lines are recognised by their first character.
    pub(super) fn behind(&self, words: &str) -> Option<usize> {
        let mut kept = self.raw.char_indices().filter(|&(_, c)| !text::is_dropped(c)).peekable();
        while kept.next_if(|&(_, c)| text::is_white_space(c)).is_some() {}
        for expected in words.chars() {
            let (_, found) = kept.next()?;
            if expected != ' ' {
                if found != expected {
                    return None;
                }
                continue;
            }
            if !text::is_white_space(found) {
                return None;
            }
            while kept.next_if(|&(_, c)| text::is_white_space(c)).is_some() {}
        }
        Some(kept.peek().map_or(self.raw.len(), |&(at, _)| at))
    }

    /// Whether the part is these words and nothing more.
    pub(super) fn is(&self, words: &str) -> bool {
        self.behind(words).is_some_and(|at| self.from(at).is_blank())
    }

    /// Whether it is the heading of the last section.
    pub(super) fn is_highlight_heading(&self) -> bool {
        self.is(HIGHLIGHT) || self.is(HIGHLIGHTS)
    }

    /// Whether the first visible character is a quotation mark, as at the beginning of a passage.
    pub(super) fn begins_passage(&self) -> bool {
        self.raw.chars().find(|&c| !is_blank(c)).is_some_and(text::is_quotation_mark)
    }

    /// The visible characters, from the last to the first.
    pub(super) fn seen_from_the_end(&self) -> impl Iterator<Item = char> {
        self.raw.chars().rev().filter(|&c| !is_blank(c))
    }

    pub(super) fn is_blank(&self) -> bool {
        self.raw.chars().all(is_blank)
    }

    /// The part from this byte on.
    pub(super) fn from(&self, offset: usize) -> Part<'a> {
        Part { raw: part(self.raw, offset..), start: self.start + offset }
    }

    /// From the beginning of this part to the end of `last`.
    pub(super) fn through(&self, last: &Part<'a>, text: &'a str) -> Part<'a> {
        let end = last.start + last.raw.len();
        Part { raw: text.get(self.start..end).unwrap_or(self.raw), start: self.start }
    }
}

fn is_blank(character: char) -> bool {
    text::is_white_space(character) || text::is_dropped(character)
}

/// The lines of a text. A line ends at LF, CR, CR LF, U+2028 or U+2029.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Part<'_>> {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let rest = text.get(start..)?;
        let (length, end) = line_end(rest.as_bytes());
        next = (end > length).then_some(start + end);
        Some(Part { raw: &rest[..length], start })
    })
}

/// The length of the first line, without and with its end.
fn line_end(bytes: &[u8]) -> (usize, usize) {
    let mut at = 0;
    while let Some(found) = memchr3(b'\n', b'\r', 0xe2, &bytes[at..]) {
        at += found;
        let width = match &bytes[at..] {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            [0xe2, 0x80, 0xa8 | 0xa9, ..] => 3,
            _ => {
                at += 1;
                continue;
            }
        };
        return (at, at + width);
    }
    (bytes.len(), bytes.len())
}

/// The line and column of a byte, both counted from 1, the column in characters.
pub(super) fn place(text: &str, byte: usize) -> (usize, usize) {
    let (mut number, mut column) = (1, 1);
    for (index, line) in lines(text).enumerate().take_while(|(_, line)| line.start <= byte) {
        let before = &line.raw.as_bytes()[..(byte - line.start).min(line.raw.len())];
        number = index + 1;
        column = 1 + before.iter().filter(|&&b| b & 0xc0 != 0x80).count();
    }
    (number, column)
}

/// The parts of a section. If there are blank lines between its lines, they separate the parts, and the lines
/// of a part are one paragraph; where none do, each line is a part.
pub(super) fn parts<'a>(section: &[Part<'a>], text: &'a str) -> Vec<Part<'a>> {
    let mut groups: Vec<Vec<Part<'a>>> = vec![Vec::new()];
    for line in section {
        match groups.last_mut() {
            Some(group) if !line.is_blank() => group.push(*line),
            Some(group) if !group.is_empty() => groups.push(Vec::new()),
            _ => {}
        }
    }
    groups.retain(|group| !group.is_empty());
    if let [only] = groups.as_slice() {
        return only.clone();
    }
    let joined = |group: &Vec<Part<'a>>| Some(group.first()?.through(group.last()?, text));
    groups.iter().filter_map(joined).collect()
}
