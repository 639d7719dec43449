//! Numbers in letters, in many languages: which words are numbers, and which belong to the number before or
//! after them.

use crate::evidence::characters::{Kind, backwards, forwards, kind};
use crate::evidence::word_lists::{List, is_in, plain, words};
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
    is_in(&first, &MAGNITUDES)
        || MAGNITUDE_STEMS.iter().any(|stem| first.starts_with(stem))
        || all.next().is_some_and(|second| {
            PER_CENT.iter().any(|(one, other)| first == *one && second.starts_with(other))
        })
}

fn beginning(text: &str) -> &str {
    let start = text.trim_start_matches(|c| kind(c) != Kind::Key);
    start.get(..forwards(start, 0, 24)).unwrap_or(start)
}

/// How long the word is that goes on with the number before `end`: `million`, `½`, `and twenty`. O(1).
pub(super) fn number_after(source: &str, end: usize, after: &str, is_apart: bool) -> Option<usize> {
    let first = after.chars().next()?;
    let last = part(source, ..end).chars().next_back()?;
    if last.is_numeric() && (is_fraction(first) || MAGNITUDE_CHARACTERS.contains(first)) {
        return Some(first.len_utf8());
    }
    let magnitude = MAGNITUDE_STARTS.iter().find(|magnitude| after.starts_with(*magnitude));
    if let Some(magnitude) = magnitude.filter(|_| last.is_numeric()) {
        return Some(magnitude.len());
    }
    // `5 (million)`.
    let inner = after.trim_start_matches(['(', '[']);
    let length = after.len() - inner.len() + inner.find(|c| kind(c) != Kind::Key).unwrap_or(inner.len());
    if !is_apart || length == 0 {
        return None;
    }
    let is_magnitude = begins_with_magnitude(inner);
    let goes_on_in_letters = {
        let first = words(inner).next().unwrap_or_default();
        let rest = || part(inner, inner.find(' ').unwrap_or(0)..);
        is_letters(&first)
            || is_in(&first, &AND) && words(rest()).next().is_some_and(|word| is_letters(&word))
    };
    if !is_magnitude && !goes_on_in_letters {
        return None;
    }
    let before = plain(source, backwards(source, end, 24)..end, false);
    let before = words(&before).last().unwrap_or_default();
    let is_number = || last.is_numeric() || is_number_word(&before);
    (is_magnitude && is_number() || goes_on_in_letters && is_power(&before)).then_some(length)
}

/// The last of these words where they belong to the number or magnitude that a text begins with: `3 |
/// million`, `half | a million`, `minus | five`, `one in | five`, `one hundred and | twenty`. O(words).
pub(super) fn number_before(words_before: &[String], text: &str) -> Option<String> {
    let last = words_before.last()?;
    if is_number_word(last) && begins_with_magnitude(text) {
        return Some(last.clone());
    }
    let from = |count: usize| words_before.get(words_before.len().saturating_sub(count)..).unwrap_or(&[]);
    let is_portion = |word: &String| is_in(word, &PORTIONS);
    // `half | a million`, `half a | million`.
    let start = beginning(text);
    let text_words: Vec<String> = words(start).take(2).collect();
    let is_million = |at: usize| text_words.get(at).is_some_and(|word| is_in(word, &MAGNITUDES));
    let begins_with_one = text_words.first().is_some_and(|word| is_in(word, &ONE));
    if begins_with_one && is_million(1) || is_in(last, &ONE) && is_million(0) {
        let found = from(3).iter().find(|word| is_portion(word));
        return found.cloned();
    }
    let first = text_words.first().cloned().unwrap_or_default();
    if !start.starts_with(char::is_numeric) && !is_number_word(&first) {
        return None;
    }
    match words_before {
        [.., word] if is_in(word, &SIGNS) => Some(word.clone()),
        [.., number, point] if is_in(point, &POINTS) && is_number_word(number) => {
            Some(format!("{number} {point}"))
        }
        [.., power] if is_power(power) && is_letters(&first) => Some(power.clone()),
        [.., power, and] if is_power(power) && is_in(and, &AND) && is_letters(&first) => {
            Some(format!("{power} {and}"))
        }
        [.., number, out, of] if out == "out" && of == "of" && is_number_word(number) => {
            Some(format!("{number} out of"))
        }
        [.., number, each] if is_in(each, &OUT_OF) && is_part_of(number, &first) => {
            Some(format!("{number} {each}"))
        }
        [.., number, of, each] if is_in(of, &OUT_OF) && each == "cada" && is_number_word(number) => {
            Some(format!("{number} {of} {each}"))
        }
        _ => None,
    }
}

/// Whether a number may be one of this many: a smaller one, neither of them a year. O(length).
fn is_part_of(number: &str, all: &str) -> bool {
    let digits = |word: &str| word.parse::<u64>().ok();
    let is_year = |number: u64| (1000..2200).contains(&number);
    match (digits(number), digits(all)) {
        (Some(number), Some(all)) => number < all && !is_year(all),
        (Some(number), None) => !is_year(number),
        (None, all) => is_letters(number) && !is_in(number, &MAGNITUDES) && !all.is_some_and(is_year),
    }
}

/// A power of ten, in letters, after which the rest of a number follows.
fn is_power(word: &str) -> bool {
    is_in(word, &POWERS)
}

fn is_letters(word: &str) -> bool {
    is_number_word(word) && word.chars().all(char::is_alphabetic) && !is_in(word, &ORDINALS)
}

pub(super) fn is_fraction(character: char) -> bool {
    matches!(character, '¼'..='¾' | '⅐'..='⅞')
}

static POWERS: List = List::new("hundred thousand million billion trillion hundert tausend cent mille");
static AND: List = List::new("and");
static ONE: List = List::new("a an one eine einen einer un une una uno een en ett");
static PORTIONS: List = List::new(
    "half third quarter tenth halbe halben halb hälfte viertel demi moitié medio media mitad mezzo metà half \
     halv halva",
);
static ORDINALS: List =
    List::new("first second third fourth fifth sixth seventh eighth ninth tenth half halves");
static SIGNS: List =
    List::new("minus moins menos meno минус mínus miinus mínusz eksi ناقص سالب מינוס マイナス");
static POINTS: List = List::new("point komma virgule coma virgola vírgula запятая przecinek");
static OUT_OF: List = List::new("in of von sur su из de em z av af");

/// What stands before a number and makes it another one, in scripts that write no spaces.
pub(super) const NUMBER_PREFIXES: &[&str] =
    &["分之", "负", "負", "零下", "マイナス", "ร้อยละ", "ร้อยละ ", "ลบ "];

/// The same as words.
pub(super) static PERCENT_BEFORE: List = List::new("yüzde");

/// Words that multiply the number before them.
static MAGNITUDES: List = List::new(
    "\
    million millions billion billions trillion trillions thousand thousands hundred hundreds dozen \
    dozens mn bn tn lakh lakhs crore crores percent percentage prozent prozentpunkte procent prosent \
    prosenttia pourcent procenta procentów процент процента процентов проценти відсоток відсотка \
    відсотків százalék százaléka százalékot persen percen \
    millionen milliarde milliarden mio mrd tausend hundert milliard milliards millón \
    millones milione milioni miliardo miliardi mila mil milhão milhões bilhão bilhões miljoen miljard \
    miljoner miljarder tusen tusind millioner milliarder млн млрд тыс тис mln mld tys milyon milyar \
    bin milioane miliarde mii sute ezer milliárd száz χιλιάδες tisíc tisíce triệu tỷ tỉ nghìn ngàn trăm \
    juta miliar ribu ratus triliun ألف آلاف مليون ملايين مليار مليارات بالمئة بالمائة אלף אלפים מיליון \
    מיליארד אחוז אחוזים میلیون میلیارد هزار درصد हज़ार हजार लाख करोड़ प्रतिशत फ़ीसदी फीसदी शत 만 억 천 \
    퍼센트 프로 হাজার লাখ কোটি শতাংশ",
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

/// *Per cent* in two words: the first, and the beginning of the second.
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
];

/// The same in scripts that write no spaces.
const MAGNITUDE_STARTS: &[&str] =
    &["パーセント", "ポイント", "割", "ล้าน", "แสน", "หมื่น", "พัน", "ร้อย", "เปอร์เซ็นต์"];

const MAGNITUDE_CHARACTERS: &str = "十百千万萬億亿兆만억천";

/// Numbers in letters. Those that are everyday words of another language are left out.
static NUMBERS: List = List::new(
    "\
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety \
    hundred hundreds thousand thousands million millions billion billions trillion dozen dozens half \
    halves third thirds quarter quarters twice thrice double triple null zwei drei vier fünf sechs \
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
