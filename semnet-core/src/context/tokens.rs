//! Counts the tokens of a line: by an estimate, or by the caller's counter.

use std::fmt;
use std::sync::Arc;

/// How tokens are counted: by an estimate, or by the caller's tokenizer.
#[derive(Clone, Default)]
pub(super) enum Counter {
    #[default]
    Estimate,
    Given(Arc<dyn Fn(&str) -> usize + Send + Sync>),
}

impl Counter {
    /// The tokens of a line that is put together from pieces, its line end included. O(length).
    pub(super) fn count(&self, pieces: &[&str]) -> usize {
        match self {
            Counter::Estimate => {
                let quarters: usize = pieces.iter().map(|piece| quarters(piece)).sum();
                (quarters + 1).div_ceil(4)
            }
            Counter::Given(count) => count(&(pieces.concat() + "\n")),
        }
    }
}

impl fmt::Debug for Counter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Counter::Estimate => "Estimate",
            Counter::Given(_) => "Given",
        })
    }
}

/// The estimate for a text, in quarters of a token: one for each ASCII character; two for each other letter
/// of an alphabet (up to U+07FF: Latin with accents, Greek, Cyrillic, Hebrew, Arabic); four for each other
/// character.
fn quarters(text: &str) -> usize {
    let ascii = text.bytes().filter(u8::is_ascii).count();
    if ascii == text.len() {
        return ascii;
    }
    text.chars().fold(0, |sum, c| {
        sum + if c.is_ascii() {
            1
        } else if c < '\u{800}' {
            2
        } else {
            4
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_weigh_what_they_weigh() {
        let estimate = |text: &str| Counter::Estimate.count(&[text]);
        assert_eq!((estimate(""), estimate("abc"), estimate("abcd")), (1, 1, 2));
        assert_eq!(estimate("жжж"), 2);
        assert_eq!(estimate("蜂が踊る"), 5);
        assert_eq!(Counter::Estimate.count(&["ab", "", "cd"]), estimate("abcd"));
        let given = Counter::Given(Arc::new(|line: &str| line.len()));
        assert_eq!(given.count(&["a", "b"]), 3);
        assert_eq!(format!("{given:?} {:?}", Counter::default()), "Given Estimate");
    }
}
