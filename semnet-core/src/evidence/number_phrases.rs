//! Phrases and further numbers that continue a number: `5 | and a half`, `twenty | five`, `5 | below zero`;
//! and bounds before one: `fewer than | 5`.

use unicode_segmentation::UnicodeSegmentation;

use crate::evidence::characters::{Kind, kind};
use crate::evidence::number_signs::is_numeral;
use crate::evidence::number_words::{beginning, begins_with_number, is_number_word};
use crate::evidence::word_lists::{List, is_in, phrase_at_end, words};
use crate::util::{items, part};

/// The length of the words at the beginning of a text that belong to the number `before`. O(1).
pub(super) fn phrase_after(before: &str, text: &str) -> Option<usize> {
    let all: Vec<(usize, &str)> = text.unicode_word_indices().take(4).collect();
    let lower: Vec<String> = all.iter().flat_map(|(_, word)| words(word)).collect();
    let end = |count: usize| all.get(count.checked_sub(1)?).map(|&(at, word)| at + word.len());
    let first = lower.first()?;
    let is_degree = is_in(before, &DEGREES);
    if !is_degree && !is_number_word(before) {
        return None;
    }
    let joined = lower.join(" ");
    let starts = |phrases: &[&str]| {
        let found = phrases.iter().find(|&&phrase| {
            joined.strip_prefix(phrase).is_some_and(|it| it.is_empty() || it.starts_with(' '))
        });
        found.and_then(|phrase| end(phrase.split(' ').count()))
    };
    if let Some(length) = starts(BELOW_ZERO) {
        return Some(length);
    }
    if is_degree {
        return None;
    }
    let rest = || all.get(1).map_or("", |&(at, _)| part(text, at..));
    let is_bare = |count: usize| {
        let after = end(count).map_or("", |at| part(text, at..));
        !after.trim_start().starts_with(|c| kind(c) == Kind::Key)
    };
    let is_digits = before.ends_with(char::is_numeric);
    let second = lower.get(1).map(String::as_str).unwrap_or_default();
    let is_unit = |word: &str| is_in(word, &UNITS);
    // `5 M€`.
    let letters: usize = first.chars().count();
    let sign = end(1).and_then(|at| part(text, at..).chars().next());
    let is_money = letters <= 3 && sign.is_some_and(|c| matches!(c, '€' | '$' | '£' | '¥' | '₽'));
    let count = if is_money
        || is_in(first, &SCALES)
        || all.first().is_some_and(|(_, word)| *word == "Mill")
        || is_digits && is_in(first, &SHORT_SCALES)
        || is_in(first, &SHORT_SCALES) && is_bare(1)
        || before == "one" && matches!(first.as_str(), "half" | "third" | "quarter")
        || is_in(before, &TENS) && is_unit(first)
        || is_in(before, &FRENCH) && matches!(first.as_str(), "cent" | "cents" | "tiers" | "quarts")
    {
        1
    } else if matches!(first.as_str(), "point" | "times" | "or" | "ou" | "oder" | "или" | "o")
        && begins_with_number(rest())
        || is_in(before, &TENS) && matches!(first.as_str(), "y" | "et" | "e" | "and") && is_unit(second)
        || first == "m" && matches!(second, "dollars" | "euros" | "euro" | "pounds" | "de")
    {
        2
    } else if first == "out" && second == "of" && lower.get(2).is_some_and(|word| is_number_word(word)) {
        3
    } else if first == "in" && is_smaller(before, second) {
        2
    } else {
        return starts(PHRASES);
    };
    end(count)
}

/// `5 | in 100`: a number below another round one, neither of them a year.
fn is_smaller(before: &str, all: &str) -> bool {
    let all = all.parse::<u64>().ok().filter(|&all| matches!(all, 10 | 100 | 1_000 | 10_000 | 100_000));
    all.is_some_and(|all| before.parse::<u64>().is_ok_and(|before| before < all))
}

/// The words before a number that belong to it or bound it. `text` begins with the number, or with a part of
/// it. O(words).
pub(super) fn phrase_before(words_before: &[String], text: &str) -> Option<String> {
    let start = beginning(text);
    if begins_with_number(text)
        && let Some(bound) = phrase_at_end(words_before, BOUNDS)
    {
        return Some(bound);
    }
    (1..=words_before.len().min(3)).find_map(|count| {
        let (number, between) = words_before.split_at(words_before.len() - count + 1);
        let between = between.join(" ");
        let length = phrase_after(number.last()?, &format!("{between} {start}"))?;
        (length > between.len() + 1).then(|| items(words_before, number.len() - 1..).join(" "))
    })
}

/// The length of a counter or bound at the beginning of a text, in scripts that write no spaces: `5 | 倍`,
/// `2010年 | 前后`. O(1).
pub(super) fn counter_after(before: &str, text: &str) -> Option<usize> {
    let mut back = before.chars().rev();
    let counts = |c: Option<char>| c.is_some_and(is_numeral);
    let (last, earlier) = (back.next(), back.next());
    let starts = |list: &str| list.split_ascii_whitespace().find(|it| text.starts_with(it)).map(str::len);
    if counts(last) {
        let is_verb = ["成立", "成为", "成為", "成功", "成员", "成員", "成果", "成年"]
            .iter()
            .any(|it| text.starts_with(it));
        if let Some(length) = starts("成 倍 折 多 余 餘").filter(|_| !is_verb) {
            return Some(length);
        }
    }
    (counts(last) || counts(earlier))
        .then(|| starts("前后 前後 左右 上下 以上 以下 以内 以內 未满 未満"))
        .flatten()
}

static DEGREES: List = List::new(
    "\
    degree degrees celsius fahrenheit grad degrés degré grados gradi graus градусов градуса c f",
);

const BELOW_ZERO: &[&str] = &[
    "below zero",
    "under zero",
    "below freezing",
    "unter null",
    "sous zéro",
    "au dessous de zéro",
    "en dessous de zéro",
    "bajo cero",
    "sotto zero",
    "abaixo de zero",
    "onder nul",
    "under noll",
    "under nul",
    "ниже нуля",
    "нижче нуля",
    "poniżej zera",
    "pod nulou",
];

const PHRASES: &[&str] = &[
    "and a half",
    "and a quarter",
    "and a third",
    "and one half",
    "and three quarters",
    "und ein halb",
    "und eine halbe",
    "und ein viertel",
    "et demi",
    "et demie",
    "y medio",
    "y media",
    "e mezzo",
    "e mezza",
    "e meio",
    "e meia",
    "en een half",
    "en een halve",
    "och en halv",
    "och ett halvt",
    "og en halv",
    "og et halvt",
    "с половиной",
    "і половиною",
    "i pół",
    "a půl",
    "ja puoli",
    "és fél",
    "degrees below",
    "per thousand",
    "per mille",
    "per hundred",
    "pour mille",
    "pro mille",
    "por mil",
    "basis points",
    "basis point",
    "to the power",
    "raised to",
    "v h",
    "v.h",
];

/// Words that multiply or divide any number before them.
static SCALES: List = List::new(
    "\
    bps pp squared cubed tsd teur promille douzaine douzaines docena docenas dozzine dutzend buçuk \
    ونصف وربع mille halves thirds quarters fourths fifths sixths sevenths eighths ninths tenths \
    twelfths sixteenths twentieths hundredths thousandths millionths drittel viertel fünftel sechstel \
    siebtel achtel neuntel zehntel zwanzigstel hundertstel tausendstel cinquièmes dixièmes centièmes \
    millièmes tercios cuartos quintos décimos centésimos terzi quarti decimi centesimi terços décimas \
    трети четверти десятых сотых тысячных",
);

/// The same for everyday words, which apply only after digits or at the end of a clause.
static SHORT_SCALES: List = List::new("grand score k");

/// Numbers in letters after which that of the ones follows.
static TENS: List = List::new(
    "\
    twenty thirty forty fifty sixty seventy eighty ninety vingt trente quarante cinquante soixante \
    veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa ciento vinte trinta quarenta \
    cinquenta sessenta oitenta двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят \
    девяносто сто двести триста dwadzieścia trzydzieści czterdzieści pięćdziesiąt dvacet třicet tjugo",
);

static UNITS: List = List::new(
    "\
    one two three four five six seven eight nine un une deux trois quatre cinq sept huit neuf dix \
    onze uno una dos tres cuatro cinco seis siete ocho nueve um uma dois duas três quatro sete oito \
    nove один одна два две три четыре пять шесть семь восемь девять jeden dwa trzy cztery pięć sześć \
    siedem osiem dziewięć dva tři čtyři pět šest sedm osm devět två tre fyra fem sex sju åtta nio",
);
static FRENCH: List = List::new("deux trois quatre cinq six sept huit neuf");

/// Bounds before a number.
const BOUNDS: &[&str] = &[
    "fewer than",
    "less than",
    "more than",
    "greater than",
    "at most",
    "at least",
    "nearly",
    "almost",
    "up to",
    "weniger als",
    "mehr als",
    "höchstens",
    "mindestens",
    "fast",
    "beinahe",
    "knapp",
    "bis zu",
    "moins de",
    "plus de",
    "au plus",
    "au moins",
    "presque",
    "près de",
    "menos de",
    "más de",
    "al menos",
    "casi",
    "como máximo",
    "meno di",
    "più di",
    "almeno",
    "quasi",
    "al massimo",
    "mais de",
    "pelo menos",
    "quase",
    "minder dan",
    "meer dan",
    "minstens",
    "hoogstens",
    "bijna",
    "mindre än",
    "mer än",
    "minst",
    "högst",
    "nästan",
    "менее",
    "более",
    "меньше",
    "больше",
    "почти",
    "свыше",
    "mniej niż",
    "więcej niż",
    "prawie",
    "en az",
    "en fazla",
    "أقل من",
    "أكثر من",
];
