//! The answers of a model, declared with or without the feature `model`.

#![cfg_attr(not(feature = "model"), allow(dead_code))]

/// The events while an answer is awaited.
pub(crate) enum Progress<'a> {
    /// The number of characters received.
    Characters(usize),
    /// A request failed, and is sent again later: why, and when.
    Waiting(&'a str),
}

/// An answer, and the reason if it is incomplete.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) text: String,
    /// Why it is empty or cut off.
    pub(crate) lacks: Option<String>,
}
