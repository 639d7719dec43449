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
    if let Some(share) = share_after(source, end, inner) {
        return Some(after.len() - inner.len() + share);
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
    // `one in | every five`.
    if is_in(&first, &EVERY) {
        let second = text_words.get(1).filter(|word| is_number_word(word))?;
        return share_before(words_before, second, true);
    }
    if !start.starts_with(char::is_numeric) && !is_number_word(&first) {
        return None;
    }
    // `one in every | five`.
    if let [shares @ .., every] = words_before
        && is_in(every, &EVERY)
        && let Some(share) = share_before(shares, &first, true)
    {
        return Some(format!("{share} {every}"));
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
        // `500 to | 600`.
        [before @ .., number, to] if is_in(to, &TO) && is_number_word(number) => {
            let first_number = clause.trim_end().rsplit_once(char::is_whitespace);
            let is_bare = first_number.is_some_and(|(it, _)| it.trim_end().ends_with(char::is_alphanumeric));
            (is_bare && is_range(before, number, &first)).then(|| format!("{number} {to}"))
        }
        _ => share_before(words_before, &first, false),
    }
}

/// The last of these words where they say of how many the number `all` that follows is: `one in`, `two out
/// of`. With *every* in between they can mean nothing else (`four of every`); without, they also join other
/// numbers (`one in 2019`). O(1).
fn share_before(words_before: &[String], all: &str, has_every: bool) -> Option<String> {
    let is_one = |word: &String| is_in(word, &ONE) || is_in(word, &ONE_AS_SHARE);
    match words_before {
        [.., number, out, of]
            if out == "out" && of == "of" && (is_number_word(number) || has_every && is_one(number)) =>
        {
            Some(format!("{number} out of"))
        }
        // Dutch.
        [.., number, op, de] if op == "op" && de == "de" && (is_number_word(number) || is_one(number)) => {
            Some(format!("{number} op de"))
        }
        [.., number, of] => {
            let is_share = if has_every {
                (is_in(of, &OUT_OF) || is_in(of, &OUT_OF_EVERY)) && (is_number_word(number) || is_one(number))
            } else {
                let is_one = is_one(number) && is_in(of, &ONE_OUT_OF) && !all.parse().is_ok_and(is_year);
                is_in(of, &OUT_OF) && (is_part_of(number, all) || is_one)
            };
            is_share.then(|| format!("{number} {of}"))
        }
        _ => None,
    }
}

/// The length of the words that say of how many the number before `end` is: `one | in five members`, `uno |
/// de cada diez`, `5 | per 1,000`, but not `one | in five days`. O(1).
fn share_after(source: &str, end: usize, text: &str) -> Option<usize> {
    let all: Vec<(usize, &str)> = text.unicode_word_indices().take(4).collect();
    let lower: Vec<String> = all.iter().map(|(_, word)| word.to_lowercase()).collect();
    let count = match lower.as_slice() {
        [of, every, all, ..] if is_in(every, &EVERY) && is_number_word(all) => {
            let is_share = is_in(of, &OUT_OF) || is_in(of, &OUT_OF_EVERY);
            let number = word_before(source, end);
            let is_number = is_number_word(&number) || is_in(&number, &ONE) || is_in(&number, &ONE_AS_SHARE);
            (is_share && is_number).then_some(3)
        }
        [per, all, ..] if per == "per" && is_number_word(all) => {
            is_number_word(&word_before(source, end)).then_some(2)
        }
        [of, all, rest @ ..] if of == "in" && is_number_word(all) => {
            let of_time = rest.first().is_some_and(|word| is_in(word, &SPANS));
            (!of_time && is_letters(all) && is_part_of(&word_before(source, end), all)).then_some(2)
        }
        _ => None,
    };
    let &(at, word) = all.get(count? - 1)?;
    Some(at + word.len())
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
/// Words that may join a part to all of which it is a part.
static OUT_OF: List = List::new("in of von sur su из de em z av af");
/// The same words, but for those that more often mean something else after *a* or *one*.
static ONE_OUT_OF: List = List::new("von sur su из em z av af");
/// More such words, before *every*.
static OUT_OF_EVERY: List = List::new("a op på");
/// After `two in ten`, what passes while two of something happen.
static SPANS: List = List::new(
    "\
    second seconds minute minutes hour hours day days night nights week weeks month months season seasons \
    year years decade decades century centuries game games match matches race races attempt attempts",
);
static EVERY: List = List::new("every each cada ogni chaque je hver varje elke");
/// *One* in languages and forms in which *a* is another word.
static ONE_AS_SHARE: List = List::new("eines einem einer um uma один одна одно jeden jedna jedno één én");

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
