//! Sentences, and snippets: sentences with marked words.

use std::fmt;
use std::ops::Range;

use crate::util::part;

/// Words after which a full stop does not end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Sr", "Jr", "Rev", "Gen", "Col", "Sgt", "Capt", "vs", "cf", "No",
    "Nr", "Fig", "approx", "ca", "e.g", "i.e", "z.B", "d.h", "p.ex",
];

/// A sentence or label in which the matching words are marked.
///
/// ```
/// use semnet_core::NetworkBuilder;
/// use semnet_core::words::SearchOptions;
///
/// let network = NetworkBuilder::new("Why do bees dance?")
///     .finding("Waggle Dance", "A forager comes home. Her dance tells where the flowers are.")
///     .build()?;
/// let hits = network.search("flower dances", &SearchOptions::default());
/// let sentence = hits[0].sentence().ok_or("no sentence")?;
/// assert_eq!(sentence.text(), "Her dance tells where the flowers are.");
/// assert_eq!(sentence.with("[", "]"), "Her [dance] tells where the [flowers] are.");
/// assert_eq!(sentence.marks(), [4..9, 26..33]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Snippet<'a> {
    text: &'a str,
    marks: Vec<Range<usize>>,
}

impl<'a> Snippet<'a> {
    /// Marks must be sorted, apart from each other, and at the borders of characters.
    pub(super) fn new(text: &'a str, marks: Vec<Range<usize>>) -> Snippet<'a> {
        Snippet { text, marks }
    }

    /// The complete sentence or label. O(1).
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The ranges of the marked words, in bytes of [`text`](Snippet::text), in ascending order. O(1).
    pub fn marks(&self) -> &[Range<usize>] {
        &self.marks
    }

    /// The text in consecutive pieces, each with `true` if it is marked. O(1) for each.
    pub fn pieces(&self) -> impl Iterator<Item = (&'a str, bool)> {
        let mut ends: Vec<(usize, bool)> = Vec::with_capacity(2 * self.marks.len() + 1);
        ends.extend(self.marks.iter().flat_map(|mark| [(mark.start, false), (mark.end, true)]));
        ends.push((self.text.len(), false));
        let (text, mut start) = (self.text, 0);
        ends.into_iter().filter_map(move |(end, is_marked)| {
            let piece = part(text, start..end);
            start = end;
            (!piece.is_empty()).then_some((piece, is_marked))
        })
    }

    /// The text with one string before and another after each marked word. O(length).
    pub fn with(&self, before: &str, after: &str) -> String {
        let mut all = String::with_capacity(self.text.len());
        for (piece, is_marked) in self.pieces() {
            match is_marked {
                true => all.extend([before, piece, after]),
                false => all.push_str(piece),
            }
        }
        all
    }
}

impl fmt::Display for Snippet<'_> {
    /// The text, without the marks.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text)
    }
}

/// The sentences of a text, without the spaces around them. O(length).
///
/// A sentence ends with `.`, `!`, `?` or `…` and the quotation marks and brackets that follow, if a space and
/// then anything but a lower-case letter follow, and no abbreviation precedes it; or with a full stop of
/// Chinese, Japanese, Hindi and similar scripts. This is UAX #29 with abbreviations, and without its tables,
/// which cost 12 KB in WASM.
pub(crate) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        if rest.is_empty() {
            return None;
        }
        let (sentence, others) = rest.split_at(end_of_sentence(rest));
        rest = others;
        Some(sentence.trim_end())
    })
}

/// Where the first sentence of a text ends: the offset after its last character.
fn end_of_sentence(text: &str) -> usize {
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let needs_space = matches!(character, '.' | '!' | '?' | '…' | '؟');
        if !needs_space && !matches!(character, '。' | '！' | '？' | '｡' | '।' | '॥' | '።') {
            continue;
        }
        while characters.next_if(|&(_, next)| is_closing(next)).is_some() {}
        let Some(&(end, next)) = characters.peek() else { break };
        if !needs_space {
            return end;
        }
        let small = || text[end..].trim_start().chars().next().is_some_and(char::is_lowercase);
        if next.is_whitespace() && !small() && !(character == '.' && is_abbreviation(&text[..at])) {
            return end;
        }
    }
    text.len()
}

fn is_closing(character: char) -> bool {
    matches!(
        character,
        '.' | '!' | '?' | '…' | '؟' | '。' | '！' | '？' | ')' | ']' | '}' | '）' | '」' | '』'
    ) || crate::text::is_quotation_mark(character)
}

/// Whether the last word before a full stop is an abbreviation: one of the list, or a single capital letter.
fn is_abbreviation(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let mut characters = word.chars();
    let is_initial = characters.next().is_some_and(char::is_uppercase) && characters.next().is_none();
    is_initial && word != "I" || ABBREVIATIONS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_segmentation::UnicodeSegmentation;

    #[test]
    fn sentences_end_where_people_end_them() {
        for (text, expected) in [
            ("One. Two! Three?", vec!["One.", "Two!", "Three?"]),
            ("He said “Go.” Then he left.", vec!["He said “Go.”", "Then he left."]),
            (
                "Mr. Holmes met Dr. J. Watson. They walked.",
                vec!["Mr. Holmes met Dr. J. Watson.", "They walked."],
            ),
            (
                "About 3.5 litres, e.g. of milk. Not I. You.",
                vec!["About 3.5 litres, e.g. of milk.", "Not I.", "You."],
            ),
            ("蜂が踊る。なぜか？太陽のためだ。", vec!["蜂が踊る。", "なぜか？", "太陽のためだ。"]),
            ("no end", vec!["no end"]),
            ("  ", vec![]),
            ("...", vec!["..."]),
        ] {
            assert_eq!(sentences(text).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn plain_prose_has_the_sentences_of_unicode() {
        let text = "Fresh rolls at six mean ovens lit at midnight. Bakers sleep while others eat (or \
                    try to). Do they? “Seldom!” Slow dough… helps; so do 3.5 hours of cold. \
                    Кто печёт? Пекарь. 夜。";
        let unicode: Vec<&str> = text.split_sentence_bounds().map(str::trim_end).collect();
        assert_eq!(sentences(text).collect::<Vec<_>>(), unicode);
    }

    #[test]
    fn pieces_make_up_the_text() {
        let marked = Snippet::new("abcdef", vec![0..1, 1..2, 4..6]);
        assert_eq!(
            marked.pieces().collect::<Vec<_>>(),
            [("a", true), ("b", true), ("cd", false), ("ef", true)]
        );
        assert_eq!(marked.with("<", ">"), "<a><b>cd<ef>");
        assert_eq!(Snippet::new("", vec![]).pieces().count(), 0);
    }
}
