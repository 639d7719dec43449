//! The search index of a network: built at the first search in a language, and kept with the network. It
//! finds parts (the question, the title, concepts, passages) by their words.

use crate::names::SHARED_THEME;
use crate::network::text_index::{TextIndex, TextIndexBuilder};
use crate::network::{Concept, ConceptId, Network, Relationship, RelationshipId};
use crate::util::broken;
use crate::words::bm25::{Collection, IN_LABEL};
use crate::words::hit::{HitLocation, Part};
use crate::words::lexicon::{Lexicon, fold_into};
use crate::words::{Language, Map};

/// A network's index for one language, with the network itself.
#[derive(Clone, Copy)]
pub(crate) struct SearchIndex<'a> {
    network: &'a Network,
    pub(super) texts: &'a TextIndex,
    pub(super) language: Language,
}

impl<'a> SearchIndex<'a> {
    /// O(length of all texts) the first time in this language, then O(1).
    pub(crate) fn of(network: &'a Network, language: Language) -> SearchIndex<'a> {
        let build = || build(network, language);
        let texts = network.index().texts.get(language.number(), Language::all().len(), build);
        SearchIndex { network, texts, language }
    }

    /// How many parts there are. O(1).
    pub(crate) fn part_count(self) -> usize {
        self.texts.lengths.len()
    }

    /// The part with this number. The question comes first, then the title, the other concepts, and the
    /// passages. O(1).
    pub(crate) fn location(self, part: usize) -> HitLocation<'a> {
        let network = self.network;
        let head = self.part_count() - self.texts.passages.len() - concept_count(network);
        let Some(concept) = part.checked_sub(head) else {
            return if part == 0 { HitLocation::Question } else { HitLocation::Title };
        };
        match concept.checked_sub(concept_count(network)) {
            None => {
                let after = network.index().question.is_some_and(|question| concept >= question.index());
                HitLocation::Concept(Concept::new(network, ConceptId(concept as u32 + u32::from(after))))
            }
            Some(passage) => {
                let number = match self.texts.passages.get(passage) {
                    Some(&number) => number,
                    None => broken(&"a place past the last passage", 0),
                };
                HitLocation::Relationship(Relationship::new(network, RelationshipId(number)))
            }
        }
    }

    /// The counts of all parts, for words that occur in this many of them.
    pub(crate) fn collection(self, with: Vec<u64>) -> Collection {
        Collection::of(self.part_count() as u64, self.texts.words, with)
    }
}

fn concept_count(network: &Network) -> usize {
    network.concept_count() - usize::from(network.index().question.is_some())
}

/// The parts of a network that are searched, in canonical order.
pub(super) fn parts(network: &Network) -> impl Iterator<Item = Part<'_>> {
    let head = [(HitLocation::Question, network.question()), (HitLocation::Title, network.title())];
    let head = head.into_iter().map(|(location, text)| Part { location, label: "", text });
    let head = head.filter(|part| !part.text.is_empty());
    let concepts = network.concepts().filter(|concept| !concept.is_question()).map(concept);
    head.chain(concepts).chain(network.relationships().filter_map(passage))
}

fn concept(concept: Concept<'_>) -> Part<'_> {
    Part {
        location: HitLocation::Concept(concept),
        label: concept.label(),
        text: concept.text().unwrap_or_default(),
    }
}

/// Computed thematic connections are not searched: their passages repeat other texts.
fn passage(relationship: Relationship<'_>) -> Option<Part<'_>> {
    let text = relationship.passage().filter(|_| relationship.relation() != SHARED_THEME)?;
    Some(Part { location: HitLocation::Relationship(relationship), label: "", text })
}

/// The part at a place. O(length).
pub(super) fn part_at<'a>(network: &'a Network, location: HitLocation<'a>) -> Part<'a> {
    match location {
        HitLocation::Question => Part { location, label: "", text: network.question() },
        HitLocation::Title => Part { location, label: "", text: network.title() },
        HitLocation::Concept(it) => concept(it),
        HitLocation::Relationship(it) => Part { location, label: "", text: it.passage().unwrap_or_default() },
    }
}

/// O(length of all texts), and O(forms · log forms) for sorting them.
fn build(network: &Network, language: Language) -> TextIndex {
    let mut lexicon = Lexicon::new(language);
    let mut builder = TextIndexBuilder::default();
    let (mut passages, mut keys) = (Vec::new(), Vec::new());
    // How often each key occurs in the current part, by key.
    let mut counts: Vec<u32> = Vec::new();
    for part in parts(network) {
        let mut words = 0u32;
        for (text, times) in [(part.label, IN_LABEL), (part.text, 1)] {
            lexicon.each(text, |word| {
                words = words.saturating_add(1);
                let key = word.key as usize;
                if counts.len() <= key {
                    counts.resize(key + 1, 0);
                }
                if counts[key] == 0 {
                    keys.push(word.key);
                }
                counts[key] = counts[key].saturating_add(times);
            });
        }
        if let HitLocation::Relationship(relationship) = part.location {
            passages.push(relationship.id().number());
        }
        builder.push(words, keys.drain(..).map(|key| (key, std::mem::take(&mut counts[key as usize]))));
    }
    let forms = sorted(lexicon.forms());
    let stems = sorted(lexicon.stems());
    let unstemmed: Vec<u32> = (0..lexicon.len() as u32).filter(|&key| lexicon.is_stop_word(key)).collect();
    builder.build(&forms, &stems, &unstemmed, passages)
}

fn sorted<'a>(all: impl Iterator<Item = (&'a str, u32)>) -> Vec<(&'a str, u32)> {
    let mut all: Vec<(&str, u32)> = all.collect();
    crate::util::sort::sort(&mut all);
    all
}

/// The words of a search and their weights, by all the forms in which they occur in a network.
pub(super) struct Weights<'a> {
    /// The position of the wanted word, by form.
    forms: Map<&'a str, usize>,
    weights: Vec<f64>,
    language: Language,
    folded: String,
}

impl<'a> Weights<'a> {
    pub(super) fn new(language: Language, weights: Vec<f64>) -> Weights<'a> {
        Weights { forms: Map::default(), weights, language, folded: String::new() }
    }

    /// Adds a form of the wanted word at a position. A form that two words share belongs to the first.
    pub(super) fn add(&mut self, form: &'a str, place: usize) {
        self.forms.entry(form).or_insert(place);
    }

    /// The position and the weight of the wanted word that a word of a text is a form of. O(length).
    pub(super) fn of(&mut self, word: &str) -> Option<(u32, f64)> {
        self.folded.clear();
        fold_into(word, self.language, &mut self.folded);
        let &place = self.forms.get(self.folded.as_str())?;
        Some((place as u32, *self.weights.get(place)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::NetworkBuilder;
    use crate::words::bm25::Counts;
    use crate::words::search::rank;
    use crate::words::search_options::{MOST_WANTED, SearchOptions};

    /// The ranking as WORDS.md defines it, by reading all texts.
    fn by_reading(network: &Network, typed: &str, search: &SearchOptions) -> Vec<(f64, u32)> {
        let mut lexicon = Lexicon::new(search.language);
        let wanted = lexicon.wanted(typed, MOST_WANTED);
        let mut collection = Collection::new(wanted.len());
        let mut counted = Vec::new();
        for part in parts(network) {
            let mut counts = Counts::new(wanted.len());
            for (text, times) in [(part.label, IN_LABEL), (part.text, 1)] {
                for word in lexicon.words(text) {
                    counts.words += 1;
                    if let Some(place) = wanted.iter().position(|&key| key == word.key) {
                        counts.wanted[place] += times;
                    }
                }
            }
            collection.add(&counts);
            counted.push(counts);
        }
        let weights = collection.weights();
        let mut scored: Vec<(f64, u32)> = (0..)
            .zip(&counted)
            .filter(|(_, counts)| !counts.is_empty())
            .map(|(part, counts)| (collection.score(&weights, counts), part))
            .collect();
        scored.sort_by(|(a, x), (b, y)| b.total_cmp(a).then(x.cmp(y)));
        scored.truncate(search.limit);
        scored
    }

    #[test]
    fn the_index_ranks_as_reading_all_texts_does() {
        const WORDS: [&str; 20] = [
            "the",
            "bees",
            "bee",
            "dancing",
            "danced",
            "école",
            "Ecoles",
            "does",
            "doe",
            "Straße",
            "of",
            "tide-mill",
            "3.14",
            "漢字",
            "mill",
            "mills",
            "x",
            "ΜΟΝΟΣ",
            "İstanbul",
            "flowers",
        ];
        let mut seed = 7u64;
        let mut below = |limit: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % limit
        };
        let mut words = |most: usize| -> String {
            (0..below(most)).map(|_| WORDS[below(WORDS.len())]).collect::<Vec<_>>().join(" ")
        };
        for round in 0..150 {
            let mut builder = NetworkBuilder::new(&format!("{} Q?", words(4)));
            builder.title(&words(3));
            let labels: Vec<String> = (0..12).map(|place| format!("{} {}", words(3), place % 9)).collect();
            for (place, label) in labels.iter().enumerate() {
                if place % 4 == 0 {
                    builder.finding(label, &words(30));
                } else {
                    builder.concept(label, &words(20));
                }
                let (relation, passage) = (if place == 5 { SHARED_THEME } else { "is near" }, words(15));
                builder.relationship((
                    label.as_str(),
                    relation,
                    labels[place / 2].as_str(),
                    passage.as_str(),
                ));
            }
            let Ok(network) = builder.build() else { continue };
            for language in
                [Language::Any, Language::English].into_iter().chain(Language::all().nth(round % 36))
            {
                for limit in [1, 3, usize::MAX] {
                    let (typed, search) =
                        (words(7), SearchOptions::default().language(language).limit(limit));
                    let index = SearchIndex::of(&network, language);
                    assert_eq!(
                        rank(index, &typed, &search).scored,
                        by_reading(&network, &typed, &search),
                        "{typed:?} {language}"
                    );
                    let places: Vec<HitLocation<'_>> =
                        (0..index.part_count()).map(|part| index.location(part)).collect();
                    assert_eq!(places, parts(&network).map(|part| part.location).collect::<Vec<_>>());
                }
            }
        }
    }
}
