//! From text to words: the place of each, and the key that all forms of one word share.
//!
//! Words are those of Unicode's [text segmentation](https://www.unicode.org/reports/tr29/) (UAX #29) that
//! have a letter or a digit. The key of a word is its stem, computed by the language's
//! [Snowball](https://snowballstem.org) algorithm from the word in folded case and without accents.

use std::ops::Range;

use frostem::Stemmer;
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use unicode_segmentation::UnicodeSegmentation;

use crate::words::{Language, Map, Set};

/// Words longer than this, in bytes, are not stemmed.
const LONGEST_STEMMED: usize = 64;

/// A word of a text: its place, and the number of its key.
pub(crate) struct Word {
    pub(crate) range: Range<usize>,
    pub(crate) key: u32,
}

/// The keys seen so far, each with a number in the order in which they were first seen.
pub(crate) struct Lexicon {
    language: Language,
    stemming: Stemming,
    /// The number of each folded word's key; stop words have one too.
    numbers: Map<String, u32>,
    by_key: Map<String, u32>,
    keys: Vec<Key>,
    folded: String,
}

struct Key {
    /// The shortest form seen so far; of equally short forms, the first in byte order.
    shown: String,
    is_stop_word: bool,
}

impl Lexicon {
    /// O(stop words).
    pub(crate) fn new(language: Language) -> Lexicon {
        let mut lexicon = Lexicon {
            language,
            stemming: Stemming::new(language),
            numbers: Map::default(),
            by_key: Map::default(),
            keys: Vec::new(),
            folded: String::new(),
        };
        for word in language.stop_words() {
            // Lists have some words in two parts, which are separate words.
            let words: Vec<&str> = word.unicode_words().collect();
            if let [word] = words.as_slice() {
                let word = fold(word, language);
                // A separate key, so that a word with the stem of a stop word is not one: `does`, `doe`.
                let number = lexicon.keys.len() as u32;
                lexicon.keys.push(Key { shown: word.clone(), is_stop_word: true });
                lexicon.numbers.insert(word, number);
            }
        }
        lexicon
    }

    /// How many keys there are. O(1).
    pub(crate) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The form of a key that is shown to people: the shortest one seen, in folded case. O(1).
    pub(crate) fn shown(&self, key: u32) -> &str {
        self.keys.get(key as usize).map_or("", |key| &key.shown)
    }

    /// Whether a key is that of a stop word. O(1).
    pub(crate) fn is_stop_word(&self, key: u32) -> bool {
        self.keys.get(key as usize).is_some_and(|key| key.is_stop_word)
    }

    /// Calls `see` with each word of a text. O(length).
    pub(crate) fn each(&mut self, text: &str, mut see: impl FnMut(Word)) {
        for (start, word) in text.unicode_word_indices() {
            let key = self.key(word);
            see(Word { range: start..start + word.len(), key });
        }
    }

    /// The words of a text. O(length).
    pub(crate) fn words(&mut self, text: &str) -> Vec<Word> {
        let mut words = Vec::new();
        self.each(text, |word| words.push(word));
        words
    }

    /// The keys to look for when a person types these words: each once, without stop words unless there are
    /// no others, and at most `most`. O(length).
    pub(crate) fn wanted(&mut self, typed: &str, most: usize) -> Vec<u32> {
        let mut seen = Set::default();
        let all: Vec<u32> =
            self.words(typed).iter().map(|word| word.key).filter(|&key| seen.insert(key)).collect();
        let telling: Vec<u32> = all.iter().copied().filter(|&key| !self.is_stop_word(key)).collect();
        let mut wanted = if telling.is_empty() { all } else { telling };
        wanted.truncate(most);
        wanted
    }

    /// The number of a word's key. O(length), and the stemming for a word that was not seen before.
    pub(crate) fn key(&mut self, word: &str) -> u32 {
        let mut folded = std::mem::take(&mut self.folded);
        folded.clear();
        fold_into(word, self.language, &mut folded);
        let number = match self.numbers.get(folded.as_str()) {
            Some(&number) => number,
            None => self.see(&folded),
        };
        self.folded = folded;
        number
    }

    /// The number of the key of a folded word that was not seen before.
    fn see(&mut self, folded: &str) -> u32 {
        let key = self.stemming.stem(folded);
        let next = self.keys.len() as u32;
        let number = *self.by_key.entry(key).or_insert(next);
        match self.keys.get_mut(number as usize) {
            None => self.keys.push(Key { shown: folded.to_owned(), is_stop_word: false }),
            Some(known) => {
                if (folded.len(), folded) < (known.shown.len(), known.shown.as_str()) {
                    known.shown = folded.to_owned();
                }
            }
        }
        self.numbers.insert(folded.to_owned(), number);
        number
    }

    /// All forms seen, including stop words, each with its key, in no particular order.
    pub(crate) fn forms(&self) -> impl Iterator<Item = (&str, u32)> {
        self.numbers.iter().map(|(form, &key)| (form.as_str(), key))
    }

    /// All stems, each with its key, in no particular order. Stop words have no stem.
    pub(crate) fn stems(&self) -> impl Iterator<Item = (&str, u32)> {
        self.by_key.iter().map(|(stem, &key)| (stem.as_str(), key))
    }
}

/// Stems folded words.
pub(crate) struct Stemming {
    language: Language,
    stemmer: Option<Stemmer>,
}

impl Stemming {
    /// O(1).
    pub(crate) fn new(language: Language) -> Stemming {
        Stemming { language, stemmer: language.algorithm().map(Stemmer::new) }
    }

    /// The stem of a folded word, without accents. O(length).
    pub(crate) fn stem(&self, folded: &str) -> String {
        // English is stemmed without its rare accents, which its stemmer takes for consonants.
        let bare = (self.language == Language::English).then(|| without_marks(folded));
        let folded = bare.as_deref().unwrap_or(folded);
        match &self.stemmer {
            Some(stemmer) if folded.len() <= LONGEST_STEMMED => match stemmer.stem(folded).as_ref() {
                "" => without_marks(folded),
                stem => without_marks(stem),
            },
            _ => without_marks(folded),
        }
    }
}

/// A word in folded case (full case folding, except for rare letters; Turkish has its own i), with straight
/// apostrophes. O(length).
pub(crate) fn fold(word: &str, language: Language) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_into(word, language, &mut folded);
    folded
}

pub(super) fn fold_into(word: &str, language: Language, folded: &mut String) {
    if word.is_ascii() && !is_turkish(language) {
        folded.push_str(word);
        folded.make_ascii_lowercase();
        return;
    }
    for character in word.chars() {
        match character {
            '\u{2019}' | '\u{2018}' | '\u{ff07}' => folded.push('\''),
            'I' if is_turkish(language) => folded.push('ı'),
            'İ' => folded.push('i'),
            'i' | 'ı' if is_turkish(language) => folded.push(character),
            // By way of capitals, so that ß is ss, and σ is the same letter at the end of a word.
            c => folded.extend(crate::text::fold_case(c)),
        }
    }
}

fn is_turkish(language: Language) -> bool {
    #[cfg(feature = "languages")]
    return language == Language::Turkish;
    #[cfg(not(feature = "languages"))]
    {
        let _ = language;
        false
    }
}

/// A word without the marks on Latin, Greek and Cyrillic letters: é becomes e. In other scripts, marks are
/// letters and are kept. O(length).
pub(crate) fn without_marks(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let is_mark = |c: &char| ('\u{300}'..='\u{36f}').contains(c);
    let decomposed = DecomposingNormalizerBorrowed::new_nfd().normalize(word);
    let bare: String = decomposed.chars().filter(|c| !is_mark(c)).collect();
    if bare.is_empty() {
        return word.to_owned();
    }
    ComposingNormalizerBorrowed::new_nfc().normalize(&bare).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(language: Language, a: &str, b: &str) -> bool {
        let mut lexicon = Lexicon::new(language);
        let (a, b) = (lexicon.wanted(a, 9), lexicon.wanted(b, 9));
        a == b
    }

    #[test]
    fn forms_of_one_word_share_a_key() {
        use Language::{Any, English};
        for (a, b) in [
            ("connection", "Connections"),
            ("APPEALED", "appeal’s"),
            ("naïve", "naive"),
            ("écoles", "ecole"),
            ("dying", "dies"),
            ("Café", "CAFE\u{301}S"),
        ] {
            assert!(same(English, a, b), "{a} {b}");
        }
        assert!(!same(English, "does", "doe"));
        assert!(!same(Any, "connection", "connections"));
        assert!(same(Any, "ΜΟΝΟΣ", "μόνος"));
        assert!(same(Any, "STRASSE", "straße"));
        assert!(same(Any, "İstanbul", "istanbul"));
        // What other scripts write as marks are letters.
        assert!(!same(Any, "किताब", "कतब"));
    }

    #[cfg(feature = "languages")]
    #[test]
    fn forms_of_one_word_share_a_key_in_other_languages() {
        use Language::*;
        for (language, a, b) in [
            (German, "Häuser", "Haus"),
            (German, "Straßen", "STRASSE"),
            (French, "mangée", "manger"),
            (Spanish, "canciones", "canción"),
            (Russian, "книгами", "книги"),
            (Finnish, "talossa", "talon"),
            (Turkish, "KIZLAR", "kız"),
            (Dutch, "gelopen", "lopen"),
            (Greek, "ΑΝΘΡΩΠΟΙ", "άνθρωπος"),
        ] {
            assert!(same(language, a, b), "{language}: {a} {b}");
        }
    }

    #[test]
    fn words_that_say_nothing_count_only_alone() {
        let mut lexicon = Lexicon::new(Language::English);
        let shown = |lexicon: &mut Lexicon, typed: &str| -> Vec<String> {
            let keys = lexicon.wanted(typed, 3);
            keys.iter().map(|&key| lexicon.shown(key).to_owned()).collect()
        };
        assert_eq!(shown(&mut lexicon, "The bees of the bee-keeper’s"), ["bee", "keeper's"]);
        assert_eq!(shown(&mut lexicon, "to be or not to be"), ["to", "be", "or"]);
        assert_eq!(shown(&mut lexicon, " — ?! "), Vec::<String>::new());
    }

    #[test]
    fn words_stand_where_they_stand() {
        let text = "«L’été» 3.14 漢字 👩‍🔬";
        let mut lexicon = Lexicon::new(Language::Any);
        let words: Vec<&str> = lexicon.words(text).iter().map(|word| &text[word.range.clone()]).collect();
        assert_eq!(words, ["L’été", "3.14", "漢", "字"]);
    }

    /// Whoever looks for a stem among words of the same first letter must find it there.
    #[cfg(all(feature = "languages", feature = "sqlite"))]
    #[test]
    fn stems_begin_as_their_words_do() {
        for language in Language::all().filter(|language| !language.has_prefixes()) {
            let stemming = Stemming::new(language);
            for word in Language::all().flat_map(|other| other.stop_words().iter().copied()) {
                let folded = fold(word, language);
                let (stem, bare) = (stemming.stem(&folded), without_marks(&folded));
                assert_eq!(stem.chars().next(), bare.chars().next(), "{language}: {word} {stem}");
            }
        }
    }
}
