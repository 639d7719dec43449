//! Evidence: whether the sources of passages contain what is quoted from them.
//!
//! A [`Source`] is a document. [`check`] looks for each passage of a network in sources and returns a
//! [`Verdict`]: `exact`, `adapted` (typography, or changes that the quotation declares), `altered` (words
//! differ, and are listed) or `missing`. The [guide] describes the method. Nothing here does I/O or calls a
//! language model.
//!
//! ```
//! use semnet_core::NetworkBuilder;
//! use semnet_core::evidence::{Source, Verdict, check};
//!
//! let network = NetworkBuilder::new("What did the board decide?")
//!     .finding("Plan", "")
//!     .concept("Board", "")
//!     .relationship(("Board", "rejected", "Plan", "The board rejected the plan."))
//!     .build()?;
//! let source = Source::new("minutes.txt", "Item 1.\nThe board did not reject the plan.")?;
//!
//! let evidence = check(&network, &[source]);
//! assert_eq!(evidence[0].verdict(), Verdict::Altered);
//! assert_eq!(evidence[0].differences()[0].to_string(), "did not reject → rejected");
//! assert_eq!(evidence[0].place().map(|place| place.line), Some(2));
//! assert_eq!(
//!     evidence[0].to_string(),
//!     "altered, line 2: Board —rejected→ Plan “The board rejected the plan.”"
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[doc = include_str!("../../EVIDENCE.md")]
pub mod guide {}

mod align;
mod automaton;
mod characters;
mod check;
mod clause_words;
mod clauses;
mod compare;
mod conditions;
mod coordinated;
mod cut;
mod denied_clauses;
mod difference;
mod direction;
mod edge_phrases;
mod edges;
mod exchanged;
mod glue;
mod homographs;
mod index;
mod insertions;
mod joined;
mod marks;
mod markup;
mod meaning;
mod nearby;
mod network;
mod notes;
mod number_parts;
mod number_phrases;
mod number_signs;
mod number_words;
mod omissions;
mod other_clauses;
mod place;
mod quoted;
mod references;
mod remarks;
mod shortened;
mod source;
mod subjects;
mod symbols;
mod turning_words;
mod verbatim;
mod weakened;
mod word_lists;

pub use check::{Checked, MAX_PLACES, Verdict, check_passages};
pub use difference::{Difference, DifferenceKind, MAX_DIFFERENCES};
pub use network::{Evidence, check, cite};
pub use place::Place;
pub use source::{Source, SourceError};
