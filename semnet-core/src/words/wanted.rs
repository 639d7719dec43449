//! Turns typed words into keys of an index: each word in all its forms and, if the caller wants it, as the
//! beginning of longer words and with typing errors.

use unicode_segmentation::UnicodeSegmentation;

use crate::network::text_index::TextIndex;
use crate::words::index::SearchIndex;
use crate::words::lexicon::{Stemming, fold, without_marks};
use crate::words::search_options::{MOST_WANTED, SearchOptions};
use crate::words::typos::similar;

/// A word as it was typed.
struct Typed {
    folded: String,
    stem: String,
    key: Option<u32>,
    is_stop_word: bool,
}

/// The words to search for, each as a list of its keys: each word once, without stop words unless there are
/// no others, and at most 64. O(length · log forms), and O(forms) for a word that may have typing errors.
pub(super) fn wanted(index: SearchIndex<'_>, typed: &str, search: &SearchOptions) -> Vec<Vec<u32>> {
    let texts = index.texts;
    let stemming = Stemming::new(index.language);
    let mut all: Vec<Typed> = Vec::new();
    // The last word is finished when anything follows it.
    let mut unfinished = None;
    for (start, word) in typed.unicode_word_indices() {
        let folded = fold(word, index.language);
        unfinished = (start + word.len() == typed.len()).then(|| folded.clone());
        let mut key = texts.key_of_form(&folded);
        let is_stop_word = key.is_some_and(|key| texts.is_unstemmed(key));
        let stem = if is_stop_word { folded.clone() } else { stemming.stem(&folded) };
        if !is_stop_word {
            key = key.or_else(|| texts.key_of_stem(&stem));
        }
        let is_new = |other: &Typed| (other.is_stop_word, &other.stem) != (is_stop_word, &stem);
        if all.len() <= 2 * MOST_WANTED && all.iter().all(is_new) {
            all.push(Typed { folded, stem, key, is_stop_word });
        }
    }
    if all.iter().any(|word| !word.is_stop_word) {
        all.retain(|word| !word.is_stop_word);
    }
    all.truncate(MOST_WANTED);
    let mut wanted: Vec<Vec<u32>> = all
        .iter()
        .map(|word| match word.key {
            Some(key) => vec![key],
            None => misspelt(texts, &word.folded, search.typos.min(2), false),
        })
        .collect();
    if let Some(beginning) = unfinished.filter(|_| search.prefix) {
        let mut keys = longer(texts, &beginning);
        if keys.is_empty() && texts.key_of_form(&beginning).is_none() {
            keys = misspelt(texts, &beginning, search.typos.min(2), true);
        }
        wanted.push(keys);
    }
    wanted
}

/// The keys of words that begin with `beginning`. O(log forms + words found).
fn longer(texts: &TextIndex, beginning: &str) -> Vec<u32> {
    let bare = without_marks(beginning);
    let forms = texts.forms.starting_with(beginning).filter_map(|form| texts.key_at(form));
    // Text typed without accents is the beginning of a stem, which has none.
    telling(texts, forms.chain(texts.keys_of_stems_starting_with(&bare)))
}

/// The keys of the words that are most similar to a word that no text has: those with one typing error, or
/// else two. O(forms).
fn misspelt(texts: &TextIndex, word: &str, typos: u8, is_beginning: bool) -> Vec<u32> {
    /// The fewest letters of a word with one or two errors, as in other search engines. In a shorter word, an
    /// error makes another word.
    const SHORTEST: [usize; 2] = [3, 6];
    let length = word.chars().count();
    for (errors, shortest) in (1..=typos).zip(SHORTEST) {
        if length >= shortest {
            let forms = similar(&texts.forms, word, errors, is_beginning).into_iter();
            let keys = telling(texts, forms.filter_map(|form| texts.key_at(form)));
            if !keys.is_empty() {
                return keys;
            }
        }
    }
    Vec::new()
}

/// The keys that some text has, without stop words, sorted, each once.
fn telling(texts: &TextIndex, keys: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut keys: Vec<u32> =
        keys.filter(|&key| !texts.is_unstemmed(key) && texts.text_count(key) > 0).collect();
    crate::util::sort::sort(&mut keys);
    keys.dedup();
    keys
}
