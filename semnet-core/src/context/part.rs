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
    ///
    /// The text does not name the sources of passages. To cite them, call [`evidence::cite`] before making
    /// the context: it records each source in the attributes `quote:name`, `quote:start` and
    /// [others](crate::names::QUOTE_SOURCE), which the relationships of [`network`](Context::network) keep.
    ///
    /// ```
    /// use semnet_core::context::ContextOptions;
    /// use semnet_core::evidence::{Source, cite};
    /// use semnet_core::{NetworkBuilder, names};
    ///
    /// let network = NetworkBuilder::new("What did the board decide?")
    ///     .finding("Plan", "")
    ///     .concept("Board", "")
    ///     .relationship(("Board", "approved", "Plan", "The board approved the plan."))
    ///     .build()?;
    /// let source = Source::new("minutes.txt", "The session was short. The board approved the plan.")?;
    /// let cited = cite(&network, &[source])?;
    ///
    /// let context = cited.context("Who approved the plan?", &ContextOptions::new(100));
    /// assert!(!context.text().contains("minutes.txt"));
    /// let approved = context.network().relationships().find(|one| one.relation() == "approved");
    /// let attributes = approved.ok_or("not in the context")?.attributes();
    /// assert_eq!(attributes.get(names::QUOTE_SOURCE_NAME), Some("minutes.txt"));
    /// assert_eq!(attributes.get(names::QUOTE_START), Some("23"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// [`evidence::cite`]: crate::evidence::cite
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many tokens the text has: more than the limit only if the question has more by itself. O(1).
    pub fn tokens(&self) -> usize {
        self.tokens
    }

    /// The worth of the chosen parts together; comparable only with other contexts for the same question in
    /// the same network. O(1).
    pub fn score(&self) -> f64 {
        self.score
    }

    /// The concepts of the part, sorted by label, each with the reason why it is there. O(1) for each.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::context::{ContextOptions, ContextReason};
    ///
    /// let network = NetworkBuilder::new("Why do bees dance?")
    ///     .finding("Waggle Dance", "A forager tells the others where the flowers are.")
    ///     .concept("Sun Compass", "Bees read direction from the sun.")
    ///     .relationship(("Waggle Dance", "is aimed by", "Sun Compass"))
    ///     .build()?;
    /// let context = network.context("How do they use the sun?", &ContextOptions::new(50));
    /// for (concept, reason) in context.reasons() {
    ///     println!("{concept}: {reason}");
    /// }
    /// let of_compass = context.reasons().find(|(concept, _)| concept.label() == "Sun Compass");
    /// assert_eq!(of_compass.map(|(_, reason)| reason), Some(ContextReason::Matches));
    /// # Ok::<(), semnet_core::network::BuildError>(())
    /// ```
    pub fn reasons(&self) -> impl ExactSizeIterator<Item = (Concept<'_>, ContextReason)> {
        self.network.concepts().zip(self.reasons.iter().copied())
    }
}
