//! Search within a network: which of its concepts and passages answer some words best, and where the words stand.

use std::collections::BTreeSet;
use std::fmt;

use crate::names::SHARED_THEME;
use crate::network::{Concept, Network, Relationship};
use crate::words::Language;
use crate::words::bm25::{Collection, Counts, IN_LABEL};
use crate::words::lexicon::Lexicon;
use crate::words::sentence::{Snippet, sentences};

/// So many different words are looked for, the first of what is typed.
pub(crate) const MOST_WANTED: usize = 64;

/// How to search: in which language, and for how many hits.
///
/// ```
/// use semnet_core::words::{Language, SearchOptions};
///
/// let search = SearchOptions::default().language(Language::Any).limit(5);
/// # let _ = search;
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SearchOptions {
    pub(crate) language: Language,
    pub(crate) limit: usize,
}

impl Default for SearchOptions {
    /// English, 20 hits.
    fn default() -> SearchOptions {
        SearchOptions { language: Language::English, limit: 20 }
    }
}

impl SearchOptions {
    /// The language of the texts, and of the words that are looked for. O(1).
    pub fn language(mut self, language: Language) -> SearchOptions {
        self.language = language;
        self
    }

    /// The most hits. O(1).
    pub fn limit(mut self, hits: usize) -> SearchOptions {
        self.limit = hits;
        self
    }
}

/// Where a hit is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum HitLocation<'a> {
    /// The question of the network.
    Question,
    /// The title of its report.
    Title,
    /// A concept, by its label or its text.
    Concept(Concept<'a>),
    /// A relationship, by its passage.
    Relationship(Relationship<'a>),
}

impl fmt::Display for HitLocation<'_> {
    /// `question`, `title`, the label, or `source —relation→ target`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HitLocation::Question => f.pad("question"),
            HitLocation::Title => f.pad("title"),
            HitLocation::Concept(concept) => concept.fmt(f),
            HitLocation::Relationship(relationship) => relationship.fmt(f),
        }
    }
}

/// A part of a network that answers a search.
#[derive(Clone, PartialEq, Debug)]
pub struct SearchHit<'a> {
    place: HitLocation<'a>,
    score: f64,
    label: Option<Snippet<'a>>,
    sentence: Option<Snippet<'a>>,
}

impl<'a> SearchHit<'a> {
    /// Where it is. O(1).
    pub fn place(&self) -> HitLocation<'a> {
        self.place
    }

    /// How well it answers, above 0; comparable with the other hits of the same search, and with no others. O(1).
    pub fn score(&self) -> f64 {
        self.score
    }

    /// The label, where the hit is a concept, with the words that match. O(1).
    pub fn label(&self) -> Option<&Snippet<'a>> {
        self.label.as_ref()
    }

    /// The sentence in which the most telling of the words stand, the first of several; of a text in which none stands,
    /// its first. None for a concept without a text. O(1).
    pub fn sentence(&self) -> Option<&Snippet<'a>> {
        self.sentence.as_ref()
    }
}

/// What is searched as one: a label and a text, either of which may be empty.
#[derive(Clone, Copy)]
struct Part<'a> {
    place: HitLocation<'a>,
    label: &'a str,
    text: &'a str,
}

impl Network {
    /// The parts of the network that answer some words best, the best first: the question, the title, concepts by their
    /// labels and texts, and relationships by their passages. Words are found in all their forms, whatever the letter
    /// case and accents; any of them may be missing; words like *the* count only where there are no others. Equal ones
    /// are in canonical order. The first 64 different words count. O(length of all texts).
    ///
    /// Source: BM25, after Robertson and Zaragoza, [The Probabilistic Relevance Framework: BM25 and
    /// Beyond](https://doi.org/10.1561/1500000019) (2009).
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::words::SearchOptions;
    ///
    /// let network = NetworkBuilder::new("Why do bees dance?")
    ///     .finding("Waggle Dance", "A forager comes home. Her dance tells where the flowers are.")
    ///     .finding("Sun Compass", "Bees know where the sun is, even behind clouds.")
    ///     .build()?;
    /// let hits = network.search("cloudy", &SearchOptions::default());
    /// assert_eq!(hits.len(), 0); // Snowball's stem of it is not that of clouds
    /// let hits = network.search("DANCING or cloud?", &SearchOptions::default());
    /// let places: Vec<String> = hits.iter().map(|hit| hit.place().to_string()).collect();
    /// assert_eq!(places, ["Sun Compass", "Waggle Dance", "question"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn search(&self, words: &str, search: &SearchOptions) -> Vec<SearchHit<'_>> {
        let mut lexicon = Lexicon::new(search.language);
        let wanted = lexicon.wanted(words, MOST_WANTED);
        if wanted.is_empty() || search.limit == 0 {
            return Vec::new();
        }
        let mut collection = Collection::new(wanted.len());
        let mut found = Vec::new();
        for part in self.parts() {
            let mut counts = Counts::new(wanted.len());
            count(&mut lexicon, part.label, IN_LABEL, &wanted, &mut counts);
            count(&mut lexicon, part.text, 1, &wanted, &mut counts);
            collection.add(&counts);
            if !counts.is_empty() {
                found.push((part, counts));
            }
        }
        let weights = collection.weights();
        let mut scored: Vec<(f64, usize)> =
            found.iter().map(|(_, counts)| collection.score(&weights, counts)).zip(0..).collect();
        crate::sort::sort_by(&mut scored, |(a, x), (b, y)| b.total_cmp(a).then(x.cmp(y)));
        scored.truncate(search.limit);
        let part = |place: usize| found[place].0;
        scored.into_iter().map(|(score, at)| hit(&mut lexicon, part(at), score, &wanted, &weights)).collect()
    }

    /// What is searched, in canonical order.
    fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        let head = [(HitLocation::Question, self.question()), (HitLocation::Title, self.title())];
        let head = head.into_iter().map(|(place, text)| Part { place, label: "", text });
        let concepts = self.concepts().filter(|concept| !concept.is_question()).map(|concept| Part {
            place: HitLocation::Concept(concept),
            label: concept.label(),
            text: concept.text().unwrap_or_default(),
        });
        // A connection that was found by the words is no evidence for them.
        let passages =
            self.relationships().filter(|r| r.relation() != SHARED_THEME).filter_map(|relationship| {
                let text = relationship.passage()?;
                Some(Part { place: HitLocation::Relationship(relationship), label: "", text })
            });
        head.chain(concepts).chain(passages).filter(|part| !part.label.is_empty() || !part.text.is_empty())
    }

    /// Counts the wanted words in all of the network. O(length of all texts).
    pub(crate) fn count(&self, lexicon: &mut Lexicon, wanted: &[u32]) -> Counts {
        let mut counts = Counts::new(wanted.len());
        for part in self.parts() {
            let is_head = matches!(part.place, HitLocation::Question | HitLocation::Title);
            count(lexicon, part.label, IN_LABEL, wanted, &mut counts);
            count(lexicon, part.text, if is_head { IN_LABEL } else { 1 }, wanted, &mut counts);
        }
        counts
    }
}

fn count(lexicon: &mut Lexicon, text: &str, times: u32, wanted: &[u32], counts: &mut Counts) {
    lexicon.each(text, |word| {
        counts.words = counts.words.saturating_add(1);
        if let Some(place) = wanted.iter().position(|&key| key == word.key) {
            counts.wanted[place] = counts.wanted[place].saturating_add(times);
        }
    });
}

fn hit<'a>(
    lexicon: &mut Lexicon,
    part: Part<'a>,
    score: f64,
    wanted: &[u32],
    weights: &[f64],
) -> SearchHit<'a> {
    let weight = |key: u32| wanted.iter().position(|&other| other == key).map(|place| weights[place]);
    let label = matches!(part.place, HitLocation::Concept(_)).then(|| mark(lexicon, part.label, weight).0);
    let sentence = best_sentence(lexicon, [part.text], weight).map(|(sentence, _)| sentence);
    SearchHit { place: part.place, score, label, sentence }
}

/// A text with the words marked that have a weight, and the sum of the weights, each word once.
pub(super) fn mark<'a>(
    lexicon: &mut Lexicon,
    text: &'a str,
    weight: impl Fn(u32) -> Option<f64>,
) -> (Snippet<'a>, f64) {
    let (mut marks, mut keys, mut sum) = (Vec::new(), BTreeSet::new(), 0.0);
    lexicon.each(text, |word| {
        if let Some(weight) = weight(word.key) {
            marks.push(word.range);
            if keys.insert(word.key) {
                sum += weight;
            }
        }
    });
    (Snippet::new(text, marks), sum)
}

/// Of the sentences of some texts, the one in which the most telling words stand, and the sum of their weights: the
/// first of several, and the first of all where none has one.
pub(super) fn best_sentence<'a>(
    lexicon: &mut Lexicon,
    texts: impl IntoIterator<Item = &'a str>,
    weight: impl Fn(u32) -> Option<f64>,
) -> Option<(Snippet<'a>, f64)> {
    let mut best: Option<(Snippet<'a>, f64)> = None;
    for sentence in texts.into_iter().flat_map(sentences) {
        let (marked, sum) = mark(lexicon, sentence, &weight);
        if best.as_ref().is_none_or(|&(_, most)| sum > most) {
            best = Some((marked, sum));
        }
    }
    best
}

/// The words of a network in folded case, for an index that knows no language: those of the question and title, of
/// labels, of texts, and of passages. O(length of all texts).
#[cfg(feature = "sqlite")]
pub(crate) fn folded_words(network: &Network) -> [String; 4] {
    let mut columns: [String; 4] = Default::default();
    let [heads, labels, texts, passages] = &mut columns;
    for part in network.parts() {
        push_folded(part.label, labels);
        let column = match part.place {
            HitLocation::Question | HitLocation::Title => &mut *heads,
            HitLocation::Concept(_) => &mut *texts,
            HitLocation::Relationship(_) => &mut *passages,
        };
        push_folded(part.text, column);
    }
    columns
}

#[cfg(feature = "sqlite")]
pub(crate) fn push_folded(text: &str, column: &mut String) {
    use unicode_segmentation::UnicodeSegmentation;
    for word in text.unicode_words() {
        column.push_str(&super::lexicon::fold(word, Language::Any));
        column.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::NetworkBuilder;

    fn network() -> Network {
        let mut builder = NetworkBuilder::new("How did the town feed its mills?");
        builder.title("Mills, tides and flour");
        builder
            .finding("Tide Mill", "The mill turned with the tide. Its wheels ground flour for the bakers.");
        builder.finding("Steam Mill", "Coal came by barge. Steam ground more flour than any tide.");
        builder.concept("Coal Quay", "");
        builder.relationship((
            "Coal Quay",
            "supplied",
            "Steam Mill",
            "“Twelve barges a week,” says the ledger.",
        ));
        builder.build().unwrap()
    }

    fn found(words: &str) -> Vec<String> {
        network().search(words, &SearchOptions::default()).iter().map(|hit| hit.place().to_string()).collect()
    }

    #[test]
    fn all_that_has_words_is_found() {
        assert_eq!(found("fed"), Vec::<String>::new());
        assert_eq!(found("feed"), ["question"]);
        assert_eq!(found("quays"), ["Coal Quay"]);
        assert_eq!(found("ledgers"), ["Coal Quay —supplied→ Steam Mill"]);
        assert_eq!(found("barge"), ["Coal Quay —supplied→ Steam Mill", "Steam Mill"]);
        assert_eq!(found("milling"), ["Tide Mill", "title", "Steam Mill", "question"]);
        assert_eq!(found("the zebra"), Vec::<String>::new());
        assert_eq!(found("the").len(), 3);
        assert_eq!(found(""), Vec::<String>::new());
    }

    #[test]
    fn more_and_rarer_words_come_first() {
        assert_eq!(found("flour bakers")[0], "Tide Mill");
        assert_eq!(found("flour coal")[0], "Coal Quay");
        assert_eq!(found("steam flour")[0], "Steam Mill");
        let network = network();
        let hits = network.search("mill", &SearchOptions::default().limit(1));
        assert_eq!(hits.len(), 1);
        assert!(hits[0].score() > 0.0);
        assert_eq!(network.search("mill", &SearchOptions::default().limit(0)), []);
    }

    #[test]
    fn the_sentence_that_matches_best_is_shown() {
        let network = network();
        let hit = &network.search("ground the flour", &SearchOptions::default())[0];
        assert_eq!(hit.place().to_string(), "Steam Mill");
        assert_eq!(hit.sentence().unwrap().with("[", "]"), "Steam [ground] more [flour] than any tide.");
        assert_eq!(hit.label().unwrap().with("[", "]"), "Steam Mill");
        // Of sentences that match alike, the first.
        let hit = &network.search("tides", &SearchOptions::default().limit(1))[0];
        assert_eq!(hit.sentence().unwrap().text(), "The mill turned with the tide.");
        let hit = &network.search("the", &SearchOptions::default().limit(1))[0];
        assert_eq!(hit.sentence().unwrap().with("[", "]"), "[The] mill turned with [the] tide.");
        // A text in which none of the words stands shows its beginning.
        let hits = network.search("steam quay", &SearchOptions::default());
        assert_eq!(hits[0].label().unwrap().with("[", "]"), "Coal [Quay]");
        assert_eq!(hits[0].sentence(), None);
    }
}
