//! Clauses that the words before them deny, at the beginning of a passage: `denies that | the batch was
//! contaminated`, `did not show that | …`, `weder … noch | …`.

use crate::evidence::characters::{backwards, forwards};
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
    let denies = is_in(verb, &DENIES) && !negated(2)
        || is_in(verb, &HOLDS) && negated(3)
        || (is_in(verb, &SAYS) || is_in(verb.trim_end_matches('s'), &SAYS))
            && !is_in(verb, &KNOWN)
            && negated(2);
    denies.then(|| format!("{verb} {that}"))
}

/// Words that deny the clause after them.
static DENIES: List = List::new(
    "\
    deny denies denied denying doubt doubts doubted doubting dispute disputes disputed refute refutes \
    refuted false untrue unlikely improbable impossible doubtful wrong incorrect bestreitet bestreiten \
    bestritt bestritten leugnet leugnen leugnete leugneten bezweifelt bezweifeln bezweifelte \
    dementiert dementierte nie nient nia nièrent dément démentit doute douta niega niegan negó negaron \
    niego duda dudan dudó nega negano negò negarono negam negou negaram duvida ontkent ontkennen \
    ontkende ontkenden betwijfelt förnekar förnekade nekar benekter benektet nægter nægtede zaprzecza \
    zaprzeczył zaprzeczyła zaprzeczają wątpi отрицает отрицают отрицал отрицала отрицали опровергает \
    опроверг сомневается popírá popřel заперечує заперечив",
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
            "He was not there. She said that | it helps",
            "Er kam noch | am Abend",
        ] {
            assert!(!denial(text), "{text}");
        }
    }
}
