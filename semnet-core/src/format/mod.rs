//! Networks as JSON, and in the formats of other tools.
//!
//! [`Network::to_json`](crate::Network::to_json) and [`Network::from_json`](crate::Network::from_json) keep
//! everything. With the feature `formats` (on by default), `Network::to_format` and `Network::from_format` do
//! the same for each `Format`: GraphML, GEXF, CSV, RDF and others, and count the parts that a format cannot
//! express. The [guide] describes each format, and how files of other tools are read.
//!
//! | to read | from memory | from a stream |
//! |---|---|---|
//! | anything: bytes, JSON, a report, a link, any format | `Network::open` | `Network::open_from` |
//! | a text in a format, with a question in it | `Network::from_format` | |
//! | the same, with options: a question, a language | `Network::import` | `Network::import_from` |
//!
//! All but `from_format` also list what was skipped.
//!
//! ```
//! use semnet_core::{Network, NetworkBuilder};
//!
//! let network = NetworkBuilder::new("Why do bees dance?").finding("Waggle Dance", "").build()?;
//! assert_eq!(Network::from_json(network.to_json())?, network);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[doc = include_str!("../../FORMATS.md")]
pub mod guide {}

#[cfg(any(feature = "formats", feature = "picture"))]
pub(crate) mod carried;
mod json;
mod json_forms;
mod json_reading;
#[cfg(feature = "formats")]
mod tools;

pub use json::JsonError;
#[cfg(feature = "formats")]
pub use tools::{
    Exported, ExportedNotes, Form, Format, FormatError, FormatNameError, ImportOptions, Imported, OpenError,
    OpenOptions, Opened, Skipped,
};
