//! Networks as JSON, and in the formats of other tools.
//!
//! [`Network::to_json`](crate::Network::to_json) and [`Network::from_json`](crate::Network::from_json) keep
//! everything. With the feature `formats`, `Network::to_format` and `Network::from_format` do the same for
//! each `Format`: GraphML, GEXF, CSV, RDF and others. What a format cannot hold is listed. FORMATS.md
//! describes each of them.
//!
//! ```
//! use semnet_core::{Network, NetworkBuilder};
//!
//! let network = NetworkBuilder::new("Why do bees dance?").finding("Waggle Dance", "").build()?;
//! assert_eq!(Network::from_json(network.to_json())?, network);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

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
    Exported, Form, Format, FormatError, FormatNameError, ImportOptions, Imported, OpenError, OpenOptions,
    Opened, Skipped,
};
