//! True quotations: what typing, word processors, PDFs and careful quoting do to a text.

use icu_normalizer::DecomposingNormalizerBorrowed;

use super::{Case, Chance, cuts_number, cuts_share, follows_negation, negates_before};

/// Words that may be left out: they turn no meaning, and open no clause, whose subject would be lost. Not the
/// check's own list, but its reading of the same rule.
fn is_harmless(words: &[&str]) -> bool {
    const TURNING: &str = "not no never none nor neither without cannot may might can could must shall \
                           should will would two seven \
        twelve three hundred forty-one one half all lack unlikely jamais than \
        although because while when that which";
    words.iter().all(|word| {
        let plain = word.to_lowercase().replace(|c: char| !c.is_alphanumeric() && c != '’' && c != '-', "");
        !plain.is_empty()
            && !word.contains([';', '.'])
            && plain.is_ascii()
            && !plain.contains(|c: char| c.is_ascii_digit())
            && !TURNING.split_whitespace().any(|turning| turning == plain)
    })
}

/// Whether a part that begins or ends before this word loses its negation, or a part of a number.
fn turns_when_cut(words: &[&str], at: usize) -> bool {
    let next = words.get(at).copied().unwrap_or_default();
    follows_negation(words, at) || negates_before(next) || cuts_number(words, at) || cuts_share(words, at)
}

/// The sentence as a quotation; `None` where this kind does not apply to it.
pub fn faithful(sentence: &str, kind: usize, chance: &mut Chance) -> Option<Case> {
    let words: Vec<&str> = sentence.split(' ').collect();
    let is_spaced = words.len() > 5;
    let (name, passage) = match kind % 16 {
        0 => ("verbatim", sentence.to_owned()),
        1 => {
            let plain = sentence
                .replace(['“', '”', '„'], "\"")
                .replace('’', "'")
                .replace("« ", "\"")
                .replace(" »", "\"");
            ("quotation marks retyped", plain)
        }
        2 => {
            let other = sentence.replace('“', "»").replace('”', "«").replace('’', "‘");
            ("other quotation marks", other)
        }
        3 if is_spaced => {
            let mut wrapped = String::new();
            for word in &words {
                wrapped.push_str(word);
                wrapped.push_str(chance.pick(&[" ", " ", "\n", "\r\n", "\u{a0}", "  ", "\t"]));
            }
            ("re-wrapped", wrapped)
        }
        4 => ("decomposed", DecomposingNormalizerBorrowed::new_nfd().normalize(sentence).into_owned()),
        5 if is_spaced => {
            let at = chance.below(words.len());
            let word = words[at];
            let half = word.len() / 2;
            if word.len() < 8 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
                return None;
            }
            let mut broken: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
            broken[at] = format!("{}-\n{}", &word[..half], &word[half..]);
            ("broken at the end of a line", broken.join(" "))
        }
        6 => ("dashes as hyphens", sentence.replace('–', "-").replace(" — ", " -- ").replace('−', "-")),
        7 => ("dashes as other dashes", sentence.replace(" — ", "—").replace('-', "‑").replace('–', "—")),
        8 if is_spaced => {
            let start = 2 + chance.below(words.len() - 4);
            let end = (start + 1 + chance.below(4)).min(words.len() - 2);
            if !is_harmless(words.get(start..end)?) || end >= words.len() {
                return None;
            }
            let mark = chance.pick(&["…", "...", "[...]", "[…]", "(…)"]);
            ("shortened", format!("{} {mark} {}", words[..start].join(" "), words[end..].join(" ")))
        }
        9 if is_spaced => {
            let at = 2 + chance.below(words.len() - 4);
            if words[at].starts_with('%') {
                return None;
            }
            let note =
                chance.pick(&["[sic]", "[of the town]", "[the owner]", "[in the north]", "[my emphasis]"]);
            ("explained", format!("{} {note} {}", words[..at].join(" "), words[at..].join(" ")))
        }
        10 => {
            let mut characters = sentence.chars();
            let first = characters.next()?;
            let small: String = first.to_lowercase().collect();
            if small == first.to_string() {
                return None;
            }
            ("first letter small", format!("{small}{}", characters.as_str()))
        }
        11 => ("ligatures", sentence.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ")),
        12 if is_spaced => {
            let soft = |word: &&str| match word.char_indices().nth(3) {
                Some((at, _)) => format!("{}\u{ad}{}", &word[..at], &word[at..]),
                None => (*word).to_owned(),
            };
            ("soft hyphens", words.iter().map(soft).collect::<Vec<_>>().join(" "))
        }
        13 if is_spaced => {
            let start = chance.below(words.len() / 2);
            let end = words.len() - chance.below(words.len() / 3);
            if turns_when_cut(&words, start) || turns_when_cut(&words, end) {
                return None;
            }
            ("part of a sentence", words[start..end].join(" "))
        }
        14 if is_spaced => {
            let start = chance.below(words.len() / 2).max(1);
            if turns_when_cut(&words, start) {
                return None;
            }
            let part = words[start..].join(" ").replace(['“', '”'], "\"").replace('’', "'").replace('—', "–");
            ("part, retyped, with ellipses around", format!("… {part} …"))
        }
        15 if is_spaced => {
            ("within quotation marks", format!("“{}”", sentence.replace('“', "‘").replace('”', "’")))
        }
        _ => return None,
    };
    Some(Case { kind: name, original: sentence.to_owned(), passage })
}
