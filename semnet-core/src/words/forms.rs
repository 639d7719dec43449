//! The forms of some words, found among the words of an index without a language.

use std::collections::BTreeMap;

use crate::words::SearchOptions;
use crate::words::lexicon::{Lexicon, fold, without_marks};
use crate::words::search_options::MOST_WANTED;

/// So many forms of one word are looked for.
const MOST_FORMS: usize = 100;

/// The letters that have others with marks.
const MARKED: &[std::ops::RangeInclusive<char>] =
    &['a'..='\u{24f}', '\u{370}'..='\u{52f}', '\u{1e00}'..='\u{1fff}'];

/// Words, each to be found in all its forms.
pub(crate) struct Forms {
    lexicon: Lexicon,
    /// By key, the forms found so far.
    found: BTreeMap<u32, Vec<String>>,
    starts: Vec<(String, String)>,
}

impl Forms {
    /// The words that a person typed. O(length).
    pub(crate) fn of(typed: &str, search: &SearchOptions) -> Forms {
        let mut lexicon = Lexicon::new(search.language);
        let wanted = lexicon.wanted(typed, MOST_WANTED);
        let mut found: BTreeMap<u32, Vec<String>> = wanted.iter().map(|&key| (key, Vec::new())).collect();
        let mut initials = Vec::new();
        for word in lexicon.words(typed) {
            if let Some(forms) = found.get_mut(&word.key) {
                let form = fold(&typed[word.range], search.language);
                initials.extend(without_marks(&form).chars().next());
                if forms.len() < MOST_FORMS && !forms.contains(&form) {
                    forms.push(form);
                }
            }
        }
        initials.sort_unstable();
        initials.dedup();
        let starts = if search.language.has_prefixes() && !initials.is_empty() {
            vec![(String::new(), char::MAX.to_string())]
        } else {
            initials.into_iter().flat_map(variants).map(|c| (c.into(), format!("{c}{}", char::MAX))).collect()
        };
        Forms { lexicon, found, starts }
    }

    /// The ranges in which words may be that are forms of these.
    pub(crate) fn ranges(&self) -> &[(String, String)] {
        &self.starts
    }

    /// Takes in a word of the index.
    pub(crate) fn see(&mut self, word: &str) {
        let (found, mut key) = (&mut self.found, None);
        self.lexicon.each(word, |part| key = (part.range.len() == word.len()).then_some(part.key));
        if let Some(forms) = key.and_then(|key| found.get_mut(&key))
            && forms.len() < MOST_FORMS
            && !forms.iter().any(|form| form == word)
        {
            forms.push(word.to_owned());
        }
    }

    /// All forms of all words.
    pub(crate) fn all(&self) -> impl Iterator<Item = &str> {
        self.found.values().flatten().map(String::as_str)
    }
}

/// The letters that are this one but for marks.
fn variants(initial: char) -> Vec<char> {
    let mut buffer = [0; 4];
    let mut all = vec![initial];
    let bare = |c: char, buffer: &mut [u8; 4]| without_marks(c.encode_utf8(buffer)).starts_with(initial);
    all.extend(MARKED.iter().cloned().flatten().filter(|&c| c != initial && bare(c, &mut buffer)));
    all
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
        for word in ["ecole", "école", "eco", "écoles", "ecole’s"] {
            forms.see(word);
        }
        assert_eq!(forms.all().collect::<Vec<_>>(), ["écoles", "ecole", "école", "ecole’s"]);
        assert_eq!(Forms::of("?", &SearchOptions::default()).ranges(), []);
    }
}
