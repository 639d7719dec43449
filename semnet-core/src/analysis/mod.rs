//! Requests that ask a language model for networks, and the reading of its answers into networks, without
//! I/O.
//!
//! An [`Analysis`] is a task for a model: a question, alone or over sources; the growth of a concept through
//! a [`Lens`]; or what sources contradict. It starts a [`Run`], which returns one [`Request`] after the other
//! and accepts answers as models write them: in code fences, after thinking, cut off, with other names for
//! their parts. Parts that cannot be used are requested again with their paths; repairs and omissions are
//! listed in the [`Outcome`].
//!
//! With sources, a relationship is accepted only if its passage is exact or adapted
//! ([`evidence`](crate::evidence)). One whose passage is altered or missing is refused, and the differences
//! are sent back to the model. Sources are quoted as data, between marks that they cannot contain;
//! SECURITY.md in the repository describes what this protects against.
//!
//! ```
//! use semnet_core::NetworkBuilder;
//! use semnet_core::analysis::{Analysis, Lens};
//!
//! let bees = NetworkBuilder::new("Why do bees dance?").finding("Waggle Dance", "").build()?;
//! let mut run = Analysis::grow(&bees, "Waggle Dance", Lens::CONCRETE_INSTANCES).start()?;
//! // Send `run.request()` to a model, and pass its answer on.
//! run.answer(r#"[{"label": "Frisch's Hive", "text": "Its bees were marked."}]"#);
//! assert!(run.finish()?.network.find_concept("Frisch's Hive").is_ok());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod additions;
mod content;
mod draft;
mod ends;
mod extract;
mod fields;
mod item_names;
mod items;
mod keys;
mod lenient;
mod lens;
mod links;
mod notes;
mod objects;
mod parts;
mod path;
mod prompt;
mod request;
mod run;
mod schema;
mod shape;
mod strings;
mod task;
mod thinking;
mod values;
mod verdict;

pub use lens::Lens;
pub use notes::{Note, Problem};
pub use prompt::PROMPT_VERSION;
pub use request::{Message, Request, Role};
pub use run::{Outcome, Run};
pub use task::{Analysis, AnalysisError};
