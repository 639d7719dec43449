//! Negations of several words, negated subjects and verbs that deny, at the edges of a passage: `by no
//! means | accept`, `no members | accepted`, `hardly do | they accept`, `weigerten sich, | den Plan
//! anzunehmen`.

use unicode_segmentation::UnicodeSegmentation;

use crate::evidence::characters::{backwards, forwards};
use crate::evidence::clause_words::begins_with_verb;
use crate::evidence::meaning::is_portuguese;
use crate::evidence::word_lists::{List, is_in, phrase_at_end, plain, words};
use crate::util::{items, part};

/// The words at the end of a clause that negate or weaken what begins at `start`. O(words).
pub(super) fn phrase_before(words_before: &[String], source: &str, start: usize) -> Option<String> {
    let text = part(source, start..forwards(source, start, 48));
    let (last, earlier) = words_before.split_last()?;
    let is_auxiliary = is_in(last, &AUXILIARIES);
    let before = if is_auxiliary { earlier } else { words_before };
    if let Some(phrase) = phrase_at_end(before, PHRASES) {
        return Some(phrase);
    }
    if is_auxiliary && earlier.last().is_some_and(|word| is_in(word, &INVERTING)) || is_in(last, &HEDGES) {
        return words_before.get(words_before.len().saturating_sub(2)..).map(|words| words.join(" "));
    }
    let next = words(text).next().unwrap_or_default();
    let mark = earlier.last().map(String::as_str).unwrap_or_default();
    let refuses = is_in(last, &INFINITIVE) && is_in(mark, &REFUSING)
        || ["отказ", "відмов", "odmówi", "odmawia", "odmít"].iter().any(|stem| last.starts_with(stem))
            && ["ть", "ти", "ться", "чь", "ć", "ci", "t"].iter().any(|end| next.ends_with(end))
        || is_in(last, &DENYING) && is_infinitive(&next)
        || is_in(last, &ARABIC) && !next.starts_with("ال");
    if refuses || ends_with_short_of(words_before) {
        return Some(last.clone());
    }
    negated_subject(words_before, text).filter(|_| !is_portuguese(source, &(start..start)))
}

/// Whether a word may be an infinitive of a Romance language.
fn is_infinitive(word: &str) -> bool {
    ["ar", "er", "ir", "ère", "re"].iter().any(|end| word.ends_with(end))
}

/// `stopped short of voting to | accept`.
fn ends_with_short_of(words_before: &[String]) -> bool {
    let near = items(words_before, words_before.len().saturating_sub(4)..);
    near.windows(2).any(|pair| matches!(pair, [short, of] if short == "short" && of == "of"))
}

/// A negated subject before the verb that a text begins with: `no member | accepted`, `none of the members |
/// accepted`, `few | accepted`.
fn negated_subject(words_before: &[String], text: &str) -> Option<String> {
    let is_few = |at: usize| {
        let article = at.checked_sub(1).and_then(|at| words_before.get(at));
        !article.is_some_and(|word| {
            matches!(
                word.as_str(),
                "a" | "quite"
                    | "the"
                    | "these"
                    | "those"
                    | "past"
                    | "last"
                    | "next"
                    | "first"
                    | "every"
                    | "some"
            )
        })
    };
    let is_one = |at: usize| words_before.get(at + 1).is_some_and(|word| word == "one");
    let at = (0..words_before.len()).rev().find(|&at| {
        words_before.get(at).is_some_and(|word| is_in(word, &NEGATING) || word == "not" && is_one(at))
    })?;
    let negation = words_before.get(at)?;
    let subject = items(words_before, at + 1..);
    if negation == "few" && !is_few(at) || subject.first().is_some_and(|word| word == "doubt") {
        return None;
    }
    let is_alone = negation == "few" && subject.is_empty();
    let skipped = subject.iter().take_while(|word| is_in(word, &OF)).count();
    let nouns = items(subject, skipped..);
    let is_noun = |word: &String| begins_with_verb(&format!("{word} "));
    let is_subject =
        (1..=2).contains(&nouns.len()) && nouns.iter().all(is_noun) || nouns.is_empty() && skipped > 0;
    let is_cut = (is_alone || is_subject && subject.len() <= 4) && begins_with_verb(text);
    is_cut.then(|| items(words_before, at..).join(" "))
}

/// Whether the clause before a comma denies the infinitive that begins after it, in German: `weigerten
/// sich, | den Plan anzunehmen`. O(1).
pub(super) fn refuses_before_comma(source: &str, start: usize) -> Option<String> {
    let before = part(source, backwards(source, start, 60)..start);
    let (clause, rest) = before.rsplit_once(',')?;
    if !rest.trim().is_empty() {
        return None;
    }
    let clause = plain(clause, 0..clause.len(), true);
    let own = clause.rsplit(['.', '!', '?', ';', ',', ':']).next().unwrap_or_default();
    let verb = words(own).find(|word| {
        GERMAN.iter().any(|stem| word.starts_with(stem)) || word.starts_with("lehn") && own.ends_with("ab")
    })?;
    let after = part(source, start..forwards(source, start, 80));
    let after = after.split(['.', '!', '?', ';', ',', ':']).next().unwrap_or_default();
    let is_infinitive = |word: &str| {
        word == "zu"
            || ["an", "ab", "auf", "ein", "aus", "zu", "vor", "mit", "bei", "nach"].iter().any(|it| {
                word.strip_prefix(it).is_some_and(|rest| rest.starts_with("zu") && rest.ends_with('n'))
            })
    };
    words(after).any(|word| is_infinitive(&word)).then_some(verb)
}

/// The length of a negation of several words at the beginning of a text: `in | keiner Weise`, `à | peine`.
/// O(1).
pub(super) fn phrase_after(text: &str) -> Option<usize> {
    let mut all = text.unicode_word_indices();
    let (at, first) = all.next().filter(|&(at, _)| at == 0)?;
    let (first, length) = (first.to_lowercase(), at + first.len());
    let second = all.next();
    let lower = second.map(|(_, word)| word.to_lowercase()).unwrap_or_default();
    let end = second.map(|(at, word)| at + word.len());
    match first.as_str() {
        "бы" | "б" | "apenas" => Some(length),
        "à" if lower == "peine" => end,
        "peu" if !matches!(lower.as_str(), "à" | "après" | "avant" | "de" | "importe") => Some(length),
        word if is_in(word, &BEFORE_NEGATED) && is_in(&lower, &NEGATED) => end,
        _ => None,
    }
}

const PHRASES: &[&str] = &[
    "by no means",
    "under no circumstances",
    "in no way",
    "on no account",
    "at no time",
    "in no case",
    "not once",
    "never once",
    "all but",
    "anything but",
    "apenas",
    "tal vez",
    "a lo mejor",
    "być może",
    "in keiner weise",
    "auf keinen fall",
    "unter keinen umständen",
    "zu keiner zeit",
    "en aucun cas",
    "en aucune façon",
    "en aucune manière",
    "à aucun moment",
    "de ningún modo",
    "de ninguna manera",
    "en ningún caso",
    "en ningún momento",
    "in nessun caso",
    "in nessun modo",
    "em nenhum caso",
    "de modo algum",
    "de forma alguma",
    "in geen geval",
    "under inga omständigheter",
    "ни в коем случае",
    "ни разу",
    "вряд ли",
    "едва ли",
    "навряд чи",
    "à peine",
    "لا أحد",
    "لم يكونوا قد",
    "لم يكن قد",
    "يقال إن",
    "يقال أن",
    "يزعم أن",
    "زعم أن",
];

/// After an adverb that negates, before the subject.
static AUXILIARIES: List = List::new(
    "\
    do does did have has had is are was were will would can could should gonna",
);
static INVERTING: List = List::new(
    "\
    hardly scarcely barely rarely seldom never nor neither nowhere ain't aint",
);

/// Adverbs of hearsay right before a passage, regardless of its first letter; in Arabic, conditions too.
static HEDGES: List = List::new(
    "\
    allegedly supposedly reportedly purportedly angeblich vermeintlich prétendument supuestamente \
    presuntamente presumibilmente якобы нібито rzekomo údajně إذا لو",
);
static INFINITIVE: List = List::new("to a à de di da zu te att å at om");

/// Verbs that deny an infinitive, besides those of English.
static REFUSING: List = List::new(
    "\
    niegan niega niego negó negaron negaba rehúsan rehúsa rehusó rehusaron refuse refusent refusa \
    refusèrent refusait refusaient refusé cesse cessent cessa rifiuta rifiutano rifiutò rifiutarono \
    rifiutato smise recusa recusam recusou recusaram weigeren weigert weigerde weigerden weigern \
    weigerte weigerten vägrar vägrade vägrat nekter nektet nægter nægtede dejó dejaron nega negano \
    negò negarono deixou deixaram deixa deixam smette smettono cessé cessèrent cessait arrêté interdit \
    interdisent interdisait empêche empêchent empêcha ontkent ontkende ontkennen",
);
/// Verbs that deny an infinitive without a preposition: `niega | haber vendido`.
static DENYING: List = List::new(
    "\
    niega niegan niego negó negaron nega negam negou negaram nie nient prohíbe prohíben prohibió proíbe \
    evita evitan evitó evitou",
);
static ARABIC: List = List::new("رفض رفضوا رفضت ترفض يرفض يرفضون عدم");
const GERMAN: &[&str] = &[
    "bestreit",
    "bestritt",
    "leugn",
    "weiger",
    "verweiger",
    "versäum",
    "unterließ",
    "vergaß",
    "vergessen",
    "verzicht",
];

/// The words with which a negated subject begins.
static NEGATING: List = List::new(
    "\
    no none neither few hardly scarcely nobody kein keine keiner keines niemand aucun aucune nul \
    nulle ningún ninguna ninguno nadie nessun nessuno nessuna nenhum nenhuma geen niemand ingen inget \
    inga ни никто żaden żadna żadne nikt žádný žádná žádné nikdo",
);

/// Words between these and a noun.
static OF: List = List::new(
    "\
    of the them us those these his her their anyone anybody one von der den ihnen ihrer des les deux \
    de los las ellos dei degli delle dos das van de hen av dem из них один одна z nich",
);
static BEFORE_NEGATED: List = List::new(
    "\
    in at by under on with to in zu auf unter bei mit von en de à sous dans em op på i w v",
);
static NEGATED: List = List::new(
    "\
    no neither none nobody keiner keinem keinen keine kein keines niemandem aucun aucune ningún \
    ninguna nessun nessuna nenhum nenhuma geen niemand ingen inga inget żadnym žádném",
);
