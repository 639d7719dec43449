//! Negations that are everyday words in another language: decides by the letters and words around a word
//! which of the two it is.

use crate::evidence::characters::{backwards, forwards};
use crate::evidence::word_lists::{plain, words};

/// Whether a word from the lists of negations means something else before `start`; `before` ends with it.
/// O(1).
pub(super) fn means_otherwise(word: &str, before: &[String], source: &str, start: usize) -> bool {
    let text =
        || plain(source, backwards(source, start, 80)..forwards(source, start, 80), false).to_lowercase();
    let has = |letters: &str| text().contains(|c| letters.contains(c));
    let has_word = |list: &[&str]| words(&text()).any(|word| list.contains(&word.as_str()));
    let next = || words(&plain(source, start..forwards(source, start, 16), false)).next().unwrap_or_default();
    let is_next = |list: &[&str]| list.contains(&next().as_str());
    let earlier = || before.split_last().map_or(&[][..], |(_, earlier)| earlier);
    let is_after = |list: &[&str]| earlier().last().is_some_and(|word| list.contains(&word.as_str()));
    match word {
        // In Romanian; elsewhere it means *now*.
        "nu" => !is_next(&["a", "au", "am", "ai", "este", "sunt", "va", "vor", "se", "ar"]) && !has(ROMANIAN),
        // In Spanish and French; *you* in Swedish, *nine* in Danish and Norwegian.
        "ni" => {
            has(NORDIC)
                || !is_next(&["la"])
                    && !has_word(&[
                        "el", "los", "las", "del", "que", "una", "por", "le", "les", "des", "une", "ne",
                        "pas", "il",
                    ])
        }
        // In Italian, with *non* before; elsewhere a month.
        "mai" => !earlier().iter().rev().take(4).any(|word| word == "non"),
        // In Czech, Slovak and Polish; *years* in Romanian.
        "ani" => has("ăâîșțşţ") || !has("ěščřžýíůúáéňťďľłąężźćńś"),
        // In Finnish and Estonian; *they* in Romanian, an article in Norwegian.
        "ei" => {
            has(ROMANIAN)
                || has("åøæ")
                || is_next(&["au", "sunt", "vor", "ar"])
                || !(has("äöõ") || ["aa", "ii", "uu", "yy", "ee"].iter().any(|it| text().contains(it)))
        }
        // In French; *of it* in Italian.
        "ne" => {
            is_next(&["ha", "ho", "hai", "hanno", "aveva", "avevano", "è", "sono", "era", "erano", "furono"])
        }
        // In English without its apostrophe; *whose* in French.
        "dont" => !has_word(&["i", "you", "we", "they", "the", "and", "is", "that", "people", "who"]),
        // In Swedish; *pig* in Dutch.
        "varken" => is_after(&["het", "een", "de", "dit", "dat", "elk", "geen"]),
        // *What* in a question or before a verb, too; *we* in Persian.
        "ما" => has("پچژگکی"),
        // *As for* and *first*, rather than negations in a question.
        "أما" | "أولا" => true,
        // In French; *passport* in Danish.
        "pas" | "nem" => has("åøæ"),
        // In Latvian; *hub* in Swedish.
        "nav" => !has("āēīūņļšžģķč"),
        // In Indonesian and Malay; *roof*, *thanks* and *so* elsewhere.
        "tak" => !has_word(&[
            "yang", "dan", "itu", "ini", "akan", "untuk", "dengan", "pada", "dari", "ada", "bisa", "dapat",
            "mereka", "boleh", "dewan", "saya", "kami", "kita", "dia", "para", "oleh", "telah",
        ]),
        // *But* after another negation.
        "utan" => {
            earlier().iter().any(|word| matches!(word.as_str(), "inte" | "ej" | "icke" | "ingen" | "inget"))
        }
        _ => false,
    }
}

const ROMANIAN: &str = "ășțşţ";
const NORDIC: &str = "åäöøæ";
