//! Marks in a text that are not part of its words: emphasis in Markdown (`*not*`), the numbers of references
//! (`plan[12]`), a large first letter that is set apart.

use crate::evidence::characters::{Kind, after, before, is_space_byte, is_word, kind};
use crate::evidence::markup::{link_end, underscore_end};
use crate::evidence::notes::{MOST_SPACES, is_note_mark, note_mark_end, raised_length, raised_start};
use crate::text::is_white_space;
use crate::util::{items, part};

/// How far back an opening mark is searched for, in bytes.
const REACH: usize = 64;

/// A list of references has at most this many bytes.
const LONGEST_CITATION: usize = 32;

/// The end of a run of `*` at `at` that sets off words, not one between them (`2*3`) or after a number
/// (`5*`); otherwise `None`. O(1).
pub(super) fn emphasis_end(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    if bytes.get(at) != Some(&b'*') || at.checked_sub(1).and_then(|at| bytes.get(at)) == Some(&b'*') {
        return None;
    }
    let length = bytes.get(at..)?.iter().take(4).take_while(|&&byte| byte == b'*').count();
    let (left, right) = (before(text, at), after(text, at + length));
    let is_outside = |c: Option<char>| c.is_none_or(|c| !is_word(c) && kind(c) != Kind::Key);
    let is_inside = |c: Option<char>| c.is_some_and(|c| kind(c) != Kind::Space);
    let (opens, closes) = (is_outside(left) && is_inside(right), is_inside(left) && is_outside(right));
    let touches_number = right.is_some_and(char::is_numeric) || left.is_some_and(char::is_numeric);
    let is_mark = match (opens, closes) {
        _ if length > 3 => false,
        (true, _) => !touches_number || length > 1,
        // `**78**` is set off, `0.05**` is not.
        (_, true) => !touches_number || (length > 1 && is_opened(bytes, at)),
        _ => false,
    };
    is_mark.then_some(at + length)
}

/// Whether `**` opens before `at`. O(1).
fn is_opened(bytes: &[u8], at: usize) -> bool {
    let before = items(bytes, at.saturating_sub(REACH)..at);
    let Some(last) = before.windows(2).rposition(|pair| pair == b"**") else { return false };
    let outer = items(before, ..last);
    let spaces = outer.iter().rev().take_while(|&&byte| is_space_byte(byte)).count();
    let rest = items(outer, ..last - spaces);
    let opens = before.get(last + 2).is_some_and(|&byte| !is_space_byte(byte));
    opens && (rest.len() < last || last == 0 || rest.last().is_some_and(|byte| b"(\"'*".contains(byte)))
}

/// The end of `[12]` or `[3, 4–6]` at `at`, if it touches a word or punctuation before it, as references in
/// encyclopedias do. O(1).
pub(super) fn citation_end(text: &str, at: usize) -> Option<usize> {
    let inner = text.as_bytes().get(at..)?.strip_prefix(b"[")?;
    let length = inner.iter().take(LONGEST_CITATION).position(|&byte| byte == b']')?;
    let inner = text.get(at + 1..at + 1 + length)?;
    // `[note 3]`.
    let inner =
        ["note ", "nb ", "fn ", "Note "].iter().find_map(|it| inner.strip_prefix(it)).unwrap_or(inner);
    let numbers = || inner.split([',', ';', '-', '–']).map(str::trim);
    let is_list = numbers()
        .all(|number| (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit()));
    let mut left = text.get(..at)?.chars().rev();
    let is_apart = left.clone().next().is_some_and(is_white_space);
    let touches = match left.next()? {
        _ if is_apart => {
            let ordered: Option<Vec<u16>> = numbers().map(|number| number.parse().ok()).collect();
            let is_ordered = ordered
                .is_some_and(|all| all.first() != Some(&0) && all.is_sorted_by(|one, next| one < next));
            // A single number may belong to the sentence, unless the clause ends there.
            let rest = text.get(at + length + 2..)?;
            let ends_clause = rest.starts_with(['.', ',', ';', ':', '!', '?', ')'])
                || rest.len() <= MOST_SPACES && rest.chars().all(is_white_space);
            is_ordered && !counts(text, at) && (ends_clause || numbers().nth(1).is_some())
        }
        '.' | ',' | ';' | ':' | '!' | '?' | '"' | '”' | '“' | '’' | '»' | ')' | ']' => true,
        letter => letter.is_alphabetic() && left.next().is_some_and(char::is_alphabetic),
    };
    let rest = text.get(at + length + 2..)?;
    let goes_on = rest.starts_with(|c| is_word(c) || c == '(')
        || (is_apart && rest.trim_start_matches(is_white_space).starts_with(char::is_numeric));
    (is_list && touches && !goes_on).then_some(at + length + 2)
}

/// Whether numbers in brackets at `at` belong to the word before them, with a space between, as in `the
/// interval [3, 4]`. O(1).
fn counts(text: &str, at: usize) -> bool {
    let left = part(text, ..at).trim_end_matches(is_white_space);
    let is_part = |c: &char| c.is_alphabetic();
    let length: usize = left.chars().rev().take(24).take_while(is_part).map(char::len_utf8).sum();
    let word = part(left, left.len() - length..).to_lowercase();
    let is_after_mark = left.ends_with(['.', ',', ';', ')', '"', '”']);
    !is_after_mark && (word.chars().count() < 3 || COUNTED.split_ascii_whitespace().any(|it| it == word))
}

/// Words that numbers in brackets belong to, and words after which a value follows.
const COUNTED: &str = "\
    array arrays base between case cases chapter class column edge entry equal equals equation example \
    figure from group grade index indices input interval intervals into item items key level line list \
    matrix node number numbers option output page pages pair phase point points position range ranges \
    row score section sequence set size stage step table than the tuple type value values vector \
    version with are was were intervall zwischen wert werte gleich liste vektor zahl zahlen bereich \
    intervalle entre valeur valeurs liste vecteur nombre rango valor valores lista intervalo \
    intervallo valore";

/// The end of any such mark at `at`. O(1).
pub(super) fn mark_end(text: &str, at: usize) -> Option<usize> {
    match text.get(at..)?.chars().next()? {
        '[' => citation_end(text, at),
        ']' => link_end(text, at),
        '*' => emphasis_end(text, at),
        '_' => underscore_end(text, at),
        character if character.is_ascii() => None,
        _ => note_mark_end(text, at),
    }
}

/// Where a mark begins that ends at `end`. O(1).
pub(super) fn mark_start(text: &str, end: usize) -> Option<usize> {
    let before = text.get(..end)?;
    let start = match before.chars().next_back()? {
        ']' => before
            .bytes()
            .rev()
            .take(LONGEST_CITATION + 2)
            .position(|byte| byte == b'[')
            .map(|at| end - at - 1)?,
        mark @ ('*' | '_') => end - before.chars().rev().take(4).take_while(|&other| other == mark).count(),
        last if is_note_mark(last) => raised_start(before),
        _ => return None,
    };
    (mark_end(text, start) == Some(end)).then_some(start)
}

/// Glue without the marks of references and footnotes; `None` where it has none. O(length).
pub(super) fn without_notes(glue: &str) -> Option<String> {
    if !glue.contains(|c: char| c.is_ascii_digit() || is_note_mark(c)) {
        return None;
    }
    let mut kept = String::new();
    let mut rest = glue;
    while let Some((left, right)) = rest.split_once('[') {
        let (inner, right) = right.split_once(']')?;
        if !inner.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        kept.push_str(left);
        rest = right;
    }
    kept.push_str(rest);
    let mut plain = String::new();
    let mut rest = kept.as_str();
    while let Some(at) = rest.find(is_note_mark) {
        plain.push_str(part(rest, ..at));
        let length = raised_length(part(rest, at..)).max(part(rest, at..).chars().next()?.len_utf8());
        rest = part(rest, at + length..);
    }
    plain.push_str(rest);
    Some(plain)
}

/// Whether the letter at `at` is alone at the beginning of a paragraph, as a drop cap does in copied
/// text. Letters that are words in some language (`A`, `I`, `O`) are not distinguished from these. O(1).
pub(super) fn is_drop_cap(source: &str, at: usize, letter: char) -> bool {
    let before = part(source, ..at);
    let trim = |text: &'_ str| {
        text.trim_end_matches(|c| kind(c) == Kind::Hidden || matches!(c, ' ' | '\t' | '\r')).len()
    };
    let opening = part(before, ..trim(before)).trim_end_matches(['“', '"', '„', '«', '‘']);
    let line = part(opening, ..trim(opening));
    let above = line.strip_suffix('\n').map(|text| part(text, ..trim(text)));
    letter.is_uppercase()
        && !"AEIOUYKSVZWÀÁÈÉÓÚÝСВКОАИУЯ".contains(letter)
        && (line.is_empty()
            || line.ends_with('\u{2029}')
            || above.is_some_and(|above| above.is_empty() || above.ends_with('\n')))
}

/// Whether a word is split after a ligature before `at`, as in text copied from PDF (`signifi cant`). O(1).
pub(super) fn is_parted_ligature(source: &str, at: usize, next: char) -> bool {
    let before = part(source, ..at);
    let Some(stem) = ["ffi", "ffl", "fi", "fl"].iter().find_map(|it| before.strip_suffix(it)) else {
        return false;
    };
    // (`hi-fi sound`.)
    next.is_lowercase() && stem.chars().next_back().is_none_or(|c| c.is_alphabetic() || is_white_space(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text up to a bar, and after it.
    fn at_bar(text: &str) -> (String, usize) {
        let (left, right) = text.split_once('|').unwrap();
        (format!("{left}{right}"), left.len())
    }

    #[test]
    fn stars_around_words_are_emphasis_and_others_are_signs() {
        for (text, length) in [
            ("a |*b* c", 1),
            ("a *b|* c", 1),
            ("a |**78** c", 2),
            ("a **78|** c", 2),
            ("a (**78|** c", 2),
            ("(|***b***)", 3),
            ("|*b* c", 1),
            ("a *b|*", 1),
            ("a |*“b”* c", 1),
        ] {
            let (text, at) = at_bar(text);
            assert_eq!(emphasis_end(&text, at), Some(at + length), "{text}");
        }
        for text in [
            "2|*3",
            "a|*b",
            "a |* b",
            "5|* b",
            "a |*5* b",
            "a *5|* b",
            "0.05|** b",
            "a |****b**** c",
            "a *|*b** c",
            "a|b*",
            "a ** 78|** b",
            "a b**78|** c",
            "$|*b",
            "|*",
        ] {
            let (text, at) = at_bar(text);
            assert_eq!(emphasis_end(&text, at), None, "{text}");
        }
    }

    #[test]
    fn numbers_in_brackets_after_words_are_references() {
        for text in [
            "plan|[12] failed",
            "plan|[1, 2–4] failed",
            "plan.|[12] It",
            "plan|[note 3] failed",
            "plan|[123]",
            "plan |[3, 4] failed",
            "plan |[12].",
            "plan |[12], and",
            "plan |[12])",
            "plan, |[3, 4] and",
            "plan)|[1]",
            "plan |[12]",
            "plan |[12]  ",
        ] {
            let (text, at) = at_bar(text);
            let end = text.find(']').unwrap() + 1;
            assert_eq!(citation_end(&text, at), Some(end), "{text}");
        }
        for text in [
            "|[12] failed",
            "x|[12] failed",
            "5|[12] failed",
            "plan|[1234] failed",
            "plan|[] failed",
            "plan|[a] failed",
            "plan|[12]b",
            "plan|[12](b)",
            "plan |[12] failed",
            "plan |[0, 4] failed",
            "plan |[4, 3] failed",
            "plan |[3, 3] failed",
            "plan |[3, 4] 5 failed",
            "the interval |[3, 4] failed",
            "is |[3, 4] failed",
            "plan|(12)",
            "plan|[12",
            "plan |[12]         ",
            "$ |[3, 4] x",
        ] {
            let (text, at) = at_bar(text);
            assert_eq!(citation_end(&text, at), None, "{text}");
        }
        let long = format!("plan[{}12]", "1, ".repeat(9));
        assert_eq!(citation_end(&long, 4), Some(long.len()));
        let longer = format!("plan[{}12]", "1, ".repeat(10));
        assert_eq!(citation_end(&longer, 4), None);
    }

    #[test]
    fn a_mark_is_found_from_either_end() {
        for text in ["plan|[12]", "plan.|¹²", "plan|†", "a *b|*", "a _b|_", "plan|[1, 2–4]"] {
            let (text, at) = at_bar(text);
            assert_eq!(
                (mark_end(&text, at), mark_start(&text, text.len())),
                (Some(text.len()), Some(at)),
                "{text}"
            );
        }
        for text in ["plan", "plan]", "plan[a]", "10¹²", "2*", "a_", ""] {
            assert_eq!(mark_start(text, text.len()), None, "{text}");
        }
    }

    #[test]
    fn glue_is_read_without_the_marks_of_notes() {
        for (glue, plain) in [
            ("[12] ", " "),
            (".¹² ", ". "),
            (", [1][2] x", ",  x"),
            ("† (¹,²)", " ()"),
            (" 5", " 5"),
            ("[1] y [2]", " y "),
        ] {
            assert_eq!(without_notes(glue).as_deref(), Some(plain), "{glue}");
        }
        for glue in ["", ". ", "[a] 1", "[12", "[a]"] {
            assert_eq!(without_notes(glue), None, "{glue}");
        }
    }

    #[test]
    fn large_letters_stand_at_the_beginning_of_a_paragraph() {
        for before in ["", "Text.\n\n", "Text.\n\n“", "Text.\n \n\t", "\u{2029}", "Text.\n\u{ad}\n"] {
            assert!(is_drop_cap(&format!("{before}T he"), before.len(), 'T'), "{before:?}");
        }
        for before in ["Text. ", "Text.\n", "a\u{2029}b ", "Text\n\n("] {
            assert!(!is_drop_cap(&format!("{before}T he"), before.len(), 'T'), "{before:?}");
        }
        assert!(!is_drop_cap("t he", 0, 't') && !is_drop_cap("A he", 0, 'A'));
    }

    #[test]
    fn ligatures_part_words_that_go_on_in_lower_case() {
        for (text, next) in [("signifi", 'c'), ("the fi", 'r'), ("fl", 'y'), ("offi", 'c')] {
            assert!(is_parted_ligature(text, text.len(), next), "{text} {next}");
        }
        for (text, next) in [("hi-fi", 's'), ("signifi", 'C'), ("plan", 'c'), ("fi", '5')] {
            assert!(!is_parted_ligature(text, text.len(), next), "{text} {next}");
        }
    }
}
