//! Marks of footnotes: raised digits and daggers after a word or a sentence (`plan¹²`, `plan.¹,²`), and
//! whatever may be one between a passage and the negation that it cuts off (`not[12] | reject`).

use crate::evidence::characters::{Kind, backwards, before, forwards, is_word, kind};
use crate::text::is_white_space;
use crate::util::part;

/// The end of raised digits or daggers at `at` that lead to a footnote. After a word, digits do so only where
/// they are not a power: `plan¹²`, but not `m²`, `10¹²` or `velocity²`. O(1).
pub(super) fn note_mark_end(text: &str, at: usize) -> Option<usize> {
    let left = before(text, at)?;
    let rest = text.get(at..)?;
    let is_after_sentence =
        matches!(left, '.' | ',' | ';' | ':' | '!' | '?' | '"' | '”' | '“' | '’' | '»' | '。' | '，');
    let length = match rest.chars().next()? {
        c if is_raised_digit(c) => {
            let length = raised_length(rest);
            let is_mark = is_after_sentence || is_after_word(part(text, ..at), part(rest, ..length));
            is_mark.then_some(length)?
        }
        c if is_dagger(c) && (is_after_sentence || left.is_alphabetic()) => {
            rest.chars().take(4).take_while(|&c| is_dagger(c)).map(char::len_utf8).sum()
        }
        _ => return None,
    };
    let goes_on = |c| is_word(c) || is_raised_sign(c) || !is_after_sentence && kind(c) == Kind::Key;
    (!rest.get(length..)?.chars().next().is_some_and(goes_on)).then_some(at + length)
}

/// How long the raised digits are that a text begins with: `¹²`, `¹,²`, `⁴–⁶`. O(1).
pub(super) fn raised_length(text: &str) -> usize {
    let mut length = 0;
    let mut rest = text.chars().take(LONGEST_RUN).peekable();
    while let Some(character) = rest.next() {
        let mut goes_on = || rest.peek().is_some_and(|&c| is_raised_digit(c));
        if !(is_raised_digit(character) || joins_digits(character) && goes_on()) {
            break;
        }
        length += character.len_utf8();
    }
    length
}

/// Where the run of such digits or daggers begins with which a text ends. O(1).
pub(super) fn raised_start(text: &str) -> usize {
    let is_part = |&c: &char| is_note_mark(c) || joins_digits(c);
    let run: usize = text.chars().rev().take(LONGEST_RUN).take_while(is_part).map(char::len_utf8).sum();
    text.len() - part(text, text.len() - run..).trim_start_matches(joins_digits).len()
}

fn joins_digits(character: char) -> bool {
    matches!(character, ',' | '-' | '–' | '⁻' | '˒')
}

/// Marks of footnotes have at most this many characters.
const LONGEST_RUN: usize = 12;

/// Whether a text ends with a word after which raised digits lead to a note. A single `²`, `³` or `⁴` may
/// always be one.
fn is_after_word(text: &str, digits: &str) -> bool {
    let length = text.chars().rev().take(LONGEST_WORD).take_while(|c| c.is_alphabetic()).map(char::len_utf8);
    let word = part(text, text.len() - length.sum::<usize>()..);
    let is_lower = word.chars().skip(1).all(char::is_lowercase);
    let lower = word.to_lowercase();
    !matches!(digits, "²" | "³" | "⁴")
        && !digits.starts_with('⁰')
        && is_lower
        && word.chars().nth(2).is_some()
        && !is_word_or_sign(before(text, text.len() - word.len()))
        && !BASES.split_ascii_whitespace().any(|base| base == lower)
}

const LONGEST_WORD: usize = 40;

fn is_word_or_sign(character: Option<char>) -> bool {
    character.is_some_and(|c| is_word(c) || kind(c) == Kind::Key)
}

/// Units, functions, letters and numbers that a power is written of.
const BASES: &str = "\
    sin cos tan cot sec csc log exp sinh cosh tanh arcsin arccos arctan alpha beta gamma delta epsilon zeta \
    eta theta iota kappa lambda phi chi psi rho tau sigma omega mol bar atm ohm rad cal cell cells \
    metre metres meter meters feet foot inch inches yard yards mile miles second seconds mètre mètres metro \
    metros metri metern one two three four five six seven eight nine ten twelve twenty hundred \
    thousand million millions billion billions zwei drei vier zehn hundert tausend million millionen deux \
    trois dix cent mille diez cien mil dieci cento";

/// Whether a character may be the mark of a footnote. O(1).
#[inline]
pub(super) fn is_note_mark(character: char) -> bool {
    is_raised_digit(character) || is_dagger(character)
}

fn is_raised_digit(character: char) -> bool {
    matches!(character, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

fn is_raised_sign(character: char) -> bool {
    matches!(character, '⁺'..='ⁿ')
}

fn is_dagger(character: char) -> bool {
    matches!(character, '†' | '‡')
}

/// A text without what may be the marks of notes at its end, and the spaces around them, in whatever way they
/// were written: `not[12]`, `not (12)`, `not¹²`, `not12`, `not<sup>12</sup>`, `not^12`. O(1).
pub(super) fn without_marks_at_end(text: &str) -> &str {
    let mut kept = text;
    for _ in 0..MOST_MARKS {
        let trimmed = kept.trim_end_matches(is_apart);
        let Some(start) = mark_start(trimmed) else { break };
        kept = part(trimmed, ..start).trim_end_matches(is_apart);
    }
    kept
}

/// How long the marks are that a text begins with, with the spaces before and between them. O(1).
pub(super) fn marks_at_start(text: &str) -> usize {
    let mut length = 0;
    for _ in 0..MOST_MARKS {
        let rest = part(text, length..);
        let spaces: usize =
            rest.chars().take(MOST_SPACES).take_while(|&c| is_apart(c)).map(char::len_utf8).sum();
        let Some(mark) = mark_length(part(rest, spaces..)) else { break };
        length += spaces + mark;
    }
    length
}

/// At most this many marks of notes follow one another.
const MOST_MARKS: usize = 4;

/// At most this many spaces come before the mark of a note or of a reference.
pub(super) const MOST_SPACES: usize = 8;

/// The text in brackets or a tag is a mark if it has at most this many characters.
const LONGEST_MARK: usize = 24;

fn is_apart(character: char) -> bool {
    is_white_space(character) || kind(character) == Kind::Hidden
}

fn is_sign(character: char) -> bool {
    is_note_mark(character) || is_raised_sign(character) || matches!(character, '*' | '§' | '¶' | '˒')
}

/// Where the mark begins with which a text ends.
fn mark_start(text: &str) -> Option<usize> {
    let reached = backwards(text, text.len(), LONGEST_MARK);
    let near = part(text, reached..);
    let opens = |sign: char| near.rfind(sign).map(|at| reached + at);
    let last = near.chars().next_back()?;
    let start = match last {
        ']' => opens('['),
        ')' => opens('('),
        '>' if near.ends_with("</sup>") => near.rfind("<sup").map(|at| reached + at),
        _ if is_sign(last) => {
            let is_run = |c: char| is_sign(c) || matches!(c, ',' | '-' | '–');
            Some(text.len() - near.len() + near.trim_end_matches(is_run).len())
        }
        _ if last.is_ascii_digit() => {
            let word = near.trim_end_matches(|c: char| c.is_ascii_digit());
            let stem = word.trim_end_matches('^');
            // (`NO2` is a name.)
            let own = stem.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            let is_name = own.chars().all(char::is_uppercase);
            (!is_name && near.len() - word.len() <= 3).then_some(reached + stem.len())
        }
        _ => None,
    }?;
    (mark_length(part(text, start..)) == Some(text.len() - start) || last.is_ascii_digit()).then_some(start)
}

/// How long the mark is that a text begins with.
fn mark_length(text: &str) -> Option<usize> {
    let near = part(text, ..forwards(text, 0, LONGEST_MARK));
    let first = near.chars().next()?;
    let closing = |sign: char| near.find(sign);
    match first {
        '[' | '(' => {
            let end = closing(if first == '[' { ']' } else { ')' })?;
            is_note(part(near, 1..end)).then_some(end + 1)
        }
        '<' if near.starts_with("<sup") => near.find("</sup>").map(|at| at + "</sup>".len()),
        '^' => {
            let digits = near.bytes().skip(1).take_while(u8::is_ascii_digit).count();
            (digits > 0).then_some(digits + 1)
        }
        _ if is_sign(first) => {
            let rest = near.trim_start_matches(is_sign);
            let more = rest.strip_prefix([',', '-', '–']).filter(|rest| rest.starts_with(is_sign));
            let rest = more.map_or(rest, |rest| rest.trim_start_matches(is_sign));
            Some(near.len() - rest.len())
        }
        _ => None,
    }
}

/// Whether the text in brackets is the number or letter of a note: `12`, `3, 4–6`, `a`, `note 3`.
fn is_note(inner: &str) -> bool {
    let mut has_letters = false;
    let mut parts = inner.split([',', ';', '-', '–', ' ', '.']).filter(|part| !part.is_empty());
    let is_part = |part: &str| {
        has_letters |= part.chars().any(char::is_alphabetic);
        part.chars().count() == 1
            || part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit())
            || matches!(part, "note" | "Note" | "nb" | "fn" | "Anm" | "nota" | "ref")
    };
    !inner.trim().is_empty() && parts.all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_digits_after_a_word_lead_to_a_note_unless_they_are_a_power() {
        for (text, end) in
            [("plan¹² failed", 8), ("plan¹,² failed", 9), ("not⁴–⁶.", 12), ("plan¹", 6), ("plan.², and", 7)]
        {
            let at = text.find(is_note_mark).unwrap();
            assert_eq!(note_mark_end(text, at), Some(end), "{text}");
        }
        for text in [
            "10¹² cells",
            "m² of",
            "velocity² is",
            "Ca²⁺ ions",
            "metres¹² of",
            "million¹² of",
            "sin¹² x",
            "CO¹² x",
            "word¹²x",
            "plan¹²⁺",
            "length¹⁰/s",
        ] {
            let at = text.find(is_note_mark).unwrap();
            assert_eq!(note_mark_end(text, at), None, "{text}");
        }
    }

    #[test]
    fn whatever_may_be_a_mark_is_passed_over() {
        for mark in [
            "12",
            "[12]",
            " [12]",
            "(12)",
            "¹²",
            " ¹",
            "¹,²",
            "⁴–⁶",
            "<sup>12</sup>",
            "^12",
            "†",
            "§",
            "[a]",
            "[note 3]",
            "⁽¹²⁾",
            "[1][2]",
        ] {
            assert_eq!(without_marks_at_end(&format!("did not{mark} ")), "did not", "{mark}");
            let is_joined = mark.starts_with('1');
            assert!(is_joined || marks_at_start(&format!("{mark} x")) == mark.len(), "{mark}");
        }
        for text in ["not (in 2012)", "NO2", "in 2012", "not (12 of them)", "not"] {
            assert_eq!(without_marks_at_end(text), text, "{text}");
        }
    }

    #[test]
    fn daggers_after_letters_and_sentences_lead_to_notes() {
        for (text, end) in [
            ("plan† x", 7),
            ("plan†‡ x", 10),
            ("plan.†", 8),
            ("plan.¹%", 7),
            ("plan¹,", 6),
            ("plan¹–³ x", 11),
        ] {
            let at = text.find(is_note_mark).unwrap();
            assert_eq!(note_mark_end(text, at), Some(end), "{text}");
        }
        for text in [
            "5† x",
            "†",
            "¹",
            " ¹",
            "plan†x",
            "plan¹%",
            "is¹²",
            "PLAN¹²",
            "5plan¹²",
            "$plan¹²",
            "plan³",
            "plan⁰¹",
        ] {
            let at = text.find(is_note_mark).unwrap();
            assert_eq!(note_mark_end(text, at), None, "{text}");
        }
        assert_eq!((raised_length("¹–x"), raised_length("¹,²,³ 5"), raised_length("5")), (2, 8, 0));
        assert_eq!((raised_start("plan¹,²"), raised_start("plan, ¹"), raised_start("plan,")), (4, 6, 5));
        assert_eq!(raised_length(&"¹".repeat(20)), 24);
    }

    #[test]
    fn notes_in_brackets_are_numbers_or_one_letter() {
        for text in
            ["(12)", "[3, 4–6]", "[a]", "[Note 3]", "(ref. 3)", "<sup>x</sup>", "^1", "¹-²", "*", "§§"]
        {
            assert_eq!(marks_at_start(text), text.len(), "{text}");
        }
        for text in
            ["(ab)", "(1234)", "()", "[ ]", "<sub>1</sub>", "^", "^a", "(12", "12", "x", "", "(1 of them)"]
        {
            assert_eq!(marks_at_start(text), 0, "{text}");
        }
        assert_eq!(marks_at_start(&"[1] ".repeat(5)), 15);
        assert_eq!(without_marks_at_end("not[1][2][3][4][5]"), "not[1]");
        for (text, kept) in [
            ("not123", "not"),
            ("not1234", "not1234"),
            ("NOT12", "NOT12"),
            ("Not12", "Not"),
            ("not ¹,²", "not"),
            ("not]", "not]"),
            ("not)", "not)"),
            ("not<b>1</b>", "not<b>1</b>"),
        ] {
            assert_eq!(without_marks_at_end(text), kept, "{text}");
        }
    }
}
