//! Places in sources, with lines and columns counted from 1.

use crate::util::part;

/// The place of a passage in a source.
///
/// Rust slices text by bytes, so use [`start_byte`](Place::start_byte) and [`end_byte`](Place::end_byte) to
/// slice [`Source::text`](crate::evidence::Source::text). The offsets [`start`](Place::start) and
/// [`end`](Place::end) count code points, as the Web Annotation Data Model and languages such as Python do.
///
/// ```
/// use semnet_core::evidence::{Source, check_passages};
///
/// let source = Source::new("notes.txt", "Höhe über Grund.\nDer Damm hält das Wasser.")?;
/// let checked = check_passages(&["Der Damm hält das Wasser."], std::slice::from_ref(&source));
/// let place = checked[0].places[0];
/// assert_eq!((place.line, place.column), (2, 1));
/// assert_eq!(&source.text()[place.start_byte..place.end_byte], "Der Damm hält das Wasser.");
///
/// let points = source.text().chars().skip(place.start).take(place.end - place.start);
/// assert_eq!(points.collect::<String>(), "Der Damm hält das Wasser.");
/// assert_eq!((place.start, place.start_byte), (17, 19));
/// # Ok::<(), semnet_core::evidence::SourceError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Place {
    /// The source, as an index into the list that was passed in, counted from 0.
    pub source: usize,
    /// Where the passage starts in the source's text, in code points, counted from 0.
    pub start: usize,
    /// Where the passage ends, in code points: the offset after its last one.
    pub end: usize,
    /// The line that it starts in, counted from 1. A line ends with `\n`, `\r\n` or `\r`.
    pub line: usize,
    /// The column that it starts in, in code points, counted from 1.
    pub column: usize,
    /// Where the passage starts, in bytes of the text's UTF-8.
    pub start_byte: usize,
    /// Where the passage ends, in bytes: the offset after its last one.
    pub end_byte: usize,
}

/// Counts the code points and lines before places of a text, which must come in ascending order. O(length)
/// for all together.
pub(super) struct Counter<'a> {
    text: &'a str,
    at: usize,
    characters: usize,
    line: usize,
    line_start: usize,
}

impl<'a> Counter<'a> {
    pub(super) fn new(text: &'a str) -> Counter<'a> {
        Counter { text, at: 0, characters: 0, line: 1, line_start: 0 }
    }

    /// Code points before `to`, the line, and the column. `to` is never before the last place.
    pub(super) fn count(&mut self, to: usize) -> (usize, usize, usize) {
        let passed = part(self.text, self.at..to);
        let bytes = self.text.as_bytes();
        let from = self.at;
        for at in memchr::memchr2_iter(b'\n', b'\r', passed.as_bytes()) {
            let at = from + at;
            if bytes.get(at) == Some(&b'\n') || bytes.get(at + 1) != Some(&b'\n') {
                self.line += 1;
                let start = part(self.text, self.at..=at);
                self.line_start = self.characters + start.chars().count();
                self.characters = self.line_start;
                self.at = at + 1;
            }
        }
        self.characters += part(self.text, self.at..to).chars().count();
        self.at = self.at.max(to);
        (self.characters, self.line, self.characters - self.line_start + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_are_counted_in_code_points() {
        let mut counter = Counter::new("é\nab\r\nc\rd👍e");
        let places: Vec<_> = [0, 3, 4, 7, 9, 10, 14].map(|at| counter.count(at)).into();
        let mut counter = Counter::new("a\nb\n\nc\nd");
        assert_eq!(counter.count(7), (7, 5, 1));
        let expected = [(0, 1, 1), (2, 2, 1), (3, 2, 2), (6, 3, 1), (8, 4, 1), (9, 4, 2), (10, 4, 3)];
        assert_eq!(places, expected);
    }
}
