//! What a person names on the command line, and the network that it is.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use semnet_core::{Difference, FingerprintPrefix, Network, QueryBar, Recovered, Store, Suggestion};

type Failure = Box<dyn std::error::Error>;

/// Reads a network from a file; `-` is standard input. The error names the file.
pub(crate) fn read(path: &Path) -> Result<Network, Failure> {
    let mut bytes = Vec::new();
    let result = if path == Path::new("-") {
        io::stdin().lock().read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|mut file| file.read_to_end(&mut bytes))
    };
    let name = if path == Path::new("-") { "standard input".into() } else { path.display().to_string() };
    result.map_err(|error| format!("{name}: {error}"))?;
    parse(bytes).map_err(|error| format!("{name}: {error}").into())
}

/// JSON begins with a brace, canonical bytes with their magic, and all else is a report.
fn parse(bytes: Vec<u8>) -> Result<Network, Failure> {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes).trim_ascii_start();
    if start.starts_with(b"{") {
        Ok(Network::from_json(&bytes)?)
    } else if bytes.starts_with(b"semnet") && !bytes.starts_with(b"semnet ") {
        Ok(Network::from_bytes(bytes)?)
    } else {
        Ok(Network::from_report(&bytes)?)
    }
}

/// The network that an input recovers; `None` after saying on standard error what there is instead.
pub(crate) fn recover(store: &dyn Store, input: &str) -> Result<Option<Network>, Failure> {
    // A file whose name could be a hashtag is `./NAME`.
    let could_be_name = input.parse::<FingerprintPrefix>().is_ok();
    if input == "-" || !could_be_name && Path::new(input).is_file() {
        return read(Path::new(input)).map(Some);
    }
    match store.recover(&input.parse::<QueryBar>()?)? {
        Recovered::Network(network) => Ok(Some(network)),
        Recovered::Several(choices) => {
            eprintln!(
                "semnet: {} networks have this name or question; each opens by its own name:",
                choices.len()
            );
            for choice in &choices {
                eprintln!("  {}\t{}\t{}", choice.name, choice.entry.title, choice.entry.question);
            }
            Ok(None)
        }
        Recovered::NotFound(suggestions) => {
            let close = if suggestions.is_empty() { "" } else { "; close to it:" };
            eprintln!("semnet: nothing found for {:?}{close}", beginning(input));
            for suggestion in &suggestions {
                let Suggestion { entry, difference, .. } = suggestion;
                let hashtag = entry.fingerprint.hashtag();
                eprintln!("  {hashtag}\t{}\t({})", entry.question, reason(*difference));
            }
            Ok(None)
        }
        _ => Err("this store answered in a way that this program does not know".into()),
    }
}

/// Of what was typed, as much as fits on a line.
fn beginning(input: &str) -> String {
    match input.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &input[..end]),
        None => input.to_owned(),
    }
}

fn reason(difference: Option<Difference>) -> &'static str {
    match difference {
        None => "a similar question",
        Some(Difference::LetterCase) => "other letter case",
        Some(Difference::LookAlikes) => "characters that look alike",
        Some(_) => "one character differs",
    }
}
