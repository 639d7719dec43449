//! Signs that belong to a number: units, currencies, comparisons, points, powers, groups of digits.

use crate::evidence::characters::{Kind, is_line_break, kind, narrow};

/// How far from a number its signs are searched for, in characters.
const REACH: usize = 64;

/// Whether a sign that touches a number belongs to it: a unit, a currency, a comparison. O(1).
pub(super) fn is_sign(character: char) -> bool {
    let others = [
        '<', '>', '≤', '≥', '±', '+', '~', '≈', '=', '≠', '≪', '≫', '≲', '≳', '#', '^', '×', '*', '″', '′',
        '‴', '¤',
    ];
    is_unit(character) || others.contains(&character)
}

/// Signs that change a number even with a space between: percent, degrees, currencies. O(1).
fn is_unit(character: char) -> bool {
    matches!(narrow(character), '%' | '‰' | '‱' | '°' | '℃' | '℉' | '€' | '£' | '¥' | '₹' | '$' | '¢' | '￥')
}

/// Feet and minutes, inches and seconds. O(1).
pub(super) fn is_prime(character: char) -> bool {
    matches!(character, '′' | '″' | '‴')
}

/// Whether a character is a digit, or one of the numerals of Chinese and Japanese. O(1).
pub(super) fn is_numeral(character: char) -> bool {
    character.is_numeric() || "〇零一二两兩三四五六七八九十百千万萬亿億兆".contains(character)
}

/// Whether a character is a space within a line. O(1).
pub(super) fn is_narrow_space(character: char) -> bool {
    kind(character) == Kind::Space && !is_line_break(character)
}

/// Whether a unit follows, perhaps in brackets: ` %`, ` (%)`. O(1).
pub(super) fn goes_on_with_unit(outer: impl Iterator<Item = char>) -> bool {
    let mut outer = outer.take(REACH).skip_while(|&c| is_narrow_space(c)).map(narrow);
    match outer.next() {
        Some('(' | '[') => {
            outer.next().is_some_and(is_unit) && outer.next().is_some_and(|c| matches!(c, ')' | ']'))
        }
        next => next.is_some_and(is_unit),
    }
}

/// Whether a text, read backwards, ends with a number and a unit: `30 mg`, not `20 days`. O(1).
pub(super) fn is_unit_of_number(inner: impl Iterator<Item = char> + Clone) -> bool {
    let letters = inner.clone().take(LONGEST_UNIT + 1).take_while(|c| c.is_alphabetic());
    let letters: Vec<char> = letters.collect();
    let unit: String = letters.iter().rev().collect();
    let mut rest = inner.skip(letters.len()).skip_while(|&c| is_narrow_space(c));
    rest.next().is_some_and(char::is_numeric) && UNITS.split_ascii_whitespace().any(|it| it == unit)
}

/// No unit has more letters.
const LONGEST_UNIT: usize = 4;

/// Units that may be part of a longer one.
const UNITS: &str = "\
    g mg kg µg μg ng pg mcg t lb lbs oz l L ml mL dl dL cl hl µl μl gal pt m mm cm dm km µm μm nm ft yd \
    mi nmi ha s ms sec min h hr hrs mol mmol µmol μmol nmol J kJ MJ GJ cal kcal W kW MW GW TW kWh MWh \
    GWh TWh Wh N kN Nm Pa kPa MPa hPa bar V kV mV mA Hz kHz MHz GHz bit kbit Mbit Gbit kb Mb Gb kB KB MB \
    GB TB Bq kBq MBq Sv mSv µSv μSv Gy IU IE UI EUR USD GBP CHF";

/// Whether a space divides one number; both sides are read outwards from the space: `5 | %`, `< | 5`, `12 |
/// 500`, `3 | 1/2`, `3 × | 10⁶`. O(1).
pub(super) fn parts_number(
    inner: impl Iterator<Item = char> + Clone,
    outer: impl Iterator<Item = char> + Clone,
    is_beginning: bool,
) -> bool {
    goes_on_with_unit(outer.clone())
        || is_compared(outer.clone(), is_beginning)
        || is_factor(outer.clone())
        || parts_digit_group(inner.clone(), outer.clone(), is_beginning)
        || parts_mixed_fraction(inner, outer, is_beginning)
}

/// Whether a comparison precedes the number, other than `>` at the beginning of a line, which marks a quoted
/// line.
fn is_compared(outer: impl Iterator<Item = char>, is_beginning: bool) -> bool {
    let mut outer = outer.take(REACH).skip_while(|&c| is_narrow_space(c));
    let sign = outer.next();
    let is_comparison =
        matches!(sign, Some('<' | '>' | '≤' | '≥' | '≠' | '≈' | '±' | '~' | '≪' | '≫' | '≲' | '≳'));
    let is_quoted_line =
        sign == Some('>') && outer.find(|&c| !is_narrow_space(c) && c != '>').is_none_or(is_line_break);
    is_beginning && is_comparison && !is_quoted_line
}

/// Another factor of the number: `× 10⁶`.
fn is_factor(outer: impl Iterator<Item = char>) -> bool {
    let mut outer = outer.take(REACH).skip_while(|&c| is_narrow_space(c));
    let is_times = matches!(outer.next(), Some('×' | 'x' | '·' | '⋅' | '∙'));
    let mut rest = outer.skip_while(|&c| is_narrow_space(c));
    is_times && rest.next().is_some_and(char::is_numeric)
}

/// `12 500`: groups of three digits, the first of one to three.
fn parts_digit_group(
    inner: impl Iterator<Item = char>,
    outer: impl Iterator<Item = char>,
    is_beginning: bool,
) -> bool {
    let (inner, outer) = (digits(inner), digits(outer.skip(1)));
    let (first, second) = if is_beginning { (outer, inner) } else { (inner, outer) };
    (1..=3).contains(&first) && second == 3
}

fn digits(characters: impl Iterator<Item = char>) -> usize {
    characters.take(REACH).take_while(|c| c.is_numeric()).count()
}

/// `3 1/2`.
fn parts_mixed_fraction(
    inner: impl Iterator<Item = char> + Clone,
    outer: impl Iterator<Item = char> + Clone,
    is_beginning: bool,
) -> bool {
    let is_whole =
        |mut characters: Box<dyn Iterator<Item = char> + '_>| characters.next().is_some_and(char::is_numeric);
    let is_fraction = |characters: Box<dyn Iterator<Item = char> + '_>| {
        let mut rest = characters.take(REACH).skip_while(|c| c.is_ascii_digit());
        matches!(rest.next(), Some('/' | '⁄' | '∕')) && rest.next().is_some_and(|c| c.is_ascii_digit())
    };
    let outer = outer.skip(1);
    let has_digit = outer.clone().next().is_some_and(|c| c.is_ascii_digit());
    if is_beginning {
        is_fraction(Box::new(inner)) && is_whole(Box::new(outer))
    } else {
        has_digit && is_fraction(Box::new(outer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_not_parted_from_their_signs() {
        for (before, after) in [
            ("5", " %"),
            ("5", " (%)"),
            ("12", " 500"),
            ("3", " 1/2"),
            ("3", " × 10⁶"),
            ("5", " [€]"),
            ("3", " x 10"),
        ] {
            assert!(parts_number(before.chars().rev(), after.chars(), false), "{before}{after}");
        }
        for (before, after) in
            [("< ", "5"), ("≠ ", "5"), ("12 ", "500"), ("3 ", "1/2"), ("3 × ", "10"), ("if > ", "5")]
        {
            assert!(parts_number(after.chars(), before.chars().rev(), true), "{before}{after}");
        }
        for (before, after) in [("5", " ($3)"), ("5", " m"), ("2010", " 500"), ("5", " (a)"), ("3", " x y")] {
            assert!(!parts_number(before.chars().rev(), after.chars(), false), "{before}{after}");
        }
        for (before, after) in [("> ", "5"), ("a\n> > ", "5"), ("x = ", "5")] {
            assert!(!parts_number(after.chars(), before.chars().rev(), true), "{before}{after}");
        }
    }

    #[test]
    fn groups_of_digits_have_three() {
        for (before, after, is_one) in [
            ("1", " 500", true),
            ("123", " 500", true),
            ("1234", " 500", false),
            ("12", " 50", false),
            ("12", " 5000", false),
            ("x", " 500", false),
        ] {
            assert_eq!(parts_number(before.chars().rev(), after.chars(), false), is_one, "{before}{after}");
            let (before, after) = (format!("{before} "), &after[1..]);
            assert_eq!(parts_number(after.chars(), before.chars().rev(), true), is_one, "{before}{after}");
        }
    }

    #[test]
    fn units_after_numbers_may_go_on() {
        for text in ["30 mg", "30mg", "5 mmol", "5 kWh", "5\u{a0}µg"] {
            assert!(is_unit_of_number(text.chars().rev()), "{text}");
        }
        for text in ["20 days", "mg", "x mg", "5 kcals", "5\nmg", "5 ", "5"] {
            assert!(!is_unit_of_number(text.chars().rev()), "{text}");
        }
        for text in [" %", "%", "\u{a0}€", "(%)", " [$]", "％"] {
            assert!(goes_on_with_unit(text.chars()), "{text}");
        }
        for text in ["\n%", " (5%)", "(%", " (% of)", "x", ""] {
            assert!(!goes_on_with_unit(text.chars()), "{text}");
        }
    }
}
