//! The formats of other tools. FORMATS.md says what each holds and how files of other tools are understood.

mod convert;
mod csv;
mod cytoscape;
mod error;
mod gexf;
mod graph;
mod graphml;
mod graphology;
mod guess;
mod items;
mod json_graph;
mod jsonld;
mod jsonld_reading;
mod names;
mod node_link;
mod nquads;
mod page;
mod parsed;
mod picture;
mod rdf;
mod rdf_graph;
mod stream;
mod terms;
mod to_network;
mod tree;
mod view;
mod walk;

mod written;
mod xml;

pub use error::FormatError;
pub use names::{Format, UnknownFormat};
pub use parsed::{Parsed, PassedOver};
pub use written::Written;
