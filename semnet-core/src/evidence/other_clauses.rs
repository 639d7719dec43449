//! Clauses within a sentence whose beginning an ellipsis leaves out, recognised by the words and signs that
//! open them: `Anna [arrested the man who] stole the car`, `Dogs [are kind: wolves] are dangerous`.

use crate::evidence::characters::is_unspaced;
use crate::evidence::clause_words::{
    AND, ARTICLES, CHANGES, DATES, DETERMINERS, ONE_PERSON, PERSONS, RELATIVE, SUBORDINATE, TEMPORAL, WHOSE,
    begins_with_verb, is_name, is_plain, is_time, joins, opens_subject,
};
use crate::evidence::omissions::Omission;
use crate::evidence::word_lists::{List, is_in, words};
use crate::util::items;

/// Whether the omission opens a clause and the text continues within it. A relative clause at the very
/// beginning of the omission belongs to the words before it, and a comma, dash or bracket closes a clause.
/// O(length).
pub(super) fn cuts_clause(omission: &Omission<'_>) -> bool {
    let (text, before, after) = (&omission.text, omission.before.trim_end(), omission.after.trim_start());
    let brackets = |sign: char| text.matches(sign).count();
    if brackets('(') > brackets(')') && begins_with_verb(after) {
        return true;
    }
    let text = text.trim();
    let is_closed = !text.ends_with(char::is_alphanumeric) || !after.starts_with(char::is_alphanumeric);
    if text.is_empty() || is_closed {
        return false;
    }
    if text.contains(is_unspaced) {
        return cuts_unspaced_clause(text);
    }
    let is_first = before.ends_with(char::is_alphanumeric) && text.starts_with(char::is_alphanumeric);
    let dashes = text.matches(['—', '–']).count() + text.matches(" - ").count();
    let sentence = text.rsplit(['.', '!', '?']).next().unwrap_or_default();
    if sentence.contains(": ") || is_first && dashes % 2 == 1 {
        return true;
    }
    let signs = [',', ';', ':', '(', ')', '.', '!', '?', '—', '–'];
    let clause = text.rsplit(signs).next().unwrap_or_default();
    let is_first = is_first && clause.len() == text.len();
    // `the plan [, which] all had read`: the clause is about the words before it.
    if words(text).count() == 1 && words(text).all(|word| is_in(&word, &RELATIVE)) {
        return false;
    }
    let raw: Vec<&str> = clause.split_whitespace().collect();
    let lower: Vec<String> = raw.iter().map(|word| words(word).next().unwrap_or_default()).collect();
    let is_list = lower.iter().any(|word| is_in(word, &AND));
    let goes_on = begins_with_verb(after);
    let is_article = lower.first().is_some_and(|word| is_in(word, &ARTICLES));
    relative_is_open(&lower, is_first, goes_on)
        || clause.len() < text.len() && is_article && !is_list && (lower.len() == 1 || goes_on)
        || is_other_person(text, &lower)
        || lower.len() > 1 && lower.last().is_some_and(|word| is_arabic_subject(word))
        || goes_on && (subordinate_is_open(&raw, &lower, is_first) || subject_is_another(text, &raw, &lower))
        || is_other_change(&lower)
        || lower.last().is_some_and(|word| is_in(word, &THAN))
        || goes_on && text.starts_with(',') && is_article_subject(&raw, &lower)
        || swallows_predicate(text, &raw, &lower, after)
        || swallows_marked_subject(&text.split_whitespace().collect::<Vec<_>>(), after)
}

/// Whether words are a subject with its article: `the bishop`.
fn is_article_subject(raw: &[&str], lower: &[String]) -> bool {
    opens_subject(lower)
        && (2..=3).contains(&raw.len())
        && !is_time(lower)
        && raw.iter().skip(1).all(|word| is_noun(word))
}

fn is_noun(word: &str) -> bool {
    is_name(word) || is_plain(word)
}

/// Whether the omission ends with the subject and the verb of another clause, whose object follows: `rebuilt
/// [the bridge and the priest sold] the bells`, `hunt [at dusk, whereas zebras graze] at dawn`.
fn swallows_predicate(text: &str, raw: &[&str], lower: &[String], after: &str) -> bool {
    let is_after_comma = raw.first().is_some_and(|word| !text.starts_with(word));
    let is_slavic = |word: &str| matches!(word, "a" | "а");
    let at = lower.iter().rposition(|word| joins(word) || is_slavic(word));
    // (`a` joins clauses in Slavic languages, and is an article or a preposition in others.)
    let is_joined =
        |&at: &usize| !lower.get(at).is_some_and(|word| is_slavic(word)) || is_after_comma && at == 0;
    let at = at.filter(is_joined);
    // `[and Anna] left`: the subject continues.
    if at == Some(0) && !is_after_comma {
        return false;
    }
    let Some(start) = at.map(|at| at + 1).or(is_after_comma.then_some(0)) else { return false };
    let (clause, own) = (items(raw, start..), items(lower, start..));
    let [first, .., verb] = clause else { return false };
    if !is_plain(verb) || is_time(own) {
        return false;
    }
    let is_contrast = at.and_then(|at| lower.get(at)).is_some_and(|word| is_in(word, &SUBORDINATE));
    let is_contrasted = is_contrast && clause.len() == 2 && clause.iter().all(|word| is_plain(word));
    let is_owner = first.ends_with("'s");
    let has_name = is_name(first) && clause.len() <= 3 && !is_owner;
    let has_article = at.is_some() && opens_subject(own) && clause.len() == 3;
    let object: Vec<String> = words(after).take(3).collect();
    let is_object = opens_subject(&object) || is_name(after.trim_start());
    let is_when = (1..=3).any(|count| is_time(items(&object, ..count.min(object.len()))));
    is_contrasted
        || has_name && clause.len() == 2 && at.is_some()
        || is_object && !is_when && (has_name || has_article)
}

/// The same in languages that mark a subject: Korean and Hindi by its ending, Hebrew and Arabic by *and*
/// before it or before its verb.
fn swallows_marked_subject(all: &[&str], after: &str) -> bool {
    let Some((last, earlier)) = all.split_last() else { return false };
    let ends = |word: &str, endings: &[&str]| endings.iter().any(|end| word.ends_with(end));
    let next = after.split_whitespace().next().unwrap_or_default();
    let is_korean =
        ends(last, &["는", "은", "가", "이"]) && earlier.iter().any(|word| ends(word, &["고", "며", "지만"]));
    let is_hindi = *last == "ने" && earlier.len() > 1;
    let objects = all.iter().position(|&word| word == "את");
    let is_hebrew = objects.is_some_and(|at| {
        let joined =
            items(all, at + 1..).iter().any(|word| word.starts_with('ו') && word.chars().count() > 3);
        joined && (last.starts_with('ו') || next == "את")
    });
    let is_arabic = match all {
        [.., verb, subject] => {
            verb.starts_with('و')
                && !verb.starts_with("وال")
                && !subject.starts_with("ال")
                && next.starts_with("ال")
        }
        _ => false,
    };
    is_korean || is_hindi || is_hebrew || is_arabic
}

/// Whether the text continues within a relative clause, or one with *that*.
fn relative_is_open(lower: &[String], is_first: bool, goes_on: bool) -> bool {
    let Some(at) = lower.iter().rposition(|word| is_in(word, &RELATIVE)) else { return false };
    let rest = items(lower, at + 1..);
    let own = items(lower, at..);
    let relative = own.first().map(String::as_str).unwrap_or_default();
    // `that same day`, `that and`.
    if is_time(own) || rest.first().is_some_and(|word| is_in(word, &AND)) {
        return false;
    }
    let least = usize::from(is_in(relative, &WHOSE)) + 1;
    // `told Anne [that her sister] had won`.
    let is_subject = rest.len() == 2 && opens_subject(rest);
    rest.len() < least || goes_on && (is_subject || !(is_first && at == 0))
}

/// Whether the omission ends with a subject that no conjunction or article introduces: `[lost, then Bob]`,
/// `[fell, and another]`, `[Smith's dog]`.
fn subject_is_another(text: &str, raw: &[&str], lower: &[String]) -> bool {
    let is_named = |at: usize| raw.get(at).is_some_and(|word: &&str| word.starts_with(char::is_uppercase));
    let is_after_sign = raw.first().is_some_and(|word| !text.starts_with(word));
    let opens = |list: &List| lower.first().is_some_and(|word| is_in(word, list));
    match lower {
        [_, other] if opens(&AND) && is_in(other, &OTHERS) => is_after_sign,
        [_, _] if opens(&THEN) && is_named(1) => is_after_sign,
        [owner, _] | [owner, _, _] => !is_after_sign && owner.ends_with("'s") && is_named(0),
        _ => false,
    }
}

/// Whether the omission ends with the verb of another change: `rose [in April and fell] in May`.
fn is_other_change(lower: &[String]) -> bool {
    matches!(lower, [_, .., and, change] if is_in(and, &AND) && is_in(change, &CHANGES))
}

/// Whether a word is *and his brother* and the like, in Arabic.
fn is_arabic_subject(word: &str) -> bool {
    word.starts_with('و') && word.chars().count() > 3 && ["ه", "ها", "هم"].iter().any(|it| word.ends_with(it))
}

/// Whether the text continues after the subject of a clause with a conjunction: `[slept when thieves] stole`.
fn subordinate_is_open(raw: &[&str], lower: &[String], is_first: bool) -> bool {
    let opens = |word: &String| is_in(word, &SUBORDINATE) || is_in(word, &TEMPORAL);
    let Some(at) = lower.iter().rposition(opens) else { return false };
    let subject = items(lower, at + 1..);
    let Some(first) = subject.first().filter(|_| subject.len() <= 3) else { return false };
    if is_first && at == 0 || is_time(subject) || is_in(first, &DATES) {
        return false;
    }
    let conjunction = lower.get(at).map(String::as_str).unwrap_or_default();
    // `known as Lady Day`.
    if at.checked_sub(1).and_then(|at| lower.get(at)).is_some_and(|word| is_in(word, &NAMED)) {
        return false;
    }
    let is_name = raw.get(at + 1).is_some_and(|word| word.starts_with(char::is_uppercase));
    let is_pronoun = subject.len() == 1 && is_in(first, &PERSONS);
    let is_article = is_in(first, &DETERMINERS) && subject.len() > 1;
    let is_plain = subject.len() == 1 && begins_with_verb(&format!("{first} ")) && !first.ends_with("ed");
    is_name || is_pronoun || is_in(conjunction, &SUBORDINATE) && (is_article || is_plain)
}

/// Whether the omission ends with *he* or *she*, and names somebody else before that: `[lost to Bob. He]`.
fn is_other_person(text: &str, lower: &[String]) -> bool {
    if !lower.last().is_some_and(|word| is_in(word, &ONE_PERSON)) {
        return false;
    }
    let all: Vec<&str> = text.split_whitespace().collect();
    let (_, all) = all.split_last().unwrap_or((&"", &[]));
    all.windows(2).any(|pair| {
        let [before, name] = pair else { return false };
        let before_name = words(before).next().unwrap_or_default();
        let is_place = is_in(&before_name, &IN) || before.ends_with(['.', '!', '?']);
        let is_date = words(name).all(|word| is_in(&word, &DATES));
        name.starts_with(char::is_uppercase) && !is_place && !is_date
    })
}

/// The same in scripts that write no spaces: a conjunction, a pronoun or a subject after the last comma, or
/// what belongs to the subject: `安娜[睡着，但鲍勃]偷了`, `安娜[的父亲]偷了`.
fn cuts_unspaced_clause(text: &str) -> bool {
    let is_possessed = text.starts_with(['的', 'の']) && !text.starts_with("的确");
    let signs = ['，', ',', '、', '：', '；', ';', '。'];
    let Some((_, last)) = text.rsplit_once(signs) else { return is_possessed };
    let opens = |words: &str| words.split_ascii_whitespace().any(|word| last.starts_with(word));
    let is_clause = !last.is_empty() && text.contains(['，', ',', '；', ';']) && text.contains('了');
    let goes_on = || {
        opens(
            "后来 後來 然后 然後 也 又 就 都 并 並 还 還 再 随后 隨後 最后 最後 今天 昨天 明天 今年 去年 当时 當時",
        )
    };
    if is_clause && !goes_on() {
        return true;
    }
    let holds = |words: &str| words.split_ascii_whitespace().any(|word| last.ends_with(word));
    opens("但 可是 然而 因为 因為 如果 所以 不过 不過 他 她 它")
        || holds("が は 他 她 它 他们 她们 它们 们 人 者")
}

/// Before *as* and a name.
static NAMED: List = List::new("known such same well bekannt connu conocido");

/// Subjects without a name.
static OTHERS: List = List::new("another others somebody someone");

/// Adverbs before a subject.
static THEN: List = List::new(
    "\
    then so later dann später puis ensuite luego después poi потом затем",
);

/// After a comparative.
static THAN: List = List::new("than als dan niż чем än enn");

/// Before places.
static IN: List = List::new("in at near from into through en à a de nach aus von au du в из");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_whose_beginning_is_left_out_are_found() {
        let cuts = |text: &str| {
            let (from, rest) = text.split_once('[').unwrap();
            let (inner, after) = rest.split_once(']').unwrap();
            let source = format!("{from}{inner}{after}");
            cuts_clause(&Omission::new(&source, from.len()..from.len() + inner.len()))
        };
        for text in [
            // Relative clauses.
            "Anna [arrested the man who] stole the car",
            "Anna [met the man whose dog] bit her",
            "Anna [told Anne that her sister] had won",
            "The man [saw, that the] won",
            "Der Mann [sah den Hund, der] bellte",
            "Anna [left (the dog] bit her",
            // A colon, one dash.
            "Dogs [are kind: wolves] are dangerous",
            "Dogs [are kind — wolves] are dangerous",
            "Dogs [are kind - wolves] are dangerous",
            // Another person.
            "Anna [lost to Bob. He] won",
            "Anna [lost to Bob and she] won",
            // After conjunctions.
            "Anna [slept when thieves] stole it",
            "Anna [slept because Bob] stole it",
            "Anna [slept before Bob] stole it",
            "Anna [slept until he] stole it",
            "Anna [slept while the old man] stole it",
            // Subjects without a conjunction.
            "Anna [lost, then Bob] won",
            "Anna [fell, and another] won",
            "Anna [Smith’s dog] won",
            "Anna [Smith’s old dog] won",
            "Anna[, the bishop] won",
            // Changes, comparisons.
            "Prices [rose in April and fell] in May",
            "Anna [runs faster than] Bob",
            // The verb of another clause.
            "Anna [rebuilt the bridge and the priest sold] the bells",
            "Anna [rebuilt the bridge and Bob sold] the bells",
            "Lions hunt [at dusk, whereas zebras graze] at dawn",
            "Anna hunts [at dusk and Bob hunts] at dawn",
            // Marked subjects.
            "안나는 [자고 밥이] 훔쳤다",
            "안나는 [자지만 밥은] 훔쳤다",
            "אנה [ראתה את הכלב ובנה] את הבית",
            "安娜[睡着，但鲍勃]偷了",
            "安娜[的父亲]偷了",
            "安娜[睡着了，鲍勃]偷了",
            "アンナ[は寝て、ボブは]盗んだ",
            "جاءت [آنا وأخوه] مسرعا",
        ] {
            assert!(cuts(text), "{text}");
        }
        for text in [
            "Anna [of the town] left",
            "Anna [] left",
            "Anna [who lived in Rome,] won",
            "Anna[, who lived in Rome,] won",
            "The plan[, which] all had read",
            "The man [who] stole the car",
            "Anna [left that same day] in May",
            "Anna [said that and] left",
            "Dogs [— kind as they are —] are dangerous",
            "Dogs [are kind: wolves.] Cats are not",
            "Anna [lost in Rome. She] won",
            "Anna [lost in May and she] won",
            "Anna [lost. He] won",
            "Anna [known as Lady] won",
            "Anna [slept when in May] they left",
            "Anna [left as the next day] came",
            "Anna [left, then soon] came",
            "Anna [and another] won",
            "Anna [left the old dog] in May",
            "Prices [and fell] in May",
            "Anna [and Bob sold] the bells",
            "Anna [rebuilt the bridge and Bob’s dog] there",
            "안나는 [자고 밥을] 훔쳤다",
            "אנה [ראתה את הכלב הבית] שם",
            "安娜[的确]偷了",
            "安娜[睡着了，后来]偷了",
            "安娜[很快地]偷了",
        ] {
            assert!(!cuts(text), "{text}");
        }
    }
}
