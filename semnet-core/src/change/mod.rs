//! How networks differ, and how they become one: the changes from one to another, three-way merge, union.

mod apply;
mod conflict;
mod connection;
mod diff;
mod merge;
mod order;
mod pairs;
mod parts;
mod rename;
mod show;
mod sides;
mod union;

pub use apply::ApplyError;
pub use conflict::Conflict;
pub use diff::{Change, Changes};
pub use merge::Merged;
pub use parts::{Attribute, ConceptParts, Owner, RelationshipParts};
