//! Finds the words that match with one or two typing errors: letters that are wrong, missing, extra or
//! swapped with their neighbour.
//!
//! The words are sorted, so a row of the distance table is computed once for all words with the same
//! beginning, and words whose beginning differs too much are skipped, as in a trie.

use crate::network::text_index::SortedStrings;
use crate::util::edit_distance::DistanceTable;

/// Longer words are not corrected.
const LONGEST: usize = 64;

/// The positions of all words that are at most `errors` away from `word`, in order; with `is_beginning`,
/// those that have a beginning at most that far away. O(words · length of the word) at most, and far less for
/// few errors.
pub(super) fn similar(words: &SortedStrings, word: &str, errors: u8, is_beginning: bool) -> Vec<usize> {
    let word: Vec<char> = word.chars().take(LONGEST + 1).collect();
    if word.len() > LONGEST {
        return Vec::new();
    }
    let width = word.len() + 1;
    let mut table = DistanceTable::new(word, errors);
    let (mut found, mut place, margin) = (Vec::new(), 0, usize::from(errors));
    'words: while place < words.len() {
        let other = words.get(place);
        // Faster than counting its letters, each of which has at most four bytes.
        if !is_beginning && (other.len() > 4 * (width + margin) || other.len() + margin + 1 < width) {
            place += 1;
            continue;
        }
        let mut is_known = true;
        for (depth, (at, letter)) in other.char_indices().enumerate() {
            is_known &= table.letters().get(depth) == Some(&letter);
            if is_known {
                continue;
            }
            table.truncate(depth);
            table.push(letter);
            let is_found = is_beginning && table.distance() <= errors;
            if is_found || table.is_too_far() {
                let beginning = &other[..at + letter.len_utf8()];
                let end = words.first(place, |other| other <= beginning || other.starts_with(beginning));
                if is_found {
                    found.extend(place..end);
                }
                // The next word begins differently, so this row is not needed.
                place = end;
                continue 'words;
            }
        }
        let length = other.chars().count();
        table.truncate(length);
        if table.distance() <= errors {
            found.push(place);
        }
        place += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest_free::{distance, words};

    /// A generator and a distance that are as simple as can be.
    mod proptest_free {
        pub(super) fn words(count: usize, letters: &str, mut seed: u64) -> Vec<String> {
            let letters: Vec<char> = letters.chars().collect();
            let mut next = |below: usize| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                (seed >> 33) as usize % below
            };
            let mut words: Vec<String> =
                (0..count).map(|_| (0..next(8)).map(|_| letters[next(letters.len())]).collect()).collect();
            words.sort_unstable();
            words.dedup();
            words
        }

        pub(super) fn distance(a: &[char], b: &[char]) -> usize {
            let Some((&x, rest_a)) = a.split_last() else { return b.len() };
            let Some((&y, rest_b)) = b.split_last() else { return a.len() };
            let mut least = distance(rest_a, rest_b) + usize::from(x != y);
            least = least.min(distance(rest_a, b) + 1).min(distance(a, rest_b) + 1);
            if let (Some((&v, a)), Some((&w, b))) = (rest_a.split_last(), rest_b.split_last())
                && x == w
                && y == v
            {
                least = least.min(distance(a, b) + 1);
            }
            least
        }
    }

    fn found(all: &[String], word: &str, errors: u8, is_beginning: bool) -> Vec<String> {
        let strings = SortedStrings::new(all.iter().map(String::as_str));
        similar(&strings, word, errors, is_beginning).into_iter().map(|at| all[at].clone()).collect()
    }

    #[test]
    fn all_that_are_close_are_found_and_no_others() {
        let chars = |word: &str| word.chars().collect::<Vec<char>>();
        for seed in 0..12 {
            let all = words(120, "abé", seed);
            for word in words(5, "abé", seed + 100) {
                for errors in 0..3 {
                    let is_close =
                        |other: &&String| distance(&chars(&word), &chars(other)) <= errors as usize;
                    let expected: Vec<String> = all.iter().filter(is_close).cloned().collect();
                    assert_eq!(found(&all, &word, errors, false), expected, "{word:?} {errors}");
                    let begins_close = |other: &&String| {
                        let other = chars(other);
                        (0..=other.len()).any(|end| distance(&chars(&word), &other[..end]) <= errors as usize)
                    };
                    // That an empty beginning is close to a word as short as the errors is of no use to
                    // anyone.
                    if word.chars().count() > errors as usize {
                        let expected: Vec<String> = all.iter().filter(begins_close).cloned().collect();
                        assert_eq!(found(&all, &word, errors, true), expected, "{word:?} {errors}");
                    }
                }
            }
        }
    }

    #[test]
    fn long_words_and_no_words_are_no_trouble() {
        assert_eq!(found(&[], "bee", 2, false), Vec::<String>::new());
        let long = ["x".repeat(100)];
        assert_eq!(found(&long, &long[0], 2, false), Vec::<String>::new());
        assert_eq!(found(&long, &"x".repeat(64), 2, true), long);
    }
}
