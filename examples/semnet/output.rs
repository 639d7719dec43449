//! Standard output and standard error: the only place that writes to them. An error of either does not stop
//! the work, and no text that reaches a terminal through them is a control sequence.

use std::borrow::Cow;
use std::error::Error;
use std::fmt::Write as _;
use std::io::{self, BufWriter, ErrorKind, StdoutLock, Write};

/// A message has at most this many characters: the beginning and the end of one that is longer.
const LONGEST: usize = 1_000;
const END: usize = 300;

/// Prints a message on standard error, on one line, printable and short. Takes what `format!` takes.
macro_rules! tell {
    ($($arguments:tt)*) => { $crate::output::message(&format!($($arguments)*)) };
}
pub(crate) use tell;

/// Prints a message on standard error, on one line. If it cannot be written, the work continues.
pub(crate) fn message(text: &str) {
    let line = printable(text) + "\n";
    let _ = io::stderr().write_all(line.as_bytes());
}

/// A text that may come from a stranger, for a message: on one line, with at most 1,000 characters, and with
/// everything invisible, and every control character, written as `\u{1b}`. O(length).
pub(crate) fn printable(text: &str) -> String {
    let is_hidden = |character: char| character != '\t' && (is_unsafe(character) || is_invisible(character));
    let mut shown = String::new();
    let mut add = |part: &str| part.chars().for_each(|character| push(&mut shown, character, is_hidden));
    let cut = text.char_indices().nth(LONGEST).and_then(|_| {
        let (beginning, _) = text.char_indices().nth(LONGEST - END - 1)?;
        let (end, _) = text.char_indices().nth_back(END - 1)?;
        Some((text.get(..beginning)?, text.get(end..)?))
    });
    match cut {
        None => add(text),
        Some((beginning, end)) => [beginning, "…", end].into_iter().for_each(add),
    }
    shown
}

/// A text that may come from a stranger, as a column of a line. The texts of networks stay unchanged.
/// O(length).
pub(crate) fn column(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return text.into();
    }
    let mut shown = String::new();
    text.chars().for_each(|character| push(&mut shown, character, is_unsafe));
    shown.into()
}

fn push(shown: &mut String, character: char, is_hidden: impl Fn(char) -> bool) {
    if is_hidden(character) {
        let _ = write!(shown, "{}", character.escape_unicode());
    } else {
        shown.push(character);
    }
}

/// Characters that begin a control sequence, end a line or reverse the direction of writing. No string of a
/// network has them.
fn is_unsafe(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Unicode's Default_Ignorable_Code_Point: invisible characters.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Standard output. Characters that occur in no network, and in no format of one, are written as in JSON:
/// `\u001b`. Everything else is written byte for byte.
pub(crate) struct Out<W: Write = StdoutLock<'static>> {
    inner: BufWriter<W>,
    /// The beginning of a character that came without its end.
    held: Vec<u8>,
}

impl Out {
    pub(crate) fn new() -> Out {
        Out::to(io::stdout().lock())
    }
}

impl<W: Write> Out<W> {
    fn to(inner: W) -> Out<W> {
        Out { inner: BufWriter::new(inner), held: Vec::new() }
    }

    /// Writes the rest.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        let held = std::mem::take(&mut self.held);
        self.pass(&held)?;
        self.flush()
    }

    fn pass(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.inner.write_all(bytes).map_err(named)
    }
}

/// Whether these bytes are a character that is written in another way, by [`is_unsafe`], and its code point;
/// `None` if more bytes are needed to decide.
fn judge(bytes: &[u8]) -> Option<Option<u32>> {
    let range = |from: u8, to: u8, first: u32| {
        move |byte: u8| (from..=to).contains(&byte).then(|| first + u32::from(byte - from))
    };
    Some(match *bytes {
        [b'\n' | b'\t'] => None,
        [byte @ (0..=0x1f | 0x7f)] => Some(byte.into()),
        [0xc2 | 0xe2] | [0xe2, 0x80 | 0x81] => return None,
        [0xc2, last] => range(0x80, 0x9f, 0x80)(last),
        [0xe2, 0x80, last] => range(0xa8, 0xae, 0x2028)(last),
        [0xe2, 0x81, last] => range(0xa6, 0xa9, 0x2066)(last),
        _ => None,
    })
}

impl<W: Write> Write for Out<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // From here on, nothing was passed on.
        let mut start = 0;
        for (at, &byte) in bytes.iter().enumerate() {
            // A character that breaks off is not one, and another one begins here.
            if !self.held.is_empty() && !(0x80..=0xbf).contains(&byte) {
                let held = std::mem::take(&mut self.held);
                self.pass(&held)?;
            }
            let is_plain = self.held.is_empty() && !matches!(byte, 0..=0x1f | 0x7f | 0xc2 | 0xe2);
            if is_plain || matches!(byte, b'\n' | b'\t') {
                continue;
            }
            let before = bytes.get(start..at).unwrap_or_default();
            start = at + 1;
            self.pass(before)?;
            self.held.push(byte);
            if let Some(judged) = judge(&self.held) {
                let held = std::mem::take(&mut self.held);
                match judged {
                    Some(code) => self.pass(format!("\\u{code:04x}").as_bytes())?,
                    None => self.pass(&held)?,
                }
            }
        }
        self.pass(bytes.get(start..).unwrap_or_default())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush().map_err(named)
    }
}

fn named(error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("standard output: {error}"))
}

/// Whether an error means that the reader of the output has closed it.
pub(crate) fn is_closed(error: &(dyn Error + 'static)) -> bool {
    let kind = match (error.downcast_ref::<io::Error>(), error.downcast_ref::<serde_json::Error>()) {
        (Some(error), _) => Some(error.kind()),
        (_, Some(error)) => error.io_error_kind(),
        _ => None,
    };
    kind == Some(ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(pieces: &[&[u8]]) -> String {
        let mut bytes = Vec::new();
        let mut out = Out::to(&mut bytes);
        pieces.iter().for_each(|piece| out.write_all(piece).unwrap());
        out.finish().unwrap();
        drop(out);
        String::from_utf8(bytes).unwrap()
    }

    /// All characters, at once and byte by byte.
    #[test]
    fn output_is_what_was_written_but_for_what_no_network_has() {
        for character in '\0'..=char::MAX {
            let text = format!("a{character}{character}é");
            let pieces: Vec<&[u8]> = text.as_bytes().chunks(1).collect();
            let expected = match character {
                '\n' | '\t' => text.clone(),
                _ if is_unsafe(character) => {
                    let shown = format!("\\u{:04x}", u32::from(character));
                    format!("a{shown}{shown}é")
                }
                _ => text.clone(),
            };
            assert_eq!(written(&[text.as_bytes()]), expected, "{character:?}");
            assert_eq!(written(&pieces), expected, "{character:?}");
        }
    }

    #[test]
    fn messages_are_printable_and_short() {
        let shown = printable("a\u{1b}[2J\n\u{9b}\u{202e}b\u{e0041}\tc\u{200b}é漢");
        assert_eq!(shown, "a\\u{1b}[2J\\u{a}\\u{9b}\\u{202e}b\\u{e0041}\tc\\u{200b}é漢");
        for (length, expected) in [(0, 0), (999, 999), (1_000, 1_000), (1_001, 1_000), (800_000, 1_000)] {
            let long = "é".repeat(length);
            assert_eq!(printable(&long).chars().count(), expected);
        }
        let long = format!("beginning{}end", "x".repeat(5_000));
        let short = printable(&long);
        assert!(
            short.starts_with("beginningx") && short.ends_with("xend") && short.contains("x…x"),
            "{short}"
        );
        assert!(matches!(column("a question?"), Cow::Borrowed(_)));
        assert_eq!(column("a\tb\u{1b}\n"), "a\\u{9}b\\u{1b}\\u{a}");
    }
}
