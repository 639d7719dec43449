//! Subjects that an ellipsis exchanges without a comma to show it: `The king [liked the plan and the queen]
//! disliked it`.

use crate::evidence::clause_words::{
    AND, BEFORE_NOUNS, DETERMINERS, NO_AND, NO_ARTICLES, POSSESSIVES, SUBORDINATE, TEMPORAL,
    begins_with_verb, first_word, is_adverb, is_name, is_plain, is_relative, is_time,
};
use crate::evidence::meaning::is_stand_in;
use crate::evidence::omissions::Omission;
use crate::evidence::word_lists::{THAT, is_in, words};
use crate::util::items;

/// Whether the omission has the verb of one clause and the subject of the next, which continues after it.
/// That clause would then get the subject from before the omission. O(length).
///
/// Verbs and nouns are not distinguished: a word is taken for a verb if an article, a name or *and* follows,
/// and if it is not in the relative clause of the first subject.
pub(super) fn joins_predicate(Omission { text, before, after }: &Omission<'_>) -> bool {
    let is_open = |text: &str| text.trim_end().ends_with(char::is_alphanumeric);
    if !is_open(before) || !is_open(text) || !begins_with_verb(after) {
        return false;
    }
    let all: Vec<&str> = text.split_whitespace().collect();
    let is_and = |word: &str| is_in(word, &AND) && (!is_in(word, &NO_AND) || word == "en" && is_dutch(&all));
    let is_joining = |word: &&str| word.ends_with(',') || is_and(&first_word(word)) || opens_clause(word);
    let Some(at) = all.iter().rposition(is_joining) else { return false };
    let (clause, subject) = all.split_at(at + 1);
    let own: Vec<String> = subject.iter().flat_map(|word| words(word)).collect();
    let [opener, ..] = subject else { return false };
    let Some((joining, clause)) = clause.split_last() else { return false };
    let is_article = is_in(&first_word(opener), &DETERMINERS) && !is_in(&first_word(opener), &NO_ARTICLES)
        || is_in(&first_word(opener), &POSSESSIVES);
    let is_subject = subject.len() <= MOST_WORDS
        && (is_article && subject.len() > 1
            || is_name(opener) && !joining.ends_with(',')
            || subject.len() == 1 && is_in(&first_word(joining), &BEFORE_NOUNS) && is_plain(opener))
        && !is_time(&own)
        && !is_stand_in(&own.join(" "))
        && !ends_with_words(before, &own);
    if !is_subject {
        return false;
    }
    let before_relative: Vec<&str> =
        clause.iter().copied().take_while(|word| !is_relative(&first_word(word))).collect();
    let is_whole = before_relative.len() == clause.len();
    is_whole && is_in(&first_word(joining), &SUBORDINATE) || has_verb(&before_relative, joining)
}

/// Whether words are Dutch, where *en* is *and*, rather than French or Spanish.
fn is_dutch(all: &[&str]) -> bool {
    let has = |list: &[&str]| all.iter().any(|word| list.contains(word));
    has(&["de", "het", "een"]) && !has(&["la", "le", "les", "des", "du", "el", "los", "las", "del", "con"])
}

/// Subjects of more words are not recognised.
const MOST_WORDS: usize = 3;

/// Whether a clause has a word that is taken for a verb because of what follows it: an article, a name, or a
/// word that joins the next clause.
fn has_verb(clause: &[&str], joining: &str) -> bool {
    let is_object = |word: &str| is_in(&first_word(word), &DETERMINERS) || is_name(word);
    let skipped = clause.iter().take_while(|word| is_adverb(&first_word(word))).count();
    let rest = items(clause, skipped..);
    let alone = if let [verb] = rest { *verb } else { joining.trim_end_matches(',') };
    is_plain(alone)
        || rest.windows(2).any(|pair| matches!(pair, [verb, object] if is_plain(verb) && is_object(object)))
}

fn opens_clause(word: &str) -> bool {
    let word = first_word(word);
    [&SUBORDINATE, &TEMPORAL, &THAT].iter().any(|list| is_in(&word, list))
}

fn ends_with_words(text: &str, own: &[String]) -> bool {
    words(text).collect::<Vec<_>>().ends_with(own)
}
