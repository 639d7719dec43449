//! The result of writing: the text, and the parts of the network that it cannot express.

use std::fmt;

pub(super) use crate::report::Omitted;

/// A network in some format, and the parts of the network that the format cannot express.
///
/// ```
/// use semnet_core::NetworkBuilder;
/// use semnet_core::format::Format;
///
/// let network = NetworkBuilder::new("Why do bees dance?")
///     .title("How Bees Tell the Way")
///     .finding("Waggle Run", "A forager runs across the comb, and the angle is the way.")
///     .build()?;
/// let csv = network.to_format(Format::Csv);
/// assert_eq!(csv.text.lines().nth(1), Some("Why do bees dance?,Key Finding,Waggle Run,,1,"));
/// assert_eq!(csv.omitted.to_string(), "1 title, 1 text");
///
/// assert!(network.to_format(Format::GraphMl).omitted.is_nothing());
/// # Ok::<(), semnet_core::network::BuildError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Exported {
    /// The text, in UTF-8, with LF at the end of each line.
    pub text: String,
    /// The omitted parts.
    pub omitted: Omitted,
}

impl fmt::Display for Exported {
    /// The text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A network as a folder of notes in Markdown, and the parts of it that notes cannot express:
/// [`Network::to_notes`](crate::Network::to_notes).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExportedNotes {
    /// The path and the text of each note, sorted by path.
    pub notes: Vec<(String, String)>,
    /// The omitted parts.
    pub omitted: Omitted,
}
