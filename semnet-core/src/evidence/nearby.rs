//! The place of a source that is most similar to a passage it does not contain. Runs of one to three words
//! that both have vote for the offset between them.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::evidence::align::{Alignment, MOST_WORDS, Vote, align};
use crate::evidence::index::Index;
use crate::util::parallel;

/// This many places of each run of words are kept; a more frequent run hardly helps to find the place.
const MOST_PLACES: usize = 8;

/// How many runs of words are searched for in one pass over a source: this many, or one for each of its words
/// if it has more.
const RUNS_AT_ONCE: usize = 1_500_000;

/// The runs of words of some passages, and their places in a source.
#[derive(Default)]
struct Runs {
    numbers: HashMap<u64, u32, FixedState>,
    places: Vec<Places>,
}

#[derive(Clone, Copy, Default)]
struct Places {
    count: u32,
    first: [u32; MOST_PLACES],
}

/// For each passage, the most similar place of the source, or `None` if no place is similar. O(source +
/// passages).
pub(super) fn nearest(passages: &[&str], source: &str, index: &Index) -> Vec<Option<Alignment>> {
    let most = RUNS_AT_ONCE.max(index.words.len());
    let mut found = Vec::with_capacity(passages.len());
    let mut batch = Vec::new();
    let mut runs = Runs::default();
    let mut finish = |batch: &mut Vec<Index>, texts: &[&str], runs: Runs| {
        let places = runs.search(index);
        let parts: Vec<(Index, &&str)> = batch.drain(..).zip(texts).collect();
        found.extend(parallel::map(parts, |(own, passage)| {
            places.vote(&own).and_then(|vote| align((passage, &own), (source, index), vote))
        }));
    };
    let mut first = 0;
    let mut rest = passages;
    while !rest.is_empty() {
        let (some, others) = rest.split_at(at_once(rest));
        rest = others;
        let indexes = parallel::map(some.to_vec(), Index::new);
        for (number, own) in (passages.len() - rest.len() - some.len()..).zip(indexes) {
            runs.add(&own);
            batch.push(own);
            if runs.places.len() > most {
                finish(&mut batch, &passages[first..=number], std::mem::take(&mut runs));
                first = number + 1;
            }
        }
    }
    finish(&mut batch, &passages[first..], runs);
    found
}

/// How many passages are prepared at the same time: many short ones, or one long one.
fn at_once(passages: &[&str]) -> usize {
    const MOST: usize = 256;
    const LONG: usize = 1 << 20;
    let mut length = 0;
    let fits = |passage: &&&str| {
        length += passage.len();
        length <= LONG
    };
    passages.iter().take(MOST).take_while(fits).count().max(1)
}

impl Runs {
    fn add(&mut self, passage: &Index) {
        runs(passage, MOST_WORDS, |_, _, hash| {
            let next = self.places.len() as u32;
            if *self.numbers.entry(hash).or_insert(next) == next {
                self.places.push(Places::default());
            }
        });
    }

    fn search(mut self, source: &Index) -> Runs {
        // A filter that fits into the cache: most runs of the source are none of these.
        let bits = (self.places.len() * 16).next_power_of_two().clamp(1 << 12, 1 << 26);
        let mut filter = vec![0u64; bits / 64];
        let place = |hash: u64| (hash >> 20) as usize & (bits - 1);
        for &hash in self.numbers.keys() {
            filter[place(hash) / 64] |= 1 << (place(hash) % 64);
        }
        if !self.numbers.is_empty() {
            runs(source, usize::MAX, |word, _, hash| {
                if filter[place(hash) / 64] >> (place(hash) % 64) & 1 == 1
                    && let Some(&number) = self.numbers.get(&hash)
                {
                    let places = &mut self.places[number as usize];
                    if let Some(slot) = places.first.get_mut(places.count as usize) {
                        *slot = word as u32;
                    }
                    places.count = places.count.saturating_add(1);
                }
            });
        }
        self
    }

    /// Where most runs of a passage occur in the source in their order; longer runs have more weight.
    fn vote(&self, passage: &Index) -> Option<Vote> {
        let collect = |rare: bool| {
            let mut votes: Vec<(i64, usize)> = Vec::new();
            runs(passage, MOST_WORDS, |word, length, hash| {
                let Some(&number) = self.numbers.get(&hash) else { return };
                let places = &self.places[number as usize];
                if (places.count as usize <= MOST_PLACES) == rare {
                    let kept = &places.first[..MOST_PLACES.min(places.count as usize)];
                    votes.extend(kept.iter().map(|&place| (i64::from(place) - word as i64, length)));
                }
            });
            votes
        };
        let mut votes = collect(true);
        if votes.is_empty() {
            votes = collect(false);
        }
        votes.sort_unstable();
        let width = (passage.words.len() as i64 / 3).clamp(4, 200);
        let (mut start, mut weight, mut best) = (0, 0, None);
        for end in 0..votes.len() {
            weight += votes[end].1;
            while votes[end].0 - votes[start].0 > width {
                weight -= votes[start].1;
                start += 1;
            }
            if best.is_none_or(|(most, _)| weight > most) {
                best = Some((weight, Vote { lowest: votes[start].0, highest: votes[end].0 }));
            }
        }
        best.map(|(_, vote)| vote)
    }
}

/// Calls `each` with every run of one to three words among the first `most` words: the number of the first
/// word, the number of words, and a hash.
fn runs(index: &Index, most: usize, mut each: impl FnMut(usize, usize, u64)) {
    let state = FixedState::default();
    let (mut before, mut second) = (None, None);
    for word in 0..index.words.len().min(most) {
        let hash = state.hash_one(index.word_key(word));
        each(word, 1, hash);
        if let Some(before) = before {
            each(word - 1, 2, join(before, hash));
            if let Some(second) = second {
                each(word - 2, 3, join(join(second, before), hash));
            }
        }
        second = before;
        before = Some(hash);
    }
}

fn join(first: u64, second: u64) -> u64 {
    (first.rotate_left(29) ^ second).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ second.rotate_left(41)
}
