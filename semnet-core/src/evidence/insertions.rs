//! Facts that brackets put in where the source has none near by: a name or an agent, as in `the vaccine [by
//! Pfizer]`. What explains a pronoun (`it [the Pfizer vaccine]`) adds nothing.

use std::ops::Range;

use crate::evidence::characters::{backwards, forwards, is_unspaced};
use crate::evidence::clauses::{AND, DETERMINERS};
use crate::evidence::word_lists::{List, is_in, plain, words};
use crate::util::part;

/// What brackets say must stand in this many characters before or after them.
const NEAR: usize = 300;

/// Whether an insertion has a name, an agent (`by scientists`) or a word of a script without capitals that
/// the source does not have near `range`. O(length).
pub(super) fn adds_fact(inserted: &str, source: &str, range: &Range<usize>) -> bool {
    let all: Vec<(&str, String)> = inserted
        .split_whitespace()
        .filter_map(|word| Some((word, words(word).next()?)))
        .filter(|(_, lower)| !is_in(lower, &DETERMINERS))
        .collect();
    let has_agent = all.iter().any(|(_, lower)| is_in(lower, &AGENTS));
    let is_name = |word: &str| {
        let first = word.chars().find(|c| c.is_alphanumeric());
        first.is_some_and(|c| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase())
            || word.chars().any(char::is_uppercase)
    };
    // German nouns have a capital: `[des Gerichts]`.
    let names = all.iter().filter(|(word, _)| is_name(word)).count();
    let opens = words(inserted).next().is_some_and(|word| is_in(&word, &GERMAN));
    if opens && names == 1 && !has_agent {
        return false;
    }
    let near = backwards(source, range.start, NEAR)..forwards(source, range.end, NEAR);
    let near = plain(source, near, true).to_lowercase();
    let stands = |lower: &str| {
        let stem = lower.trim_end_matches("'s").trim_end_matches('\'');
        words(&near).any(|word| word == lower || word.trim_end_matches("'s") == stem)
    };
    // Words of scripts without spaces cannot be separated: all of them must stand together.
    let inner = inserted.trim();
    if inner.contains(is_unspaced) {
        return !near.contains(&inner.to_lowercase());
    }
    all.iter().any(|(word, lower)| {
        let is_fact = is_name(word) || has_agent;
        is_fact && !is_in(lower, &LINKS) && !is_in(lower, &AGENTS) && !is_in(lower, &AND) && !stands(lower)
    })
}

/// Whether a text ends with a pronoun, which brackets after it may explain. German articles are pronouns
/// before a word in lower case. O(1).
pub(super) fn ends_with_pronoun(text: &str, next: &str) -> bool {
    let near = part(text, backwards(text, text.len(), 24)..).trim_end();
    let Some(last) = words(near).last().filter(|_| near.ends_with(char::is_alphanumeric)) else {
        return false;
    };
    let is_unspaced_pronoun =
        || PRONOUNS_UNSPACED.split_ascii_whitespace().any(|pronoun| near.ends_with(pronoun));
    is_in(&last, &PRONOUNS)
        || is_in(&last, &GERMAN) && !next.trim_start().starts_with(char::is_uppercase)
        || is_unspaced_pronoun()
}

/// Words before who did something.
static AGENTS: List = List::new("by durch par por dal dallo dalla dai dagli door av através przez pelo pela");

/// Words that are not names, whatever their first letter: prepositions, pronouns, adverbs.
static LINKS: List = List::new(
    "\
    in on at of from to for with into over under after before between against about as via since until \
    during \
    then also later thus therefore moreover meanwhile still instead soon now today again afterwards finally \
    however nevertheless suddenly it its he his she her they their we our i my you your this that \
    these those \
    von vom zu mit für auf an bei aus nach vor im am dann auch später er sie es wir ich ihr sein seine ihre \
    de du des d à dans sur avec il elle ils elles en con del della di da al su el ella ellos van met op het \
    der die das dem den till på i w z na od do в на с из от к и",
);

/// Articles of German, after which a noun has a capital.
static GERMAN: List = List::new("der die das dem den des ein eine einem einen einer eines dies diese dieser");

/// Words that stand for others, without those that are articles too.
static PRONOUNS: List = List::new(
    "\
    he she it they we i you him her them us me his hers its their theirs our ours my mine your yours this \
    that these those er sie es wir ihr ihn ihm ihnen sein seine ihre il elle on ils elles lui leur ce ces \
    él ella ellos ellas esto esta este su sus lo egli essa essi lei loro questo questa suo sua hij zij hem \
    haar hun dit dat han hon de dem den dess он она оно они его её ее их им ним ona ono oni ich jej jego \
    هو هي هم هما ele eles elas isso isto seu",
);

/// The same in scripts that write no spaces.
const PRONOUNS_UNSPACED: &str =
    "他 她 它 他们 她们 它们 他們 她們 它們 其 此 这 這 那 彼 彼女 彼ら それ これ 前者 后者 後者";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_agents_must_stand_near() {
        let source = "The vaccine of Moderna was approved in spring.";
        let at = source.find(" was").unwrap();
        for inserted in
            ["by Pfizer", "Pfizer", "by scientists", "durch Pfizer", "eBay", "由辉瑞", "من فايزر", "in Bonn"]
        {
            assert!(adds_fact(inserted, source, &(at..at)), "{inserted}");
        }
        for inserted in
            ["of Moderna", "Moderna’s", "by Moderna", "of the town", "In spring", "des Gerichts", "the plan"]
        {
            assert!(!adds_fact(inserted, source, &(at..at)), "{inserted}");
        }
        assert!(ends_with_pronoun("saw them ", " there") && ends_with_pronoun("Das ", " verwarf"));
        assert!(!ends_with_pronoun("die ", " Zulassung") && !ends_with_pronoun("the ", " vaccine"));
    }
}
