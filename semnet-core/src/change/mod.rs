//! How networks differ, and how they become one: the changes from one to another, three-way merge, union.

mod apply;
mod assemble;
mod conflict;
mod connection;
mod diff;
mod draft;
mod kinds;
mod merge;
mod normal;
mod order;
mod pairs;
mod parts;
mod reduce;
mod rename;
mod show;
mod sides;
mod union;
mod walk;

pub use apply::ApplyError;
pub use conflict::Conflict;
pub use kinds::{Change, Changes};
pub use merge::Merged;
pub use parts::{Attribute, ConceptParts, Owner, RelationshipParts};
