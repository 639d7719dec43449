//! Connections by the caller's embedding model. The similarity of two texts is the cosine of their vectors.

use crate::network::{Concept, Network};
use crate::words::connections::{Connection, Connections};
use crate::words::pairs::{Pair, best, evidence};
use crate::words::sentence::sentences;
use crate::words::texts::{Texts, strings, telling};
use crate::words::{ConnectionOptions, Map, search};

/// Why [embeddings](Network::connections_with_embeddings) cannot be used.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VectorError {
    /// Two vectors differ in length.
    #[error("the vector of {text:?} has {found} numbers; expected {expected}, as in the vectors before it")]
    Length {
        /// The beginning of the text.
        text: String,
        /// How many numbers its vector has.
        found: usize,
        /// How many numbers the vectors before it had.
        expected: usize,
    },
    /// A vector contains an infinity or NaN.
    #[error("the vector of {text:?} contains a number that is not finite")]
    NotFinite {
        /// The beginning of the text.
        text: String,
    },
    /// There are more pairs of concepts than the budget allows.
    #[error(
        "{concepts} concepts with a text make {pairs} pairs, more than the budget of {budget}; raise the \
         budget, or use a part of the network"
    )]
    TooManyPairs {
        /// How many concepts have a text.
        concepts: usize,
        /// How many pairs these concepts have.
        pairs: u64,
        /// The budget.
        budget: u64,
    },
}

/// # Words: connections by embeddings
impl Network {
    /// Like [`connections`](Network::connections), but with your own embedding model: pairs of concepts,
    /// scored by the cosine of their texts' vectors if that is above 0. `embed` is called once, with the text
    /// of each concept in [canonical order](crate::network#canonical-order) (label, text and passages, with a
    /// line end between them) and with each of its sentences. It returns the vector, or an empty one instead.
    /// The evidence is the most similar pair of sentences, with their shared words marked.
    ///
    /// For an asynchronous model, call this twice: first with a closure that collects the texts and returns
    /// empty vectors, then with one that looks up the vectors.
    ///
    /// O(concepts² · length of a vector), and the calls of `embed`. The budget limits the pairs; 2,000
    /// concepts have 2 million.
    ///
    /// # Errors
    ///
    /// [`VectorError`] if vectors differ in length, such as `[1.0]` after `[1.0, 0.0]`, or contain NaN or an
    /// infinity, or if there are more pairs than the budget.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::words::ConnectionOptions;
    ///
    /// let network = NetworkBuilder::new("How do people get about?")
    ///     .finding("Cars", "Every household has an automobile.")
    ///     .finding("Traffic", "Vehicles jam the bridge at eight.")
    ///     .finding("Tea", "Leaves are steeped in hot water.")
    ///     .build()?;
    /// // A model that knows two meanings.
    /// let model = |text: &str| {
    ///     let about =
    ///         |words: &[&str]| words.iter().filter(|&&word| text.contains(word)).count() as f32;
    ///     vec![about(&["automobile", "Vehicles"]), about(&["steeped"])]
    /// };
    /// let connections = network.connections_with_embeddings(&ConnectionOptions::default(), model)?;
    /// assert_eq!(connections.len(), 1);
    /// let first = connections.get(0).ok_or("no connection")?;
    /// assert_eq!(first.concepts().1.label(), "Traffic");
    /// assert_eq!(first.sentences().1.text(), "Vehicles jam the bridge at eight.");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn connections_with_embeddings(
        &self,
        options: &ConnectionOptions,
        embed: impl FnMut(&str) -> Vec<f32>,
    ) -> Result<Connections<'_>, VectorError> {
        let concepts: Vec<Concept<'_>> = telling(self).collect();
        let count = concepts.len() as u64;
        let all = count * count.saturating_sub(1) / 2;
        if all > options.budget {
            let budget = options.budget;
            return Err(VectorError::TooManyPairs { concepts: concepts.len(), pairs: all, budget });
        }
        let mut vectors = Vectors::new(embed);
        let mut texts = Vec::with_capacity(concepts.len());
        for &concept in &concepts {
            let strings: Vec<&str> = strings(concept).filter(|text| !text.is_empty()).collect();
            texts.push(vectors.of(&strings.join("\n"))?);
            for sentence in said(concept) {
                vectors.of(sentence)?;
            }
        }
        let mut pairs = Vec::new();
        for (a, &left) in texts.iter().enumerate() {
            for (b, &right) in texts.iter().enumerate().skip(a + 1) {
                let score = vectors.cosine(left, right);
                if score > 0.0 && score >= options.at_least {
                    pairs.push(Pair { a, b, score, chance: 0.0 });
                }
            }
        }
        let total = pairs.len();
        best(&mut pairs, options.limit);
        let mut words = Texts::of(self, options.language);
        let mut connections = Vec::with_capacity(pairs.len());
        for pair in pairs {
            let concepts = (concepts[pair.a], concepts[pair.b]);
            let shared = words.shared(pair.a, pair.b);
            let (terms, by_words) = evidence(&mut words.lexicon, concepts, &shared);
            let sentences = vectors.closest(concepts)?.map_or(by_words, |(a, b)| {
                let weight =
                    |key| shared.binary_search_by_key(&key, |&(key, _)| key).ok().map(|at| shared[at].1);
                let mut weigh = |word: &str| {
                    let key = words.lexicon.key(word);
                    weight(key).map(|weight| (key, weight))
                };
                let mut mark = |text| search::mark(text, &mut weigh).0;
                (mark(a), mark(b))
            });
            connections.push(Connection { concepts, score: pair.score, chance: None, terms, sentences });
        }
        Ok(Connections { all: connections, total, omitted: 0 })
    }
}

/// The sentences about a concept.
fn said<'a>(concept: Concept<'a>) -> impl Iterator<Item = &'a str> {
    strings(concept).skip(1).flat_map(sentences)
}

/// The vectors of texts, each of length 1, or of zeros.
struct Vectors<F> {
    embed: F,
    numbers: Vec<f32>,
    length: Option<usize>,
    known: Map<String, Option<usize>>,
}

impl<F: FnMut(&str) -> Vec<f32>> Vectors<F> {
    fn new(embed: F) -> Vectors<F> {
        Vectors { embed, numbers: Vec::new(), length: None, known: Map::default() }
    }

    /// The position of a text's vector; `None` if it has none.
    fn of(&mut self, text: &str) -> Result<Option<usize>, VectorError> {
        if let Some(&known) = self.known.get(text) {
            return Ok(known);
        }
        let vector = (self.embed)(text);
        let square: f64 = vector.iter().map(|&x| f64::from(x) * f64::from(x)).sum();
        let expected = *self.length.get_or_insert(vector.len());
        let place = if vector.is_empty() || square == 0.0 {
            if vector.is_empty() && expected == 0 {
                self.length = None;
            }
            None
        } else if !square.is_finite() {
            return Err(VectorError::NotFinite { text: crate::util::excerpt(text) });
        } else if vector.len() != expected {
            let text = crate::util::excerpt(text);
            return Err(VectorError::Length { text, found: vector.len(), expected });
        } else {
            let norm = square.sqrt();
            let place = self.numbers.len();
            self.numbers.extend(vector.iter().map(|&x| (f64::from(x) / norm) as f32));
            Some(place)
        };
        self.known.insert(text.to_owned(), place);
        Ok(place)
    }

    /// The cosine, summed in the order of the numbers, so it is the same on all platforms.
    fn cosine(&self, a: Option<usize>, b: Option<usize>) -> f64 {
        let (Some(a), Some(b), Some(length)) = (a, b, self.length) else { return 0.0 };
        let (a, b) = (&self.numbers[a..a + length], &self.numbers[b..b + length]);
        a.iter().zip(b).map(|(&x, &y)| f64::from(x) * f64::from(y)).sum::<f64>().clamp(-1.0, 1.0)
    }

    /// The two most similar sentences of two concepts; of equal pairs, the first. `None` if no sentence has a
    /// vector.
    fn closest<'a>(
        &mut self,
        (a, b): (Concept<'a>, Concept<'a>),
    ) -> Result<Option<(&'a str, &'a str)>, VectorError> {
        let mut of = |concept| -> Result<Vec<(&'a str, Option<usize>)>, VectorError> {
            said(concept).take(MOST_SENTENCES).map(|text| Ok((text, self.of(text)?))).collect()
        };
        let (left, right) = (of(a)?, of(b)?);
        let mut best: Option<(f64, &str, &str)> = None;
        for &(one, x) in left.iter().filter(|(_, vector)| vector.is_some()) {
            for &(other, y) in right.iter().filter(|(_, vector)| vector.is_some()) {
                let score = self.cosine(x, y);
                if best.is_none_or(|(most, ..)| score > most) {
                    best = Some((score, one, other));
                }
            }
        }
        Ok(best.map(|(_, one, other)| (one, other)))
    }
}

/// How many sentences of a concept are compared with those of another.
const MOST_SENTENCES: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::NetworkBuilder;

    fn network() -> Network {
        NetworkBuilder::new("Q?").finding("A", "One. Two.").finding("B", "Two. Three.").build().unwrap()
    }

    #[test]
    fn vectors_that_do_not_fit_are_refused() {
        let network = network();
        let by = |embed: &dyn Fn(&str) -> Vec<f32>, budget| {
            network
                .connections_with_embeddings(&ConnectionOptions::default().budget(budget), embed)
                .map(|found| found.len())
        };
        assert_eq!(by(&|_| vec![], 9), Ok(0));
        assert_eq!(by(&|_| vec![0.0; 3], 9), Ok(0));
        assert_eq!(by(&|text| if text == "One." { vec![] } else { vec![1.0, 0.5] }, 9), Ok(1));
        let length = by(&|text| vec![1.0; 1 + usize::from(text == "Three.")], 9);
        assert_eq!(length, Err(VectorError::Length { text: "Three.".into(), found: 2, expected: 1 }));
        assert_eq!(
            by(&|_| vec![f32::NAN], 9),
            Err(VectorError::NotFinite { text: "A One. Two.".replace("A ", "A\n") })
        );
        assert_eq!(
            by(&|_| vec![1.0], 0),
            Err(VectorError::TooManyPairs { concepts: 2, pairs: 1, budget: 0 })
        );
    }

    #[test]
    fn each_text_is_asked_for_once_and_the_closest_sentences_are_shown() {
        let (network, mut asked) = (network(), Vec::new());
        let embed = |text: &str| {
            asked.push(text.to_owned());
            vec![1.0, f32::from(u8::from(text == "One.")), f32::from(u8::from(text == "Three."))]
        };
        let found = network.connections_with_embeddings(&ConnectionOptions::default(), embed).unwrap();
        let first = found.get(0).unwrap();
        assert_eq!(first.sentences().0.with("*", "*"), "*Two*.");
        assert_eq!(first.sentences().1.text(), "Two.");
        assert_eq!(first.score(), 1.0);
        assert_eq!(asked, ["A\nOne. Two.", "One.", "Two.", "B\nTwo. Three.", "Three."]);
    }
}
