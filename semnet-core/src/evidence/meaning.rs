//! Words that must not be hidden by an ellipsis or slipped in by brackets: negations, numbers, modal words.
//! The lists cover many languages together, because the language of a passage is not known. A superfluous
//! word can only refuse a quotation, never accept one.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::evidence::characters::{Kind, backwards, forwards, is_line_break, is_word, kind};
use crate::evidence::number_words::{begins_with_half_day, begins_with_magnitude, is_number_word};
use crate::evidence::remarks::without_wishes;
use crate::evidence::turning_words::{
    CHARACTERS, MODALS, NEGATIONS, PHRASES, SEQUENCES, STAND_INS, TURNS, WEAKENS,
};
use crate::evidence::word_lists::{is_in, is_in_joined, plain, words};
use crate::util::part;

/// The first word of a text that may change the meaning around it: a negation, a modal word, a number.
/// O(length).
fn turning_word(text: &str) -> Option<String> {
    let is_noun = |word: &String| is_noun_elsewhere(word, text);
    words(text)
        .filter(|word| !is_noun(word))
        .find(|word| is_negation(word) || is_modal(word) || is_number(word))
        .or_else(|| turning_character(text))
}

/// Whether a word is harmless: a capitalised noun or name of another language, or *we* in lower case, which
/// is not a number.
fn is_noun_elsewhere(word: &str, text: &str) -> bool {
    match word {
        "may" => is_month(text),
        "mitte" => text.contains("Mitte"),
        "gabe" => text.contains("Gabe"),
        "lima" => text.contains("Lima"),
        "vi" => !text.contains("VI"),
        _ => false,
    }
}

/// Whether every `may` in a text is the month: it is capitalised within a sentence.
fn is_month(text: &str) -> bool {
    let all: Vec<&str> = text.unicode_words().collect();
    let is_may = |word: &&str| word.eq_ignore_ascii_case("may");
    let months = all.windows(2).filter(|pair| {
        let [before, month] = pair else { return false };
        let is_before = before.starts_with(|c: char| c.is_lowercase() || c.is_numeric())
            || matches!(*before, "In" | "On" | "By" | "Since" | "From" | "Until" | "Last" | "Early" | "Late");
        *month == "May" && is_before
    });
    all.iter().filter(|word| is_may(word)).count() == months.count()
}

/// The first such word of an omission, or a word that denies, weakens or sets a condition. The numbers of
/// footnotes are skipped. O(length).
pub(super) fn turning_omission(source: &str, range: Range<usize>) -> Option<String> {
    let is_portuguese =
        source.get(range.clone()).is_some_and(|text| text.contains("no") || text.contains("dos"))
            && is_portuguese(source, &range);
    let denial = |joins| {
        let text = without_wishes(source, &range, plain(source, range.clone(), joins));
        if is_portuguese { denial(&without_articles(&text)) } else { denial(&text) }
    };
    // A word may be broken at the end of a line.
    let has_line_break = || source.get(range.clone()).is_some_and(|text| text.contains(is_line_break));
    denial(false)
        .or_else(|| hearsay(source, &range))
        .or_else(|| has_line_break().then(|| denial(true)).flatten())
}

/// A verb of hearsay in an omission; its phrase may begin before the omission or continue after it: `is
/// [said] to have resigned`. O(length).
fn hearsay(source: &str, range: &Range<usize>) -> Option<String> {
    let text = source.get(range.clone())?;
    if !HEARSAY.iter().any(|verb| text.contains(verb)) {
        return None;
    }
    let before = plain(source, backwards(source, range.start, 12)..range.start, false);
    let around = format!("{before}{text}{}", part(source, range.end..forwards(source, range.end, 4)));
    let all: Vec<String> = words(&around).collect();
    let found = all.windows(3).find(|three| {
        matches!(three, [be, verb, to]
            if matches!(be.as_str(), "is" | "are" | "was" | "were" | "be" | "been")
                && HEARSAY.contains(&verb.as_str())
                && to == "to")
    });
    found.map(|three| three.join(" "))
}

/// Participles that make *is … to* hearsay.
const HEARSAY: &[&str] =
    &["said", "reported", "thought", "understood", "held", "considered", "presumed", "deemed"];

/// Whether the words around a place are Portuguese, where `dos` means *of the*: at least one is Portuguese
/// but not Spanish, and none is Spanish but not Portuguese.
pub(super) fn is_portuguese(source: &str, range: &Range<usize>) -> bool {
    let around = backwards(source, range.start, 80)..forwards(source, range.end, 80);
    let around = plain(source, around, false);
    let has = |list: &[&str]| words(&around).any(|word| list.contains(&word.as_str()));
    has(&[
        "do", "da", "das", "não", "em", "uma", "ao", "os", "à", "são", "foi", "na", "nas", "pelo", "pela",
        "com", "também",
    ]) && !has(&["el", "los", "las", "del", "y", "una", "al", "son"])
        && !has(&["the", "of", "and", "to", "is", "was", "they", "it", "we", "with"])
}

/// A Portuguese text without its words for *of the* and *in the*.
fn without_articles(text: &str) -> String {
    let is_article = |word: &&str| !matches!(word.to_lowercase().as_str(), "dos" | "no" | "nos");
    text.split_inclusive(' ').filter(|word| is_article(&word.trim())).collect()
}

fn denial(text: &str) -> Option<String> {
    turning_word(text).or_else(|| weakening_word(text)).or_else(|| {
        let spaced = format!(" {} ", words(text).collect::<Vec<_>>().join(" "));
        let phrase = PHRASES.iter().find(|&&phrase| spaced.contains(&format!(" {phrase} ")));
        phrase.map(|&phrase| phrase.to_owned())
    })
}

/// The first word that weakens; `a few` does not.
fn weakening_word(text: &str) -> Option<String> {
    let mut before = String::new();
    words(text).find(|word| {
        let is_some = word == "few" && before == "a";
        before.clone_from(word);
        !is_some && is_in(word, &WEAKENS)
    })
}

/// The first such word of an insertion in brackets, where words that weaken or exclude are refused too.
/// O(length).
pub(super) fn turning_insertion(text: &str) -> Option<String> {
    let text = plain(text, 0..text.len(), false);
    let is_magnitude = || (begins_with_magnitude(&text) || begins_with_half_day(&text)).then(|| text.clone());
    let has_sign = || {
        let signs = |c| matches!(kind(c), Kind::Key | Kind::Dash);
        (text.contains(signs) && !text.contains(is_word)).then(|| text.clone())
    };
    denial(&text)
        .or_else(|| words(&text).find(|word| is_in(word, &TURNS)))
        .or_else(is_magnitude)
        .or_else(has_sign)
}

/// Whether a word denies, weakens or sets a condition. O(log words).
pub(super) fn weakens(word: &str) -> bool {
    is_in(word, &WEAKENS)
}

/// Whether a word negates.
pub(super) fn is_negation(word: &str) -> bool {
    is_in_joined(word, &NEGATIONS) || word.ends_with("n't") || word.starts_with("n'")
}

fn is_modal(word: &str) -> bool {
    is_in(word, &MODALS) || word.ends_with("'ll") || word.ends_with("'d")
}

fn is_number(word: &str) -> bool {
    is_number_word(word) || (word.len() > 1 && word.chars().all(|letter| matches!(letter, 'i' | 'v' | 'x')))
}

/// Whether a text has only words that stand for others, such as pronouns. Brackets may replace these.
pub(super) fn is_stand_in(text: &str) -> bool {
    let mut count = 0;
    words(text).all(|word| {
        count += 1;
        is_in(&word, &STAND_INS)
    }) && count <= 2
}

/// The same for scripts that write no spaces, or join negations to words.
fn turning_character(text: &str) -> Option<String> {
    let found = text.chars().find(|&character| CHARACTERS.contains(character));
    found.map(String::from).or_else(|| {
        let listed = SEQUENCES.split_ascii_whitespace().find(|&sequence| text.contains(sequence));
        listed.map(str::to_owned)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn negations_numbers_and_modal_words_are_found() {
        for text in [
            "did not",
            "didn’t",
            "in 1998",
            "twenty-one cases",
            "may well",
            "nicht",
            "n’est",
            "他不在",
            "彼は来ない",
            "m²",
            "he'll",
            "½",
        ] {
            assert!(turning_insertion(text).is_some(), "{text}");
        }
        for text in [
            "of the board",
            "the non-toxic paint",
            "die Kammer",
            "le conseil",
            "notable",
            "委員会",
            "canny",
            "many of them",
        ] {
            assert_eq!(turning_omission(text, 0..text.len()), None, "{text}");
        }
        assert!(turning_insertion("only").is_some() && turning_insertion("the hospital").is_none());
        assert!(is_stand_in("it") && !is_stand_in("reduced") && is_stand_in(""));
    }

    #[test]
    fn months_and_names_turn_nothing() {
        for text in
            ["in May", "In May", "die Mitte der Stadt", "eine Gabe", "the town of Lima", "vi", "a few", "i"]
        {
            assert_eq!(turning_omission(text, 0..text.len()), None, "{text}");
        }
        for (text, word) in [
            ("they may go", "may"),
            ("May they go", "may"),
            ("in May they may go", "may"),
            ("mitte", "mitte"),
            ("part VI", "vi"),
            ("of a few of few", "few"),
            ("a man, few", "few"),
            ("they’d go", "they'd"),
            ("part iv", "iv"),
            ("in as much as long as it", "as long as"),
            ("nev-\ner", "never"),
            ("没", "没"),
            ("ไม่มี", "ไม่"),
        ] {
            assert_eq!(turning_omission(text, 0..text.len()).as_deref(), Some(word), "{text}");
        }
        for (text, word) in
            [("%", "%"), ("–", "–"), ("million", "million"), ("pm", "pm"), ("more of it", "more")]
        {
            assert_eq!(turning_insertion(text).as_deref(), Some(word), "{text}");
        }
        for text in [".", "", "of it", "the town – old"] {
            assert_eq!(turning_insertion(text), None, "{text}");
        }
        assert!(is_stand_in("he her") && !is_stand_in("he her it") && !is_stand_in("he left"));
    }

    #[test]
    fn hearsay_may_begin_before_an_omission_and_go_on_after_it() {
        for text in [
            "The mayor is |said| to have resigned",
            "The mayor |is said| to have resigned",
            "They were |thought| to go",
        ] {
            let parts: Vec<&str> = text.split('|').collect();
            let range = parts[0].len()..parts[0].len() + parts[1].len();
            assert!(turning_omission(&parts.concat(), range).is_some(), "{text}");
        }
        for text in [
            "The mayor has |said| to all",
            "The mayor is |said| by all",
            "The mayor is |held| by all",
            "They are |seen| to go",
        ] {
            let parts: Vec<&str> = text.split('|').collect();
            let range = parts[0].len()..parts[0].len() + parts[1].len();
            assert_eq!(turning_omission(&parts.concat(), range), None, "{text}");
        }
    }

    #[test]
    fn portuguese_articles_are_no_numbers() {
        for text in ["O conselho dos moradores da vila e do rio", "O conselho no jardim das flores"] {
            assert_eq!(turning_omission(text, 0..text.len()), None, "{text}");
            assert!(is_portuguese(text, &(0..text.len())), "{text}");
        }
        for text in
            ["Los dos jardines del pueblo", "no jardim", "the dos da vila", "O dos da vila y el pueblo"]
        {
            assert!(turning_omission(text, 0..text.len()).is_some(), "{text}");
            assert!(!is_portuguese(text, &(0..text.len())), "{text}");
        }
    }
}
