//! The formats of other tools: what is written is read again, and what others write is understood.

use semnet_core::Network;
use semnet_core::format::{Format, FormatError, ImportOptions};

mod arrows;
mod classes;
mod corpus;
mod ends;
mod errors;
mod foreign;
mod hostile_strings;
mod kept;
mod kinds;
mod more_formats;
mod numbers;
mod ordinary;
mod others;
mod owners;
mod rdf;
mod round_trips;
mod streams;
mod tools;
mod variants;

/// The network, with a question if the file has none.
pub(crate) fn asking(format: Format, text: impl AsRef<[u8]>, question: &str) -> Result<Network, FormatError> {
    Network::import(format, text, &ImportOptions::default().question(question)).map(|parsed| parsed.network)
}

pub(crate) fn lossless() -> impl Iterator<Item = Format> {
    Format::ALL.into_iter().filter(|format| format.is_lossless())
}

/// A text with the same content, longer than a piece of a stream if that changes how it is read.
pub(crate) fn long(format: Format, text: String) -> String {
    let is_json = format.media_type().contains("json");
    if is_json { " ".repeat(1 << 16) + &text } else { text }
}

/// The error, without its place.
pub(crate) fn said(error: &FormatError) -> String {
    let message = error.to_string();
    message.split_once(": ").map_or(message.as_str(), |(_, said)| said).to_owned()
}

#[track_caller]
pub(crate) fn read(format: Format, text: &str) -> Network {
    asking(format, text, "Q?").unwrap()
}

/// A line for each concept, and one for each relationship.
pub(crate) fn lines(network: &Network) -> Vec<String> {
    let concepts = network.concepts().map(|concept| {
        format!(
            "{concept} {:?} {:?}",
            concept.text().unwrap_or_default(),
            concept.attributes().collect::<Vec<_>>()
        )
    });
    let relationships =
        network.relationships().map(|r| format!("{r} {:?}", r.attributes().collect::<Vec<_>>()));
    concepts.chain(relationships).collect()
}
