//! References by author and year at the end of a sentence: `shown before (Smith and Lee, 2019).`

use unicode_segmentation::UnicodeSegmentation;

use crate::evidence::clause_words::DATES;
use crate::evidence::notes::MOST_SPACES;
use crate::evidence::word_lists::{List, is_in};
use crate::text::is_white_space;
use crate::util::part;

/// A reference has at most this many bytes.
const LONGEST: usize = 160;

/// The end of the reference after `at`, with its parentheses and the space before it. O(1).
pub(super) fn author_year_end(text: &str, at: usize) -> Option<usize> {
    let rest = part(text, at..);
    let spaces = rest.chars().take(MOST_SPACES).take_while(|&c| is_white_space(c));
    let start = spaces.map(char::len_utf8).sum::<usize>();
    let inner = rest.get(start..)?.strip_prefix('(')?;
    let length = inner.bytes().take(LONGEST).position(|byte| byte == b')')?;
    is_reference(inner.get(..length)?).then_some(at + start + length + 2)
}

/// Whether a text consists of names, years and the words between them.
fn is_reference(text: &str) -> bool {
    let (mut has_name, mut has_year, mut is_page) = (false, false, false);
    for word in text.unicode_words() {
        let lower = word.to_lowercase();
        if word.starts_with(char::is_numeric) {
            if !is_page && (!has_name || !is_year(word)) {
                return false;
            }
            has_year |= !is_page;
        } else if word.starts_with(char::is_uppercase) && !is_in(&lower, &DATES) {
            has_name = true;
            is_page = false;
        } else if is_in(&lower, &PAGES) {
            is_page = true;
        } else if is_in(&lower, &BETWEEN) {
            is_page = false;
        } else {
            return false;
        }
    }
    has_year && !text.contains(['(', '[', '%', '$', '€', '°', '=', '<', '>', '+'])
}

/// `2019` or `2019a`.
fn is_year(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    word.len() <= digits.len() + 1 && digits.parse().is_ok_and(|year: u32| (1500..2200).contains(&year))
}

static PAGES: List = List::new("p pp s vol no ch fig table");

/// Words between names, or before the first one.
static BETWEEN: List = List::new(
    "\
    and et al see also cf e.g eg i.e und vgl siehe auch y e ver voir in by from van von der den de da di du \
    del la le el al- bin ibn den ter ten",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_have_names_and_years() {
        for text in [
            " (Smith 2019)",
            "(Smith and Lee, 2019a; cf. van Dyk et al. 2020, pp. 3–14)",
            "\u{a0}(see WHO 2019)",
            " (Müller & Maier 1999)",
        ] {
            assert_eq!(author_year_end(text, 0), Some(text.len()), "{text}");
        }
        for text in [
            " (2019)",
            " (Smith)",
            " (May 2019)",
            " (in May 2019)",
            " (Smith 12)",
            " (Smith denied it in 2019)",
            " (not Smith 2019)",
            " (Smith 2019",
            " (Rome 2019: 12%)",
            "Smith 2019)",
        ] {
            assert_eq!(author_year_end(text, 0), None, "{text}");
        }
    }

    #[test]
    fn years_of_references_are_of_our_time() {
        for (text, is_one) in [
            (" (Smith 1500)", true),
            (" (Smith 1499)", false),
            (" (Smith 2199)", true),
            (" (Smith 2200)", false),
            (" (Smith 2019ab)", false),
            (" (2019 Smith)", false),
            (" (Smith, p. 3)", false),
            (" (Smith 2019, p. 3)", true),
            (" (Smith 2019, p. 3 and 4)", false),
            (" (Smith (2019)", false),
            (" Smith (2019)", false),
        ] {
            assert_eq!(author_year_end(text, 0).is_some(), is_one, "{text}");
        }
        assert_eq!(author_year_end("so (Lee 2019), but", 2), Some(13));
        let spaces = |count: usize| author_year_end(&format!("{}(Lee 2019)", " ".repeat(count)), 0).is_some();
        assert!(spaces(8) && !spaces(9));
        let long = |count: usize| author_year_end(&format!("({} 2019)", "Lee ".repeat(count)), 0).is_some();
        assert!(long(38) && !long(39));
    }
}
