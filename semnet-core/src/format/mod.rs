//! Other ways to write a network down: its own JSON, and the formats of other tools.

#[cfg(any(feature = "formats", feature = "picture"))]
pub(crate) mod carried;
mod json;
mod json_forms;
mod json_reading;
#[cfg(feature = "formats")]
mod tools;

pub use json::JsonError;
#[cfg(feature = "formats")]
pub use tools::{
    Exported, Form, Format, FormatError, FormatNameError, ImportOptions, Imported, OpenError, OpenOptions,
    Opened, Skipped,
};
