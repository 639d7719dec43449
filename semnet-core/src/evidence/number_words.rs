//! Numbers in letters, in many languages: which words are numbers, and which multiply the number before them.

use unicode_segmentation::UnicodeSegmentation;

use crate::evidence::characters::{Kind, forwards, kind};
use crate::evidence::word_lists::{List, is_in, words};
use crate::util::part;

/// Whether a word is a number, in digits or letters, or made of such words.
pub(super) fn is_number_word(word: &str) -> bool {
    word.chars().any(char::is_numeric)
        || is_in(word, &NUMBERS)
        || word.len() >= SHORTEST
            && (NUMBER_STEMS.iter().any(|stem| word.starts_with(stem))
                || COMPOUNDS.iter().any(|parts| is_made_of(word, parts)))
}

/// No stem and no compound has fewer bytes.
const SHORTEST: usize = 6;

/// Whether a word is made of several of these parts, one of them a number other than *one*. O(parts).
fn is_made_of(word: &str, parts: &[&str]) -> bool {
    fn rest(word: &str, parts: &[&str], numbers: u32, depth: u32) -> bool {
        if word.is_empty() {
            return numbers > 0 && depth > 1;
        }
        depth < 8
            && parts.iter().enumerate().any(|(place, part)| {
                let is_number = u32::from(place >= JOINING);
                word.strip_prefix(part).is_some_and(|word| rest(word, parts, numbers + is_number, depth + 1))
            })
    }
    word.len() < 64 && rest(word, parts, 0, 0)
}

/// This many of the first parts join numbers.
const JOINING: usize = 6;

/// Parts of numbers in languages that write them as one word.
const COMPOUNDS: &[&[&str]] = &[
    &[
        "ein", "und", "mal", "fach", "ßig", "zig", "zwei", "drei", "vier", "fünf", "sechs", "sech", "sieben",
        "sieb", "acht", "neun", "zehn", "elf", "zwölf", "zwan", "hundert", "tausend",
    ],
    &[
        "een", "en", "ën", "maal", "voudig", "voud", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht",
        "negen", "tien", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig",
        "negentig", "honderd", "duizend",
    ],
    &[
        "un",
        "uno",
        "una",
        "o",
        "i",
        "a",
        "due",
        "tre",
        "tré",
        "quattro",
        "cinque",
        "sei",
        "sette",
        "otto",
        "nove",
        "dieci",
        "vent",
        "venti",
        "trent",
        "trenta",
        "quarant",
        "quaranta",
        "cinquant",
        "cinquanta",
        "sessanta",
        "settanta",
        "ottanta",
        "novanta",
        "cento",
        "mila",
        "mille",
    ],
    &[
        "en", "ett", "et", "og", "hundra", "hundre", "två", "to", "tre", "fyra", "fire", "fem", "sex",
        "seks", "sju", "syv", "åtta", "åtte", "nio", "ni", "tjugo", "tjue", "trettio", "tretti", "fyrtio",
        "førti", "femtio", "femti", "sextio", "seksti", "sjuttio", "sytti", "åttio", "åtti", "nittio",
        "nitti", "tusen",
    ],
];

/// Beginnings of numbers that are inflected.
const NUMBER_STEMS: &[&str] = &[
    "двадцат",
    "тридцат",
    "пятьдесят",
    "шестьдесят",
    "семьдесят",
    "восемьдесят",
    "девяност",
    "двест",
    "трист",
    "четырест",
    "миллион",
    "миллиард",
    "тысяч",
    "пятьсот",
    "dwadzie",
    "dwudzie",
    "trzydzie",
    "czterdzie",
    "pięćdzies",
    "sześćdzies",
    "siedemdzies",
    "osiemdzies",
    "dziewięćdzies",
    "tysiąc",
    "tysięc",
    "milion",
    "miliard",
    "dvacet",
    "dvacát",
    "třicet",
    "čtyřicet",
    "padesát",
    "šedesát",
    "sedmdesát",
    "osmdesát",
    "devadesát",
    "двадцят",
    "тридцят",
    "мільйон",
    "мільярд",
    "εκατομμ",
    "δισεκατομμ",
    "miljoon",
    "miljard",
    "kolmekym",
    "kaksikym",
    "viisikym",
    "millió",
];

/// Whether a text begins with a number, in digits or letters. O(1).
pub(super) fn begins_with_number(text: &str) -> bool {
    let start = beginning(text);
    start.starts_with(char::is_numeric) || words(start).next().is_some_and(|word| is_number_word(&word))
}

/// Whether a text begins with a word that multiplies the number before it, or with *per cent*. O(1).
pub(super) fn begins_with_magnitude(text: &str) -> bool {
    let start = beginning(text);
    if MAGNITUDE_STARTS.iter().any(|magnitude| start.starts_with(magnitude)) || start.starts_with(is_fraction)
    {
        return true;
    }
    let mut all = words(start);
    let Some(first) = all.next() else { return false };
    let second = all.next().unwrap_or_default();
    // (German *I am*.)
    is_in(&first, &MAGNITUDES) && !(first == "bin" && second == "ich")
        || is_before_christ(start)
        || MAGNITUDE_STEMS.iter().any(|stem| first.starts_with(stem))
        || PER_CENT.iter().any(|(one, other)| first == *one && second.starts_with(other))
}

/// Whether a text begins with `BC`, `av. J.-C.`, `до н. э.` or the like. O(1).
fn is_before_christ(text: &str) -> bool {
    let is_dash = |c| kind(c) == Kind::Dash;
    let letters = text.chars().filter(|&c| !matches!(kind(c), Kind::Space | Kind::Hidden)).take(16);
    let joined: String =
        letters.map(|c| if is_dash(c) { '-' } else { c }).flat_map(char::to_lowercase).collect();
    BEFORE_CHRIST.iter().any(|it| joined.starts_with(it))
        || text.unicode_words().next().is_some_and(|word| matches!(word, "BC" | "BCE" | "B.C" | "B.C.E"))
}

/// Whether a text begins with *am* or *pm*, and not with German *at the*. O(1).
pub(super) fn begins_with_half_day(text: &str) -> bool {
    let mut all = text.unicode_word_indices();
    let Some((at, first)) = all.next() else { return false };
    match first {
        "pm" | "PM" | "AM" => true,
        "am" => {
            let rest = part(text, at + first.len()..);
            let rest = rest.trim_start_matches(|c| kind(c) == Kind::Space);
            let next = words(rest).next().unwrap_or_default();
            !rest.starts_with(|c| kind(c) == Kind::Key) || is_in(&next, &AFTER_HOUR)
        }
        _ => false,
    }
}

static AFTER_HOUR: List =
    List::new("and or on in to the at when for but until till after before every each local today with");

pub(super) fn beginning(text: &str) -> &str {
    let start = text.trim_start_matches(|c| kind(c) != Kind::Key);
    start.get(..forwards(start, 0, 24)).unwrap_or(start)
}

pub(super) fn is_fraction(character: char) -> bool {
    matches!(character, '¼'..='¾' | '⅐'..='⅞')
}

/// Words that make the number before them another one: they multiply it, or name its era or half of the day.
pub(super) static MAGNITUDES: List = List::new(
    "\
    million millions billion billions trillion trillions thousand thousands hundred hundreds dozen \
    dozens mn bn tn p.m a.m v.chr lakh lakhs crore crores percent percentage \
    prozent prozentpunkte procent prosent prosenttia pourcent procenta procentów процент процента \
    процентов проценти відсоток відсотка відсотків százalék százaléka százalékot persen percen \
    millionen milliarde milliarden mio mrd tausend hundert milliard milliards millón millones milione \
    milioni miliardo miliardi mila mil milhão milhões bilhão bilhões miljoen miljard miljoner \
    miljarder tusen tusind millioner milliarder млн млрд тыс тис mln mld tys milyon milyar bin \
    milioane miliarde mii sute ezer milliárd száz χιλιάδες tisíc tisíce triệu tỷ tỉ nghìn ngàn trăm \
    juta miliar ribu ratus triliun ألف آلاف مليون ملايين مليار مليارات بالمئة بالمائة אלף אלפים \
    מיליון מיליארד אחוז אחוזים میلیون میلیارد هزار درصد हज़ार हजार लाख करोड़ प्रतिशत फ़ीसदी फीसदी शत \
    만 억 천 퍼센트 프로 হাজার লাখ কোটি শতাংশ",
);

/// Beginnings of such words that are inflected.
const MAGNITUDE_STEMS: &[&str] = &[
    "тысяч",
    "миллион",
    "миллиард",
    "мільйон",
    "мільярд",
    "тисяч",
    "tysiąc",
    "tysięc",
    "milion",
    "miliard",
    "miljoon",
    "miljard",
    "tuhat",
    "tuhan",
    "millió",
    "εκατομμ",
    "δισεκατομμ",
    "χιλιάδ",
    "százalék",
    "prosent",
    "procent",
];

/// *Per cent* and *before Christ* in two words: the first, and the beginning of the second.
const PER_CENT: &[(&str, &str)] = &[
    ("per", "cent"),
    ("pour", "cent"),
    ("por", "cien"),
    ("por", "cento"),
    ("per", "mil"),
    ("la", "sut"),
    ("في", "المئة"),
    ("في", "المائة"),
    ("στα", "εκατό"),
    ("τοις", "εκατό"),
    ("phần", "trăm"),
    ("pro", "cent"),
    ("v", "chr"),
    ("vor", "christus"),
];

/// *Before Christ*, in small letters and without spaces.
const BEFORE_CHRIST: &[&str] = &[
    "av.j.-c",
    "av.j-c",
    "av.j.c",
    "avj.-c",
    "avj-c",
    "avantj.-c",
    "avantj-c",
    "avantj.c",
    "avantjésus",
    "avantnotreère",
    "дон.э",
    "г.дон.э",
    "годудон.э",
    "годадон.э",
    "a.c.",
    "a.dec",
    "v.u.z",
    "p.n.e",
    "př.n.l",
    "f.kr",
    "донашейэры",
];

/// The same in scripts that write no spaces.
pub(super) const MAGNITUDE_STARTS: &[&str] =
    &["パーセント", "ポイント", "割", "ล้าน", "แสน", "หมื่น", "พัน", "ร้อย", "เปอร์เซ็นต์"];

pub(super) const MAGNITUDE_CHARACTERS: &str = "十百千万萬億亿兆만억천";

/// Numbers in letters. Those that are everyday words of another language are left out.
static NUMBERS: List = List::new(
    "\
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety \
    hundred hundreds thousand thousands million millions billion billions trillion dozen dozens half \
    halves third thirds quarter quarters twice thrice \
    twofold threefold fourfold tenfold double triple null zwei drei vier fünf sechs \
    sieben acht neun zehn elf zwölf zwanzig dreißig hundert tausend millionen milliarde milliarden \
    deux trois quatre cinq sept huit neuf dix vingt cent mille dos tres cuatro cinco seis siete ocho \
    nueve diez cien mil millones tre quattro cinque sette otto nove dieci cento mila dois duas três \
    quatro oito dez twee drie vijf zes zeven negen tien honderd duizend två fyra fem sju åtta nio \
    tio hundra tusen два две три четыре пять шесть семь восемь девять десять сто тысяча тысяч \
    миллион dwa trzy cztery pięć tysiąc first second fourth fifth sixth seventh eighth ninth tenth \
    하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열 스무 백 천 dutzend dutzende hälfte drittel viertel doppelt dreizehn \
    vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn dreissig vierzig fünfzig sechzig siebzig \
    achtzig neunzig hunderte tausende zweite dritte douze treize quatorze quinze trente quarante \
    cinquante soixante septante nonante vingts milliers milliard milliards douzaine dizaine dizaines \
    centaine centaines moitié deuxième troisième diecisiete dieciséis dieciocho diecinueve doce \
    trece catorce veinte veintiuno treinta cuarenta cincuenta sesenta setenta ochenta noventa ciento \
    cientos doscientos trescientos quinientos millón docena docenas mitad tercio tercera tercero \
    undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti trenta \
    quaranta cinquanta sessanta settanta ottanta novanta duecento milione milioni miliardi metà \
    dozzina vinte trinta quarenta cinquenta sessenta oitenta duzentos milhão milhões metade treze \
    dezesseis twaalf dertien veertien vijftien zestien zeventien twintig dertig veertig vijftig \
    zestig zeventig tachtig negentig miljoen helft derde tweede elva tolv tretton fjorton femton \
    sjutton arton nitton tjugo trettio fyrtio femtio sextio sjuttio åttio nittio miljon miljoner \
    hälften hälft tredjedel dussin tjue tyve tredive tretti førti femti seksti sytti åtti nitti \
    hundre hundrede tusind elleve tretten fjorten femten seksten sytten atten nitten syv åtte \
    halvdelen двое трое двух двум двумя трёх трех трём тремя четырёх пяти шести семи восьми девяти \
    десяти одиннадцать двенадцать тринадцать четырнадцать пятнадцать сорок сорока половина половины \
    треть четверть дважды трижды пятью сотни первый второй третий dwóch dwie dwu trzech czterech \
    pięciu sześciu sześć siedem siedmiu osiem ośmiu dziewięć dziesięć dziesięciu jedenaście \
    dwanaście piętnaście czterdzieści stu połowa dwukrotnie trzykrotnie dwaj trzej dvě tři tří čtyři \
    pěti pět šest sedm osm devět deset deseti jedenáct dvanáct patnáct tisíc polovina dvakrát \
    třikrát dvou δύο τρεις τρία τέσσερις τέσσερα πέντε έξι επτά εφτά οκτώ οχτώ εννέα δέκα είκοσι \
    τριάντα σαράντα πενήντα εκατό χίλια μισό μισοί iki üç dört yedi sekiz dokuz yirmi otuz kırk \
    altmış yetmiş seksen doksan milyon yarısı kaksi kahden kolme kolmen neljä viisi viiden kuusi \
    seitsemän kahdeksan yhdeksän kymmenen tuhat puolet kahdesti kolmesti viidesti két kettő három \
    négy öt nyolc kilenc tíz húsz harminc negyven ötven száz ezer kétszer háromszor doi două trei \
    patru cinci șase șapte zece douăzeci treizeci sută jumătate bốn sáu bảy tám chín mười trăm nghìn \
    ngàn triệu tỷ nửa dua tiga empat enam tujuh delapan sembilan sepuluh puluh ratus seratus ribu \
    seribu juta setengah שני שתי שניים שלוש שלושה ארבע ארבעה חמש חמישה שש שישה שבע שבעה שמונה תשע \
    עשר עשרה עשרים שלושים מאה אלף חצי פעמיים اثنان اثنين ثلاث ثلاثة أربع أربعة خمس خمسة ستة سبع سبعة \
    ثمان ثمانية تسع تسعة عشر عشرة عشرون عشرين ثلاثون ثلاثين مئة مائة ألف نصف مرتين سه چهار پنج شش \
    هفت هشت بیست صد هزار نیم दो तीन चार पाँच पांच छह छः सात आठ नौ दस बीस तीस पचास सौ हज़ार हजार लाख \
    करोड़ आधा आधे двоє троє двічі тричі чотири п'ять п'яти шість сім вісім дев'ять двадцять сотня \
    тисяча дві 다섯째 이십 삼십 사십 오십 육십 칠십 팔십 구십 셋째 둘째 절반 dva dvije tri četiri sedam devet dvadeset \
    trideset stotina tisuća hiljada polovica 세 두 lima ba altı beş sto دو sata",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_one_word_are_made_of_numbers() {
        for word in [
            "einundzwanzig",
            "zweihundert",
            "dreifach",
            "eenentwintig",
            "ventidue",
            "tjugofem",
            "двадцати",
            "seven",
            "3a",
        ] {
            assert!(is_number_word(word), "{word}");
        }
        // Without a number other than *one*, of one part, or with a rest.
        for word in ["einundein", "einmal", "uno", "vierte", "achtung", "zweihundertx", "board", ""] {
            assert!(!is_number_word(word), "{word}");
        }
        assert!(is_number_word(&"acht".repeat(8)) && !is_number_word(&"acht".repeat(9)));
    }

    #[test]
    fn halves_of_the_day_are_told_from_german() {
        for text in ["pm", "PM, all", "AM", "am", "am.", "am, Monday", "am on Monday"] {
            assert!(begins_with_half_day(text), "{text}");
        }
        for text in ["am Montag", "Pm", "at noon", "", "."] {
            assert!(!begins_with_half_day(text), "{text}");
        }
    }

    #[test]
    fn what_multiplies_a_number_is_found_whatever_its_form() {
        for text in [
            "million",
            "(million)",
            "percent",
            "per cent",
            "pour cent",
            "тысячами",
            "½ of",
            "割",
            "BC",
            "av. J.-C.",
            "до н. э.",
            "v. Chr.",
            "bin Mitglieder",
        ] {
            assert!(begins_with_magnitude(text), "{text}");
        }
        for text in ["per head", "bin ich", "board", "", "bc", "5"] {
            assert!(!begins_with_magnitude(text), "{text}");
        }
    }
}
