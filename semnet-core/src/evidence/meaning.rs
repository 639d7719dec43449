//! Words that must not be hidden by an ellipsis or slipped in by brackets: negations, numbers, modal words.
//! Of many languages together, for a passage does not say its language; a word too many refuses a quotation,
//! never accepts one.

use unicode_segmentation::UnicodeSegmentation;

/// The first word of a text that may turn its meaning. O(length).
pub(super) fn turning_word(text: &str) -> Option<String> {
    words(text)
        .find(|word| is_negation(word) || is_modal(word) || is_number(word))
        .or_else(|| turning_character(text))
}

/// The first such word of what was put into brackets, where words that weaken or exclude are refused too.
/// O(length).
pub(super) fn turning_insertion(text: &str) -> Option<String> {
    turning_word(text).or_else(|| words(text).find(|word| is_in(word, TURNS)))
}

/// Whether a word negates.
pub(super) fn is_negation(word: &str) -> bool {
    is_in(word, NEGATIONS) || word.ends_with("n't") || word.starts_with("n'")
}

fn is_modal(word: &str) -> bool {
    is_in(word, MODALS) || word.ends_with("'ll") || word.ends_with("'d")
}

fn is_number(word: &str) -> bool {
    word.chars().any(char::is_numeric)
        || is_in(word, NUMBERS)
        || word.split('-').any(|part| is_in(part, NUMBERS))
}

fn is_in(word: &str, list: &str) -> bool {
    list.split_ascii_whitespace().any(|listed| listed == word)
}

/// Words in lower case with straight apostrophes.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let plain = |word: &str| word.to_lowercase().replace(['’', '‘', '`', '´', 'ʼ'], "'");
    // The `non` of `non-toxic` is not a word.
    let is_prefix = move |at: usize, word: &str| {
        word.eq_ignore_ascii_case("non")
            && text.get(at + word.len()..).is_some_and(|rest| rest.starts_with(['-', '‑']))
    };
    text.unicode_word_indices()
        .filter(move |&(at, word)| !is_prefix(at, word))
        .map(move |(_, word)| plain(word))
}

/// Whether a text has only words that stand for others, such as pronouns: brackets may say what they stand
/// for.
pub(super) fn is_stand_in(text: &str) -> bool {
    let mut count = 0;
    words(text).all(|word| {
        count += 1;
        is_in(&word, STAND_INS)
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

const NEGATIONS: &str = "\
    not no never none nobody nothing nowhere neither nor without cannot non hardly scarcely barely \
    rarely seldom unlikely unable lack lacks lacked lacking fail fails failed failing failure unless \
    except dont doesnt didnt wont cant isnt wasnt arent werent couldnt shouldnt wouldnt havent hasnt \
    hadnt aint nicht nichts kein keine keinen keinem keiner keines nie niemals niemand nirgends weder \
    ohne nein kaum ne pas jamais aucun aucune sans ni rien nul nulle nunca jamás ningún ninguna ninguno \
    sin nada nadie tampoco nessun nessuno nessuna senza né niente mai não nem sem nenhum nenhuma ninguém \
    niet geen nooit niemand zonder inte ej aldrig ingen inget inga utan ikke aldri aldri ingen uden uten \
    не ни нет никогда без нельзя никто ничто nie nigdy bez żaden żadna ani není nikdy žádný δεν δε μη \
    μην όχι χωρίς ποτέ değil yok hiç لا لم لن ليس ليست غير بدون לא אין בלי אל ללא नहीं न मत बिना";

const MODALS: &str = "\
    can could may might must shall should will would ought perhaps maybe possibly probably presumably \
    likely allegedly supposedly reportedly purportedly apparently seemingly kann kannst können könnte \
    könnten konnte muss muß müssen müsste musste darf dürfen dürfte soll sollen sollte sollten \
    vielleicht möglicherweise wahrscheinlich angeblich vermutlich wohl peut peuvent pourrait pourraient \
    doit doivent devrait devraient faut puede pueden podría podrían debe deben debería deberían quizás \
    può possono potrebbe potrebbero deve devono dovrebbe forse pode podem poderia deveria talvez moet \
    moeten kunnen kon zou zouden mogen misschien kan ska skulle bör måste kanske skal skulle burde må \
    måske kanskje может могут мог могла могли должен должна должны можно нужно возможно вероятно może \
    mogą musi powinien powinna יכול עלול يمكن قد ربما يجب सकता सकती सकते चाहिए शायद";

const NUMBERS: &str = "\
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred \
    hundreds thousand thousands million millions billion billions trillion dozen dozens half halves \
    third thirds quarter quarters twice thrice double triple null zwei drei vier fünf sechs sieben acht \
    neun zehn elf zwölf zwanzig dreißig hundert tausend millionen milliarde milliarden deux trois quatre \
    cinq sept huit neuf dix vingt cent mille dos tres cuatro cinco seis siete ocho nueve diez cien mil \
    millones tre quattro cinque sette otto nove dieci cento mila dois duas três quatro oito dez twee \
    drie vijf zes zeven acht negen tien honderd duizend två tre fyra fem sju åtta nio tio hundra tusen \
    два две три четыре пять шесть семь восемь девять десять сто тысяча тысяч миллион dwa trzy cztery \
    pięć sto tysiąc";

/// What an insertion must not say besides.
const TURNS: &str = "\
    only almost nearly few fewer less least little some if but however although though though despite \
    until refuse refused refuses refusing deny denied denies denying reject rejected rejects rejecting \
    false falsely wrong wrongly wrongfully untrue incorrect incorrectly mistaken mistakenly so-called \
    disputed opposed opposing opposes against stop stopped avoid avoided contrary instead formerly anti \
    counter increase increased increasing decrease decreased decreasing reduced reduce reducing low \
    lower lowest high higher highest worse better worst best minus plus more most all every always nur \
    fast beinahe wenige falsch angeblich gegen seulement presque faux contre solo casi falso contra \
    quasi";

/// What brackets may replace.
const STAND_INS: &str = "\
    he she it they we i you him her them us me his hers its their theirs our ours my mine your yours \
    this that these those who which the a an er sie es wir ihr ihn ihm ihnen sein seine ihre dies diese \
    dieser dieses il elle ils elles lui leur ce cette ces on él ella ellos ellas esto este esta su sus \
    lo la egli essa essi questo questa";

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
            assert!(turning_word(text).is_some(), "{text}");
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
            assert_eq!(turning_word(text), None, "{text}");
        }
        assert!(turning_insertion("only").is_some() && turning_insertion("the hospital").is_none());
        assert!(is_stand_in("it") && !is_stand_in("reduced") && is_stand_in(""));
    }
}
