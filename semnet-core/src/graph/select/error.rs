//! What is wrong with a pattern, and where.

/// Why a text is no pattern: where, what should stand there, and what does.
///
/// ```
/// # let network = semnet_core::NetworkBuilder::new("Q?").build()?;
/// let error = network.select("?x via hypernym").unwrap_err();
/// assert_eq!(error.index(), 15);
/// assert_eq!(
///     error.to_string(),
///     "character 15 of the pattern: expected an object: a variable, a label or `question`; found the end"
/// );
/// # Ok::<(), semnet_core::network::BuildError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("character {index} of the pattern: expected {expected}; found {found}")]
pub struct PatternError {
    index: usize,
    expected: String,
    found: String,
}

impl PatternError {
    /// At a byte of the text.
    pub(super) fn new(
        text: &str,
        at: usize,
        expected: impl Into<String>,
        found: impl Into<String>,
    ) -> PatternError {
        let index = text.get(..at).map_or(0, |before| before.chars().count());
        PatternError { index, expected: expected.into(), found: found.into() }
    }

    /// Where it is, in characters, counted from 0. O(1).
    pub fn index(&self) -> usize {
        self.index
    }

    /// What should stand there. O(1).
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// What does stand there. O(1).
    pub fn found(&self) -> &str {
        &self.found
    }
}
