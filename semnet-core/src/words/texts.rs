//! The texts of a network's concepts as bags of weighted words: TF-IDF.

use crate::names::SHARED_THEME;
use crate::network::{Concept, ConceptId, Network};
use crate::words::Language;
use crate::words::lexicon::Lexicon;

/// The concepts that have a text of some kind, each with its words.
pub(super) struct Texts {
    pub(super) lexicon: Lexicon,
    pub(super) all: Vec<Text>,
    /// The weight of each key: the rarer, the higher.
    pub(super) idf: Vec<f64>,
    /// How many texts have each key.
    pub(super) with: Vec<u32>,
    /// How often each key occurs in all texts together.
    times: Vec<u64>,
    /// How many words all texts have, without stop words.
    words: u64,
}

pub(super) struct Text {
    pub(super) concept: ConceptId,
    /// Each key once, sorted, with the number of its occurrences.
    pub(super) keys: Vec<(u32, u32)>,
    /// How many words the text has, without stop words.
    words: u64,
    /// The length of the vector of weights.
    pub(super) norm: f64,
}

/// The strings that describe a concept: its label, its text, and the passages of the relationships that lead
/// to it. Passages of computed connections are left out.
pub(super) fn strings<'a>(concept: Concept<'a>) -> impl Iterator<Item = &'a str> {
    let passages = concept.incoming().filter(|r| r.relation() != SHARED_THEME).filter_map(|r| r.passage());
    [concept.label(), concept.text().unwrap_or_default()].into_iter().chain(passages)
}

/// The concepts that have more than a label.
pub(super) fn telling(network: &Network) -> impl Iterator<Item = Concept<'_>> {
    let says_more = |concept: &Concept<'_>| strings(*concept).skip(1).any(|text| !text.is_empty());
    network.concepts().filter(|concept| !concept.is_question()).filter(says_more)
}

impl Texts {
    /// O(length of all texts).
    pub(super) fn of(network: &Network, language: Language) -> Texts {
        let mut lexicon = Lexicon::new(language);
        let mut all = Vec::new();
        for concept in telling(network) {
            let mut keys = Vec::new();
            for text in strings(concept) {
                lexicon.each(text, |word| keys.push(word.key));
            }
            keys.retain(|&key| !lexicon.is_stop_word(key));
            crate::util::sort::sort(&mut keys);
            let words = keys.len() as u64;
            let keys = keys.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect();
            all.push(Text { concept: concept.id(), keys, words, norm: 0.0 });
        }
        let (mut with, mut times) = (vec![0; lexicon.len()], vec![0; lexicon.len()]);
        for &(key, count) in all.iter().flat_map(|text| &text.keys) {
            with[key as usize] += 1;
            times[key as usize] += u64::from(count);
        }
        // Smooth, as scikit-learn has it: as if one more text had every word.
        let count = all.len() as f64;
        let idf: Vec<f64> =
            with.iter().map(|&with: &u32| libm::log((1.0 + count) / (1.0 + f64::from(with))) + 1.0).collect();
        for text in &mut all {
            let square = |&(key, times): &(u32, u32)| {
                let weight = f64::from(times) * idf[key as usize];
                weight * weight
            };
            text.norm = text.keys.iter().map(square).sum::<f64>().sqrt();
        }
        let words = all.iter().map(|text| text.words).sum();
        Texts { lexicon, all, idf, with, times, words }
    }

    /// The weight of a key in a text. The squares of a text's weights add up to 1.
    pub(super) fn weight(&self, text: usize, key: u32, times: u32) -> f64 {
        let norm = self.all[text].norm;
        if norm > 0.0 { f64::from(times) * self.idf[key as usize] / norm } else { 0.0 }
    }

    /// The keys that two texts share, each with its part of their cosine. O(keys of both).
    pub(super) fn shared(&self, a: usize, b: usize) -> Vec<(u32, f64)> {
        let (mut left, mut right) = (self.all[a].keys.iter().peekable(), self.all[b].keys.iter().peekable());
        let mut shared = Vec::new();
        while let (Some(&&(x, in_a)), Some(&&(y, in_b))) = (left.peek(), right.peek()) {
            if x == y {
                shared.push((x, self.weight(a, x, in_a) * self.weight(b, x, in_b)));
            }
            if x <= y {
                left.next();
            }
            if y <= x {
                right.next();
            }
        }
        shared
    }

    /// The expected cosine of two texts if all words were distributed among the texts at random, to each text
    /// as many as it has. By the multinomial distribution, the expected product of the two counts of a word
    /// that occurs `n` times is n · (n - 1) times the texts' shares of all words. Returns a function of the
    /// two texts. O(keys).
    pub(super) fn chance(&self) -> impl Fn(usize, usize) -> f64 + use<'_> {
        let product = |(&times, &idf): (&u64, &f64)| times as f64 * (times as f64 - 1.0) * idf * idf;
        let all: f64 = self.times.iter().zip(&self.idf).filter(|&(&times, _)| times > 1).map(product).sum();
        let words = self.words.max(1) as f64;
        move |a, b| {
            let (a, b) = (&self.all[a], &self.all[b]);
            let shares = (a.words as f64 / words) * (b.words as f64 / words);
            if a.norm > 0.0 && b.norm > 0.0 { all * shares / (a.norm * b.norm) } else { 0.0 }
        }
    }
}
