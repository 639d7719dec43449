//! The part of a network that fits: for a question and a limit of tokens, the best connected, cited part, which is a
//! network again.

mod candidates;
mod grow;
mod lines;
mod tokens;

use std::sync::Arc;

use crate::context::candidates::Candidates;
use crate::context::tokens::Counter;
use crate::network::{BuildError, Concept, Network};
use crate::words::Language;

/// How much a context may hold, and how it is counted.
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
pub struct ContextOptions {
    limit: usize,
    language: Language,
    counter: Counter,
}

impl ContextOptions {
    /// At most so many tokens, by the estimate, of English. O(1).
    pub fn new(tokens: usize) -> ContextOptions {
        ContextOptions { limit: tokens, language: Language::English, counter: Counter::Estimate }
    }

    /// The language of the texts and the question. O(1).
    pub fn language(mut self, language: Language) -> ContextOptions {
        self.language = language;
        self
    }

    /// How many tokens a line of the [text](Context::text) has, its line end included. It must give the same number for
    /// the same line. It is called with a few thousand lines at most.
    ///
    /// Without a counter, tokens are estimated: four ASCII characters are a token, two letters of other alphabets up to
    /// U+07FF (accented Latin, Greek, Cyrillic, Hebrew, Arabic), or one of any other character; each line is rounded up.
    /// O(1).
    pub fn counter(mut self, tokens: impl Fn(&str) -> usize + Send + Sync + 'static) -> ContextOptions {
        self.counter = Counter::Given(Arc::new(tokens));
        self
    }
}

impl From<usize> for ContextOptions {
    /// At most so many tokens.
    fn from(tokens: usize) -> ContextOptions {
        ContextOptions::new(tokens)
    }
}

/// Why a concept is in a context.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum ContextReason {
    /// Its label, its text or the passage of one of its relationships has words of the question.
    Matches,
    /// A concept or passage next to it has words of the question.
    IsNear,
    /// It connects others.
    Connects,
}

impl std::fmt::Display for ContextReason {
    /// `matches`, `is near` or `connects`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(match self {
            ContextReason::Matches => "matches",
            ContextReason::IsNear => "is near",
            ContextReason::Connects => "connects",
        })
    }
}

/// The part of a network that answers a question within a limit of tokens.
#[derive(Clone, Debug)]
pub struct Context {
    network: Network,
    text: String,
    tokens: usize,
    score: f64,
    /// Of each concept of `network`, by number.
    reasons: Vec<ContextReason>,
}

impl Context {
    /// The part of several networks together that says most about a question, as [`Network::context`] has it for one:
    /// for a store, those that its search finds. They are put together by [`Network::union`], so each concept and each
    /// relationship has the hashtags of its networks as attributes `source`. A single network is used directly.
    ///
    /// O(size of all networks log n), and what a context costs.
    ///
    /// # Errors
    ///
    /// Those of [`Network::union`].
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::context::Context;
    ///
    /// let bees = NetworkBuilder::new("Why do bees dance?").finding("Sun Compass", "Bees read the sun.").build()?;
    /// let tides = NetworkBuilder::new("What moves the sea?").finding("Moon", "It pulls, as the sun does.").build()?;
    /// let context = Context::across([&bees, &tides], "What does the sun do?", 100)?;
    /// let sources = context.network().find_concept("Moon")?.attributes();
    /// assert_eq!(sources.collect::<Vec<_>>(), [("source", tides.hashtag().to_string().as_str())]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn across<'a>(
        networks: impl IntoIterator<Item = &'a Network>,
        question: &str,
        options: impl Into<ContextOptions>,
    ) -> Result<Context, BuildError> {
        let networks: Vec<&Network> = networks.into_iter().collect();
        match networks[..] {
            [only] => Ok(only.context(question, options)),
            _ => Ok(Network::union(networks)?.context(question, options)),
        }
    }

    /// The part as a network, with its own hashtag. O(1).
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// The part as plain text, which is what the limit is about: a line for the question and the title, for each finding, for
    /// each other concept with a text, and for each relationship with its passage. O(1).
    ///
    /// ```text
    /// Why do bees dance?
    /// * Waggle Dance: A forager tells the others where the flowers are.
    /// Sun Compass: Bees read direction from the sun.
    /// Waggle Dance —is aimed by→ Sun Compass “Up on the comb means towards the sun.”
    /// ```
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many tokens the text has. It is more than the limit only where the question alone is. O(1).
    pub fn tokens(&self) -> usize {
        self.tokens
    }

    /// What the parts chosen are worth together; comparable with other contexts for the same question in the same
    /// network. O(1).
    pub fn score(&self) -> f64 {
        self.score
    }

    /// The concepts in it, sorted by label, each with why it is there. O(1) for each.
    pub fn reasons(&self) -> impl ExactSizeIterator<Item = (Concept<'_>, ContextReason)> {
        self.network.concepts().zip(self.reasons.iter().copied())
    }
}

impl Network {
    /// The part of the network that says most about a question within a limit of tokens: a network again, with the same
    /// question, title and attributes.
    ///
    /// - A concept's text is worth the square of its score in [`search`](Network::search), and a relationship that of
    ///   its passage's score and its relation's together; so one good answer outweighs several weak ones. What is
    ///   around them is worth a part of that: a quarter one step away, a sixteenth two steps away, and so on. A step
    ///   leads from a concept to its relationships, or along a relationship to the next concept.
    /// - The part is connected, so that a reader can follow why each concept is there ([`Context::reasons`]). If the
    ///   network itself falls apart, the part may have one piece in each of its components.
    /// - A concept that only connects others comes without its text. Findings stay findings, highlights stay
    ///   highlights, and relationships keep passages and attributes.
    /// - Whatever budget is left goes to relationships without a passage between the chosen concepts.
    ///
    /// The same question gives the same part, to the last bit. The optimum is NP-hard (a prize-collecting Steiner tree);
    /// `tests/tests/context.rs` holds this against it on a thousand small networks. O(size of the answer) in practice,
    /// and never more than a fixed amount of work beyond a search for the question, which is in the limit linear.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    ///
    /// let network = NetworkBuilder::new("Why do bees dance?")
    ///     .finding("Waggle Dance", "A forager tells the others where the flowers are.")
    ///     .finding("Royal Jelly", "Larvae that are fed with it become queens.")
    ///     .concept("Sun Compass", "Bees read direction from the sun.")
    ///     .relationship(("Waggle Dance", "is aimed by", "Sun Compass", "Up on the comb means towards the sun."))
    ///     .build()?;
    /// let context = network.context("How do they use the sun?", 50);
    /// assert_eq!(context.tokens(), 44);
    /// assert_eq!(context.text().lines().last(), Some(
    ///     "Waggle Dance —is aimed by→ Sun Compass “Up on the comb means towards the sun.”"
    /// ));
    /// assert!(context.network().concept("Royal Jelly").is_none());
    /// # Ok::<(), semnet_core::network::BuildError>(())
    /// ```
    #[doc(alias = "rag")]
    #[doc(alias = "retrieve")]
    pub fn context(&self, question: &str, options: impl Into<ContextOptions>) -> Context {
        let options = options.into();
        let head = crate::context::lines::Head::of(self, &options.counter, options.limit);
        let candidates = Candidates::of(self, question, &options);
        let part = candidates.graph.best(options.limit.saturating_sub(head.tokens));
        candidates.context(self, &part, head, &options)
    }
}
