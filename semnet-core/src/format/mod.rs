//! Other ways to write a network down: its own JSON, and the formats of other tools. FORMATS.md says what each holds and
//! how files of other tools are understood.

mod json;

pub use json::JsonError;

#[cfg(feature = "formats")]
mod csv;
#[cfg(feature = "formats")]
mod cytoscape;
#[cfg(feature = "formats")]
mod error;
#[cfg(feature = "formats")]
mod gexf;
#[cfg(feature = "formats")]
mod graph;
#[cfg(feature = "formats")]
mod graphml;
#[cfg(feature = "formats")]
mod graphology;
#[cfg(feature = "formats")]
mod guess;
#[cfg(feature = "formats")]
mod json_graph;
#[cfg(feature = "formats")]
mod jsonld;
#[cfg(feature = "formats")]
mod names;
#[cfg(feature = "formats")]
mod node_link;
#[cfg(feature = "formats")]
mod nquads;
#[cfg(feature = "formats")]
mod page;
#[cfg(feature = "formats")]
mod picture;
#[cfg(feature = "formats")]
mod rdf;
#[cfg(feature = "formats")]
mod rdf_graph;
#[cfg(feature = "formats")]
mod to_network;
#[cfg(feature = "formats")]
mod tree;
#[cfg(feature = "formats")]
mod written;
#[cfg(feature = "formats")]
mod xml;

#[cfg(feature = "formats")]
pub use {
    error::FormatError,
    names::{Format, UnknownFormat},
    written::Written,
};
