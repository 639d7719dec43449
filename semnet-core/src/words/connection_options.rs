//! Options for connections: how much the texts of two concepts must share, and their language.

use crate::words::Language;

/// How many pairs of concepts are compared by default.
const BUDGET: u64 = 2_000_000;
/// How many connections there are at most, by default.
const LIMIT: usize = 10_000;

/// Options for [`connections`](crate::Network::connections): the language, the lowest score, and limits.
///
/// ```
/// use semnet_core::words::{ConnectionOptions, Language};
///
/// let clear = ConnectionOptions::default().at_least(0.1).limit(50);
/// let unstemmed = ConnectionOptions::default().language(Language::Any);
/// # let _ = (clear, unstemmed);
/// ```
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct ConnectionOptions {
    /// The language of the texts.
    pub language: Language,
    /// The lowest score of a connection, from 0 to 1.
    pub at_least: f64,
    /// The maximum number of connections; the strongest are kept.
    pub limit: usize,
    /// How many pairs of concepts may be compared.
    pub budget: u64,
}

impl Default for ConnectionOptions {
    /// English, every score above chance, at most 10,000 connections, and 2 million compared pairs.
    fn default() -> ConnectionOptions {
        ConnectionOptions { language: Language::English, at_least: 0.0, limit: LIMIT, budget: BUDGET }
    }
}

impl ConnectionOptions {
    /// The language of the texts. O(1).
    #[must_use]
    pub fn language(mut self, language: Language) -> ConnectionOptions {
        self.language = language;
        self
    }

    /// The lowest score, from 0 to 1; NaN is treated as 1. O(1).
    #[must_use]
    pub fn at_least(mut self, score: f64) -> ConnectionOptions {
        self.at_least = if score.is_nan() { 1.0 } else { score };
        self
    }

    /// The maximum number of connections; the strongest are kept. O(1).
    #[must_use]
    pub fn limit(mut self, connections: usize) -> ConnectionOptions {
        self.limit = connections;
        self
    }

    /// How many pairs of concepts may be compared. O(1).
    #[must_use]
    pub fn budget(mut self, pairs: u64) -> ConnectionOptions {
        self.budget = pairs;
        self
    }
}
