//! Texts as words in lower case, without their typography, and lists of such words.

use std::ops::Range;
use std::sync::OnceLock;

use unicode_segmentation::UnicodeSegmentation;

use crate::evidence::characters::{Kind, is_line_break, kind, narrow, spelled_out};
use crate::evidence::glue::is_single;
use crate::evidence::marks::citation_end;
use crate::evidence::notes::note_mark_end;
use crate::text::compose;

/// A list of words, sorted on first use.
pub(super) struct List {
    text: &'static str,
    words: OnceLock<Vec<&'static str>>,
}

impl List {
    pub(super) const fn new(text: &'static str) -> List {
        List { text, words: OnceLock::new() }
    }
}

/// `that`: what follows it depends on the word before it.
pub(super) static THAT: List = List::new("that dass daß que che dat at att что że");

/// Verbs that may omit *that*, without a final `s`.
pub(super) static SAYS: List = List::new(
    "\
    say said claim claimed think thought believe believed show showed shown prove proved proven \
    mean meant suggest suggested know knew known argue argued imply implie implied confirm \
    confirmed admit admitted report reported hear heard told tell learn learned learnt feel \
    felt see saw state stated announce announced insist insisted fear feared warn warned explain \
    explained decide decided write wrote written find found note noted hold held sagte \
    sagten meinte glaubte berichtete erklärte wusste hörte dit disait croit pensait affirma savait dijo \
    dice cree creía afirmó sabía disse dice crede credeva afferma сказал сказала считает думал \
    сообщил заявил знал",
);

/// O(log words).
pub(super) fn is_in(word: &str, list: &List) -> bool {
    let words = list.words.get_or_init(|| {
        let mut words: Vec<&str> = list.text.split_ascii_whitespace().collect();
        crate::util::sort::sort(&mut words);
        words
    });
    words.binary_search(&word).is_ok()
}

/// Whether a list has a word, or an Arabic or Hebrew one without *and*, *so*, *that* or the particle of
/// questions, which are written as its first letters. O(log words).
pub(super) fn is_in_joined(word: &str, list: &List) -> bool {
    let rest = |word: &str| is_in(word, list);
    rest(word)
        || word.strip_prefix(['و', 'ف', 'أ', 'ו', 'ש']).is_some_and(rest)
        || ["أو", "أف", "וש"].iter().any(|it| word.strip_prefix(it).is_some_and(rest))
}

/// The first of the phrases with which the words end. O(phrases × length).
pub(super) fn phrase_at_end(words: &[String], phrases: &[&str]) -> Option<String> {
    let joined = format!(" {}", words.join(" "));
    let is_at_end = |phrase: &str| joined.strip_suffix(phrase).is_some_and(|it| it.ends_with(' '));
    phrases.iter().find(|&&phrase| is_at_end(phrase)).map(|&phrase| phrase.to_owned())
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

/// A part of a text without its typography: composed, with plain spaces and spelled-out ligatures, without
/// invisible characters and the numbers of footnotes, and with broken words joined on request. O(length).
pub(super) fn plain(text: &str, range: Range<usize>, joins: bool) -> String {
    let mut plain = String::with_capacity(range.len());
    let mut at = range.start;
    while let Some(character) = text.get(at..range.end).and_then(|rest| rest.chars().next()) {
        if let Some(end) = citation_end(text, at).or_else(|| note_mark_end(text, at)) {
            at = end;
            continue;
        }
        at += character.len_utf8();
        match kind(character) {
            Kind::Hidden => {}
            Kind::Quote if is_single(character) => plain.push('\''),
            Kind::Key if character == '_' => plain.push(' '),
            Kind::Space => {
                let is_broken =
                    joins && is_line_break(character) && plain.trim_end().ends_with(['-', '\u{2010}']);
                if is_broken {
                    plain.truncate(plain.trim_end().len());
                    plain.pop();
                    at += text.get(at..range.end).map_or(0, |rest| {
                        rest.chars().take_while(|&c| kind(c) == Kind::Space).map(char::len_utf8).sum()
                    });
                } else {
                    plain.push(' ');
                }
            }
            _ => match spelled_out(character) {
                "" => plain.push(narrow(character)),
                letters => plain.push_str(letters),
            },
        }
    }
    compose(&plain).into_owned()
}
