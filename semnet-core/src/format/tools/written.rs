//! What writing gives: the text, and what of the network it does not hold.

use std::fmt;

pub(super) use crate::report::LeftOut;

/// A network in some format, and what of the network the format does not hold.
///
/// ```
/// # use semnet_core::{Format, NetworkBuilder};
/// let network = NetworkBuilder::new("Why do bees dance?")
///     .title("How Bees Tell the Way")
///     .finding("Waggle Run", "A forager runs across the comb, and the angle is the way.")
///     .build()?;
/// let csv = network.to_format(Format::Csv);
/// assert_eq!(csv.text.lines().nth(1), Some("Why do bees dance?,Key Finding,Waggle Run,,1,"));
/// assert_eq!(csv.left_out.to_string(), "1 title, 1 text");
///
/// assert!(network.to_format(Format::GraphMl).left_out.is_nothing());
/// # Ok::<(), semnet_core::BuildError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Written {
    /// The text, in UTF-8, with LF at the end of each line.
    pub text: String,
    /// What was left out.
    pub left_out: LeftOut,
}

impl fmt::Display for Written {
    /// The text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
