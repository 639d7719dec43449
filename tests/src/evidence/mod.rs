//! Passages for the evidence check: generated prose, true quotations from it, and false ones.

mod altered;
mod faithful;
mod prose;

pub use altered::{CUT_OFF, altered};
pub use faithful::faithful;
pub use prose::prose;
use serde::Serialize;

/// Pseudo-random numbers, the same in every run.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// The row of this number.
    pub fn new(seed: u64) -> Chance {
        Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % end.max(1) as u64) as usize
    }

    /// Whether something happens, this many times of a hundred.
    pub fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of several.
    pub fn pick<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.below(items.len())]
    }
}

/// A passage that is a quotation, or is not.
#[derive(Clone, Debug, Serialize)]
pub struct Case {
    /// How it was made.
    pub kind: &'static str,
    /// The words of the source there.
    pub original: String,
    /// The passage.
    pub passage: String,
}

/// Text in one line, each run of white space one space.
pub fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The sentences of a text, roughly.
pub fn sentences(text: &str) -> Vec<String> {
    let line = in_one_line(text);
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, _) in line.match_indices(". ") {
        let sentence = &line[start..=at];
        if sentence.split(' ').count() >= 6 {
            sentences.push(sentence.to_owned());
            start = at + 2;
        }
    }
    sentences
}

/// A source as text that was copied out of a PDF has it: lines of about 60 characters, words broken at their
/// ends, ligatures.
pub fn like_pdf(text: &str, chance: &mut Chance) -> String {
    let mut out = String::new();
    for paragraph in text.split("\n\n") {
        let mut length = 0;
        for word in paragraph.split_whitespace() {
            let count = word.chars().count();
            if length + count > 62 {
                let half = word.char_indices().nth(count / 2).map_or(0, |(at, _)| at);
                if count > 7 && word.chars().all(|c| c.is_ascii_lowercase()) && chance.percent(60) {
                    out.push_str(&word[..half]);
                    out.push_str("-\n");
                    out.push_str(&word[half..]);
                    length = count - count / 2;
                    out.push(' ');
                    continue;
                }
                if let Some((first, second)) = word.split_once('-').filter(|(first, _)| first.len() > 2) {
                    out.push_str(first);
                    out.push_str("-\n");
                    out.push_str(second);
                } else {
                    out.truncate(out.trim_end().len());
                    out.push('\n');
                    out.push_str(word);
                }
                length = count;
            } else {
                out.push_str(word);
                length += count + 1;
            }
            out.push(' ');
        }
        out.truncate(out.trim_end().len());
        out.push_str("\n\n");
    }
    out.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ")
}

/// Whether the word before `at` negates what follows it, in the generated prose: `not | reject`, `Not all |
/// patients`.
fn follows_negation(words: &[&str], at: usize) -> bool {
    const NEGATIONS: [&str; 12] =
        ["not", "Not", "No", "never", "didn’t", "не", "jamais", "לא", "لم", "no", "neither", "cannot"];
    let is_negation = |back: usize| {
        let word = at.checked_sub(back).and_then(|place| words.get(place));
        word.is_some_and(|word| NEGATIONS.contains(word))
    };
    let is_quantifier = at > 0
        && words.get(at - 1).is_some_and(|word| ["all", "every", "always", "even", "one"].contains(word));
    is_negation(1) || (is_quantifier && is_negation(2))
}

/// Whether a word negates the words before it.
fn negates_before(word: &str) -> bool {
    let plain = word.trim_end_matches(['.', ',', ';']);
    ["nicht", "not", "never", "none", "nothing", "no", "neither"].contains(&plain) || word.starts_with('않')
}

/// Whether the word at `at` continues the number before it.
fn cuts_number(words: &[&str], at: usize) -> bool {
    at > 0
        && ["hundred", "thousand", "million", "percent"].contains(words.get(at).unwrap_or(&""))
        && words.get(at - 1).is_some_and(|word| is_number(word))
}

fn is_number(word: &str) -> bool {
    word.ends_with(|c: char| c.is_ascii_digit()) || ["two", "three", "seven", "twelve"].contains(&word)
}

/// Whether the words on both sides of `at` are parts of one share: `15 of 40`.
fn cuts_share(words: &[&str], at: usize) -> bool {
    let is_number_at =
        |at: Option<usize>| at.and_then(|at| words.get(at)).is_some_and(|word| is_number(word));
    let shares = |of: usize| {
        words.get(of) == Some(&"of") && is_number_at(of.checked_sub(1)) && is_number_at(Some(of + 1))
    };
    shares(at) || at.checked_sub(1).is_some_and(shares)
}
