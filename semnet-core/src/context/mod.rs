//! The part of a network that answers a question within a limit of tokens. The part is connected, keeps its
//! passages, and is itself a network.
//!
//! ```
//! use semnet_core::NetworkBuilder;
//! use semnet_core::context::ContextOptions;
//!
//! let network = NetworkBuilder::new("Why do bees dance?")
//!     .finding("Waggle Dance", "A forager shows where the flowers are.")
//!     .finding("Royal Jelly", "Larvae that are fed with it become queens.")
//!     .build()?;
//! let context = network.context("Who shows the flowers?", &ContextOptions::new(100));
//! assert!(context.text().contains("Waggle Dance"));
//! # Ok::<(), semnet_core::network::BuildError>(())
//! ```

mod candidates;
mod graph;
mod grow;
mod lines;
mod options;
mod part;
mod tokens;

pub use options::ContextOptions;
pub use part::{Context, ContextReason};

use crate::context::candidates::Candidates;
use crate::network::{BuildError, Network};

impl Context {
    /// The part of several networks that best answers a question, as [`Network::context`] does for one
    /// network. With a store, these are usually the networks that a search finds. They are combined by
    /// [`Network::union`], so each concept and each relationship has the hashtags of its networks as
    /// attributes `source`. A single network is used directly.
    ///
    /// O(size of all networks · log n), and the cost of [`Network::context`].
    ///
    /// # Errors
    ///
    /// Those of [`Network::union`].
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::context::{Context, ContextOptions};
    ///
    /// let bees = NetworkBuilder::new("Why do bees dance?")
    ///     .finding("Sun Compass", "Bees read the sun.")
    ///     .build()?;
    /// let tides = NetworkBuilder::new("What moves the sea?")
    ///     .finding("Moon", "It pulls, as the sun does.")
    ///     .build()?;
    /// let context = Context::across([&bees, &tides], "What does the sun do?", &ContextOptions::new(100))?;
    /// let moon = context.network().find_concept("Moon")?;
    /// assert_eq!(moon.attributes().get("source"), Some(tides.hashtag().to_string().as_str()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn across<'a>(
        networks: impl IntoIterator<Item = &'a Network>,
        question: &str,
        options: &ContextOptions,
    ) -> Result<Context, BuildError> {
        let networks: Vec<&Network> = networks.into_iter().collect();
        match networks[..] {
            [only] => Ok(only.context(question, options)),
            _ => Ok(Network::union(networks)?.context(question, options)),
        }
    }
}

/// # Context
impl Network {
    /// The part of the network that best answers a question within a limit of tokens. It is itself a network,
    /// with the same question, title and attributes.
    ///
    /// - The worth of a concept's text is the square of its score in [`search`](Network::search), and the
    ///   worth of a relationship is the square of the scores of its passage and its relation together. So one
    ///   good answer outweighs several weak ones. Concepts around them have a part of that worth: a quarter
    ///   one step away, a sixteenth two steps away, and so on. A step leads from a concept to its
    ///   relationships, or along a relationship to the next concept.
    /// - The part is connected, so that a reader can follow why each concept is there ([`Context::reasons`]).
    ///   If the network itself is not connected, the part may have one piece in each of its components.
    /// - A concept that only connects others comes without its text. Findings stay findings, highlights stay
    ///   highlights, and relationships keep passages and attributes.
    /// - The rest of the budget is spent on relationships without a passage between the chosen concepts.
    ///
    /// The same question always gives the same part. Finding the optimum is NP-hard (a prize-collecting
    /// Steiner tree); a test compares the result with the optimum on a thousand small networks. Besides a
    /// search for the question, it takes O(size of the answer) in practice, and never more than a fixed
    /// amount of work that is linear in the limit.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::context::ContextOptions;
    ///
    /// let network = NetworkBuilder::new("Why do bees dance?")
    ///     .finding("Waggle Dance", "A forager tells the others where the flowers are.")
    ///     .finding("Royal Jelly", "Larvae that are fed with it become queens.")
    ///     .concept("Sun Compass", "Bees read direction from the sun.")
    ///     .relationship((
    ///         "Waggle Dance",
    ///         "is aimed by",
    ///         "Sun Compass",
    ///         "Up on the comb means towards the sun.",
    ///     ))
    ///     .build()?;
    /// let context = network.context("How do they use the sun?", &ContextOptions::new(50));
    /// assert_eq!(context.tokens(), 44);
    /// assert_eq!(context.text().lines().last(), Some(
    ///     "Waggle Dance —is aimed by→ Sun Compass “Up on the comb means towards the sun.”"
    /// ));
    /// assert!(context.network().concept("Royal Jelly").is_none());
    /// # Ok::<(), semnet_core::network::BuildError>(())
    /// ```
    #[doc(alias = "rag")]
    #[doc(alias = "retrieve")]
    pub fn context(&self, question: &str, options: &ContextOptions) -> Context {
        let head = crate::context::lines::Head::of(self, &options.counter, options.tokens);
        let candidates = Candidates::of(self, question, options);
        let part = candidates.graph.best(options.tokens.saturating_sub(head.tokens));
        candidates.context(self, &part, head, options)
    }
}
