//! Conditions that precede what a passage presents as the beginning of a sentence: `If it rains, | all
//! came`.

use crate::evidence::characters::{Kind, backwards, kind};
use crate::evidence::clauses::ends_sentence;
use crate::evidence::word_lists::{List, is_in, plain, words};
use crate::util::part;

/// A condition is searched for in this many characters.
const LONGEST_CONDITION: usize = 160;

/// Whether the sentence or line before a place opens with a condition, and the part with the condition ends
/// there: `Unless it rains, | all came`, `But if it rains, then | all came`. O(1).
pub(super) fn follows_condition(source: &str, end: usize) -> bool {
    let reached = backwards(source, end, LONGEST_CONDITION);
    let text = part(source, reached..end);
    let (clause, last) = text.rsplit_once(',').unwrap_or((text, ""));
    let last = plain(last, 0..last.len(), false);
    let is_closed = text.contains(',')
        && (last.trim().is_empty()
            || words(&last).all(|word| is_in(&word, &THEN)) && !last.contains(['.', '!', '?', ';', ':']));
    if !is_closed {
        return false;
    }
    let ends = |&(at, c): &(usize, char)| {
        let is_quoted = || part(clause, at + c.len_utf8()..).starts_with(|c| kind(c) == Kind::Quote);
        matches!(c, '.' | '!' | '?' | ';' | ':' | '。') && (is_quoted() || ends_sentence(clause, at, c))
    };
    let sentence = clause.char_indices().rev().find(ends).map(|(at, c)| at + c.len_utf8());
    let Some(sentence) = sentence.or((reached == 0).then_some(0)) else {
        return lines(clause).skip(1).any(opens_condition);
    };
    // A line may break within a condition, and a heading before one has no sign at its end.
    lines(part(clause, sentence..)).any(opens_condition)
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r']).filter(|line| line.contains(|c| kind(c) == Kind::Key))
}

/// Whether a text opens with a condition, which words such as *but* and *only* may precede. O(length).
fn opens_condition(text: &str) -> bool {
    words(text).take(4).find(|word| !is_in(word, &LEADING)).is_some_and(|word| is_in(&word, &CONDITIONS))
}

/// Words that open a condition, verbs among them: *Should it rain, …*
static CONDITIONS: List = List::new(
    "\
    if unless except excepting barring provided providing assuming supposing lest should had außer \
    hormis excepté excepto eccetto tranne exceto behalve utom undtagen unntatt кроме oprócz wenn falls \
    sofern sollte hätte si s'il s'ils sauf salvo se caso indien tenzij mits om ifall hvis medmindre \
    если jeśli jeżeli pokud eğer",
);

/// Words that may come before these. (*Even if* concedes: what follows holds in any case.)
static LEADING: List = List::new(
    "\
    but and only or so yet now aber und nur oder mais et ou pero y solo sólo ma e mas maar en ook \
    alleen men og och bara но и а ale i",
);

/// Words that may come between a condition and the clause that depends on it.
static THEN: List = List::new("then dann so alors entonces allora então dan da så то тогда to");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_before_a_place_are_found() {
        for text in [
            "If it rains,",
            "All left. If Dr. Smith agrees,",
            "Fine! But if J. Smith agrees, then",
            "Only if it rains,",
            "Should it rain,",
            "A heading\nIf it rains,",
            "If it\nrains,",
            "Wenn es regnet, dann",
        ] {
            assert!(follows_condition(text, text.len()), "{text}");
        }
        for text in
            ["If it rains, they stay.", "When it rained,", "But in May,", "If it rains", "Then,", "", ","]
        {
            assert!(!follows_condition(text, text.len()), "{text}");
        }
    }
}
