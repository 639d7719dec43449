//! Finds all forms of the wanted words in an index that has no language.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::words::lexicon::{Lexicon, Stemming, fold, without_marks};
use crate::words::search_options::MOST_WANTED;
use crate::words::{Language, SearchOptions};

/// The most forms of one word.
const MOST_FORMS: usize = 1_000;

/// The letters that may carry marks.
const MARKED: &[std::ops::RangeInclusive<char>] =
    &['a'..='\u{24f}', '\u{370}'..='\u{52f}', '\u{1e00}'..='\u{1fff}'];

/// The wanted words, each with the forms found so far.
pub(crate) struct Forms {
    lexicon: Lexicon,
    /// The keys, in the order in which they are ranked.
    wanted: Vec<u32>,
    /// For each key, the forms found so far.
    found: Vec<BTreeSet<String>>,
    ranges: Vec<(String, String)>,
}

impl Forms {
    /// The words that a person typed. O(length).
    pub(crate) fn of(typed: &str, search: &SearchOptions) -> Forms {
        let mut lexicon = Lexicon::new(search.language);
        let wanted = lexicon.wanted(typed, MOST_WANTED);
        let mut found = vec![BTreeSet::new(); wanted.len()];
        let stemming = Stemming::new(search.language);
        let mut starts = BTreeSet::new();
        for word in lexicon.words(typed) {
            let place = wanted.iter().position(|&key| key == word.key);
            let Some(forms) = place.and_then(|place| found.get_mut(place)) else { continue };
            let form = fold(&typed[word.range], search.language);
            // Each form is examined only once, even if a text repeats it often.
            if forms.len() >= MOST_FORMS || forms.contains(&form) {
                continue;
            }
            match search.language {
                Language::English => starts.extend(english_starts(&stemming.stem(&form))),
                language if language.has_prefixes() => drop(starts.insert(between("", ""))),
                _ => {
                    let initial = without_marks(&form).chars().next();
                    starts.extend(initial.into_iter().flat_map(variants).map(|c| starting_with(c.into())));
                }
            }
            forms.insert(form);
        }
        Forms { lexicon, wanted, found, ranges: joined(starts) }
    }

    /// The ranges of the index that may hold forms of these words: sorted, without overlaps.
    pub(crate) fn ranges(&self) -> &[(String, String)] {
        &self.ranges
    }

    /// The position of the wanted word that a folded word is a form of. O(length + log ranges).
    pub(crate) fn place(&mut self, word: &str) -> Option<usize> {
        let after = self.ranges.partition_point(|(start, _)| start.as_str() <= word);
        let is_within = after
            .checked_sub(1)
            .and_then(|at| self.ranges.get(at))
            .is_some_and(|(_, end)| word <= end.as_str());
        if !is_within && !self.found.iter().any(|forms| forms.contains(word)) {
            return None;
        }
        let key = self.lexicon.key(word);
        self.wanted.iter().position(|&wanted| wanted == key)
    }

    /// Records a word of the index if it is a form of a wanted word.
    pub(crate) fn see(&mut self, word: &str) {
        let place = self.place(word);
        if let Some(forms) = place.and_then(|place| self.found.get_mut(place))
            && forms.len() < MOST_FORMS
        {
            forms.insert(word.to_owned());
        }
    }

    /// The lexicon and the keys with which the wanted words are counted in a network.
    pub(crate) fn lexicon(&mut self) -> (&mut Lexicon, &[u32]) {
        (&mut self.lexicon, &self.wanted)
    }

    /// For each wanted word, its forms.
    pub(crate) fn found(&self) -> &[BTreeSet<String>] {
        &self.found
    }
}

/// Ranges without those that overlap.
fn joined(ranges: BTreeSet<(String, String)>) -> Vec<(String, String)> {
    let mut joined: Vec<(String, String)> = Vec::new();
    for (start, end) in ranges {
        match joined.last_mut().filter(|(_, last)| start <= *last) {
            Some((_, last)) => {
                if end > *last {
                    *last = end;
                }
            }
            None => joined.push((start, end)),
        }
    }
    joined
}

/// How many first letters are the same in all English words of one stem.
const SAME_LETTERS: usize = 3;

/// The ranges that may hold English words of a stem: words that begin with its first letters, at most
/// [`SAME_LETTERS`] and without its last. An i may be a y, and letters may carry marks.
fn english_starts(stem: &str) -> Vec<(String, String)> {
    let mut letters = stem.chars().take(SAME_LETTERS.min(stem.chars().count().saturating_sub(1)).max(1));
    let Some(initial) = letters.next() else { return Vec::new() };
    let mut ranges: Vec<_> =
        variants(initial).into_iter().filter(|&c| c != initial).map(|c| starting_with(c.into())).collect();
    let mut starts = vec![String::from(initial)];
    for letter in letters {
        ranges.extend(starts.iter().map(|start| between(&format!("{start}\u{80}"), start)));
        let alike = match letter {
            'i' | 'y' => vec!['i', 'y'],
            other => vec![other],
        };
        starts = starts.iter().flat_map(|start| alike.iter().map(move |c| format!("{start}{c}"))).collect();
    }
    ranges.extend(starts.into_iter().map(starting_with));
    ranges
}

fn starting_with(start: String) -> (String, String) {
    between(&start, &start)
}

/// The range from a word to the last one that begins with `start`.
fn between(first: &str, start: &str) -> (String, String) {
    (first.to_owned(), format!("{start}{}", char::MAX))
}

/// The letters that differ from this one only in marks.
fn variants(initial: char) -> Vec<char> {
    static WITH_MARKS: LazyLock<BTreeMap<char, Vec<char>>> = LazyLock::new(|| {
        let (mut buffer, mut all) = ([0; 4], BTreeMap::<char, Vec<char>>::new());
        for c in MARKED.iter().cloned().flatten() {
            if let Some(bare) =
                without_marks(c.encode_utf8(&mut buffer)).chars().next().filter(|&bare| bare != c)
            {
                all.entry(bare).or_default().push(c);
            }
        }
        all
    });
    let marked = WITH_MARKS.get(&initial).into_iter().flatten();
    std::iter::once(initial).chain(marked.copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_found_where_they_may_be() {
        let mut forms = Forms::of("Écoles", &SearchOptions::default());
        let is_within = |word: &str| {
            forms.ranges().iter().any(|(start, end)| start.as_str() <= word && word <= end.as_str())
        };
        assert!(is_within("ecole") && is_within("école") && is_within("ècole") && !is_within("dcole"));
        assert!(is_within("e\u{301}cole") && is_within("eçole") && !is_within("eider"));
        for word in ["ecole", "école", "eco", "écoles", "ecole’s"] {
            forms.see(word);
        }
        assert_eq!(forms.found(), [["écoles", "ecole", "école", "ecole’s"].map(str::to_owned).into()]);
        assert_eq!(Forms::of("?", &SearchOptions::default()).ranges(), []);
    }

    /// Every two words that share a stem, made of all beginnings of up to three letters and of endings that
    /// stemmers take off or replace.
    #[test]
    fn every_english_word_of_a_stem_is_looked_for() {
        const LETTERS: [char; 8] = ['a', 'd', 'e', 'i', 'k', 's', 'y', '\''];
        const ENDINGS: [&str; 36] = [
            "", "s", "es", "ed", "ing", "ingly", "edly", "ied", "ies", "y", "ying", "yed", "'s", "s'", "'s'",
            "ly", "li", "ational", "ation", "ate", "ization", "ize", "izer", "ousness", "ful", "fulness",
            "ibility", "ible", "alism", "logy", "ive", "ement", "ies'", "ness", "ee", "l",
        ];
        let mut beginnings = vec![String::new()];
        for length in 0..3 {
            let longer: Vec<String> = beginnings
                .iter()
                .filter(|start| start.len() == length)
                .flat_map(|start| LETTERS.iter().map(move |letter| format!("{start}{letter}")))
                .collect();
            beginnings.extend(longer);
        }
        let irregular =
            ["skis", "skies", "sky", "dying", "lying", "tying", "idly", "gently", "ugly", "early", "only"];
        let made = beginnings.iter().flat_map(|start| ENDINGS.map(|ending| format!("{start}{ending}")));
        let stemming = Stemming::new(Language::English);
        let mut by_stem = BTreeMap::<String, Vec<String>>::new();
        for word in made.chain(irregular.map(str::to_owned)) {
            // Whatever begins otherwise is not one word.
            if word.starts_with(|c: char| c.is_alphabetic()) {
                by_stem.entry(stemming.stem(&word)).or_default().push(word);
            }
        }
        assert!(by_stem.values().filter(|words| words.len() > 1).count() > 1_000);
        for (stem, words) in by_stem {
            let starts = english_starts(&stem);
            for word in &words {
                let is_within = starts.iter().any(|(start, end)| start <= word && word <= end);
                assert!(is_within, "{word} has the stem {stem}, like {words:?}");
            }
        }
    }
}
