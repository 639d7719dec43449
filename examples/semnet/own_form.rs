//! Recognises networks that were given as sources by mistake.

use semnet_core::Network;
use semnet_core::format::{Format, OpenOptions};

/// The form of a network is detected in this many bytes.
const BEGINNING: usize = 1 << 20;

/// A longer link than this opens in no browser.
const LONGEST_LINK: usize = 16 << 20;

/// The form of a network, if semnet writes this form itself. A passage in its own network does not support
/// it. Files of other tools (tables, JSON, Markdown) may be documents that somebody quotes from.
pub(crate) fn own_form(bytes: &[u8]) -> Option<&'static str> {
    let beginning = bytes.get(..BEGINNING).unwrap_or(bytes);
    let text = String::from_utf8_lossy(beginning);
    let start = text.trim_start_matches('\u{feff}').trim_start();
    // A text without any of these cannot be one, and need not be read twice.
    let could_be = (start.starts_with('{')
        && has(bytes, "question")
        && Format::detect(beginning) == Format::Json)
        || (start.starts_with('<') && has(bytes, "semnet"))
        || ["semnet", "question", "title", "finding", "concept"].iter().any(|word| start.starts_with(word))
        || start.to_ascii_lowercase().contains("semantic")
        || (bytes.len() < LONGEST_LINK && bytes.contains(&b'#'))
        || std::str::from_utf8(beginning).is_err_and(|error| error.error_len().is_some());
    could_be.then(|| Network::open(bytes, &OpenOptions::default()).ok())??.form.native_name()
}

/// Whether a word is in a text, which a large file of another tool need not be read for. O(length).
fn has(bytes: &[u8], word: &str) -> bool {
    let first = word.as_bytes().first();
    bytes.windows(word.len()).any(|window| window.first() == first && window == word.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_networks_of_semnet_are_found() {
        let report = include_str!("../reports/bees.txt");
        let network = Network::from_report(report).unwrap();
        let link = network.to_link("https://a.example/").unwrap();
        for form in [
            network.as_bytes(),
            network.to_json().to_string().as_bytes(),
            report.as_bytes(),
            network.to_text().as_bytes(),
            link.as_bytes(),
            network.to_svg(&Default::default()).as_bytes(),
        ] {
            assert!(own_form(form).is_some(), "{}", String::from_utf8_lossy(form));
        }
        let others = [Format::Csv, Format::GraphMl, Format::NodeLink, Format::Markdown, Format::Html];
        let others = others.map(|format| network.to_format(format).text);
        let texts =
            ["Bees dance.", "# Bees\n\nThey dance.", "{\"bees\": \"dance\"}", "[1, 2]", "a #1 b", "<p>"];
        for text in others.iter().map(String::as_str).chain(texts) {
            assert_eq!(own_form(text.as_bytes()), None, "{text}");
        }
    }
}
