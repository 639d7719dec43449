//! What belongs to the number before or after it, so that a passage can neither begin nor end there: `5 |
//! million`, `65 | or older`, `one in | five`.

use unicode_segmentation::UnicodeSegmentation;

use crate::evidence::characters::{Kind, backwards, kind};
use crate::evidence::number_words::{
    MAGNITUDE_CHARACTERS, MAGNITUDE_STARTS, MAGNITUDES, beginning, begins_with_magnitude, begins_with_number,
    is_fraction, is_number_word,
};
use crate::evidence::word_lists::{List, is_in, plain, words};
use crate::util::part;

/// How long the word is that goes on with the number before `end`: `million`, `½`, `and twenty`. O(1).
pub(super) fn number_after(source: &str, end: usize, after: &str, is_apart: bool) -> Option<usize> {
    let first = after.chars().next()?;
    let last = part(source, ..end).chars().next_back()?;
    if last.is_numeric() && (is_fraction(first) || MAGNITUDE_CHARACTERS.contains(first)) {
        return Some(first.len_utf8());
    }
    let magnitude = MAGNITUDE_STARTS.iter().find(|magnitude| after.starts_with(*magnitude));
    if let Some(magnitude) = magnitude.filter(|_| last.is_numeric()) {
        return Some(magnitude.len());
    }
    // `5 (million)`.
    let inner = after.trim_start_matches(['(', '[']);
    let length = after.len() - inner.len() + inner.find(|c| kind(c) != Kind::Key).unwrap_or(inner.len());
    if !is_apart || length == 0 {
        return None;
    }
    let is_number_before = || last.is_numeric() || is_number_word(&word_before(source, end));
    if (goes_on_with_comparison(inner) || goes_on_with_range(source, end, inner)) && is_number_before() {
        let end_of = |(at, word): (usize, &str)| after.len() - inner.len() + at + word.len();
        return inner.unicode_word_indices().nth(1).map(end_of);
    }
    let is_magnitude = begins_with_magnitude(inner);
    let goes_on_in_letters = {
        let first = words(inner).next().unwrap_or_default();
        let rest = || part(inner, inner.find(' ').unwrap_or(0)..);
        is_letters(&first)
            || is_in(&first, &AND) && words(rest()).next().is_some_and(|word| is_letters(&word))
    };
    if !is_magnitude && !goes_on_in_letters {
        return None;
    }
    let before = word_before(source, end);
    let is_number = || last.is_numeric() || is_number_word(&before);
    (is_magnitude && is_number() || goes_on_in_letters && is_power(&before)).then_some(length)
}

fn word_before(source: &str, end: usize) -> String {
    let before = plain(source, backwards(source, end, 24)..end, false);
    words(&before).last().unwrap_or_default()
}

/// Whether the number before a text is a bound: `65 | or older`, `TLS 1.2 | or later`. O(1).
fn goes_on_with_comparison(text: &str) -> bool {
    let mut all = words(beginning(text));
    let is_joined = all.next().is_some_and(|word| is_in(&word, &OR));
    is_joined && all.next().is_some_and(|word| is_in(&word, &BOUNDS))
}

/// Whether a text goes on with a range whose first number ends at `end`: `500 | to 600`, not `from 500 | to
/// 600`. O(1).
fn goes_on_with_range(source: &str, end: usize, text: &str) -> bool {
    let start = beginning(text);
    let is_joined = words(start).next().is_some_and(|word| is_in(&word, &TO));
    let rest = || part(start, start.find(' ').unwrap_or(start.len())..);
    is_joined && begins_with_number(rest()) && {
        let before = plain(source, backwards(source, end, 24)..end, false);
        let before: Vec<String> = words(&before).collect();
        !before.iter().rev().nth(1).is_some_and(|word| is_in(word, &FROM))
    }
}

/// The last of these words where they belong to the number or magnitude that a text begins with: `3 |
/// million`, `half | a million`, `minus | five`, `one in | five`, `one hundred and | twenty`. O(words).
pub(super) fn number_before(words_before: &[String], text: &str) -> Option<String> {
    let last = words_before.last()?;
    if is_number_word(last) && begins_with_magnitude(text) {
        return Some(last.clone());
    }
    let from = |count: usize| words_before.get(words_before.len().saturating_sub(count)..).unwrap_or(&[]);
    let is_portion = |word: &String| is_in(word, &PORTIONS);
    // `half | a million`, `half a | million`.
    let start = beginning(text);
    let text_words: Vec<String> = words(start).take(2).collect();
    let is_million = |at: usize| text_words.get(at).is_some_and(|word| is_in(word, &MAGNITUDES));
    let begins_with_one = text_words.first().is_some_and(|word| is_in(word, &ONE));
    if begins_with_one && is_million(1) || is_in(last, &ONE) && is_million(0) {
        let found = from(3).iter().find(|word| is_portion(word));
        return found.cloned();
    }
    let first = text_words.first().cloned().unwrap_or_default();
    if !start.starts_with(char::is_numeric) && !is_number_word(&first) {
        return None;
    }
    match words_before {
        // `1만 | 2천`.
        [.., word]
            if word.starts_with(char::is_numeric) && word.ends_with(['만', '억', '조', '천', '백']) =>
        {
            Some(word.clone())
        }
        [.., word] if is_in(word, &SIGNS) => Some(word.clone()),
        [.., number, point] if is_in(point, &POINTS) && is_number_word(number) => {
            Some(format!("{number} {point}"))
        }
        [.., power] if is_power(power) && is_letters(&first) => Some(power.clone()),
        [.., power, and] if is_power(power) && is_in(and, &AND) && is_letters(&first) => {
            Some(format!("{power} {and}"))
        }
        [.., number, out, of] if out == "out" && of == "of" && is_number_word(number) => {
            Some(format!("{number} out of"))
        }
        // `500 to | 600`.
        [before @ .., number, to] if is_in(to, &TO) && is_number_word(number) => {
            let is_change = before.last().is_some_and(|word| is_in(word, &FROM));
            (!is_change).then(|| format!("{number} {to}"))
        }
        [.., number, each] if is_in(each, &OUT_OF) && is_part_of(number, &first) => {
            Some(format!("{number} {each}"))
        }
        [.., number, of, each] if is_in(of, &OUT_OF) && each == "cada" && is_number_word(number) => {
            Some(format!("{number} {of} {each}"))
        }
        _ => None,
    }
}

/// Whether a number may be one of this many: a smaller one, neither of them a year. O(length).
fn is_part_of(number: &str, all: &str) -> bool {
    let digits = |word: &str| word.parse::<u64>().ok();
    let is_year = |number: u64| (1000..2200).contains(&number);
    match (digits(number), digits(all)) {
        (Some(number), Some(all)) => number < all && !is_year(all),
        (Some(number), None) => !is_year(number),
        (None, all) => is_letters(number) && !is_in(number, &MAGNITUDES) && !all.is_some_and(is_year),
    }
}

/// A power of ten, in letters, after which the rest of a number follows.
fn is_power(word: &str) -> bool {
    is_in(word, &POWERS)
}

fn is_letters(word: &str) -> bool {
    is_number_word(word) && word.chars().all(char::is_alphabetic) && !is_in(word, &ORDINALS)
}

static POWERS: List = List::new("hundred thousand million billion trillion hundert tausend cent mille");
static AND: List = List::new("and");
static TO: List = List::new("to bis");
static FROM: List = List::new("from von vom");
static OR: List = List::new("or and oder und ou et o y e of en eller och og или и lub i");

/// Words that make the number before them a bound, after *or*.
static BOUNDS: List = List::new(
    "\
    more less fewer greater higher lower older younger later earlier longer shorter larger smaller \
    above below over under better worse mehr weniger älter jünger später früher höher niedriger \
    darüber darunter plus moins más menos più meno mais meer minder mer mindre flere færre fler \
    färre более больше менее меньше więcej mniej",
);
static ONE: List = List::new("a an one eine einen einer un une una uno een en ett");
static PORTIONS: List = List::new(
    "half third quarter tenth halbe halben halb hälfte viertel demi moitié medio media mitad mezzo metà half \
     halv halva",
);
static ORDINALS: List =
    List::new("first second third fourth fifth sixth seventh eighth ninth tenth half halves");
static SIGNS: List =
    List::new("minus moins menos meno минус mínus miinus mínusz eksi ناقص سالب מינוס マイナス");
static POINTS: List = List::new("point komma virgule coma virgola vírgula запятая przecinek");
static OUT_OF: List = List::new("in of von sur su из de em z av af");

/// What stands before a number and makes it another one, in scripts that write no spaces.
pub(super) const NUMBER_PREFIXES: &[&str] = &[
    "分之",
    "负",
    "負",
    "零下",
    "マイナス",
    "公元前",
    "西元前",
    "紀元前",
    "기원전 ",
    "ร้อยละ",
    "ร้อยละ ",
    "ลบ ",
];

/// The same as words.
pub(super) static PERCENT_BEFORE: List = List::new("yüzde");
