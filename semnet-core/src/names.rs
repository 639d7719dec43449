//! Names of relations and attributes that have a documented meaning.
//!
//! A network may hold any relation and any attribute. These are the ones that this crate writes and reads itself.

/// The relation of the relationships question → finding, which follow from the list of findings.
pub const KEY_FINDING: &str = "Key Finding";

/// The relation of the relationships between concepts whose texts share a theme.
pub const SHARED_THEME: &str = "Shared Theme";

/// The attribute of a merged concept that holds the label of the other concept.
pub const ALIAS: &str = "alias";

/// The attribute that holds the hashtag of the network that a part of a union came from.
pub const SOURCE: &str = "source";

/// The relation from a concept to what a source says against it.
pub const CONTRADICTED_BY: &str = "Contradicted By";

/// The relation from a network's question to another question that was answered in it.
pub const FURTHER_QUESTION: &str = "Further Question";

/// The attribute of a union that holds the fingerprints of its sources, in the order in which it took them up.
pub const SOURCES: &str = "sources in order";

/// The attribute, with the value `text`, of a concept of a union to which two sources give texts that contradict each
/// other: neither holds the other.
pub const CONTESTED: &str = "contested";
