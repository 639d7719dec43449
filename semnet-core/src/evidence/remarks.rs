//! Words that do not change the meaning: remarks on a text (`[sic]`, *as everybody had hoped*), and words
//! that occur nearly everywhere (*the*, *of it*).

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::evidence::characters::{Kind, backwards, forwards, kind};
use crate::evidence::word_lists::{List, is_in, plain, words};
use crate::util::part;

/// `[sic]`, `[!]`, `[emphasis added]`. O(length).
pub(super) fn is_remark(inserted: &str) -> bool {
    const REMARKS: [&str; 15] = [
        "",
        "sic",
        "my emphasis",
        "our emphasis",
        "emphasis mine",
        "emphasis added",
        "emphasis in original",
        "italics mine",
        "italics added",
        "italics in original",
        "hervorhebung im original",
        "hervorhebung hinzugefügt",
        "anm. d. red.",
        "c'est moi qui souligne",
        "énfasis añadido",
    ];
    REMARKS.contains(&inserted.trim().trim_end_matches(['!', '?']).to_lowercase().as_str())
}

/// An omission, without the verbs of remarks such as *as everybody had hoped,*: these comment on what
/// happened, and weaken nothing. O(length).
pub(super) fn without_wishes(source: &str, range: &Range<usize>, text: String) -> String {
    if !words(&text).any(|word| is_in(&word, &WISHES)) {
        return text;
    }
    let before = plain(source, backwards(source, range.start, REMARK)..range.start, false);
    let after = plain(source, range.end..forwards(source, range.end, 1), false);
    let joined = format!("{before}{text}{after}");
    let mut kept = text;
    for (at, word) in joined.unicode_word_indices().filter(|&(at, _)| at >= before.len()) {
        let end = at + word.len();
        let ends_clause = part(&joined, end..).trim_start();
        let ends_clause = ends_clause.starts_with([',', ';', '.', ')', '-', '–', '—', '\u{2212}']);
        let clause = part(&joined, ..at);
        let clause = clause.rsplit([',', ';', '.', '(', '–', '—']).next().unwrap_or_default();
        let before_it: Vec<String> = words(clause).collect();
        let is_remark = before_it.iter().rev().take(4).find_map(|word| match word.as_str() {
            "as" => Some(true),
            "and" | "or" | "but" | "to" | "that" | "not" | "a" | "an" => Some(false),
            _ => None,
        });
        if ends_clause && is_remark == Some(true) && is_in(&word.to_lowercase(), &WISHES) {
            let place = at - before.len();
            kept.replace_range(place..(place + word.len()).min(kept.len()), &"-".repeat(word.len()));
        }
    }
    kept
}

/// How far back a remark begins, in characters.
const REMARK: usize = 48;

/// Verbs of wishes that came true or did not.
static WISHES: List =
    List::new("hoped expected feared wished wanted intended planned assumed foreseen predicted");

/// Whether a passage is one or two words such as *the* or *of it*, which occur nearly everywhere. A word in
/// capitals is another one (`IT`). O(1).
pub(super) fn proves_nothing(passage: &str) -> bool {
    let is_part = |c: char| match kind(c) {
        Kind::Key => c.is_alphabetic(),
        Kind::Dash => false,
        _ => true,
    };
    if passage.len() > 40 || !passage.chars().all(is_part) {
        return false;
    }
    let is_name = |word: &str| {
        let is_cased = word.chars().any(|c| c.is_lowercase() || c.is_uppercase());
        is_cased && word.chars().nth(1).is_some() && !word.chars().any(char::is_lowercase)
    };
    let found: Vec<String> = words(passage).collect();
    let are_all = |list: &&str| found.iter().all(|word| list.split_ascii_whitespace().any(|it| it == word));
    (1..=2).contains(&found.len()) && !passage.unicode_words().any(is_name) && EVERYWHERE.iter().any(are_all)
}

/// Articles, prepositions, conjunctions, pronouns and auxiliaries, by language.
const EVERYWHERE: &[&str] = &[
    "the a an of to in on at by for with from and or as is was are were be been it this that these \
     those he she they we i you his her its their our my your but if so than then there which who \
     what has have had do does did not no",
    "der die das dem den des ein eine einen einem einer eines und oder in im am an auf aus bei mit \
     nach von vom zu zum zur für über unter ist war sind waren er sie es wir ich du nicht",
    "le la les l un une des du de d à au aux et ou en dans par pour sur avec est sont il elle on ce \
     se que qui ne pas",
    "el la los las un una unos unas y o de del a al en por para con su lo se que es no",
    "il lo la gli le i un una e o di del della da nel nella per con che è non si",
    "o a os as um uma e ou de do da em no na por para com que é não se",
    "het een de en of van in op te met voor is niet dat",
    "och ett en i på av till för med det den som är att",
    "og et en i på av til for med det den som er at",
    "и в на с к о по из за у не он она они что",
    "i w na z do się nie to że",
    "ve bir bu da de",
    "的 了 是 在 和 这 那",
    "の は が を に と も で",
    "은 는 이 가 을 를 의 에",
    "في من على و إلى عن",
    "את של על ב ה ו",
];
