//! Subjects that an ellipsis exchanges without a comma to show it: `The king [liked the plan and the queen]
//! disliked it`.

use crate::evidence::characters::{backwards, forwards};
use crate::evidence::clauses::{AND, DETERMINERS, OPENERS, is_time};
use crate::evidence::meaning::is_stand_in;
use crate::evidence::word_lists::{List, THAT, is_in, plain, words};
use crate::util::{items, part};

/// Whether the omission has the verb of one clause and the subject of the next, which continues after it.
/// That clause would then get the subject from before the omission. O(length).
///
/// Verbs and nouns are not distinguished: a word is taken for a verb if an article, a name or *and* follows,
/// and if it is not in the relative clause of the first subject.
pub(super) fn exchanges_subject(source: &str, from: usize, until: usize) -> bool {
    let text = plain(source, from..until, true);
    let before = part(source, backwards(source, from, 64)..from);
    let after = part(source, until..forwards(source, until, 64));
    let is_open = |text: &str| text.trim_end().ends_with(char::is_alphanumeric);
    if !is_open(before) || !is_open(&text) || !begins_with_verb(after) {
        return false;
    }
    let all: Vec<&str> = text.split_whitespace().collect();
    let is_and = |word: &str| is_in(word, &AND) && (!is_in(word, &NO_AND) || word == "en" && is_dutch(&all));
    let is_joining = |word: &&str| word.ends_with(',') || is_and(&first(word)) || opens_clause(word);
    let Some(at) = all.iter().rposition(is_joining) else { return false };
    let (clause, subject) = all.split_at(at + 1);
    let own: Vec<String> = subject.iter().flat_map(|word| words(word)).collect();
    let [opener, ..] = subject else { return false };
    let Some((joining, clause)) = clause.split_last() else { return false };
    let is_article = is_in(&first(opener), &DETERMINERS) && !is_in(&first(opener), &NO_ARTICLES)
        || is_in(&first(opener), &POSSESSIVES);
    let is_subject = subject.len() <= MOST_WORDS
        && (is_article && subject.len() > 1
            || is_name(opener) && !joining.ends_with(',')
            || subject.len() == 1 && is_in(&first(joining), &BEFORE_NOUNS) && is_plain(opener))
        && !is_time(&own)
        && !is_stand_in(&own.join(" "))
        && !ends_with_words(before, &own);
    if !is_subject {
        return false;
    }
    let before_relative: Vec<&str> =
        clause.iter().copied().take_while(|word| !is_in(&first(word), &RELATIVE)).collect();
    let is_whole = before_relative.len() == clause.len();
    is_whole && is_in(&first(joining), &CONJUNCTIONS) || has_verb(&before_relative, joining)
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
    let is_object = |word: &str| is_in(&first(word), &DETERMINERS) || is_name(word);
    let skipped = clause.iter().take_while(|word| is_adverb(&first(word))).count();
    let rest = items(clause, skipped..);
    let alone = if let [verb] = rest { *verb } else { joining.trim_end_matches(',') };
    is_plain(alone)
        || rest.windows(2).any(|pair| matches!(pair, [verb, object] if is_plain(verb) && is_object(object)))
}

/// Whether a text continues with a word that may be a verb: in lower case, and no preposition, conjunction or
/// adverb.
pub(super) fn begins_with_verb(text: &str) -> bool {
    let all: Vec<&str> = text.split_whitespace().take(4).collect();
    let leads = |word: &&&str| {
        let own = first(word);
        (is_adverb(&own) || is_in(&own, &CLITICS)) && word.ends_with(char::is_alphabetic)
    };
    let leading = all.iter().take_while(leads).count();
    let is_time = all.windows(2).take(leading).any(|pair| {
        let own: Vec<String> = pair.iter().map(|word| first(word)).collect();
        is_time(&own)
    });
    // French *a volé*.
    let is_perfect = matches!(all.get(leading..), Some(["a" | "ont", participle, ..])
        if participle.ends_with('é') || is_in(participle, &PARTICIPLES));
    !is_time && (is_perfect || all.get(leading).is_some_and(|word| is_plain(word)))
}

/// Whether a word may be a verb.
pub(super) fn is_plain(word: &str) -> bool {
    let own = first(word);
    let is_function_word = [&NO_VERBS, &AND, &OPENERS, &THAT, &RELATIVE, &CONJUNCTIONS, &DETERMINERS];
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

fn opens_clause(word: &str) -> bool {
    let word = first(word);
    [&OPENERS, &THAT, &CONJUNCTIONS].iter().any(|list| is_in(&word, list))
}

pub(super) fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn first(word: &str) -> String {
    words(word).next().unwrap_or_default()
}

fn ends_with_words(text: &str, own: &[String]) -> bool {
    words(text).collect::<Vec<_>>().ends_with(own)
}

/// French participles that do not end with *é*.
static PARTICIPLES: List = List::new("dit fait pris mis vu eu perdu reçu détruit");

/// Possessives that a subject begins with, besides.
pub(super) static POSSESSIVES: List =
    List::new("ihr sein mein son sa ses leur leurs su sus suo sua seu его её их");

/// Words that may begin a subject, but mean something else in another language.
static NO_ARTICLES: List = List::new("o i as os de that this these those");

/// Words that are *and* or *or* in one language, and a preposition in another.
static NO_AND: List = List::new("of en");

/// Words that open a clause with its own subject and verb.
static CONJUNCTIONS: List = List::new(
    "\
    when whenever where wherever because if unless whether though although whereas while once as \
    wenn als ob weil obwohl während bis bevor nachdem sobald quand lorsque si puisque quoique cuando donde \
    porque aunque mientras quando dove perché mentre toen terwijl omdat hoewel när eftersom når fordi \
    когда где если хотя gdy kiedy ponieważ",
);

/// Those of them that are followed by a subject even without an article, and never by a participle.
static BEFORE_NOUNS: List = List::new(
    "whereas because although weil obwohl während parce porque aunque perché benché omdat hoewel eftersom",
);

/// Pronouns and negations before a verb, some of which are articles elsewhere.
static CLITICS: List =
    List::new("le la les lo los las li gli se si me te nous vous nos lui leur ne non no não y en");

/// Words that open a relative clause, or a clause that is a part of the first subject.
static RELATIVE: List = List::new(
    "\
    who whom whose which that der die das den dem deren dessen welche welcher welches qui que dont quien \
    quienes che cui die dat som который которая которое которые który która które",
);

/// Adverbs without `ly`, which may stand before a verb, and others that stand after one.
static ADVERBS: List = List::new(
    "\
    also always often still soon then never ever later again now once twice even just too yesterday today \
    tomorrow tonight here there together afterwards instead meanwhile already almost quite rather very \
    much more most less least well away apart alone alike thereafter since ago next last first \
    gestern heute morgen bald wieder dort hier oft immer noch sehr schon auch dann hier demain bientôt \
    encore souvent toujours très aussi ensuite ayer hoy mañana pronto aquí allí siempre muy también luego \
    ieri oggi domani presto sempre molto anche poi gisteren vandaag morgen weer altijd ook",
);

/// Prepositions and others that may stand before an article and are not verbs.
static NO_VERBS: List = List::new(
    "\
    of in at on by for with from to into onto upon over under after before between through during among \
    amid against without within about around across along alongside beyond below above beneath \
    inside outside off out up down past round throughout toward towards until till via plus minus like \
    unlike than except besides despite near opposite per including concerning regarding both all half not \
    only what how why then very each every any no such \
    an auf aus bei bis durch für gegen hinter mit nach neben seit statt trotz über um unter vom von vor \
    wegen zu zum zur zwischen nur sowie samt à du des dans en par pour sur sous sans avec chez contre \
    depuis devant derrière entre vers où selon malgré outre con sin por para sobre bajo hacia hasta desde \
    tras según ante del al di da dal dalla della dei delle nel nella nello col per su sul sulla tra fra \
    sotto sopra dopo prima verso senza com sem sob até após perante no na nos nas do dos das pelo pela ao \
    aos van uit door voor over onder tegen tussen naar naast met zonder sinds tot av på till från för \
    mellan bakom om ved hos fra til в на с о от до к из за по у при для без над под w z na do od przez dla",
);
