//! What the comparisons with peers share: WordNet as parsed parts, the peers as a careful user would write
//! them, and how time and memory are measured.

pub mod in_oxigraph;
pub mod in_petgraph;
pub mod in_semnet;
pub mod measure;
pub mod parts;
pub mod readme;
pub mod walk;
