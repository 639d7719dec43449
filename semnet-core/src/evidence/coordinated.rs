//! Two clauses joined by *and*, each with its own subject, of which an ellipsis makes one: `Anna [was kind
//! and wolves] were cruel`, `Anna was [kind and wolves were] cruel`. Neither an article nor a comma shows
//! the second subject.

use crate::evidence::clause_words::{
    CHANGES, COPULAS, DETERMINERS, begins_with_verb, is_adverb, is_name, is_plain, is_time, joins,
};
use crate::evidence::meaning::is_stand_in;
use crate::evidence::omissions::Omission;
use crate::evidence::word_lists::{List, is_in, plain, words};
use crate::util::items;

/// Whether what was left out has *and* with another subject, and the text continues with the predicate of
/// that subject. O(length).
pub(super) fn joins_subjects(omission: &Omission<'_>) -> bool {
    let text = &omission.text;
    let before = plain(omission.before, 0..omission.before.len(), true);
    let after = plain(omission.after, 0..omission.after.len(), true);
    let is_open = |text: &str| text.trim_end().ends_with(char::is_alphanumeric);
    let all: Vec<&str> = text.split_whitespace().collect();
    if !is_open(&before) || !is_open(text) || !text.trim_start().starts_with(char::is_alphanumeric) {
        return false;
    }
    let lower: Vec<String> = all.iter().map(|word| words(word).next().unwrap_or_default()).collect();
    let last = words(&before).last().unwrap_or_default();
    repeats_verb(&all, &lower, &last) || swallows_verb(&all, &lower, &last, &after)
}

/// `Anna was [kind and wolves were] cruel`, `Anna was kind and [wolves were] cruel`, `Men drink [beer and
/// women drink] wine`.
fn repeats_verb(all: &[&str], lower: &[String], last: &str) -> bool {
    let Some((verb, rest)) = lower.split_last() else { return false };
    let is_verb = verb == last && all.last().is_some_and(|word| is_plain(word)) || is_in(verb, &COPULAS);
    let start = match rest.iter().rposition(|word| joins(word)) {
        Some(at) => at + 1,
        None if joins(last) => 0,
        None => return false,
    };
    is_verb && is_subject(items(all, start..all.len() - 1), items(rest, start..))
}

/// `Anna [was kind and wolves] were cruel`, `Prices [rose and wages] fell`.
fn swallows_verb(all: &[&str], lower: &[String], last: &str, after: &str) -> bool {
    let Some(at) = lower.iter().rposition(|word| joins(word)) else {
        return swallows_verb_before_comma(all, lower, after);
    };
    let skipped = lower.iter().take_while(|word| is_adverb(word)).count();
    let clause = items(lower, skipped.min(at)..at);
    let [verb, rest @ ..] = clause else { return false };
    let own = items(lower, at + 1..);
    let next = words(after).next().unwrap_or_default();
    let is_repeated = *verb == next && all.get(skipped).is_some_and(|word| is_plain(word));
    let is_copula = is_in(verb, &COPULAS) && !rest.is_empty();
    let is_finite = !is_in(last, &DETERMINERS)
        && (is_in(verb, &CHANGES) || has_ending_of_verb(verb))
        && match rest {
            [] => true,
            [_] => all.get(skipped + 1).is_some_and(|object| is_plain(object) || is_name(object)),
            _ => false,
        };
    (is_repeated || is_copula || is_finite)
        && (is_repeated || begins_with_verb(after))
        && is_subject(items(all, at + 1..), own)
}

/// `Anna [was kind, wolves] were cruel`.
fn swallows_verb_before_comma(all: &[&str], lower: &[String], after: &str) -> bool {
    let Some(at) = all.iter().rposition(|word| word.ends_with([',', ';'])) else { return false };
    let next = words(after).next().unwrap_or_default();
    let is_copula = lower.first().is_some_and(|verb| is_in(verb, &COPULAS)) && is_in(&next, &COPULAS);
    is_copula && is_subject(items(all, at + 1..), items(lower, at + 1..))
}

/// Whether words are a subject other than a pronoun, such as `wolves`, `old wolves` or `the wolves`.
fn is_subject(all: &[&str], lower: &[String]) -> bool {
    let is_article = lower.first().is_some_and(|word| is_in(word, &DETERMINERS));
    let nouns = items(all, usize::from(is_article)..);
    let is_noun = |word: &&str| {
        let is_capital = word.starts_with(char::is_uppercase);
        (is_capital || is_plain(word)) && word.chars().all(|c| c.is_alphanumeric() || "'’-".contains(c))
    };
    (1..=MOST_WORDS).contains(&nouns.len())
        && nouns.iter().all(is_noun)
        && !is_time(lower)
        && !is_stand_in(&lower.join(" "))
}

/// Subjects of more words are not recognised.
const MOST_WORDS: usize = 3;

/// Whether a word may be a verb of English by its ending: `helps`, `liked`.
fn has_ending_of_verb(word: &str) -> bool {
    let is_third = word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    word.len() > 3 && (is_third || word.ends_with("ed")) && !is_in(word, &NAMING)
}

/// Participles that nouns follow.
static NAMING: List = List::new("called named aged titled");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_predicate_stays_with_its_subject() {
        let joins = |text: &str| {
            let (from, rest) = text.split_once('[').unwrap();
            let (inner, after) = rest.split_once(']').unwrap();
            let source = format!("{from}{inner}{after}");
            joins_subjects(&Omission::new(&source, from.len()..from.len() + inner.len()))
        };
        for text in [
            "Anna [was kind and wolves] were cruel",
            "Anna was [kind and wolves were] cruel",
            "Anna was kind and [wolves were] cruel",
            "Dogs [are kind and old wolves] are dangerous",
            "Men [drink beer and women] drink wine",
            "Men drink [beer and women drink] wine",
            "Copper [conducts heat and wood] burns",
            "Prices [rose and wages] fell",
            "Anna [was kind, wolves] were cruel",
            "Hunde [sind freundlich und Wölfe] sind gefährlich",
            "Os cães [são bons e os lobos] são perigosos",
            "Honden zijn [lief en wolven zijn] gevaarlijk",
        ] {
            assert!(joins(text), "{text}");
        }
        for text in [
            "The king [was kind and] was cruel",
            "The king was [kind and] cruel",
            "Bees are [small and useful] insects",
            "The price [of bread and butter] rose",
            "The bread [and butter] were good",
            "The town [known for bread and butter] grew",
            "The king [was kind and often] was cruel",
            "The tea [that was hot and sweet] was served",
        ] {
            assert!(!joins(text), "{text}");
        }
    }
}
