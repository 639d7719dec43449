//! Search within a network: which of its concepts and passages match some words best, and where the words
//! occur.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use crate::network::Network;
use crate::words::bm25::{Counts, IN_LABEL, word_score};
use crate::words::hit::{HitLocation, Part, SearchHit};
use crate::words::index::{SearchIndex, Weights, part_at, parts};
use crate::words::lexicon::Lexicon;
#[cfg(feature = "sqlite")]
use crate::words::lexicon::fold;
use crate::words::search_options::SearchOptions;
use crate::words::sentence::{Snippet, sentences};
use crate::words::wanted::wanted;
#[cfg(feature = "sqlite")]
use crate::words::{Language, Map};

/// # Words: search
impl Network {
    /// The parts of the network that match some words best, the best first: the question, the title, concepts
    /// by their labels and texts, and relationships by their passages. A part does not need to have all the
    /// words. Words are found in all their forms, regardless of letter case and accents. Words like *the* are
    /// ignored unless there are no others. Parts with equal scores come in this order: the question, the
    /// title, concepts, relationships, the latter two in [canonical
    /// order](crate::network#canonical-order). Only the first 64 different words are used.
    ///
    /// The first search in a language builds an index, which stays with the network: O(length of all texts).
    /// After that, a search takes O(parts that have the words · log limit + length of the hits).
    /// [`SearchOptions::prefix`] and [`SearchOptions::typos`] also find words that are unfinished or
    /// mistyped.
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
    /// let places: Vec<String> = hits.iter().map(|hit| hit.location().to_string()).collect();
    /// assert_eq!(places, ["Sun Compass", "Waggle Dance", "question"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn search(&self, words: &str, options: &SearchOptions) -> Vec<SearchHit<'_>> {
        let index = SearchIndex::of(self, options.language);
        let Ranking { scored, mut weights } = rank(index, words, options);
        let hit = |(score, part): (f64, u32)| {
            hit(part_at(self, index.location(part as usize)), score, &mut weights)
        };
        scored.into_iter().map(hit).collect()
    }

    /// Counts the wanted words in all of the network. O(length of all texts).
    pub(crate) fn count(&self, lexicon: &mut Lexicon, wanted: &[u32]) -> Counts {
        let mut counts = Counts::new(wanted.len());
        for part in parts(self) {
            let is_head = matches!(part.location, HitLocation::Question | HitLocation::Title);
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

/// The best parts, and the weights of the words.
pub(crate) struct Ranking<'a> {
    /// The parts, the best first, each with its score and number; equal scores in canonical order.
    pub(crate) scored: Vec<(f64, u32)>,
    pub(super) weights: Weights<'a>,
}

/// Ranks the parts of a network by BM25. O(parts that have the words · log limit), and the cost of looking up
/// the words.
pub(crate) fn rank<'a>(index: SearchIndex<'a>, typed: &str, search: &SearchOptions) -> Ranking<'a> {
    let wanted = if search.limit > 0 { wanted(index, typed, search) } else { Vec::new() };
    let texts = index.texts;
    // Several keys for one word are counted once.
    let several: Vec<Vec<(u32, u32)>> = wanted.iter().map(|keys| together(index, keys)).collect();
    let with = wanted.iter().zip(&several).map(|(keys, texts_of)| match keys[..] {
        [key] => u64::from(texts.text_count(key)),
        _ => texts_of.len() as u64,
    });
    let collection = index.collection(with.collect());
    let weights = collection.weights();
    let (mut scores, mut found) = (vec![0.0; index.part_count()], Vec::new());
    for ((keys, several), &weight) in wanted.iter().zip(&several).zip(&weights) {
        let mut add = |(part, count): (u32, u32)| {
            let Some(score) = scores.get_mut(part as usize) else { return };
            if *score == 0.0 {
                found.push(part);
            }
            *score += word_score(weight, count, collection.length(texts.lengths[part as usize]));
        };
        match keys[..] {
            [key] => texts.texts(key).for_each(&mut add),
            _ => several.iter().copied().for_each(&mut add),
        }
    }
    let scored = best(found.into_iter().map(|part| (scores[part as usize], part)), search.limit);
    let mut weights = Weights::new(index.language, weights);
    for (place, keys) in wanted.iter().enumerate() {
        keys.iter().flat_map(|&key| texts.forms_of(key)).for_each(|form| weights.add(form, place));
    }
    Ranking { scored, weights }
}

/// The texts that have any of several keys, each with the number of their occurrences together. O(texts), and
/// O(parts) of memory.
fn together(index: SearchIndex<'_>, keys: &[u32]) -> Vec<(u32, u32)> {
    if keys.len() < 2 {
        return Vec::new();
    }
    let (mut counts, mut found) = (vec![0u32; index.part_count()], Vec::new());
    for (part, count) in keys.iter().flat_map(|&key| index.texts.texts(key)) {
        let Some(sum) = counts.get_mut(part as usize) else { continue };
        if *sum == 0 {
            found.push(part);
        }
        *sum = sum.saturating_add(count);
    }
    found.into_iter().map(|part| (part, counts[part as usize])).collect()
}

/// The highest scores, in descending order; equal scores by number. O(scores · log limit), and O(limit) of
/// memory.
fn best(scores: impl Iterator<Item = (f64, u32)>, limit: usize) -> Vec<(f64, u32)> {
    let mut kept: Vec<(f64, u32)> = Vec::new();
    let order = |(a, x): &(f64, u32), (b, y): &(f64, u32)| b.total_cmp(a).then(x.cmp(y));
    // Whatever does not come before this one is not among the best.
    let mut last = None;
    for one in scores {
        if last.is_some_and(|last| order(&one, &last).is_ge()) {
            continue;
        }
        kept.push(one);
        if kept.len() >= limit.saturating_mul(2).max(64) {
            crate::util::sort::sort_by(&mut kept, order);
            kept.truncate(limit);
            last = kept.last().copied().filter(|_| kept.len() == limit);
        }
    }
    crate::util::sort::sort_by(&mut kept, order);
    kept.truncate(limit);
    kept
}

fn hit<'a>(part: Part<'a>, score: f64, weights: &mut Weights<'_>) -> SearchHit<'a> {
    let mut weigh = |word: &str| weights.of(word);
    let label = matches!(part.location, HitLocation::Concept(_)).then(|| mark(part.label, &mut weigh).0);
    let sentence = best_sentence([part.text], weigh).map(|(sentence, _)| sentence);
    SearchHit { location: part.location, score, label, sentence }
}

/// A text in which the words with a weight are marked, and the sum of the weights, in which each word counts
/// only once.
pub(super) fn mark<'a>(
    text: &'a str,
    mut weigh: impl FnMut(&str) -> Option<(u32, f64)>,
) -> (Snippet<'a>, f64) {
    let (mut marks, mut numbers, mut sum) = (Vec::new(), BTreeSet::new(), 0.0);
    for (start, word) in text.unicode_word_indices() {
        if let Some((number, weight)) = weigh(word) {
            marks.push(start..start + word.len());
            if numbers.insert(number) {
                sum += weight;
            }
        }
    }
    (Snippet::new(text, marks), sum)
}

/// The sentence with the most distinctive words, and the sum of their weights. Of equal sentences the first
/// is taken, and the very first if none has any of the words.
pub(super) fn best_sentence<'a>(
    texts: impl IntoIterator<Item = &'a str>,
    mut weigh: impl FnMut(&str) -> Option<(u32, f64)>,
) -> Option<(Snippet<'a>, f64)> {
    let mut best: Option<(Snippet<'a>, f64)> = None;
    for sentence in texts.into_iter().flat_map(sentences) {
        let (marked, sum) = mark(sentence, &mut weigh);
        if best.as_ref().is_none_or(|&(_, most)| sum > most) {
            best = Some((marked, sum));
        }
    }
    best
}

/// Calls `see` with each word of a network, unchanged, and its weight there. O(length of all texts).
pub(crate) fn each_word<'a>(network: &'a Network, mut see: impl FnMut(&'a str, u32)) {
    for part in parts(network) {
        let is_head = matches!(part.location, HitLocation::Question | HitLocation::Title);
        part.label.unicode_words().for_each(|word| see(word, IN_LABEL));
        part.text.unicode_words().for_each(|word| see(word, if is_head { IN_LABEL } else { 1 }));
    }
}

/// The words of a network in folded case, sorted, each with its weighted count, and the number of words in
/// the network. They are meant for an index that has no language.
#[cfg(feature = "sqlite")]
#[derive(Default)]
pub(crate) struct FoldedWords {
    pub(crate) length: u32,
    pub(crate) counts: Vec<(String, u32)>,
}

/// Collects the words of a network. O(length of all texts + words · log words).
#[cfg(feature = "sqlite")]
pub(crate) fn folded_words(network: &Network) -> FoldedWords {
    let (mut written, mut length) = (Map::<&str, u32>::default(), 0_u32);
    each_word(network, |word, times| {
        length = length.saturating_add(1);
        let count = written.entry(word).or_default();
        *count = count.saturating_add(times);
    });
    let mut counts: Vec<(String, u32)> =
        written.into_iter().map(|(word, count)| (fold(word, Language::Any), count)).collect();
    counts.sort_unstable();
    counts.dedup_by(|(word, count), (kept, sum)| {
        let is_same = word == kept;
        if is_same {
            *sum = sum.saturating_add(*count);
        }
        is_same
    });
    FoldedWords { length, counts }
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
        network()
            .search(words, &SearchOptions::default())
            .iter()
            .map(|hit| hit.location().to_string())
            .collect()
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

    fn found_by(words: &str, search: &SearchOptions) -> Vec<String> {
        network().search(words, search).iter().map(|hit| hit.location().to_string()).collect()
    }

    #[test]
    fn words_may_be_unfinished() {
        let typing = SearchOptions::default().prefix(true);
        assert_eq!(found_by("flo", &typing), found("flour"));
        assert_eq!(found_by("the flo", &typing), found("flour"));
        assert_eq!(found_by("steam qu", &typing)[0], "Coal Quay");
        // A finished word is searched for unchanged, and so is every word before the last.
        for words in ["flo ", "flo?", "flo town"] {
            assert_eq!(found_by(words, &typing), found(words), "{words}");
        }
        // A word itself comes before longer words that begin with it.
        let network = NetworkBuilder::new("Q?").concept("Beer", "").concept("Bee", "").build().unwrap();
        let hits = network.search("bee", &typing);
        assert_eq!(hits.iter().map(|hit| hit.location().to_string()).collect::<Vec<_>>(), ["Bee", "Beer"]);
        assert_eq!(hits[1].label().unwrap().with("[", "]"), "[Beer]");
        let network = NetworkBuilder::new("Q?").concept("Écoliers", "").build().unwrap();
        assert_eq!((network.search("ecol", &typing).len(), network.search("éco", &typing).len()), (1, 1));
        // Stop words are no continuation.
        assert_eq!(found_by("th", &typing), Vec::<String>::new());
    }

    #[test]
    fn words_may_be_mistyped() {
        let (one, two) = (SearchOptions::default().typos(1), SearchOptions::default().typos(2));
        for (mistyped, meant) in
            [("flowr", "flour"), ("lgedgre", "ledger"), ("bakrs", "bakers"), ("sttown", "town")]
        {
            let errors = if matches!(mistyped, "lgedgre" | "sttown") { &two } else { &one };
            assert_eq!(found(mistyped), Vec::<String>::new());
            assert_eq!(found_by(mistyped, errors), found(meant), "{mistyped}");
        }
        assert_eq!(found_by("lgedgre", &one), Vec::<String>::new());
        // A word of the network is not taken for a mistake, and neither is a short word.
        assert_eq!(found_by("mills", &two), found("mills"));
        assert_eq!(found_by("ab", &two), Vec::<String>::new());
        let network = network();
        let hits = network.search("flowr", &one);
        assert_eq!(hits[0].sentence().unwrap().with("[", "]"), "Mills, tides and [flour]");
        // Unfinished and mistyped at once.
        assert_eq!(found_by("legd", &one.clone().prefix(true)), found("ledger"));
        assert_eq!(found_by("legd", &one), Vec::<String>::new());
        // Any number of errors is accepted.
        assert_eq!(SearchOptions::default().typos(255), two);
    }

    #[test]
    fn the_sentence_that_matches_best_is_shown() {
        let network = network();
        let hit = &network.search("ground the flour", &SearchOptions::default())[0];
        assert_eq!(hit.location().to_string(), "Steam Mill");
        assert_eq!(hit.sentence().unwrap().with("[", "]"), "Steam [ground] more [flour] than any tide.");
        assert_eq!(hit.label().unwrap().with("[", "]"), "Steam Mill");
        // Of sentences that match alike, the first.
        let hit = &network.search("tides", &SearchOptions::default().limit(1))[0];
        assert_eq!(hit.sentence().unwrap().text(), "The mill turned with the tide.");
        let hit = &network.search("the", &SearchOptions::default().limit(1))[0];
        assert_eq!(hit.sentence().unwrap().with("[", "]"), "[The] mill turned with [the] tide.");
        // Of a text with none of the words, the beginning is shown.
        let hits = network.search("steam quay", &SearchOptions::default());
        assert_eq!(hits[0].label().unwrap().with("[", "]"), "Coal [Quay]");
        assert_eq!(hits[0].sentence(), None);
    }
}
