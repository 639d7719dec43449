//! False quotations: what a careless or clever writer does to a text. Each has another meaning than its
//! source.

use super::{Case, Chance, cuts_number, follows_negation, negates_before};

/// How many kinds there are.
const KINDS: usize = 33;

/// A false quotation made from a sentence and another one of the same source; `None` where this kind does not
/// apply.
pub fn altered(sentence: &str, other: &str, kind: usize, chance: &mut Chance) -> Option<Case> {
    let words: Vec<&str> = sentence.split(' ').collect();
    let others: Vec<&str> = other.split(' ').collect();
    if words.len() < 6 || others.len() < 6 || sentence == other {
        return None;
    }
    let (middle, other_middle) = (words.len() / 2, others.len() / 2);
    let replace = |from: &str, to: &str| sentence.contains(from).then(|| sentence.replacen(from, to, 1));
    let (name, passage) = match kind % KINDS {
        0 => ("invented", invented(chance)),
        1 => ("spliced", format!("{} {}", words[..middle].join(" "), others[other_middle..].join(" "))),
        2 => {
            let mut swapped = words.clone();
            let at = chance.below(words.len());
            let word = others[chance.below(others.len())];
            // Another case, or a quotation mark less, is typography at the beginning.
            let plain = |word: &str| word.trim_matches(['“', '”', '"']).to_lowercase();
            if plain(word) == plain(words[at]) {
                return None;
            }
            swapped[at] = word;
            ("one word swapped", swapped.join(" "))
        }
        3 => ("negation dropped", replace(" did not ", " did ").or_else(|| replace(" never ", " "))?),
        4 => ("negation dropped", replace("didn’t", "did").or_else(|| replace("Not all ", "All "))?),
        5 => {
            let at = 1 + chance.below(words.len() - 1);
            let not = chance.pick(&["not", "never", "hardly"]);
            ("negation added", format!("{} {not} {}", words[..at].join(" "), words[at..].join(" ")))
        }
        6 => ("digits exchanged", exchange_digits(sentence)?),
        7 => ("number changed", change_digit(sentence, chance)?),
        8 => {
            let at = sentence
                .char_indices()
                .find(|&(at, c)| {
                    c == ','
                        && sentence[..at].ends_with(|c: char| c.is_ascii_digit())
                        && sentence[at + 1..].starts_with(|c: char| c.is_ascii_digit())
                })?
                .0;
            ("thousands as decimals", format!("{}.{}", &sentence[..at], &sentence[at + 1..]))
        }
        9 => ("decimals dropped", drop_decimal(sentence)?),
        10 => ("minus sign dropped", replace("−", "")?),
        11 => ("minus sign added", add_minus(sentence)?),
        12 => {
            let (from, to) = [
                (" % ", " km "),
                (" kg ", " mg "),
                (" km ", " kg "),
                (" days ", " weeks "),
                (" mg ", " kg "),
                (" litres ", " ml "),
            ]
            .into_iter()
            .find(|(from, _)| sentence.contains(from))?;
            ("unit changed", replace(from, to)?)
        }
        13 => {
            let capital =
                |word: &&str| word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic);
            let at: Vec<usize> = (1..words.len()).filter(|&at| capital(&words[at])).collect();
            let (&first, &last) = (at.first()?, at.last()?);
            if words[first] == words[last] {
                return None;
            }
            let mut exchanged = words.clone();
            exchanged.swap(first, last);
            ("names exchanged", exchanged.join(" "))
        }
        14 => {
            let (first, second) = sentence.trim_end_matches('.').split_once(", ")?;
            ("clauses reordered", format!("{second}, {first}."))
        }
        15 => {
            let at = 1 + chance.below(words.len() - 2);
            let mut reordered = words.clone();
            reordered.swap(at, at + 1);
            ("two words reordered", reordered.join(" "))
        }
        16 => {
            ("ellipsis hides a negation", replace(" not ", " … ").or_else(|| replace(" never ", " [...] "))?)
        }
        17 => {
            // At the ends, an ellipsis only means that the source continues.
            let inner = words.get(1..words.len() - 1)?;
            let at = 1 + inner.iter().position(|word| word.contains(|c: char| c.is_ascii_digit()))?;
            (
                "ellipsis hides a number",
                format!("{} … {}", words.get(..at)?.join(" "), words.get(at + 1..)?.join(" ")),
            )
        }
        18 => {
            let modal = ["may", "must", "should", "can", "might", "would"];
            let at = words.iter().position(|word| modal.contains(word))?;
            (
                "ellipsis hides a modal word",
                format!("{} … {}", words[..at].join(" "), words[at + 1..].join(" ")),
            )
        }
        19 => {
            let (start, end) = (words[..middle].join(" "), others[other_middle..].join(" "));
            // Sometimes the other sentence has these very words.
            let joined = format!("{start} {end}").to_lowercase();
            if other.to_lowercase().contains(&joined) {
                return None;
            }
            ("ellipsis splices", format!("{start} … {end}"))
        }
        20 => {
            let at = 2 + chance.below(words.len() - 3);
            let inserted = chance.pick(&[
                "[not]",
                "[never]",
                "[hardly]",
                "[no longer]",
                "[refused to]",
                "[two]",
                "[may]",
                "[falsely]",
            ]);
            (
                "brackets turn the sense",
                format!("{} {inserted} {}", words[..at].join(" "), words[at..].join(" ")),
            )
        }
        21 => {
            let at = words
                .iter()
                .position(|word| word.len() > 5 && word.chars().all(|c| c.is_ascii_lowercase()))?;
            let with = format!("[un]{}", words[at]);
            let mut changed: Vec<&str> = words.clone();
            changed[at] = &with;
            ("brackets put in a syllable", changed.join(" "))
        }
        22 => {
            let at = words
                .iter()
                .position(|word| word.len() > 5 && word.chars().all(|c| c.is_ascii_lowercase()))?;
            let mut changed = words.clone();
            changed[at] = "[reduced]";
            ("brackets replace a word", changed.join(" "))
        }
        23 => {
            let from = ["unlikely", "insufficient", "unpaid", "non-toxic", "independent", "reopened"]
                .into_iter()
                .find(|word| sentence.contains(word))?;
            let to = from
                .trim_start_matches("un")
                .trim_start_matches("in")
                .trim_start_matches("non-")
                .trim_start_matches("re");
            ("prefix dropped", replace(from, to)?)
        }
        24 => ("comma moved", {
            let at = sentence.find(", ")?;
            let without = format!("{} {}", &sentence[..at], &sentence[at + 2..]);
            let place = without[at + 1..].find(' ')? + at + 1;
            format!("{},{}", &without[..place], &without[place..])
        }),
        25 => ("apostrophe dropped", replace("O’Neill", "ONeill").or_else(|| replace("didn’t", "didnt"))?),
        26 => {
            let cut = words.iter().position(|word| word.len() > 6 && word.is_ascii())?;
            let (end, last) = (words[..cut].join(" "), &words[cut][..words[cut].len() / 2]);
            if cut < 3 {
                return None;
            }
            ("cut within a word", format!("{end} {last}"))
        }
        27 => {
            let at = words
                .iter()
                .position(|word| word.contains('–') && word.contains(|c: char| c.is_ascii_digit()))?;
            let rest = words[at].split_once('–')?.1;
            ("range cut", format!("{rest} {}", words[at + 1..].join(" ")))
        }
        28 => ("end put where the source goes on", {
            let end = sentence.rfind(" did not ").or_else(|| sentence.find(", "))?;
            if end < 20 {
                return None;
            }
            format!("{}.", &sentence[..end])
        }),
        29 => {
            let at = (1..words.len() - 1)
                .find(|&at| words[at].len() > 3 && words[at].chars().all(|c| c.is_ascii_alphabetic()))?;
            let mut joined: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
            let next = joined.remove(at + 1);
            if !next.starts_with(char::is_alphanumeric) {
                return None;
            }
            joined[at].push_str(&next);
            ("two words joined", joined.join(" "))
        }
        30 => {
            let cuts: Vec<usize> = (1..words.len() - 2).filter(|&at| follows_negation(&words, at)).collect();
            let at = *cuts.get(chance.below(cuts.len()))?;
            (CUT_OFF, words[at..].join(" "))
        }
        31 => {
            let at = (1..words.len() - 2).find(|&at| follows_negation(&words, at))?;
            let (first, rest) = words[at].split_at_checked(1)?;
            (CUT_OFF, format!("[{}]{rest} {}", first.to_uppercase(), words[at + 1..].join(" ")))
        }
        _ => {
            let at = (3..words.len()).find(|&at| negates_before(words[at]) || cuts_number(&words, at))?;
            (CUT_OFF, words[..at].join(" "))
        }
    };
    // Fewer words may occur elsewhere too.
    let is_too_short = name == CUT_OFF && passage.split(' ').count() < 8;
    (passage != sentence && !is_too_short).then(|| Case {
        kind: name,
        original: sentence.to_owned(),
        passage,
    })
}

/// The missing words are directly before or after such passages; the words that they have are in the source.
pub const CUT_OFF: &str = "negation or number cut off";

fn invented(chance: &mut Chance) -> String {
    let who = chance.pick(&["The mayor", "A spokesman", "The inspector", "My aunt", "The orchestra"]);
    let what = chance.pick(&["praised", "burned", "hid", "bought", "painted"]);
    let which = chance.pick(&[
        "every violin",
        "the glass tower",
        "a yellow submarine",
        "all the maps",
        "those old postcards",
    ]);
    let when = chance.pick(&["at noon", "by the lake", "in great haste", "without a word", "on Tuesday"]);
    format!(
        "{who} {what} {which} {when}, while {} slept.",
        chance.pick(&["the cats", "the guards", "the audience"])
    )
}

fn digits(sentence: &str) -> Vec<usize> {
    sentence.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).map(|(at, _)| at).collect()
}

fn exchange_digits(sentence: &str) -> Option<String> {
    let mut bytes = sentence.as_bytes().to_vec();
    let digits = digits(sentence);
    let pair = digits.windows(2).find(|pair| pair[1] == pair[0] + 1 && bytes[pair[0]] != bytes[pair[1]])?;
    bytes.swap(pair[0], pair[1]);
    String::from_utf8(bytes).ok()
}

fn change_digit(sentence: &str, chance: &mut Chance) -> Option<String> {
    let mut bytes = sentence.as_bytes().to_vec();
    let digits = digits(sentence);
    let &at = digits.get(chance.below(digits.len()))?;
    bytes[at] = b'0' + (bytes[at] - b'0' + 1 + chance.below(9) as u8) % 10;
    String::from_utf8(bytes).ok()
}

fn drop_decimal(sentence: &str) -> Option<String> {
    let digits = digits(sentence);
    let pair =
        digits.windows(2).find(|pair| pair[1] == pair[0] + 2 && sentence[pair[0] + 1..].starts_with('.'))?;
    Some(format!("{}{}", &sentence[..=pair[0]], &sentence[pair[1] + 1..]))
}

fn add_minus(sentence: &str) -> Option<String> {
    let at = sentence.find(|c: char| c.is_ascii_digit()).filter(|&at| sentence[..at].ends_with(' '))?;
    Some(format!("{}−{}", &sentence[..at], &sentence[at..]))
}
