//! Facts that brackets put in where the source has none near by: a name, an agent, a property or a
//! circumstance, as in `the vaccine [by Pfizer]`, `the [defective] vaccine`, `the vaccine [for children]`.
//! What explains a pronoun (`it [the Pfizer vaccine]`) adds nothing, and a phrase that identifies what is
//! meant (`the vaccine [of the clinic]`, `Berlin [the capital]`) is an explanation.

use std::ops::Range;

use crate::evidence::characters::{backwards, forwards, is_unspaced};
use crate::evidence::clause_words::{AND, DETERMINERS, POSSESSIVES};
use crate::evidence::word_lists::{List, is_in, plain, words};
use crate::util::part;

/// The text in brackets must occur within this many characters before or after them.
const NEAR: usize = 300;

/// Whether an insertion has a name, an agent (`by scientists`), a property (`defective`), a circumstance
/// (`for children`, `in secret`) or a word of a script without capitals that the source does not have near
/// `range`. Next to an ellipsis (`is_apart`) it has nothing to explain, and all its words must occur there.
/// O(length).
pub(super) fn adds_fact(inserted: &str, source: &str, range: &Range<usize>, is_apart: bool) -> bool {
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
    let opening = words(inserted).next().unwrap_or_default();
    let is_detail = is_apart || is_detail(&opening, &all);
    // German nouns have a capital: `[des Gerichts]`.
    let names = all.iter().filter(|(word, _)| is_name(word)).count();
    if is_in(&opening, &GERMAN) && names == 1 && !has_agent && !is_detail {
        return false;
    }
    let near = backwards(source, range.start, NEAR)..forwards(source, range.end, NEAR);
    let near = plain(source, near, true).to_lowercase();
    let stands = |lower: &str| {
        let stem = lower.trim_end_matches("'s").trim_end_matches('\'');
        words(&near).any(|word| word == lower || word.trim_end_matches("'s") == stem)
    };
    // Words of scripts without spaces cannot be separated: all of them must occur together.
    let inner = inserted.trim();
    if inner.contains(is_unspaced) {
        return !near.contains(&inner.to_lowercase());
    }
    all.iter().any(|(word, lower)| {
        let is_fact = is_name(word) || has_agent || is_detail;
        let is_link = [&LINKS, &AGENTS, &AND, &CIRCUMSTANCES, &CLASSES].iter().any(|it| is_in(lower, it));
        is_fact && !is_link && !stands(lower)
    })
}

/// Whether an insertion that opens with this word does more than identify what is meant: a property without
/// an article (`defective`, `killed there`), or a circumstance (`for children`, `in secret`).
fn is_detail(opening: &str, all: &[(&str, String)]) -> bool {
    let is_phrase = [&DETERMINERS, &LINKS, &GERMAN].iter().any(|list| is_in(opening, list));
    let is_property = !is_phrase && all.first().is_some_and(|(word, _)| word.starts_with(char::is_lowercase));
    let last = all.last().map(|(_, lower)| lower.as_str()).unwrap_or_default();
    is_property || is_in(opening, &CIRCUMSTANCES) || is_in(last, &STATES)
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
    is_in(&last, &PRONOUNS) && !is_in(&last, &GERMAN)
        || is_in(&last, &GERMAN) && !next.trim_start().starts_with(char::is_uppercase)
        || is_unspaced_pronoun()
}

/// Whether brackets after a pronoun only add a property: `his [corrupt] deputy`, `them [poisoned] soup`.
/// O(1).
pub(super) fn only_describes(inserted: &str, text: &str) -> bool {
    let near = part(text, backwards(text, text.len(), 24)..);
    let opening = words(inserted).next().unwrap_or_default();
    let is_bare = inserted.trim().starts_with(char::is_lowercase)
        && ![&DETERMINERS, &LINKS, &GERMAN].iter().any(|list| is_in(&opening, list));
    let is_participle = || inserted.trim().ends_with("ed");
    is_bare && (is_participle() || words(near).last().is_some_and(|word| is_in(&word, &POSSESSIVES)))
}

/// Words before who did something.
static AGENTS: List = List::new("by durch par por dal dallo dalla dai dagli door av através przez pelo pela");

/// Prepositions of a circumstance, not of a possessor.
static CIRCUMSTANCES: List = List::new(
    "\
    for under with without through because due amid despite toward towards für mit unter wegen trotz \
    aus pour sous avec malgré para bajo con durante per sotto com sob voor met onder wegens för med \
    under dla pod z для под с",
);

/// States and manners, after a preposition.
static STATES: List = List::new(
    "\
    anger secret vain error fear protest haste tears rage panic jest theory gunpoint geheimen secreto \
    segreto segredo vano vão again once twice wieder nouveau vez nuovo novo",
);

/// Adjectives that identify what is meant rather than describe it: `le conseil [municipal]`.
static CLASSES: List = List::new(
    "\
    old new municipal national regional royal federal central provincial cantonal communal general supreme \
    public parliamentary local régional général suprême municipale nationale régionale royale fédéral \
    fédérale centrale provinciale communale générale nacional regional real general provincial comunale \
    nazionale regionale provinciale generale municipales",
);

/// Words that are not names, whatever their first letter: prepositions, pronouns, adverbs.
static LINKS: List = List::new(
    "\
    in on at of from to for with into over under after before between against about as via since until \
    during then also later thus therefore moreover meanwhile still instead soon now today afterwards \
    finally however nevertheless suddenly it its he his she her they their we our i my you your this \
    that these those von vom zu mit für auf an bei aus nach vor im am dann auch später er sie es wir \
    ich ihr sein seine ihre de du des d à dans sur avec il elle ils elles en con del della di da al su \
    el ella ellos van met op het der die das dem den till på i w z na od do в на с из от к и",
);

/// Articles of German, after which a noun has a capital.
static GERMAN: List = List::new("der die das dem den des ein eine einem einen einer eines dies diese dieser");

/// Words that stand for others, without those that are articles too.
static PRONOUNS: List = List::new(
    "\
    he she it they we i you him her them us me his hers its their theirs our ours my mine your yours \
    this that these those er sie es wir ihr ihn ihm ihnen sein seine ihre il elle on ils elles lui \
    leur ce ces él ella ellos ellas esto esta este su sus lo egli essa essi lei loro questo questa suo \
    sua hij zij hem haar hun dit dat han hon de dem den dess он она оно они его её ее их им ним ona \
    ono oni ich jej jego هو هي هم هما ele eles elas isso isto seu",
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
            assert!(adds_fact(inserted, source, &(at..at), false), "{inserted}");
        }
        for inserted in [
            "of Moderna",
            "Moderna’s",
            "by Moderna",
            "of the town",
            "In spring",
            "des Gerichts",
            "the plan",
            "national",
            "in cash",
            "approved",
        ] {
            assert!(!adds_fact(inserted, source, &(at..at), false), "{inserted}");
        }
        for inserted in ["defective", "again", "for children", "under pressure", "in secret", "killed there"]
        {
            assert!(adds_fact(inserted, source, &(at..at), false), "{inserted}");
        }
        assert!(adds_fact("the plan", source, &(at..at), true));
        assert!(!adds_fact("the vaccine", source, &(at..at), true));
        assert!(ends_with_pronoun("saw them ", " there") && ends_with_pronoun("Das ", " verwarf"));
        assert!(!ends_with_pronoun("die ", " Zulassung") && !ends_with_pronoun("the ", " vaccine"));
    }
}
