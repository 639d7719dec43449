//! Clauses that the words before or after them deny, at the edges of a passage: `denies that | the batch was
//! contaminated`, `did not show that | …`, `weder … noch | …`, `“…” | is a myth`.

use unicode_segmentation::UnicodeSegmentation;

use crate::evidence::characters::{Kind, backwards, forwards, has_paragraph_end, kind};
use crate::evidence::meaning::is_negation;
use crate::evidence::word_lists::{List, SAYS, THAT, is_in, plain, words};
use crate::util::part;

/// How many characters before a passage are read.
const REACH: usize = 64;

/// The words before `end` that deny the clause with which a passage continues there: a verb that denies, or a
/// negated one of saying or showing, and *that*. The passage, which begins with `text`, may have *that*
/// itself. Facts are not denied if only their knowledge is denied (`did not know that | …`). O(1).
pub(super) fn denial_before(source: &str, end: usize, text: &str) -> Option<String> {
    let near = plain(source, backwards(source, end, REACH)..end, true);
    let sentence = near.rsplit(['.', '!', '?', ';', ':', '"']).next().unwrap_or_default();
    let mut all: Vec<String> = words(sentence).collect();
    if all.last().is_some_and(|word| word == "noch") {
        let is_pair = all.iter().rev().skip(1).any(|word| matches!(word.as_str(), "weder" | "niet" | "geen"));
        return is_pair.then(|| "noch".to_owned());
    }
    let next = words(part(text, ..forwards(text, 0, 16))).next().unwrap_or_default();
    if is_in(&next, &THAT) {
        all.push(next);
    }
    let [before @ .., verb, that] = &all[..] else { return None };
    if !is_in(that, &THAT) {
        return None;
    }
    let negated = |most: usize| before.iter().rev().take(most).any(|word| is_negation(word));
    // `no one has shown that`, `no study found that`.
    let nobody = || before.len() < 5 && before.first().is_some_and(|word| is_in(word, &NOBODY));
    let is_falsely = || before.last().is_some_and(|word| is_in(word, &FALSELY));
    let is_said = is_in(verb, &SAYS) || is_in(verb.trim_end_matches('s'), &SAYS);
    let denies = is_in(verb, &DENIES) && !negated(2)
        || is_in(verb, &HOLDS) && negated(3)
        || is_said && !is_in(verb, &KNOWN) && negated(2)
        || is_said && (!is_in(verb, &KNOWN) || matches!(verb.as_str(), "find" | "found")) && nobody()
        || is_said && is_falsely()
        // `rejected the idea that`, `no evidence that`.
        || is_in(verb, &IDEAS)
            && before.iter().rev().take(3).any(|word| is_negation(word) || is_in(word, &REJECTS));
    denies.then(|| format!("{verb} {that}"))
}

/// The words after `end` that deny what ends there: `the earth is flat | is false`, `“The earth is flat” |
/// was a myth`, `…, | stimmt nicht`. O(1).
pub(super) fn denial_after(source: &str, end: usize) -> Option<&str> {
    let rest = part(source, end..forwards(source, end, REACH));
    let is_between = |c| matches!(kind(c), Kind::Space | Kind::Hidden | Kind::Quote) || c == ',';
    let text = rest.trim_start_matches(is_between);
    let between = part(rest, ..rest.len() - text.len());
    if between.is_empty() || has_paragraph_end(between) {
        return None;
    }
    let all: Vec<(usize, &str)> = text.unicode_word_indices().take(5).collect();
    let lower: Vec<String> = all.iter().map(|(_, word)| word.to_lowercase()).collect();
    let (first, rest) = lower.split_first()?;
    let links = rest.iter().take(2).take_while(|word| word.ends_with("ly") || is_in(word, &LINKS)).count();
    let is_denied = is_in(first, &IS) && rest.get(links).is_some_and(|word| is_in(word, &UNTRUE))
        || first == "stimmt" && rest.first().is_some_and(|word| word == "nicht");
    let &(at, word) = all.get(1 + links).filter(|_| is_denied)?;
    text.get(..at + word.len())
}

/// Between a clause and what denies it.
static IS: List = List::new("is was are were proved proves ist war sind waren est était es era è são é");
static LINKS: List = List::new("been to be a an just eine ein einfach une un una uma");

/// What a false statement is.
static UNTRUE: List = List::new(
    "\
    false untrue unfounded baseless disproved disproven debunked refuted nonsense myth lie hoax fiction \
    fallacy misconception falsch unwahr widerlegt lüge mythos erfunden faux fausse mensonge mythe falso \
    falsa mentira mito menzogna onjuist verzonnen",
);

/// Words that deny the clause after them.
static DENIES: List = List::new(
    "\
    deny denies denied denying doubt doubts doubted doubting dispute disputes disputed refute refutes \
    refuted disprove disproves disproved reject rejects rejected pretend pretends pretended imagine \
    imagines imagined lied myth fallacy misconception hoax illusion delusion pretence pretense \
    falsehood false untrue unlikely improbable impossible doubtful wrong incorrect bestreitet bestreiten \
    bestritt bestritten leugnet leugnen leugnete leugneten bezweifelt bezweifeln bezweifelte \
    dementiert dementierte nie nient nia nièrent dément démentit doute douta niega niegan negó negaron \
    niego duda dudan dudó nega negano negò negarono negam negou negaram duvida ontkent ontkennen \
    ontkende ontkenden betwijfelt förnekar förnekade nekar benekter benektet nægter nægtede zaprzecza \
    zaprzeczył zaprzeczyła zaprzeczają wątpi отрицает отрицают отрицал отрицала отрицали опровергает \
    опроверг сомневается popírá popřel заперечує заперечив",
);

/// Subjects whose statement denies a clause.
static NOBODY: List = List::new(
    "\
    no none nobody neither niemand kein keine aucun aucune personne nadie ningún ninguna nessun nessuno \
    nessuna ninguém nenhum nenhuma ingen geen",
);
static FALSELY: List = List::new("falsely wrongly mistakenly erroneously untruthfully incorrectly");

/// What a clause may be the content of.
static IDEAS: List = List::new(
    "\
    idea claim notion theory view belief hypothesis suggestion allegation assumption assertion evidence \
    proof sign indication argument accusation rumour rumor charge premise",
);

/// Words that deny such an idea before it: `disproved the theory that`, `contrary to the view that`.
static REJECTS: List = List::new(
    "\
    reject rejects rejected rejecting refute refutes refuted disprove disproves disproved debunk debunks \
    debunked dismiss dismisses dismissed dispute disputes disputed deny denies denied doubt doubts doubted \
    discredited contradict contradicts contradicted contrary against false wrong mistaken lack absence \
    little scant insufficient",
);

/// After a negation: the clause is said not to hold.
static HOLDS: List = List::new(
    "\
    true case clear certain sure proven established so wahr sicher klar bewiesen vrai sûr certain \
    verdad cierto seguro vero certo sicuro verdade waar zeker sant правда prawda",
);

/// Verbs whose clause holds, even if they are negated.
static KNOWN: List = List::new(
    "\
    know knew known hear heard learn learned learnt feel felt see saw admit admitted note noted found \
    find explain explained told tell wusste hörte savait sabía знал",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_denies_a_clause_after_it_is_found() {
        let denial = |text: &str| {
            let (passage, after) = text.split_once('|').unwrap();
            denial_after(&format!("{passage}{after}"), passage.len()).map(str::to_owned)
        };
        for (text, words) in [
            ("The claim that it helps| is false.", "is false"),
            ("The claim “it helps|” was simply untrue.", "was simply untrue"),
            ("That it helps|, is a myth.", "is a myth"),
            ("Dass es hilft|, stimmt nicht.", "stimmt nicht"),
        ] {
            assert_eq!(denial(text).as_deref(), Some(words), "{text}");
        }
        for text in ["It helps|. Is false hope worse?", "It helps|\n\nIs false", "It| helps", "It| is a fact"]
        {
            assert_eq!(denial(text), None, "{text}");
        }
    }

    #[test]
    fn what_denies_a_clause_is_found() {
        let denial = |text: &str| {
            let (before, passage) = text.split_once('|').unwrap();
            denial_before(before, before.trim_end().len(), passage.trim_start()).is_some()
        };
        for text in [
            "The firm denies that | it knew",
            "The firm denies | that it knew",
            "The study did not show that | it helps",
            "It is not the case that | taxes rose",
            "It is false that | he lied",
            "It is a myth that | sales rose",
            "No one has shown that | it helps",
            "No study found that | it helps",
            "He falsely claimed that | it helps",
            "There is no evidence that | it helps",
            "Scientists rejected the idea that | it helps",
            "Contrary to the belief that | it helps",
            "Er bestreitet, dass | er log",
            "Firma zaprzecza, że | zatruła rzekę",
            "Weder Anna noch | Bob kam",
        ] {
            assert!(denial(text), "{text}");
        }
        for text in [
            "He did not know that | it helps",
            "He does not deny that | it helps",
            "She said that | it helps",
            "No one knew that | it helps",
            "It is not a myth that | it helps",
            "He put forward the idea that | it helps",
            "There is evidence that | it helps",
            "He was not there. She said that | it helps",
            "Er kam noch | am Abend",
        ] {
            assert!(!denial(text), "{text}");
        }
    }
}
