//! The answers of a model, declared with or without the feature `model`.

#![cfg_attr(not(feature = "model"), allow(dead_code))]

/// What happens while an answer is awaited.
pub(crate) enum Progress<'a> {
    /// How many characters have come.
    Characters(usize),
    /// A request failed, and is sent again later: why, and when.
    Waiting(&'a str),
}

/// An answer, and what it lacks.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) text: String,
    /// Why it is empty or cut off.
    pub(crate) lacks: Option<String>,
}
