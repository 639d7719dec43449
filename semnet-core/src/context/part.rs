//! A context: the part of a network that was chosen, as a network and as text.

use crate::network::{Concept, Network};

/// Why a concept is in a context.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum ContextReason {
    /// Its label, its text or a passage of its relationships has words of the question.
    Matches,
    /// A concept or passage next to it has words of the question.
    Adjoins,
    /// It connects other concepts.
    Connects,
}

impl std::fmt::Display for ContextReason {
    /// `matches`, `adjoins` or `connects`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(match self {
            ContextReason::Matches => "matches",
            ContextReason::Adjoins => "adjoins",
            ContextReason::Connects => "connects",
        })
    }
}

/// The part of a network that answers a question within a limit of tokens.
#[derive(Clone, Debug)]
pub struct Context {
    pub(super) network: Network,
    pub(super) text: String,
    pub(super) tokens: usize,
    pub(super) score: f64,
    /// The reason for each concept of `network`, by number.
    pub(super) reasons: Vec<ContextReason>,
}

impl Context {
    /// The part as a network, with its own hashtag. O(1).
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// The part as plain text, to which the limit applies: a line each for the question, the title, each
    /// finding, each other concept with a text, and each relationship with its passage. O(1).
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

    /// How many tokens the text has: more than the limit only if the question alone has more. O(1).
    pub fn tokens(&self) -> usize {
        self.tokens
    }

    /// The worth of the chosen parts together; comparable only with other contexts for the same question in
    /// the same network. O(1).
    pub fn score(&self) -> f64 {
        self.score
    }

    /// The concepts of the part, sorted by label, each with the reason why it is there. O(1) for each.
    pub fn reasons(&self) -> impl ExactSizeIterator<Item = (Concept<'_>, ContextReason)> {
        self.network.concepts().zip(self.reasons.iter().copied())
    }
}
