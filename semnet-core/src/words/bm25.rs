//! BM25: the weight of a word, and how well a text matches a search.
//!
//! Source: Robertson and Zaragoza, [The Probabilistic Relevance Framework: BM25 and
//! Beyond](https://doi.org/10.1561/1500000019) (2009), with the weight of Lucene, which is never negative.
//! Words in a label count several times (section 3.6, fields).

/// How quickly repetitions of a word stop adding to the score.
const K1: f64 = 1.2;
/// How much a long text is penalised.
const B: f64 = 0.75;

/// The weight of a word in a label, question or title.
pub(super) const IN_LABEL: u32 = 2;

/// How often the wanted words occur in a text, each occurrence counted with its weight, and how many words
/// the text has.
#[derive(Clone, Debug)]
pub(crate) struct Counts {
    pub(crate) words: u32,
    pub(crate) wanted: Vec<u32>,
}

impl Counts {
    pub(crate) fn new(wanted: usize) -> Counts {
        Counts { words: 0, wanted: vec![0; wanted] }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.wanted.iter().all(|&count| count == 0)
    }
}

/// The counts of a collection of texts.
#[derive(Clone, Debug)]
pub(crate) struct Collection {
    texts: u64,
    words: u64,
    /// How many texts have each wanted word.
    with: Vec<u64>,
}

impl Collection {
    pub(crate) fn new(wanted: usize) -> Collection {
        Collection { texts: 0, words: 0, with: vec![0; wanted] }
    }

    /// A collection with this many texts and words, and for each wanted word the number of texts that have
    /// it. O(1).
    pub(crate) fn of(texts: u64, words: u64, with: Vec<u64>) -> Collection {
        Collection { texts, words, with }
    }

    /// Adds one text. O(wanted).
    pub(crate) fn add(&mut self, counts: &Counts) {
        self.texts += 1;
        self.words += u64::from(counts.words);
        for (with, &count) in self.with.iter_mut().zip(&counts.wanted) {
            *with += u64::from(count > 0);
        }
    }

    /// Adds several texts: their number, their words, and for each wanted word how many of them have it.
    /// O(wanted).
    #[cfg(feature = "sqlite")]
    pub(crate) fn add_all(&mut self, texts: u64, words: u64, with: &[u64]) {
        self.texts = self.texts.saturating_add(texts);
        self.words = self.words.saturating_add(words);
        for (sum, &with) in self.with.iter_mut().zip(with) {
            *sum = sum.saturating_add(with);
        }
    }

    /// The weight of each wanted word: the rarer, the higher. O(wanted).
    pub(crate) fn weights(&self) -> Vec<f64> {
        let texts = self.texts as f64;
        let weight = |&with: &u64| libm::log(1.0 + (texts - with as f64 + 0.5) / (with as f64 + 0.5));
        self.with.iter().map(weight).collect()
    }

    /// How well a text matches the wanted words. O(wanted).
    pub(crate) fn score(&self, weights: &[f64], counts: &Counts) -> f64 {
        let length = self.length(counts.words);
        weights.iter().zip(&counts.wanted).map(|(&weight, &count)| word_score(weight, count, length)).sum()
    }

    /// The penalty for the length of a text, in words. O(1).
    pub(crate) fn length(&self, words: u32) -> f64 {
        let average = self.words as f64 / self.texts.max(1) as f64;
        K1 * (1.0 - B + B * f64::from(words) / average.max(1.0))
    }
}

/// The part of a text's score that comes from one word. O(1).
pub(crate) fn word_score(weight: f64, count: u32, length: f64) -> f64 {
    let count = f64::from(count);
    weight * count * (K1 + 1.0) / (count + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worked by hand: 3 texts of 10, 20 and 30 words; the word occurs twice in the first.
    #[test]
    fn scores_are_those_of_the_formula() {
        let texts = [(10, 2), (20, 0), (30, 0)];
        let texts = texts.map(|(words, count)| Counts { words, wanted: vec![count] });
        let mut collection = Collection::new(1);
        texts.iter().for_each(|counts| collection.add(counts));
        let weights = collection.weights();
        // ln(1 + 2.5 / 1.5) · 2 · 2.2 / (2 + 1.2 · (0.25 + 0.75 · 10 / 20))
        assert!((collection.score(&weights, &texts[0]) - 0.980_829_25 * 4.4 / 2.75).abs() < 1e-7);
        assert_eq!(collection.score(&weights, &texts[1]), 0.0);
    }
}
