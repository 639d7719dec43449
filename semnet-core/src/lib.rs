//! Semantic networks as immutable values, each with an 11-character hashtag computed from its content.
//!
//! A [`Network`] is the answer to one question. It has a title, key findings, concepts, and typed
//! relationships between them, some with a quoted passage. Build one with a [`NetworkBuilder`], or read a
//! report ([`Network::from_report`]), JSON ([`Network::from_json`]), canonical bytes
//! ([`Network::from_bytes`]), a [`Link`](link::Link) or a [format of another tool](mod@format); with the
//! feature `formats`, `Network::open` detects which of these it is given, and reads it. All of these can be
//! written, too, except some formats of other tools.
//!
//! Its [`Hashtag`] is the beginning of its [`Fingerprint`], which is computed from the canonical bytes alone,
//! so equal networks have equal hashtags, whatever order they were built in. A [`Store`]
//! keeps networks and recovers them from what a person types into the [query bar](query_bar): a hashtag, a
//! link or a question.
//!
//! ```
//! use semnet_core::query_bar::Query;
//! use semnet_core::store::{MemoryStore, Recovered, StoreExt};
//! use semnet_core::{NetworkBuilder, Store};
//!
//! let network = NetworkBuilder::new("Why do bees dance?")
//!     .finding("Waggle Dance", "A forager tells the others where the flowers are.")
//!     .build()?;
//! let store = MemoryStore::default();
//! store.add(&network)?;
//!
//! let typed: Query = format!("#{}", network.hashtag()).parse()?;
//! assert_eq!(store.recover(&typed)?, Recovered::Network(network));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Chapters
//!
//! | module | subject |
//! |---|---|
//! | [`network`] | networks, their parts, the builder, errors |
//! | [`report`], [`mod@format`], [`link`], [`query_bar`] | ways in and out |
//! | [`paths`], [`rank`], [`communities`], [`select`] | questions about relationships |
//! | [`words`] | search, thematic connections, duplicate concepts |
//! | [`context`] | the part of a network that answers a question within a limit of tokens |
//! | [`score`] | how well an extracted network agrees with a reference |
//! | [`evidence`] | checks of passages against their sources |
//! | [`change`] | differences, merges, unions |
//! | [`analysis`] | requests for a language model, and its answers |
//! | `picture` | the layout of pictures, and SVG (feature `picture`, on by default) |
//! | [`store`] | keeping and recovering networks |
//! | [`names`] | names of relations and attributes with a documented meaning |
//!
//! Text is normalised once, when it is read, so copies of one report are one network. Errors give the place
//! of the problem. No input causes a panic, and there is no unsafe code.
//!
//! # Terms
//!
//! | term | meaning |
//! |---|---|
//! | question | the text that a network answers; a concept, too, once a relationship involves it |
//! | finding | a concept that answers the question; findings are an ordered list |
//! | concept | a thing with a label and perhaps a text |
//! | relationship | a statement that one concept, its source, stands in a relation to another, its target |
//! | relation | the name of a kind of relationship, such as `supplied` |
//! | passage | the quotation that a relationship carries |
//! | highlight | a relationship that a reader is shown first; highlights are an ordered list |
//! | source (of a relationship) | the concept that it starts at; always next to its target |
//! | source (of a passage) | the document that it is quoted from ([`evidence::Source`]) |
//! | source (of a union) | a network that it was made of ([`Network::union_sources`]) |
//! | evidence (for a relationship) | its passage, if a check found it in a source ([`evidence`]) |
//! | evidence (for a row) | the relationships that support it ([`select`]) |
//! | budget | a limit on the work of a query ([`paths::Budget`]) |
//! | [canonical order](network#canonical-order) | the order of concepts, relationships, paths and rows |
//! | theme | a group of concepts that are closely related ([`communities`]) |
//! | connection | two concepts whose texts share words; added to a network, a relationship *Shared Theme* |
//!
//! # Features
//!
//! ```toml
//! [dependencies]
//! semnet-core = { version = "0.1", features = ["sqlite"] }
//! ```
//!
//! Rust 1.89 or newer. Networks, hashtags, fingerprints, ids and changes implement serde's traits without any
//! feature.
//!
//! | feature | adds | by default |
//! |---|---|---|
//! | `formats` | the formats of other tools: [`mod@format`] | yes |
//! | `languages` | word forms and stop words of 34 languages besides English: [`words`] | yes |
//! | `picture` | pictures as SVG | yes |
//! | `turtle` | Turtle, one of the formats | no |
//! | `parallel` | threads (rayon's current pool) for ranks, building and checking; same results | no |
//! | `sqlite` | `SqliteStore`, a store in one file; compiles SQLite, which needs a C compiler | no |
//! | `s3` | `ObjectStore`, a store in any S3-compatible object store | no |

// docs.rs shows which features an item needs.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub use crate::graph::{communities, paths, rank, select};
pub use crate::hashtag::Hashtag;
pub use crate::network::{Concept, Fingerprint, Network, NetworkBuilder, Relationship};
pub use crate::store::Store;

// The page of `Network` lists its methods in the order of these modules, so what everybody needs comes first.
pub mod network;

mod graph;

pub mod words;

pub mod report;

pub mod link;

pub mod format;

pub mod change;

pub mod analysis;
pub mod context;
pub mod evidence;
mod hashtag;
pub mod names;
#[cfg(feature = "picture")]
pub mod picture;
pub mod query_bar;
pub mod score;
pub mod store;
mod text;
mod util;

#[cfg(test)]
mod tests;
