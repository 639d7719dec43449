//! The keys for look-ups, which, unlike hashes, ignore letter case, kinds of dash and quotation mark, and
//! closing punctuation in questions, and letter case and similar-looking characters in hashtags. Also how
//! similar two questions are.

use crate::store::Entry;
use crate::text::{fold_case, is_quotation_mark};

/// The key under which questions are compared, which ignores letter case, kinds of dash and quotation mark,
/// and surrounding punctuation. Custom stores (on IndexedDB, for example) index questions by it. O(length).
///
/// ```
/// use semnet_core::store::question_key;
///
/// assert_eq!(question_key("Trip to Oslo?"), question_key("“trip to oslo”"));
/// ```
pub fn question_key(question: &str) -> String {
    let around = |c: char| {
        let closing =
            matches!(c, '?' | '!' | '.' | '…' | ';' | ':' | ',' | '？' | '！' | '。' | '؟' | '‽' | '¿' | '¡');
        c.is_whitespace() || closing || is_quotation_mark(c)
    };
    let mut folded = String::with_capacity(question.len());
    for character in question.trim_matches(around).chars() {
        match character {
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => {
                folded.push('-')
            }
            c if is_quotation_mark(c) => folded.push('\''),
            c => folded.extend(fold_case(c)),
        }
    }
    folded
}

/// A key that hashtags share if they look alike: in lower case, with `0` as `o`, and `1` and `i` as `l`.
/// O(length).
///
/// ```
/// use semnet_core::store::hashtag_key;
///
/// assert_eq!(hashtag_key("6l8y2xAx640"), hashtag_key("6I8Y2XAX64O"));
/// ```
pub fn hashtag_key(text: &str) -> String {
    let fold = |c: char| match c.to_ascii_lowercase() {
        '0' => 'o',
        '1' | 'i' => 'l',
        c => c,
    };
    text.chars().map(fold).collect()
}

/// The first words of a question, to search by, each once. O(length).
#[cfg(feature = "sqlite")]
pub(super) fn words(question: &str, most: usize) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    question
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .filter(|word| seen.insert(word.clone()))
        .take(most)
        .collect()
}

/// How many characters of a question are compared with another one.
const MOST_COMPARED: usize = 4_096;

/// A question, prepared to be compared with many others.
pub(super) struct Likeness {
    trigrams: Vec<[char; 3]>,
}

impl Likeness {
    /// O(length · log length).
    pub(super) fn to(question: &str) -> Likeness {
        Likeness { trigrams: trigrams(question) }
    }

    /// How similar the other question is, in thousandths: Dice's coefficient of the sets of trigrams, with
    /// the beginning and end of each word marked; or, if that is higher, seven tenths of the share of this
    /// question's trigrams that the other has, because people type a few words of a long question. Only the
    /// first 4,096 characters of a question are compared. O(length · log length).
    pub(super) fn of(&self, other: &str) -> u32 {
        let other = trigrams(other);
        let total = self.trigrams.len() + other.len();
        if total == 0 {
            return 0;
        }
        let (mut a, mut b, mut common) = (0, 0, 0);
        while let (Some(x), Some(y)) = (self.trigrams.get(a), other.get(b)) {
            common += usize::from(x == y);
            (a, b) = (a + usize::from(x <= y), b + usize::from(y <= x));
        }
        let dice = 2_000 * common / total;
        let held = 700 * common / self.trigrams.len().max(1);
        dice.max(held) as u32
    }
}

fn trigrams(question: &str) -> Vec<[char; 3]> {
    let end = question.char_indices().nth(MOST_COMPARED).map_or(question.len(), |(end, _)| end);
    let question = &question[..end];
    let mut all = Vec::with_capacity(question.len());
    for word in question.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let mut window = [' ', ' ', ' '];
        for character in word.chars().flat_map(fold_case).chain([' ']) {
            window = [window[1], window[2], character];
            all.push(window);
        }
    }
    crate::util::sort::sort(&mut all);
    all.dedup();
    all
}

/// The least likeness, in thousandths, of similar questions.
const CLOSE: u32 = 350;

/// The entries with a similar question, the most similar first, without those with the same question.
pub(super) fn closest(question: &str, entries: impl Iterator<Item = Entry>, limit: usize) -> Vec<Entry> {
    let (likeness, asked) = (Likeness::to(question), question_key(question));
    let mut close: Vec<(u32, Entry)> = entries
        .map(|entry| (likeness.of(&entry.question), entry))
        .filter(|(alike, entry)| *alike >= CLOSE && question_key(&entry.question) != asked)
        .collect();
    crate::util::sort::stable_sort_by(&mut close, |a, b| {
        b.0.cmp(&a.0).then_with(|| a.1.fingerprint.cmp(&b.1.fingerprint))
    });
    close.into_iter().take(limit).map(|(_, entry)| entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_long_questions_the_beginnings_are_compared() {
        let begins = |start: &str| format!("{start} {}", "long ".repeat(100_000));
        let likeness = Likeness::to(&begins("Why do bees dance"));
        assert!(likeness.trigrams.len() < 100);
        assert!(likeness.of(&begins("Why do bee dance")) > 900);
        let end = |end: &str| format!("{} {end}", "word ".repeat(1_000));
        assert_eq!(Likeness::to(&end("bees")).of(&end("mills")), 1_000);
    }

    #[test]
    fn questions_are_looked_up_without_regard_to_form() {
        let folded = question_key("why do ‘long‑lived’ bees — and others — dance");
        for same in [
            "Why do 'long-lived' bees - and others - dance?",
            "WHY DO “LONG–LIVED” BEES – AND OTHERS – DANCE…",
            "why do «long-lived» bees — and others — dance ?!",
        ] {
            assert_eq!(question_key(same), folded, "{same}");
        }
        assert_eq!(question_key("ΜΟΝΟΣ ΚΟΣΜΟΣ"), question_key("μονος κοσμος;"));
        assert_eq!(question_key("“STRASSE 23?”"), question_key("Straße 23"));
        assert_ne!(question_key("Why do bees dance?"), question_key("Why do bees sing?"));
    }

    #[test]
    fn alike_questions_are_close() {
        let likeness = Likeness::to("Why do bees dance?");
        assert_eq!(likeness.of("why do bees dance"), 1_000);
        assert!(likeness.of("Why do beees danse?") > 500);
        assert!(likeness.of("Why do honey bees dance at noon?") > 500);
        assert!(likeness.of("How is steel made?") < 200);
        assert!(
            Likeness::to("bees dance").of("Why do honey bees dance when they come home in the evening?")
                > 500
        );
    }
}
