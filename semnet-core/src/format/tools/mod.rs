//! The formats of other tools. FORMATS.md says what each holds and how files of other tools are understood.

mod convert;
mod csv;
mod cytoscape;
mod detect;
mod dot_mermaid;
mod error;
mod gexf;
mod graph;
mod graphml;
mod graphology;
mod html_markdown;
mod imported;
mod interner;
mod json_graph;
mod json_writer;
mod jsonld;
mod jsonld_reading;
mod names;
mod node_link;
mod nquads;
mod rdf;
mod rdf_graph;
mod stream;
mod to_network;
mod tree;
mod view;
mod walk;

mod exported;
mod xml;

pub use error::FormatError;
pub use exported::Exported;
pub use imported::{Imported, Skipped};
pub use names::{Format, UnknownFormat};
