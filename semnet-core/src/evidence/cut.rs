//! Words just outside a passage without which it means something else: a negation right before or after it,
//! the rest of a number, and words before what it presents as the beginning of a sentence.

use unicode_segmentation::UnicodeSegmentation;

use crate::evidence::characters::{
    Kind, backwards, forwards, has_paragraph_end, is_line_break, is_unspaced, kind,
};
use crate::evidence::conditions::follows_condition;
use crate::evidence::denied_clauses;
use crate::evidence::edge_phrases;
use crate::evidence::homographs::means_otherwise;
use crate::evidence::meaning::{is_negation, is_portuguese, weakens};
use crate::evidence::notes::{marks_at_start, without_marks_at_end};
use crate::evidence::number_parts::{NUMBER_PREFIXES, PERCENT_BEFORE, number_after, number_before};
use crate::evidence::number_phrases;
use crate::evidence::number_signs::is_numeral;
use crate::evidence::number_words::begins_with_number;
use crate::evidence::weakened::weakening_before;
use crate::evidence::word_lists::{List, SAYS, THAT, is_in, is_in_joined, plain, words};
use crate::text::compose;
use crate::util::{items, part};

/// How many characters before and after a passage are searched for words that change its meaning.
const REACH: usize = 48;

/// Whether the words before a place, with nothing but spaces and quotation marks in between, negate or weaken
/// what follows there. O(1).
pub(super) fn follows_turn(source: &str, at: usize) -> bool {
    let before = part(source, ..at);
    let end = before.trim_end_matches(|c| matches!(kind(c), Kind::Space | Kind::Quote | Kind::Hidden));
    let turns = |end: &str| {
        let clause = clause_before(source, end.len());
        end.ends_with(char::is_alphanumeric) && turns_what_follows(&words(&clause).collect::<Vec<_>>())
    };
    let earlier = without_marks_at_end(end);
    turns(end) || earlier.len() < end.len() && turns(earlier) || follows_condition(source, end.len())
}

/// Adverbs of possibility and hearsay. (Modal verbs are not among them: *In May | the board met*.)
static HEDGES: List = List::new(
    "\
    perhaps maybe possibly probably presumably allegedly supposedly reportedly purportedly apparently \
    seemingly arguably conceivably vielleicht möglicherweise wahrscheinlich angeblich vermutlich \
    eventuell quizás quizá talvez forse misschien wellicht mogelijk kanske måske kanskje возможно \
    вероятно якобы chyba możliwe prawdopodobnie možná ίσως belki ehkä talán poate mungkin אולי ربما \
    شاید शायद можливо мабуть",
);

/// The text before a place, up to [`REACH`] and within the same clause.
fn clause_before(source: &str, end: usize) -> String {
    let reached = backwards(source, end, REACH);
    let paragraph = part(source, reached..end);
    let start =
        ["\n\n", "\r\n\r\n", "\n\u{c}", "\u{2029}"].iter().filter_map(|&it| paragraph.rfind(it)).max();
    let reached = plain(source, reached + start.unwrap_or(0)..end, true);
    let ends = |c| matches!(c, '.' | '!' | '?' | ';' | ',' | ':' | '。' | '、');
    reached.rsplit(ends).next().unwrap_or_default().to_owned()
}

/// Whether a character may come between a passage and the word that it cuts off.
fn is_apart(character: char) -> bool {
    matches!(kind(character), Kind::Space | Kind::Hidden) || matches!(character, '*' | '_')
}

/// Whether the last of these words negate or weaken what follows them: `not`, `not all`, `almost`, `if`,
/// `denied that`, `nobody says`. O(words).
fn turns_what_follows(words: &[String]) -> bool {
    let turns = |word: &String| is_negation(word) || weakens(word);
    match without_links(words) {
        // `Nobody said that`, `nobody claims`, `seldom have`.
        [before @ .., last] if is_in(last, &THAT) || is_in(last.trim_end_matches('s'), &SAYS) => {
            before.iter().rev().take(5).any(turns)
        }
        [.., before, last] if is_in(last, &AUXILIARIES) => turns(before),
        [.., last] => turns(last) || is_in(last, &HEDGES) || last == "than",
        [] => false,
    }
}

/// The words without the last ones, if these only qualify a negation before them by amount, manner or time:
/// `not all of`, `no longer`, `not formally`, `has not been`, `failed to`.
fn without_links(words: &[String]) -> &[String] {
    let is_adverb = |word: &String| word.len() > 4 && word.ends_with("ly") && !is_in(word, &ONLY);
    let is_link = |word: &&String| {
        !is_negation(word) && (is_in(word, &QUANTIFIERS) || is_in(word, &LINKS) || is_adverb(word))
    };
    let count = words.iter().rev().take(4).take_while(is_link).count();
    let (rest, links) = words.split_at(words.len() - count);
    let negates = |word: &String| is_negation(word) || refuses(word, links);
    if rest.last().is_some_and(negates) { rest } else { words }
}

/// Whether a word denies the infinitive after it: `failed | to`.
fn refuses(word: &str, links: &[String]) -> bool {
    links.first().is_some_and(|link| link == "to") && is_in(word, &REFUSES)
}

/// The word right before a place, in the same clause, that changes the meaning of what begins there: a
/// negation (`did not | reject`, `not all | members`), or a number whose rest follows (`3 | million`). O(1).
pub(super) fn cut_before(source: &str, start: usize) -> Option<String> {
    let before = source.get(..start)?;
    cut_between(source, before, start).or_else(|| {
        // `not[12] | reject`.
        let earlier = without_marks_at_end(before);
        (earlier.len() < before.len()).then(|| cut_between(source, earlier, start)).flatten()
    })
}

/// The same, for the text `before`, which marks of notes may separate from the place. O(1).
fn cut_between(source: &str, before: &str, start: usize) -> Option<String> {
    let first = source.get(start..)?.chars().find(|&c| kind(c) == Kind::Key)?;
    let visible = before.trim_end_matches(|c| kind(c) == Kind::Hidden);
    if first.is_numeric() || is_numeral(first) {
        let prefix = NUMBER_PREFIXES.iter().find(|&&prefix| visible.ends_with(prefix));
        if let Some(prefix) = prefix {
            return Some((*prefix).to_owned());
        }
    }
    if is_unspaced(first) {
        // `不能 | 接受`.
        let stem = visible.trim_end_matches(|c| AUXILIARY_CHARACTERS.contains(c));
        let stem = if visible.len() - stem.len() <= LONGEST_AUXILIARY { stem } else { visible };
        let negation =
            |text: &str| BEFORE_SYLLABLES.split_ascii_whitespace().find(|&negation| text.ends_with(negation));
        let found = negation(visible).or_else(|| negation(stem));
        return found.map(str::to_owned);
    }
    let end = before.trim_end_matches(is_apart).len();
    let between = source.get(end..start)?;
    // It goes no further back than the paragraph.
    if !between.contains(|c| kind(c) == Kind::Space) || has_paragraph_end(between) {
        return None;
    }
    if before.get(..end)?.ends_with(',') {
        return edge_phrases::refuses_before_comma(source, start)
            .or_else(|| denied_clauses::denial_before(source, end, source.get(start..)?));
    }
    let clause = clause_before(source, end);
    let lower: Vec<String> = words(&clause).collect();
    let last = lower.last().filter(|_| clause.ends_with(char::is_alphanumeric))?;
    let text = source.get(start..)?;
    let cut = number_before(&lower, &clause, text).or_else(|| number_phrases::phrase_before(&lower, text));
    if let Some(cut) = cut.or_else(|| edge_phrases::phrase_before(&lower, source, start)) {
        return Some(cut);
    }
    if is_in(last, &PERCENT_BEFORE) && begins_with_number(text) {
        return Some(last.clone());
    }
    // `a | few`.
    let is_few = |text: &str| words(text).next().is_some_and(|word| word == "few" || word == "little");
    if last == "a" && is_few(part(source, start..forwards(source, start, 12))) {
        return Some(last.clone());
    }
    if let Some(denial) = denied_clauses::denial_before(source, end, text) {
        return Some(denial);
    }
    if let Some(weakening) = weakening_before(&lower, part(source, start..forwards(source, start, 24))) {
        return Some(weakening);
    }
    let rest = without_links(&lower);
    let place = rest.len().checked_sub(1)?;
    let negation = rest.last()?;
    let is_name = || is_capital_within(&clause, rest.len(), lower.len(), before);
    let negates = match negation.as_str() {
        // A number of something; Portuguese *in the*.
        "no" => !first.is_numeric() && !is_portuguese(source, &(start..start)),
        word => {
            let links = lower.get(rest.len()..).unwrap_or(&[]);
            let negates = word.ends_with("n't") || is_in_joined(word, &BEFORE);
            negates && !means_otherwise(word, rest, source, start) || refuses(word, links)
        }
    };
    (negates && !is_name()).then(|| items(&lower, place..).join(" "))
}

/// Whether a word (number `count` of `all` in its clause) has a capital letter within a sentence, as names
/// and German nouns do: `Hindi`, `in Not`. `false` if it begins a line of `source`, which ends with these
/// words.
fn is_capital_within(clause: &str, count: usize, all: usize, source: &str) -> bool {
    let Some((at, word)) = clause.unicode_word_indices().rev().nth(all - count) else { return false };
    let before = part(clause, ..at);
    let is_within = before.ends_with(' ') && before.trim_end().ends_with(char::is_alphanumeric);
    let line = || source.rfind(word).map(|at| part(source, ..at).trim_end_matches([' ', '\t']));
    is_within
        && word.starts_with(char::is_uppercase)
        && word.chars().any(char::is_lowercase)
        && !line().is_some_and(|line| line.ends_with(is_line_break))
}

/// The word right after a place, in the same clause, that changes the meaning of what ends there: a negation
/// (`Er kam | nicht`, `accepted | none`), or the rest of a number (`3 | million`). O(1).
pub(super) fn cut_after(source: &str, end: usize) -> Option<&str> {
    let marks = marks_at_start(source.get(end..)?);
    let cut = cut_right_after(source, end).or_else(|| {
        // `kam[12] | nicht`.
        (marks > 0).then(|| cut_right_after(source, end + marks)).flatten()
    });
    cut.or_else(|| denied_clauses::denial_after(source, end))
}

fn cut_right_after(source: &str, end: usize) -> Option<&str> {
    let rest = source.get(end..)?;
    let skipped: usize = rest.chars().take(REACH).take_while(|&c| is_apart(c)).map(char::len_utf8).sum();
    // It goes no further than the paragraph.
    if has_paragraph_end(rest.get(..skipped)?) {
        return None;
    }
    let after = source.get(end + skipped..forwards(source, end + skipped, REACH))?;
    let length = number_after(source, end, after, skipped > 0)
        .or_else(|| negation_after(source, end, after, skipped > 0))
        .or_else(|| edge_phrases::phrase_after(after).filter(|_| skipped > 0))?;
    after.get(..length)
}

/// The length of the first word of a text, if it negates the words before it, as `nicht`, `niet`, `ikke`
/// and `değil` do; `is_apart` if there is a space before it. `not only` does not negate. O(1).
fn negation_after(source: &str, end: usize, text: &str, is_apart: bool) -> Option<usize> {
    let of_syllables = AFTER_SYLLABLES.split_ascii_whitespace().find(|&start| text.starts_with(start));
    // (*Not understand*.)
    if let Some(start) = of_syllables.filter(|_| !text.starts_with("不了解")) {
        return Some(start.len());
    }
    if let Some(length) = negated_ending(text, part(source, ..end).ends_with('で')) {
        return Some(length);
    }
    let mut all = text.unicode_word_indices().filter(|_| is_apart);
    let (at, first) = all.next()?;
    let second = all.next().map(|(_, word)| word.to_lowercase());
    // (`nicht12` has the number of a note.)
    let lower = compose(&first.to_lowercase()).trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    // `승인할 | 수 없다`, `될 | 수도 있다`.
    let is_modal = || second.as_ref().is_some_and(|word| word.starts_with(['없', '있']));
    let negates = is_in(&lower, &AFTER)
        || matches!(first, "수" | "수도" | "수는" | "수가") && is_modal()
        || AFTER_STEMS.iter().any(|it| first.starts_with(it))
        || (lower == "no" && is_english(source, end));
    let is_only = second.is_some_and(|second| is_in(&second, &ONLY));
    (at == 0 && negates && !is_only).then_some(first.len())
}

/// The length of the Japanese ending that a text begins with, if it negates: `採用 | しなかった`. `None` after a
/// particle, where another part of the sentence follows.
fn negated_ending(text: &str, ends_with_copula: bool) -> Option<usize> {
    let length: usize =
        text.chars().take(16).take_while(|c| matches!(c, 'ぁ'..='ん')).map(char::len_utf8).sum();
    let ending = text.get(..length)?;
    let at = NEGATED_ENDINGS.iter().filter_map(|negation| ending.find(negation)).min()?;
    let between = ending.get(..at)?;
    let between = ["では", "でも"].iter().find_map(|copula| between.strip_prefix(copula)).unwrap_or(between);
    let between = if ends_with_copula { between.trim_start_matches(['は', 'も']) } else { between };
    (!between.contains(['は', 'が', 'を', 'も', 'に', 'へ', 'と'])).then_some(length)
}

const NEGATED_ENDINGS: &[&str] = &["ない", "なかっ", "ません", "なく", "なけれ"];

/// Whether some of the words before a place are English, where `no` does not mean *not* or *in the*.
fn is_english(source: &str, end: usize) -> bool {
    const ENGLISH: &[&str] = &[
        "the", "and", "of", "is", "was", "are", "were", "had", "has", "have", "they", "it", "we", "to",
        "with",
    ];
    let before = plain(source, backwards(source, end, 80)..end, false);
    words(&before).any(|word| ENGLISH.contains(&word.as_str()))
}

/// Negations directly before what they negate. Those that are everyday words in another language are
/// left out, or are judged by their context.
static BEFORE: List = List::new(
    "\
    except excepting außer excepto eccetto tranne exceto behalve utom undtagen unntatt кроме oprócz \
    whether ob czy not never cannot none nobody nothing hardly scarcely barely rarely seldom neither nor \
    dont doesnt didnt wont cant isnt wasnt arent werent couldnt shouldnt wouldnt havent hasnt hadnt \
    aint weder varken hverken ani niemand niemanden nichts nirgends nadie nada tampoco nessuno \
    nessuna nessun niente nulla nemmeno neppure neanche ninguém nenhum nenhuma niets nergens \
    ingenting ingenstans никто ничто никого ничего никому nikt nikogo nic nikdo nikde κανείς \
    κανένας καμία τίποτα senki semmi nimeni nimic niko ništa ніхто ніщо никой нищо kukaan mikään \
    nicht nie niemals kein keine keinen keinem keiner keines keinesfalls keineswegs kaum \
    nimmer mitnichten ne pas jamais aucun aucune nullement guère nunca jamás ningún ninguna non \
    não niet geen nooit nauwelijks geenszins inte ej icke aldrig ingen inget inga ikke aldri не ни \
    никогда нельзя ні ніколи няма није нису nigdy żaden żadna není nikdy δεν δε μη μην ποτέ لا لم \
    لن ليس ليست ما ليسوا לא नहीं không chưa chẳng đừng ei eivät emme ette älä älkää koskaan nem nici tidak \
    bukan belum jangan هرگز نہیں nije nisu nisam nikada nav nėra ekki aldrei nuk չէ չի არ ვერ \
    hindi hapana haud numquam 안 못 non without ohne zonder sans senza uten uden без нет немає нема \
    няма bez χωρίς δίχως ilman fără tanpa tak غير بدون دون بلا אין בלי ללא אינו אינה אינם بی बिना न nu ni \
    mai",
);

/// The same in scripts that write no spaces.
const BEFORE_SYLLABLES: &str = "\
    不 没 沒 没有 沒有 未 并未 並未 勿 莫 非 无 無 无法 無法 ไม่ มิได้ ไม่ได้ ไม่เคย ไม่สามารถ ไม่ต้อง ไม่ควร ไม่อาจ \
    很少 拒绝 拒絕 不太可能 不大可能 据说 據說 据称 如果 假如 要是 倘若 \
    否认 否認 禁止 避免 也许 也許 或许 或許 恐怕";

/// Words that may come between these and what they negate, at most two of them.
const AUXILIARY_CHARACTERS: &str = "能会會再可愿願肯敢应應必曾想得是有太够夠完全真被予人";
const LONGEST_AUXILIARY: usize = 6;

/// Negations that come after what they negate, or negate what a verb before them is about.
static AFTER: List = List::new(
    "\
    not never hardly scarcely barely none nothing neither nobody nowhere nicht nichts nie niemals \
    niemand niemanden niemandem kein keine keinen keinem keiner keines kaum keineswegs keinesfalls \
    nimmer mitnichten niet niets geen nooit nauwelijks geenszins inte ej icke aldrig inget inga \
    ingenting knappt knappast ikke aldri intet knap næppe neppe ekki aldrei pas jamais guère değil \
    değildi değildir deyil emas емес эмес түгел биш नहीं نہیں না নেই নয় இல்லை లేదు ಇಲ್ಲ ഇല്ല नाही \
    નથી ਨਹੀਂ छैन නැත nit 안",
);

/// Words that cancel such a negation: `not only`.
static ONLY: List = List::new("only just merely nur bloß allein alleen slechts bara endast bare kun blot");

/// Beginnings of words that negate the words before them, in Korean.
const AFTER_STEMS: &[&str] = &["않", "못", "없", "아니"];

/// The same in scripts that write no spaces, where a word may end anywhere.
const AFTER_SYLLABLES: &str = "\
    ない なかっ ません なく ไม่ไ ไม่เ 不了 不见 不見 かもしれ かも知れ とは限ら ことを否定";

/// Words for an amount: `not all of`.
static QUANTIFIERS: List = List::new(
    "\
    all of every yet ever really everyone everybody each both any many much enough even quite \
    always necessarily entirely fully one single alle allen aller jede jeder jedes jeden immer \
    viele einmal tous toutes tout chaque toujours beaucoup todos todas todo toda cada siempre \
    sempre tutti tutte ogni iedereen elke altijd alla alltid hver все всех каждый всегда wszyscy \
    wszystkie każdy",
);

static AUXILIARIES: List = List::new("have has had did do does will would is are was were");

/// Words that may come between a negation and what it negates: auxiliaries, adverbs, pronouns.
static LINKS: List = List::new(
    "\
    be been being have has had having to able so very more longer again at in fact way mehr länger \
    wieder noch so sehr zu worden werden wurde plus encore ancora più ainda \
    todavía été se lo la le les me te nos os si li \
    gli ci vi y ha han hemos había habían fue fueron sido ser foi foram são ter tem têm è stato \
    stata stati state sono hanno aveva fu werd werden wordt worden heeft hebben meer langer har hade \
    havde blivit blevet längre længere lenger был была было были быть будет будут так ещё еще został \
    została zostało zostały był była było były jest są będzie się byl byla bylo byly jsou je a ai au \
    am ați fi fost έχει έχουν είχε θα να được bị có còn akan telah pernah lagi ole olisi ollut enää \
    volt буде був була було були були",
);

/// Words that deny the infinitive after them.
static REFUSES: List = List::new(
    "\
    fail fails failed failing failure unable unlikely refuse refuses refused refusing refusal decline \
    declines declined declining neglect neglects neglected neglecting omit omits omitted forget \
    forgets forgot forgotten unwilling reluctant powerless cease ceases ceased",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_off_at_an_edge_is_named() {
        for (text, passage, word) in [
            ("The board did not reject it", "reject it", "not"),
            ("Not all of the plan failed", "the plan failed", "not all of"),
            ("He saw 3 million members", "million members", "3"),
            ("很好。 Not all tenants left", "tenants left", "not all"),
            ("He said “Not one tenant left", "tenant left", "not one"),
            ("委员会没有拒绝", "拒绝", "没有"),
            ("non ha mai approvato", "approvato", "mai"),
        ] {
            let cut = cut_before(text, text.len() - passage.len());
            assert!(cut.as_deref().is_some_and(|cut| word.ends_with(cut)), "{text}: {cut:?}");
        }
        for (text, passage) in [
            ("in the town", "the town"),
            ("Not only the board", "the board"),
            ("He said no, the board", "the board"),
            ("en mai le conseil", "le conseil"),
            ("nu heeft de raad", "heeft de raad"),
            ("gegen Mitte des Jahres", "des Jahres"),
            ("sie waren in Not geraten", "geraten"),
            ("Why not?\n\nThe board", "The board"),
        ] {
            assert_eq!(cut_before(text, text.len() - passage.len()), None, "{text}");
        }
        for (passage, rest, word) in [
            ("Er kam", " nicht.", Some("nicht")),
            ("It cost 5", " million", Some("million")),
            ("It cost two", " million", Some("million")),
            ("有5", "万人", Some("万")),
            ("The board had", " no plan", Some("no")),
            ("el consejo", " no vino", None),
            ("The board", " not only", None),
            ("a few", " million", None),
        ] {
            assert_eq!(cut_after(&format!("{passage}{rest}"), passage.len()), word, "{passage}");
        }
    }
}
