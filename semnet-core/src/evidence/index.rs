//! A source prepared for comparison: its symbols as one key, and where words start in it.

use fixedbitset::FixedBitSet;

use crate::evidence::characters::is_seam;
use crate::evidence::symbols::Symbols;

use crate::util::items;

/// The key of a text and the places of its words. Takes about three times the text's length in memory.
pub(super) struct Index {
    /// The symbols, in UTF-8.
    pub(super) key: Vec<u8>,
    pub(super) words: Vec<Word>,
    /// The places in the key where words start, and its end.
    starts: FixedBitSet,
}

/// Places in a key are 32-bit numbers.
const LONGEST_KEY: usize = u32::MAX as usize - 16;

/// Where a word starts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// In the key, in bytes.
    pub(super) key: u32,
    /// In the text, in bytes.
    pub(super) text: u32,
}

impl Index {
    /// O(length).
    pub(super) fn new(text: &str) -> Index {
        let mut key = Vec::with_capacity(text.len() / 6 * 5 + 16);
        let mut words = Vec::with_capacity(text.len() / 6 + 1);
        let mut before: Option<(char, usize)> = None;
        let mut symbols = Symbols::new(text, 0);
        while let Some(symbol) = symbols.next() {
            let is_start = before.is_none_or(|(character, end)| {
                // Symbols of one ligature or cluster have one place.
                symbol.start > end || (symbol.start == end && is_seam(character, symbol.key))
            });
            // Only characters that Form C decomposes have keys longer than themselves: a gigabyte of them
            // ends here.
            if key.len() >= LONGEST_KEY {
                break;
            }
            if is_start {
                words.push(Word { key: key.len() as u32, text: symbol.start as u32 });
            }
            if symbol.key.is_ascii() {
                key.push(symbol.key as u8);
            } else {
                key.extend_from_slice(symbol.key.encode_utf8(&mut [0; 4]).as_bytes());
            }
            before = Some((symbol.key, symbol.end));
            if symbol.strict.is_ascii_alphanumeric() {
                // The rest of a word, in one step.
                let plain = symbols.take_plain(LONGEST_KEY.saturating_sub(key.len()));
                if let Some(&last) = plain.last() {
                    key.extend(plain.iter().map(u8::to_ascii_lowercase));
                    before = Some((char::from(last), symbol.end + plain.len()));
                }
            }
        }
        let mut starts = FixedBitSet::with_capacity(key.len() + 1);
        words.iter().for_each(|word| starts.insert(word.key as usize));
        starts.insert(key.len());
        Index { key, words, starts }
    }

    /// Whether a word starts or the text ends at this place of the key. O(1).
    #[inline]
    pub(super) fn is_edge(&self, key: usize) -> bool {
        self.starts.contains(key)
    }

    /// The number of the word that starts at this place of the key. O(log words).
    pub(super) fn word_at(&self, key: usize) -> Option<usize> {
        self.words.binary_search_by_key(&key, |word| word.key as usize).ok()
    }

    /// The number of the first word that starts at or after this place of the text. O(log words).
    pub(super) fn word_from(&self, text: usize) -> usize {
        self.words.partition_point(|word| (word.text as usize) < text)
    }

    /// The key of a word. O(1).
    pub(super) fn word_key(&self, word: usize) -> &[u8] {
        let start = self.words.get(word).map_or(self.key.len(), |word| word.key as usize);
        let end = self.words.get(word + 1).map_or(self.key.len(), |word| word.key as usize);
        items(&self.key, start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_start_after_glue_and_at_seams() {
        for (text, key, words) in [
            ("The board, met", "theboardmet", &[(0, 0), (3, 4), (8, 11)][..]),
            ("we’ll go", "wellgo", &[(0, 0), (2, 5), (4, 8)]),
            ("é2 計画", "é2計画", &[(0, 0), (3, 4), (6, 7)]),
            ("5% ﬁn", "5%fin", &[(0, 0), (1, 1), (2, 3)]),
            ("", "", &[]),
            (" .", "", &[]),
        ] {
            let index = Index::new(text);
            let found: Vec<(u32, u32)> = index.words.iter().map(|word| (word.key, word.text)).collect();
            assert_eq!((std::str::from_utf8(&index.key), &found[..]), (Ok(key), words), "{text}");
            for place in 0..=key.len() {
                let number = words.iter().position(|word| word.0 as usize == place);
                assert_eq!(index.is_edge(place), number.is_some() || place == key.len(), "{text} {place}");
                assert_eq!(index.word_at(place), number, "{text} {place}");
            }
            for place in 0..=text.len() {
                let before = words.iter().filter(|word| (word.1 as usize) < place).count();
                assert_eq!(index.word_from(place), before, "{text} {place}");
            }
        }
        let index = Index::new("The board");
        assert_eq!(
            (index.word_key(0), index.word_key(1), index.word_key(2)),
            (&b"the"[..], &b"board"[..], &b""[..])
        );
    }
}
