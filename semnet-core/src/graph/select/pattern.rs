//! A pattern that is parsed once and used many times.

use std::fmt;
use std::str::FromStr;

use crate::graph::select::ast::Query;
use crate::graph::select::error::PatternError;
use crate::graph::select::parse;

/// A pattern of [`select`](crate::Network::select), which is parsed once and can be used many times. The
/// [guide](crate::select::guide) has the grammar. `Display` writes the text that was parsed.
///
/// ```
/// use semnet_core::NetworkBuilder;
/// use semnet_core::paths::PathOptions;
/// use semnet_core::select::Pattern;
///
/// let pattern: Pattern = "?x via hypernym+ Animal".parse()?;
/// assert_eq!(pattern.to_string(), "?x via hypernym+ Animal");
/// assert_eq!(pattern.variables(), ["x"]);
///
/// let network = NetworkBuilder::new("Q?").concept("Dog", "").concept("Animal", "")
///     .relationship(("Dog", "hypernym", "Animal")).build()?;
/// assert_eq!(network.select_with(&pattern, &PathOptions::default())?.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Pattern {
    text: Box<str>,
    pub(super) query: Query,
}

impl Pattern {
    /// The names of the variables, without their `?`, in the order in which the pattern first mentions them.
    /// O(1).
    pub fn variables(&self) -> &[String] {
        &self.query.variables
    }

    /// The pattern as it was written. O(1).
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl FromStr for Pattern {
    type Err = PatternError;

    /// Reads a pattern. O(length).
    ///
    /// # Errors
    ///
    /// [`PatternError`], with the place, for a text that is not a pattern, such as `?x hypernym ?y`, where
    /// `via` is missing.
    fn from_str(text: &str) -> Result<Pattern, PatternError> {
        Ok(Pattern { query: parse::parse(text)?, text: text.into() })
    }
}

impl TryFrom<&str> for Pattern {
    type Error = PatternError;

    fn try_from(text: &str) -> Result<Pattern, PatternError> {
        text.parse()
    }
}

impl PartialEq for Pattern {
    /// The same text.
    fn eq(&self, other: &Pattern) -> bool {
        self.text == other.text
    }
}

impl Eq for Pattern {}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pattern").field(&self.text).finish()
    }
}
