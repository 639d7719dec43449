//! Options for contexts.

use std::sync::Arc;

use crate::context::tokens::Counter;
use crate::words::Language;

/// Options for [`Network::context`](crate::Network::context): the limit, the language, and how tokens are
/// counted.
///
/// ```
/// use semnet_core::context::ContextOptions;
/// use semnet_core::words::Language;
///
/// let options = ContextOptions::new(2_000).language(Language::English);
/// let counted = ContextOptions::new(2_000).counter(|line| line.split_whitespace().count());
/// # let _ = (options, counted);
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ContextOptions {
    /// The maximum number of tokens of the text.
    pub tokens: usize,
    /// The language of the question and the texts.
    pub language: Language,
    pub(super) counter: Counter,
}

impl ContextOptions {
    /// At most this many tokens, by the estimate of [`counter`](ContextOptions::counter), and English. O(1).
    pub fn new(tokens: usize) -> ContextOptions {
        ContextOptions { tokens, language: Language::English, counter: Counter::Estimate }
    }

    /// The language of the texts and the question. O(1).
    #[must_use]
    pub fn language(mut self, language: Language) -> ContextOptions {
        self.language = language;
        self
    }

    /// A function that counts the tokens of a line of the [text](crate::context::Context::text), including
    /// its line end. It must return the same number for the same line, and is called with a few thousand
    /// lines at most.
    ///
    /// Without a counter, tokens are estimated: four ASCII characters are a token, two letters of other
    /// alphabets up to U+07FF (accented Latin, Greek, Cyrillic, Hebrew, Arabic), or one of any other
    /// character; each line is rounded up. O(1).
    #[must_use]
    pub fn counter(mut self, tokens: impl Fn(&str) -> usize + Send + Sync + 'static) -> ContextOptions {
        self.counter = Counter::Given(Arc::new(tokens));
        self
    }
}
