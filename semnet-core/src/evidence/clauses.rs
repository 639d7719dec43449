//! Ellipses that join parts of sentences: whether they leave out whole sentences or the beginnings of
//! clauses.

use crate::evidence::characters::{Kind, backwards, kind};
use crate::evidence::clause_words::{AND, DATES, DETERMINERS, SUBORDINATE, is_time};
use crate::evidence::glue::is_single;
use crate::evidence::meaning::is_stand_in;
use crate::evidence::omissions::Omission;
use crate::evidence::word_lists::{List, SAYS, THAT, is_in, words};
use crate::util::part;

/// Whether the omission cuts into the sentences on both sides, and swallows a whole sentence or the beginning
/// of the last one: `Anna [praised it. Bob] hated it`. The beginning may be a pronoun, or the words before
/// the omission again. O(length).
pub(super) fn joins_sentences(source: &str, from: usize, until: usize) -> bool {
    let ends = |text: &str| text.trim_end_matches(|c| !is_end(c) && kind(c) != Kind::Key).ends_with(is_end);
    let left_out = part(source, from..until);
    let before = part(source, ..from);
    let begins_at_end = ends(before)
        || left_out
            .trim_start_matches(|c| kind(c) == Kind::Space || kind(c) == Kind::Quote)
            .starts_with(is_end);
    if begins_at_end || ends(left_out) {
        return false;
    }
    let inner = left_out.trim_end_matches(|c| kind(c) != Kind::Key);
    let sentences: Vec<usize> = inner
        .char_indices()
        .filter(|&(at, c)| is_end(c) && ends_sentence(inner, at, c))
        .map(|(at, c)| at + c.len_utf8())
        .collect();
    let Some(&last) = sentences.last() else { return false };
    let beginning: Vec<String> = words(part(inner, last..)).collect();
    let again: Vec<String> = words(part(before, backwards(source, from, 64)..)).collect();
    let is_known = is_stand_in(&beginning.join(" ")) || again.ends_with(&beginning);
    sentences.len() >= 2 || !is_known
}

/// Whether the omission contains speech, and the text continues with more speech: it may be another person's,
/// as in `“No,” said Anna[. “Yes,” said Paul,] “it is so.”`. O(length).
pub(super) fn joins_speech(source: &str, from: usize, until: usize) -> bool {
    let is_mark = |c: char| kind(c) == Kind::Quote && !is_single(c);
    let left_out = part(source, from..until).trim_end();
    let marks = left_out.chars().filter(|&c| is_mark(c)).count();
    let is_before = left_out.ends_with(is_mark);
    (is_before && marks > 2) || (marks > 1 && part(source, until..).trim_start().starts_with(is_mark))
}

/// Whether the sign at `at` ends a sentence, rather than an abbreviation or initial. O(length of the word).
pub(super) fn ends_sentence(text: &str, at: usize, sign: char) -> bool {
    let quoted = part(text, at + sign.len_utf8()..);
    let rest = quoted.trim_start_matches(|c| kind(c) == Kind::Quote);
    if !rest.starts_with(|c| kind(c) == Kind::Space) {
        return matches!(sign, '。' | '！' | '？' | '；');
    }
    let before = part(text, ..at);
    let length: usize = before.chars().rev().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    let word = part(before, at - length..);
    let goes_on = rest.trim_start_matches(|c| kind(c) != Kind::Key).starts_with(char::is_lowercase);
    let is_initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
    // `“Why?” he asked`.
    let is_told = goes_on && rest.len() < quoted.len();
    let is_abbreviation = || ABBREVIATIONS.split_ascii_whitespace().any(|it| it == word);
    if sign == '.' { !(goes_on || is_initial || is_abbreviation()) } else { !is_told }
}

/// Abbreviations before names and numbers.
const ABBREVIATIONS: &str = "\
    Dr Mr Mrs Ms Prof St Mt Jr Sr Gen Sen Rep Gov Lt Col Capt Rev Hon vs cf al No Nr Art fig Fig Sra \
    Mme Mlle Hr Fr Bd ca bzw Abs approx Inc Ltd";

/// Whether a sign may end a sentence. O(1).
pub(super) fn is_end(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | ';' | '。' | '！' | '？' | '；')
}

/// Whether the omission opens a clause with another subject, and the text continues within it: `Anna [said
/// that Bob] hated it`, `Anna [praised it, and Bob] hated it`, `Anna [stayed although the dog] bit her`.
/// O(length).
pub(super) fn swallows_subject(Omission { text, before, after }: &Omission<'_>) -> bool {
    // A text that ends with punctuation is closed.
    let clause = text.rsplit([',', ';', ':', '(', ')', '—', '–']).next().unwrap_or_default();
    let clause = clause.rsplit(" - ").next().unwrap_or_default();
    let raw: Vec<&str> = clause.split_whitespace().collect();
    let lower: Vec<String> = raw.iter().flat_map(|word| words(word).next()).collect();
    let begins_subject = |at: usize| {
        let is_pronoun = at + 1 == lower.len() && lower.get(at).is_some_and(|word| is_stand_in(word));
        let is_name = raw.get(at).is_some_and(|word| word.starts_with(char::is_uppercase));
        !is_pronoun && lower.get(at).is_some_and(|word| is_name || is_in(word, &DETERMINERS))
    };
    let says = |word: &String| is_in(word.trim_end_matches('s'), &SAYS) || is_in(word, &SAYS);
    let known: Vec<String> = words(before).collect();
    // `Critics [claim that] the bridge is unsafe`.
    let is_told = lower
        .split_last()
        .is_some_and(|(that, rest)| is_in(that, &THAT) && rest.iter().rev().take(5).any(says));
    is_told
        // (`Rosa | Conti` is the subject of what follows.)
        || !after.trim_start().starts_with(char::is_uppercase)
            && ends_with_subject(before, text, &known)
        || raw.len() == lower.len()
            && lower.iter().enumerate().any(|(at, word)| {
                let is_told = || lower.iter().take(at).rev().take(5).any(says);
                let opens = is_in(word, &SUBORDINATE)
                    || is_in(word.trim_end_matches('s'), &SAID)
                    || (is_in(word, &THAT) && is_told());
                opens && begins_subject(at + 1) && !known.ends_with(lower.get(at + 1..).unwrap_or(&[]))
            })
}

/// Whether the omission ends with the subject of a clause that continues after it: `Anna [praised it, and
/// Bob] hated it`. `known` has the words before it. O(length).
fn ends_with_subject(before: &str, text: &str, known: &[String]) -> bool {
    let is_sign = |c| matches!(c, ',' | ';' | ':' | '(' | '—' | '–' | '-');
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.starts_with(is_sign) || before.trim_end().ends_with(is_sign) {
        // A list or an addition begins there.
        return false;
    }
    let first = |text: &str| words(text).next().unwrap_or_default();
    let is_named = |text: &str| text.trim_start().starts_with(char::is_uppercase);
    let opens = |text: &str| is_named(text) || is_in(&first(text), &DETERMINERS);
    let is_joined = |text: &str| is_in(&first(text), &AND);
    let subject = match text.rsplit_once([',', ';', ':', '—', '–']) {
        // The parts of a list.
        Some((clause, _)) if opens(clause.rsplit(',').next().unwrap_or_default()) => return false,
        Some((clause, rest)) if is_joined(rest) => {
            // `[causes inflammation, and inflammation] may cause depression`.
            let own: Vec<String> = words(rest).skip(1).collect();
            if own.len() == 1 && words(clause).last() == own.last().cloned() {
                return true;
            }
            rest.trim_start().split_once(' ').map_or("", |(_, after)| after)
        }
        Some((clause, rest)) => {
            let is_name = rest.split_whitespace().count() <= 2 && rest.split_whitespace().all(is_named);
            let is_time = words(rest).all(|word| is_in(&word, &DATES));
            return is_name && !is_time && !ends_with_place(clause) && !rest.trim().is_empty();
        }
        // `[praised it and Bob] hated it`.
        None => {
            let all: Vec<&str> = text.split_whitespace().collect();
            let after_object = all.windows(2).rposition(|pair| match pair {
                [object, and] => is_in(&first(object), &OBJECTS) && is_joined(and),
                _ => false,
            });
            let Some(at) = after_object else { return false };
            let start: usize = all.iter().take(at + 2).map(|word| word.len() + 1).sum();
            part(&text, start.min(text.len())..)
        }
    };
    let own: Vec<String> = words(subject).collect();
    let is_complete = own.len() > 1 || is_named(subject);
    let is_known = is_stand_in(subject) || known.ends_with(&own);
    opens(subject)
        && is_complete
        && !is_known
        && !is_time(&own)
        && !own.last().is_some_and(|word| is_in(word, &AND))
}

/// Whether a clause ends with a preposition and a name other than a date: `the mayor of New York |, USA`.
fn ends_with_place(clause: &str) -> bool {
    let all: Vec<&str> = clause.split_whitespace().collect();
    let is_named = |word: &&&str| word.starts_with(char::is_uppercase);
    let count = all.iter().rev().take_while(is_named).count();
    let (before, name) = all.split_at(all.len() - count);
    let is_date = |word: &&str| words(word).all(|word| is_in(&word, &DATES));
    let follows = before.last().is_some_and(|word| is_in(word, &PREPOSITIONS));
    follows && !name.is_empty() && !name.iter().all(is_date)
}

static PREPOSITIONS: List = List::new(
    "\
    in at near from to of for around outside through via into towards de du da di del von aus nach bei à \
    en près a i fra till från til van te naar w z v в из",
);

/// Pronouns after which a clause is complete.
static OBJECTS: List = List::new("it him her them me us you this that es ihn ihm ihr ihnen sie le la lo");

/// Verbs that may omit *that* and take no object, without a final `s`.
static SAID: List = List::new("say said think thought swore swear");
