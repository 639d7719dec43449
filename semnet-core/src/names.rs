//! Names of relations and attributes that have a documented meaning.
//!
//! A network may have any relation and any attribute. These are the ones that this crate writes and reads
//! itself.
//!
//! ```
//! use semnet_core::{NetworkBuilder, names};
//!
//! let network = NetworkBuilder::new("Why do bees dance?").finding("Waggle Dance", "").build()?;
//! let relationship = network.relationships().next().ok_or("none")?;
//! assert_eq!(relationship.relation(), names::KEY_FINDING);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

/// The relation of the relationships question → finding, which follow from the list of findings.
pub const KEY_FINDING: &str = "Key Finding";

/// The relation of the relationships between concepts whose texts share a theme.
pub const SHARED_THEME: &str = "Shared Theme";

/// The attribute of a merged concept that holds the label of the concept that was merged into it.
pub const ALIAS: &str = "alias";

/// The attribute of a part of a union that holds the hashtag of a network that has this part, or the
/// fingerprint if two networks share a hashtag: one attribute for each such network.
pub const UNION_SOURCE: &str = "source";

/// The relation from a concept to a statement of a source that contradicts it.
pub const CONTRADICTED_BY: &str = "Contradicted By";

/// The relation from a network's question to another question that was answered in it.
pub const FURTHER_QUESTION: &str = "Further Question";

/// The attribute of a union that holds the fingerprints of its sources, with spaces between them: first those
/// with findings or highlights, in the order in which they were given, then the rest, sorted.
/// [`union_sources`](crate::Network::union_sources) parses it.
pub const UNION_SOURCES: &str = "sources in order";

/// The attribute, with the value `text`, of a concept of a union whose sources give different texts, neither
/// of which contains the other. The texts need not contradict each other.
pub const CONTESTED: &str = "contested";

/// The attribute of a relationship that holds the [id](crate::evidence::Source::id) of the source that its
/// passage comes from.
///
/// The attributes that begin with `quote:` are those of the text quote selector and the text position
/// selector of the [Web Annotation Data Model](https://www.w3.org/TR/annotation-model/#text-quote-selector).
/// [`evidence::cite`](crate::evidence::cite) writes them.
pub const QUOTE_SOURCE: &str = "quote:source";

/// The attribute of a relationship that holds the name of the source that its passage comes from.
pub const QUOTE_SOURCE_NAME: &str = "quote:name";

/// The words of the source that the passage quotes, if the passage differs from them.
pub const QUOTE_EXACT: &str = "quote:exact";

/// Up to 32 characters that precede the quoted words in the source.
pub const QUOTE_PREFIX: &str = "quote:prefix";

/// Up to 32 characters that follow the quoted words in the source.
pub const QUOTE_SUFFIX: &str = "quote:suffix";

/// Where the quoted words start in the source, in code points counted from 0.
pub const QUOTE_START: &str = "quote:start";

/// Where the quoted words end in the source, in code points counted from 0.
pub const QUOTE_END: &str = "quote:end";
