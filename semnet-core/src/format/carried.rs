//! Networks inside of other files: in the metadata of an SVG, in a text of a PNG, in a saved page.

use std::fmt;

use data_encoding::BASE64;

use crate::network::{DecodeError, Network};
use crate::util::part;

/// Before the network in an SVG, as [`Network::to_svg`] writes it.
#[cfg(feature = "picture")]
pub(crate) const BEGIN: &str = "<network xmlns=\"urn:semnet\" encoding=\"base64\">";
/// After it.
#[cfg(feature = "picture")]
pub(crate) const END: &str = "</network>";

const NAMESPACE: &str = "urn:semnet";
const ELEMENT: &str = "network";

/// The signature of a PNG.
#[cfg(feature = "formats")]
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The keyword of the text that carries the network, and the byte that ends it.
#[cfg(feature = "formats")]
const KEYWORD: &[u8] = b"semnet\0";

/// The element of a saved page that carries the network.
#[cfg(feature = "formats")]
const SCRIPT: &str = "<script type=\"application/x-semnet\" id=\"semnet-network\">";

/// Why the canonical bytes cannot be read.
#[derive(Debug)]
pub(crate) enum Damage {
    Base64,
    Bytes(DecodeError),
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Damage::Base64 => f.write_str("its text is not base64"),
            Damage::Bytes(error) => error.fmt(f),
        }
    }
}

/// The network in the metadata of an SVG. Programs that change the picture keep it, but write the element
/// in other ways: over several lines, or with a prefix for its namespace. O(length).
pub(crate) fn in_svg(svg: &str) -> Option<Result<Network, Damage>> {
    // The namespace may be declared on the element or before it.
    svg.find(NAMESPACE)?;
    let mut rest = svg;
    while let Some(at) = rest.find(ELEMENT) {
        let (before, after) = rest.split_at(at);
        let after = part(after, ELEMENT.len()..);
        if is_start_of_tag(before)
            && after.starts_with(|next: char| next == '>' || next.is_ascii_whitespace())
            && let Some((_, inside)) = after.split_once('>')
        {
            return Some(decoded(inside.split('<').next().unwrap_or_default().as_bytes()));
        }
        rest = after;
    }
    None
}

/// Whether a text ends with `<`, or with `<`, a prefix and a colon.
fn is_start_of_tag(before: &str) -> bool {
    let name = before.strip_suffix(':').map_or(before, |before| {
        before.trim_end_matches(|letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter))
    });
    name.ends_with('<')
}

#[cfg(feature = "formats")]
pub(crate) fn is_png(bytes: &[u8]) -> bool {
    bytes.starts_with(PNG)
}

/// The network in a chunk `tEXt` of a PNG. O(length).
#[cfg(feature = "formats")]
pub(crate) fn in_png(png: &[u8]) -> Option<Result<Network, Damage>> {
    let mut rest = png.strip_prefix(PNG)?;
    // Each chunk: its length, its kind, its data, a checksum.
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let (kind, after) = after.split_first_chunk::<4>()?;
        let (data, after) = after.split_at_checked(u32::from_be_bytes(*length) as usize)?;
        if kind == b"tEXt"
            && let Some(text) = data.strip_prefix(KEYWORD)
        {
            return Some(decoded(text));
        }
        rest = after.get(4..)?;
    }
    None
}

/// The network in a page that was saved with it. O(length).
#[cfg(feature = "formats")]
pub(crate) fn in_page(page: &str) -> Option<Result<Network, Damage>> {
    let (_, inside) = page.split_once(SCRIPT)?;
    Some(decoded(inside.split('<').next().unwrap_or_default().as_bytes()))
}

fn decoded(base64: &[u8]) -> Result<Network, Damage> {
    let plain: Vec<u8> = base64.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    Network::from_bytes(BASE64.decode(&plain).map_err(|_| Damage::Base64)?).map_err(Damage::Bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::NetworkBuilder;

    fn network() -> Network {
        NetworkBuilder::new("Why do bees dance?").concept("network", "<network> & so on").build().unwrap()
    }

    fn base64() -> String {
        BASE64.encode(network().as_bytes())
    }

    fn read(svg: &str) -> Option<Network> {
        in_svg(svg).and_then(Result::ok)
    }

    #[test]
    fn an_svg_may_be_written_again_by_another_program() {
        let base64 = base64();
        for element in [
            format!("<network xmlns=\"urn:semnet\" encoding=\"base64\">{base64}</network>"),
            format!("<network\n   encoding=\"base64\"\n   xmlns=\"urn:semnet\">\n{base64}\n</network>"),
            format!("<semnet:network xmlns:semnet=\"urn:semnet\">{base64}</semnet:network>"),
        ] {
            let svg = format!(
                "<svg><title>network</title><text>a:network ></text><metadata>{element}</metadata></svg>"
            );
            assert_eq!(read(&svg), Some(network()), "{svg}");
        }
        let declared = format!("<svg xmlns:ns0='urn:semnet'><ns0:network>{base64}</ns0:network></svg>");
        assert_eq!(read(&declared), Some(network()));
    }

    #[test]
    fn no_network_and_a_damaged_one_are_different() {
        assert!(in_svg("<svg/>").is_none());
        assert!(in_svg("<svg><network>AAAA</network></svg>").is_none());
        assert!(in_svg("<svg xmlns:s=\"urn:semnet\"><networks>AAAA</networks></svg>").is_none());
        for damaged in ["AAAA", "?", ""] {
            let svg = format!("<svg><network xmlns=\"urn:semnet\">{damaged}</network></svg>");
            assert!(matches!(in_svg(&svg), Some(Err(_))), "{damaged}");
        }
    }

    #[cfg(feature = "formats")]
    #[test]
    fn a_png_carries_a_network_in_a_text() {
        let chunk = |kind: &[u8], data: &[u8]| {
            let length = u32::try_from(data.len()).unwrap().to_be_bytes();
            [&length[..], kind, data, &[0; 4]].concat()
        };
        let text = [KEYWORD, base64().as_bytes()].concat();
        let png =
            [PNG, &chunk(b"IHDR", &[0; 13]), &chunk(b"tEXt", b"Title\0A"), &chunk(b"tEXt", &text)].concat();
        assert_eq!(in_png(&png).unwrap().unwrap(), network());
        // A chunk that is cut off has no data, and neither has one whose length is beyond the end.
        for end in 0..png.len() - 4 {
            assert!(in_png(&png[..end]).is_none(), "{end}");
        }
        assert!(in_png(&[PNG, &[255; 8]].concat()).is_none());
    }
}
