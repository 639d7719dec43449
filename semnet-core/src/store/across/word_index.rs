//! An index in memory of the words of many networks, each as one text. It ranks them exactly as reading each
//! of them would.
//!
//! It keeps words as they are written, so it serves every language: for each language that was searched, it
//! also keeps which words are forms of the same one. The networks that have a word are kept as differences of
//! their numbers, in about three bytes each.

use std::collections::HashMap;
use std::sync::Arc;

use crate::network::{Fingerprint, Network};
use crate::words::{Collection, Language, Lexicon, MOST_WANTED, SearchOptions, each_word, word_score};

/// The words of some networks.
#[derive(Default)]
pub(in crate::store) struct WordIndex {
    numbers: HashMap<Arc<str>, u32>,
    words: Vec<Word>,
    texts: Vec<Text>,
    /// How many words all texts have.
    length: u64,
    languages: Vec<(Language, Keys)>,
}

struct Word {
    written: Arc<str>,
    /// For each text that has the word, the difference between its number and the previous one, and the
    /// weighted count of the word.
    places: Vec<u8>,
    last: u32,
    texts: u32,
}

struct Text {
    fingerprint: Fingerprint,
    words: u32,
}

/// The words of one language.
struct Keys {
    lexicon: Lexicon,
    /// By key, the numbers of the words that have it.
    words: Vec<Vec<u32>>,
    /// How many words were processed.
    seen: usize,
}

impl WordIndex {
    /// Adds a network, which must not be in the index. O(length of its texts).
    pub(in crate::store) fn insert(&mut self, network: &Network) {
        let (mut counts, mut length) = (HashMap::<&str, u32>::new(), 0_u32);
        each_word(network, |word, times| {
            length = length.saturating_add(1);
            let count = counts.entry(word).or_default();
            *count = count.saturating_add(times);
        });
        let text = self.texts.len() as u32;
        self.texts.push(Text { fingerprint: network.fingerprint(), words: length });
        self.length += u64::from(length);
        for (word, count) in counts {
            let number = self.number(word);
            if let Some(word) = self.words.get_mut(number as usize) {
                push_number(&mut word.places, text - word.last);
                push_number(&mut word.places, count);
                word.last = text;
                word.texts += 1;
            }
        }
    }

    fn number(&mut self, written: &str) -> u32 {
        if let Some(&number) = self.numbers.get(written) {
            return number;
        }
        let (written, number): (Arc<str>, _) = (written.into(), self.words.len() as u32);
        self.words.push(Word { written: Arc::clone(&written), places: Vec::new(), last: 0, texts: 0 });
        self.numbers.insert(written, number);
        number
    }

    /// The networks that match some words best, with their scores; equal scores by fingerprint. O(networks
    /// that have one of the words + networks), and O(1) for each word that is new since the last search in
    /// this language.
    pub(in crate::store) fn ranked(
        &mut self,
        typed: &str,
        options: &SearchOptions,
    ) -> Vec<(Fingerprint, f64)> {
        let forms = self.forms(typed, options.language);
        if options.limit == 0 || forms.is_empty() {
            return Vec::new();
        }
        let mut with = Vec::with_capacity(forms.len());
        for words in &forms {
            let mut texts = 0;
            match words.as_slice() {
                [word] => texts = self.words.get(*word as usize).map_or(0, |word| u64::from(word.texts)),
                _ => self.each_place(words, |_, _| texts += 1),
            }
            with.push(texts);
        }
        let collection = Collection::of(self.texts.len() as u64, self.length, with);
        let mut scores = vec![0.0; self.texts.len()];
        for (words, weight) in forms.iter().zip(collection.weights()) {
            self.each_place(words, |text, count| {
                let at = text as usize;
                if let (Some(score), Some(text)) = (scores.get_mut(at), self.texts.get(at)) {
                    *score += word_score(weight, count, collection.length(text.words));
                }
            });
        }
        let found = scores.iter().zip(&self.texts).filter(|(score, _)| **score > 0.0);
        let mut found: Vec<(f64, &Fingerprint)> =
            found.map(|(score, text)| (*score, &text.fingerprint)).collect();
        let order =
            |a: &(f64, &Fingerprint), b: &(f64, &Fingerprint)| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1));
        if found.len() > options.limit {
            found.select_nth_unstable_by(options.limit, order);
            found.truncate(options.limit);
        }
        crate::util::sort::sort_by(&mut found, order);
        found.into_iter().map(|(score, fingerprint)| (*fingerprint, score)).collect()
    }

    /// For each wanted word, its forms that some text has.
    fn forms(&mut self, typed: &str, language: Language) -> Vec<Vec<u32>> {
        let place = self.languages.iter().position(|(known, _)| *known == language).unwrap_or_else(|| {
            let keys = Keys { lexicon: Lexicon::new(language), words: Vec::new(), seen: 0 };
            self.languages.push((language, keys));
            self.languages.len() - 1
        });
        let Some((_, keys)) = self.languages.get_mut(place) else { return Vec::new() };
        for (number, word) in self.words.iter().enumerate().skip(keys.seen) {
            let key = keys.lexicon.key(&word.written) as usize;
            if keys.words.len() <= key {
                keys.words.resize_with(key + 1, Vec::new);
            }
            if let Some(words) = keys.words.get_mut(key) {
                words.push(number as u32);
            }
        }
        keys.seen = self.words.len();
        let wanted = keys.lexicon.wanted(typed, MOST_WANTED);
        wanted.into_iter().map(|key| keys.words.get(key as usize).cloned().unwrap_or_default()).collect()
    }

    /// Calls `see` with each text that has one of some words, in order, and their weighted count together.
    fn each_place(&self, words: &[u32], mut see: impl FnMut(u32, u32)) {
        let words = words.iter().filter_map(|&word| self.words.get(word as usize));
        let mut places: Vec<Places<'_>> = words.map(|word| Places::of(&word.places)).collect();
        if let [places] = places.as_mut_slice() {
            while let Some((text, count)) = places.next {
                see(text, count);
                places.advance();
            }
            return;
        }
        while let Some(text) = places.iter().filter_map(|places| Some(places.next?.0)).min() {
            let mut all = 0_u32;
            for places in &mut places {
                if let Some((at, count)) = places.next
                    && at == text
                {
                    all = all.saturating_add(count);
                    places.advance();
                }
            }
            see(text, all);
        }
    }
}

impl std::fmt::Debug for WordIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WordIndex").field("texts", &self.texts.len()).finish_non_exhaustive()
    }
}

/// The texts that have a word, read one by one.
struct Places<'a> {
    bytes: &'a [u8],
    /// The number of a text, and the weighted count of the word.
    next: Option<(u32, u32)>,
}

impl<'a> Places<'a> {
    fn of(bytes: &'a [u8]) -> Places<'a> {
        let mut places = Places { bytes, next: Some((0, 0)) };
        places.advance();
        places
    }

    #[inline]
    fn advance(&mut self) {
        let before = self.next.map_or(0, |(text, _)| text);
        self.next = read_number(&mut self.bytes)
            .zip(read_number(&mut self.bytes))
            .map(|(difference, count)| (before + difference, count));
    }
}

/// Seven bits in a byte, the lowest first; the highest bit is set where others follow.
fn push_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

#[inline]
fn read_number(bytes: &mut &[u8]) -> Option<u32> {
    let (mut number, mut shift) = (0, 0);
    loop {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
        shift += 7;
        if shift > 28 {
            return None;
        }
    }
}
