//! Options for searches.

use crate::words::Language;

/// How many different words are searched for: the first ones that were typed.
pub(crate) const MOST_WANTED: usize = 64;

/// Options for searches: the language, the number of hits, and whether words may be unfinished or mistyped.
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
    /// The maximum number of hits.
    pub limit: usize,
    /// Whether the last word may be unfinished.
    pub prefix: bool,
    /// How many typing errors a word may have: 0, 1 or 2.
    pub typos: u8,
}

impl Default for SearchOptions {
    /// English, 20 hits, complete words without typing errors.
    fn default() -> SearchOptions {
        SearchOptions { language: Language::English, limit: 20, prefix: false, typos: 0 }
    }
}

impl SearchOptions {
    /// The language of the texts and of the searched words. O(1).
    #[must_use]
    pub fn language(mut self, language: Language) -> SearchOptions {
        self.language = language;
        self
    }

    /// The maximum number of hits. O(1).
    #[must_use]
    pub fn limit(mut self, hits: usize) -> SearchOptions {
        self.limit = hits;
        self
    }

    /// Whether the last word may be unfinished, for searches while somebody types. If nothing follows it, not
    /// even a space, it also matches longer words that begin with it. All these are treated as one additional
    /// word, so hits that have the word itself come first. Applies only to searches within a network; stores
    /// ignore it. O(1).
    #[doc(alias = "autocomplete")]
    #[must_use]
    pub fn prefix(mut self, is_unfinished: bool) -> SearchOptions {
        self.prefix = is_unfinished;
        self
    }

    /// How many typing errors a word may have: 0, 1 or 2; larger numbers are treated as 2. If the network has
    /// no form of a word, the most similar words of the network are used instead. An error is a letter that
    /// is wrong, missing, extra or swapped with its neighbour. Words of fewer than three letters may have no
    /// error, and those of fewer than six at most one. Applies only to searches within a network; stores
    /// ignore it. O(1).
    #[doc(alias = "fuzzy")]
    #[must_use]
    pub fn typos(mut self, errors: u8) -> SearchOptions {
        self.typos = errors.min(2);
        self
    }
}
