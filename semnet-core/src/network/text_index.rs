//! An inverted index of texts, as plain data: which words the texts have, which forms belong to one word, and
//! how often each word occurs in each text. It is independent of languages; `words` builds it and searches in
//! it.

use std::sync::OnceLock;

use crate::util::csr::grouped;
use crate::util::part;
use crate::util::varint::{number_at, write_number};

/// The indexes of one network, one for each requested language.
#[derive(Default, Debug)]
pub(crate) struct TextIndexes(OnceLock<Box<[OnceLock<TextIndex>]>>);

impl TextIndexes {
    /// The index at a place, of this many places; it is built at its first use. A place beyond the end means
    /// the last.
    pub(crate) fn get(&self, place: usize, places: usize, build: impl FnOnce() -> TextIndex) -> &TextIndex {
        let all = self.0.get_or_init(|| (0..places.max(1)).map(|_| OnceLock::new()).collect());
        all[place.min(all.len() - 1)].get_or_init(build)
    }
}

/// Strings in one piece of memory, sorted by their bytes.
#[derive(Default, Debug)]
pub(crate) struct SortedStrings {
    all: String,
    ends: Vec<usize>,
}

impl SortedStrings {
    /// From strings that are sorted. O(length).
    pub(crate) fn new<'a>(sorted: impl Iterator<Item = &'a str>) -> SortedStrings {
        let mut strings = SortedStrings::default();
        for string in sorted {
            strings.all.push_str(string);
            strings.ends.push(strings.all.len());
        }
        strings.all.shrink_to_fit();
        strings.ends.shrink_to_fit();
        strings
    }

    /// How many there are. O(1).
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The string at a place; empty beyond the last. O(1).
    pub(crate) fn get(&self, place: usize) -> &str {
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(place).map_or("", |&end| part(&self.all, start..end))
    }

    /// The place of a string. O(log strings).
    pub(crate) fn find(&self, string: &str) -> Option<usize> {
        let place = self.partition(string);
        (place < self.len() && self.get(place) == string).then_some(place)
    }

    /// How many come before a string. O(log strings).
    fn partition(&self, string: &str) -> usize {
        self.search(0, self.len(), |other| other < string)
    }

    /// The places of the strings that begin so. O(log strings).
    pub(crate) fn starting_with(&self, beginning: &str) -> std::ops::Range<usize> {
        let start = self.partition(beginning);
        start..self.first(start, |other| other.starts_with(beginning))
    }

    /// The first place from `from` on that does not have a property, if all places before it have it. O(log
    /// of the distance).
    pub(crate) fn first(&self, from: usize, holds: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut step) = (from, 1);
        while low + step <= self.len() && holds(self.get(low + step - 1)) {
            low += step;
            step *= 2;
        }
        self.search(low, (low + step - 1).min(self.len()), holds)
    }

    fn search(&self, mut low: usize, mut high: usize, holds: impl Fn(&str) -> bool) -> usize {
        while low < high {
            let middle = low + (high - low) / 2;
            if holds(self.get(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// The input of an index: the words of each text, by keys in any numbering.
#[derive(Default)]
pub(crate) struct TextIndexBuilder {
    /// Per text, how many words it has.
    lengths: Vec<u32>,
    /// The end of the counts of each text.
    ends: Vec<usize>,
    /// Per text, each key once with how often it occurs there, weighted.
    counts: Vec<(u32, u32)>,
}

impl TextIndexBuilder {
    /// One more text: how many words it has, and each key in it once, with its weight. O(keys).
    pub(crate) fn push(&mut self, words: u32, counts: impl Iterator<Item = (u32, u32)>) {
        self.lengths.push(words);
        self.counts.extend(counts);
        self.ends.push(self.counts.len());
    }

    /// Builds the index from all forms, sorted, each with its key; the stems, sorted, each with its key; and
    /// the keys that have no stem, which come first. `passages` is kept unchanged. O(counts + forms).
    pub(crate) fn build(
        mut self,
        forms: &[(&str, u32)],
        stems: &[(&str, u32)],
        unstemmed: &[u32],
        mut passages: Vec<u32>,
    ) -> TextIndex {
        let mut renumbered = vec![0; unstemmed.len() + stems.len()];
        for (number, &old) in unstemmed.iter().chain(stems.iter().map(|(_, key)| key)).enumerate() {
            renumbered[old as usize] = number as u32;
        }
        let keys = renumbered.len();
        let key_of_form: Vec<u32> = forms.iter().map(|&(_, key)| renumbered[key as usize]).collect();
        // Two counting sorts, so each key has its forms and its texts in order.
        let (form_starts, forms_of_keys) = grouped(keys, key_of_form.iter().copied().zip(0u32..));
        let mut text_starts = vec![0usize; keys + 1];
        for &(key, _) in &self.counts {
            text_starts[renumbered[key as usize] as usize + 1] += 1;
        }
        for key in 0..keys {
            text_starts[key + 1] += text_starts[key];
        }
        let (mut next, mut by_key) = (text_starts.clone(), vec![(0, 0); self.counts.len()]);
        let mut start = 0;
        for (text, &end) in self.ends.iter().enumerate() {
            for &(key, count) in &self.counts[start..end] {
                let place = &mut next[renumbered[key as usize] as usize];
                by_key[*place] = (text as u32, count);
                *place += 1;
            }
            start = end;
        }
        let (mut postings, mut posting_starts) = (Vec::new(), Vec::with_capacity(keys));
        for key in 0..keys {
            posting_starts.push(postings.len());
            let texts = &by_key[text_starts[key]..text_starts[key + 1]];
            write_number(&mut postings, texts.len() as u32);
            let mut previous = 0;
            for &(text, count) in texts {
                // Two thirds of the words occur once in a text: a bit marks whether the count follows.
                let step = text - std::mem::replace(&mut previous, text);
                // No network has 2³¹ texts: its bytes are fewer than 2³², and a text takes at least four of
                // them.
                write_number(&mut postings, step << 1 | u32::from(count > 1));
                if count > 1 {
                    write_number(&mut postings, count);
                }
            }
        }
        postings.shrink_to_fit();
        self.lengths.shrink_to_fit();
        passages.shrink_to_fit();
        TextIndex {
            forms: SortedStrings::new(forms.iter().map(|&(form, _)| form)),
            key_of_form,
            form_starts,
            forms_of_keys,
            stems: SortedStrings::new(stems.iter().map(|&(stem, _)| stem)),
            unstemmed: unstemmed.len() as u32,
            postings,
            posting_starts,
            words: self.lengths.iter().map(|&words| u64::from(words)).sum(),
            lengths: self.lengths,
            passages,
        }
    }
}

/// Which texts have which words.
#[derive(Default, Debug)]
pub(crate) struct TextIndex {
    /// All forms of all words.
    pub(crate) forms: SortedStrings,
    key_of_form: Vec<u32>,
    /// Per key, the first of its forms in `forms_of_keys`; one more entry than keys.
    form_starts: Vec<u32>,
    forms_of_keys: Vec<u32>,
    /// The stems of the keys that have one.
    stems: SortedStrings,
    /// How many keys have none, the first ones: stop words.
    unstemmed: u32,
    /// Per key: in how many texts it occurs; then for each of them the difference from the one before,
    /// whether its count is more than one, and in that case the count.
    postings: Vec<u8>,
    posting_starts: Vec<usize>,
    /// Per text, how many words it has.
    pub(crate) lengths: Vec<u32>,
    /// How many words all texts have.
    pub(crate) words: u64,
    /// The relationships whose passages are texts, as the builder gave them.
    pub(crate) passages: Vec<u32>,
}

impl TextIndex {
    /// How many keys there are. O(1).
    #[cfg(test)]
    pub(crate) fn key_count(&self) -> usize {
        self.posting_starts.len()
    }

    /// The key of a form. O(log forms).
    pub(crate) fn key_of_form(&self, form: &str) -> Option<u32> {
        self.key_at(self.forms.find(form)?)
    }

    /// The key of the form at a place. O(1).
    pub(crate) fn key_at(&self, form: usize) -> Option<u32> {
        self.key_of_form.get(form).copied()
    }

    /// The key of a stem. O(log stems).
    pub(crate) fn key_of_stem(&self, stem: &str) -> Option<u32> {
        self.stems.find(stem).map(|place| self.unstemmed + place as u32)
    }

    /// The keys of the stems that begin so. O(log stems).
    pub(crate) fn keys_of_stems_starting_with(&self, beginning: &str) -> impl Iterator<Item = u32> {
        self.stems.starting_with(beginning).map(|place| self.unstemmed + place as u32)
    }

    /// Whether a key has no stem: that of a stop word. O(1).
    pub(crate) fn is_unstemmed(&self, key: u32) -> bool {
        key < self.unstemmed
    }

    /// The forms of a key. O(1), and O(1) for each.
    pub(crate) fn forms_of(&self, key: u32) -> impl Iterator<Item = &str> {
        let range = match self.form_starts.get(key as usize..=key as usize + 1) {
            Some(&[start, end]) => start as usize..end as usize,
            _ => 0..0,
        };
        self.forms_of_keys[range].iter().map(|&form| self.forms.get(form as usize))
    }

    /// In how many texts a key occurs. O(1).
    pub(crate) fn text_count(&self, key: u32) -> u32 {
        self.posting_starts.get(key as usize).map_or(0, |&at| number_at(&self.postings, at).0)
    }

    /// The texts in which a key occurs, in order, each with how often. O(1) for each.
    pub(crate) fn texts(&self, key: u32) -> impl Iterator<Item = (u32, u32)> {
        let bytes = &self.postings;
        let (mut left, mut at) =
            self.posting_starts.get(key as usize).map_or((0, 0), |&at| number_at(bytes, at));
        let mut text = 0;
        std::iter::from_fn(move || {
            left = u32::checked_sub(left, 1)?;
            let (step, after) = number_at(bytes, at);
            at = after;
            text += step >> 1;
            let mut count = 1;
            if step & 1 == 1 {
                (count, at) = number_at(bytes, at);
            }
            Some((text, count))
        })
    }

    /// How many bytes of memory it takes. O(1).
    #[cfg(test)]
    pub(crate) fn bytes(&self) -> usize {
        let strings = |strings: &SortedStrings| strings.all.capacity() + 8 * strings.ends.capacity();
        let numbers =
            [&self.key_of_form, &self.form_starts, &self.forms_of_keys, &self.lengths, &self.passages];
        strings(&self.forms)
            + strings(&self.stems)
            + self.postings.capacity()
            + 8 * self.posting_starts.capacity()
            + numbers.iter().map(|numbers| 4 * numbers.capacity()).sum::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out() {
        let mut builder = TextIndexBuilder::default();
        builder.push(3, [(0, 1), (2, 2)].into_iter());
        builder.push(0, [].into_iter());
        builder.push(300, [(2, 300), (1, 1)].into_iter());
        // Key 1 has no stem; the others are sorted by theirs.
        let forms = [("bee", 2), ("bees", 2), ("dance", 0), ("the", 1)];
        let index = builder.build(&forms, &[("bee", 2), ("danc", 0)], &[1], vec![7]);
        assert_eq!((index.key_count(), index.words, index.lengths.as_slice()), (3, 303, &[3, 0, 300][..]));
        assert_eq!(index.key_of_form("the"), Some(0));
        assert!(index.is_unstemmed(0) && !index.is_unstemmed(1));
        assert_eq!((index.key_of_form("bees"), index.key_of_stem("bee")), (Some(1), Some(1)));
        assert_eq!(
            (index.key_of_form("beer"), index.key_of_stem("be"), index.key_of_form("")),
            (None, None, None)
        );
        assert_eq!(index.forms_of(1).collect::<Vec<_>>(), ["bee", "bees"]);
        assert_eq!(index.texts(1).collect::<Vec<_>>(), [(0, 2), (2, 300)]);
        assert_eq!(index.texts(0).collect::<Vec<_>>(), [(2, 1)]);
        assert_eq!((index.text_count(1), index.text_count(9), index.texts(9).count()), (2, 0, 0));
        assert_eq!(index.forms_of(9).count(), 0);
        assert!(index.bytes() < 300);
    }

    #[test]
    fn an_empty_index_answers() {
        let index = TextIndexBuilder::default().build(&[], &[], &[], vec![]);
        assert_eq!(
            (index.key_of_form("a"), index.text_count(0), index.forms.first(0, |_| true)),
            (None, 0, 0)
        );
        let none = SortedStrings::default();
        assert_eq!((none.find(""), none.find("a"), none.starting_with("")), (None, None, 0..0));
        let all = TextIndexes::default();
        assert_eq!(all.get(5, 2, || index).words, 0);
        assert!(all.get(1, 2, TextIndex::default).passages.is_empty());
    }
}
