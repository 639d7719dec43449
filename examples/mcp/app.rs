//! The page that a host shows in a frame (MCP Apps, SEP-1865): one HTML file with a network, its picture and
//! its report. It loads nothing, and uses no WebAssembly, which the frames of most hosts forbid.

use data_encoding::BASE64;
use rmcp::model::{ExtensionCapabilities, MetaObject, ResourceContents, ResourceTemplate};
use semnet_core::Network;
use semnet_core::context::ContextOptions;
use semnet_core::format::Format;
use semnet_core::picture::PictureOptions;
use serde_json::{Value, json};

use crate::visible::visible;

/// The page without a network, which tools name: it waits for the answer of the tool, and shows its network.
pub(crate) const PAGE: &str = "ui://semnet/network";

/// The media type of such a page.
const MIME: &str = "text/html;profile=mcp-app";

/// The extension's name among the capabilities of server and host.
const EXTENSION: &str = "io.modelcontextprotocol/ui";

/// Larger networks show a part: those with more concepts, or with more bytes.
const MOST_CONCEPTS: usize = 150;
const MOST_BYTES: usize = 256 << 10;

/// Tokens of the part that larger networks show.
const PART: usize = 3_000;

const SCRIPT: &str = include_str!("view.js");

const STYLE: &str = include_str!("view.css");

/// The SHA-256 of the script, which the page's policy names: no other script runs in the page.
/// `tests/mcp/check.py` computes it again.
const SCRIPT_HASH: &str = "sha256-FythwFoZtT5bhVD4/vFxRffvpSYbW7t3Eh7yQo0liI0=";

/// The server's support of such pages.
pub(crate) fn extensions() -> ExtensionCapabilities {
    let settings = json!({"mimeTypes": [MIME]});
    ExtensionCapabilities::from([(EXTENSION.to_owned(), settings.as_object().cloned().unwrap_or_default())])
}

/// The page of a tool's answers, or of one answer.
pub(crate) fn meta(uri: &str) -> MetaObject {
    object(json!({"ui": {"resourceUri": uri}}))
}

/// The page of the network of an answer.
pub(crate) fn page_of(answer: &Value) -> Option<String> {
    Some(format!("{PAGE}/{}", answer["data"]["hashtag"].as_str()?))
}

pub(crate) fn template() -> ResourceTemplate {
    ResourceTemplate::new(format!("{PAGE}/{{network}}"), "network-page")
        .with_title("A network as a page")
        .with_description(
            "One HTML file with picture and report, for the frame of a host; `network` is its hashtag",
        )
        .with_mime_type(MIME)
}

/// The page, with a network or without.
pub(crate) fn contents(network: Option<&Network>, uri: &str) -> ResourceContents {
    // No address of any kind: the page loads nothing, and sends nothing but messages to its host.
    let policy =
        json!({"connectDomains": [], "resourceDomains": [], "frameDomains": [], "baseUriDomains": []});
    let about = object(json!({"ui": {"csp": policy, "prefersBorder": false}}));
    ResourceContents::text(page(network), uri).with_mime_type(MIME).with_meta(about)
}

fn object(value: Value) -> MetaObject {
    MetaObject(value.as_object().cloned().unwrap_or_default())
}

fn page(network: Option<&Network>) -> String {
    let is_large =
        |network: &&Network| network.concept_count() > MOST_CONCEPTS || network.as_bytes().len() > MOST_BYTES;
    let part = network.filter(is_large).map(part);
    let shown = part.as_ref().or(network);
    let title = network.map_or("Semantic network", Network::question);
    let hashtag = network.map(|network| network.hashtag().to_string()).unwrap_or_default();
    let inside = shown.map(|network| BASE64.encode(network.as_bytes())).unwrap_or_default();
    let main = match (network, shown) {
        (Some(whole), Some(shown)) => main(whole, shown),
        _ => "<p class=\"about\">The network appears here.</p>\n".to_owned(),
    };
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src \
         '{SCRIPT_HASH}'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <main data-hashtag=\"{hashtag}\">\n{main}</main>\n\
         <script type=\"application/x-semnet\" id=\"semnet-network\">{inside}</script>\n\
         <script>{SCRIPT}</script>\n</body>\n</html>\n",
        escaped(&visible(title)),
    )
}

/// The part of a large network that answers its question best.
fn part(network: &Network) -> Network {
    network.context(network.question(), &ContextOptions::new(PART)).network().clone()
}

fn main(whole: &Network, shown: &Network) -> String {
    let svg = shown.to_svg(&PictureOptions::default());
    let (svg, report) = (visible(inline(&svg).as_str()), shown.to_format(Format::Html).text);
    let report = visible(between(&report, "<main>\n", "</main>\n</body>"));
    let counts = |network: &Network| (network.concept_count(), network.relationship_count());
    let (concepts, relationships) = counts(whole);
    let mut about = format!("#{} · {concepts} concepts, {relationships} relationships", whole.hashtag());
    if shown.fingerprint() != whole.fingerprint() {
        about.push_str(&format!("; a part with {} concepts is shown", shown.concept_count()));
    }
    format!(
        "<div id=\"picture\" tabindex=\"0\" role=\"group\" aria-label=\"Picture; plus, minus, 0 and arrow \
         keys move it\">\n{svg}<nav><button value=\"-\" aria-label=\"Zoom out\">−</button><button \
         value=\"0\" aria-label=\"Show all\">⤢</button><button value=\"+\" aria-label=\"Zoom \
         in\">+</button></nav>\n</div>\n\
         <p class=\"about\">{about}</p>\n<details>\n<summary>Report</summary>\n{report}</details>\n"
    )
}

/// An SVG as an element of a page: without its first line, and without the network, which the page has.
fn inline(svg: &str) -> String {
    let svg = svg.split_once("?>\n").map_or(svg, |(_, rest)| rest);
    match (svg.split_once("<metadata>"), svg.split_once("</metadata>\n")) {
        (Some((before, _)), Some((_, after))) => format!("{before}{after}"),
        _ => svg.to_owned(),
    }
}

/// The text between the first `open` and the last `close`.
fn between<'a>(text: &'a str, open: &str, close: &str) -> &'a str {
    let inside = text.split_once(open).map_or(text, |(_, inside)| inside);
    inside.rsplit_once(close).map_or(inside, |(inside, _)| inside)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use semnet_core::NetworkBuilder;

    use super::*;

    #[test]
    fn the_page_holds_the_network_and_nothing_runs_in_it() {
        let hostile = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\u{61c}";
        let network = NetworkBuilder::new(&format!("What is {hostile}?"))
            .title(hostile)
            .finding(hostile, hostile)
            .relationship((hostile, hostile, "B", hostile))
            .concept("B", "")
            .build()
            .unwrap();
        let page = page(Some(&network));
        assert_eq!(page.matches("<script").count(), 2);
        assert!(!page.contains("<img") && !page.contains('\u{61c}') && page.contains("⟨U+061C⟩"));
        let inside = between(&page, "id=\"semnet-network\">", "</script>\n<script>");
        let bytes = BASE64.decode(inside.as_bytes()).unwrap();
        assert_eq!(Network::from_bytes(bytes).unwrap(), network);
        assert!(page.contains(&network.hashtag().to_string()));
    }

    #[test]
    fn a_large_network_shows_a_part() {
        let mut builder = NetworkBuilder::new("How do numbers follow one another?");
        builder.finding("Number 0", "Numbers follow one another.");
        for number in 0..5_000 {
            builder.concept(&format!("Number {}", number + 1), "");
            builder.relationship((
                &*format!("Number {number}"),
                "is followed by",
                &*format!("Number {}", number + 1),
            ));
        }
        let network = builder.build().unwrap();
        let page = page(Some(&network));
        assert!(
            page.contains("5002 concepts") && page.contains("a part with"),
            "{}",
            &page[page.len() - 900..]
        );
        assert!(page.len() < 400_000, "{}", page.len());
        let bytes = BASE64.decode(between(&page, "id=\"semnet-network\">", "</script>\n<script>").as_bytes());
        assert!(Network::from_bytes(bytes.unwrap()).unwrap().concept_count() < 500);
    }
}
