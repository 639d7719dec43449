//! Differences between networks, three-way merges, unions, edits and histories.
//!
//! ```
//! use semnet_core::NetworkBuilder;
//!
//! let network = |text| NetworkBuilder::new("Why do bees dance?").finding("Waggle Dance", text).build();
//! let (before, after) = (network("It is long.")?, network("It is short.")?);
//! let changes = before.diff(&after);
//! assert_eq!(
//!     changes.to_string(),
//!     "finding \"Waggle Dance\" reworded: \"It is long.\" became \"It is short.\"\n"
//! );
//! assert_eq!(before.apply(&changes)?, after);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod apply;
mod apply_lines;
mod assemble;
mod conflict;
mod connection;
mod diff;
mod draft;
mod edit_error;
mod edit_lists;
mod edit_step;
mod editor;
mod edits;
mod finish;
mod history;
mod inverse;
mod journal;
mod kinds;
mod merge;
mod normal;
mod order;
mod pairs;
mod parts;
mod places;
mod reduce;
mod rename;
mod shifts;
mod show;
mod sides;
mod similar;
mod tagged;
mod text_error;
mod text_line;
mod text_read;
mod text_write;
mod union;
mod union_marks;
mod union_rows;
mod union_write;
mod walk;

pub use apply::ApplyError;
pub use conflict::Conflict;
pub use edit_error::EditError;
pub use edit_step::{EditStep, RelationshipName};
pub use editor::{Edited, Editor};
pub use history::{History, HistoryError, Revision, Revisions};
pub use kinds::{Change, Changes};
pub use merge::Merged;
pub use parts::{Attribute, ConceptParts, Owner, RelationshipParts};
pub use text_error::TextError;
#[cfg(feature = "formats")]
pub(crate) use text_read::is_text_form;
pub use union::WithoutError;
