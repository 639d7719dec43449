//! How a search is to be done.

use crate::words::Language;

/// How many different words are looked for, the first of what is typed.
pub(crate) const MOST_WANTED: usize = 64;

/// How to search: in which language, for how many hits, and whether words may be unfinished or mistyped.
///
/// ```
/// use semnet_core::words::{Language, SearchOptions};
///
/// let search = SearchOptions::default().language(Language::Any).limit(5);
/// let while_typing = SearchOptions::default().prefix(true).typos(2);
/// # let _ = (search, while_typing);
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct SearchOptions {
    /// The language of the texts.
    pub language: Language,
    /// The most hits.
    pub limit: usize,
    /// Whether the last word may be unfinished.
    pub prefix: bool,
    /// How many typing errors a word may have, at most two.
    pub typos: u8,
}

impl Default for SearchOptions {
    /// English, 20 hits, whole words only.
    fn default() -> SearchOptions {
        SearchOptions { language: Language::English, limit: 20, prefix: false, typos: 0 }
    }
}

impl SearchOptions {
    /// The language of the texts, and of the words that are looked for. O(1).
    #[must_use]
    pub fn language(mut self, language: Language) -> SearchOptions {
        self.language = language;
        self
    }

    /// The most hits. O(1).
    #[must_use]
    pub fn limit(mut self, hits: usize) -> SearchOptions {
        self.limit = hits;
        self
    }

    /// Whether the last word may be unfinished, if nothing stands after it, not even a space: for searches
    /// while somebody types. It is then also looked for as the beginning of longer words. All words that
    /// begin so are treated as one additional word, so hits that have the word itself come first. Only
    /// searches within a network do so; stores ignore it. O(1).
    #[doc(alias = "autocomplete")]
    #[must_use]
    pub fn prefix(mut self, is_unfinished: bool) -> SearchOptions {
        self.prefix = is_unfinished;
        self
    }

    /// How many typing errors a word may have: 0, 1 or 2. A word of which the network has no form stands for
    /// those words of the network that are closest to it. An error is a letter that is wrong, missing,
    /// extra or swapped with its neighbour; words of less than three letters may have none, those of less
    /// than six one. Only searches within a network do so; stores ignore it. O(1).
    #[doc(alias = "fuzzy")]
    #[must_use]
    pub fn typos(mut self, errors: u8) -> SearchOptions {
        self.typos = errors.min(2);
        self
    }
}
