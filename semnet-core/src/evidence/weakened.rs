//! Words right before a passage that weaken, lessen or undo what it begins with: `nearly | extinct`, `less |
//! likely`, `alleged | murderer`, `the second | best`, `half | as many`, `stopped | eating`, `too old | to
//! work`.

use crate::evidence::word_lists::{List, is_in, phrase_at_end, words};

/// The last of the words before a passage where they weaken what `text` begins with. O(words).
pub(super) fn weakening_before(words_before: &[String], text: &str) -> Option<String> {
    let next = words(text).next()?;
    let (last, earlier) = words_before.split_last()?;
    let previous = earlier.last().map(String::as_str).unwrap_or_default();
    let weakens = match last.as_str() {
        "less" => previous != "or",
        "least" => !matches!(previous, "at" | "not"),
        // A concession, not a condition.
        "if" => previous != "even",
        "former" => !is_in(&next, &AFTER_FORMER),
        "vice" => next != "versa" && next != "and",
        "half" | "twice" => matches!(next.as_str(), "as" | "the"),
        "thrice" | "times" => matches!(next.as_str(), "as" | "the" | "more" | "less"),
        "doubt" | "doubts" | "doubted" => !is_in(previous, &CERTAINLY),
        "from" if previous == "far" => {
            let is_place = is_in(&next, &PLACES) || text.starts_with(char::is_uppercase);
            !is_place
        }
        "from" => is_in(previous, &BARRED),
        word => {
            is_in(word, &WEAKENING)
                || is_in(word, &ORDINALS) && is_in(&next, &SUPERLATIVES)
                || is_in(word, &ENDING) && is_gerund(&next)
        }
    };
    if weakens {
        return Some(last.clone());
    }
    match words_before {
        // `too old | to work`.
        [.., too, what] if too == "too" && next == "to" => Some(format!("too {what}")),
        // `forbidden to | smoke`.
        [.., verb, to] if to == "to" && is_in(verb, &FORBIDDING) => Some(format!("{verb} to")),
        _ => phrase_at_end(words_before, PHRASES),
    }
}

/// Whether an English word may be a gerund.
fn is_gerund(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ing") && !is_in(word, &NO_GERUNDS)
}

static WEAKENING: List = List::new(
    "\
    nearly almost virtually practically alleged purported ostensible ostensibly falsely wrongly \
    mistakenly erroneously fake pseudo beinahe nahezu mutmaßliche mutmaßlicher mutmaßlichen \
    mutmaßliches angebliche angeblicher angeblichen angebliches vermeintliche vermeintlicher \
    vermeintlichen sogenannte sogenannter sogenannten sogenanntes fälschlich fälschlicherweise \
    presque prétendu prétendue prétendus prétendues casi presunto presunta presuntos presuntas \
    supuesto supuesta supuestos supuestas presunti presunte cosiddetto cosiddetta cosiddetti \
    sedicente quase suposto suposta supostos supostas falsamente bijna zogenaamde vermeende nästan \
    næsten nesten почти мнимый мнимая prawie rzekomy rzekoma domniemany téměř údajný neredeyse \
    melkein lähes majdnem állítólagos aproape hampir вместо zamiast",
);

/// Before a superlative.
static ORDINALS: List = List::new(
    "\
    second third fourth fifth sixth seventh eighth ninth tenth deuxième troisième quatrième \
    cinquième seconda secondo terza terzo quarta quarto",
);
static SUPERLATIVES: List = List::new(
    "\
    best worst most least largest biggest highest lowest greatest longest shortest tallest oldest \
    youngest smallest deepest fastest richest poorest strongest busiest heaviest hottest coldest \
    warmest coolest wettest driest latest earliest nearest plus più",
);

/// Verbs that deny or end what a gerund after them names.
static ENDING: List = List::new(
    "\
    stop stops stopped quit quits avoid avoids avoided avoiding cease ceases ceased deny denies denied \
    denying resist resisted",
);
static NO_GERUNDS: List = List::new(
    "\
    during thing nothing something anything everything evening morning spring string king according \
    regarding concerning including following",
);
static FORBIDDING: List = List::new(
    "\
    forbid forbids forbade forbidden pretend pretends pretended pretending prohibited verboten",
);

/// Before *from*.
static BARRED: List = List::new(
    "\
    bar bars barred ban bans banned exclude excludes excluded prevent prevents prevented preventing \
    prohibit prohibits prohibited keep keeps kept stop stops stopped exempt exempted dissuaded \
    discouraged deterred refrain refrains refrained abstain abstains abstained",
);

/// Before *doubt*, which then affirms.
static CERTAINLY: List = List::new("no without beyond any in little the a of or to cast casts");

/// After *far from* before a place.
static PLACES: List = List::new(
    "\
    the a an his her its their our my your this that these those here there where home one each any all \
    other others being shore land it them us him",
);

/// After *the former* where it means the first of two.
static AFTER_FORMER: List =
    List::new("is was are were has had have and or of but to in on can could will would who which being");

const PHRASES: &[&str] = &[
    "so called",
    "self styled",
    "self proclaimed",
    "soi disant",
    "as though",
    "instead of",
    "rather than",
    "as opposed to",
    "lack of",
    "absence of",
    "free of",
    "devoid of",
    "far short of",
    "anstatt",
    "anstelle",
    "au lieu de",
    "faute de",
    "manque de",
    "en lugar de",
    "en vez de",
    "falta de",
    "invece di",
    "mancanza di",
    "em vez de",
    "em lugar de",
    "in plaats van",
    "gebrek aan",
    "i stället för",
    "istället för",
    "brist på",
    "i stedet for",
    "mangel på",
];
