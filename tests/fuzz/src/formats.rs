//! The formats of other tools.

use std::io::Read;

use semnet_core::Network;
use semnet_core::format::{Format, FormatError, ImportOptions};

use super::network::is_sound;

/// A text is a network in some format, or gives an error with a place in it; and the network survives every
/// format that can express all of it. The first byte gives the format.
pub fn format(bytes: &[u8]) {
    let Some((&first, text)) = bytes.split_first() else { return };
    let _ = Format::detect(text);
    let format = Format::ALL[usize::from(first) % Format::ALL.len()];
    let read = Network::import(format, text, &ImportOptions::default().question("Why?"));
    let streamed = Network::import_from(format, Slowly(text), &ImportOptions::default().question("Why?"));
    match (&read, &streamed) {
        (Ok(read), Ok(streamed)) => assert!(read == streamed, "{format}"),
        // In a long stream of JSON, the place may be one character further; and an error in JSON may come
        // before one in UTF-8.
        (Err(one), Err(other)) if std::str::from_utf8(text).is_ok() => {
            assert_eq!(said(one), said(other), "{format}");
        }
        _ => assert_eq!(read.is_ok(), streamed.is_ok(), "{format}"),
    }
    match read.map(|read| read.network) {
        Ok(network) => {
            is_sound(&network);
            for format in Format::ALL {
                let written = network.to_format(format);
                if format.is_lossless() {
                    assert!(written.omitted.is_nothing());
                    let again =
                        Network::import_from(format, written.text.as_bytes(), &ImportOptions::default());
                    let again = again.unwrap_or_else(|error| panic!("{format}: {error}\n{}", written.text));
                    assert!(again.network == network, "{format}\n{}", written.text);
                    assert!(again.skipped.is_nothing(), "{format}: {}\n{}", again.skipped, written.text);
                }
            }
        }
        Err(error) => {
            let lines = 1 + text.iter().filter(|&&b| b == b'\n' || b == b'\r' || b == 0xe2).count();
            assert!(error.line().is_none_or(|line| (1..=lines).contains(&line)), "{error}");
            assert!(error.column().is_none_or(|column| (1..=text.len() + 1).contains(&column)), "{error}");
        }
    }
}

/// A stream that comes in pieces of a few bytes.
struct Slowly<'a>(&'a [u8]);

impl Read for Slowly<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let length = into.len().min(7);
        self.0.read(&mut into[..length])
    }
}

/// The error, without its place.
fn said(error: &FormatError) -> String {
    let message = error.to_string();
    message.split_once(": ").map_or(String::new(), |(_, said)| said.to_owned())
}
