//! The words that open clauses, subjects and predicates, in one list for each kind, and what may be a verb.
//! The lists cover many languages together, because the language of a source is not known.

use crate::evidence::meaning::is_stand_in;
use crate::evidence::word_lists::{List, THAT, is_in, words};

/// Whether a text continues with a word that may be a verb: in lower case, and no preposition, conjunction or
/// adverb.
pub(super) fn begins_with_verb(text: &str) -> bool {
    let all: Vec<&str> = text.split_whitespace().take(4).collect();
    let leads = |word: &&&str| {
        let own = first_word(word);
        (is_adverb(&own) || is_in(&own, &CLITICS)) && word.ends_with(char::is_alphabetic)
    };
    let leading = all.iter().take_while(leads).count();
    let is_time = all.windows(2).take(leading).any(|pair| {
        let own: Vec<String> = pair.iter().map(|word| first_word(word)).collect();
        is_time(&own)
    });
    // French *a volé*.
    let is_perfect = matches!(all.get(leading..), Some(["a" | "ont", participle, ..])
        if participle.ends_with('é') || is_in(participle, &PARTICIPLES));
    !is_time && (is_perfect || all.get(leading).is_some_and(|word| is_plain(word)))
}

/// Whether a word may be a verb.
pub(super) fn is_plain(word: &str) -> bool {
    let own = first_word(word);
    let is_function_word =
        [&NO_VERBS, &AND, &SUBORDINATE, &TEMPORAL, &THAT, &RELATIVE, &ARTICLES, &DETERMINERS];
    word.starts_with(char::is_lowercase)
        && !own.ends_with("ing")
        && !is_adverb(&own)
        && !is_function_word.iter().any(|list| is_in(&own, list))
        && !is_stand_in(&own)
        && own != "behind"
}

pub(super) fn is_adverb(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ly") || is_in(word, &ADVERBS)
}

pub(super) fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether a word joins two clauses. (Dutch *of* is *or*.)
pub(super) fn joins(word: &str) -> bool {
    word != "of" && is_in(word, &AND) || is_in(word, &SUBORDINATE)
}

/// Whether words are an adverb of time rather than a subject: `the next day`, `this week`, but not `the day`.
pub(super) fn is_time(words: &[String]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let is_unit = |word: &String| is_in(word, &TIMES);
    match words {
        [word] => is_in(word, &DATES),
        [_, .., unit, _] if is_in(last, &LATER) => is_unit(unit),
        [_, unit] => is_unit(unit) && is_in(first, &POINTING) || unit == "lendemain",
        [_, .., unit] => is_unit(unit),
        [] => false,
    }
}

/// The first word of a text, in lower case.
pub(super) fn first_word(text: &str) -> String {
    words(text).next().unwrap_or_default()
}

/// Whether a word opens a relative clause. O(log words).
pub(super) fn is_relative(word: &str) -> bool {
    is_in(word, &RELATIVE) || is_in(word, &ARTICLES)
}

/// Whether a word is a pronoun that is a subject, and nothing else in another language. O(log words).
pub(super) fn is_person(word: &str) -> bool {
    is_in(word, &PERSONS) && !is_in(word, &DETERMINERS) && !is_in(word, &CLITICS) && !is_in(word, &NO_VERBS)
}

/// Whether words begin a subject: with an article or a possessive. O(1).
pub(super) fn opens_subject(lower: &[String]) -> bool {
    lower.first().is_some_and(|word| is_in(word, &DETERMINERS) || is_in(word, &POSSESSIVES))
}

/// Words that join clauses.
pub(super) static AND: List = List::new(
    "\
    and or nor so yet und oder et ou y e o och og eller и или i lub oraz en of",
);

/// Those of them that are a preposition in another language.
pub(super) static NO_AND: List = List::new("of en");

/// Words after which a clause with its own subject begins.
pub(super) static SUBORDINATE: List = List::new(
    "\
    but while whereas although though because aber sondern während obwohl weil mais tandis parce \
    pero mientras aunque porque mentre perché benché enquanto embora maar terwijl omdat hoewel medan \
    eftersom fordi но пока хотя ale podczas chociaż when whenever where wherever until till if \
    unless whether wenn ob sobald nachdem bevor quand lorsque puisque cuando donde quando onde toen \
    men när når а когда где если потому gdy kiedy bo لكن بينما عندما حين لأن حيث si quoique dove \
    ponieważ",
);

/// The same, for words that come before nouns and participles too.
pub(super) static TEMPORAL: List = List::new(
    "\
    before after since as once how als bis wie seit comme como come",
);

/// Those of them that are followed by a subject even without an article, and never by a participle.
pub(super) static BEFORE_NOUNS: List = List::new(
    "\
    whereas because although weil obwohl während parce porque aunque perché benché omdat hoewel \
    eftersom",
);

/// Words that open a relative clause, or one that is an object.
pub(super) static RELATIVE: List = List::new(
    "\
    who whom whose which that welcher welche welches welchen welchem deren dessen dass daß qui que \
    dont lequel laquelle quien quienes cuyo cuya che cui quem att który która które których której \
    którego że который которая которое которые которого которой которую которых которым кто что \
    чтобы чей чья чьё який яка яке які jenž jež který kteří aki amely hogy οποίος οποία οποίο που \
    الذي التي الذين اللذان اللواتي أن אשר som",
);

/// Those of them that are followed by a noun which is not the subject.
pub(super) static WHOSE: List = List::new("whose deren dessen dont cuyo cuya чей чья");

/// Relative pronouns that are articles too.
pub(super) static ARTICLES: List = List::new("der die das den dem dat");

/// Words that a subject begins with.
pub(super) static DETERMINERS: List = List::new(
    "\
    the a an his her its their our my your this that these those another some many der die das ein \
    eine seine ihre le la les un une el los las una unos il lo gli i o os as de het een den det ett \
    et",
);

/// Those of them that mean something else in another language.
pub(super) static NO_ARTICLES: List = List::new("o i as os de that this these those");

/// Pronouns before what belongs to somebody.
pub(super) static POSSESSIVES: List = List::new(
    "\
    his her its their our my your sein seine seinen seiner ihr ihre ihren ihrer unser mein son sa \
    ses leur leurs mon ma mes notre su sus mi suo sua suoi loro mio seu seus zijn haar hun его её ее \
    их jego jej ich",
);

/// Pronouns that are subjects alone.
pub(super) static PERSONS: List = List::new(
    "\
    he she they we i it er sie es wir il elle ils elles on él ella ellos lui lei loro hij zij han \
    hon hun de он она они мы ich egli essi",
);

/// Those of them that stand for one person.
pub(super) static ONE_PERSON: List = List::new("he she il elle él ella hij han hon hun он она");

/// Forms of *be* and *have*, which come before the statement about a subject.
pub(super) static COPULAS: List = List::new(
    "\
    is are was were has have had ist sind war waren wird werden wurde wurden hat haben hatte hatten \
    est sont était étaient fut furent ont avait avaient es son era eran fue fueron ha han è sono \
    erano fu furono hanno é são foram foi eram zijn werd heeft hebben är var blev blir er jest są \
    był była było byli były został została zostały был была было были стал стала стало стали je jsou \
    byl byla byli byly є були була був",
);

/// Verbs of a change, which need no object.
pub(super) static CHANGES: List = List::new(
    "\
    rose fell grew dropped sank climbed declined increased decreased stieg fiel sank",
);

/// Pronouns and negations before a verb, some of which are articles elsewhere.
pub(super) static CLITICS: List = List::new(
    "\
    le la les lo los las li gli se si me te nous vous nos lui leur ne non no não y en",
);

/// Adverbs without `ly`, which may come before a verb, and others that come after one.
pub(super) static ADVERBS: List = List::new(
    "\
    also always often still soon then never ever later again now once twice even just too yesterday \
    today tomorrow tonight here there together afterwards instead meanwhile already almost quite \
    rather very much more most less least well away apart alone alike thereafter since ago next last \
    first gestern heute morgen bald wieder dort hier oft immer noch sehr schon auch dann hier demain \
    bientôt encore souvent toujours très aussi ensuite ayer hoy mañana pronto aquí allí siempre muy \
    también luego ieri oggi domani presto sempre molto anche poi gisteren vandaag morgen weer altijd \
    ook",
);

/// French participles that do not end with *é*.
pub(super) static PARTICIPLES: List = List::new("dit fait pris mis vu eu perdu reçu détruit");

/// Prepositions and others that may come before an article and are not verbs.
pub(super) static NO_VERBS: List = List::new(
    "\
    of in at on by for with from to into onto upon over under after before between through during \
    among amid against without within about around across along alongside beyond below above beneath \
    inside outside off out up down past round throughout toward towards until till via plus minus \
    like unlike than except besides despite near opposite per including concerning regarding both \
    all half not only what how why then very each every any no such an auf aus bei bis durch für \
    gegen hinter mit nach neben seit statt trotz über um unter vom von vor wegen zu zum zur zwischen \
    nur sowie samt à du des dans en par pour sur sous sans avec chez contre depuis devant derrière \
    entre vers où selon malgré outre con sin por para sobre bajo hacia hasta desde tras según ante \
    del al di da dal dalla della dei delle nel nella nello col per su sul sulla tra fra sotto sopra \
    dopo prima verso senza com sem sob até após perante no na nos nas do dos das pelo pela ao aos \
    van uit door voor over onder tegen tussen naar naast met zonder sinds tot av på till från för \
    mellan bakom om ved hos fra til в на с о от до к из за по у при для без над под w z na do od \
    przez dla",
);

static TIMES: List = List::new(
    "\
    day days night morning afternoon evening week weeks month months year years hour hours moment time \
    summer winter spring autumn decade century tag tage nacht morgen abend woche wochen monat jahr jahre \
    stunde jour jours nuit matin soir semaine semaines mois an année heure día noche mañana tarde semana \
    mes año hora giorno notte mattina sera settimana mese anno ora dag nacht week maand jaar uur vecka \
    månad år dagen uge måned",
);

/// After a time: `a year later`, `le jour suivant`.
static LATER: List =
    List::new("later after before earlier suivant suivante après siguiente seguente dopo später");

static POINTING: List =
    List::new("this that these those a an one ce cet cette esa ese esta este diese dieser dieses diesen");

/// Names of days and months, rather than of places.
pub(super) static DATES: List = List::new(
    "\
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july \
    august september october november december montag dienstag mittwoch donnerstag freitag samstag \
    sonntag januar februar märz mai juni juli oktober dezember",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_follow_adverbs_and_pronouns_and_nouns_do_not() {
        for text in [
            "rejected it",
            "quickly rejected it",
            "often still rejected",
            "a volé le pain",
            "ont dit",
            "la vió",
        ] {
            assert!(begins_with_verb(text), "{text}");
        }
        for text in [
            "",
            "The board",
            "of it",
            "running",
            "and left",
            "who left",
            "he left",
            "behind it",
            "a pain",
            "the next day left",
            "slowly",
        ] {
            assert!(!begins_with_verb(text), "{text}");
        }
        assert!(is_adverb("slowly") && is_adverb("often") && !is_adverb("only") && !is_adverb("fly"));
        assert!(joins("and") && joins("while") && !joins("of") && !joins("board"));
    }

    #[test]
    fn times_are_no_subjects() {
        let is_time = |text: &str| is_time(&words(text).collect::<Vec<_>>());
        for text in [
            "monday",
            "this week",
            "the next day",
            "one evening",
            "a year later",
            "le jour suivant",
            "le lendemain",
            "two long years",
        ] {
            assert!(is_time(text), "{text}");
        }
        for text in
            ["", "day", "the day", "board", "the board", "a board later", "this board", "the old board"]
        {
            assert!(!is_time(text), "{text}");
        }
    }

    #[test]
    fn pronouns_of_one_language_alone_are_persons() {
        for word in ["he", "they", "wir", "elle", "она"] {
            assert!(is_person(word), "{word}");
        }
        for word in ["board", "het", "lui", "on", "de", "hon's"] {
            assert!(!is_person(word), "{word}");
        }
    }
}
