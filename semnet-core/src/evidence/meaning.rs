//! Words that must not be hidden by an ellipsis or slipped in by brackets: negations, numbers, modal words.
//! Of many languages together, for a passage does not say its language; a word too many refuses a quotation,
//! never accepts one.

use std::ops::Range;

use crate::evidence::characters::{backwards, forwards};
use crate::evidence::remarks::without_wishes;
use crate::evidence::word_lists::{List, is_in, is_line_break, plain, words};

/// The first word of a text that may turn its meaning: a negation, a modal word, a number. O(length).
fn turning_word(text: &str) -> Option<String> {
    words(text)
        .find(|word| is_negation(word) || is_modal(word) || is_number(word))
        .or_else(|| turning_character(text))
}

/// The first such word of what was left out of a source, or one that denies, weakens or makes a condition.
/// The numbers of footnotes are passed over. O(length).
pub(super) fn turning_omission(source: &str, range: Range<usize>) -> Option<String> {
    let is_portuguese =
        source.get(range.clone()).is_some_and(|text| text.contains("dos")) && is_portuguese(source, &range);
    let denial = |joins| {
        let text = without_wishes(source, &range, plain(source, range.clone(), joins));
        if is_portuguese { denial(&text.replace("dos", "")) } else { denial(&text) }
    };
    // A word may be broken at the end of a line.
    let has_line_break = || source.get(range.clone()).is_some_and(|text| text.contains(is_line_break));
    denial(false).or_else(|| has_line_break().then(|| denial(true)).flatten())
}

/// Whether the words around a place are Portuguese, where `dos` means *of the*: some that Portuguese has and
/// Spanish has not, and none the other way round.
pub(super) fn is_portuguese(source: &str, range: &Range<usize>) -> bool {
    let around = backwards(source, range.start, 80)..forwards(source, range.end, 80);
    let around = plain(source, around, false);
    let has = |list: &[&str]| words(&around).any(|word| list.contains(&word.as_str()));
    has(&[
        "do", "da", "das", "não", "em", "uma", "ao", "os", "à", "são", "foi", "na", "nas", "pelo", "pela",
        "com", "também",
    ]) && !has(&["el", "los", "las", "del", "y", "una", "al", "son"])
}

fn denial(text: &str) -> Option<String> {
    turning_word(text).or_else(|| words(text).find(|word| is_in(word, &WEAKENS))).or_else(|| {
        let spaced = format!(" {} ", words(text).collect::<Vec<_>>().join(" "));
        let phrase = PHRASES.iter().find(|&&phrase| spaced.contains(&format!(" {phrase} ")));
        phrase.map(|&phrase| phrase.to_owned())
    })
}

/// The first such word of what was put into brackets, where words that weaken or exclude are refused too.
/// O(length).
pub(super) fn turning_insertion(text: &str) -> Option<String> {
    let text = plain(text, 0..text.len(), false);
    denial(&text).or_else(|| words(&text).find(|word| is_in(word, &TURNS)))
}

/// Whether a word denies, weakens or makes a condition. O(log words).
pub(super) fn weakens(word: &str) -> bool {
    is_in(word, &WEAKENS)
}

/// Whether a word negates.
pub(super) fn is_negation(word: &str) -> bool {
    is_in(word, &NEGATIONS) || word.ends_with("n't") || word.starts_with("n'")
}

fn is_modal(word: &str) -> bool {
    is_in(word, &MODALS) || word.ends_with("'ll") || word.ends_with("'d")
}

/// Whether a word is a number, in digits or letters.
pub(super) fn is_number_word(word: &str) -> bool {
    word.chars().any(char::is_numeric) || is_in(word, &NUMBERS)
}

fn is_number(word: &str) -> bool {
    is_number_word(word)
        || (word.len() > 1 && word.chars().all(|letter| matches!(letter, 'i' | 'v' | 'x')))
        || word.split('-').any(|part| is_in(part, &NUMBERS))
}

/// Whether a text has only words that stand for others, such as pronouns: brackets may say what they stand
/// for.
pub(super) fn is_stand_in(text: &str) -> bool {
    let mut count = 0;
    words(text).all(|word| {
        count += 1;
        is_in(&word, &STAND_INS)
    }) && count <= 2
}

/// In scripts that write no spaces, or join negations to words.
fn turning_character(text: &str) -> Option<String> {
    let found = text.chars().find(|&character| CHARACTERS.contains(character));
    found.map(String::from).or_else(|| {
        let listed = SEQUENCES.split_ascii_whitespace().find(|&sequence| text.contains(sequence));
        listed.map(str::to_owned)
    })
}

static NEGATIONS: List = List::new(
    "\
    not no never none nobody nothing nowhere neither nor without cannot non hardly scarcely \
    barely rarely seldom unlikely unable lack lacks lacked lacking fail fails failed failing \
    failure unless except dont doesnt didnt wont cant isnt wasnt arent werent couldnt shouldnt \
    wouldnt havent hasnt hadnt aint nicht nichts kein keine keinen keinem keiner keines nie \
    niemals niemand nirgends weder ohne nein kaum ne pas jamais aucun aucune sans ni rien nul \
    nulle nunca jamás ningún ninguna ninguno sin nada nadie tampoco nessun nessuno nessuna senza \
    né niente mai não nem sem nenhum nenhuma ninguém niet geen nooit niemand zonder inte ej \
    aldrig ingen inget inga utan ikke aldri aldri ingen uden uten не ни нет никогда без нельзя \
    никто ничто nie nigdy bez żaden żadna ani není nikdy žádný δεν δε μη μην όχι χωρίς ποτέ \
    değil yok hiç لا لم لن ليس ليست غير بدون לא אין בלי אל ללא नहीं न मत बिना keinesfalls \
    keineswegs nimmer mitnichten nullement guère aucunement apenas jamais nunca không chưa chẳng \
    đừng asla değildir değildi olmadan ei eivät emme ette älä älkää ilman koskaan nem nincs \
    nincsenek sem soha nélkül nu nici niciodată fără nimeni tidak bukan belum jangan tanpa هرگز \
    نه نیست نیستند بدون هیچ ما ليسوا نہیں مت بغیر না নয় নেই nije nisu nisam nikada bez ні нема \
    немає ніколи няма никога nav nekad nėra niekada pole mitte ekki aldrei enginn án 안 못 nuk չէ \
    չի არ ვერ hindi huwag hapana numquam nec haud gabe",
);

static MODALS: List = List::new(
    "\
    can could may might must shall should will would ought perhaps maybe possibly probably \
    presumably likely allegedly supposedly reportedly purportedly apparently seemingly kann \
    kannst können könnte könnten konnte muss muß müssen müsste musste darf dürfen dürfte soll \
    sollen sollte sollten vielleicht möglicherweise wahrscheinlich angeblich vermutlich wohl \
    peut peuvent pourrait pourraient doit doivent devrait devraient faut puede pueden podría \
    podrían debe deben debería deberían quizás può possono potrebbe potrebbero deve devono \
    dovrebbe forse pode podem poderia deveria talvez moet moeten kunnen kon zou zouden mogen \
    misschien kan ska skulle bör måste kanske skal skulle burde må måske kanskje может могут мог \
    могла могли должен должна должны можно нужно возможно вероятно może mogą musi powinien \
    powinna יכול עלול يمكن قد ربما يجب सकता सकती सकते चाहिए शायद",
);

static NUMBERS: List = List::new(
    "\
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen \
    fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty \
    ninety hundred hundreds thousand thousands million millions billion billions trillion dozen \
    dozens half halves third thirds quarter quarters twice thrice double triple null zwei drei \
    vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig hundert tausend millionen \
    milliarde milliarden deux trois quatre cinq sept huit neuf dix vingt cent mille dos tres \
    cuatro cinco seis siete ocho nueve diez cien mil millones tre quattro cinque sette otto nove \
    dieci cento mila dois duas três quatro oito dez twee drie vijf zes zeven acht negen tien \
    honderd duizend två tre fyra fem sju åtta nio tio hundra tusen два две три четыре пять шесть \
    семь восемь девять десять сто тысяча тысяч миллион dwa trzy cztery pięć sto tysiąc first \
    second fourth fifth sixth seventh eighth ninth tenth 하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열 스무 백 천",
);

/// What an omission must not hide besides: what denies, weakens or makes a condition.
static WEAKENS: List = List::new(
    "\
    almost nearly only if whether refuse refused refuses refusing deny denied denies denying doubt \
    doubts doubted doubting doubtful dispute disputes disputed false falsely untrue few fewer \
    fewest little less least wenige wenig peu pocos pocas poco pochi мало få hope hopes hoped \
    hoping want wants wanted wish wishes wished try tries tried trying attempt attempts attempted \
    intend intends intended threaten threatens threatened seem seems seemed appear appears \
    appeared claimed believe believes believed assume assumes assumed expected pretend pretends \
    pretended pretending accused suspected alleged supposed rumoured merely former formerly fake \
    mock pseudo ostensible ostensibly hypothetical hypothetically imaginary fictional ban banned \
    bans barred prevent prevented prevents preventing prohibit prohibited prohibits forbid \
    forbidden forbids forbade decline declined declines declining avoid avoided avoids avoiding \
    stop stopped stops stopping cease ceased ceases forget forgets forgot forgotten refrain \
    refrained refrains unwilling reluctant assuming supposing ehemalige ehemaliger ehemaligen \
    ehemaliges sogenannte sogenannter sogenannten ancien ancienne anciens anciennes prétendu \
    prétendue fast beinahe nahezu nur falls wenn ob weigerte weigern weigert bestritt bestreitet \
    bestritten leugnet leugnete bezweifelt bezweifelte fälschlich presque seulement refuse refusa \
    refusé refusent nie nia casi solo sólo niega negó negaron rehusó dudó quasi soltanto nega negò \
    rifiutò quase somente nega negou recusou bijna alleen indien weigerde ontkende nästan bara \
    vägrade förnekade næsten kun hvis почти только лишь едва если отрицал отрицает отказался \
    отказалась prawie tylko jeśli neredeyse sadece eğer",
);

/// The same in several words.
const PHRASES: &[&str] = &[
    "so called",
    "at most",
    "at least",
    "at best",
    "up to",
    "more than",
    "as long as",
    "so long as",
    "in case",
    "on condition",
    "provided that",
    "provided the",
    "provided they",
    "provided it",
    "provided he",
    "provided she",
    "provided we",
    "claim to",
    "claims to",
    "far from",
    "anything but",
    "all but",
    "instead of",
    "rather than",
    "used to",
    "have to",
    "has to",
    "had to",
    "able to",
    "supposed to",
    "going to",
    "loin de",
    "lejos de",
    "weit davon",
    "weit entfernt",
    "au lieu",
    "en lugar",
    "anders als",
    "statt zu",
];

/// What an insertion must not say besides.
static TURNS: List = List::new(
    "\
    only almost nearly few fewer less least little some if but however although though though \
    despite until refuse refused refuses refusing deny denied denies denying reject rejected \
    rejects rejecting false falsely wrong wrongly wrongfully untrue incorrect incorrectly \
    mistaken mistakenly so-called disputed opposed opposing opposes against stop stopped avoid \
    avoided contrary instead formerly anti former ex fake mock counter increase increased \
    increasing decrease decreased decreasing reduced reduce reducing low lower lowest high \
    higher highest worse better worst best minus plus more most all every always nur fast \
    beinahe wenige falsch angeblich gegen seulement presque faux contre solo casi falso contra \
    quasi",
);

/// What brackets may replace.
static STAND_INS: List = List::new(
    "\
    he she it they we i you him her them us me his hers its their theirs our ours my mine your \
    yours this that these those who which the a an er sie es wir ihr ihn ihm ihnen sein seine \
    ihre dies diese dieser dieses il elle ils elles lui leur ce cette ces on él ella ellos ellas \
    esto este esta su sus lo la egli essa essi questo questa",
);

const CHARACTERS: &str = "\
    不没沒無无非未否勿莫弗一二三四五六七八九十百千万萬億亿兩两零〇半能必須须應应";

const SEQUENCES: &str = "\
    可能 可以 也许 也許 大概 ない なく なかっ ません かもしれ べき だろう でしょう はず ぬ ずに 않 못 없 아니 ไม่ มิได้ ไร้ อาจ ต้อง ควร";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn negations_numbers_and_modal_words_are_found() {
        for text in [
            "did not",
            "didn’t",
            "in 1998",
            "twenty-one cases",
            "may well",
            "nicht",
            "n’est",
            "他不在",
            "彼は来ない",
            "m²",
            "he'll",
            "½",
        ] {
            assert!(turning_insertion(text).is_some(), "{text}");
        }
        for text in [
            "of the board",
            "the non-toxic paint",
            "die Kammer",
            "le conseil",
            "notable",
            "委員会",
            "canny",
            "many of them",
        ] {
            assert_eq!(turning_omission(text, 0..text.len()), None, "{text}");
        }
        assert!(turning_insertion("only").is_some() && turning_insertion("the hospital").is_none());
        assert!(is_stand_in("it") && !is_stand_in("reduced") && is_stand_in(""));
    }
}
