//! Sources in parts that fit into a model's context, cut at the ends of sentences.

use std::ops::Range;

/// A piece of a source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Piece {
    pub(super) source: usize,
    pub(super) range: Range<usize>,
}

/// A rough estimate of the tokens in a text: one for every 3 bytes. English has more bytes per token, Chinese
/// about as many.
pub(super) fn tokens(text: &str) -> usize {
    text.len().div_ceil(3)
}

/// The sources in parts of at most this many tokens. A sentence that is longer is cut between words.
/// O(length).
pub(super) fn cut(sources: &[&str], most: usize) -> Vec<Vec<Piece>> {
    let most = most.max(1) * 3;
    let mut parts: Vec<Vec<Piece>> = Vec::new();
    let mut part: Vec<Piece> = Vec::new();
    let mut left = most;
    for (source, text) in sources.iter().enumerate() {
        for range in sentences(text, most) {
            // The text between two sentences of a source is kept with them.
            let start =
                part.last().filter(|last| last.source == source).map_or(range.start, |last| last.range.end);
            let length = range.end - start;
            if length <= left || part.is_empty() {
                left = left.saturating_sub(length);
                match part.last_mut().filter(|last| last.source == source) {
                    Some(last) => last.range.end = range.end,
                    None => part.push(Piece { source, range }),
                }
            } else {
                left = most.saturating_sub(range.len());
                parts.push(std::mem::replace(&mut part, vec![Piece { source, range }]));
            }
        }
    }
    if !part.is_empty() {
        parts.push(part);
    }
    parts
}

/// The ranges of a text's sentences, none longer than this many bytes.
fn sentences(text: &str, most: usize) -> impl Iterator<Item = Range<usize>> {
    let start_of = |sentence: &str| sentence.as_ptr() as usize - text.as_ptr() as usize;
    crate::words::sentences(text).flat_map(move |sentence| {
        let start = start_of(sentence);
        pieces(sentence, most).into_iter().map(move |piece| start + piece.start..start + piece.end)
    })
}

/// A sentence; if it is too long, it is cut between words, or else between characters.
fn pieces(sentence: &str, most: usize) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    while sentence.len() - start > most {
        let mut end = start + most;
        while !sentence.is_char_boundary(end) {
            end -= 1;
        }
        let space = sentence[start..end].rfind(char::is_whitespace).map_or(end, |space| start + space);
        // There is some progress for any text.
        let mut end = if space > start { space } else { end };
        while end <= start || !sentence.is_char_boundary(end) {
            end += 1;
        }
        pieces.push(start..end);
        start = end;
    }
    pieces.push(start..sentence.len());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(sources: &[&str], most: usize) -> Vec<Vec<String>> {
        let part = |part: Vec<Piece>| {
            part.into_iter().map(|piece| sources[piece.source][piece.range].to_owned()).collect()
        };
        cut(sources, most).into_iter().map(part).collect()
    }

    #[test]
    fn parts_end_with_sentences_and_hold_all() {
        let source = "One two three. Four five six.\n\nSeven eight nine. Ten.";
        assert_eq!(texts(&[source], 100), [[source]]);
        assert_eq!(texts(&[source], 10), [["One two three. Four five six."], ["Seven eight nine. Ten."]]);
        assert_eq!(texts(&["A b.", "C d."], 100), [["A b.", "C d."]]);
        assert_eq!(texts(&["A b.", "C d."], 2), [["A b."], ["C d."]]);
    }

    #[test]
    fn a_sentence_that_is_too_long_is_cut_between_words_or_characters() {
        assert_eq!(texts(&["aaaa bbbb cccc"], 2), [["aaaa"], [" bbbb"], [" cccc"]]);
        assert_eq!(texts(&["蜂が踊る"], 1), [["蜂"], ["が"], ["踊"], ["る"]]);
        assert_eq!(texts(&["🐝🐝"], 1), [["🐝"], ["🐝"]]);
        assert!(texts(&["", " \n "], 1).is_empty());
    }
}
