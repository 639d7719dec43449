//! Labels, prepared for comparison.

use crate::network::{ConceptId, Network};
use crate::words::lexicon::{Lexicon, fold, without_marks};
use crate::words::{Language, Set};

/// Words that may come before or after a name without being part of it.
const ADDRESS: &[&str] = &[
    "the",
    "a",
    "an",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "doctor",
    "sir",
    "dame",
    "lady",
    "lord",
    "rev",
    "jr",
    "sr",
    "herr",
    "frau",
    "monsieur",
    "madame",
    "mme",
    "mlle",
    "señor",
    "señora",
    "signor",
    "signora",
    "der",
    "die",
    "das",
    "le",
    "la",
    "les",
    "el",
    "los",
    "las",
];

pub(super) struct Labels {
    pub(super) all: Vec<Label>,
    /// Whether all labels are from one network. (If several networks are given, all but one may have no
    /// labels.)
    of_one: bool,
    /// Words that are in lower case in the network's texts, and so are not names.
    pub(super) common: Set<u32>,
}

/// A label in the forms in which it is compared.
pub(super) struct Label {
    pub(super) concept: ConceptId,
    /// Which of the networks it is in.
    pub(super) network: usize,
    /// In folded case, without accents: only letters and digits, with a space between words.
    pub(super) form: String,
    joined: String,
    stems: String,
    /// The form without articles and forms of address, unless nothing else is left.
    bare: String,
    /// The keys of the bare words.
    pub(super) words: Vec<u32>,
    pub(super) is_capitalised: bool,
    /// Whether the label is a single word in capitals.
    pub(super) is_capitals: bool,
    /// The initials, if there are three words or more: of all words, and of all but the stop words.
    pub(super) initials: Vec<String>,
    /// The digits in it.
    pub(super) numbers: String,
}

impl Label {
    pub(super) fn form(&self) -> Option<&str> {
        some(&self.joined)
    }

    pub(super) fn stems(&self) -> Option<&str> {
        some(&self.stems)
    }

    pub(super) fn bare(&self) -> Option<&str> {
        some(&self.bare)
    }
}

fn some(key: &str) -> Option<&str> {
    (!key.is_empty()).then_some(key)
}

impl Labels {
    /// The labels of one or several networks. O(length of all labels and texts).
    pub(super) fn of(networks: &[&Network], language: Language) -> Labels {
        let mut lexicon = Lexicon::new(language);
        let (mut all, mut common) = (Vec::new(), Set::default());
        for (number, network) in networks.iter().enumerate() {
            for concept in network.concepts().filter(|concept| !concept.is_question()) {
                let mut label = label(&mut lexicon, concept.id(), concept.label(), language);
                label.network = number;
                all.push(label);
            }
            let texts = network.concepts().filter_map(|concept| concept.text());
            let passages = network.relationships().filter_map(|relationship| relationship.passage());
            for text in [network.question(), network.title()].into_iter().chain(texts).chain(passages) {
                lexicon.each(text, |word| {
                    if text[word.range].starts_with(char::is_lowercase) {
                        common.insert(word.key);
                    }
                });
            }
        }
        Labels { all, of_one: networks.len() == 1, common }
    }

    /// Whether two labels are compared with each other: always within one network, otherwise only if they are
    /// from different networks.
    pub(super) fn are_compared(&self, a: usize, b: usize) -> bool {
        a != b && (self.of_one || self.all[a].network != self.all[b].network)
    }
}

fn label(lexicon: &mut Lexicon, concept: ConceptId, label: &str, language: Language) -> Label {
    let words = lexicon.words(label);
    let given: Vec<&str> = words.iter().map(|word| &label[word.range.clone()]).collect();
    let letters = |word: &&str| -> String {
        without_marks(&fold(word, language)).chars().filter(|c| c.is_alphanumeric()).collect()
    };
    let folded: Vec<String> = given.iter().map(letters).collect();
    let is_address = |word: &str| ADDRESS.contains(&word);
    let mut kept: Vec<usize> = (0..words.len()).filter(|&place| !is_address(&folded[place])).collect();
    if kept.is_empty() {
        kept = (0..words.len()).collect();
    }
    let stems: Vec<String> = words.iter().map(|word| word.key.to_string()).collect();
    let of = |all: &[String]| kept.iter().map(|&place| all[place].as_str()).collect::<Vec<_>>().join(" ");
    let mut bare_words: Vec<u32> = kept.iter().map(|&place| words[place].key).collect();
    crate::util::sort::sort(&mut bare_words);
    bare_words.dedup();
    let is_upper = |word: &&str| word.starts_with(char::is_uppercase);
    let first = |all: &mut dyn Iterator<Item = usize>| -> String {
        all.filter_map(|place| folded[place].chars().next()).collect()
    };
    let mut initials = Vec::new();
    if words.len() > 2 {
        initials.push(first(&mut (0..words.len())));
        initials.push(first(&mut (0..words.len()).filter(|&place| !lexicon.is_stop_word(words[place].key))));
        initials.dedup();
        initials.retain(|initials| initials.chars().count() > 2);
    }
    let one = given.first().filter(|_| given.len() == 1);
    Label {
        concept,
        network: 0,
        form: folded.join(" "),
        joined: folded.concat(),
        bare: of(&stems),
        stems: stems.join(" "),
        words: bare_words,
        is_capitalised: kept.iter().all(|&place| is_upper(&given[place])),
        is_capitals: one.is_some_and(|word| word.chars().count() > 2 && word.chars().all(char::is_uppercase)),
        initials,
        numbers: label.chars().filter(|c| c.is_numeric()).collect(),
    }
}
