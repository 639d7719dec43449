//! Words that belong to the number before or after them, so a passage can neither begin nor end there: `5 |
//! million`, `65 | or older`, `one in | five`.

use unicode_segmentation::UnicodeSegmentation;

use crate::evidence::characters::{Kind, backwards, kind};
use crate::evidence::number_phrases::{counter_after, phrase_after};
use crate::evidence::number_words::{
    MAGNITUDE_CHARACTERS, MAGNITUDE_STARTS, MAGNITUDES, beginning, begins_with_half_day,
    begins_with_magnitude, begins_with_number, is_fraction, is_number_word,
};
use crate::evidence::word_lists::{List, is_in, plain, words};
use crate::util::part;

/// The length of a word that continues the number before `end`: `million`, `½`, `and twenty`. O(1).
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
    if let Some(length) = counter_after(part(source, ..end), after) {
        return Some(length);
    }
    // `5 (million)`.
    let inner = after.trim_start_matches(['(', '[']);
    let length = after.len() - inner.len() + inner.find(|c| kind(c) != Kind::Key).unwrap_or(inner.len());
    if !is_apart || length == 0 {
        return None;
    }
    if goes_on_with_comparison(source, end, inner) || goes_on_with_range(source, end, inner) {
        let end_of = |(at, word): (usize, &str)| after.len() - inner.len() + at + word.len();
        return inner.unicode_word_indices().nth(1).map(end_of);
    }
    if begins_with_half_day(inner) && is_hour(source, end) {
        return Some(length);
    }
    let before = word_before(source, end);
    if let Some(more) = phrase_after(&before, inner) {
        return Some(after.len() - inner.len() + more);
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
    let is_number = || last.is_numeric() || is_number_word(&before);
    (is_magnitude && is_number() || goes_on_in_letters && is_power(&before)).then_some(length)
}

fn word_before(source: &str, end: usize) -> String {
    let before = plain(source, backwards(source, end, 24)..end, false);
    words(&before).last().unwrap_or_default()
}

/// Whether the number before a text is a bound: `65 | or older`, `TLS 1.2 | or later`, `65 | and over.`, but
/// not `in 2019 | and later demolished`. O(1).
fn goes_on_with_comparison(source: &str, end: usize, text: &str) -> bool {
    let mut all = text.unicode_word_indices();
    let (Some((_, first)), Some((at, second))) = (all.next(), all.next()) else { return false };
    let (first, bound) = (first.to_lowercase(), second.to_lowercase());
    let rest = part(text, at + second.len()..);
    let next = words(rest).next().unwrap_or_default();
    let is_or = is_in(&first, &OR);
    let is_bound = if is_or {
        is_in(&bound, &BOUNDS)
            // (Portuguese *the most*, Dutch *or* and English *of*, `or under the bridge`.)
            && !(first == "o" && bound == "mais")
            && (first != "of" || is_in(&bound, &DUTCH_BOUNDS))
            && !(is_in(&bound, &PLACES) && is_in(&next, &ARTICLES))
    } else {
        let ends = !rest.trim_start_matches(|c| kind(c) == Kind::Space).starts_with(|c| kind(c) == Kind::Key);
        AND_BOUNDS.contains(&(first.as_str(), bound.as_str())) && (ends || is_in(&next, &VERBS))
    };
    is_bound && {
        let number = word_before(source, end);
        let is_number = part(source, ..end).ends_with(char::is_numeric) || is_number_word(&number);
        is_number && (is_or || !number.parse().is_ok_and(is_year))
    }
}

/// Whether a text continues a range whose first number ends at `end`: `500 | to 600`, not `from 500 | to
/// 600`. O(1).
fn goes_on_with_range(source: &str, end: usize, text: &str) -> bool {
    let start = beginning(text);
    let is_joined = words(start).next().is_some_and(|word| is_in(&word, &TO));
    let rest = || part(start, start.find(' ').unwrap_or(start.len())..);
    is_joined && begins_with_number(rest()) && {
        let before = plain(source, backwards(source, end, 48)..end, false);
        let before: Vec<String> = words(&before).collect();
        let is_bare = part(source, ..end).ends_with(char::is_alphanumeric);
        let second = words(rest()).next().unwrap_or_default();
        is_bare && before.split_last().is_some_and(|(first, before)| is_range(before, first, &second))
    }
}

/// Whether two numbers joined by *to* are a range: the second is not smaller, and if the first is a year, so
/// is the second. They are not a range after words for a change (`rose by 12 to 30`), or if the first is a
/// name (`gate 5 to`). O(words).
fn is_range(before: &[String], first: &str, second: &str) -> bool {
    let digits = |word: &str| word.replace(',', "").parse::<f64>().ok();
    let is_year_number = |word: &str| word.parse().is_ok_and(is_year);
    let is_ordered = match (digits(first), digits(second)) {
        (Some(from), Some(to)) => from <= to,
        _ => true,
    };
    let is_change = before
        .iter()
        .rev()
        .find(|word| !is_in(word, &ABOUT))
        .is_some_and(|word| is_in(word, &FROM) || is_in(word, &CHANGES) || is_in(word, &LABELS));
    is_number_word(first) && is_ordered && is_year_number(first) <= is_year_number(second) && !is_change
}

/// The last of these words where they belong to the number or magnitude that a text begins with: `3 |
/// million`, `half | a million`, `minus | five`, `one in | five`, `one hundred and | twenty`. O(words).
/// `clause` ends with these words.
pub(super) fn number_before(words_before: &[String], clause: &str, text: &str) -> Option<String> {
    let last = words_before.last()?;
    let is_half_day = || begins_with_half_day(text) && is_hour(clause, clause.trim_end().len());
    if is_number_word(last) && (begins_with_magnitude(text) || is_half_day()) {
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
            let first_number = clause.trim_end().rsplit_once(char::is_whitespace);
            let is_bare = first_number.is_some_and(|(it, _)| it.trim_end().ends_with(char::is_alphanumeric));
            (is_bare && is_range(before, number, &first)).then(|| format!("{number} {to}"))
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

/// Whether one number may be a part of another: it is smaller, and neither is a year. O(length).
fn is_part_of(number: &str, all: &str) -> bool {
    let digits = |word: &str| word.parse::<u64>().ok();
    match (digits(number), digits(all)) {
        (Some(number), Some(all)) => number < all && !is_year(all),
        (Some(number), None) => !is_year(number),
        (None, all) => is_letters(number) && !is_in(number, &MAGNITUDES) && !all.is_some_and(is_year),
    }
}

fn is_year(number: u64) -> bool {
    (1000..2200).contains(&number)
}

/// Whether an hour ends at `end`, in digits or letters: `6`, `6:30`, `six`. O(1).
fn is_hour(source: &str, end: usize) -> bool {
    let before = part(source, backwards(source, end, 8)..end);
    let time =
        before.rsplit(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.')).next().unwrap_or_default();
    let mut parts = time.split([':', '.']);
    let is_number =
        parts.next().is_some_and(|hour| hour.parse().is_ok_and(|hour: u32| (1..=12).contains(&hour)));
    is_number && parts.all(|minutes| minutes.len() == 2)
        || words(before).last().is_some_and(|word| is_in(&word, &HOURS))
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
static OR: List = List::new("or oder ou o of eller или lub");

/// Words that make the number before them a bound where their part of the sentence ends with them.
const AND_BOUNDS: &[(&str, &str)] = &[
    ("and", "over"),
    ("and", "older"),
    ("and", "above"),
    ("and", "under"),
    ("and", "younger"),
    ("and", "below"),
    ("and", "up"),
    ("und", "älter"),
    ("und", "jünger"),
    ("et", "plus"),
    ("y", "más"),
];
/// Verbs and pronouns that may follow an age.
static VERBS: List = List::new("who are were is was sind waren");
static PLACES: List = List::new("above below over under");
static ARTICLES: List = List::new("the a an his her its their our my your this that these those");
static DUTCH_BOUNDS: List = List::new("meer minder");

/// Between a verb of change and its number.
static ABOUT: List = List::new(
    "about around nearly almost over some roughly another a further than more less only just fast rund",
);
/// Words after which `12 to 30` is a change and its result.
static CHANGES: List = List::new(
    "\
    by um rose rise rises rising fell fall falls falling dropped drop drops grew grow grows gained gain \
    gains lost lose slid slipped climbed climb climbs increased increase increases decreased decrease \
    declined decline jumped edged added add adds advanced surged soared sank shed up down stieg stiegen \
    fiel fielen sank sanken wuchs",
);
/// Words after which a number is a name.
static LABELS: List = List::new(
    "\
    gate room platform seat track route road highway channel table number no door hall house lane bus \
    line tram pier dock stop exit gleis zimmer tor",
);
static HOURS: List = List::new("one two three four five six seven eight nine ten eleven twelve");

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

/// Words before a number that make it another one, in scripts that write no spaces.
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
    "不到",
    "超过",
    "超過",
    "不足",
    "至少",
    "最多",
    "少于",
    "多于",
];

/// The same as words.
pub(super) static PERCENT_BEFORE: List = List::new("yüzde");
